"""Several processes: the same report, messages and status as one, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner, Result

import figtag.auditor
from figtag.cli import BAD, CLOSED, FOUND, INTERRUPTED, OK, program
from figtag.cli.jobs import AHEAD, CHUNK, in_order
from figtag.pool import cores
from figtag.report import FORMS

FORKS = pytest.mark.skipif(sys.platform != "linux", reason="what is patched here reaches processes only by fork")
FLAT = "The chip draws 400 W. The fan needs 20 W.\n"
LONG = FLAT + "The yard is old and the gate is shut.\n" * (CHUNK // 38)
"""An article that is sent alone."""


def run(*arguments: str | Path, input: str | None = None) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments], input=input)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles long and short, and inputs that are none."""
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    for number in range(12):
        text = LONG if number % 3 == 0 else f"According to the Harbour Institute, rents rose {number}.5%, to $9.\n"
        Path(f"articles/{number:02}.txt").write_text(text)
    Path("articles/05.txt").write_bytes(b"\x7fELF\x00\x01\x02" * 50)
    rows = [{"url": f"{number}.example", "body": text} for number, text in enumerate([LONG, FLAT, LONG, LONG])]
    lines = [json.dumps(row) for row in rows]
    Path("crawl.jsonl").write_text("\n".join([*lines[:2], '{"url": 1}', "no JSON", *lines[2:]]) + "\n")
    return tmp_path


def both(*arguments: str) -> tuple[Result, Result]:
    return run(*arguments), run(*arguments, "--jobs", "2")


@pytest.mark.parametrize("form", FORMS)
def test_the_report_is_that_of_one_process(folder: Path, form: str) -> None:
    one, two = both("audit", "articles", "missing.txt", "-f", form)
    assert two.stdout_bytes == one.stdout_bytes
    assert two.stderr == one.stderr
    assert two.exit_code == one.exit_code == BAD
    assert "articles/05.txt" in two.stderr
    assert "missing.txt" in two.stderr


@pytest.mark.parametrize("form", ["audits", "table", "csv"])
def test_feeds_too(folder: Path, form: str) -> None:
    one, two = both("audit", "crawl.jsonl", "--text-field", "body", "--id-field", "url", "-f", form)
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert "crawl.jsonl:3" in two.stderr
    assert two.exit_code == one.exit_code == BAD


def test_the_status_of_a_label_and_standard_input(folder: Path) -> None:
    for label, status in (("unsupported", FOUND), ("estimated", OK)):
        arguments = (
            "audit",
            "articles/00.txt",
            "-",
            "articles/03.txt",
            "-f",
            "jsonl",
            "--fail-on",
            label,
            "--jobs",
            "2",
        )
        result = run(*arguments, input=FLAT)
        assert result.exit_code == status
        documents = [json.loads(line)["document"] for line in result.stdout.splitlines()]
        assert list(dict.fromkeys(documents)) == ["articles/00.txt", "<stdin>", "articles/03.txt"]


def test_a_small_input_starts_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figtag.cli.jobs.Pool", lambda *given, **options: pytest.fail("a process was started"))
    assert run("audit", "articles/01.txt", "articles/02.txt", "--jobs", "8").exit_code == OK


@pytest.mark.parametrize(("given", "meant"), [("auto", cores()), ("0", cores()), ("3", 3)])
def test_how_many(folder: Path, monkeypatch: pytest.MonkeyPatch, given: str, meant: int) -> None:
    asked = []

    def one(work: Callable[[Any], Any], items: Any, jobs: int, **options: Any) -> Iterator[Any]:
        asked.append(jobs)
        return map(work, items)

    monkeypatch.setattr("figtag.cli.jobs.in_order", one)
    assert run("audit", "articles/01.txt", "--jobs", given).exit_code == OK
    assert asked == [meant] * (meant > 1)


@pytest.mark.parametrize("given", ["-1", "many", "1.5"])
def test_a_wrong_number_of_processes(folder: Path, given: str) -> None:
    result = run("audit", "articles/01.txt", "--jobs", given)
    assert result.exit_code == BAD
    assert f"{given!r} is neither a number of processes nor auto" in result.stderr


# What can happen to processes


def _patched(monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[], object]) -> None:
    """Let something happen in place of the audit of one article."""
    real = figtag.auditor.record_bytes

    def record_bytes(data: bytes, given: str, format: str | None = None) -> Any:
        if given == name:
            happens()
        return real(data, given, format)

    monkeypatch.setattr("figtag.auditor.record_bytes", record_bytes)


@FORKS
@pytest.mark.parametrize("victim", ["articles/00.txt", "articles/07.txt", "articles/11.txt"])
def test_an_article_that_kills_its_process_is_named_and_the_others_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, victim: str
) -> None:
    _patched(monkeypatch, victim, lambda: os.kill(os.getpid(), signal.SIGKILL))
    result = run("audit", "articles", "--jobs", "2", "-f", "jsonl")
    assert result.exit_code == BAD
    how = "the process that audited it was killed by SIGKILL, perhaps for want of memory"
    said = f"figtag: {victim}: not audited: {how}\n"
    assert said in result.stderr
    documents = {json.loads(line)["document"] for line in result.stdout.splitlines()}
    assert documents == {f"articles/{number:02}.txt" for number in range(12)} - {victim, "articles/05.txt"}


@FORKS
def test_a_process_that_dies_once_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("audit", "articles", "-f", "json")

    def die_once() -> None:
        if not Path("died").exists():
            Path("died").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    _patched(monkeypatch, "articles/04.txt", die_once)
    result = run("audit", "articles", "--jobs", "2", "-f", "json")
    assert Path("died").exists()
    assert (result.stdout, result.stderr) == (before.stdout, before.stderr)


@FORKS
def test_an_error_in_figtag_is_told_from_another_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RecursionError("too deep")

    _patched(monkeypatch, "articles/04.txt", fail)
    result = run("audit", "articles", "--jobs", "2", "-f", "jsonl")
    assert (
        "figtag: articles/04.txt: not audited: an error in figtag itself, RecursionError too deep at " in result.stderr
    )


def test_no_process_to_be_had_is_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", refuse)
    result = run("audit", "articles", "--jobs", "2")
    assert result.exit_code == BAD
    assert result.stderr == (
        "figtag: a process for the work cannot be started: Resource temporarily unavailable; use --jobs 1\n"
    )


def _started(*arguments: str, **options: Any) -> tuple[subprocess.Popen[bytes], list[psutil.Process]]:
    """A command that waits for an article in a process of its own, and its processes."""
    os.mkfifo("articles/06.txt.fifo.txt")
    command = [sys.executable, "-m", "figtag", "audit", "articles", "--jobs", "2", *arguments]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    return running, _children(running)


def _children(running: subprocess.Popen[bytes]) -> list[psutil.Process]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None:
        children = psutil.Process(running.pid).children()
        if len(children) == 2:
            time.sleep(0.5)
            return children
        time.sleep(0.02)
    raise AssertionError(f"no processes: {running.communicate()}")


def _gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=30)
    return not alive


def test_an_interrupt_ends_all_processes(folder: Path) -> None:
    # A terminal sends the signal to the whole group.
    running, children = _started("-o", "out.txt", start_new_session=True)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == INTERRUPTED, err
    assert err.splitlines()[-1] == b"figtag: interrupted"
    assert b"Traceback" not in err
    assert _gone(children)
    assert list(folder.glob(".figtag-*")) == []


def test_processes_do_not_outlive_the_one_that_started_them(folder: Path) -> None:
    running, children = _started("-o", "out.txt")
    running.kill()
    running.communicate(timeout=30)
    assert _gone(children)


def test_a_reader_that_goes_away_ends_all_processes(folder: Path) -> None:
    running, children = _started("-f", "jsonl")
    assert running.stdout is not None
    running.stdout.close()
    Path("articles/06.txt.fifo.txt").write_text(LONG)
    assert running.stderr is not None
    err = running.stderr.read()
    assert running.wait(timeout=30) == CLOSED, err
    assert _gone(children)


# The order and the bounds


def _twice(item: int) -> int:
    time.sleep(0.002 * (item % 3))
    return item * 2


def _ordered(items: Any) -> Iterator[int]:
    return in_order(_twice, items, 2, size=lambda item: CHUNK // 2, lost=lambda item, how: -1, warm=lambda: None)


def test_results_come_in_order() -> None:
    assert list(_ordered(range(41))) == [item * 2 for item in range(41)]
    assert list(_ordered([])) == []


def test_few_items_are_held_however_many_there_are() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(1000):
            taken.append(item)
            yield item

    for count, _ in enumerate(_ordered(items()), 1):
        assert len(taken) - count <= 2 * (AHEAD * 2 + 1)


def test_closing_ends_the_processes() -> None:
    before = set(psutil.Process().children())
    results = _ordered(range(1000))
    next(results)
    children = [child for child in psutil.Process().children() if child not in before]
    assert len(children) >= 2
    results.close()  # type: ignore[attr-defined]
    assert _gone(children)
