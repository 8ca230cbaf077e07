"""The way of the data, from a source to its audit."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from figtag import records
from figtag.document import Document, Format
from figtag.evidence import Finding
from figtag.margins import as_minor
from figtag.mentions.scan import find_mentions
from figtag.read import UnreadableError, read, read_text
from figtag.scope import bind
from figtag.subjects import find_subjects
from figtag.tables import Tables, load_tables
from figtag.verdict import judge

if TYPE_CHECKING:
    from figtag.model import Audit


def examine(document: Document, tables: Tables) -> tuple[Finding, ...]:
    """A finding for every number of the document, in reading order."""
    mentions = find_mentions(document, tables)
    subjects = find_subjects(document, mentions, tables)
    evidence = bind(document, mentions, subjects, tables)
    return tuple(judge(*numbered) for numbered in zip(mentions, subjects, evidence, strict=True))


def examine_margin(document: Document, tables: Tables) -> tuple[Finding, ...]:
    """A finding for every number that a web page shows beside its article; figures are minor there."""
    return () if document.margin is None else as_minor(examine(document.margin.document, tables))


def audit(path: str | os.PathLike[str]) -> Audit:
    """Audit a file: text, Markdown, HTML, Word or PDF, by its suffix, else by its content.

    Raises ``OSError`` when the file cannot be read, and ``figtag.UnreadableError``, which names the file and the
    place, when its bytes are no text.
    """
    name = os.fsdecode(path)
    try:
        return audit_bytes(Path(path).read_bytes(), name)
    except UnreadableError as error:
        raise UnreadableError(f"{name}: {error}") from error


def audit_bytes(data: bytes, name: str, format: str | None = None) -> Audit:
    """Audit the bytes of a file under a name; the format is that of the name's suffix or of the content unless given.

    Raises ``figtag.UnreadableError`` when the bytes are no text, ``ValueError`` for an unknown format.
    """
    from figtag.model import published

    return published(record_bytes(data, name, format))


def record_bytes(data: bytes, name: str, format: str | None = None) -> records.Audit:
    """The same as :func:`audit_bytes` as plain records, which need no pydantic."""
    tables = load_tables()
    return _record(name, data, read(data, name, tables, None if format is None else Format(format)), tables)


def audit_text(text: str, format: str = "text", *, tables: Tables | None = None) -> Audit:
    """Audit a text that is already decoded; ``format`` is ``"text"``, ``"markdown"`` or ``"html"``.

    ``tables`` are the rows to read it by, those of :func:`figtag.tables.load_tables` unless given.

    Raises ``ValueError`` for another format and for a text with a lone surrogate (half a character, which no file can
    hold).

    >>> audit_text("The chip draws \\ud800 400 W.")
    Traceback (most recent call last):
        ...
    ValueError: <text>: a lone surrogate at offset 15; decode the text with errors="replace"
    """
    from figtag.model import published

    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        advice = 'decode the text with errors="replace"'
        raise ValueError(f"<text>: a lone surrogate at offset {error.start}; {advice}") from error
    tables = tables or load_tables()
    return published(_record("<text>", data, read_text(text, Format(format), tables), tables))


def _record(name: str, data: bytes, document: Document, tables: Tables) -> records.Audit:
    printable = name.encode("utf-8", "replace").decode()
    digest = sha256(data).hexdigest()
    with _uncollected():
        findings, beside = [examine(document, tables)], [examine_margin(document, tables)]
        document.forget()
        return records.record(printable, digest, document, findings.pop(), beside.pop())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage meanwhile: there is none in cycles, and the more is held the longer looking takes."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
