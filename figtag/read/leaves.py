"""The lines of Markdown cut into leaves: headings, paragraphs, tables and code, with the containers each stands in.

The rules are those of CommonMark, section 4 and 5, and of GitHub's tables; lists are also taken as people indent them.
"""

from __future__ import annotations

import re

from figtag.patterns import lazy_re
from figtag.read import directives
from figtag.read.containers import Container, Leaf, OpenList, columns_of, skip_columns
from figtag.read.definitions import read_definition
from figtag.read.html import BLOCK_TAGS
from figtag.read.pipes import is_delimiter_row, split_row
from figtag.read.tags import STRICT_TAG

_DEEPEST = 60
"""Quotations and lists nested deeper than this are read as text."""
_BLANK = lazy_re(r"[ \t]*+")
_RULE = lazy_re(r"(?:\*[ \t]*+){3,}$|(?:-[ \t]*+){3,}$|(?:_[ \t]*+){3,}$")
_HEADING = lazy_re(r"(#{1,6})(?=[ \t]|$)[ \t]*+")
_SETEXT = lazy_re(r"(?:=+|-+)[ \t]*$")
_FENCE = lazy_re(r"(`{3,}+|~{3,}+)[ \t]*+([^\r\n]*)")
_MARKER = lazy_re(r"(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)")
_NOTE = lazy_re(r"\[\^([^\[\]\s]{1,60})\]:[ \t]*")
HTML_START = lazy_re(r"<(?:/?([a-zA-Z][a-zA-Z0-9]*+)(?=[\s/>]|$)|(!--)|(\?)|(!\[CDATA\[)|(![a-zA-Z]))")
_LONE_TAG = lazy_re(STRICT_TAG + r"[ \t]*$")
_RAW_TAGS = frozenset({"script", "pre", "style", "textarea"})


class BlockParser:
    """Cuts the lines of a source into leaves."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.leaves: list[Leaf] = []
        self.targets: dict[str, str] = {}
        self.path = [Container("root")]
        self.leaf: Leaf | None = None
        self.dead: set[str] = set()
        self._options = False
        """True below the first line of a box, where settings may stand."""

    def line(self, start: int, end: int) -> None:
        """Take in a line, given without its end."""
        source = self.source
        at, spare = start, 0
        matched = 1
        path = self.path
        while matched < len(path):
            container = path[matched]
            blank = _BLANK.match(source, at, end)
            assert blank is not None
            first = blank.end()
            if container.kind == "quote":
                if first < end and source[first] == ">" and columns_of(self.source, at, first, start) + spare < 4:
                    at, spare = first + 1, 0
                    if at < end and source[at] == " ":
                        at += 1
                    elif at < end and source[at] == "\t":
                        spare = 3
                        at += 1
                    matched += 1
                    continue
                break
            if first == end:
                if container.empty and self.leaf is None:
                    break
                matched += 1
                continue
            indent = columns_of(self.source, at, first, start) + spare
            if indent >= container.width or (
                indent >= container.indent + 2
                and container.kind == "item"
                and self._leaf_kind != "fence"
                and self._begins_inner_list(matched, first, end)
            ):
                at, spare = skip_columns(self.source, at, first, min(container.width, indent) - spare, start)
                matched += 1
                continue
            if container.kind == "box":
                # What is not indented is no part of it, be it only the next line of a paragraph.
                self._close_to(matched)
            break
        self._content(at, end, spare, matched, start)

    def _begins_inner_list(self, depth: int, first: int, end: int) -> bool:
        """True for the mark of a list that is meant to stand inside an item, indented by less than CommonMark asks.

        The next number of the item's own list is none, unless it goes on with an inner one.
        """
        marker = _MARKER.match(self.source, first, end)
        if marker is None:
            return False
        inner = self.path[depth + 1] if depth + 1 < len(self.path) else None
        return not _is_next(self.path[depth], marker) or (inner is not None and _is_next(inner, marker))

    @property
    def _leaf_kind(self) -> str:
        return "" if self.leaf is None else self.leaf.kind

    def _content(self, at: int, end: int, spare: int, matched: int, line: int) -> None:
        source = self.source
        leaf = self.leaf
        unmatched = matched < len(self.path)
        carrying = leaf is not None and not unmatched and leaf.kind in ("fence", "html", "math")
        if carrying and leaf is not None and self._continue(leaf, at, end):
            return
        while True:
            blank = _BLANK.match(source, at, end)
            assert blank is not None
            first = blank.end()
            leaf = self.leaf
            if first == end:
                self._blank_line(matched, at, end)
                return
            indent = columns_of(self.source, at, first, line) + spare
            sign = source[first]
            if indent >= 4 and not (leaf is not None and leaf.kind == "paragraph"):
                self._close_to(matched)
                if self._continues_code(at, end):
                    return
                self._add(Leaf("indented", [(at, end)], tuple(self.path)))
                return
            if indent >= 4:
                break
            if leaf is not None and leaf.kind == "table" and matched == len(self.path):
                piped = source.find("|", first, end) >= 0
                if piped and sign not in "#>" and not self._starts_fence(first, end):
                    leaf.rows.append(split_row(source, first, end))
                    return
            if sign == ">":
                if len(self.path) > _DEEPEST:
                    break
                self._close_to(matched)
                self._push(Container("quote"))
                at, spare = first + 1, 0
                if at < end and source[at] == " ":
                    at += 1
                matched = len(self.path)
                continue
            if sign == "#":
                heading = _HEADING.match(source, first, end)
                if heading is not None:
                    self._close_to(matched)
                    written = source[heading.end() : end].rstrip(" \t")
                    bare = written.rstrip("#")
                    if not bare or bare[-1] in " \t":
                        written = bare
                    stop = heading.end() + len(written)
                    self._add(Leaf("heading", [(heading.end(), stop)], tuple(self.path), len(heading.group(1))))
                    self._close_leaf()
                    return
            elif sign in "`~":
                fence = _FENCE.match(source, first, end)
                if fence is not None and not (sign == "`" and "`" in fence.group(2)):
                    self._close_to(matched)
                    self._add(Leaf("fence", [], tuple(self.path), info=fence.group(2).strip(), fence=fence.group(1)))
                    return
            elif sign == "<":
                if self._html(first, end, matched, at):
                    return
            elif sign == "$":
                if source.startswith("$$", first) and self._math(first, end, matched):
                    return
            elif sign in "=-" and self._underlines(leaf, first, end, matched):
                return
            if sign in "[!?:/" and self._box(first, end, matched, indent):
                return
            if sign in "|:-" and self._table(first, end, matched):
                return
            if sign in "*-_" and _RULE.match(source, first, end) is not None:
                self._close_to(matched)
                self._close_leaf()
                self.path[-1].open_list = None
                self._add(Leaf("rule", [], tuple(self.path)))
                self._close_leaf()
                return
            if sign in "-+*" or sign.isdigit():
                marker = _MARKER.match(source, first, end)
                if marker is not None and len(self.path) <= _DEEPEST:
                    step = self._item(marker, first, end, matched, indent, line)
                    if step is not None:
                        at, spare = step
                        matched = len(self.path)
                        continue
            if sign == "[":
                note = _NOTE.match(source, first, end)
                if note is not None:
                    self._close_to(matched)
                    container = Container("note", 4, marker=(first, note.end()), label=note.group(1))
                    self._push(container)
                    at, spare = note.end(), 0
                    matched = len(self.path)
                    if at >= end:
                        return
                    continue
            break
        self._paragraph(at, first, end, matched)

    def _box(self, first: int, end: int, matched: int, indent: int) -> bool:
        """True when a line begins or ends a box."""
        source, inner = self.source, self.path[-1]
        if source[first] == "[":
            is_first = inner.kind == "quote" and inner.empty and matched == len(self.path)
            title = directives.alert(source, first, end) if is_first else None
        elif source[first] in "!?":
            title = directives.admonition(source, first, end)
        else:
            title = directives.fence(source, first, end)
            if title is None and self._options:
                return directives.is_option(source, first, end)
        if title is None:
            return False
        self._close_to(matched)
        if source[first] == "[":
            inner.empty, inner.is_box = False, True
        elif source[first] in "!?":
            self._push(Container("box", indent + 4))
        else:
            self._close_leaf()
            self.path[-1].open_list = None
        if title[0] < title[1]:
            self._add(Leaf("paragraph", [title], tuple(self.path)))
            self._close_leaf()
        self._options = source[first] == ":"
        return True

    def _paragraph(self, at: int, first: int, end: int, matched: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind == "paragraph":
            # Lazy or not, it carries on.
            leaf.lines.append((first, end))
            return
        self._close_to(matched)
        self._add(Leaf("paragraph", [(first, end)], tuple(self.path)))
        self._options = False

    def _add(self, leaf: Leaf) -> None:
        self._close_leaf()
        self.path[-1].open_list = None
        for container in self.path:
            container.empty = False
        self.leaves.append(leaf)
        self.leaf = leaf

    def _push(self, container: Container) -> None:
        self._close_leaf()
        if container.kind != "item":
            self.path[-1].open_list = None
        self.path[-1].empty = False
        self.path.append(container)
        if container.marker is not None:
            self.leaves.append(Leaf("marker", [], tuple(self.path)))

    def _close_to(self, matched: int) -> None:
        """End the containers that the line does not carry on."""
        if matched < len(self.path):
            self._close_leaf()
            del self.path[matched:]

    def _close_leaf(self) -> None:
        leaf = self.leaf
        self.leaf = None
        if leaf is not None and leaf.kind == "paragraph":
            self._definitions(leaf)

    def _blank_line(self, matched: int, at: int, end: int) -> None:
        leaf = self.leaf
        if leaf is not None and leaf.kind == "indented" and matched == len(self.path):
            return
        if matched < len(self.path) and self.path[matched].kind == "item" and self.path[matched].empty:
            # An item that begins with a blank line ends with it.
            self._close_to(matched)
            return
        quotes = [n for n in range(matched, len(self.path)) if self.path[n].kind == "quote"]
        if quotes:
            self._close_to(quotes[0])
        self._close_leaf()

    def _continues_code(self, at: int, end: int) -> bool:
        leaf = self.leaf
        if leaf is not None and leaf.kind == "indented":
            leaf.lines.append((at, end))
            return True
        return False

    def _starts_fence(self, first: int, end: int) -> bool:
        return _FENCE.match(self.source, first, end) is not None

    def _continue(self, leaf: Leaf, at: int, end: int) -> bool:
        """True when a line belongs to the open fence, mathematics or HTML."""
        source = self.source
        text = source[at:end]
        if leaf.kind == "fence":
            stripped = text.strip(" \t")
            inset = len(text) - len(text.lstrip(" "))
            if inset < 4 and len(stripped) >= len(leaf.fence) and stripped == leaf.fence[0] * len(stripped):
                self._close_leaf()
                return True
            leaf.lines.append((at, end))
            return True
        if leaf.kind == "math":
            close = text.find("$$")
            if close < 0:
                leaf.lines.append((at, end))
                return True
            leaf.lines.append((at, at + close))
            self._close_leaf()
            if text[close + 2 :].strip(" \t.,;"):
                self._paragraph(at, at + close + 2, end, len(self.path))
            return True
        if leaf.end == "blank":
            if not text.strip():
                self._close_leaf()
                return True
            leaf.lines.append((at, end))
            return True
        leaf.lines.append((at, end))
        if leaf.end in text.lower():
            self._close_leaf()
        return True

    def _html(self, first: int, end: int, matched: int, at: int) -> bool:
        source = self.source
        start = HTML_START.match(source, first, end)
        if start is None:
            return False
        name = (start.group(1) or "").lower()
        closing = source.startswith("</", first)
        if name in _RAW_TAGS and not closing:
            ending = f"</{name}>"
        elif start.group(2):
            ending = "-->"
        elif start.group(3):
            ending = "?>"
        elif start.group(4):
            ending = "]]>"
        elif start.group(5):
            ending = ">"
        elif name in BLOCK_TAGS:
            ending = "blank"
        elif self.leaf is None or self.leaf.kind != "paragraph":
            if _LONE_TAG.match(source, first, end) is None:
                return False
            ending = "blank"
        else:
            return False
        self._close_to(matched)
        leaf = Leaf("html", [(first, end)], tuple(self.path), end=ending)
        self._add(leaf)
        if ending != "blank":
            tail = source[first:end].lower()
            skip = 4 if ending == "-->" and not tail.startswith("<!-->") else 0
            if tail.find(ending, skip) >= 0:
                self._close_leaf()
        return True

    def _math(self, first: int, end: int, matched: int) -> bool:
        source = self.source
        if "$$" in self.dead:
            return False
        close = source.find("$$", first + 2)
        if close < 0:
            self.dead.add("$$")
            return False
        if close + 2 <= end:
            if source[close + 2 : end].strip(" \t.,;"):
                return False
            self._close_to(matched)
            self._add(Leaf("math", [(first + 2, close)], tuple(self.path)))
            self._close_leaf()
            return True
        self._close_to(matched)
        self._add(Leaf("math", [(first + 2, end)], tuple(self.path)))
        return True

    def _underlines(self, leaf: Leaf | None, first: int, end: int, matched: int) -> bool:
        """True when a line makes a heading of the paragraph above it."""
        if leaf is None or leaf.kind != "paragraph" or matched < len(self.path):
            return False
        if _SETEXT.match(self.source, first, end) is None:
            return False
        self._definitions(leaf)
        if not leaf.lines:
            self.leaf = None
            return False
        leaf.kind = "heading"
        leaf.level = 1 if self.source[first] == "=" else 2
        self._close_leaf()
        return True

    def _table(self, first: int, end: int, matched: int) -> bool:
        """True when a line is the second one of a table, whose head is the last line of the open paragraph."""
        source = self.source
        leaf = self.leaf
        if leaf is None or leaf.kind != "paragraph" or matched < len(self.path):
            return False
        if not is_delimiter_row(source, first, end):
            return False
        start, stop = leaf.lines[-1]
        if source.find("|", start, stop) < 0:
            return False
        head = split_row(source, start, stop)
        width = len(split_row(source, first, end))
        if not width:
            return False
        leaf.lines.pop()
        path = leaf.path
        if not leaf.lines:
            self.leaves.pop()
            self.leaf = None
        else:
            self._close_leaf()
        if source[start] == "|" and len(head) < width:
            # The first cell of a head is often empty; split_row leaves out what is empty at the ends.
            head = _whole_row(source, start, stop)
        table = Leaf("table", [], path)
        table.rows = [head]
        self._add(table)
        return True

    def _item(
        self, marker: re.Match[str], first: int, end: int, matched: int, indent: int, line: int
    ) -> tuple[int, int] | None:
        """Begin a list item: where its content begins; None when the line is none."""
        source = self.source
        bullet, number, sign = marker.groups()
        after = marker.end()
        blank = _BLANK.match(source, after, end)
        assert blank is not None
        content = blank.end()
        interrupts = self.leaf is not None and self.leaf.kind == "paragraph" and matched == len(self.path)
        if interrupts and (content == end or (number is not None and number.lstrip("0") != "1")):
            return None
        columns = columns_of(self.source, after, content, line)
        if content == end or columns > 4:
            columns = 1
        self._close_to(matched)
        self._close_leaf()
        parent = self.path[-1]
        kind = bullet or sign
        assert kind is not None
        if parent.open_list is None or parent.open_list.sign != kind:
            level = 1 + sum(container.kind == "item" for container in self.path)
            parent.open_list = OpenList(kind, level)
        container = Container("item", indent + after - first + columns, indent, list=parent.open_list)
        if number is not None:
            container.marker = (first, after)
            container.number = int(number)
        self._push(container)
        return skip_columns(self.source, after, content, columns, line) if content < end else (end, 0)

    def _definitions(self, leaf: Leaf) -> None:
        """Take the reference definitions from the head of a paragraph."""
        titles: list[Leaf] = []
        while (found := read_definition(self.source, leaf.lines)) is not None:
            del leaf.lines[: found.lines]
            self.targets.setdefault(found.label, found.url)
            if found.title:
                titles.append(Leaf("title", found.title, leaf.path))
        if self.leaves and self.leaves[-1] is leaf:
            emptied = not leaf.lines and leaf.kind == "paragraph"
            self.leaves[-1:] = titles if emptied else [*titles, leaf]

    def close(self) -> None:
        """End all that is open."""
        self._close_leaf()


def _is_next(item: Container, marker: re.Match[str]) -> bool:
    """True for the number that follows that of an item in its list."""
    if item.list is None or item.number is None or marker.group(3) != item.list.sign:
        return False
    return int(marker.group(2)) == item.number + 1


def _whole_row(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row between its outer pipes, empty ones too."""
    cells = split_row(source, start, end)
    text = source[start:end].lstrip("| \t")
    first = end - len(text)
    if cells and source[start:first].count("|") > 1:
        return [(first, first)] * (source[start:first].count("|") - 1) + cells
    return cells
