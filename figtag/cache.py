"""The user's cache folder: what costs time to make and follows from files that seldom change.

What is missing, damaged or not writable there costs time only.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

KEPT = 8
"""How many caches of a kind are kept, the newest."""


def directory() -> Path:
    """The folder, whether it is there or not."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        home = Path("~/AppData/Local")
    elif sys.platform == "darwin":
        base = None
        home = Path("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
        home = Path("~/.cache")
    try:
        return Path(base or home.expanduser()) / "figtag"
    except RuntimeError:  # a user without a home
        return Path(os.devnull)


def write(place: Path, data: bytes) -> None:
    """Write a cache whole or not at all, and remove old ones of its kind: ``tables-*.json``."""
    import tempfile

    written = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            written = file.name
            file.write(data)
        os.replace(written, place)
        written = ""
        kind = place.name.partition("-")[0]
        caches = sorted(place.parent.glob(f"{kind}-*{place.suffix}"), key=lambda path: path.stat().st_mtime)
        for old in caches[:-KEPT]:
            old.unlink()
    except OSError:
        if written:
            Path(written).unlink(missing_ok=True)
