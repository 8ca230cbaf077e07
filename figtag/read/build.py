"""Blocks under construction, shared by all readers."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec import Struct

from figtag.document import Block, BlockKind, Link, LinkKind, Mark, Piece
from figtag.patterns import lazy_re
from figtag.span import Span

_OTHER_BLANKS = "".join(chr(point) for point in range(0x3001) if chr(point).isspace() and point != 0x20)
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_UNUSUAL = lazy_re(f"[{_OTHER_BLANKS}{_INVISIBLE}]")
_ODD = lazy_re(f"[{_INVISIBLE}]+|  \\s*| ?[{_OTHER_BLANKS}]\\s*")


class Text:
    """The text of one block under construction: what a reader sees, and where each run of it comes from."""

    __slots__ = ("_blank", "_parts", "_runs", "code", "length", "links", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self.links: list[tuple[int, int, str, LinkKind]] = []
        self.code: list[tuple[int, int]] = []
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self._blank = True

    def run(self, start: int, end: int) -> None:
        """Take over a run of the source: blanks become single, invisible characters go."""
        raw = self.source[start:end].replace("\n", " ")
        # Unusual blanks and invisible characters are never printable.
        if "  " not in raw and (raw.isprintable() or _UNUSUAL.search(raw) is None):
            self._append(raw, start, end - start)
            return
        at = 0
        for odd in _ODD.finditer(raw):
            stop = odd.start()
            if raw[stop].isspace():
                # The first of the blanks stands for all of them.
                self._append(raw[at:stop] + " ", start + at, stop + 1 - at)
            else:
                self._append(raw[at:stop], start + at, stop - at)
            at = odd.end()
        self._append(raw[at:], start + at, len(raw) - at)

    def put(self, text: str, start: int, end: int) -> None:
        """Take ``text`` for a run of the source that stands for it."""
        if text.isspace():
            self._append(" ", start, end - start)
            return
        text = _ODD.sub(_as_blank, text)
        self._append(text, start, end - start)

    def _append(self, text: str, start: int, width: int) -> None:
        if not text:
            return
        if self._blank and text[0] == " ":
            text = text[1:]
            if not text:
                return
            if width == len(text) + 1:
                start += 1
                width -= 1
        runs = self._runs
        size = len(text)
        if runs:
            last = runs[-1]
            if last[3] == last[2] and size == width and last[1] + last[3] == start:
                last[2] += size
                last[3] += size
            else:
                runs.append([self.length, start, size, width])
        else:
            runs.append([0, start, size, width])
        self._parts.append(text)
        self.length += size
        self._blank = text[-1] == " "

    @property
    def empty(self) -> bool:
        """True when nothing can be seen in it."""
        return not self._parts

    @property
    def last_sign(self) -> str:
        """Its last character, blank or not; a blank when there is none."""
        return self._parts[-1][-1] if self._parts else " "

    @property
    def last(self) -> str:
        """Its last visible character, or an empty string."""
        for part in reversed(self._parts):
            part = part.rstrip(" ")
            if part:
                return part[-1]
        return ""

    def peek(self) -> str:
        """The text so far."""
        return "".join(self._parts).rstrip(" ")

    def is_picture(self) -> bool:
        """True when all that can be seen are descriptions of pictures."""
        shown = sum(stop - first for first, stop, _, kind in self.links if kind is LinkKind.IMAGE)
        return shown > 0 and shown >= len("".join(self._parts).replace(" ", "")) and shown >= self.length - 2

    @property
    def start(self) -> int:
        """Where in the source it begins; it must not be empty."""
        return self._runs[0][1]

    def finish(self) -> tuple[str, tuple[Piece, ...]]:
        """The text and its pieces."""
        text = "".join(self._parts)
        runs = self._runs
        if text.endswith(" "):
            text = text[:-1]
            last = runs[-1]
            if last[2] == 1:
                runs.pop()
            else:
                last[3] -= last[2] == last[3]
                last[2] -= 1
        return text, tuple([Piece(Span(at, at + size), Span(start, start + width)) for at, start, size, width in runs])


class Draft(Struct):
    """A block before the document is whole; the fields mean what they mean in Block."""

    kind: BlockKind
    text: str
    pieces: tuple[Piece, ...]
    section: int | None = None
    level: int = 0
    group: int | None = None
    lead: int | None = None
    row: int | None = None
    column: int | None = None
    heads: tuple[int, ...] = ()
    is_head: bool = False
    quote: bool = False
    label: str | None = None
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    code: tuple[Span, ...] = ()
    anchors: list[str] = []
    """Names by which links of the page reach it."""
    number: int | None = None
    """Of an item of a numbered list: its number."""


class Place(NamedTuple):
    """What the surroundings of a block say of it."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    group: int | None = None
    lead: int | None = None
    row: int | None = None
    column: int | None = None
    heads: tuple[int, ...] = ()
    is_head: bool = False
    quote: bool = False
    label: str | None = None


PLAIN_PLACE = Place()
_LEADING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CAPTION})


class Builder:
    """The blocks of a document under construction, in the order of the source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.drafts: list[Draft] = []
        self._path: list[int] = []
        self._groups = 0

    def text(self) -> Text:
        """A new empty text."""
        return Text(self.source)

    def group(self) -> int:
        """A new number for a list, card or table."""
        self._groups += 1
        return self._groups - 1

    def leave_sections(self) -> None:
        """What comes next stands under no heading that was met."""
        self._path.clear()

    def lead(self) -> int | None:
        """The block that introduces what comes next, when the last one can."""
        if self.drafts and self.drafts[-1].kind in _LEADING and self.drafts[-1].group is None:
            return len(self.drafts) - 1
        return None

    def add(self, text: Text, place: Place = PLAIN_PLACE) -> int | None:
        """Add a block; its index, or None when there is nothing to be seen."""
        if text.empty:
            return None
        shown, pieces = text.finish()
        if not shown:
            return None
        end = len(shown)
        index = len(self.drafts)
        section = self._path[-1] if self._path else None
        if place.kind is BlockKind.HEADING:
            while self._path and self.drafts[self._path[-1]].level >= place.level:
                self._path.pop()
            section = self._path[-1] if self._path else None
            self._path.append(index)
        draft = Draft(
            place.kind,
            shown,
            pieces,
            section,
            place.level,
            place.group,
            place.lead,
            place.row,
            place.column,
            place.heads,
            place.is_head,
            place.quote,
            place.label,
        )
        if text.links:
            draft.links = tuple(
                Link(Span(first, min(stop, end)), url, kind)
                for first, stop, url, kind in sorted(text.links)
                if first < min(stop, end)
            )
        if text.code:
            draft.code = tuple(Span(first, min(stop, end)) for first, stop in text.code if first < min(stop, end))
        self.drafts.append(draft)
        return index

    def add_lines(self, texts: list[Text], place: Place = PLAIN_PLACE) -> int | None:
        """Add the lines of a paragraph that a reader sees as lines: list-like ones as the items of a group.

        The index of the first block.
        """
        texts = [text for text in texts if not text.empty]
        if len(texts) < 2 or place.kind is not BlockKind.PARAGRAPH or place.group is not None:
            first = None
            for number, text in enumerate(texts):
                after = place
                if number and first is not None and place.kind is BlockKind.ITEM:
                    after = place._replace(kind=BlockKind.PARAGRAPH, lead=first)
                index = self.add(text, after)
                first = index if first is None else first
            return first
        first = group = lead = None
        for text in texts:
            if is_list_like(text.peek()):
                if group is None:
                    group, lead = self.group(), self.lead()
                index = self.add(text, place._replace(kind=BlockKind.ITEM, level=1, group=group, lead=lead))
            else:
                group = None
                index = self.add(text, place)
            first = index if first is None else first
        return first

    def finish(self) -> tuple[Block, ...]:
        """The blocks."""
        return tuple(
            [
                Block(
                    index,
                    draft.kind,
                    draft.text,
                    draft.pieces,
                    draft.section,
                    draft.level,
                    draft.group,
                    draft.lead,
                    draft.row,
                    draft.column,
                    draft.heads,
                    draft.is_head,
                    draft.quote,
                    draft.label,
                    draft.links,
                    draft.marks,
                    draft.code,
                )
                for index, draft in enumerate(self.drafts)
            ]
        )


def _as_blank(odd: re.Match[str]) -> str:
    return " " if odd.group()[0].isspace() else ""


_LABEL = lazy_re(r"[^\s.:;!?][^.:;!?]{0,40}:(?!//)")
_LONGEST_ITEM = 160


def is_list_like(line: str) -> bool:
    """True for a line that reads as one of a list or card: labelled, marked with a sign, or short and no sentence.

    A line that ends with a colon introduces what follows.

    >>> is_list_like("Release date: July 2025"), is_list_like("He left. Then it rained.")
    (True, False)
    """
    if not line or line[-1] == ":":
        return False
    if not line[0].isalnum() and line[0] not in "\"'“‘«([$€£":
        return True
    if _LABEL.match(line) is not None:
        return True
    return len(line) <= _LONGEST_ITEM and line[-1] not in ".!?…"
