"""What a sentence says of its figures: the subject of their clause, and the words right before and behind them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

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
    LIKE,
    NAME,
    NOUN,
    OF,
    OWNER,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SPEAKER,
    THING,
    VALUE,
    VERB,
    Line,
    grammar,
)
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.subjects.subject import Subject
from figtag.unreal import Place

_FARTHEST = 60
"""Words between a figure and the verb or noun that it belongs to, at most."""
_LONGEST_SENTENCE = 1000


@dataclass(slots=True)
class Said:
    """What a sentence tells of one figure, as word ranges of its line."""

    entity: tuple[int, int] | None = None
    property: tuple[int, int] | None = None
    pronoun: bool = False
    """True when the subject is a pronoun or "the company": the entity is the one before."""
    nobody: bool = False
    """True when the subject is the writer, the reader or nobody."""


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
        _split(context, line, result)
        return result
    first = _adjectives(line, at)
    while after is not None and first > 0 and line.kinds[first - 1] == NOUN:
        # The adjectives of "an initial $5 investment".
        first -= 1
    clause = _of_clause(context, line, first, told)
    if result.property is None:
        result.property = clause.property
        if result.property is None and mention.counted is None:
            result.property = _topic(context, line, at)
        result.entity = clause.entity
    elif clause.entity is not None or clause.property != result.property:
        # "Acme's shares rose to a price of $5": the nearer property stays, the owner is the clause's.
        result.entity = clause.entity if clause.entity is not None else clause.property
    result.pronoun, result.nobody = clause.pronoun, clause.nobody
    if result.entity is None and (clause.nobody or clause.pronoun) and line.kinds[at + 1 : at + 2] == [FOR]:
        # "We paid $5 for a lamp."
        thing = at + 2
        while thing < len(line) and line.kinds[thing] in DETERMINER + FIGURE:
            thing += 1
        result.entity = line.phrase_after(thing)
        result.pronoun = result.pronoun and result.entity is None
    return result


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
    """ "The alliance is a $5 symbiosis": what follows the figure only says what its subject is."""
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
    """ "context window for [GPT-5.5]": a name after a measured property and "for" or "of"."""
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
    if phrase[0] == phrase[1] and line.lower[back] in context.words.generic["value"]:
        return None
    measured = context.is_measure(line.span(*phrase).of(line.text))
    if measured and kinds[phrase[0] - 1 : phrase[0]] == [OF] and phrase[0] > 1:
        # "a margin of error of 4 points"
        outer = line.phrase_before(phrase[0] - 2)
        if outer is not None and context.is_measure(line.span(*outer).of(line.text)):
            phrase = outer[0], phrase[1]
    split = Said(entity=phrase)
    if measured:
        _split(context, line, split)
    elif (joined and not of and kinds[at - 1] != ":") or (determined and not of):
        return None
    if split.entity is None and split.property is not None:
        # "brothers with a net worth of $5"
        front = split.property[0] - 1
        while front >= 0 and kinds[front] in DETERMINER + ADVERB:
            front -= 1
        if front > 0 and kinds[front] in PREPOSITION and kinds[front - 1] in THING:
            split.entity = line.phrase_before(front - 1)
    return split


def _owner_before(line: Line, at: int) -> tuple[int, int] | None:
    """ "Amazon's $50B investment": the owner right before a figure, or before its adjectives."""
    back = at - 1
    while back >= 0 and at - back < 4 and line.kinds[back] in ADVERB + NOUN and not line.possessive[back]:
        back -= 1
    if back >= 0 and line.possessive[back]:
        return line.phrase_before(back)
    return None


def _topic(context: Context, line: Line, at: int) -> tuple[int, int] | None:
    """ "In terms of logical performance (GPQA), X reached 90%": what a sentence says it is going to measure."""
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


def _of_clause(
    context: Context, line: Line, at: int, told: dict[int, Said], depth: int = 0, *, finite: bool = False
) -> Said:
    """The subject of the clause of a word; with ``finite``, the one that a verb which is no infinitive shares."""
    kinds = line.kinds
    opened = line.paren.get(at, -1)
    verb, boundary = _verb_before(line, at, opened)
    if verb is None:
        if opened >= 0 and boundary == opened:
            return _beside_parenthesis(context, line, at, opened, told)
        return _of_region(context, line, boundary + 1, at - 1, verbless=True)
    left = verb
    while left - 1 > boundary and (
        kinds[left - 1] in VERB + ADVERB or (kinds[left - 1] in PREPOSITION and kinds[left] == VERB)
    ):
        left -= 1
    left -= 1
    while left >= 0 and kinds[left] == ")" and line.partner.get(left, left) > boundary:
        left = line.partner[left] - 1
    while left >= 0 and kinds[left] == '"':
        left -= 1
    if left <= boundary or left < 0:
        if opened >= 0 and boundary == opened:
            return _beside_parenthesis(context, line, at, opened, told)
        return Said(nobody=True)
    kind = kinds[left]
    infinitive = left + 1 < verb and kinds[left + 1] in PREPOSITION
    if depth < 4 and infinitive and (kind in FIGURE + GERUND or finite):
        # "It gained 1% to close at $5", "the first to come and offers $5": the clause goes on to the left.
        outer = _of_clause(context, line, left + 1, told, depth + 1)
        if outer.entity is not None or outer.property is not None or outer.pronoun:
            return outer
    if kind == SPEAKER:
        return Said(nobody=True)
    if kind == PRONOUN:
        return _antecedent(context, line, left, told, depth)
    if kind == RELATIVE:
        before = left - 1
        while before >= 0 and kinds[before] in ",)" + PREPOSITION:
            before = line.partner.get(before, before) - 1
        phrase = _whole(line, before) if before >= 0 else None
        return shape(context, line, phrase) if phrase is not None else _antecedent(context, line, left, told, depth)
    if kind in AND + ",-" and depth < 4:
        opening = _opening_comma(line, left) if kind in ",-" else None
        if opening is not None:
            phrase = line.phrase_before(opening - 1) if opening > 0 else None
            region = _of_region(context, line, _region_start(line, opening - 1, -1), opening - 1)
            if region.entity or region.property or phrase is None:
                return region
            return shape(context, line, phrase)
        return _of_clause(context, line, left, told, depth + 1, finite=finite or verb in line.finite)
    region = _of_region(context, line, _region_start(line, left, boundary), left)
    if verb in line.participles and region.property is not None and region.entity is None and depth < 4:
        # "It could handle a load measured in tonnes": the clause goes on to the left.
        outer = _of_clause(context, line, region.property[0], told, depth + 1)
        if outer.entity is not None or outer.pronoun:
            return Said(outer.entity, region.property, outer.pronoun, outer.nobody)
    return region


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
    if first > 1 and kinds[first - 1] in PREPOSITION and kinds[first - 2] in THING:
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
            while start > lowest and kinds[start] not in ";:-" + CLAUSE:
                start -= 1
            return i, start
        if kind in ";:-" + CLAUSE:
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
            return None if told else i
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
        if kind == AND and i > 0 and kinds[i - 1] in FIGURE + DATE + VERB + ",":
            return i + 1
        i -= 1
    return i + 1


def _of_region(context: Context, line: Line, first: int, last: int, *, verbless: bool = False) -> Said:
    """The subject among the words before a verb: the first noun phrase that no preposition begins."""
    kinds = line.kinds
    i = first
    fallback: tuple[int, int] | None = None
    while i <= last:
        kind = kinds[i]
        if kind in PREPOSITION + ABOUT + LIKE:
            i += 1
            while i <= last and kinds[i] in DETERMINER + OWNER + ADVERB:
                i += 1
            start = i
            while i <= last and kinds[i] in THING + DATE + FIGURE:
                i += 1
            if i > start and kinds[i - 1] in THING and (fallback is None or not verbless):
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
            if verbless and end < last and kinds[end + 1] not in ABOUT + PREPOSITION + ADVERB + GERUND + "(":
                i = end + 1
                continue
            if end < last and kinds[end + 1] == LIKE:
                name = line.phrase_after(end + 2)
                if name is not None and name[1] <= last and kinds[name[0]] == NAME:
                    return Said(entity=(max(i, end - 4), name[1]))
            following = end + 1
            while following <= last and kinds[following] == ADVERB:
                following += 1
            if following <= last and kinds[following] in DETERMINER + OWNER + PRONOUN + THING:
                # "earlier this year | the lamp", "a year ago | petrol"
                i = following
                continue
            result = Said(entity=(max(i, end - 7), end))
            result.pronoun = i > first and kinds[i - 1] == OWNER
            owned = result.pronoun
            _split(context, line, result)
            if result.entity is None and not owned:
                result.entity = _attached(line, end + 1, last)
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


def _things(line: Line, first: int, last: int) -> tuple[int, int]:
    start = last
    while start > first and line.kinds[start - 1] in THING:
        start -= 1
    return start, last


def _attached(line: Line, at: int, last: int) -> tuple[int, int] | None:
    """What "of", "for", "in" joins to a property: "the cost of [the lamp]", "sales at [Acme]"."""
    kinds = line.kinds
    if at > last or kinds[at] not in ABOUT + PREPOSITION:
        return None
    named = kinds[at] in PREPOSITION
    i = at + 1
    while i <= last and kinds[i] in DETERMINER + OWNER + ADVERB + GERUND:
        i += 1
    end = i - 1
    while end + 1 <= last and kinds[end + 1] in THING:
        end += 1
    if end < i:
        return None
    # "the cost of running a model like GPT-5.5": the name is the entity.
    j = end + 1
    while j <= last and kinds[j] in DETERMINER + THING and j - end < 6:
        j += 1
    if j <= last and kinds[j] == LIKE:
        name = line.phrase_after(j + 1)
        if name is not None and name[1] <= last:
            return name
    if named and NAME not in kinds[i : end + 1]:
        return None
    return i, end


def _antecedent(context: Context, line: Line, at: int, told: dict[int, Said], depth: int) -> Said:
    """What a pronoun stands for: the subject of the clause before it, or the entity of the sentence before."""
    if depth < 3 and at > 1:
        kinds = line.kinds
        i = at - 1
        while i > 0 and at - i < _FARTHEST:
            if kinds[i] == VERB:
                clause = _of_clause(context, line, i + 1, told, depth + 1)
                if clause.entity is not None:
                    return Said(entity=clause.entity, property=clause.property)
                break
            i -= 1
    return Said(pronoun=True)


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
            return _of_clause(context, line, phrase[0], told, 3)
    return shape(context, line, phrase) if phrase is not None else _of_clause(context, line, before, told, 3)


def shape(context: Context, line: Line, phrase: tuple[int, int]) -> Said:
    result = Said(entity=phrase)
    _split(context, line, result)
    return result


def _split(context: Context, line: Line, result: Said) -> None:
    """Part an entity's noun phrase into owner and property: "Tesla's revenue", "Tesla shares", "core inflation"."""
    if result.entity is None:
        return
    first, last = result.entity
    for i in range(last - 1, first - 1, -1):
        if line.possessive[i]:
            rest = (i + 1, last)
            if context.is_measure(line.span(*rest).of(line.text)):
                result.entity = (first, i)
                result.property = result.property or rest
            elif NAME in line.kinds[i + 1 : last + 1]:
                result.entity = rest
            return
    if not context.is_measure(line.span(first, last).of(line.text)) or result.property == (first, last):
        return
    named = first
    while named < last and line.kinds[named] == NAME and not context.is_measure(line.lower[named]):
        named += 1
    if first < named and result.property is None and line.kinds[last] == NOUN:
        result.entity, result.property = (first, named - 1), (named, last)
    elif result.property is None:
        result.entity, result.property = None, (first, last)


def _align(context: Context, line: Line, told: dict[int, Said]) -> None:
    """ "A and B with 93% and 92% respectively": the figures take the subjects in their order."""
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
    phrase = _of_region(context, line, 0, verb - 1).entity if verb else None
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
