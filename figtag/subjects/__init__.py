"""Whom and what a figure is about, and which entities the document marks as not actual."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from figtag.document import Block, BlockKind, Document
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.subjects.cells import in_cell
from figtag.subjects.context import Context
from figtag.subjects.layout import card_of, in_item
from figtag.subjects.statements import in_prose
from figtag.subjects.subject import NOTHING, Subject
from figtag.tables import Tables
from figtag.unreal import Entity, Place, Unreal, find_unreal

__all__ = ["Entity", "Place", "Subject", "find_subjects"]

_READERS = {BlockKind.ITEM: in_item, BlockKind.CELL: in_cell}
"""How the subjects of a block are told; of any other kind, as of running text."""


def find_subjects(document: Document, mentions: tuple[Mention, ...], tables: Tables) -> tuple[Subject, ...]:
    """The subject of each mention, in the order of the mentions; an empty one for what is no figure.

    >>> from figtag.document import Format
    >>> from figtag.mentions.scan import find_mentions
    >>> from figtag.read import read_text
    >>> from figtag.tables import load_tables
    >>> tables = load_tables()
    >>> document = read_text("Acme's revenue was $5 million.", Format.TEXT, tables)
    >>> [one] = find_subjects(document, find_mentions(document, tables), tables)
    >>> one.entity, one.property
    ('Acme', 'revenue')
    """
    found = [NOTHING] * len(mentions)
    context = Context(document, tables)
    for block, numbered in _by_block(document, mentions):
        read = _READERS.get(block.kind, in_prose)
        roles = [mention.role for _, mention in numbered]
        if Role.FIGURE in roles:
            read(context, block, numbered, found)
        elif read is in_cell and roles.count(Role.DATE) == len(roles):
            rest = block.text
            for _, mention in numbered:
                rest = rest.replace(mention.span.of(block.text), "")
            if not any(sign.isalpha() for sign in rest):
                context.dates.add(block.index)
    unreal = find_unreal(document, mentions, tables)
    if unreal is not None:
        _mark(document, mentions, found, unreal, context)
    return tuple(found)


def _by_block(document: Document, mentions: tuple[Mention, ...]) -> Iterator[tuple[Block, list[tuple[int, Mention]]]]:
    start = 0
    while start < len(mentions):
        block = mentions[start].block
        end = start + 1
        while end < len(mentions) and mentions[end].block == block:
            end += 1
        yield document.blocks[block], list(enumerate(mentions[start:end], start))
        start = end


def _mark(
    document: Document, mentions: tuple[Mention, ...], found: list[Subject], unreal: Unreal, context: Context
) -> None:
    """Set ``unreal`` for every figure whose subject is a marked entity."""
    for number, mention in enumerate(mentions):
        if mention.role is not Role.FIGURE:
            continue
        subject = found[number]
        entity = unreal.named(subject.entity) or unreal.named(_bare(subject.property))
        if entity is None:
            entity = unreal.in_block(document, mention.block, mention.span.start, subject.entity)
        if entity is None and document.blocks[mention.block].kind is BlockKind.ITEM:
            block = document.blocks[mention.block]
            card = card_of(context, block)
            if card is not None and subject.entity in (None, card[0]):
                entity = unreal.named(card[0])
        if entity is not None:
            found[number] = replace(subject, unreal=entity)


def _bare(text: str | None) -> str | None:
    """A property without the variant in parentheses behind it."""
    return None if text is None else text.partition(" (")[0]
