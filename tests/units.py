"""Comparing units as the shipped registry reads them."""

from __future__ import annotations

from functools import cache

import figtag


@cache
def same_unit(one: str, other: str) -> bool:
    """True when two unit expressions mean the same unit.

    >>> same_unit("gigabit / second / GPU", "Gbit/s/GPU")
    True
    >>> same_unit("", "percent"), same_unit("byte", "bit")
    (False, False)
    """
    if one == other:
        return True
    if not one or not other:
        return False
    registry = figtag.unit_registry()
    first, second = registry.parse_expression(one), registry.parse_expression(other)
    if first.dimensionality != second.dimensionality:
        return False
    if "degree" in one or "degree" in other:
        return bool(first.units == second.units)
    return bool((first / second).to_base_units().magnitude == 1)
