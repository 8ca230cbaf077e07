"""Whether a number is written like an amount, is measured by what follows it, or counts the next word."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Scan, Vocabulary, vocabulary
from figtag.patterns import lazy_regex
from figtag.tables import Tables

_CORE = lazy_regex(r"\d+(?:[.,]\d+)*")
_GROUPED = lazy_regex(r"\d{1,3}(?:,\d{3})+(?!\d)")
_NOUN_WITHIN = 4
_POINTS = frozenset(".,")


def core_end(scan: Scan, index: int) -> int:
    """Where the digits that begin at a token end, decimals and groups of thousands included."""
    end = scan.ends[index]
    if scan.text[end : end + 1] not in _POINTS:
        return end
    found = _CORE.match(scan.text, scan.starts[index])
    return end if found is None else found.end()


def is_amount(scan: Scan, index: int, end: int) -> bool:
    """True when the digits at a token are written like an amount, or followed by a unit or scale."""
    text = scan.text
    if _GROUPED.match(text, scan.starts[index]) or text[end : end + 1] in ("%", "+"):
        return True
    return is_measured(scan, end)


def is_measured(scan: Scan, end: int) -> bool:
    """True when a unit or a scale follows a number that ends at ``end``."""
    text = scan.text
    at = end + 1 if text[end : end + 1] == " " else end
    if at >= len(text) or text.startswith("- ", end):
        return False
    if read_unit(text, at, scan.tables) is not None:
        return True
    index = index_at(scan, at)
    words = vocabulary(scan.tables, "name-word")
    return index is not None and (words.has(scan.tokens, index, "scale") and (at == end or len(scan.words[index]) > 1))


def spans_amount(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for the first number of a range that is measured: ``route 90 to 95 percent``."""
    if not words.has(scan.tokens, index + 1, "range") or not scan.word(index + 2).isdecimal():
        return False
    return is_measured(scan, core_end(scan, index + 2))


def index_at(scan: Scan, at: int) -> int | None:
    """The token that begins at a place of the text."""
    index = bisect_left(scan.starts, at)
    return index if index < scan.count and scan.starts[index] == at else None


@cache
def small_words(tables: Tables) -> frozenset[str]:
    """Prepositions, pronouns and other small words."""
    return frozenset(phrase for row in tables.words.get("word-class", ()) for phrase in row.say)


def counts_next(scan: Scan, stop: int, words: Vocabulary) -> bool:
    """True when the word after a number is a plural that it may count."""
    if stop >= scan.count:
        return False
    noun = scan.words[stop]
    if not noun.isalpha() or scan.glued(stop):
        return False
    if is_counted(scan, stop):
        return True
    for index in range(stop, stop + _NOUN_WITHIN):
        if not _may_describe(scan, index, words):
            return False
        if index > stop and (is_plural(scan.lower[index]) or words.has(scan.tokens, index, "many")):
            return True
    return False


def is_counted(scan: Scan, index: int) -> bool:
    """True for a plural, or another word that a number right before it would count."""
    words = vocabulary(scan.tables, "name-word")
    if words.has(scan.tokens, index, "measured") or words.has(scan.tokens, index, "many"):
        return True
    return is_plural(scan.word(index)) and not words.has(scan.tokens, index, "verb")


def _may_describe(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for a word in small letters that may belong to a counted noun."""
    if index >= scan.count or not scan.words[index].islower() or not scan.words[index].isalpha():
        return False
    return not (words.has(scan.tokens, index, "verb") or scan.lower[index] in small_words(scan.tables))


def is_plural(word: str) -> bool:
    """True for a word that looks like a plural."""
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
