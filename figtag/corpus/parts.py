"""A part of a corpus while it is being written: Parquet, or JSON Lines."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import IO, Any, Protocol

import pyarrow as pa
from pyarrow import parquet

from figtag.corpus.schema import SCHEMA
from figtag.report.jsonl import LINE_ENDS

FORMS = ("parquet", "jsonl")
GROUP = 65_536
"""Rows of a row group of Parquet, about."""


class Part(Protocol):
    """A file that is being written."""

    def write(self, figures: pa.RecordBatch) -> None:
        """Add rows."""

    def finish(self, path: Path) -> int:
        """Force all to the disk and give it its name; its size in bytes."""

    def drop(self) -> None:
        """Give it up."""


def part_of(form: str, path: Path) -> Part:
    """A new part in a form of :data:`FORMS`."""
    return _Parquet(path) if form == "parquet" else _Lines(path)


class _Parquet:
    """Rows are gathered into groups, since small ones compress badly and are slow to read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = open(path, "wb")  # noqa: SIM115 (finish and drop close it)
        self._writer = parquet.ParquetWriter(self._file, SCHEMA, compression="zstd")
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0

    def write(self, figures: pa.RecordBatch) -> None:
        self._waiting.append(figures)
        self._rows += figures.num_rows
        if self._rows >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_batches(self._waiting, SCHEMA))
        self._waiting, self._rows = [], 0

    def finish(self, path: Path) -> int:
        self._flush()
        self._writer.close()
        return _finished(self._file, self._path, path)

    def drop(self) -> None:
        self._writer.close()
        self._file.close()
        self._path.unlink(missing_ok=True)  # an interrupt may come when it has its name already


class _Lines:
    """A row a line, with nested evidence and notices."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = open(path, "wb")  # noqa: SIM115 (finish and drop close it)

    def write(self, figures: pa.RecordBatch) -> None:
        for row in figures.to_pylist():
            line = json.dumps(row, ensure_ascii=False, default=str).translate(LINE_ENDS)
            self._file.write(f"{line}\n".encode())

    def finish(self, path: Path) -> int:
        return _finished(self._file, self._path, path)

    def drop(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)  # an interrupt may come when it has its name already


def _finished(file: IO[Any], path: Path, name: Path) -> int:
    file.flush()
    os.fsync(file.fileno())
    size = file.tell()
    file.close()
    os.replace(path, name)
    return size
