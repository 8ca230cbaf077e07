"""The files of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

ARTICLES = (".txt", ".md", ".html", ".docx", ".pdf")
"""The articles of a folder."""


def find_files(folder: str, suffixes: tuple[str, ...], unreadable: Callable[[OSError], None]) -> Iterator[str]:
    """The files below a folder in order of name, without hidden ones; what cannot be listed is told of."""
    for at, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(suffixes) and not name.startswith("."):
                yield os.path.join(at, name)
