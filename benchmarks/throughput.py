"""MB of text that a program reads in a second of processor time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from typing import IO

from benchmarks.articles import ROOT, Article

INSTALL = {
    "quantulum3": "pip install -e '.[bench]'",
    "snips": "pip install snips-nlu-parsers, which has wheels up to Python 3.7",
}


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


class MissingError(Exception):
    """A program that is not installed."""


class Program:
    """A program of :mod:`benchmarks.readers` in a process of its own."""

    def __init__(self, asked: IO[str], told: IO[str], articles: Sequence[Article]) -> None:
        self._asked, self._told = asked, told
        self.name = str(json.loads(told.readline()))
        self._ask([[article.text, article.format.value] for article in articles])

    def round(self) -> tuple[int, int, float]:
        """Numbers found, articles failed and seconds of a round over all articles."""
        self._ask("again")
        found, failed, seconds = json.loads(self._told.readline())
        return found, failed, seconds

    def _ask(self, what: object) -> None:
        print(json.dumps(what), file=self._asked, flush=True)


@contextmanager
def running(program: str, python: str, articles: Sequence[Article]) -> Iterator[Program]:
    """A program while it is needed.

    Raises :class:`MissingError` where the interpreter does not have it.
    """
    command = [python, "-m", "benchmarks.readers", program]
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True, encoding="utf-8"
        )
    except OSError as error:
        raise MissingError(f"{python} cannot be run: {error.strerror}") from error
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            started = Program(child.stdin, child.stdout, articles)
        except ValueError as error:
            raise MissingError(f"{program} is left out: {INSTALL.get(program, 'pip install -e .')}") from error
        yield started
        child.stdin.close()


def measure(
    articles: Sequence[Article], programs: Sequence[tuple[str, str]], rounds: int
) -> tuple[list[Throughput], list[str]]:
    """Each program, with the interpreter that runs it, on all articles, ``rounds`` times in turn.

    Beside the figures a message for each program that is not there.
    """
    missing = []
    with ExitStack() as stack:
        started = []
        for program, python in programs:
            try:
                started.append(stack.enter_context(running(program, python, articles)))
            except MissingError as error:
                missing.append(str(error))
        measured = [[program.round() for program in started] for _ in range(rounds)]
    size = sum(article.size for article in articles) / 1e6
    return [
        Throughput(program.name, size / max(median(seconds for _, _, seconds in own), 1e-9), *own[-1][:2])
        for program, own in zip(started, zip(*measured, strict=True), strict=True)
    ], missing


def programs(*, quantulum3: bool = True, snips: str | None = None) -> list[tuple[str, str]]:
    """What is measured, and by which interpreter it is run."""
    chosen = [("figtag", sys.executable), ("digits", sys.executable)]
    if quantulum3:
        chosen.insert(1, ("quantulum3", sys.executable))
    if snips is not None:
        chosen.append(("snips", snips))
    return chosen
