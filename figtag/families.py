"""Phrases of many families, found in one walk over a sentence: those that its readers ask of every sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from figtag.tables import CueRow, Tables
from figtag.tokens import words_of

Found = Mapping[int, tuple[int, Any]]
"""The phrases of one family in a sentence: by the token at which each begins the token after it, and its value."""
CUE, PLACE, SAYING_VERB, AUTHOR_VERB = "cue", "cue-place", "reporting-verb", "author-verb"
_ATTRIBUTION = frozenset(
    ("lead", "noun", "in", "own", "per", "saying", "study", "by", "maker", "talk", "team", "method", "turn")
) | {"statistic"}
"""The values of the family ``attribution`` that are families of their own here."""
NONE: Found = {}

_Longer = list[tuple[int, list[str], str, Any]]
"""Phrases of several words: how many, the words, the family and the value; the longest first."""


class Families:
    """Phrases with a value each, by family; at a token the longest phrase of each family is found.

    >>> from figtag.tables import load_tables
    >>> found = families(load_tables()).find(["it", "is", "projected", "to", "rise"])
    >>> [(at, end, row.id) for at, (end, row) in found["cue"].items()]
    [(1, 4, 'estimate.projected-to'), (2, 4, 'estimate.projected-to')]
    """

    __slots__ = ("_options",)

    def __init__(self, rows: Iterator[tuple[str, list[str], Any]]) -> None:
        """Of each row its family, the words of its phrase, and its value; of two that are the same the first holds."""
        alone: dict[str, dict[str, Any]] = {}
        longer: dict[str, dict[str, _Longer]] = {}
        for family, words, value in rows:
            if len(words) == 1:
                alone.setdefault(words[0], {}).setdefault(family, value)
            else:
                options = longer.setdefault(words[0], {}).setdefault(words[1], [])
                options.append((len(words), words, family, value))
        for by_second in longer.values():
            for options in by_second.values():
                options.sort(key=lambda option: -option[0])
        self._options = {
            first: (tuple(alone.get(first, {}).items()), longer.get(first, {})) for first in {*alone, *longer}
        }

    def find(self, lower: list[str]) -> Mapping[str, Found]:
        """The phrases that stand in words in small letters, by family; a family without any is not there."""
        found: defaultdict[str, dict[int, tuple[int, Any]]] = defaultdict(dict)
        following = [*lower[1:], ""]
        for at, options in enumerate(map(self._options.get, lower)):
            if options is None:
                continue
            alone, by_second = options
            longer = by_second.get(following[at])
            if longer is None:
                for family, value in alone:
                    found[family][at] = at + 1, value
                continue
            taken: list[str] = []
            for count, words, family, value in longer:
                if (count == 2 or lower[at : at + count] == words) and family not in taken:
                    found[family][at] = at + count, value
                    taken.append(family)
            for family, value in alone:
                if family not in taken:
                    found[family][at] = at + 1, value
        return found


@cache
def families(tables: Tables) -> Families:
    """The families of a language: cues, verbs, nouns and small words of reporting, words that show a place of a cue.

    The value of a phrase is its row, but for `PLACE`, where it is what the phrase does; None where the phrase means
    something else than the shorter one at its head. What one row of cues says holds before what another excepts.
    """
    return Families(rows_of_families(tables))


def rows_of_families(tables: Tables) -> Iterator[tuple[str, list[str], Any]]:
    """Of each phrase the family, the words and the value."""
    for cue in tables.cues:
        yield from ((CUE, words, cue) for words in cue_words(cue))
    for cue in tables.cues:
        yield from ((CUE, words_of(say), None) for say in cue.unless)
    for family in (SAYING_VERB, AUTHOR_VERB):
        rows = tables.words.get(family, ())
        yield from ((family, words_of(say), row) for row in rows for say in row.say)
        yield from ((family, words_of(say), None) for row in rows for say in row.unless)
    for row in tables.words.get("attribution", ()):
        if row.value in _ATTRIBUTION:
            yield from ((row.value, words_of(say), row) for say in row.say)
    yield from ((PLACE, words_of(say), does) for say, does in place_words(tables).items())


def cue_words(row: CueRow) -> Iterator[list[str]]:
    """The phrases of a row of cues, cut into words."""
    follow = [words_of(after) for after in row.follow or ("",)]
    return (say + after for say in map(words_of, row.say) for after in follow)


def place_words(tables: Tables) -> Mapping[str, frozenset[str]]:
    """What the words of the family ``cue-place`` do; a word may do several things."""
    values: dict[str, set[str]] = {}
    for row in tables.words.get(PLACE, ()):
        for say in row.say:
            values.setdefault(say, set()).add(row.value)
    return {say: frozenset(does) for say, does in values.items()}
