"""From batches of articles to batches of figures, in Arrow: what every engine calls.

Nothing is kept between calls, and both functions can be sent to other processes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa

from figtag.corpus.articles import Article, Manner, figure_rows, is_address, parse_date
from figtag.corpus.schema import BATCH_SCHEMA
from figtag.document import Format
from figtag.faults import fault

ROWS = 8192
"""Rows of the longest batch of :func:`audit_batches`."""

Batch = TypeVar("Batch", pa.RecordBatch, pa.Table)
Row = tuple[Any, ...]


def audit_batch(
    batch: Batch,
    *,
    text: str = "text",
    id: str = "id",
    url: str | None = None,
    date: str | None = None,
    format: str | None = None,
    all: bool = False,
) -> Batch:
    """The figures of a batch of articles, a row each, by :data:`figtag.corpus.BATCH_SCHEMA`; a table for a table.

    ``text`` and ``id`` name the columns that hold the article (texts, or the bytes of its file) and its id, ``url`` and
    ``date`` those of its address, which is the id unless given when that is one, and its date. ``format`` is what all
    are read as, told from the text unless given; with ``all`` minor figures and numbers that are no figures have rows
    too. An article without figures gives no row, one that cannot be audited a row with its ``error``.

    Raises ``ValueError`` for a column that is not there and an unknown format.

    >>> import pyarrow
    >>> crawl = pyarrow.RecordBatch.from_pydict({"id": ["a", "b"], "text": ["It costs $5.", "No number stands here."]})
    >>> audit_batch(crawl).select(["document", "start", "end", "shown", "value", "unit", "label"]).to_pylist()
    [{'document': 'a', 'start': 9, 'end': 11, 'shown': '$5', 'value': 5.0, 'unit': 'USD', 'label': 'unsupported'}]
    """
    batches = batch.to_batches() if isinstance(batch, pa.Table) else [batch]
    found = audit_batches(batches, text=text, id=id, url=url, date=date, format=format, all=all)
    table = pa.Table.from_batches(found, BATCH_SCHEMA)
    if isinstance(batch, pa.Table):
        return table
    arrays = [column.combine_chunks() for column in table.columns]
    return pa.RecordBatch.from_arrays(arrays, schema=BATCH_SCHEMA)


def audit_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    id: str = "id",
    url: str | None = None,
    date: str | None = None,
    format: str | None = None,
    all: bool = False,
) -> Iterator[pa.RecordBatch]:
    """The figures of batches of articles, batch by batch, none longer than :data:`ROWS`; see :func:`audit_batch`.

    Spark takes it as it is: ``frame.mapInArrow(audit_batches, schema)``.
    """
    if format is not None:
        Format(format)
    manner = Manner(format, all)
    for batch in batches:
        columns = _Columns(batch, text, id, url, date)
        rows = (row for place in range(batch.num_rows) for row in _rows(columns.article(place), manner))
        yield from batches_of(rows)


def batches_of(rows: Iterator[Row]) -> Iterator[pa.RecordBatch]:
    """Rows in the order of :data:`BATCH_SCHEMA` as batches of at most :data:`ROWS`."""
    while part := list(islice(rows, ROWS)):
        columns = zip(*part, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, BATCH_SCHEMA, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=BATCH_SCHEMA)


def article_rows(article: Article, manner: Manner) -> Iterator[Row]:
    """The rows of an article, or the one that says why there are none."""
    try:
        for row in figure_rows(article, manner):
            yield (*row, None)
    except Exception as error:  # one broken article must not hide the others
        yield error_row(article.name, fault(error))


def error_row(name: str, message: str) -> Row:
    """The row of an article that cannot be audited."""
    return (name, *[None] * (len(BATCH_SCHEMA) - 2), message)


def _rows(article: Article | Row, manner: Manner) -> Iterator[Row]:
    return article_rows(article, manner) if isinstance(article, Article) else iter((article,))


class _Columns:
    """The columns of a batch that hold its articles."""

    def __init__(self, batch: pa.RecordBatch, text: str, id: str, url: str | None, date: str | None) -> None:
        self._text, self._id = (_column(batch, name) for name in (text, id))
        self._url, self._date = (None if name is None else _column(batch, name) for name in (url, date))
        self._names = text, id

    def article(self, place: int) -> Article | Row:
        """The article in a row; the row of its error when it holds none."""
        content, name = self._text[place].as_py(), self._id[place].as_py()
        if name is None:
            return error_row("", f"no id: column {self._names[1]!r} is null in row {place} of its batch, from 0")
        if not isinstance(content, str | bytes):
            what = "is null" if content is None else "holds no text"
            return error_row(str(name), f"column {self._names[0]!r} {what}")
        return article_of(str(name), content, _value(self._url, place), _value(self._date, place))


def article_of(name: str, content: str | bytes, url: Any = None, day: Any = None) -> Article:
    """An article with what its row says of it; an address that is not given is the name when that is one."""
    address = str(url) if url is not None else name if is_address(name) else None
    if isinstance(day, datetime.datetime):
        day = day.date()
    elif day is not None and not isinstance(day, datetime.date):
        day = parse_date(str(day))
    return Article(name, content, address, day)


def _value(column: pa.Array[Any] | None, place: int) -> Any:
    return None if column is None else column[place].as_py()


def _column(batch: pa.RecordBatch, name: str) -> pa.Array[Any]:
    if name not in batch.schema.names:
        raise ValueError(f"no column {name!r} in this batch, which has {', '.join(map(repr, batch.schema.names))}")
    return batch.column(name)
