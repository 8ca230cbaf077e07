"""The unit and scale that a bare number takes from the head above or beside it.

``Price ($/M tokens)`` over a cell of ``15``, ``Revenue (in millions)`` over ``$35``, ``Training Tokens:`` before
``15.5 trillion``, a heading ``Per 1 Million Tokens`` over a table of prices, a caption ``Sales, in millions of euros``,
a line ``Amounts are in thousands of dollars.`` right above a table.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from msgspec import Struct

from figtag.document import Block, BlockKind, Document
from figtag.mentions.units import read_denominator, read_unit
from figtag.patterns import lazy_re
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens

HEADED = frozenset((BlockKind.CELL, BlockKind.ITEM))
"""Blocks whose numbers may have a head."""
_LONGEST_HEAD = 200
"""A longer text is prose and heads nothing."""
_COUNTS = ("count", "person")
"""Measures that count things."""
_PARTS = lazy_re(r"[;,]\s")
"""Between what parentheses say: "(in millions, except per share data)"."""
_ENDS = ":. "
_STOPS = (".", "!", "?")


class HeadUnit(Struct, frozen=True, gc=False):
    """What a head says of the bare numbers under it."""

    unit: str
    """The whole unit, its denominator included; empty when the head gives only a scale or only a denominator."""
    scale: Decimal
    """What the bare numbers are multiplied by."""
    unit_text: str
    """The words of the head that say it."""
    money: bool = False
    """True when ``unit`` is money or a rate of money."""
    per: str = ""
    """The denominator alone (``month``, ``(1e6 * token)``), for a cell that writes its own numerator."""

    def joined(self, own: str, money: bool) -> tuple[str, Decimal]:
        """The unit and scale of a cell whose own unit is ``own`` (``money`` when that is a plain currency).

        A bare cell takes all; a plain currency takes the denominator, and the scale where the head counts money;
        any other unit of its own stands.

        >>> HeadUnit("", Decimal(1), "/month", per="month").joined("USD", True)
        ('USD / month', Decimal('1'))
        >>> HeadUnit("percent", Decimal(1), "%").joined("USD", True)
        ('USD', Decimal('1'))
        """
        if not own:
            return self.unit, self.scale
        if not money or (self.unit and not self.money and not self.per):
            return own, Decimal(1)
        return (f"{own} / {self.per}" if self.per else own), self.scale


_NOTHING = HeadUnit("", Decimal(1), "")


def head_unit(document: Document, block: Block, tables: Tables) -> HeadUnit | None:
    """The unit and scale that the head of a cell, or the key of a card line, gives to its bare numbers.

    The nearest head that says one wins: the column's, the row's, then the table's caption or the heading above. None
    when no head says any.
    """
    blocks = document.blocks
    own = False
    if block.kind is BlockKind.CELL:
        if block.is_head:
            return None
        for index in block.heads:
            head = blocks[index]
            found = _read(head.text, tables)
            if found is not None:
                return found
            # A column that says how its amounts are made up, "Total (1M in + 1M out)", is not "per" anything else.
            own = own or (head.is_head and _holds_amount(head.text))
    elif block.kind is BlockKind.ITEM:
        key, colon, _ = block.text.partition(":")
        if colon:
            found = _read(key, tables)
            if found is not None:
                return found
    else:
        return None
    if own:
        return None
    above = [index for index in (block.lead, block.section) if index is not None]
    for index in above:
        found = _above(blocks[index], tables)
        if found is not None:
            return found
    return None


def scale_told(document: Document, block: Block, tables: Tables) -> Span | None:
    """Where a head says by how much the numbers under it are multiplied: the ``$ millions`` of ``Sales ($ millions)``.

    It is no amount of its own. None for what heads nothing.
    """
    if block.kind is BlockKind.CELL:
        found = _read(block.text, tables) if block.is_head or not block.column else None
    elif block.kind is BlockKind.ITEM:
        key, colon, _ = block.text.partition(":")
        found = _read(key, tables) if colon else None
    elif any(each.lead == block.index for each in document.blocks[block.index + 1 : block.index + 2]):
        found = _above(block, tables)
    else:
        return None
    if found is None or found.scale == 1:
        return None
    start = block.text.rfind(found.unit_text)
    return Span(start, start + len(found.unit_text))


def _above(head: Block, tables: Tables) -> HeadUnit | None:
    """What a block above a table or list says of its bare numbers."""
    if head.text.endswith(_STOPS) and head.kind is BlockKind.PARAGRAPH:
        return _read_statement(head.text, tables)
    return _read_above(head.text, tables)


def _holds_amount(text: str) -> bool:
    """True for a head with a number other than a year."""
    numbers = (word for word in Tokens.of(text).words if word[0].isdecimal())
    return any(len(number) != 4 or number[:2] not in ("19", "20") for number in numbers)


class _Words(Struct, frozen=True, gc=False):
    scales: Phrases[Decimal]
    periods: Phrases[str]
    prices: frozenset[str]
    per: frozenset[str]
    leads: frozenset[str]
    """What stands before a unit or a scale."""
    whole: frozenset[str]
    """What stands before or between them."""
    measures: frozenset[str]
    temperatures: frozenset[str]
    sums: frozenset[str]
    """Measures of money and size, whose unit is another than that of a count."""
    opens: Phrases[str]
    """What begins a statement about all amounts, and what may go on with it."""
    joins: Phrases[str]


@cache
def _words(tables: Tables) -> _Words:
    rows = tables.words
    stated = [(say, row.value) for row in rows.get("currency-statement", ()) for say in row.say]
    return _Words(
        opens=Phrases(row for row in stated if row[1] == "opens"),
        joins=Phrases(row for row in stated if row[1] == "joins"),
        scales=Phrases((say, Decimal(row.value)) for row in rows.get("head-scale", ()) for say in row.say),
        periods=Phrases((say, row.value) for row in rows.get("head-period", ()) for say in row.say),
        prices=frozenset(say for row in rows.get("head-price", ()) for say in row.say),
        per=frozenset(say for row in rows.get("head-word", ()) if row.value == "per" for say in row.say),
        leads=frozenset(say for row in rows.get("head-word", ()) if row.value == "in" for say in row.say),
        whole=frozenset(say for row in rows.get("head-word", ()) if row.value in ("in", "of") for say in row.say),
        measures=frozenset(say for row in rows.get("measure", ()) for say in row.say),
        sums=frozenset(say for row in rows.get("measure", ()) if row.value not in _COUNTS for say in row.say),
        temperatures=frozenset(say for row in rows.get("measure", ()) if row.value == "temperature" for say in row.say),
    )


@lru_cache(maxsize=4096)
def _read(text: str, tables: Tables) -> HeadUnit | None:
    """What a column head, row head or key says: in parentheses, after a comma, or as its last words."""
    if len(text) > _LONGEST_HEAD:
        return None
    words = _words(tables)
    inner = _inside(text)
    hot = not words.temperatures.isdisjoint(Tokens.of(text).lower)
    for part in inner:
        found = _degrees(part, tables) if hot else _expression(part, tables, words)
        if found is not None:
            return found
    outer = text if not inner else text[: text.index(inner[0]) - 1]
    found = _period(outer, tables, words)
    if found is not None:
        return found
    _, comma, tail = outer.rpartition(",")
    if comma:
        found = _expression(tail, tables, words)
        if found is not None:
            return found
    return _last_words(outer, tables, words)


@lru_cache(maxsize=4096)
def _read_above(text: str, tables: Tables) -> HeadUnit | None:
    """What a heading or caption says of the bare numbers of its table: in parentheses, or from its first words on."""
    if len(text) > _LONGEST_HEAD:
        return None
    words = _words(tables)
    for part in (piece for inside in _inside(text) for piece in _PARTS.split(inside)):
        found = _expression(part, tables, words) or _at_end(part, Tokens.of(part), words, tables)
        if found is not None:
            return found
    tokens = Tokens.of(text)
    for at, token in enumerate(tokens.lower):
        if token in words.per:
            return _expression(text[tokens.starts[at] :].rstrip(_ENDS), tables, words)
    return _at_end(text, tokens, words, tables)


def _at_end(text: str, tokens: Tokens, words: _Words, tables: Tables) -> HeadUnit | None:
    """The scale or money with which a caption ends: "Sales in millions of euros", "Sales, $ millions"."""
    for at, token in enumerate(tokens.lower):
        leads = token in words.leads
        if leads or at == 0 or tokens.words[at - 1] == ",":
            found = _expression(text[tokens.starts[at] :].rstrip(_ENDS), tables, words, counts=False)
            if found is not None and _is_telling(found) and (at or leads or found.unit):
                return found
    return None


def _is_telling(found: HeadUnit) -> bool:
    """True for a scale, money or percent; other units may be those of one column alone."""
    return found.scale != 1 or found.money or found.unit == "percent"


@lru_cache(maxsize=4096)
def _read_statement(text: str, tables: Tables) -> HeadUnit | None:
    """What a sentence above a table says when it says nothing else: "All amounts are in thousands of dollars."."""
    if len(text) > _LONGEST_HEAD:
        return None
    words, tokens = _words(tables), Tokens.of(text)
    count = len(tokens)
    opened = words.opens.at(tokens, 0) if count else None
    at = 0 if opened is None else opened[0]
    while at < count:
        found = _expression(text[tokens.starts[at] :].rstrip(_ENDS), tables, words, counts=False)
        if found is not None and _is_telling(found):
            return found
        joined = None if opened is None else words.joins.at(tokens, at)
        at = count if joined is None else joined[0]
    return None


def _inside(text: str) -> list[str]:
    """The parts in parentheses or brackets, the last first: it is the nearest to the numbers.

    >>> _inside("Price ($/M) [2]")
    ['2', '$/M']
    """
    parts = []
    start = None
    for at, sign in enumerate(text):
        if sign in "([":
            start = at + 1
        elif sign in ")]" and start is not None:
            parts.append(text[start:at])
            start = None
    return parts[::-1]


def _degrees(part: str, tables: Tables) -> HeadUnit | None:
    """The unit of a temperature: its K is kelvin, no thousand. Letters count as units only after a number."""
    match = read_unit(f"1 {part}", 2, tables)
    if match is None or match.kind != "temperature":
        return None
    return HeadUnit(match.unit, Decimal(1), part)


def _expression(part: str, tables: Tables, words: _Words, *, counts: bool = True) -> HeadUnit | None:
    """A unit written by itself: ``$/M tokens``, ``in millions``, ``€ bn``, ``MWh``, ``per 1 million tokens``.

    ``counts`` tells whether a scale may be followed by what is counted: ``in thousands of trips``.
    """
    part = part.strip()
    tokens = Tokens.of(part)
    count = len(tokens)
    at = 1 if count and tokens.lower[0] in words.whole else 0
    unit, scale, money, per = "", Decimal(1), False, ""
    while at < count:
        if unit and scale == 1 and at + 1 < count and tokens.lower[at] in words.whole:
            at += words.scales.at(tokens, at + 1) is not None  # "dollars in millions"
        found = words.scales.at(tokens, at) if scale == 1 else None
        if found is not None and _is_scale(tokens, at, found[0], unit):
            at, scale = found
            if at < count and tokens.lower[at] in words.whole:
                at += 1
            continue
        match = None if unit else read_unit(part, tokens.starts[at], tables)
        if match is not None:
            unit, _, per = match.unit.partition(" / ")
            money = match.kind == "currency"
        elif not (unit or per) and scale != 1 and tokens.lower[at - 1] in words.whole:
            if counts:
                break
            return None
        elif not (unit or per) and _is_events(tokens, at):
            match = read_denominator(part, tokens.starts[at + 1], tables)
            if match is None:
                return None
            unit, per = "1", match.unit.removeprefix("1 / ")
        elif not per:
            match = read_denominator(part, tokens.starts[at], tables, kind="currency")
            if match is None:
                return None
            per = match.unit.removeprefix("1 / ")
        else:
            return None
        at = _after(tokens, match.span.end)
    if not (unit or per or scale != 1):
        return None
    return HeadUnit(f"{unit} / {per}" if unit and per else unit, scale, part, money, per)


def _is_events(tokens: Tokens, at: int) -> bool:
    """True for the noun of ``msg/s``."""
    return len(tokens.words[at]) > 2 and tokens.words[at].isalpha() and tokens.words[at + 1 : at + 2] == ["/"]


def _is_scale(tokens: Tokens, at: int, end: int, unit: str) -> bool:
    """A single small letter is a scale only after money: ``(€ m)``, but not ``Height (m)``."""
    word = "".join(tokens.words[at:end])
    return len(word) > 1 or bool(unit) or (word.isupper() and len(tokens) == 1)


def _after(tokens: Tokens, offset: int) -> int:
    at = 0
    while at < len(tokens) and tokens.starts[at] < offset:
        at += 1
    return at


def _period(text: str, tables: Tables, words: _Words) -> HeadUnit | None:
    """``Monthly price`` and ``Monthly $``: a price by the month. ``Monthly users`` gives nothing."""
    tokens = Tokens.of(text)
    if not words.prices.intersection(tokens.lower) and not (len(tokens) == 2 and _is_money(tokens.words[1], tables)):
        return None
    for at in range(len(tokens)):
        found = words.periods.at(tokens, at)
        if found is not None:
            return HeadUnit("", Decimal(1), text[tokens.starts[at] : tokens.ends[found[0] - 1]], False, found[1])
    return None


def _is_money(sign: str, tables: Tables) -> bool:
    """True for the sign of a currency."""
    found = None if sign.isalnum() else read_unit(sign, 0, tables, money=True)
    return found is not None and found.span.end == len(sign)


def _last_words(text: str, tables: Tables, words: _Words) -> HeadUnit | None:
    """``Latency in ms``, ``Price per GB``, ``Training Tokens``, ``Duration hours``, ``Growth %``, ``% change``."""
    whole = read_unit(text, 0, tables)
    if whole is not None and " / " in whole.unit and whole.span.end == len(text):
        per = whole.unit.partition(" / ")[2]
        return HeadUnit(whole.unit, Decimal(1), text, whole.kind == "currency", per)
    tokens = Tokens.of(text)
    count = len(tokens)
    if count == 3 and _is_events(tokens, 0):
        return _expression(text, tables, words)
    for at, token in enumerate(tokens.lower):
        if at and token in words.per:
            composed = read_unit(text, tokens.starts[at - 1], tables)
            if composed is not None and " / " in composed.unit and composed.span.end == len(text.rstrip()):
                per = composed.unit.partition(" / ")[2]
                return HeadUnit(composed.unit, Decimal(1), composed.span.of(text), composed.kind == "currency", per)
            match = read_denominator(text, tokens.starts[at], tables, kind="currency")
            if match is not None and not text[match.span.end :].strip():
                counts = _is_count(tokens.lower[at - 1], words)
                unit = match.unit if counts else ""
                return HeadUnit(unit, Decimal(1), match.span.of(text), False, match.unit.removeprefix("1 / "))
        elif token in words.whole and at + 1 < count:
            found = _expression(text[tokens.starts[at] :], tables, words)
            if found is not None:
                return found
    for at in (count - 1, 0):
        if count > 0 and (at == 0 or count > 1 or tokens.lower[0].endswith("s")):
            match = read_unit(text, tokens.starts[at], tables)
            # A single letter or a singular noun ("Month", "Day") names the column, it is no unit of it.
            plain = match is not None and _is_plain_unit(text, match.span.start, match.span.end, at, count)
            if match is not None and (plain or (at > 0 and tokens.lower[at - 1] in words.measures)):
                return HeadUnit(match.unit, Decimal(1), match.span.of(text), match.kind == "currency")
    return None


def _is_count(word: str, words: _Words) -> bool:
    """True for the plural of what happens so many times: ``Requests per second``, but not ``Prices per GB``."""
    return len(word) > 3 and word.endswith("s") and word not in words.prices and word not in words.sums


def _is_plain_unit(text: str, start: int, end: int, at: int, count: int) -> bool:
    word = text[start:end]
    if word.isalpha() and word.islower() is False and word.isupper() is False:
        word = word.lower()
    if not word[0].isalpha():
        return True
    if at != count - 1 or end < len(text.rstrip()):
        return False
    return len(word) > 3 and word.lower().endswith("s")
