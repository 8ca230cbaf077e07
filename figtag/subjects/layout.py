"""What cards, lists and tables say of their figures: keys and heads name the thing or what is measured of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.subjects.region import shape
from figtag.subjects.statements import in_prose, in_sentence
from figtag.subjects.subject import NOTHING, Subject
from figtag.tokens import Tokens
from figtag.unreal import Place
from figtag.word_classes import ABOUT, CLAUSE, NAME, NOUN, PREPOSITION, PRONOUN, SPEAKER, VERB, grammar

_LONGEST_KEY = 80
_LARGEST_TABLE = 400
_LONGEST_HEADING = 6
_HIGHEST = 4
"""Headings above a list or table that are asked for the thing that it is about."""


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
    return line.possessive[name[1]] or any(sign.isdecimal() for sign in line.span(*name).of(line.text))


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
    classes = grammar(context.tables).classes
    words = block.text[key.start : key.end].lower().split()
    if words and classes.get(words[0], NOUN) in ABOUT + PREPOSITION + CLAUSE + PRONOUN + SPEAKER:
        return True
    if any(classes.get(word) == VERB for word in words):
        return True
    inside = [one for one in numbered if key.start <= one[1].span.start and one[1].span.end <= key.end]
    return any(mention.role is Role.FIGURE for _, mention in inside) and (
        VERB in Line(block.text, key, inside, context.tables).kinds
    )


def card_of(context: Context, block: Block) -> tuple[str, Place] | None:
    """The thing that a card is about: its line "Model: X", or the heading above it."""
    if block.group is not None:
        if block.group not in context.cards:
            context.cards[block.group] = _card_line(context, block)
        if context.cards[block.group] is not None:
            return context.cards[block.group]
    return _heading(context, block)


def _card_line(context: Context, block: Block) -> tuple[str, Place] | None:
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


def _heading(context: Context, block: Block) -> tuple[str, Place] | None:
    """The item or heading that a list or table hangs on, when it names a thing."""
    blocks = context.document.blocks
    lead = [] if block.lead is None else [block.lead]
    for index in (*lead, *context.document.headings(block.index)[:_HIGHEST]):
        if index not in context.heading_of:
            context.heading_of[index] = _named(context, blocks[index])
        if context.heading_of[index] is not None:
            return context.heading_of[index]
    return None


def _named(context: Context, head: Block) -> tuple[str, Place] | None:
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
    small = next((at for at, word in enumerate(name.split()) if word[0].islower() and word[1:].islower()), 0)
    if small and name.split()[-1].lower() not in context.words.generic["entity"]:
        # "Acme disruption" is about Acme.
        name = " ".join(name.split()[:small])
    words = name.lower().split()
    if not words or len(words) > _LONGEST_HEADING or not (name[0].isupper() or name[0].isdigit()):
        return None
    classes = grammar(context.tables).classes
    if not _is_name(context, name) or any(classes.get(word, NOUN) != NOUN for word in words):
        return None
    if context.words.generic["heading"].intersection(words) or context.has_measure(name):
        # "GPT-4 Pricing" is about GPT-4; "Market Size" names nothing.
        name = name.split()[0]
        if not (any(sign.isdecimal() for sign in name) and name[0].isalpha()):
            return None
    return name, Place(head.index, Span(start, start + len(name)))


def _is_name(context: Context, name: str) -> bool:
    """True for "GPT-5", "OpenAI" and "Starter Tier"; "Major Challenges" may be anything."""
    words = name.split()
    if words[-1].lower() in context.words.generic["entity"]:
        return True
    if name.isupper() and len(words) > 1:
        return False
    return any(sum(map(str.isupper, word)) > 1 or _is_version(word) for word in words)


def _is_version(word: str) -> bool:
    return any(sign.isdecimal() for sign in word) and not (word.isdecimal() and len(word) == 4)


def _fall_back(context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """Give an item's figures without a subject the thing that the list is about."""
    for number, mention in numbered:
        if mention.role is Role.FIGURE and found[number] == NOTHING:
            card = _heading(context, block)
            if card is not None:
                found[number] = Subject(entity=card[0], entity_at=card[1])


def in_cell(context: Context, block: Block, numbered: list[tuple[int, Mention]], found: list[Subject]) -> None:
    """A table cell: of its heads one names the thing, the other what is measured.

    The head that names a measure is the property. Heads of dates and of variants ("FY26E", "Before", "Bear case"), and
    further heads over the same cell, stand behind it in parentheses: "Revenue (FY26E)".
    """
    if block.is_head or block.column is None:
        return
    heads = _heads_of(context, block)
    column = next((index for index in heads.columns if context.has_measure(context.document.blocks[index].text)), None)
    if column is None and heads.columns:
        column = heads.columns[0]
    entity, prop = heads.row, column
    if heads.row is not None and column is not None:
        if _names_properties(context, block, heads.row):
            prop = heads.row
            entity = next((index for index in heads.columns if not _is_measured(context, index)), None)
    elif heads.row is not None and _of_caption(context, block) is not None and _rows_alike(context, block):
        # "Low growth" and "High growth" of a demand that the caption names
        entity = heads.row
    elif heads.row is not None and (_names_properties(context, block, heads.row) or _is_measured(context, heads.row)):
        entity, prop = None, heads.row
    rest = [index for index in (*heads.columns, *heads.others) if index not in (entity, prop)]
    if entity is None and heads.others:
        entity = heads.others[-1]
        rest.remove(entity)
    measured = _head(context, prop) if prop is not None else None
    variants = list(heads.variants)
    if measured is None and entity is not None:
        measured = _of_caption(context, block)
    qualifiers = [*rest, *variants, *heads.dates]
    if measured is None and entity is not None and qualifiers:
        # "| Country | 2024 |": the column is all that tells one value from the next.
        measured = _head(context, qualifiers.pop(0))
    if measured is not None:
        own = _own_variant(context, prop) if prop is not None else None
        measured = _qualified(context, measured, own, qualifiers)
    named = _head(context, entity) if entity is not None else _heading(context, block) or _of_box(context, block)
    base = Subject(*(named or (None, None)), *(measured or (None, None)))
    for number, mention in numbered:
        if mention.role is Role.FIGURE:
            found[number] = base
    if len(block.text) > 60 or measured is None:
        told = list(found)
        in_prose(context, block, numbered, told)
        for number, mention in numbered:
            if mention.role is not Role.FIGURE:
                continue
            if len(block.text) > 60 and told[number].entity is not None:
                found[number] = told[number]
            elif measured is None:
                # "Beta, 76% recall rate" in a column of notes
                found[number] = replace(
                    found[number], property=told[number].property, property_at=told[number].property_at
                )


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a cell, as indexes of blocks, the nearest first."""

    row: int | None
    columns: list[int]
    others: list[int]
    """Further heads of the row: of a group of rows, or of the part of the table."""
    variants: list[int]
    dates: list[int]


def _heads_of(context: Context, block: Block) -> _Heads:
    blocks = context.document.blocks
    heads = _Heads(None, [], [], [], [])
    rows = []
    for index in block.heads:
        text = blocks[index].text
        if index in context.dates:
            heads.dates.append(index)
        elif _is_variant(context, text):
            heads.variants.append(index)
        elif not blocks[index].is_head:
            rows.append(index)
        elif _is_generic(text, context.words.generic["value"]):
            if not context.words.generic["variant"].isdisjoint(Tokens(text).lower):
                heads.variants.append(index)
        elif index not in heads.columns:
            heads.columns.append(index)
    row = max((index for index in rows if blocks[index].row == block.row), default=rows[0] if rows else None)
    others = [index for index in rows if index != row]
    return replace(heads, row=row, others=others)


def _is_variant(context: Context, head: str) -> bool:
    """True for a head that tells which of several values of one thing stands under it: "Before", "Bear case"."""
    words = [word for word in Tokens(head).lower if word.isalpha()]
    return bool(words) and context.words.generic["variant"].issuperset(words)


def _is_measured(context: Context, index: int) -> bool:
    head = _head(context, index)
    return head is not None and context.has_measure(head[0])


def _names_properties(context: Context, block: Block, row: int) -> bool:
    """True when the rows of a table, and not its columns, name what is measured."""
    blocks = context.document.blocks
    corner = next((blocks[index].text.lower().strip(" :") for index in blocks[row].heads), "")
    generic = context.words.generic
    if corner in generic["corner"] or corner in generic["entity"]:
        return corner in generic["corner"]
    return _rows_measure(context, block)


def _own_variant(context: Context, index: int) -> str | None:
    """The variant in parentheses behind the words of a head: "Price (before)"."""
    _, _, inner = context.document.blocks[index].text.rstrip(" )").rpartition("(")
    return inner if inner and _is_variant(context, inner) else None


def _qualified(context: Context, measured: tuple[str, Place], own: str | None, heads: list[int]) -> tuple[str, Place]:
    """A property with the heads that tell which of its values this is: "Revenue (FY26E)"."""
    said = [own] if own is not None else []
    said += [head[0] for head in (_head(context, index) for index in heads) if head is not None]
    said = [word for word in dict.fromkeys(said) if word != measured[0]]
    return (f"{measured[0]} ({', '.join(said)})", measured[1]) if said else measured


def _of_caption(context: Context, block: Block) -> tuple[str, Place] | None:
    """What a caption says is measured in every cell: "Table 2: Projected demand, million trips"."""
    if block.lead is None:
        return None
    text = context.document.blocks[block.lead].text
    start = text.find(":", 0, _LONGEST_KEY) + 1
    start = start if start < len(text.rstrip()) else 0
    while start < len(text) and text[start] == " ":
        start += 1
    end = min((at for at in (text.find(sign, start) for sign in ",(:;") if at > start), default=len(text))
    name = text[start:end].rstrip(" .")
    classes = grammar(context.tables).classes
    words = name.split()
    at = next((at for at, word in enumerate(words) if classes.get(word.lower(), NOUN) in ABOUT + PREPOSITION), 0)
    if at and context.is_measure(words[at - 1]):
        # "Coal share by country"
        name = " ".join(words[:at])
    if len(name.split()) > _LONGEST_HEADING or not context.is_measure(name):
        return None
    return name, Place(block.lead, Span(start, start + len(name)))


def _of_box(context: Context, block: Block) -> tuple[str, Place] | None:
    """The name over a table without head row, which tells of one thing: "Lake Oriel"."""
    blocks = context.document.blocks
    if block.lead is None or any(blocks[index].is_head for index in block.heads):
        return None
    name = blocks[block.lead].text.rstrip(": ")
    words = name.split()
    classes = grammar(context.tables).classes
    if not words or len(words) > _LONGEST_HEADING or context.has_measure(name):
        return None
    if any(not word[0].isupper() or classes.get(word.lower(), NOUN) != NOUN for word in words):
        return None
    if context.words.generic["heading"].intersection(name.lower().split()):
        return None
    return name, Place(block.lead, Span(0, len(name)))


def _rows_alike(context: Context, block: Block) -> bool:
    """True when the row heads of a table end alike, as variants of one thing do: "Low growth", "High growth"."""
    _rows_measure(context, block)
    return context.rows_alike.get(-1 if block.group is None else block.group, False)


def _rows_measure(context: Context, block: Block) -> bool:
    """True when more of a table's row heads than of its column heads name what is measured."""
    group = -1 if block.group is None else block.group
    if group not in context.rows_measure:
        blocks = context.document.blocks
        first = block.index
        while first > 0 and blocks[first - 1].group == block.group and blocks[first - 1].kind is BlockKind.CELL:
            first -= 1
        heads: set[int] = set()
        for cell in blocks[first : first + _LARGEST_TABLE]:
            if cell.group != block.group or cell.kind is not BlockKind.CELL:
                break
            if cell.column:
                heads.update(cell.heads)
        counts = {True: [0, 0], False: [0, 0]}
        for index in heads:
            count = counts[blocks[index].is_head]
            count[0] += context.has_measure(blocks[index].text)
            count[1] += 1
        ends = [blocks[index].text.lower().split()[-1:] for index in heads if not blocks[index].is_head]
        context.rows_alike[group] = len(ends) > 1 and all(end and end == ends[0] for end in ends)
        shares = {head: count[0] / count[1] if count[1] else 0.0 for head, count in counts.items()}
        context.rows_measure[group] = shares[False] > shares[True]
    return context.rows_measure[group]


def _is_generic(text: str, words: frozenset[str]) -> bool:
    said = [word for word in text.lower().split() if word.isalpha()]
    return bool(said) and said[-1] in words


def _head(context: Context, index: int) -> tuple[str, Place] | None:
    """The words of a head, without what stands in parentheses at its end, or a unit behind a comma ("Price, $/t")."""
    text = context.document.blocks[index].text
    start = len(text) - len(text.lstrip())
    cut = text.find("(", start + 1)
    end = cut if cut > start and any(sign.isalpha() for sign in text[start:cut]) else len(text)
    comma = text.rfind(", ", start + 1, end)
    if comma > 0 and not all(sign.isalnum() or sign.isspace() for sign in text[comma + 2 : end]):
        end = comma
    end = start + len(text[start:end].rstrip(" :"))
    if not any(sign.isalnum() for sign in text[start:end]):
        return None
    return text[start:end], Place(index, Span(start, end))
