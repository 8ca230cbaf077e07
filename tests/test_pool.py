"""Work spread over processes: every task is answered in order, whatever becomes of a process."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figtag.pool import Death, Pool, PoolError
from tests.tasks import answer, end_at_once

tasks = st.one_of(
    st.tuples(st.just("say"), st.integers(0, 9)),
    st.tuples(st.just("sleep"), st.sampled_from([0.0, 0.01, 0.03])),
    st.just(("die", 7)),
)


@settings(max_examples=8)
@given(st.lists(tasks, max_size=12), st.integers(1, 3))
def test_every_task_is_answered_in_order(given_tasks: list[tuple[str, float]], jobs: int) -> None:
    with Pool(answer, jobs) as pool:
        pairs = list(pool.map(iter(given_tasks)))
    assert [task for task, _ in pairs] == given_tasks
    for task, said in pairs:
        assert isinstance(said, Death) if task[0] == "die" else said == task


def test_what_becomes_of_a_process_is_told_in_words() -> None:
    with Pool(answer, 1) as pool:
        said = dict(pool.map([("die", 7), ("kill", 0), ("fail", 1), ("say", 1)]))
    assert said["die", 7] == Death("the process that audited it ended with status 7")
    assert said["kill", 0] == Death("the process that audited it was killed by SIGKILL")
    assert "an error in figtag itself, KeyError 1" in said["fail", 1].how
    assert said["say", 1] == ("say", 1)


def test_tasks_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def many() -> object:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield "say", number

    with Pool(answer, 2) as pool:
        next(pool.map(many()))
        assert taken <= 9


def test_large_tasks_and_answers_pass() -> None:
    with Pool(len, 2) as pool:
        assert [size for _, size in pool.map([b"x" * 3_000_000] * 4)] == [3_000_000] * 4
    with Pool(bytes, 2) as pool:
        assert [len(said) for _, said in pool.map([3_000_000] * 4)] == [3_000_000] * 4


def test_a_process_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figtag.pool._serve", end_at_once)
    with pytest.raises(PoolError, match="cannot be started: it ended with status 3"), Pool(answer, 1):
        pass


PROGRAM = """
import os, signal, sys
from figtag.pool import Pool
from tests.tasks import answer
if __name__ == "__main__":
    with Pool(answer, 2) as pool:
        print(*(worker.process.pid for worker in pool._workers), flush=True)
        list(pool.map([("sleep", 0.2)] * 1000))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_no_process_outlives_a_program_that_is_killed() -> None:
    root = Path(__file__).parents[1]
    with subprocess.Popen([sys.executable, "-c", PROGRAM], cwd=root, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        workers = [int(pid) for pid in program.stdout.readline().split()]
        program.kill()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
