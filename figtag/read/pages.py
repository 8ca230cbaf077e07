"""The order in which a printed page is read: columns, lines, paragraphs and tables, told from where words stand.

Coordinates are those of PDF: points, from the lower left corner of the page. Columns are found as in recursive X-Y cuts
(Nagy and Seth, 1984), with the rows that cross a gutter cutting the columns above from those below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from msgspec import Struct

from figtag.patterns import lazy_re

GUTTER = 0.8
"""Width of the blank between two columns, in sizes of the letters, at least."""
SIDE = 0.2
"""Share of the words that stands on each side of a gutter, at least."""
CROSSING = 0.4
"""Share of the words that crosses a gutter, at most."""
FILLED = 0.55
"""Share of a column's width that its lines fill, at least; what fills less is a table."""
LETTERS = 20
"""Letters of its lines, at least."""
LARGER = 1.1
"""A passage in letters so many times as large as those above it is a heading, which may begin something new."""
SAME = 0.11
"""Lines of one paragraph differ in size by this share, at most: acronyms and code may stand in letters of their own."""
LEADING = 0.75
"""Blank above a line, in sizes, that begins a paragraph; lines of one paragraph stand closer."""
SHORT = 0.82
"""A line that ends before this share of its column, with the end of a sentence, ends its paragraph."""
SHORTEST = 0.55
"""A line that ends before this share ends its paragraph however it ends."""
INDENT = 0.9
BULLETS = "•◦▪●○■‣–·►▶➢❖✓✔\uf0b7\uf0a7\uf076\uf0d8"
"""Signs before an item; the last ones are those of the fonts Symbol and Wingdings."""


_MARKED = lazy_re(r"[¹²³⁰⁴-⁹]{1,3}\s?[^\W\d_]|\d{1,3}[A-Z“\"(]")
"""A line that begins with the mark of a note, before its first word."""
_HYPHENS = ("\x02", "\ufffe", "\u00ad")
"""What PDFium gives for a hyphen at the end of a line, and a soft one."""

Area = tuple[float, float]
"""Where a column, or the whole page, begins and ends."""


class Stretch(Struct):
    """Words that stand side by side in one line, without a wide blank between them."""

    left: float
    right: float
    bottom: float
    top: float
    size: float
    text: str
    """Escaped, with its links."""
    plain: str
    """As a reader sees it."""
    html: str = ""
    """The same as HTML."""
    block: str = ""
    """A table that stands here, instead of a text."""
    bullet: bool = False
    """True behind a bullet that is drawn."""


class Line(Struct):
    """One line of a column: its stretches from left to right, and how far the column reaches."""

    parts: list[Stretch]
    left: float
    right: float

    @property
    def top(self) -> float:
        return max(part.top for part in self.parts)

    @property
    def bottom(self) -> float:
        return min(part.bottom for part in self.parts)

    @property
    def size(self) -> float:
        return max(part.size for part in self.parts)

    @property
    def plain(self) -> str:
        """As a reader sees it."""
        return " ".join(part.plain for part in self.parts)


class Passage(Struct):
    """Lines that belong together: a paragraph, a heading, or the rows of a table."""

    lines: list[Line] = []
    is_table: bool = False
    is_block: bool = False
    """True for a table that was told by its rules."""

    @property
    def size(self) -> float:
        return median(line.size for line in self.lines)


def read_lines(stretches: Sequence[Stretch]) -> list[Line]:
    """The lines of a page in the order in which they are read: column by column where a gutter parts them."""
    area = _area(stretches)
    gutter = _gutter(stretches) if stretches else None
    if gutter is None:
        return _lines(stretches, area)
    lines: list[Line] = []
    columns: list[Stretch] = []
    for band in _bands(stretches):
        if _fits(band, columns, gutter):
            columns += band
            continue
        lines += [*_columns(columns, gutter, area), *_across(band, gutter, area)]
        columns = []
    return lines + _columns(columns, gutter, area)


def _area(stretches: Sequence[Stretch]) -> Area:
    return min((one.left for one in stretches), default=0), max((one.right for one in stretches), default=0)


def _bands(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches from top to bottom, parted where a blank runs through the whole width."""
    band: list[Stretch] = []
    bottom = 0.0
    for one in sorted(stretches, key=lambda each: -each.top):
        if band and one.top < bottom:
            yield band
            band = []
        bottom = min(bottom, one.bottom) if band else one.bottom
        band.append(one)
    if band:
        yield band


def _fits(band: list[Stretch], columns: list[Stretch], gutter: float) -> bool:
    """True when a band goes on with two columns: nothing crosses their gutter, nor is it a table or a new heading."""
    left, right, crossing = _sides(band, gutter)
    if crossing or any(len(line.parts) > 1 for side in (left, right) for line in _lines(side, (0, 0))):
        return False
    larger = columns and max(one.size for one in band) > LARGER * median(one.size for one in columns)
    return bool(right) or not (larger and _sides(columns, gutter)[1])


def _across(band: list[Stretch], gutter: float, area: Area) -> list[Line]:
    """The lines of a band in which some cross the gutter: they cut the columns above them from those below."""
    left, right, crossing = _sides(band, gutter)
    rest = [*left, *right]
    lines: list[Line] = []
    for line in _lines(crossing, area):
        above = [one for one in rest if _middle(one) >= line.top]
        beside = [one for one in rest if line.bottom < _middle(one) < line.top]
        rest = [one for one in rest if _middle(one) <= line.bottom]
        lines += [*_columns(above, gutter, area), *_lines([*line.parts, *beside], area)]
    return lines + (_columns(rest, gutter, area) if crossing else _lines(rest, area))


def _sides(stretches: Sequence[Stretch], gutter: float) -> tuple[list[Stretch], list[Stretch], list[Stretch]]:
    """What stands left of a gutter, right of it, and across it."""
    left = [one for one in stretches if one.right <= gutter]
    right = [one for one in stretches if one.left >= gutter]
    return left, right, [one for one in stretches if one.left < gutter < one.right]


def _columns(stretches: Sequence[Stretch], gutter: float, area: Area) -> list[Line]:
    left, right, _ = _sides(stretches, gutter)
    if not _is_text(left) or not _is_text(right):
        return _lines(stretches, area)
    return [*read_lines(left), *read_lines(right)]


def _is_text(stretches: Sequence[Stretch]) -> bool:
    """True for running text, whose lines are long and fill their column; false for a column of a table."""
    if len(stretches) < 2:
        return True
    column = max(one.right for one in stretches) - min(one.left for one in stretches)
    widths = [one.right - one.left for one in stretches]
    # Long lines weigh more: headings and the ends of paragraphs are short everywhere.
    width = sum(each * each for each in widths) / max(sum(widths), 1)
    letters = sum(each * len(one.plain) for each, one in zip(widths, stretches, strict=True)) / max(sum(widths), 1)
    return width >= FILLED * column and letters >= LETTERS


def _gutter(stretches: Sequence[Stretch]) -> float | None:
    """Where the blank between two columns of running text stands, the widest one."""
    size = median(one.size for one in stretches)
    edges = sorted({round(one.right, 1) for one in stretches})
    best: tuple[float, float] | None = None
    for edge in edges[:-1]:
        after = [one.left for one in stretches if one.left > edge - 0.5]
        if not after or min(after) - edge < GUTTER * size:
            continue
        at = (edge + min(after)) / 2
        left, right, crossing = _sides(stretches, at)
        if min(len(left), len(right)) < max(SIDE * len(stretches), 3) or len(crossing) > CROSSING * len(stretches):
            continue
        if _is_text(left) and _is_text(right) and (best is None or min(after) - edge > best[0]):
            best = (min(after) - edge, at)
    return None if best is None else best[1]


def _lines(stretches: Sequence[Stretch], area: Area) -> list[Line]:
    """Stretches as lines from top to bottom of an area."""
    lines: list[Line] = []
    for one in sorted(stretches, key=lambda each: (-_middle(each), each.left)):
        if lines and lines[-1].bottom < _middle(one) < lines[-1].top:
            lines[-1].parts.append(one)
        else:
            lines.append(Line([one], *area))
    for line in lines:
        line.parts.sort(key=lambda each: each.left)
    return lines


def _middle(stretch: Stretch) -> float:
    return (stretch.bottom + stretch.top) / 2


def passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """Lines as paragraphs and tables."""
    open_: Passage | None = None
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if any(part.block for part in line.parts):
            if open_ is not None:
                yield open_
                open_ = None
            yield Passage([line], is_block=True)
            continue
        in_table = len(line.parts) > 1 and (
            (open_ is not None and open_.is_table)
            or (after is not None and len(after.parts) > 1 and _is_below(line, after))
        )
        if open_ is not None and (open_.is_table != in_table or not _goes_on(open_.lines[-1], line, table=in_table)):
            yield open_
            open_ = None
        if open_ is None:
            open_ = Passage(is_table=in_table)
        open_.lines.append(line)
    if open_ is not None:
        yield open_


def _is_below(line: Line, after: Line) -> bool:
    return line.left == after.left and after.top < line.top


def _goes_on(line: Line, after: Line, *, table: bool) -> bool:
    """True when a line goes on with the paragraph or table of the line before it."""
    if not _is_below(line, after):
        # The next column: a sentence that is not over goes on there.
        return not table and not _ends(line) and after.plain[:1].islower() and _same_size(line, after)
    blank = line.bottom - after.top
    if table:
        return blank < 2 * LEADING * line.size
    if blank > LEADING * line.size or not _same_size(line, after) or is_item(after) or _MARKED.match(after.plain):
        return False
    if after.parts[0].left > line.parts[0].left + INDENT * line.size and not is_item(line):
        return False
    reach = (line.parts[-1].right - line.left) / max(line.right - line.left, 1)
    return reach >= SHORT or (not _ends(line) and (reach >= SHORTEST or _is_full(line, after)))


def is_item(line: Line) -> bool:
    """True for a line that begins with a bullet, printed or drawn."""
    return line.plain[:1] in BULLETS or line.parts[0].bullet


def _is_full(line: Line, after: Line) -> bool:
    """True when the first word of the next line, a small one, would not have fitted into a paragraph that narrow."""
    word = after.plain.partition(" ")[0]
    width = len(word) / max(len(after.plain), 1) * (after.parts[-1].right - after.parts[0].left)
    edge = max(line.parts[-1].right, after.parts[-1].right)
    return len(line.plain) >= LETTERS and word[:1].islower() and line.parts[-1].right + width > edge


def _same_size(line: Line, after: Line) -> bool:
    return abs(line.size - after.size) <= SAME * line.size


def _ends(line: Line) -> bool:
    return line.plain.rstrip('"”’)')[-1:] in ".!?:"


def cells(passage: Passage) -> list[list[str]]:
    """The rows of a table as cells. Most rows say where the columns are; a part of another row goes to the nearest."""
    count, _ = Counter(len(line.parts) for line in passage.lines).most_common(1)[0]
    whole = [line for line in passage.lines if len(line.parts) == count]
    middles = [median(_center(line.parts[column]) for line in whole) for column in range(count)]
    rows = []
    for line in passage.lines:
        row = [""] * count
        for index, part in enumerate(line.parts):
            column = index if len(line.parts) == count else _nearest(middles, _center(part))
            row[column] = f"{row[column]} {part.text}".strip()
        rows.append(row)
    return rows


def joined(text: str, after: str) -> str:
    """Two lines as one text; a word that a hyphen cuts at the end of the first is whole again."""
    if text.endswith(_HYPHENS):
        return text[:-1] + after
    if text.endswith("-") and text[-2:-1].isalpha() and (after[:1].islower() or not after):
        return text[:-1] + after
    return f"{text} {after}" if text else after


def _center(part: Stretch) -> float:
    return (part.left + part.right) / 2


def _nearest(middles: Sequence[float], at: float) -> int:
    return min(range(len(middles)), key=lambda column: abs(middles[column] - at))
