"""Dates with a month, a quarter, a season or a fiscal year."""

from __future__ import annotations

from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Scan, Vocabulary, vocabulary
from figtag.mentions.years import HYPHENS, OPEN_YEARS, SIGNS_AFTER, YEAR_TAILS, is_measured, plain_year, year_end

DASHES = frozenset("-–—‑")


def named_date(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """Dates with a month, a quarter, a season or a fiscal year: the token after the date."""
    if index >= scan.count:
        return None
    return (
        month_first(scan, index, words)
        or day_first(scan, index, words)
        or _quarter(scan, index, words)
        or _fiscal(scan, index, words)
        or _season(scan, index, words)
    )


def month_end(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a month, its full stop included; in small letters only where it means nothing else."""
    if not scan.capital(index) and not words.has(scan.tokens, index, "small-month"):
        return None
    found = words.find(scan.tokens, index, "month")
    if found is not None:
        return found[0]
    found = words.find(scan.tokens, index, "short-month")
    if found is None:
        return None
    end = found[0]
    return end + 1 if scan.word(end) == "." and scan.glued(end) else end


def month_first(scan: Scan, index: int, words: Vocabulary) -> int | None:
    end = month_end(scan, index, words)
    if end is None:
        return None
    for joint in ("-", "–", "/"):
        if scan.word(end) == joint:
            end = month_end(scan, end + 1, words) or end
            break
    if scan.word(end) == "-" and scan.glued(end) and scan.glued(end + 1):
        year = scan.number(end + 1)
        if year is not None and (year in OPEN_YEARS or len(scan.words[end + 1]) == 2):
            return end + 2
    if words.has(scan.tokens, end, "year-joint") and plain_year(scan, end + 1):
        return year_end(scan, end + 1, words)
    if plain_year(scan, end):
        return year_end(scan, end, words)
    if scan.word(end) == "'" and len(scan.word(end + 1)) == 2 and scan.number(end + 1) is not None:
        return end + 2
    day = _day(scan, end)
    if day is None:
        return None
    last = day
    if scan.word(day) in DASHES or words.has(scan.tokens, day, "day-joint"):
        last = _day(scan, day + 1) or day
        if last != day and read_unit(scan.text, _after_blank(scan, last), scan.tables) is not None:
            last = day
    if last == day and scan.word(day) == "-" and month_end(scan, day + 1, words):
        last = month_first(scan, day + 1, words) or day
    end = of_year(scan, last, words)
    if end == last and (words.has(scan.tokens, end, "crowd") or is_measured(scan, end)):
        return None
    return end


def of_year(scan: Scan, end: int, words: Vocabulary) -> int:
    """The token after the year that follows a day or month, when one does."""
    at = end + 1 if words.has(scan.tokens, end, "year-joint") else end
    return year_end(scan, at, words) if plain_year(scan, at) else end


def _after_blank(scan: Scan, index: int) -> int:
    return scan.starts[index] if index < scan.count else len(scan.text)


def _day(scan: Scan, index: int) -> int | None:
    """The token after a day of the month: ``4``, ``4th``."""
    day = scan.number(index)
    if day is None or not 1 <= day <= 31:
        return None
    if scan.glued(index + 1):
        tail = scan.word(index + 1)
        if vocabulary(scan.tables, "ordinal-word").has(scan.tokens, index + 1, "ending"):
            return index + 2
        if tail.isalpha() or tail in SIGNS_AFTER:
            return None
        if tail in ".,:" and scan.glued(index + 2) and scan.word(index + 2).isdecimal():
            return None
    return index + 1


def day_first(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a date that begins with its day."""
    day = _day(scan, index)
    if day is None:
        return None
    if scan.word(day) in DASHES:
        day = _day(scan, day + 1) or day
    if scan.word(day) == "-" or words.has(scan.tokens, day, "month-joint"):
        day += 1
    month = month_end(scan, day, words)
    if month is None:
        return None
    if scan.word(month) == "-" and scan.number(month + 1) is not None:
        return month + 2
    return of_year(scan, month, words)


def _quarter(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``Q4 2026``, ``Q3``, ``H1 2025``, ``4Q24``."""
    if index >= scan.count:
        return None
    if scan.words[index].isdecimal():
        return quarter_at_digits(scan, index, words)
    letter = words.find(scan.tokens, index, "quarter-letter")
    if letter is not None and scan.capital(index) and scan.glued(index + 1):
        part = scan.number(index + 1)
        if (
            part is None
            or not 1 <= part <= int(letter[1])
            or (scan.glued(index + 2) and scan.word(index + 2).isalpha())
        ):
            return None
        end = index + 2
        if scan.word(end) in DASHES and words.has(scan.tokens, end + 1, "quarter-letter") and scan.glued(end + 2):
            end += 3
        return _quarter_year(scan, end, words)
    return None


def quarter_at_digits(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``4Q24``, ``1H 2025``."""
    if not scan.glued(index + 1):
        return None
    letter = words.find(scan.tokens, index + 1, "quarter-letter")
    part = scan.number(index)
    if letter is not None and scan.capital(index + 1) and part is not None and 1 <= part <= int(letter[1]):
        if scan.glued(index + 2) and len(scan.word(index + 2)) in (2, 4) and scan.number(index + 2) is not None:
            return index + 3
        if not scan.glued(index + 2) or not scan.word(index + 2)[0].isalnum():
            return _quarter_year(scan, index + 2, words) if plain_year(scan, index + 2) else None
    return None


def _quarter_year(scan: Scan, end: int, words: Vocabulary) -> int:
    at = end
    if (
        scan.word(at) in ("-", "/", "'")
        or words.has(scan.tokens, at, "year-joint")
        or (words.has(scan.tokens, at, "fiscal-letters") and not scan.glued(at + 1))
    ):
        at += 1
    fiscal = _fiscal(scan, at, words)
    if fiscal is not None:
        return fiscal
    if plain_year(scan, at):
        return year_end(scan, at, words)
    if at > end and scan.words[end] in "'/-" and len(scan.word(at)) == 2 and scan.number(at) is not None:
        return at + 1
    return end


def _fiscal(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``fiscal 2026``, ``fiscal year 2026``, ``FY26``, ``FY 2025-2034``, ``FY2025/26``."""
    found = words.find(scan.tokens, index, "fiscal")
    if found is None:
        return None
    at = found[0]
    if scan.word(at) in ("'", "-"):
        at += 1
    if plain_year(scan, at):
        return year_end(scan, at, words)
    number = scan.number(at)
    if number is not None and len(scan.words[at]) == 2 and scan.words[index].isupper():
        tail = scan.glued(at + 1) and scan.word(at + 1) in YEAR_TAILS
        return at + 2 if tail else at + 1
    quarter = _quarter(scan, at, words) or ordinal_part(scan, at)
    return quarter


def _season(scan: Scan, index: int, words: Vocabulary) -> int | None:
    found = words.find(scan.tokens, index, "season")
    if found is None:
        return None
    end = of_year(scan, found[0], words)
    return None if end == found[0] else end


def ordinal_part(scan: Scan, index: int) -> int | None:
    """The token after ``third quarter``, ``first half of 2025``; ``index`` is that of the ordinal."""
    words = vocabulary(scan.tables, "date-word")
    at = index + 1
    if scan.word(index).isdecimal():
        at += 1
    if scan.word(at) in HYPHENS:
        at += 1
    if words.has(scan.tokens, at, "fiscal"):
        at += 1
    part = words.find(scan.tokens, at, "part")
    if part is None:
        return None
    end = _quarter_year(scan, part[0], words)
    if part[1] == "dated" and end == part[0]:
        after = words.find(scan.tokens, end, "this-year")
        return None if after is None else after[0]
    return end


def ordinal_stretch(scan: Scan, index: int) -> int | None:
    """The token after ``21st century`` or ``first two years``; ``index`` is that of the ordinal."""
    words = vocabulary(scan.tables, "date-word")
    at = index + 2 if scan.words[index].isdecimal() else index + 1
    if scan.word(at) in HYPHENS:
        at += 1
    century = words.find(scan.tokens, at, "century")
    if century is not None:
        return century[0]
    return None
