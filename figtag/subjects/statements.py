"""What a sentence says of its figures: the words right before and behind them, then the subject of their clause."""

from __future__ import annotations

from bisect import bisect_left

from figtag.document import Block
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import (
    ABOUT,
    ADVERB,
    AND,
    CLAUSE,
    DATE,
    DETERMINER,
    FIGURE,
    FOR,
    GERUND,
    IN,
    NAME,
    NOUN,
    OF,
    OWNER,
    PREPOSITION,
    RELATIVE,
    THING,
    VALUE,
    VERB,
    Line,
    grammar,
)
from figtag.span import Span
from figtag.subjects.clause import Said, of_clause, of_region, shape, split
from figtag.subjects.context import Context
from figtag.subjects.subject import Subject
from figtag.unreal import Place

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
        if any(line.kinds[word] in THING for word in range(tell.entity[0], tell.entity[1] + 1)):
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
    leads = _leads_clause(line, at)
    after = _phrase_behind(context, line, at, mention)
    people = leads and mention.unit == "percent"
    if after is not None and _is_base(line, at, mention, after):
        after = None
    if after is not None and not people and context.is_measure(line.span(*after).of(line.text)):
        result.property = after
        result.entity = _owner_behind(line, after[1] + 1)
    before = _before(context, line, at, told, attributive=after is not None)
    owned = before is not None and before.entity is not None
    if owned and after is not None and result.property is None and _is_size(mention, line, after):
        # "Acme's 5 kW Zephyr heater": the thing has a name or noun of its own.
        return Said(entity=after)
    if before is not None:
        if result.property is None or before.property is None:
            result.property = result.property or before.property
            result.entity = result.entity or before.entity
        if result.entity is not None:
            return result
    if after is not None and result.property is None:
        joined = line.kinds[after[0] - 1] not in FIGURE + ")"
        owned = mention.unit != "percent" or joined or line.kinds[max(at - 1, 0)] in DETERMINER + OWNER
        if leads or (owned and not joined and not _is_predicate(line, at)):
            result.entity = after
        elif joined:
            result.property = after
    if result.entity is not None or leads:
        split(context, line, result)
        return result
    first = _adjectives(line, at)
    while after is not None and first > 0 and line.kinds[first - 1] == NOUN:
        # The adjectives of "an initial $5 investment".
        first -= 1
    clause = of_clause(context, line, first, told)
    if result.property is None:
        result.property = clause.property
        if result.property is None and mention.counted is None:
            result.property = _topic(context, line, at)
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
        result.entity = _owner_behind(line, at + 1) if line.kinds[at + 1 : at + 2] == [FOR] else None
    return result


def _is_base(line: Line, at: int, mention: Mention, after: tuple[int, int]) -> bool:
    """True for what a factor multiplies: "1.9 times [earnings]", but not "a 2x [speed increase]"."""
    joined = after[0] == at + 1 and line.kinds[max(at - 1, 0)] not in DETERMINER + OWNER
    return joined and mention.unit == "" and mention.counted is None and not line.text[line.ends[at] - 1].isdecimal()


def _is_size(mention: Mention, line: Line, after: tuple[int, int]) -> bool:
    """True for a figure right before a noun, in a unit that is neither money nor percent."""
    size = mention.unit not in ("", "percent") and not mention.unit[:3].isupper()
    return size and line.kinds[after[0] - 1] == FIGURE


def _adjectives(line: Line, at: int) -> int:
    """The adjective right before a figure, "an impressive 5 minutes", "the remaining half"; else the figure."""
    kinds = line.kinds
    if at > 1 and kinds[at - 1] == NOUN and kinds[at - 2] == DETERMINER and not line.possessive[at - 1]:
        return at - 1
    return at


def _leads_clause(line: Line, at: int) -> bool:
    """True when a figure is itself the subject: "about 70% voted", ", while a third of the staff left"."""
    kinds = line.kinds
    back = _adjectives(line, at) - 1
    while back >= 0 and kinds[back] in ADVERB + DETERMINER:
        back -= 1
    if back >= 0 and kinds[back] not in AND + CLAUSE + RELATIVE + ",;:-" + '"':
        return False
    i = at + 1
    while i < len(line) and i - at < 14 and kinds[i] in THING + OF + DETERMINER + OWNER + ADVERB + IN + FIGURE:
        i += 1
    return i < len(line) and kinds[i] == VERB and (i not in line.participles or back < 0 or kinds[back] != AND)


def _is_predicate(line: Line, at: int) -> bool:
    """True where what follows only says what the subject is: "The alliance is a $5 symbiosis"."""
    back = at - 1
    while back >= 0 and line.kinds[back] in ADVERB + DETERMINER:
        back -= 1
    return back >= 0 and back < at - 1 and line.kinds[back] == VERB and back not in line.participles


def _phrase_behind(context: Context, line: Line, at: int, mention: Mention) -> tuple[int, int] | None:
    """What follows a figure and its unit: "a 98% [bounce rate]", "128GB of [HBM]", "$5 million in [revenue]".

    After a count it is what the counted things are of: "5,700 categories of [products]".
    """
    kinds, count = line.kinds, len(line)
    first = at + 1
    if first < count and kinds[first] == "(" and line.partner.get(first, count) + 1 < count:
        # "a 5 mile (8 km) journey"
        first = line.partner[first] + 1
        if kinds[first] not in THING:
            return None
    if mention.counted is not None:
        while first < count and line.starts[first] < mention.counted.end:
            first += 1
        if first >= count or kinds[first] != OF or not _leads_clause(line, at):
            return None
    if first >= count:
        return None
    if kinds[first] in THING:
        return line.phrase_after(first)
    if kinds[first] == ADVERB and kinds[first + 1 : first + 2] == [NOUN]:
        # "a 5% lower risk"
        phrase = line.phrase_after(first + 1)
        return phrase if phrase is not None and context.is_measure(line.span(*phrase).of(line.text)) else None
    if kinds[first] in OF + IN:
        inner = first + 1
        while inner < count and kinds[inner] == FIGURE:
            inner += 1
        phrase = line.phrase_after(inner) if inner < count else None
        if phrase is None or kinds[first] == OF:
            return phrase
        if first + 1 == phrase[0] and context.is_measure(line.span(*phrase).of(line.text)):
            return phrase
    return None


def _owner_behind(line: Line, at: int) -> tuple[int, int] | None:
    """The name behind a measured property and "for" or "of": "context window for [GPT-5.5]"."""
    if at < len(line) and line.kinds[at] in ABOUT:
        phrase = line.phrase_after(at + 1)
        if phrase is not None and NAME in line.kinds[phrase[0] : phrase[1] + 1]:
            return phrase
    return None


def _before(context: Context, line: Line, at: int, told: dict[int, Said], *, attributive: bool) -> Said | None:
    """What the words right before a figure tell of it.

    "Amazon's $5 investment", "[revenue] of $5", "raised its [price] to $5", "with a [net worth] of $5", "make the
    [lamp] $5 cheaper", "[people] earning $5", "[Maddon], 66,", "up 5% to $5".
    """
    kinds = line.kinds
    owner = _owner_before(line, at)
    if owner is not None:
        return Said(entity=owner)
    back = _adjectives(line, at) - 1
    while back >= 0 and kinds[back] in ADVERB + DETERMINER:
        back -= 1
    if back < 0:
        return None
    determined = DETERMINER in kinds[back + 1 : at]
    joined = kinds[back] in ABOUT + PREPOSITION + ":="
    valued = kinds[back] in OF + VALUE + ":="
    of = kinds[back] == OF
    if joined:
        back -= 1
        while back >= 0 and kinds[back] == ADVERB:
            back -= 1
        if back > 0 and kinds[back] == OF:
            # "a profit of between $5 and $6"
            back, of, valued = back - 1, True, True
    if back < 0 or at - back > 6:
        return None
    if kinds[back] == FIGURE and back in told and (joined or back == at - 1) and not determined:
        other = told[back]
        return None if other.entity is None and other.property is None else Said(other.entity, other.property)
    if (
        kinds[back] == ","
        and not joined
        and kinds[at + 1 : at + 2] == [","]
        and back
        and line.text[line.starts[back - 1]].isupper()
    ):
        phrase = line.phrase_before(back - 1)
        return Said(entity=phrase)
    if kinds[back] == "," and not joined and back and kinds[back - 1] in THING and _is_apposition(line, at):
        phrase = _head_noun(line, back - 1)
        return None if phrase is None else shape(context, line, phrase)
    if (
        back == at - 2
        and kinds[at - 1] == DETERMINER
        and kinds[back] == ","
        and attributive
        and kinds[back - 1] == NAME
    ):
        # "[Acme 2], a 5 kW heater that runs"
        return Said(entity=line.phrase_before(back - 1))
    if kinds[back] == GERUND and joined and back and kinds[back - 1] in THING:
        phrase = line.phrase_before(back - 1)
        return None if phrase is None else shape(context, line, phrase)
    if kinds[back] not in THING or (joined and not valued):
        return None
    phrase = line.phrase_before(back)
    if phrase is None:
        return None
    if attributive and not joined and NAME not in kinds[phrase[0] : phrase[1] + 1]:
        return None
    equal = kinds[at - 1] == "="
    generic = phrase[0] == phrase[1] and line.lower[back] in context.words.generic["value"]
    if generic and not equal and (of or not joined):
        return None
    if not joined and _is_receiver(context, line, phrase):
        return None
    measured = context.is_measure(line.span(*phrase).of(line.text))
    if measured and kinds[phrase[0] - 1 : phrase[0]] == [OF] and phrase[0] > 1:
        # "a margin of error of 4 points"
        outer = line.phrase_before(phrase[0] - 2)
        if outer is not None and context.is_measure(line.span(*outer).of(line.text)):
            phrase = outer[0], phrase[1]
    parted = Said(entity=phrase)
    if measured:
        split(context, line, parted)
    elif equal or (of and not determined and kinds[phrase[0] - 1 : phrase[0]] == [DETERMINER]):
        # "(n = 12)", "a network of 5 nodes"
        return Said(property=phrase)
    elif (joined and not of and kinds[at - 1] != ":") or (determined and not of):
        return None
    if parted.entity is None and parted.property is not None:
        # "brothers with a net worth of $5"
        front = parted.property[0] - 1
        while front >= 0 and kinds[front] in DETERMINER + ADVERB:
            front -= 1
        if front > 0 and kinds[front] in PREPOSITION and kinds[front - 1] in THING:
            parted.entity = line.phrase_before(front - 1)
    return parted


def _is_apposition(line: Line, at: int) -> bool:
    """True for a figure that says how much the thing before the comma is: "the rain, 640 mm in ten weeks, fell"."""
    i = at + 1
    while i < len(line) and i - at < 7 and line.kinds[i] in PREPOSITION + DETERMINER + FIGURE + DATE + NOUN:
        i += 1
    inside = line.kinds[at + 1 : i]
    return i < len(line) and line.kinds[i] in ",)" and (not inside or inside[0] in PREPOSITION)


def _head_noun(line: Line, last: int) -> tuple[int, int] | None:
    """The noun phrase that ends at a word, that which "of" joins it to before it: "[the rain] of that winter"."""
    phrase = line.phrase_before(last)
    while phrase is not None:
        front = phrase[0] - 1
        while front >= 0 and line.kinds[front] in DETERMINER + OWNER:
            front -= 1
        if front > 0 and line.kinds[front] == RELATIVE:
            # "of that winter"
            front -= 1
        if front <= 0 or line.kinds[front] != OF:
            break
        outer = line.phrase_before(front - 1)
        if outer is None:
            break
        phrase = outer
    return phrase


def _is_receiver(context: Context, line: Line, phrase: tuple[int, int]) -> bool:
    """True for whom something costs or gives a figure: "cost [the owner] $5", "told [reporters]"."""
    front = phrase[0] - 1
    while front >= 0 and line.kinds[front] in DETERMINER + OWNER + ADVERB:
        front -= 1
    return front >= 0 and line.kinds[front] == VERB and line.lower[front] in context.words.indirect


def _owner_before(line: Line, at: int) -> tuple[int, int] | None:
    """The owner right before a figure or its adjectives: "[Amazon]'s $50B investment"."""
    back = at - 1
    while back >= 0 and at - back < 4 and line.kinds[back] in ADVERB + NOUN and not line.possessive[back]:
        back -= 1
    if back >= 0 and line.possessive[back]:
        return line.phrase_before(back)
    return None


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
