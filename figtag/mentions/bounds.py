"""Words beside a figure: bounds, approximation, direction of change."""

from __future__ import annotations

from figtag.labels import Change
from figtag.mentions.lexicon import Entry, NumberTables
from figtag.mentions.terms import Term
from figtag.tokens import Tokens

_HYPHENS = "-‐‑"
_MOST_MODIFIERS = 5
_MOST_BETWEEN = 4
_NEGATED_WITHIN = 8
_OTHER_SIDE = {"least": "most", "most": "least"}


def apply_before(term: Term, tokens: Tokens, first: int, floor: int, numbers: NumberTables) -> int:
    """Set on a term what the words directly before it say; gives the first token of those words."""
    before = numbers.before
    at = skipped = first
    definite = False
    for _ in range(_MOST_MODIFIERS):
        entry = before.ending(tokens, at) if at and tokens.lower[at - 1] in before.lasts else None
        if entry is None or tokens.starts[at - len(entry.words)] < floor:
            break
        start = at - len(entry.words)
        if start and tokens.words[start - 1] in _HYPHENS and tokens.starts[start] == tokens.ends[start - 1]:
            break  # part of another word: the under of "12-under 67"
        what = entry.value[1]
        if what == "factor" and term.kind not in ("", "rate"):
            break  # "a safety factor of $1,000"
        if entry.kind == "inside":
            term.start = tokens.starts[start]
            _take_in(term, what)
        elif what == "age":
            if not term.unit and not term.kind.strip("range"):
                term.unit, term.kind, term.measured = "year", "time", "age"
        elif what == "skip":
            definite = definite or tokens.lower[at - 1] in numbers.counted["definite"]
            at = start
            continue
        elif what == "approximate":
            term.approximate = True
        elif definite and entry.value[-1] == "denied":
            break
        elif entry.value[-1] == "denied" and _is_negated(tokens, start, numbers):
            _bound(term, _OTHER_SIDE[what.partition("-")[0]])
        else:
            _bound(term, what)
        at = skipped = start
    return skipped


def _is_negated(tokens: Tokens, start: int, numbers: NumberTables) -> bool:
    """True when words before a bound deny it: ``will not go above``, ``no grant exceeds``.

    A small word between the two ends the reach of the negation, but for those after a subject that is itself denied
    (``none of the grants exceeded``).
    """
    negated, barred = numbers.guards["negation"], numbers.guards["negation barred"]
    loose = numbers.guards["negation loose"]
    crossed = False
    for at in range(start - 1, max(-1, start - 1 - _NEGATED_WITHIN), -1):
        word = tokens.lower[at]
        if word in barred.firsts and barred.at(tokens, at) is not None:
            return False
        if word in negated.firsts and negated.at(tokens, at) is not None:
            return not crossed or loose.at(tokens, at) is not None
        if not (word[0].isalpha() or word in "'-"):
            return False
        crossed = crossed or word in numbers.counted["crossing"]
    return False


def apply_after(term: Term, tokens: Tokens, index: int, numbers: NumberTables) -> None:
    """Set on a term what the words directly after it say."""
    entry = numbers.after.at(tokens, index)
    if entry is None:
        return
    after = index + len(entry.words)
    if entry.value[1] == "approximate":
        term.approximate = True
    elif not (
        _is_number(tokens, after, numbers) or (entry.value[-1] == "open" and _is_added_to(term, tokens, after, numbers))
    ):
        _bound(term, entry.value[1])


def _is_number(tokens: Tokens, index: int, numbers: NumberTables) -> bool:
    """True for a number of its own, which has the words before it as its bound: ``3 mills and over 40 lamps``."""
    if index + 1 < len(tokens) and tokens.words[index] in numbers.counted["money"]:
        index += 1
    return index < len(tokens) and (tokens.words[index][0].isnumeric() or tokens.lower[index] in numbers.starts)


def _is_added_to(term: Term, tokens: Tokens, index: int, numbers: NumberTables) -> bool:
    """True when a noun follows an amount: ``$5 plus tax``."""
    if index >= len(tokens):
        return False
    word = tokens.lower[index]
    return bool(term.unit) and term.kind != "time" and word[0].isalpha() and word not in numbers.counted["stop"]


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
    if term.change is not None and term.kind != "temperature" and term.low == term.high:
        return term.change
    lower = tokens.lower
    entry = None
    if (term.unit or term.word == "share") and after < len(lower) and lower[after] in numbers.changes_after.firsts:
        entry = numbers.changes_after.at(tokens, after)
    if entry is None and (first == 0 or lower[first - 1] not in numbers.change_ends):
        return None
    if term.kind in ("factor", "time", "ratio") or term.word == "factor" or _is_level(term, tokens, first, numbers):
        return None
    if entry is not None and tokens.text[term.end : tokens.starts[after]] == " ":
        return Change(entry.kind)
    at = first
    for _ in range(_MOST_BETWEEN + 1):
        entry = numbers.changes_before.ending(tokens, at)
        if entry is not None:
            return Change(entry.kind) if _governs(entry, term, tokens, at - len(entry.words), numbers) else None
        if at == 0 or lower[at - 1] not in numbers.changes_between:
            return None
        at -= 1
    return None


def _is_level(term: Term, tokens: Tokens, first: int, numbers: NumberTables) -> bool:
    """True for what something rose above, and for a score."""
    if term.kind == "range" and not term.unit:
        return True
    level = numbers.counted["level"]
    while first < len(tokens) and tokens.starts[first] < term.start:
        if tokens.lower[first] in level:
            return True
        first += 1
    return False


def _governs(entry: Entry, term: Term, tokens: Tokens, start: int, numbers: NumberTables) -> bool:
    """True unless the word of change at ``start`` belongs to a verb before it, or says how money was got."""
    how = entry.value[-1]
    if how == "no-money":
        return term.kind != "currency"
    if how not in ("moved", "stands") or start == 0:
        return how != "stands"
    before = tokens.lower[start - 1]
    return before in numbers.counted["motion"] or (how == "moved" and before not in numbers.verbs)
