"""MB of text that a program reads in a second of processor time."""

from __future__ import annotations

import importlib.metadata
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

import regex

import figtag
from benchmarks.articles import Article


@dataclass(frozen=True, slots=True)
class Program:
    """Something that reads an article, and how many numbers it finds there."""

    name: str
    read: Callable[[Article], int]


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
            start = time.process_time()
            counts[program.name] = _run(program, articles)
            seconds[program.name].append(time.process_time() - start)
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
