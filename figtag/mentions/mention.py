"""The record of one number in a document."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from figtag.labels import Change, Role
from figtag.span import Span


class Remark(Struct, frozen=True, gc=False):
    """Something that a reader must know of a number."""

    code: str
    """``number-too-large``, ``ambiguous`` and so on."""
    message: str
    readings: tuple[str, ...] = ()
    """Of an ambiguous form: what each reading multiplies the number as written by, the reading taken first."""


class Other(Struct, frozen=True, gc=False):
    """What else a figure could be: the same words in another of their meanings."""

    low: Decimal | None
    high: Decimal | None
    unit: str


class Mention(Struct, frozen=True, gc=False):
    """A number of the document, where it stands and what it says."""

    block: int
    """Index of the block that it stands in."""
    span: Span
    """Where it stands in the block's text."""
    role: Role
    minor: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    change: Change | None = None
    unit: str = ""
    unit_text: str | None = None
    counted: Span | None = None
    """The noun counted, in the block's text."""
    property: str | None = None
    """Set only where the words of the unit say it (``age``)."""
    could_be: tuple[Other, ...] = ()
    """The other readings that the text leaves possible, the likelier first."""
    notices: tuple[Remark, ...] = ()
    """What a reader must know of it."""
