"""The word rows of one family as the readers of roles use them, and a text seen as tokens."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from figtag.document import Block, BlockKind, Link
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens

Range = tuple[int, int]
"""The first token, and the one after the last."""

BARRED = "\0"
"""What stands for a phrase of ``unless``: it is found first because it is longer, and means nothing."""


class Vocabulary:
    """The rows of a family by the first word of their value.

    >>> from figtag.tables import load_tables
    >>> vocabulary(load_tables(), "date-word").find(Tokens.of("In September 2024"), 1, "month")
    (2, '9')
    """

    __slots__ = ("_kinds", "_pairs", "_phrases", "firsts")

    def __init__(self, tables: Tables, family: str) -> None:
        pairs: dict[str, list[tuple[str, str]]] = {}
        for row in tables.words.get(family, ()):
            kind, _, rest = row.value.partition(" ")
            pairs.setdefault(kind, []).extend((phrase, rest) for phrase in row.say)
            pairs[kind].extend((phrase, BARRED) for phrase in row.unless)
        self._kinds = {kind: Phrases(rows) for kind, rows in pairs.items()}
        self.firsts = {kind: phrases.firsts for kind, phrases in self._kinds.items()}
        """Of each kind: the words with which its phrases begin."""
        self._pairs = pairs
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}

    def phrases(self, *kinds: str) -> tuple[str, ...]:
        """The phrases of some kinds in lower case."""
        found = self._phrases.get(kinds)
        if found is None:
            found = tuple(phrase.lower() for kind in kinds for phrase, _ in self._pairs.get(kind, ()))
            self._phrases[kinds] = found
        return found

    def find(self, tokens: Tokens, index: int, kind: str) -> tuple[int, str] | None:
        """The longest phrase of a kind at a token: the index after it, and the rest of its value."""
        phrases, lower = self._kinds.get(kind), tokens.lower
        if phrases is None or not 0 <= index < len(lower) or lower[index] not in phrases.firsts:
            return None
        found = phrases.at(tokens, index)
        return None if found is None or found[1] == BARRED else found

    def has(self, tokens: Tokens, index: int, kind: str) -> bool:
        """True when a phrase of a kind begins at a token."""
        return self.find(tokens, index, kind) is not None

    def firsts_of(self, *kinds: str) -> frozenset[str]:
        """The words with which phrases of some kinds begin."""
        return frozenset().union(*(self.firsts.get(kind, frozenset()) for kind in kinds))


@cache
def vocabulary(tables: Tables, family: str) -> Vocabulary:
    """The compiled rows of a family; compiled once for each value of the tables."""
    return Vocabulary(tables, family)


class Scan:
    """A block's text as tokens, with the questions that all readers of roles ask."""

    __slots__ = (
        "_said",
        "addressed",
        "block",
        "cited",
        "count",
        "ends",
        "facts",
        "lower",
        "run",
        "starts",
        "tables",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, block: Block, tokens: Tokens, tables: Tables) -> None:
        self.block = block
        self.tables = tables
        self.tokens = tokens
        self.text = block.text
        self.words = tokens.words
        self.lower = tokens.lower
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.count = len(tokens.words)
        self.run: tuple[int, int, tuple[int, int] | None] = (0, 0, None)
        """The last run of visible characters that was looked at, and the address in it."""
        self._said: frozenset[str] | None = None
        self.addressed: bool | None = None
        """Whether the text may hold addresses, once it was looked at."""
        self.facts: int | None = None
        """What of the text matters to the readers of digits, once it was looked at (``digits.AtDigits``)."""
        self.cited: dict[int, int] | None = None
        """Where citations in parentheses begin and end, once they were looked for."""

    @property
    def said(self) -> frozenset[str]:
        """The words of the block in small letters."""
        if self._said is None:
            self._said = frozenset(self.lower)
        return self._said

    def word(self, index: int) -> str:
        """The token in lower case, or nothing where there is none."""
        return self.lower[index] if 0 <= index < self.count else ""

    def glued(self, index: int) -> bool:
        """True when no blank stands before a token."""
        return 0 < index < self.count and self.ends[index - 1] == self.starts[index]

    def number(self, index: int) -> int | None:
        """The value of a token of one to four digits."""
        if 0 <= index < self.count:
            word = self.words[index]
            if len(word) <= 4 and word.isdecimal():
                return int(word)
        return None

    def whole(self, index: int) -> bool:
        """True when the digits at a token are a whole number by themselves: no part of ``1,234``, ``0.5`` or ``x5``."""
        text, start, end = self.text, self.starts[index], self.ends[index]
        if text[end : end + 1].isalnum() or (text[end : end + 1] in _POINTS and text[end + 1 : end + 2].isdecimal()):
            return False
        if start == 0:
            return True
        return not (
            text[start - 1].isalnum() or (text[start - 1] in _POINTS and start > 1 and text[start - 2].isdecimal())
        )

    def capital(self, index: int) -> bool:
        """True for a word that begins with a capital letter."""
        return 0 <= index < self.count and self.words[index][0].isupper()

    def opens(self, index: int) -> bool:
        """True for the first word of the block or of a sentence."""
        index -= 1
        while index >= 0 and self.words[index] in _QUOTES:
            index -= 1
        return index < 0 or self.words[index] in _STOPS

    def at(self, index: int, end: int) -> int:
        """The first token that begins at or after ``end``, from a token on."""
        while index < self.count and self.starts[index] < end:
            index += 1
        return index

    def link(self, position: int) -> Link | None:
        """The link whose words hold a place of the text."""
        links = self.block.links
        found = bisect_right(links, position, key=_link_start) - 1
        return links[found] if found >= 0 and position < links[found].span.end else None

    @property
    def heading(self) -> bool:
        """True in a heading, where any word may have a capital."""
        return self.block.kind is BlockKind.HEADING


def _link_start(link: Link) -> int:
    return link.span.start


_POINTS = (".", ",", ":")
_QUOTES = frozenset("\"'“”‘’([*_–—-•|#>")
_STOPS = frozenset(".!?:;")
