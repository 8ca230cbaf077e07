"""What tables say of their figures: heads name the thing or what is measured of it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.subjects.headings import thing_above
from figtag.subjects.statements import in_prose
from figtag.subjects.subject import Subject
from figtag.tokens import Tokens
from figtag.unreal import Place
from figtag.word_classes import NOUN, PREPOSITIONS, VERB

_LONGEST_KEY = 80
_LARGEST_TABLE = 400
_LONGEST_HEADING = 6


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
    named = _head(context, entity) if entity is not None else thing_above(context, block) or _of_box(context, block)
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


class _Heads(Struct, frozen=True, gc=False):
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
        elif _asks(context, text) or (not block.column and _is_corner(context, text)):
            continue
        elif _is_generic(text, context.words.generic["value"]):
            if not context.words.generic["variant"].isdisjoint(Tokens.of(text).lower):
                heads.variants.append(index)
        elif index not in heads.columns:
            heads.columns.append(index)
    row = max((index for index in rows if blocks[index].row == block.row), default=rows[0] if rows else None)
    others = [index for index in rows if index != row]
    return replace(heads, row=row, others=others)


def _asks(context: Context, head: str) -> bool:
    """True for a head that is a question, and names nothing: "What is there"."""
    words = head.lower().split()
    classes = context.grammar.classes
    opens = bool(words) and words[0] in context.words.generic["heading"]
    return opens and any(classes.get(word) == VERB for word in words)


def _is_corner(context: Context, head: str) -> bool:
    """True for the head of the row heads: a figure in one of them is not measured by it."""
    word = head.lower().strip(" :")
    return word in context.words.generic["corner"] or word in context.words.generic["entity"]


def _is_variant(context: Context, head: str) -> bool:
    """True for a head that tells which of several values of one thing stands under it: "Before", "Bear case"."""
    words = [word for word in Tokens.of(head).lower if word.isalpha()]
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
    classes = context.grammar.classes
    words = name.split()
    at = next((at for at, word in enumerate(words) if classes.get(word.lower(), NOUN) in PREPOSITIONS), 0)
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
    classes = context.grammar.classes
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
