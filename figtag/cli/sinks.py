"""Where a report goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Any

import click

from figtag.cli.inputs import STDIN, same_file
from figtag.cli.messages import BAD, complain, shown
from figtag.faults import reason
from figtag.report import BINARY


class StdoutSink:
    """Standard output."""

    def __init__(self, form_name: str) -> None:
        if sys.stdout is None:
            raise BadOutput("standard output", "it is closed")
        if form_name in BINARY and sys.stdout.isatty():
            raise BadOutput("the terminal", f"{form_name} is no text; name a file with -o")
        if hasattr(sys.stdout, "reconfigure"):
            if form_name == "table":
                sys.stdout.reconfigure(errors="replace")
            else:
                sys.stdout.reconfigure(encoding="utf-8")

    def __enter__(self) -> StdoutSink:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def write(self, pieces: Iterable[str | bytes]) -> None:
        """Write the pieces of a report as they come."""
        for piece in pieces:
            if isinstance(piece, bytes):
                sys.stdout.buffer.write(piece)
            else:
                sys.stdout.write(piece)

    def keep(self) -> None:
        """Nothing more to do: what is written is written."""


class FileSink:
    """A file that appears, or is replaced, only when the whole report has been written."""

    def __init__(self, path: str, inputs: list[str]) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        self._part: str | None = None
        if any(same_file(path, file) for file in inputs if file != STDIN):
            raise BadOutput(path, "is one of the articles")
        try:
            self._file = self._open()
        except OSError as error:
            raise BadOutput(path, reason(error)) from error

    def _open(self) -> IO[bytes]:
        if os.path.exists(self._target) and not os.path.isfile(self._target):
            return open(self._target, "wb")
        if os.path.exists(self._target) and not os.access(self._target, os.W_OK):
            raise PermissionError
        import tempfile  # takes its time, and most runs write no file

        handle, self._part = tempfile.mkstemp(dir=os.path.dirname(self._target), prefix=".figtag-")
        return open(handle, "wb")

    def __enter__(self) -> FileSink:
        return self

    def write(self, pieces: Iterable[str | bytes]) -> None:
        """Write the pieces of a report as they come."""
        for piece in pieces:
            try:
                self._file.write(piece if isinstance(piece, bytes) else piece.encode())
            except OSError as error:
                raise BadOutput(self.path, reason(error)) from error

    def keep(self) -> None:
        """Put the report in its place."""
        try:
            self._file.close()
            if self._part is not None:
                os.chmod(self._part, self._mode())
                os.replace(self._part, self._target)
                self._part = None
        except OSError as error:
            raise BadOutput(self.path, reason(error)) from error

    def _mode(self) -> int:
        """The permissions of the file that is replaced, or those that a new file gets."""
        with suppress(OSError):
            return os.stat(self._target).st_mode & 0o777
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._file.close()
        if self._part is not None:
            with suppress(OSError):
                os.unlink(self._part)
            complain(self.path, "not written")


class BadOutput(click.ClickException):
    """An output that cannot be written."""

    exit_code = BAD

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be written: {why}")

    def show(self, file: IO[Any] | None = None) -> None:
        """One line on standard error."""
        complain(shown(self.message))
