"""A spreadsheet for reviewers: one row a figure, the label as a drop-down, filters on, the head row fixed.

Written by XlsxWriter (``pip install 'figtag[xlsx]'``). All texts are stored as texts, so nothing in an article runs as
a formula; numbers of more digits than a spreadsheet holds are stored as texts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from figtag.extras import MissingExtraError
from figtag.labels import Label
from figtag.report import Options, values, words

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from figtag.records import Audit, Mention

COLUMNS = (
    ("document", 24),
    ("page", 7),
    ("line", 7),
    ("column", 8),
    ("figure", 18),
    ("in the text", 60),
    ("value", 22),
    ("low", 14),
    ("high", 14),
    ("unit", 16),
    ("subject", 22),
    ("property", 22),
    ("counted", 16),
    ("label", 14),
    ("decided by", 36),
    ("source", 28),
    ("note of the reviewer", 32),
)
"""The heads and their widths in characters."""
_AT = {head: index for index, (head, _) in enumerate(COLUMNS)}
_ROWS = 1_048_575
"""Rows of a sheet below its head."""
_LINKS = 65_000
"""Links that a sheet may hold."""
_TEXT = 32_767
"""Characters that a cell may hold."""
_NEAR = 80
"""Characters of its line that are shown on each side of a figure."""
_URL = 2_079
_GROUPED = 10_000
"""Whole numbers from here on are shown with their digits in groups."""
_PIECE = 1 << 20
"""Bytes that are given away at a time."""
_DIGITS = 15
"""Digits that a number of a spreadsheet keeps."""
_COLORS = {
    Label.SOURCED: "#D7F0DC",
    Label.ESTIMATED: "#FCECC0",
    Label.HYPOTHETICAL: "#EADDF8",
    Label.UNSUPPORTED: "#FBDCD6",
}
_BORN = datetime(2020, 1, 1, tzinfo=UTC)
"""Written into every file instead of the time, so that the same audit gives the same bytes."""


class Row(Struct, frozen=True):
    """One figure."""

    cells: dict[str, Any]
    url: str | None
    """Where its source can be opened."""


def part(audit: Audit, options: Options) -> list[Row]:
    """The rows of one article."""
    return [_row(audit, mention) for mention in words.chosen(audit, options)]


def render(parts: Iterable[list[Row]], options: Options) -> Iterator[bytes]:
    """The file, in pieces. A further sheet is begun when one is full; rows wait on disk, not in memory.

    Raises :class:`figtag.extras.MissingExtraError` when XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtraError("-f xlsx", "xlsx") from error

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with TemporaryFile() as file:
        with Workbook(file, {"constant_memory": True, **plain}) as book:
            book.set_properties({"title": "Figures and what they rest on", "created": _BORN.replace(tzinfo=None)})
            sheet = _Sheet(book, 1)
            for row in chain.from_iterable(parts):
                if sheet.full:
                    sheet.finish()
                    sheet = _Sheet(book, sheet.number + 1)
                sheet.add(row)
            sheet.finish()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _row(audit: Audit, mention: Mention) -> Row:
    source = mention.source
    cells = {
        "document": audit.document.name,
        "page": audit.document.page(mention.start),
        "line": mention.line,
        "column": mention.column,
        "figure": words.clean(mention.shown),
        "in the text": context(audit.document.text, mention.start, mention.end),
        "value": values.value(mention),
        "low": mention.low,
        "high": mention.high,
        "unit": mention.unit,
        "subject": mention.subject,
        "property": mention.property,
        "counted": mention.counted,
        "label": words.label(mention) if mention.label is None else mention.label.value,
        "decided by": words.clean(mention.deciding.shown) if mention.deciding else None,
        "source": None if source is None else words.clean(source.name or source.url or source.kind.value),
    }
    return Row(cells, None if source is None else source.url)


def context(text: str, start: int, end: int) -> str:
    """The line that a figure stands in, as it is written, as much of it as is near.

    >>> context("First.\\nIt costs $5 a day.\\nThird.", 16, 18)
    'It costs $5 a day.'
    """
    first, last = max(start - _NEAR, 0), min(end + _NEAR, len(text))
    before = text[first:start].splitlines()[-1:] if text[first:start][-1:] not in "\r\n" else []
    after = text[end:last].splitlines()[:1]
    left, right = "".join(before), "".join(after)
    shown = f"{left}{text[start:end]}{right}"
    cut_before = len(left) == start - first and first and text[first - 1] not in "\r\n"
    cut_after = len(right) == last - end and last < len(text) and text[last] not in "\r\n"
    return f"{'… ' if cut_before else ''}{words.clean(shown)}{' …' if cut_after else ''}"


class _Sheet:
    """One sheet, filled row by row."""

    def __init__(self, book: Workbook, number: int) -> None:
        self.number = number
        self._book = book
        self._sheet: Worksheet = book.add_worksheet("figures" if number == 1 else f"figures {number}")
        self._row = 0
        self._links = 0
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._cell = book.add_format({"text_wrap": True, "valign": "top"})
        self._large = book.add_format({"num_format": "#,##0", "valign": "top"})
        for column, (head, width) in enumerate(COLUMNS):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, head, bold)
        self._sheet.freeze_panes(1, 0)

    @property
    def full(self) -> bool:
        return self._row >= _ROWS

    def add(self, row: Row) -> None:
        """One figure as the next row."""
        self._row += 1
        for head, value in row.cells.items():
            self._write(_AT[head], value)
        if row.url:
            self._link(_AT["source"], row.url, row.cells["source"])

    def finish(self) -> None:
        """What concerns all rows: filters, the drop-down of labels, their colours."""
        last, column = max(self._row, 1), _AT["label"]
        self._sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        self._sheet.data_validation(
            1, column, last, column, {"validate": "list", "source": [label.value for label in Label]}
        )
        for label, color in _COLORS.items():
            painted = self._book.add_format({"bg_color": color})
            rule = {"type": "cell", "criteria": "==", "value": f'"{label.value}"', "format": painted}
            self._sheet.conditional_format(1, column, last, column, rule)

    def _write(self, column: int, value: Any) -> None:
        if value is None:
            self._sheet.write_blank(self._row, column, None, self._cell)
        elif isinstance(value, int) or (isinstance(value, Decimal) and len(value.as_tuple().digits) <= _DIGITS):
            number = float(value)
            grouped = number.is_integer() and abs(number) >= _GROUPED
            self._sheet.write_number(self._row, column, number, self._large if grouped else self._cell)
        elif isinstance(value, Decimal):
            self._sheet.write_string(self._row, column, f"{value:f}", self._cell)
        else:
            self._sheet.write_string(self._row, column, words.clean(str(value))[:_TEXT], self._cell)

    def _link(self, column: int, url: str, shown: str) -> None:
        """A source as a link, where it is one of the web and the sheet has room for another."""
        if url.lower().startswith(("http://", "https://")) and len(url) <= _URL and self._links < _LINKS:
            self._links += 1
            self._sheet.write_url(self._row, column, url, None, shown[:255])
