"""Numbers written in digits, read from the place where they begin."""

from __future__ import annotations

import unicodedata
from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

import regex
from msgspec import Struct

from figtag.patterns import lazy_regex

MOST_DIGITS = 1000
"""A number with more digits has no value that figtag reports."""
MOST_POWER = 100
"""Nor has one beyond ten to this power, or below its inverse."""

_EXACT = Context(prec=2 * MOST_DIGITS + 100, Emax=999999, Emin=-999999, traps=[InvalidOperation, Overflow])
_TERMINATING = Context(prec=_EXACT.prec, Emax=999999, Emin=-999999, traps=[InvalidOperation, Overflow, Inexact])
_SHORT = Context(prec=28, Emax=999999, Emin=-999999, traps=[InvalidOperation, DivisionByZero, Overflow])

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_MINUS = str.maketrans({"−": "-", "–": "-"})

_LONGEST_RUN = 15
"""So many digits in a row are reported in any case."""
_GOES_ON = frozenset("eEx×*·⋅✕^/⁄'’٬٫−⁺⁻")
"""Signs right behind digits with which their number may go on, beside numeric ones."""
_PARTS = frozenset(".,-")
"""Signs with which it goes on where a digit is next."""
_APART = frozenset("x×*·⋅✕")
"""What makes a power of ten one blank behind digits."""
# 12,34,567.8   1 234 567   1'234   1.234,56   12   .5
_DIGITS = lazy_regex(
    r"""
    (?: (?P<whole> \d{1,3}(?:[,٬]\d{3})+(?!\d)
                 | \d{1,2}(?:,\d{2})+,\d{3}(?!\d)
                 | \d{1,3}(?:['’]\d{3})+(?!\d)
                 | [1-9]\d{0,2}(?:\ \d{3})+(?![\d\p{L}]|[.,]\d{1,2}\d?\ )
                 | \d{1,3}(?:\.\d{3})+(?=,\d)
                 | \d{1,3}(?:\.\d{3}){2,}(?![\d.])
                 | \d+ )
        (?: (?P<part>[.٫]\d+) | (?<=\.\d\d\d)(?P<part>,\d+) )?
      | (?P<part>\.\d+) )
    """,
    regex.VERBOSE,
)
# 12,5 % and € 3,50: a comma is the decimal sign only where a sign shows that two digits are no list
_COMMA = lazy_regex(r"(\d{1,3}),(\d{1,2})(?=\ ?[%€])")
_AFTER_EURO = lazy_regex(r"(\d{1,3}),(\d{2})(?![\d,])")
# 1e6   3.2E-5
_E = lazy_regex(r"[eE](?P<power>[+\-−]?\d{1,7})(?!\d)")
# x 10^9   ×10²³   x10-3
_TIMES_TEN = lazy_regex(
    r"""\ ?[x×*·⋅✕]\ ?10
    (?: (?:\^|\*\*)\{?(?P<power>[+\-−–]?\d{1,7})(?!\d)\}?
      | (?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
      | (?P<power>[\-−–]\d{1,2})(?![\d.,]) )""",
    regex.VERBOSE,
)
_POWER = lazy_regex(
    r"(?:\^|\*\*)\{?(?P<power>[+\-−]?\d{1,7})(?!\d)\}?|(?P<power>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=10)(?P<power>−[1-9])(?![\d.,])"
)
# 3/4   ⁄
_SLASH = lazy_regex(r"[/⁄](?P<under>\d{1,4})(?!\w|[/.,:\-]\d)")
_MIXED = lazy_regex(r"[\ -](?P<over>\d{1,2})[/⁄](?P<under>\d{1,3})(?![\d]|[/.,]\d)")
_VULGAR = lazy_regex(r"\ ?([¼-¾⅐-⅞↉])")
_SLASHES = "/⁄"
_RAISING = frozenset("^*⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹−")


class Numeral(Struct, frozen=True, gc=False):
    """A number in digits."""

    end: int
    value: Decimal | None
    """None when it is too large or too small to be reported."""
    whole: bool
    """True for plain digits: no decimals, power or fraction."""


def times(first: Decimal, second: Decimal) -> Decimal:
    """The exact product."""
    return _EXACT.multiply(first, second)


def plus(first: Decimal, second: Decimal) -> Decimal:
    """The exact sum."""
    return _EXACT.add(first, second)


def over(first: Decimal, second: Decimal) -> Decimal:
    """The quotient: exact when it terminates, else with 28 digits.

    >>> over(Decimal(1), Decimal(8)), over(Decimal(1), Decimal(3))
    (Decimal('0.125'), Decimal('0.3333333333333333333333333333'))
    """
    try:
        return _TERMINATING.divide(first, second)
    except Inexact:
        return _SHORT.divide(first, second)


def is_reported(value: Decimal) -> bool:
    """True for a number of at most 1,000 digits between 10^-100 and 10^100.

    >>> is_reported(Decimal("1e100")), is_reported(Decimal("1e101"))
    (True, False)
    """
    if value.is_finite() and -MOST_POWER <= value.adjusted() < MOST_POWER and len(str(value)) <= MOST_DIGITS:
        return True
    if not value:
        return True
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return False
    size = value.adjusted()
    bounded = -MOST_POWER <= size < MOST_POWER or (
        size == MOST_POWER and set(digits) <= {0, 1} and digits.count(1) == 1
    )
    return bounded and len(digits) <= MOST_DIGITS


def read_numeral(text: str, start: int, end: int, *, money: str | None = None) -> Numeral | None:
    """The number in digits that begins at ``start`` and ends before ``end``; ``money`` is a currency right before it.

    >>> read_numeral("12,34,567 of", 0, 12)
    Numeral(end=9, value=Decimal('1234567'), whole=True)
    >>> read_numeral("6.02×10²³", 0, 9).value
    Decimal('6.02E+23')
    >>> read_numeral("2½ feet", 0, 7).value
    Decimal('2.5')
    >>> read_numeral("none", 0, 4) is None
    True
    """
    sign = text[start]
    if not (sign.isdecimal() or sign == "."):
        fraction = vulgar(sign)
        return None if fraction is None else Numeral(start + 1, fraction, False)
    found = _DIGITS.match(text, start, end)
    if found is None:
        return None
    at = found.end()
    after = text[at] if at < end else ""
    if after == ",":
        short = _COMMA.match(text, start, end) or (_AFTER_EURO.match(text, start, end) if money == "EUR" else None)
        if short is not None:
            return Numeral(short.end(), Decimal(f"{short[1]}.{short[2]}"), False)
    whole, part = found["whole"] or "", found["part"] or ""
    if len(whole) + len(part) > MOST_DIGITS + MOST_DIGITS // 3:
        return Numeral(at, None, False)
    digits = whole if whole.isdecimal() else "".join(filter(str.isdecimal, whole))
    value = Decimal(f"{digits or '0'}.{part[1:]}" if part else digits)
    if after and not part and money is None:
        whole_and_part = _fraction(text, at, end, value)
        if whole_and_part is not None:
            return whole_and_part
    power = None
    if after in ("e", "E"):
        power = _E.match(text, at, end)
    elif after == " " or after in _APART:
        power = _TIMES_TEN.match(text, at, end)
    if power is not None:
        return Numeral(power.end(), _scaled(value, power["power"]), False)
    power = _POWER.match(text, at, end) if after in _RAISING else None
    if power is not None and ((digits in ("10", "2") and not part) or power.group()[0] in "^*"):
        return Numeral(power.end(), _raised(value, power["power"]), False)
    return Numeral(at, value if is_reported(value) else None, not part)


def plain_numeral(text: str, digits: str, at: int, end: int) -> Numeral | None:
    """The number of a run of digits that ends at ``at``; None where it may go on behind them, before ``end``.

    >>> plain_numeral("5 of 9", "5", 1, 6)
    Numeral(end=1, value=Decimal('5'), whole=True)
    >>> plain_numeral("5,000", "5", 1, 5) is None
    True
    """
    if len(digits) > _LONGEST_RUN or at > end or not digits.isdecimal():
        return None
    if at < end:
        sign, after = text[at], text[at + 1] if at + 1 < end else ""
        if sign == " ":
            if after in _APART or after.isnumeric():
                return None
        elif sign in _PARTS:
            if after.isnumeric():
                return None
        elif sign in _GOES_ON or sign.isnumeric():
            return None
    return Numeral(at, Decimal(digits), True)


def vulgar(sign: str) -> Decimal | None:
    """The value of a vulgar fraction such as ½, None for any other sign.

    >>> vulgar("¾"), vulgar("7") is None
    (Decimal('0.75'), True)
    """
    return mixed(Decimal(0), sign)


def mixed(whole: Decimal, sign: str) -> Decimal | None:
    """A whole number and a vulgar fraction, divided once so that all 28 digits are right.

    >>> mixed(Decimal(2), "⅓")
    Decimal('2.333333333333333333333333333')
    """
    parts = unicodedata.decomposition(sign).split()
    if not parts or parts[0] != "<fraction>":
        return None
    above, _, below = "".join(chr(int(part, 16)) for part in parts[1:]).partition("⁄")
    return over_whole(whole, Decimal(above), Decimal(below or 1))


def over_whole(whole: Decimal, above: Decimal, below: Decimal) -> Decimal:
    """A whole number and a fraction: ``2 1/3``."""
    return over(plus(times(whole, below), above), below)


def _fraction(text: str, at: int, end: int, whole: Decimal) -> Numeral | None:
    """What makes a whole number a fraction or a mixed number: ``/2``, `` 1/2``, ``½``."""
    sign, after = text[at], text[at + 1] if at + 1 < end else ""
    if sign.isnumeric() or (sign == " " and after.isnumeric()):
        part = _VULGAR.match(text, at, end)
        if part is not None:
            fraction = mixed(whole, part[1])
            return None if fraction is None else Numeral(part.end(), fraction, False)
    part = _MIXED.match(text, at, end) if sign in " -" and after.isdecimal() else None
    if part is not None and 0 < int(part["over"]) < int(part["under"]) <= 64:
        return Numeral(part.end(), over_whole(whole, Decimal(part["over"]), Decimal(part["under"])), False)
    slash = _SLASH.match(text, at, end) if sign in _SLASHES else None
    if slash is not None:
        under = Decimal(slash["under"])
        if under and whole < 10000 and (whole <= under <= 100 or under <= 16):
            return Numeral(slash.end(), over(whole, under), False)
    return None


def _scaled(value: Decimal, power: str) -> Decimal | None:
    shift = int(power.translate(_MINUS).translate(_RAISED))
    if abs(shift) > 10 * MOST_POWER:
        return None
    scaled = value.scaleb(shift, _EXACT)
    return scaled if is_reported(scaled) else None


def _raised(base: Decimal, power: str) -> Decimal | None:
    exponent = int(power.translate(_MINUS).translate(_RAISED))
    if abs(exponent) > 10 * MOST_POWER or base > 10**6 or len(base.as_tuple().digits) > 9 or not (base or exponent > 0):
        return None
    raised = _EXACT.power(base, abs(exponent))
    if exponent < 0:
        raised = over(Decimal(1), raised)
    return raised if is_reported(raised) else None
