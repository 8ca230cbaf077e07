"""The noun that a bare number counts."""

from __future__ import annotations

from enum import Enum, auto

from figtag.mentions.lexicon import FEW, PART, NumberTables
from figtag.tokens import Tokens

_MOST_WORDS = 6
_MOST_ADJECTIVES = 4
_OWNER_WITHIN = 5
_NOT_PLURAL = ("ss", "us", "is", "'s")
_HYPHENS = "-‐‑"
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_APOSTROPHES = ("'", "’")

Words = tuple[int, int]
"""The first word of a noun with its modifiers, and the index after the last."""


class Noun(Enum):
    """Which noun a number lets follow."""

    PLURAL = auto()
    """Only one in the plural."""
    MANY = auto()
    """One in the plural, else the first word: ``1 trillion parameter model``."""
    ONE = auto()
    """One in the singular, all of its words: ``one nuclear reactor``."""
    WHOLE = auto()
    """What a share is of, in the plural or the singular: ``a third of the old town``."""


def find_counted(tokens: Tokens, index: int, numbers: NumberTables, noun: Noun = Noun.MANY) -> Words | None:
    """The words of a counted noun that begins at a token.

    The noun ends at its plural, adjectives joined by "and" or a comma before it included. After a hyphen it is one
    word. A verb is no noun (``the two met in May``).

    >>> from figtag.mentions.lexicon import number_tables
    >>> from figtag.tables import load_tables
    >>> numbers = number_tables(load_tables())
    >>> find_counted(Tokens.of("400 monthly active users of the mill"), 1, numbers)
    (1, 4)
    >>> find_counted(Tokens.of("400 old and new mills"), 1, numbers)
    (1, 5)
    >>> find_counted(Tokens.of("400 of the lamps"), 1, numbers) is None
    True
    """
    if index and tokens.words[index - 1] in _HYPHENS and tokens.starts[index : index + 1] == [tokens.ends[index - 1]]:
        small = index < len(tokens) and tokens.lower[index] in numbers.counted["stop"]
        end = _rest(tokens, index + 1) if _may_belong(tokens, index, numbers) and not small else 0
        return (index, end) if end and noun is not Noun.PLURAL else None
    ends: list[int] = []
    at = index
    while len(ends) < _MOST_WORDS and _may_belong(tokens, at, numbers) and _follows(tokens, at):
        end = _rest(tokens, at + 1)
        if ends and noun in (Noun.ONE, Noun.WHOLE) and _is_verb(tokens, at, end, numbers, noun):
            break
        ends.append(end)
        at = end
        if _is_plural(tokens, end, numbers):
            return index, end
        joined = None if noun is Noun.ONE else _past_adjectives(tokens, at, len(ends), numbers)
        if joined is not None:
            return index, joined
    return _without_plural(tokens, index, ends, numbers, noun)


def find_part_of(tokens: Tokens, index: int, numbers: NumberTables, *, share: bool) -> int | None:
    """Where the noun of a whole begins whose "of" stands at a token: after its determiner, number and owner.

    ``share`` says that a share or a word such as "dozens" stands before, which needs no determiner.

    >>> from figtag.mentions.lexicon import number_tables
    >>> from figtag.tables import load_tables
    >>> numbers = number_tables(load_tables())
    >>> find_part_of(Tokens.of("four of the nine barges"), 1, numbers, share=False)
    4
    >>> find_part_of(Tokens.of("one of Orla's oldest barges"), 1, numbers, share=False)
    5
    """
    lower = tokens.lower
    among = numbers.words.at(tokens, index)
    if among is None or among.kind != PART[0] or among.value == FEW:
        return None
    at = index + len(among.words)
    definite = at < len(lower) and lower[at] in numbers.counted["definite"]
    if definite:
        at = _past_number(tokens, at + 1, numbers)
    owned = _past_owner(tokens, at, numbers)
    if owned is not None:
        return owned
    return at if definite or (share and among.value == PART) else None


def _past_number(tokens: Tokens, index: int, numbers: NumberTables) -> int:
    """The token after the number of a whole, if it has one: the ``barges`` of ``nine barges``, ``past nine barges``."""
    for at in (index, index + 1):
        if at >= len(tokens) or tokens.lower[at] in numbers.counted["stop"]:
            break
        if tokens.words[at][0].isnumeric() or tokens.lower[at] in numbers.starts:
            return at + 1 if _follows(tokens, at + 1) else index
        if _has_plural_form(tokens, at + 1, numbers):
            break
    return index


def _past_owner(tokens: Tokens, index: int, numbers: NumberTables) -> int | None:
    """The token after a possessive: the ``oldest`` of ``Orla's oldest barges``."""
    words, lower = tokens.words, tokens.lower
    for at in range(index, min(index + _OWNER_WITHIN, len(words) - 2)):
        if words[at] in _APOSTROPHES and at > index and tokens.starts[at] == tokens.ends[at - 1]:
            after = at + 2 if lower[at + 1] == "s" and tokens.starts[at + 1] == tokens.ends[at] else at + 1
            return after if after == at + 2 or lower[at - 1].endswith("s") else None
        if not words[at][0].isalnum() or lower[at] in numbers.counted["stop"]:
            return None
    return None


def _may_belong(tokens: Tokens, at: int, numbers: NumberTables) -> bool:
    """True for a word that may be one of a noun phrase; small words only inside others: ``by-elections``."""
    if at >= len(tokens) or not tokens.words[at][0].isalpha():
        return False
    return tokens.lower[at] not in numbers.counted["stop"] or (
        at + 2 < len(tokens)
        and tokens.words[at + 1] in _HYPHENS
        and tokens.words[at + 2][0].isalpha()
        and tokens.starts[at + 2] == tokens.ends[at] + 1
    )


def _follows(tokens: Tokens, at: int) -> bool:
    """True when one blank, or nothing at the start of a text, stands before a token."""
    return not at or (at < len(tokens) and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] == " ")


def _is_plural(tokens: Tokens, end: int, numbers: NumberTables) -> bool:
    """True for a word in the plural that ends at a token, and for codes with an s; but not for ``sports`` cars."""
    if not _has_plural_form(tokens, end, numbers):
        return False
    return tokens.lower[end - 1] not in numbers.counted["modifier"] or not _goes_on(tokens, end, numbers)


def _has_plural_form(tokens: Tokens, end: int, numbers: NumberTables) -> bool:
    last = tokens.lower[end - 1]
    if last in numbers.counted["many"] or last.endswith(numbers.plurals):
        return True
    if last == "s" and tokens.words[end - 2][0].isdigit():
        return True
    if len(last) < 3 or not last.endswith("s"):
        return False
    return not last.endswith(_NOT_PLURAL) or (tokens.words[end - 1][-1] == "s" and tokens.words[end - 1][:-1].isupper())


def _goes_on(tokens: Tokens, at: int, numbers: NumberTables) -> bool:
    """True when a plural follows within two words."""
    for _ in range(2):
        if not (_may_belong(tokens, at, numbers) and _follows(tokens, at)):
            return False
        at = _rest(tokens, at + 1)
        if tokens.lower[at - 1].endswith(numbers.gerunds):
            return False
        if _has_plural_form(tokens, at, numbers):
            return True
    return False


def _past_adjectives(tokens: Tokens, at: int, count: int, numbers: NumberTables) -> int | None:
    """The end of the plural after adjectives that are joined: ``old and new mills``, ``small, cheap mills``."""
    if at >= len(tokens) or count > _MOST_ADJECTIVES:
        return None
    comma = tokens.words[at] == ","
    if not (comma and count == 1) and tokens.lower[at] not in numbers.counted["joint"]:
        return None
    if tokens.lower[at - 1] in numbers.counted["no-adjective"]:
        return None
    after = at + 1
    if not (_may_belong(tokens, after, numbers) and _follows(tokens, after)) or tokens.lower[after] in numbers.past:
        return None
    if comma and not (tokens.words[at - 1].islower() and tokens.words[after].islower()):
        return None
    for last in range(after, min(after + _MOST_ADJECTIVES, len(tokens))):
        if not (_may_belong(tokens, last, numbers) and _follows(tokens, last)):
            return None
        end = _rest(tokens, last + 1)
        if _is_plural(tokens, end, numbers):
            return end if last > after or not comma else None
    return None


def _is_verb(tokens: Tokens, at: int, end: int, numbers: NumberTables, noun: Noun) -> bool:
    """True for a word after a noun that is its verb: ``one mill closed``, ``a third of the town works``."""
    word, before = tokens.lower[end - 1], tokens.lower[at - 1]
    if word in numbers.past:
        return not before.endswith(numbers.adverbs)
    if not word.endswith("s") or word not in numbers.acts or word in numbers.counted["modifier"]:
        return False
    return noun is Noun.ONE or before in numbers.counted["collective"]


def _without_plural(tokens: Tokens, index: int, ends: list[int], numbers: NumberTables, noun: Noun) -> Words | None:
    lower = tokens.lower
    whole = noun in (Noun.ONE, Noun.WHOLE)
    while whole and ends and lower[ends[-1] - 1].endswith(numbers.adverbs):
        ends.pop()
    if noun is Noun.PLURAL or not ends:
        return None
    if whole and len(ends) > 1:
        return index, ends[-1]
    first = lower[ends[0] - 1]
    if whole:
        return None if first in numbers.past else (index, ends[0])
    if first in numbers.verbs or first in numbers.counted["no-adjective"]:
        return None
    return None if first.endswith(numbers.adverbs + numbers.gerunds) else (index, ends[0])


def _rest(tokens: Tokens, at: int) -> int:
    """The end of the word that goes on with hyphens, digits and letters: ``low-cost``, ``H100s``."""
    while at < len(tokens) and tokens.starts[at] == tokens.ends[at - 1]:
        word = tokens.words[at]
        if word in _HYPHENS:
            if (
                at + 1 >= len(tokens)
                or tokens.starts[at + 1] != tokens.ends[at]
                or not tokens.words[at + 1][0].isalnum()
            ):
                return at
        elif not word[0].isalnum() or word in _RAISED:
            return at
        at += 1
    return at
