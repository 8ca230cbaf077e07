"""HTML becomes blocks. Any input is read; what a browser would repair is taken as it stands."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct

from figtag.document import BlockKind
from figtag.patterns import lazy_re
from figtag.read.build import Builder, Place
from figtag.read.flow import Flow, read_entity
from figtag.read.table import Cell, Grid
from figtag.read.tags import Tag, inline_tag, read_tag, skip_declaration, value
from figtag.read.unseen import VOID, Unseen

# The vocabulary of HTML itself.
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_ITEM_BOUNDS = _LISTS | {"dl", "table"}
_TABLE = frozenset({"table"})
_ROWS = ("tbody", "thead", "tfoot")
_LONGEST_CREDIT = 500
_BLOCK_END = lazy_re(r"</cite>\s*+</(?:p|div|footer|blockquote|figcaption)\b", re.IGNORECASE)
_DASH = lazy_re(r"(?:\s|<[^<>]*>)*+(?:[-–—―]|&[mn]dash;|&#821[12];|&#x201[34];)", re.IGNORECASE)
_CELLS = frozenset({"td", "th"})
_CAPTIONS = frozenset({"caption", "figcaption"})
BLOCK_TAGS = frozenset(
    {
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
    }
)
"""Elements that begin and end a block; also what a block of HTML within Markdown begins with."""
_DEEPEST = 300
"""Elements nested deeper than this are read as if they were not there."""
_SPECIAL = lazy_re(r"[<&]")
_NEWLINE = lazy_re(r"\r\n?|\n")
_LANGUAGE = lazy_re(r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-source-)([\w+#-]+)")
_CONTENT = frozenset({"text", "plain", "plaintext", "txt", "none"})
"""Names by which preformatted content says that it is no code."""


def is_code_language(name: str) -> bool:
    """True when the name that a code block carries is that of a language.

    >>> is_code_language("python"), is_code_language("text"), is_code_language("")
    (True, False, False)
    """
    return bool(name) and name.lower() not in _CONTENT


class _Frame(Struct):
    """An open element and what it says of the blocks in it."""

    name: str
    place: Place
    grid: Grid | None = None
    cell: Cell | None = None
    item: list[int] | None = None
    """Of a list item: its first block, once there is one."""
    number: int | None = None
    """Of an item of a numbered list: its number; of the list: the number of its last item."""
    in_head: bool = False
    first: int | None = None
    """Of a figure: the index of the first block in it."""
    lines: bool = False
    """True in preformatted content, where each line is a block."""


class HtmlReader:
    """Reads HTML piece by piece into a builder; what is open stays open between the pieces."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.source = builder.source
        self._stack = [_Frame("", Place())]
        self._open: Counter[str] = Counter()
        self._flow = Flow(self.source)
        self._unseen = Unseen(self.source)
        self._is_xml = self.source.startswith("<?xml")
        self._loose: tuple[int, int | None] | None = None
        self._anchors: list[str] = []

    @property
    def place(self) -> Place:
        """What the open elements say of a block that would come now."""
        return self._stack[-1].place

    def feed(self, start: int, end: int) -> None:
        """Read a run of the source."""
        source = self.source
        at = seek = start
        while True:
            special = _SPECIAL.search(source, seek, end)
            if special is None:
                break
            mark = special.start()
            if source[mark] == "&":
                entity = read_entity(source, mark, end, strict=False)
                if entity is None:
                    seek = mark + 1
                    continue
                self._data(at, mark)
                self._flow.put(entity[0], mark, entity[1])
                at = seek = entity[1]
                continue
            tag = read_tag(source, mark, end)
            if tag is not None:
                self._data(at, mark)
                at = seek = self._tag(tag, end)
                continue
            after = skip_declaration(source, mark, end, self._unseen.dead)
            if after is None:
                seek = mark + 1
                continue
            self._data(at, mark)
            if self._is_xml and source.startswith("<![CDATA[", mark):
                self._data(mark + 9, after - 3)
            at = seek = after
        self._data(at, end)

    def close(self) -> None:
        """End all that is open."""
        self.flush()
        while len(self._stack) > 1:
            self._pop()

    def flush(self) -> None:
        """End the running text and make it a block."""
        old = self._flow
        if old.reset_if_empty():
            return
        texts = old.finish()
        frame = self._stack[-1]
        place = frame.place
        if texts:
            if place.label is not None:
                place = place._replace(label=None)
            if place.kind is BlockKind.ITEM and frame.item:
                place = place._replace(kind=BlockKind.PARAGRAPH, lead=frame.item[0])
            elif place.kind is BlockKind.PARAGRAPH and len(texts) == 1 and texts[0].is_picture():
                place = place._replace(kind=BlockKind.CAPTION)
            index = self.builder.add_lines(texts, place)
            if index is not None:
                self._note(frame, index)
        self._flow = old.successor()
        self._flow.breaks_divide = place.kind not in (BlockKind.CELL, BlockKind.HEADING, BlockKind.CAPTION)

    def _note(self, frame: _Frame, index: int) -> None:
        drafts = self.builder.drafts
        if frame.item is not None and not frame.item:
            frame.item.append(index)
            drafts[index].number = frame.number
        if frame.cell is not None:
            frame.cell.blocks.extend(
                block for block in range(index, len(drafts)) if drafts[block].kind is BlockKind.CELL
            )
        if frame.item is None:
            self._loose = None
        drafts[index].anchors.extend(self._anchors)
        self._anchors.clear()

    def _data(self, start: int, end: int) -> None:
        if start >= end:
            return
        if not self._stack[-1].lines:
            self._flow.run(start, end)
            return
        for newline in _NEWLINE.finditer(self.source, start, end):
            self._flow.run(start, newline.start())
            self.flush()
            start = newline.end()
        self._flow.run(start, end)

    def _tag(self, tag: Tag, end: int) -> int:
        """Take in a tag; where reading goes on."""
        name = tag.name
        if tag.attributes[0] < tag.attributes[1] and not tag.closing:
            anchor = value(self.source, tag, "id") or (value(self.source, tag, "name") if name == "a" else None)
        else:
            anchor = None
        after = self._unseen.after(tag, end)
        if after is not None:
            return after
        if name in BLOCK_TAGS:
            if tag.closing:
                self._end(name)
                return tag.end
            self._start(tag)
        else:
            if name == "code" and not tag.closing and self._stack[-1].name == "pre":
                self._pre_language(value(self.source, tag, "class") or "")
            if name == "br" and self._stack[-1].lines:
                self.flush()
            elif not (name == "code" and self._stack[-1].name == "pre"):
                if name == "cite" and self._is_credit(tag):
                    self._credit(tag)
                inline_tag(self._flow, tag)
        if anchor:
            self._anchors.append(anchor)
        return tag.end

    def _start(self, tag: Tag) -> None:
        name = tag.name
        self.flush()
        top = self._stack[-1]
        if top.name == "p" or (top.name in _HEADINGS and name in _HEADINGS):
            self._pop()
            top = self._stack[-1]
        if name in VOID:
            if name == "hr":
                self._loose = None
            return
        if name in ("dt", "dd"):
            self._end_open(("dt", "dd"), _ITEM_BOUNDS)
        elif name == "li":
            self._end_open(("li",), _ITEM_BOUNDS)
        elif name in _ROWS:
            self._end_open(_ROWS, _TABLE)
        elif name in _CELLS or name == "tr":
            self._end_open(("td", "th") if name in _CELLS else ("td", "th", "tr"), _TABLE)
        elif name in ("option", "optgroup") and top.name == "option":
            self._pop()
        if len(self._stack) > _DEEPEST:
            return
        top = self._stack[-1]
        frame = _Frame(name, top.place, top.grid, top.cell, top.item, top.number, top.in_head, top.lines)
        self._shape(frame, top, tag)
        self._stack.append(frame)
        self._open[name] += 1
        self._flow.breaks_divide = frame.place.kind not in (BlockKind.CELL, BlockKind.HEADING, BlockKind.CAPTION)

    def _shape(self, frame: _Frame, top: _Frame, tag: Tag) -> None:
        """What an element says of its blocks."""
        name = frame.name
        place = top.place
        if name in _HEADINGS:
            if place.kind is not BlockKind.CELL:
                frame.place = place._replace(kind=BlockKind.HEADING, level=_HEADINGS[name], group=None, lead=None)
        elif name == "title":
            frame.place = Place(BlockKind.PARAGRAPH)
        elif name in _LISTS or name == "dl":
            frame.number = _count(value(self.source, tag, "start")) - 1 if name == "ol" else None
            level = place.level + 1 if place.kind is BlockKind.ITEM else 1
            lead = top.item[0] if top.item else self.builder.lead()
            if place.kind is not BlockKind.CELL:
                frame.place = Place(
                    BlockKind.PARAGRAPH, level, self.builder.group(), lead, quote=place.quote, label="list"
                )
        elif name in ("li", "dt", "dd"):
            self._shape_item(frame, place)
            if name == "li":
                written = value(self.source, tag, "value")
                if top.number is not None:
                    top.number = top.number + 1 if written is None else _count(written)
                frame.number = top.number
        elif name == "table":
            frame.grid = Grid(self.builder.group(), self.builder.lead())
            frame.cell = None
            frame.place = Place(group=frame.grid.group, lead=frame.grid.lead, quote=place.quote)
        elif name == "thead":
            frame.in_head = True
        elif name == "tr" and frame.grid is not None:
            frame.grid.next_row()
        elif name in _CELLS and frame.grid is not None:
            self._shape_cell(frame, frame.grid, place, tag)
        elif name in _CAPTIONS:
            frame.place = place._replace(kind=BlockKind.CAPTION)
        elif name == "figure":
            frame.first = len(self.builder.drafts)
        elif name == "blockquote":
            frame.place = place._replace(quote=True)
        elif name == "footer" and place.quote:
            self._credit(tag)
        elif name == "pre":
            frame.lines = True
            self._stack.append(frame)
            self._pre_language(value(self.source, tag, "class") or "")
            self._stack.pop()

    def _shape_item(self, frame: _Frame, place: Place) -> None:
        if place.kind is BlockKind.CELL:
            return
        frame.item = []
        if place.label == "list":
            frame.place = place._replace(kind=BlockKind.ITEM, label=None)
            if frame.name == "dd":
                lead = self._last_item(place.group)
                heads = () if lead is None else (lead,)
                frame.place = frame.place._replace(
                    level=place.level + 1, lead=place.lead if lead is None else lead, heads=heads
                )
            return
        if self._loose is None:
            self._loose = self.builder.group(), self.builder.lead()
        group, lead = self._loose
        frame.place = Place(BlockKind.ITEM, 1, group, lead, quote=place.quote)

    def _credit(self, tag: Tag) -> None:
        """A credit in a quotation is read with the dash that pages draw before it."""
        if _DASH.match(self.source, tag.end) is None:
            self._flow.put("— ", tag.start, tag.end)

    def _is_credit(self, tag: Tag) -> bool:
        """True for the title or name that is all of a block in a quotation."""
        if tag.closing or not self.place.quote or not self._flow.text.empty:
            return False
        end = self.source.find("</cite>", tag.end, tag.end + _LONGEST_CREDIT)
        return end >= 0 and _BLOCK_END.match(self.source, end) is not None

    def _caption_table(self, first: int) -> None:
        """Captions of a figure that holds one table or list are captions of that."""
        drafts = self.builder.drafts[first:]
        groups = {draft.group for draft in drafts if draft.kind in (BlockKind.CELL, BlockKind.ITEM)}
        if len(groups) == 1:
            for draft in drafts:
                if draft.kind is BlockKind.CAPTION and draft.group is None:
                    draft.group = next(iter(groups))

    def _last_item(self, group: int | None) -> int | None:
        drafts = self.builder.drafts
        if drafts and drafts[-1].group == group:
            last = drafts[-1]
            return len(drafts) - 1 if last.level < 2 or last.lead is None else last.lead
        return None

    def _shape_cell(self, frame: _Frame, grid: Grid, place: Place, tag: Tag) -> None:
        width, height = (_count(value(self.source, tag, name)) for name in ("colspan", "rowspan"))
        frame.cell = grid.next_cell(frame.name == "th" or frame.in_head, width, height)
        frame.place = Place(
            BlockKind.CELL,
            group=grid.group,
            lead=grid.lead,
            row=frame.cell.row,
            column=frame.cell.column,
            quote=place.quote,
        )

    def _pre_language(self, names: str) -> None:
        found = _LANGUAGE.search(names)
        frame = self._stack[-1]
        if found is not None and is_code_language(found.group(1)):
            frame.lines = False
            frame.place = frame.place._replace(kind=BlockKind.CODE)
        elif frame.lines and frame.place.kind is BlockKind.PARAGRAPH and frame.place.group is None:
            frame.place = frame.place._replace(
                kind=BlockKind.ITEM, group=self.builder.group(), lead=self.builder.lead()
            )

    def _end_open(self, names: tuple[str, ...], bounds: frozenset[str]) -> None:
        """End an open element that the one to come cannot stand in."""
        if not any(self._open[name] for name in names):
            return
        for frame in reversed(self._stack):
            if frame.name in names:
                break
            if not frame.name or frame.name in bounds:
                return
        else:
            return
        while self._stack[-1].name not in names:
            self._pop()
        self._pop()
        if "tr" in names and self._stack[-1].name == "tr":
            self._pop()

    def _end(self, name: str) -> None:
        """An end tag: everything up to the element that it ends is ended; one that ends none says nothing."""
        if not self._open[name]:
            if name == "p":  # browsers make an empty paragraph of it
                self.flush()
            return
        self.flush()
        if name not in ("table", "div", "section", "article", "body", "html"):
            for frame in reversed(self._stack):
                if frame.name == name:
                    break
                if frame.name in _CELLS and name != "tr":
                    return  # the end tag belongs to nothing in this cell
        while self._stack[-1].name != name:
            self._pop()
        self._pop()

    def _pop(self) -> None:
        self.flush()
        frame = self._stack.pop()
        self._open[frame.name] -= 1
        if frame.name == "table" and frame.grid is not None:
            frame.grid.finish(self.builder.drafts)
        if frame.name in _ROWS and frame.grid is not None:
            frame.grid.end_rows()
        if frame.name == "figure" and frame.first is not None:
            self._caption_table(frame.first)
        if frame.name == "caption" and frame.grid is not None and self.builder.drafts:
            last = self.builder.drafts[-1]
            if last.kind is BlockKind.CAPTION and last.group == frame.grid.group:
                frame.grid.lead = len(self.builder.drafts) - 1
        self._flow.breaks_divide = self._stack[-1].place.kind not in (
            BlockKind.CELL,
            BlockKind.HEADING,
            BlockKind.CAPTION,
        )


def _count(written: str | None) -> int:
    return int(written) if written is not None and written.isascii() and written.isdigit() and len(written) < 6 else 1
