"""The record of one number in a document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from figtag.labels import Change, Role
from figtag.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
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
    notices: tuple[str, ...] = ()
    """Codes of what a reader must know of it (``number-too-large``)."""
