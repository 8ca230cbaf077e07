"""Lines and columns of offsets in a source."""

from __future__ import annotations

from bisect import bisect_right

from figtag.patterns import lazy_regex

_LINE_END = lazy_regex(r"\r\n?|\n")


class Lines:
    """Where the lines of a text begin; they end at LF, CR LF or CR only.

    >>> Lines("a\\r\\nb\\rc").place(5)
    (3, 1)
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1; columns count code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """The offset at which a line begins."""
        return self._starts[line - 1]
