"""Numbers that say neither how much nor how many: dates, names, positions, numbers of the document, code.

They are found before quantities are read, so that the reader of quantities sees only what is left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache

import regex
from msgspec import Struct

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import codes, dates, lapses, names, powers, series, structure, titles
from figtag.mentions.vocabulary import Range, Scan
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens

Found = tuple[Range, Role]
"""The tokens of a mention, and its role."""

Reader = Callable[[Scan, int, int], list[Found]]
"""Reads what begins at a token, or holds it; the last argument is the first token that it may take."""

_HAS_DIGIT = regex.compile(r"[\p{Nd}\p{No}]")
_CODE_WORD = regex.compile(r"[^\s\x1c-\x1f()\[\]{}<>;\"'`=]+")
_CODE_TRAIL = frozenset(".,:")
_GLUED_KEY = regex.compile(r"[A-Z][a-z]+(?=[A-Z]{2,}[-‑]?\d)")
_JOINTS = frozenset("-–.,^+")
_LONG = 6


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
    fixed = [(span, Role.CODE) for run in block.code for span in _code(block.text, run)]
    fixed.extend((mark.span, Role.STRUCTURE) for mark in block.marks if _HAS_DIGIT.search(mark.span.of(block.text)))
    fixed.sort()
    found = _find(Scan(block, tokens, tables), [span for span, _ in fixed])
    if found and block.kind is BlockKind.ITEM:
        found[0] = _cut_key(block.text, *found[0])
    return sorted([*_outside(found, fixed), *fixed]) if fixed else found


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


def _find(scan: Scan, taken: list[Span]) -> list[tuple[Span, Role]]:
    """What is found outside the spans that are taken already."""
    lower, starts, ends = scan.lower, scan.starts, scan.ends
    readers = _readers(scan.tables)
    out: list[tuple[Span, Role]] = []
    holes = iter(taken)
    hole = next(holes, None)
    begin = floor = 0
    wanted = [at for at, word in enumerate(lower) if word in readers or word[0].isnumeric() or not at]
    for index in wanted:
        if index < begin:
            continue
        word = lower[index]
        reader = readers.get(word)
        if reader is None:
            if word.isdecimal():
                reader = _at_digits(min(len(word), _LONG), scan.glued(index), scan.glued(index + 1))
            else:
                reader = _AT_RAISED
        while hole is not None and hole.end <= starts[index]:
            hole = next(holes, None)
        if hole is not None and ends[index] > hole.start:
            begin = floor = scan.at(index, hole.end)
            continue
        for (first, last), role in _read(scan, index, floor, reader):
            if first < floor or (hole is not None and ends[last - 1] > hole.start):
                break
            out.append((Span(starts[first], ends[last - 1]), role))
            floor = last
        begin = max(index + 1, floor)
        if floor < begin and word.isdecimal():
            begin = _past_amount(scan, begin)
    return out


def _read(scan: Scan, index: int, floor: int, readers: tuple[Reader, ...]) -> list[Found]:
    if index == 0:
        opening = structure.read_number_at_start(scan) or structure.read_question(scan)
        if opening is not None:
            return [(opening, Role.STRUCTURE)]
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


def _simple(role: Role, read: Callable[[Scan, int], Range | None]) -> Reader:
    def reader(scan: Scan, index: int, floor: int) -> list[Found]:
        found = read(scan, index)
        return [] if found is None else [(found, role)]

    return reader


def _bounded(role: Role, read: Callable[[Scan, int, int], Range | None]) -> Reader:
    def reader(scan: Scan, index: int, floor: int) -> list[Found]:
        found = read(scan, index, floor)
        return [] if found is None else [(found, role)]

    return reader


def _ordinal(scan: Scan, index: int, floor: int) -> list[Found]:
    found = structure.read_ordinal(scan, index)
    if found is None:
        return []
    where, dated = found
    return [(where, Role.DATE if dated else Role.ORDINAL)]


def _references(scan: Scan, index: int, floor: int) -> list[Found]:
    return [(found, Role.STRUCTURE) for found in structure.read_reference(scan, index)]


def _journal(scan: Scan, index: int, floor: int) -> list[Found]:
    return structure.read_journal(scan, index)


def _series(scan: Scan, index: int, floor: int) -> list[Found]:
    return series.read_series(scan, index)


def _lapse(scan: Scan, index: int, floor: int) -> list[Found]:
    end = lapses.lapse(scan, index)
    return [] if end is None else [((index, end), Role.DATE)]


_PHRASE = _simple(Role.NAME, names.read_phrase)
_DATE = _simple(Role.DATE, dates.read_date)
_ADDRESS = _simple(Role.NAME, codes.read_address)
_INLINE = _simple(Role.STRUCTURE, structure.read_inline_number)
_AT_BRACKET: tuple[Reader, ...] = (_simple(Role.STRUCTURE, structure.read_bracket),)
_AT_PARENTHESIS: tuple[Reader, ...] = (
    _ADDRESS,
    _bounded(Role.NAME, codes.read_arguments),
    _simple(Role.STRUCTURE, structure.read_citation),
    _INLINE,
)
_AT_RAISED: tuple[Reader, ...] = (
    _simple(Role.STRUCTURE, structure.read_raised),
    _bounded(Role.NAME, names.read_lowered),
)


class _OfDigits(Struct, frozen=True, gc=False):
    """A reader of digits, and what they must look like for it to find anything."""

    read: Reader
    shortest: int = 1
    longest: int = _LONG
    """How many digits there are; ``_LONG`` stands for so many and more."""
    before: bool = False
    """True when a sign or letter must stand right before the digits."""
    after: bool = False
    """True when one must stand right after them."""


_OF_DIGITS = (
    _OfDigits(_ADDRESS),
    _OfDigits(_bounded(Role.NAME, powers.read_power), longest=1, before=True),
    _OfDigits(_PHRASE),
    _OfDigits(_journal),
    _OfDigits(_simple(Role.NAME, codes.read_minor_planet), shortest=4, longest=4),
    _OfDigits(_simple(Role.NAME, codes.read_multiplier), longest=2, before=True),
    _OfDigits(_simple(Role.NAME, codes.read_locant), longest=2, after=True),
    _OfDigits(_bounded(Role.NAME, titles.read_titled_year), shortest=4, longest=4),
    _OfDigits(_DATE),
    _OfDigits(_ordinal, after=True),
    _OfDigits(_bounded(Role.ORDINAL, structure.read_percentile), before=True),
    _OfDigits(_INLINE),
    _OfDigits(_bounded(Role.NAME, names.read_name)),
    _OfDigits(_bounded(Role.NAME, names.read_designation_size)),
    _OfDigits(_simple(Role.NAME, codes.read_padded), shortest=3),
    _OfDigits(_simple(Role.NAME, codes.read_place)),
    _OfDigits(_simple(Role.NAME, codes.read_type_number), shortest=3, longest=5),
    _OfDigits(_bounded(Role.NAME, codes.read_postcode), shortest=5, longest=5),
)


@cache
def _at_digits(count: int, before: bool, after: bool) -> tuple[Reader, ...]:
    """What is read at so many digits, glued to what stands before or after them."""
    return tuple(
        one.read
        for one in _OF_DIGITS
        if one.shortest <= count <= one.longest and before >= one.before and after >= one.after
    )


@cache
def _readers(tables: Tables) -> dict[str, tuple[Reader, ...]]:
    """What is read at a word, by the word."""
    starts: tuple[tuple[frozenset[str], Reader], ...] = (
        (names.name_starters(tables), _PHRASE),
        (structure.structure_starters(tables), _references),
        (series.series_starters(tables), _series),
        (dates.date_starters(tables) | {"'"}, _DATE),
        (structure.ordinal_starters(tables) | {"#"}, _ordinal),
        (lapses.number_starters(tables), _lapse),
    )
    words = frozenset[str]().union(*(found for found, _ in starts))
    readers = {word: tuple(reader for found, reader in starts if word in found) for word in words}
    readers = {word: found for word, found in readers.items() if not word[0].isnumeric()}
    return readers | {"[": _AT_BRACKET, "(": _AT_PARENTHESIS}
