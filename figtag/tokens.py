"""Words and signs of a text, and phrases found among them by their first word.

An index by first word keeps its speed whatever the number of phrases; one large alternation does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate, chain
from typing import Generic, TypeVar

from msgspec import Struct

from figtag.patterns import lazy_re

T = TypeVar("T")

# The standard library's scanner takes half the time of the regex package's on a pattern this small.
# It counts raised and lowered digits and fractions as letters, which they are not here.
_TOKEN = lazy_re(r"([^\W\d_¹²³¼-¾⁰⁴-⁹₀-₉⅐-⅞↉]+|\d+|\S)")


class Tokens(Struct, eq=False, gc=False):
    """The tokens of a text: runs of letters, runs of digits, and every other visible character by itself.

    >>> Tokens.of("Dan’s GPT-5").lower
    ['dan', "'", 's', 'gpt', '-', '5']
    >>> Tokens.of("CO₂ by 2½%").words
    ['CO', '₂', 'by', '2', '½', '%']
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Tokens:
        """The tokens of a run of a text, which is the whole of it unless told."""
        pieces = _runs.cut(text[start:end])
        places = list(accumulate(map(len, pieces), initial=start))  # what stands between tokens counts too
        if _SHARED < places[-1] < _NEAR:
            places = list(map(_offset, places))
        words = pieces[1::2]
        small = tuple(map(_small.__getitem__, words))
        return cls(text, places[1:-1:2], places[2::2], words, list(small))  # which takes no room to grow

    def __len__(self) -> int:
        return len(self.words)

    def between(self, start: int, end: int) -> Tokens:
        """The tokens that begin inside a run of the text.

        >>> Tokens.of("It cost $5. We paid.").between(12, 20).words
        ['We', 'paid', '.']
        """
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Tokens(
            self.text,
            self.starts[first:last],
            self.ends[first:last],
            self.words[first:last],
            self.lower[first:last],
        )


_NEAR = 1 << 12
_offset = list(range(_NEAR)).__getitem__
"""The offsets of most blocks, each but once in memory: numbers of their own take more room than the words."""
_SHARED = 256
"""Up to here Python itself has each number but once."""
_KNOWN = 1 << 16
"""How many words are known at once."""
_MOST_RUNS = 1 << 14
"""How many runs of visible characters are known at once."""
_LONGEST = 40
"""A longer run is hardly met twice."""


class _Small(dict[str, str]):
    """Words in small letters, each made when it is first asked for; several threads may ask."""

    def __missing__(self, word: str) -> str:
        small = word.lower()
        self[word] = small = _words.setdefault(small, small)
        return small


class _OtherBlankError(Exception):
    """A text has another blank than single plain ones, which are all that stands in a block."""


class Runs(dict[str, tuple[str, ...]]):
    """Runs of visible characters as words, each with what stands behind it: an article has most of its runs often.

    ``split`` cuts a text into what stands before a word, the word, what stands behind it, the next word, and so on.

    >>> import re
    >>> Runs(re.compile(r"(\\w+)").split).cut("so on")
    ['', 'so', ' ', 'on', ' ']
    """

    def __init__(self, split: Callable[[str], list[str]]) -> None:
        super().__init__()
        self._split = split

    def cut(self, text: str) -> list[str]:
        """As ``split`` does; a blank more may stand at the end."""
        try:
            return ["", *chain.from_iterable(map(self.__getitem__, text.split(" ")))]
        except _OtherBlankError:
            return self._split(text)

    def __missing__(self, run: str) -> tuple[str, ...]:
        before, *pieces = self._split(run)
        if before or not pieces or any(pieces[1::2]):
            raise _OtherBlankError
        pieces[-1] = " "
        found = tuple(pieces)
        if len(run) <= _LONGEST:
            if len(self) > _MOST_RUNS:
                self.clear()
            self[run] = found
        return found


_words: dict[str, str] = {}
_small = _Small()


def _split(text: str) -> list[str]:
    """What stands before, between and behind the tokens, and these, apostrophes straight.

    Each word is but once in memory: an article says most of its words often.
    """
    if len(_words) > _KNOWN:
        for known in (_words, _small, _runs):
            known.clear()
    pieces: list[str] = _TOKEN.split(text.replace("’", "'"))
    pieces[1::2] = map(_words.setdefault, pieces[1::2], pieces[1::2])
    return pieces


_runs = Runs(_split)


def words_of(phrase: str) -> list[str]:
    """The tokens of a phrase in lower case; most phrases are plain words, which need no scanner.

    >>> words_of("is projected to"), words_of("Dan's 5%")
    (['is', 'projected', 'to'], ['dan', "'", 's', '5', '%'])
    """
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return phrase.lower().split()
    return list(map(_small.__getitem__, _TOKEN.findall(phrase)))


def first_word(phrase: str) -> str:
    """The first token of a phrase in lower case.

    >>> first_word("Is projected to"), first_word("Dan's 5%")
    ('is', 'dan')
    """
    first = phrase.partition(" ")[0]
    return first.lower() if first.isascii() and first.isalpha() else words_of(phrase)[0]


class Phrases(Generic[T]):
    """Phrases with a value each, found at a token by longest match, any case.

    Of most phrases no text says the first word, so those with the same one are cut only when a text does.

    >>> phrases = Phrases([("is projected to", 1), ("is", 2)])
    >>> phrases.at(Tokens.of("It is projected to rise"), 1)
    (4, 1)
    >>> phrases.at(Tokens.of("It was"), 1) is None
    True
    """

    __slots__ = ("_options", "_rows", "firsts")

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[str, T]]] = {}
        for row in rows:
            first = first_word(row[0])
            if first in by_first:
                by_first[first].append(row)
            else:
                by_first[first] = [row]
        self._rows = by_first
        self._options: dict[str, _Options[T]] = {}
        self.firsts = frozenset(by_first)
        """The first words of the phrases: where a token is none of them, no phrase begins."""

    def at(self, tokens: Tokens, index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at a token: the index after it, and its value."""
        lower = tokens.lower
        options = self._options.get(lower[index])
        if options is None:
            rows = self._rows.get(lower[index])
            if rows is None:
                return None
            options = self._options[lower[index]] = _cut(rows)
        alone, by_second = options
        if by_second and index + 1 < len(lower):
            for count, words, value in by_second.get(lower[index + 1], ()):
                if count == 2 or lower[index : index + count] == words:
                    return index + count, value
        return None if alone is None else (index + 1, alone[0])


_Options = tuple[tuple[T] | None, dict[str, list[tuple[int, list[str], T]]]]
"""Of the phrases that begin with a word: the value of the word by itself, and the longer ones by their second word."""


def _cut(rows: Iterable[tuple[str, T]]) -> _Options[T]:
    alone: tuple[T] | None = None
    by_second: dict[str, list[tuple[int, list[str], T]]] = {}
    for phrase, value in rows:
        words = words_of(phrase)
        if len(words) > 1:
            by_second.setdefault(words[1], []).append((len(words), words, value))
        elif alone is None:
            alone = (value,)
    for options in by_second.values():
        options.sort(key=lambda option: -option[0])
    return alone, by_second


class AnyPhrase:
    """Phrases of which a text may hold one only where it says all words of it, in whatever order.

    >>> phrases = AnyPhrase(["do not exist", "rumored specs", "rumored"])
    >>> phrases.may_stand(frozenset(("they", "do", "exist"))), phrases.may_stand(frozenset(("a", "rumored", "car")))
    (False, True)
    """

    __slots__ = ("_by_word",)

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_word: dict[str, list[frozenset[str]]] = {}
        for words in sorted(map(words_of, phrases), key=len):
            known = next((word for word in words if word in self._by_word), None)
            self._by_word.setdefault(known or max(words, key=len), []).append(frozenset(words))

    def may_stand(self, said: frozenset[str]) -> bool:
        """False where none of the phrases stands in a text that says no other words than these, in small letters."""
        if said.isdisjoint(self._by_word):
            return False
        return any(phrase <= said for word, phrases in self._by_word.items() if word in said for phrase in phrases)
