"""Amounts that go on after their unit: ``a year and a half``, ``two miles and a half``, ``a day or two``."""

from __future__ import annotations

from decimal import Decimal

from figtag.mentions.numerals import plus
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import UnitMatch, read_unit

_HALF = Decimal("0.5")
_ONE = Decimal(1)
_FEW = 4


def with_half(reader: Reader, term: Term) -> Term | None:
    """An amount with the half after its unit: ``two miles and a half``, but not ``two miles and a half of it``."""
    if not term.unit or term.kind == "currency" or term.low is None or term.low != term.high or not term.whole:
        return None
    tokens, words = reader.tokens, reader.numbers.words
    at = reader.index(term.end)
    joint = words.at(tokens, at)
    if joint is None or joint.kind != "and":
        return None
    kinds = [entry and entry.kind for entry in (words.at(tokens, at + step) for step in range(4))]
    if kinds[:3] != ["and", "article", "half"] or kinds[3] == "among":
        return None
    if at + 3 < len(tokens) and tokens.words[at + 3][0].isalpha() and tokens.lower[at + 3] not in _stop(reader):
        return None
    term.low = term.high = plus(term.low, _HALF)
    term.end = tokens.ends[at + 2]
    term.whole = False
    return term


def from_one(reader: Reader, term: Term, floor: int) -> Term:
    """The amount that a half or a small number ends: ``a year and a half``, ``a day or two``."""
    if term.unit or term.kind or term.low is None or not (term.word or term.low == _HALF) or term.low != term.high:
        return term
    at = reader.index(term.start)
    if term.low == _HALF:
        unit = _one_of(reader, at - 2, floor) if _before(reader, at) == ["and", "article"] else None
        if unit is None:
            return term
        term.low = term.high = _ONE + _HALF
    elif term.word and 1 < term.low < _FEW and _before(reader, at)[1:] == ["or"]:
        unit = _one_of(reader, at - 1, floor)
        if unit is None:
            return term
        term.low, term.kind = _ONE, "range"
    else:
        return term
    start, match = unit
    term.start, term.unit, term.kind, term.whole = start, match.unit, match.kind, False
    term.unit_text, term.word = match.span.of(reader.text), ""
    return term


def _before(reader: Reader, at: int) -> list[str]:
    """What the two words before a token are; ``or`` stands for the link."""
    tokens, numbers = reader.tokens, reader.numbers
    kinds = []
    for index in (at - 2, at - 1):
        entry = numbers.words.at(tokens, index) if index >= 0 else None
        link = numbers.links["or"].at(tokens, index) if index >= 0 else None
        kinds.append("or" if link is not None else entry.kind if entry is not None else "")
    return kinds


def _one_of(reader: Reader, end: int, floor: int) -> tuple[int, UnitMatch] | None:
    """One of a unit, that ends before a token: where its article begins, and the unit."""
    first = end - 2
    if first < 0 or reader.tokens.starts[first] < floor:
        return None
    article = reader.numbers.words.at(reader.tokens, first)
    if article is None or article.kind != "article":
        return None
    match = read_unit(reader.text, reader.tokens.starts[end - 1], reader.tables)
    if match is None or match.span.end != reader.tokens.ends[end - 1]:
        return None
    return reader.tokens.starts[first], match


def _stop(reader: Reader) -> frozenset[str]:
    return reader.numbers.counted["stop"]
