"""What went wrong with one article, in words."""

from __future__ import annotations

import os


def fault(error: Exception) -> str:
    """Why an article gives no result: what a reader can mend, else where figtag itself went wrong.

    >>> fault(FileNotFoundError(2, "none"))
    'no such file or folder'
    >>> fault(KeyError("unit"))
    "not audited: an error in figtag itself, KeyError 'unit'; please report these words"
    """
    from figtag.extras import MissingExtraError  # imported here: most runs have nothing to tell
    from figtag.read.errors import UnreadableError

    if isinstance(error, MissingExtraError | UnreadableError):
        return str(error)
    if isinstance(error, OSError):
        return reason(error)
    return f"not audited: an error in figtag itself, {_whereabouts(error)}; please report these words"


def reason(error: OSError) -> str:
    """What the system says went wrong, in words."""
    known = {
        FileNotFoundError: "no such file or folder",
        PermissionError: "no permission",
        IsADirectoryError: "is a folder",
    }
    return known.get(type(error)) or (error.strerror or str(error) or type(error).__name__)


def _whereabouts(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    words = " ".join(f"{type(error).__name__} {error}".split())[:200]
    if trace is None:
        return words
    return f"{words} at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
