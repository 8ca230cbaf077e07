"""Law 2: a number and unit written in any of the known forms comes back with its span, value, bounds and unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import figtag
from tests.laws.articles import (
    DATES,
    FLAT,
    FORMATS,
    NAMES,
    ORDINALS,
    PLAIN,
    STRUCTURE,
    Heading,
    Items,
    Node,
    Paragraph,
    Table,
    mark,
    render,
)
from tests.laws.budget import FEW
from tests.laws.numbers import FAMILIES, Written, short_numbers, two_numbers
from tests.units import same_unit


def mention_at(audit: figtag.Audit, span: tuple[int, int]) -> figtag.Mention:
    """The mention that stands exactly there; fails when there is none."""
    for mention in audit.mentions:
        if (mention.start, mention.end) == span:
            return mention
    found = [m.text for m in audit.mentions]
    pytest.fail(f"{audit.document.text[span[0] : span[1]]!r} is read as {found} in {audit.document.text!r}")


def assert_read(mention: figtag.Mention, number: Written, in_text: str) -> None:
    """The mention says what was written."""
    assert mention.role is figtag.Role.FIGURE, in_text
    assert (mention.low, mention.high) == (number.low, number.high), in_text
    assert mention.approximate is number.approximate, in_text
    assert same_unit(mention.unit, number.unit), f"{mention.unit!r} is not {number.unit!r} in {in_text!r}"
    if number.change is not None:
        assert mention.change == number.change, in_text


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("family", FAMILIES)
@FEW
@given(data=st.data())
def test_what_is_written_is_read(family: str, format: str, data: st.DataObject) -> None:
    number = data.draw(FAMILIES[family])
    sentence = data.draw(st.sampled_from(FLAT)).format(mark(number))
    before, after = data.draw(st.sampled_from(PLAIN)), data.draw(st.sampled_from(PLAIN))
    article = render((Paragraph(f"{before} {sentence} {after}"),), format)
    audit = figtag.audit_text(article.source, format=format)
    mention = mention_at(audit, article.numbers[0])
    assert_read(mention, number, article.source)
    assert len(audit.mentions) == 1, [m.text for m in audit.mentions]


PLACES: dict[str, Callable[[Written], Node]] = {
    "item": lambda number: Items((mark(number), "the rest of the list")),
    "key and value": lambda number: Items((f"Result: {mark(number)}", "Remark: none")),
    "cell": lambda number: Table(("Place", "Result"), (("Mill", mark(number)), ("Harbour", "none"))),
    "parenthesis": lambda number: Paragraph(f"The harbour ({mark(number)}) lies to the north."),
    "after a dash": lambda number: Paragraph(f"The harbour lies to the north — {mark(number)} in all."),
    "quotation marks": lambda number: Paragraph(f"The sign in the harbour read “{mark(number)}” in white."),
    "before a comma": lambda number: Paragraph(f"With {mark(number)}, the harbour was full."),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("family", [name for name in FAMILIES if name not in ("changes", "factors", "single digits")])
@FEW
@given(data=st.data(), format=st.sampled_from(FORMATS))
def test_it_is_read_wherever_it_stands(family: str, place: str, format: str, data: st.DataObject) -> None:
    number = data.draw(FAMILIES[family])
    assume(not (place == "item" and format == "markdown" and number.text[0] == ">"))  # there it opens a quotation
    article = render((Heading(1, "The Harbour"), Paragraph("It is old."), PLACES[place](number)), format)
    mention = mention_at(figtag.audit_text(article.source, format=format), article.numbers[0])
    assert_read(mention, number, article.source)


ROLES = [
    *(("The engineers spoke about {} at length.", name, "name") for name in NAMES),
    *(("The gate was opened in {} and closed again.", date, "date") for date in DATES),
    *(("They met on {} at the gate.", date, "date") for date in ("October 31", "March 3, 2024", "2023-01-15")),
    *(("It was the {} bridge of the town.", word, "ordinal") for word in ORDINALS),
    *(("The plan is shown in {} of the book.", word, "structure") for word in STRUCTURE),
    ("It was built four years ago.", "four years ago", "date"),
    ("The fee falls on third parties.", "third", "ordinal"),
]


@pytest.mark.parametrize(("sentence", "text", "role"), ROLES)
@pytest.mark.parametrize("format", FORMATS)
@FEW
@given(around=st.tuples(st.sampled_from(PLAIN), st.sampled_from(PLAIN)))
def test_what_is_no_figure_keeps_its_role(
    format: str, sentence: str, text: str, role: str, around: tuple[str, str]
) -> None:
    marked = sentence.replace(text, "{}").format(f"\ue000{text}\ue001")
    article = render((Paragraph(f"{around[0]} {marked} {around[1]}"),), format)
    audit = figtag.audit_text(article.source, format=format)
    mention = mention_at(audit, article.numbers[0])
    assert mention.role == role
    assert len(audit.mentions) == 1, [m.text for m in audit.mentions]


UNITS = [(" m", "meter"), (" km", "kilometer"), (" W", "watt"), (" kg", "kilogram"), ("%", "percent")]


@given(one=short_numbers, other=short_numbers, unit=st.sampled_from(UNITS))
def test_listed_numbers_share_the_last_unit(
    one: tuple[str, Decimal], other: tuple[str, Decimal], unit: tuple[str, str]
) -> None:
    text = f"The towers are {one[0]} and {other[0]}{unit[0]} tall respectively."
    figures = figtag.audit_text(text).figures
    assert [f.text for f in figures] == [one[0], other[0] + unit[0]]
    assert [(f.low, f.high) for f in figures] == [(value, value) for _, value in (one, other)]
    assert all(same_unit(figure.unit, unit[1]) for figure in figures)


@given(ends=two_numbers(), verb=st.sampled_from(["rose", "climbed", "grew"]))
def test_a_change_has_two_figures(ends: tuple[int, int], verb: str) -> None:
    text = f"Sales {verb} from ${ends[0]} billion to ${ends[1]} billion in a year."
    figures = figtag.audit_text(text).figures
    assert [(f.low, f.high, f.unit) for f in figures] == [(Decimal(end) * 10**9,) * 2 + ("USD",) for end in ends]


@given(ends=two_numbers())
def test_a_score_is_a_pair(ends: tuple[int, int]) -> None:
    low, high = ends[0] % 10 + 1, ends[0] % 10 + 3
    (figure,) = figtag.audit_text(f"The home side won {high}-{low} on the day.").figures
    assert (figure.text, figure.low, figure.high) == (f"{high}-{low}", Decimal(low), Decimal(high))


@given(number=short_numbers)
def test_the_head_of_a_table_gives_unit_and_scale(number: tuple[str, Decimal]) -> None:
    text = (
        f"| Place | Price ($/M tokens) | Revenue (in millions) |\n|---|---|---|\n| Mill | {number[0]} | {number[0]} |\n"
    )
    price, revenue = figtag.audit_text(text, format="markdown").figures
    assert (price.text, price.low) == number
    assert same_unit(price.unit, "USD / (1e6 * token)")
    assert (revenue.text, revenue.low) == (number[0], number[1] * 10**6)


@given(value=st.integers(1000, 99_999))
def test_parentheses_of_accounting_are_a_minus(value: int) -> None:
    text = f"| Item | Profit |\n|---|---|\n| Mill | ({value:,}) |\n"
    (figure,) = figtag.audit_text(text, format="markdown").figures
    assert (figure.low, figure.high) == (Decimal(-value), Decimal(-value))


@given(number=short_numbers)
def test_glued_lines_of_a_card(number: tuple[str, Decimal]) -> None:
    text, value = number
    source = (
        f"The Card\n\nModelGPT-5.5\nContext{text}M Tokens\nCost${text}/M Tokens (Infer.)\n"
        f"Logic Performance (GPQA){text}%\n"
    )
    name, *figures = figtag.audit_text(source).mentions
    assert (name.text, name.role) == ("GPT-5.5", "name")
    assert [f.text for f in figures] == [f"{text}M Tokens", f"${text}/M Tokens", f"{text}%"]
    assert [f.low for f in figures] == [value * 10**6, value, value]
    units = ("token", "USD / (1e6 * token)", "percent")
    assert all(same_unit(f.unit, unit) for f, unit in zip(figures, units, strict=True))
    assert [f.property for f in figures] == ["Context", "Cost", "Logic Performance (GPQA)"]


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_a_quantity_is_the_value_in_the_unit(format: str, data: st.DataObject) -> None:
    family = data.draw(st.sampled_from(["money", "prices", "symbols", "unit words", "per units", "scaled counts"]))
    number = data.draw(FAMILIES[family])
    article = render((Paragraph(f"The result for the depot was {mark(number)}."),), format)
    mention = mention_at(figtag.audit_text(article.source, format=format), article.numbers[0])
    low, high = mention.quantity()
    assert low is not None
    assert low == high
    registry = figtag.unit_registry()
    unit = registry.parse_expression(number.unit or "dimensionless").units
    assert number.low is not None
    assert low.dimensionality == unit.dimensionality
