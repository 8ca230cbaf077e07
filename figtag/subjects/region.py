"""The noun phrase that a run of words is about, parted into owner and measure."""

from __future__ import annotations

from msgspec import Struct

from figtag.nouns import Line
from figtag.subjects.context import Context
from figtag.word_classes import (
    ADVERB,
    AND,
    DATE,
    DETERMINER,
    FIGURE,
    FOR,
    GERUND,
    LIKE,
    MODIFIERS,
    NAME,
    NOUN,
    OF,
    OWNER,
    OWNING,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUN,
    SPEAKER,
    THING,
)

_OPENING = PREPOSITIONS + LIKE
_NAMED = THING + DATE + FIGURE
_FOR_LIKE = FOR + LIKE
_GOING_ON = PREPOSITIONS + ADVERB + GERUND + "("
_BEGINNING = OWNING + PRONOUN + THING
_BEFORE_NOUN = MODIFIERS + GERUND
_NOUN_PHRASE = DETERMINER + THING


class Said(Struct):
    """What a sentence tells of one figure, as word ranges of its line."""

    entity: tuple[int, int] | None = None
    property: tuple[int, int] | None = None
    pronoun: bool = False
    """True when the subject is a pronoun or "the company": the entity is the one before."""
    nobody: bool = False
    """True when the subject is the writer, the reader or nobody."""
    again: bool = False
    """True when the sentence measures what was measured before."""
    aside: bool = False
    """True when the entity stands behind a preposition, where a pronoun rarely looks for it."""


def of_region(context: Context, line: Line, first: int, last: int, *, verbless: bool = False) -> Said:
    """The subject among the words before a verb: the first noun phrase that no preposition begins."""
    kinds = line.kinds
    i = first
    fallback: tuple[int, int] | None = None
    while i <= last:
        kind = kinds[i]
        if kind in _OPENING:
            i += 1
            while i <= last and kinds[i] in MODIFIERS:
                i += 1
            start = i
            determined = kinds[i - 1] in OWNING
            while i <= last and kinds[i] in _NAMED:
                i += 1
                if kinds[i - 1] == DATE and not determined:
                    # "In 2024 | sales rose"
                    break
            after_for = kind in _FOR_LIKE or NAME in kinds[start:i]
            if i > start and kinds[i - 1] in THING and after_for and (fallback is None or not verbless):
                fallback = _things(line, start, i - 1)
            continue
        if kind in THING:
            end = i
            while end + 1 <= last and (
                kinds[end + 1] in THING
                or (kinds[end + 1] == AND and end + 2 <= last and kinds[end + 2] == NAME and kinds[end] == NAME)
            ):
                end += 1
            while end + 2 <= last and kinds[end + 1] == DATE and kinds[end + 2] in THING:
                end += 2
                while end + 1 <= last and kinds[end + 1] in THING:
                    end += 1
            if verbless and end < last and kinds[end + 1] not in _GOING_ON:
                i = end + 1
                continue
            if end < last and kinds[end + 1] == LIKE:
                name = line.phrase_after(end + 2)
                if name is not None and name[1] <= last and kinds[name[0]] == NAME:
                    # "a model like GPT-5.5" is this one; "brands like Acme" are a kind.
                    kind_of = line.lower[end].endswith(context.grammar.plural)
                    return Said(entity=(max(i, end - 4), name[1]) if kind_of else name)
            following = end + 1
            while following <= last and kinds[following] == ADVERB:
                following += 1
            if following <= last and kinds[following] in _BEGINNING:
                # "earlier this year | the lamp", "a year ago | petrol"
                i = following
                continue
            result = Said(entity=renamed(line, (max(i, end - 7), end)))
            result.pronoun = i > first and kinds[i - 1] == OWNER
            owned = result.pronoun
            split(context, line, result)
            if result.entity is None and not owned:
                _join(context, line, result, end + 1, last)
            if owned and result.property is not None:
                result.pronoun = True
            elif owned:
                result.pronoun = False
            return result
        if kind in SPEAKER:
            attached = _attached(line, i + 1, last)
            return Said(entity=attached, nobody=attached is None)
        if kind == PRONOUN:
            return Said(pronoun=True)
        if kind == FIGURE and i == last and i > first and kinds[i - 1] == DETERMINER:
            # "A 60-year-old would get 5%."
            return Said(entity=(i, i))
        if kind == GERUND and i == first:
            fallback = (i, i)
        i += 1
    if fallback is None or (verbless and kinds[first] != FOR):
        return Said()
    return shape(context, line, fallback)


def _join(context: Context, line: Line, result: Said, at: int, last: int) -> None:
    """Add what "of" joins to a property: its owner, or a measure that makes one with it, "[margin of error]"."""
    attached = _attached(line, at, last)
    single = attached is not None and line.kinds[at] == OF and attached[0] == at + 1 and result.property is not None
    if attached is not None and single and context.is_measure(line.said(*attached)):
        result.property = (result.property or attached)[0], attached[1]
    else:
        result.entity = attached


def _things(line: Line, first: int, last: int) -> tuple[int, int]:
    start = last
    while start > first and line.kinds[start - 1] in THING:
        start -= 1
    return start, last


def _attached(line: Line, at: int, last: int) -> tuple[int, int] | None:
    """What "of", "for", "in" joins to a property: "the cost of [the lamp]", "sales at [Acme]"."""
    kinds = line.kinds
    if at > last or kinds[at] not in PREPOSITIONS:
        return None
    named = kinds[at] in PREPOSITION
    i = at + 1
    while i <= last and kinds[i] in _BEFORE_NOUN:
        i += 1
    end = i - 1
    while end + 1 <= last and kinds[end + 1] in THING:
        end += 1
    if end < i:
        return None
    # "the cost of running a model like GPT-5.5": the name is the entity.
    j = end + 1
    while j <= last and kinds[j] in _NOUN_PHRASE and j - end < 6:
        j += 1
    if j <= last and kinds[j] == LIKE:
        name = line.phrase_after(j + 1)
        if name is not None and name[1] <= last:
            return name
    if named and NAME not in kinds[i : end + 1]:
        return None
    return i, end


def shape(context: Context, line: Line, phrase: tuple[int, int]) -> Said:
    result = Said(entity=phrase)
    split(context, line, result)
    return result


def renamed(line: Line, phrase: tuple[int, int]) -> tuple[int, int]:
    """The name set beside a noun between commas: "a successor, [Lintel 3], is"; else the phrase itself."""
    kinds = line.kinds
    first, last = phrase
    end = last + 2
    if NAME in kinds[first : last + 1] or kinds[last + 1 : end] != [","]:
        return phrase
    while end < len(kinds) and kinds[end] == NAME:
        end += 1
    return (last + 2, end - 1) if end > last + 2 and kinds[end : end + 1] == [","] else phrase


def split(context: Context, line: Line, result: Said) -> None:
    """Part an entity's noun phrase into owner and property: "Tesla's revenue", "Tesla shares", "core inflation"."""
    if result.entity is None:
        return
    first, last = result.entity
    for i in range(last - 1, first - 1, -1):
        if line.possessive[i]:
            rest = (i + 1, last)
            if context.is_measure(line.said(*rest)):
                result.entity = (first, i)
                result.property = result.property or rest
            elif NAME in line.kinds[i + 1 : last + 1]:
                result.entity = rest
            return
    if not context.is_measure(line.said(first, last)) or result.property == (first, last):
        return
    named = first
    end = last + 1 - context.measure_words(line.said(first, last))
    while named <= end - 1 and line.kinds[named] == NAME and not context.is_measure(line.lower[named]):
        named += 1
    if first < named and result.property is None and line.kinds[last] == NOUN:
        result.entity, result.property = (first, named - 1), (named, last)
    elif result.property is None:
        result.entity, result.property = None, (first, last)
