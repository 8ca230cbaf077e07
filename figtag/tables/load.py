"""Read the tables of a language.

Reading and checking TOML takes a good part of a second, so the rows are kept, as JSON, in the user's cache directory
under a hash of the files that they come from. A cache that is missing, damaged or not writable costs time only.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import figtag
from figtag.labels import EvidenceKind
from figtag.tables.rows import Alone, CueRow, Direction, Reach, Tables, UnitRow, WordRow

if TYPE_CHECKING:
    from figtag.tables.models import TableFile

FOLDER = Path(__file__).parent

KEPT = 8
"""How many caches are kept, the newest."""

Rows = dict[str, list[list[Any]]]
"""The rows by kind, each as the values of its record in order: what the cache holds."""


class TablesError(ValueError):
    """A file of tables that does not load; the message names the file, the row and the mend."""


@cache
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
    key = _key(files)
    place = _cache_directory() / f"tables-{key[:32]}.json"
    tables = _from_cache(place, key)
    if tables is None:
        rows = _rows(read_table(path, data) for path, data in files)
        text = json.dumps({"key": key, "rows": rows}, ensure_ascii=False, separators=(",", ":"))
        _write_cache(place, text)
        tables = _tables(json.loads(text)["rows"])
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


# Rows as values


def _rows(files: Iterable[TableFile]) -> Rows:
    rows: Rows = {"cue": [], "unit": [], "word": []}
    ids: set[str] = set()
    for file in files:
        for row in file.rows:
            if row.id in ids:
                raise TablesError(f"{row.id}: this id stands in two rows; ids are unique")
            ids.add(row.id)
        for cue in file.cue:
            gives, direction, reach = cue.gives or file.gives, cue.direction or file.direction, cue.reach or file.reach
            shape = [cue.needs, cue.condition, cue.carries, cue.reported, cue.follow, cue.next, cue.opens]
            shape += [cue.worked, cue.glued, cue.subject, cue.weights, cue.decided, cue.share, cue.odds, cue.common]
            rows["cue"].append([cue.id, file.family, cue.say, cue.unless, gives, direction, reach, cue.why, *shape])
        for word in file.word:
            rows["word"].append([word.id, file.family, word.say, str(word.value), word.unless, word.why])
        for unit in file.unit:
            forms = [unit.words, unit.symbols, unit.before, unit.prefixes, unit.define, unit.shown]
            rows["unit"].append([unit.id, unit.unit, unit.kind or file.kind, *forms, unit.why, unit.alone])
    return rows


def _tables(rows: Rows) -> Tables:
    cues = [
        CueRow(
            id,
            family,
            tuple(say),
            tuple(unless),
            EvidenceKind(gives) if gives else None,
            Direction(direction),
            Reach(reach),
            why,
            tuple(needs),
            condition,
            carries,
            reported,
            tuple(follow),
            tuple(next),
            *flags,
        )
        for (
            id,
            family,
            say,
            unless,
            gives,
            direction,
            reach,
            why,
            needs,
            condition,
            carries,
            reported,
            follow,
            next,
            *flags,
        ) in rows["cue"]
    ]
    units = []
    for id, unit, kind, *forms, why, alone in rows["unit"]:
        words, symbols, before, prefixes, define, shown = map(tuple, forms)
        units.append(UnitRow(id, unit, kind, words, symbols, before, prefixes, define, why, shown, Alone(alone)))
    by_family: dict[str, list[WordRow]] = {}
    for id, family, say, value, unless, why in rows["word"]:
        by_family.setdefault(family, []).append(WordRow(id, family, tuple(say), value, tuple(unless), why))
    return Tables(tuple(cues), tuple(units), {family: tuple(group) for family, group in by_family.items()})


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
    return digest.hexdigest()


def _cache_directory() -> Path:
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


def _from_cache(place: Path, key: str) -> Tables | None:
    """The tables that a cache holds; None when it is missing, damaged or another's."""
    try:
        kept = json.loads(place.read_bytes())
        return _tables(kept["rows"]) if kept["key"] == key else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _write_cache(place: Path, text: str) -> None:
    """Write a cache whole or not at all."""
    import tempfile

    written = ""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as file:
            written = file.name
            file.write(text)
        os.replace(written, place)
        written = ""
        caches = sorted(place.parent.glob("tables-*.json"), key=lambda path: path.stat().st_mtime)
        for old in caches[:-KEPT]:
            old.unlink()
    except OSError:
        if written:
            Path(written).unlink(missing_ok=True)
