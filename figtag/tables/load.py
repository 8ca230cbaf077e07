"""Read the tables of a language.

Reading and checking TOML takes a good part of a second, so the rows are kept, as JSON, in the user's cache directory
under a hash of the files that they come from. A cache that is missing, damaged or not writable costs time only.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

import figtag
from figtag import cache
from figtag.tables.rows import CueRow, Tables, UnitRow, WordRow

if TYPE_CHECKING:
    from figtag.tables.models import Row, TableFile

FOLDER = Path(__file__).parent


class TablesError(ValueError):
    """A file of tables that does not load; the message names the file, the row and the mend."""


@functools.cache
def load_tables(language: str = "en", extra: tuple[Path, ...] = ()) -> Tables:
    """The rows of a language's folder, and those of ``extra`` files after them.

    Raises :class:`TablesError` when a file does not hold what it should.

    >>> [row.unit for row in load_tables().units if row.id == "models.token"]
    ['token']
    """
    paths = (*table_paths(language), *extra)
    try:
        files = [(path, path.read_bytes()) for path in paths]
    except OSError as error:
        raise TablesError(f"{error.filename}: {error.strerror}") from error
    if not files:
        raise TablesError(f"{language}: there are no tables of this language")
    place = cache.directory() / f"tables-{_key(files)}.json"
    tables = _from_cache(place)
    if tables is None:
        tables = _tables(read_table(path, data) for path, data in files)
        cache.write(place, msgspec.json.encode(tables))
    return tables


def table_paths(language: str = "en") -> tuple[Path, ...]:
    """The files of a language's folder, in the order in which they are read."""
    return tuple(sorted((FOLDER / language).rglob("*.toml")))


def read_table(path: Path, data: bytes) -> TableFile:
    """One file, checked; raises :class:`TablesError`."""
    import tomllib

    from pydantic import ValidationError

    from figtag.tables.models import TableFile

    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TablesError(f"{path}: {error}") from error
    try:
        return TableFile.model_validate(content)
    except ValidationError as error:
        raise TablesError(f"{path}: {_first_fault(error.errors(include_url=False), content)}") from None


def _first_fault(faults: list[Any], content: dict[str, Any]) -> str:
    """The first fault in words: which row, which key, what is wrong."""
    where = list(faults[0]["loc"])
    said = str(faults[0]["msg"]).removeprefix("Value error, ")
    place = ""
    if len(where) > 1 and isinstance(where[1], int):
        kind, number, *where = where
        row = content[kind][number]
        name = row.get("id") if isinstance(row, dict) else None
        place = f"{name or f'{kind} row {number + 1}'}: "
    key = ".".join(str(part) for part in where)
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{place}{key + ': ' if key else ''}{said}{more}"


# Rows


def _tables(files: Iterable[TableFile]) -> Tables:
    cues: list[CueRow] = []
    units: list[UnitRow] = []
    words: dict[str, list[WordRow]] = {}
    ids: set[str] = set()
    for file in files:
        for row in file.rows:
            if row.id in ids:
                raise TablesError(f"{row.id}: this id stands in two rows; ids are unique")
            ids.add(row.id)
        for cue in file.cue:
            own = {name: getattr(cue, name) or getattr(file, name) for name in ("gives", "direction", "reach")}
            cues.append(CueRow(**{**_values(cue, CueRow), "family": file.family, **own}))
        for word in file.word:
            own = {"family": file.family, "value": str(word.value)}
            words.setdefault(file.family, []).append(WordRow(**{**_values(word, WordRow), **own}))
        units.extend(UnitRow(**{**_values(unit, UnitRow), "kind": unit.kind or file.kind}) for unit in file.unit)
    return Tables(tuple(cues), tuple(units), {family: tuple(rows) for family, rows in words.items()})


def _values(row: Row, kind: type[Struct]) -> dict[str, Any]:
    """The values of a checked row that the program uses, by the names of their fields."""
    return {name: getattr(row, name) for name in kind.__struct_fields__ if hasattr(row, name)}


# The cache


def _key(files: list[tuple[Path, bytes]]) -> str:
    """A hash of all that the rows follow from: the files, their order, and the code that reads them."""
    digest = hashlib.sha256(figtag.__version__.encode())
    for module in (Path(__file__), Path(__file__).with_name("rows.py"), Path(__file__).with_name("models.py")):
        try:
            digest.update(module.read_bytes())
        except OSError:  # run from an archive: the version stands for the code
            digest.update(b"\0")
    for _, data in files:
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()[:32]


def _from_cache(place: Path) -> Tables | None:
    """The tables that a cache holds; None when it is missing or damaged."""
    try:
        return msgspec.json.decode(place.read_bytes(), type=Tables)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None
