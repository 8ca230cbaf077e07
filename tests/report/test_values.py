"""Values as a reader is shown them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from figtag.labels import Change, Role
from figtag.mentions.units import every_unit
from figtag.model import Mention
from figtag.report.values import product, value
from figtag.tables import load_tables


def figure(shown: str, low: str | None, high: str | None, unit: str, **more: Any) -> Mention:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    fields = {"role": Role.FIGURE, "unit_text": None, "approximate": False, "change": None, **more}
    return Mention.model_construct(shown=shown, low=next(ends), high=next(ends), unit=unit, **fields)


@pytest.mark.parametrize(
    ("unit", "one", "several"),
    [
        ("", "1", "14"),
        ("day", "1 day", "14 days"),
        ("foot", "1 foot", "14 feet"),
        ("foot ** 2", "1 square foot", "14 square feet"),
        ("kilometer ** 3 / year", "1 cubic kilometer / year", "14 cubic kilometers / year"),
        ("gigabit / second / GPU", "1 gigabit / second / GPU", "14 gigabits / second / GPU"),
        ("millihenry", "1 millihenry", "14 millihenries"),
        ("hertz", "1 hertz", "14 hertz"),
        ("GPU * hour", "1 GPU hour", "14 GPU hours"),
        ("percent", "1%", "14%"),
        ("percent / year", "1% / year", "14% / year"),
        ("basis_point", "1 basis point", "14 basis points"),
        ("GBP_penny", "1 penny", "14 pence"),
        ("USD_cent / (1e3 * token)", "1 cent / 1K tokens", "14 cents / 1K tokens"),
        ("USD / 1e6", "1 USD / 1M", "14 USD / 1M"),
        ("1e3 * token", "1,000 tokens", "14,000 tokens"),
        ("1 / day", "1 / day", "14 / day"),
        ("1 / (1e5 * birth)", "1 / 100,000 births", "14 / 100,000 births"),
        ("degree_Celsius", "1 °C", "14 °C"),
        ("delta_degree_Celsius / decade", "1 °C / decade", "14 °C / decade"),
        ("unheard_of", "1 unheard of", "14 unheard of"),
    ],
)
def test_units_are_named_for_one_and_for_several(unit: str, one: str, several: str) -> None:
    assert value(figure("1", "1", "1", unit)) == one
    assert value(figure("14", "14", "14", unit)) == several


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("-1", "-1", "−1 day"),
        ("0.5", "0.5", "0.5 days"),
        ("1", "2", "1–2 days"),
        ("-7", "7", "−7 to 7 days"),
        ("-9", "-7", "−9 to −7 days"),
        ("1", None, "≥ 1 day"),
        (None, "2.50E+3", "≤ 2,500 days"),
        ("3E+6", "4E+6", "3–4 million days"),
        (None, None, "?"),
    ],
)
def test_bounds(low: str | None, high: str | None, wanted: str) -> None:
    assert value(figure("1.", low, high, "day")) == wanted


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        ("8.2", "8.2", "8.20 EUR / meter"),
        ("0.8", "1.15", "0.80–1.15 EUR / meter"),
        ("5", "7.125", "5–7.125 EUR / meter"),
        ("2.5E+6", "2.5E+6", "2.5 million EUR / meter"),
    ],
)
def test_money_has_two_digits_after_the_point(low: str, high: str, wanted: str) -> None:
    assert value(figure("8.2", low, high, "EUR / meter")) == wanted


@pytest.mark.parametrize("written", ["x", "×", "times", "fold"])
def test_every_factor_has_the_same_sign(written: str) -> None:
    assert value(figure(f"1.5 {written}", "1.5", "1.5", "", unit_text=written)) == "1.5 ×"


@pytest.mark.parametrize(
    ("shown", "number", "unit", "wanted"),
    [
        ("a third", "0.3333333333333333333333333333", "", "a third"),
        ("a third of a mile", "0.3333333333333333333333333333", "mile", "a third of a mile"),
        ("9 of 60", "0.15", "", "9 of 60 (0.15)"),
        ("one in 32,000", "0.00003125", "", "one in 32,000"),
        ("half an hour", "0.5", "hour", "0.5 hours"),
        ("half a cent", "0.5", "USD_cent", "0.5 cents"),
        ("three and a half", "3.5", "", "3.5"),
        ("0.25", "0.25", "", "0.25"),
    ],
)
def test_fractions_stay_as_written(shown: str, number: str, unit: str, wanted: str) -> None:
    assert value(figure(shown, number, number, unit)) == wanted


def test_change_and_approximation_stand_before_the_value() -> None:
    assert value(figure("half", "0.5", None, "", change=Change.DOWN, approximate=True)) == "↓ ≥ ~half (0.5)"


def test_what_is_no_figure_has_no_value() -> None:
    assert value(figure("2024", None, None, "", role=Role.DATE)) == ""


def test_no_unit_shows_its_name_in_the_registry() -> None:
    for unit in every_unit(load_tables()):
        above = unit.split(" / ")[0]
        assert not set(product(above, several=True)) & set("_*()"), unit
