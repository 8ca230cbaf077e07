"""One factor of a unit: a form with its power, and whether the form may be a unit where it stands."""

from __future__ import annotations

import regex
from msgspec import Struct

from figtag.mentions.unit_forms import Form, Index, token_at
from figtag.mentions.unit_grammar import (
    JOINTS,
    SUPERSCRIPTS,
    ends_word,
    longest_phrase,
    past_joint,
    phrase_at,
    phrase_end,
)
from figtag.patterns import lazy_regex
from figtag.tables.rows import Alone

MOST_PARTS = 6
"""A unit has at most so many parts above the line, and below it."""
TIMES_SIGNS = "·⋅∙*×"
"""Signs between two factors of a product."""

_POWER = lazy_regex(
    r"(?:\^|\*\*)(?P<brace>\{)?(?P<sign>[-−]?)\ ?(?P<digit>[1-9])(?(brace)\})"
    r"|(?P<sign>⁻?)(?P<digit>[¹²³⁴⁵⁶⁷⁸⁹])"
    r"|(?P<sign>−)\ ?(?P<digit>[1-9])"
    r"|(?P<sign>-)(?P<digit>[1-4])"
    r"|(?P<digit>[23])"
)
SIGNED = frozenset("²³⁻−^")
"""With which a power begins that may also stand behind a word."""
_POWER_SIGNS = frozenset("^*⁻¹²³⁴⁵⁶⁷⁸⁹−-23")
"""With which a power begins."""
RAISED = str.maketrans(SUPERSCRIPTS, "123456789")
"""Superscripts as plain digits."""
_RAISED_LENGTH = {2: "area", 3: "volume"}


class Factor(Struct, frozen=True, gc=False):
    """A unit with its power, as it was read."""

    end: int
    unit: str
    kind: str
    power: int
    form: Form


def read_factor(text: str, pos: int, index: Index, *, first: bool) -> Factor | None:
    """A unit at ``pos`` with its power; ``first`` when nothing of the unit stands before it."""
    token = token_at(text, pos)
    if not token:
        return None
    raised = longest_phrase(text, pos, token, index.powers) if token.lower() in index.powers else None
    if raised is not None:
        inner = _form(text, past_joint(text, raised[0]), index)
        if inner is not None and inner[1].kind == "length" and ends_word(text, inner[0]):
            end, form = inner
            return _raise(end, form, int(raised[1]))
    best = _form_of(text, pos, token, index)
    if best is None:
        return None
    end, form = best
    power = 1
    signs = _POWER_SIGNS if form.symbol else SIGNED
    found = _POWER.match(text, end) if text[end : end + 1] in signs else None
    if found is not None and _is_power(
        text, found, form, first=first and not _is_inverse(text, pos, found, form, index)
    ):
        power = int(found["digit"].translate(RAISED))
        end = found.end()
        if found["sign"]:
            power = -power
    elif form.kind == "length" or (form.kind == "time" and not first):
        after = phrase_at(text, end + 1, index, "raised") if text[end : end + 1] == " " else None
        if after is not None and ends_word(text, after[0]):
            end, power = after[0], int(after[1])
    if not ends_word(text, end):
        return None
    return _raise(end, form, power)


def _raise(end: int, form: Form, power: int) -> Factor:
    kind = _RAISED_LENGTH.get(power, form.kind) if form.kind == "length" else form.kind
    size = abs(power)
    return Factor(end, form.unit if size == 1 else f"{form.unit} ** {size}", kind, power, form)


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
    return _form(text, past_joint(text, found.end()), index) is None


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
        end = phrase_end(text, stop, words)
        if end > (best[0] if best else 0) and ends_word(text, end):
            return end, form
    return best


def _second(text: str, end: int) -> str:
    """The letter with which the next word of a phrase must begin whose first word ended at ``end``."""
    at = past_joint(text, end)
    return text[at : at + 1].lower()[:1]


# Whether a form is a unit where it stands


def may_stand(text: str, pos: int, factor: Factor, end: int, index: Index) -> bool:
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
        return over or phrase_at(text, past_joint(text, end), index, "dissolved") is not None
    glued = pos > 0 and text[pos - 1].isalnum()
    if alone is Alone.GLUED:
        return glued or over
    if alone is Alone.END:
        after = text[factor.end : factor.end + 1]
        if glued or not after or after in ".,;:)]/×":
            return True
        return after == " " and phrase_at(text, factor.end + 1, index, "dimension") is not None
    number = _number_before(text, pos)
    if alone is Alone.DECIMAL:
        return "." in number
    return sum(map(str.isdigit, number)) > 2 or _scale_before(text, pos, index)


def after_scale(text: str, pos: int, factor: Factor, index: Index) -> Factor:
    """The unit that a word stands for after a word of scale, unless what it measures follows."""
    form = index.scaled.get(text[pos : factor.end].lower())
    if (
        form is None
        or not _scale_before(text, pos, index)
        or phrase_at(text, past_joint(text, factor.end), index, "of")
    ):
        return factor
    return Factor(factor.end, form.unit, form.kind, 1, form)


def _number_before(text: str, pos: int) -> str:
    """The digits and points right before ``pos``, or before one blank there; at most 24 characters."""
    end = pos - 1 if pos and text[pos - 1] == " " else pos
    start = end
    while start and end - start < 24 and (text[start - 1].isdigit() or text[start - 1] in ".,"):
        start -= 1
    return text[start:end]


def _scale_before(text: str, pos: int, index: Index) -> bool:
    """True when the word before ``pos`` is a word of scale."""
    end = pos - 1 if pos and text[pos - 1] in JOINTS else pos
    start = end
    while start and end - start < 12 and text[start - 1].isalpha():
        start -= 1
    found = phrase_at(text, start, index, "times") if start < end else None
    return found is not None and found[0] == end
