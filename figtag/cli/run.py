"""One run over many inputs: what could not be read is told and remembered, the rest goes on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from figtag.cli.inputs import STDIN, opened, read_bytes, same_file
from figtag.cli.messages import complain, shown
from figtag.faults import fault, reason
from figtag.folders import ARTICLES, find_files

if TYPE_CHECKING:
    from figtag.read.feeds import Entry, Fields
    from figtag.records import Audit

MOST_NOTICES = 3
"""Notices of one kind that are printed for one file."""


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

    def say(self, *parts: str) -> None:
        """Print a message, or keep it until the progress bar is gone."""
        if self.waiting is None:
            complain(*parts)
        else:
            self.waiting.append(parts)

    def tell(self) -> None:
        """Print the messages that were held back."""
        held, self.waiting = self.waiting or [], None
        for parts in held:
            complain(*parts)

    def fail(self, name: str, message: str) -> None:
        """Say that an input gives no result."""
        self.failed = True
        self.say(shown(name), message)

    def gather(self, paths: Iterable[str], output: str | None) -> list[str]:
        """The files that paths stand for: folders give their articles in order of name, without the report itself."""
        from figtag.read.feeds import SUFFIXES

        suffixes = ARTICLES if self.fields is None else SUFFIXES
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

    def audits(self, inputs: Iterable[str]) -> Iterator[Audit]:
        """The audits of the inputs that can be read, made one at a time as they are asked for."""
        for path in inputs:
            for name, work in self._articles(path):
                result = self.guarded(name, work)
                if result is None:
                    continue
                self.done += 1
                self.found = self.found or any(figure.label in self.fail_on for figure in result.figures)
                self._notices(result)
                yield result
        for code, count in self.open.items():
            if count > MOST_NOTICES:
                self.say(f"{count - MOST_NOTICES} more articles with notices of the kind {code}")

    def _articles(self, path: str) -> Iterator[tuple[str, Callable[[], Audit]]]:
        """The name of each article of an input, and the work of auditing it."""
        from figtag.auditor import record_bytes
        from figtag.read import format_of

        name = "<stdin>" if path == STDIN else path
        if self.fields is None:
            yield name, lambda: record_bytes(read_bytes(path), name, self.input_format)
            return
        for entry in self._entries(path, name, self.fields):
            format = self.input_format or format_of("", entry.text)  # an id may end as the name of a file does
            yield entry.name, partial(record_bytes, entry.text.encode(), entry.name, format)

    def _entries(self, path: str, name: str, fields: Fields) -> Iterator[Entry]:
        """The articles of a feed; what is wrong with it, or with a row of it, is told."""
        from figtag.read import UnreadableError
        from figtag.read.feeds import BadEntry, read_feed

        try:
            with opened(path) as file:
                for entry in read_feed(file, name, fields):
                    if isinstance(entry, BadEntry):
                        self.fail(entry.place, entry.message)
                    else:
                        yield entry
        except UnreadableError as error:
            self.fail(name, str(error))
        except OSError as error:
            self.fail(name, reason(error))

    def guarded(self, name: str, work: Callable[[], Any]) -> Any:
        """What some work on one input gives; None when it cannot be done, which is said and remembered."""
        try:
            return work()
        except Exception as error:  # one broken article must not hide the others
            self.fail(name, fault(error))
        return None

    def _notices(self, result: Audit) -> None:
        from figtag.lines import Lines

        if not result.notices:
            return
        self.open.update({notice.code for notice in result.notices if notice.readings})
        seen: dict[str, int] = {}
        name, lines = shown(result.document.name), Lines(result.document.text)
        for notice in result.notices:
            if notice.readings and self.open[notice.code] > MOST_NOTICES:
                continue
            seen[notice.code] = seen.get(notice.code, 0) + 1
            if seen[notice.code] <= MOST_NOTICES:
                whole = notice.end - notice.start in (0, len(result.document.text))
                at = "" if whole else ":{}:{}".format(*lines.place(notice.start))
                self.say(name + at, notice.message)
        for code, count in seen.items():
            if count > MOST_NOTICES:
                self.say(name, f"{count - MOST_NOTICES} more notices of the kind {code}")
