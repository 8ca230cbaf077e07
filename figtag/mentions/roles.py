"""Numbers that say neither how much nor how many: dates, names, positions, numbers of the document, code.

They are found before quantities are read, so that the reader of quantities sees only what is left.
"""

from __future__ import annotations

from functools import cache

import regex

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import dates, names, structure
from figtag.mentions.dates import Range
from figtag.mentions.vocabulary import Scan
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens

_HAS_DIGIT = regex.compile(r"[\p{Nd}\p{No}]")
_CODE_WORD = regex.compile(r"[^\s()\[\]{}<>;\"'`=]+")
_CODE_TRAIL = frozenset(".,:")
_DATE, _NAME, _ORDINAL, _STRUCTURE, _CODE = range(5)
_ROLES = (Role.DATE, Role.NAME, Role.ORDINAL, Role.STRUCTURE, Role.CODE)
_NUMBERS = frozenset("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹")


@cache
def _word_starters(tables: Tables) -> frozenset[str]:
    """The words at which something may begin."""
    return (
        dates.date_starters(tables)
        | dates.number_starters(tables)
        | structure.ordinal_starters(tables)
        | structure.structure_starters(tables)
        | names.name_starters(tables)
        | frozenset("[(#'")
    )


def find_roles(block: Block, tokens: Tokens, tables: Tables) -> list[tuple[Span, Role]]:
    """Sorted disjoint spans of the block's text that are date, name, ordinal, structure or code.

    >>> from figtag.document import Piece
    >>> from figtag.tables import load_tables
    >>> text = "GPT-5.5 came first in Q4 2026."
    >>> block = Block(0, BlockKind.PARAGRAPH, text, (Piece(Span(0, len(text)), Span(0, len(text))),))
    >>> [(span.of(text), role.value) for span, role in find_roles(block, Tokens(text), load_tables())]
    [('GPT-5.5', 'name'), ('first', 'ordinal'), ('Q4 2026', 'date')]
    """
    if block.kind is BlockKind.CODE:
        return [(span, Role.CODE) for span in _code(block.text, Span(0, len(block.text)))]
    fixed = [(span, Role.CODE) for run in block.code for span in _code(block.text, run)]
    fixed.extend((mark.span, Role.STRUCTURE) for mark in block.marks if _HAS_DIGIT.search(mark.span.of(block.text)))
    fixed.sort()
    if not fixed:
        return _find(Scan(block, tokens, tables), 0, len(tokens.words))
    return _around(Scan(block, tokens, tables), fixed)


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


def _around(scan: Scan, fixed: list[tuple[Span, Role]]) -> list[tuple[Span, Role]]:
    """What is fixed, and what is found between."""
    out: list[tuple[Span, Role]] = []
    for found in _find(scan, 0, scan.count, [span for span, _ in fixed]):
        out.append(found)
    out.extend(fixed)
    out.sort()
    return out


def _find(scan: Scan, index: int, stop: int, taken: list[Span] | None = None) -> list[tuple[Span, Role]]:
    lower, starts, ends = scan.lower, scan.starts, scan.ends
    begins = _word_starters(scan.tables)
    out: list[tuple[Span, Role]] = []
    floor = 0
    holes = iter(taken or ())
    hole = next(holes, None)
    if (
        scan.count
        and (opening := structure.read_number_at_start(scan)) is not None
        and not (hole and hole.start < ends[opening[1] - 1])
    ):
        out.append((Span(starts[opening[0]], ends[opening[1] - 1]), Role.STRUCTURE))
        index = floor = opening[1]
    while index < stop:
        while hole is not None and hole.end <= starts[index]:
            hole = next(holes, None)
        if hole is not None and ends[index] > hole.start:
            while index < stop and starts[index] < hole.end:
                index += 1
            floor = index
            continue
        word = lower[index]
        if not (word in begins or word.isdecimal() or word in _NUMBERS):
            index += 1
            continue
        for kind, (first, last) in _read(scan, index, floor):
            if hole is not None and ends[last - 1] > hole.start:
                break
            out.append((Span(starts[first], ends[last - 1]), _ROLES[kind]))
            floor = last
        index = max(index + 1, floor)
        if floor < index and word.isdecimal():
            index = _past_amount(scan, index)
    return out


def _past_amount(scan: Scan, index: int) -> int:
    """The token after the run that a number begins: the 9 of ``10^9`` or the 1 of ``200K-1M`` starts nothing new."""
    while scan.glued(index) and (scan.words[index].isalnum() or scan.words[index] in "-–.,^+"):
        if scan.words[index].isalpha() and scan.glued(index + 1) and scan.words[index + 1] in "/:":
            return index + 1
        index += 1
    return index


def _read(scan: Scan, index: int, floor: int) -> list[tuple[int, Range]]:
    """What begins at a token, or holds it."""
    word = scan.words[index]
    if word == "[":
        found = structure.read_bracket(scan, index)
        return [] if found is None else [(_STRUCTURE, found)]
    if word.isdecimal() or word == "(":
        return _one(_at_digits(scan, index, floor))
    if word in _NUMBERS:
        raised = structure.read_raised(scan, index)
        if raised is not None:
            return [(_STRUCTURE, raised)]
        lowered = names.read_lowered(scan, index, floor)
        return [] if lowered is None else [(_NAME, lowered)]
    phrase = names.read_phrase(scan, index)
    if phrase is not None:
        return [(_NAME, phrase)]
    return _at_word(scan, index)


def _one(found: tuple[int, Range] | None) -> list[tuple[int, Range]]:
    return [] if found is None else [found]


def _at_word(scan: Scan, index: int) -> list[tuple[int, Range]]:
    references = structure.read_reference(scan, index)
    if references:
        return [(_STRUCTURE, found) for found in references]
    date = dates.read_date(scan, index)
    if date is not None:
        return [(_DATE, date)]
    ordinal = structure.read_ordinal(scan, index)
    if ordinal is not None:
        found, dated = ordinal
        return [(_DATE if dated else _ORDINAL, found)]
    end = dates.lapse(scan, index)
    return [] if end is None else [(_DATE, (index, end))]


def _at_digits(scan: Scan, index: int, floor: int) -> tuple[int, Range] | None:
    address = names.read_address(scan, index)
    if address is not None and address[0] >= floor:
        return _NAME, address
    if scan.words[index] == "(":
        inline = structure.read_inline_number(scan, index)
        return None if inline is None else (_STRUCTURE, inline)
    phrase = names.read_phrase(scan, index)
    if phrase is not None:
        return _NAME, phrase
    titled = names.read_minor_planet(scan, index) or names.read_titled_year(scan, index, floor)
    if titled is not None:
        return _NAME, titled
    date = dates.read_date(scan, index)
    if date is not None:
        return _DATE, date
    ordinal = structure.read_ordinal(scan, index)
    if ordinal is not None:
        found, dated = ordinal
        return (_DATE if dated else _ORDINAL), found
    percentile = structure.read_percentile(scan, index, floor)
    if percentile is not None:
        return _ORDINAL, percentile
    inline = structure.read_inline_number(scan, index)
    if inline is not None:
        return _STRUCTURE, inline
    for read in (names.read_name, names.read_designation_size):
        name = read(scan, index, floor)
        if name is not None:
            return _NAME, name
    place = names.read_place(scan, index) or names.read_postcode(scan, index, floor)
    return None if place is None else (_NAME, place)
