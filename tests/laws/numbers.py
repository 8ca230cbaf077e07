"""Strategies of written numbers and units, each with the value, bounds and unit that it must be read as.

A family is one way of writing. ``FAMILIES`` names them all, and ``written()`` draws from any.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite, sampled_from

NBSP, NARROW, THIN, MINUS = "\u00a0", "\u202f", "\u2009", "\u2212"


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as an author writes it, and what it means."""

    text: str
    """Exactly the span that must be found."""
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    before: str = ""
    """Words directly before the span that its reading needs."""
    after: str = ""
    """Words directly after the span that its reading needs."""
    approximate: bool = False
    change: str | None = None

    @property
    def phrase(self) -> str:
        """The span with the words around it."""
        return self.before + self.text + self.after


def point(text: str, value: Decimal, unit: str = "", before: str = "", after: str = "") -> Written:
    """A figure without a spread."""
    return Written(text, value, value, unit, before, after)


def divided(one: int, other: int) -> Decimal:
    """A quotient with 28 significant digits."""
    return Context(prec=28).divide(Decimal(one), Decimal(other))


# Digits

SMALL = st.integers(2, 999)
TENTHS = st.builds(lambda n: Decimal(n) / 10, st.integers(11, 999))


@composite
def plain_numbers(draw: DrawFn) -> tuple[str, Decimal]:
    """``12``, ``4.5``, ``12,500``: the commonest ways, with the value."""
    match draw(st.integers(0, 2)):
        case 0:
            number = draw(SMALL)
            return str(number), Decimal(number)
        case 1:
            tenths = draw(TENTHS)
            return f"{tenths:f}", tenths
        case _:
            number = draw(st.integers(1000, 999_999_999))
            return f"{number:,}", Decimal(number)


short_numbers = st.one_of(st.builds(lambda n: (str(n), Decimal(n)), SMALL), st.builds(lambda d: (f"{d:f}", d), TENTHS))

NOUNS = ("GPUs", "nodes", "racks", "requests", "people", "parameters", "cranes", "houses", "servers")
nouns = st.builds(" ".__add__, sampled_from(NOUNS))


@composite
def counts(draw: DrawFn) -> Written:
    """``12 GPUs``, ``12,500 requests``."""
    number = draw(st.one_of(SMALL, st.integers(1000, 999_999_999)))
    return point(f"{number:,}", Decimal(number), after=draw(nouns))


@composite
def grouped(draw: DrawFn) -> Written:
    """``10,000``, ``816 000``, ``1'000``, ``1.234,56``."""
    number = draw(st.integers(10_000, 999_999_999))
    sign = draw(sampled_from([",", NBSP, NARROW, THIN, " ", "'", "’"]))
    return point(f"{number:,}".replace(",", sign), Decimal(number), after=draw(nouns))


@composite
def continental(draw: DrawFn) -> Written:
    """``1.234,56``: the two separators together show which is which."""
    whole, cents = draw(st.integers(1000, 99_999_999)), draw(st.integers(10, 99))
    text = f"{whole:,}".replace(",", ".") + f",{cents}"
    return point(f"€{text}", Decimal(f"{whole}.{cents}"), "EUR")


@composite
def powers(draw: DrawFn) -> Written:
    """``1e6``, ``2.4 x 10^9``, ``6.02×10²³``, ``.5``."""
    factor, exponent = draw(st.integers(11, 99)), draw(st.integers(3, 25))
    value = Decimal(factor).scaleb(exponent - 1)
    raised = str(exponent).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    shown = f"{factor / 10}"
    return draw(
        sampled_from(
            [
                point(f"{factor}e{exponent}", Decimal(factor).scaleb(exponent), after=" parameters"),
                point(f"{shown} x 10^{exponent}", value, after=" nodes"),
                point(f"{shown}×10{raised}", value, after=" requests"),
                point(f"{shown} × 10{raised}", value, after=" requests"),
                point(f".{factor} V", Decimal(factor) / 100, "volt"),
            ]
        )
    )


FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅝": (5, 8)}


@composite
def fractions(draw: DrawFn) -> Written:
    """``1/2``, ``2 1/2``, ``½``, ``2½``."""
    sign, (top, bottom) = draw(sampled_from(list(FRACTIONS.items())))
    whole = draw(st.integers(2, 40))
    mixed = divided(whole * bottom + top, bottom)
    return draw(
        sampled_from(
            [
                point(f"{top}/{bottom}", divided(top, bottom), after=" of the voters"),
                point(sign, divided(top, bottom), after=" of the voters"),
                point(f"{whole} {top}/{bottom} inches", mixed, "inch"),
                point(f"{whole}{sign} hours", mixed, "hour"),
            ]
        )
    )


@composite
def signed(draw: DrawFn) -> Written:
    """``-5%``, ``+3.2%``: a written sign stays in the value."""
    text, value = draw(short_numbers)
    sign = draw(sampled_from(["-", MINUS, "+"]))
    if sign == "+":
        return replace(point(f"+{text}%", value, "percent"), change="up")
    return replace(point(f"{sign}{text}%", -value, "percent"), change="down")


OTHER_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９")


@composite
def other_digits(draw: DrawFn) -> Written:
    """Digits of other scripts are what they are."""
    number, digits = draw(st.integers(11, 999)), draw(sampled_from(OTHER_DIGITS))
    return point("".join(digits[int(d)] for d in str(number)), Decimal(number), after=draw(nouns))


# Number words

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))


def spell(number: int) -> str:
    """The English words of a whole number from 1.

    >>> spell(105), spell(2_000_025)
    ('one hundred and five', 'two million and twenty-five')
    """
    for size, name in SCALES:
        if number >= size:
            rest = number % size
            head = f"{spell(number // size)} {name}"
            return head if not rest else f"{head}{' and ' if rest < 100 else ' '}{spell(rest)}"
    if number < 20:
        return UNITS[number]
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


@composite
def number_words(draw: DrawFn) -> Written:
    """``three million``, ``twenty-five``, ``one hundred and five``."""
    number = draw(
        st.one_of(
            st.integers(2, 120),
            st.integers(100, 99_999),
            st.builds(lambda n, scale: n * scale, st.integers(2, 99), sampled_from([1000, 10**6, 10**9, 10**12])),
        )
    )
    return point(spell(number), Decimal(number), after=draw(nouns))


WORDED = (
    point("half a million", Decimal(500_000), after=" people"),
    point("a dozen", Decimal(12), after=" cranes"),
    point("two dozen", Decimal(24), after=" cranes"),
    point("two-thirds", divided(2, 3), after=" of the voters"),
    point("three quarters", Decimal("0.75"), after=" of the voters"),
    point("three-quarters", Decimal("0.75"), after=" of the voters"),
    point("a quarter", Decimal("0.25"), after=" of the voters"),
    point("a third", divided(1, 3), after=" of the voters"),
    point("half", Decimal("0.5"), after=" of the voters"),
    point("eight of 10", Decimal("0.8"), after=" voters"),
    point("one in five", Decimal("0.2"), after=" voters"),
    point("1 out of 10", Decimal("0.1"), after=" voters"),
    point("a million", Decimal(10**6), after=" people"),
    point("a hundred", Decimal(100), after=" people"),
)
worded = sampled_from(WORDED)

VAGUE = {
    "dozens": (24, None),
    "hundreds": (100, None),
    "thousands": (1000, None),
    "millions": (10**6, None),
    "billions": (10**9, None),
    "trillions": (10**12, None),
    "tens of thousands": (10**4, 10**5),
    "hundreds of thousands": (10**5, 10**6),
    "tens of millions": (10**7, 10**8),
    "hundreds of millions": (10**8, 10**9),
    "tens of billions": (10**10, 10**11),
    "hundreds of billions": (10**11, 10**12),
}


@composite
def vague(draw: DrawFn) -> Written:
    """``tens of thousands of GPUs``, ``hundreds of millions of dollars``, ``multi-billion dollar``."""
    words, (low, high) = draw(sampled_from(list(VAGUE.items())))
    top = None if high is None else Decimal(high)
    multi = draw(sampled_from([("million", 10**6), ("billion", 10**9), ("trillion", 10**12)]))
    return draw(
        sampled_from(
            [
                Written(words, Decimal(low), top, after=f" of {draw(sampled_from(NOUNS))}"),
                Written(f"{words} of dollars", Decimal(low), top, "USD"),
                Written(f"multi-{multi[0]} dollar", Decimal(multi[1]), None, "USD", before="a ", after=" contract"),
            ]
        )
    )


SINGLE = (
    Written("low single digits", Decimal(1), Decimal(3), before="in the "),
    Written("mid-single-digit", Decimal(4), Decimal(6), before="a ", after=" growth"),
    Written("high single digits", Decimal(7), Decimal(9), before="in the "),
    Written("double digits", Decimal(10), Decimal(99), before="in "),
    Written("single digits", Decimal(1), Decimal(9), before="in "),
)
single_digits = sampled_from(SINGLE)

# Scale and money

SUFFIXES = {"K": 3, "M": 6, "B": 9, "T": 12}
WORD_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
MONEY_SUFFIXES = {"K": 3, "k": 3, "M": 6, "m": 6, "mn": 6, "mm": 6, "B": 9, "bn": 9, "T": 12, "tn": 12}
SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "US$": "USD",
    "HK$": "HKD",
    "C$": "CAD",
    "A$": "AUD",
}
CODES = ("USD", "EUR", "GBP", "JPY", "CHF", "CAD", "INR")
CURRENCY_WORDS = {"dollars": "USD", "euros": "EUR", "yen": "JPY", "Swiss francs": "CHF"}


@composite
def scaled_counts(draw: DrawFn) -> Written:
    """``2M tokens``, ``70B parameters``."""
    text, value = draw(short_numbers)
    suffix, exponent = draw(sampled_from(list(SUFFIXES.items())))
    if draw(st.booleans()):
        return point(f"{text}{suffix} tokens", value.scaleb(exponent), "token")
    return point(f"{text}{suffix}", value.scaleb(exponent), after=" parameters")


@composite
def worded_scales(draw: DrawFn) -> Written:
    """``4.2 million people``, ``3 crore``."""
    text, value = draw(short_numbers)
    word, exponent = draw(sampled_from([*WORD_SCALES.items(), ("lakh", 5), ("crore", 7)]))
    return point(f"{text} {word}", value.scaleb(exponent), after=" people")


@composite
def money(draw: DrawFn) -> Written:
    """``$50B``, ``US$5``, ``5 USD``, ``€1.2m``, ``C$16.4 million``, ``25 cents``."""
    text, value = draw(short_numbers)
    sign, unit = draw(sampled_from(list(SIGNS.items())))
    word, worded = draw(sampled_from(list(WORD_SCALES.items())))
    suffix, exponent = draw(sampled_from(list(MONEY_SUFFIXES.items())))
    code, (name, named) = draw(sampled_from(CODES)), draw(sampled_from(list(CURRENCY_WORDS.items())))
    grouped_text, grouped_value = draw(plain_numbers())
    return draw(
        sampled_from(
            [
                point(f"{sign}{grouped_text}", grouped_value, unit),
                point(f"{sign}{text}{suffix}", value.scaleb(exponent), unit),
                point(f"{sign}{text} {word}", value.scaleb(worded), unit),
                point(f"{sign}{text} bn", value.scaleb(9), unit),
                point(f"{text} {code}", value, code),
                point(f"{code} {text}", value, code),
                point(f"{text} {word} {name}", value.scaleb(worded), named),
                point(f"{text} {name}", value, named),
                point(f"{text} cents", value, "USD_cent"),
            ]
        )
    )


# Units: as written, and as the registry spells them

SYMBOLS = {
    "GB": "gigabyte",
    "MB": "megabyte",
    "TB": "terabyte",
    "GiB": "gibibyte",
    "Gbps": "gigabit / second",
    "Mbps": "megabit / second",
    "GB/s": "gigabyte / second",
    "TB/s": "terabyte / second",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "kWh": "kilowatt * hour",
    "TWh": "terawatt * hour",
    "ms": "millisecond",
    "km": "kilometer",
    "cm": "centimeter",
    "kg": "kilogram",
    "GHz": "gigahertz",
    "V": "volt",
    "km/h": "kilometer / hour",
    "mph": "mile / hour",
    "%": "percent",
    "°C": "degree_Celsius",
    "°F": "degree_Fahrenheit",
    "RPM": "1 / minute",
    "QPS": "1 / second",
}
WORDS = {
    "gigabytes": "gigabyte",
    "megawatts": "megawatt",
    "terawatt-hours": "terawatt * hour",
    "kilowatt-hours": "kilowatt * hour",
    "milliseconds": "millisecond",
    "seconds": "second",
    "minutes": "minute",
    "hours": "hour",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "miles": "mile",
    "feet": "foot",
    "meters": "meter",
    "kilometres": "kilometer",
    "tonnes": "metric_ton",
    "percent": "percent",
    "per cent": "percent",
    "percentage points": "percentage_point",
    "basis points": "basis_point",
    "tokens": "token",
    "miles per hour": "mile / hour",
    "miles per gallon": "mile / gallon",
    "tokens per second": "token / second",
    "degrees Celsius": "degree_Celsius",
    "pound-feet": "pound_force * foot",
}


@composite
def symbols(draw: DrawFn) -> Written:
    """``400 W``, ``128GB``, ``200Gbps``, ``90%``."""
    text, value = draw(short_numbers)
    symbol, unit = draw(sampled_from(list(SYMBOLS.items())))
    gap = "" if symbol == "%" else draw(sampled_from(["", " ", NBSP]))
    return point(f"{text}{gap}{symbol}", value, unit)


@composite
def unit_words(draw: DrawFn) -> Written:
    """``18 months``, ``30 miles per gallon``."""
    text, value = draw(plain_numbers())
    word, unit = draw(sampled_from(list(WORDS.items())))
    return point(f"{text} {word}", value, unit)


@composite
def durations(draw: DrawFn) -> Written:
    """``7 minutes and 27 seconds`` in the smallest unit; ``5 m tall``; ages."""
    big, small = draw(st.integers(2, 40)), draw(st.integers(2, 40))
    return draw(
        sampled_from(
            [
                point(f"{big} minutes and {small} seconds", Decimal(big * 60 + small), "second"),
                point(f"{big} hours and {small} minutes", Decimal(big * 60 + small), "minute"),
                point(f"{big} m", Decimal(big), "meter", after=" tall"),
                point(f"{big} years old", Decimal(big), "year"),
            ]
        )
    )


RATES = {
    "/M tokens": "(1e6 * token)",
    "/M Tokens": "(1e6 * token)",
    " per million tokens": "(1e6 * token)",
    " per 1M tokens": "(1e6 * token)",
    "/1M tokens": "(1e6 * token)",
    "/hr": "hour",
    "/hour": "hour",
    " per hour": "hour",
    " an hour": "hour",
    "/month": "month",
    " a month": "month",
    " per year": "year",
    " annually": "year",
    " per share": "share",
    " per GPU": "GPU",
    "/kWh": "(kilowatt * hour)",
}


@composite
def prices(draw: DrawFn) -> Written:
    """``$15/M tokens``, ``$4/hr``, ``77.65$ an hour``."""
    text, value = draw(short_numbers)
    rate, per = draw(sampled_from(list(RATES.items())))
    if rate in (" an hour", "/hr") and draw(st.booleans()):
        return point(f"{text}$ an hour", value, "USD / hour")
    sign, unit = draw(sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP")]))
    return point(f"{sign}{text}{rate}", value, f"{unit} / {per}")


@composite
def per_units(draw: DrawFn) -> Written:
    """``400Gbps per GPU``, ``300 W per GPU``, ``12 GB per hour``."""
    text, value = draw(short_numbers)
    symbol, unit = draw(
        sampled_from([(s, u) for s, u in SYMBOLS.items() if s in ("GB", "Gbps", "MW", "W", "kWh", "TB")])
    )
    rate, per = draw(
        sampled_from([(" per GPU", "GPU"), (" per hour", "hour"), ("/day", "day"), (" per token", "token")])
    )
    gap = draw(sampled_from(["", " "]))
    return point(f"{text}{gap}{symbol}{rate}", value, f"{unit} / {per}")


# Spreads

DASHES = ("-", "–", " - ", " to ")


@composite
def two_numbers(draw: DrawFn) -> tuple[int, int]:
    """A small number and a greater one."""
    low = draw(st.integers(2, 400))
    return low, low + draw(st.integers(1, 500))


@composite
def ranges(draw: DrawFn) -> Written:
    """``200-400 Gbps``, ``20 to 50 ms``, ``50 percent to 80 percent``, ``between 20 and 50 ms``."""
    low, high = draw(two_numbers())
    symbol, unit = draw(sampled_from([(s, u) for s, u in SYMBOLS.items() if "°" not in s and s not in ("RPM", "QPS")]))
    gap = "" if symbol == "%" else " "
    ends = Decimal(low), Decimal(high)
    dash = draw(sampled_from(DASHES))
    return draw(
        sampled_from(
            [
                Written(f"{low}{dash}{high}{gap}{symbol}", *ends, unit),
                Written(f"{low}{gap}{symbol} to {high}{gap}{symbol}", *ends, unit),
                Written(f"{low} and {high}{gap}{symbol}", *ends, unit, before="between "),
                Written(f"{low}{gap}{symbol} and {high}{gap}{symbol}", *ends, unit, before="between "),
                Written(f"{low}{gap}{symbol} to as much as {high}{gap}{symbol}", *ends, unit, before="from "),
                Written(f"{low}{dash}{high}", *ends, after=draw(nouns)),
            ]
        )
    )


@composite
def scaled_ranges(draw: DrawFn) -> Written:
    """``200K-1M tokens``, ``$175-185 billion``, ``between $26.5 billion and $29 billion``."""
    low, high = draw(two_numbers())
    word, exponent = draw(sampled_from(list(WORD_SCALES.items())))
    ends = Decimal(low).scaleb(exponent), Decimal(high).scaleb(exponent)
    dash = draw(sampled_from(["-", "–", " to "]))
    return draw(
        sampled_from(
            [
                Written(f"{low}K{dash}{high}M tokens", Decimal(low).scaleb(3), Decimal(high).scaleb(6), "token"),
                Written(f"${low}{dash}{high} {word}", *ends, "USD"),
                Written(f"${low} {word} and ${high} {word}", *ends, "USD", before="between "),
                Written(f"${low} and ${high} {word}", *ends, "USD", before="between "),
                Written(f"${low}B{dash}${high}B", Decimal(low).scaleb(9), Decimal(high).scaleb(9), "USD"),
                Written(f"${low}{dash}${high}", Decimal(low), Decimal(high), "USD"),
            ]
        )
    )


@composite
def tolerances(draw: DrawFn) -> Written:
    """``12.9 ± 0.1 V``."""
    middle, off = draw(TENTHS), Decimal(draw(st.integers(1, 9))) / 10
    between = draw(sampled_from([" ± ", "±", " +/- "]))
    return Written(f"{middle:f}{between}{off:f} V", middle - off, middle + off, "volt")


FLOORS = ("at least", "more than", "over", "no less than")
TOPS = ("up to", "at most", "less than", "no more than", "under")


@composite
def bounds(draw: DrawFn) -> Written:
    """``10,000+``, ``up to 40%``, ``≥ 5%``: one end open."""
    text, value = draw(short_numbers)
    number = draw(st.integers(1000, 999_999))
    sign = draw(sampled_from([">", "≥"]))
    below = draw(sampled_from(["<", "≤"]))
    return draw(
        sampled_from(
            [
                Written(f"{number:,}+", Decimal(number), None, after=draw(nouns)),
                Written(f"{text}%", value, None, "percent", before=f"{draw(sampled_from(FLOORS))} "),
                Written(f"{text}%", None, value, "percent", before=f"{draw(sampled_from(TOPS))} "),
                Written(f"{sign}{text}%", value, None, "percent"),
                Written(f"{below}{text}%", None, value, "percent"),
                Written(f"{number:,}", None, Decimal(number), before="fewer than ", after=" people"),
                Written(f"{text} weeks", value, None, "week", after=" or more"),
            ]
        )
    )


@composite
def approximate(draw: DrawFn) -> Written:
    """``about 5%``, ``~$145B``, ``some 400 people``."""
    text, value = draw(short_numbers)
    number = draw(st.integers(20, 900))
    word = draw(sampled_from(["about", "nearly", "roughly", "approximately", "around"]))
    plain = draw(
        sampled_from(
            [
                point(f"{text}%", value, "percent", before=f"{word} "),
                point(f"~{text}%", value, "percent"),
                point(f"~${text}B", value.scaleb(9), "USD"),
                point(f"{number}", Decimal(number), before="some ", after=" people"),
            ]
        )
    )
    return replace(plain, approximate=True)


@composite
def changes(draw: DrawFn) -> Written:
    """``up 30%``, ``a fall of 2.1%``, ``a 40% drop``."""
    text, value = draw(short_numbers)
    plain = point(f"{text}%", value, "percent")
    return draw(
        sampled_from(
            [
                replace(plain, before="sales that were up ", change="up"),
                replace(plain, before="sales that were down ", change="down"),
                replace(plain, before="a fall of ", change="down"),
                replace(plain, before="an increase of ", change="up"),
                replace(plain, before="a ", after=" drop", change="down"),
                replace(plain, before="a ", after=" increase", change="up"),
            ]
        )
    )


@composite
def factors(draw: DrawFn) -> Written:
    """``3x``, ``10-fold``, ``threefold``, ``twice``, ``3:1``."""
    number, other = draw(st.integers(2, 12)), draw(sampled_from([1, 2, 4, 5]))
    return draw(
        sampled_from(
            [
                point(f"{number}x", Decimal(number), after=" faster"),
                point(f"{number}-fold", Decimal(number), before="a ", after=" gain"),
                point(f"{UNITS[number]}fold", Decimal(number), before="a ", after=" gain"),
                point("twice", Decimal(2), after=" the width of the road"),
                point(f"{number}:{other}", divided(number, other), before="a ratio of "),
            ]
        )
    )


FAMILIES: dict[str, SearchStrategy[Written]] = {
    "counts": counts(),
    "grouped": grouped(),
    "continental": continental(),
    "powers": powers(),
    "fractions": fractions(),
    "signed": signed(),
    "other digits": other_digits(),
    "number words": number_words(),
    "worded": worded,
    "vague": vague(),
    "single digits": single_digits,
    "scaled counts": scaled_counts(),
    "worded scales": worded_scales(),
    "money": money(),
    "symbols": symbols(),
    "unit words": unit_words(),
    "durations": durations(),
    "prices": prices(),
    "per units": per_units(),
    "ranges": ranges(),
    "scaled ranges": scaled_ranges(),
    "tolerances": tolerances(),
    "bounds": bounds(),
    "approximate": approximate(),
    "changes": changes(),
    "factors": factors(),
}

COMMON = (
    "counts",
    "number words",
    "scaled counts",
    "money",
    "symbols",
    "unit words",
    "prices",
    "ranges",
    "vague",
    "bounds",
)


def written() -> SearchStrategy[Written]:
    """A figure of any family."""
    return st.one_of(*FAMILIES.values())


def common() -> SearchStrategy[Written]:
    """A figure of the commonest families, for laws that are not about numbers."""
    return st.one_of(*(FAMILIES[name] for name in COMMON))


@composite
def simple(draw: DrawFn) -> Written:
    """A figure that cannot be misread, for laws about words and not about numbers."""
    number = draw(st.integers(11, 899))
    text, unit, after = draw(
        sampled_from([("{}%", "percent", ""), ("{} W", "watt", ""), ("${}", "USD", ""), ("{}", "", " servers")])
    )
    return point(text.format(number), Decimal(number), unit, after=after)
