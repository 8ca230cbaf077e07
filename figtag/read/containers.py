"""What stands around a leaf of Markdown: quotations, list items, notes and boxes, and the columns that tell them."""

from __future__ import annotations

from msgspec import Struct


class OpenList(Struct):
    """A list: what its items share."""

    sign: str
    level: int
    group: int | None = None
    lead: int | None = None


class Container(Struct):
    """A quotation, a list item, a note, a box, or the document itself."""

    kind: str
    width: int = 0
    """Columns that its content is indented by."""
    indent: int = 0
    """Columns that its marker is indented by."""
    list: OpenList | None = None
    marker: tuple[int, int] | None = None
    """Where the number of an item, or the mark of a note, stands in the source; None when it is not shown."""
    number: int | None = None
    label: str | None = None
    first: int | None = None
    """The first block of an item."""
    open_list: OpenList | None = None
    """The list that its last child was an item of."""
    empty: bool = True
    is_box: bool = False
    """Of a quotation: its first line makes a box of it (``> [!NOTE]``), so that it quotes nobody."""


class Leaf(Struct):
    """A paragraph, heading, piece of code or the like, with the containers that it stands in."""

    kind: str
    lines: list[tuple[int, int]]
    path: tuple[Container, ...]
    level: int = 0
    info: str = ""
    end: str = ""
    fence: str = ""
    rows: list[list[tuple[int, int]]] = []


def columns_of(source: str, start: int, end: int, line: int) -> int:
    """How many columns a run of blanks takes."""
    if source.find("\t", start, end) < 0:
        return end - start
    return column_of(source, end, line) - column_of(source, start, line)


def column_of(source: str, at: int, line: int) -> int:
    """The column of a place in a line, from 0; a tab reaches to the next multiple of four."""
    if source.find("\t", line, at) < 0:
        return at - line
    return len(source[line:at].expandtabs(4))


def skip_columns(source: str, at: int, end: int, columns: int, line: int) -> tuple[int, int]:
    """Go over so many columns of blanks: the new place, and the columns of a tab that are left over."""
    column = column_of(source, at, line)
    goal = column + columns
    while column < goal and at < end:
        column += 4 - column % 4 if source[at] == "\t" else 1
        at += 1
    return at, column - goal if column > goal else 0
