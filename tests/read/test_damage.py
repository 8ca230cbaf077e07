"""Damaged encodings become blanks; what only looks like damage stays."""

from __future__ import annotations

import pytest

from figtag.document import BlockKind, Format
from tests.read.reading import blocks, document, outline

FEED = """\
\u0e50\u0e08\u0e50\u0e13Daily feed\u0e42\u0e02Fresh 40m
- \u0e42\u0e02The yard spent $12M on cranes.
- \u0e42\u0e02It hired 40 people.
\u0e50 Other news
"""


def test_utf8_read_as_thai_is_met() -> None:
    read = document(FEED, Format.TEXT)
    assert [block.text for block in read.blocks] == [
        "Daily feed Fresh 40m",
        "The yard spent $12M on cranes.",
        "It hired 40 people.",
        "Other news",
    ]
    assert read.blocks[1].kind is BlockKind.ITEM
    (notice,) = read.notices
    assert notice.code == "damaged-encoding"
    assert notice.message.startswith("5 runs")
    assert (notice.start, notice.end) == (0, 4)


def test_offsets_stay_those_of_the_source() -> None:
    (block, *_) = blocks(FEED, Format.TEXT)
    at = block.text.index("40m")
    assert block.source(at, at + 3).of(FEED) == "40m"


def test_a_damaged_bullet_is_a_bullet() -> None:
    assert outline("Facts:\n\u0e42\u0e02 One is 5\n\u0e42\u0e02 Two is 6\n", Format.TEXT)[1:] == [
        ("item", "One is 5"),
        ("item", "Two is 6"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ราคา ๑๐๐ บาท และ ๒๕ สตางค์",
        "The sign said ๑๒๐ บาท for the ไทย dish แกง.",
        "Übergröße, naïve café, señor, Ærø and “curly” quotes – 5 €",
        "A price of ฿500",
        "About 1.1 ×\u00a010 vans, a “café–“ and né—”",
    ],
)
def test_genuine_text_stays(text: str) -> None:
    read = document(text, Format.TEXT)
    assert read.notices == ()
    assert read.blocks[0].text == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Itâ€™s 5 â€“ 6", "It s 5 6"),
        ("cafÃ© for 5", "caf for 5"),
        ("costs Â£5 and 6Â°C", "costs 5 and 6 C"),
        ("about Â 5", "about 5"),
        ("ðŸš€ up 5%", "up 5%"),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚ 5", "5"),
    ],
)
def test_utf8_read_as_western_is_met(text: str, shown: str) -> None:
    read = document(text, Format.TEXT)
    assert [notice.code for notice in read.notices] == ["damaged-encoding"]
    assert read.blocks[0].text == shown


def test_damage_is_no_indentation_of_markdown() -> None:
    assert outline("\u0e50\u0e08\u0e50\u0e13\u0e50\u0e08 Sold 5 vans\n") == [("paragraph", "Sold 5 vans")]
