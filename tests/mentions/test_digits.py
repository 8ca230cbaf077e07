"""A reader of digits is passed over only where it finds nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from figtag.document import BlockKind
from figtag.mentions.digits import READERS, AtDigits
from figtag.mentions.vocabulary import Scan, vocabulary
from figtag.tables import load_tables
from figtag.tokens import Tokens
from tests.mentions.roles import block_of

FAMILIES = ("date-word", "name-word", "ordinal-word", "structure-word")
AT_DIGITS = AtDigits(load_tables())
NUMBERS = (
    "0", "1", "2", "5", "10", "24", "30", "95", "007", "202", "404", "500", "1600", "1999", "2024", "2507", "20500",
    "20534", "040301", "123456",
)  # fmt: skip
NAMES = ("GPT", "Llama", "RFC", "Main", "Street", "AEO", "Report", "DW", "TV", "B", "kJ", "mol", "CO", "x", "methylene")
SIGNS = tuple(".,-–‑/:;()[]%$#+°º'′\"”~=×*_@\\→−²½")


def words() -> list[str]:
    """Every phrase of the tables that the readers ask for."""
    tables = load_tables()
    known = [vocabulary(tables, family) for family in FAMILIES]
    found = [[words.phrases(kind) for kind in words.firsts] for words in known]
    return sorted({phrase for kinds in found for phrases in kinds for phrase in phrases})


def passed_over(text: str, kind: BlockKind) -> list[str]:
    """What readers that are not asked would find at the digits of a text."""
    scan = Scan(block_of(text, kind), Tokens.of(text), load_tables())
    at = [index for index, word in enumerate(scan.lower) if word.isdecimal()]
    asked = {index: AT_DIGITS.readers(scan, index) for index in at}
    return [
        f"{scan.words[index]}: {found}"
        for index in at
        for reader in READERS
        if reader not in asked[index] and (found := reader(scan, index, 0))
    ]


WORD = st.sampled_from(NAMES) | st.sampled_from(words()).flatmap(lambda word: st.sampled_from((word, word.title())))
PIECE = st.sampled_from(NUMBERS) | st.sampled_from(SIGNS) | WORD | st.just(" ")


@given(st.lists(PIECE, min_size=2, max_size=14).map("".join), st.sampled_from((BlockKind.PARAGRAPH, BlockKind.CELL)))
@example("arXiv:2507.20534", BlockKind.PARAGRAPH)
@example("call (202) 691-6378 or 1.(202) 691-6378", BlockKind.PARAGRAPH)
@example("3,4-methylene and 46.2 °N", BlockKind.PARAGRAPH)
@example("6-8 Mill Lane", BlockKind.CELL)
def test_a_reader_that_is_not_asked_finds_nothing(text: str, kind: BlockKind) -> None:
    assert not passed_over(text, kind)


@pytest.mark.parametrize("text", ["It grew by 23 percent.", "They sold 5 million (61%), or $40 each."])
def test_at_plain_amounts_nothing_is_asked(text: str) -> None:
    scan = Scan(block_of(text), Tokens.of(text), load_tables())
    at = [index for index, word in enumerate(scan.lower) if word.isdecimal()]
    assert not any(AT_DIGITS.readers(scan, index) for index in at)
