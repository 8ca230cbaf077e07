"""Tables that are drawn with rules on a printed page: which cells the rules enclose, and the words in each.

The cells are told from the rules alone, so that one that reaches over several columns or rows is seen to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from figtag.read import extracted
from figtag.read.extracted import Cell
from figtag.read.pages import Stretch, joined

Box = tuple[float, float, float, float]
"""Left, bottom, right and top."""
THIN = 2.5
"""What is drawn no thicker, in points, is a rule."""
_NEAR = 2.0
"""Rules so near to each other are the same line."""
_MOST = 4000
"""A page with more rules holds a drawing rather than a table."""


class Rules(Struct):
    """The rules of a table: where each line across and down runs."""

    xs: list[float]
    """The lines down, from the left."""
    ys: list[float]
    """The lines across, from the top."""
    down: list[list[tuple[float, float]]]
    """Of each line down: from where to where it is drawn."""
    across: list[list[tuple[float, float]]]

    @property
    def box(self) -> Box:
        """The table as a whole."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def parts(self, left: float, right: float, y: float) -> bool:
        """True when a rule stands between two places of a line."""
        return any(
            left - _NEAR <= x <= right + _NEAR and _covers(runs, y) for x, runs in zip(self.xs, self.down, strict=True)
        )


class Enclosed(Struct, frozen=True):
    """A cell, by the numbers of its first column and row, and how many it takes."""

    column: int
    row: int
    width: int
    height: int


def find_rules(boxes: Sequence[Box]) -> list[Rules]:
    """The tables that rules enclose: at least two cells side by side or one above the other."""
    if len(boxes) > _MOST:
        return []
    tables = (_rules(group) for group in _connected(boxes))
    return [one for one in tables if min(len(one.xs), len(one.ys)) > 1 and len(one.xs) + len(one.ys) > 4]


def _connected(boxes: Sequence[Box]) -> Iterable[list[Box]]:
    """Rules in groups, each of which hangs together."""
    order = sorted(boxes)
    owner = list(range(len(order)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    for index, (_, bottom, right, top) in enumerate(order):
        for other in range(index + 1, len(order)):
            left, low, _, high = order[other]
            if left > right + _NEAR:
                break
            if low <= top + _NEAR and high >= bottom - _NEAR:
                owner[root(other)] = root(index)
    groups: dict[int, list[Box]] = {}
    for index, box in enumerate(order):
        groups.setdefault(root(index), []).append(box)
    return groups.values()


def _rules(boxes: list[Box]) -> Rules:
    down = [((left + right) / 2, bottom, top) for left, bottom, right, top in boxes if right - left <= top - bottom]
    across = [((bottom + top) / 2, left, right) for left, bottom, right, top in boxes if right - left > top - bottom]
    xs, down_runs = _lines(down)
    ys, across_runs = _lines(across)
    return Rules(xs, ys[::-1], down_runs, across_runs[::-1])


def _lines(rules: list[tuple[float, float, float]]) -> tuple[list[float], list[list[tuple[float, float]]]]:
    """Rules as lines: where each stands, and from where to where it is drawn."""
    places: list[float] = []
    runs: list[list[tuple[float, float]]] = []
    for place, start, end in sorted(rules):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
            runs.append([])
        runs[-1].append((start, end))
    return places, runs


def _covers(runs: list[tuple[float, float]], at: float) -> bool:
    return any(start - _NEAR <= at <= end + _NEAR for start, end in runs)


def enclosed(rules: Rules) -> list[Enclosed]:
    """The cells from left to right, row by row."""
    columns, rows = len(rules.xs) - 1, len(rules.ys) - 1
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        middle = (rules.ys[row] + rules.ys[row + 1]) / 2
        for column in range(columns):
            if (column, row) in taken:
                continue
            width = height = 1
            while column + width < columns and not _covers(rules.down[column + width], middle):
                width += 1
            center = (rules.xs[column] + rules.xs[column + 1]) / 2
            while row + height < rows and not _covers(rules.across[row + height], center):
                height += 1
            taken.update((column + x, row + y) for x in range(width) for y in range(height))
            cells.append(Enclosed(column, row, width, height))
    return cells


def with_tables(stretches: Sequence[Stretch], tables: Sequence[Rules]) -> list[Stretch]:
    """Stretches in which the words of each table are one, which holds it as a block."""
    left = list(stretches)
    for rules in tables:
        inside = [one for one in left if _holds(rules.box, one)]
        table = _table(rules, inside)
        if table is not None:
            left = [*(one for one in left if not _holds(rules.box, one)), table]
    return left


def _holds(box: Box, one: Stretch) -> bool:
    x, y = (one.left + one.right) / 2, (one.bottom + one.top) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _table(rules: Rules, inside: list[Stretch]) -> Stretch | None:
    """The table as one stretch; None for what only looks like one, such as the grid of a chart."""
    cells = enclosed(rules)
    words: list[list[Stretch]] = []
    for cell in cells:
        box = (
            rules.xs[cell.column],
            rules.ys[cell.row + cell.height],
            rules.xs[cell.column + cell.width],
            rules.ys[cell.row],
        )
        words.append([one for one in inside if _holds(box, one)])
    if sum(map(bool, words)) < 2:
        return None
    left, bottom, right, top = rules.box
    plain = " ".join(one.plain for held in words for one in held)
    block = _markup(cells, words)
    size = max(one.size for one in inside)
    return Stretch(left, right, bottom, top, size, "", plain, block=block)


def _markup(cells: list[Enclosed], words: list[list[Stretch]]) -> str:
    rows = [
        [(cell, held) for cell, held in row]
        for _, row in groupby(zip(cells, words, strict=True), key=lambda pair: pair[0].row)
    ]
    if all(cell.width == cell.height == 1 for cell in cells):
        return extracted.table([[_text([one.text for one in _read(held)]) for _, held in row] for row in rows])
    first = [cell for cell in cells if cell.row == 0]
    heads = max(cell.height for cell in first) if any(cell.width > 1 for cell in first) and len(first) > 1 else 1
    shown = [
        [Cell(_text([one.html for one in _read(held)]), cell.width, cell.height) for cell, held in row] for row in rows
    ]
    return extracted.html_table(shown, heads)


def _read(held: list[Stretch]) -> list[Stretch]:
    """The words of a cell from top to bottom."""
    return sorted(held, key=lambda one: (-round(one.bottom), one.left))


def _text(lines: list[str]) -> str:
    text = ""
    for line in lines:
        text = joined(text, line)
    return text
