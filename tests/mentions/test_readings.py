"""Forms that mean several things: which reading is taken, and when the others are kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.mentions.readings import AMBIGUOUS, Reading, readings
from figtag.registry import unit_registry
from figtag.tables import load_tables
from tests.laws.articles import PLAIN

FORMS = readings(load_tables())
ROWS = [reading for several in FORMS.values() for reading in several]
TAKEN = [reading for reading in ROWS if reading.rank != "rare"]


def read(text: str) -> figtag.Mention:
    """The one figure of a text."""
    (figure,) = figtag.audit_text(text).figures
    return figure


def open_readings(text: str) -> list[tuple[str, ...]]:
    return [notice.readings for notice in figtag.audit_text(text).notices if notice.code == AMBIGUOUS]


def written(reading: Reading, number: int) -> str:
    return f"{number}{reading.form}" if reading.manner == "glued" else f"{number} {reading.form}"


@pytest.mark.parametrize("form", FORMS)
def test_the_readings_of_a_form_differ(form: str) -> None:
    several = FORMS[form]
    assert len({reading.unit for reading in several}) == len(several) > 1
    assert sum(not reading.unit for reading in several) <= 1
    assert [reading.rank == "usual" for reading in several[1:]] == [False] * (len(several) - 1)


@pytest.mark.parametrize("reading", ROWS, ids=lambda reading: f"{reading.form}-{reading.expression}")
def test_a_reading_is_an_expression_of_the_registry(reading: Reading) -> None:
    assert unit_registry().parse_expression(reading.expression) is not None


@given(reading=st.sampled_from(TAKEN), number=st.integers(2, 999), data=st.data())
def test_a_word_beside_the_figure_decides(reading: Reading, number: int, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(word for word in reading.words if word.isalpha())))
    text = f"The {word} {written(reading, number)}."
    figure = next((m for m in figtag.audit_text(text).mentions if m.text == written(reading, number)), None)
    if figure is not None:  # a name or a word of scale beside it may make something else of the number
        value = figure.high if figure.low is None else figure.low  # "below" is a bound too
        assert (value, figure.unit) == (number * reading.times, reading.unit)
        assert not open_readings(text)


@given(number=st.integers(2, 999), more=st.lists(st.sampled_from(PLAIN), max_size=3))
def test_unrelated_text_changes_no_reading(number: int, more: list[str]) -> None:
    text = f"The card said {number}m."
    longer = " ".join([text, *more])
    first = figtag.audit_text(longer).mentions[0]
    assert (first.low, first.unit) == (number, "meter")
    assert open_readings(longer) == [("meter", "1e6", "minute")]


@given(number=st.integers(2, 999))
def test_one_form_keeps_one_meaning_in_a_document(number: int) -> None:
    text = f"The fund lost £{number}m.\n\nNobody knew of the {number}m."
    figures = figtag.audit_text(text).figures
    assert [(f.low, f.unit) for f in figures] == [(number * 10**6, "GBP"), (number * 10**6, "")]
    assert open_readings(text) == [("1e6", "meter", "minute")]


def test_a_form_with_two_meanings_in_a_document_decides_nothing() -> None:
    text = "The fund lost £4m. The tower is 8m tall. Nobody knew of the 9m."
    assert figtag.audit_text(text).figures[2].unit == "meter"
    assert open_readings(text) == [("meter", "1e6", "minute")]


def test_several_figures_that_leave_one_choice_open_have_one_notice() -> None:
    (notice,) = figtag.audit_text("Card A said 4m. Card B said 8m.").notices
    assert (notice.start, notice.end) == (12, 14)
    assert notice.message == "“m” is read as metres (2 figures, the first here); millions or minutes are also possible"


@pytest.mark.parametrize(
    ("elsewhere", "unit"),
    [("9 degrees Celsius", "degree_Celsius"), ("9 °F", "degree_Fahrenheit"), ("9 degrees of longitude", "degree")],
)
def test_a_unit_named_elsewhere_decides_against_the_usual_reading(elsewhere: str, unit: str) -> None:
    text = f"It was {elsewhere}. The oven heat rose to 180 degrees."
    assert figtag.audit_text(text).figures[1].unit == unit
    assert bool(open_readings(text)) == (unit == "degree")


def test_the_nearest_word_decides() -> None:
    assert read("The race paid 10K to her.").unit == ""
    assert read("They paid for the race of 10K there.").unit == "kilometer"


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("It fetched $90m.", "USD", 90_000_000),
        ("Some 33m people voted.", "", 33_000_000),
        ("The tower is 90 m from here.", "meter", 90),
        ("Profit was 2 million pounds.", "GBP", 2_000_000),
        ("The pool of 7m tonnes is full.", "tonne", 7_000_000),
    ],
)
def test_what_the_figure_itself_shows_is_never_open(text: str, unit: str, low: int) -> None:
    figure = read(text)
    assert (figure.unit, figure.low) == (unit, low)
    assert not open_readings(text)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Fees rose by 2,5 % to €1.234 in May.", "1234"),
        ("Fees rose by 2,5 % to €1.234,50 and 1.234 towns paid.", "1234"),
        ("Fees rose by 2.5 % to €1.234 in May.", "1.234"),
        ("Fees rose by 2,5 % and 0.5 % to 1.234 in May.", "1.234"),
        ("In 12 towns fees rose to 1,250 and 1.234 in May.", "1.234"),
    ],
)
def test_where_decimals_have_commas_a_point_parts_thousands(text: str, low: str) -> None:
    audit = figtag.audit_text(text)
    assert audit.figures[-1].low == Decimal(low)
    assert (("1e3", "1") in open_readings(text)) == (low == "1234")
