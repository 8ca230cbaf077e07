"""Work for processes of their own; in a module that is quick to import, since each process does."""

from __future__ import annotations

import os
import signal
import time

from figtag.corpus.articles import Article
from figtag.corpus.run import Answer, Task


def answer(task: tuple[str, float]) -> tuple[str, float]:
    """Sleep, fail or die as the task says."""
    what, time_or_number = task
    if what == "sleep":
        time.sleep(time_or_number)
    elif what == "fail":
        raise KeyError(time_or_number)
    elif what == "die":
        os._exit(int(time_or_number))
    elif what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def end_at_once(connection: object, work: object) -> None:
    """Instead of serving tasks."""
    os._exit(3)


def fragile_audit(task: Task) -> Answer:
    """An audit whose process dies of some articles."""
    from figtag.corpus.run import audit_task

    if any("burst" in str(article.content) for article in task.articles if isinstance(article, Article)):
        os.kill(os.getpid(), signal.SIGKILL)
    return audit_task(task)
