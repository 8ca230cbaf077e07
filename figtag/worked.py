"""Worked examples, heads and decisions: what shows that a frame goes on, and that a value is no forecast."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from figtag.clauses import Sentence, clause_values
from figtag.cues import Cue, behind_year
from figtag.span import Span
from figtag.tables import Tables
from figtag.tense import before_adjective
from figtag.tokens import Tokens
from figtag.word_classes import grammar

YEAR_DIGITS = 4
FIRST_WORDS = 4
"""Tokens before a cue among which its subject is looked for."""
QUANTITY = 7
"""Tokens of a subject that a figure opens: "Some 12 percent of these are thought ..."."""


_NOTHING: frozenset[str] = frozenset()


@cache
def _past(tables: Tables) -> frozenset[str]:
    rows = (*tables.words.get("verb", ()), *tables.words.get("cue-place", ()))
    return frozenset(say for row in rows if row.value == "past" for say in row.say)


def _opens(sentence: Sentence) -> frozenset[str]:
    """What the first words of a sentence do."""
    found = sentence.place_at(0)
    return _NOTHING if found is None else found[1]


def takes_up(sentence: Sentence) -> bool:
    """True when a sentence opens by working out, or with a word for, what stands before it."""
    return not _opens(sentence).isdisjoint(("result", "anaphor"))


def example_label(sentence: Sentence) -> Span | None:
    """The first words of a line that introduces an example: "Example: sizing a cache"."""
    found = sentence.place_at(0)
    if found is None or "example" not in found[1]:
        return None
    return Span(sentence.tokens.starts[0], sentence.tokens.ends[found[0] - 1])


@cache
def example_firsts(tables: Tables) -> frozenset[str]:
    """The first words of what introduces an example: a line that begins with none of them introduces none."""
    rows = tables.words.get("cue-place", ())
    return frozenset(
        say.partition(" ")[0].partition("'")[0] for row in rows if row.value == "example" for say in row.say
    )


def turns_actual(sentence: Sentence) -> bool:
    """True when a sentence turns from what was assumed to what is so."""
    return any("actual" in does for does in sentence.places().values())


def works_on(sentence: Sentence) -> bool:
    """True when a sentence reckons on with what was assumed before it, and reports nothing that is so."""
    if takes_up(sentence):
        return not (turns_actual(sentence) or reports(sentence) or _names_subject(sentence))
    if not any("reckons" in does for does in sentence.places().values()):
        return False
    return not (turns_actual(sentence) or reports(sentence) or _names_subject(sentence))


def _names_subject(sentence: Sentence) -> bool:
    """True when a sentence seems to be about a name: its first word stands right before a verb and nowhere else."""
    tokens = sentence.tokens
    if len(tokens) < 2 or tokens.lower[1] not in _verbs(sentence.tables):
        return False
    if sentence.place_at(0) is not None:
        return False
    return tokens.words[0].isalpha() and tokens.lower[0] not in tokens.text[: tokens.starts[0]]


_FINITE = ("auxiliary", "copula", "modal", "third", "past")


@cache
def _verbs(tables: Tables) -> frozenset[str]:
    rows = tables.words.get("verb", ())
    return frozenset(say.partition("'")[0] for row in rows if row.value in _FINITE for say in row.say)


def reports(sentence: Sentence) -> bool:
    """True for the past tense of a named thing, of a year or of the authors: a report and no example."""
    tokens, tables = sentence.tokens, sentence.tables
    values = clause_values(tables)
    if not values["unreal"].isdisjoint(tokens.lower):
        return False
    past, passive = _past(tables), before_adjective(tables)
    if past.isdisjoint(tokens.lower):
        return False
    found = None
    for at, word in enumerate(tokens.lower):
        if word in past and (at == 0 or tokens.lower[at - 1] not in passive):
            found = at
            break
    if found is None:
        return False
    if any("author" in does for does in sentence.places().values()):
        return True
    return any(
        (word[0].isupper() and at and tokens.words[at - 1] not in '.:“"')
        or (len(word) == YEAR_DIGITS and word.isdecimal() and word[:2] in ("19", "20"))
        for at, word in enumerate(tokens.words)
    ) or (found == 1 and tokens.lower[0] not in values["pronoun"])


def is_actual(sentence: Sentence) -> bool:
    """True for a head that says that its cells are actual: ``FY25A``, ``Actual``, ``2024 (reported)``."""
    return any(
        "mark-actual" in does
        and (len(sentence.tokens.words[at]) > 1 or behind_year(sentence.tokens, at, sentence.tables))
        for at, does in sentence.places().items()
    )


def case_of(tokens: Tokens, tables: Tables) -> str | None:
    """``strong`` for a head or key such as "Bull", ``mild`` for one that names a case only beside it ("Base").

    Nothing but a word for a case, a figure or parenthesis may follow it.
    """
    words = _cases(tables)
    if not tokens.lower or tokens.lower[0] not in words:
        return None
    after = tokens.lower[1:2]
    return words[tokens.lower[0]] if not after or not after[0].isalpha() or after[0] in words else None


@cache
def _cases(tables: Tables) -> Mapping[str, str]:
    rows = tables.words.get("cue-place", ())
    strong = {say: "strong" for row in tables.cues if row.id == "frame.case-key" for say in row.say}
    return {say: "mild" for row in rows if row.value == "mild-case" for say in row.say} | strong


def is_weight(sentence: Sentence, first: int, last: int) -> bool:
    """True when nothing but words for a weight stand between two tokens: "25% weight" in parentheses."""
    roles = sentence.places()
    return all("weight" in roles.get(at, ()) for at in range(first, last))


def is_plain(sentence: Sentence, at: int) -> bool:
    """True when the word after an "if" shows the terms of an offer and no condition on the world."""
    found = sentence.place_at(at)
    return found is not None and "plain" in found[1]


def is_decided(sentence: Sentence, cue: Cue) -> bool:
    """True when a clause with "will" tells a price or plan that somebody has decided.

    A seller's own ("our fee will be"), one for certain takers ("for new customers"), or one from a date on.
    """
    tokens = sentence.tokens
    roles = sentence.places()
    segment = sentence.segment[cue.first]
    first = next((at for at in range(cue.first) if sentence.segment[at] == segment), cue.first)
    if not any("price" in roles.get(at, ()) for at in range(max(first, cue.first - FIRST_WORDS * 2), cue.first)):
        return False
    for at, does in roles.items():
        if sentence.segment[at] != segment:
            continue
        if ("owner" in does and cue.first - FIRST_WORDS <= at < cue.first) or "taker" in does:
            return True
        if "start" in does and _date_after(tokens, at + 1, sentence.tables):
            return True
    return False


def _date_after(tokens: Tokens, at: int, tables: Tables) -> bool:
    months = _months(tables)
    return any(word in months for word in tokens.lower[at : at + 3])


@cache
def _months(tables: Tables) -> frozenset[str]:
    return frozenset(
        say.lower() for row in tables.words.get("date-word", ()) if row.value.startswith("month ") for say in row.say
    )


def supposes(sentence: Sentence, first: int, verb: int) -> bool:
    """True for a figure in a subject of "would" that nobody has met: "A 10% tariff would", "Raising it to $5 would"."""
    lower, values = sentence.tokens.lower, clause_values(sentence.tables)
    if lower[verb] not in values["unreal"]:
        return False
    begin = verb
    while begin > 0 and sentence.segment[begin - 1] == sentence.segment[verb]:
        if lower[begin - 1] in ",:()" and not (lower[begin].isdecimal() and lower[begin - 2].isdecimal()):
            break
        begin -= 1
    while begin < verb and lower[begin] in values["result"] | values["contrast"]:
        begin += 1
    if not begin <= first < verb:
        return False
    return lower[begin] in values["indefinite"] or grammar(sentence.tables).is_gerund(lower[begin])


def opens_subject(sentence: Sentence, first: int, last: int, verb: int) -> bool:
    """True when a figure is the head of the subject of a verb: "Some 12 percent of these are thought ..."."""
    tokens = sentence.tokens
    values = clause_values(sentence.tables)
    if verb - last > QUANTITY or (first and tokens.lower[first - 1] in values["determiner"]):
        return False
    if first and tokens.words[first - 1] in "$€£¥":
        return False
    between = tokens.lower[last:verb]
    begin = sentence.segment.index(sentence.segment[first])
    if first > begin + 1 and not values["coordinator"].isdisjoint(between):
        return False  # "The works employ 850 people and are expected to grow": the figure has a verb of its own
    return not any(word in values["passive"] or not (word[0].isalnum() or word in "'-") for word in between)
