"""Numbers that say which of several is meant: ``phases 3, 5 and 7``, ``samples 1 and 2``, ``on day 14``.

The words before them are rows; the grammar is one for all: a noun with its number has no article, and a plural has two
numbers at least.
"""

from __future__ import annotations

from figtag.labels import Role
from figtag.mentions.amounts import is_counted, is_measured
from figtag.mentions.vocabulary import Range, Scan, vocabulary
from figtag.patterns import lazy_regex

_FAMILIES = (("ordinal-word", Role.ORDINAL), ("name-word", Role.NAME), ("date-word", Role.DATE))
KINDS = ("one-of", "some-of")
_DASHES = frozenset("-–")
# 3   12   4b   2–12
_NUMBER = lazy_regex(
    r"(?P<first>\d{1,4})[A-Za-z]?(?:\ ?[–-]\ ?(?P<last>\d{1,4})[A-Za-z]?)?(?![\w%-]|[.,:/]\d|\ ?[×/±])"
)


def read_series(scan: Scan, index: int) -> list[tuple[Range, Role]]:
    """The numbers after a noun, the first of them with it; nothing when they may be amounts."""
    for family, role in _FAMILIES:
        words = vocabulary(scan.tables, family)
        for kind in KINDS:
            found = words.find(scan.tokens, index, kind)
            if found is None:
                continue
            end, need = found
            ranges = _numbers(scan, index, end, placed=need == "placed") if _may_head(scan, index, need, kind) else []
            if len(ranges) > 1 or kind == "one-of" or any(scan.words[last - 2] in _DASHES for _, last in ranges):
                return [(one, role) for one in ranges]
    return []


def _may_head(scan: Scan, index: int, need: str, kind: str) -> bool:
    """True where no article stands before a noun in the singular, and a preposition where one is needed.

    A time with a capital is the name of a step (``Year 6``), and a word after "to" may be a verb (``to plot 4``).
    """
    words, before = vocabulary(scan.tables, "name-word"), index - 1
    if need:
        placed = scan.word(before) == "(" or words.has(scan.tokens, before, "place-before")
        named = scan.capital(index) if need == "placed" else words.has(scan.tokens, before, "infinitive")
        return placed and not named
    return not words.has(scan.tokens, before, "some-before" if kind == "some-of" else "one-before")


def _numbers(scan: Scan, index: int, at: int, *, placed: bool) -> list[Range]:
    """The tokens of each number, in rising order, with nothing measured or counted after the last."""
    joints = vocabulary(scan.tables, "structure-word")
    ranges: list[Range] = []
    begin, top = index, -1
    while at < scan.count and not scan.glued(at):
        found = _NUMBER.match(scan.text, scan.starts[at])
        if found is None or is_measured(scan, found.end()):
            break
        first, last = int(found["first"]), int(found["last"] or found["first"])
        stop = scan.at(at, found.end())
        if first <= top or last < first or (is_counted(scan, stop) and not (placed and not ranges)):
            break
        ranges.append((begin, stop))
        at, top = stop, last
        while joints.has(scan.tokens, at, "joint"):
            at += 1
        if at == stop:
            break
        begin = at
    return ranges
