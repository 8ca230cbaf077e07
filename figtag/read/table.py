"""The cells of a table, and which head cells each of them stands under."""

from __future__ import annotations

from msgspec import Struct

from figtag.read.build import Draft

_WIDEST = 100
_TALLEST = 1000


class Cell(Struct):
    """A cell: its place, whether it was written as a head cell, and its blocks."""

    row: int
    column: int
    width: int
    height: int
    head: bool
    blocks: list[int] = []


class Grid(Struct):
    """A table under construction."""

    group: int
    lead: int | None = None
    row: int = -1
    column: int = 0
    cells: list[Cell] = []
    taken: dict[int, int] = {}
    """Columns that a cell from above reaches into, with the first row that is free again."""
    _ended: int = 0
    """Cells in bodies of rows that have ended."""

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def next_cell(self, head: bool, width: int = 1, height: int = 1) -> Cell:
        """The next cell of the row."""
        width = max(1, min(width, _WIDEST))
        height = min(height, _TALLEST) or _TALLEST
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        cell = Cell(self.row, self.column, width, height, head)
        if height > 1:
            for column in range(cell.column, cell.column + width):
                self.taken[column] = self.row + height
        self.column = cell.column + width
        self.cells.append(cell)
        return cell

    def end_rows(self) -> None:
        """End a body of rows: no cell reaches out of it."""
        for cell in self.cells[self._ended :]:
            cell.height = max(1, min(cell.height, self.row + 1 - cell.row))
        self._ended = len(self.cells)
        self.taken.clear()

    def finish(self, drafts: list[Draft]) -> None:
        """Tell each block of the table which head cells it stands under."""
        rows: list[list[Cell]] = [[] for _ in range(self.row + 1)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        head_rows = self._head_rows(rows, drafts)
        columns: dict[int, tuple[int, ...]] = {}
        shift = self._shift(rows, head_rows)
        for row in rows[:head_rows]:
            for cell in row:
                for index in cell.blocks:
                    drafts[index].is_head = True
                for column in range(cell.column + shift, cell.column + shift + cell.width):
                    columns[column] = (*cell.blocks, *columns.get(column, ()))
        reaching: list[tuple[int, int, tuple[int, ...]]] = []
        section: tuple[int, ...] = ()
        several = max((cell.column + cell.width for cell in self.cells), default=0) > 1
        for number, row in enumerate(rows[head_rows:], head_rows):
            reaching = [head for head in reaching if head[0] > number]
            filled = [cell for cell in row if cell.blocks]
            if (
                several
                and len(filled) == 1
                and filled[0].column == 0
                and not reaching
                and (_is_title(filled[0]) or not self._figures(filled, drafts))
            ):
                section = tuple(filled[0].blocks)
                continue
            heads = tuple(index for _, _, blocks in reaching for index in blocks)
            for cell in row:
                is_head = cell.head or cell.column == 0
                for index in cell.blocks:
                    own = () if is_head and not heads and cell.column == 0 else heads
                    drafts[index].heads = (*columns.get(cell.column, ()), *own, *section)
                if is_head and cell.blocks:
                    heads = (*heads, *cell.blocks)
                    if cell.height > 1:
                        reaching.append((number + cell.height, cell.column, tuple(cell.blocks)))

    @staticmethod
    def _shift(rows: list[list[Cell]], head_rows: int) -> int:
        """1 when the head leaves out the first column, as people do when that column needs no name."""
        if not head_rows:
            return 0
        widths = [max((cell.column + cell.width for cell in row), default=0) for row in rows]
        head = max(widths[:head_rows])
        body = set(widths[head_rows:])
        return int(head > 0 and body == {head + 1})

    @staticmethod
    def _figures(cells: list[Cell], drafts: list[Draft]) -> bool:
        return any(character.isdigit() for cell in cells for index in cell.blocks for character in drafts[index].text)

    def _head_rows(self, rows: list[list[Cell]], drafts: list[Draft]) -> int:
        """How many rows from the top are head rows."""
        count = 0
        for number, row in enumerate(rows):
            if row and all(cell.head for cell in row):
                count = number + 1
            elif not (len(row) == 1 and row[0].width > 1):
                # A cell above the head may name the whole table.
                break
            below = rows[number + 1] if number + 1 < len(rows) else []
            if len(row) > 1 and len(below) == 1 and _is_title(below[0]):
                break
        if count == len(rows):
            return min(count, 1) if len(rows) > 1 else 0
        if count or len(rows) < 2 or len(rows[0]) < 2:
            return count
        first_is_words = all(cell.blocks for cell in rows[0]) and not self._figures(rows[0], drafts)
        return int(first_is_words and any(self._figures(row, drafts) for row in rows[1:]))


def _is_title(cell: Cell) -> bool:
    """True for a head cell over several columns: alone in its row, it names the rows below."""
    return cell.head and cell.width > 1
