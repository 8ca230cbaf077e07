"""What is read at digits: a reader is asked only where the signs and words beside them let it find something.

Most digits of an article are plain amounts (``by 23 percent``), at which none of these readers finds anything. So the
digits, their neighbours and their block are looked at once; what is seen are facts, bits of one number, and each
reader names those that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct

from figtag.labels import Role
from figtag.mentions import codes, dates, lapses, months, names, powers, products, structure, titles, years
from figtag.mentions.months import DASHES
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.tables import Tables
from figtag.tokens import words_of

Found = tuple[Range, Role]
"""The tokens of a mention, and its role."""

Reader = Callable[[Scan, int, int], list[Found]]
"""Reads what begins at a token, or holds it; the last argument is the first token that it may take."""


def simple(role: Role, read: Callable[[Scan, int], Range | None]) -> Reader:
    """A reader of one role that takes whatever it finds."""

    def reader(scan: Scan, index: int, floor: int) -> list[Found]:
        found = read(scan, index)
        return [] if found is None else [(found, role)]

    return reader


def bounded(role: Role, read: Callable[[Scan, int, int], Range | None]) -> Reader:
    """A reader of one role that asks which tokens it may take."""

    def reader(scan: Scan, index: int, floor: int) -> list[Found]:
        found = read(scan, index, floor)
        return [] if found is None else [(found, role)]

    return reader


def read_ordinal(scan: Scan, index: int, floor: int) -> list[Found]:
    """A place in an order, or the date that it is part of."""
    found = structure.read_ordinal(scan, index)
    if found is None:
        return []
    where, dated = found
    return [(where, Role.DATE if dated else Role.ORDINAL)]


def _journal(scan: Scan, index: int, floor: int) -> list[Found]:
    return structure.read_journal(scan, index)


def _date(read: Callable[[Scan, int, Vocabulary], int | None]) -> Reader:
    """A reader of dates that begin with digits, which no letters may touch before."""

    def reader(scan: Scan, index: int, floor: int) -> list[Found]:
        if index and scan.glued(index) and scan.words[index - 1][0].isalnum():
            return []
        end = read(scan, index, vocabulary(scan.tables, "date-word"))
        return [] if end is None else [((index, end), Role.DATE)]

    return reader


PHRASE = simple(Role.NAME, names.read_phrase)
DATE = simple(Role.DATE, dates.read_date)
ADDRESS = simple(Role.NAME, codes.read_address)
INLINE = simple(Role.STRUCTURE, structure.read_inline_number)

_LONG = 6
_SIZES = (0, 1, 2, 4, 8, 16, 32)
"""The fact that there are so many digits; the last one is for so many and more."""
(
    _ADDRESSED, _GLUED, _NOUGHT, _NAME, _NAMED, _WRITTEN, _DAY, _QUARTER, _DECADE, _LAPSE, _YEAR, _PHRASE, _SIZED,
    _ENDING, _PERCENTILE, _PLACE, _POWER, _MULTIPLIED, _LOCANT, _JOURNAL, _INLINE, _DEVICE, _CAPITAL,
    _SHORT,
) = (1 << bit for bit in range(6, 30))  # fmt: skip
_DATES = _WRITTEN | _DAY | _QUARTER | _DECADE | _LAPSE | _YEAR


def _digits(shortest: int, longest: int = _LONG) -> int:
    return sum(_SIZES[shortest : longest + 1])


class _OfDigits(Struct, frozen=True, gc=False):
    """A reader of digits, and the facts without which it finds nothing: one of each group."""

    read: Reader
    needs: tuple[int, ...]


_OF_DIGITS = (
    _OfDigits(ADDRESS, (_ADDRESSED, _GLUED)),
    _OfDigits(bounded(Role.NAME, powers.read_power), (_digits(1, 1), _POWER)),
    _OfDigits(PHRASE, (_PHRASE,)),
    _OfDigits(_journal, (_digits(1, 4), _JOURNAL)),
    _OfDigits(simple(Role.NAME, codes.read_minor_planet), (_digits(4, 4), _CAPITAL)),
    _OfDigits(simple(Role.NAME, codes.read_multiplier), (_digits(1, 2), _MULTIPLIED)),
    _OfDigits(simple(Role.NAME, codes.read_locant), (_digits(1, 2), _LOCANT)),
    _OfDigits(bounded(Role.NAME, titles.read_titled_year), (_digits(4, 4), _NAMED | _CAPITAL)),
    _OfDigits(_date(dates.written_in_digits), (_WRITTEN,)),
    _OfDigits(_date(months.day_first), (_DAY,)),
    _OfDigits(_date(months.quarter_at_digits), (_QUARTER,)),
    _OfDigits(_date(dates.decade_at_digits), (_DECADE,)),
    _OfDigits(_date(lapses.lapse), (_LAPSE,)),
    _OfDigits(_date(years.year), (_YEAR,)),
    _OfDigits(read_ordinal, (_ENDING,)),
    _OfDigits(bounded(Role.ORDINAL, structure.read_percentile), (_PERCENTILE,)),
    _OfDigits(INLINE, (_digits(1, 2), _INLINE)),
    _OfDigits(bounded(Role.NAME, names.read_name), (_NAME | _NAMED,)),
    _OfDigits(bounded(Role.NAME, products.read_designation_size), (_SIZED,)),
    _OfDigits(simple(Role.NAME, codes.read_padded), (_NOUGHT,)),
    _OfDigits(simple(Role.NAME, codes.read_place), (_PLACE,)),
    _OfDigits(simple(Role.NAME, codes.read_type_number), (_digits(3, 5), _DEVICE)),
    _OfDigits(bounded(Role.NAME, codes.read_postcode), (_digits(5, 5),)),
)
READERS = tuple(one.read for one in _OF_DIGITS)
"""All that are asked at digits, in order."""

_BEFORE = {
    ")": _MULTIPLIED, "-": _POWER | _NAME, "−": _POWER, "⁻": _POWER, "‑": _NAME, "_": _NAME, ".": _NAME, "/": _NAME,
    "#": _NAME, "+": _NAME,
}  # fmt: skip
_AFTER = {
    ")": _INLINE, "\\": _INLINE, "(": _JOURNAL, "+": _LAPSE, ":": _WRITTEN, "/": _WRITTEN | _NAME, "s": _DECADE,
    "‑": _LOCANT, "–": _LOCANT | _PLACE, "→": _LOCANT, "'": _LOCANT, "′": _LOCANT,
}  # fmt: skip
_DATES_AFTER = {
    _WRITTEN: ("half-day", "zone"), _DAY: ("month", "short-month", "month-joint"), _QUARTER: ("quarter-letter",),
    _LAPSE: ("number-joint", "both", "full", "time-unit"), _SHORT: ("short-unit",), _YEAR: ("era-after",),
}  # fmt: skip
_DATES_AFTER_HYPHEN = {_DAY: ("month", "short-month"), _LAPSE: ("full", "time-unit", "number")}
_MONEY = codes.MONEY
_YEAR_DIGITS = 4
_POINTS = frozenset(".,")
_JOINTS = frozenset(".,'′")
_CODE_JOINTS = frozenset("-/")
_LOCANT_JOINTS = frozenset("-'′")
_OPENS_CODE = frozenset(",'′(")


class AtDigits:
    """Which readers may find something at digits; compiled once for each value of the tables."""

    __slots__ = ("_after", "_ago", "_before", "_hyphened", "_own", "_phrases")
    opens = True
    """A number may begin with digits."""

    def __init__(self, tables: Tables) -> None:
        date, name = vocabulary(tables, "date-word"), vocabulary(tables, "name-word")
        ordinal = vocabulary(tables, "ordinal-word")
        self._own: dict[str, int] = {}
        """Facts by the digits themselves."""
        self._phrases: dict[str, set[str]] = {}
        """The words after digits with which a phrase begins; of digits that are one by themselves, the digits too."""
        for phrase in name.phrases("phrase"):
            if phrase[0].isdecimal():
                first, *more = words_of(phrase)
                self._phrases.setdefault(first, set()).add(more[0] if more else first)
        _note(self._own, _PHRASE, self._phrases)
        _note(self._own, _NAME, name.firsts_of("status-code"))
        self._before = dict(_BEFORE)
        """Facts by the word or sign before."""
        _note(self._before, _NAME, [words_of(phrase)[-1] for phrase in name.phrases("designator")])
        _note(self._before, _NAME, name.firsts_of("dialled"))
        _note(self._before, _SIZED, name.firsts_of("maker"))
        _note(self._before, _PERCENTILE, ordinal.firsts_of("percentile"))
        self._after = dict(_AFTER)
        """Facts by the word or sign after."""
        _note(self._after, _DAY | _LAPSE, DASHES - {"-"})
        for fact, kinds in _DATES_AFTER.items():
            _note(self._after, fact, date.firsts_of(*kinds))
        _note(self._after, _LAPSE, [words[0] for words in map(words_of, date.phrases("short-unit")) if len(words) > 1])
        self._ago = date.firsts_of("ago")
        """The words after the letter of a unit of time, as in ``3h ago``."""
        _note(self._after, _DAY | _ENDING, ordinal.firsts_of("ending"))
        _note(self._after, _DEVICE, name.firsts_of("device"))
        self._hyphened: dict[str, int] = {}
        """Facts by the word after a hyphen that stands after."""
        for fact, kinds in _DATES_AFTER_HYPHEN.items():
            _note(self._hyphened, fact, date.firsts_of(*kinds))
        for phrase in name.phrases("generation", "node", "term", "line"):
            words = words_of(phrase)
            behind = words[0] == "-" and len(words) > 1
            _note(self._hyphened if behind else self._after, _NAME, [words[behind]])

    def readers(self, scan: Scan, index: int) -> tuple[Reader, ...]:
        """Those that may find something at the digits, in order."""
        lower, starts, ends = scan.lower, scan.starts, scan.ends
        word = lower[index]
        size = len(word)
        facts = _of_block(scan) if scan.facts is None else scan.facts
        facts |= _SIZES[size if size < _LONG else _LONG] | self._own.get(word, 0)
        if size == _YEAR_DIGITS:
            facts |= _YEAR
        if size > 2 and word[0] == "0":
            facts |= _NOUGHT | _NAME
        if facts & _PHRASE and self._phrases[word].isdisjoint(lower[index : index + 2]):
            facts &= ~_PHRASE
        after = index + 1
        if after < scan.count:
            facts |= self._beside(scan, index, after)
            if lower[after] in _JOINTS and after + 1 < scan.count and ends[index] == starts[after]:
                facts |= self._goes_on(scan, index)
        if index:
            before = lower[index - 1]
            facts |= self._before.get(before, 0)
            if ends[index - 1] == starts[index]:
                facts |= _GLUED
                if scan.words[index - 1][0].isalnum():
                    facts &= ~_DATES
                if before in _MONEY:
                    facts &= ~_NAME
                elif scan.words[index - 1][-1].isalpha() or (before == "(" and scan.word(after) == ")"):
                    facts |= _NAME
            elif not (word := scan.words[index - 1]).islower() and word[-1].isalnum() and not word.isdecimal():
                facts |= _NAMED
        return _chosen(facts)

    def _beside(self, scan: Scan, index: int, after: int) -> int:
        """Facts by the word after the token ``index``, or behind a hyphen there."""
        word = scan.lower[after]
        facts = self._after.get(word, 0)
        if facts & _SHORT and scan.word(after + 1) in self._ago:
            facts |= _LAPSE
        if scan.ends[index] == scan.starts[after]:
            facts |= _GLUED
            if scan.words[after][0].isalpha():
                named = (scan.glued(after + 1) and scan.lower[after + 1].isdecimal()) or scan.lower[index] == "0"
                return facts | _NAME if named else facts
        if word == "-":
            behind = scan.word(after + 1)
            if behind.isalpha():
                return facts | _LOCANT | self._hyphened.get(behind, 0)
            return facts | _WRITTEN | _DAY | _LAPSE | _NAME | _PLACE
        if scan.words[after][0].isupper():
            return facts | _CAPITAL | _PLACE if scan.capital(after + 1) else facts | _CAPITAL
        return facts

    def _goes_on(self, scan: Scan, index: int) -> int:
        """Facts by what stands behind the sign that is glued to the digits: a code, decimals and what follows them."""
        lower, joint, at = scan.lower, scan.lower[index + 1], index + 2
        if not scan.glued(at):
            return 0
        if joint not in _POINTS or not lower[at].isdecimal():
            return _NAME if lower[at] in _OPENS_CODE or lower[at].isdecimal() else 0
        at += 1
        facts = _NAME if len(lower[index]) == 4 else 0
        if at >= scan.count:
            return facts
        word = lower[at]
        facts |= self._beside(scan, at - 1, at) & (_LAPSE | _NAME)
        if word in _POINTS and scan.glued(at) and scan.glued(at + 1) and lower[at + 1].isdecimal():
            return facts | _WRITTEN | _LAPSE | _NAME
        coded = word in _LOCANT_JOINTS if joint == "," else word in _CODE_JOINTS or word.isdecimal()
        return facts | _NAME if coded else facts


def _note(facts: dict[str, int], fact: int, words: Iterable[str]) -> None:
    for word in words:
        facts[word] = facts.get(word, 0) | fact


def _of_block(scan: Scan) -> int:
    """Facts by what the whole text holds: addresses, positions on the globe."""
    facts = _ADDRESSED if codes.may_have_addresses(scan) else 0
    if not scan.text.isascii() and any(sign in scan.text for sign in codes.DEGREES):
        facts |= _NAME
    scan.facts = facts
    return facts


@cache
def _chosen(facts: int) -> tuple[Reader, ...]:
    return tuple(one.read for one in _OF_DIGITS if all(facts & need for need in one.needs))
