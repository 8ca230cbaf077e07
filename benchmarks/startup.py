"""``python -m benchmarks.startup``: the time of whole processes, from their start to their end.

The programs of this checkout are run by the Python that runs the benchmark, or with ``--python`` by that of another
environment, which needs figtag's packages only: ``python -m venv plain; plain/bin/pip install .``, then
``--python plain/bin/python``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tabulate import tabulate

from benchmarks.articles import ROOT, SEEDS
from benchmarks.machine import machine
from figtag.report import FORMS

SIZE = 8_192
"""Characters of the article."""
FLOOR = "import regex, msgspec, click"
"""What no audit by the command line can do without; a table needs tabulate too, whole audits pydantic."""
EXTRAS = {"html": "jinja2", "xlsx": "xlsxwriter"}
"""The packages of forms that not every user has."""


@dataclass(frozen=True, slots=True)
class Startup:
    """What was measured of one command."""

    command: str
    wall: float
    """Seconds by the clock, the median of the rounds."""
    processor: float
    """Seconds of the processor, the median of the rounds."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.startup", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=11, help="starts of each command [11]")
    parser.add_argument("--python", metavar="PATH", default=sys.executable, help="the Python to start [this one]")
    parser.add_argument("--form", action="append", choices=FORMS, help="this form; may be repeated [all]")
    chosen = parser.parse_args(arguments)
    starts = measure(max(chosen.rounds, 1), chosen.python, chosen.form or FORMS)
    print(f"{machine()}\n{chosen.python}\n\n{start_table(starts)}")
    return 0


def start_table(starts: Sequence[Startup]) -> str:
    """Milliseconds, each beside those of an interpreter that does nothing."""
    yard = starts[0]
    rows = [
        (
            one.command,
            f"{one.wall * 1e3:.0f}",
            f"{one.wall / yard.wall:.1f}",
            f"{one.processor * 1e3:.0f}",
            f"{one.processor / max(yard.processor, 1e-9):.1f}",
        )
        for one in starts
    ]
    heads = ("whole process", "ms", "times python -c pass", "ms of processor", "times python -c pass")
    return tabulate(rows, headers=heads, disable_numparse=True, colalign=("left", *["right"] * 4))


def commands(article: str, python: str, forms: Sequence[str]) -> dict[str, list[str]]:
    """The commands by the names under which they are shown, the yardstick first, then the floors, then figtag."""
    floors = ("pass", FLOOR, f"{FLOOR}, tabulate", f"{FLOOR}, pydantic")
    figtag = [python, "-m", "figtag"]
    there = [form for form in forms if form not in EXTRAS or _has(python, EXTRAS[form])]
    return {
        **{f"python -c '{code}'": [python, "-c", code] for code in floors},
        "figtag --help": [*figtag, "--help"],
        **{f"figtag audit -f {form}": [*figtag, "audit", article, "-f", form, "-o", os.devnull] for form in there},
    }


def _has(python: str, package: str) -> bool:
    return subprocess.run([python, "-c", f"import {package}"], stderr=subprocess.DEVNULL).returncode == 0


def measure(rounds: int, python: str = sys.executable, forms: Sequence[str] = FORMS) -> list[Startup]:
    """Every command ``rounds`` times in turn, after one round that is not counted and fills the caches."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
        article.write_text(text[:SIZE], encoding="utf-8")
        chosen = commands(str(article), python, forms)
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
        for number in range(rounds + 1):
            for name, command in chosen.items():
                taken = run(command, ROOT)
                if number:
                    times[name].append(taken)
    return [
        Startup(name, median(wall for wall, _ in taken), median(processor for _, processor in taken))
        for name, taken in times.items()
    ]


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor that a command takes, its own processes included."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
