"""What cards and lists say of their figures: keys name the thing or what is measured of it."""

from __future__ import annotations

from msgspec.structs import replace

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.subjects.headings import thing_above
from figtag.subjects.region import shape
from figtag.subjects.statements import in_prose, in_sentence
from figtag.subjects.subject import NOTHING, Subject
from figtag.tokens import Tokens
from figtag.unreal import Place
from figtag.word_classes import ABOUT, CLAUSE, NAME, NOUN, PREPOSITION, PRONOUN, SPEAKER, VERB

_LONGEST_KEY = 80
_SHORTEST_KEY = 4
"""Letters of a key that its value may be glued to."""


def in_item(context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """A list item or a line of a card: a key and its value, or running text."""
    term = _term(context, block)
    key = _key(context, block, numbered)
    if key is not None:
        place, after = Place(block.index, _bare_key(block, key[0], numbered)), key[1]
    elif term is not None:
        place, after = term, 0
    else:
        in_prose(context, block, numbered, found)
        _fall_back(context, block, numbered, found)
        return
    text = place.span.of(context.document.blocks[place.block].text)
    in_prose(context, block, numbered, found, after)
    measured = context.has_measure(text)
    card = card_of(context, block) if measured else None
    owner = _owner_of_key(context, block, key[0], numbered) if key is not None and measured else None
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
    if key is not None:
        _in_key(context, block, key[0], [one for one in numbered if one[1].span.start < after], found, inner)


def _bare_key(block: Block, key: Span, numbered: list[tuple[int, Mention]]) -> Span:
    """A key without a figure in parentheses at its end: "Base case (55%)"."""
    cut = block.text.find(" (", key.start, key.end)
    inside = any(cut < mention.span.start < key.end and mention.role is Role.FIGURE for _, mention in numbered)
    return Span(key.start, cut) if cut > key.start and inside else key


def _term(context: Context, block: Block) -> Place | None:
    """The term of a definition list that a block defines, where it is no question or sentence."""
    if block.lead is None:
        return None
    lead = context.document.blocks[block.lead]
    if lead.kind is not BlockKind.ITEM or lead.group != block.group or lead.level >= block.level:
        return None
    text = lead.text.rstrip(": ")
    if not text or len(text) > _LONGEST_KEY or text[-1] in "?!.":
        return None
    return Place(lead.index, Span(0, len(text)))


def _owner_of_key(
    context: Context, block: Block, key: Span, numbered: list[tuple[int, Mention]]
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
    shaped = shape(context, line, phrase)
    if shaped.entity is None or shaped.property is None or not _is_versioned(line, shaped.entity):
        return None
    place = Place(block.index, line.span(*shaped.entity))
    return (place.span.of(block.text), place), Place(block.index, line.span(*shaped.property))


def _is_versioned(line: Line, name: tuple[int, int]) -> bool:
    """True for a name with a number in it, or an owner: other words of a key may only be its adjectives."""
    return line.possessive[name[1]] or any(sign.isdecimal() for sign in line.said(*name))


def _in_key(
    context: Context,
    block: Block,
    key: Span,
    numbered: list[tuple[int, Mention]],
    found: list[Subject],
    inner: int | None,
) -> None:
    """Figures inside a key, "1M Token Context: The Zephyr can ...", are about what the rest of the line is about."""
    if not any(mention.role is Role.FIGURE for _, mention in numbered):
        return
    in_sentence(context, block, key, numbered, found)
    for number, mention in numbered:
        if mention.role is Role.FIGURE and inner is not None and found[number].entity is None:
            found[number] = replace(found[number], entity=found[inner].entity, entity_at=found[inner].entity_at)


def _is_bare(block: Block, mention: Mention, after: int) -> bool:
    """True when a figure is the value itself, right after the key."""
    return mention.span.start - after <= 12


def _key(context: Context, block: Block, numbered: list[tuple[int, Mention]]) -> tuple[Span, int] | None:
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
        if end > _LONGEST_KEY:
            return None
        glued = end > 0 and (text[end - 1].isalpha() or text[end - 1] in ")-–—|")
        short = len(text[:end].split()) <= 5 and context.is_measure(text[:end])
        if not glued and not short:
            return None
    start = 0
    for _, mention in numbered:
        if mention.role is Role.STRUCTURE and not text[start : mention.span.start].strip():
            start = min(mention.span.end, end)
    while start < end and not (text[start].isalnum() or text[start] in "($€£+<>≥≤~"):
        start += 1
    if _is_phrase(context, block, Span(start, end), numbered):
        return None
    key = text[start:end].rstrip(" -–—|*•")
    if not any(sign.isalpha() for sign in key) or len(key.split()) > 10:
        return None
    return Span(start, start + len(key)), end + (text[end : end + 1] == ":")


def _is_phrase(context: Context, block: Block, key: Span, numbered: list[tuple[int, Mention]]) -> bool:
    """True for what ends with a colon and is no key: "At current prices:", "Costs dropped by 99%:"."""
    classes = context.grammar.classes
    words = block.text[key.start : key.end].lower().split()
    if words and classes.get(words[0], NOUN) in ABOUT + PREPOSITION + CLAUSE + PRONOUN + SPEAKER:
        return True
    if any(classes.get(word) == VERB for word in words):
        return True
    inside = [one for one in numbered if key.start <= one[1].span.start and one[1].span.end <= key.end]
    if not any(mention.role is Role.FIGURE for _, mention in inside):
        return False
    # "Words recalled out of 15:" has a participle, and is no sentence.
    line = Line(block.text, key, inside, context.tables)
    return any(kind == VERB and at not in line.participles for at, kind in enumerate(line.kinds))


def card_of(context: Context, block: Block) -> tuple[str, Place] | None:
    """The thing that a card is about: its line "Model: X", or the heading above it."""
    if block.group is not None:
        if block.group not in context.cards:
            context.cards[block.group] = _card_line(context, block)
        if context.cards[block.group] is not None:
            return context.cards[block.group]
    return thing_above(context, block)


def _card_line(context: Context, block: Block) -> tuple[str, Place] | None:
    """The line of a card that names what it is about: ``ModelGPT-5.5``, ``Product: Zephyr 5``."""
    keys = context.words.generic["entity"]
    blocks = context.document.blocks
    index = block.index
    while index > 0 and blocks[index - 1].group == block.group and block.index - index < 40:
        index -= 1
    while index < len(blocks) and blocks[index].group == block.group and index - block.index < 40:
        text = blocks[index].text
        tokens = Tokens.of(text[:120])
        if tokens and len(text) <= 120:
            for end in (1, 2):
                key = " ".join(tokens.lower[:end])
                if end < len(tokens) and key in keys:
                    return _value_of(blocks[index], tokens.ends[end - 1])
            first, glued = tokens.words[0], tokens.lower[0]
            for key in keys if len(first) > _SHORTEST_KEY and not first[_SHORTEST_KEY:].islower() else ():
                if len(key) >= _SHORTEST_KEY and glued.startswith(key) and first[len(key) : len(key) + 1].isupper():
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


def _fall_back(context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """Give an item's figures without a subject the thing that the list is about."""
    for number, mention in numbered:
        if mention.role is Role.FIGURE and found[number] == NOTHING:
            card = thing_above(context, block)
            if card is not None:
                found[number] = Subject(entity=card[0], entity_at=card[1])
