"""Words for equal parts after a count: ``fifths``, ``twenty-fifth``, ``one-hundredths``, ``ten-thousandth``."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from figtag.mentions.lexicon import Entry, NumberTables
from figtag.mentions.numerals import times
from figtag.tokens import Tokens

HYPHENS = "-‐‑–"
_TWO = Decimal(2)
_SIZES = frozenset({Decimal(1), Decimal(10), Decimal(100)})
"""What may stand before thousandths and smaller parts, and belong to them."""
_SMALL = Decimal(1000)


class Part(Struct, frozen=True, gc=False):
    """One of so many equal parts."""

    end: int
    under: Decimal
    """How many of them are a whole."""
    plural: bool
    joined: bool
    """True when a hyphen joins it to its count."""
    taken: Decimal | None = None
    """What of the count belongs to the part: the hundred of ``three hundred-thousandths``."""


def past_hyphen(tokens: Tokens, index: int) -> int:
    """Past a hyphen between two words, which stands glued to both."""
    if 0 < index < len(tokens) - 1 and tokens.words[index] in HYPHENS:
        return index + 1
    return index


def read_part(tokens: Tokens, at: int, numbers: NumberTables) -> Part | None:
    """The part whose words begin at a token, behind its count."""
    begin = past_hyphen(tokens, at)
    entry = numbers.words.at(tokens, begin)
    if entry is None:
        return None
    if entry.kind in ("part", "half"):
        under = _TWO if entry.kind == "half" else entry.number()
        size = _number(numbers.words.at(tokens, at - 1)) if begin > at and under >= _SMALL else None
        if size in _SIZES and size != 1:
            assert size is not None
            return _made(tokens, begin, entry, times(size, under), joined=False, taken=size)
        return _made(tokens, begin, entry, under, joined=begin > at)
    number, after = _number(entry), past_hyphen(tokens, begin + 1)
    last = numbers.words.at(tokens, after)
    if number is None or after == begin + 1 or last is None or last.kind != "part":
        return None
    if 20 <= number < 100 and last.number() < 10:
        return _made(tokens, after, last, number + last.number(), joined=begin > at)
    if number in _SIZES and last.number() >= (_SMALL if number > 1 else 10):
        return _made(tokens, after, last, times(number, last.number()), joined=begin > at)
    return None


def _number(entry: Entry | None) -> Decimal | None:
    return entry.number() if entry is not None and entry.kind in ("cardinal", "scale") else None


def _made(
    tokens: Tokens, last: int, entry: Entry, under: Decimal, *, joined: bool, taken: Decimal | None = None
) -> Part:
    return Part(last + len(entry.words), under, tokens.lower[last].endswith("s"), joined, taken)
