"""The examples of the page on scale, run: each engine finds the rows that the function finds without any."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from figtag.corpus import audit_batch

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
EXAMPLES = dict(re.findall(r"^## (\w+)\n\n```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S))
TEXTS = (
    "It costs $5.",
    "No number.",
    "According to the Harbour Institute, rents rose 4.5%.",
    "\x00 5%",
    "It has 40 gates.",
)


def by_ray(run: Callable[[], None]) -> None:
    ray = pytest.importorskip("ray")
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    try:
        run()
    finally:
        ray.shutdown()


def by_spark(run: Callable[[], None]) -> None:
    pytest.importorskip("pyspark")
    run()


def at_once(run: Callable[[], None]) -> None:
    run()


RUNS = {"Ray": by_ray, "Spark": by_spark, "DuckDB": at_once, "Polars": at_once}


def test_every_example_is_run() -> None:
    assert set(EXAMPLES) == set(RUNS)


@pytest.mark.parametrize("engine", RUNS)
def test_an_example_finds_what_the_function_finds(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(PAGE.parents[1]), os.environ.get("PYTHONPATH", "")]))
    articles = pa.table({"id": [f"a{number}" for number in range(100)], "text": [*TEXTS] * 20})
    parquet.write_table(articles, "crawl.parquet", row_group_size=30)
    names: dict[str, Any] = {"__name__": "example"}
    RUNS[engine](lambda: exec(compile(EXAMPLES[engine], f"{PAGE.name}: {engine}", "exec"), names))
    written = f"figures-by-{engine.lower()}"
    found = parquet.read_table(written) if Path(written).is_dir() else parquet.read_table(f"{written}.parquet")
    expected = audit_batch(articles)
    assert found.column_names == expected.column_names
    fields = ["document", "start", "value", "unit", "label", "evidence", "sentence", "error"]
    kept = [row for row in rows(expected, fields) if engine != "DuckDB" or row["error"] is None]
    assert rows(found, fields) == kept


def rows(table: pa.Table, fields: list[str]) -> list[dict[str, Any]]:
    """The rows in an order that no engine keeps by itself."""
    return sorted(table.select(fields).to_pylist(), key=lambda row: (row["document"], row["start"] or 0))
