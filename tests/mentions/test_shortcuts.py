"""Shortcuts: what is not asked of a number would have answered nothing."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from figtag.document import Format
from figtag.mentions import quantities, terms
from figtag.mentions.lexicon import number_tables
from figtag.mentions.numerals import plain_numeral, read_numeral
from figtag.mentions.scan import find_mentions
from figtag.mentions.unit_forms import unit_index
from figtag.read import read_text
from figtag.tables import load_tables

TABLES = load_tables()
NUMBERS = number_tables(TABLES)
UNITS = unit_index(TABLES)

DIGITS = st.text("0123456789", min_size=1, max_size=17)
SIGNS = "0159 ,.'’-−–eEx×*·^/⁄½²⁵⁻%€)(:a①٫"


@given(DIGITS, st.text(SIGNS, max_size=8), st.sampled_from((None, "EUR", "USD")))
def test_a_plain_numeral_is_read_as_any_other(digits: str, rest: str, money: str | None) -> None:
    text = digits + rest
    at = len(text) - len(text.lstrip("0123456789"))
    plain = plain_numeral(text, text[:at], at, len(text))
    if plain is not None:
        assert plain == read_numeral(text, 0, len(text), money=money)


def _phrases() -> list[str]:
    """Everything that the tables know of words and signs beside a number."""
    lexicons = (NUMBERS.words, NUMBERS.before, NUMBERS.after, NUMBERS.joints, *NUMBERS.links.values())
    said = {" ".join(entry.words) for lexicon in lexicons for entry in lexicon}
    units = {form for forms in (*UNITS.symbols.values(), *UNITS.before.values()) for form, _ in forms}
    units |= {" ".join(words) for forms in UNITS.words.values() for words, _ in forms}
    grammar = {" ".join(words) for part in UNITS.grammar.values() for rows in part.values() for words, _ in rows}
    counted = {word for words in NUMBERS.counted.values() for word in words}
    return sorted({*said, *units, *grammar, *counted, *NUMBERS.suffixes, *NUMBERS.signs, "MUSD", "kEUR", "lamps"})


AMOUNTS = st.sampled_from(
    ("5", "10", "3.5", "1,000", "0.5", "80", "$5", "€20", "US$3", "2½", "10^6", "-4", "~7", "one")
)
JOINTS = st.sampled_from(
    (" ", " ", " ", "", "-", " - ", "–", "/", ", ", ": ", " (", ") ", ".", "+", "s ", "s of ", "̈", "²", "^2")
)
PIECES = st.one_of(AMOUNTS, st.sampled_from(_phrases()), st.sampled_from(_phrases()).map(str.capitalize))
TEXTS = st.lists(st.tuples(PIECES, JOINTS), min_size=2, max_size=8).map(lambda parts: "".join(map("".join, parts)))


@given(TEXTS)
def test_no_reader_is_left_out_that_has_something_to_say(text: str) -> None:
    document = read_text(f"So 9 {text}", Format.TEXT, TABLES)
    found = find_mentions(document, TABLES)
    with (
        patch.object(quantities, "_joins", lambda reader, term: tuple(quantities._JOINS)),
        patch.object(terms.Reader, "_is_followed", lambda reader, end: True),
        patch.object(terms.Reader, "_may_open", lambda reader, index: True),
    ):
        assert find_mentions(document, TABLES) == found
