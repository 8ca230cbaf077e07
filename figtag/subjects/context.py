"""The words that subjects are told by, and what was learnt of a document so far."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from figtag.document import Document
from figtag.mentions import Mention
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens
from figtag.unreal import Place
from figtag.word_classes import ADVERB, NOUN, PREPOSITION, grammar


class Vocabulary(Struct, frozen=True, gc=False):
    measures: frozenset[str]
    second: frozenset[str]
    """The last words of the measures that have two."""
    counts: frozenset[str]
    """The measures that are counts of something: "headcount"."""
    phrases: Phrases[str]
    speakers: frozenset[str]
    """Nouns for people and documents that say things."""
    reporting: frozenset[str]
    """Verbs of what a speaker does."""
    placing: frozenset[str]
    """Those by which a speaker puts something at a level."""
    levels: frozenset[str]
    """Prepositions before a level: "put it at $5", "gave it as 5 m"."""
    indirect: frozenset[str]
    """Verbs between which and a figure stands a receiver: "cost the owner $5"."""
    measuring: frozenset[str]
    """Verbs that name what they measure: "costs $5"."""
    rating: frozenset[str]
    """Those of them whose object may be a share: "scored 5%"."""
    reaching: frozenset[str]
    """Verbs between a count and its level or change: "orders reached 500"."""
    generic: dict[str, frozenset[str]]


_AROUND = "()[].,:*"
"""Signs that may stand around a word."""
_SPEAKING = {"document", "person", "vague"}
_REPORTING = {"say", "find", "expect"}


def _said(tables: Tables, family: str, values: set[str]) -> frozenset[str]:
    return frozenset(say for row in tables.words.get(family, ()) if row.value in values for say in row.say)


@cache
def vocabulary(tables: Tables) -> Vocabulary:
    rows = tables.words.get("measure", ())
    plural = [
        say for row in tables.words.get("word-ending", ()) if row.value == "plural" for say in row.say if len(say) == 1
    ]
    measures = {say for row in rows for say in row.say}
    counts = _said(tables, "measure", {"count", "person"})
    generic: dict[str, set[str]] = {
        "corner": set(),
        "entity": set(),
        "value": set(),
        "heading": set(),
        "variant": set(),
    }
    for row in tables.words.get("generic-head", ()):
        generic.setdefault(row.value, set()).update(row.say)
    measures |= {say + ending for say in measures for ending in plural}
    return Vocabulary(
        measures=frozenset(measures),
        second=frozenset(say.rpartition(" ")[2] for say in measures if " " in say),
        counts=frozenset(counts | {say + ending for say in counts for ending in plural}),
        phrases=Phrases((say, row.value) for row in rows for say in row.say),
        speakers=_said(tables, "speaker", _SPEAKING),
        reporting=_said(tables, "reporting-verb", _REPORTING),
        placing=_said(tables, "reporting-verb", {"put", "give"}),
        levels=_said(tables, "verb-object", {"level"}),
        indirect=_said(tables, "verb-object", {"indirect"}),
        measuring=_said(tables, "verb-object", {"measure", "rating"}),
        rating=_said(tables, "verb-object", {"rating"}),
        reaching=_said(tables, "verb-object", {"reaching"})
        | _said(tables, "number-change", {"up before", "down before", "up before no-money"}),
        generic={value: frozenset(words) for value, words in generic.items()},
    )


class Context:
    """What was learnt so far: the last subject of each block, the subject of each card."""

    __slots__ = (
        "cards",
        "dates",
        "document",
        "grammar",
        "heading_of",
        "last",
        "measured",
        "measures",
        "numbered",
        "rows_alike",
        "rows_measure",
        "tables",
        "words",
    )

    def __init__(self, document: Document, tables: Tables) -> None:
        self.document = document
        self.tables = tables
        self.words = vocabulary(tables)
        self.grammar = grammar(tables)
        self.measures: dict[str, int] = {}
        """Of noun phrases that were asked for, how many of their last words name a measure."""
        self.dates: set[int] = set()
        """Blocks that hold a date and nothing else."""
        self.rows_measure: dict[int, bool] = {}
        """Of each table, whether its rows rather than its columns name what is measured."""
        self.rows_alike: dict[int, bool] = {}
        """Of each table, whether its row heads end in the same word."""
        self.cards: dict[int, tuple[str, Place] | None] = {}
        self.heading_of: dict[int, tuple[str, Place] | None] = {}
        self.last: tuple[int, tuple[str, Place]] | None = None
        """The block of the last entity found in running text, and the entity."""
        self.measured: tuple[int, tuple[str, Place]] | None = None
        """The same of the last property."""
        self.numbered: list[tuple[int, Mention]] = []
        """The mentions of the block that is read."""

    def is_measure(self, text: str) -> bool:
        """True when the last word of a noun phrase, or the last two, names something that can be measured."""
        return self.measure_words(text) > 0

    def measure_words(self, text: str) -> int:
        """How many of the last words of a noun phrase name together what can be measured: 2 of "the market cap"."""
        found = self.measures.get(text)
        if found is None:
            found = self.measures[text] = self._measure_words(text)
        return found

    def _measure_words(self, text: str) -> int:
        words = text.lower().split()
        last = words[-1].strip(_AROUND) if words else ""
        if len(words) > 1 and last in self.words.second and f"{words[-2].strip(_AROUND)} {last}" in self.words.measures:
            return 2
        return int(last in self.words.measures)

    def counts(self, word: str) -> bool:
        """True for a noun that is itself a count of something: "headcount"."""
        return word in self.words.counts

    def has_measure(self, text: str) -> bool:
        """True when any word of a head names something that can be measured."""
        tokens, phrases = Tokens.of(text), self.words.phrases
        said = not phrases.firsts.isdisjoint(tokens.lower)
        if said and any(phrases.at(tokens, at) is not None for at in range(len(tokens))):
            return True
        return any(self._is_participle(tokens, at) for at in range(len(tokens)))

    def _is_participle(self, tokens: Tokens, at: int) -> bool:
        """True for what is done, at the end or before a preposition: "Electrified", "Words recalled out of 15"."""
        classes = self.grammar
        if at and not tokens.words[at].islower():
            return False
        if not classes.is_past(tokens.lower[at]):
            return False
        return at + 1 == len(tokens) or classes.classes.get(tokens.lower[at + 1], NOUN) in PREPOSITION + ADVERB
