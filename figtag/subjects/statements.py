"""What a sentence says of its figures: the words right before and behind them, then the subject of their clause."""

from __future__ import annotations

from figtag.document import Block
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
from figtag.subjects.anaphora import align, last_in, pointer
from figtag.subjects.context import Context
from figtag.subjects.figure import tell
from figtag.subjects.region import Said
from figtag.subjects.subject import Subject
from figtag.unreal import Place
from figtag.word_classes import NAME, NOUN


def in_prose(
    context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject], start: int = 0
) -> None:
    """Fill in the subjects of the figures of a paragraph, or of an item or note from ``start`` on."""
    context.numbered = numbered
    sentences = context.document.sentences(block.index)
    at = 0
    for sentence in sentences:
        if sentence.end <= start:
            continue
        begin = sentence.start if sentence.start > start else start
        inside = []
        tells = False
        while at < len(numbered) and numbered[at][1].span.start < sentence.end:
            mention = numbered[at][1]
            if mention.span.start >= begin:
                inside.append(numbered[at])
                tells = tells or (mention.role is Role.FIGURE and not mention.minor)
            at += 1
        if tells:
            whole = Span(begin, max(sentence.end, inside[-1][1].span.end))
            in_sentence(context, block, whole, inside, found)


def in_sentence(
    context: Context, block: Block, sentence: Span, inside: list[tuple[int, Mention]], found: list[Subject]
) -> None:
    line = Line(block.text, sentence, inside, context.tables)
    told: dict[int, Said] = {}
    pointed = pointer(context, line)
    for word, (_, mention) in zip(line.mentions, inside, strict=True):
        # "one of the lamps" only organises the text and is about nothing.
        if mention.role is Role.FIGURE and not mention.minor:
            told[word] = said = tell(context, line, word, mention, told)
            said.again = word > pointed and mention.counted is None
    align(context, line, told)
    for word, said in told.items():
        found[line.mentions[word]] = _subject(context, block, line, said)


def _subject(context: Context, block: Block, line: Line, said: Said) -> Subject:
    entity = entity_at = text = place = None
    if said.entity is not None:
        measured = context.is_measure(line.said(*said.entity))
        words = said.entity if measured else line.whole_name(*said.entity)
        entity_at = Place(block.index, line.span(*words))
        entity = entity_at.span.of(block.text)
        known = said.aside and context.last is not None and context.last[0] == block.index
        kinds = line.kinds[said.entity[0] : said.entity[1] + 1]
        if not known and (NOUN in kinds or NAME in kinds):
            context.last = block.index, (entity, entity_at)
    elif said.pronoun:
        last = last_in(context, block, line.starts[0])
        if last is not None:
            entity, entity_at = last
    if said.property is not None:
        place = Place(block.index, line.span(*said.property))
        text = place.span.of(block.text)
        context.measured = block.index, (text, place)
    elif said.again and context.measured is not None and context.measured[0] == block.index:
        text, place = context.measured[1]
    return Subject(entity, entity_at, text, place)
