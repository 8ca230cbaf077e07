"""The noun that a bare number counts."""

from __future__ import annotations

from figtag.mentions.lexicon import NumberTables
from figtag.tokens import Tokens

_MOST_WORDS = 4
_NOT_PLURAL = ("ss", "us", "is", "'s")


def find_counted(
    tokens: Tokens, index: int, numbers: NumberTables, *, plural: bool = False, single: bool = False, part: bool = False
) -> tuple[int, int] | None:
    """The words of a counted noun that begins at a token: the first word, and the index after the last.

    The noun ends at its plural. Without one among its first words it is the first word alone (``1 trillion parameter
    model``), with ``single`` all of them (``one nuclear reactor``), and with ``plural`` none. A verb is no noun
    (``the two met in May``); ``part`` says that the number is less than one, so that a singular may follow it.

    >>> from figtag.mentions.lexicon import number_tables
    >>> from figtag.tables import load_tables
    >>> numbers = number_tables(load_tables())
    >>> tokens = Tokens("400 monthly active users of the mill")
    >>> find_counted(tokens, 1, numbers)
    (1, 4)
    >>> find_counted(Tokens("400 of the lamps"), 1, numbers) is None
    True
    """
    words, lower = tokens.words, tokens.lower
    at, count, first, run = index, 0, 0, 0
    text = tokens.text
    stop, many = numbers.counted["stop"], numbers.counted["many"]
    while at < len(words) and count < _MOST_WORDS:
        word = lower[at]
        if not word[0].isalpha() or word in stop:
            break
        gap = text[tokens.ends[at - 1] : tokens.starts[at]] if at else ""
        if gap not in (" ", "") or (gap == "" and at == index and tokens.words[at - 1] not in "-‐‑"):
            break
        end = _rest(tokens, at + 1)
        count += 1
        first, run = first or end, end
        last = lower[end - 1]
        if (
            last in many
            or (len(last) > 2 and last.endswith("s") and not last.endswith(_NOT_PLURAL))
            or _coded(words, end)
        ):
            return index, end
        at = end
        if at < len(words) and text[tokens.ends[at - 1] : tokens.starts[at]] != " ":
            break
    if plural or not first:
        return None
    if lower[index] in (numbers.past if single or part else numbers.verbs) and not (single and first < run):
        return None
    return index, run if single else first


def _rest(tokens: Tokens, at: int) -> int:
    """The end of the word that goes on with hyphens, digits and letters: ``low-cost``, ``H100s``."""
    while at < len(tokens) and tokens.starts[at] == tokens.ends[at - 1]:
        word = tokens.words[at]
        if word in "-‐‑":
            if (
                at + 1 >= len(tokens)
                or tokens.starts[at + 1] != tokens.ends[at]
                or not tokens.words[at + 1][0].isalnum()
            ):
                return at
        elif not word[0].isalnum():
            return at
        at += 1
    return at


def _coded(words: list[str], end: int) -> bool:
    """True for ``H100s`` and its like: digits with an s."""
    return words[end - 1] == "s" and words[end - 2][0].isdigit()
