"""Small numbers that make one with what stands beside them: sums of scales, parts, money named, two bounds."""

from __future__ import annotations

from figtag.mentions.numerals import over, plus
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import read_unit

_MOST_SUMMANDS = 4
_MOST_PARTS = 1000
_OTHER_SIDE = {"least": "most", "most": "least"}


def add_scales(reader: Reader, term: Term) -> None:
    """Add to a term what smaller scales after it say: ``4 thousand 3 hundred``, ``2 million 300 thousand``."""
    for _ in range(_MOST_SUMMANDS):
        scale = term.scale or term.spoken
        if scale is None or not _is_point(term) or not _ends_in_scale(reader, term):
            return
        second = _after_blank(reader, term.end)
        if second is None or not _is_point(second) or not (second.word or reader.text[second.start].isdecimal()):
            return
        smaller = second.scale or second.spoken
        if smaller is None or smaller >= scale or second.low is None or second.low >= scale:
            return
        assert term.low is not None
        term.low = term.high = plus(term.low, second.low)
        term.scale, term.end, term.whole = smaller, second.end, False
        if second.unit:
            term.unit, term.kind, term.unit_text = second.unit, second.kind, second.unit_text


def _is_point(term: Term) -> bool:
    return term.low is not None and term.low == term.high and not term.bound


def _after_blank(reader: Reader, end: int) -> Term | None:
    return reader.term_at(end + 1) if reader.text[end : end + 1] == " " and end + 1 < reader.limit else None


def _ends_in_scale(reader: Reader, term: Term) -> bool:
    """True when the last word of a term is one of scale: no letter, and no unit after it."""
    last = reader.numbers.words.at(reader.tokens, reader.index(term.end) - 1)
    return last is not None and last.kind == "scale"


def name_money(reader: Reader, term: Term, floor: int) -> None:
    """Give a scaled number the currency that is named right before it: ``euro 22.5 million``."""
    if term.scale is None or term.unit or term.signed or reader.text[term.start - 1 : term.start] != " ":
        return
    index = reader.index(term.start) - 1
    if index < 0 or reader.tokens.starts[index] < floor or reader.tokens.ends[index] != term.start - 1:
        return
    start = reader.tokens.starts[index]
    found = read_unit(reader.text, start, reader.tables)
    if found is None or found.kind != "currency" or found.span.end != term.start - 1:
        return
    if index and reader.tokens.lower[index - 1] in reader.numbers.counted["definite"]:
        return
    term.start, term.unit, term.kind, term.unit_text = start, found.unit, found.kind, found.span.of(reader.text)


def parts(reader: Reader, term: Term) -> Term | None:
    """A number of digits of equal parts: ``3 tenths of a percent``, ``2 thirds``; quarters are units of time."""
    if not term.bare or term.word or not term.whole or term.low is None or not 1 < term.low < _MOST_PARTS:
        return None
    if reader.text[term.end : term.end + 1] not in (" ", "-") or term.bound:
        return None
    index = reader.index(term.end + 1)
    entry = reader.numbers.words.at(reader.tokens, index)
    if entry is None or entry.kind != "part" or not reader.tokens.lower[index].endswith("s"):
        return None
    if reader.tokens.ends[index] > reader.limit or read_unit(reader.text, term.end + 1, reader.tables) is not None:
        return None
    term.low = term.high = over(term.low, entry.number())
    term.end, term.word, term.whole = reader.tokens.ends[index], "share", False
    reader.unit_after(term, "share", index + 1)
    return term


def two_bounds(reader: Reader, term: Term) -> Term | None:
    """One number with a bound on both sides: ``above 10 and below 15 MW``; its bounds are the two numbers.

    An amount with a unit of its own is complete, and a figure by itself: ``above 10 MW but below 15 MW`` are two.
    """
    if term.unit or term.tolerance or not _is_point(term):
        return None
    tokens, numbers = reader.tokens, reader.numbers
    index, both = reader.index(term.end), numbers.links["both"]
    joint = both.at(tokens, index) if index < len(tokens.lower) and tokens.lower[index] in both.firsts else None
    if joint is None:
        return None
    before = numbers.before.ending(tokens, reader.index(term.start))
    side = "" if before is None else before.value[1].partition("-")[0]
    if side not in _OTHER_SIDE:
        return None
    index += len(joint.words)
    after = numbers.before.at(tokens, index)
    if after is None or after.value[1].partition("-")[0] != _OTHER_SIDE[side]:
        return None
    second = _after_blank(reader, tokens.ends[index + len(after.words) - 1])
    if second is None or not _is_point(second) or second.kind == "factor":
        return None
    least, most = (term, second) if side == "least" else (second, term)
    low, high = least.low, most.high
    if low is None or high is None or low >= high:
        return None
    if second.unit:
        term.unit, term.kind, term.unit_text = second.unit, second.kind, second.unit_text
        term.measured = second.measured
    term.low, term.high, term.bound, term.end = low, high, "both", second.end
    term.kind = term.kind or "range"
    return term
