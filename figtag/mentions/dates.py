"""Points and stretches on the calendar and the clock.

Each reader takes the index of a token and gives the tokens of the date, from the first up to, not including, the last,
or nothing. Words (months, qualifiers, prepositions) are rows of the family ``date-word``; shapes are code.
"""

from __future__ import annotations

from functools import cache

import regex

from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Scan, Vocabulary, starters, vocabulary
from figtag.tables import Tables

Range = tuple[int, int]
"""The first token, and the one after the last."""

# 2023-09-05T15:39:36.050Z   2024-05-01   2024/05/01   2023-01
_ISO = regex.compile(
    r"(?:1[0-9]|20|21)\d\d(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?|/(?:0[1-9]|1[0-2])/[0-3]\d|\.(?:0[1-9]|1[0-2])\.[0-3]\d)"
    r"(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?\ ?(?:Z|[+-][0-2]\d:?[0-5]\d)?)?(?![\d/]|[.:-]\d|[A-Za-z])"
)
# 2/15/23   31/12/2024   12.05.2024   12-31-2024
_SLASHED = regex.compile(r"[0-3]?\d(?P<sign>[/.-])[0-3]?\d(?P=sign)(?:(?:19|20)\d\d|\d\d)(?![\d/%]|[.:-]\d)")
# 9:30   15:00:00
_CLOCK = regex.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?![\d:%]|\.\d)")
# 2012-13   2024–2025   2028-2030+   2020/21
_YEARS = regex.compile(
    r"(?P<from>(?:1[0-9]|20|21)\d\d)\ ?(?P<sign>[-–—−‑/])\ ?(?P<to>(?:1[0-9]|20|21)\d\d|\d\d)\+?"
    r"(?![\d%]|[.,-]\d|[A-Za-z])"
)
_YEAR_TAILS = {"s": "decade", "e": "mark", "f": "mark", "a": "mark"}
_SIGNS_BEFORE = frozenset("$€£¥₹~≈<>≥≤=×+−±*^#@/_")
_SIGNS_AFTER = frozenset("%‰°×*^_@")
_DASHES = frozenset("-–—‑")
_HYPHENS = frozenset("-‑")
_NUMBER_TOKENS = 8
"""A number of years has no more tokens."""
_QUALIFIERS = 3
"""So many stand before one date at most: "by the end of early May"."""
_OPEN_YEARS = range(1900, 2100)
_CLOSED_YEARS = (range(1000, 1900), range(2100, 2300))
_STARTERS = (
    "month", "short-month", "qualifier", "fiscal", "quarter-letter", "season", "last", "era-before", "weekday",
)  # fmt: skip


@cache
def date_starters(tables: Tables) -> frozenset[str]:
    """The words, other than digits and number words, with which a date may begin."""
    return starters(tables, "date-word", _STARTERS)


@cache
def number_starters(tables: Tables) -> frozenset[str]:
    """The number words with which a stretch of time may begin."""
    return starters(tables, "date-word", ("number",))


def read_date(scan: Scan, index: int) -> Range | None:
    """The date that begins at a token."""
    words = vocabulary(scan.tables, "date-word")
    if scan.words[index].isdecimal():
        return _at_digits(scan, index, words)
    if scan.words[index] == "'":
        end = _decade(scan, index, index + 1, words) if scan.glued(index + 1) else None
        return None if end is None else (index, end)
    end = _qualified(scan, index, words) or _named(scan, index, words) or _stretch(scan, index, words)
    if end is None and words.has(scan.tokens, index, "era-before") and _short_year(scan, index + 1):
        end = index + 2
    return None if end is None else (index, end)


def _at_digits(scan: Scan, index: int, words: Vocabulary) -> Range | None:
    if index and scan.glued(index) and scan.words[index - 1][0].isalnum():
        return None
    end = _shape(scan, index, words) or _named(scan, index, words)
    if end is None and scan.word(index - 1) == "the" and words.has(scan.tokens, index - 2, "in"):
        end = _decade(scan, index - 1, index, words)
    if end is None:
        end = lapse(scan, index)
    if end is None and _is_year(scan, index, words):
        end = _year_end(scan, index, words)
    if end is None:
        return None
    return (index, end)


def _shape(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """Dates of digits and signs."""
    text, start = scan.text, scan.starts[index]
    if text[start - 1 : start] in _SIGNS_BEFORE and start:
        return None
    for form in (_ISO, _SLASHED, _CLOCK):
        found = form.match(text, start)
        if found is None:
            continue
        end = _token_at(scan, index, found.end())
        if form is _ISO and found.end() - start == 7 and text[start + 4] != "-":
            continue
        if form is _SLASHED and not _month_and_day(found.group(), found["sign"]):
            continue
        if form is _CLOCK:
            return _clock_end(scan, index, end, words)
        return end
    after = words.find(scan.tokens, index + 1, "half-day")
    if after is not None and (scan.number(index) or 99) <= 12:
        return _zone(scan, after[0], words)
    return None


def _clock_end(scan: Scan, index: int, end: int, words: Vocabulary) -> int | None:
    after = words.find(scan.tokens, end, "half-day")
    if after is not None:
        return _zone(scan, after[0], words)
    zone = _zone(scan, end, words)
    if zone > end or words.has(scan.tokens, index - 1, "clock-before"):
        return zone
    return None


def _zone(scan: Scan, end: int, words: Vocabulary) -> int:
    zone = words.find(scan.tokens, end, "zone")
    return end if zone is None or not scan.words[end].isupper() else zone[0]


def _month_and_day(shape: str, sign: str) -> bool:
    first, second, year = (int(part) for part in shape.split(sign))
    if sign != "/" and len(shape.split(sign)[2]) == 2:
        return False
    return bool(first and second) and min(first, second) <= 12 and max(first, second) <= 31 and year >= 0


def _token_at(scan: Scan, index: int, end: int) -> int:
    while index < scan.count and scan.starts[index] < end:
        index += 1
    return index


def _named(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """Dates with a month, a quarter, a season or a fiscal year: the token after the date."""
    if index >= scan.count:
        return None
    return (
        _month_first(scan, index, words)
        or _day_first(scan, index, words)
        or _quarter(scan, index, words)
        or _fiscal(scan, index, words)
        or _season(scan, index, words)
    )


def _month(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a month, its full stop included."""
    if not scan.capital(index):
        return None
    found = words.find(scan.tokens, index, "month")
    if found is not None:
        return found[0]
    found = words.find(scan.tokens, index, "short-month")
    if found is None:
        return None
    end = found[0]
    return end + 1 if scan.word(end) == "." and scan.glued(end) else end


def _month_first(scan: Scan, index: int, words: Vocabulary) -> int | None:
    end = _month(scan, index, words)
    if end is None:
        return None
    for joint in ("-", "–", "/"):
        if scan.word(end) == joint:
            end = _month(scan, end + 1, words) or end
            break
    if scan.word(end) == "-" and scan.glued(end) and scan.glued(end + 1):
        year = scan.number(end + 1)
        if year is not None and (year in _OPEN_YEARS or len(scan.words[end + 1]) == 2):
            return end + 2
    if scan.word(end) in (",", "of") and _plain_year(scan, end + 1):
        return _year_end(scan, end + 1, words)
    if _plain_year(scan, end):
        return _year_end(scan, end, words)
    if scan.word(end) == "'" and len(scan.word(end + 1)) == 2 and scan.number(end + 1) is not None:
        return end + 2
    day = _day(scan, end)
    if day is None:
        return None
    last = day
    if scan.word(day) in _DASHES or scan.word(day) in ("to", "and", "through"):
        last = _day(scan, day + 1) or day
        if last != day and read_unit(scan.text, _after_blank(scan, last), scan.tables) is not None:
            last = day
    if last == day and scan.word(day) == "-" and _month(scan, day + 1, words):
        last = _month_first(scan, day + 1, words) or day
    end = _of_year(scan, last, words)
    if end == last and (words.has(scan.tokens, end, "crowd") or _is_measured(scan, end)):
        return None
    return end


def _of_year(scan: Scan, end: int, words: Vocabulary) -> int:
    """The token after the year that follows a day or month, when one does."""
    at = end + 1 if scan.word(end) in (",", "of") else end
    return _year_end(scan, at, words) if _plain_year(scan, at) else end


def _after_blank(scan: Scan, index: int) -> int:
    return scan.starts[index] if index < scan.count else len(scan.text)


def _day(scan: Scan, index: int) -> int | None:
    """The token after a day of the month: ``4``, ``4th``."""
    day = scan.number(index)
    if day is None or not 1 <= day <= 31:
        return None
    if scan.glued(index + 1):
        tail = scan.word(index + 1)
        if tail in ("st", "nd", "rd", "th"):
            return index + 2
        if tail.isalpha() or tail in _SIGNS_AFTER:
            return None
        if tail in ".,:" and scan.glued(index + 2) and scan.word(index + 2).isdecimal():
            return None
    return index + 1


def _day_first(scan: Scan, index: int, words: Vocabulary) -> int | None:
    day = _day(scan, index)
    if day is None:
        return None
    if scan.word(day) in _DASHES:
        day = _day(scan, day + 1) or day
    if scan.word(day) in ("of", "-"):
        day += 1
    month = _month(scan, day, words)
    if month is None:
        return None
    if scan.word(month) == "-" and scan.number(month + 1) is not None:
        return month + 2
    return _of_year(scan, month, words)


def _plain_year(scan: Scan, index: int) -> bool:
    """True for four digits that a month, quarter or word before them makes a year."""
    year = scan.number(index)
    if year is None or len(scan.words[index]) != 4 or not 1000 <= year < 2300:
        return False
    if scan.glued(index + 1):
        tail = scan.word(index + 1)
        if tail[0].isalpha() and tail not in _YEAR_TAILS:
            return False
        return (
            not (tail in ".," and scan.glued(index + 2) and scan.word(index + 2).isdecimal())
            and tail not in _SIGNS_AFTER
        )
    return True


def _short_year(scan: Scan, index: int) -> bool:
    return scan.number(index) is not None and scan.whole(index)


def _year_end(scan: Scan, index: int, words: Vocabulary) -> int:
    """The token after a year, a range of years or a decade."""
    found = _YEARS.match(scan.text, scan.starts[index])
    if found is not None and _is_span_of_years(found["from"], found["to"], found["sign"]):
        return _token_at(scan, index, found.end())
    end = index + 1
    if scan.glued(end):
        kind = _YEAR_TAILS.get(scan.word(end))
        if kind is not None and not (scan.glued(end + 1) and scan.word(end + 1)[0].isalnum()):
            return end + 1
        if (
            scan.word(end) == "'"
            and scan.glued(end + 1)
            and scan.word(end + 1) == "s"
            and scan.word(index).endswith("0")
        ):
            return end + 2 if scan.word(index - 1) == "the" else end
        if scan.word(end) == "+" and not scan.glued(end + 1):
            return end + 1
    if scan.word(end) == "and" and scan.word(index - 1) == "between" and _plain_year(scan, end + 1):
        return end + 2
    era = words.find(scan.tokens, end, "era-after")
    if era is not None and scan.words[end].isupper():
        return era[0]
    return end


def _is_span_of_years(first: str, last: str, sign: str) -> bool:
    if len(last) == 4:
        return int(last) > int(first) and sign != "/"
    return int(last) == (int(first) + 1) % 100 if sign == "/" else int(last) > int(first[2:])


def _quarter(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``Q4 2026``, ``Q3``, ``H1 2025``, ``4Q24``."""
    if index >= scan.count:
        return None
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
        if scan.word(end) in _DASHES and words.has(scan.tokens, end + 1, "quarter-letter") and scan.glued(end + 2):
            end += 3
        return _quarter_year(scan, end, words)
    if scan.words[index].isdecimal() and scan.glued(index + 1):
        letter = words.find(scan.tokens, index + 1, "quarter-letter")
        part = scan.number(index)
        if letter is not None and scan.capital(index + 1) and part is not None and 1 <= part <= int(letter[1]):
            if scan.glued(index + 2) and len(scan.word(index + 2)) in (2, 4) and scan.number(index + 2) is not None:
                return index + 3
            if not scan.glued(index + 2) or not scan.word(index + 2)[0].isalnum():
                return _quarter_year(scan, index + 2, words) if _plain_year(scan, index + 2) else None
    return None


def _quarter_year(scan: Scan, end: int, words: Vocabulary) -> int:
    at = end
    if scan.word(at) in ("of", "-", "/", ",", "'") or (scan.word(at) == "fy" and not scan.glued(at + 1)):
        at += 1
    fiscal = _fiscal(scan, at, words)
    if fiscal is not None:
        return fiscal
    if _plain_year(scan, at):
        return _year_end(scan, at, words)
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
    if _plain_year(scan, at):
        return _year_end(scan, at, words)
    number = scan.number(at)
    if number is not None and len(scan.words[at]) == 2 and scan.words[index].isupper():
        tail = scan.glued(at + 1) and scan.word(at + 1) in _YEAR_TAILS
        return at + 2 if tail else at + 1
    quarter = _quarter(scan, at, words) or ordinal_part(scan, at)
    return quarter


def _season(scan: Scan, index: int, words: Vocabulary) -> int | None:
    found = words.find(scan.tokens, index, "season")
    if found is None:
        return None
    at = found[0] + 1 if scan.word(found[0]) in ("of", ",") else found[0]
    return _year_end(scan, at, words) if _plain_year(scan, at) else None


def _qualified(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``early 2027``, ``end of 2025``, ``mid-2020s``, ``late 1990s``, ``late March 2024``."""
    at = index
    for _ in range(_QUALIFIERS):
        found = words.find(scan.tokens, at, "qualifier")
        if found is None:
            return None
        at = found[0]
        if scan.word(at) in _HYPHENS:
            at += 1
        if scan.word(at) == "the":
            at += 1
        if _plain_year(scan, at):
            return _year_end(scan, at, words)
        end = _named(scan, at, words) or _century(scan, at) or _decade(scan, index, at, words)
        if end is not None:
            return end
    return None


def _decade(scan: Scan, first: int, index: int, words: Vocabulary) -> int | None:
    """The token after ``90s``, where no age is meant; ``first`` is the token of the words before it."""
    if len(scan.word(index)) != 2 or not scan.word(index).isdecimal() or scan.word(index)[1] != "0":
        return None
    if (
        not scan.glued(index + 1)
        or scan.word(index + 1) != "s"
        or (scan.glued(index + 2) and scan.word(index + 2)[0].isalnum())
    ):
        return None
    if first == index - 1 and scan.word(first) in ("'", "the"):
        return index + 2
    return index + 2 if scan.word(first - 1) in ("the", "in", "since", "of", "by") else None


def _century(scan: Scan, index: int) -> int | None:
    if index + 1 >= scan.count:
        return None
    if scan.words[index].isdecimal():
        return ordinal_stretch(scan, index) if scan.glued(index + 1) else None
    is_ordinal = vocabulary(scan.tables, "ordinal-word").has(scan.tokens, index, "ordinal")
    return ordinal_stretch(scan, index) if is_ordinal else None


def ordinal_part(scan: Scan, index: int) -> int | None:
    """The token after ``third quarter``, ``first half of 2025``; ``index`` is that of the ordinal."""
    words = vocabulary(scan.tables, "date-word")
    at = index + 1
    if scan.word(index).isdecimal():
        at += 1
    if scan.word(at) in _HYPHENS:
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
    if scan.word(at) in _HYPHENS:
        at += 1
    century = words.find(scan.tokens, at, "century")
    if century is not None:
        return century[0]
    return None


def _stretch(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``last 20 years``, ``next six months``, ``past 12 to 18 months``."""
    found = words.find(scan.tokens, index, "last")
    if found is None or (scan.word(index - 1) in ("at", "very") and found[1] != "both"):
        return None
    number = number_end(scan, found[0])
    if number is None:
        return None
    unit = _time_unit(scan, number, words)
    if unit is None:
        return None
    of = words.find(scan.tokens, unit, "this-year")
    return of[0] if of is not None else _of_year(scan, unit, words)


def number_end(scan: Scan, index: int) -> int | None:
    """The token after a number of words or digits: ``twenty-five``, ``four and a half``, ``12 to 18``, ``2.5``."""
    words = vocabulary(scan.tables, "date-word")
    end = _one_number(scan, index, words)
    if end is None:
        return None
    if scan.word(end) == "+" and scan.glued(end):
        end += 1
    if scan.word(end) in _DASHES or scan.word(end) in ("to", "or"):
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


def _time_unit(scan: Scan, index: int, words: Vocabulary) -> int | None:
    at = index + 1 if scan.word(index) in _HYPHENS else index
    while (skip := words.find(scan.tokens, at, "full")) is not None:
        at = skip[0]
    found = words.find(scan.tokens, at, "time-unit")
    return None if found is None else found[0]


def _short_unit(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a letter such as the ``h`` of ``3h ago``."""
    found = words.find(scan.tokens, index, "short-unit")
    return found[0] if found is not None and words.has(scan.tokens, found[0], "ago") else None


def lapse(scan: Scan, index: int) -> int | None:
    """The token after a time that is told from another one, from the token where its number begins.

    ``four years ago``, ``the five years before the war``, ``three months to December``, ``ten fiscal years from 2025
    through 2034``.
    """
    words = vocabulary(scan.tables, "date-word")
    number = number_end(scan, index)
    if number is None:
        return None
    unit = _time_unit(scan, number, words) or _short_unit(scan, number, words)
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
        month = _month_first(scan, until[0], words) or _month(scan, until[0], words)
        if month is not None:
            return month
    if scan.word(unit) == "from" and _plain_year(scan, unit + 1) and scan.word(unit + 2) in ("to", "through"):
        return unit + 4 if _plain_year(scan, unit + 3) else None
    return unit if _looks_ahead(scan, index, unit, words) else None


def _looks_ahead(scan: Scan, index: int, unit: int, words: Vocabulary) -> bool:
    """True for "In about 23 years, it may": at the start of a sentence, closed off by a comma."""
    if scan.word(unit) != ",":
        return False
    at = index - 1
    while words.has(scan.tokens, at, "about"):
        at -= 1
    return scan.word(at) == "in" and scan.opens(at)


def _is_year(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True when bare digits are a year, as far as the words beside them tell."""
    year = scan.number(index)
    if year is None:
        return False
    if words.has(scan.tokens, index + 1, "era-after") and scan.words[index + 1].isupper():
        return scan.whole(index)
    if len(scan.words[index]) != 4 or not _stands_free(scan, index):
        return False
    before = words.has(scan.tokens, index - 1, "in")
    end = _year_end(scan, index, words)
    if end > index + 1 and scan.word(index + 1) not in _YEAR_TAILS:
        if _is_measured(scan, end):
            return False
        return year in _OPEN_YEARS or before or scan.word(index - 1) == "between"
    if year not in _OPEN_YEARS:
        return any(year in years for years in _CLOSED_YEARS) and before and _clear_after(scan, index, words)
    if end > index + 1:
        return True
    return not _counts(scan, index, year, words, before=before)


def _stands_free(scan: Scan, index: int) -> bool:
    text, start, end = scan.text, scan.starts[index], scan.ends[index]
    if start:
        sign = text[start - 1]
        if sign in _SIGNS_BEFORE or sign.isalnum() or (sign in ".,:" and text[start - 2 : start - 1].isdecimal()):
            return False
        if sign in _HYPHENS and (start == 1 or not text[start - 2].isalpha() or scan.capital(index - 2)):
            return False
    if end < len(text):
        sign = text[end]
        if sign in _SIGNS_AFTER or (sign in ".,:" and text[end + 1 : end + 2].isdecimal()):
            return False
        if sign.isalpha():
            return sign.lower() in _YEAR_TAILS and not text[end + 1 : end + 2].isalnum()
        if sign.isalnum():
            return False
    return True


def _is_measured(scan: Scan, index: int) -> bool:
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
    return _plain_year(scan, second) and _clear_next(scan, second, words)


def _clear_next(scan: Scan, index: int, words: Vocabulary) -> bool:
    if index + 1 < scan.count and read_unit(scan.text, scan.starts[index + 1], scan.tables) is not None:
        return False
    if index + 1 >= scan.count or not scan.words[index + 1][0].isalnum():
        return True
    if scan.word(index - 1) == "by" and not scan.opens(index - 1):
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
        before = _plain_year(scan, index - 2) and int(scan.words[index - 2]) in _OPEN_YEARS
    return _counts_next(scan, index, year, words, before=before)


def _counts_next(scan: Scan, index: int, year: int, words: Vocabulary, *, before: bool) -> bool:
    if index + 1 >= scan.count:
        return False
    surely = scan.word(index - 1) in ("in", "since", "during", "the", "s")
    unit = read_unit(scan.text, scan.starts[index + 1], scan.tables)
    if unit is not None and unit.kind not in ("currency", "time") and not surely:
        return True
    if unit is not None and unit.kind == "time" and not before:
        return True
    if words.has(scan.tokens, index + 1, "crowd"):
        return not surely or scan.word(index - 1) == "the"
    noun = scan.word(index + 1)
    plural = noun.isalpha() and noun.endswith("s") and len(noun) > 3 and noun == scan.words[index + 1]
    return year % 100 == 0 and plural and not before and not surely
