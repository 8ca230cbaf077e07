"""Quantities made of several terms: ranges, tolerances, ratios, shares, compound durations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache

from figtag.mentions.afterthoughts import from_one, with_half
from figtag.mentions.joins import add_scales, name_money, parts, two_bounds
from figtag.mentions.lexicon import FEW, PART, Lexicon, number_tables
from figtag.mentions.numerals import is_reported, over, plus, times
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import read_unit
from figtag.tables import Tables
from figtag.tokens import words_of

_DASHES = "-–—−‐‑~～"
_STOPS = frozenset(".;!?)")
_SPREAD_REACH = 9
_FAR = 3
"""A share that many times the one before it is no other end of a range."""
_SCORE_MOST = Decimal(200)
_RATING_MOST = Decimal(100)
_PRESSURE = Decimal(30)
"""The lower number of a blood pressure is no smaller."""


def read_quantity(reader: Reader, index: int, floor: int) -> Term | None:
    """The quantity whose first number begins at a token, with nothing of it before ``floor``."""
    term = reader.term(index, floor)
    if term is None:
        return None
    if term.scale is not None or term.spoken is not None:
        add_scales(reader, term)
        name_money(reader, term, floor)
    if not (term.unit or term.kind):
        term = from_one(reader, term, floor)
    for join in _joins(reader, term):
        joined = join(reader, term)
        if joined is not None:
            return joined
    return term


def _joins(reader: Reader, term: Term) -> Sequence[_Join]:
    """The readers that may make more of a term, by the word behind it and by its unit; for most terms there is none."""
    tokens, numbers = reader.tokens, reader.numbers
    index = bisect_left(tokens.starts, term.end)
    if index >= len(tokens.lower):
        return ()
    word, compound = tokens.lower[index], term.unit in numbers.compounds
    if not compound and word in numbers.joints.firsts and numbers.joints.at(tokens, index, always=True) is None:
        return ()
    found = _by_word(reader.tables).get(word)
    if found is None:
        return _COMPOUND if compound else ()
    return found[compound]


@cache
def _by_word(tables: Tables) -> dict[str, tuple[Sequence[_Join], Sequence[_Join]]]:
    """The readers by the word or sign behind a term, for terms that are in no compound unit and those that are."""
    numbers = number_tables(tables)
    firsts: dict[_Join, set[str]] = {join: set(signs) for join, signs in _JOINS.items()}
    for entry in numbers.words:
        if entry.kind in _AFTER_NUMBER:
            firsts[_AFTER_NUMBER[entry.kind]].add(entry.words[0])
    firsts[_tolerance].update(entry.words[0] for entry in numbers.before if entry.kind == "inside")
    firsts[_tolerance].update(words_of(sign)[0] for sign in numbers.tolerances)
    for join, kinds in ((_fraction, ("over",)), (two_bounds, ("both",)), (_range, ("and", "to", "or"))):
        firsts[join].update(*(numbers.links[kind].firsts for kind in kinds))
    words = set[str]().union(*firsts.values())
    return {
        word: (
            tuple(join for join, known in firsts.items() if word in known),
            tuple(join for join, known in firsts.items() if word in known or join is _compound),
        )
        for word in words
    }


def _bare_point(term: Term) -> bool:
    return term.bare and term.low is not None and term.low == term.high and not term.bound


def _skip_blank(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


# 12.9 ± 0.1


def _tolerance(reader: Reader, term: Term) -> Term | None:
    text = reader.text
    at = _skip_blank(text, term.end)
    for sign in reader.numbers.tolerances:
        if text.startswith(sign, at):
            at = _skip_blank(text, at + len(sign))
            break
    else:
        index, lower = reader.index(at), reader.tokens.lower
        if index >= len(lower) or lower[index] not in reader.numbers.before.firsts:
            return None
        entry = reader.numbers.before.at(reader.tokens, index)
        if entry is None or entry.kind != "inside":
            return None
        at = _skip_blank(text, reader.tokens.ends[index + len(entry.words) - 1])
    width = reader.term_at(at)
    if width is None or width.low is None or width.high != width.low or term.low is None or term.high != term.low:
        return None
    spread = width.low
    if width.kind == "percent" and term.kind != "percent":
        spread = times(abs(term.low), over(spread, Decimal(100)))
    elif not term.unit:
        _take(term, width)
        if width.scale is not None and term.scale is None:
            term.low = times(term.low, width.scale)
    elif width.unit and width.unit != term.unit:
        return None
    elif term.scale is not None and width.scale is None:
        spread = times(spread, term.scale)
    term.low, term.high = plus(term.low, -spread), plus(term.low, spread)
    term.end = width.end
    return term


def _take(term: Term, other: Term) -> None:
    term.unit, term.kind, term.unit_text, term.measured = other.unit, other.kind, other.unit_text, other.measured


# 3:1, 3 to 1


def _ratio(reader: Reader, term: Term) -> Term | None:
    text = reader.text
    if (
        text[term.end : term.end + 1] != ":"
        or not text[term.end + 1 : term.end + 2].isdecimal()
        or not _bare_point(term)
    ):
        return None
    second = reader.term_at(term.end + 1)
    if second is None or not _bare_point(second) or not second.low:
        return None
    return _quotient(term, second)


def _rating(reader: Reader, term: Term) -> Term | None:
    """A number with decimals out of a round one: ``4.8/5``."""
    text = reader.text
    if text[term.end : term.end + 1] != "/" or term.whole or term.word or not _bare_point(term):
        return None
    second = reader.term_at(term.end + 1)
    if second is None or not _bare_point(second) or not second.whole or not second.low or second.low % 5:
        return None
    assert term.low is not None
    return _quotient(term, second) if term.low <= second.low <= _RATING_MOST else None


def _quotient(term: Term, second: Term) -> Term | None:
    assert term.low is not None
    assert second.low is not None
    value = over(term.low, second.low)
    if not is_reported(value):
        return None
    term.low = term.high = value
    term.end, term.kind, term.whole = second.end, "ratio", False
    return term


# 1 over 3


def _fraction(reader: Reader, term: Term) -> Term | None:
    """A number over another with nothing after it, but no blood pressure: ``one over 20.``."""
    text = reader.text
    over_words = reader.numbers.links["over"]
    if not _bare_point(term) or not term.whole or text[term.end : term.end + 1] != " ":
        return None
    index = reader.index(term.end + 1)
    if over_words.at(reader.tokens, index) is None:
        return None
    second = reader.term_at(reader.tokens.ends[index] + 1)
    if second is None or not _bare_point(second) or not second.whole or not second.low or not term.low:
        return None
    after = reader.index(second.end)
    if after < len(reader.tokens) and reader.tokens.words[after][0].isalnum():
        return None
    return None if _PRESSURE <= second.low <= term.low < 10 * _PRESSURE else _quotient(term, second)


# eight of 10, one in five, 1 out of 10


def _share(reader: Reader, term: Term) -> Term | None:
    if not _bare_point(term) or not term.whole or not term.low:
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
    return _quotient(term, second)


def _is_of_times(reader: Reader, second: Term) -> bool:
    """True for the whole of ``four out of 11 times``, whose "times" counts; it is left outside."""
    if second.kind != "factor" or second.unit_text is None or len(second.unit_text) == 1:
        return False
    second.end -= len(second.unit_text) + 1
    return reader.text[second.end] == " "


# 7 minutes and 27 seconds


def _compound(reader: Reader, term: Term) -> Term | None:
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
            _take(term, second)
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
    factor = _ratio_of(reader, term.unit, second.unit) or _unsaid(reader, term, second)
    if factor is None or second.low >= 4 * factor:
        return None
    return second, factor


def _part_start(reader: Reader, term: Term) -> int:
    """Where the smaller part of an amount may begin."""
    text = reader.text
    if text[term.end : term.end + 1] == "-" and term.unit_text and text[term.end - len(term.unit_text) - 1] == "-":
        return term.end + 1  # "5-foot-11"
    at = _skip_blank(text, term.end)
    and_lexicon = reader.numbers.links["and"]
    index = reader.index(at)
    entry = and_lexicon.at(reader.tokens, index)
    if entry is not None and len(entry.words) == 1:
        return _skip_blank(text, reader.tokens.ends[index])
    if text[at : at + 2] == ", ":
        at += 2
        after = and_lexicon.at(reader.tokens, reader.index(at))
        if after is not None and len(after.words) == 1:
            at = _skip_blank(text, reader.tokens.ends[reader.index(at)])
    return at


def _unsaid(reader: Reader, term: Term, second: Term) -> Decimal | None:
    """How many of the unit that a smaller part leaves unsaid one of the larger is: ``5-foot-11``, ``15 dollars 50``."""
    if not _bare_point(second) or not second.whole or second.word or second.low is None:
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


def _ratio_of(reader: Reader, larger: str, smaller: str) -> Decimal | None:
    factor = Decimal(1)
    unit = larger
    while unit in reader.numbers.compounds:
        count, unit = reader.numbers.compounds[unit]
        factor = times(factor, count)
        if unit == smaller:
            return factor
    return None


# 200-400 Gbps, between 5 and 10, from 5 to 10, 20 or 30


def _range(reader: Reader, term: Term) -> Term | None:
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


def _link(reader: Reader, term: Term) -> tuple[int, str]:
    """Where the second number of a range would begin, and what stands before it; an empty link when nothing does."""
    text, end = reader.text, term.end
    if end >= reader.limit:
        return 0, ""
    if text[end] in _DASHES and text[end + 1 : end + 2] != " ":
        return _past_hyphened_link(reader, end)
    if text[end] in _DASHES and (link := _suspended(reader, end)):
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
            return _skip_blank(text, stop), kind
    return 0, ""


def _is_between(reader: Reader, term: Term) -> bool:
    """True for the first number of ``between 5 and 10``, which no other word joins to the second."""
    index = reader.index(term.start)
    return _opened(reader, "between", index) and not _opened(reader, "compared", index)


def _past_hyphened_link(reader: Reader, dash: int) -> tuple[int, str]:
    """A dash, or a word between two hyphens: ``0-to-60-mph``."""
    index = reader.index(dash + 1)
    entry = reader.numbers.links["to"].at(reader.tokens, index)
    if entry is None or len(entry.words) != 1:
        return dash + 1, "dash"
    end = reader.tokens.ends[index]
    return (end + 1, "to") if reader.text[end : end + 1] in tuple(_DASHES) else (0, "")


def _suspended(reader: Reader, dash: int) -> tuple[int, str] | None:
    """A hyphen whose noun comes only after the second number: ``8- to 16-meter``."""
    index = reader.index(dash + 2)
    for kind in ("to", "or"):
        entry = reader.numbers.links[kind].at(reader.tokens, index)
        if entry is not None and reader.tokens.starts[index] == dash + 2:
            return _skip_blank(reader.text, reader.tokens.ends[index + len(entry.words) - 1]), kind
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


def _joined(reader: Reader, term: Term, second: Term, link: str) -> Term | None:
    assert term.low is not None
    assert term.high is not None
    assert second.low is not None
    if link == "or" and not (_bare_point(term) and not second.tolerance and term.word != "share"):
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
        and _bare_point(term)
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
        descending = _bare_point(term) and second.bare and term.whole and second.whole and link == "to"
        if not descending or _is_change(reader, term):
            return None
        if second.low and (second.low == 1 or _near_ratio(reader, second)):
            return _quotient(term, second)
        if reader.text[term.end] not in _DASHES or low >= _SCORE_MOST:
            return None
    if link == "to" and _is_change(reader, term):
        return None
    if link == "to" and term.unit and _follows_change(reader, term, second):
        return None  # "rose 5% to 40%", "fell 3 cents to 9"
    if low > top:
        if not (_bare_point(term) and second.bare and term.whole and low < _SCORE_MOST) and not second.unit:
            return None
        low, top = bottom, high
    term.low, term.high = low, top
    if second.bound == "least":
        term.high, term.bound = None, "least"
    if (second.unit and (not term.unit or second.unit.startswith(term.unit))) or (not term.unit and second.kind):
        _take(term, second)
    term.kind = term.kind or "range"
    term.end = second.end
    term.scale = term.scale or second.scale
    term.approximate = term.approximate or second.approximate
    term.too_large = term.too_large or second.too_large
    term.measured = term.measured or second.measured
    return term


def _is_listed(reader: Reader, term: Term) -> bool:
    """True when another number and a comma stand before a number: ``0.5, 1.0 or 2.5 wt%`` are three."""
    index = reader.index(term.start)
    words = reader.tokens.lower
    if index < 2 or words[index - 1] != ",":
        return False
    return words[index - 2][0].isnumeric() or reader.numbers.words.at(reader.tokens, index - 2) is not None


def _opened_from(reader: Reader, term: Term) -> bool:
    return _opened(reader, "from", reader.index(term.start))


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
    larger = _ratio_of(reader, second.unit, term.unit)
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


_Join = Callable[[Reader, Term], Term | None]
_JOINS: dict[_Join, str] = {
    parts: "-",
    with_half: "",
    _tolerance: "",
    _ratio: ":",
    _rating: "/",
    _fraction: "",
    _share: "-",
    _compound: "",
    two_bounds: "",
    _range: _DASHES + "(",
}
"""What makes more of a term, in the order in which it is asked, and the signs behind the term that lead to it."""
_AFTER_NUMBER = {"part": parts, "and": with_half, "among": _share}
"""By the kind of the word of number that leads to it."""
_COMPOUND = (_compound,)
