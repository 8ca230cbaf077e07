"""Whom and what a figure is about, and which entities the document marks as not actual."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from figtag.document import Block, BlockKind, Document
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
)
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens
from figtag.unreal import Entity, Place, Unreal, find_unreal

_FARTHEST = 60
"""Words between a figure and the verb or noun that it belongs to, at most."""
_LONGEST_KEY = 80
_LARGEST_TABLE = 400
_LONGEST_SENTENCE = 1000
_LONGEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """What one figure is about."""

    entity: str | None = None
    """Whom or what it is about, as written."""
    entity_at: Place | None = None
    property: str | None = None
    """What is measured, as written."""
    property_at: Place | None = None
    unreal: Entity | None = None
    """The marked entity that it is a figure of."""


_NONE = Subject()


def find_subjects(document: Document, mentions: tuple[Mention, ...], tables: Tables) -> tuple[Subject, ...]:
    """The subject of each mention, in the order of the mentions; an empty one for what is no figure."""
    found = [_NONE] * len(mentions)
    context = _Context(document, tables)
    for block, numbered in _by_block(document, mentions):
        if block.kind is BlockKind.CELL and all(mention.role is Role.DATE for _, mention in numbered):
            rest = block.text
            for _, mention in numbered:
                rest = rest.replace(mention.span.of(block.text), "")
            if not any(sign.isalpha() for sign in rest):
                context.dates.add(block.index)
        elif any(mention.role is Role.FIGURE for _, mention in numbered):
            _BLOCKS.get(block.kind, _in_prose)(context, block, numbered, found)
    unreal = find_unreal(document, mentions, tables)
    if unreal:
        _mark(document, mentions, found, unreal, context)
    return tuple(found)


def _by_block(document: Document, mentions: tuple[Mention, ...]) -> Iterator[tuple[Block, list[tuple[int, Mention]]]]:
    start = 0
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and mentions[end].block == mentions[start].block:
            end += 1
        yield document.blocks[mentions[start].block], list(enumerate(mentions[start:end], start))
        start = end


@dataclass(frozen=True, slots=True)
class _Words:
    measures: frozenset[str]
    phrases: Phrases[str]
    generic: dict[str, frozenset[str]]
    stopped: frozenset[str]


@cache
def _words(tables: Tables) -> _Words:
    rows = tables.words.get("measure", ())
    plural = [
        say for row in tables.words.get("word-ending", ()) if row.value == "plural" for say in row.say if len(say) == 1
    ]
    measures = {say for row in rows for say in row.say}
    generic: dict[str, set[str]] = {"corner": set(), "entity": set(), "value": set(), "heading": set()}
    for row in tables.words.get("generic-head", ()):
        generic.setdefault(row.value, set()).update(row.say)
    return _Words(
        measures=frozenset(measures | {say + ending for say in measures for ending in plural}),
        phrases=Phrases((say, row.value) for row in rows for say in row.say),
        generic={value: frozenset(words) for value, words in generic.items()},
        stopped=frozenset(
            say
            for row in tables.words.get("word-class", ())
            if row.value in ("determiner", "speaker", "pronoun", "possessive")
            for say in row.say
        ),
    )


class _Context:
    """What was learnt so far: the last subject of each block, the subject of each card."""

    __slots__ = ("cards", "dates", "document", "heading_of", "last", "rows_measure", "tables", "words")

    def __init__(self, document: Document, tables: Tables) -> None:
        self.document = document
        self.tables = tables
        self.words = _words(tables)
        self.dates: set[int] = set()
        """Blocks that hold a date and nothing else."""
        self.rows_measure: dict[int, bool] = {}
        """Of each table, whether its rows rather than its columns name what is measured."""
        self.cards: dict[int, tuple[str, Place] | None] = {}
        self.heading_of: dict[int, tuple[str, Place] | None] = {}
        self.last: tuple[int, tuple[str, Place]] | None = None
        """The block of the last entity found in running text, and the entity."""

    def last_in(self, block: Block, before: int) -> tuple[str, Place] | None:
        """The last entity told in a block, or what the sentence before a place of it begins with."""
        if self.last is not None and self.last[0] == block.index:
            return self.last[1]
        spans = self.document.sentences(block.index)
        at = bisect_left(spans, before, key=_start) - 1
        if at < 0 or spans[at].end - spans[at].start > _LONGEST_SENTENCE:
            return None
        line = Line(block.text, spans[at], [], self.tables)
        verb = line.kinds.index(VERB) if VERB in line.kinds else 0
        phrase = _of_region(self, line, 0, verb - 1).entity if verb else None
        if phrase is None:
            return None
        place = Place(block.index, line.span(*phrase))
        return place.span.of(block.text), place

    def is_measure(self, text: str) -> bool:
        """True when the last word of a noun phrase, or the last two, names something that can be measured."""
        words = [word.strip("()[].,:*") for word in text.lower().split()[-2:]]
        return bool(words) and (words[-1] in self.words.measures or " ".join(words) in self.words.measures)

    def has_measure(self, text: str) -> bool:
        """True when any word of a head names something that can be measured."""
        tokens = Tokens(text)
        return any(self.words.phrases.at(tokens, at) is not None for at in range(len(tokens)))


def _start(span: Span) -> int:
    return span.start


# Running text


@dataclass(slots=True)
class _Found:
    """What a sentence tells of one figure, as word ranges of its line."""

    entity: tuple[int, int] | None = None
    property: tuple[int, int] | None = None
    pronoun: bool = False
    """True when the subject is a pronoun or "the company": the entity is the one before."""
    nobody: bool = False
    """True when the subject is the writer, the reader or nobody."""


def _in_prose(
    context: _Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject], start: int = 0
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
            _in_sentence(context, block, whole, inside, found)


def _in_sentence(
    context: _Context, block: Block, sentence: Span, inside: list[tuple[int, Mention]], found: list[Subject]
) -> None:
    line = Line(block.text, sentence, inside, context.tables)
    told: dict[int, _Found] = {}
    for number, mention in inside:
        # "one of the lamps" only organises the text and is about nothing.
        if mention.role is Role.FIGURE and not mention.minor:
            word = line.words_of[number]
            told[word] = _tell(context, line, word, mention, told)
    _align(line, told)
    for word, tell in told.items():
        found[line.mentions[word]] = _subject(context, block, line, tell)


def _subject(context: _Context, block: Block, line: Line, tell: _Found) -> Subject:
    entity = entity_at = text = place = None
    if tell.entity is not None:
        entity_at = Place(block.index, line.span(*tell.entity))
        entity = entity_at.span.of(block.text)
        if any(line.kinds[word] in THING for word in range(tell.entity[0], tell.entity[1] + 1)):
            context.last = block.index, (entity, entity_at)
    elif tell.pronoun:
        last = context.last_in(block, line.starts[0])
        if last is not None:
            entity, entity_at = last
    if tell.property is not None:
        place = Place(block.index, line.span(*tell.property))
        text = place.span.of(block.text)
    return Subject(entity, entity_at, text, place)


def _tell(context: _Context, line: Line, at: int, mention: Mention, told: dict[int, _Found]) -> _Found:
    """What a sentence says of the figure at a word."""
    result = _Found()
    leads = _leads_clause(line, at)
    after = _phrase_behind(context, line, at, mention)
    if after is not None and context.is_measure(line.span(*after).of(line.text)):
        result.property = after
        result.entity = _owner_behind(line, after[1] + 1)
    before = _before(context, line, at, told, attributive=after is not None)
    owned = before is not None and before.entity is not None
    if owned and after is not None and result.property is None and _is_size(mention, line, after):
        # "Acme's 5 kW Zephyr heater": the thing has a name or noun of its own.
        return _Found(entity=after)
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
        result.property = clause.property if clause.property is not None else _topic(context, line, at)
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


def _phrase_behind(context: _Context, line: Line, at: int, mention: Mention) -> tuple[int, int] | None:
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


def _before(context: _Context, line: Line, at: int, told: dict[int, _Found], *, attributive: bool) -> _Found | None:
    """What the words right before a figure tell of it.

    "Amazon's $5 investment", "[revenue] of $5", "raised its [price] to $5", "with a [net worth] of $5", "make the
    [lamp] $5 cheaper", "[people] earning $5", "[Maddon], 66,", "up 5% to $5".
    """
    kinds = line.kinds
    owner = _owner_before(line, at)
    if owner is not None:
        return _Found(entity=owner)
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
        return None if other.entity is None and other.property is None else _Found(other.entity, other.property)
    if (
        kinds[back] == ","
        and not joined
        and kinds[at + 1 : at + 2] == [","]
        and back
        and line.text[line.starts[back - 1]].isupper()
    ):
        phrase = line.phrase_before(back - 1)
        return _Found(entity=phrase)
    if kinds[back] == GERUND and joined and back and kinds[back - 1] in THING:
        phrase = line.phrase_before(back - 1)
        return None if phrase is None else _shape(context, line, phrase)
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
    split = _Found(entity=phrase)
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


def _topic(context: _Context, line: Line, at: int) -> tuple[int, int] | None:
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
    context: _Context, line: Line, at: int, told: dict[int, _Found], depth: int = 0, *, finite: bool = False
) -> _Found:
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
        return _Found(nobody=True)
    kind = kinds[left]
    infinitive = left + 1 < verb and kinds[left + 1] in PREPOSITION
    if depth < 4 and infinitive and (kind in FIGURE + GERUND or finite):
        # "It gained 1% to close at $5", "the first to come and offers $5": the clause goes on to the left.
        outer = _of_clause(context, line, left + 1, told, depth + 1)
        if outer.entity is not None or outer.property is not None or outer.pronoun:
            return outer
    if kind == SPEAKER:
        return _Found(nobody=True)
    if kind == PRONOUN:
        return _antecedent(context, line, left, told, depth)
    if kind == RELATIVE:
        before = left - 1
        while before >= 0 and kinds[before] in ",)" + PREPOSITION:
            before = line.partner.get(before, before) - 1
        phrase = _whole(line, before) if before >= 0 else None
        return _shape(context, line, phrase) if phrase is not None else _antecedent(context, line, left, told, depth)
    if kind in AND + ",-" and depth < 4:
        opening = _opening_comma(line, left) if kind in ",-" else None
        if opening is not None:
            phrase = line.phrase_before(opening - 1) if opening > 0 else None
            region = _of_region(context, line, _region_start(line, opening - 1, -1), opening - 1)
            if region.entity or region.property or phrase is None:
                return region
            return _shape(context, line, phrase)
        return _of_clause(context, line, left, told, depth + 1, finite=finite or verb in line.finite)
    region = _of_region(context, line, _region_start(line, left, boundary), left)
    if verb in line.participles and region.property is not None and region.entity is None and depth < 4:
        # "It could handle a load measured in tonnes": the clause goes on to the left.
        outer = _of_clause(context, line, region.property[0], told, depth + 1)
        if outer.entity is not None or outer.pronoun:
            return _Found(outer.entity, region.property, outer.pronoun, outer.nobody)
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


def _of_region(context: _Context, line: Line, first: int, last: int, *, verbless: bool = False) -> _Found:
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
            if verbless and end < last and kinds[end + 1] not in ABOUT + PREPOSITION + ADVERB + "(":
                i = end + 1
                continue
            if end < last and kinds[end + 1] == LIKE:
                name = line.phrase_after(end + 2)
                if name is not None and name[1] <= last and kinds[name[0]] == NAME:
                    return _Found(entity=(max(i, end - 4), name[1]))
            following = end + 1
            while following <= last and kinds[following] == ADVERB:
                following += 1
            if following <= last and kinds[following] in DETERMINER + OWNER + PRONOUN + THING:
                # "earlier this year | the lamp", "a year ago | petrol"
                i = following
                continue
            result = _Found(entity=(max(i, end - 7), end))
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
            return _Found(entity=attached, nobody=attached is None)
        if kind == PRONOUN:
            return _Found(pronoun=True)
        if kind == FIGURE and i == last and i > first and kinds[i - 1] == DETERMINER:
            # "A 60-year-old would get 5%."
            return _Found(entity=(i, i))
        if kind == GERUND and i == first:
            fallback = (i, i)
        i += 1
    if fallback is None or (verbless and kinds[first] != FOR):
        return _Found()
    return _shape(context, line, fallback)


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


def _antecedent(context: _Context, line: Line, at: int, told: dict[int, _Found], depth: int) -> _Found:
    """What a pronoun stands for: the subject of the clause before it, or the entity of the sentence before."""
    if depth < 3 and at > 1:
        kinds = line.kinds
        i = at - 1
        while i > 0 and at - i < _FARTHEST:
            if kinds[i] == VERB:
                clause = _of_clause(context, line, i + 1, told, depth + 1)
                if clause.entity is not None:
                    return _Found(entity=clause.entity, property=clause.property)
                break
            i -= 1
    return _Found(pronoun=True)


def _beside_parenthesis(context: _Context, line: Line, at: int, opened: int, told: dict[int, _Found]) -> _Found:
    """A figure in parentheses belongs to the noun phrase or figure right before them, or to words inside."""
    kinds = line.kinds
    inner = line.phrase_before(at - 1) if at - 1 > opened and kinds[at - 1] in THING else None
    if inner is not None:
        shaped = _shape(context, line, inner)
        if shaped.entity is not None:
            return shaped
        before = opened - 1
        phrase = line.phrase_before(before) if before >= 0 and kinds[before] in THING else None
        return _Found(entity=phrase, property=shaped.property)
    before = opened - 1
    if before < 0:
        return _Found()
    if kinds[before] == FIGURE and before in told:
        other = told[before]
        return _Found(other.entity, other.property, other.pronoun, other.nobody)
    phrase = line.phrase_before(before) if kinds[before] in THING else None
    return _shape(context, line, phrase) if phrase is not None else _of_clause(context, line, before, told, 3)


def _shape(context: _Context, line: Line, phrase: tuple[int, int]) -> _Found:
    result = _Found(entity=phrase)
    _split(context, line, result)
    return result


def _split(context: _Context, line: Line, result: _Found) -> None:
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


def _align(line: Line, told: dict[int, _Found]) -> None:
    """ "A and B with 93% and 92% respectively": the figures take the subjects in their order."""
    if "respectively" not in line.lower:
        return
    end = line.lower.index("respectively")
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


# Cards, lists and tables


def _in_item(context: _Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """A list item or a line of a card: a key and its value, or running text."""
    key = _key(context, block, numbered)
    if key is None:
        _in_prose(context, block, numbered, found)
        _fall_back(context, block, numbered, found)
        return
    span, after = key
    text = span.of(block.text)
    _in_prose(context, block, numbered, found, after)
    place = Place(block.index, span)
    measured = context.has_measure(text)
    card = _card(context, block) if measured else None
    owner = _owner_of_key(context, block, span, numbered) if measured else None
    if owner is not None:
        card, place = owner
        text = place.span.of(block.text)
    inner: int | None = None
    for number, mention in numbered:
        if mention.role is not Role.FIGURE or mention.span.start < after:
            continue
        inner = inner or number
        subject = found[number]
        if measured:
            if subject.property is None or _is_bare(block, mention, after):
                subject = replace(subject, property=text, property_at=place)
            if subject.entity is None or _is_bare(block, mention, after):
                entity, entity_at = card if card is not None else (None, None)
                subject = replace(subject, entity=entity, entity_at=entity_at)
        elif subject.entity is None or _is_bare(block, mention, after):
            subject = replace(subject, entity=text, entity_at=place)
        found[number] = subject
    _in_key(context, block, span, [one for one in numbered if one[1].span.start < after], found, inner)


def _owner_of_key(
    context: _Context, block: Block, key: Span, numbered: list[tuple[int, Mention]]
) -> tuple[tuple[str, Place], Place] | None:
    """The thing and the property of a key that says both: "GPT-4 Cost", "Acme's revenue"."""
    inside = [one for one in numbered if one[1].span.end <= key.end]
    if any(mention.role is Role.FIGURE for _, mention in inside):
        return None
    line = Line(block.text, key, inside, context.tables)
    last = len(line) - 1
    if line.kinds[last] == NAME and NAME in line.kinds[:last] and context.is_measure(line.lower[last]):
        # Every word of a key may have a capital.
        line.kinds[last] = NOUN
    phrase = line.phrase_before(last)
    if phrase is None or phrase[0] != 0:
        return None
    shaped = _shape(context, line, phrase)
    if shaped.entity is None or shaped.property is None or not _is_versioned(line, shaped.entity):
        return None
    place = Place(block.index, line.span(*shaped.entity))
    return (place.span.of(block.text), place), Place(block.index, line.span(*shaped.property))


def _is_versioned(line: Line, name: tuple[int, int]) -> bool:
    """True for a name with a number in it, or an owner: other words of a key may only be its adjectives."""
    return line.possessive[name[1]] or any(sign.isdecimal() for sign in line.span(*name).of(line.text))


def _in_key(
    context: _Context,
    block: Block,
    key: Span,
    numbered: list[tuple[int, Mention]],
    found: list[Subject],
    inner: int | None,
) -> None:
    """Figures inside a key, "1M Token Context: The Zephyr can ...", are about what the rest of the line is about."""
    if not any(mention.role is Role.FIGURE for _, mention in numbered):
        return
    _in_sentence(context, block, key, numbered, found)
    for number, mention in numbered:
        if mention.role is Role.FIGURE and inner is not None and found[number].entity is None:
            found[number] = replace(found[number], entity=found[inner].entity, entity_at=found[inner].entity_at)


def _is_bare(block: Block, mention: Mention, after: int) -> bool:
    """True when a figure is the value itself, right after the key."""
    return mention.span.start - after <= 12


def _key(context: _Context, block: Block, numbered: list[tuple[int, Mention]]) -> tuple[Span, int] | None:
    """The key of a card line and where its value begins: ``Price: $5``, ``Context2M Tokens``."""
    text = block.text
    colon = text.find(":", 0, _LONGEST_KEY + 1)
    if colon > 0 and not text[colon + 1 : colon + 2].isalnum() and text[colon + 1 : colon + 2] != "/":
        end = colon
    else:
        first = next((mention for _, mention in numbered if mention.role is not Role.STRUCTURE), None)
        if first is None or first.role is not Role.FIGURE:
            return None
        end = first.span.start
        glued = 0 < end <= _LONGEST_KEY and (text[end - 1].isalpha() or text[end - 1] in ")-–—|")
        short = len(text[:end].split()) <= 5 and context.is_measure(text[:end])
        if not glued and not short:
            return None
    start = 0
    for _, mention in numbered:
        if mention.role is Role.STRUCTURE and not text[start : mention.span.start].strip():
            start = min(mention.span.end, end)
    while start < end and not (text[start].isalnum() or text[start] in "($€£+<>≥≤~"):
        start += 1
    key = text[start:end].rstrip(" -–—|*•")
    if not any(sign.isalpha() for sign in key) or len(key.split()) > 10:
        return None
    return Span(start, start + len(key)), end + (text[end : end + 1] == ":")


def _card(context: _Context, block: Block) -> tuple[str, Place] | None:
    """The thing that a card is about: its line "Model: X", or the heading above it."""
    if block.group is not None:
        if block.group not in context.cards:
            context.cards[block.group] = _card_line(context, block)
        if context.cards[block.group] is not None:
            return context.cards[block.group]
    return _heading(context, block)


def _card_line(context: _Context, block: Block) -> tuple[str, Place] | None:
    """The line of a card that names what it is about: ``ModelGPT-5.5``, ``Product: Zephyr 5``."""
    keys = context.words.generic["entity"]
    blocks = context.document.blocks
    index = block.index
    while index > 0 and blocks[index - 1].group == block.group and block.index - index < 40:
        index -= 1
    while index < len(blocks) and blocks[index].group == block.group and index - block.index < 40:
        text = blocks[index].text
        tokens = Tokens(text[:120])
        if tokens and len(text) <= 120:
            for end in (1, 2):
                key = " ".join(tokens.lower[:end])
                if end < len(tokens) and key in keys:
                    return _value_of(blocks[index], tokens.ends[end - 1])
            glued = tokens.lower[0]
            for key in keys:
                if len(key) > 3 and glued.startswith(key) and tokens.words[0][len(key) : len(key) + 1].isupper():
                    return _value_of(blocks[index], tokens.starts[0] + len(key))
        index += 1
    return None


def _value_of(block: Block, after: int) -> tuple[str, Place] | None:
    text = block.text
    start = after
    while start < len(text) and (text[start] in ": -–—|" or text[start].isspace()):
        start += 1
    end = len(text)
    for sign in "([,;":
        at = text.find(sign, start)
        if at > start:
            end = min(end, at)
    end = start + len(text[start:end].rstrip())
    if end <= start or len(text[start:end].split()) > 6:
        return None
    return text[start:end], Place(block.index, Span(start, end))


def _heading(context: _Context, block: Block) -> tuple[str, Place] | None:
    """The item or heading that a list or table hangs on, when it names a thing."""
    blocks = context.document.blocks
    for index in (block.lead, block.section):
        if index is None:
            continue
        if index not in context.heading_of:
            context.heading_of[index] = _named(context, blocks[index])
        if context.heading_of[index] is not None:
            return context.heading_of[index]
        if blocks[index].kind is BlockKind.HEADING:
            return None
    return None


def _named(context: _Context, head: Block) -> tuple[str, Place] | None:
    """The name in a short heading; None when it names a part of the article."""
    text = head.text.rstrip(": ")
    if head.kind is BlockKind.PARAGRAPH and len(text.split()) > _LONGEST_HEADING:
        return None
    if not text or len(text) > 80 or text.endswith(("?", ".", "!")):
        return None
    start = 0
    while start < len(text) and not text[start].isalpha():
        # "2. Starter Tier" is numbered; "5G rollout" is not.
        if text[start].isdigit() and text[start + 1 : start + 2].isalpha():
            break
        start += 1
    cut = min((at for at in (text.find(sign, start) for sign in "([:|") if at > start), default=len(text))
    name = text[start:cut].rstrip()
    words = name.lower().split()
    if not words or len(words) > _LONGEST_HEADING or not (name[0].isupper() or name[0].isdigit()):
        return None
    if not _is_name(context, name):
        return None
    if context.words.generic["heading"].intersection(words) or context.has_measure(name):
        # "GPT-4 Pricing" is about GPT-4; "Market Size" names nothing.
        name = name.split()[0]
        if not (any(sign.isdecimal() for sign in name) and name[0].isalpha()):
            return None
    return name, Place(head.index, Span(start, start + len(name)))


def _is_name(context: _Context, name: str) -> bool:
    """True for "GPT-5", "OpenAI" and "Starter Tier"; "Major Challenges" may be anything."""
    words = name.split()
    if words[-1].lower() in context.words.generic["entity"]:
        return True
    if name.isupper() and len(words) > 1:
        return False
    return any(sum(map(str.isupper, word)) > 1 or _is_version(word) for word in words)


def _is_version(word: str) -> bool:
    return any(sign.isdecimal() for sign in word) and not (word.isdecimal() and len(word) == 4)


def _fall_back(context: _Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """Give an item's figures without a subject the thing that the list is about."""
    for number, mention in numbered:
        if mention.role is Role.FIGURE and found[number] == _NONE:
            card = _heading(context, block)
            if card is not None:
                found[number] = Subject(entity=card[0], entity_at=card[1])


def _in_cell(context: _Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """A table cell: of its heads one names the thing, the other what is measured."""
    if block.is_head or block.column is None:
        return
    blocks = context.document.blocks
    rows = [index for index in block.heads if not blocks[index].is_head]
    columns = [index for index in block.heads if blocks[index].is_head]
    row, column = rows[-1] if rows else None, columns[-1] if columns else None
    corner = ""
    if row is not None:
        corner = next((blocks[index].text.lower().strip(" :") for index in blocks[row].heads), "")
    generic = context.words.generic
    if column is not None and (column in context.dates or _is_generic(blocks[column].text, generic["value"])):
        column = None
    if row in context.dates:
        row = None
    entity = prop = None
    if row is not None and column is not None:
        by_row, by_column = context.has_measure(blocks[row].text), context.has_measure(blocks[column].text)
        if by_row == by_column and corner not in generic["corner"] | generic["entity"]:
            by_row = _rows_measure(context, block)
            by_column = not by_row
        if corner in generic["corner"] or (by_row and not by_column and corner not in generic["entity"]):
            entity, prop = column, row
        else:
            entity, prop = row, column
    elif row is not None:
        if corner in generic["corner"] or context.has_measure(blocks[row].text):
            prop = row
        else:
            entity = row
    elif column is not None:
        prop = column
    named = _head(context, entity) if entity is not None else _heading(context, block)
    measured = _head(context, prop) if prop is not None else None
    base = Subject(*(named or (None, None)), *(measured or (None, None)))
    for number, mention in numbered:
        if mention.role is Role.FIGURE:
            found[number] = base
    if len(block.text) > 60:
        own = list(found)
        _in_prose(context, block, numbered, own)
        for number, mention in numbered:
            if mention.role is Role.FIGURE and own[number].entity is not None:
                found[number] = own[number]


def _rows_measure(context: _Context, block: Block) -> bool:
    """True when more of a table's row heads than of its column heads name what is measured."""
    group = -1 if block.group is None else block.group
    if group not in context.rows_measure:
        blocks = context.document.blocks
        first = block.index
        while first > 0 and blocks[first - 1].group == block.group and blocks[first - 1].kind is BlockKind.CELL:
            first -= 1
        counts = {True: [0, 0], False: [0, 0]}
        for cell in blocks[first : first + _LARGEST_TABLE]:
            if cell.group != block.group or cell.kind is not BlockKind.CELL:
                break
            if cell.is_head != (cell.column == 0):
                count = counts[cell.is_head]
                count[0] += context.has_measure(cell.text)
                count[1] += 1
        shares = {head: count[0] / count[1] if count[1] else 0.0 for head, count in counts.items()}
        context.rows_measure[group] = shares[False] > shares[True]
    return context.rows_measure[group]


def _is_generic(text: str, words: frozenset[str]) -> bool:
    said = [word for word in text.lower().split() if word.isalpha()]
    return bool(said) and said[-1] in words


def _head(context: _Context, index: int) -> tuple[str, Place] | None:
    """The words of a head, without what stands in parentheses at its end."""
    text = context.document.blocks[index].text
    start = len(text) - len(text.lstrip())
    cut = text.find("(", start + 1)
    end = cut if cut > start and any(sign.isalpha() for sign in text[start:cut]) else len(text)
    end = start + len(text[start:end].rstrip(" :"))
    if not any(sign.isalnum() for sign in text[start:end]):
        return None
    return text[start:end], Place(index, Span(start, end))


def _in_heading(context: _Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    _in_prose(context, block, numbered, found)


_BLOCKS = {BlockKind.ITEM: _in_item, BlockKind.CELL: _in_cell, BlockKind.HEADING: _in_heading}


# Entities that are not actual


def _mark(
    document: Document, mentions: tuple[Mention, ...], found: list[Subject], unreal: Unreal, context: _Context
) -> None:
    """Set ``unreal`` for every figure whose subject is a marked entity."""
    for number, mention in enumerate(mentions):
        if mention.role is not Role.FIGURE:
            continue
        subject = found[number]
        entity = unreal.named(subject.entity) or unreal.named(subject.property)
        if entity is None:
            entity = unreal.in_block(document, mention.block, mention.span.start, subject.entity)
        if entity is None and document.blocks[mention.block].kind is BlockKind.ITEM:
            block = document.blocks[mention.block]
            card = _card(context, block)
            if card is not None and subject.entity in (None, card[0]):
                entity = unreal.named(card[0])
        if entity is not None:
            found[number] = replace(subject, unreal=entity)
