"""A half-open range of code points."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True, order=True):
    """Code points from ``start`` up to, not including, ``end``.

    >>> Span(2, 4).of("a 90% b")
    '90'
    >>> Span(0, 2).meets(Span(2, 4))
    False
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
