"""Plain text becomes blocks by its layout: headings, cards, lists, tables, paragraphs."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from figtag.document import BlockKind
from figtag.patterns import lazy_re
from figtag.read.build import PLAIN_PLACE, Builder, Place, Text, is_list_like
from figtag.read.damage import FILLER
from figtag.read.pipes import is_delimiter_row, split_row
from figtag.read.table import Grid

LINE = lazy_re(r"[^\r\n]*+(?:\r\n?|\n|$)")
_BULLET = lazy_re(r"(?:[-*+•◦▪▫‣●○■□–—·➤►✓✔]|o(?= {2,}))[ \t\xa0]+(?=\S)|[•◦▪▫‣●○■□➤►✓✔](?=\w)")
_DAMAGED_BULLET = lazy_re("\u0e42[\u0080-\u00a0\u20ac]?\u0e02")
_NUMBER = lazy_re(r"\(?(\d{1,3})(?:[.)](?=[ \t\xa0]+\S))")
_NUMBERED_HEADING = lazy_re(r"\d{1,2}(?:\.\d{1,2})*[.):]?[ \t\xa0]+\S")
_RULE = lazy_re(r"[-=_*~#+\s]{3,}")
_RULE_SIGNS = "-=_*~#+"
_SENTENCE_WITHIN = lazy_re(r"[\w%)”\"'’]{4}[.!?][”\"'’)]*\s+[A-Z“\"]")
_LABEL = lazy_re(r"(?:\w[\w/&-]*(?:[ \t]+[a-z\d(][\w/&()-]*){0,3}):(?!//)")
"""``Source:``, ``Who should care:``: a label, not the first half of a title."""
_ENDS = ".!?…"
_CLOSERS = "\"'”’»)]*_"
_LONGEST_HEADING = 120
_LONGEST_CARD_LINE = 90
_NARROWEST, _WIDEST = 45, 140
"""Widths at which text is wrapped by hand."""
_SURELY_WIDE = 55
"""So long a line says by itself that it may be wrapped."""


class Line(NamedTuple):
    """A line without its end and the blanks around it."""

    start: int
    end: int
    indent: int
    spaced: bool
    """True when a blank stood between its text and its end."""


class _Run(NamedTuple):
    """Lines that are read as one."""

    lines: tuple[Line, ...]
    kind: str
    """``text``, ``item``, ``table``, ``rule``."""
    after_blank: bool
    number: int | None = None


def read_plain(builder: Builder, original: str) -> None:
    """Read the whole source as plain text; ``original`` is the source before damage was masked."""
    source = builder.source
    read_lines(builder, [match.span() for match in LINE.finditer(source)], original, headings=True)


def read_lines(
    builder: Builder,
    spans: list[tuple[int, int]],
    original: str,
    *,
    headings: bool,
    quote: bool = False,
) -> None:
    """Read lines by their layout; without ``headings`` short lines are items (the content of a fenced block)."""
    _Layout(builder, original, headings, quote).read(spans)


class _Layout:
    def __init__(self, builder: Builder, original: str, headings: bool, quote: bool) -> None:
        self.builder = builder
        self.source = builder.source
        self.original = original
        self.headings = headings
        self.quote = quote
        self.paragraph = Place(quote=quote) if quote else PLAIN_PLACE
        self.first_heading = True

    def read(self, spans: list[tuple[int, int]]) -> None:
        runs: list[_Run] = []
        chunk: list[Line] = []
        blank = True
        for start, end in spans:
            raw = self.source[start:end]
            text = raw.strip()
            if not text:
                if chunk:
                    runs.extend(self._runs(chunk, blank))
                    chunk = []
                blank = True
                continue
            left = len(raw) - len(raw.lstrip())
            indent = left
            spaced = raw.rstrip("\r\n")[-1:].isspace()
            if self.original is not self.source:
                # What stands for a damaged character is no blank of the layout.
                written = self.original[start:end]
                indent = min(left, len(written) - len(written.lstrip()))
                spaced = spaced and written.rstrip("\r\n")[-1:].isspace()
            chunk.append(Line(start + left, start + left + len(text), indent, spaced))
            if len(chunk) == 1 and runs:
                blank = True
        if chunk:
            runs.extend(self._runs(chunk, blank))
        self._emit(runs)

    # From lines to runs

    def _runs(self, chunk: list[Line], after_blank: bool) -> list[_Run]:
        """The lines of a chunk, between two blank lines, put together."""
        runs: list[_Run] = []
        wrapped = self._wrap_width(chunk)
        index = 0
        first = after_blank
        while index < len(chunk):
            line = chunk[index]
            table = self._table_end(chunk, index)
            if table > index:
                runs.append(_Run(tuple(chunk[index:table]), "table", first))
                index = table
                first = False
                continue
            if self._is_rule(line):
                runs.append(_Run((line,), "rule", first))
                index += 1
                first = False
                continue
            bullet, number = self._bullet(line)
            lines = [line]
            index += 1
            while index < len(chunk) and self._goes_on(lines[-1], chunk[index], lines[0], bullet, wrapped):
                if self._table_end(chunk, index) > index:
                    break
                lines.append(chunk[index])
                index += 1
            runs.append(_Run(tuple(lines), "item" if bullet else "text", first, number))
            first = False
        return runs

    def _is_rule(self, line: Line) -> bool:
        source = self.source
        return source[line.start] in _RULE_SIGNS and _RULE.fullmatch(source, line.start, line.end) is not None

    def _bullet(self, line: Line) -> tuple[bool, int | None]:
        sign = self.source[line.start]
        if not sign.isalpha() or sign == "o":
            if _BULLET.match(self.source, line.start, line.end) is not None:
                return True, None
            number = _NUMBER.match(self.source, line.start, line.end)
            if number is not None:
                return True, int(number.group(1))
        if self.original is not self.source:
            at = line.start - 1
            while at >= 0 and self.source[at] == FILLER:
                if _DAMAGED_BULLET.match(self.original, at) is not None:
                    return True, None
                at -= 1
        return False, None

    def _table_end(self, chunk: list[Line], index: int) -> int:
        """The index after the table that begins at a line; the same index when none does."""
        line = chunk[index]
        source = self.source
        if source.find("|", line.start, line.end) < 0:
            return self._columns_end(chunk, index)
        end = index + 1
        framed = source[line.start] == "|"
        delimited = end < len(chunk) and is_delimiter_row(source, chunk[end].start, chunk[end].end)
        if not delimited and not framed:
            pipes = source.count(" | ", line.start, line.end)
            end = index
            while end < len(chunk) and pipes and source.count(" | ", chunk[end].start, chunk[end].end) == pipes:
                end += 1
            return end if end - index > 1 else index
        while end < len(chunk) and source.find("|", chunk[end].start, chunk[end].end) >= 0:
            if not delimited and source[chunk[end].start] != "|":
                break
            end += 1
        return end if delimited or end - index > 1 else index

    def _columns_end(self, chunk: list[Line], index: int) -> int:
        """The index after lines whose parts are set in columns by tabs, labels with their values apart."""
        source = self.source
        line = chunk[index]
        tabs = source.count("\t", line.start, line.end)
        if not tabs:
            return index
        end = index
        while end < len(chunk) and source.count("\t", chunk[end].start, chunk[end].end) == tabs:
            end += 1
        labelled = _LABEL.match(source, line.start, line.end) is not None
        return end if end - index > 1 and not (labelled and tabs == 1) else index

    def _wrap_width(self, chunk: list[Line]) -> int:
        """The width at which the lines of a chunk are wrapped by hand; 0 when they are not."""
        if len(chunk) < 2:
            return 0
        widest = max(line.end - line.start for line in chunk)
        if not _NARROWEST <= widest <= _WIDEST:
            return 0
        full = ends = 0
        for line, following in pairwise(chunk):
            if self._is_full(line, following, widest) and (len(chunk) > 3 or line.end - line.start >= _SURELY_WIDE):
                full += 1
            elif self._ends_sentence(line):
                ends += 1
        return widest if full and full + ends >= 0.7 * (len(chunk) - 1) else 0

    def _is_full(self, line: Line, following: Line, width: int) -> bool:
        """True when the first word of the next line would not have fitted on this one."""
        blank = self.source.find(" ", following.start, following.end)
        word = (following.end if blank < 0 else blank) - following.start
        return line.end - line.start + 1 + word > width - 2

    def _ends_sentence(self, line: Line) -> bool:
        end = line.end
        if self.source[end - 1] == ")":
            # A full stop within a parenthesis ends the sentence when the parenthesis is one.
            opening = self.source.rfind("(", line.start, end)
            if opening > line.start:
                before = self.source[line.start : opening].rstrip()
                if not before or before[-1] not in _ENDS + ":":
                    return False
        text = self.source[max(line.start, end - 6) : end].rstrip(_CLOSERS)
        return not text or text[-1] in _ENDS + ":"

    def _goes_on(self, line: Line, following: Line, first: Line, item: bool, width: int) -> bool:
        """True when the next line carries on the text of this one."""
        source = self.source
        if self._bullet(following)[0] or self._is_rule(following):
            return False
        last = source[line.end - 1]
        head = source[following.start]
        if item and following.indent > first.indent and _LABEL.match(source, following.start) is None:
            return True
        size = line.end - line.start
        ended = self._ends_sentence(line)
        if ended and _LABEL.match(source, following.start) is not None:
            return False
        if width and self._is_full(line, following, width):
            return True
        if not self.headings:
            return False
        if ended or size > 4 * _WIDEST:
            return False
        if head.islower():
            return True
        if last in ",;(&–—-" and size > _NARROWEST:
            return True
        return (
            line.spaced and size > 25 and not self._title_like(line) and _LABEL.match(source, following.start) is None
        )

    def _title_like(self, line: Line) -> bool:
        words = [word for word in self.source[line.start : line.end].split() if word[0].isalpha()]
        return 2 * sum(word[0].isupper() for word in words) >= len(words)

    # From runs to blocks

    def _emit(self, runs: list[_Run]) -> None:
        kinds = self._kinds(runs)
        before_all = None if self.headings else self.builder.lead()
        group: int | None = None
        lead: int | None = None
        before: BlockKind | None = None
        level_indents: list[tuple[int, int]] = []
        for run, kind in zip(runs, kinds, strict=True):
            if kind is None:
                before = None
                continue
            if run.kind == "table":
                self._table(run)
                before = None
                continue
            if kind is not BlockKind.ITEM:
                place = self.paragraph
                if kind is BlockKind.HEADING:
                    place = Place(kind, self._heading_level(run), quote=self.quote)
                self.builder.add(self._text(run), place)
                before = kind
                continue
            card = run.kind == "text"
            indent = run.lines[0].indent
            if before is not BlockKind.ITEM or (card and run.after_blank) or card != self._last_card:
                group, lead = self.builder.group(), self.builder.lead()
                lead = before_all if lead is None else lead
                level_indents = [(indent, -1)]
            self._last_card = card
            while len(level_indents) > 1 and indent < level_indents[-1][0]:
                level_indents.pop()
            if indent > level_indents[-1][0] + 1 and level_indents[-1][1] >= 0:
                level_indents.append((indent, -1))
            own = level_indents[-2][1] if len(level_indents) > 1 else lead
            index = self.builder.add(self._text(run), Place(kind, len(level_indents), group, own, quote=self.quote))
            if index is not None:
                level_indents[-1] = (level_indents[-1][0], index)
                self.builder.drafts[index].number = run.number
            before = kind

    _last_card = False

    def _kinds(self, runs: list[_Run]) -> list[BlockKind | None]:
        """What each run is, decided from the last to the first, as a heading is known by what follows it."""
        kinds: list[BlockKind | None] = [None] * len(runs)
        if self.headings and len(runs) > 1:
            self._find_cards(runs, kinds)
        for index in range(len(runs) - 1, -1, -1):
            run = runs[index]
            if run.kind == "rule" or kinds[index] is not None:
                continue
            if run.kind == "table":
                kinds[index] = BlockKind.CELL
            elif not self.headings:
                alone = len(run.lines) > 1 or len(runs) == 1
                kinds[index] = BlockKind.PARAGRAPH if alone and run.kind == "text" else BlockKind.ITEM
            elif self._is_heading(runs, kinds, index):
                kinds[index] = BlockKind.HEADING
            elif run.kind == "item":
                kinds[index] = BlockKind.ITEM
            else:
                kinds[index] = BlockKind.PARAGRAPH
        return kinds

    def _is_heading(self, runs: list[_Run], kinds: list[BlockKind | None], index: int) -> bool:
        run = runs[index]
        if len(run.lines) > 1 or index + 1 == len(runs):
            return False
        line = run.lines[0]
        text = self.source[line.start : line.end]
        following = runs[index + 1]
        if following.kind == "rule":
            # A line of signs under a short line.
            return run.kind == "text" and not following.after_blank and len(text) <= _LONGEST_HEADING
        if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
            return False
        if text.isupper() and len(text) > 3 and run.kind == "text" and not any(map(str.isdigit, text)):
            return text[-1] not in ":,;"
        if text[-1] in ".,;:!…" or _SENTENCE_WITHIN.search(text) is not None:
            return False
        if run.kind == "item":
            if run.number is None or following.number is not None:
                return False
            if not following.after_blank and following.lines[-1].end - following.lines[0].start < 2 * len(text):
                return False
            return not index or run.after_blank or runs[index - 1].kind != "item"
        if _LABEL.match(text) is not None or text[0] in "\"“'‘" or text[0].islower():
            return False
        if text[-1] == "?" and following.after_blank:
            return False
        if kinds[index + 1] in (BlockKind.ITEM, BlockKind.CELL, BlockKind.HEADING):
            return run.after_blank or not self._is_card_line(runs, index - 1)
        length = following.lines[-1].end - following.lines[0].start
        ends = self.source[following.lines[-1].end - 1] in _ENDS + ":" + _CLOSERS
        if length > 1.5 * len(text):
            return ends or length > 40
        return ends and self._title_like(line)

    def _is_card_line(self, runs: list[_Run], index: int) -> bool:
        if index < 0 or runs[index].kind != "text" or len(runs[index].lines) > 1:
            return False
        line = runs[index].lines[0]
        return line.end - line.start <= _LONGEST_CARD_LINE and not self._ends_sentence(line)

    def _find_cards(self, runs: list[_Run], kinds: list[BlockKind | None]) -> None:
        """Consecutive short lines with figures or labels in them are the items of a card."""
        index = 0
        while index < len(runs):
            end = index
            while end < len(runs) and self._is_card_line(runs, end):
                end += 1
                if end < len(runs) and runs[end].after_blank:
                    break
            telling = [at for at in range(index, end) if self._is_telling(runs[at].lines[0])]
            if len(telling) >= 2:
                first, last = telling[0], telling[-1] + 1
                short = all(runs[at].lines[0].end - runs[at].lines[0].start <= 40 for at in range(first, last))
                if 2 * len(telling) >= last - first and (len(telling) > 2 or short):
                    for at in range(first, last):
                        kinds[at] = BlockKind.ITEM
            index = max(end, index + 1)

    def _is_telling(self, line: Line) -> bool:
        text = self.source[line.start : line.end]
        return any(map(str.isdigit, text)) or (":" in text and is_list_like(text))

    def _heading_level(self, run: _Run) -> int:
        if self.first_heading:
            self.first_heading = False
            if not self.builder.drafts:
                return 1
        line = run.lines[0]
        numbered = _NUMBERED_HEADING.match(self.source, line.start, line.end)
        if numbered is None:
            return 2
        return 2 + numbered.group().rstrip().rstrip(".):").count(".") - (numbered.group().rstrip()[-1] in ".)")

    def _text(self, run: _Run) -> Text:
        text = self.builder.text()
        start = run.lines[0].start
        if run.kind == "item":
            bullet = _BULLET.match(self.source, start, run.lines[0].end)
            if bullet is not None:
                start = bullet.end()
        if len(run.lines) == 1:
            text.run(start, run.lines[0].end)
        else:
            # Lines that go on have nothing but blanks between them.
            text.run(start, run.lines[-1].end)
        return text

    def _table(self, run: _Run) -> None:
        add_table(self.builder, [(line.start, line.end) for line in run.lines], self.quote)


def add_table(builder: Builder, rows: list[tuple[int, int]], quote: bool) -> None:
    """Add the cells of a table drawn with pipes or tabs, given its rows as they stand in plain text."""
    source = builder.source
    grid = Grid(builder.group(), builder.lead())
    sign = "|" if source.find("|", *rows[0]) >= 0 else "\t"
    delimited = len(rows) > 1 and is_delimiter_row(source, *rows[1])
    for number, (start, end) in enumerate(rows):
        if is_delimiter_row(source, start, end) and number == 1:
            continue
        grid.next_row()
        for first, stop in split_row(source, start, end, sign):
            cell = grid.next_cell(delimited and number == 0)
            text = builder.text()
            text.run(first, stop)
            index = builder.add(
                text,
                Place(BlockKind.CELL, 0, grid.group, grid.lead, cell.row, cell.column, quote=quote),
            )
            if index is not None:
                cell.blocks.append(index)
    grid.finish(builder.drafts)
