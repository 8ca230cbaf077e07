"""What a sentence tells of one figure: the words beside it, else the clause that it stands in."""

from __future__ import annotations

from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.subjects.beside import (
    adjectives,
    before_figure,
    counterpart,
    is_base,
    is_share,
    is_size,
    leads_clause,
    measuring_verb,
    owner_behind,
    phrase_behind,
    verb_before,
)
from figtag.subjects.clause import acts, of_clause
from figtag.subjects.context import Context
from figtag.subjects.region import Said, split
from figtag.word_classes import DETERMINER, FIGURE, FOR, GERUND, NOUN, OF, OWNING, PREPOSITIONS, THING


def tell(context: Context, line: Line, at: int, mention: Mention, told: dict[int, Said]) -> Said:
    """What a sentence says of the figure at a word; ``told`` holds what it said of the figures before."""
    leads = leads_clause(context, line, at, mention)
    end = line.after(at, mention)
    other = counterpart(context, line, at, end, told)
    if other is not None:
        return other
    part = line.counted(at, mention) if is_share(mention) else None
    if leads and part is not None:
        return Said(entity=part)
    behind = phrase_behind(context, line, at, mention)
    if behind is not None and is_base(line, at, mention, behind):
        behind = None
    whole = leads and mention.unit == "percent" and line.kinds[at + 1 : at + 2] == [OF]
    if whole and behind is not None and context.counts(line.lower[behind[1]]):
        # "40% of customers"
        return Said(entity=behind)
    result = Said()
    if behind is not None and not whole and context.is_measure(line.said(*behind)):
        result.property = behind
        result.entity = owner_behind(line, behind[1] + 1)
    attributive = behind is not None or (mention.counted is not None and line.kinds[end : end + 1] == [NOUN])
    before = before_figure(context, line, at, told, attributive=attributive, counted=mention.counted is not None)
    named = before is not None and before.entity is not None
    if named and behind is not None and result.property is None and is_size(mention, line, behind):
        # "Acme's 5 kW Zephyr heater": the thing has a name or noun of its own.
        return Said(entity=behind)
    if before is not None:
        if result.property is None or before.property is None:
            result.property = result.property or before.property
            result.entity = result.entity or before.entity
            result.aside = before.aside
        if result.entity is not None:
            return result
    if behind is not None and result.property is None:
        _place(context, line, at, mention, behind, result, leads=leads)
    if result.entity is not None or leads:
        split(context, line, result)
        return result
    return _from_clause(context, line, at, mention, told, result, behind)


def _place(
    context: Context, line: Line, at: int, mention: Mention, behind: tuple[int, int], result: Said, *, leads: bool
) -> None:
    """Take a noun phrase behind a figure that names no measure for the thing, or for what is measured of it."""
    joined = line.kinds[behind[0] - 1] not in FIGURE + ")"
    verb = verb_before(line, at)
    object_of = verb is not None and line.lower[verb] not in context.grammar.copulas
    owned = mention.unit != "percent" or line.kinds[max(at - 1, 0)] in OWNING
    alone = owned and not joined and verb is None and not is_share(mention)
    if leads or alone or (object_of and is_size(mention, line, behind)):
        result.entity = behind
    elif joined or object_of or is_share(mention):
        result.property = behind


def _from_clause(
    context: Context,
    line: Line,
    at: int,
    mention: Mention,
    told: dict[int, Said],
    result: Said,
    behind: tuple[int, int] | None,
) -> Said:
    """Add what the clause of a figure says to what stands beside it."""
    first = adjectives(line, at)
    while behind is not None and first > 0 and line.kinds[first - 1] == NOUN:
        # The adjectives of "an initial $5 investment".
        first -= 1
    clause = of_clause(context, line, first, told)
    if result.property is None:
        result.property, result.entity = clause.property, clause.entity
        if result.property is not None and mention.change is None and acts(context, line, result.property, at):
            result.entity = result.entity or result.property
            result.property = None
        if result.property is None and mention.counted is None:
            result.property = _topic(context, line, at)
        if result.property is None:
            result.property = measuring_verb(context, line, at, mention)
    elif clause.property is not None and behind == result.property and _is_told_of(context, line, at, mention, behind):
        # "Costs are $5 per metre of pipe", "sales were 5 tonnes of steel"
        result.property, result.entity = clause.property, clause.entity
    elif clause.entity is not None or clause.property is None or context.counts(line.lower[clause.property[1]]):
        # "Acme's sales rose to a price of $5": the nearer property stays, the owner is the clause's.
        result.entity = clause.entity if clause.entity is not None else clause.property
    if result.entity == result.property:
        result.entity = None
    result.pronoun, result.nobody = clause.pronoun, clause.nobody
    if line.kinds[at + 1 : at + 2] == [FOR] and result.entity is None:
        _receiver(line, at, result)
    return result


def _is_told_of(context: Context, line: Line, at: int, mention: Mention, behind: tuple[int, int] | None) -> bool:
    """True for what only goes on with a figure; a part's whole and an object ("adding 5 GB of memory") say more."""
    return not (is_share(mention) or line.kinds[max(at - 1, 0)] == GERUND or _is_measure(context, line, behind))


def _is_measure(context: Context, line: Line, phrase: tuple[int, int] | None) -> bool:
    return phrase is not None and context.is_measure(line.said(*phrase))


def _receiver(line: Line, at: int, result: Said) -> None:
    """Whom "for" names behind a figure: "we paid $5 for a [lamp]", "prices rise to $5 for [Premium members]"."""
    if result.nobody or result.pronoun:
        thing = at + 2
        while thing < len(line) and line.kinds[thing] in DETERMINER + FIGURE:
            thing += 1
        result.entity = line.phrase_after(thing)
        result.pronoun = result.pronoun and result.entity is None
    elif result.property is not None:
        result.entity = owner_behind(line, at + 1)


def _topic(context: Context, line: Line, at: int) -> tuple[int, int] | None:
    """What a sentence says first that it will measure: "In terms of logical performance (GPQA), X reached 90%"."""
    kinds = line.kinds
    if not kinds or kinds[0] not in PREPOSITIONS:
        return None
    end = 0
    while end < min(len(line), at, 12) and kinds[end] != ",":
        end += 1
    if end >= at or end >= len(line) or kinds[end] != ",":
        return None
    last = end - 1
    if kinds[last] == ")":
        first = line.partner.get(last, last)
        inner = (first + 1, last - 1)
        if inner[0] == inner[1] and kinds[inner[0]] in THING:
            return inner
        last = first - 1
    phrase = line.phrase_before(last) if last > 0 else None
    if phrase is None or line.lower[phrase[1]] in context.words.generic["value"]:
        return None
    return phrase if _is_measure(context, line, phrase) and not context.counts(line.lower[phrase[1]]) else None
