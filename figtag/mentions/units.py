"""A unit of measure where it stands in running text, with every denominator after it.

The forms that are read are those of the unit rows and no others: a symbol takes only the prefixes that its row lists,
and symbols join only by a sign (``/``, ``·``, an exponent) or a word (``per``, ``a``). What the small words of the
grammar mean is data too (family ``unit-grammar``).
"""

from __future__ import annotations

from decimal import Decimal

import regex
from msgspec import Struct

from figtag.mentions.unit_forms import COUNT, Form, Index, token_at, unit_index
from figtag.patterns import lazy_regex
from figtag.span import Span
from figtag.tables import Tables
from figtag.tables.rows import Alone

MOST_PARTS = 6
"""A unit has at most so many parts above the line, and below it."""

_JOINTS = " -‐‑"
_TIMES_SIGNS = "·⋅∙*×"
_POWER = lazy_regex(
    r"(?:\^|\*\*)(?P<brace>\{)?(?P<sign>[-−]?)\ ?(?P<digit>[1-9])(?(brace)\})"
    r"|(?P<sign>⁻?)(?P<digit>[¹²³⁴⁵⁶⁷⁸⁹])"
    r"|(?P<sign>−)\ ?(?P<digit>[1-9])"
    r"|(?P<sign>-)(?P<digit>[1-4])"
    r"|(?P<digit>[23])"
)
_SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
_SIGNED = frozenset("²³⁻−^")
_POWER_SIGNS = frozenset("^*⁻¹²³⁴⁵⁶⁷⁸⁹−-23")
"""With which a power begins."""
_RAISED = str.maketrans(_SUPERSCRIPTS, "123456789")
_RAISED_LENGTH = {2: "area", 3: "volume"}
_INVERSE = lazy_regex(r"[^\W\d_]{1,4}[-−⁻]")
_INVERSE_SIGNS = frozenset("-−⁻")
_INVERSE_REACH = 5
_TEN_TO = lazy_regex(r"\^(?P<digit>[1-9])|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹])")
_NUMBER = lazy_regex(r"\d{1,3}(?:,\d{3}){1,5}|\d{1,18}(?:\.\d{1,6})?")


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


class _Factor(Struct, frozen=True, gc=False):
    """A unit with its power, as it was read."""

    end: int
    unit: str
    kind: str
    power: int
    form: Form


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
    factor = _factor(text, pos, index, first=True)
    if factor is not None and index.scaled:
        factor = _scaled(text, pos, factor, index)
    if factor is None or factor.kind == COUNT or (money and factor.kind != "currency"):
        return None
    over: list[str] = []
    if factor.form.symbol or factor.power < 0:
        parts, end = _product(text, factor, index, over)
    else:
        parts, end = [factor.unit], factor.end
    joined = end
    named = _grammar(text, _skip(text, end), index, "substance") if factor.kind == "mass" else None
    if named is not None:
        beyond = _denominators(text, named[0], index, factor.kind, over)
        end = beyond if beyond > named[0] else end
    if end < len(text):
        end = _denominators(text, end, index, factor.kind, over)
    if joined == factor.end and factor.power == 1 and not _stands(text, pos, factor, end, index):
        return None
    if factor.kind == "time" and not over and not factor.form.symbol:
        found = _grammar(text, _skip(text, end), index, "property")
        if found is not None and _ends(text, found[0]):
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
    end = _denominators(text, pos, index, kind, over)
    if not over:
        end = _inverses(text, pos, index, over)
    if not over:
        return None
    start = pos + 1 if text[pos] in _JOINTS else pos
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


def _inverses(text: str, pos: int, index: Index, over: list[str]) -> int:
    """Read units with a negative power into ``over``, the denominators of ``cells mL−1``; gives the end of the last."""
    end = pos
    while len(over) < MOST_PARTS:
        at = _skip(text, end)
        if _INVERSE_SIGNS.isdisjoint(text[at : at + _INVERSE_REACH]) or not _INVERSE.match(text, at):
            break
        factor = _factor(text, at, index, first=False)
        if factor is None or factor.power > 0 or not factor.form.symbol:
            break
        over.append(factor.unit)
        end = factor.end
    return end


# One unit with its power


def _factor(text: str, pos: int, index: Index, *, first: bool) -> _Factor | None:
    """A unit at ``pos`` with its power; ``first`` when nothing of the unit stands before it."""
    token = token_at(text, pos)
    if not token:
        return None
    raised = _said(text, pos, token, index.powers) if token.lower() in index.powers else None
    if raised is not None:
        inner = _form(text, _skip(text, raised[0]), index)
        if inner is not None and inner[1].kind == "length" and _ends(text, inner[0]):
            end, form = inner
            return _raise(end, form, int(raised[1]))
    best = _form_of(text, pos, token, index)
    if best is None:
        return None
    end, form = best
    power = 1
    signs = _POWER_SIGNS if form.symbol else _SIGNED
    found = _POWER.match(text, end) if text[end : end + 1] in signs else None
    if found is not None and _is_power(
        text, found, form, first=first and not _is_inverse(text, pos, found, form, index)
    ):
        power = int(found["digit"].translate(_RAISED))
        end = found.end()
        if found["sign"]:
            power = -power
    elif form.kind == "length" or (form.kind == "time" and not first):
        after = _grammar(text, end + 1, index, "raised") if text[end : end + 1] == " " else None
        if after is not None and _ends(text, after[0]):
            end, power = after[0], int(after[1])
    if not _ends(text, end):
        return None
    return _raise(end, form, power)


def _raise(end: int, form: Form, power: int) -> _Factor:
    kind = _RAISED_LENGTH.get(power, form.kind) if form.kind == "length" else form.kind
    size = abs(power)
    return _Factor(end, form.unit if size == 1 else f"{form.unit} ** {size}", kind, power, form)


def _is_power(text: str, found: regex.Match[str], form: Form, *, first: bool) -> bool:
    """True when the digit after a symbol is its exponent, not the next number or a footnote's mark."""
    after = text[found.end() : found.end() + 1]
    if after.isalnum() or (after in ".,-−–" and text[found.end() + 1 : found.end() + 2].isdigit()):
        return False
    mark = text[found.start()]
    if mark in "^*":
        return True
    if found["sign"] == "-":
        return not first
    if found["sign"]:
        return True
    if mark.isdecimal():
        return form.kind == "length" or (form.kind == "time" and not first)
    return form.kind == "length" or not first


def _is_inverse(text: str, pos: int, found: regex.Match[str], form: Form, index: Index) -> bool:
    """True for a length or time whose power has a hyphen for its minus (``1500 cm-1``), but no range (``1 m-2 m``)."""
    if found["sign"] != "-" or form.kind not in ("length", "time") or text[pos - 1 : pos] != " ":
        return False
    return _form(text, _skip(text, found.end()), index) is None


def _form(text: str, pos: int, index: Index) -> tuple[int, Form] | None:
    """The longest form at ``pos``: where it ends, and what it says. A symbol goes before a word of its length."""
    token = token_at(text, pos)
    return _form_of(text, pos, token, index) if token else None


def _form_of(text: str, pos: int, token: str, index: Index) -> tuple[int, Form] | None:
    """The longest form at ``pos`` that begins with a token."""
    best: tuple[int, Form] | None = None
    for symbol, form in index.symbols.get(token, ()):
        if text.startswith(symbol, pos):
            end = pos + len(symbol)
            if not (symbol[-1].isalpha() and text[end : end + 1].isalpha()):
                best = end, form
                break
    options = index.words.get(token.lower())
    if options is None:
        return best
    stop, second = pos + len(token), None
    for words, form in options:
        if len(words) > 1:
            second = _second(text, stop) if second is None else second
            if words[1][0] != second:
                continue
        end = _phrase(text, stop, words)
        if end > (best[0] if best else 0) and _ends(text, end):
            return end, form
    return best


def _stands(text: str, pos: int, factor: _Factor, end: int, index: Index) -> bool:
    """True when a form that is also a letter or a word may be a unit here."""
    alone = factor.form.alone
    if alone in (Alone.FREE, Alone.SCALED):
        return True
    spaced = pos > 0 and text[pos - 1] == " "
    if alone is Alone.SPACED:
        return spaced and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())
    over = end > factor.end and text[factor.end] == "/"
    if alone is Alone.NEVER:
        return over
    if alone is Alone.DISSOLVED:
        return over or _grammar(text, _skip(text, end), index, "dissolved") is not None
    glued = pos > 0 and text[pos - 1].isalnum()
    if alone is Alone.GLUED:
        return glued or over
    if alone is Alone.END:
        after = text[factor.end : factor.end + 1]
        if glued or not after or after in ".,;:)]/×":
            return True
        return after == " " and _grammar(text, factor.end + 1, index, "dimension") is not None
    number = _number_before(text, pos)
    if alone is Alone.DECIMAL:
        return "." in number
    return sum(map(str.isdigit, number)) > 2 or _scale_before(text, pos, index)


def _scaled(text: str, pos: int, factor: _Factor, index: Index) -> _Factor:
    """The unit that a word stands for after a word of scale, unless what it measures follows."""
    form = index.scaled.get(text[pos : factor.end].lower())
    if form is None or not _scale_before(text, pos, index) or _grammar(text, _skip(text, factor.end), index, "of"):
        return factor
    return _Factor(factor.end, form.unit, form.kind, 1, form)


def _number_before(text: str, pos: int) -> str:
    """The digits and points right before ``pos``, or before one blank there; at most 24 characters."""
    end = pos - 1 if pos and text[pos - 1] == " " else pos
    start = end
    while start and end - start < 24 and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        start -= 1
    return text[start:end]


def _scale_before(text: str, pos: int, index: Index) -> bool:
    """True when the word before ``pos`` is a word of scale."""
    end = pos - 1 if pos and text[pos - 1] in _JOINTS else pos
    start = end
    while start and end - start < 12 and text[start - 1].isalpha():
        start -= 1
    found = _grammar(text, start, index, "times") if start < end else None
    return found is not None and found[0] == end


# Products and quotients


def _product(text: str, first: _Factor, index: Index, over: list[str]) -> tuple[list[str], int]:
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
        if sign not in _TIMES_SIGNS and (
            sign not in " ." or not (text[end + 1].isalpha() or text[end + 1] in index.signs)
        ):
            break
        factor = _factor(text, end + 1, index, first=False)
        if factor is None or factor.kind in (COUNT, "percent", "currency"):
            break
        if factor.power < 0:
            over.append(factor.unit)
        elif sign in _TIMES_SIGNS and factor.form.symbol:
            parts.append(factor.unit)
        else:
            break
        end = factor.end
    return parts, end


def _denominators(text: str, pos: int, index: Index, kind: str, over: list[str]) -> int:
    """Read every denominator from ``pos`` on into ``over``; gives the end of the last."""
    end = pos
    while len(over) < MOST_PARTS and (found := _denominator(text, end, index, kind)) is not None:
        end, unit = found
        over.append(unit)
    return end


def _denominator(text: str, pos: int, index: Index, kind: str) -> tuple[int, str] | None:
    """One denominator (``/M tokens``, ``per 1,000 tokens``, ``a year``, ``annually``): its end and its unit."""
    at = _skip(text, pos)
    if at >= len(text):
        return None
    if text[at] == "/":
        return _after_slash(text, _skip(text, at + 1), index, kind)
    token = token_at(text, at) if text[at].lower() in index.joint_letters else ""
    if token.lower() not in index.joints:
        return None
    by = _said(text, at, token, index.grammar.get("by", {}))
    if by is not None:
        return by
    adverb = _said(text, at, token, index.grammar.get("adverb", {}))
    if adverb is not None and _is_adverb(text, adverb[0], index):
        return adverb
    word = _said(text, at, token, index.grammar.get("per", {}))
    if word is not None:
        return _after_per(text, _skip(text, word[0]), index)
    word = _said(text, at, token, index.grammar.get("each", {}))
    return None if word is None else _after_article(text, _skip(text, word[0]), index, word[1], kind)


def _after_article(text: str, pos: int, index: Index, word: str, kind: str) -> tuple[int, str] | None:
    """What ``a``, ``each`` or ``every`` divides by: a time, and after money any unit."""
    number = _scale(text, pos, index) if word == "every" else None
    noun = _noun(text, pos if number is None else _skip(text, number[0]), index)
    if noun is None or noun.form.symbol or _grammar(text, _skip(text, noun.end), index, "guard") is not None:
        return None
    if noun.kind != "time" and not (word == "a" and kind == "currency"):
        return None
    return noun.end, _times(Decimal(1) if number is None else number[1], noun)


def _after_slash(text: str, pos: int, index: Index, kind: str) -> tuple[int, str] | None:
    """What a slash divides by: a unit, a power of ten of one, or a product in parentheses."""
    if text.startswith("(", pos):
        return _in_parentheses(text, pos + 1, index)
    scale = _scale(text, pos, index)
    if scale is not None and (kind == "currency" or text[pos].isdigit()):
        end, times = scale
        noun = _noun(text, _skip(text, end), index)
        if times >= 100 and _is_power_of_ten(times):
            if noun is not None and (times > 100 or noun.form.symbol):
                return noun.end, _times(times, noun)
            if kind == "currency" and times > 100 and _ends(text, end) and (end - pos > 1 or text[pos].isupper()):
                return end, _plain(times)
    noun = _noun(text, pos, index)
    return None if noun is None else (noun.end, _times(Decimal(1), noun))


def _in_parentheses(text: str, pos: int, index: Index) -> tuple[int, str] | None:
    first = _factor(text, pos, index, first=False)
    if first is None or first.power < 0:
        return None
    parts = [first.unit]
    end = first.end
    while end < len(text) and len(parts) < MOST_PARTS and (text[end] in _TIMES_SIGNS or text[end] == " "):
        factor = _factor(text, end + 1, index, first=False)
        if factor is None or factor.power < 0:
            return None
        parts.append(factor.unit)
        end = factor.end
    return (end + 1, " / ".join(parts)) if text.startswith(")", end) else None


def _after_per(text: str, pos: int, index: Index) -> tuple[int, str] | None:
    """What "per" divides by: a unit, a number of it, or a power of ten alone."""
    scale = _scale(text, pos, index)
    if scale is not None:
        end, times = scale
        noun = _noun(text, _skip(text, end), index)
        if noun is not None:
            return noun.end, _times(times, noun)
    noun = _noun(text, pos, index)
    if noun is not None:
        return noun.end, _times(Decimal(1), noun)
    if scale is not None and times >= 100 and _is_power_of_ten(times) and _is_adverb(text, end, index):
        return end, _plain(times)
    return None


def _times(number: Decimal, noun: _Factor) -> str:
    """A number of a unit, fit to stand below the line."""
    if number != 1:
        return f"({_plain(number)} * {noun.unit})"
    return f"({noun.unit})" if " / " in noun.unit or " * " in noun.unit else noun.unit


def _noun(text: str, pos: int, index: Index) -> _Factor | None:
    """The unit below the line, past an adjective or two that may stand before it (``input tokens``)."""
    for _ in range(3):
        factor = _factor(text, pos, index, first=False)
        if factor is not None:
            return factor if factor.power > 0 and not text[factor.end : factor.end + 1].isdecimal() else None
        adjective = _grammar(text, pos, index, "adjective")
        if adjective is None:
            return None
        pos = _skip(text, adjective[0])
    return None


def _scale(text: str, pos: int, index: Index) -> tuple[int, Decimal] | None:
    """A number in digits, a word of scale, or both (``1M``, ``1,000``, ``million``, ``100 million``)."""
    number = _NUMBER.match(text, pos)
    if number is None:
        found = _grammar(text, pos, index, "times")
        if found is None or text[found[0] : found[0] + 1] in _SIGNED:
            return None
        return found[0], Decimal(found[1])
    end = number.end()
    value = Decimal(number.group().replace(",", ""))
    if not value:
        return None
    power = _TEN_TO.match(text, end)
    if power is not None and value == 10:
        value, end = Decimal(10) ** int((power["digit"] or power["raised"]).translate(_RAISED)), power.end()
    found = _grammar(text, _skip(text, end), index, "times")
    if found is not None:
        return found[0], value * Decimal(found[1])
    return (end, value) if text[end : end + 1] not in _SIGNED else None


def _is_adverb(text: str, end: int, index: Index) -> bool:
    """True when what follows is no noun that the word before it could belong to (``monthly`` in ``monthly fee``)."""
    if text[end : end + 1] != " ":
        return _ends(text, end)
    after = text[end + 1 : end + 2]
    return not after.isalpha() or _grammar(text, end + 1, index, "follow") is not None


# Small readers


def _grammar(text: str, pos: int, index: Index, part: str) -> tuple[int, str] | None:
    """The longest phrase of a part of the grammar at ``pos``, ending at a word's end: its end and what it says."""
    token = token_at(text, pos)
    return _said(text, pos, token, index.grammar.get(part, {})) if token else None


def _said(
    text: str, pos: int, token: str, phrases: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[int, str] | None:
    """The longest of some phrases that begins with the token at ``pos``."""
    for words, value in phrases.get(token.lower(), ()):
        end = _phrase(text, pos + len(token), words)
        if end and _ends(text, end):
            return end, value
    return None


def _phrase(text: str, end: int, words: tuple[str, ...]) -> int:
    """Where a phrase ends whose first word ended at ``end``; 0 when the text goes on otherwise."""
    for word in words[1:]:
        if end < len(text) and text[end] in _JOINTS:
            end = _skip(text, end)
        start, end = end, end + len(word)
        if text[start:end].lower() != word:
            return 0
    return end


def _second(text: str, end: int) -> str:
    """The letter with which the next word of a phrase must begin whose first word ended at ``end``."""
    at = _skip(text, end)
    return text[at : at + 1].lower()[:1]


def _skip(text: str, pos: int) -> int:
    """Past one blank or hyphen, or a hyphen between blanks as tokenised texts have it."""
    if pos >= len(text) or text[pos] not in _JOINTS:
        return pos
    return pos + 3 if text.startswith(" - ", pos) else pos + 1


def _ends(text: str, end: int) -> bool:
    """True when a word or sign that ends at ``end`` is not cut out of a longer word."""
    if end >= len(text):
        return True
    after = text[end]
    if not (after.isalnum() or after == "_") or after in _SUPERSCRIPTS:
        return True
    return not text[end - 1].isalnum()


def _is_power_of_ten(number: Decimal) -> bool:
    return sum(number.as_tuple().digits) == 1


def _plain(number: Decimal) -> str:
    """A number as units are written with it.

    >>> _plain(Decimal(1000000)), _plain(Decimal(100)), _plain(Decimal("2.5"))
    ('1e6', '100', '2.5')
    """
    number = number.normalize()
    _, digits, exponent = number.as_tuple()
    if isinstance(exponent, int) and exponent >= 3:
        return f"{''.join(map(str, digits))}e{exponent}"
    return f"{number:f}"


def _expression(parts: list[str], over: list[str]) -> str:
    if over or len(parts) > 1:
        parts = [part.replace("degree_", "delta_degree_") if part in _OFFSET else part for part in parts]
        over = [part.replace("degree_", "delta_degree_") if part in _OFFSET else part for part in over]
    return " / ".join((" * ".join(parts) or "1", *over))
