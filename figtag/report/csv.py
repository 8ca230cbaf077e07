"""CSV: the records of ``Audit.to_records``, each with the name of its document, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from figtag.patterns import lazy_regex
from figtag.report import Options
from figtag.report.words import chosen

if TYPE_CHECKING:
    from figtag.records import Audit

_FORMULA = lazy_regex(r"[=@\t\r\n]|[+\-](?![\d.,]+ ?%?\Z)")


def part(audit: Audit, options: Options) -> str:
    """A line for each row of an article."""
    name = audit.document.name
    return "".join(written((name, *mention.to_record().values()) for mention in chosen(audit, options)))


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """A head line, then the lines of all articles."""
    from figtag.records import RECORD_FIELDS

    yield from written([("document", *RECORD_FIELDS)])
    yield from parts


def written(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The line of each row.

    >>> list(written([("shown", "change"), ("=1+1", None)]))
    ['shown,change\\n', "'=1+1,\\n"]
    """
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow(map(_cell, row))
        yield line.getvalue()


def _cell(value: object) -> object:
    """A value as a cell; a text that a spreadsheet would run as a formula gets an apostrophe before it.

    >>> [_cell(value) for value in ("=1+1", "-5%", "+cmd|x", Decimal("1E+3"), True, None)]
    ["'=1+1", '-5%', "'+cmd|x", '1000', 'true', None]
    """
    from figtag.records import plain

    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value
