"""The way of the data, from a source to its audit."""

from __future__ import annotations

from figtag.document import Document
from figtag.evidence import Finding
from figtag.mentions.scan import find_mentions
from figtag.scope import bind
from figtag.subjects import find_subjects
from figtag.tables import Tables
from figtag.verdict import judge


def examine(document: Document, tables: Tables) -> tuple[Finding, ...]:
    """A finding for every number of the document, in reading order."""
    mentions = find_mentions(document, tables)
    subjects = find_subjects(document, mentions, tables)
    evidence = bind(document, mentions, subjects, tables)
    return tuple(judge(*numbered) for numbered in zip(mentions, subjects, evidence, strict=True))
