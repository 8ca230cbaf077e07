"""The time of a whole process, from its start to its end."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.articles import ROOT, SEEDS
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


def commands(article: str) -> dict[str, list[str]]:
    """The commands by the names under which they are shown, the yardstick first, then the floors, then figtag."""
    floors = ("pass", FLOOR, f"{FLOOR}, tabulate", f"{FLOOR}, pydantic")
    figtag = [sys.executable, "-m", "figtag"]
    forms = [form for form in FORMS if form not in EXTRAS or find_spec(EXTRAS[form]) is not None]
    return {
        **{f"python -c '{code}'": [sys.executable, "-c", code] for code in floors},
        "figtag --help": [*figtag, "--help"],
        **{f"figtag audit -f {form}": [*figtag, "audit", article, "-f", form, "-o", os.devnull] for form in forms},
    }


def measure(rounds: int) -> list[Startup]:
    """Every command ``rounds`` times in turn, after one round that is not counted and fills the caches."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
        article.write_text(text[:SIZE], encoding="utf-8")
        chosen = commands(str(article))
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
