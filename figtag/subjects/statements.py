"""What a sentence says of its figures: the words right before and behind them, then the subject of their clause."""

from __future__ import annotations

from bisect import bisect_left

from figtag.document import Block
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
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
from figtag.subjects.clause import Said, of_clause, of_region, split
from figtag.subjects.context import Context
from figtag.subjects.subject import Subject
from figtag.unreal import Place
from figtag.word_classes import (
    ABOUT,
    ADVERB,
    AND,
    DETERMINER,
    FIGURE,
    FOR,
    NAME,
    NOUN,
    OF,
    OWNER,
    PREPOSITION,
    THING,
    VERB,
    grammar,
)

_LONGEST_SENTENCE = 1000


def in_prose(
    context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject], start: int = 0
) -> None:
    """Fill in the subjects of the figures of a paragraph, or of an item or note from ``start`` on."""
    sentences = context.document.sentences(block.index)
    at = 0
    for sentence in sentences:
        if sentence.end <= start:
            continue
        inside = []
        while at < len(numbered) and numbered[at][1].span.start < sentence.end:
            if numbered[at][1].span.start >= max(start, sentence.start):
                inside.append(numbered[at])
            at += 1
        if any(mention.role is Role.FIGURE for _, mention in inside):
            whole = Span(max(start, sentence.start), max(sentence.end, inside[-1][1].span.end))
            in_sentence(context, block, whole, inside, found)


def in_sentence(
    context: Context, block: Block, sentence: Span, inside: list[tuple[int, Mention]], found: list[Subject]
) -> None:
    line = Line(block.text, sentence, inside, context.tables)
    told: dict[int, Said] = {}
    for number, mention in inside:
        # "one of the lamps" only organises the text and is about nothing.
        if mention.role is Role.FIGURE and not mention.minor:
            word = line.words_of[number]
            told[word] = _tell(context, line, word, mention, told)
    _align(context, line, told)
    for word, tell in told.items():
        found[line.mentions[word]] = _subject(context, block, line, tell)


def _subject(context: Context, block: Block, line: Line, tell: Said) -> Subject:
    entity = entity_at = text = place = None
    if tell.entity is not None:
        entity_at = Place(block.index, line.span(*tell.entity))
        entity = entity_at.span.of(block.text)
        known = tell.aside and context.last is not None and context.last[0] == block.index
        if not known and any(line.kinds[word] in THING for word in range(tell.entity[0], tell.entity[1] + 1)):
            context.last = block.index, (entity, entity_at)
    elif tell.pronoun:
        last = _last_in(context, block, line.starts[0])
        if last is not None:
            entity, entity_at = last
    if tell.property is not None:
        place = Place(block.index, line.span(*tell.property))
        text = place.span.of(block.text)
    return Subject(entity, entity_at, text, place)


def _tell(context: Context, line: Line, at: int, mention: Mention, told: dict[int, Said]) -> Said:
    """What a sentence says of the figure at a word."""
    result = Said()
    leads = leads_clause(context, line, at, mention)
    other = counterpart(context, line, at, line.after(at, mention), told)
    if other is not None:
        return other
    part = line.counted(at, mention) if is_share(mention) else None
    if leads and part is not None:
        return Said(entity=part)
    after = phrase_behind(context, line, at, mention)
    people = leads and mention.unit == "percent" and line.kinds[at + 1 : at + 2] == [OF]
    if after is not None and is_base(line, at, mention, after):
        after = None
    if after is not None and not people and context.is_measure(line.span(*after).of(line.text)):
        result.property = after
        result.entity = owner_behind(line, after[1] + 1)
    before = before_figure(context, line, at, told, attributive=after is not None, counted=mention.counted is not None)
    owned = before is not None and before.entity is not None
    if owned and after is not None and result.property is None and is_size(mention, line, after):
        # "Acme's 5 kW Zephyr heater": the thing has a name or noun of its own.
        return Said(entity=after)
    if before is not None:
        if result.property is None or before.property is None:
            result.property = result.property or before.property
            result.entity = result.entity or before.entity
            result.aside = before.aside
        if result.entity is not None:
            return result
    if after is not None and result.property is None:
        joined = line.kinds[after[0] - 1] not in FIGURE + ")"
        owned = mention.unit != "percent" or joined or line.kinds[max(at - 1, 0)] in DETERMINER + OWNER
        verb = verb_before(line, at)
        object_of = verb is not None and line.lower[verb] not in grammar(context.tables).copulas
        alone = owned and not joined and verb is None and not is_share(mention)
        if leads or alone or (object_of and is_size(mention, line, after)):
            result.entity = after
        elif joined or object_of or is_share(mention):
            result.property = after
    if people and after is not None and context.counts(line.lower[after[1]]):
        # "40% of customers"
        return Said(entity=after)
    if result.entity is not None or leads:
        split(context, line, result)
        return result
    first = adjectives(line, at)
    while after is not None and first > 0 and line.kinds[first - 1] == NOUN:
        # The adjectives of "an initial $5 investment".
        first -= 1
    clause = of_clause(context, line, first, told)
    if result.property is None:
        result.property = clause.property
        if result.property is None and mention.counted is None:
            result.property = _topic(context, line, at)
        if result.property is None:
            result.property = measuring_verb(context, line, at, mention)
        result.entity = clause.entity
    elif clause.entity is not None or clause.property != result.property:
        # "Acme's shares rose to a price of $5": the nearer property stays, the owner is the clause's.
        result.entity = clause.entity if clause.entity is not None else clause.property
    if result.entity == result.property:
        result.entity = None
    result.pronoun, result.nobody = clause.pronoun, clause.nobody
    if result.entity is None and (clause.nobody or clause.pronoun) and line.kinds[at + 1 : at + 2] == [FOR]:
        # "We paid $5 for a lamp."
        thing = at + 2
        while thing < len(line) and line.kinds[thing] in DETERMINER + FIGURE:
            thing += 1
        result.entity = line.phrase_after(thing)
        result.pronoun = result.pronoun and result.entity is None
    elif result.entity is None and not result.pronoun and result.property is not None:
        # "Prices rise to $5 for Premium members."
        result.entity = owner_behind(line, at + 1) if line.kinds[at + 1 : at + 2] == [FOR] else None
    return result


def _topic(context: Context, line: Line, at: int) -> tuple[int, int] | None:
    """What a sentence says first that it will measure: "In terms of logical performance (GPQA), X reached 90%"."""
    kinds = line.kinds
    if not kinds or kinds[0] not in PREPOSITION + ABOUT:
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
    return phrase if context.is_measure(line.span(*phrase).of(line.text)) else None


def _align(context: Context, line: Line, told: dict[int, Said]) -> None:
    """Give figures their subjects in order: "A and B, with 93% and 92% respectively"."""
    in_order = grammar(context.tables).in_order
    end = next((at for at, word in enumerate(line.lower) if word in in_order), 0)
    figures: list[int] = []
    i = end - 1
    while i >= 0 and (line.kinds[i] in FIGURE + AND + "," + ADVERB or i in told):
        if i in told:
            figures.append(i)
        i -= 1
    figures.reverse()
    if len(figures) < 2:
        return
    names: list[tuple[int, int]] = []
    i = 0
    while i < figures[0]:
        phrase = line.phrase_before(i) if line.kinds[i] == NAME and line.kinds[i + 1] not in THING else None
        if phrase is not None:
            # phrase_before joins "A and B" of two names; here they are two.
            start = phrase[1]
            while start > phrase[0] and line.kinds[start - 1] in THING:
                start -= 1
            if names and any(kind not in AND + "," for kind in line.kinds[names[-1][1] + 1 : start]):
                if len(names) == len(figures):
                    break
                names = []
            names.append((start, phrase[1]))
        i += 1
    if len(names) == len(figures):
        for word, name in zip(figures, names, strict=True):
            told[word].entity = name
            told[word].pronoun = False


def _last_in(context: Context, block: Block, before: int) -> tuple[str, Place] | None:
    """The last entity told in a block, or what the sentence before a place of it begins with."""
    if context.last is not None and context.last[0] == block.index:
        return context.last[1]
    spans = context.document.sentences(block.index)
    at = bisect_left(spans, before, key=_start) - 1
    if at < 0 or spans[at].end - spans[at].start > _LONGEST_SENTENCE:
        return None
    line = Line(block.text, spans[at], [], context.tables)
    verb = line.kinds.index(VERB) if VERB in line.kinds else 0
    phrase = of_region(context, line, 0, verb - 1).entity if verb else None
    if phrase is None:
        # "Consider the Acme X7 lamp. It draws 5 W."
        names = [at for at, kind in enumerate(line.kinds) if kind == NAME]
        if not names or names[-1] - names[0] >= len(names):
            return None
        phrase = names[0], names[-1]
    place = Place(block.index, line.span(*phrase))
    return place.span.of(block.text), place


def _start(span: Span) -> int:
    return span.start
