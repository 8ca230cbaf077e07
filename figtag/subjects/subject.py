"""The record of what one figure is about."""

from __future__ import annotations

from msgspec import Struct

from figtag.unreal import Entity, Place


class Subject(Struct, frozen=True, gc=False):
    """What one figure is about."""

    entity: str | None = None
    """Whom or what it is about, as written."""
    entity_at: Place | None = None
    property: str | None = None
    """What is measured, as written."""
    property_at: Place | None = None
    unreal: Entity | None = None
    """The marked entity that it is a figure of."""


NOTHING = Subject()
