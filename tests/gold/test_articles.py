"""figtag against the sixteen articles of ``tests/gold/articles/``, labelled by hand before figtag had seen them."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import figtag
from tests.units import same_unit

FOLDER = Path(__file__).parent / "articles"
ARTICLES = {path.stem: path for path in sorted(FOLDER.iterdir()) if path.suffix in {".txt", ".md", ".html"}}

FLOORS = {
    "end to end F1": 0.78,
    "figure F1": 0.97,
    "role": 0.955,
    "value": 0.955,
    "unit": 0.96,
}

Row = dict[str, Any]
Pair = tuple[Row | None, figtag.Mention | None]


def gold_of(name: str) -> list[Row]:
    """The labelled mentions of an article."""
    rows: list[Row] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
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
def scores() -> dict[str, float]:
    """How far figtag agrees with the gold over all the articles, each measure between 0 and 1."""
    every = [pair for name in ARTICLES for pair in pairs(name)]
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


def test_there_are_sixteen_articles() -> None:
    assert len(ARTICLES) == 16


@pytest.mark.parametrize("name", ARTICLES)
def test_the_gold_fits_its_article(name: str) -> None:
    text, end = ARTICLES[name].read_bytes().decode("utf-8"), 0
    for row in gold_of(name):
        assert text[row["start"] : row["end"]] == row["text"]
        assert row["start"] >= end
        end = row["end"]


@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_figtag_keeps_its_floor(measure: str, floor: float) -> None:
    assert scores()[measure] >= floor
