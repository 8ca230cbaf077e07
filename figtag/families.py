"""Phrases of many families, found in one walk over a sentence: those that its readers ask of every sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Any

from figtag.tables import Tables
from figtag.tokens import Phrases, first_word, words_of

Found = Mapping[int, tuple[int, Any]]
"""The phrases of one family in a sentence: by the token at which each begins the token after it, and its value."""
CUE, SAYING_VERB, AUTHOR_VERB = "cue", "reporting-verb", "author-verb"
_ATTRIBUTION = frozenset(
    (
        "lead", "noun", "in", "own", "per", "saying", "study", "by", "maker", "talk", "team", "method", "turn",
        "statistic",
    )
)  # fmt: skip
"""The values of the family ``attribution`` that are families of their own here."""
NONE: Found = {}

_NO_END = ("",)
Row = tuple[str, str, tuple[str, ...], Any]
"""A family, how phrases of it begin, how each of them ends, and their value."""
_Longer = list[tuple[int, list[str], str, Any]]
"""Phrases of several words: how many, the words, the family and the value; the longest first."""


_Options = tuple[Sequence[Any], dict[str, _Longer] | None]
"""Of the phrases that begin with a word: the values of the word by itself, by family, and the longer ones by their
second word; their rows and None until a text says the word."""


class Families:
    """Phrases with a value each, by family; at a token the longest phrase of each family is found.

    >>> from figtag.tables import load_tables
    >>> found = families(load_tables()).find(["it", "is", "projected", "to", "rise"])
    >>> [(at, end, row.id) for at, (end, row) in found["cue"].items()]
    [(1, 4, 'estimate.projected-to'), (2, 4, 'estimate.projected-to')]
    """

    __slots__ = ("_options",)

    def __init__(self, rows: Iterator[Row]) -> None:
        """Of two phrases that are the same the first holds; those with the same first word are cut when it is met."""
        by_first: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_first[first_word(row[1])].append(row)
        self._options: dict[str, _Options] = {first: (same, None) for first, same in by_first.items()}

    def find(self, lower: list[str]) -> Mapping[str, Found]:
        """The phrases that stand in words in small letters, by family; a family without any is not there."""
        found: defaultdict[str, dict[int, tuple[int, Any]]] = defaultdict(dict)
        following = [*lower[1:], ""]
        begins: list[Any] = list(map(self._options.get, lower))
        for at, (alone, by_second) in compress(enumerate(begins), begins):
            if by_second is None:
                alone, by_second = self._options[lower[at]] = _cut(alone)
            longer = by_second.get(following[at])
            if longer is None:
                for family, value in alone:
                    found[family][at] = at + 1, value
                continue
            taken: list[str] = []
            third = lower[at + 2] if at + 2 < len(lower) else ""
            for count, words, family, value in longer:
                stands = count == 2 or (words[2] == third and lower[at : at + count] == words)
                if stands and family not in taken:
                    found[family][at] = at + count, value
                    taken.append(family)
            for family, value in alone:
                if family not in taken:
                    found[family][at] = at + 1, value
        return found


def _cut(rows: Sequence[Row]) -> tuple[Sequence[Any], dict[str, _Longer]]:
    """The phrases of some rows, which have the first word in common."""
    alone: dict[str, Any] = {}
    by_second: dict[str, _Longer] = {}
    for family, begin, ends, value in rows:
        for end in ends:
            words = words_of(f"{begin} {end}")
            if len(words) == 1:
                alone.setdefault(family, value)
            else:
                by_second.setdefault(words[1], []).append((len(words), words, family, value))
    for longer in by_second.values():
        if len(longer) > 1:
            longer.sort(key=lambda option: -option[0])
    return tuple(alone.items()), by_second


@cache
def families(tables: Tables) -> Families:
    """The families of a language: cues, verbs, nouns and small words of reporting.

    The value of a phrase is its row; None where the phrase means something else than the shorter one at its head. What
    one row of cues says holds before what another excepts.
    """
    return Families(rows_of_families(tables))


def rows_of_families(tables: Tables) -> Iterator[Row]:
    """The phrases of all families."""
    for cue in tables.cues:
        yield from ((CUE, say, cue.follow or _NO_END, cue) for say in cue.say)
    for cue in tables.cues:
        yield from ((CUE, say, _NO_END, None) for say in cue.unless)
    for family in (SAYING_VERB, AUTHOR_VERB):
        rows = tables.words.get(family, ())
        yield from ((family, say, _NO_END, row) for row in rows for say in row.say)
        yield from ((family, say, _NO_END, None) for row in rows for say in row.unless)
    for row in tables.words.get("attribution", ()):
        if row.value in _ATTRIBUTION:
            yield from ((row.value, say, _NO_END, row) for say in row.say)


@cache
def places(tables: Tables) -> Phrases[frozenset[str]]:
    """The words that show a place of a cue, with what they do; a word may do several things.

    They are small and frequent ("and", "is"), and few sentences are asked for them: no family of the others' walk.
    """
    values: dict[str, set[str]] = {}
    for row in tables.words.get("cue-place", ()):
        for say in row.say:
            values.setdefault(say, set()).add(row.value)
    return Phrases((say, frozenset(does)) for say, does in values.items())
