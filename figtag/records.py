"""What an audit says, in public names and offsets of the source: plain records without checks or JSON.

Reports are made from these, so that the command line need not wait for pydantic; :mod:`figtag.model` makes the public
models of them.
"""

from __future__ import annotations

import builtins
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar, dataclass_transform

from msgspec import json

from figtag import document as inner
from figtag import evidence as found
from figtag.document import Format
from figtag.labels import Change, EvidenceKind, Label, Modality, Role
from figtag.lines import Lines
from figtag.margins import in_reading_order, tell

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def _record(cls: type[T]) -> type[T]:
    """A dataclass with its constructor alone: each further method takes a part of a millisecond of every start."""
    return dataclass(eq=False, repr=False, match_args=False)(cls)


def plain(number: Decimal) -> str:
    """A decimal in plain notation, without exponent and trailing zeros.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("-0.0")), plain(Decimal("1E-7"))
    ('1500', '0', '0.0000001')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@_record
class Document:
    """The article that was audited."""

    name: str
    """The path as given, ``<stdin>`` or ``<text>``."""
    format: Format
    sha256: str
    """Of the bytes; of the UTF-8 text for ``audit_text``."""
    text: str
    """The decoded source, in which all offsets count code points; of a PDF or Word file the extracted text."""
    pages: tuple[int, ...] = ()
    """The offsets at which the pages of a PDF begin; empty for every other format."""

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, that holds an offset; None where there are no pages."""
        return bisect_right(self.pages, offset) or None


@_record
class Notice:
    """Something that a reader of the audit must know, and where it is in the source."""

    code: str
    message: str
    start: int
    end: int
    readings: tuple[str, ...] = ()
    """Of an ambiguous form: what each of its readings multiplies the number as written by, the reading taken first;
    expressions that the shipped Pint registry parses (``meter``, ``1e6``, ``CAD``)."""


@_record
class Source:
    """The best support that reaches a figure."""

    kind: EvidenceKind
    name: str | None
    """Who or what it is, resolved where the text allows."""
    url: str | None


@_record
class Evidence:
    """Words that bear on a figure."""

    kind: EvidenceKind
    text: str
    """``document.text[start:end]``, markup included."""
    shown: str
    """The same as a reader sees it."""
    start: int
    end: int
    rule: str
    """The id of the table row, or of the reach, that found them."""
    path: str
    """How they reach the figure: ``clause``, ``sentence``, ``heading``, ``lead``, ``entity``, ``carried`` and so on."""


@_record
class Mention:
    """One number of the document."""

    start: int
    end: int
    line: int
    column: int
    text: str
    """``document.text[start:end]``, markup included."""
    shown: str
    """The same as a reader sees it."""
    role: Role
    minor: bool
    """A small count that only organises the text: not counted unless asked for."""
    low: Decimal | None
    high: Decimal | None
    """Equal to ``low`` for a point; null for an open bound; both null unless a figure."""
    approximate: bool
    change: Change | None
    unit: str
    """An expression that the shipped Pint registry parses; empty for bare counts and factors."""
    unit_text: str | None
    """The unit as written."""
    counted: str | None
    """The noun counted, as written."""
    property: str | None
    """What is measured, as written."""
    subject: str | None
    """Whom or what it is about, as written."""
    label: Label | None
    """Null unless a figure."""
    modality: Modality | None
    """Null unless a figure."""
    source: Source | None
    """The best support that reaches the figure, whatever its label."""
    evidence: tuple[Evidence, ...]
    """What decided, strongest first, then losing and vague cues."""

    @builtins.property
    def deciding(self) -> Evidence | None:
        """The words that decided the label; None for a flat assertion and for what is no figure."""
        if self.label is None or self.label is Label.UNSUPPORTED or not self.evidence:
            return None
        return self.evidence[0]

    def to_record(self) -> dict[str, Any]:
        """The mention as a flat dict: the source in three fields, and as ``evidence`` the shown words that decided."""
        record = dict(self.__dict__)
        del record["source"], record["evidence"]
        for name in ("role", "change", "label", "modality"):
            record[name] = None if record[name] is None else record[name].value
        source, deciding = self.source, self.deciding
        record["source_kind"] = None if source is None else source.kind.value
        record["source_name"] = None if source is None else source.name
        record["source_url"] = None if source is None else source.url
        record["evidence"] = None if deciding is None else deciding.shown
        return record


@_record
class LabelCounts:
    """Counted figures by label."""

    sourced: int
    estimated: int
    hypothetical: int
    unsupported: int


@_record
class RoleCounts:
    """Mentions by role; minor figures are figures."""

    figure: int
    date: int
    name: int
    ordinal: int
    structure: int
    code: int


@_record
class Summary:
    """The counts of one audit."""

    figures: int
    """Counted figures: those of role ``figure`` that are not minor."""
    minor: int
    """Minor figures."""
    labels: LabelCounts
    roles: RoleCounts


@_record
class Audit:
    """Every number of one article, and what the text shows each figure to rest on."""

    document: Document
    mentions: tuple[Mention, ...]
    """Every number of the document, sorted by ``start``, never overlapping."""
    notices: tuple[Notice, ...]
    summary: Summary

    @property
    def figures(self) -> tuple[Mention, ...]:
        """The counted figures: mentions of role ``figure`` without the minor ones."""
        return tuple(mention for mention in self.mentions if mention.role is Role.FIGURE and not mention.minor)

    def to_records(self, all: bool = False) -> list[dict[str, Any]]:
        """One flat dict for each counted figure; with ``all`` one for every mention."""
        return [mention.to_record() for mention in (self.mentions if all else self.figures)]


RECORD_FIELDS = (
    *(name for name in Mention.__annotations__ if name not in ("source", "evidence")),
    "source_kind",
    "source_name",
    "source_url",
    "evidence",
)
"""The keys of a record of :meth:`Audit.to_records`, in order."""


def record(
    name: str,
    sha256: str,
    document: inner.Document,
    findings: tuple[found.Finding, ...],
    beside: tuple[found.Finding, ...] = (),
) -> Audit:
    """The audit of a document in which these findings were made, and these beside the article of a web page."""
    text = document.source
    lines = Lines(text)
    notices = [Notice(one.code, one.message, one.start, one.end) for one in document.notices]
    if beside and document.margin is not None:
        left = tell(document.margin, beside)
        notices.append(Notice(left.code, left.message, left.start, left.end))
    placed = in_reading_order(document, findings, beside)
    del findings, beside
    placed.reverse()
    made: list[Mention] = []
    while placed:  # a finding is let go when its mention is made: both of all figures would be the peak of memory
        finding, within = placed.pop()
        mention = _mention(finding, within, lines)
        made.append(mention)
        for said in finding.mention.notices:
            if within is document or not said.readings:
                notices.append(Notice(said.code, said.message, mention.start, mention.end, said.readings))
    mentions = tuple(made)
    return Audit(
        document=Document(name=name, format=document.format, sha256=sha256, text=text, pages=document.pages),
        mentions=mentions,
        notices=tuple(notices),
        summary=_summary(mentions),
    )


def to_json(audit: Audit) -> bytes:
    """An audit as JSON, byte for byte as the public model writes it."""
    return json.encode({**audit.__dict__, "mentions": [*map(_exact, audit.mentions)]})


def _exact(mention: Mention) -> Mention | dict[str, Any]:
    """A mention whose numbers are written as :func:`plain` has them, which is not how Python writes decimals."""
    low, high = mention.low, mention.high
    if low is None and high is None:
        return mention
    written = {"low": None if low is None else plain(low), "high": None if high is None else plain(high)}
    return {**mention.__dict__, **written}


_ROLES = tuple(role.value for role in Role)
_LABELS = tuple(label.value for label in Label)


def _summary(mentions: tuple[Mention, ...]) -> Summary:
    """Count the mentions of a document."""
    roles, labels = dict.fromkeys(_ROLES, 0), dict.fromkeys(_LABELS, 0)
    for mention in mentions:
        roles[mention.role] += 1
        if mention.label is not None and not mention.minor:
            labels[mention.label] += 1
    figures = sum(labels.values())
    return Summary(
        figures=figures,
        minor=roles[Role.FIGURE] - figures,
        labels=LabelCounts(**labels),
        roles=RoleCounts(**roles),
    )


def _mention(finding: found.Finding, document: inner.Document, lines: Lines) -> Mention:
    inside, subject, support = finding.mention, finding.subject, finding.source
    block = document.blocks[inside.block]
    span = inside.span
    source = block.source(span.start, span.end)
    line, column = lines.place(source.start)
    counted = inside.counted
    return Mention(
        start=source.start,
        end=source.end,
        line=line,
        column=column,
        text=document.source[source.start : source.end],
        shown=block.text[span.start : span.end],
        role=inside.role,
        minor=inside.minor,
        low=inside.low,
        high=inside.high,
        approximate=inside.approximate,
        change=inside.change,
        unit=inside.unit,
        unit_text=inside.unit_text,
        counted=None if counted is None else block.text[counted.start : counted.end],
        property=inside.property or subject.property,
        subject=subject.entity,
        label=finding.label,
        modality=finding.modality,
        source=None if support is None else Source(kind=support.kind, name=support.name, url=support.url),
        evidence=tuple(_evidence(one, document) for one in finding.evidence) if finding.evidence else (),
    )


def _evidence(one: found.Evidence, document: inner.Document) -> Evidence:
    block = document.blocks[one.block]
    source = block.source(one.span.start, one.span.end)
    return Evidence(
        kind=one.kind,
        text=document.source[source.start : source.end],
        shown=one.span.of(block.text),
        start=source.start,
        end=source.end,
        rule=one.rule,
        path=one.path,
    )
