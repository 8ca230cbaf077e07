"""Shortcuts of the judgement: what is not looked for would not have been found."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from figtag import unreal
from figtag.document import Document, Format
from figtag.mentions.scan import find_mentions
from figtag.read import read_text
from figtag.tables import load_tables
from figtag.tokens import AnyPhrase

TABLES = load_tables()

MARKS = [say for row in TABLES.words["unreal-mark"] for say in row.say]
PIECES = st.sampled_from(MARKS) | st.sampled_from(
    ("Zephyr", "GPT-5", "phone", "the", "a", "5 km", "$3", "12%", "40", "x")
)
JOINTS = st.sampled_from((" ", " ", " ", " ", "", " (", ") ", "'s ", "’", "-", ", ", ". ", "é", "万"))
TEXTS = st.lists(st.tuples(PIECES, JOINTS), min_size=2, max_size=8).map(lambda parts: "".join(map("".join, parts)))


def marked(document: Document) -> str:
    """What a document marks as not actual."""
    found = unreal.find_unreal(document, find_mentions(document, TABLES), TABLES)
    return "" if found is None else repr((found._by_first, found._by_block))


@given(TEXTS)
@example("The Zephyr doesn’t exist.")
def test_a_mark_is_looked_for_wherever_its_words_stand(text: str) -> None:
    document = read_text(f"Zephyr Z5 (hip) is small. {text}", Format.TEXT, TABLES)
    found = marked(document)
    with patch.object(AnyPhrase, "may_stand", lambda phrases, said: True):
        assert marked(document) == found
