"""Years: bare digits that are one, ranges of them, decades."""

from __future__ import annotations

from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Scan, Vocabulary
from figtag.patterns import lazy_regex

# 2012-13   2024–2025   2028-2030+   2020/21
_YEARS = lazy_regex(
    r"(?P<from>(?:1[0-9]|20|21)\d\d)\ ?(?P<sign>[-–—−‑/])\ ?(?P<to>(?:1[0-9]|20|21)\d\d|\d\d)\+?"
    r"(?![\d%]|[.,-]\d|[A-Za-z])"
)
_JOINTS = frozenset("-–—−‑/")
YEAR_TAILS = frozenset("sefa")
"""Letters that stand directly after a year: ``1990s``, ``2026E``."""
SIGNS_BEFORE = frozenset("$€£¥₹~≈<>≥≤=×+−±*^#@/_")
"""Signs that make the number after them an amount or a code."""
SIGNS_AFTER = frozenset("%‰°×*^_@")
"""Signs that make the number before them an amount or a code."""
HYPHENS = frozenset("-‑")
OPEN_YEARS = range(1900, 2100)
_CLOSED_YEARS = (range(1000, 1900), range(2100, 2300))


def plain_year(scan: Scan, index: int) -> bool:
    """True for four digits that a month, quarter or word before them makes a year."""
    year = scan.number(index)
    if year is None or len(scan.words[index]) != 4 or not 1000 <= year < 2300:
        return False
    if scan.glued(index + 1):
        tail = scan.word(index + 1)
        if tail[0].isalpha() and tail not in YEAR_TAILS:
            return False
        return (
            not (tail in ".," and scan.glued(index + 2) and scan.word(index + 2).isdecimal())
            and tail not in SIGNS_AFTER
        )
    return True


def year_end(scan: Scan, index: int, words: Vocabulary) -> int:
    """The token after a year, a range of years or a decade."""
    found = _YEARS.match(scan.text, scan.starts[index]) if scan.word(index + 1) in _JOINTS else None
    if found is not None and _is_span_of_years(found["from"], found["to"], found["sign"]):
        return scan.at(index, found.end())
    end = index + 1
    if scan.glued(end):
        if scan.word(end) in YEAR_TAILS and not (scan.glued(end + 1) and scan.word(end + 1)[0].isalnum()):
            return end + 1
        if (
            scan.word(end) == "'"
            and scan.glued(end + 1)
            and scan.word(end + 1) == "s"
            and scan.word(index).endswith("0")
        ):
            return end + 2 if words.has(scan.tokens, index - 1, "article") else end
        if scan.word(end) == "+" and not scan.glued(end + 1):
            return end + 1
    if (
        words.has(scan.tokens, end, "both")
        and words.has(scan.tokens, index - 1, "between")
        and plain_year(scan, end + 1)
    ):
        return end + 2
    era = words.find(scan.tokens, end, "era-after")
    if era is not None and scan.words[end].isupper():
        return era[0]
    return end


def _is_span_of_years(first: str, last: str, sign: str) -> bool:
    if len(last) == 4:
        return int(last) > int(first) and sign != "/"
    return int(last) == (int(first) + 1) % 100 if sign == "/" else int(last) > int(first[2:])


def year(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after bare digits that are a year, or begin a range of years, as far as the words beside them tell."""
    value = scan.number(index)
    if value is None:
        return None
    if words.has(scan.tokens, index + 1, "era-after") and scan.words[index + 1].isupper():
        return year_end(scan, index, words) if scan.whole(index) else None
    if len(scan.words[index]) != 4 or not _stands_free(scan, index):
        return None
    end = year_end(scan, index, words)
    return end if _is_year(scan, index, value, end, words) else None


def _is_year(scan: Scan, index: int, year: int, end: int, words: Vocabulary) -> bool:
    before = words.has(scan.tokens, index - 1, "in")
    if end > index + 1 and scan.word(index + 1) not in YEAR_TAILS:
        if is_measured(scan, end):
            return False
        return year in OPEN_YEARS or before or words.has(scan.tokens, index - 1, "between")
    if year not in OPEN_YEARS:
        return any(year in years for years in _CLOSED_YEARS) and before and _clear_after(scan, index, words)
    if end > index + 1:
        return True
    return not _counts(scan, index, year, words, before=before)


def _stands_free(scan: Scan, index: int) -> bool:
    text, start, end = scan.text, scan.starts[index], scan.ends[index]
    if start:
        sign = text[start - 1]
        if sign in SIGNS_BEFORE or sign.isalnum() or (sign in ".,:" and text[start - 2 : start - 1].isdecimal()):
            return False
        if sign in HYPHENS and (start == 1 or not text[start - 2].isalpha() or scan.capital(index - 2)):
            return False
    if end < len(text):
        sign = text[end]
        if sign in SIGNS_AFTER or (sign in ".,:" and text[end + 1 : end + 2].isdecimal()):
            return False
        if sign.isalpha():
            return sign.lower() in YEAR_TAILS and not text[end + 1 : end + 2].isalnum()
        if sign.isalnum():
            return False
    return True


def is_measured(scan: Scan, index: int) -> bool:
    """True when a unit other than money or time begins at a token."""
    if index >= scan.count:
        return False
    unit = read_unit(scan.text, scan.starts[index], scan.tables)
    return unit is not None and unit.kind not in ("currency", "time")


def _range_end(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token of a second number that stands after a dash or "to"; ``index`` is that of the first."""
    joint = words.find(scan.tokens, index + 1, "joint")
    return joint[0] if joint is not None and scan.word(joint[0]).isdecimal() else None


def _clear_after(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True when no noun follows that the number, or the range that it begins, may count."""
    second = _range_end(scan, index, words)
    if second is None:
        return _clear_next(scan, index, words)
    return plain_year(scan, second) and _clear_next(scan, second, words)


def _clear_next(scan: Scan, index: int, words: Vocabulary) -> bool:
    if index + 1 < scan.count and read_unit(scan.text, scan.starts[index + 1], scan.tables) is not None:
        return False
    if index + 1 >= scan.count or not scan.words[index + 1][0].isalnum():
        return True
    if words.has(scan.tokens, index - 1, "amount-before") and not scan.opens(index - 1):
        return False
    return words.has(scan.tokens, index + 1, "clear")


def _counts(scan: Scan, index: int, year: int, words: Vocabulary, *, before: bool) -> bool:
    """True when a number that looks like a year counts or measures what follows."""
    if index + 1 >= scan.count:
        return False
    second = _range_end(scan, index, words)
    if second is not None:
        other = scan.number(second)
        if other is None or len(scan.words[second]) != 4:
            return not before
        return _counts_next(scan, second, other, words, before=before)
    if words.has(scan.tokens, index - 1, "joint") and scan.word(index - 2).isdecimal():
        before = plain_year(scan, index - 2) and int(scan.words[index - 2]) in OPEN_YEARS
    return _counts_next(scan, index, year, words, before=before)


def _counts_next(scan: Scan, index: int, year: int, words: Vocabulary, *, before: bool) -> bool:
    if index + 1 >= scan.count:
        return False
    surely = words.has(scan.tokens, index - 1, "surely")
    unit = read_unit(scan.text, scan.starts[index + 1], scan.tables)
    if unit is not None and unit.kind not in ("currency", "time") and not surely:
        return True
    if unit is not None and unit.kind == "time" and not before:
        return True
    if words.has(scan.tokens, index + 1, "crowd"):
        return not surely or words.has(scan.tokens, index - 1, "article")
    noun = scan.word(index + 1)
    plural = noun.isalpha() and noun.endswith("s") and len(noun) > 3 and noun == scan.words[index + 1]
    return year % 100 == 0 and plural and not before and not surely
