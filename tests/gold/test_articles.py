"""figtag against the articles of ``articles/`` and ``more/``, all labelled by hand before figtag had seen them.

The sixteen of ``articles/`` have since been used to mend rules; the twelve of ``more/`` were written after that, and
have been looked at since.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import figtag
from tests.units import same_unit

HERE = Path(__file__).parent
MEASURES = ("end to end F1", "figure F1", "role", "value", "unit")
FLOORS = {
    "articles": (0.97, 0.985, 0.98, 0.965, 0.975),
    "more": (0.94, 0.975, 0.965, 0.96, 0.95),
}
ARTICLES = {
    f"{folder}/{path.stem}": path
    for folder in FLOORS
    for path in sorted((HERE / folder).iterdir())
    if path.suffix in {".txt", ".md", ".html"}
}

Row = dict[str, Any]
Pair = tuple[Row | None, figtag.Mention | None]


def gold_of(name: str) -> list[Row]:
    """The labelled mentions of an article."""
    rows: list[Row] = json.loads(ARTICLES[name].with_suffix(".json").read_text("utf-8"))
    return rows


def pairs(name: str) -> list[Pair]:
    """Gold rows and mentions one to one by largest overlap; what has no partner stands with none."""
    rows, mentions = gold_of(name), figtag.audit(ARTICLES[name]).mentions
    touching = [
        (min(row["end"], m.end) - max(row["start"], m.start), i, j)
        for i, row in enumerate(rows)
        for j, m in enumerate(mentions)
        if row["start"] < m.end and m.start < row["end"]
    ]
    of_row: dict[int, int] = {}
    for _, i, j in sorted(touching, key=lambda each: (-each[0], each[1:])):
        if i not in of_row and j not in of_row.values():
            of_row[i] = j
    found = [(row, mentions[of_row[i]] if i in of_row else None) for i, row in enumerate(rows)]
    taken = set(of_row.values())
    return [*found, *((None, m) for j, m in enumerate(mentions) if j not in taken)]


def counts(row: Row | None) -> bool:
    """Whether a gold row is a figure that is counted."""
    return row is not None and row["role"] == "figure" and not row["minor"]


def shown(mention: figtag.Mention | None) -> bool:
    """Whether a mention is a figure that is counted."""
    return mention is not None and mention.role == "figure" and not mention.minor


def same_number(gold: str | None, said: Decimal | None) -> bool:
    if gold is None or said is None:
        return gold is None and said is None
    return abs(Decimal(gold) - said) <= abs(Decimal(gold)) * Decimal("1e-5")


@cache
def scores(folder: str) -> dict[str, float]:
    """How far figtag agrees with the gold of a folder, each measure between 0 and 1."""
    every = [pair for name in ARTICLES if name.startswith(f"{folder}/") for pair in pairs(name)]
    both = [(row, m) for row, m in every if row is not None and m is not None]
    figures = [(row, m) for row, m in both if counts(row) and shown(m)]
    true = sum(counts(row) for row, _ in every)
    minor = [(row, m) for row, m in both if row["role"] == "figure" and row["minor"]]
    said = sum(shown(m) for _, m in every) - sum(shown(m) for _, m in minor)
    right = sum(m.label in (row["label"], row["alternative"]) for row, m in figures)
    values = [same_number(row["low"], m.low) and same_number(row["high"], m.high) for row, m in figures]
    return {
        "end to end F1": 2 * right / (said + true),
        "figure F1": 2 * len(figures) / (said + true),
        "role": sum(row["role"] == m.role for row, m in both) / len(both),
        "value": sum(values) / len(values),
        "unit": sum(same_unit(m.unit, row["unit"]) for row, m in figures) / len(figures),
    }


def test_there_are_sixteen_articles_and_twelve_more() -> None:
    assert [sum(name.startswith(f"{folder}/") for name in ARTICLES) for folder in FLOORS] == [16, 12]


@pytest.mark.parametrize("name", ARTICLES)
def test_the_gold_fits_its_article(name: str) -> None:
    text, end = ARTICLES[name].read_bytes().decode("utf-8"), 0
    for row in gold_of(name):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["start"] >= end
        end = row["end"]


@pytest.mark.parametrize(
    ("folder", "measure", "floor"),
    [
        (folder, measure, floor)
        for folder, floors in FLOORS.items()
        for measure, floor in zip(MEASURES, floors, strict=True)
    ],
)
def test_figtag_keeps_its_floor(folder: str, measure: str, floor: float) -> None:
    assert scores(folder)[measure] >= floor
