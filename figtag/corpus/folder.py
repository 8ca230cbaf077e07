"""The folder of a corpus: parts, errors and a manifest, which lose and repeat nothing whenever the program is killed.

A part is written under another name, forced to the disk, renamed, and only then listed in the manifest, which is
replaced as a whole. What the manifest does not list does not count: it is removed when the run goes on. What is no part
begins with a sign that readers of folders of Parquet pass over.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import compute

from figtag.corpus.inputs import Place
from figtag.corpus.parts import Part, part_of
from figtag.corpus.schema import ERROR, SCHEMA
from figtag.labels import Label

MANIFEST = "_manifest.json"
ERRORS = "_errors.jsonl"
_PART = "part-"
_LOCK = ".lock"
_NEW = ".new-"
"""The beginning of the name of a file that is being written."""


class FolderError(Exception):
    """The folder cannot be written or gone on with; the message says why and what to do."""


@dataclass(slots=True)
class Manifest:
    """What a corpus was made from and by, and what of it is done."""

    plan: dict[str, Any]
    """What must be the same for a run to go on: versions, options and inputs."""
    parts: list[dict[str, Any]] = field(default_factory=list)
    """Each part with its name, articles, rows and size in bytes."""
    file: int = 0
    row: int = 0
    """How far the inputs are read: whole files, and articles of the next."""
    done: int = 0
    """Bytes of the inputs that are read."""
    articles: int = 0
    """Articles done, those that failed too."""
    failed: int = 0
    rows: int = 0
    labels: dict[str, int] = field(default_factory=lambda: {label.value: 0 for label in Label})
    """Rows by label."""
    errors_bytes: int = 0
    """Length of the file of errors."""
    finished: bool = False

    @property
    def place(self) -> Place:
        """How far the inputs are read."""
        return Place(self.file, self.row)


class Folder:
    """A folder that is being written, by one program at a time."""

    def __init__(self, path: str, form: str) -> None:
        self.path = Path(path)
        self._form = form
        self._lock: int | None = None
        self._part: Part | None = None
        self._counts = _Counts()
        self._failures: list[str] = []
        self.manifest = Manifest({})

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *error: object) -> None:
        if self._part is not None:
            self._part.drop()
        if self._lock is not None:
            os.close(self._lock)

    def begin(self, plan: dict[str, Any], *, restart: bool) -> None:
        """Take the folder, and go on where its manifest says; with ``restart`` remove what it holds of a corpus.

        Raises :class:`FolderError`.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        self._take()
        if not (self.path / MANIFEST).exists():
            self._must_be_empty()
        kept = None if restart else read_manifest(self.path)
        if kept is not None and kept.plan != plan:
            told = "; ".join(differences(kept.plan, plan))
            raise FolderError(
                f"{self.path} was begun otherwise: {told}; name another folder, or --restart to begin anew"
            )
        if kept is not None:
            self._must_be_whole(kept)
        self.manifest = kept or Manifest(plan)
        self._clear()
        if kept is None:
            self._save()

    def add(self, batch: pa.RecordBatch) -> None:
        """Add rows to the part; those of articles that failed go to the errors."""
        if self._part is None:
            self._part = part_of(self._form, self.path / (_NEW + self._name()))
        fine = compute.is_null(batch.column(ERROR.name))
        failed = batch.select(["document", ERROR.name]).filter(compute.invert(fine))
        self._failures += [json.dumps(row, ensure_ascii=False) + "\n" for row in failed.to_pylist()]
        figures = batch.filter(fine).drop_columns([ERROR.name]).cast(SCHEMA)
        self._counts.add(figures)
        self._part.write(figures)

    def commit(self, place: Place, done: int, articles: int, *, finished: bool) -> None:
        """End the part, with the articles that it was made of, and list it; with it the inputs are read so far."""
        manifest = self.manifest
        if self._part is None and (articles or not manifest.parts):
            self._part = part_of(self._form, self.path / (_NEW + self._name()))
        if self._part is not None:
            size = self._part.finish(self.path / self._name())
            part = {"name": self._name(), "articles": articles, "rows": self._counts.rows, "bytes": size}
            manifest.parts.append(part)
        manifest.errors_bytes += self._write_errors()
        manifest.file, manifest.row, manifest.done = place.file, place.row, done
        manifest.articles += articles
        manifest.failed += len(self._failures)
        manifest.rows += self._counts.rows
        for label, count in self._counts.labels.items():
            manifest.labels[label] += count
        manifest.finished = finished
        _sync_folder(self.path)
        self._save()
        self._part, self._counts, self._failures = None, _Counts(), []

    def _name(self) -> str:
        return f"{_PART}{len(self.manifest.parts):06}.{self._form}"

    def _write_errors(self) -> int:
        """Add the failures to the file of errors; how many bytes they take."""
        if not self._failures:
            return 0
        data = "".join(self._failures).encode()
        with open(self.path / ERRORS, "ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return len(data)

    def _save(self) -> None:
        new = self.path / (_NEW + MANIFEST)
        with open(new, "w", encoding="utf-8") as file:
            json.dump(asdict(self.manifest), file, indent=1, ensure_ascii=False)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.path / MANIFEST)
        _sync_folder(self.path)

    def _take(self) -> None:
        """Lock the folder; the system takes the lock back whenever the program ends."""
        if sys.platform == "win32":
            return
        import fcntl

        self._lock = os.open(self.path / _LOCK, os.O_CREAT | os.O_RDWR, 0o666)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FolderError(f"{self.path} is being written by another figtag; wait for it or name another") from error

    def _must_be_empty(self) -> None:
        names = (one.name for one in self.path.iterdir())
        others = sorted(name for name in names if name != _LOCK and not name.startswith(_NEW))
        if others:
            raise FolderError(
                f"{self.path} holds {others[0]!r} and no manifest of a corpus; name an empty or new folder"
            )

    def _clear(self) -> None:
        """Remove what the manifest does not list: what was being written when the program ended."""
        listed = {part["name"] for part in self.manifest.parts}
        for one in self.path.iterdir():
            if (one.name.startswith(_PART) and one.name not in listed) or one.name.startswith(_NEW):
                one.unlink()
        if self.manifest.errors_bytes == 0:
            (self.path / ERRORS).unlink(missing_ok=True)
        elif _size(self.path / ERRORS) > self.manifest.errors_bytes:
            os.truncate(self.path / ERRORS, self.manifest.errors_bytes)

    def _must_be_whole(self, manifest: Manifest) -> None:
        """Raise when something that the manifest lists is not there."""
        for name, size in [(part["name"], part["bytes"]) for part in manifest.parts]:
            if _size(self.path / name) != size:
                raise FolderError(f"{self.path / name} is not as it was written; --restart to begin anew")
        if _size(self.path / ERRORS) < manifest.errors_bytes:
            raise FolderError(f"{self.path / ERRORS} is not as it was written; --restart to begin anew")


class _Counts:
    """Rows of a part, also by label."""

    def __init__(self) -> None:
        self.rows = 0
        self.labels: dict[str, int] = {}

    def add(self, figures: pa.RecordBatch) -> None:
        """Count rows."""
        self.rows += figures.num_rows
        for label, count in Counter(figures.column("label").to_pylist()).items():
            if label is not None:
                self.labels[label] = self.labels.get(label, 0) + count


def read_manifest(path: Path) -> Manifest | None:
    """The manifest of a folder; None when there is none. Raises :class:`FolderError` for a damaged one."""
    try:
        return Manifest(**json.loads((path / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        mend = "name another folder, or --restart to begin anew"
        raise FolderError(f"{path / MANIFEST} is damaged, or of another version of figtag: {error}; {mend}") from error


def differences(kept: dict[str, Any], now: dict[str, Any], path: str = "") -> list[str]:
    """In words, what is not as it was.

    >>> differences({"options": {"all": True}, "figtag": "1"}, {"options": {"all": False}, "figtag": "1"})
    ['options.all was true and is false']
    """
    found = []
    for key in dict.fromkeys((*kept, *now)):
        old, new = kept.get(key), now.get(key)
        if isinstance(old, dict) and isinstance(new, dict):
            found += differences(old, new, f"{path}{key}.")
        elif old != new:
            found.append(f"{path}{key} was {_short(old)} and is {_short(new)}")
    return found


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:59] + "…"


def _size(path: Path) -> int:
    """The size of a file, 0 when there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _sync_folder(path: Path) -> None:
    """Force the names of a folder's files to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
