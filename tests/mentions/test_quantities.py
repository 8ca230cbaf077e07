"""Quantities in sentences: span, bounds, unit, counted noun, change, approximation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from figtag.document import Block, BlockKind, Document, Format, Piece
from figtag.labels import Change, Role
from figtag.mentions import Mention
from figtag.mentions.scan import TOO_LARGE, find_mentions
from figtag.span import Span
from figtag.tables import load_tables

TABLES = load_tables()


def mentions(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Mention]:
    """The mentions of a text that is one block."""
    whole = Span(0, len(text))
    document = Document(text, Format.TEXT, (Block(0, kind, text, (Piece(whole, whole),)),))
    return list(find_mentions(document, TABLES))


def figures(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[Mention]:
    return [mention for mention in mentions(text, kind) if mention.role is Role.FIGURE]


def shown(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    """Each figure as ``span | value | unit``."""
    return [f"{found.span.of(text)} | {value(found)} | {found.unit}" for found in figures(text, kind)]


def value(found: Mention) -> str:
    low, high = (None if bound is None else f"{bound.normalize():f}" for bound in (found.low, found.high))
    return str(low) if low == high else f"{low or ''}..{high or ''}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They own 10,000 boats.", "10,000 | 10000 | "),
        ("They own 816 000 boats.", "816 000 | 816000 | "),
        ("They own 1'000 boats.", "1'000 | 1000 | "),
        ("They own 12,34,567 boats.", "12,34,567 | 1234567 | "),
        ("It cost €1.234,56 in all.", "€1.234,56 | 1234.56 | EUR"),
        ("It cost €3,50 in all.", "€3,50 | 3.5 | EUR"),
        ("It takes .5 V there.", ".5 V | 0.5 | volt"),
        ("It has 1e6 valves.", "1e6 | 1000000 | "),
        ("It has 2.4 x 10^9 valves.", "2.4 x 10^9 | 2400000000 | "),
        ("It has 6.02×10²³ atoms.", "6.02×10²³ | 602000000000000000000000 | "),
        ("It weighs 5.5x10-3 kg dry.", "5.5x10-3 kg | 0.0055 | kilogram"),
        ("It is 2 1/2 inches wide.", "2 1/2 inches | 2.5 | inch"),
        ("It took 2½ hours.", "2½ hours | 2.5 | hour"),
        ("About 1/2 of the crew left.", "1/2 | 0.5 | "),
        ("She scored 8/10 there.", "8/10 | 0.8 | "),
        ("They own ٣٤ boats.", "٣٤ | 34 | "),
    ],
)
def test_digits(text: str, wanted: str) -> None:
    assert shown(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It read 2M tokens.", "2M tokens | 2000000 | token"),
        ("A 70B parameter model.", "70B | 70000000000 | "),
        ("It has 128GB of memory.", "128GB | 128 | gigabyte"),
        ("It earned £600m last year.", "£600m | 600000000 | GBP"),
        ("Some 33.5m people voted.", "33.5m | 33500000 | "),
        ("The mast is 5 m tall.", "5 m | 5 | meter"),
        ("The mast is 90m tall.", "90m | 90 | meter"),
        ("The feed was collected in 90m.", "90m | 90 | minute"),
        ("It costs $34k/hr to run.", "$34k/hr | 34000 | USD / hour"),
        ("The bank lent $20mm there.", "$20mm | 20000000 | USD"),
        ("The fund holds C$16.4 million.", "C$16.4 million | 16400000 | CAD"),
        ("The dam cost 3 crore rupees.", "3 crore rupees | 30000000 | INR"),
        ("It costs 77.65$ an hour.", "77.65$ an hour | 77.65 | USD / hour"),
        ("It costs $15/M tokens.", "$15/M tokens | 15 | USD / (1e6 * token)"),
        ("The price of tokens is $15/M now.", "$15/M | 15 | USD / (1e6 * token)"),
        ("The price is $15/M now.", "$15/M | 15 | USD / 1e6"),
        ("It moves 400Gbps per GPU.", "400Gbps per GPU | 400 | gigabit / second / GPU"),
        ("It gives off 7 kJ mol-1 there.", "7 kJ mol-1 | 7 | kilojoule / mole"),
        ("It gives off 7 kJ.mol-1 there.", "7 kJ.mol-1 | 7 | kilojoule / mole"),
        ("They took 3 mg L-1 d-1, no more.", "3 mg L-1 d-1 | 3 | milligram / liter / day"),
        ("The band lies at 1500 cm-1 there.", "1500 cm-1 | 1500 | 1 / centimeter"),
        ("The bed held 5 cells mL−1 there.", "5 | 5 | 1 / milliliter"),
        ("It was washed in 0.1M NaCl there.", "0.1M | 0.1 | molar"),
        ("It sold $2 M solution packs.", "$2 M | 2000000 | USD"),
        ("The ratio is 10−4 there.", "10−4 | 0.0001 | "),
        ("The wait is 10−20 years there.", "10−20 years | 10..20 | year"),
    ],
)
def test_scales_and_units(text: str, wanted: str) -> None:
    assert shown(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They own three million boats.", "three million | 3000000 | "),
        ("They own twenty-five boats.", "twenty-five | 25 | "),
        ("They own one hundred and five boats.", "one hundred and five | 105 | "),
        ("They own a hundred and five boats.", "a hundred and five | 105 | "),
        ("They own half a million boats.", "half a million | 500000 | "),
        ("They own a dozen boats.", "a dozen | 12 | "),
        ("They own the one million boats.", "one million | 1000000 | "),
        ("It took two and a half hours.", "two and a half hours | 2.5 | hour"),
        ("It took half an hour.", "half an hour | 0.5 | hour"),
        ("It grew by three point one four percent.", "three point one four percent | 3.14 | percent"),
        ("It stood at minus five percent.", "minus five percent | -5 | percent"),
        ("Some two-thirds of voters left.", "two-thirds | 0.6666666666666666666666666667 | "),
        ("Some three quarters of voters left.", "three quarters | 0.75 | "),
        ("It was cut by a quarter.", "a quarter | 0.25 | "),
        ("Sales doubled.", "doubled | 2 | "),
        ("Sales more than doubled.", "doubled | 2.. | "),
        ("Sales were double the plan.", "double | 2 | "),
        ("Sales grew elevenfold.", "elevenfold | 11 | "),
        ("Sales saw a 10-fold rise.", "10-fold | 10 | "),
        ("Eight of 10 voters left.", "Eight of 10 | 0.8 | "),
        ("It hits one in five boats.", "one in five | 0.2 | "),
        ("It rates 1 out of 10 there.", "1 out of 10 | 0.1 | "),
        ("They own tens of thousands of boats.", "tens of thousands | 10000..100000 | "),
        ("It lost hundreds of millions of dollars.", "hundreds of millions of dollars | 100000000..1000000000 | USD"),
        ("They own dozens of boats.", "Dozens | 24.. | ".replace("D", "d")),
        ("A multi-billion dollar deal.", "multi-billion dollar | 1000000000.. | USD"),
        ("They own several thousand boats.", "several thousand | 1000.. | "),
        ("Growth was in the low single digits.", "low single digits | 1..3 | "),
        ("The score is in the High 80s.", "High 80s | 87..89 | "),
        ("They own a thousand and one boats.", "a thousand and one | 1001 | "),
        ("They own a million and a half boats.", "a million and a half | 1500000 | "),
        ("They own a hundred and a half boats.", "a hundred and a half | 100.5 | "),
        ("They own one billion and a quarter million boats.", "one billion and a quarter million | 1000250000 | "),
        ("They own two and three quarters million boats.", "two and three quarters million | 2750000 | "),
        ("It was a two-and-a-half-year wait.", "two-and-a-half-year | 2.5 | year"),
        ("It took two and one-half hours.", "two and one-half hours | 2.5 | hour"),
        ("Some one twenty-fifth of voters left.", "one twenty-fifth | 0.04 | "),
        ("Some two one-hundredths of voters left.", "two one-hundredths | 0.02 | "),
        ("Some two ten-thousandths of voters left.", "two ten-thousandths | 0.0002 | "),
        ("Some three hundred-thousandths of voters left.", "three hundred-thousandths | 0.00003 | "),
        ("Some two-third of voters left.", "two-third | 0.6666666666666666666666666667 | "),
        ("Some 3 fourths of voters left.", "3 fourths | 0.75 | "),
        ("They own a hundred twenty boats.", "a hundred twenty | 120 | "),
        ("They own hundred and five boats.", "hundred and five | 105 | "),
        ("They own 4 thousand 3 hundred boats.", "4 thousand 3 hundred | 4300 | "),
        ("They own two million 300 thousand boats.", "two million 300 thousand | 2300000 | "),
        ("It cost $4 million 300 thousand there.", "$4 million 300 thousand | 4300000 | USD"),
        ("It cost 15 dollars and 15.", "15 dollars and 15 | 15.15 | USD"),
        ("It rose by 3 tenths of a percent.", "3 tenths of a percent | 0.3 | percent"),
        ("A barge is sold for dollar 31.4 million.", "dollar 31.4 million | 31400000 | USD"),
        ("It cost twenty MUSD there.", "twenty MUSD | 20000000 | USD"),
        ("It cost 3 kEUR there.", "3 kEUR | 3000 | EUR"),
        ("It sold 10 k of them.", "10 k | 10000 | "),
        ("Values are ∼−25.9 to −26.5‰ there.", "∼−25.9 to −26.5‰ | -26.5..-25.9 | permille"),
        ("Find the sums that are < = 100 there.", "< = 100 | ..100 | "),
        ("It was kept at - 20 °C for long.", "- 20 °C | -20 | degree_Celsius"),
        ("Sales were greater than 30 and less than 40.", "30 and less than 40 | 30..40 | "),
        ("People over 18 and under 65 left.", "18 and under 65 | 18..65 | year"),
    ],
)
def test_words(text: str, wanted: str) -> None:
    assert shown(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Of 3 million 4 billion were lost.", ["3 million | 3000000 | ", "4 billion | 4000000000 | "]),
        ("It made $5 million $300 thousand at a time.", ["$5 million | 5000000 | USD", "$300 thousand | 300000 | USD"]),
        ("It cost 15 dollars and 15 of them broke.", ["15 dollars | 15 | USD", "15 | 15 | "]),
        ("It cost 15 dollars and 20, no more.", ["15 dollars | 15 | USD", "20 | 20 | "]),
        ("It runs above 10 MW but below 15 MW.", ["10 MW | 10.. | megawatt", "15 MW | ..15 | megawatt"]),
        ("It fell against the dollar 5 million times.", ["5 million times | 5000000 | "]),
        ("It was kept low - 20 °C - for long.", ["20 °C | 20 | degree_Celsius"]),
        ("It rose for 3 quarters of growth.", ["3 quarters | 3 | calendar_quarter"]),
        ("More than 40 boats and fewer than 60 mills.", ["40 | 40.. | ", "60 | ..60 | "]),
    ],
)
def test_two_numbers_that_stay_two(text: str, wanted: list[str]) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "No one came, and the other one left; one could see why.",
        "They met in the second half of a quarter.",
        "A multi-year lease with several bakers and many millers.",
        "He shut the double doors and played doubles.",
    ],
)
def test_words_that_are_no_numbers(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It moves 200-400 Gbps.", ["200-400 Gbps | 200..400 | gigabit / second"]),
        ("It reads 200K-1M tokens.", ["200K-1M tokens | 200000..1000000 | token"]),
        ("It costs $175-185 billion.", ["$175-185 billion | 175000000000..185000000000 | USD"]),
        ("It costs ~$20-25/share now.", ["~$20-25/share | 20..25 | USD / share"]),
        (
            "It costs between $26.5 billion and $29 billion.",
            ["$26.5 billion and $29 billion | 26500000000..29000000000 | USD"],
        ),
        ("It varies from 34 GW to as much as 253 GW.", ["34 GW to as much as 253 GW | 34..253 | gigawatt"]),
        ("It needs 500 MW - 1 GW there.", ["500 MW - 1 GW | 500..1000 | megawatt"]),
        ("It runs 15-20+ years.", ["15-20+ years | 15.. | year"]),
        ("They lost 20 or 30 boats.", ["20 or 30 | 20..30 | "]),
        ("An 8- to 16-meter dish.", ["8- to 16-meter | 8..16 | meter"]),
        ("The 0-to-60-mph time.", ["0-to-60-mph | 0..60 | mile / hour"]),
        ("It weighs 20 (kg) dry.", ["20 (kg) | 20 | kilogram"]),
        ("It cost 3 dollars and 50 cents.", ["3 dollars and 50 cents | 3.5 | USD"]),
        ("It takes 30 minutes to 2 hours.", ["30 minutes to 2 hours | 30..120 | minute"]),
        ("It is 2x-5x faster.", ["2x-5x | 2..5 | "]),
        ("It fell 25% - 60% there.", ["25% - 60% | 25..60 | percent"]),
        (
            "Sales rose from $7 billion to $22 billion.",
            ["$7 billion | 7000000000 | USD", "$22 billion | 22000000000 | USD"],
        ),
        ("Memory went from 145GB to 7GB.", ["145GB | 145 | gigabyte", "7GB | 7 | gigabyte"]),
        ("Jobs rose by 172,000 to 1.6 million.", ["172,000 | 172000 | ", "1.6 million | 1600000 | "]),
        ("Prices are $1.50/$10 now.", ["$1.50 | 1.5 | USD", "$10 | 10 | USD"]),
        ("Oats fell from $20 to $7 per share.", ["$20 | 20 | USD / share", "$7 per share | 7 | USD / share"]),
        ("It weighs 12.9 ± 0.1 kg.", ["12.9 ± 0.1 kg | 12.8..13 | kilogram"]),
        (
            "The error is plus or minus 4 percentage points.",
            ["plus or minus 4 percentage points | 4 | percentage_point"],
        ),
        ("The odds are 3:1 there.", ["3:1 | 3 | "]),
        ("The ratio is higher than 3 to 1.", ["3 to 1 | 3.. | "]),
        ("They won 3-1 and lost 6-7.", ["3-1 | 1..3 | ", "6-7 | 6..7 | "]),
        ("She stayed 7 minutes and 27 seconds.", ["7 minutes and 27 seconds | 447 | second"]),
        ("The door is 5 feet 11 inches high.", ["5 feet 11 inches | 71 | inch"]),
        ("Depths of 2619.6 and 2614.7 m.", ["2619.6 | 2619.6 | meter", "2614.7 m | 2614.7 | meter"]),
        ("Doses of 20, 40 and 100 mg.", ["20 | 20 | milligram", "40 | 40 | milligram", "100 mg | 100 | milligram"]),
    ],
)
def test_spreads_changes_and_lists(text: str, wanted: list[str]) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They own 10,000+ boats.", "10,000+ | 10000.. | "),
        ("They own up to 40 boats.", "40 | ..40 | "),
        ("They own at least 40 boats.", "40 | 40.. | "),
        ("They own more than an additional 40 boats.", "40 | 40.. | "),
        ("They own no more than 40 boats.", "40 | ..40 | "),
        ("They own fewer than 40 boats.", "40 | ..40 | "),
        ("The rate is ≥ 85% now.", "≥ 85% | 85.. | percent"),
        ("The rate is <1% now.", "<1% | ..1 | percent"),
        ("It lasts 27 weeks or more.", "27 weeks | 27.. | week"),
        ("Crews aged 65 and older rest.", "65 | 65.. | year"),
        ("Crews over the age of 65 rest.", "65 | 65.. | year"),
        ("Prices fell over 3 years.", "3 years | 3 | year"),
        ("Prices fell over 3 percent.", "3 percent | 3.. | percent"),
        ("It answers within 42 days.", "42 days | ..42 | day"),
        ("It came within 4 miles.", "4 miles | 4 | mile"),
        ("It can be as low as 100-200 ms.", "100-200 ms | 100..200 | millisecond"),
    ],
)
def test_bounds(text: str, wanted: str) -> None:
    assert shown(text) == [wanted]


@pytest.mark.parametrize("word", ["about", "around", "nearly", "almost", "roughly", "approximately", "some"])
def test_approximation(word: str) -> None:
    (found,) = figures(f"They own {word} 400 boats.")
    assert found.approximate
    assert not figures("They own 400 boats.")[0].approximate


@pytest.mark.parametrize(
    ("text", "change", "low"),
    [
        ("Sales are up 30% there.", Change.UP, "30"),
        ("Sales fell 2.1% there.", Change.DOWN, "2.1"),
        ("Sales rose by about 5% there.", Change.UP, "5"),
        ("A 40% drop in sales.", Change.DOWN, "40"),
        ("Sales moved -5% there.", Change.DOWN, "-5"),
        ("Sales moved −5% there.", Change.DOWN, "-5"),
        ("Sales moved +3.0% there.", Change.UP, "3"),
        ("Sales ↑ 74.2% there.", Change.UP, "74.2"),
        ("Sales fell to 5% of the whole.", None, "5"),
        ("Sales are 5% of the whole.", None, "5"),
    ],
)
def test_change(text: str, change: Change | None, low: str) -> None:
    (found,) = figures(text)
    assert (found.change, found.low) == (change, Decimal(low))


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("They own 10,000 boats.", "boats", ""),
        ("It has 100 monthly active users there.", "monthly active users", ""),
        ("They run 140k H100s there.", "H100s", ""),
        ("They own tens of thousands of low-cost boats.", "low-cost boats", ""),
        ("It has one nuclear reactor.", "nuclear reactor", ""),
        ("It allows 1,000 requests per month.", "requests", "1 / month"),
        ("They own 40 of the boats.", "boats", ""),
        ("They own 40 in all.", None, ""),
        ("It weighs 40 kg dry.", None, "kilogram"),
        ("They sold 40 old and new boats.", "old and new boats", ""),
        ("They sold 40 small, cheap boats.", "small, cheap boats", ""),
        ("They sold 40 overall, dull boats aside.", None, ""),
        ("It sold 2.7m signed and plain copies.", "signed and plain copies", ""),
        ("They own 40 gas stations.", "gas stations", ""),
        ("They own 40 gases.", "gases", ""),
        ("They own 40 police cars and vans.", "police cars", ""),
        ("They met 40 police.", "police", ""),
        ("They met 40 wet boatmen.", "wet boatmen", ""),
        ("They met 40 specimen jars.", "specimen jars", ""),
        ("They met 3 arms makers and over 40 bankers.", "arms makers", ""),
        ("They ran 40 large public bus and tram networks.", "large public bus and tram networks", ""),
        ("It was a two-term mayor.", "term", ""),
        ("They found one dull question asked twice.", "dull question", ""),
        ("They saw one company gets the loan.", "company", ""),
        ("They will name 2 shortly.", None, ""),
        ("There are 16 involving tax law.", None, ""),
        ("The cup is half empty.", None, ""),
        ("The key makes a half turn.", "turn", ""),
        ("A third of the old town lives there.", "old town", ""),
        ("A third of new houses burned.", "new houses", ""),
        ("A fifth of its monthly income went.", "monthly income", ""),
        ("They own 40 GPUs there.", "GPUs", ""),
        ("They won 2 by-elections there.", "by-elections", ""),
        ("They won 51-49 along party lines.", None, ""),
        ("They own 40 more boats.", "boats", ""),
        ("They own 40 more of it.", None, ""),
        ("They own thousands of NVIDIA GPUs there.", "NVIDIA GPUs", ""),
        ("They own thousands of cattle there.", "cattle", ""),
        ("It was shut for three full years there.", None, "year"),
        ("It was shut for 40 full moons there.", "full moons", ""),
        ("They cut it by 517 rushing yards there.", None, "yard"),
    ],
)
def test_counted(text: str, counted: str | None, unit: str) -> None:
    found = figures(text)[0]
    assert (None if found.counted is None else found.counted.of(text), found.unit) == (counted, unit)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Four of the nine barges sank.", "barges"),
        ("Four of the last nine barges sank.", "barges"),
        ("Four of nine sank.", None),
        ("Four out of the nine barges sank.", "barges"),
        ("One of Orla's oldest barges sank.", "oldest barges"),
        ("One of the firm’s oldest barges sank.", "oldest barges"),
        ("One of the firms' oldest barges sank.", "oldest barges"),
        ("One of his one-time rivals sank.", "one-time rivals"),
        ("One of the most hated and feared barges sank.", "most hated and feared barges"),
        ("It is one of its most hated.", None),
    ],
)
def test_the_noun_of_the_whole_that_a_number_is_a_part_of(text: str, counted: str | None) -> None:
    found = figures(text)[0]
    assert (None if found.counted is None else found.counted.of(text)) == counted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It took a year and a half there.", ["a year and a half | 1.5 | year"]),
        ("It took two years and a half there.", ["two years and a half | 2.5 | year"]),
        ("It took two years and a half cup of it.", ["two years | 2 | year", "half cup | 0.5 | cup"]),
        ("It took a year and half of it.", ["half | 0.5 | "]),
        ("It took an hour or two there.", ["an hour or two | 1..2 | hour"]),
        ("It took an hour or 20 there.", ["20 | 20 | "]),
        ("A 5-foot-11 guard met him.", ["5-foot-11 | 71 | inch"]),
        ("A 6-foot-2-inch guard met him.", ["6-foot-2-inch | 74 | inch"]),
        ("A 5-foot-13 guard met him.", ["5-foot | 5 | foot", "13 | 13 | "]),
        ("It cost 15 dollars 50.", ["15 dollars 50 | 15.5 | USD"]),
        ("It cost 15 dollars 50 times.", ["15 dollars | 15 | USD", "50 times | 50 | "]),
        ("They won four out of 11 times.", ["four out of 11 | 0.3636363636363636363636363636 | "]),
        ("They ruled by 5-to-4 there.", ["5-to-4 | 4..5 | "]),
        ("They cut it from 5 to 4 there.", ["5 | 5 | ", "4 | 4 | "]),
        ("It led by 50 to 48 percent.", ["50 | 50 | percent", "48 percent | 48 | percent"]),
        ("It is off by +/-3 mm there.", ["+/-3 mm | 3 | millimeter"]),
        ("It is sub-7 mm there.", ["7 mm | ..7 | millimeter"]),
        ("Some million of lamps burned.", ["million | 1000000.. | "]),
        ("The million lamps burned.", []),
        ("It ran more than 10 miles (16 km).", ["10 miles | 10.. | mile", "16 km | 16.. | kilometer"]),
        ("It ran more than 10 miles (16 km north).", ["10 miles | 10.. | mile", "16 km | 16 | kilometer"]),
        ("A scale of fines from $4 to $6 hurt growth.", ["$4 to $6 | 4..6 | USD"]),
    ],
)
def test_amounts_that_go_on(text: str, wanted: list[str]) -> None:
    assert shown(text) == wanted


def test_an_amount_told_again_rises_with_the_one_before() -> None:
    assert [found.change for found in figures("Sales rose $5 million (£4 million).")] == [Change.UP, Change.UP]


def test_a_bound_before_the_next_number_is_not_of_the_one_before() -> None:
    assert [value(found) for found in figures("It sold 3 barges and over 40 boats.")] == ["3", "40.."]


def test_an_age_after_a_name_is_in_years() -> None:
    (found,) = figures("Mary Baker, 57, from Dover, said so.")
    assert (found.unit, found.property) == ("year", "age")


def test_points_of_a_poll_are_percentage_points() -> None:
    assert shown("In the poll she leads by 3 points.") == ["3 points | 3 | percentage_point"]
    assert shown("In the match she leads by 3 points.") == ["3 | 3 | "]


def test_parentheses_of_accounting_are_a_minus_in_a_cell() -> None:
    assert shown("(1,234)", BlockKind.CELL) == ["(1,234) | -1234 | "]
    assert shown("(1,234)") == ["1,234 | 1234 | "]


def test_glued_lines_of_a_card() -> None:
    assert shown("Context2M Tokens") == ["2M Tokens | 2000000 | token"]
    assert shown("Cost$15/M Tokens") == ["$15/M Tokens | 15 | USD / (1e6 * token)"]
    assert shown("Logic Performance (GPQA)90%") == ["90% | 90 | percent"]


@pytest.mark.parametrize("text", ["1e101", "9" * 1001, "1e-200", "10^999", "5 x 10^300"])
def test_a_number_too_large_has_no_value_but_a_notice(text: str) -> None:
    (found,) = mentions(f"It has {text} atoms.")
    assert (found.low, found.high, found.notices) == (None, None, (TOO_LARGE,))


def test_values_are_never_rounded() -> None:
    digits = "123456789" * 10
    (found,) = figures(f"It has {digits} thousand atoms.")
    assert found.low == Decimal(digits + "000")


def test_a_million_digits_are_read_at_once() -> None:
    (found,) = mentions("7" * 1_000_000)
    assert found.notices == (TOO_LARGE,)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The load will not go above 60% in May.", "60% | ..60 | percent"),
        ("No grant exceeds $5.2 million.", "$5.2 million | ..5200000 | USD"),
        ("None of the loans exceeded $3 million.", "$3 million | ..3000000 | USD"),
        ("The slope was never steeper than 52 degrees.", "52 degrees | ..52 | degree"),
        ("It won't fall below 12 kg there.", "12 kg | 12.. | kilogram"),
        ("No lender charges under 5%.", "5% | 5.. | percent"),
        ("It is unlikely to exceed 5%.", "5% | ..5 | percent"),
        ("He sold not only more than 400 lamps.", "400 | 400.. | "),
        ("It is no secret that more than 400 lamps failed.", "400 | 400.. | "),
        ("It has not been seen in over 40 towns.", "40 | 40.. | "),
        ("Sales were higher than the 5% forecast.", "5% | 5 | percent"),
        ("It costs $5 plus tax.", "$5 | 5 | USD"),
        ("A row over 9 acres went to court.", "9 acres | 9 | acre"),
    ],
)
def test_bounds_that_are_denied_and_bounds_that_are_none(text: str, wanted: str) -> None:
    assert shown(text) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pipes cost EUR 2.40 m⁻¹ laid.", ["EUR 2.40 m⁻¹ | 2.4 | EUR / meter"]),
        ("The wind blew at 5 m s⁻¹ there.", ["5 m s⁻¹ | 5 | meter / second"]),
        ("The depth of 10 m ranges widely.", ["10 m | 10 | meter"]),
        ("It raised $700-750m in May.", ["$700-750m | 700000000..750000000 | USD"]),
        ("Each record takes 600 B on disk.", ["600 B | 600 | byte"]),
        (
            "They tried 0.5, 1.0 or 2.5 wt% of salt.",
            ["0.5 | 0.5 | percent", "1.0 | 1 | percent", "2.5 wt% | 2.5 | percent"],
        ),
        ("In all 412, or 12.9 %, fell ill.", ["412 | 412 | ", "12.9 % | 12.9 | percent"]),
        ("It pays 7.5p per share.", ["7.5p per share | 7.5 | GBP_penny / share"]),
        ("It works outside down to -15C now.", ["-15C | -15 | degree_Celsius"]),
        ("It fell from 208 pounds to 193.", ["208 pounds | 208 | pound", "193 | 193 | pound"]),
        ("There are four to five thousand boats.", ["four to five thousand | 4000..5000 | "]),
        ("It gave a quarter million dollars.", ["a quarter million dollars | 250000 | USD"]),
        ("The rate is $1 = 0.78 pounds.", ["$1 | 1 | USD", "0.78 pounds | 0.78 | GBP"]),
        ("They rated it 4.8/5 there.", ["4.8/5 | 0.96 | "]),
        ("Among people 18 to 34 it is liked.", ["18 to 34 | 18..34 | year"]),
        ("Women over 50 voted.", ["50 | 50.. | year"]),
    ],
)
def test_units_and_lists(text: str, wanted: list[str]) -> None:
    assert shown(text) == wanted


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales are up 5% now.", Change.UP),
        ("Costs crept up 2% now.", Change.UP),
        ("The mill lost 190 points, or 0.6%.", Change.DOWN),
        ("The stock is off 5% now.", Change.DOWN),
        ("They paid off 5% now.", None),
        ("The bill eats up 5 tonnes.", None),
        ("It makes up 40% of it.", None),
        ("The fee fell below 5% there.", None),
        ("They raised $5 million there.", None),
        ("It runs at +7 °C there.", None),
        ("The team lost 3-1 there.", None),
    ],
)
def test_a_change_needs_a_word_that_governs_the_figure(text: str, change: Change | None) -> None:
    assert figures(text)[-1].change is change


@pytest.mark.parametrize("text", ["The two met in May.", "The 4 started late.", "A quarter became two."])
def test_a_verb_is_never_counted(text: str) -> None:
    assert all(found.counted is None for found in figures(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It sank 12 boats in Dunmore and 9 in Ryde.", ["boats", "boats"]),
        ("It sank 12 boats in Dunmore and 9 with Ryde.", ["boats", None]),
        ("It sank 12 boats in Dunmore. Then 9 in Ryde sank.", ["boats", None]),
        ("Some 12 boats were sunk and 9 were burned.", ["boats", "boats"]),
        ("It gives 12 boats to Orla, 9 to Ryde and 3 to Dunmore.", ["boats", None, None]),
        ("It gives 12 boats for Orla, 9 for Ryde and 3 for Dunmore.", ["boats", "boats", "boats"]),
        ("Orla has 12 boats, Ryde has 9 and Dunmore sold 3.", ["boats", "boats", None]),
        ("The storm killed 12 boatmen and injured 9.", ["boatmen", "boatmen"]),
        ("The storm killed 12 boatmen and injured 9 dogs.", ["boatmen", "dogs"]),
        ("The index lost 12.5 points to close at 480.2.", ["points", "points"]),
        ("The index (480.2 up 12.5 points) closed.", ["points", "points"]),
        ("The team lost 5 places to 12 there.", ["places", None]),
    ],
)
def test_a_noun_that_is_not_said_again(text: str, wanted: list[str | None]) -> None:
    assert [None if found.counted is None else found.counted.of(text) for found in figures(text)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The river rose 12 metres to 45.", ["12 metres | 12 | meter", "45 | 45 | meter"]),
        ("The fare rose 3 cents to 9.", ["3 cents | 3 | USD_cent", "9 | 9 | "]),
        ("The fare rose by 3 cents to 9 cents.", ["3 cents | 3 | USD_cent", "9 cents | 9 | USD_cent"]),
        ("Oil gained $8 to $19 an ounce.", ["$8 | 8 | USD", "$19 an ounce | 19 | USD / ounce"]),
        ("Fares should grow 4% to 6% there.", ["4% to 6% | 4..6 | percent"]),
        ("Fares grew 4% to 6% there.", ["4% | 4 | percent", "6% | 6 | percent"]),
        ("Fares are up 4% to 6% there.", ["4% to 6% | 4..6 | percent"]),
        ("It took 5 minutes to 10 minutes.", ["5 minutes to 10 minutes | 5..10 | minute"]),
        ("He shot 5-under 67.", ["5 | 5 | ", "67 | 67 | "]),
        ("The over-65s and the under-18s left.", ["65s | 65.. | year", "18s | ..18 | year"]),
        ("The 65s passed.", ["65s | 65 | second"]),
        ("The highs were in the low 80s.", ["low 80s | 81..83 | "]),
        ("The fare rose by 3 to 9 cents.", ["3 to 9 cents | 3..9 | USD_cent"]),
        ("He ran 3 miles in May and 4 in June.", ["3 miles | 3 | mile", "4 | 4 | mile"]),
        ("He paid 3 dollars in May and 4 in all.", ["3 dollars | 3 | USD", "4 | 4 | "]),
    ],
)
def test_a_unit_that_is_not_said_again(text: str, wanted: list[str]) -> None:
    assert shown(text) == wanted
