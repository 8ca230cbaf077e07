"""The registry that converts figures: Pint's own units, with the definitions that stand in the unit rows."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from figtag.tables import load_tables

if TYPE_CHECKING:
    import pint


@functools.cache
def unit_registry() -> pint.UnitRegistry[Any]:
    """The registry, made on first use; it parses every ``Mention.unit``.

    Information, tokens, operations, counted nouns and each currency have dimensions of their own, so that bits are
    no percentages and no rate of exchange is taken for a constant.

    >>> registry = unit_registry()
    >>> registry.parse_expression("gigabyte").dimensionality == registry.parse_expression("percent").dimensionality
    False
    """
    import pint

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(None, non_int_type=Decimal)
    registry.load_definitions(list(_definitions(Path(pint.__file__).with_name("default_en.txt"))))
    return registry


def quantity(value: Decimal, unit: str) -> pint.Quantity[Decimal]:
    """A value with a unit as ``Mention.unit`` gives it, in the registry; offsets and scales (``1e6``) included.

    >>> f"{quantity(Decimal(15), 'USD / (1e6 * token)').to('USD_cent / token').magnitude:f}"
    '0.0015'
    >>> round(quantity(Decimal(20), "degree_Celsius").to("degree_Fahrenheit").magnitude, 9)
    Decimal('68.000000000')
    """
    registry = unit_registry()
    one = registry.parse_expression(unit)
    if not isinstance(one, registry.Quantity):
        return registry.Quantity(value if one == 1 else value * Decimal(one))
    return registry.Quantity(value if one.magnitude == 1 else value * Decimal(one.magnitude), one.units)


def _definitions(base: Path) -> Iterator[str]:
    """Pint's own lines but for what the rows define anew, then the rows' lines."""
    own = [line for row in load_tables().units for line in row.define]
    anew = {line.partition("=")[0].strip() for line in own}
    for line in _lines(base):
        if line.partition("=")[0].strip() not in anew:
            yield line
    yield from own


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@import"):
            yield from _lines(path.with_name(line.split()[1]))
        else:
            yield line
