"""Amounts of a larger and a smaller unit: ``7 minutes and 27 seconds``, ``5-foot-11``, ``15 dollars 50``."""

from __future__ import annotations

from decimal import Decimal

from figtag.mentions.numerals import over, plus, times
from figtag.mentions.ratios import is_bare_point
from figtag.mentions.terms import Reader, Term

_STOPS = frozenset(".;!?)")


def compound(reader: Reader, term: Term) -> Term | None:
    """An amount with all smaller parts after it, in the smallest unit; dollars and cents are dollars."""
    compounds = reader.numbers.compounds
    if term.unit not in compounds or term.bound or term.low is None or term.low != term.high:
        return None
    joined = None
    while (part := _next_part(reader, term)) is not None:
        second, factor = part
        assert term.low is not None
        assert second.low is not None
        first = term.unit_text
        if term.unit in reader.numbers.kept:
            term.low = term.high = plus(term.low, over(second.low, factor))
        else:
            term.low = term.high = plus(times(term.low, factor), second.low)
            take_unit(term, second)
        term.unit_text = f"{first} {second.unit_text}"
        term.end = second.end
        joined = term
    return joined


def _next_part(reader: Reader, term: Term) -> tuple[Term, Decimal] | None:
    at = _part_start(reader, term)
    if at >= reader.limit:
        return None
    second = reader.term_at(at)
    if second is None or second.low is None or second.low != second.high or second.bound or second.signed:
        return None
    factor = ratio_of_units(reader, term.unit, second.unit) or _unsaid(reader, term, second)
    if factor is None or second.low >= 4 * factor:
        return None
    return second, factor


def _part_start(reader: Reader, term: Term) -> int:
    """Where the smaller part of an amount may begin."""
    text = reader.text
    if text[term.end : term.end + 1] == "-" and term.unit_text and text[term.end - len(term.unit_text) - 1] == "-":
        return term.end + 1  # "5-foot-11"
    at = past_blank(text, term.end)
    and_lexicon = reader.numbers.links["and"]
    index = reader.index(at)
    entry = and_lexicon.at(reader.tokens, index)
    if entry is not None and len(entry.words) == 1:
        return past_blank(text, reader.tokens.ends[index])
    if text[at : at + 2] == ", ":
        at += 2
        after = and_lexicon.at(reader.tokens, reader.index(at))
        if after is not None and len(after.words) == 1:
            at = past_blank(text, reader.tokens.ends[reader.index(at)])
    return at


def _unsaid(reader: Reader, term: Term, second: Term) -> Decimal | None:
    """How many of the unit that a smaller part leaves unsaid one of the larger is: ``5-foot-11``, ``15 dollars 50``."""
    if not is_bare_point(second) or not second.whole or second.word or second.low is None:
        return None
    found = reader.numbers.compounds.get(term.unit)
    glued = second.start == term.end + 1 and reader.text[term.end] == "-"
    if found is None or term.unit not in reader.numbers.unsaid:
        return None
    if glued:
        fits = term.unit not in reader.numbers.kept and second.low < found[0]
    else:
        fits = term.unit in reader.numbers.kept and _is_change_given(reader, term, second)
    if not fits:
        return None
    second.unit, second.kind, second.unit_text = found[1], term.kind, term.unit_text
    return found[0]


def _is_change_given(reader: Reader, term: Term, second: Term) -> bool:
    """True for the two digits of cents after a whole amount in words: ``15 dollars 50``, ``15 dollars and 50.``."""
    text, tokens = reader.text, reader.tokens
    if not term.unit_text or not term.unit_text.isalpha() or second.end - second.start != 2 or not term.whole:
        return False
    if term.scale is not None or text[term.end] != " ":
        return False
    after = reader.index(second.end)
    if second.start != term.end + 1:  # "and" between them joins two amounts but at the end of a sentence
        return "," not in text[term.end : second.start] and (after >= len(tokens) or tokens.words[after] in _STOPS)
    if after >= len(tokens) or not tokens.words[after][0].isalnum():
        return text[second.end : second.end + 1] not in ("%", "-")
    return tokens.lower[after] in reader.numbers.counted["stop"]


def ratio_of_units(reader: Reader, larger: str, smaller: str) -> Decimal | None:
    """How many of the smaller unit one of the larger is; None when it is not made of them."""
    factor = Decimal(1)
    unit = larger
    while unit in reader.numbers.compounds:
        count, unit = reader.numbers.compounds[unit]
        factor = times(factor, count)
        if unit == smaller:
            return factor
    return None


def take_unit(term: Term, other: Term) -> None:
    """Give a term the unit of another, and what that unit says of it."""
    term.unit, term.kind, term.unit_text, term.measured = other.unit, other.kind, other.unit_text, other.measured


def past_blank(text: str, at: int) -> int:
    """Past one blank, where there is one."""
    return at + 1 if text[at : at + 1] == " " else at
