"""The files that the arguments stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

STDIN = "-"


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """A file, or standard input, for reading bytes."""
    if path == STDIN:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        yield sys.stdin.buffer
        return
    with open(path, "rb") as file:
        yield file


def read_bytes(path: str) -> bytes:
    """The bytes of a file or of standard input."""
    with opened(path) as file:
        return file.read()


def same_file(path: str, other: str) -> bool:
    """True when two paths lead to one file that exists."""
    with suppress(OSError):
        return os.path.samefile(path, other)
    return False
