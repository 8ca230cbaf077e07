"""Many small tasks for a few processes, with their results in the order of the tasks.

Tasks travel in chunks, since sending one costs as much as a short article does. When a process dies, its chunk is done
again task by task, and only a task over which a process dies once more is given up.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import IO, Any, TypeVar

import click

from figtag.cli.messages import BAD, complain
from figtag.pool import Death, Pool, PoolError

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32_000
"""Bytes of text that travel together."""
AHEAD = 16
"""Chunks for each process that are begun or done before the one that is next in order: an article that takes long
must not keep the other processes waiting."""
_MOST = 60 if sys.platform == "win32" else 1_000
"""Processes that can be waited for at once."""


class NoProcessError(click.ClickException):
    """This system starts no further process."""

    exit_code = BAD

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; use --jobs 1")

    def show(self, file: IO[Any] | None = None) -> None:
        """One line on standard error."""
        complain(self.message)


def in_order(
    work: Callable[[T], R],
    tasks: Iterable[T],
    jobs: int,
    *,
    size: Callable[[T], int],
    lost: Callable[[T, str], R],
    warm: Callable[[], object],
) -> Iterator[R]:
    """What ``work`` gives for each task, in their order, from up to ``jobs`` processes.

    ``work``, tasks and results are pickled. ``size`` tells the bytes of a task, ``lost`` gives the result of one over
    which processes died, and how they did. ``warm`` loads what every task needs, before processes are made as copies of
    this one. Few tasks are held at a time. When all of them fit into one chunk, no process is started. Closing the
    iterator ends the processes.

    Raises :class:`NoProcessError`.
    """
    chunks = _chunks(tasks, size)
    first = list(islice(chunks, 2))
    if len(first) < 2:
        yield from map(work, chain.from_iterable(first))
        return
    warm()
    everything = partial(_all, work)
    try:
        with _pool(everything, jobs) as pool:
            for chunk, results in pool.map(chain(first, chunks)):
                yield from _one_by_one(everything, chunk, lost) if isinstance(results, Death) else results
    except PoolError as error:
        raise NoProcessError(str(error)) from error


def _chunks(tasks: Iterable[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """The tasks, as many together as fit into a chunk; a larger one goes alone."""
    chunk: list[T] = []
    held = 0
    for task in tasks:
        chunk.append(task)
        held += size(task)
        if held >= CHUNK:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _pool(work: Callable[[list[T]], list[R]], jobs: int) -> Pool[list[T], list[R]]:
    return Pool(work, min(jobs, _MOST), ahead=AHEAD, copies=True)


def _all(work: Callable[[T], R], chunk: list[T]) -> list[R]:
    return [work(task) for task in chunk]


def _one_by_one(work: Callable[[list[T]], list[R]], chunk: list[T], lost: Callable[[T, str], R]) -> Iterator[R]:
    with _pool(work, 1) as pool:
        for (task,), results in pool.map([task] for task in chunk):
            yield from [lost(task, results.how)] if isinstance(results, Death) else results
