"""The time of a whole process, from its start to its end."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.articles import ROOT

ARTICLE = "seeds/archive-card.txt"


@dataclass(frozen=True, slots=True)
class Startup:
    """What was measured of one command."""

    command: str
    wall: float
    """Seconds by the clock, the median of the rounds."""
    processor: float
    """Seconds of the processor, the median of the rounds."""


def commands() -> dict[str, list[str]]:
    """The commands by the names under which they are shown, the yardstick first."""
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "figtag --help": [sys.executable, "-m", "figtag", "--help"],
        f"figtag audit {ARTICLE}": [sys.executable, "-m", "figtag", "audit", ARTICLE],
    }


def measure(rounds: int, folder: Path = ROOT) -> list[Startup]:
    """Every command ``rounds`` times in turn, after one round that is not counted."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands()}
    for number in range(rounds + 1):
        for name, command in commands().items():
            taken = run(command, folder)
            if number:
                times[name].append(taken)
    return [
        Startup(name, median(wall for wall, _ in taken), median(processor for _, processor in taken))
        for name, taken in times.items()
    ]


def run(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processor that a command takes, its own processes included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
