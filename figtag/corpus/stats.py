"""What people ask of a corpus, in SQL: DuckDB reads the parts as they are, in less memory than they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from figtag.corpus.folder import FolderError
from figtag.corpus.schema import SCHEMA
from figtag.extras import MissingExtraError

if TYPE_CHECKING:
    import duckdb

QUESTIONS = {
    "labels": "Share of figures by label, by site and month",
    "repeated": "Unsupported figures that several articles repeat",
    "sources": "Sources that most articles rely on",
}
"""What can be asked, and a title for the answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """Each row by its heads."""
        return [dict(zip(self.heads, row, strict=True)) for row in self.rows]


def sql(question: str) -> str:
    """The statement that answers one of :data:`QUESTIONS` from a table ``figures`` with the columns of a corpus."""
    return (Path(__file__).parent / "sql" / f"{question}.sql").read_text(encoding="utf-8")


def ask(parts: Sequence[Path], question: str, limit: int | None = None) -> Answer:
    """The first rows of the answer that the parts of a corpus, Parquet or JSON Lines, give to a question.

    Raises :class:`figtag.corpus.folder.FolderError` for parts that cannot be read, and
    :class:`figtag.extras.MissingExtraError` when DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError("figtag stats", "corpus") from error
    with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as database:
        try:
            _view(database, [str(part) for part in parts])
            found = database.execute(sql(question))
            heads = tuple(column[0] for column in found.description or ())
            return Answer(heads, found.fetchall() if limit is None else found.fetchmany(limit))
        except duckdb.Error as error:
            raise FolderError(str(error).partition("\n")[0]) from error


def _view(database: duckdb.DuckDBPyConnection, parts: list[str]) -> None:
    """Make the table ``figures``."""
    if parts[0].endswith(".parquet"):
        database.read_parquet(parts).create_view("figures")
        return
    columns = {field.name: _duck_type(field.type) for field in SCHEMA}
    read: Any = database.read_json  # which takes several files too, whatever its types say
    read(parts, columns=columns, format="newline_delimited").create_view("figures")


def _duck_type(kind: pa.DataType) -> str:
    """The name that DuckDB has for a type of Arrow.

    >>> _duck_type(pa.list_(pa.struct([("start", pa.int64()), ("text", pa.string())])))
    'STRUCT("start" BIGINT, "text" VARCHAR)[]'
    """
    if pa.types.is_list(kind):
        return f"{_duck_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        inner = ", ".join(f'"{field.name}" {_duck_type(field.type)}' for field in fields)
        return f"STRUCT({inner})"
    names = {pa.string(): "VARCHAR", pa.int64(): "BIGINT", pa.float64(): "DOUBLE", pa.bool_(): "BOOLEAN"}
    return names.get(kind, "DATE")
