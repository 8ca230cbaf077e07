"""The Arrow schema of a corpus: one row a figure, with all that its audit says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

SCHEMA_VERSION = "1.0"
"""The second number grows when a column is added, the first when one changes or goes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what stands in it, and whether it may be null."""

    name: str
    type: pa.DataType
    about: str
    nullable: bool = False

    def field(self) -> pa.Field[Any]:
        """The column as Arrow has it, with its description as metadata."""
        return pa.field(self.name, self.type, self.nullable, metadata={"description": self.about})


EVIDENCE = pa.struct(
    [pa.field(name, pa.string(), nullable=False) for name in ("kind", "text", "shown")]
    + [pa.field(name, pa.int64(), nullable=False) for name in ("start", "end")]
    + [pa.field(name, pa.string(), nullable=False) for name in ("rule", "path")]
)
"""The fields of :class:`figtag.Evidence`."""
NOTICE = pa.struct(
    [pa.field(name, pa.string(), nullable=False) for name in ("code", "message")]
    + [pa.field(name, pa.int64(), nullable=False) for name in ("start", "end")]
    + [pa.field("readings", pa.list_(pa.field("item", pa.string(), nullable=False)), nullable=False)]
)
"""The fields of :class:`figtag.Notice`."""


def _many(kind: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("item", kind, nullable=False))


# Strings are plain, not dictionaries of Arrow, which some engines do not take; Parquet keeps its own.
COLUMNS = (
    Column("document", pa.string(), "Id of the article: of its row, else its path, or file and line."),
    Column("url", pa.string(), "Where the article stands on the web, when that is known.", nullable=True),
    Column("site", pa.string(), "Host of `url` in lower case, without `www.`.", nullable=True),
    Column("date", pa.date32(), "Date of the article, when it is given.", nullable=True),
    Column("format", pa.string(), "What it was read as: `text`, `markdown`, `html`, `docx`, `pdf`."),
    Column("sha256", pa.string(), "Of the bytes of the article; of its UTF-8 text when it came as text."),
    Column("page", pa.int64(), "Page of a PDF on which the figure stands, from 1.", nullable=True),
    Column("start", pa.int64(), "Offset of the figure in the text of the article, in code points."),
    Column("end", pa.int64(), "Offset behind it."),
    Column("line", pa.int64(), "Line, from 1."),
    Column("column", pa.int64(), "Column in the line, from 1, in code points."),
    Column("text", pa.string(), "The figure as written, markup included."),
    Column("shown", pa.string(), "The figure as a reader sees it."),
    Column("role", pa.string(), "`figure`; with `all` also `date`, `name`, `ordinal`, `structure`, `code`."),
    Column("minor", pa.bool_(), "A small count that only organises the text; only with `all`."),
    Column("value", pa.float64(), "The number, rounded to a float; null for a range or an open bound.", nullable=True),
    Column("low", pa.float64(), "Lower bound, rounded to a float; null when open.", nullable=True),
    Column("high", pa.float64(), "Upper bound, rounded to a float; null when open.", nullable=True),
    Column("low_exact", pa.string(), "Lower bound, exact, in plain notation.", nullable=True),
    Column("high_exact", pa.string(), "Upper bound, exact, in plain notation.", nullable=True),
    Column("approximate", pa.bool_(), "Said to be about so much."),
    Column("change", pa.string(), "`up` or `down` when it is a change.", nullable=True),
    Column("unit", pa.string(), "An expression that the shipped Pint registry parses; empty for counts and factors."),
    Column("unit_text", pa.string(), "The unit as written.", nullable=True),
    Column("counted", pa.string(), "The noun counted, as written.", nullable=True),
    Column("property", pa.string(), "What is measured, as written.", nullable=True),
    Column("subject", pa.string(), "Whom or what it is about, as written.", nullable=True),
    Column("label", pa.string(), "`sourced`, `estimated`, `hypothetical`, `unsupported`.", nullable=True),
    Column("modality", pa.string(), "`asserted`, `possible`, `estimated`, `hypothetical`.", nullable=True),
    Column("source_kind", pa.string(), "Kind of the best support that reaches it.", nullable=True),
    Column("source_name", pa.string(), "Who or what that source is.", nullable=True),
    Column("source_url", pa.string(), "Where that source can be found.", nullable=True),
    Column("deciding", pa.string(), "The words that decided the label, as a reader sees them.", nullable=True),
    Column("evidence", _many(EVIDENCE), "What decided first, then losing and vague cues."),
    Column(
        "sentence", pa.string(), "The sentence that it stands in, as a reader sees it; of a long one what is around it."
    ),
    Column("notices", _many(NOTICE), "What a reader must know of this figure, or of the whole article."),
    Column("figtag_version", pa.string(), "The version of figtag that made the row."),
)
"""The columns in order. What may be null is null for numbers that are no figures, and where nothing is known."""

ERROR = Column("error", pa.string(), "Why the article has no figures; then all but `document` is null.", nullable=True)
"""The last column of batches: an article that fails is a row of its own."""

_METADATA: dict[bytes | str, bytes | str] = {"figtag.schema_version": SCHEMA_VERSION}

SCHEMA: pa.Schema = pa.schema([column.field() for column in COLUMNS], metadata=_METADATA)
"""The schema of what ``figtag corpus`` writes."""

BATCH_SCHEMA: pa.Schema = pa.schema(
    [column.field().with_nullable(column.name != "document") for column in COLUMNS] + [ERROR.field()],
    metadata=_METADATA,
)
"""The schema of what :func:`figtag.corpus.audit_batch` returns: that of a corpus, and ``error``."""


def schema_text() -> str:
    """Both schemas as JSON, in the notation of Arrow's integration tests, as they stand in ``schemas``."""
    described = {
        "title": "figtag: a row of `figtag corpus`; batches have one more column, and all but `document` may be null",
        "version": SCHEMA_VERSION,
        "fields": [_described(field) for field in SCHEMA],
        "batches": [_described(BATCH_SCHEMA.field(ERROR.name))],
    }
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def _described(field: pa.Field[Any]) -> dict[str, Any]:
    """A field with its type, its children and its description."""
    kind = field.type
    inner = [kind.field(index) for index in range(kind.num_fields)]
    metadata = field.metadata or {}
    about = {"description": metadata[b"description"].decode()} if metadata else {}
    return {
        "name": field.name,
        **about,
        "nullable": field.nullable,
        "type": _type_name(kind),
        "children": [_described(one) for one in inner],
    }


def _type_name(kind: pa.DataType) -> dict[str, Any]:
    """A type as Arrow's JSON names it."""
    if pa.types.is_floating(kind):
        return {"name": "floatingpoint", "precision": "DOUBLE"}
    if pa.types.is_integer(kind):
        return {"name": "int", "bitWidth": kind.bit_width, "isSigned": True}
    names = {pa.string(): "utf8", pa.bool_(): "bool", pa.date32(): "date"}
    if kind in names:
        return {"name": names[kind], **({"unit": "DAY"} if kind == pa.date32() else {})}
    return {"name": "list" if pa.types.is_list(kind) else "struct"}
