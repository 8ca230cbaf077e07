"""The subject of the clause that a figure stands in, as far as small words and verbs show it."""

from __future__ import annotations

from figtag.nouns import Line
from figtag.subjects.context import Context
from figtag.subjects.region import Said, of_region, renamed, shape
from figtag.word_classes import (
    ADVERB,
    AND,
    CLAUSE,
    DATE,
    DETERMINER,
    FIGURE,
    FOR,
    GERUND,
    IN,
    LOOSE,
    NAME,
    NOUN,
    PREPOSITION,
    PREPOSITIONS,
    PRONOUN,
    RELATIVE,
    SPEAKER,
    THING,
    VERB,
)

_VERB_GROUP = VERB + ADVERB
_INNER = FIGURE + GERUND
_LISTING = AND + ",-"
_ENDING = FIGURE + DATE + VERB + ","
_OBJECT = THING + DETERMINER + FIGURE + PREPOSITION
_BOUNDS = ";:-" + CLAUSE
_BEFORE_RELATIVE = ",)" + PREPOSITION
_FARTHEST = 60
"""Words between a figure and the verb or noun that it belongs to, at most."""


def of_clause(
    context: Context, line: Line, at: int, told: dict[int, Said], depth: int = 0, *, finite: bool = False
) -> Said:
    """The subject of the clause of a word; with ``finite``, the one that a verb which is no infinitive shares."""
    kinds = line.kinds
    opened = line.paren.get(at, -1)
    verb, boundary = _verb_before(line, at, opened)
    if verb is None:
        if opened >= 0 and boundary == opened:
            return _beside_parenthesis(context, line, at, opened, told)
        return of_region(context, line, boundary + 1, at - 1, verbless=True)
    placed = _placed(context, line, verb, at)
    if placed is not None:
        return placed
    left = verb
    while left - 1 > boundary and (
        kinds[left - 1] in _VERB_GROUP or (kinds[left - 1] in PREPOSITION and kinds[left] == VERB)
    ):
        left -= 1
    left -= 1
    while left >= 0 and kinds[left] == ")" and line.partner.get(left, left) > boundary:
        left = line.partner.get(left, left) - 1
    while left >= 0 and kinds[left] == '"':
        left -= 1
    if left <= boundary or left < 0:
        if opened >= 0 and boundary == opened:
            return _beside_parenthesis(context, line, at, opened, told)
        return Said(nobody=True)
    kind = kinds[left]
    infinitive = left + 1 < verb and kinds[left + 1] in PREPOSITION
    if depth < 4 and infinitive and (kind in _INNER or finite):
        # "It gained 1% to close at $5", "the first to come and offers $5": the clause goes on to the left.
        outer = of_clause(context, line, left + 1, told, depth + 1)
        if outer.entity is not None or outer.property is not None or outer.pronoun:
            return outer
    if kind == SPEAKER:
        return Said(nobody=True)
    if kind == PRONOUN:
        return _antecedent(context, line, left, told, depth)
    if kind == RELATIVE:
        before = left - 1
        while before >= 0 and kinds[before] in _BEFORE_RELATIVE:
            before = line.partner.get(before, before) - 1
        if before >= 0 and kinds[before] in DETERMINER + SPEAKER:
            # "those who"
            return Said(nobody=True)
        phrase = _whole(line, before) if before >= 0 else None
        if phrase is None:
            return _antecedent(context, line, left, told, depth)
        return _of_antecedent(context, line, phrase, told, depth)
    if kind in _LISTING and depth < 4:
        opening = _opening_comma(line, left) if kind in ",-" else None
        if opening is not None:
            phrase = line.phrase_before(opening - 1) if opening > 0 else None
            region = of_region(context, line, _region_start(line, opening - 1, -1), opening - 1)
            if region.entity is not None and region.entity[1] == opening - 1:
                region.entity = renamed(line, region.entity)
            if region.entity or region.property or phrase is None:
                return region
            return shape(context, line, phrase)
        return of_clause(context, line, left, told, depth + 1, finite=finite or verb in line.finite)
    start = _region_start(line, left, boundary)
    front = start - 1
    if front >= 0 and kinds[front] == VERB and line.lower[front] in context.words.indirect:
        # "a step that she told reporters would save $5"
        return Said(nobody=True)
    if infinitive and front >= 0 and kinds[front] == VERB and depth < 4:
        # "Dell announced plans to lay off 5%"
        outer = of_clause(context, line, start, told, depth + 1)
        if outer.entity is not None or outer.pronoun:
            return outer
    if front > 0 and kinds[front] == VERB and kinds[start] in PREPOSITIONS:
        # "[records] read to the jury showed"
        while front > boundary and kinds[front] in _VERB_GROUP:
            front -= 1
        if front > boundary and kinds[front] in THING:
            start, left = _region_start(line, front, boundary), front
    region = of_region(context, line, start, left)
    if is_speaker(context, line, region) and _is_asked_for(line, at):
        return Said(nobody=True)
    if region.entity is not None and line.lower[verb] in context.words.reporting and is_speaker(context, line, region):
        return _told_by(context, line, verb, at)
    if verb in line.participles and region.property is not None and region.entity is None and depth < 4:
        # "It could handle a load measured in tonnes": the clause goes on to the left.
        outer = of_clause(context, line, region.property[0], told, depth + 1)
        if outer.entity is not None or outer.pronoun:
            return Said(outer.entity, region.property, outer.pronoun, outer.nobody)
    return region


def _of_antecedent(context: Context, line: Line, phrase: tuple[int, int], told: dict[int, Said], depth: int) -> Said:
    """What "that" stands for: a thing, its name set before it, or a measure of who has it."""
    shaped = shape(context, line, _name_before(line, phrase))
    front = phrase[0] - 1
    while front >= 0 and line.kinds[front] in LOOSE:
        front -= 1
    if shaped.entity is None and depth < 4 and front >= 0 and line.kinds[front] == VERB:
        # "Leading models have windows that range from 5"
        outer = of_clause(context, line, phrase[0], told, depth + 1)
        shaped.entity, shaped.pronoun = outer.entity, outer.pronoun
    return shaped


def _name_before(line: Line, phrase: tuple[int, int]) -> tuple[int, int]:
    """The name that a noun phrase is set beside: "[Lintel 2], a 70B parameter model"; else the phrase."""
    front = phrase[0] - 1
    while front > 0 and line.kinds[front] in FIGURE + ADVERB:
        front -= 1
    if front < 2 or line.kinds[front] != DETERMINER or line.kinds[front - 2 : front] != [NAME, ","]:
        return phrase
    name = line.phrase_before(front - 2)
    # "In London, a firm that": a place
    return phrase if name is None or (name[0] == 1 and line.kinds[0] in PREPOSITION) else name


def acts(context: Context, line: Line, counted: tuple[int, int], at: int) -> bool:
    """True for counted things that do something to a figure: "[visitors] scored 5 goals", "[units] run at 5 °C".

    Not where they are or reach so many, "[orders] reached 500".
    """
    verb, _ = _verb_before(line, at, line.paren.get(at, -1))
    if verb is None or not context.counts(line.lower[counted[1]]):
        return False
    word = line.lower[verb]
    return word not in context.grammar.copulas and word not in context.words.reaching


def is_speaker(context: Context, line: Line, said: Said) -> bool:
    """True for a subject of a kind that reports figures: "analysts", "biologist Greta Lindqvist", "the survey"."""
    if said.entity is None or said.property is not None:
        return False
    first, last = said.entity
    return any(line.lower[word] in context.words.speakers for word in range(first, last + 1))


def _is_asked_for(line: Line, at: int) -> bool:
    """True for a figure that a speaker looks for: "analysts had been looking for $5"."""
    i = at - 1
    while i > 0 and line.kinds[i] in LOOSE:
        i -= 1
    return i > 0 and line.kinds[i] == FOR and line.kinds[i - 1] in GERUND + VERB


def _placed(context: Context, line: Line, verb: int, at: int) -> Said | None:
    """What is put at a level: "IDC puts [the market] at $5", "the report gave [its height] as 5 m"."""
    if line.lower[verb] not in context.words.placing:
        return None
    phrase = line.phrase_after(verb + 1)
    if phrase is None or phrase[1] >= at:
        return None
    joint = phrase[1] + 1
    while joint < at and line.kinds[joint] in ADVERB:
        joint += 1
    level = joint < at and line.kinds[joint] in PREPOSITION
    if not level or any(kind not in ADVERB + DETERMINER + NOUN for kind in line.kinds[joint + 1 : at]):
        return None
    return shape(context, line, phrase) if line.lower[joint] in context.words.levels else None


def _told_by(context: Context, line: Line, verb: int, at: int) -> Said:
    """What a speaker says a figure of: the first noun phrase behind the verb, or nothing that the sentence tells."""
    phrase = line.phrase_after(verb + 1)
    if phrase is None or phrase[1] >= at or line.lower[verb] in context.words.indirect:
        return Said(nobody=True)
    return shape(context, line, phrase)


def _whole(line: Line, last: int) -> tuple[int, int] | None:
    """The noun phrase before "that", without the place it ends with: "a [plant] in Marshall, Michigan that employs"."""
    kinds = line.kinds
    phrase = line.phrase_before(last)
    if phrase is None or kinds[last] != NAME:
        return phrase
    first = phrase[0]
    if first > 2 and kinds[first - 1] == "," and kinds[first - 2] == NAME:
        while first > 1 and kinds[first - 1] in NAME + ",":
            first -= 1
    if first > 1 and kinds[first - 1] == IN and kinds[first - 2] in THING:
        return line.phrase_before(first - 2)
    return phrase


def _verb_before(line: Line, at: int, opened: int) -> tuple[int | None, int]:
    """The nearest verb before a word in its clause, and the word that the clause begins after."""
    kinds = line.kinds
    i = at - 1
    lowest = max(opened, at - _FARTHEST, -1)
    while i > lowest:
        kind = kinds[i]
        if kind == ")":
            i = line.partner.get(i, i) - 1
            continue
        if kind == VERB:
            start = i
            while start > lowest and kinds[start] not in _BOUNDS:
                start -= 1
            return i, start
        if kind in _BOUNDS:
            return None, i
        i -= 1
    return None, lowest


def _opening_comma(line: Line, closing: int) -> int | None:
    """The comma or dash that opens the insertion which one closes: "Tesla, the maker of X, sold"; None in a list."""
    sign = line.kinds[closing]
    told = False
    i = closing - 1
    while i > 0 and closing - i < _FARTHEST:
        kind = line.kinds[i]
        if kind == ")":
            i = line.partner.get(i, i) - 1
            continue
        if kind == sign:
            # "Anna Berg, 61, farms": an age is no list.
            return None if told and i < closing - 2 else i
        # A figure in between makes it a list of clauses, unless a relative clause holds it.
        told = (told or kind == FIGURE) and kind != RELATIVE
        i -= 1
    return None


def _region_start(line: Line, last: int, boundary: int) -> int:
    """The first word of the noun phrase with its attachments that ends at ``last``."""
    kinds = line.kinds
    i = last
    while i > boundary and last - i < 24:
        kind = kinds[i]
        if kind == ")":
            i = line.partner.get(i, i) - 1
            continue
        if kind in (",", ";", ":", "-", "(", VERB, CLAUSE, RELATIVE):
            return i + 1
        if kind == AND and i > 0 and (kinds[i - 1] in _ENDING or _ends_clause(line, i, boundary)):
            return i + 1
        i -= 1
    return i + 1


def _ends_clause(line: Line, at: int, boundary: int) -> bool:
    """True for an "and" behind a whole clause: "ferries carry 5 people a year and [the crossing costs]"."""
    kinds = line.kinds
    i = at - 1
    counted = False
    while i > boundary and at - i < 8 and kinds[i] in _OBJECT:
        counted = counted or kinds[i] == FIGURE
        i -= 1
    return counted and i > boundary and kinds[i] == VERB


def _antecedent(context: Context, line: Line, at: int, told: dict[int, Said], depth: int) -> Said:
    """What a pronoun stands for: the subject of the clause before it, or the entity of the sentence before."""
    if depth < 3 and at > 1:
        kinds = line.kinds
        i = at - 1
        while i > 0 and at - i < _FARTHEST:
            if kinds[i] == VERB:
                clause = of_clause(context, line, i + 1, told, depth + 1)
                place = _place_before(line, at)
                if clause.entity is not None or (clause.property is not None and place is not None):
                    return Said(entity=place or clause.entity, property=clause.property)
                if clause.nobody and kinds[i + 1 : i + 2] in ([DETERMINER], [NOUN]):
                    # "We timed a copy of it: it took 5 hours."
                    return Said(entity=line.phrase_after(i + 1))
                break
            i -= 1
    return Said(pronoun=True)


def _place_before(line: Line, at: int) -> tuple[int, int] | None:
    """The name that a clause opens with before a pronoun: "at [Acme] it is $5"."""
    phrase = line.phrase_before(at - 1) if line.kinds[at - 1] == NAME else None
    return phrase if phrase is not None and phrase[0] and line.kinds[phrase[0] - 1] in PREPOSITION else None


def _beside_parenthesis(context: Context, line: Line, at: int, opened: int, told: dict[int, Said]) -> Said:
    """A figure in parentheses belongs to the noun phrase or figure right before them, or to words inside."""
    kinds = line.kinds
    inner = line.phrase_before(at - 1) if at - 1 > opened and kinds[at - 1] in THING else None
    if inner is not None:
        shaped = shape(context, line, inner)
        if shaped.entity is not None:
            return shaped
        before = opened - 1
        phrase = line.phrase_before(before) if before >= 0 and kinds[before] in THING else None
        return Said(entity=phrase, property=shaped.property)
    before = opened - 1
    if before < 0:
        return Said()
    if kinds[before] == FIGURE and before in told:
        other = told[before]
        return Said(other.entity, other.property, other.pronoun, other.nobody)
    phrase = line.phrase_before(before) if kinds[before] in THING else None
    if phrase is not None and NAME not in kinds[phrase[0] : before + 1]:
        front = phrase[0] - 1
        while front >= 0 and kinds[front] == ADVERB:
            front -= 1
        if front >= 0 and kinds[front] == VERB:
            # "a revenue that is flat ($5)"
            return of_clause(context, line, phrase[0], told, 3)
    return shape(context, line, phrase) if phrase is not None else of_clause(context, line, before, told, 3)
