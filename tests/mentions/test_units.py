"""Units in running text: what is read, how far, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.mentions.unit_forms import TOKEN, token_at
from figtag.mentions.units import divide, every_unit, read_before, read_denominator, read_unit
from figtag.registry import quantity, unit_registry
from figtag.tables import load_tables
from tests.work import calls

TABLES = load_tables()

# The unit stands between the bars; what follows is the expected unit.
READ = [
    # lengths, areas, volumes
    ("5| m| tall", "meter"),
    ("12| km|", "kilometer"),
    ("3|-|inch| pipe", "inch"),
    ("six|-|foot| fence", "foot"),
    ("12 |km²|", "kilometer ** 2"),
    ("600|mm^2|", "millimeter ** 2"),
    ("24703|m2|", "meter ** 2"),
    ("4 |m**3|", "meter ** 3"),
    ("12 |square miles|", "mile ** 2"),
    ("100,000 |square-mile| zone", "mile ** 2"),
    ("40 |cubic feet| of", "foot ** 3"),
    ("4 |sq ft| flat", "foot ** 2"),
    ("4 |sq. ft|. of", "foot ** 2"),
    ("4 |km squared| of", "kilometer ** 2"),
    ("4 |km cubed|", "kilometer ** 3"),
    ("40 |microns|", "micrometer"),
    ("2.5 |μm| or", "micrometer"),
    ("2.5 |µm| or", "micrometer"),
    ("2 |in| wide", "inch"),
    ("2 |in|. The", "inch"),
    ("2 |in|", "inch"),
    ("2.123 |pm|.", "picometer"),
    ("40 |light-years| away", "light_year"),
    ("25 |lakh|", None),
    # mass, substance, activity
    ("6.5 |kg|, 3", "kilogram"),
    ("5.5 |kg/cm³|", "kilogram / centimeter ** 3"),
    ("3 |kg m^-3|", "kilogram / meter ** 3"),
    ("3 |kg m-3|.", "kilogram / meter ** 3"),
    ("11 |Mg ha−1 year−1|", "megagram / hectare / year"),
    ("12 |mg kg⁻¹ day⁻¹|", "milligram / kilogram / day"),
    ("12 |mA g− 1|", "milliampere / gram"),
    ("37.8 |microgrammes per gramme|", "microgram / gram"),
    ("7 |mmol/L|", "millimole / liter"),
    ("2 |mM|", "millimolar"),
    ("100 |U/ml|", "enzyme_unit / milliliter"),
    ("100 |t| crane", "tonne"),
    ("41 |metric tons|", "tonne"),
    ("361 million |pounds| last", "GBP"),
    ("361 million |pounds| of nuts", "pound"),
    ("361 |pounds| last", "pound"),
    ("9.8 |meters per second squared|", "meter / second ** 2"),
    ("5 |MWac|", "megawatt"),
    ("3 |Bcf| of", "billion_cubic_feet"),
    ("6.4 |GT/s|", "gigatransfer / second"),
    ("40 |cP|", "centipoise"),
    ("8 |M☉|", "solar_mass"),
    # physics
    ("7 |m s−1|", "meter / second"),
    ("7 |m/s|", "meter / second"),
    ("9.8 |m/s²|", "meter / second ** 2"),
    ("9.8 |m/s^2|", "meter / second ** 2"),
    ("1280 |cm−1|", "1 / centimeter"),
    ("5 |fb−1| of", "1 / femtobarn"),
    ("5 |N·m|", "newton * meter"),
    ("5 |kg·m²|", "kilogram * meter ** 2"),
    ("5 |W/(m·K)|", "watt / meter / kelvin"),
    ("5 |W/m²/K|", "watt / meter ** 2 / kelvin"),
    ("650 |W/m2|", "watt / meter ** 2"),
    ("0.5 |Å/s|", "angstrom / second"),
    ("60 |keV|.", "kiloelectron_volt"),
    ("300 |K|.", "kelvin"),
    ("5 |K/min|", "kelvin / minute"),
    ("20 |kV|", "kilovolt"),
    ("80 |kR|", "kilorayleigh"),
    ("90 |mmHg|", "millimeter_Hg"),
    # temperature and angle
    ("20 |°C|", "degree_Celsius"),
    ("100 |° f|", "degree_Fahrenheit"),
    ("98.6 |degrees f| is", "degree_Fahrenheit"),
    ("30 |degrees Celsius| or", "degree_Celsius"),
    ("30 |C| outside", "degree_Celsius"),
    ("4 |°C/min|", "delta_degree_Celsius / minute"),
    ("90 |degrees| left", "degree"),
    ("45|°| or", "degree"),
    # time
    ("24|-|hour| shift", "hour"),
    ("30|-|Second| TL;DR", "second"),
    ("700|us|", "microsecond"),
    ("47 |person-years|", "person * year"),
    ("56 |Ma|", "megayear"),
    ("3 |decades|", "decade"),
    # energy, data, compute
    ("13.5 |kWh|", "kilowatt_hour"),
    ("53 million |MWh/yr|", "megawatt_hour / year"),
    ("12 |kWh/100 km|", "kilowatt_hour / (100 * kilometer)"),
    ("6 |L/100km|", "liter / (100 * kilometer)"),
    ("2,500|megatons|", "megaton_TNT"),
    ("300 |pound-feet| of", "foot_pound"),
    ("400|Gbps per GPU|", "gigabit / second / GPU"),
    ("900 |GB/s|", "gigabyte / second"),
    ("9 |TB/s/GPU|", "terabyte / second / GPU"),
    ("4 |GiB|", "gibibyte"),
    ("5|gb| of", "gigabyte"),
    ("1000|hz|", "hertz"),
    ("16|-|bit| chip", "bit"),
    ("20 |PFLOPS|", "petaFLOP / second"),
    ("20 |FLOP/s|", "FLOP / second"),
    ("3e25 |FLOPs|", "FLOP"),
    ("50 |RPM|", "1 / minute"),
    ("90 |QPS|", "1 / second"),
    ("2M |tokens| a", "token"),
    ("30 |tok/s|", "token / second"),
    ("30 |tokens per second per user|", "token / second / user"),
    # ratios
    ("40|%| of", "percent"),
    ("40 |per cent| of", "percent"),
    ("3 |percentage points per year|", "percentage_point / year"),
    ("25 |basis points|", "basis_point"),
    ("200|bps|", "basis_point"),
    ("1.3 |wt.%|.", "percent"),
    ("10|% annually|", "percent / year"),
    ("5|% every year|", "percent / year"),
    ("2 |cm every 10 years|", "centimeter / (10 * year)"),
    # money after the number
    ("77.65|$ an hour|", "USD / hour"),
    ("5 |US dollars|", "USD"),
    ("5 |us dollars|", "USD"),
    ("5 |U.S. dollars|", "USD"),
    ("5 |USD|", "USD"),
    ("15 |euros per kilogram|", "EUR / kilogram"),
    ("3 |$/M tokens|", "USD / (1e6 * token)"),
    ("5 |€ per m²|", "EUR / meter ** 2"),
    ("25 |cents-a-share|", "USD_cent / share"),
    ("500 |won|", "KRW"),
    ("3 million |won|", "KRW"),
    # rates
    ("500,000 |barrels a day| to", "barrel / day"),
    ("90 |km/ms|", "kilometer / millisecond"),
    ("16 |miles per gallon|", "mile / gallon"),
    ("5 |GB per person per day|", "gigabyte / person / day"),
    ("5 |mg per 100,000 people|", "milligram / (1e5 * person)"),
    ("12 |hours a day|.", "hour / day"),
]


def parts(marked: str) -> tuple[str, int, int]:
    """The text without bars, and the unit's start and end: that of the last stretch between bars, but for its blank."""
    *before, unit, after = marked.split("|")
    start = len("".join(before)) + len(unit) - len(unit.lstrip())
    end = len("".join(before)) + len(unit)
    return "".join((*before, unit, after)), start, end


@pytest.mark.parametrize(("marked", "unit"), READ, ids=[text for text, _ in READ])
def test_read(marked: str, unit: str | None) -> None:
    text, start, end = parts(marked)
    match = read_unit(text, start, TABLES)
    if unit is None:
        assert match is None
    else:
        assert match is not None
        assert (match.unit, match.span.of(text)) == (unit, text[start:end])


LEFT = [
    "10 |apples",
    "20 |in the",
    "7 |pm",
    "5 |won seats",
    "5 |F Block",
    "5 |us troops",
    "5 |GPUs",
    "5 |requests",
    "5 |m8",
    "5 |kgs8",
    "5 |kVolts",
    "5 |kelvinvolt",
    "100|K",
    "2|M",
    "2|B",
    "5 |b",
    "5 |a side",
    "5 |",
    "5|",
    "5 |_m",
    "9|G wireless",
    "5 |percentile",
    "4 |per month",
]


@pytest.mark.parametrize("marked", LEFT)
def test_left_alone(marked: str) -> None:
    text = marked.replace("|", "")
    assert read_unit(text, marked.index("|"), TABLES) is None


BOUNDED = [
    ("13 |km|-14 km", "kilometer"),
    ("2 |m|-3 m", "meter"),
    ("2 |hours|²", "hour"),
    ("5 |hours| a year ago", "hour"),
    ("5|%| a day after the vote", "percent"),
    ("5|%| a share of", "percent"),
    ("15 |m| per se", "meter"),
    ("15 |m|/x", "meter"),
    ("15 |m|/", "meter"),
    ("15 |m| per", "meter"),
    ("15 |MB|/10 apples", "megabyte"),
    ("400 |km|/200 miles", "kilometer"),
    ("40 |feet| monthly checks", "foot"),
    ("20 |mm| per 10^", "millimeter"),
    ("90 |W|/(m·K", "watt"),
    ("5 |N| month", "newton"),
    ("90 |W|/(x)", "watt"),
]


@pytest.mark.parametrize(("marked", "unit"), BOUNDED)
def test_stops_in_time(marked: str, unit: str) -> None:
    text, start, end = parts(marked)
    match = read_unit(text, start, TABLES)
    assert match is not None
    assert (match.unit, match.span.end) == (unit, end)


AGES = [
    "5 |years old|",
    "5|-|year-old| boy",
    "5|-|year-olds|",
    "28 -| year - old| runner",
    "95 |years of age|",
    "6|-|month-old|",
]


@pytest.mark.parametrize("marked", AGES)
def test_ages(marked: str) -> None:
    text, start, end = parts(marked)
    match = read_unit(text, start, TABLES)
    assert match is not None
    assert (match.property, match.span.of(text)) == ("age", text[start:end])
    assert match.unit in ("year", "month")


def test_hyphen_between_blanks() -> None:
    match = read_unit("28 - year - old runner", 3, TABLES)
    assert match is not None
    assert (match.unit, match.property, match.span.start) == ("year", "age", 5)


DENOMINATORS = [
    ("$15|/M Tokens|", "1 / (1e6 * token)"),
    ("$15|/M|", "1 / 1e6"),
    ("$15|/1M tokens|", "1 / (1e6 * token)"),
    ("$15 |per 1M tokens|", "1 / (1e6 * token)"),
    ("$15 |per 1,000 tokens|", "1 / (1e3 * token)"),
    ("$3 |per million input tokens|", "1 / (1e6 * token)"),
    ("$3 |per 10^6 tokens|", "1 / (1e6 * token)"),
    ("$3 |per 10⁶ tokens|", "1 / (1e6 * token)"),
    ("$4|/hr|", "1 / hour"),
    ("$34k|/hr|", "1 / hour"),
    ("$0.05|/kWh|", "1 / kilowatt_hour"),
    ("$20|/share|", "1 / share"),
    ("$1.20 |per diluted share|", "1 / share"),
    ("$70 |a barrel| on", "1 / barrel"),
    ("$20 |a month|", "1 / month"),
    ("$20 |every month|", "1 / month"),
    ("$20 |annually| for", "1 / year"),
    ("$20 |monthly|.", "1 / month"),
    ("$20 |per user per month|", "1 / user / month"),
    ("$20 |per GPU-hour|", "1 / (GPU * hour)"),
    ("$5|/100k|", "1 / 1e5"),
    ("5 |per 1,000 live births|", "1 / (1e3 * birth)"),
    ("5 |per 100,000 people|", "1 / (1e5 * person)"),
    ("5 |per 100,000|.", "1 / 1e5"),
    ("25 |per mm|", "1 / millimeter"),
    ("1,000 requests |per month|", "1 / month"),
    ("9 liters |per capita|", "1 / person"),
]


@pytest.mark.parametrize(("marked", "unit"), DENOMINATORS, ids=[text for text, _ in DENOMINATORS])
def test_denominators(marked: str, unit: str) -> None:
    text, start, end = parts(marked)
    for pos in {start, start - (text[start - 1] == " ")}:
        match = read_denominator(text, pos, TABLES, kind="currency" if text[0] == "$" else "count")
        assert match is not None
        assert (match.unit, match.span.of(text)) == (unit, text[start:end])


NO_DENOMINATORS = [
    "$20| per 0 million tokens",
    "$20|/0M tokens",
    "$20| monthly fee",
    "$20| a day after",
    "$20| a share of",
    "$20|/",
    "$20| per",
    "$20| per se",
    "$1.50|/$10",
    "$20|/x",
    "5 GPUs| a rack",
    "5| each",
    "$6| each.",
    "5 hours| a token",
]


@pytest.mark.parametrize("marked", NO_DENOMINATORS)
def test_no_denominators(marked: str) -> None:
    kind = "currency" if marked.startswith("$") else "count"
    assert read_denominator(marked.replace("|", ""), marked.index("|"), TABLES, kind=kind) is None


BEFORE = [
    ("$|5", "USD", "$"),
    ("US$|5", "USD", "US$"),
    ("US $ |5", "USD", "US $"),
    ("c $ |16.4", "CAD", "c $"),
    ("C$|5", "CAD", "C$"),
    ("HK$|5", "HKD", "HK$"),
    ("NT$|5", "TWD", "NT$"),
    ("R$|5", "BRL", "R$"),
    ("A$|5", "AUD", "A$"),
    ("a $|5 fee", "USD", "$"),
    ("firm's $|5 fee", "USD", "$"),
    ("Cost$|15", "USD", "$"),
    ("LAUS$|15", "USD", "$"),
    ("€|5", "EUR", "€"),
    ("EUR |5", "EUR", "EUR"),
    ("£|5", "GBP", "£"),
    ("Rs. |500", "INR", "Rs."),
    ("₹|5", "INR", "₹"),
    ("RM|90", "MYR", "RM"),
]


@pytest.mark.parametrize(("marked", "unit", "sign"), BEFORE)
def test_before(marked: str, unit: str, sign: str) -> None:
    text = marked.replace("|", "")
    match = read_before(text, marked.index("|"), TABLES)
    assert match is not None
    assert (match.unit, match.span.of(text)) == (unit, sign)


@pytest.mark.parametrize("text", ["", " ", "x", "Kusd", "FARM", "The EURO"])
def test_nothing_before(text: str) -> None:
    assert read_before(text, len(text), TABLES) is None


def test_money_takes_currencies_only() -> None:
    assert read_unit("$5 m", 3, TABLES, money=True) is None
    match = read_unit("$5 USD per share", 3, TABLES, money=True)
    assert match is not None
    assert match.unit == "USD / share"


def test_divide() -> None:
    assert divide("degree_Celsius", "1 / hour") == "delta_degree_Celsius / hour"


# Laws

FORMS = sorted(
    {form for row in TABLES.units for form in (*row.words, *row.symbols, *row.before)}
    | {phrase for row in TABLES.words["unit-grammar"] for phrase in row.say}
)
PIECES = st.one_of(
    st.sampled_from(FORMS),
    st.sampled_from(
        [" ", "/", "-", "·", "−1", "^2", "²", "(", ")", "per", " a ", "5", "1,000", "10^6", "M", "k", ".", "%"]
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(text=TEXTS, pos=st.integers(0, 40))
def test_laws_of_reading(text: str, pos: int) -> None:
    pos = min(pos, len(text))
    for match in (
        read_unit(text, pos, TABLES),
        read_denominator(text, pos, TABLES),
        read_denominator(text, pos, TABLES, kind="currency"),
        read_unit(text, pos, TABLES, money=True),
    ):
        if match is not None:
            assert pos <= match.span.start < match.span.end <= len(text)
            last, after = text[match.span.end - 1], text[match.span.end : match.span.end + 1]
            assert not (last.isalpha() and after.isalpha())
            assert match.unit
            unit_registry().parse_expression(match.unit)
    before = read_before(text, pos, TABLES)
    if before is not None:
        assert 0 <= before.span.start < before.span.end <= pos <= before.span.end + 1


@given(first=st.sampled_from(FORMS), second=st.sampled_from(FORMS), joint=st.sampled_from(["/", " per ", "·", " a "]))
def test_every_composition_is_a_unit(first: str, second: str, joint: str) -> None:
    match = read_unit(f"5 {first}{joint}{second}", 2, TABLES)
    if match is not None and "degree_" not in match.unit:
        one = unit_registry().parse_expression(match.unit)
        assert one.dimensionality is not None


@pytest.mark.parametrize("row", [row for row in TABLES.units if row.kind != "count"], ids=lambda row: row.id)
def test_every_word_is_read(row) -> None:
    for word in row.words:
        match = read_unit(f"5,000 {word}", 6, TABLES)
        assert match is not None
        assert match.span.of(f"5,000 {word}") == word


def test_every_unit_multiplies() -> None:
    for unit in every_unit(TABLES):
        quantity(2, unit)


def test_a_unit_has_few_parts() -> None:
    match = read_unit("5 " + "m/" * 5000, 2, TABLES)
    assert match is not None
    unit_registry().parse_expression(match.unit)


@pytest.mark.parametrize(
    "text", ["m" * 100_000, "/" * 100_000, " per" * 50_000, "m·" * 50_000, "m/" * 50_000, "a " * 50_000]
)
def test_long_texts_take_no_more_work_than_short_ones(text: str) -> None:
    def work(text: str) -> int:
        return calls(lambda: (read_unit(text, 0, TABLES), read_before(text, len(text), TABLES)))

    work(text[:100])
    assert work(text) < 2 * work(text[:1000]) + 1_000
    read_denominator(text, 0, TABLES)


@given(st.text(st.sampled_from("aZ09 .-_µéΩ²½①\u0301\u0660\u00a0") | st.characters(codec="utf-8"), max_size=8))
def test_a_token_is_what_its_pattern_finds(text: str) -> None:
    for at in range(len(text) + 2):
        found = TOKEN.match(text, at)
        assert token_at(text, at) == ("" if found is None else found.group())
