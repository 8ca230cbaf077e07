"""The way of the data, from a source to its audit."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from figtag.document import Block, BlockKind, Document, Format, Piece
from figtag.evidence import Finding
from figtag.mentions.scan import find_mentions
from figtag.model import Audit
from figtag.read import read_text
from figtag.scope import bind
from figtag.span import Span
from figtag.subjects import find_subjects
from figtag.tables import Tables, load_tables
from figtag.verdict import judge


def examine(document: Document, tables: Tables) -> tuple[Finding, ...]:
    """A finding for every number of the document, in reading order."""
    mentions = find_mentions(document, tables)
    subjects = find_subjects(document, mentions, tables)
    evidence = bind(document, mentions, subjects, tables)
    return tuple(judge(*numbered) for numbered in zip(mentions, subjects, evidence, strict=True))


def audit_text(text: str, format: str = "text") -> Audit:
    """Audit a text that is already decoded.

    ``format`` is ``"text"``, ``"markdown"`` or ``"html"``. Raises ``ValueError`` for another format and for a text with
    a lone surrogate (half of a character, which no file can hold).
    """
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"<text>: the character at {error.start} is a lone surrogate; decode the text with errors='replace'"
        ) from error
    tables = load_tables()
    document = _read(text, Format(format), tables)
    return Audit.of("<text>", sha256(data).hexdigest(), document, examine(document, tables))


def audit(path: str | Path) -> Audit:
    """Audit a file."""
    data = Path(path).read_bytes()
    form = {".md": Format.MARKDOWN, ".html": Format.HTML}.get(Path(path).suffix, Format.TEXT)
    tables = load_tables()
    document = _read(data.decode("utf-8-sig"), form, tables)
    return Audit.of(str(path), sha256(data).hexdigest(), document, examine(document, tables))


def _read(text: str, form: Format, tables: Tables) -> Document:
    """Until the readers are there: each line a paragraph."""
    try:
        return read_text(text, form, tables)
    except NotImplementedError:
        blocks: list[Block] = []
        at = 0
        for line in text.splitlines(keepends=True):
            end = at + len(line)
            if shown := line.strip():
                begin = at + line.index(shown[0])
                span = Span(begin, begin + len(shown))
                blocks.append(
                    Block(len(blocks), BlockKind.PARAGRAPH, shown, (Piece(Span(0, len(shown)), span),))
                )
            at = end
        return Document(text, form, tuple(blocks))
