"""Times that are told from another one: ``four years ago``, ``the five years before the war``."""

from __future__ import annotations

from figtag.mentions.months import DASHES, month_end, month_first
from figtag.mentions.vocabulary import Scan, Vocabulary, vocabulary
from figtag.mentions.years import HYPHENS, plain_year

_NUMBER_TOKENS = 8
"""A number of years has no more tokens."""


def lapse(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a time that is told from another one, from the token where its number begins.

    ``four years ago``, ``the five years before the war``, ``three months to December``, ``six fiscal years from 2031
    through 2036``.
    """
    number = number_end(scan, index)
    if number is None:
        return None
    unit = time_unit(scan, number, words) or _short_unit(scan, number, words)
    if unit is None:
        return None
    ago = words.find(scan.tokens, unit, "ago")
    if ago is not None:
        return ago[0]
    before = words.find(scan.tokens, unit, "event")
    named = before is not None and (scan.capital(before[0]) or words.has(scan.tokens, before[0], "the"))
    if named and not words.has(scan.tokens, index - 1, "lasting"):
        return unit
    if words.has(scan.tokens, unit, "anniversary"):
        return unit
    until = words.find(scan.tokens, unit, "until")
    if until is not None:
        month = month_first(scan, until[0], words) or month_end(scan, until[0], words)
        if month is not None:
            return month
    if (
        words.has(scan.tokens, unit, "years-from")
        and plain_year(scan, unit + 1)
        and words.has(scan.tokens, unit + 2, "years-to")
    ):
        return unit + 4 if plain_year(scan, unit + 3) else None
    return unit if _looks_ahead(scan, index, unit, words) else None


def _looks_ahead(scan: Scan, index: int, unit: int, words: Vocabulary) -> bool:
    """True for "In about 23 years, it may": at the start of a sentence, closed off by a comma."""
    if scan.word(unit) != ",":
        return False
    at = index - 1
    while words.has(scan.tokens, at, "about"):
        at -= 1
    return words.has(scan.tokens, at, "ahead") and scan.opens(at)


def number_end(scan: Scan, index: int) -> int | None:
    """The token after a number of words or digits: ``twenty-five``, ``four and a half``, ``12 to 18``, ``2.5``."""
    words = vocabulary(scan.tables, "date-word")
    end = _one_number(scan, index, words)
    if end is None:
        return None
    if scan.word(end) == "+" and scan.glued(end):
        end += 1
    if (
        scan.word(end) in DASHES
        or words.has(scan.tokens, end, "number-joint")
        or (words.has(scan.tokens, end, "both") and words.has(scan.tokens, index - 1, "between"))
    ):
        return _one_number(scan, end + 1, words) or end
    return end


def _one_number(scan: Scan, index: int, words: Vocabulary) -> int | None:
    if index >= scan.count:
        return None
    if scan.words[index].isdecimal():
        end = index + 1
        while (
            end - index < _NUMBER_TOKENS
            and scan.word(end) in (".", ",")
            and scan.glued(end)
            and scan.glued(end + 1)
            and scan.word(end + 1).isdecimal()
        ):
            end += 2
        return end
    found = words.find(scan.tokens, index, "number")
    if found is None:
        return None
    end = found[0]
    while end - index < _NUMBER_TOKENS:
        at = end + 1 if scan.word(end) == "-" else end
        found = words.find(scan.tokens, at, "number")
        if found is None:
            break
        end = found[0]
    half = words.find(scan.tokens, end, "and-half")
    return end if half is None else half[0]


def time_unit(scan: Scan, index: int, words: Vocabulary) -> int | None:
    at = index + 1 if scan.word(index) in HYPHENS else index
    while (skip := words.find(scan.tokens, at, "full")) is not None:
        at = skip[0]
    found = words.find(scan.tokens, at, "time-unit")
    return None if found is None else found[0]


def _short_unit(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a letter such as the ``h`` of ``3h ago``."""
    found = words.find(scan.tokens, index, "short-unit")
    return found[0] if found is not None and words.has(scan.tokens, found[0], "ago") else None
