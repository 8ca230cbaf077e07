"""The public models: the records of :mod:`figtag.records`, checked when they are read, written and read as JSON."""

from __future__ import annotations

from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

from figtag import records
from figtag.labels import EvidenceKind, Label
from figtag.records import RECORD_FIELDS, plain

if TYPE_CHECKING:
    import pandas
    import pint
    import polars

_EXACT = Context(prec=2000)
"""More digits than any figure has, so that nothing is rounded."""

Natural = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]

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


class Record(BaseModel, frozen=True):
    """What all public models share: no field can be changed, added or left out."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


R = TypeVar("R", bound=Record)


class Document(Record, records.Document, frozen=True):
    """The article that was audited."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Notice(Record, records.Notice, frozen=True):
    """Something that a reader of the audit must know, and where it is in the source."""

    start: Natural
    end: Natural


class Source(Record, records.Source, frozen=True):
    """The best support that reaches a figure."""

    kind: SourceKind


class Evidence(Record, records.Evidence, frozen=True):
    """Words that bear on a figure."""

    start: Natural
    end: Natural


class Mention(Record, records.Mention, frozen=True):
    """One number of the document."""

    start: Natural
    end: Natural
    line: Positive
    column: Positive
    low: Number | None
    high: Number | None
    source: Source | None
    evidence: tuple[Evidence, ...]

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


class LabelCounts(Record, records.LabelCounts, frozen=True):
    """Counted figures by label."""

    sourced: Natural
    estimated: Natural
    hypothetical: Natural
    unsupported: Natural


class RoleCounts(Record, records.RoleCounts, frozen=True):
    """Mentions by role; minor figures are figures."""

    figure: Natural
    date: Natural
    name: Natural
    ordinal: Natural
    structure: Natural
    code: Natural


class Summary(Record, records.Summary, frozen=True):
    """The counts of one audit."""

    figures: Natural
    minor: Natural
    labels: LabelCounts
    roles: RoleCounts


class Audit(Record, records.Audit, frozen=True):
    """Every number of one article, and what the text shows each figure to rest on."""

    document: Document
    mentions: tuple[Mention, ...]
    notices: tuple[Notice, ...]
    summary: Summary

    if TYPE_CHECKING:

        @property
        def figures(self) -> tuple[Mention, ...]: ...

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


class Report(Record, frozen=True):
    """What ``figtag audit -f json`` writes."""

    schema_version: Literal["1.0"]
    audits: tuple[Audit, ...]


def published(audit: records.Audit) -> Audit:
    """The public model of an audit, which it uses up; the audit itself when it is one already."""
    if isinstance(audit, Audit):
        return audit
    summary = audit.summary
    for mention in audit.mentions:
        fields = mention.__dict__
        if mention.source is not None:
            fields["source"] = _model(Source, mention.source)
        if mention.evidence:
            fields["evidence"] = tuple([_model(Evidence, one) for one in mention.evidence])
    summary.__dict__.update(labels=_model(LabelCounts, summary.labels), roles=_model(RoleCounts, summary.roles))
    audit.__dict__.update(
        document=_model(Document, audit.document),
        mentions=tuple([_model(Mention, mention) for mention in audit.mentions]),
        notices=tuple([_model(Notice, notice) for notice in audit.notices]),
        summary=_model(Summary, summary),
    )
    return _model(Audit, audit)


def _model(cls: type[R], record: Any) -> R:
    """A record whose fields are models already as a model.

    Checking again what this program made itself takes most of the time of an audit, and so does ``model_construct``.
    """
    model = cls.__new__(cls)
    put = object.__setattr__
    put(model, "__dict__", record.__dict__)  # taken over, not copied: nobody asks for the record any more
    put(model, "__pydantic_fields_set__", _names(cls))
    put(model, "__pydantic_extra__", None)
    put(model, "__pydantic_private__", None)
    return model


@cache
def _names(cls: type[Record]) -> set[str]:
    return set(cls.model_fields)


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
