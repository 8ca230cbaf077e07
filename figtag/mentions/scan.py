"""One walk over a document that leaves no digit without a mention."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from decimal import Decimal

from figtag.document import Block, BlockKind, Document
from figtag.labels import Change, Role
from figtag.mentions.bounds import apply_after, apply_before, close, find_change
from figtag.mentions.counted import Noun, find_counted, find_part_of
from figtag.mentions.currencies import name_currencies
from figtag.mentions.decimals import read_decimals
from figtag.mentions.heads import HEADED, head_unit, scale_told
from figtag.mentions.lexicon import PART, NumberTables, number_tables
from figtag.mentions.mention import Mention, Remark
from figtag.mentions.minor import is_minor
from figtag.mentions.neighbours import Found, share_neighbours
from figtag.mentions.numerals import is_reported, times
from figtag.mentions.quantities import read_quantity
from figtag.mentions.readings import settle
from figtag.mentions.roles import Asked, find_roles, look_up
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import read_denominator, read_unit
from figtag.span import Span, last_sign
from figtag.tables import Tables
from figtag.tokens import Tokens

TOO_LARGE = Remark(
    "number-too-large",
    "a number beyond 10^±100 or of more than 1,000 digits; it is listed without its value",
)

_OLDEST = 120
_HYPHENS = "-‐‑"
_MOST_DESCRIBING = 2
"""So many words at most describe a unit before it."""
_SHORTEST_UNIT = 3
"""A unit behind words that describe it is a word of so many letters, and no symbol."""

Claim = tuple[Span, Role]


def find_mentions(document: Document, tables: Tables) -> tuple[Mention, ...]:
    """Every number of the document in reading order, disjoint, each digit in exactly one."""
    found = [mention for block in document.blocks for mention in _in_block(document, block, tables)]
    named = name_currencies(document, found, tables)
    return settle(document, read_decimals(document, named), tables)


def is_digit(sign: str) -> bool:
    """True for a decimal digit, a superscript or subscript digit, or a vulgar fraction.

    >>> [sign for sign in "a5²₂½٣①" if is_digit(sign)]
    ['5', '²', '₂', '½', '٣']
    """
    if sign.isdecimal():
        return True
    return sign.isnumeric() and unicodedata.decomposition(sign).startswith(("<super>", "<sub>", "<fraction>"))


def _in_block(document: Document, block: Block, tables: Tables) -> list[Mention]:
    if not block.text:
        return []
    numbers = number_tables(tables)
    tokens = document.tokens(block.index)
    asked = look_up(tokens, tables)
    wanted = _beginnings(tokens.lower, asked, numbers)
    claims = find_roles(block, tokens, tables, asked)
    if not wanted and not claims:
        return []
    walk = _Walk(document, block, tokens, tables, numbers)
    walk.run(wanted, claims)
    return walk.mentions()


def _beginnings(lower: list[str], asked: Asked, numbers: NumberTables) -> list[int]:
    """The tokens with which a number may begin."""
    pairs, (words, places) = numbers.pairs, asked
    return [
        at
        for at in places
        if (word := words[at]) is not None
        and word.opens
        and (lower[at] not in pairs or (at + 1 < len(lower) and lower[at + 1] in pairs[lower[at]]))
    ]


def _is_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


class _Walk:
    """The walk over one block."""

    def __init__(self, document: Document, block: Block, tokens: Tokens, tables: Tables, numbers: NumberTables) -> None:
        self.document, self.block, self.tokens, self.tables, self.numbers = document, block, tokens, tables, numbers
        self.text = block.text
        self.reader = Reader(block.text, tokens, tables, numbers)
        self.found: list[Found] = []
        self.floor = 0
        self.by_million: str | None = None
        """What prices "by M" are by the million of, once it was looked for."""

    def run(self, wanted: list[int], claims: list[Claim]) -> None:
        """Take the claims as they stand and read quantities between them."""
        starts, reader, ahead = self.tokens.starts, self.reader, iter(claims)
        claim = next(ahead, None)
        for index in wanted:
            start = starts[index]
            while claim is not None and claim[0].start <= start:
                self._claim(claim)
                claim = next(ahead, None)
            if start >= self.floor:
                reader.limit = len(self.text) if claim is None else claim[0].start
                self._read(index)
        while claim is not None:
            self._claim(claim)
            claim = next(ahead, None)
        share_neighbours(self.found, reader)

    def _claim(self, claim: Claim) -> None:
        span, role = claim
        self.found.append(Found(span, role))
        self.floor = span.end

    def _read(self, index: int) -> None:
        start = self.tokens.starts[index]
        term = None if self.block.kind is BlockKind.CODE else read_quantity(self.reader, index, self.floor)
        if term is not None:
            self._figure(term)
        elif is_digit(self.text[start]):
            self._leftover(start, self.tokens.ends[index])

    def _leftover(self, start: int, end: int) -> None:
        """A digit that is no quantity: code, part of a name, or a bare figure."""
        text, limit = self.text, self.reader.limit
        end = min(end, limit)
        if self.block.kind is BlockKind.CODE:
            role = Role.CODE
        else:
            role = Role.NAME
            while start > self.floor and (text[start - 1].isalnum() or text[start - 1] == "_"):
                start -= 1
            while end < limit and (text[end].isalnum() or text[end] == "_"):
                end += 1
        self.found.append(Found(Span(start, end), role))
        self.floor = end

    def _figure(self, term: Term) -> None:
        tokens, numbers, text = self.tokens, self.numbers, self.text
        lower = tokens.lower
        if self.block.kind is BlockKind.CELL:
            self._accounting(term)
        after = bisect_left(tokens.starts, term.end)
        if not term.unit:
            if text.startswith(",", term.end):
                self._age(term)
            elif after < len(lower) and lower[after] in numbers.counted["unit"] and self._described_unit(term, after):
                after = self.reader.index(term.end)
        first = bisect_left(tokens.starts, term.start)
        if first and lower[first - 1] in numbers.before.lasts:
            first = apply_before(term, tokens, first, self.floor, numbers)
        if after < len(lower) and lower[after] in numbers.after.firsts:
            apply_after(term, tokens, after, numbers)
        converted = term.unit != "" and self._is_converted(term)
        if converted:
            self._take_bound(term)
        if not term.unit and (term.bound or term.low is not term.high):
            self._age_of_people(term, first, after)
        found = Found(Span(term.start, term.end), Role.FIGURE, term, first=first)
        if not term.unit and term.kind in ("", "range") and text[term.end : term.end + 1] in (" ", "-", "‑"):
            self._counted(found, after)
        if term.word == "pronoun" and self._is_pronoun(found, after):
            return
        term.change = find_change(term, tokens, first, after, numbers) or self._restated(term, converted=converted)
        if term.bound:
            close(term)
        self.found.append(found)
        self.floor = term.end

    def _is_pronoun(self, found: Found, after: int) -> bool:
        """True for "one" that counts nothing: it has no unit and no noun, and is not one of several."""
        term = found.term
        if term is None or not term.bare or term.bound or found.counted is not None:
            return False
        among = self.numbers.words.at(self.tokens, after)
        return among is None or among.value != PART

    def _restated(self, term: Term, *, converted: bool) -> Change | None:
        """The change that a figure says again in another unit: ``lost 190 points, or 0.6%``."""
        before = self.found[-1] if self.found else None
        if before is None or before.term is None or before.term.change is None or not term.unit:
            return None
        if converted:
            return before.term.change
        end = before.span.end if before.counted is None else before.counted.end
        gap = self.tokens.lower[self.reader.index(end) : self.reader.index(term.start)]
        return before.term.change if self.numbers.links["again"].has(gap) else None

    def _is_converted(self, term: Term) -> bool:
        """True for an amount in parentheses that tells the one before it in another unit: ``10 miles (16 km)``."""
        before = self.found[-1].term if self.found else None
        if before is None or not term.unit or before.kind != term.kind or before.unit == term.unit:
            return False
        return self.text[self.found[-1].span.end : term.start] == " (" and self.text[term.end : term.end + 1] == ")"

    def _take_bound(self, term: Term) -> None:
        """Give an amount the bound of the one before it, and how exact that is."""
        before = self.found[-1].term
        assert before is not None
        if term.low == term.high and not term.bound:
            term.bound = before.bound
        term.approximate = term.approximate or before.approximate

    def _described_unit(self, term: Term, first: int) -> bool:
        """Take the unit behind words that describe it: ``three full years``, ``517 rushing yards``.

        ``first`` is the token behind the term, one of these words.
        """
        tokens, end, describing = self.tokens, term.end, self.numbers.counted["unit"]
        if self.text[end] != " " or term.kind.strip("range"):
            return False
        at = first
        while at < first + _MOST_DESCRIBING and at < len(tokens) and tokens.lower[at] in describing:
            at += 1
        if at >= len(tokens) or self.text[tokens.ends[at - 1] : tokens.starts[at]] != " ":
            return False
        found = read_unit(self.text, tokens.starts[at], self.tables)
        if found is None or len(tokens.words[at]) < _SHORTEST_UNIT or found.span.end > self.reader.limit:
            return False
        term.unit, term.kind, term.measured, term.end = found.unit, found.kind, found.property, found.span.end
        term.unit_text = self.text[end + 1 : term.end]
        return True

    def _age(self, term: Term) -> None:
        """A bare number between commas after the name of a person is an age: ``Sarah Ryder, 57,``.

        The comma behind it has been seen.
        """
        text = self.text
        if not (term.bare and term.whole and not term.word):
            return
        if term.low is None or not 0 < term.low < _OLDEST or text[max(0, term.start - 2) : term.start] != ", ":
            return
        first = self.reader.index(term.start)
        if first >= 3 and all(_is_name(word) for word in self.tokens.words[first - 3 : first - 1]):
            term.unit, term.kind, term.measured = "year", "time", "age"

    def _age_of_people(self, term: Term, first: int, after: int) -> None:
        """A bare number with a bound or a range after people: ``people 18 to 34``, ``women over 50``.

        ``first`` is its first modifier.
        """
        if term.unit or term.kind.strip("range") or term.scale is not None or not term.whole:
            return
        if term.low is None or not 0 <= term.low < _OLDEST or not (term.bound or term.low != term.high):
            return
        counted, lower = self.numbers.counted, self.tokens.lower
        behind = first > 0 and lower[first - 1] in counted["person"]
        if (
            behind
            and first < self.reader.index(term.start)
            and find_counted(self.tokens, after, self.numbers) is not None
        ):
            return
        grouped = term.low != term.high and lower[after : after + 1] != [] and lower[after] in counted["age"]
        if behind or grouped or (term.bound and not counted["years"].isdisjoint(lower[after : after + 2])):
            term.unit, term.kind, term.measured = "year", "time", "age"

    def _accounting(self, term: Term) -> None:
        """Parentheses around the only number of a cell make it negative."""
        if self.block.kind is not BlockKind.CELL or term.signed or term.low is None or term.high is None:
            return
        if self.text == f"({self.text[term.start : term.end]})" and term.kind in ("", "currency"):
            term.start, term.end = term.start - 1, term.end + 1
            term.low, term.high, term.signed = -term.high, -term.low, True

    def _counted(self, found: Found, after: int) -> None:
        """The noun that the figure counts, and what that is per: ``1,000 requests per month``."""
        term = found.term
        assert term is not None
        point = after + 1 if self.text[term.end] in _HYPHENS else after
        noun = (point, point + 1) if self._is_of_point(term, point) else self._noun(term, after)
        if noun is None:
            return
        found.counted = Span(self.tokens.starts[noun[0]], self.tokens.ends[noun[1] - 1])
        if self._is_of_point(term, noun[0]) or self._is_points(noun):
            term.unit, term.kind, term.unit_text = "percentage_point", "percent", found.counted.of(self.text)
            term.end = found.counted.end
            found.span, found.counted = Span(term.start, term.end), None
            return
        apply_after(term, self.tokens, noun[1], self.numbers)
        if found.counted.end < len(self.text):
            rate = read_denominator(self.text, found.counted.end, self.tables)
            if rate is not None:
                term.unit, term.kind, term.unit_text = rate.unit, "rate", rate.span.of(self.text)

    def _noun(self, term: Term, index: int) -> tuple[int, int] | None:
        """The words of the noun that a number counts, or is a share of, from the token after the number."""
        tokens, numbers = self.tokens, self.numbers
        share, many = term.word == "share", term.word == "many"
        one = term.low == term.high == 1
        if index >= len(tokens):
            return None
        if tokens.lower[index] in numbers.counted["compared"]:
            return find_counted(tokens, index + 1, numbers, Noun.ONE if one else Noun.PLURAL)
        if tokens.words[index] in _HYPHENS:
            return find_counted(tokens, index + 1, numbers, Noun.PLURAL if share else Noun.MANY)
        whole = find_part_of(tokens, index, numbers, share=share or many)
        if whole is not None:
            return find_counted(tokens, whole, numbers, Noun.WHOLE if share else Noun.MANY if many else Noun.PLURAL)
        if share:
            one = term.low == term.high and self._after_article(term)
            if not one:
                return None
        return find_counted(tokens, index, numbers, Noun.ONE if one else Noun.MANY)

    def _after_article(self, term: Term) -> bool:
        """True for the half of "a half turn"."""
        before = self.reader.index(term.start) - 1
        return before >= 0 and self.tokens.lower[before] in self.numbers.counted["article"]

    def _is_points(self, noun: tuple[int, int]) -> bool:
        """True for the points of a poll, which are percentage points."""
        counted = self.numbers.counted
        if noun[1] - noun[0] != 1 or self.tokens.lower[noun[0]] not in counted["point"]:
            return False
        if self._moves_share(noun[1]):
            return True
        here = self.tokens.lower
        if not counted["share"].isdisjoint(here):
            return counted["index"].isdisjoint(here)
        return counted["index"].isdisjoint(here) and self._is_poll()

    def _is_of_point(self, term: Term, index: int) -> bool:
        """True for a part of a point in a text about interest: ``a quarter-point cut``."""
        if not term.word or term.low is None or term.low >= 1 or index >= len(self.tokens):
            return False
        counted, lower = self.numbers.counted, self.tokens.lower
        return lower[index] in counted["point"] and not counted["interest"].isdisjoint(lower)

    def _moves_share(self, after: int) -> bool:
        """True where points lead to a share: ``fell 5.5 points to 82.2 percent``."""
        link = self.numbers.links["to"].at(self.tokens, after)
        if link is None or after + len(link.words) >= len(self.tokens):
            return False
        level = self.reader.term_at(self.tokens.starts[after + len(link.words)])
        return level is not None and level.kind == "percent"

    def _is_poll(self) -> bool:
        """True where the head of the block, or the block before or after it, speaks of shares of voters."""
        index, blocks = self.block.index, self.document.blocks
        share = self.numbers.counted["share"]
        near = {self.block.section, self.block.lead, *range(max(0, index - 2), min(len(blocks), index + 3))}
        return any(not share.isdisjoint(self.document.tokens(at).lower) for at in near if at is not None)

    # What a figure takes from its heads

    def mentions(self) -> list[Mention]:
        """The mentions of the block, in order."""
        head = None
        if self.block.kind in HEADED and any(found.term is not None for found in self.found):
            head = head_unit(self.document, self.block, self.tables)
        result = []
        for found in self.found:
            if found.term is None:
                result.append(Mention(self.block.index, found.span, found.role))
                continue
            term = found.term
            if head is not None and found.counted is None and self._is_headed(found, term):
                money = term.kind == "currency" and " / " not in term.unit
                unit, scale = head.joined(term.unit, money)
                if unit != term.unit or scale != 1:
                    term.unit, term.unit_text = unit, term.unit_text or head.unit_text
                    if term.scale is None and scale != 1:
                        self._rescale(term, scale)
            if term.unit and term.unit.endswith("/ 1e6"):
                self._name_million(term)
            result.append(self._mention(found, term))
        return result

    def _tells_scale(self, span: Span, term: Term) -> bool:
        """True for the "millions" of a head, which only says how the numbers under it are written."""
        if term.word != "many" or any(map(str.isdecimal, span.of(self.text))):
            return False
        told = scale_told(self.document, self.block, self.tables)
        return told is not None and told.start <= span.start and span.end <= told.end

    def _is_headed(self, found: Found, term: Term) -> bool:
        """True for a number that a head speaks of: in a cell, or the value of a key."""
        if term.kind not in ("", "currency", "range"):
            return False
        if self.block.kind is BlockKind.CELL:
            return True
        return last_sign(self.text, found.span.start, " ~≈") == ":"

    @staticmethod
    def _rescale(term: Term, scale: Decimal) -> None:
        term.low = None if term.low is None else times(term.low, scale)
        term.high = None if term.high is None else times(term.high, scale)

    def _name_million(self, term: Term) -> None:
        """``$15/M`` is by the million of what the block or its heads name: tokens."""
        if self.by_million is None:
            self.by_million = self._named_by_million()
        if self.by_million:
            term.unit = f"{term.unit.removesuffix('1e6')}(1e6 * {self.by_million})"

    def _named_by_million(self) -> str:
        named = self.numbers.by_million
        above = [index for index in (self.block.lead, self.block.section) if index is not None]
        for index in (self.block.index, *self.block.heads, *above):
            for word in self.document.tokens(index).lower:
                if word in named:
                    return named[word]
        return ""

    def _mention(self, found: Found, term: Term) -> Mention:
        low, high = term.low, term.high
        large = (
            term.too_large
            or not (low is None or is_reported(low))
            or not (high is None or high is low or is_reported(high))
        )
        span = found.span
        return Mention(
            block=self.block.index,
            span=span,
            role=Role.FIGURE,
            minor=self._tells_scale(span, term)
            or is_minor(self.block, self.tokens, span, low, high, term.unit, found.counted, self.tables),
            low=None if large else low,
            high=None if large else high,
            approximate=term.approximate,
            change=term.change,
            unit=term.unit,
            unit_text=term.unit_text,
            counted=found.counted,
            property=term.measured,
            notices=(TOO_LARGE,) if large else (),
        )
