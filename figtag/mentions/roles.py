"""Numbers that say neither how much nor how many: dates, names, positions, numbers of the document, code.

They are found before quantities are read, so that the reader of quantities sees only what is left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import compress, count

import regex

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import codes, dates, lapses, names, series, structure
from figtag.mentions.digits import (
    ADDRESS,
    DATE,
    INLINE,
    PHRASE,
    READERS,
    Found,
    Reader,
    at_digits,
    bounded,
    read_ordinal,
    simple,
)
from figtag.mentions.vocabulary import Scan
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens

_HAS_DIGIT = regex.compile(r"[\p{Nd}\p{No}]")
_CODE_WORD = regex.compile(r"[^\s\x1c-\x1f()\[\]{}<>;\"'`=]+")
_CODE_TRAIL = frozenset(".,:")
_GLUED_KEY = regex.compile(r"[A-Z][a-z]+(?=[A-Z]{2,}[-‑]?\d)")
_JOINTS = frozenset("-–.,^+")
_MOST_WORDS = 1 << 16
"""For so many words it is known at once what is read at them."""


def find_roles(block: Block, tokens: Tokens, tables: Tables) -> list[tuple[Span, Role]]:
    """Sorted disjoint spans of the block's text that are date, name, ordinal, structure or code.

    >>> from figtag.document import Piece
    >>> from figtag.tables import load_tables
    >>> text = "GPT-5.5 came first in Q4 2026."
    >>> block = Block(0, BlockKind.PARAGRAPH, text, (Piece(Span(0, len(text)), Span(0, len(text))),))
    >>> [(span.of(text), role.value) for span, role in find_roles(block, Tokens.of(text), load_tables())]
    [('GPT-5.5', 'name'), ('first', 'ordinal'), ('Q4 2026', 'date')]
    """
    if block.kind is BlockKind.CODE:
        return [(span, Role.CODE) for span in _code(block.text, Span(0, len(block.text)))]
    readers = _readers(tables)
    wanted = readers.at(tokens)
    fixed = _fixed(block) if block.code or block.marks else []
    found = _find(Scan(block, tokens, tables), wanted, [span for span, _ in fixed]) if any(wanted) else []
    if found and block.kind is BlockKind.ITEM:
        found[0] = _cut_key(block.text, *found[0])
    return sorted([*_outside(found, fixed), *fixed]) if fixed else found


def _fixed(block: Block) -> list[tuple[Span, Role]]:
    """Code inside the text, and marks with a digit."""
    fixed = [(span, Role.CODE) for run in block.code for span in _code(block.text, run)]
    fixed.extend((mark.span, Role.STRUCTURE) for mark in block.marks if _HAS_DIGIT.search(mark.span.of(block.text)))
    fixed.sort()
    return fixed


def _outside(found: list[tuple[Span, Role]], fixed: list[tuple[Span, Role]]) -> Iterator[tuple[Span, Role]]:
    """What is found, cut where a mark or code is glued to it."""
    for span, role in found:
        place = bisect_right(fixed, span.start, key=lambda claim: claim[0].end)
        start = fixed[place][0].start if place < len(fixed) else span.end
        if start > span.start:
            yield Span(span.start, min(span.end, start)), role


def _cut_key(text: str, span: Span, role: Role) -> tuple[Span, Role]:
    """A name without the key of a card that is glued to it: ``ModelGPT-5.5``."""
    glued = _GLUED_KEY.match(text, 0, span.end) if span.start == 0 and role is Role.NAME else None
    return (Span(glued.end(), span.end), role) if glued is not None else (span, role)


def _code(text: str, run: Span) -> list[Span]:
    """Each run of visible characters with a digit in it, in a run of code."""
    found = []
    for match in _CODE_WORD.finditer(text, run.start, run.end):
        if _HAS_DIGIT.search(match.group()):
            end = match.end()
            while text[end - 1] in _CODE_TRAIL:
                end -= 1
            found.append(Span(match.start(), end))
    return found


def _find(scan: Scan, wanted: list[tuple[Reader, ...]], taken: list[Span]) -> list[tuple[Span, Role]]:
    """What is found outside the spans that are taken already; ``wanted`` are the readers of each token."""
    starts, ends = scan.starts, scan.ends
    digits = at_digits(scan.tables)
    out: list[tuple[Span, Role]] = []
    holes = iter(taken)
    hole = next(holes, None)
    begin = floor = 0
    for index in compress(count(), wanted):
        if index < begin:
            continue
        while hole is not None and hole.end <= starts[index]:
            hole = next(holes, None)
        if hole is not None and ends[index] > hole.start:
            begin = floor = scan.at(index, hole.end)
            continue
        readers = wanted[index]
        decimal = readers is READERS
        if decimal:
            readers = digits.readers(scan, index)
        if not index:
            readers = (_opening, *readers)
        for (first, last), role in _read(scan, index, floor, readers) if readers else ():
            if first < floor or (hole is not None and ends[last - 1] > hole.start):
                break
            out.append((Span(starts[first], ends[last - 1]), role))
            floor = last
        begin = max(index + 1, floor)
        if floor < begin and decimal and scan.glued(begin):
            begin = _past_amount(scan, begin)
    return out


def _read(scan: Scan, index: int, floor: int, readers: tuple[Reader, ...]) -> list[Found]:
    for reader in readers:
        found = reader(scan, index, floor)
        if found:
            return found
    return []


def _past_amount(scan: Scan, index: int) -> int:
    """The token after the run that a number begins: the 9 of ``10^9`` or the 1 of ``200K-1M`` starts nothing new."""
    while scan.glued(index) and (scan.words[index].isalnum() or scan.words[index] in _JOINTS):
        if scan.words[index].isalpha() and scan.glued(index + 1) and scan.words[index + 1] in "/:":
            return index + 1
        index += 1
    return index


def _opening(scan: Scan, index: int, floor: int) -> list[Found]:
    """The number with which a heading, list item, question or answer begins."""
    first = scan.words[0]
    if first in _ASKS:
        found = structure.read_question(scan)
    elif first in _BRACKETS or first.isdecimal():
        found = structure.read_number_at_start(scan)
    else:
        return []
    return [] if found is None else [(found, Role.STRUCTURE)]


def _references(scan: Scan, index: int, floor: int) -> list[Found]:
    return [(found, Role.STRUCTURE) for found in structure.read_reference(scan, index)]


def _series(scan: Scan, index: int, floor: int) -> list[Found]:
    return series.read_series(scan, index)


def _lapse(scan: Scan, index: int, floor: int) -> list[Found]:
    end = lapses.lapse(scan, index)
    return [] if end is None else [((index, end), Role.DATE)]


_ASKS = frozenset("QA")
_BRACKETS = frozenset("[(")
_AT_BRACKET: tuple[Reader, ...] = (simple(Role.STRUCTURE, structure.read_bracket),)
_AT_PARENTHESIS: tuple[Reader, ...] = (
    ADDRESS,
    bounded(Role.NAME, codes.read_arguments),
    simple(Role.STRUCTURE, structure.read_citation),
    INLINE,
)
_AT_RAISED: tuple[Reader, ...] = (
    simple(Role.STRUCTURE, structure.read_raised),
    bounded(Role.NAME, names.read_lowered),
)


class _Readers(dict[str, tuple[Reader, ...]]):
    """What is read at a word, by the word; each is looked at when it is first met, in whatever thread."""

    def __init__(self, tables: Tables) -> None:
        starts: tuple[tuple[frozenset[str], Reader], ...] = (
            (names.name_starters(tables), PHRASE),
            (structure.structure_starters(tables), _references),
            (series.series_starters(tables), _series),
            (dates.date_starters(tables) | {"'"}, DATE),
            (structure.ordinal_starters(tables) | {"#"}, read_ordinal),
            (lapses.number_starters(tables), _lapse),
        )
        words = frozenset[str]().union(*(found for found, _ in starts))
        self._words = {word: tuple(reader for found, reader in starts if word in found) for word in words}
        self._words |= {"[": _AT_BRACKET, "(": _AT_PARENTHESIS}

    def __missing__(self, word: str) -> tuple[Reader, ...]:
        if word.isdecimal():
            readers = READERS
        elif word[0].isnumeric():
            readers = _AT_RAISED
        else:
            readers = self._words.get(word, ())
        self[word] = readers
        return readers

    def at(self, tokens: Tokens) -> list[tuple[Reader, ...]]:
        """What is read at each token; at digits one asks again what stands beside them."""
        if len(self) > _MOST_WORDS:
            self.clear()
        found = list(map(self.__getitem__, tokens.lower))
        if found and not found[0] and tokens.words[0] in _ASKS:
            found[0] = (_opening,)
        return found


@cache
def _readers(tables: Tables) -> _Readers:
    """Compiled once for each value of the tables."""
    return _Readers(tables)
