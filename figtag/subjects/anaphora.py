"""What a figure is about when its sentence only points to it: pronouns, "at this", "respectively"."""

from __future__ import annotations

from bisect import bisect_left

from figtag.document import Block
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.subjects.region import Said, of_region
from figtag.unreal import Place
from figtag.word_classes import ADVERB, AND, DEMONSTRATIVE, FIGURE, NAME, PREPOSITIONS, SPEAKER, THING, VERB

_LONGEST_SENTENCE = 1000


def align(context: Context, line: Line, told: dict[int, Said]) -> None:
    """Give figures their subjects in order: "A and B, with 93% and 92% respectively"."""
    in_order = context.grammar.in_order
    if len(told) < 2 or in_order.isdisjoint(line.lower):
        return
    end = next((at for at, word in enumerate(line.lower) if word in in_order))
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


def last_in(context: Context, block: Block, before: int) -> tuple[str, Place] | None:
    """The last entity told in a block, or what the sentence before a place of it begins with."""
    if context.last is not None and context.last[0] == block.index:
        return context.last[1]
    spans = context.document.sentences(block.index)
    at = bisect_left(spans, before, key=_start) - 1
    if at < 0 or spans[at].end - spans[at].start > _LONGEST_SENTENCE:
        return None
    first = bisect_left(context.numbered, spans[at].start, key=_mention_start)
    inside = context.numbered[first : bisect_left(context.numbered, spans[at].end, first, key=_mention_start)]
    line = Line(block.text, spans[at], inside, context.tables)
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


def _mention_start(numbered: tuple[int, Mention]) -> int:
    return numbered[1].span.start


def pointer(context: Context, line: Line) -> int:
    """Where a sentence points to a measure told before, "Zephyr is good at [this] as well, with 5%"; else its end."""
    kinds = line.kinds
    if SPEAKER in kinds:
        classes = context.grammar.classes
        for at in range(1, len(kinds)):
            behind = kinds[at] == SPEAKER and kinds[at - 1] in PREPOSITIONS
            if behind and classes.get(line.lower[at]) == DEMONSTRATIVE:
                return at
    return len(kinds)
