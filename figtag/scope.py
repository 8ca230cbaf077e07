"""Which cue reaches which figure, and by which path."""

from __future__ import annotations

from figtag.document import Document
from figtag.evidence import Evidence
from figtag.mentions import Mention
from figtag.subjects import Subject
from figtag.tables import Tables


def bind(
    document: Document, mentions: tuple[Mention, ...], subjects: tuple[Subject, ...], tables: Tables
) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence that reaches each mention, in the order of the mentions; none for what is no figure."""
    return tuple(() for _ in mentions)
