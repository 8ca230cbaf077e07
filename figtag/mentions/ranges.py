"""Quantities with two ends: ``12.9 ± 0.1``, ``200-400 Gbps``, ``between 5 and 10``, ``20 or 30``."""

from __future__ import annotations

from decimal import Decimal

from figtag.mentions.compounds import past_blank, ratio_of_units, take_unit
from figtag.mentions.lexicon import Lexicon
from figtag.mentions.numerals import over, plus, times
from figtag.mentions.ratios import is_bare_point, quotient
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import read_unit

DASHES = "-–—−‐‑~～"
"""Signs between the two numbers of a range."""
_SPREAD_REACH = 9
_FAR = 3
"""A share that many times the one before it is no other end of a range."""
_SCORE_MOST = Decimal(200)


def tolerance(reader: Reader, term: Term) -> Term | None:
    """A number with how far it may be off on both sides: ``12.9 ± 0.1``."""
    text = reader.text
    at = past_blank(text, term.end)
    for sign in reader.numbers.tolerances:
        if text.startswith(sign, at):
            at = past_blank(text, at + len(sign))
            break
    else:
        index, lower = reader.index(at), reader.tokens.lower
        if index >= len(lower) or lower[index] not in reader.numbers.before.firsts:
            return None
        entry = reader.numbers.before.at(reader.tokens, index)
        if entry is None or entry.kind != "inside":
            return None
        at = past_blank(text, reader.tokens.ends[index + len(entry.words) - 1])
    width = reader.term_at(at)
    if width is None or width.low is None or width.high != width.low or term.low is None or term.high != term.low:
        return None
    spread = width.low
    if width.kind == "percent" and term.kind != "percent":
        spread = times(abs(term.low), over(spread, Decimal(100)))
    elif not term.unit:
        take_unit(term, width)
        if width.scale is not None and term.scale is None:
            term.low = times(term.low, width.scale)
    elif width.unit and width.unit != term.unit:
        return None
    elif term.scale is not None and width.scale is None:
        spread = times(spread, term.scale)
    term.low, term.high = plus(term.low, -spread), plus(term.low, spread)
    term.end = width.end
    return term


def number_range(reader: Reader, term: Term) -> Term | None:
    """A number to another: ``200-400 Gbps``, ``between 5 and 10``, ``from 5 to 10``, ``20 or 30``."""
    if term.low is None or term.high is None or term.tolerance or term.bound == "least" or term.word == "interval":
        return None
    at, link = _link(reader, term)
    if not link:
        return None
    second = reader.term_at(at)
    if second is not None and term.kind == "currency" and _takes_money(reader, second) and link != "or":
        reader.assumed = term
        second = reader.term_at(at)
        reader.assumed = None
    if second is None or second.low is None or second.tolerance or (second.signed and link == "dash"):
        return None
    if second.high is None and second.bound != "least":
        return None
    return _joined(reader, term, second, link)


def _takes_money(reader: Reader, second: Term) -> bool:
    """True for a bare number, also with a letter of scale that is else a unit: ``$700-750m``."""
    return second.kind in ("", "rate", "range") or second.unit_text in reader.numbers.suffixes


def _joined(reader: Reader, term: Term, second: Term, link: str) -> Term | None:
    assert term.low is not None
    assert term.high is not None
    assert second.low is not None
    if link == "or" and not (is_bare_point(term) and not second.tolerance and term.word != "share"):
        return None
    if link == "or" and _is_listed(reader, term):
        return None
    factor = _same_unit(reader, term, second)
    if factor is None:
        return None
    spoken = second.spoken
    if (
        spoken is not None
        and term.word
        and term.spoken is None
        and is_bare_point(term)
        and term.low * spoken < second.low
    ):
        term.low = term.high = times(term.low, spoken)  # "four to five thousand"
    share = second.scale is not None and term.scale is None and (not term.unit or term.kind == "currency")
    low, high = term.low, term.high
    if share and term.written is not None and second.written is not None and term.written <= second.written:
        assert second.scale is not None
        low, high = times(low, second.scale), times(high, second.scale)
    elif second.scale is not None and term.scale is None and not term.unit and not _opened_from(reader, term):
        return None
    bottom, top = times(second.low, factor), times(second.high if second.high is not None else second.low, factor)
    if link == "to" and term.signed and second.signed and top <= 0 and bottom < low:
        low, high, bottom, top = bottom, top, low, high  # "-3 to -5 °C"
    if link in ("to", "or") and low > bottom:
        descending = is_bare_point(term) and second.bare and term.whole and second.whole and link == "to"
        if not descending or _is_change(reader, term):
            return None
        if second.low and (second.low == 1 or _near_ratio(reader, second)):
            return quotient(term, second)
        if reader.text[term.end] not in DASHES or low >= _SCORE_MOST:
            return None
    if link == "to" and _is_change(reader, term):
        return None
    if link == "to" and term.unit and _follows_change(reader, term, second):
        return None  # "rose 5% to 40%", "fell 3 cents to 9"
    if low > top:
        if not (is_bare_point(term) and second.bare and term.whole and low < _SCORE_MOST) and not second.unit:
            return None
        low, top = bottom, high
    term.low, term.high = low, top
    if second.bound == "least":
        term.high, term.bound = None, "least"
    if (second.unit and (not term.unit or second.unit.startswith(term.unit))) or (not term.unit and second.kind):
        take_unit(term, second)
    term.kind = term.kind or "range"
    term.end = second.end
    term.scale = term.scale or second.scale
    term.approximate = term.approximate or second.approximate
    term.too_large = term.too_large or second.too_large
    term.measured = term.measured or second.measured
    return term


# What stands between the two numbers, and before them


def _link(reader: Reader, term: Term) -> tuple[int, str]:
    """Where the second number of a range would begin, and what stands before it; an empty link when nothing does."""
    text, end = reader.text, term.end
    if end >= reader.limit:
        return 0, ""
    if text[end] in DASHES and text[end + 1 : end + 2] != " ":
        return _past_hyphened_link(reader, end)
    if text[end] in DASHES and (link := _suspended(reader, end)):
        return link
    end = _past_abbreviation(reader, term, end)
    if text[end : end + 1] != " ":
        return 0, ""
    if text[end + 1 : end + 2] in ("-", "–", "—", "−") and text[end + 2 : end + 3] == " ":
        return end + 3, "dash"
    index = reader.index(end + 1)
    links, lower = reader.numbers.links, reader.tokens.lower
    for kind in ("and", "to", "or"):
        if index >= len(lower) or lower[index] not in links[kind].firsts:
            continue
        entry = links[kind].at(reader.tokens, index)
        if entry is not None and (kind == "and") == _is_between(reader, term):
            stop = reader.tokens.ends[index + len(entry.words) - 1]
            return past_blank(text, stop), kind
    return 0, ""


def _past_hyphened_link(reader: Reader, dash: int) -> tuple[int, str]:
    """A dash, or a word between two hyphens: ``0-to-60-mph``."""
    index = reader.index(dash + 1)
    entry = reader.numbers.links["to"].at(reader.tokens, index)
    if entry is None or len(entry.words) != 1:
        return dash + 1, "dash"
    end = reader.tokens.ends[index]
    return (end + 1, "to") if reader.text[end : end + 1] in tuple(DASHES) else (0, "")


def _suspended(reader: Reader, dash: int) -> tuple[int, str] | None:
    """A hyphen whose noun comes only after the second number: ``8- to 16-meter``."""
    index = reader.index(dash + 2)
    for kind in ("to", "or"):
        entry = reader.numbers.links[kind].at(reader.tokens, index)
        if entry is not None and reader.tokens.starts[index] == dash + 2:
            return past_blank(reader.text, reader.tokens.ends[index + len(entry.words) - 1]), kind
    return None


def _past_abbreviation(reader: Reader, term: Term, end: int) -> int:
    """Past the unit's own abbreviation in parentheses: ``34 gigawatts (GW) to``."""
    text = reader.text
    if not term.unit or not text.startswith(" (", end):
        return end
    close = text.find(")", end, end + 12)
    if close < 0:
        return end
    match = read_unit(text, end + 2, reader.tables)
    return close + 1 if match is not None and match.span.end == close and match.unit == term.unit else end


def _is_between(reader: Reader, term: Term) -> bool:
    """True for the first number of ``between 5 and 10``, which no other word joins to the second."""
    index = reader.index(term.start)
    return _opened(reader, "between", index) and not _opened(reader, "compared", index)


def _opened_from(reader: Reader, term: Term) -> bool:
    return _opened(reader, "from", reader.index(term.start))


def _opened(reader: Reader, kind: str, index: int) -> bool:
    """True when the words directly before a token, modifiers aside, are those of a kind of link."""
    lexicon: Lexicon = reader.numbers.links[kind]
    for _ in range(4):
        if lexicon.ending(reader.tokens, index) is not None:
            return True
        entry = reader.numbers.before.ending(reader.tokens, index)
        if entry is None:
            return False
        index -= len(entry.words)
    return False


def _is_listed(reader: Reader, term: Term) -> bool:
    """True when another number and a comma stand before a number: ``0.5, 1.0 or 2.5 wt%`` are three."""
    index = reader.index(term.start)
    words = reader.tokens.lower
    if index < 2 or words[index - 1] != ",":
        return False
    return words[index - 2][0].isnumeric() or reader.numbers.words.at(reader.tokens, index - 2) is not None


# The units of the two


def _same_unit(reader: Reader, term: Term, second: Term) -> Decimal | None:
    """What the second is multiplied by to be in the unit of the first; None when they are no two ends of one thing."""
    one = Decimal(1)
    if term.unit == second.unit and term.kind == second.kind:
        return one
    if not term.unit and not term.kind:
        return None if second.kind == "currency" and second.start < second.end and _sign_first(reader, second) else one
    if not second.unit and not second.kind:
        return one if term.kind == "currency" else None
    if term.kind == "currency" and second.kind == "currency":
        return one if second.unit.startswith(term.unit) else None
    larger = ratio_of_units(reader, second.unit, term.unit)
    if larger is not None:
        return larger
    return _prefix_ratio(reader, second.unit, term.unit)


def _sign_first(reader: Reader, term: Term) -> bool:
    return not (reader.text[term.start].isnumeric() or reader.text[term.start].isspace()) and not term.word


def _prefix_ratio(reader: Reader, first: str, second: str) -> Decimal | None:
    """How many of the second unit the first unit is, when they differ by their prefixes: ``500 MW - 1 GW``."""
    prefixes = reader.numbers.prefixes
    for name, size in prefixes.items():
        base = first.removeprefix(name)
        if base == first:
            continue
        if base == second:
            return size
        for other, against in prefixes.items():
            if second == other + base:
                return over(size, against)
    for name, size in prefixes.items():
        if second == name + first:
            return over(Decimal(1), size)
    return None


# Ranges told from changes


def _is_change(reader: Reader, term: Term) -> bool:
    """True when ``from A to B`` tells of a change, by the nearest word before it that says so."""
    index = reader.index(term.start)
    if not _opened(reader, "from", index):
        return False
    links, tokens = reader.numbers.links, reader.tokens
    for at in range(index - 1, max(-1, index - 1 - _SPREAD_REACH), -1):
        if tokens.words[at] in ".;":
            break
        if links["spread"].ending(tokens, at + 1) is not None:
            return False
        if links["change"].ending(tokens, at + 1) is not None:
            return True
    return False


def _follows_change(reader: Reader, term: Term, second: Term) -> bool:
    """True for an amount of change and where it led to: ``rose 5% to 40%``, ``fell by 3 cents to 9 cents``.

    What will rise or may rise by one share or another gives a range: ``should grow 4% to 6%``.
    """
    index, numbers, tokens = reader.index(term.start), reader.numbers, reader.tokens
    percent = term.kind == "percent"
    if not percent and index and tokens.lower[index - 1] in numbers.counted["by"]:
        index -= 1
    entry = numbers.changes_before.ending(tokens, index)
    if entry is None:
        return False
    if tokens.lower[index - 1] in numbers.past:
        return True
    assert term.low is not None
    assert second.low is not None
    return entry.value[-1] == "moved" and (not percent or second.low > _FAR * term.low)


def _near_ratio(reader: Reader, second: Term) -> bool:
    tokens = reader.tokens
    ratio = reader.numbers.links["ratio"]
    after = reader.index(second.end)
    return any(ratio.at(tokens, at) is not None for at in range(max(0, after - 8), min(len(tokens), after + 3)))
