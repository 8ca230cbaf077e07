"""What a corpus is made from: feeds, Parquet files and folders, read article by article from any place on."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from typing import IO, Any, cast

import pyarrow as pa
from pyarrow import parquet

from figtag.corpus.articles import Article, Failure, article_of
from figtag.corpus.batches import Columns
from figtag.faults import reason
from figtag.folders import ARTICLES, find_files
from figtag.read import UnreadableError
from figtag.read.feeds import SUFFIXES, BadEntry, Fields, is_sheet, read_feed

FEEDS = (*SUFFIXES, *(suffix + ".gz" for suffix in SUFFIXES), ".parquet")
"""The files that hold an article a row."""
_BATCH = 64
"""Rows that are read of a Parquet file at once."""
_BUFFER = 1 << 20
"""Bytes of a column of Parquet that are read at once; else all of a row group would be."""
_UNREADABLE = (OSError, EOFError, zlib.error, UnreadableError, pa.ArrowException)
"""What may come of reading a file."""


class InputError(Exception):
    """An input that cannot be what it is said to be; the message names it."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the inputs are read: so many whole files, and so many articles of the next."""

    file: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An article, and how far the inputs are read with it."""

    article: Article | Failure
    place: Place
    done: int
    """Bytes of all files that are read."""

    @property
    def size(self) -> int:
        """How much there is to audit, or to write of a failure, in characters or bytes."""
        return len(self.article.content if isinstance(self.article, Article) else self.article.why)


@dataclass(frozen=True, slots=True)
class Extent:
    """What an input is, so that it is known again: files, bytes, and a hash of names, sizes and times of change."""

    path: str
    files: int
    bytes: int
    sha256: str

    def to_json(self) -> dict[str, Any]:
        """As it stands in a manifest."""
        return asdict(self)


class Inputs:
    """Files and folders in the order given; of a folder the articles, or the feeds when ``feeds`` is true.

    Nothing below ``out``, the folder that is written, is read.
    """

    def __init__(self, paths: Sequence[str], fields: Fields, *, feeds: bool, out: str) -> None:
        self.paths = paths
        self.fields = fields
        self._suffixes = FEEDS if feeds else ARTICLES
        self._out = os.path.realpath(out)

    def survey(self) -> list[Extent]:
        """The extent of each input.

        Raises :class:`InputError` for one that is not there, holds nothing or lacks a field.
        """
        return [self._extent(path) for path in self.paths]

    def read(self, start: Place) -> Iterator[Item]:
        """The articles behind a place, in order; what cannot be read is a failure."""
        done = 0
        for number, file in enumerate(file for path in self.paths for file in self._files(path)):
            if number >= start.file:
                row = start.row if number == start.file else 0
                try:
                    for article, read in self._articles(file, row):
                        row += 1
                        yield Item(article, Place(number, row), done + read)
                except _UNREADABLE as error:
                    yield Item(Failure(_printable(file), _why(error)), Place(number + 1, 0), done)
            done += _size(file)

    def _extent(self, path: str) -> Extent:
        digest = hashlib.sha256()
        files = size = 0
        for file in self._files(path):
            try:
                stat = os.stat(file)
                self._check(file)
            except _UNREADABLE as error:
                raise InputError(f"{file}: {_why(error)}") from error
            digest.update(f"{os.fsencode(file)!r} {stat.st_size} {stat.st_mtime_ns}\n".encode())
            files, size = files + 1, size + stat.st_size
        if not files:
            raise InputError(f"{path}: {self._nothing()}")
        return Extent(path, files, size, digest.hexdigest())

    def _nothing(self) -> str:
        endings = f"{', '.join(self._suffixes[:-1])} or {self._suffixes[-1]}"
        mend = "" if self._suffixes is FEEDS else "; with --text-field its feeds are read"
        return f"the folder holds no {endings} file{mend}"

    def _files(self, path: str) -> Iterator[str]:
        if not os.path.isdir(path):
            yield path
            return
        for file in find_files(path, self._suffixes, _raise):
            if os.path.commonpath((os.path.realpath(file), self._out)) != self._out:
                yield file

    def _check(self, file: str) -> None:
        """Raise when a feed lacks a field; the lines of JSON Lines may each have their own."""
        if file.lower().endswith(".parquet"):
            _columns_of(parquet.read_schema(file), self.fields)
        elif file.lower().endswith(FEEDS) and is_sheet(file):
            with _opened(file) as (feed, _):
                next(read_feed(feed, file, self.fields), None)

    def _articles(self, file: str, skip: int) -> Iterator[tuple[Article | Failure, int]]:
        """The articles of a file behind the first ``skip``, each with the bytes read up to it."""
        if file.lower().endswith(".parquet"):
            yield from _parquet(file, self.fields, skip)
        elif file.lower().endswith(FEEDS):
            yield from _feed(file, self.fields, skip)
        elif not skip:
            with open(file, "rb") as article:
                data = article.read()
            yield Article(_printable(file), data), len(data)


def _feed(file: str, fields: Fields, skip: int) -> Iterator[tuple[Article | Failure, int]]:
    with _opened(file) as (feed, raw):
        for entry in read_feed(feed, _printable(file), fields, skip):
            if isinstance(entry, BadEntry):
                yield Failure(entry.place, entry.message), raw.tell()
            else:
                yield article_of(entry.name, entry.text, entry.url, entry.date), raw.tell()


@contextmanager
def _opened(file: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A feed for reading, decompressed, and the file beneath it."""
    with open(file, "rb") as raw:
        if not file.lower().endswith(".gz"):
            yield raw, raw
            return
        with gzip.GzipFile(fileobj=raw) as feed:
            yield cast(IO[bytes], feed), raw


def _parquet(file: str, fields: Fields, skip: int) -> Iterator[tuple[Article | Failure, int]]:
    size = _size(file)
    with parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False) as table:
        columns = _columns_of(table.schema_arrow, fields)
        rows = table.metadata.num_rows
        row = 0
        for group in range(table.metadata.num_row_groups):
            here = table.metadata.row_group(group).num_rows
            if row + here <= skip:
                row += here
                continue
            for batch in table.iter_batches(_BATCH, row_groups=[group], columns=columns):
                found = Columns(batch, fields.text, fields.id, fields.url, fields.date)
                for number in range(batch.num_rows):
                    row += 1
                    if row > skip:
                        article = found.article(number, f"{_printable(file)}:{row}")
                        yield article, size * row // rows


def _columns_of(schema: pa.Schema, fields: Fields) -> list[str]:
    """The columns to read; raises UnreadableError when one is missing."""
    wanted = [name for name in (fields.text, fields.id, fields.url, fields.date) if name is not None]
    for name in wanted:
        if name not in schema.names:
            named = ", ".join(map(repr, islice(schema.names, 8))) or "none"
            raise UnreadableError(f"no column {name!r}; the columns are {named}")
    return wanted


def _size(file: str) -> int:
    try:
        return os.path.getsize(file)
    except OSError:
        return 0


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and not isinstance(error, gzip.BadGzipFile):
        return reason(error)
    if isinstance(error, EOFError):
        return "the compressed file is cut off"
    return " ".join(str(error).split())


def _raise(error: OSError) -> None:
    raise InputError(f"{error.filename}: {reason(error)}") from error
