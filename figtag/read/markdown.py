"""Markdown becomes blocks: CommonMark as people write it, with the tables, notes and mathematics of its dialects."""

from __future__ import annotations

from figtag.document import BlockKind
from figtag.patterns import lazy_re
from figtag.read.build import Builder, Place, Text
from figtag.read.containers import Container, Leaf
from figtag.read.flow import Flow
from figtag.read.front import front_matter_end, read_front_matter
from figtag.read.html import HtmlReader, is_code_language
from figtag.read.inline import InlineReader
from figtag.read.leaves import HTML_START, BlockParser
from figtag.read.links import run_title
from figtag.read.plain import LINE, read_lines
from figtag.read.strand import Strand
from figtag.read.table import Grid

_LANGUAGE = lazy_re(r"[{.\s]*([^\s,}{]*)")
_BOLD_LINE = lazy_re(r"[ \t]*+(?:\*\*|__)[^*_]+(?:\*\*|__):?[ \t]*$")
_LABEL_LINE = lazy_re(r"[ \t]*+(?:\*\*|__)?[^\W\d_][^:*_.|!?\n]{0,40}:(?:\*\*|__)?[ \t]+\S")
_SIGN_LINE = lazy_re(r"[ \t]*+[^\w\s\"'“‘«(\[$€£<*_`\\!&#~@|{^+./-]")
_NUMBER_LINE = lazy_re(r"[ \t]*+\d{1,2}[.)][ \t]+\S")
_CODE_LINE = lazy_re(
    r"[{};]\s*+$|^\s*(?:[$>#]\s|//|@\w|[<}])|\w\(\)|\w\([\w\"', =]*+\)\s*+(?:[;:{]\s*+)?$|[=!<>]=|->|=>|::|\s--?\w"
    r"|^\s*[\w.\[\]\"']+\s*[-+]?=\s*\S"
)
_SENTENCE_ENDS = ".!?:"


def read_markdown(builder: Builder, original: str) -> None:
    """Read the whole source as Markdown; ``original`` is the source before damage was masked."""
    source = builder.source
    lines = []
    for match in LINE.finditer(source):
        start, end = match.span()
        if start == end:
            continue
        if source[end - 1] == "\n":
            end -= 1
        if end > start and source[end - 1] == "\r":
            end -= 1
        lines.append((start, end))
    front = front_matter_end(source, lines)
    if front:
        read_front_matter(builder, lines[:front])
    parser = BlockParser(source)
    for start, end in lines[front:]:
        parser.line(start, end)
    parser.close()
    _Writer(builder, original, parser.targets).write(parser.leaves)


class _Writer:
    """Makes blocks of the leaves."""

    def __init__(self, builder: Builder, original: str, targets: dict[str, str]) -> None:
        self.builder = builder
        self.source = builder.source
        self.original = original
        self.inline = InlineReader(self.source, targets)
        self.html: HtmlReader | None = None

    def write(self, leaves: list[Leaf]) -> None:
        for number, leaf in enumerate(leaves):
            kind = leaf.kind
            if kind == "marker":
                following = leaves[number + 1] if number + 1 < len(leaves) else None
                if following is None or following.kind != "paragraph" or following.path[-1] is not leaf.path[-1]:
                    self._marker(leaf)
            elif kind == "paragraph":
                self._paragraph(leaf)
            elif kind == "heading":
                place = Place(BlockKind.HEADING, leaf.level, quote=self._quoted(leaf))
                self._running(leaf, place, divide=False)
            elif kind == "table":
                self._table(leaf)
            elif kind == "fence":
                self._fence(leaf)
            elif kind == "indented":
                self._indented(leaf)
            elif kind == "math":
                self._code(leaf)
            elif kind == "title":
                strand = Strand(self.source, leaf.lines)
                self._titles(strand, [(0, len(strand.text))], Place(quote=self._quoted(leaf)))
            elif kind == "html":
                self._html(leaf)
        if self.html is not None:
            self.html.close()

    @staticmethod
    def _quoted(leaf: Leaf) -> bool:
        return any(container.kind == "quote" and not container.is_box for container in leaf.path)

    def _place(self, leaf: Leaf) -> tuple[Place, Container | None]:
        """What its containers say of a paragraph, and the item or note that it is the first block of."""
        quoted = self._quoted(leaf)
        holder: Container | None = None
        for container in leaf.path:
            if container.list is not None and container.list.group is None:
                container.list.group = self.builder.group()
                container.list.lead = (
                    holder.first if holder is not None and holder.first is not None else self.builder.lead()
                )
            if container.kind in ("item", "note"):
                holder = container
        if holder is None:
            if self.html is not None:
                outer = self.html.place
                if outer.kind is not BlockKind.PARAGRAPH or outer.quote:
                    return outer._replace(quote=outer.quote or quoted, label=None), None
            return Place(quote=quoted), None
        if holder.kind == "note":
            return Place(BlockKind.NOTE, quote=quoted, label=holder.label), holder
        assert holder.list is not None
        if holder.first is not None:
            return Place(BlockKind.PARAGRAPH, holder.list.level, holder.list.group, holder.first, quote=quoted), None
        place = Place(BlockKind.ITEM, holder.list.level, holder.list.group, holder.list.lead, quote=quoted)
        return place, holder

    def _marker(self, leaf: Leaf) -> None:
        """The number of an item, or the mark of a note, that does not begin with a paragraph."""
        place, holder = self._place(leaf)
        if holder is None or holder.marker is None:
            return
        text = self.builder.text()
        text.run(*holder.marker)
        holder.first = self.builder.add(text, place)
        holder.marker = None

    def _paragraph(self, leaf: Leaf) -> None:
        place, holder = self._place(leaf)
        self._running(leaf, place, holder=holder, divide=place.kind is not BlockKind.CELL)

    def _running(self, leaf: Leaf, place: Place, *, holder: Container | None = None, divide: bool) -> None:
        if not leaf.lines:
            return
        strand = Strand(self.source, leaf.lines)
        flow = Flow(self.source)
        flow.breaks_divide = divide
        if holder is not None and holder.marker is not None and holder.first is None:
            flow.run(*holder.marker)
            flow.blank(holder.marker[1], leaf.lines[0][0])
        cuts = self._cuts(leaf, strand) if divide and len(leaf.lines) > 1 else frozenset()
        titles = self.inline.read(strand, flow, cuts)
        texts = flow.finish()
        if place.kind is BlockKind.PARAGRAPH and place.group is None and len(texts) == 1 and texts[0].is_picture():
            place = place._replace(kind=BlockKind.CAPTION)
        index = self.builder.add_lines(texts, place)
        if index is not None and holder is not None and holder.first is None:
            holder.first = index
            self.builder.drafts[index].number = holder.number
        self._titles(strand, titles, place)

    def _titles(self, strand: Strand, titles: list[tuple[int, int]], place: Place) -> None:
        for title in titles:
            text = self.builder.text()
            run_title(strand, title, text)
            self.builder.add(text, Place(BlockKind.CAPTION, quote=place.quote))

    def _cuts(self, leaf: Leaf, strand: Strand) -> frozenset[int]:
        """The ends of lines at which a paragraph is divided, as its lines are plainly meant as lines."""
        source = self.source
        cuts = []
        at = 0
        base = leaf.lines[0][0]
        for number, (line, following) in enumerate(zip(leaf.lines, leaf.lines[1:], strict=False)):
            at += line[1] - line[0]
            if len(strand.starts) == 1:
                at = line[1] - base
            elif number:
                at += 1
            if self._parted(source, line, following):
                cuts.append(at)
        return frozenset(cuts)

    @staticmethod
    def _parted(source: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
        if _SIGN_LINE.match(source, *following) is not None:
            # A bullet or an emoji of one's own; prose seldom begins a line with a dash or sign.
            return source[following[0] : following[1]].lstrip()[0] not in "–—…%°=×±≥≤≈→←”’»)]}"
        if _BOLD_LINE.match(source, *line) is not None:
            return True
        if _LABEL_LINE.match(source, *following) is not None:
            if _LABEL_LINE.match(source, *line) is not None:
                return True
            return source[line[0] : line[1]].rstrip(" \t*_")[-1:] in _SENTENCE_ENDS
        if _NUMBER_LINE.match(source, *following) is not None:
            ended = source[line[0] : line[1]].rstrip(" \t*_")[-1:]
            return ended in _SENTENCE_ENDS or _NUMBER_LINE.match(source, *line) is not None
        return False

    def _table(self, leaf: Leaf) -> None:
        place, holder = self._place(leaf)
        lead = self.builder.lead()
        if lead is None and place.group is not None and place.kind is BlockKind.PARAGRAPH:
            lead = place.lead
        grid = Grid(self.builder.group(), lead)
        for number, row in enumerate(leaf.rows):
            grid.next_row()
            for start, end in row:
                cell = grid.next_cell(number == 0)
                if start >= end:
                    continue
                strand = Strand(self.source, [(start, end)])
                flow = Flow(self.source)
                flow.breaks_divide = False
                titles = self.inline.read(strand, flow, cell=True)
                cell_place = Place(BlockKind.CELL, 0, grid.group, lead, cell.row, cell.column, quote=place.quote)
                for text in flow.finish():
                    index = self.builder.add(text, cell_place)
                    if index is not None:
                        cell.blocks.append(index)
                self._titles(strand, titles, place)
        grid.finish(self.builder.drafts)
        if holder is not None and holder.first is None and grid.cells:
            holder.first = next((index for cell in grid.cells for index in cell.blocks), None)

    def _fence(self, leaf: Leaf) -> None:
        info = _LANGUAGE.match(leaf.info)
        language = info.group(1) if info is not None else ""
        if is_code_language(language.lstrip(".")):
            self._code(leaf)
        else:
            read_lines(self.builder, leaf.lines, self.original, headings=False, quote=self._quoted(leaf))

    def _indented(self, leaf: Leaf) -> None:
        source = self.source
        lines = [line for line in leaf.lines if source[line[0] : line[1]].strip()]
        tags = sum(source[start:end].lstrip().startswith("<") for start, end in lines)
        if 2 * tags > len(lines) and HTML_START.match(source[lines[0][0] : lines[0][1]].lstrip()) is not None:
            self._html(leaf)
            return
        codes = sum(_CODE_LINE.search(source[start:end]) is not None for start, end in lines)
        if 2 * codes >= len(lines):
            self._code(leaf)
        else:
            read_lines(self.builder, leaf.lines, self.original, headings=False, quote=self._quoted(leaf))

    def _code(self, leaf: Leaf) -> None:
        text: Text = self.builder.text()
        for number, (start, end) in enumerate(leaf.lines):
            if number:
                text.put(" ", start, start)
            text.run(start, end)
        place, _ = self._place(leaf)
        self.builder.add(text, Place(BlockKind.CODE, group=place.group, quote=place.quote))

    def _html(self, leaf: Leaf) -> None:
        if self.html is None:
            self.html = HtmlReader(self.builder)
        first, lines = len(self.builder.drafts), leaf.lines
        if leaf.end == "?>":
            lines = self._after_instruction(lines)
        if all(container.kind == "root" for container in leaf.path):
            self.html.feed(lines[0][0], lines[-1][1])
        else:
            for line in lines:
                self.html.feed(*line)
        self.html.flush()
        if self._quoted(leaf):
            for draft in self.builder.drafts[first:]:
                draft.quote = True

    def _after_instruction(self, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """What stands behind the end of an instruction (``<?php ... ?>``); all of it when it has none."""
        start, end = lines[-1]
        close = self.source.find("?>", start, end)
        return lines if close < 0 else [(close + 2, end)]
