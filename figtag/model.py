"""The public records: what an audit says, immutable, compared by content, written and read as JSON."""

from __future__ import annotations

import builtins
from bisect import bisect_right
from collections import Counter
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from figtag import document as inner
from figtag import evidence as found
from figtag.document import Format
from figtag.labels import Change, EvidenceKind, Label, Modality, Role
from figtag.lines import Lines

if TYPE_CHECKING:
    import pandas
    import pint
    import polars

M = TypeVar("M", bound="Record")

_EXACT = Context(prec=2000)
"""More digits than any figure has, so that nothing is rounded."""


def plain(number: Decimal) -> str:
    """A decimal in plain notation, without exponent and trailing zeros.

    >>> plain(Decimal("1.50E+3")), plain(Decimal("-0.0")), plain(Decimal("1E-7"))
    ('1500', '0', '0.0000001')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


Number = Annotated[
    Decimal,
    PlainSerializer(plain, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"}),
]
"""An exact decimal; in JSON a string in plain notation."""

SourceKind = Literal[
    EvidenceKind.ATTRIBUTION,
    EvidenceKind.CITATION,
    EvidenceKind.LINK,
    EvidenceKind.FOOTNOTE,
    EvidenceKind.NOTE,
    EvidenceKind.FIRST_PARTY,
]


class Record(BaseModel):
    """What all public records share: no field can be changed, added or left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _made(cls: type[M], **fields: Any) -> M:
    """A record of values that this program made itself.

    Checking them again takes most of the time of an audit, and so does ``model_construct``.
    """
    record = cls.__new__(cls)
    put = object.__setattr__
    put(record, "__dict__", fields)
    put(record, "__pydantic_fields_set__", _names(cls))
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


@cache
def _names(cls: type[Record]) -> set[str]:
    return set(cls.model_fields)


class Document(Record):
    """The article that was audited."""

    name: str
    """The path as given, ``<stdin>`` or ``<text>``."""
    format: Format
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    """Of the bytes; of the UTF-8 text for ``audit_text``."""
    text: str
    """The decoded source, in which all offsets count code points; of a PDF or Word file the extracted text."""
    pages: tuple[int, ...] = ()
    """The offsets at which the pages of a PDF begin; empty for every other format."""

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, that holds an offset; None where there are no pages."""
        return bisect_right(self.pages, offset) or None


class Notice(Record):
    """Something that a reader of the audit must know, and where it is in the source."""

    code: str
    message: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    readings: tuple[str, ...] = ()
    """Of an ambiguous form: what each of its readings multiplies the number as written by, the reading taken first;
    expressions that the shipped Pint registry parses (``meter``, ``1e6``, ``CAD``)."""


class Source(Record):
    """The best support that reaches a figure."""

    kind: SourceKind
    name: str | None
    """Who or what it is, resolved where the text allows."""
    url: str | None


class Evidence(Record):
    """Words that bear on a figure."""

    kind: EvidenceKind
    text: str
    """``document.text[start:end]``, markup included."""
    shown: str
    """The same as a reader sees it."""
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    rule: str
    """The id of the table row, or of the reach, that found them."""
    path: str
    """How they reach the figure: ``clause``, ``sentence``, ``heading``, ``lead``, ``entity``, ``carried`` and so on."""


class Mention(Record):
    """One number of the document."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    text: str
    """``document.text[start:end]``, markup included."""
    shown: str
    """The same as a reader sees it."""
    role: Role
    minor: bool
    """A small count that only organises the text: not counted unless asked for."""
    low: Number | None
    high: Number | None
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

    def quantity(self) -> tuple[pint.Quantity[Decimal] | None, pint.Quantity[Decimal] | None]:
        """``(low, high)`` as quantities of :func:`figtag.unit_registry`, None for an open bound.

        >>> import figtag
        >>> low, high = figtag.audit_text("It costs $15/M tokens.").figures[0].quantity()
        >>> low.to("USD / token")
        <Quantity(0.000015, 'USD / token')>
        """
        from figtag.registry import unit_registry

        registry = unit_registry()
        unit = registry.parse_expression(self.unit) if self.unit else registry.Quantity(1)

        def measured(number: Decimal | None) -> pint.Quantity[Decimal] | None:
            if number is None:
                return None
            return registry.Quantity(_EXACT.multiply(number, Decimal(unit.magnitude)), unit.units)

        return measured(self.low), measured(self.high)

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


class LabelCounts(Record):
    """Counted figures by label."""

    sourced: int = Field(ge=0)
    estimated: int = Field(ge=0)
    hypothetical: int = Field(ge=0)
    unsupported: int = Field(ge=0)


class RoleCounts(Record):
    """Mentions by role; minor figures are figures."""

    figure: int = Field(ge=0)
    date: int = Field(ge=0)
    name: int = Field(ge=0)
    ordinal: int = Field(ge=0)
    structure: int = Field(ge=0)
    code: int = Field(ge=0)


class Summary(Record):
    """The counts of one audit."""

    figures: int = Field(ge=0)
    """Counted figures: those of role ``figure`` that are not minor."""
    minor: int = Field(ge=0)
    """Minor figures."""
    labels: LabelCounts
    roles: RoleCounts

    @classmethod
    def of(cls, mentions: tuple[Mention, ...]) -> Summary:
        """Count the mentions of a document."""
        roles = Counter(mention.role.value for mention in mentions)
        counted = [mention.label for mention in mentions if mention.role is Role.FIGURE and not mention.minor]
        labels = Counter(label.value for label in counted if label is not None)
        return _made(
            Summary,
            figures=len(counted),
            minor=roles[Role.FIGURE.value] - len(counted),
            labels=_made(LabelCounts, **{label.value: labels[label.value] for label in Label}),
            roles=_made(RoleCounts, **{role.value: roles[role.value] for role in Role}),
        )


class Audit(Record):
    """Every number of one article, and what the text shows each figure to rest on."""

    document: Document
    mentions: tuple[Mention, ...]
    """Every number of the document, sorted by ``start``, never overlapping."""
    notices: tuple[Notice, ...]
    summary: Summary

    @classmethod
    def of(cls, name: str, sha256: str, document: inner.Document, findings: tuple[found.Finding, ...]) -> Audit:
        """The public form of what was found in a document."""
        text = document.source
        lines = Lines(text)
        mentions = tuple(_mention(finding, document, lines) for finding in findings)
        notices = [_notice(one.code, one.message, one.start, one.end) for one in document.notices]
        for finding, mention in zip(findings, mentions, strict=True):
            for said in finding.mention.notices:
                notices.append(_notice(said.code, said.message, mention.start, mention.end, said.readings))
        return _made(
            Audit,
            document=_made(Document, name=name, format=document.format, sha256=sha256, text=text, pages=document.pages),
            mentions=mentions,
            notices=tuple(notices),
            summary=Summary.of(mentions),
        )

    @property
    def figures(self) -> tuple[Mention, ...]:
        """The counted figures: mentions of role ``figure`` without the minor ones."""
        return tuple(mention for mention in self.mentions if mention.role is Role.FIGURE and not mention.minor)

    def to_records(self, all: bool = False) -> list[dict[str, Any]]:
        """One flat dict for each counted figure; with ``all`` one for every mention."""
        return [mention.to_record() for mention in (self.mentions if all else self.figures)]

    def to_frame(self, all: bool = False, values: Literal["decimal", "float"] = "decimal") -> pandas.DataFrame:
        """The records of :meth:`to_records` as a pandas data frame.

        Closed vocabularies are categories, offsets integers; ``low`` and ``high`` are exact decimals, or floats to
        reckon with. Raises :class:`figtag.extras.MissingExtraError`, an ``ImportError``, when pandas is not installed.
        """
        from figtag.frames import pandas_frame

        return pandas_frame(self.to_records(all), RECORD_FIELDS, floats=values == "float")

    def to_polars(self, all: bool = False, values: Literal["float", "text"] = "float") -> polars.DataFrame:
        """The records of :meth:`to_records` as a polars data frame.

        As :meth:`to_frame`; the exact form of ``low`` and ``high`` is a text, since polars has no decimals of any
        length. Raises :class:`figtag.extras.MissingExtraError`, an ``ImportError``, when polars is not installed.
        """
        from figtag.frames import polars_frame

        return polars_frame(self.to_records(all), RECORD_FIELDS, plain if values == "text" else None)

    def __repr__(self) -> str:
        labels = self.summary.labels
        counts = ", ".join(f"{getattr(labels, label.value)} {label.value}" for label in Label)
        return f"<Audit of {self.document.name}: {self.summary.figures} figures ({counts})>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        from figtag.report.notebook import show

        return show(self)


RECORD_FIELDS = (
    *(name for name in Mention.model_fields if name not in ("source", "evidence")),
    "source_kind",
    "source_name",
    "source_url",
    "evidence",
)
"""The keys of a record of :meth:`Audit.to_records`, in order."""


def _mention(finding: found.Finding, document: inner.Document, lines: Lines) -> Mention:
    inside, subject, support = finding.mention, finding.subject, finding.source
    block = document.blocks[inside.block]
    span = inside.span
    source = block.source(span.start, span.end)
    line, column = lines.place(source.start)
    counted = inside.counted
    return _made(
        Mention,
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
        source=None if support is None else _made(Source, kind=support.kind, name=support.name, url=support.url),
        evidence=tuple(_evidence(one, document) for one in finding.evidence) if finding.evidence else (),
    )


def _notice(code: str, message: str, start: int, end: int, readings: tuple[str, ...] = ()) -> Notice:
    return _made(Notice, code=code, message=message, start=start, end=end, readings=readings)


def _evidence(one: found.Evidence, document: inner.Document) -> Evidence:
    block = document.blocks[one.block]
    source = block.source(one.span.start, one.span.end)
    return _made(
        Evidence,
        kind=one.kind,
        text=document.source[source.start : source.end],
        shown=one.span.of(block.text),
        start=source.start,
        end=source.end,
        rule=one.rule,
        path=one.path,
    )


class Report(Record):
    """What ``figtag audit -f json`` writes."""

    schema_version: Literal["1.0"]
    audits: tuple[Audit, ...]


def schema_text() -> str:
    """The JSON Schema of a report and of a single audit, as it stands in ``schemas/audit.schema.json``."""
    import json

    from pydantic.json_schema import models_json_schema

    _, definitions = models_json_schema([(Report, "serialization"), (Audit, "serialization")])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "figtag: a report of `figtag audit -f json`, or one audit",
        "if": {"required": ["audits"]},
        "then": {"$ref": "#/$defs/Report"},
        "else": {"$ref": "#/$defs/Audit"},
        **definitions,
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
