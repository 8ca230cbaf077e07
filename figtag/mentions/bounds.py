"""Words beside a figure: bounds, approximation, direction of change."""

from __future__ import annotations

from figtag.labels import Change
from figtag.mentions.lexicon import NumberTables
from figtag.mentions.terms import Term
from figtag.tokens import Tokens

_MOST_MODIFIERS = 5
_MOST_BETWEEN = 4


def apply_before(term: Term, tokens: Tokens, first: int, floor: int, numbers: NumberTables) -> int:
    """Set on a term what the words directly before it say; gives the first token of those words."""
    at = first
    skipped = first
    for _ in range(_MOST_MODIFIERS):
        entry = numbers.before.ending(tokens, at)
        if entry is None or tokens.starts[at - len(entry.words)] < floor:
            break
        start = at - len(entry.words)
        what = entry.value[1]
        if entry.kind == "inside":
            term.start = tokens.starts[start]
            _take_in(term, what)
        elif what == "age":
            if not term.unit and not term.kind.strip("range"):
                term.unit, term.kind, term.measured = "year", "time", "age"
        elif what == "skip":
            at = start
            continue
        elif what == "approximate":
            term.approximate = True
        else:
            _bound(term, what)
        at = skipped = start
    return skipped


def apply_after(term: Term, tokens: Tokens, index: int, numbers: NumberTables) -> None:
    """Set on a term what the words directly after it say."""
    entry = numbers.after.at(tokens, index)
    if entry is None:
        return
    if entry.value[1] == "approximate":
        term.approximate = True
    else:
        _bound(term, entry.value[1])


def _take_in(term: Term, what: str) -> None:
    """What words that belong to the span say: a width, a sign, a factor."""
    if what == "tolerance":
        term.tolerance = True
    elif what == "negative":
        if term.low is not None and term.high is not None:
            term.low, term.high = -term.high, -term.low
        term.signed = True
    elif not term.unit and not term.kind:
        term.kind, term.unit_text = "factor", "x"


def _bound(term: Term, what: str) -> None:
    ranged = term.low != term.high
    if what == "least-but-time" and term.kind == "time" and term.measured is None:
        return
    if what == "most-if-time" and term.kind != "time":
        return
    if what.endswith("-but-range") and ranged:
        return
    if not term.bound:
        term.bound = what.partition("-")[0]


def close(term: Term) -> None:
    """Open the side of a term that its bound leaves open."""
    if term.bound == "least" and term.low is not None:
        term.high = None
    elif term.bound == "most" and term.high is not None:
        term.low = None


def find_change(term: Term, tokens: Tokens, first: int, after: int, numbers: NumberTables) -> Change | None:
    """Which way a figure says that something went: ``rose by 5%``, ``a 40% drop``; ``first`` is its first modifier."""
    if term.change is not None:
        return term.change
    if term.kind in ("factor", "time") or term.word == "factor":
        return None
    entry = numbers.changes_after.at(tokens, after)
    if entry is not None and tokens.text[term.end : tokens.starts[after]] == " " and term.unit:
        return Change(entry.kind)
    at = first
    for _ in range(_MOST_BETWEEN + 1):
        entry = numbers.changes_before.ending(tokens, at)
        if entry is not None:
            return Change(entry.kind)
        if at == 0 or tokens.lower[at - 1] not in numbers.changes_between:
            return None
        at -= 1
    return None
