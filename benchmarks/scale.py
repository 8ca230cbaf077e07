"""What an engine costs, and what large corpora would: ``python -m benchmarks.scale``.

Each engine that is installed audits the same articles, each copy with a number of its own, after a few that are not
counted. Rates are by the clock; processor time is that of all processes of this program, and says what the engine takes
beside the audits also where other work disturbs the clock. ``--write`` puts the tables into ``docs/scale.md``.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import pyarrow as pa
from tabulate import tabulate

from benchmarks.articles import ROOT, load_articles
from benchmarks.machine import machine
from figtag.corpus import BATCH_SCHEMA, audit_batch, audit_batches
from figtag.corpus.articles import Manner
from figtag.corpus.folder import Folder
from figtag.corpus.inputs import Inputs
from figtag.corpus.ray_engine import on_ray
from figtag.corpus.run import Engine, Options, audit_task, make_corpus, processes
from figtag.read.feeds import Fields

PAGE = ROOT / "docs" / "scale.md"
_PART = re.compile(r"(?<=<!-- measured: begin -->\n).*?(?=<!-- measured: end -->)", re.S)
BATCH = 64
"""Articles of a batch."""
WARM = 64
"""Articles that are not counted."""

CRAWL_PAGES = 2.64e9
"""Pages of the crawl of December 2024, as Common Crawl announced it."""
PACKED = 4.54 * 2**40 / 1.72e9
"""Bytes of text a page, compressed: the WET files of September 2016, as Common Crawl announced them."""
UNPACKING = 2.7
"""How many times as long text is when unpacked: assumed."""
ENGLISH = 0.45
"""The share of English: assumed."""

Audit = Callable[[pa.Table], int]
"""From a table of articles to the number of rows that were found."""


@dataclass(frozen=True, slots=True)
class Way:
    """An engine, and how many processes of it audit."""

    name: str
    workers: int
    open: Callable[[], AbstractContextManager[Audit]]


@dataclass(frozen=True, slots=True)
class Cost:
    """What was measured of an engine."""

    name: str
    workers: int
    start: float
    """Seconds until the first articles were done."""
    seconds: float
    processor: float
    rows: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page when asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--mb", type=float, default=4, help="megabytes of text [4]")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each engine, of which the best counts [3]")
    parser.add_argument("--engine", action="append", metavar="WORD", help="only engines with this in their name")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/scale.md too")
    chosen = parser.parse_args(arguments)
    articles, size = crawl(chosen.mb)
    costs, load = [], os.getloadavg()[0]
    for way in ways():
        if chosen.engine is None or any(word in way.name for word in chosen.engine):
            try:
                costs.append(measure(way, articles, chosen.rounds))
            except ImportError as error:
                print(f"{way.name} is left out: {error}", file=sys.stderr)
    head = f"{machine()}, load before {load:.1f}; {articles.num_rows} articles, {size:.1f} MB."
    text = f"{head}\n\n{table(costs, articles.num_rows, size)}\n\n{estimate(costs[0], size)}\n"
    print(text)
    if chosen.write:
        PAGE.write_text(_PART.sub(lambda _: f"\n{text}", PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def crawl(size: float) -> tuple[pa.Table, float]:
    """Articles of so many MB in all, and how many they are to the byte."""
    texts, ids, written = [], [], 0.0
    sources = load_articles()
    for number in count():
        texts.append(f"{sources[number % len(sources)].text}\n\nCopy {number}.\n")
        ids.append(str(number))
        written += len(texts[-1].encode()) / 1e6
        if written >= size:
            break
    return pa.table({"id": ids, "text": texts}), written


def ways() -> Iterator[Way]:
    """The engines, the function alone first."""
    yield Way("audit_batch in one process", 1, lambda: nullcontext(_alone))
    yield Way("figtag corpus, in one process", 1, partial(_corpus, _in_process))
    yield Way("figtag corpus --jobs 2", 2, partial(_corpus, processes(2)))
    yield Way("figtag corpus --engine ray --jobs 2", 2, _ray_corpus)
    yield Way("Ray, map_batches", 2, _ray)
    yield Way("Spark, mapInArrow", 2, _spark)
    yield Way("DuckDB", 1, lambda: nullcontext(_duckdb))
    yield Way("Polars, map_batches", 1, lambda: nullcontext(_polars))


def measure(way: Way, articles: pa.Table, rounds: int) -> Cost:
    """An engine on all articles, its best round."""
    begun = time.perf_counter()
    with way.open() as audit:
        audit(articles.slice(0, WARM))
        start = time.perf_counter() - begun
        runs = []
        for _ in range(max(rounds, 1)):
            before, clock = _processor(), time.perf_counter()
            rows = audit(articles)
            runs.append((time.perf_counter() - clock, _processor() - before))
    return Cost(way.name, way.workers, start, min(run[0] for run in runs), median(run[1] for run in runs), rows)


def _processor() -> float:
    """Seconds that this program and its processes, those that ended among them, took so far."""
    program = psutil.Process()
    total = 0.0
    for process in (program, *program.children(recursive=True)):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def table(costs: Sequence[Cost], articles: int, size: float) -> str:
    """A row for each engine, compared with the first."""
    first = costs[0]
    rows = [
        (
            cost.name,
            cost.workers,
            f"{cost.start:.1f}",
            f"{size / cost.seconds:.3f}",
            f"{articles / cost.seconds:,.0f}",
            f"{cost.rows / cost.seconds:,.0f}",
            f"{cost.seconds * cost.workers / first.seconds:.2f}",
            f"{cost.processor / first.processor:.2f}",
        )
        for cost in costs
    ]
    rates = ("MB/s", "articles/s", "rows/s")
    heads = ("engine", "processes", "s to start", *rates, "clock times processes", "processor time")
    return tabulate(rows, heads, "github", disable_numparse=True, colalign=("left", *["right"] * 7))


def estimate(cost: Cost, size: float) -> str:
    """Hours of one processor for corpora that nobody has here, reckoned from the rate of the first engine."""
    hour = cost.processor / (size * 1e6) / 3600
    text = PACKED * UNPACKING * CRAWL_PAGES
    rows = [
        ("1 TB of text", 1e12),
        (f"a monthly crawl's text, {text / 1e12:.0f} TB", text),
        (f"its English part, {ENGLISH * text / 1e12:.0f} TB", ENGLISH * text),
    ]
    told = [
        (
            name,
            f"{bytes * hour:,.0f}",
            f"{bytes * hour / 1000:,.1f}",
            f"{bytes * hour * cost.rows / cost.processor * 3600 / 1e9:,.1f}",
        )
        for name, bytes in rows
    ]
    heads = ("corpus", "core-hours", "hours on 1,000 cores", "rows, billions")
    return tabulate(told, heads, "github", disable_numparse=True, colalign=("left", *["right"] * 3))


def _alone(articles: pa.Table) -> int:
    return sum(audit_batch(batch).num_rows for batch in articles.to_batches(BATCH))


def _in_process(tasks: Iterable[Any]) -> Iterator[Any]:
    return ((task.chunk, audit_task(task)) for task in tasks)


@contextmanager
def _corpus(engine: Engine) -> Iterator[Audit]:
    """The whole command: from JSON Lines to Parquet."""
    with TemporaryDirectory() as name:

        def audit(articles: pa.Table) -> int:
            path, out = Path(name, f"{articles.num_rows}.jsonl"), str(Path(name, "out"))
            if not path.exists():
                path.write_text("".join(json.dumps(row) + "\n" for row in articles.to_pylist()), encoding="utf-8")
            inputs = Inputs((str(path),), Fields("text", "id"), feeds=True, out=out)
            with Folder(out, "parquet") as folder:
                return make_corpus(inputs, folder, Options(manner=Manner()), engine, restart=True).rows

        yield audit


@contextmanager
def _with_ray() -> Iterator[Any]:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False)
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def _ray_corpus() -> Iterator[Audit]:
    with _with_ray(), _corpus(on_ray(jobs=2)) as audit:
        yield audit


@contextmanager
def _ray() -> Iterator[Audit]:
    with _with_ray() as ray:
        import ray.data

        ray.data.DataContext.get_current().enable_progress_bars = False

        def audit(articles: pa.Table) -> int:
            parts = [pa.Table.from_batches([batch]) for batch in articles.to_batches(BATCH)]
            figures = ray.data.from_arrow(parts).map_batches(audit_batch, batch_format="pyarrow", batch_size=BATCH)
            return sum(batch.num_rows for batch in figures.iter_batches(batch_format="pyarrow", batch_size=None))

        yield audit


@contextmanager
def _spark() -> Iterator[Audit]:
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    builder: Any = SparkSession.builder
    session = builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    schema = from_arrow_schema(BATCH_SCHEMA)
    try:
        yield lambda articles: len(
            session.createDataFrame(articles).repartition(8).mapInArrow(audit_batches, schema).toArrow()
        )
    finally:
        session.stop()


def _duckdb(articles: pa.Table) -> int:
    import duckdb

    reader = duckdb.connect().from_arrow(articles).to_arrow_reader(BATCH)
    figures = pa.RecordBatchReader.from_batches(BATCH_SCHEMA, audit_batches(reader))
    return int(duckdb.connect().from_arrow(figures).to_arrow_table().num_rows)


def _polars(articles: pa.Table) -> int:
    import polars

    def audit(frame: polars.DataFrame) -> polars.DataFrame:
        return polars.DataFrame(audit_batch(frame.to_arrow()))

    schema = polars.DataFrame(BATCH_SCHEMA.empty_table()).schema
    frame = polars.DataFrame(articles).lazy()
    return frame.map_batches(audit, schema=schema).collect().height


if __name__ == "__main__":
    sys.exit(main())
