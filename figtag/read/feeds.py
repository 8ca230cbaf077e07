"""Feeds: files with one article a row, JSON Lines or CSV, as crawlers and databases write them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import PurePath
from typing import IO, Any

from msgspec import Struct

from figtag.read.errors import UnreadableError

SUFFIXES = (".jsonl", ".ndjson", ".csv")
"""The files that are feeds; input without a name is JSON Lines."""
_NAMED = 8
"""Fields of a row that are named when the one asked for is missing."""


class Fields(Struct, frozen=True, gc=False):
    """Which fields of a row hold the article and its name."""

    text: str
    id: str | None = None
    url: str | None = None
    """Its address; a row may lack it."""
    date: str | None = None
    """Its date; a row may lack it."""


class Entry(Struct, frozen=True, gc=False):
    """An article of a feed."""

    name: str
    """Its id, else ``FILE:LINE``."""
    text: str
    url: Any = None
    date: Any = None


class BadEntry(Struct, frozen=True, gc=False):
    """A row that holds no article; the others are not touched by it."""

    place: str
    """``FILE:LINE``."""
    message: str


def read_feed(file: IO[bytes], name: str, fields: Fields, skip: int = 0) -> Iterator[Entry | BadEntry]:
    """The articles of a feed in order, read row by row, after the first ``skip`` rows; blank lines are no rows.

    Raises :class:`UnreadableError` when the file as a whole is no feed: a CSV file without the field, or not in UTF-8.

    >>> from io import BytesIO
    >>> rows = BytesIO(b'{"url": "a.example", "body": "It costs $5."}\\n{"url": "b.example"}\\n')
    >>> good, bad = read_feed(rows, "crawl.jsonl", Fields("body", "url"))
    >>> good.name, good.text
    ('a.example', 'It costs $5.')
    >>> bad
    BadEntry(place='crawl.jsonl:2', message="no field 'body' in this row, which has 'url'")
    """
    rows = _csv_rows(file, fields, skip) if is_sheet(name) else _json_rows(file, skip)
    for line, row in rows:
        place = f"{name}:{line}"
        if isinstance(row, str):
            yield BadEntry(place, row)
            continue
        missing = [field for field in (fields.text, fields.id) if field is not None and row.get(field) is None]
        text = row.get(fields.text)
        if missing:
            yield BadEntry(place, f"no field {missing[0]!r} in this row, which has {_named(row)}")
        elif not isinstance(text, str):
            yield BadEntry(place, f"field {fields.text!r} holds no text but {json.dumps(text)[:40]}")
        elif not _is_whole(text):
            yield BadEntry(place, f"field {fields.text!r} holds half a character, a lone surrogate")
        else:
            id = place if fields.id is None else str(row[fields.id])
            yield Entry(id, text, *(None if field is None else row.get(field) for field in (fields.url, fields.date)))


def is_sheet(name: str) -> bool:
    """Whether a feed is CSV by its name.

    >>> is_sheet("a.CSV"), is_sheet("a.csv.gz"), is_sheet("a.jsonl")
    (True, True, False)
    """
    return PurePath(name.lower().removesuffix(".gz")).suffix == ".csv"


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _json_rows(file: IO[bytes], skip: int) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The number and the object of each line, or what is wrong with it."""
    lines = ((number, line) for number, line in enumerate(file, 1) if line.strip())
    for number, line in islice(lines, skip, None):
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError:
            yield number, "this line is not valid UTF-8"
        except (json.JSONDecodeError, RecursionError) as error:
            yield number, f"this line is no JSON: {error}"
        else:
            yield number, row if isinstance(row, dict) else "this line holds no JSON object"


def _csv_rows(file: IO[bytes], fields: Fields, skip: int) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """The number of the last line and the cells of each row."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    reader = csv.DictReader(TextIOWrapper(file, "utf-8-sig", newline=""))
    try:
        heads = list(reader.fieldnames or ())
        for field in (fields.text, fields.id):
            if field is not None and field not in heads:
                named = _named(dict.fromkeys(heads)) if heads else "none"
                raise UnreadableError(f"no column {field!r}; the columns are {named}")
        for row in islice(reader, skip, None):
            yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise UnreadableError(f"not valid UTF-8 after line {reader.line_num}; save the file as UTF-8") from error
    except csv.Error as error:
        raise UnreadableError(f"line {reader.line_num} is no CSV: {error}") from error


def _named(row: dict[str, Any]) -> str:
    names = [repr(name) for name in row if name is not None]
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "") or "none"
