"""The record of a source, and the words of the tables that find one."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from figtag.clauses import Sentence
from figtag.labels import EvidenceKind
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Phrases, Tokens


class Source(Struct, frozen=True, gc=False):
    """A source that a sentence names, and the tokens of the sentence that it covers."""

    kind: EvidenceKind
    span: Span
    """The deciding words, in the block's text."""
    rule: str
    name: str | None
    """As written, the whole phrase; None where a pronoun stands for it and nothing before resolves it."""
    pronoun: bool
    start: int
    """First token covered."""
    end: int
    """Token after the last one covered."""
    url: str | None = None
    weak: bool = False
    """True for a link whose words are another claim."""
    reckons: bool = False
    """True when what it says is a reckoning of its own: "IDC estimates"."""
    standing: str = ""
    """``body`` or ``document`` when the speaker is spoken of by its kind and stands for a name: "the company";
    ``owned`` when it belongs to one that a pronoun stands for: "its latest report"."""
    personal: bool = False
    """True when a person is meant: "he", "her letter"."""
    named: bool = False
    """True when it bears a name, and is not only spoken of ("the report")."""
    lasts: bool = False
    """True for what opens an account of the authors' own measurement."""
    document: bool = False
    """True when it is a document or study with a name: "2023 Cisco report"."""
    human: bool = False
    """True when a role, a title or an apposition shows that the name is a person's."""
    owner: str | None = None
    """The proper name in it, which "the company" after it stands for."""


@cache
def attribution_words(tables: Tables, value: str) -> Phrases[WordRow]:
    return Phrases((say, row) for row in tables.words.get("attribution", ()) if row.value == value for say in row.say)


def segment_end(sentence: Sentence, at: int, *, named: bool = False) -> int:
    """Where the clause of a token ends; ``named``: go on over contrasts whose subject is no other name."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    segment, end = sentence.segment[at], at
    while end < len(sentence):
        if sentence.segment[end] != segment and not sentence.quoted[end]:
            following = words[end + 1 : end + 3]
            clause = named and at + 1 < len(lower) and lower[at + 1] == "that"
            if not named or lower[end] == ";" or (not clause and any(word[0].isupper() for word in following)):
                break
            segment = sentence.segment[end]
        end += 1
    return end


def words_between(tokens: Tokens, first: int, last: int) -> str:
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]


@cache
def measures(tables: Tables) -> frozenset[str]:
    """Words that name what is measured or a kind of thing: in capitals they are no names of sources."""
    return frozenset(say for row in tables.words.get("measure", ()) for say in row.say) | things(tables)


@cache
def things(tables: Tables) -> frozenset[str]:
    """Acronyms of kinds of things."""
    return frozenset(say for row in tables.words.get("attribution", ()) if row.value == "thing" for say in row.say)
