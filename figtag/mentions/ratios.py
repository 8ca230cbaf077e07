"""Ratios and shares: ``3:1``, ``4.8/5``, ``one over 20``, ``eight of 10``, ``1 in 5``."""

from __future__ import annotations

from decimal import Decimal

from figtag.mentions.lexicon import FEW, PART
from figtag.mentions.numerals import is_reported, over
from figtag.mentions.terms import Reader, Term

_RATING_MOST = Decimal(100)
_PRESSURE = Decimal(30)
"""The lower number of a blood pressure is no smaller."""


def ratio(reader: Reader, term: Term) -> Term | None:
    """A number to another, with a colon between them: ``3:1``."""
    text = reader.text
    if (
        text[term.end : term.end + 1] != ":"
        or not text[term.end + 1 : term.end + 2].isdecimal()
        or not is_bare_point(term)
    ):
        return None
    second = reader.term_at(term.end + 1)
    if second is None or not is_bare_point(second) or not second.low:
        return None
    return quotient(term, second)


def rating(reader: Reader, term: Term) -> Term | None:
    """A number with decimals out of a round one: ``4.8/5``."""
    text = reader.text
    if text[term.end : term.end + 1] != "/" or term.whole or term.word or not is_bare_point(term):
        return None
    second = reader.term_at(term.end + 1)
    if second is None or not is_bare_point(second) or not second.whole or not second.low or second.low % 5:
        return None
    assert term.low is not None
    return quotient(term, second) if term.low <= second.low <= _RATING_MOST else None


def fraction(reader: Reader, term: Term) -> Term | None:
    """A number over another with nothing after it, but no blood pressure: ``one over 20.``."""
    text = reader.text
    over_words = reader.numbers.links["over"]
    if not is_bare_point(term) or not term.whole or text[term.end : term.end + 1] != " ":
        return None
    index = reader.index(term.end + 1)
    if over_words.at(reader.tokens, index) is None:
        return None
    second = reader.term_at(reader.tokens.ends[index] + 1)
    if second is None or not is_bare_point(second) or not second.whole or not second.low or not term.low:
        return None
    after = reader.index(second.end)
    if after < len(reader.tokens) and reader.tokens.words[after][0].isalnum():
        return None
    return None if _PRESSURE <= second.low <= term.low < 10 * _PRESSURE else quotient(term, second)


def share(reader: Reader, term: Term) -> Term | None:
    """A whole number out of another: ``eight of 10``, ``1 in 5``."""
    if not is_bare_point(term) or not term.whole or not term.low:
        return None
    text, tokens = reader.text, reader.tokens
    joint = text[term.end : term.end + 1]
    if joint not in (" ", "-") or not joint:
        return None
    index = reader.index(term.end + 1)
    link = reader.numbers.words.at(tokens, index)
    if link is None or link.kind != "among":
        return None
    end = tokens.ends[index + len(link.words) - 1]
    if text[end : end + 1] != joint or end >= reader.limit:
        return None
    second = reader.term_at(end + 1)
    if second is None or second.unit or second.signed or second.bound:
        return None
    if second.kind and not _is_of_times(reader, second):
        return None
    if second.low is None or second.low != second.high or second.low <= term.low or second.low % 1:
        return None
    if link.value == PART and (term.low == 1 or second.low > 100):
        return None
    if link.value == FEW and (term.low > 9 or (second.scale is not None and not second.word)):
        return None
    return quotient(term, second)


def _is_of_times(reader: Reader, second: Term) -> bool:
    """True for the whole of ``four out of 11 times``, whose "times" counts; it is left outside."""
    if second.kind != "factor" or second.unit_text is None or len(second.unit_text) == 1:
        return False
    second.end -= len(second.unit_text) + 1
    return reader.text[second.end] == " "


def quotient(term: Term, second: Term) -> Term | None:
    """A term made the ratio of itself to a second; None when its value is not reported."""
    assert term.low is not None
    assert second.low is not None
    value = over(term.low, second.low)
    if not is_reported(value):
        return None
    term.low = term.high = value
    term.end, term.kind, term.whole = second.end, "ratio", False
    return term


def is_bare_point(term: Term) -> bool:
    """True for one number with no unit, scale, sign or bound of its own."""
    return term.bare and term.low is not None and term.low == term.high and not term.bound
