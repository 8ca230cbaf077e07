"""The tense of a sentence: whether it tells what was, as a report of measurements does."""

from __future__ import annotations

from functools import cache
from itertools import compress, count

from msgspec import Struct

from figtag.clauses import Sentence, clause_values
from figtag.patterns import lazy_re
from figtag.tables import Tables
from figtag.word_classes import Grammar, grammar

_YEAR = lazy_re(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class _Verbs(Struct, frozen=True, gc=False):
    past: frozenset[str]
    """Auxiliaries that are past: "was", "had"."""
    present: frozenset[str]
    """Auxiliaries and modal verbs that are not."""
    acting: frozenset[str]
    """Verbs that are present where an amount follows: "costs"."""


@cache
def _verbs(tables: Tables) -> _Verbs:
    def words(family: str, *values: str) -> frozenset[str]:
        rows = (row for row in tables.words.get(family, ()) if row.value in values)
        return frozenset(say.partition("'")[0] for row in rows for say in row.say)

    past = words("cue-place", "past")
    helping = words("verb", "auxiliary", "copula", "modal") - words("cue-place", "infinite")
    return _Verbs(past, helping - past, words("verb", "third", "plain"))


@cache
def before_adjective(tables: Tables) -> frozenset[str]:
    """The words behind which a participle is no verb of the past: "the limit", "is reached"."""
    values = clause_values(tables)
    return values["determiner"] | values["passive"]


_KNOWN = 1 << 16
"""How many words are known at once."""


class _Participles(dict[str, bool]):
    """Whether words in small letters may be participles, each looked at when it is first asked for."""

    def __init__(self, words: Grammar) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, word: str) -> bool:
        if len(self) > _KNOWN:
            self.clear()
        found = self[word] = self._words.is_past(word)
        return found


@cache
def _participles(tables: Tables) -> _Participles:
    return _Participles(grammar(tables))


def tense_of(sentence: Sentence) -> str | None:
    """``present`` when a verb in the present is seen, else ``past`` when one in the past is; None without a verb.

    >>> from figtag.span import Span
    >>> from figtag.tables import load_tables
    >>> from figtag.tokens import Tokens
    >>> says = ("The run took 9 h.", "The run takes 9 h.", "The limit used is 9 h.", "First run: 9 h.")
    >>> [tense_of(Sentence(Tokens.of(text), Span(0, len(text)), 0, load_tables())) for text in says]
    ['past', 'present', 'present', None]
    """
    verbs, lower, paren = _verbs(sentence.tables), sentence.tokens.lower, sentence.paren
    if paren.count(-1) == len(paren):
        outside = lower
    else:
        outside = [word if paren[at] == -1 else "" for at, word in enumerate(lower)]
    if not verbs.present.isdisjoint(outside):
        return "present"
    if not verbs.acting.isdisjoint(outside) and any(
        word in verbs.acting and at and _opens_amount(lower, at + 1) for at, word in enumerate(outside)
    ):
        return "present"
    if not verbs.past.isdisjoint(outside):
        return "past"
    adjective = before_adjective(sentence.tables)
    participles = map(_participles(sentence.tables).__getitem__, outside)
    if any(at and lower[at - 1] not in adjective for at in compress(count(), participles)):
        return "past"
    return None


def _opens_amount(lower: list[str], at: int) -> bool:
    return at < len(lower) and (lower[at][0].isdecimal() or lower[at] in "$€£¥")


def has_year(sentence: Sentence) -> bool:
    """True when four digits that may be a year stand in a sentence."""
    return _YEAR.search(sentence.tokens.text, sentence.span.start, sentence.span.end) is not None
