"""The closed vocabularies of figtag: what a number is, what supports it, what is said of it."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a number in a document is there for."""

    FIGURE = "figure"
    """Says how much or how many: the only role that is judged."""
    DATE = "date"
    """A point or stretch on the calendar or clock."""
    NAME = "name"
    """Part of a name, version, model, code, identifier, address or URL."""
    ORDINAL = "ordinal"
    """A position in an order."""
    STRUCTURE = "structure"
    """A number of the document itself: heading, table, footnote, page, list."""
    CODE = "code"
    """Inside code or the source of a formula."""


class Label(StrEnum):
    """How the text shows a figure to be supported."""

    SOURCED = "sourced"
    """The text ties it to a source that a reader could go and check."""
    ESTIMATED = "estimated"
    """No checkable source, but the text marks it as somebody's reckoning."""
    HYPOTHETICAL = "hypothetical"
    """Part of something not actual, or only possible."""
    UNSUPPORTED = "unsupported"
    """A flat assertion."""


class Modality(StrEnum):
    """How the text asserts a figure, whatever its source."""

    ASSERTED = "asserted"
    POSSIBLE = "possible"
    ESTIMATED = "estimated"
    HYPOTHETICAL = "hypothetical"


class Change(StrEnum):
    """The direction of a figure that is a change."""

    UP = "up"
    DOWN = "down"


class EvidenceKind(StrEnum):
    """What a piece of evidence shows; ``verdict.py`` ranks them."""

    FRAME = "frame"
    """The figure is part of something not actual."""
    ATTRIBUTION = "attribution"
    """A named source said, found or reported it."""
    CITATION = "citation"
    """A reference marker or a source in parentheses."""
    LINK = "link"
    """A link that cites."""
    FOOTNOTE = "footnote"
    """A footnote whose text is in the document."""
    NOTE = "note"
    """A source note of a table, chart, list or section."""
    FIRST_PARTY = "first-party"
    """The authors report their own measurement."""
    ESTIMATE = "estimate"
    """Marked as a reckoning of what is or will be."""
    POSSIBILITY = "possibility"
    """Only possible."""
    VAGUE = "vague-attribution"
    """Somebody is said to have said it, but nobody whom a reader could ask."""


SOURCE_KINDS = (
    EvidenceKind.CITATION,
    EvidenceKind.FOOTNOTE,
    EvidenceKind.LINK,
    EvidenceKind.ATTRIBUTION,
    EvidenceKind.NOTE,
    EvidenceKind.FIRST_PARTY,
)
"""The kinds of evidence that tie a figure to a source, strongest first."""
