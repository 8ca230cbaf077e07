"""From bytes to a document."""

from __future__ import annotations

from figtag.document import Document, Format
from figtag.tables import Tables


def read_text(source: str, format: Format, tables: Tables) -> Document:
    """Cut a decoded source into blocks."""
    raise NotImplementedError
