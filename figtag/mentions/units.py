"""A unit of measure where it stands in running text, with every denominator after it.

The forms that are read are those of the unit rows and no others: a symbol takes only the prefixes that its row lists,
and symbols join only by a sign (``/``, ``·``, an exponent) or a word (``per``, ``a``). What the small words of the
grammar mean is data too (family ``unit-grammar``).
"""

from __future__ import annotations

from msgspec import Struct

from figtag.mentions.unit_denominators import read_denominators, read_inverses
from figtag.mentions.unit_factors import MOST_PARTS, TIMES_SIGNS, Factor, after_scale, may_stand, read_factor
from figtag.mentions.unit_forms import COUNT, Index, unit_index
from figtag.mentions.unit_grammar import JOINTS, ends_word, past_joint, phrase_at
from figtag.span import Span
from figtag.tables import Tables

_OFFSET = ("degree_Celsius", "degree_Fahrenheit")
"""Units with an offset: in a composed unit they are differences."""


class UnitMatch(Struct, frozen=True, gc=False):
    """A unit that was read."""

    span: Span
    """The whole unit, its denominators included."""
    unit: str
    """The expression that the Pint registry parses."""
    kind: str
    """The kind of its first unit, as its row says it: ``currency``, ``percent``, ``time``, ``data`` and so on."""
    property: str | None = None
    """What its words say is measured (``age``)."""


def read_unit(text: str, pos: int, tables: Tables, *, money: bool = False) -> UnitMatch | None:
    """The longest unit that begins at ``pos``, with its denominators; with ``money``, only a currency.

    >>> from figtag.tables import load_tables
    >>> match = read_unit("400Gbps per GPU", 3, load_tables())
    >>> match.unit, match.kind, match.span
    ('gigabit / second / GPU', 'data-rate', Span(start=3, end=15))
    >>> read_unit("10 apples", 3, load_tables()) is None
    True
    """
    index = unit_index(tables)
    if text.startswith("- ", pos):
        pos += 2
    factor = read_factor(text, pos, index, first=True)
    if factor is not None and index.scaled:
        factor = after_scale(text, pos, factor, index)
    if factor is None or factor.kind == COUNT or (money and factor.kind != "currency"):
        return None
    over: list[str] = []
    if factor.form.symbol or factor.power < 0:
        parts, end = _product(text, factor, index, over)
    else:
        parts, end = [factor.unit], factor.end
    joined = end
    named = phrase_at(text, past_joint(text, end), index, "substance") if factor.kind == "mass" else None
    if named is not None:
        beyond = read_denominators(text, named[0], index, factor.kind, over)
        end = beyond if beyond > named[0] else end
    if end < len(text):
        end = read_denominators(text, end, index, factor.kind, over)
    if joined == factor.end and factor.power == 1 and not may_stand(text, pos, factor, end, index):
        return None
    if factor.kind == "time" and not over and not factor.form.symbol:
        found = phrase_at(text, past_joint(text, end), index, "property")
        if found is not None and ends_word(text, found[0]):
            return UnitMatch(Span(pos, found[0]), factor.unit, factor.kind, found[1])
    return UnitMatch(Span(pos, end), _expression(parts, over), factor.kind)


def read_denominator(text: str, pos: int, tables: Tables, *, kind: str = COUNT) -> UnitMatch | None:
    """The denominators that begin at ``pos`` (or after one blank there): what follows a counted noun or an amount.

    ``kind`` is that of what stands before; after a currency a bare ``/M`` is a denominator too. The unit is an
    expression that begins with ``1``; join it to another with :func:`divide`.

    >>> from figtag.tables import load_tables
    >>> read_denominator("requests per month", 8, load_tables()).unit
    '1 / month'
    >>> read_denominator("$15/M tokens", 3, load_tables(), kind="currency").unit
    '1 / (1e6 * token)'
    """
    over: list[str] = []
    index = unit_index(tables)
    end = read_denominators(text, pos, index, kind, over)
    if not over:
        end = read_inverses(text, pos, index, over)
    if not over:
        return None
    start = pos + 1 if text[pos] in JOINTS else pos
    return UnitMatch(Span(start, end), _expression([], over), kind)


def read_before(text: str, end: int, tables: Tables) -> UnitMatch | None:
    """A currency sign or code that ends at ``end``, or before one blank there.

    >>> from figtag.tables import load_tables
    >>> read_before("about US$5", 9, load_tables()).unit
    'USD'
    """
    if end > 1 and text[end - 1] == " ":
        end -= 1
    if end < 1:
        return None
    index = unit_index(tables)
    if text[end - 1] not in index.before_ends:
        return None
    before = index.before
    two, one = before.get(text[end - 2 : end]) if end > 1 else None, before.get(text[end - 1])
    for sign, form in (*(two or ()), *(one or ())):
        start = end - len(sign)
        if start < 0 or not text.startswith(sign, start):
            continue
        if start and sign[0].isalpha() and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
            continue
        return UnitMatch(Span(start, end), form.unit, form.kind)
    return None


def divide(unit: str, denominator: str) -> str:
    """A unit over the denominators of :func:`read_denominator`.

    >>> divide("USD", "1 / (1e6 * token)")
    'USD / (1e6 * token)'
    >>> divide("", "1 / month")
    '1 / month'
    """
    return _expression([unit] if unit else [], [denominator.removeprefix("1 / ")])


def every_unit(tables: Tables) -> frozenset[str]:
    """The unit of every form that can be read, prefixes applied: what units are composed of."""
    index = unit_index(tables)
    signs = (form.unit for group in (*index.symbols.values(), *index.before.values()) for _, form in group)
    return frozenset((*signs, *(form.unit for group in index.words.values() for _, form in group)))


def _product(text: str, first: Factor, index: Index, over: list[str]) -> tuple[list[str], int]:
    """The symbols that multiply the first (``N·m``, ``m s−1``): the units above the line, and the end."""
    parts = [first.unit]
    if first.power < 0:
        parts = []
        over.append(first.unit)
    end = first.end
    if not first.form.symbol:
        return parts, end
    while end + 1 < len(text) and len(parts) + len(over) < MOST_PARTS:
        sign = text[end]
        if sign not in TIMES_SIGNS and (
            sign not in " ." or not (text[end + 1].isalpha() or text[end + 1] in index.signs)
        ):
            break
        factor = read_factor(text, end + 1, index, first=False)
        if factor is None or factor.kind in (COUNT, "percent", "currency"):
            break
        if factor.power < 0:
            over.append(factor.unit)
        elif sign in TIMES_SIGNS and factor.form.symbol:
            parts.append(factor.unit)
        else:
            break
        end = factor.end
    return parts, end


def _expression(parts: list[str], over: list[str]) -> str:
    if over or len(parts) > 1:
        parts = [part.replace("degree_", "delta_degree_") if part in _OFFSET else part for part in parts]
        over = [part.replace("degree_", "delta_degree_") if part in _OFFSET else part for part in over]
    return " / ".join((" * ".join(parts) or "1", *over))
