"""Short ways to read a text in the tests of the readers."""

from __future__ import annotations

from figtag.document import Block, Document, Format
from figtag.read import read_text
from figtag.tables import load_tables


def document(source: str, format: Format = Format.MARKDOWN) -> Document:
    return read_text(source, format, load_tables())


def blocks(source: str, format: Format = Format.MARKDOWN) -> tuple[Block, ...]:
    return document(source, format).blocks


def outline(source: str, format: Format = Format.MARKDOWN) -> list[tuple[str, str]]:
    """The kind and text of each block."""
    return [(block.kind.value, block.text) for block in blocks(source, format)]
