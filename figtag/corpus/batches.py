"""From batches of articles to batches of figures, in Arrow: what every engine calls.

Nothing is kept between calls, and both functions can be sent to other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa

from figtag.corpus.articles import Article, Failure, Manner, article_of, figure_rows
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
        columns = Columns(batch, text, id, url, date)
        articles = (columns.article(row, f"row {row} of its batch") for row in range(batch.num_rows))
        yield from batches_of(articles, manner)


def batches_of(articles: Iterable[Article | Failure], manner: Manner) -> Iterator[pa.RecordBatch]:
    """The rows of articles as batches of :data:`BATCH_SCHEMA`."""
    rows = (row for article in articles for row in _rows_of(article, manner))
    while part := list(islice(rows, ROWS)):
        columns = zip(*part, strict=True)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, BATCH_SCHEMA, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=BATCH_SCHEMA)


def _rows_of(article: Article | Failure, manner: Manner) -> Iterator[Row]:
    """The rows of an article, or the one that says why there are none."""
    if isinstance(article, Failure):
        yield _error_row(article)
        return
    try:
        for row in figure_rows(article, manner):
            yield (*row, None)
    except Exception as error:  # one broken article must not hide the others
        yield _error_row(Failure(article.name, fault(error)))


def _error_row(failure: Failure) -> Row:
    return (failure.name, *[None] * (len(BATCH_SCHEMA) - 2), failure.why)


class Columns:
    """The columns of a batch that hold its articles.

    Raises ``ValueError`` for a column that is not there.
    """

    def __init__(self, batch: pa.RecordBatch, text: str, id: str | None, url: str | None, date: str | None) -> None:
        self._names = text, id
        self._text, self._id, self._url, self._date = (_column(batch, name) for name in (text, id, url, date))

    def article(self, row: int, place: str) -> Article | Failure:
        """The article in a row; ``place`` names it where it has no id."""
        name = place if self._id is None else _value(self._id, row)
        if name is None:
            return Failure(place, f"column {self._names[1]!r} is null")
        content = _value(self._text, row)
        if not isinstance(content, str | bytes):
            return Failure(str(name), f"column {self._names[0]!r} {'is null' if content is None else 'holds no text'}")
        return article_of(str(name), content, _value(self._url, row), _value(self._date, row))


def _column(batch: pa.RecordBatch, name: str | None) -> pa.Array[Any] | None:
    if name is None:
        return None
    if name not in batch.schema.names:
        raise ValueError(f"no column {name!r} in this batch, which has {', '.join(map(repr, batch.schema.names))}")
    return batch.column(name)


def _value(column: pa.Array[Any] | None, row: int) -> Any:
    return None if column is None else column[row].as_py()
