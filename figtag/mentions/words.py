"""Numbers written in words, read from the word at which they begin."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from figtag.mentions.lexicon import PART, STARTS, Entry, NumberTables
from figtag.mentions.numerals import over, over_whole, plus, times
from figtag.mentions.parts import HYPHENS, past_hyphen, read_part
from figtag.tokens import Tokens

_MOST_SCALES = 3
_HALF = Decimal("0.5")
_WHOLE_OF_PART = Decimal(10**6)
"""Of this scale and larger ones, "and a half" is half of the scale."""


class WordNumber(Struct, frozen=True, gc=False):
    """A number in words; ``start`` and ``end`` count tokens."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    kind: str
    """``number``, ``share``, ``factor``, ``interval``, ``many``, or ``pronoun`` for a word that is also one."""


def read_words(tokens: Tokens, index: int, numbers: NumberTables) -> WordNumber | None:
    """The number in words whose first word, an article left aside, is the token ``index``.

    >>> from figtag.mentions.lexicon import number_tables
    >>> from figtag.tables import load_tables
    >>> numbers = number_tables(load_tables())
    >>> read_words(Tokens.of("one hundred and five lamps"), 0, numbers).low
    Decimal('105')
    >>> read_words(Tokens.of("tens of thousands of lamps"), 0, numbers).high
    Decimal('100000')
    >>> read_words(Tokens.of("several lamps"), 0, numbers) is None
    True
    """
    entry = numbers.words.at(tokens, index)
    if entry is None:
        return _pronoun_scaled(tokens, index, numbers)
    if entry.kind not in STARTS:
        return None
    match entry.kind:
        case "cardinal":
            return _cardinal(tokens, index, numbers)
        case "half":
            return _half(tokens, index, entry, numbers)
        case "many":
            return _many(tokens, index, entry, numbers)
        case "vague" | "multi":
            return _open(tokens, index, entry, numbers)
        case "factor":
            return _factor(tokens, index, entry, numbers)
        case "interval":
            return WordNumber(index, index + len(entry.words), entry.number(1), entry.number(2), "interval")
        case "scale":
            return _after_article(tokens, index, numbers)
        case _:
            return _one_part(tokens, index, entry, numbers)


def _pronoun_scaled(tokens: Tokens, index: int, numbers: NumberTables) -> WordNumber | None:
    """A word that is no number here but for the scale after it: ``the one million jobs``."""
    entry = numbers.words.at(tokens, index, always=True)
    if entry is None or entry.kind != "cardinal":
        return None
    scale = read_scale(tokens, index + len(entry.words), numbers)
    if scale is None:
        return None
    value = times(entry.number(), scale[1])
    return WordNumber(index, scale[0], value, value, "number")


def read_scale(tokens: Tokens, index: int, numbers: NumberTables) -> tuple[int, Decimal] | None:
    """The words of scale from a token on (``million``, ``hundred thousand``): the index after them, their product."""
    product, at = Decimal(1), index
    for _ in range(_MOST_SCALES):
        entry = _scale_at(tokens, at, numbers)
        if entry is None:
            break
        product = times(product, entry.number())
        at += len(entry.words)
        if at + 1 < len(tokens) and tokens.words[at] in HYPHENS and _scale_at(tokens, at + 1, numbers):
            at += 1
    return None if at == index else (at, product)


def _scale_at(tokens: Tokens, index: int, numbers: NumberTables) -> Entry | None:
    entry = numbers.words.at(tokens, index)
    if entry is None:
        return None
    return entry if entry.kind == "scale" or (entry.kind == "many" and entry.number() >= 1000) else None


def _cardinal(tokens: Tokens, index: int, numbers: NumberTables) -> WordNumber | None:
    total, current, at = Decimal(0), Decimal(0), index
    ceiling: Decimal | None = None
    single = True
    while at < len(tokens):
        begin = past_hyphen(tokens, at) if at > index else at
        entry = numbers.words.at(tokens, begin)
        if entry is None:
            break
        if entry.kind == "cardinal":
            value = entry.number()
            if at > index and not _fits(current, value, fresh=ceiling is not None and current == 0):
                break
            current += value
        elif entry.kind == "scale" and at > index:
            value = entry.number()
            if value == 100:
                if not 0 < current < 100:
                    break
                current *= 100
            else:
                if not current or (ceiling is not None and value >= ceiling):
                    break
                total = plus(total, times(current, value))
                current, ceiling = Decimal(0), value
        elif entry.kind == "and" and (current >= 100 or ceiling is not None):
            after = numbers.words.at(tokens, begin + 1)
            if after is None or after.kind != "cardinal" or begin != at:
                break
            if _fraction_after(tokens, begin + 1, numbers) is not None:
                break
            if not _fits(current, after.number(), fresh=current == 0):
                break
        else:
            break
        single = single and at == index
        at = begin + len(entry.words)
    value = plus(total, current)
    decimals = _decimals(tokens, at, numbers)
    if decimals is not None:
        at, part = decimals
        value, single = plus(value, part), False
        scale = read_scale(tokens, at, numbers)
        if scale is not None:
            at, value = scale[0], times(value, scale[1])
    if single or (value < 1000 and total == 0):
        share = _parts(tokens, index, at, value, numbers)
        if share is not None:
            return share
    first = numbers.words.at(tokens, index)
    kind = "pronoun" if at == index + 1 and first is not None and first.value[-1] == "pronoun" else "number"
    return _and_part(tokens, WordNumber(index, at, value, value, kind), numbers)


def _decimals(tokens: Tokens, at: int, numbers: NumberTables) -> tuple[int, Decimal] | None:
    """The decimals of ``three point one four``: the index after them, and what they add."""
    point = numbers.words.at(tokens, at)
    if point is None or point.kind != "point":
        return None
    at += len(point.words)
    digits = ""
    while (entry := numbers.words.at(tokens, at, always=True)) is not None and entry.kind == "cardinal":
        if digits and entry.number() >= 10:
            break
        digits += entry.value[1]
        at += len(entry.words)
        if entry.number() >= 10:
            at, digits = _two_decimals(tokens, at, entry.number(), numbers)
            break
    return (at, Decimal(f"0.{digits}")) if digits else None


def _two_decimals(tokens: Tokens, at: int, tens: Decimal, numbers: NumberTables) -> tuple[int, str]:
    """Decimals read as a number below a hundred: the ``seventy-one`` after a point."""
    begin = past_hyphen(tokens, at)
    ones = numbers.words.at(tokens, begin, always=True)
    if ones is not None and ones.kind == "cardinal" and _fits(tens, ones.number(), fresh=False):
        return begin + len(ones.words), str(tens + ones.number())
    return at, str(tens)


def _fits(current: Decimal, value: Decimal, *, fresh: bool) -> bool:
    """True when a cardinal may follow what was read: twenty five, one hundred twenty, three thousand five."""
    if fresh:
        return value < 1000
    if current >= 100 and current % 100 == 0:
        return 0 < value < 100
    return 0 < value < 10 and current % 100 >= 20 and current % 10 == 0


def _and_part(tokens: Tokens, number: WordNumber, numbers: NumberTables) -> WordNumber:
    """A number with the part of a whole after it, and a scale after both.

    ``two and a half``, ``one and a quarter million``; of what ends in millions it is a part of a million (``a million
    and a half``), unless a smaller scale follows: ``one billion and a quarter million``.
    """
    begin = past_hyphen(tokens, number.end)
    joint = numbers.words.at(tokens, begin)
    if joint is None or joint.kind != "and" or number.low is None:
        return number
    part = _fraction_after(tokens, past_hyphen(tokens, begin + 1), numbers)
    if part is None or part[1] >= part[2]:
        return number
    at, above, below = part
    spoken = _scale_at(tokens, number.end - 1, numbers)
    scale = read_scale(tokens, past_hyphen(tokens, at), numbers)
    if scale is not None:
        at = scale[0]
    if scale is not None and (spoken is None or number.low < scale[1]):
        value = times(over_whole(number.low, above, below), scale[1])
    elif scale is not None:
        value = plus(number.low, times(over(above, below), scale[1]))
    elif spoken is not None and spoken.number() >= _WHOLE_OF_PART:
        value = plus(number.low, times(over(above, below), spoken.number()))
    else:
        value = over_whole(number.low, above, below)
    return WordNumber(number.start, at, value, value, "number")


def _fraction_after(tokens: Tokens, at: int, numbers: NumberTables) -> tuple[int, Decimal, Decimal] | None:
    """A fraction after "and": the index after it, and its two numbers."""
    first = numbers.words.at(tokens, at)
    if first is None or first.kind not in ("article", "cardinal"):
        return None
    count = Decimal(1) if first.kind == "article" else first.number()
    begin = past_hyphen(tokens, at + len(first.words))
    part = numbers.words.at(tokens, begin, always=True)
    if part is None or part.kind not in ("part", "half") or tokens.lower[begin].endswith("s") != (count > 1):
        return None
    return begin + len(part.words), count, Decimal(2) if part.kind == "half" else part.number()


def _parts(tokens: Tokens, start: int, at: int, count: Decimal, numbers: NumberTables) -> WordNumber | None:
    """``two-thirds``, ``three quarters of``, ``one half``: the plural after two and more, else the singular."""
    part = read_part(tokens, at, numbers)
    if part is None or not 0 < count < 1000:
        return None
    if part.taken is not None:
        count = over(count, part.taken)
    if part.plural != (count > 1) and not (part.joined and count > 1):
        return None  # "two-third" is written for two-thirds
    plain = part.end == at + 1 and part.under == 4
    if plain and not _is_all(tokens, start, part.end) and not _guarded(tokens, start, part.end, "part", numbers):
        return None
    value = over(count, part.under)
    return WordNumber(start, part.end, value, value, "share")


def _one_part(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    """``a third of``, ``by a quarter``; ``a quarter-point`` also without its article."""
    article = numbers.words.at(tokens, index - 1) if index else None
    if tokens.lower[index].endswith("s"):
        return None
    if numbers.guards["part joined"].at(tokens, index + 1) is not None:
        value = over(Decimal(1), entry.number())
        return WordNumber(index, index + 1, value, value, "share")
    if article is None or article.kind != "article":
        return None
    scaled = _part_of_scale(tokens, index, entry, numbers)
    if scaled is not None:
        return scaled
    if not _is_all(tokens, index - 1, index + 1) and not _guarded(tokens, index - 1, index + 1, "part", numbers):
        return None
    value = over(Decimal(1), entry.number())
    return WordNumber(index - 1, index + 1, value, value, "share")


def _part_of_scale(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    """``a quarter million``, ``a quarter of a million``; the article stands before ``index``."""
    at = past_hyphen(tokens, index + 1)
    of, article = numbers.words.at(tokens, at), numbers.words.at(tokens, at + 1)
    if of is not None and of.kind == "among" and article is not None and article.kind == "article":
        at += 2
    scale = read_scale(tokens, at, numbers)
    if scale is None:
        return None
    value = times(over(Decimal(1), entry.number()), scale[1])
    return WordNumber(index - 1, scale[0], value, value, "number")


def _is_all(tokens: Tokens, start: int, end: int) -> bool:
    """True when nothing else stands in the text: the only words of a cell."""
    return start == 0 and end == len(tokens)


def _guarded(tokens: Tokens, start: int, end: int, what: str, numbers: NumberTables) -> bool:
    after = numbers.guards.get(f"{what} after")
    before = numbers.guards.get(f"{what} before")
    return bool((after is not None and after.at(tokens, end)) or (before is not None and before.ending(tokens, start)))


def _half(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    """``half``, ``half a million``, ``half a dozen``."""
    at = index + len(entry.words)
    after = numbers.words.at(tokens, at)
    skip = 1 if after is not None and after.kind == "article" else 0
    scale = read_scale(tokens, past_hyphen(tokens, at + skip), numbers)
    if scale is not None:
        value = times(_HALF, scale[1])
        return WordNumber(index, scale[0], value, value, "number")
    return WordNumber(index, at, _HALF, _HALF, "share")


def _many(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    """``dozens``, ``tens of thousands``."""
    low, at = entry.number(), index + 1
    linked = False
    while at + 1 < len(tokens):
        link = numbers.words.at(tokens, at)
        after = numbers.words.at(tokens, at + 1)
        if link is None or link.kind != "among" or after is None or after.kind != "many":
            break
        low = times(low, after.number())
        at += 2
        linked = True
    if entry.number() == 10 and not linked:
        return WordNumber(index, at, low, None, "many")
    high = times(low, Decimal(10)) if linked and entry.number() in (10, 100) else None
    return WordNumber(index, at, low, high, "many")


def _open(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    """``several thousand``, ``multi-billion``."""
    at = index + len(entry.words)
    if entry.kind == "multi":
        if at >= len(tokens) or tokens.words[at] not in HYPHENS:
            return None
        at += 1
    after = numbers.words.at(tokens, at)
    if after is None or after.kind != "scale":
        return None
    scale = read_scale(tokens, at, numbers)
    if scale is None:
        return None
    start = index
    return WordNumber(start, scale[0], scale[1], None, "many")


def _factor(tokens: Tokens, index: int, entry: Entry, numbers: NumberTables) -> WordNumber | None:
    end = index + len(entry.words)
    if len(entry.value) > 2 and not _guarded(tokens, index, end, "factor", numbers):
        return None
    return WordNumber(index, end, entry.number(), entry.number(), "factor")


def _is_adjective(tokens: Tokens, end: int) -> bool:
    """True where the word goes on with a hyphen: the article of ``a billion-dollar hole`` is the noun's."""
    return end + 1 < len(tokens) and tokens.words[end] in HYPHENS and tokens.starts[end + 1] == tokens.ends[end]


def _is_of_many(tokens: Tokens, index: int, end: int, numbers: NumberTables) -> bool:
    """True for a scale that stands for its plural: ``million of lamps``; no word of number or article before it."""
    before = numbers.words.at(tokens, index - 1) if index else None
    of = numbers.words.at(tokens, end)
    return (before is None or before.kind == "and") and of is not None and of.value == PART


def _after_article(tokens: Tokens, index: int, numbers: NumberTables) -> WordNumber | None:
    """``a hundred``, ``a dozen``; a scale by itself only before a hyphen (``million-dollar``)."""
    scale = read_scale(tokens, index, numbers)
    if scale is None:
        return None
    end, value = scale
    before = numbers.words.at(tokens, index - 1) if index else None
    start = index
    if before is not None and before.kind == "article" and not _is_adjective(tokens, end):
        start = index - 1
    elif _is_of_many(tokens, index, end, numbers):
        return WordNumber(index, end, value, None, "many")
    elif end >= len(tokens) or tokens.words[end] not in HYPHENS:
        whole = _with_tail(tokens, WordNumber(index, end, value, value, "number"), value, numbers)
        return whole if whole.end > end else None
    number = WordNumber(start, end, value, value, "number")
    return number if start == index else _with_tail(tokens, number, value, numbers)


def _with_tail(tokens: Tokens, number: WordNumber, value: Decimal, numbers: NumberTables) -> WordNumber:
    """What is added to ``a hundred``: ``and twenty``, ``twenty``, ``and one``, ``and a half``."""
    joint = numbers.words.at(tokens, number.end)
    if joint is None or joint.kind not in ("and", "cardinal") or value < 100:
        return number
    with_part = _and_part(tokens, number, numbers)
    begin = number.end + (joint.kind == "and")
    rest = numbers.words.at(tokens, begin)
    if with_part is not number or rest is None or rest.kind != "cardinal":
        return with_part
    tail = _cardinal(tokens, begin, numbers)
    kinds = ("number", "pronoun") if joint.kind == "and" else ("number",)
    if tail is None or tail.kind not in kinds or tail.low is None or tail.low >= value:
        return number
    total = plus(value, tail.low)
    return WordNumber(number.start, tail.end, total, total, "number")
