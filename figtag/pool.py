"""Work spread over processes: answers come in the order of the tasks, and a process that dies is told of.

Each process has a pipe of its own, so it is known which task it died on, and none outlives the program: a worker ends
with it, in the middle of a task, however the program ended.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from msgspec import Struct

from figtag.faults import fault, reason

T = TypeVar("T")
R = TypeVar("R")

# A forked copy of a program with threads may wait for a lock for ever.
_CONTEXT: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
_COPYING: Any = multiprocessing.get_context("fork") if sys.platform == "linux" else _CONTEXT
_AHEAD = 4


def cores() -> int:
    """The processors that this program may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Death(Struct, frozen=True, gc=False):
    """A process ended while it worked on a task, or could not finish it."""

    how: str


class PoolError(Exception):
    """No process can be started."""


class Pool(Generic[T, R]):
    """Processes that do some work on tasks; functions, tasks and answers must be such as can be pickled.

    ``ahead`` is how many tasks for each process are begun or answered before the one that is next in order. With
    ``copies`` the processes are copies of this one where the system can make them: they start at once and have all that
    is loaded here, but a program with threads may not ask for it.

    >>> with Pool(abs, jobs=2) as pool:
    ...     list(pool.map([-1, 2, -3]))
    [(-1, 1), (2, 2), (-3, 3)]
    """

    def __init__(self, work: Callable[[T], R], jobs: int, *, ahead: int = _AHEAD, copies: bool = False) -> None:
        self._work = work
        self._jobs = jobs
        self._ahead = ahead
        self._copies = copies
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool[T, R]:
        try:
            for _ in range(self._jobs):
                self._workers.append(self._worker())
        except PoolError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.end()

    def _worker(self) -> _Worker:
        return _Worker(self._work, self._copies)

    def map(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Death]]:
        """Each task with its answer, in the order of the tasks, which are taken as they can be worked on."""
        source = iter(tasks)
        order: deque[_Slot] = deque()
        while True:
            self._hand_out(source, order)
            while order and order[0].answered:
                slot = order.popleft()
                yield slot.task, slot.answer
                self._hand_out(source, order)
            if not order:
                return
            self._listen()

    def _hand_out(self, source: Iterator[T], order: deque[_Slot]) -> None:
        """Give tasks to the processes that have none."""
        for place, worker in enumerate(self._workers):
            if worker.slot is not None or len(order) >= self._jobs * self._ahead:
                continue
            for task in source:
                order.append(_Slot(task))
                if not worker.begin(order[-1]):
                    self._replace(place)
                break

    def _replace(self, place: int) -> None:
        """Put another process in the place of a dead one."""
        self._workers.pop(place).end()
        self._workers.insert(place, self._worker())

    def _listen(self) -> None:
        """Wait for an answer, or for a death."""
        busy = {worker.connection: place for place, worker in enumerate(self._workers) if worker.slot is not None}
        for connection in wait(list(busy)):
            place = busy[connection]
            if not self._workers[place].hear():
                self._replace(place)


class _Slot:
    """A task and its answer, once that is there."""

    __slots__ = ("answer", "answered", "task")

    def __init__(self, task: Any) -> None:
        self.task = task
        self.answered = False
        self.answer: Any = None

    def put(self, answer: Any) -> None:
        self.answer, self.answered = answer, True


class _Worker:
    """A process, the pipe to it, and the task that it works on."""

    def __init__(self, work: Callable[[Any], Any], copies: bool) -> None:
        self.slot: _Slot | None = None
        context = _COPYING if copies else _CONTEXT
        self.connection, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, work), daemon=True)
        try:
            with _no_interrupt():
                self.process.start()
        except OSError as error:
            raise PoolError(f"a process for the work cannot be started: {reason(error)}") from None
        other.close()
        try:
            self.connection.recv()
        except (EOFError, OSError):
            raise PoolError(f"a process for the work cannot be started: it {self._how()}") from None

    def begin(self, slot: _Slot) -> bool:
        """Hand over a task; False when the process is dead."""
        self.slot = slot
        try:
            self.connection.send(slot.task)
        except OSError:
            return self._die()
        return True

    def hear(self) -> bool:
        """Take the answer; False when the process is dead."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return self._die()
        if self.slot is not None:
            self.slot.put(answer)
        self.slot = None
        return True

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self.connection.close()
        self.process.terminate()
        self.process.join()

    def _die(self) -> bool:
        if self.slot is not None:
            self.slot.put(Death(f"the process that audited it {self._how()}"))
        return False

    def _how(self) -> str:
        self.process.join()
        code = self.process.exitcode or 0
        if code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with status {code}"


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold an interrupt back until a process that starts has learnt to ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection[Any, Any], work: Callable[[Any], Any]) -> None:
    """Answer tasks until the pipe is closed."""
    threading.Thread(target=_end_with_program, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program tells its workers to end
    gc.set_threshold(50_000, 20, 20)
    connection.send(None)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = work(task)
        except Exception as error:
            answer = Death(fault(error))
        try:
            connection.send(answer)
        except OSError:
            return


def _end_with_program() -> None:
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)
