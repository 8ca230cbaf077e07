"""Source notes: a line "Source: X" and the blocks that it covers (labels, section 3, *Reach of a source*)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from figtag.cues import find_cues
from figtag.document import Block, BlockKind, Document, LinkKind
from figtag.labels import EvidenceKind
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens, first_word

HEAD = 60
"""Characters at the head of a block in which the words of a note must stand."""


class Note(Struct, frozen=True, gc=False):
    """A source note."""

    block: int
    span: Span
    """The whole line, in its block's text."""
    rule: str
    name: str
    url: str | None


def find_notes(document: Document, tables: Tables) -> dict[int, list[Note]]:
    """The notes that cover each block, by the block's index.

    A note covers the table, list or card before it; as the last block of its section also every block of the section.
    """
    covers: dict[int, list[Note]] = {}
    if _firsts(tables).isdisjoint(document.words()):
        return covers
    notes: dict[int, Note] = {}
    for block in document.blocks:
        if ":" not in block.text:
            continue
        note = _note(document, block, tables)
        if note is not None:
            notes[block.index] = note
        elif (last := _last_sentence(document, block, tables)) is not None:
            for at in (block.index, *_picture_before(document.blocks, block)):
                covers.setdefault(at, []).append(last)
    if notes:
        groups = _groups(document.blocks)
        for index, note in notes.items():
            for at in _covered(document.blocks, document.blocks[index], groups, notes):
                covers.setdefault(at, []).append(note)
    return covers


def _groups(blocks: tuple[Block, ...]) -> dict[int, list[int]]:
    """The indexes of the blocks of each list, card or table."""
    groups: dict[int, list[int]] = {}
    for block in blocks:
        if block.group is not None:
            groups.setdefault(block.group, []).append(block.index)
    return groups


@cache
def _firsts(tables: Tables) -> frozenset[str]:
    """The first words of those that open a note."""
    return frozenset(first_word(say) for row in tables.cues if row.gives is EvidenceKind.NOTE for say in row.say)


def _may_open(document: Document, block: Block, tables: Tables) -> bool:
    """True when the words of a note may stand before all others at the head of a block."""
    tokens, firsts = document.tokens(block.index), _firsts(tables)
    for at, word in enumerate(tokens.lower):
        if word in firsts or tokens.ends[at] >= HEAD:
            return True
        if word[0].isalnum():
            return False
    return False


def _note(document: Document, block: Block, tables: Tables) -> Note | None:
    if (
        block.kind in (BlockKind.META, BlockKind.CODE, BlockKind.HEADING, BlockKind.NOTE)
        or ":" not in block.text[:HEAD]
        or not _may_open(document, block, tables)
    ):
        return None
    tokens = Tokens.of(block.text, 0, min(len(block.text), HEAD))
    for cue in find_cues(tokens, tables):
        if cue.row.gives is EvidenceKind.NOTE and all(not word[0].isalnum() for word in tokens.words[: cue.first]):
            name = block.text[cue.span.end :].strip(" .()*_:")
            if not name:
                return None
            url = block.links[0].url if block.links else None
            return Note(block.index, Span(cue.span.start, len(block.text)), cue.row.id, name, url)
        if any(word[0].isalnum() for word in tokens.words[: cue.last]):
            return None
    return None


def _picture_before(blocks: tuple[Block, ...], caption: Block) -> tuple[int, ...]:
    """The description of the picture right before its caption."""
    before = blocks[caption.index - 1] if caption.kind is BlockKind.CAPTION and caption.index else None
    if before is None or before.kind is not BlockKind.CAPTION or not before.links:
        return ()
    return (before.index,) if all(link.kind is LinkKind.IMAGE for link in before.links) else ()


def _last_sentence(document: Document, block: Block, tables: Tables) -> Note | None:
    """A note that closes the paragraph or item that it covers: "Sales fell by 12%. Source: Energy Agency." """
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION):
        return None
    sentences = document.sentences(block.index)
    span = sentences[-1] if len(sentences) > 1 else None
    if span is None or ":" not in block.text[span.start : span.start + HEAD]:
        return None
    tokens = Tokens.of(block.text, span.start, min(span.end, span.start + HEAD))
    for cue in find_cues(tokens, tables):
        if cue.row.gives is EvidenceKind.NOTE and all(not word[0].isalnum() for word in tokens.words[: cue.first]):
            name, where = block.text[cue.span.end : span.end].strip(" .()*_:"), Span(cue.span.start, span.end)
            url = next((link.url for link in block.links if link.span.meets(where)), None)
            return Note(block.index, where, cue.row.id, name, url) if name[:1].isupper() or url else None
    return None


def _covered(
    blocks: tuple[Block, ...], note: Block, groups: Mapping[int, list[int]], notes: Container[int]
) -> Iterable[int]:
    """Indexes of the blocks that a note covers, itself left out."""
    after = next((blocks[at] for at in range(note.index + 1, len(blocks)) if blocks[at].text), None)
    last = after is None or after.kind is BlockKind.HEADING
    covered: dict[int, None] = {}
    at = note.index - 1
    while at >= 0 and not blocks[at].text:
        at -= 1
    if at < 0 or note.kind is BlockKind.CAPTION:
        return [] if note.group is None else (index for index in groups[note.group] if index != note.index)
    group = blocks[at].group
    if group is not None:
        covered = dict.fromkeys(index for index in groups[group] if index < note.index)
    if last and note.section is not None:
        level = after.level if after is not None else blocks[note.section].level
        while at >= 0 and not (blocks[at].kind is BlockKind.HEADING and blocks[at].level <= max(level, 2)):
            if not blocks[at].links and not blocks[at].marks:
                covered.setdefault(at)
            at -= 1
    elif not covered and blocks[at].kind is BlockKind.PARAGRAPH:
        return _paragraphs_before(blocks, at, notes)
    return covered


def _paragraphs_before(blocks: tuple[Block, ...], at: int, notes: Container[int]) -> Iterator[int]:
    """The paragraphs directly before a note, up to a heading, list, table or another note."""
    while at >= 0 and blocks[at].kind is BlockKind.PARAGRAPH and at not in notes:
        yield at
        at -= 1
