"""Points and stretches on the calendar and the clock.

Each reader takes the index of a token and gives the tokens of the date, from the first up to, not including, the last,
or nothing. Words (months, qualifiers, prepositions) are rows of the family ``date-word``; shapes are code.
"""

from __future__ import annotations

from figtag.mentions.lapses import number_end, time_unit
from figtag.mentions.months import DASHES, named_date, of_year, ordinal_stretch
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.mentions.years import HYPHENS, SIGNS_BEFORE, plain_year, year_end
from figtag.patterns import lazy_regex

# 2023-09-05T15:39:36.050Z   2024-05-01   2024/05/01   2023-01
_ISO = lazy_regex(
    r"(?:1[0-9]|20|21)\d\d(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?|/(?:0[1-9]|1[0-2])/[0-3]\d|\.(?:0[1-9]|1[0-2])\.[0-3]\d)"
    r"(?:[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:\.\d{1,9})?)?\ ?(?:Z|[+-][0-2]\d:?[0-5]\d)?)?(?![\d/]|[.:-]\d|[A-Za-z])"
)
# 2/15/23   31/12/2024   12.05.2024   12-31-2024
_SLASHED = lazy_regex(r"[0-3]?\d(?P<sign>[/.-])[0-3]?\d(?P=sign)(?:(?:19|20)\d\d|\d\d)(?![\d/%]|[.:-]\d)")
# 9:30   15:00:00
_CLOCK = lazy_regex(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?![\d:%]|\.\d)")
_SHAPES = {"-": (_ISO, _SLASHED), "/": (_ISO, _SLASHED), ".": (_ISO, _SLASHED), ":": (_CLOCK,)}
"""What is tried, by the sign after the first digits."""
_QUALIFIERS = 3
"""So many stand before one date at most: "by the end of early May"."""


def read_date(scan: Scan, index: int) -> Range | None:
    """The date that begins at a word."""
    words = vocabulary(scan.tables, "date-word")
    if scan.words[index] == "'":
        end = _decade(scan, index, index + 1, words) if scan.glued(index + 1) else None
        return None if end is None else (index, end)
    end = _qualified(scan, index, words) or named_date(scan, index, words) or _stretch(scan, index, words)
    if end is None and words.has(scan.tokens, index, "era-before") and _short_year(scan, index + 1):
        end = index + 2
    return None if end is None else (index, end)


def written_in_digits(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after a date or time of digits and signs, at its first digits."""
    text, start = scan.text, scan.starts[index]
    if text[start - 1 : start] in SIGNS_BEFORE and start:
        return None
    end = scan.ends[index]
    for form in _SHAPES.get(text[end : end + 1], ()):
        found = form.match(text, start)
        if found is None:
            continue
        end = scan.at(index, found.end())
        if form is _ISO and found.end() - start == 7 and text[start + 4] != "-":
            continue
        if form is _SLASHED and not _month_and_day(found.group(), found["sign"]):
            continue
        if form is _CLOCK:
            return _clock_end(scan, index, end, words)
        return end
    zone = _zone(scan, index + 1, words)
    if zone > index + 1 and len(scan.words[index]) == 4 and scan.whole(index) and _is_time_of_day(scan.words[index]):
        return zone
    after = words.find(scan.tokens, index + 1, "half-day")
    if after is not None and (scan.number(index) or 99) <= 12:
        return _zone(scan, after[0], words)
    return None


def decade_at_digits(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """The token after the decade of ``in the 90s``, at its digits."""
    if words.has(scan.tokens, index - 1, "article") and words.has(scan.tokens, index - 2, "in"):
        return _decade(scan, index - 1, index, words)
    return None


def _is_time_of_day(digits: str) -> bool:
    """True for ``0910``: an hour and its minutes."""
    return int(digits[:2]) < 24 and int(digits[2:]) < 60


def _clock_end(scan: Scan, index: int, end: int, words: Vocabulary) -> int | None:
    """The token after a time of day: beside its zone or half of the day, from one to another, at the head of a line."""
    after = words.find(scan.tokens, end, "half-day")
    if after is not None:
        return _zone(scan, after[0], words)
    zone = _zone(scan, end, words)
    if index and scan.words[index - 1].isupper() and words.has(scan.tokens, index - 1, "zone"):
        return end
    if zone > end or words.has(scan.tokens, index - 1, "clock-before"):
        return zone
    until = _until_clock(scan, end)
    if until is not None:
        return _zone(scan, until, words)
    return end if _heads_line(scan, index, end) else None


def _until_clock(scan: Scan, end: int) -> int | None:
    """The token after the later of two times of day: the ``15:08`` of ``14:23 - 15:08``."""
    if scan.word(end) not in DASHES or end + 1 >= scan.count:
        return None
    second = _CLOCK.match(scan.text, scan.starts[end + 1])
    return None if second is None else scan.at(end, second.end())


def _heads_line(scan: Scan, index: int, end: int) -> bool:
    """True for the time of an entry of a timeline: ``14:20 - The pumps stop``, ``14:20 The pumps stop``."""
    if index or end >= scan.count or scan.glued(end):
        return False
    return (scan.words[end] in DASHES and not scan.glued(end + 1)) or (scan.capital(end) and scan.words[end].isalpha())


def _zone(scan: Scan, end: int, words: Vocabulary) -> int:
    zone = words.find(scan.tokens, end, "zone")
    return end if zone is None or not scan.words[end].isupper() else zone[0]


def _month_and_day(shape: str, sign: str) -> bool:
    first, second, year = (int(part) for part in shape.split(sign))
    if sign != "/" and len(shape.split(sign)[2]) == 2:
        return False
    return bool(first and second) and min(first, second) <= 12 and max(first, second) <= 31 and year >= 0


def _short_year(scan: Scan, index: int) -> bool:
    return scan.number(index) is not None and scan.whole(index)


def _qualified(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``early 2027``, ``end of 2025``, ``mid-2020s``, ``late 1990s``, ``late March 2024``."""
    at = index
    for _ in range(_QUALIFIERS):
        found = words.find(scan.tokens, at, "qualifier")
        if found is None:
            return None
        at = found[0]
        if scan.word(at) in HYPHENS:
            at += 1
        if words.has(scan.tokens, at, "article"):
            at += 1
        if plain_year(scan, at):
            return year_end(scan, at, words)
        end = named_date(scan, at, words) or _century(scan, at) or _decade(scan, index, at, words)
        if end is not None:
            return end
    return None


def _decade(scan: Scan, first: int, index: int, words: Vocabulary) -> int | None:
    """The token after ``90s``, where no age is meant; ``first`` is the token of the words before it."""
    if not words.firsts["heat"].isdisjoint(scan.said):
        return None
    if len(scan.word(index)) != 2 or not scan.word(index).isdecimal() or scan.word(index)[1] != "0":
        return None
    if (
        not scan.glued(index + 1)
        or scan.word(index + 1) != "s"
        or (scan.glued(index + 2) and scan.word(index + 2)[0].isalnum())
    ):
        return None
    if first == index - 1 and (scan.word(first) == "'" or words.has(scan.tokens, first, "article")):
        return index + 2
    return index + 2 if words.has(scan.tokens, first - 1, "decade-before") else None


def _century(scan: Scan, index: int) -> int | None:
    if index + 1 >= scan.count:
        return None
    if scan.words[index].isdecimal():
        return ordinal_stretch(scan, index) if scan.glued(index + 1) else None
    is_ordinal = vocabulary(scan.tables, "ordinal-word").has(scan.tokens, index, "ordinal")
    return ordinal_stretch(scan, index) if is_ordinal else None


def _lasts(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True where "last" is the verb: ``would have to last 50 years``, ``the panels last 50 years``."""
    if not words.has(scan.tokens, index, "last-verb") or not index or scan.starts[index] - scan.ends[index - 1] != 1:
        return False
    before = scan.lower[index - 1]
    plural = len(before) > 3 and before.endswith("s") and not before.endswith(("ss", "us", "is"))
    return words.has(scan.tokens, index - 1, "modal") or (plural and not words.has(scan.tokens, index - 1, "lasting"))


def _stretch(scan: Scan, index: int, words: Vocabulary) -> int | None:
    """``last 20 years``, ``next six months``, ``past 12 to 18 months``."""
    found = words.find(scan.tokens, index, "last")
    if found is None or _lasts(scan, index, words):
        return None
    number = number_end(scan, found[0])
    if number is None:
        return None
    unit = time_unit(scan, number, words)
    if unit is None:
        return None
    of = words.find(scan.tokens, unit, "this-year")
    return of[0] if of is not None else of_year(scan, unit, words)
