"""Signs that several currencies share: what the text shows decides, and what it leaves open is said once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.mentions.currencies import OPEN, STATED, shared_signs
from figtag.registry import unit_registry
from figtag.tables import load_tables
from tests.laws.articles import PLAIN

SIGNS = shared_signs(load_tables())
DOLLARS = sorted(SIGNS["USD"].called)


def units(text: str, format: str = "text") -> list[str]:
    return [figure.unit for figure in figtag.audit_text(text, format).figures]


def told(text: str) -> list[tuple[str, str]]:
    return [(notice.code, notice.message) for notice in figtag.audit_text(text).notices]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It cost $50 CAD to mend.", "CAD"),
        ("It cost $50 (CAD) to mend.", "CAD"),
        ("It cost $1.2 million Canadian.", "CAD"),
        ("It cost $9 million Canadian a year.", "CAD / year"),
        ("It cost $30 AUD per hour.", "AUD / hour"),
        ("It cost $30 US.", "USD"),
        ("It won a $5 million Canadian contract in the US.", "USD"),
        ("It won $5 million (Canadian rules) in the US.", "USD"),
        ("It cost £50 CAD.", "GBP"),
    ],
)
def test_what_is_named_behind_the_amount_decides(text: str, unit: str) -> None:
    assert units(text) == [unit]
    assert not told(text)


def test_the_name_behind_an_amount_belongs_to_its_span() -> None:
    (figure,) = figtag.audit_text("It cost $50 CAD per month.").figures
    assert (figure.text, figure.unit, figure.unit_text) == ("$50 CAD per month", "CAD / month", "$ CAD per month")


@pytest.mark.parametrize("unit", [unit for unit in DOLLARS if unit != "USD"])
def test_a_statement_for_all_amounts_decides(unit: str) -> None:
    text = f"All figures are in {unit}.\n\nThe mill lost $5 million, US$4 million or €3 million; a bag costs $2 per kg."
    assert units(text) == [unit, "USD", "EUR", f"{unit} / kilogram"]
    name = SIGNS["USD"].called[unit]
    assert told(text) == [(STATED, f"“$” is read as {name}: “All figures are in {unit}”")]


@pytest.mark.parametrize(
    "text",
    [
        "Prices fell in CAD terms. The mill in the US lost $5.",
        "All figures in blue are new, and CAD is strong. The mill in the US lost $5.",
        "All figures are in CAD and USD alike? It lost US$5 and $5.",
    ],
)
def test_no_statement_for_all_amounts(text: str) -> None:
    stated = [code for code, _ in told(text) if code == STATED]
    assert bool(stated) == ("alike" in text)


def test_the_head_of_a_column_decides() -> None:
    table = "| Site | Cost (CAD) | Cost in the US |\n|---|---|---|\n| North | $5 | $4 |\n"
    assert units(table, "markdown") == ["CAD", "USD"]


@pytest.mark.parametrize(
    "text",
    [
        "It paid US$5 and then $4.",
        "It paid A$5 million ($3.3 million).",
        "It paid £5 million ($6.6 million).",
        "It paid $5, and the dollar of Canada fell against the US dollar.",
        "Congress voted $5 for Canada.",
    ],
)
def test_the_usual_currency_is_not_in_doubt(text: str) -> None:
    assert units(text)[-1] == "USD"
    assert not told(text)


def test_an_amount_that_names_its_currency_speaks_for_the_others() -> None:
    text = "The fee is $50 CAD. A bag is $5."
    assert units(text) == ["CAD", "CAD"]
    assert told(text) == [
        (OPEN, "“$” is read as Canadian dollars; an amount names them: US dollars are also possible"),
    ]


def test_what_stays_open_is_said_once() -> None:
    assert told("A bag is $5, a box $6.\n\nA sack is nine dollars.") == [
        (OPEN, "“$” is read as US dollars (3 figures, the first here); the text names no country"),
    ]
    assert told("A bag is $5 in Ottawa.") == [
        (OPEN, "“$” is read as US dollars; the text names their countries too: Canadian dollars are also possible"),
    ]


@pytest.mark.parametrize("usual", SIGNS)
def test_the_currencies_of_a_sign_parse(usual: str) -> None:
    shared = SIGNS[usual]
    assert usual in shared.called
    assert len(shared.called) > 1
    for unit in shared.called:
        assert unit_registry().parse_expression(unit)


@given(amount=st.integers(2, 999), more=st.lists(st.sampled_from(PLAIN), max_size=3))
def test_unrelated_text_changes_no_currency(amount: int, more: list[str]) -> None:
    text = f"All prices in CAD. It costs ${amount}."
    assert figtag.audit_text(" ".join([text, *more])).mentions[0].unit == "CAD"
    open_text = f"It costs ${amount}."
    longer = figtag.audit_text(" ".join([open_text, *more]))
    assert longer.mentions[0].unit == "USD"
    assert [notice.code for notice in longer.notices] == [OPEN]
