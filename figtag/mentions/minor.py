"""Figures that need no source: counts that only organise the text, denominators standing alone, page furniture."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cache

from figtag.document import Block, BlockKind
from figtag.mentions.vocabulary import Vocabulary, vocabulary
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens, words_of

_NONE: frozenset[str] = frozenset()
_NEAR = 60
"""So many characters before and after a figure are looked at."""
_SOME = Decimal(5)
_FEW = Decimal(12)
_LISTED = Decimal(100)
_ROUND = Decimal(1000)
_CLOCK = frozenset(("second", "minute", "hour"))
_NOUN_WITHIN = 4
"""The counted noun is looked for among so many words."""
_LONGEST = 4
"""A phrase that ends before a figure has no more words."""
_ENDING = ("per", "top", "bound", "these", "named", "real", "noun")
"""Kinds of phrases that are looked for by their end."""


def is_minor(
    block: Block,
    tokens: Tokens,
    span: Span,
    low: Decimal | None,
    high: Decimal | None,
    unit: str,
    counted: Span | None,
    tables: Tables,
) -> bool:
    """True for a figure that is kept but hidden.

    ``tokens`` are those of the block's text, ``span`` is that of the figure in it, ``counted`` the noun that it counts.
    """
    beside = _Beside(tokens, span, tables)
    if _is_denominator(beside, low, high, unit) or _is_furniture(beside, unit):
        return True
    if low is None or unit or high not in (low, None) or low != low.to_integral_value() or low < 1:
        return False
    if block.is_head and low >= _ROUND and low == Decimal(10) ** low.adjusted():
        return True
    if low <= _LISTED and beside.ends_with("top"):
        return True
    written = not span.of(block.text).isdecimal()
    if low == 1 and written and beside.begins_with("of"):
        return True
    noun = beside.noun(counted)
    if noun == "noun" and (low <= _FEW or (low <= _LISTED and block.kind is BlockKind.HEADING)):
        return True
    if low > _FEW or high is None or beside.begins_with("not-one") or beside.ends_with("bound"):
        return False
    if beside.begins_with("way") or (low <= _SOME and beside.ends_with("these")):
        return written
    if written and 1 < low <= _SOME and counted is None and noun is None and beside.ends_with("named"):
        return True
    return written and low == 1 and counted is not None and noun != "real"


class _Beside:
    """The words near a figure; phrases are looked for only where their first or last word stands."""

    __slots__ = ("_after", "_before", "_endings", "_next", "_tokens", "span", "words")

    def __init__(self, tokens: Tokens, span: Span, tables: Tables) -> None:
        starts = tokens.starts
        self.words = vocabulary(tables, "minor-word")
        self.span = span
        self._endings = _endings(tables)
        self._tokens = tokens
        before = bisect_left(starts, span.start)
        self._next = after = bisect_left(starts, span.end, before)
        self._before = tokens.lower[before - 1] if before and starts[before - 1] >= span.start - _NEAR else ""
        self._after = tokens.lower[after] if after < len(starts) and starts[after] < span.end + _NEAR else ""

    def ends_with(self, kind: str) -> bool:
        """True when a phrase of a kind ends right before the figure."""
        if self._before not in self._endings[kind]:
            return False
        return _ends_with(self._tokens.between(self.span.start - _NEAR, self.span.start), kind, self.words)

    def begins_with(self, kind: str) -> bool:
        """True when a phrase of a kind begins right after the figure."""
        return self._after in self.words.firsts.get(kind, ()) and self.words.has(self._behind(), 0, kind)

    def _behind(self) -> Tokens:
        return self._tokens.between(self.span.end, self.span.end + _NEAR)

    def said_before(self) -> str:
        """What stands before the figure, in small letters."""
        return self._tokens.text[max(0, self.span.start - _NEAR) : self.span.start].rstrip().lower()

    def noun(self, counted: Span | None) -> str | None:
        """Whether the noun that is counted organises the text or is a thing of the world; else nothing."""
        tokens, words, kinds = self._tokens, self.words, ("real", "noun")
        firsts = words.firsts
        if counted is not None:
            last = tokens.lower[bisect_left(tokens.ends, counted.end)]
            for kind in kinds:
                if last in self._endings[kind] and _ends_with(tokens.between(counted.start, counted.end), kind, words):
                    return kind
        near = tokens.lower[self._next : self._next + _NOUN_WITHIN]
        if firsts.get("real", _NONE).isdisjoint(near) and firsts.get("noun", _NONE).isdisjoint(near):
            return None
        after = self._behind()
        for index in range(min(len(after), _NOUN_WITHIN)):
            if not after.lower[index].isalpha() or words.has(after, index, "stop"):
                return None
            for kind in kinds:
                if words.has(after, index, kind):
                    return kind
        return None


def _is_denominator(beside: _Beside, low: Decimal | None, high: Decimal | None, unit: str) -> bool:
    """``per 100,000 people``, ``every $1``, ``$1 buys``."""
    if low is None or low != high:
        return False
    return beside.ends_with("per") or (low == 1 and unit.isupper() and beside.begins_with("buys"))


def _is_furniture(beside: _Beside, unit: str) -> bool:
    """Reading times, ages of feed items, summaries.

    The words before may be glued to others, as the labels of a card often are.
    """
    if beside.begins_with("summary"):
        return True
    if unit not in _CLOCK:
        return False
    return beside.begins_with("furniture-after") or beside.said_before().endswith(
        beside.words.phrases("furniture-before")
    )


def _ends_with(tokens: Tokens, kind: str, words: Vocabulary) -> bool:
    """True when a phrase of a kind ends at the last token."""
    for index in range(max(0, len(tokens) - _LONGEST), len(tokens)):
        found = words.find(tokens, index, kind)
        if found is not None and found[0] == len(tokens):
            return True
    return False


@cache
def _endings(tables: Tables) -> dict[str, frozenset[str]]:
    """The last words of the phrases of each kind."""
    words = vocabulary(tables, "minor-word")
    return {kind: frozenset(words_of(phrase)[-1] for phrase in words.phrases(kind)) for kind in _ENDING}
