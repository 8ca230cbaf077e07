"""Read the tables of a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from figtag.labels import EvidenceKind
from figtag.tables.rows import Alone, CueRow, Direction, Reach, Tables, UnitRow, WordRow

FOLDER = Path(__file__).parent


@cache
def load_tables(language: str = "en") -> Tables:
    """The rows of a language's folder of tables."""
    cues: list[CueRow] = []
    units: list[UnitRow] = []
    words: dict[str, list[WordRow]] = {}
    for path in sorted((FOLDER / language).rglob("*.toml")):
        with path.open("rb") as file:
            table = tomllib.load(file)
        family = table["family"]
        for row in table.get("cue", ()):
            gives = row.get("gives", table.get("gives"))
            cues.append(
                CueRow(
                    id=row["id"],
                    family=family,
                    say=tuple(row["say"]),
                    unless=tuple(row.get("unless", ())),
                    gives=None if gives is None else EvidenceKind(gives),
                    direction=Direction(row.get("direction", table.get("direction", "forward"))),
                    reach=Reach(row.get("reach", table.get("reach", "clause"))),
                    why=row["why"],
                    needs=tuple(row.get("needs", ())),
                    condition=row.get("condition", False),
                    carries=row.get("carries", False),
                )
            )
        for row in table.get("word", ()):
            words.setdefault(family, []).append(
                WordRow(
                    id=row["id"],
                    family=family,
                    say=tuple(row["say"]),
                    value=str(row.get("value", "")),
                    unless=tuple(row.get("unless", ())),
                    why=row["why"],
                )
            )
        for row in table.get("unit", ()):
            units.append(
                UnitRow(
                    id=row["id"],
                    unit=row["unit"],
                    kind=row.get("kind", table.get("kind", "")),
                    words=tuple(row.get("words", ())),
                    symbols=tuple(row.get("symbols", ())),
                    before=tuple(row.get("before", ())),
                    prefixes=tuple(row.get("prefixes", ())),
                    define=tuple(row.get("define", ())),
                    why=row["why"],
                    alone=Alone(row.get("alone", "free")),
                )
            )
    return Tables(tuple(cues), tuple(units), {family: tuple(rows) for family, rows in words.items()})
