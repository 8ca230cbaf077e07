"""One run over many inputs: what could not be read is told and remembered, the rest goes on."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from figtag.cli.inputs import STDIN, opened, read_bytes, same_file
from figtag.cli.messages import complain, shown
from figtag.cli.work import MOST_NOTICES, Notices, Outcome, Task, Work, guarded
from figtag.faults import reason
from figtag.folders import ARTICLES, find_files

if TYPE_CHECKING:
    from figtag.read.feeds import Fields


class Run:
    """One run over many inputs: what could not be read is told and remembered, the rest goes on."""

    def __init__(self, input_format: str | None, fail_on: frozenset[str] = frozenset(), fields: Fields | None = None):
        self.input_format = input_format
        self.fail_on = fail_on
        self.fields = fields
        """Where the articles of feeds stand; None when each file is an article."""
        self.failed = False
        """Whether anything could not be read."""
        self.found = False
        """Whether a figure of a label to fail on was met."""
        self.done = 0
        """Articles audited."""
        self.open: Counter[str] = Counter()
        """Articles with a notice of each kind that names readings: most of a collection may leave the same one open."""
        self.waiting: list[tuple[str, ...]] | None = None
        """Messages held back while a progress bar is drawn; None to print them at once."""
        self.step: Callable[[int], object] = lambda done: None
        """Told how many further inputs are done with."""

    def say(self, *parts: str) -> None:
        """Print a message, or keep it until the progress bar is gone."""
        if self.waiting is None:
            complain(*parts)
        else:
            self.waiting.append(parts)

    def fail(self, name: str, message: str) -> None:
        """Say that an input gives no result."""
        self.failed = True
        self.say(shown(name), message)

    def gather(self, paths: Iterable[str], output: str | None) -> list[str]:
        """The files that paths stand for: folders give their articles in order of name, without the report itself."""
        suffixes: tuple[str, ...] = ARTICLES
        if self.fields is not None:
            from figtag.read.feeds import SUFFIXES

            suffixes = SUFFIXES
        files: list[str] = []
        for path in paths:
            if path == STDIN or not os.path.isdir(path):
                files.append(path)
                continue
            found = find_files(path, suffixes, lambda error: self.fail(error.filename, reason(error)))
            below = [file for file in found if output is None or not same_file(file, output)]
            if not below:
                self.fail(path, f"the folder holds no {', '.join(suffixes[:-1])} or {suffixes[-1]} file")
            files += below
        return files

    @contextmanager
    def progress(self, length: int) -> Iterator[None]:
        """Draw a progress bar over so many inputs on standard error, and hold messages back until it is gone."""
        self.waiting = []
        with click.progressbar(length=length, label="Auditing", file=sys.stderr) as bar:
            self.step = bar.update
            yield
        held, self.waiting = self.waiting, None
        for parts in held:
            complain(*parts)

    def parts(self, inputs: Sequence[str], work: Work, jobs: int) -> Generator[Any, None, None]:
        """What the report needs of each article that can be read, in order, made as it is asked for."""
        at = 0
        for outcome in self._outcomes(inputs, work, jobs):
            self.step(outcome.input - at)
            at = outcome.input
            if outcome.failure is not None:
                self.fail(outcome.name, outcome.failure)
                continue
            self.done += 1
            self.found = self.found or not self.fail_on.isdisjoint(outcome.labels)
            self._notices(outcome.name, outcome.notices)
            yield outcome.part
        self.step(len(inputs) - at)
        for code, count in self.open.items():
            if count > MOST_NOTICES:
                self.say(f"{count - MOST_NOTICES} more articles with notices of the kind {code}")

    def _outcomes(self, inputs: Iterable[str], work: Work, jobs: int) -> Iterator[Outcome]:
        tasks = (task for number, path in enumerate(inputs) for task in self._tasks(number, path))
        if jobs == 1:
            yield from map(work, tasks)
            return
        from figtag.cli.jobs import in_order

        yield from in_order(work, tasks, jobs, size=Task.size, lost=_lost, warm=_warm)

    def _tasks(self, number: int, path: str) -> Iterator[Task]:
        """The articles of an input."""
        name = "<stdin>" if path == STDIN else path
        if self.fields is not None:
            yield from self._entries(number, path, name, self.fields)
        elif path == STDIN:
            data, failure = guarded(lambda: read_bytes(STDIN))
            yield Task(number, name, data=data, failure=failure)
        else:
            yield Task(number, name, path)

    def _entries(self, number: int, path: str, name: str, fields: Fields) -> Iterator[Task]:
        """The articles of a feed, and what is wrong with it or with a row of it."""
        from figtag.read import UnreadableError
        from figtag.read.feeds import BadEntry, read_feed

        try:
            with opened(path) as file:
                for entry in read_feed(file, name, fields):
                    if isinstance(entry, BadEntry):
                        yield Task(number, entry.place, failure=entry.message)
                    else:
                        yield Task(number, entry.name, text=entry.text)
        except UnreadableError as error:
            yield Task(number, name, failure=str(error))
        except OSError as error:
            yield Task(number, name, failure=reason(error))

    def _notices(self, name: str, notices: Notices) -> None:
        self.open.update(notices.open)
        hidden = {code for code in notices.open if self.open[code] > MOST_NOTICES}
        for code, place, message in notices.said:
            if code not in hidden:
                self.say(place, message)
        for code, count in notices.counts:
            if count > MOST_NOTICES and code not in hidden:
                self.say(shown(name), f"{count - MOST_NOTICES} more notices of the kind {code}")


def _warm() -> None:
    """Load the tables and what is made of them for a first figure."""
    from figtag.auditor import record_bytes

    record_bytes(b"According to IDC, the price rose by 30% to $5.", "warm.txt")


def _lost(task: Task, how: str) -> Outcome:
    """What comes of an article over which processes died, also when nothing else of its chunk was under way."""
    return Outcome(task.input, task.name, f"not audited: {how}, perhaps for want of memory")
