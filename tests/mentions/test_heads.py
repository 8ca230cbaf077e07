"""The unit that bare numbers take from a head, a key or a heading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from figtag import audit_text
from figtag.document import Block, BlockKind, Document, Format, Piece
from figtag.mentions.heads import HeadUnit, head_unit
from figtag.span import Span
from figtag.tables import load_tables

TABLES = load_tables()


def block(index: int, kind: BlockKind, text: str, **more: object) -> Block:
    whole = Span(0, len(text))
    return Block(index, kind, text, (Piece(whole, whole),), **more)  # type: ignore[arg-type]


def under(head: str, *, row: str = "North", above: str | None = None) -> HeadUnit | None:
    """What a cell gets whose column and row have these heads, in a table below a heading."""
    blocks = [
        block(0, BlockKind.HEADING, above or "Overview", level=2),
        block(1, BlockKind.CELL, head, row=0, column=1, is_head=True, section=0, group=1),
        block(2, BlockKind.CELL, row, row=1, column=0, section=0, group=1),
        block(3, BlockKind.CELL, "15", row=1, column=1, heads=(1, 2), section=0, group=1),
    ]
    return head_unit(Document("", Format.MARKDOWN, tuple(blocks)), blocks[3], TABLES)


@pytest.mark.parametrize(
    ("head", "unit", "scale"),
    [
        ("Price ($/M tokens)", "USD / (1e6 * token)", "1"),
        ("$/hour", "USD / hour", "1"),
        ("€ per kg", "EUR / kilogram", "1"),
        ("MB/s", "megabyte / second", "1"),
        ("req/s", "1 / second", "1"),
        ("Orders per day", "1 / day", "1"),
        ("Throughput (msg/s)", "1 / second", "1"),
        ("Price (USD per kWh)", "USD / kilowatt_hour", "1"),
        ("Cost ($)", "USD", "1"),
        ("Revenue (in millions)", "", "1e6"),
        ("Revenue ($ millions)", "USD", "1e6"),
        ("Revenue, USD bn", "USD", "1e9"),
        ("Sales (€m)", "EUR", "1e6"),
        ("Amount ($'000)", "USD", "1e3"),
        ("Amount (thousands of USD)", "USD", "1e3"),
        ("(000s)", "", "1e3"),
        ("Params (B)", "", "1e9"),
        ("GPU-only Utilization (MWh)", "megawatt_hour", "1"),
        ("Change (%)", "percent", "1"),
        ("% of revenue", "percent", "1"),
        ("Latency (ms)", "millisecond", "1"),
        ("Latency in ms", "millisecond", "1"),
        ("Weight [kg]", "kilogram", "1"),
        ("Weight kg", "kilogram", "1"),
        ("Height (m)", "meter", "1"),
        ("Temp (K)", "kelvin", "1"),
        ("Size (GB) [2]", "gigabyte", "1"),
        ("Duration (hours)", "hour", "1"),
        ("Hours", "hour", "1"),
        ("Training Tokens", "token", "1"),
        ("Speed (tokens/s)", "token / second", "1"),
    ],
)
def test_a_column_head_gives_unit_and_scale(head: str, unit: str, scale: str) -> None:
    found = under(head)
    assert found is not None
    assert found.joined("", False) == (unit, Decimal(scale))


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Monthly price", "USD / month"),
        ("Hourly rate", "USD / hour"),
        ("Price / month", "USD / month"),
        ("Price per GB", "USD / gigabyte"),
        ("Price ($/M tokens)", "USD / (1e6 * token)"),
    ],
)
def test_a_column_head_gives_a_price_its_denominator(head: str, unit: str) -> None:
    found = under(head)
    assert found is not None
    assert found.joined("USD", True)[0] == unit


@pytest.mark.parametrize(
    "head",
    [
        "Unit price",
        "Total (1M in + 1M out)",
        "Total Parameters",
        "Month",
        "Day",
        "Year",
        "Annual revenue",
        "Monthly users",
        "Llama 3 8B (training only)",
        "Number of Visits",
        "In stock",
        "Rate in 2020",
        "Input",
        "",
        "(",
        "()",
    ],
)
def test_a_head_without_a_unit_gives_none(head: str) -> None:
    assert under(head) is None


def test_a_row_head_gives_a_unit() -> None:
    found = under("Zephyr", row="Memory (GB)")
    assert found is not None
    assert found.unit == "gigabyte"


def test_the_column_goes_before_the_row() -> None:
    found = under("Share (%)", row="Memory (GB)")
    assert found is not None
    assert found.unit == "percent"


def test_a_heading_above_gives_a_denominator_but_not_to_a_column_that_says_what_it_sums() -> None:
    found = under("Input", above="Per 1 Million Tokens")
    assert found is not None
    assert found.joined("USD", True) == ("USD / (1e6 * token)", Decimal(1))
    assert under("Total (1M in + 1M out)", above="Per 1 Million Tokens") is None


def test_a_unit_of_its_own_stands() -> None:
    found = under("Revenue (in millions)")
    assert found is not None
    assert found.joined("percent", False) == ("percent", Decimal(1))
    assert found.joined("USD", True) == ("USD", Decimal(10) ** 6)


def test_a_key_gives_a_unit() -> None:
    line = block(0, BlockKind.ITEM, "Training Tokens: 15.5 trillion")
    found = head_unit(Document("", Format.MARKDOWN, (line,)), line, TABLES)
    assert found is not None
    assert found.unit == "token"


def test_running_text_and_head_cells_get_nothing() -> None:
    text = block(0, BlockKind.PARAGRAPH, "Latency (ms): 15")
    head = block(1, BlockKind.CELL, "Latency (ms)", is_head=True, row=0, column=0)
    document = Document("", Format.MARKDOWN, (text, head))
    assert head_unit(document, text, TABLES) is None
    assert head_unit(document, head, TABLES) is None


def test_a_row_with_a_number_in_its_name_takes_the_denominator_of_the_heading() -> None:
    found = under("Input", row="Zephyr 5.2", above="Per 1 Million Tokens")
    assert found is not None
    assert found.per == "(1e6 * token)"


TABLE = "\n\n| Region | Sales | Share |\n|---|---|---|\n| North | 35 | 12% |\n| South | $4.2 | 15% |\n"


@pytest.mark.parametrize(
    ("above", "low", "unit"),
    [
        ("Table 2: Sales by region, in millions of dollars", "35e6", "USD"),
        ("Table 2. Sales by region, in millions", "35e6", ""),
        ("**Table 2**: Sales, in € million", "35e6", "EUR"),
        ("Sales in billions of euros:", "35e9", "EUR"),
        ("### Sales, $ millions", "35e6", "USD"),
        ("Sales (dollars in thousands)", "35e3", "USD"),
        ("Sales (in millions, except per share data)", "35e6", ""),
        ("Sales (USD millions, unless stated otherwise)", "35e6", "USD"),
        ("(Amounts in thousands of US$)", "35e3", "USD"),
        ("*Figures in thousands of US$*", "35e3", "USD"),
        ("All amounts in this report are stated in millions of dollars.", "35e6", "USD"),
        ("Dollars in thousands", "35e3", "USD"),
        ("### Sales in 2024", "35", ""),
        ("### Lives of millions", "35", ""),
        ("### Millions", "35", ""),
        ("### Panels in thousands of homes", "35", ""),
        ("### Run times in the city, m", "35", ""),
        ("Acme lost sales in millions of dollars each year.", "35", ""),
        ("Acme was sued by millions.", "35", ""),
    ],
)
def test_what_stands_above_a_table_scales_its_amounts_and_no_shares(above: str, low: str, unit: str) -> None:
    figures = [
        figure for figure in audit_text(above + TABLE, "markdown").figures if figure.text in ("35", "$4.2", "12%")
    ]
    scale = Decimal(low) / 35
    assert [(figure.low, figure.unit) for figure in figures] == [
        (Decimal(low), unit),
        (12, "percent"),
        (Decimal("4.2") * scale, "USD"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sales, in millions of dollars" + TABLE,
        "All amounts are in millions of dollars." + TABLE,
        "| Region | Sales ($ millions) |\n|---|---|\n| North | 35 |\n",
        "- Sales (in millions): $35\n",
    ],
)
def test_a_scale_in_a_head_is_no_figure_that_needs_a_source(text: str) -> None:
    (scale,) = [mention for mention in audit_text(text, "markdown").mentions if "million" in mention.text]
    assert scale.minor


@pytest.mark.parametrize(
    "text", ["Acme lost millions of dollars." + TABLE, "| Acme | lost |\n|---|---|\n| $5 | millions |\n"]
)
def test_millions_that_scale_nothing_are_a_figure(text: str) -> None:
    (figure,) = [mention for mention in audit_text(text, "markdown").mentions if "million" in mention.text]
    assert not figure.minor
