"""A half-open range of code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

from msgspec import Struct


class Span(Struct, frozen=True, gc=False, order=True):
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


class Placed(Protocol):
    """Whatever has a place in the text of a block."""

    @property
    def span(self) -> Span:
        """Where it stands."""


P = TypeVar("P", bound=Placed)


def beginning_in(items: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of some items, in the order of their beginnings, that begin in a run of the text."""
    if not items:
        return items
    first = bisect_left(items, start, key=_start)
    return items[first : bisect_left(items, end, first, key=_start)]


def _start(item: Placed) -> int:
    return item.span.start


def last_sign(text: str, end: int, without: str = " ") -> str:
    """The last character before a place of a text that is none of some; nothing where there is none.

    >>> last_sign("Per day: ~50 GB", 10, " ~"), last_sign("  50", 2)
    (':', '')
    """
    while end and text[end - 1] in without:
        end -= 1
    return text[end - 1 : end]
