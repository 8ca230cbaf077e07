"""One number with what is glued to it: signs, currency, scale and unit."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cache

from msgspec import Struct

from figtag.labels import Change
from figtag.mentions.counted import Noun, find_counted
from figtag.mentions.currencies import read_named, shared_signs
from figtag.mentions.lexicon import PART, NumberTables, number_tables
from figtag.mentions.numerals import Numeral, is_reported, plain_numeral, plus, read_numeral, times
from figtag.mentions.signs import MINUSES, minus_apart, read_signs
from figtag.mentions.unit_forms import unit_index, unit_starts
from figtag.mentions.units import UnitMatch, divide, read_before, read_denominator, read_unit
from figtag.mentions.words import read_scale, read_words
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens, words_of

_HYPHENS = "-‐‑"
_PLUS_OR_MINUS = frozenset((*MINUSES, "+"))
_SIGNS = frozenset((*_HYPHENS, "+", "/", "(", "["))
"""Signs behind a number that may lead to a unit, or open its bound."""
_CODE = 3
"""Letters of the code of a currency."""


class Term(Struct):
    """A number with what is glued to it."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    written: Decimal | None
    """The number before its scale."""
    unit: str = ""
    kind: str = ""
    """Kind of the unit; ``factor`` for ``3x``."""
    unit_text: str | None = None
    measured: str | None = None
    scale: Decimal | None = None
    word: str = ""
    """Kind of a number in words, empty for digits."""
    spoken: Decimal | None = None
    """The scale with which a number in words ends: that of ``five thousand``."""
    whole: bool = False
    """True for a whole number in digits or words."""
    approximate: bool = False
    bound: str = ""
    """``least``, ``most``, ``both`` for a bound on both sides, or empty."""
    tolerance: bool = False
    signed: bool = False
    change: Change | None = None
    too_large: bool = False

    @property
    def bare(self) -> bool:
        """True for a number with no unit, scale or sign of its own."""
        return not self.unit and not self.kind and self.scale is None and not self.signed


@cache
def _openers(tables: Tables) -> frozenset[str]:
    """The words with which a term may begin: those of numbers, articles and bands, and of money before an amount."""
    numbers = number_tables(tables)
    kinds = (entry.words[0] for entry in numbers.words if entry.kind in ("article", "band"))
    money = (sign for signs in unit_index(tables).before.values() for sign, _ in signs)
    return frozenset((*numbers.starts, *kinds, *(words_of(sign)[0] for sign in (*money, *numbers.signs))))


@cache
def _followers(tables: Tables) -> frozenset[str]:
    """The words and signs with which a scale, a unit or a factor may begin behind a number."""
    numbers = number_tables(tables)
    scales = (entry.words[0] for entry in numbers.words if entry.kind in ("scale", "many"))
    counted = numbers.counted
    letters = (suffix.lower() for suffix in numbers.suffixes)
    named = (name for shared in shared_signs(tables).values() for name in shared.names)
    return frozenset((*_SIGNS, *unit_starts(tables), *letters, *scales, *counted["factor"], *counted["letter"], *named))


class Reader:
    """Reads terms of one text."""

    __slots__ = ("_followers", "_openers", "_spoken", "assumed", "limit", "numbers", "tables", "text", "tokens")

    def __init__(self, text: str, tokens: Tokens, tables: Tables, numbers: NumberTables) -> None:
        self.text = text
        self.tokens = tokens
        self._spoken: dict[str, bool] = {}
        self.tables = tables
        self.numbers = numbers
        self._openers, self._followers = _openers(tables), _followers(tables)
        self.limit = len(text)
        """Where the next mention of another role begins: nothing is read past it."""
        self.assumed: Term | None = None
        """An amount of money whose currency goes on for the number now read: the first end of ``$20-25/share``."""

    def index(self, offset: int) -> int:
        """The first token that begins at an offset or after it."""
        return bisect_left(self.tokens.starts, offset)

    def term(self, index: int, floor: int) -> Term | None:
        """The term whose number begins at a token, with nothing of it before ``floor``."""
        word = self.tokens.lower[index]
        if word in self.numbers.starts:
            return self._word_term(index, floor)
        text, start = self.text, self.tokens.starts[index]
        pointed = start > floor and text[start - 1] == "." and self._is_blank(start - 2)
        if pointed:
            start -= 1
        money = read_before(text, start, self.tables)
        numeral = None if pointed else plain_numeral(text, word, self.tokens.ends[index], self.limit)
        if numeral is None:
            numeral = read_numeral(text, start, self.limit, money=None if money is None else money.unit)
        if numeral is None:
            return None
        return self._digit_term(start, numeral, floor, money)

    def term_at(self, offset: int) -> Term | None:
        """The term that begins exactly at an offset, its sign or currency first."""
        first, lower = self.index(offset), self.tokens.lower
        if not self._may_open(first):
            return None
        for index in range(first, min(first + 4, len(lower))):
            word = lower[index]
            if word[0].isnumeric() or word in self.numbers.starts:
                found = self.term(index, offset)
                return found if found is not None and found.start == offset else None
        return None

    def _may_open(self, index: int) -> bool:
        """False for a token that is a plain word: no term begins there."""
        lower = self.tokens.lower
        if index >= len(lower):
            return False
        word = lower[index]
        return word in self._openers or not (word.isalpha() and word.isascii())

    def _is_blank(self, offset: int) -> bool:
        return offset < 0 or not (self.text[offset].isalnum() or self.text[offset] in ".,")

    # Numbers in words

    def _word_term(self, index: int, floor: int) -> Term | None:
        number = read_words(self.tokens, index, self.numbers)
        if number is None:
            return None
        start, end = self.tokens.starts[number.start], self.tokens.ends[number.end - 1]
        if start < floor or end > self.limit or self._glued(start, end):
            return None
        term = Term(start, end, number.low, number.high, number.low, word=number.kind)
        term.whole = number.kind in ("number", "pronoun") and number.low is not None and number.low % 1 == 0
        if number.kind == "many" and number.high is None:
            term.bound = "least"
        last = self.numbers.words.at(self.tokens, number.end - 1)
        if number.kind == "number" and last is not None and last.kind == "scale" and number.end - 1 > number.start:
            term.spoken = last.number()
        self._currency(term, floor, read_before(self.text, start, self.tables))
        if number.kind in ("factor", "interval"):
            term.kind = "factor" if number.kind == "factor" else ""
            self._unit(term)
            return term
        if number.kind == "number" and number.end < len(self.tokens) and self.text[end : end + 1] == " ":
            self._scaled_code(term, end + 1, number.end)
        self.unit_after(term, number.kind, number.end)
        return term

    def _glued(self, start: int, end: int) -> bool:
        text = self.text
        return (start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")) or (
            end < len(text) and (text[end].isdigit() or text[end] == "_")
        )

    def unit_after(self, term: Term, kind: str, at: int) -> None:
        """Take the unit after a number in words, which ends before a token.

        ``hundreds of dollars``, ``half an hour``, ``a quarter of a mile``.
        """
        self._unit(term)
        if term.unit or kind in ("number", "pronoun"):
            return
        words = self.numbers.words
        link = words.at(self.tokens, at)
        if link is not None and link.value == PART:
            at += 1
        elif kind == "many":
            return
        if kind == "share":
            article = words.at(self.tokens, at)
            if article is None or article.kind != "article":
                return
            at += 1
        if at < len(self.tokens):
            self._take_unit(term, self.tokens.starts[at])

    # Numbers in digits

    def _digit_term(self, start: int, numeral: Numeral, floor: int, money: UnitMatch | None) -> Term | None:
        value = numeral.value
        term = Term(start, numeral.end, value, value, value, whole=numeral.whole, too_large=value is None)
        before = self.text[start - 1] if start else " "
        if money is not None or self.assumed is not None or before in MINUSES:
            self._currency(term, floor, money)
        if term.start == start and (before.isalnum() or before == "_"):
            if not self._is_card_word(start, floor):
                return None
            if self._is_followed(term.end):
                self._suffixes(term)
            return term if term.unit or term.scale is not None else None
        self._signs(term, floor, start)
        after = self.text[term.end : term.end + 1]
        if after == "s" and self._plural(term, floor):
            return term
        if self._is_followed(term.end):
            self._suffixes(term)
        if term.end == numeral.end and after and (after.isalpha() or after == "_"):
            return None
        return term

    def _is_card_word(self, start: int, floor: int) -> bool:
        """True for a plain word glued before a number, as cards have it: ``Context2M Tokens``."""
        word = start
        while word > floor and start - word < 24 and self.text[word - 1].isalpha():
            word -= 1
        return start - word >= 4 and self.text[word + 1 : start].islower()

    def _plural(self, term: Term, floor: int) -> bool:
        """``100s of`` is open above; ``80s`` is a band of ten, ``high 80s`` a part of it."""
        end = term.end + 1
        value = term.low
        if (end < len(self.text) and self.text[end].isalnum()) or value is None or not term.whole:
            return False
        if value < 100 and self._is_age_group(term):
            term.end, term.unit, term.kind, term.measured = end, "year", "time", "age"
            return True
        if value >= 100 and str(int(value)).strip("0") == "1":
            term.end, term.high, term.bound = end, None, "least"
            return True
        if value >= 100 or value % 10 or not value:
            return False
        term.end = end
        term.high = plus(value, Decimal(9))
        band = self.numbers.words.ending(self.tokens, self.index(term.start))
        if band is not None and band.kind == "band":
            start = self.tokens.starts[self.index(term.start) - len(band.words)]
            if start >= floor:
                term.start = start
                term.low, term.high = plus(value, band.number(1)), plus(value, band.number(2))
        return True

    def _is_age_group(self, term: Term) -> bool:
        """Bound the age in the plural of people above or below it: ``the over-65s``."""
        index = self.index(term.start)
        bound = self.numbers.before.ending(self.tokens, index - 1) if index > 1 else None
        if bound is None or self.text[term.start - 1] not in _HYPHENS or bound.value[-1] != "denied":
            return False
        term.bound = bound.value[1].partition("-")[0]
        return True

    # What stands before

    def _currency(self, term: Term, floor: int, found: UnitMatch | None) -> None:
        start = term.start
        if found is None and self.assumed is not None:
            term.unit, term.kind, term.unit_text = self.assumed.unit, self.assumed.kind, self.assumed.unit_text
            return
        if found is None and start > 1 and self.text[start - 1] in MINUSES:
            found = read_before(self.text, start - 1, self.tables)
            if found is not None and found.span.start >= floor:
                self._negate(term)
        if found is None or found.span.start < floor or self.text[found.span.end : start].strip(" -−–"):
            return
        term.start = found.span.start
        term.unit, term.kind = found.unit, found.kind
        term.unit_text = found.span.of(self.text)

    def _negate(self, term: Term) -> None:
        if term.low is not None and term.high is not None:
            term.low, term.high = -term.high, -term.low
        term.signed = True
        term.change = Change.DOWN

    def _signs(self, term: Term, floor: int, number: int) -> None:
        """Glued signs, signs of comparison with one blank, a minus apart: ``~``, ``≥ ``, ``-``, ``at - 5``."""
        if term.start > 1:
            last = self.text[term.start - 1]
            if last == " ":
                last = self.text[term.start - 2]
            if last not in self.numbers.sign_ends and last not in _PLUS_OR_MINUS:
                return
        apart = self.numbers.guards["minus before"]
        if term.start == number and self.text[number - 2 : number - 1] in MINUSES and not term.signed:
            start = minus_apart(self.text, number, floor, self.tokens, self.index(number), apart)
            if start is not None:
                self._negate(term)
                term.start = start
        found = read_signs(self.text, term.start, floor, self.numbers.signs, signed=term.signed)
        if found.sign == "-":
            self._negate(term)
        elif found.sign:
            term.signed, term.change = True, Change.UP
        term.start = found.start
        term.approximate = term.approximate or found.approximate
        term.tolerance = term.tolerance or found.tolerance
        term.bound = found.bound or term.bound

    # What stands after

    def _is_followed(self, end: int) -> bool:
        """False where what stands behind a number is no scale, unit or sign, as with most: ``5 lamps``."""
        text, tokens = self.text, self.tokens
        if end >= self.limit:
            return False
        at = end + 1 if text[end] == " " or text[end] in _HYPHENS else end
        index = bisect_left(tokens.starts, at)
        if index >= len(tokens.starts) or tokens.starts[index] != at:
            return True
        word, stop = tokens.lower[index], tokens.ends[index]
        if word in self._followers or not word.isascii() or (stop < len(text) and not text[stop].isascii()):
            return True  # marks of other scripts belong to the words of units, and are signs here
        return len(word) == _CODE + 1 and tokens.words[index][1:].isupper()

    def _suffixes(self, term: Term) -> None:
        self._scale(term)
        if (
            term.end < self.limit
            and self.text[term.end] == "+"
            and not self.text[term.end + 1 : term.end + 2].isdigit()
        ):
            term.end += 1
            term.bound = "least"
            if term.scale is None:
                self._scale(term)  # "$22+ billion"
        self._unit(term)
        if (
            term.bound != "least"
            and term.end < self.limit
            and self.text[term.end] == "+"
            and not self.text[term.end + 1 : term.end + 2].isalnum()
        ):
            term.end += 1
            term.bound = "least"
        if not term.unit and not term.kind:
            self._rate(term)

    def _is_composed(self, term: Term, at: int, end: int) -> bool:
        """True when a letter of scale is a unit by what follows: ``5 m s⁻¹``, ``€2.40 m⁻¹``, ``0.1 M NaCl``."""
        if self.text[end : end + 1] not in (" ", "⁻", "²", "³", "^", "−", "·"):
            return False
        found = read_unit(self.text, at, self.tables)
        if found is None:
            return False
        if found.kind == "concentration":
            return term.kind != "currency"
        return found.span.end > end and (" / " in found.unit or " ** " in found.unit)

    def _scale(self, term: Term) -> None:
        """Letters and words of scale: ``2M``, ``$5 bn``, ``1.5 million``, ``10-million``."""
        text, end = self.text, term.end
        if end >= self.limit:
            return
        at = end + 1 if text[end] == " " or text[end] in _HYPHENS else end
        tokens = self.tokens
        index = bisect_left(tokens.starts, at)
        if index >= len(tokens.starts) or tokens.starts[index] != at:
            return
        suffix = self.numbers.suffixes.get(tokens.words[index])
        stop = tokens.ends[index]
        if suffix is not None and stop <= self.limit and not self._runs_on(stop):
            if (
                text[end] not in _HYPHENS
                and not self._is_composed(term, at, stop)
                and self._is_scale(term, suffix.manner, index, glued=at == end)
            ):
                self._scaled(term, stop, suffix.scale)
                self._second_scale(term)
            return
        if len(tokens.words[index]) == _CODE + 1 and self._scaled_code(term, at, index):
            return
        if (at > end or text[end].isalpha()) and tokens.lower[index] in self.numbers.words.firsts:
            words = read_scale(tokens, index, self.numbers)
            if words is not None and tokens.ends[words[0] - 1] <= self.limit:
                self._scaled(term, tokens.ends[words[0] - 1], words[1])

    def _scaled_code(self, term: Term, at: int, index: int) -> bool:
        """Scale a term by a letter that is glued to the code of a currency: ``20 MUSD``, ``3 kEUR``."""
        word = self.tokens.words[index]
        if len(word) != _CODE + 1 or not word[1:].isupper() or word[0] not in self.numbers.suffixes:
            return False
        found = read_unit(self.text, at + 1, self.tables)
        if found is None or found.kind != "currency" or not found.span.end == self.tokens.ends[index] <= self.limit:
            return False
        self._scaled(term, at + 1, self.numbers.suffixes[word[0]].scale)
        return True

    def _second_scale(self, term: Term) -> None:
        if self.text[term.end : term.end + 1] != " ":
            return
        words = read_scale(self.tokens, self.index(term.end + 1), self.numbers)
        if words is not None and self.tokens.ends[words[0] - 1] <= self.limit:
            self._scaled(term, self.tokens.ends[words[0] - 1], words[1])

    def _runs_on(self, end: int) -> bool:
        return end < len(self.text) and (self.text[end].isalnum() or self.text[end] == "_")

    def _is_scale(self, term: Term, manner: str, index: int, *, glued: bool) -> bool:
        """True when the letter after a number scales it, and is no unit."""
        if term.kind == "currency":
            return True
        if manner in ("always", "glued"):
            return glued or manner == "always"
        if manner == "money":
            return self._unit_kind(index + 1) == "currency"
        if manner == "loose":
            return glued or self._unit_kind(index + 1) != "" or self._counts(index)
        if self._unit_kind(index + 1):
            return True
        counted = self.numbers.counted
        after = self.tokens.lower[index + 1] if index + 1 < len(self.tokens) else ""
        if after in counted["metre"] or after in counted["ago"]:
            return False
        return self._counts(index) and (glued or after not in self.numbers.acts)

    def _unit_kind(self, index: int) -> str:
        """The kind of the unit that begins at a token after one blank, empty when there is none."""
        if index >= len(self.tokens) or self.text[self.tokens.starts[index] - 1] != " ":
            return ""
        found = read_unit(self.text, self.tokens.starts[index], self.tables)
        return "" if found is None else found.kind

    def _counts(self, index: int) -> bool:
        """True when a noun in the plural follows a token."""
        found = find_counted(self.tokens, index + 1, self.numbers, Noun.PLURAL)
        return found is not None

    def _scaled(self, term: Term, end: int, scale: Decimal) -> None:
        term.end = end
        term.scale = scale if term.scale is None else times(term.scale, scale)
        for bound in ("low", "high"):
            value = getattr(term, bound)
            if value is not None:
                value = times(value, scale)
                term.too_large = term.too_large or not is_reported(value)
                setattr(term, bound, value)
        if term.too_large:
            term.low = term.high = None

    def _unit(self, term: Term) -> None:
        text, end = self.text, term.end
        if term.kind == "currency":
            self._name_currency(term)
            self._denominator(term)
            return
        if end >= self.limit:
            return
        if text[end] == " " or text[end] in _HYPHENS:
            if not (self._take_unit(term, end + 1) or self._take_factor(term, end + 1)):
                self._bracketed_unit(term)
        elif not (self._take_unit(term, end) or self._take_factor(term, end)):
            self._letter(term)

    def _name_currency(self, term: Term) -> None:
        """The currency that is named behind an amount in a sign that several share: ``$50 CAD``."""
        found = read_named(self.text, term.end, term.unit, self.tables)
        if found is not None and found[0] <= self.limit:
            term.unit_text = f"{term.unit_text}{self.text[term.end : found[0]]}"
            term.end, term.unit = found

    def _speaks_of(self, kind: str) -> bool:
        """True when the text has a word of what a unit measures: the cold of ``-15C``, the fuse of ``32A``."""
        if kind not in self._spoken:
            self._spoken[kind] = not self.numbers.counted[kind].isdisjoint(self.tokens.lower)
        return self._spoken[kind]

    def _letter(self, term: Term) -> None:
        """A capital letter glued to a number is a unit, unless a name or a place stands before: ``-15C``, ``32A``."""
        end = term.end
        letter = self.text[end]
        counted = self.numbers.counted
        if not letter.isupper() or letter.lower() not in counted["letter"] or self._runs_on(end + 1):
            return
        after = self.text[end + 1 : end + 3]
        if after[:1] in ("-", "‑", "/", "&", "'", "’") and after[1:].isalnum():
            return
        first = self.index(term.start)
        if first:
            before = self.tokens.words[first - 1]
            if (before[0].isalpha() and not before.islower()) or before == "." or before.lower() in counted["place"]:
                return
        match = read_unit(f"1 {letter}", 2, self.tables)
        if match is not None and (self.text[term.start] in MINUSES or self._speaks_of(match.kind)):
            term.unit, term.kind, term.unit_text, term.end = match.unit, match.kind, letter, end + 1

    def _bracketed_unit(self, term: Term) -> None:
        """A unit alone in brackets: ``20 (kg)``, ``20 [kg]``."""
        text, start = self.text, term.end + 2
        if text[term.end : start] not in (" (", " ["):
            return
        found = read_unit(text, start, self.tables)
        end = 0 if found is None else found.span.end
        if found is not None and end < self.limit and text[end] in ")]":
            term.unit, term.kind, term.unit_text, term.end = found.unit, found.kind, found.span.of(text), end + 1

    def _denominator(self, term: Term) -> None:
        if term.end >= self.limit:
            return
        found = read_denominator(self.text, term.end, self.tables, kind="currency") or self._inverse(term.end)
        if found is None or found.span.end > self.limit or self._is_next_price(found):
            return
        term.unit = divide(term.unit, found.unit)
        term.unit_text = (
            f"{term.unit_text}{'' if found.span.of(self.text)[0] == '/' else ' '}{found.span.of(self.text)}"
        )
        term.end = found.span.end

    def _inverse(self, end: int) -> UnitMatch | None:
        """A denominator that is written as a power: the ``m⁻¹`` of ``€2.40 m⁻¹``."""
        if self.text[end] != " " or end + 1 >= self.limit:
            return None
        found = read_unit(self.text, end + 1, self.tables)
        return found if found is not None and found.unit.startswith("1 / ") else None

    def _rate(self, term: Term) -> None:
        """What a bare number is per: ``32B per token``, ``5/s``."""
        if term.end >= self.limit:
            return
        found = read_denominator(self.text, term.end, self.tables)
        if found is not None and found.span.end <= self.limit:
            term.unit, term.kind, term.unit_text = found.unit, "rate", found.span.of(self.text)
            term.end = found.span.end

    def _is_next_price(self, found: UnitMatch) -> bool:
        """True when what was read is the currency sign of the next number: ``$1.50/$10``."""
        end = found.span.end
        return self.text[end : end + 1].isdecimal()

    def _take_unit(self, term: Term, at: int) -> bool:
        """Read a unit at an offset into a term."""
        if at >= self.limit:
            return False
        found = self._minutes(term, at) or read_unit(self.text, at, self.tables)
        if found is None or found.span.end > self.limit or self._is_next_price(found):
            return False
        letter = at == term.end and self.text[at].islower() and not self.text[at + 1 : at + 2].isalpha()
        if letter and found.kind == "currency" and " / " not in found.unit and not self._speaks_of(found.kind):
            return False  # the pages of "320p"
        term.unit, term.kind, term.measured = found.unit, found.kind, found.property
        term.unit_text = found.span.of(self.text)
        term.end = found.span.end
        if found.kind == "currency" and term.scale is None and term.unit_text.isupper():
            self._second_scale(term)  # "75 USD million"
        return True

    def _is_size(self, end: int) -> bool:
        """True where a bare number follows the x of ``2x 4``; a measured one is what there are two of."""
        if not self.text[end : end + 2].strip(" ").isdigit():
            return False
        second = self.term_at(end + 1)
        return second is None or second.bare

    def _minutes(self, term: Term, at: int) -> UnitMatch | None:
        """The ``m`` of ``90m ago``, which is no metre."""
        if self.text[at] != "m" or at != term.end:
            return None
        index = self.index(at)
        if index >= len(self.tokens) or self.tokens.words[index] != "m":
            return None
        counted = self.numbers.counted
        after = self.tokens.lower[index + 1] if index + 1 < len(self.tokens) else ""
        first = self.index(term.start)
        before = self.tokens.lower[first - 1] if first else ""
        if after in counted["ago"] or (before in counted["lapse"] and after not in counted["metre"]):
            match = read_unit("min", 0, self.tables)
            if match is not None:
                return UnitMatch(Span(at, at + 1), match.unit, match.kind)
        return None

    def _take_factor(self, term: Term, at: int) -> bool:
        """``3x``, ``10-fold``, ``100 times``."""
        index = self.index(at)
        if index >= len(self.tokens) or self.tokens.starts[index] != at or self.tokens.ends[index] > self.limit:
            return False
        word, end = self.tokens.lower[index], self.tokens.ends[index]
        if word not in self.numbers.counted["factor"] or self._runs_on(end):
            return False
        if len(word) == 1 and (at > term.end or self.text[end : end + 1].isdigit() or self._is_size(end)):
            return False
        term.kind, term.unit_text, term.end = "factor", self.tokens.words[index], end
        if end < self.limit:
            found = read_denominator(self.text, end, self.tables)
            if found is not None and found.span.end <= self.limit:
                term.unit = found.unit
                term.unit_text = self.text[at : found.span.end]
                term.end = found.span.end
        return True
