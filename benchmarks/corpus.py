"""``python -m benchmarks.corpus``: `figtag corpus` beside an audit in one process, and the memory that it takes.

The input is a file of JSON Lines made of the articles of :mod:`benchmarks.articles`, again and again, each copy with a
number of its own. Times are of the whole command, starting included, by the clock, and of the processors, which others
that use the machine disturb less; memory is looked at every tenth of a second, of the program and of the largest of its
workers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psutil
from tabulate import tabulate

import figtag
from benchmarks.articles import load_articles
from benchmarks.machine import machine

PROSE = "The harbour lies to the north of the town. Nobody was on the quay, and rain fell on the hills.\n\n"
"""A paragraph without numbers."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured of one way to audit a file."""

    name: str
    size: float
    """MB of text."""
    seconds: float
    processor: float
    """Seconds of all processors."""
    figures: int
    program: float
    """The most memory that the program took, in MB."""
    worker: float = 0
    """The most memory that a worker took, in MB."""


class Watch:
    """What a program and its workers take, as far as looking at them shows it."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._seconds: dict[int, float] = {}
        self.program = 0.0
        self.worker = 0.0

    def look(self) -> None:
        """Look once."""
        try:
            self.program = max(self.program, self._take(self._process))
            for child in self._process.children(recursive=True):
                self.worker = max(self.worker, self._take(child))
        except psutil.NoSuchProcess:
            pass

    def _take(self, process: psutil.Process) -> float:
        """Note the time that a process took; the memory that it has."""
        times = process.cpu_times()
        self._seconds[process.pid] = float(times.user + times.system)
        return float(process.memory_info().rss) / 1e6

    @property
    def processor(self) -> float:
        """Seconds of all processes."""
        return sum(self._seconds.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--mb", type=float, nargs="+", default=[2], help="megabytes of text [2]")
    parser.add_argument("--prose", type=int, default=0, help="times as much text without numbers between them [0]")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="processes [1 2]")
    parser.add_argument("--no-reference", action="store_true", help="leave out the audit in one process")
    chosen = parser.parse_args(arguments)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.mb:
            path = Path(folder, f"{size:g}.jsonl")
            text = write_crawl(path, size, chosen.prose)
            if not chosen.no_reference:
                runs.append(in_process(path, text))
            runs += [command(path, text, jobs, Path(folder)) for jobs in chosen.jobs]
    print(f"{machine()}\n")
    print(table(runs))
    return 0


def write_crawl(path: Path, size: float, prose: int) -> float:
    """Write articles of about ``size`` MB of text in all, so many times of it prose; how many MB they are."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(_texts()):
            body = f"{text}\n\n{PROSE * (len(text) * prose // len(PROSE))}\n\nCopy {number}.\n"
            file.write(json.dumps({"id": str(number), "text": body}) + "\n")
            written += len(body.encode())
            if written >= size * 1e6:
                return written / 1e6
    raise AssertionError("there are always more copies")


def _texts() -> Iterator[str]:
    articles = load_articles()
    for _ in count():
        yield from (article.text for article in articles)


def in_process(path: Path, size: float) -> Run:
    """The audits of all rows, one after the other."""
    watch = Watch(psutil.Process())
    start, before, figures = time.perf_counter(), time.process_time(), 0
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            figures += len(figtag.audit_bytes(row["text"].encode(), row["id"]).figures)
    seconds, processor = time.perf_counter() - start, time.process_time() - before
    watch.look()
    return Run("audits in one process", size, seconds, processor, figures, watch.program)


def command(path: Path, size: float, jobs: int, folder: Path) -> Run:
    """The command with so many processes."""
    out = folder / f"{path.stem}-{jobs}"
    arguments = ["corpus", str(path), "-o", str(out), "--id-field", "id", "--jobs", str(jobs)]
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "figtag", *arguments], stdout=subprocess.DEVNULL) as process:
        watch = Watch(psutil.Process(process.pid))
        while process.poll() is None:
            watch.look()
            time.sleep(0.1)
    seconds = time.perf_counter() - start
    figures = json.loads((out / "_manifest.json").read_text(encoding="utf-8"))["rows"]
    return Run(f"figtag corpus --jobs {jobs}", size, seconds, watch.processor, figures, watch.program, watch.worker)


def table(runs: Sequence[Run]) -> str:
    """A row for each run, beside the first of its size."""
    first = {run.size: run for run in reversed(runs)}
    rows = [
        (
            run.name,
            f"{run.size:.1f}",
            f"{run.size / run.seconds:.3f}",
            f"{run.figures / run.seconds:,.0f}",
            f"{first[run.size].seconds / run.seconds:.2f}",
            f"{run.size / run.processor:.3f}",
            f"{run.program:.0f}",
            f"{run.worker:.0f}" if run.worker else "",
        )
        for run in runs
    ]
    heads = ("", "MB", "MB/s", "figures/s", "times the first", "MB/s of processor", "MB of memory", "of a worker")
    return tabulate(rows, headers=heads, disable_numparse=True, colalign=("left", *["right"] * 7))


if __name__ == "__main__":
    sys.exit(main())
