"""The registry parses every unit that the program can give, and keeps apart what is no multiple of another."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

from figtag.mentions.units import every_unit
from figtag.registry import quantity, unit_registry
from figtag.tables import load_tables


@pytest.mark.parametrize("unit", sorted(every_unit(load_tables())))
def test_every_unit_is_an_expression(unit: str) -> None:
    registry = unit_registry()
    assert registry.parse_expression(unit).dimensionality is not None
    quantity(Decimal(2), unit).to_base_units()
    if unit not in ("degree_Celsius", "degree_Fahrenheit"):
        quantity(Decimal(2), f"{unit} / second").to_base_units()
        quantity(Decimal(2), f"USD / (1e6 * {unit})").to_base_units()


def same(first: str, second: str) -> bool:
    registry = unit_registry()
    return registry.parse_expression(first).dimensionality == registry.parse_expression(second).dimensionality


@pytest.mark.parametrize(
    "pair",
    [
        ("gigabyte", "percent"),
        ("token", "bit"),
        ("USD", "EUR"),
        ("token", "GPU"),
        ("FLOP", "token"),
        ("request", "person"),
        ("percent", "percentage_point"),
        ("share", "bond"),
        ("bit / second", "hertz"),
    ],
)
def test_dimensions_of_their_own(pair: tuple[str, str]) -> None:
    assert not same(*pair)


def test_each_currency_is_its_own() -> None:
    codes = [row.unit for row in load_tables().units if row.id.startswith("money.") and len(row.unit) == 3]
    registry = unit_registry()
    dimensions = {str(registry.parse_expression(code).dimensionality) for code in codes}
    assert len(dimensions) == len(set(codes)) >= 30


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("15", "USD / (1e6 * token)", "USD / token", "0.000015"),
        ("400", "gigabit / second / GPU", "gigabyte / second / GPU", "50"),
        ("25", "basis_point", "percentage_point", "0.25"),
        ("5", "gibibyte", "byte", "5368709120"),
        ("3", "USD_cent / share", "USD / share", "0.03"),
        ("2", "1 / (100 * household)", "1 / household", "0.02"),
        ("60", "1 / minute", "1 / second", "1"),
        ("2", "degree_Celsius", "kelvin", "275.15"),
        ("100", "degree_Celsius", "degree_Fahrenheit", "212"),
        ("-40", "degree_Fahrenheit", "degree_Celsius", "-40"),
        ("9", "delta_degree_Celsius / minute", "delta_degree_Fahrenheit / minute", "16.2"),
        ("1", "megaton_TNT", "joule", "4184000000000000"),
        ("1", "barrel", "gallon", "42"),
        ("20", "petaFLOP / second", "FLOP / second", "2e16"),
        ("80", "percent", "", "0.8"),
    ],
)
def test_conversions(value: str, unit: str, to: str, expected: str) -> None:
    found = quantity(Decimal(value), unit).to(to or "dimensionless").magnitude
    assert isinstance(found, Decimal)
    assert abs(found - Decimal(expected)) <= abs(Decimal(expected)) * Decimal("1e-24")


def test_long_values_are_not_rounded() -> None:
    value = Decimal("1." + "0" * 40 + "1")
    assert quantity(value, "token").magnitude == value


def test_not_built_at_import() -> None:
    program = "import sys, figtag, figtag.registry, figtag.auditor; print('pint' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
