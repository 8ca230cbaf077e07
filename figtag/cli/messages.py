"""What the command line says beside its results, and how it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

OK, FOUND, BAD, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
"""Exit statuses, as the documentation promises them."""


def complain(*parts: str) -> None:
    """One line on standard error: ``figtag: FILE: what is wrong``."""
    click.echo(": ".join(("figtag", *parts)), err=True)


def shown(name: str) -> str:
    """A file's name as it can be printed on one line."""
    from figtag.report.words import clean

    return clean(name)


def terminal_width() -> int:
    """The columns of the terminal."""
    import shutil  # takes its time, and most runs write to no terminal

    return shutil.get_terminal_size().columns


def forget_stdout() -> None:
    """Keep the interpreter from writing what is left in the buffer when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
