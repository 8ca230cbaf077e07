"""Names in a sentence: runs of capitalised words, with the small words that may stand inside them."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from figtag.clauses import Sentence, clause_values
from figtag.sources.source import attribution_words, measures, words_between
from figtag.tables import Tables
from figtag.tokens import Tokens

LONGEST_NAME = 14
"""Tokens of a name after its first."""
LONGEST_ROLE = 8
"""Tokens behind a name among which its role stands."""
SUBJECT = 12
"""Tokens at the head of a sentence among which its first name is looked for."""


_CALENDAR = frozenset(("month", "short-month", "weekday"))
"""The values of the rows for months and days, before their numbers."""


class Speaker(Struct, frozen=True, gc=False):
    """The noun phrase that speaks: its tokens, and what it is."""

    first: int
    last: int
    kind: str
    """``name``, or a value of the speaker table; ``other`` for any noun with an article."""
    name: str | None
    """The proper name in it, else the whole phrase; None for a pronoun."""
    named: bool = False
    """True when a proper name is in it."""
    phrase: str | None = None
    """The whole phrase where its head is no name: "2023 Cisco report", "study by the Vale Institute"."""
    document: bool = False
    """True when a document is the head of the phrase, and the name is its maker's."""
    human: bool = False
    """True when people are meant, though the name is their body's: "researchers at Vale University"."""
    plural: bool = False
    """True when the head of the phrase is surely a plural, whatever its name ends in."""


@cache
def speaker_kinds(tables: Tables) -> dict[str, str]:
    return {say: row.value for row in tables.words.get("speaker", ()) for say in row.say}


@cache
def opening_words(tables: Tables) -> frozenset[str]:
    """Conjunctions and prepositions: with a capital they open a sentence and are no part of the name after them."""
    rows = tables.words.get("sentence-opener", ())
    return frozenset(say for row in rows if row.value in ("conjunction", "preposition") for say in row.say)


@cache
def prepositions(tables: Tables) -> frozenset[str]:
    rows = tables.words.get("sentence-opener", ())
    return frozenset(say for row in rows if row.value == "preposition" for say in row.say)


@cache
def calendar_words(tables: Tables) -> frozenset[str]:
    """Months and days, which are written like names."""
    rows = tables.words.get("date-word", ())
    return frozenset(say.lower() for row in rows if row.value.split(" ")[0] in _CALENDAR for say in row.say)


@cache
def demonym_endings(tables: Tables) -> tuple[str, ...]:
    """The endings of words for peoples, which are written like names: "Chinese"."""
    return tuple(say for row in tables.words.get("word-ending", ()) if row.value == "demonym" for say in row.say)


def is_capital(word: str) -> bool:
    """True for a word that is written like a name."""
    return word[0].isupper()


def first_name(sentence: Sentence, before: int, *, oblique: bool = False) -> Speaker | None:
    """The first name of a sentence, which is mostly its subject.

    ``oblique``: where there is no other, also one behind a preposition, which is no subject ("The plants of Dell").
    """
    words = sentence.tokens.words
    if all(word.isupper() or not word.isalpha() for word in words[:6]):
        return None
    behind: Speaker | None = None
    small, passed = prepositions(sentence.tables), 0
    for at in range(min(before, SUBJECT)):
        if at < passed or not _may_open_name(sentence, at):
            continue
        name = name_from(sentence, at)
        if at == 0 or sentence.tokens.lower[at - 1] not in small:
            return name
        behind, passed = behind or name, name.last
    if behind is not None and oblique:
        return behind
    if before > 0 and speaker_kinds(sentence.tables).get(sentence.tokens.lower[0]) == "pronoun":
        return Speaker(0, 1, "pronoun", None)
    return None


def _may_open_name(sentence: Sentence, at: int) -> bool:
    """True for a capitalised word that is no month, no opening word, and no code ("H100", "Phase 3")."""
    words, word = sentence.tokens.words, sentence.tokens.lower[at]
    tables = sentence.tables
    if not is_capital(words[at]) or word in calendar_words(tables) or word in clause_values(tables)["determiner"]:
        return False
    if at == 0 and (word in speaker_kinds(tables) or word in opening_words(tables)):
        return False
    numbered = at + 1 < len(words) and words[at + 1].isdigit()
    return len(word) > 1 and not numbered


def name_ending(sentence: Sentence, at: int) -> Speaker:
    """The run of capitalised words that ends at a token, with the small words that may stand inside a name."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    joint = clause_values(sentence.tables)["joint"]
    first = at
    back = at - 1
    while back >= 0 and at - back <= LONGEST_NAME:
        word = words[back]
        if word[0].isupper() or word[0].isdigit():
            first = back
        elif lower[back] not in joint or (word == "-" and _is_spaced(sentence, back)):
            break
        back -= 1
    if first == 0 and (lower[0] in opening_words(sentence.tables) or sentence.does(0, "definite")):
        first = min(1, at)  # "But Nasa", "After Delta", "The Vale Institute"
    while first < at and not words[first][0].isalpha():
        first += 1
    return Speaker(first, at + 1, "name", words_between(sentence.tokens, first, at + 1), True)


def _is_spaced(sentence: Sentence, at: int) -> bool:
    """True for a dash with blanks around it, which joins no name."""
    tokens = sentence.tokens
    return at > 0 and tokens.starts[at] > tokens.ends[at - 1]


def name_from(sentence: Sentence, at: int) -> Speaker:
    """The run of capitalised words that begins at a token."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    joint = clause_values(sentence.tables)["joint"]
    last = at + 1
    forward = last
    while forward < len(words) and forward - at <= LONGEST_NAME:
        word = words[forward]
        if word[0].isupper() or (word[0].isdigit() and lower[forward - 1] != "."):
            last = forward + 1
        elif lower[forward] not in joint or (lower[forward] == "." and len(words[forward - 1]) > 3):
            break
        forward += 1
    while last - at > 1 and lower[last - 1] in calendar_words(sentence.tables):
        last -= 1  # "said Ina Roe Monday"
    return Speaker(at, last, "name", words_between(sentence.tokens, at, last), True)


def is_date(sentence: Sentence, speaker: Speaker) -> bool:
    """True for a run of months, days and digits, which only looks like a name: "March 1", but not "May"."""
    calendar = calendar_words(sentence.tables)
    words = sentence.tokens.lower[speaker.first : speaker.last]
    return any(word[0].isdigit() for word in words) and all(word in calendar or not word[0].isalpha() for word in words)


def is_human(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a title, a role before a name or one behind it shows a person: "Ina Roe, head of Delta Works"."""
    lower, kinds = sentence.tokens.lower, speaker_kinds(sentence.tables)
    if speaker.human or speaker.phrase is not None or speaker.kind != "name":
        return speaker.human or (speaker.kind == "person" and speaker.phrase is None)
    before = speaker.first - 1
    if sentence.does(speaker.first, "title") or (
        before >= 0 and (sentence.does(before, "title") or kinds.get(lower[before]) == "person")
    ):
        return True
    if speaker.last >= len(lower) or lower[speaker.last] != ",":
        return False
    if sentence.does(speaker.last + 1, "relative"):
        return True
    aside = lower[speaker.last + 1 : speaker.last + 1 + LONGEST_ROLE]
    until = aside.index(",") if "," in aside else len(aside)
    return any(kinds.get(word) == "person" for word in aside[:until])


def names_a_body(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a title-cased run surely names a body: it holds an acronym of no measure, or a word such as Agency."""
    bodies = attribution_words(sentence.tables, "body-word")
    known = measures(sentence.tables)
    acronym, inside = 3, sentence.tokens.words[speaker.first : speaker.last]
    return any(
        (len(word) >= acronym and word.isupper() and word.lower() not in known)
        or bodies.at(sentence.tokens, at) is not None
        for at, word in enumerate(inside, speaker.first)
    )


def sounds_like_body(sentence: Sentence, speaker: Speaker) -> bool:
    """True for a name that is a body's by a word that may stand in other titles too ("Media Center")."""
    bodies = attribution_words(sentence.tables, "body-name")
    inside = range(speaker.first, speaker.last)
    return names_a_body(sentence, speaker) or any(bodies.at(sentence.tokens, at) is not None for at in inside)


def may_be_person(name: str, tables: Tables) -> bool:
    """True for a name that "he" or "she" may stand for: no body, no document, nothing with a number in it.

    >>> from figtag.tables import load_tables
    >>> [may_be_person(name, load_tables()) for name in ("Ina Roe", "Vale Institute", "F.A.A.", "Bureau of Statistics")]
    [True, False, False, False]
    """
    tokens = Tokens.of(name)
    bodies = attribution_words(tables, "body-word"), attribution_words(tables, "body-name")
    joint = clause_values(tables)["joint"]
    letters = sum(len(word) == 1 and word.isalpha() for word in tokens.words)
    return letters < 2 and not any(
        (not word[0].isalpha() and word not in ".'-")
        or (len(word) > 2 and word.isupper())
        or (word in joint and word.isalpha() and word != "s")
        or any(words.at(tokens, at) is not None for words in bodies)
        for at, word in enumerate(tokens.words)
    )


def is_full_name(name: str, tables: Tables) -> bool:
    """True for a name of several words, or with a title, that may be a person's."""
    words = Tokens.of(name).words
    return sum(map(is_capital, words)) > 1 and may_be_person(name, tables)
