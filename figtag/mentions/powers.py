"""Powers of units: the digit of ``kJ mol-1`` or ``cells mL−1`` is no number by itself."""

from __future__ import annotations

from figtag.mentions.unit_forms import unit_index
from figtag.mentions.units import read_denominator, read_unit
from figtag.mentions.vocabulary import Range, Scan

_SIGNS = frozenset("-−⁻")
_REACH = 12
"""So many tokens before a power its number stands at most."""


def is_power(scan: Scan, index: int) -> bool:
    """True for the power of a unit that a number before it is measured in: the 1 of ``7 kJ mol-1``."""
    if not _may_be(scan, index):
        return False
    end = scan.ends[index]
    for at in range(index - 2, max(-1, index - 2 - _REACH), -1):
        if not scan.words[at][-1].isnumeric():
            continue
        start = scan.ends[at] + (scan.text[scan.ends[at]] == " ")
        found = read_unit(scan.text, start, scan.tables)
        if found is not None and found.span.end >= end:
            return True
    return False


def read_power(scan: Scan, index: int, floor: int) -> Range | None:
    """Units with their powers that no number stands before, as after what is counted: ``cells mL−1``."""
    at = index - 2
    if at < floor or not _may_be(scan, index) or is_power(scan, index):
        return None
    found = read_denominator(scan.text, scan.starts[at], scan.tables)
    return (at, scan.at(index, found.span.end)) if found is not None and found.span.end >= scan.ends[index] else None


def _may_be(scan: Scan, index: int) -> bool:
    """True for one digit after a sign and the symbol of a unit."""
    if index < 2 or len(scan.words[index]) != 1 or scan.words[index - 1] not in _SIGNS:
        return False
    if not (scan.glued(index) and scan.glued(index - 1)) or (
        index + 1 < scan.count and scan.glued(index + 1) and scan.word(index + 1)[0].isalnum()
    ):
        return False
    return scan.words[index - 2] in unit_index(scan.tables).symbols
