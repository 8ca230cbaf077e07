"""Whom and what a figure is about, and which entities the document marks as not actual."""

from __future__ import annotations

from dataclasses import dataclass

from figtag.document import Document
from figtag.mentions import Mention
from figtag.span import Span
from figtag.tables import Tables


@dataclass(frozen=True, slots=True)
class Place:
    """A run of a block's text."""

    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing that the document marks as hypothetical, imaginary, rumoured or not existing."""

    name: str
    """Its name as first marked."""
    mark: Place
    """The words that mark it."""
    rule: str
    """The id of the row that found the mark."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one figure is about."""

    entity: str | None = None
    """Whom or what it is about, as written."""
    entity_at: Place | None = None
    property: str | None = None
    """What is measured, as written."""
    property_at: Place | None = None
    unreal: Entity | None = None
    """The marked entity that it is a figure of."""


def find_subjects(document: Document, mentions: tuple[Mention, ...], tables: Tables) -> tuple[Subject, ...]:
    """The subject of each mention, in the order of the mentions."""
    return tuple(Subject() for _ in mentions)
