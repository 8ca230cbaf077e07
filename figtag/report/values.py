"""The normalised value of a figure as a reader is shown it: number, scale and unit.

What a unit is called stands in the unit rows; nothing here needs the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

from figtag.labels import Change, Role
from figtag.report.words import clean
from figtag.tables import Tables, load_tables

if TYPE_CHECKING:
    from figtag.records import Mention

SCALES = {"1e3": "1K", "1e6": "1M", "1e9": "1B", "1e12": "1T"}
SCALE_WORDS = ((12, " trillion"), (9, " billion"), (6, " million"))
ARROWS = {Change.UP: "↑ ", Change.DOWN: "↓ "}
POWERS = {"2": "square {}", "3": "cubic {}"}
FACTOR = " ×"
"""Behind a number of times."""

EXACT = Context(prec=2000)
"""More digits than any figure has, so that nothing is rounded."""
_SHORT = Context(prec=6)
_LONGEST_FRACTION = 12
_LONGEST_NUMBER = 18
_ENDLESS = 28
"""A fraction that does not terminate has so many digits."""
_FEW = Decimal("1e-4")
"""A fraction in words gets its decimal beside it when that needs no smaller place."""


def value(mention: Mention) -> str:
    """The normalised value and unit of a figure; empty for what is no figure.

    A range is written with a dash, with "to" where a bound is negative, and an open bound as ``≥`` or ``≤``.

    >>> import figtag
    >>> text = "It takes 14 days, not 1 day: 19 cents a litre, or 3.5 to 4 times as much."
    >>> [value(figure) for figure in figtag.audit_text(text).figures]
    ['14 days', '1 day', '19 cents / liter', '3.5–4 ×']
    """
    low, high = mention.low, mention.high
    if mention.role is not Role.FIGURE:
        return ""
    if low is None and high is None:
        return "?"
    sign = "" if mention.change is None else ARROWS[mention.change]
    if low is None or high is None:
        sign += "≤ " if low is None else "≥ "
    if mention.approximate:
        sign += "~"
    bounds = [bound for bound in (low, high) if bound is not None]
    if low == high:
        bounds.pop()
    return sign + (_fraction(mention, bounds) or _number_and_unit(mention, bounds))


def _number_and_unit(mention: Mention, bounds: list[Decimal]) -> str:
    above, *below = mention.unit.split(" / ") if mention.unit else ("1",)
    times, _ = _factors(above)
    bounds = [EXACT.multiply(bound, times) for bound in bounds]
    scale, word = _scale(bounds)
    ends = [number(bound.scaleb(-scale, EXACT)) for bound in bounds]
    if not word and above in _currencies(load_tables()):
        ends = [f"{end}0" if end[-2:-1] == "." else end for end in ends]
    text = (" to " if any(end.startswith("−") for end in ends) else "–").join(ends) + word
    if not mention.unit:
        return text if mention.unit_text is None else text + FACTOR
    several = len(bounds) > 1 or abs(bounds[0]) != 1
    name = product(above, several=several)
    if name:
        text += name if len(name) == 1 and not name.isalnum() else f" {name}"
    return " / ".join([text, *map(_denominator, below)])


def _fraction(mention: Mention, bounds: list[Decimal]) -> str:
    """A fraction as it is written, when its decimal would say less; empty for any other number.

    >>> import figtag
    >>> text = "A third of homes pay, 9 of 60 shops do, half of farms and 0.25 of the rest."
    >>> [value(figure) for figure in figtag.audit_text(text).figures]
    ['A third', '9 of 60 (0.15)', 'half (0.5)', '0.25']
    """
    written = clean(mention.shown)
    if "." in written:
        return ""
    if any(len(bound.as_tuple().digits) >= _ENDLESS for bound in bounds):
        return written
    if mention.unit or mention.unit_text is not None or len(bounds) > 1 or not 0 < abs(bounds[0]) < 1:
        return ""
    return f"{written} ({number(bounds[0])})" if bounds[0] % _FEW == 0 else written


def number(value: Decimal) -> str:
    """A decimal as people read it: digits in groups, long fractions cut, very long numbers with an exponent.

    >>> number(Decimal("1.50E+4")), number(Decimal(-1) / 3), number(Decimal("1E+21"))
    ('15,000', '−0.333333…', '1e21')
    """
    sign, value = "−" if value < 0 else "", abs(value)
    exponent = value.adjusted()
    if value and not -_LONGEST_NUMBER < exponent < _LONGEST_NUMBER:
        digits = value.normalize(_SHORT).as_tuple().digits
        mantissa = str(digits[0]) + ("." + "".join(map(str, digits[1:])) if len(digits) > 1 else "")
        return f"{sign}{mantissa}e{exponent}"
    text = f"{value:,f}"
    whole, point, fraction = text.partition(".")
    if len(fraction) > _LONGEST_FRACTION:
        short = f"{_SHORT.plus(value):,f}"
        return sign + short + ("…" if Decimal(short.replace(",", "")) != value else "")
    fraction = fraction.rstrip("0")
    return sign + whole + (point + fraction if fraction else "")


def _scale(bounds: list[Decimal]) -> tuple[int, str]:
    """The power of ten that makes large bounds short, and its word; every bound must stay exact in six digits.

    >>> _scale([Decimal("5.2E+10"), Decimal("5.4E+10")]), _scale([Decimal(1_234_567)]), _scale([Decimal(10_000)])
    ((9, ' billion'), (0, ''), (0, ''))
    """
    for scale, word in SCALE_WORDS:
        short = [bound.scaleb(-scale, EXACT) for bound in bounds]
        if all(1 <= abs(bound) < 10_000 and bound == bound.normalize(_SHORT) for bound in short):
            return scale, word
    return 0, ""


def product(expression: str, *, several: bool) -> str:
    """A product of units in words, the last of them in the plural for several; numbers in it are left out.

    >>> product("person * hour", several=True), product("foot ** 2", several=True), product("megawatt", several=False)
    ('person hours', 'square feet', 'megawatt')
    """
    _, units = _factors(expression)
    return " ".join(_unit(unit, several=several and unit is units[-1]) for unit in units)


def _denominator(expression: str) -> str:
    """
    >>> _denominator("second"), _denominator("(1e6 * token)"), _denominator("1e6"), _denominator("(1e5 * person)")
    ('second', '1M tokens', '1M', '100,000 people')
    """
    times, _ = _factors(expression)
    name = product(expression, several=times != 1)
    if times == 1:
        return name
    count = next((short for scale, short in SCALES.items() if Decimal(scale) == times), number(times))
    return f"{count} {name}".rstrip()


def _factors(expression: str) -> tuple[Decimal, list[str]]:
    """The numbers of a product multiplied, and its units."""
    times, units = Decimal(1), []
    for factor in expression.strip("()").split(" * "):
        if factor[0].isdecimal():
            times *= Decimal(factor)
        else:
            units.append(factor)
    return times, units


def _unit(factor: str, *, several: bool) -> str:
    base, _, power = factor.partition(" ** ")
    base = base.removeprefix("delta_")
    name = _names(load_tables()).get(base, (base.replace("_", " "),))[-1 if several else 0]
    return POWERS.get(power, "{}" + f"^{power}" * bool(power)).format(name)


@cache
def _names(tables: Tables) -> dict[str, tuple[str, ...]]:
    """What one and several of a unit are called, by its name in the registry."""
    names: dict[str, tuple[str, ...]] = {}
    for row in tables.units:
        if row.shown:
            names[row.unit] = row.shown
        elif row.unit not in names:
            regular = _regular(row.unit, row.words)
            if regular:
                names[row.unit] = regular
    prefixes = [(row.say[0], row.value.split()[0]) for row in tables.words.get("unit-prefix", ())]
    for row in tables.units:
        for prefix, sign in prefixes:
            if sign in row.prefixes and row.unit in names:
                names.setdefault(prefix + row.unit, tuple(prefix + name for name in names[row.unit]))
    return names


@cache
def _currencies(tables: Tables) -> frozenset[str]:
    """The currencies, whose fractions have two digits; their cents and pence, which are named themselves, have not."""
    named = {row.unit for row in tables.units if row.shown}
    return frozenset(row.unit for row in tables.units if row.kind == "currency" and row.unit not in named)


def _regular(unit: str, words: Iterable[str]) -> tuple[str, ...]:
    """The two forms of a unit whose words hold the plural in "s".

    >>> _regular("watt_hour", ("watt hour", "watt hours")), _regular("hertz", ("hertz", "hz"))
    (('watt hour', 'watt hours'), ())
    """
    plural = f"{unit}s".replace("_", " ").casefold()
    for word in words:
        if word.casefold().replace("-", " ") == plural:
            return word[:-1], word
    return ()
