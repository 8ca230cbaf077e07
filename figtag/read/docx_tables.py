"""The cells of a table in a Word file: which are one with the cell above, which rows are the head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from figtag.read.docx_lines import W, is_on, value


class Placed(NamedTuple):
    """A cell with its place."""

    column: int
    width: int
    height: int
    element: Any


class Table(NamedTuple):
    """The cells of a table, row by row, those that go on with a cell above left out."""

    rows: list[list[Placed]]
    heads: int
    """How many rows are the head."""
    is_plain: bool
    """True when no cell is merged and no table stands in another."""

    @classmethod
    def of(cls, table: Any) -> Table:
        """The table of an element; rows that were deleted under tracked changes are no part of it."""
        rows = [row for row in _own(table, "tr", "tbl") if row.find(f"{W}trPr/{W}del") is None]
        grid = [list(_cells(row)) for row in rows]
        heights = _heights(grid)
        placed = [
            [cell._replace(height=heights[number, cell.column]) for cell in cells if not _goes_on(cell.element)]
            for number, cells in enumerate(grid)
        ]
        return cls(placed, _head_rows(rows, placed), not any(_is_shaped(cell) for cells in grid for cell in cells))


def _own(parent: Any, name: str, bound: str) -> Iterator[Any]:
    """The rows of a table, or the cells of a row, but for those of tables within."""
    for child in parent.iter(f"{W}{name}"):
        if next(child.iterancestors(f"{W}{bound}")) is parent:
            yield child


def _cells(row: Any) -> Iterator[Placed]:
    column = int(value(row.find(f"{W}trPr/{W}gridBefore")) or 0)
    for cell in _own(row, "tc", "tr"):
        width = int(value(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
        yield Placed(column, width, 1, cell)
        column += width


def _goes_on(cell: Any) -> bool:
    """True for a cell that is one with the cell above it."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value(merged) != "restart"


def _is_shaped(cell: Placed) -> bool:
    """True for a cell that Markdown's tables have no place for."""
    element = cell.element
    return (
        cell.width > 1
        or element.find(f"{W}tcPr/{W}vMerge") is not None
        or next(element.iter(f"{W}tbl"), None) is not None
    )


def _heights(grid: list[list[Placed]]) -> Counter[tuple[int, int]]:
    """How many rows each cell takes, by its row and column."""
    heights: Counter[tuple[int, int]] = Counter()
    begun: dict[int, int] = {}
    for number, cells in enumerate(grid):
        for cell in cells:
            if not _goes_on(cell.element):
                begun[cell.column] = number
            heights[begun.get(cell.column, number), cell.column] += 1
    return heights


def _head_rows(rows: list[Any], placed: list[list[Placed]]) -> int:
    """How many rows are the head: those that are said to be, at least the first; more where it groups the columns."""
    said = 0
    while said < len(rows) and is_on(rows[said].find(f"{W}trPr/{W}tblHeader")):
        said += 1
    first = placed[0] if placed else []
    groups = len(first) > 1 and any(cell.width > 1 for cell in first)
    return max(said, 1, *(cell.height for cell in first)) if groups else max(said, 1)
