"""The lines of a paragraph of Markdown as one string."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise


class Strand:
    """The lines of a paragraph as one string, and where its characters stand in the source."""

    __slots__ = ("sources", "starts", "text")

    def __init__(self, source: str, lines: list[tuple[int, int]]) -> None:
        if len(lines) == 1 or all(after[0] == before[1] + 1 for before, after in pairwise(lines)):
            self.text = source[lines[0][0] : lines[-1][1]]
            self.starts, self.sources = [0], [lines[0][0]]
            return
        self.text = "\n".join([source[start:end] for start, end in lines])
        self.starts = []
        self.sources = []
        at = 0
        for start, end in lines:
            self.starts.append(at)
            self.sources.append(start)
            at += end - start + 1

    def source(self, at: int) -> int:
        """Where a character of the strand stands in the source."""
        if len(self.starts) == 1:
            return self.sources[0] + at
        line = bisect_right(self.starts, at) - 1
        return self.sources[line] + at - self.starts[line]

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of the source that a run of the strand is made of."""
        if len(self.starts) == 1:
            base = self.sources[0]
            return [(base + start, base + end)]
        found = []
        line = bisect_right(self.starts, start) - 1
        while start < end:
            stop = end if line + 1 == len(self.starts) else min(end, self.starts[line + 1])
            begin = self.sources[line] + start - self.starts[line]
            found.append((begin, begin + stop - start))
            start = stop
            line += 1
        return found
