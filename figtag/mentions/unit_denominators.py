"""What stands below the line of a unit: ``/s``, ``per 1,000 tokens``, ``a year``, ``mL−1``."""

from __future__ import annotations

from decimal import Decimal

from figtag.mentions.unit_factors import MOST_PARTS, RAISED, SIGNED, TIMES_SIGNS, Factor, read_factor
from figtag.mentions.unit_forms import Index, token_at
from figtag.mentions.unit_grammar import ends_word, longest_phrase, past_joint, phrase_at
from figtag.patterns import lazy_regex

_INVERSE = lazy_regex(r"[^\W\d_]{1,4}[-−⁻]")
_INVERSE_SIGNS = frozenset("-−⁻")
_INVERSE_REACH = 5
_TEN_TO = lazy_regex(r"\^(?P<digit>[1-9])|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹])")
_NUMBER = lazy_regex(r"\d{1,3}(?:,\d{3}){1,5}|\d{1,18}(?:\.\d{1,6})?")


def read_denominators(text: str, pos: int, index: Index, kind: str, over: list[str]) -> int:
    """Read every denominator from ``pos`` on into ``over``; gives the end of the last."""
    end = pos
    while len(over) < MOST_PARTS and (found := _denominator(text, end, index, kind)) is not None:
        end, unit = found
        over.append(unit)
    return end


def read_inverses(text: str, pos: int, index: Index, over: list[str]) -> int:
    """Read units with a negative power into ``over``, the denominators of ``cells mL−1``; gives the end of the last."""
    end = pos
    while len(over) < MOST_PARTS:
        at = past_joint(text, end)
        if _INVERSE_SIGNS.isdisjoint(text[at : at + _INVERSE_REACH]) or not _INVERSE.match(text, at):
            break
        factor = read_factor(text, at, index, first=False)
        if factor is None or factor.power > 0 or not factor.form.symbol:
            break
        over.append(factor.unit)
        end = factor.end
    return end


def _denominator(text: str, pos: int, index: Index, kind: str) -> tuple[int, str] | None:
    """One denominator (``/M tokens``, ``per 1,000 tokens``, ``a year``, ``annually``): its end and its unit."""
    at = past_joint(text, pos)
    if at >= len(text):
        return None
    if text[at] == "/":
        return _after_slash(text, past_joint(text, at + 1), index, kind)
    token = token_at(text, at) if text[at].lower() in index.joint_letters else ""
    if token.lower() not in index.joints:
        return None
    by = longest_phrase(text, at, token, index.grammar.get("by", {}))
    if by is not None:
        return by
    adverb = longest_phrase(text, at, token, index.grammar.get("adverb", {}))
    if adverb is not None and _is_adverb(text, adverb[0], index):
        return adverb
    word = longest_phrase(text, at, token, index.grammar.get("per", {}))
    if word is not None:
        return _after_per(text, past_joint(text, word[0]), index)
    word = longest_phrase(text, at, token, index.grammar.get("each", {}))
    return None if word is None else _after_article(text, past_joint(text, word[0]), index, word[1], kind)


def _after_article(text: str, pos: int, index: Index, word: str, kind: str) -> tuple[int, str] | None:
    """What ``a``, ``each`` or ``every`` divides by: a time, and after money any unit."""
    number = _scale(text, pos, index) if word == "every" else None
    noun = _noun(text, pos if number is None else past_joint(text, number[0]), index)
    if noun is None or noun.form.symbol or phrase_at(text, past_joint(text, noun.end), index, "guard") is not None:
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
        noun = _noun(text, past_joint(text, end), index)
        if times >= 100 and _is_power_of_ten(times):
            if noun is not None and (times > 100 or noun.form.symbol):
                return noun.end, _times(times, noun)
            if kind == "currency" and times > 100 and ends_word(text, end) and (end - pos > 1 or text[pos].isupper()):
                return end, _plain(times)
    noun = _noun(text, pos, index)
    return None if noun is None else (noun.end, _times(Decimal(1), noun))


def _in_parentheses(text: str, pos: int, index: Index) -> tuple[int, str] | None:
    first = read_factor(text, pos, index, first=False)
    if first is None or first.power < 0:
        return None
    parts = [first.unit]
    end = first.end
    while end < len(text) and len(parts) < MOST_PARTS and (text[end] in TIMES_SIGNS or text[end] == " "):
        factor = read_factor(text, end + 1, index, first=False)
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
        noun = _noun(text, past_joint(text, end), index)
        if noun is not None:
            return noun.end, _times(times, noun)
    noun = _noun(text, pos, index)
    if noun is not None:
        return noun.end, _times(Decimal(1), noun)
    if scale is not None and times >= 100 and _is_power_of_ten(times) and _is_adverb(text, end, index):
        return end, _plain(times)
    return None


def _noun(text: str, pos: int, index: Index) -> Factor | None:
    """The unit below the line, past an adjective or two that may stand before it (``input tokens``)."""
    for _ in range(3):
        factor = read_factor(text, pos, index, first=False)
        if factor is not None:
            return factor if factor.power > 0 and not text[factor.end : factor.end + 1].isdecimal() else None
        adjective = phrase_at(text, pos, index, "adjective")
        if adjective is None:
            return None
        pos = past_joint(text, adjective[0])
    return None


def _scale(text: str, pos: int, index: Index) -> tuple[int, Decimal] | None:
    """A number in digits, a word of scale, or both (``1M``, ``1,000``, ``million``, ``100 million``)."""
    number = _NUMBER.match(text, pos)
    if number is None:
        found = phrase_at(text, pos, index, "times")
        if found is None or text[found[0] : found[0] + 1] in SIGNED:
            return None
        return found[0], Decimal(found[1])
    end = number.end()
    value = Decimal(number.group().replace(",", ""))
    if not value:
        return None
    power = _TEN_TO.match(text, end)
    if power is not None and value == 10:
        value, end = Decimal(10) ** int((power["digit"] or power["raised"]).translate(RAISED)), power.end()
    found = phrase_at(text, past_joint(text, end), index, "times")
    if found is not None:
        return found[0], value * Decimal(found[1])
    return (end, value) if text[end : end + 1] not in SIGNED else None


def _is_adverb(text: str, end: int, index: Index) -> bool:
    """True when what follows is no noun that the word before it could belong to (``monthly`` in ``monthly fee``)."""
    if text[end : end + 1] != " ":
        return ends_word(text, end)
    after = text[end + 1 : end + 2]
    return not after.isalpha() or phrase_at(text, end + 1, index, "follow") is not None


def _times(number: Decimal, noun: Factor) -> str:
    """A number of a unit, fit to stand below the line."""
    if number != 1:
        return f"({_plain(number)} * {noun.unit})"
    return f"({noun.unit})" if " / " in noun.unit or " * " in noun.unit else noun.unit


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
