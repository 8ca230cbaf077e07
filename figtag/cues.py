"""Deciding words, found before it is known which figure they concern."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from figtag.span import Span
from figtag.tables import CueRow, Tables
from figtag.tokens import Phrases, Tokens


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a table row in a text."""

    row: CueRow
    span: Span
    """Exactly the words, in the text of their block."""
    first: int
    """Index of the first token."""
    last: int
    """Index after the last token."""


@cache
def cue_phrases(tables: Tables) -> Phrases[CueRow | None]:
    """Every phrase of every cue row; None for the longer phrases in which they mean something else.

    What one row says holds before what another excepts.
    """
    phrases: list[tuple[str, CueRow | None]] = []
    for row in tables.cues:
        phrases.extend((say, row) for say in row.say)
    for row in tables.cues:
        phrases.extend((say, None) for say in row.unless)
    return Phrases(phrases)


def find_cues(tokens: Tokens, tables: Tables) -> Iterator[Cue]:
    """The cues of a text from left to right, the longest phrase first, none inside another.

    >>> from figtag.tables import load_tables
    >>> text = "It is projected to reach 90%."
    >>> [(cue.row.id, cue.span.of(text)) for cue in find_cues(Tokens(text), load_tables())]
    [('estimate.projected-to', 'is projected to')]
    """
    phrases = cue_phrases(tables)
    firsts, after = phrases.firsts, 0
    for at, word in enumerate(tokens.lower):
        if word not in firsts or at < after:
            continue
        found = phrases.at(tokens, at)
        if found is not None:
            after, row = found
            if row is not None:
                yield Cue(row, Span(tokens.starts[at], tokens.ends[after - 1]), at, after)
