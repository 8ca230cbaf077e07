"""MB of text that a program reads in a second of processor time."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import regex

import figtag
from benchmarks.articles import Article


@dataclass(frozen=True, slots=True)
class Program:
    """Something that reads an article, and how many numbers it finds there."""

    name: str
    read: Callable[[Article], int]
    clock: Callable[[], float] = time.process_time
    """Seconds of processor time that it has taken so far."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """What was measured of one program."""

    program: str
    rate: float
    """MB a second, the median of the rounds."""
    found: int
    """Numbers found in all articles."""
    failed: int
    """Articles on which the program raised an error."""


def programs() -> tuple[list[Program], list[str]]:
    """The programs that are installed, and a message for each that is not."""
    chosen = [Program(f"figtag {figtag.__version__}", _figtag)]
    missing = []
    try:
        with warnings.catch_warnings(action="ignore"):  # that its classifier is not installed
            from quantulum3 import parser
    except ImportError:
        missing.append("quantulum3 is left out: pip install -e '.[bench]'")
    else:
        version = importlib.metadata.version("quantulum3")
        chosen.append(Program(f"quantulum3 {version}", lambda article: len(parser.parse(article.text))))
    digits = regex.compile(r"\d+(?:[.,]\d+)*")
    bare = f"regex {importlib.metadata.version('regex')}, digits only"
    chosen.append(Program(bare, lambda article: sum(1 for _ in digits.finditer(article.text))))
    return chosen, missing


@contextmanager
def snips(python: str) -> Iterator[Program]:
    """The parser of snips, running under another interpreter, which has it."""
    try:
        subprocess.run([python, "-c", "import snips_nlu_parsers"], check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SystemExit(f"{python} has no snips-nlu-parsers; see benchmarks/snips.py") from error
    command = [python, str(Path(__file__).with_name("snips.py"))]
    taken = 0.0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        asked, told = child.stdin, child.stdout

        def read(article: Article) -> int:
            nonlocal taken
            print(json.dumps(article.text), file=asked, flush=True)
            found, seconds = json.loads(told.readline())
            taken += seconds
            return int(found)

        yield Program("snips (Rust)", read, lambda: taken)
        asked.close()


def _figtag(article: Article) -> int:
    return len(figtag.audit_text(article.text, article.format.value).mentions)


def measure(articles: Sequence[Article], chosen: Sequence[Program], rounds: int) -> list[Throughput]:
    """Every program on all articles, ``rounds`` times in turn, after one article that is not counted."""
    size = sum(article.size for article in articles)
    seconds: dict[str, list[float]] = {program.name: [] for program in chosen}
    counts: dict[str, tuple[int, int]] = {}
    for program in chosen:
        _run(program, articles[:1])
    for _ in range(rounds):
        for program in chosen:
            start = program.clock()
            counts[program.name] = _run(program, articles)
            seconds[program.name].append(program.clock() - start)
    return [
        Throughput(program.name, size / 1e6 / max(median(seconds[program.name]), 1e-9), *counts[program.name])
        for program in chosen
    ]


def _run(program: Program, articles: Sequence[Article]) -> tuple[int, int]:
    found = failed = 0
    for article in articles:
        try:
            found += program.read(article)
        except Exception:  # another program's fault is counted, not ours to mend
            failed += 1
    return found, failed
