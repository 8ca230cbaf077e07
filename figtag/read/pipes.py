"""Tables drawn with pipes, as in GitHub's Markdown; plain text borrows them."""

from __future__ import annotations

from figtag.patterns import lazy_re

_DELIMITER = lazy_re(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_PARTING = lazy_re(r"\\.|\||\t")


def is_delimiter_row(source: str, start: int, end: int) -> bool:
    """True for the row that parts the head of a table from its body.

    >>> row = "|---|:--:|"
    >>> is_delimiter_row(row, 0, len(row)), is_delimiter_row("---", 0, 3)
    (True, False)
    """
    return source.find("|", start, end) >= 0 and _DELIMITER.fullmatch(source, start, end) is not None


def split_row(source: str, start: int, end: int, sign: str = "|") -> list[tuple[int, int]]:
    r"""Where the cells of a row stand, without the blanks around them; ``sign`` parts them, a pipe or a tab.

    >>> row = r"| a | b \| c |"
    >>> [row[s:e] for s, e in split_row(row, 0, len(row))]
    ['a', 'b \\| c']
    """
    cells = []
    at = start
    for pipe in _PARTING.finditer(source, start, end):
        if source[pipe.start()] == sign:
            cells.append((at, pipe.start()))
            at = pipe.end()
    cells.append((at, end))
    cells = [_strip(source, *cell) for cell in cells]
    if cells and cells[0][0] == cells[0][1]:
        cells.pop(0)
    if cells and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _strip(source: str, start: int, end: int) -> tuple[int, int]:
    raw = source[start:end]
    left = len(raw) - len(raw.lstrip())
    if left == len(raw):
        return start, start
    return start + left, start + len(raw.rstrip())
