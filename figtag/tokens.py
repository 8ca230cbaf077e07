"""Words and signs of a text, and phrases found among them by their first word.

An index by first word keeps its speed whatever the number of phrases; one large alternation does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import regex

T = TypeVar("T")

_TOKEN = regex.compile(r"[^\W\d_]+|\d+|\S")


class Tokens:
    """The tokens of a text: runs of letters, runs of digits, and every other visible character by itself.

    >>> Tokens("Dan’s GPT-5").lower
    ['dan', "'", 's', 'gpt', '-', '5']
    """

    __slots__ = ("ends", "lower", "starts", "text", "words")

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.lower: list[str] = []
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            word = match.group()
            if word == "’":
                word = "'"
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.words.append(word)
            self.lower.append(word.lower())

    def __len__(self) -> int:
        return len(self.words)


class Phrases(Generic[T]):
    """Phrases with a value each, found at a token by longest match, any case.

    >>> phrases = Phrases([("is projected to", 1), ("is", 2)])
    >>> phrases.at(Tokens("It is projected to rise"), 1)
    (4, 1)
    >>> phrases.at(Tokens("It was"), 1) is None
    True
    """

    __slots__ = ("_by_first",)

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in rows:
            words = tuple(Tokens(phrase).lower)
            by_first.setdefault(words[0], []).append((words, value))
        for options in by_first.values():
            options.sort(key=lambda option: -len(option[0]))
        self._by_first = by_first

    def at(self, tokens: Tokens, index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at a token: the index after it, and its value."""
        options = self._by_first.get(tokens.lower[index])
        if options is None:
            return None
        for words, value in options:
            end = index + len(words)
            if len(words) == 1 or tokens.lower[index:end] == list(words):
                return end, value
        return None
