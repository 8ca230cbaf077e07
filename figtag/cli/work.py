"""The work on one article, in whichever process: from its bytes to what the report and the messages need of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from figtag.cli.inputs import read_bytes
from figtag.cli.messages import shown
from figtag.faults import fault
from figtag.report import Options, form

if TYPE_CHECKING:
    from figtag.records import Audit

R = TypeVar("R")

MOST_NOTICES = 3
"""Notices of one kind that are printed for one file."""


class Task(Struct, frozen=True):
    """One article to audit, or why there is none."""

    input: int
    """Which input it comes from."""
    name: str
    path: str | None = None
    """The file that holds it."""
    data: bytes | None = None
    """What standard input held."""
    text: str | None = None
    """The row of a feed."""
    failure: str | None = None
    """Why there is no article."""

    def size(self) -> int:
        """Bytes to be read, as far as one can tell beforehand."""
        if self.path is None:
            return len(self.data or self.text or "")
        try:
            return os.stat(self.path).st_size
        except OSError:
            return 0


class Notices(Struct, frozen=True):
    """What a reader of one report must know of one article."""

    said: tuple[tuple[str, str, str], ...] = ()
    """Code, place and message of each that may be printed."""
    counts: tuple[tuple[str, int], ...] = ()
    """How many there are of each code."""
    open: frozenset[str] = frozenset()
    """The codes of those that name readings."""

    @classmethod
    def of(cls, audit: Audit) -> Notices:
        """The notices of an audit: of each code as many in full as are printed, and the number of all."""
        from figtag.lines import Lines

        if not audit.notices:
            return cls()
        name, lines = shown(audit.document.name), Lines(audit.document.text)
        counts: Counter[str] = Counter()
        said = []
        for notice in audit.notices:
            counts[notice.code] += 1
            if counts[notice.code] <= MOST_NOTICES:
                whole = notice.end - notice.start in (0, len(audit.document.text))
                at = "" if whole else ":{}:{}".format(*lines.place(notice.start))
                said.append((notice.code, name + at, notice.message))
        readings = frozenset(notice.code for notice in audit.notices if notice.readings)
        return cls(tuple(said), tuple(counts.items()), readings)


class Outcome(Struct, frozen=True):
    """What came of one article."""

    input: int
    name: str
    failure: str | None = None
    """Why it gives no result."""
    part: Any = None
    """What the report needs of it."""
    labels: frozenset[str] = frozenset()
    """The labels of its counted figures."""
    notices: Notices = Notices()


class Work(Struct, frozen=True):
    """The work that one run does on each article; it can be pickled, as can what it takes and gives."""

    form_name: str
    options: Options
    input_format: str | None

    def __call__(self, task: Task) -> Outcome:
        """Read, audit and make the part of the report."""
        if task.failure is not None:
            return Outcome(task.input, task.name, task.failure)
        result, failure = guarded(lambda: self._done(task))
        return result or Outcome(task.input, task.name, failure)

    def _done(self, task: Task) -> Outcome:
        from figtag.auditor import record_bytes

        audit = record_bytes(*_read(task, self.input_format))
        labels = frozenset(figure.label.value for figure in audit.figures if figure.label is not None)
        part = form(self.form_name).part(audit, self.options)
        return Outcome(task.input, task.name, None, part, labels, Notices.of(audit))


def _read(task: Task, input_format: str | None) -> tuple[bytes, str, str | None]:
    """The bytes of an article, its name, and its format where its name does not tell it."""
    if task.path is not None:
        return read_bytes(task.path), task.name, input_format
    if task.text is None:
        return task.data or b"", task.name, input_format
    from figtag.read import format_of

    # The id of a row may end as the name of a file does.
    return task.text.encode(), task.name, input_format or format_of("", task.text)


def guarded(work: Callable[[], R]) -> tuple[R | None, str | None]:
    """What some work on one input gives, and the reason when it cannot be done."""
    try:
        return work(), None
    except Exception as error:  # one broken article must not hide the others
        return None, fault(error)
