"""The files that the arguments stand for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

STDIN = "-"
ARTICLES = (".txt", ".md", ".html", ".docx", ".pdf")
"""The articles of a folder."""


def find_files(folder: str, suffixes: tuple[str, ...], unreadable: Callable[[OSError], None]) -> Iterator[str]:
    """The files below a folder in order of name, without hidden ones; what cannot be listed is told of."""
    for at, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(suffixes) and not name.startswith("."):
                yield os.path.join(at, name)


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
