"""How much faster several processes are: ``python -m benchmarks.jobs``.

Whole runs of ``figtag audit`` over a folder of many articles, with one process and with several in turn, so that both
meet the same machine. On a machine with other work the best of the pairs says most; the processor time of all processes
together says what the sharing out costs, whatever else runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tabulate import tabulate

from benchmarks.articles import load_articles
from benchmarks.machine import machine
from benchmarks.startup import run
from figtag.read import SUFFIXES

Times = tuple[float, float]
"""Seconds by the clock and of the processor."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What several processes gain for one form of report."""

    form: str
    one: list[Times]
    """The runs with one process."""
    several: list[Times]

    @property
    def row(self) -> tuple[str, ...]:
        """The best and the median run of both, how many times as fast, and processor time for processor time."""
        walls = [[wall for wall, _ in runs] for runs in (self.one, self.several)]
        busy = [min(processor for _, processor in runs) for runs in (self.one, self.several)]
        gains = [one / several for one, several in zip(*walls, strict=True)]
        best, middle = [min(times) for times in walls], median(gains)
        return (
            self.form,
            *(f"{seconds:.2f}" for seconds in best),
            f"{best[0] / best[1]:.2f}",
            f"{middle:.2f}",
            f"{max(gains):.2f}",
            f"{busy[1] / busy[0]:.2f}",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.jobs", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2, help="processes that are compared with one [2]")
    parser.add_argument("--rounds", type=int, default=5, help="pairs of runs [5]")
    parser.add_argument("--size", type=float, default=2.0, help="MB of articles [2]")
    parser.add_argument("--form", action="append", help="form of report, may be repeated [table, jsonl, audits]")
    chosen = parser.parse_args(arguments)

    with TemporaryDirectory() as folder:
        files = sum(1 for _ in _articles(Path(folder), chosen.size * 1e6))
        print(f"{machine()}, load {os.getloadavg()[0]:.1f}\n{files} articles, {chosen.size:g} MB\n")
        gains = [
            measure(form, Path(folder), chosen.jobs, chosen.rounds)
            for form in chosen.form or ("table", "jsonl", "audits")
        ]
    heads = (
        "form",
        "s, 1 job",
        f"s, {chosen.jobs} jobs",
        "best by best",
        "median of pairs",
        "best pair",
        "processor time",
    )
    print(tabulate([gain.row for gain in gains], heads, disable_numparse=True, colalign=("left", *["right"] * 6)))
    return 0


def measure(form: str, folder: Path, jobs: int, rounds: int) -> Gain:
    """Runs with one process and with several, in turn, after one that is not counted."""
    command = [sys.executable, "-m", "figtag", "audit", "articles", "-f", form, "-o", f"report.{form}", "--jobs"]
    run([*command, "1"], folder)
    pairs = [(run([*command, "1"], folder), run([*command, str(jobs)], folder)) for _ in range(max(rounds, 1))]
    return Gain(form, [one for one, _ in pairs], [several for _, several in pairs])


def _articles(folder: Path, size: float) -> Iterator[Path]:
    """Copies of the articles until there are so many bytes."""
    (folder / "articles").mkdir()
    suffixes = {format: suffix for suffix, format in reversed(SUFFIXES.items())}
    for number, article in zip(count(), cycle(load_articles()), strict=False):
        path = folder / "articles" / f"{number:06}{suffixes[article.format]}"
        path.write_text(article.text, encoding="utf-8")
        yield path
        size -= article.size
        if size <= 0:
            return


if __name__ == "__main__":
    sys.exit(main())
