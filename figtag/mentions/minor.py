"""Figures that need no source: counts that only organise the text, denominators standing alone, page furniture."""

from __future__ import annotations

from decimal import Decimal

from figtag.document import Block, BlockKind, Document
from figtag.mentions.vocabulary import Vocabulary, vocabulary
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens

_NEAR = 60
"""So many characters before and after a figure are looked at."""
_SOME = Decimal(5)
_FEW = Decimal(12)
_LISTED = Decimal(100)
_ROUND = Decimal(1000)
_CLOCK = frozenset(("second", "minute", "hour"))
_NOUN_WITHIN = 4
"""The counted noun is looked for among so many words."""


def is_minor(
    document: Document,
    block: Block,
    tokens: Tokens,
    span: Span,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    counted: str | None,
    tables: Tables,
) -> bool:
    """True for a figure that is kept but hidden.

    ``tokens`` are those of the block's text, ``span`` is that of the figure in it, ``counted`` the noun that it counts,
    as written.
    """
    words = vocabulary(tables, "minor-word")
    before = tokens.between(span.start - _NEAR, span.start)
    after = tokens.between(span.end, span.end + _NEAR)
    if _is_denominator(before, after, low, high, unit, words) or _is_furniture(span.start, before, after, unit, words):
        return True
    if low is None or unit or high not in (low, None) or low != low.to_integral_value() or low < 1:
        return False
    if block.is_head and low >= _ROUND and low == Decimal(10) ** low.adjusted():
        return True
    if low <= _LISTED and _ends_with(before, "top", words):
        return True
    written = not span.of(block.text).isdecimal()
    if low == 1 and written and words.has(after, 0, "of"):
        return True
    noun = _noun(after, counted, words)
    if noun == "noun" and (low <= _FEW or (low <= _LISTED and block.kind is BlockKind.HEADING)):
        return True
    if low > _FEW or high is None or words.has(after, 0, "not-one") or _ends_with(before, "bound", words):
        return False
    if words.has(after, 0, "way") or (low <= _SOME and _ends_with(before, "these", words)):
        return written
    if written and 1 < low <= _SOME and counted is None and noun is None and _ends_with(before, "named", words):
        return True
    return written and low == 1 and counted is not None and noun != "real"


def _is_denominator(
    before: Tokens, after: Tokens, low: Decimal | None, high: Decimal | None, unit: str, words: Vocabulary
) -> bool:
    """``per 100,000 people``, ``every $1``, ``$1 buys``."""
    if low is None or low != high:
        return False
    if _ends_with(before, "per", words):
        return True
    return low == 1 and unit.isupper() and words.has(after, 0, "buys")


def _is_furniture(start: int, before: Tokens, after: Tokens, unit: str, words: Vocabulary) -> bool:
    """Reading times, ages of feed items, summaries.

    The words before may be glued to others, as the labels of a card often are.
    """
    if words.has(after, 0, "summary"):
        return True
    if unit in _CLOCK:
        said = before.text[max(0, start - _NEAR) : start].rstrip().lower()
        if words.has(after, 0, "furniture-after") or said.endswith(words.phrases("furniture-before")):
            return True
    return False


def _ends_with(tokens: Tokens, kind: str, words: Vocabulary) -> bool:
    """True when a phrase of a kind ends at the last token."""
    for index in range(max(0, len(tokens) - 4), len(tokens)):
        found = words.find(tokens, index, kind)
        if found is not None and found[0] == len(tokens):
            return True
    return False


def _noun(after: Tokens, counted: str | None, words: Vocabulary) -> str | None:
    """Whether the noun that is counted organises the text or is a thing of the world; nothing when neither is known."""
    if counted is not None:
        tokens = Tokens.of(counted)
        for kind in ("real", "noun"):
            if _ends_with(tokens, kind, words):
                return kind
    for index in range(min(len(after), _NOUN_WITHIN)):
        if not after.lower[index].isalpha() or words.has(after, index, "stop"):
            return None
        for kind in ("real", "noun"):
            if words.has(after, index, kind):
                return kind
    return None
