"""Deciding words, found before it is known which figure they concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from figtag.families import CUE, NONE, Found, families
from figtag.span import Span
from figtag.tables import CueRow, Tables
from figtag.tokens import Tokens


class Cue(Struct, frozen=True, gc=False):
    """Words of a table row in a text."""

    row: CueRow
    span: Span
    """Exactly the words, in the text of their block."""
    first: int
    """Index of the first token."""
    last: int
    """Index after the last token."""


@cache
def cue_rows(tables: Tables) -> Mapping[str, CueRow]:
    """The rows of cues by their ids."""
    return {row.id: row for row in tables.cues}


def find_cues(tokens: Tokens, tables: Tables, phrases: Found | None = None) -> Iterator[Cue]:
    """The cues of a text from left to right, the longest phrase first, none inside another.

    ``phrases``: those of cues in the text, where they were found before.

    >>> from figtag.tables import load_tables
    >>> text = "It is projected to reach 90%."
    >>> [(cue.row.id, cue.span.of(text)) for cue in find_cues(Tokens.of(text), load_tables())]
    [('estimate.projected-to', 'is projected to')]
    """
    if phrases is None:
        phrases = families(tables).find(tokens.lower).get(CUE, NONE)
    after = 0
    for at, (end, row) in phrases.items():
        if at < after:
            continue
        if row is None:
            after = end
        elif _stands(row, tokens, at, end, tables):
            after = end
            yield Cue(row, Span(tokens.starts[at], tokens.ends[after - 1]), at, after)


_OPENING = frozenset(":;.(\"“”'‘-–—•*")
"""Signs after which a clause begins anew."""


@cache
def _shapes(tables: Tables) -> Mapping[str, frozenset[str]]:
    """The words of the family ``cue-place`` by what they do."""
    values: dict[str, set[str]] = {}
    for row in tables.words.get("cue-place", ()):
        values.setdefault(row.value, set()).update(row.say)
    return {value: frozenset(words) for value, words in values.items()}


def _stands(row: CueRow, tokens: Tokens, first: int, last: int, tables: Tables) -> bool:
    """True when a cue stands where its row wants it: what comes right before and right after it."""
    lower = tokens.lower
    if row.next and (last >= len(lower) or not (lower[last] in row.next or _is_figure(row, lower[last]))):
        return False
    if row.opens:
        before = first - 1
        if before >= 0 and lower[before] == ",":
            before -= 1
        if (
            before >= 0
            and lower[before] not in _OPENING
            and not (before < 2 and lower[before] in _shapes(tables)["leading"])
        ):
            return False
    if row.common and _is_name(tokens, first):
        return False
    return not row.glued or behind_year(tokens, first, tables)


def _is_name(tokens: Tokens, first: int) -> bool:
    """True for a capital inside a sentence whose next word has none: "since May we ...", not "What You May Pay"."""
    if not first or not tokens.words[first][0].isupper() or tokens.lower[first - 1] in _OPENING:
        return False
    return first + 1 == len(tokens) or not tokens.words[first + 1][0].isupper()


def _is_figure(row: CueRow, word: str) -> bool:
    return "0" in row.next and word[0].isdecimal()


def behind_year(tokens: Tokens, at: int, tables: Tables) -> bool:
    """True for a letter right behind a year: ``2026E``, ``FY26e``, ``Q4 26F``; not for ``80F`` or ``5E3``.

    >>> from figtag.tables import load_tables
    >>> [behind_year(Tokens.of(text), at, load_tables()) for text, at in (("2026E", 1), ("FY26e", 2), ("at 80F", 2))]
    [True, True, False]
    """
    lower, starts, ends = tokens.lower, tokens.starts, tokens.ends
    if not at or ends[at - 1] != starts[at] or not lower[at - 1].isdecimal():
        return False
    if at + 1 < len(lower) and starts[at + 1] == ends[at] and lower[at + 1][0].isalnum():
        return False
    digits = lower[at - 1]
    if len(digits) == 4:
        return digits[:2] in ("19", "20") and (at < 2 or starts[at - 1] > ends[at - 2] or not lower[at - 2].isdecimal())
    if len(digits) != 2 or at < 2:
        return False
    before = lower[at - 2]
    if before in _shapes(tables)["fiscal"]:
        return True
    if before in "-–/":
        return at > 2 and len(lower[at - 3]) == 4 and lower[at - 3].isdecimal()
    return at > 2 and before in "1234" and lower[at - 3] in _shapes(tables)["part-of-year"]
