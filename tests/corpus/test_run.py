"""A corpus is the findings of its articles, in their order, whoever audits them and however often the run is killed."""

from __future__ import annotations

import errno
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pandas
import polars
import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

import figtag
from figtag.cli import program
from figtag.cli.messages import BAD, INTERRUPTED, OK
from figtag.corpus import SCHEMA, folder, parts
from figtag.corpus.articles import Article, Failure
from figtag.corpus.folder import ERRORS, MANIFEST, Folder, FolderError, Manifest
from figtag.corpus.inputs import Inputs, Place
from figtag.corpus.run import Answer, Chunk, Options, Task, audit_task, make_corpus, processes
from figtag.read.feeds import Fields
from tests.tasks import fragile_audit
from tests.test_cli import terminal

FLAT = "The chip draws 400 W. The fan needs 20 W."
SENTENCES = (
    FLAT,
    "No number stands here.",
    "According to the Harbour Institute, rents rose 4.5% in 2023.",
    "The dam could hold 3 million tons, and 12 crews built it.",
    "<p>It costs <b>$15</b>/M&nbsp;tokens.",
    "# Heads\n\n| Year | Cost |\n|---|---|\n| 2024 | $5 |\n",
)
FIELDS = Fields("body", "url", date="day")
CHOSEN = ("--text-field", "body", "--id-field", "url", "--date-field", "day")
SMALL = ("--part-size", "0.0004")


def rows(count: int) -> list[dict[str, Any]]:
    """Articles of a crawl, two of which fail."""
    found: list[dict[str, Any]] = [
        {
            "url": f"https://s{number % 3}.example/{number}",
            "day": f"2024-0{number % 9 + 1}-01",
            "body": " ".join(SENTENCES[(number + step) % len(SENTENCES)] for step in range(number % 4)),
        }
        for number in range(count)
    ]
    found[count // 2]["body"] = "\x00 5%"
    found[count // 3]["url"] = None
    return found


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one crawl in several forms and a folder of articles."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # no test pulls the plug
    found = rows(40)
    lines = "".join(json.dumps(row) + "\n" for row in found).encode()
    Path("crawl.jsonl").write_bytes(lines.replace(b"\n", b"\n\n", 3))
    Path("crawl.ndjson.gz").write_bytes(gzip.compress(lines))
    table = pa.Table.from_pylist(found)
    parquet.write_table(table, "crawl.parquet", row_group_size=7)
    Path("articles").mkdir()
    for number, row in enumerate(found):
        Path(f"articles/{number:02}.{'html' if row['body'].startswith('<p>') else 'md'}").write_text(row["body"])
    Path("feeds").mkdir()
    Path("feeds/a.jsonl").write_bytes(lines)
    Path("feeds/b.csv").write_text("url,day,body\nu,2024-05-06,It costs $5.\nv,,It costs $6.\n")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, ["corpus", *map(str, arguments)])


def in_process(tasks: Iterable[Task]) -> Iterator[tuple[Chunk, Answer]]:
    """The engine that needs no processes."""
    return ((task.chunk, audit_task(task)) for task in tasks)


def make(out: str | Path, paths: Iterable[str] = ("crawl.jsonl",), **options: Any) -> Manifest:
    """A corpus by the engine in this process."""
    inputs = Inputs(tuple(paths), FIELDS, feeds=True, out=str(out))
    with Folder(str(out), options.get("form", "parquet")) as kept:
        return make_corpus(inputs, kept, Options(**options), in_process)


def files(out: str | Path) -> dict[str, bytes]:
    """All that a folder holds but its lock."""
    return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir()) if path.name != ".lock"}


def content(out: str | Path) -> list[dict[str, Any]]:
    """The rows of a corpus, in order."""
    names = [part["name"] for part in json.loads(Path(out, MANIFEST).read_bytes())["parts"]]
    found: list[dict[str, Any]] = []
    for name in names:
        if name.endswith(".parquet"):
            table = parquet.read_table(Path(out, name))
            assert table.schema.equals(SCHEMA, check_metadata=False)
            found += table.to_pylist()
        else:
            found += [json.loads(line) for line in Path(out, name).read_text("utf-8").splitlines()]
    return found


def errors(out: str | Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in Path(out, ERRORS).read_text("utf-8").splitlines()]


# Rows are findings


@pytest.mark.parametrize("everything", [(), ("--all",)])
@pytest.mark.parametrize("source", ["crawl.jsonl", "crawl.ndjson.gz", "crawl.parquet"])
def test_the_rows_are_the_findings_of_figtag_audit(crawl: Path, source: str, everything: tuple[str, ...]) -> None:
    audits = CliRunner().invoke(program, ["audit", "crawl.jsonl", *CHOSEN[:4]]).stdout.splitlines()
    expected = []
    for line in audits:
        audit = json.loads(line)
        for mention in audit["mentions"]:
            if everything or (mention["role"] == "figure" and not mention["minor"]):
                expected.append((audit["document"]["name"], mention))
    assert run(source, *CHOSEN, *everything, "-o", "out", "-j", 2).exit_code == BAD
    found = content("out")
    assert len(found) == len(expected) > 40
    for row, (name, mention) in zip(found, expected, strict=True):
        assert row["document"] == name
        same = set(mention) - {"source", "low", "high"}
        assert {key: row[key] for key in same} == {key: mention[key] for key in same}
        assert (row["low_exact"], row["high_exact"]) == (mention["low"], mention["high"])
        source_said = mention["source"] or {"kind": None, "name": None, "url": None}
        assert [row["source_kind"], row["source_name"], row["source_url"]] == list(source_said.values())


def test_a_folder_of_articles_gives_the_figures_of_its_files(crawl: Path) -> None:
    assert run("articles", "-o", "out").exit_code == BAD
    expected = []
    for path in sorted(Path("articles").iterdir()):
        if b"\0" not in path.read_bytes():
            expected += [(str(path), figure.start, figure.shown) for figure in figtag.audit(path).figures]
    assert [(row["document"], row["start"], row["shown"]) for row in content("out")] == expected
    assert errors("out")[0]["document"] == "articles/20.md"


def test_a_folder_of_feeds_is_read_when_a_field_is_named(crawl: Path) -> None:
    assert run("feeds", *CHOSEN, "-o", "feeds/out").exit_code == BAD
    once = content("feeds/out")
    assert [row["document"] for row in once[-2:]] == ["u", "v"]
    assert [str(row["date"]) for row in once[-2:]] == ["2024-05-06", "None"]
    assert run("feeds", *CHOSEN, "-o", "feeds/out", "--restart").exit_code == BAD
    assert content("feeds/out") == once, "the output below the input is no input"


def test_json_lines_hold_the_same_rows(crawl: Path) -> None:
    make("one")
    make("two", form="jsonl")
    plain = json.loads(json.dumps(content("one"), default=str))
    assert content("two") == plain
    assert errors("one") == errors("two")
    assert {row["site"] for row in plain} == {"s0.example", "s1.example", "s2.example"}


def test_the_same_bytes_whoever_audits(crawl: Path) -> None:
    make("here", part_bytes=400)
    for jobs in (1, 3):
        assert run("crawl.jsonl", *CHOSEN, *SMALL, "-o", f"out{jobs}", "-j", jobs).exit_code == BAD
        assert files(f"out{jobs}") == files("here")
    assert len(files("here")) > 5
    make("whole")
    assert content("whole") == content("here")


def test_the_folder_is_read_by_what_reads_folders_of_parquet(crawl: Path) -> None:
    make("out", part_bytes=400)
    rows = len(content("out"))
    assert parquet.read_table("out").num_rows == rows
    assert len(pandas.read_parquet("out")) == rows
    assert polars.read_parquet("out/part-*.parquet").height == rows


def test_without_figures_there_is_a_part_with_the_schema(crawl: Path) -> None:
    Path("none.jsonl").write_text('{"body": "No number."}\n')
    assert run("none.jsonl", "--text-field", "body", "-o", "out").exit_code == OK
    assert content("out") == []
    assert len(files("out")) == 2


def test_a_limit_takes_the_first_articles(crawl: Path) -> None:
    make("all")
    first = [row["url"] for row in rows(40)[:9]]
    assert make("some", limit=9, part_bytes=300).articles == 9
    assert content("some") == [row for row in content("all") if row["document"] in first]


# Reading from any place


@pytest.mark.parametrize(
    "paths", [["crawl.jsonl"], ["crawl.ndjson.gz"], ["crawl.parquet"], ["feeds"], ["feeds/b.csv", "crawl.parquet"]]
)
def test_reading_goes_on_at_any_place(crawl: Path, paths: list[str]) -> None:
    inputs = Inputs(paths, FIELDS, feeds=True, out="out")
    items = list(inputs.read(Place()))
    assert len(items) >= 40
    for number, item in enumerate(items):
        assert list(inputs.read(item.place)) == items[number + 1 :]
    assert [item.done for item in items] == sorted(item.done for item in items)
    assert items[-1].done <= sum(extent.bytes for extent in inputs.survey())


def test_a_file_that_breaks_off_is_told_once(crawl: Path) -> None:
    whole = Path("crawl.ndjson.gz").read_bytes()
    Path("cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    Path("torn.parquet").write_bytes(b"PAR1 and no more")
    inputs = Inputs(["cut.jsonl.gz", "gone.jsonl", "torn.parquet", "feeds/b.csv"], FIELDS, feeds=True, out="out")
    items = list(inputs.read(Place()))
    failures = [item.article for item in items if isinstance(item.article, Failure)]
    assert [failure.name for failure in failures if ":" not in failure.name] == [
        "cut.jsonl.gz",
        "gone.jsonl",
        "torn.parquet",
    ]
    assert [failure.why for failure in failures if failure.name == "gone.jsonl"] == ["no such file or folder"]
    assert isinstance(items[-1].article, Article)
    for number, item in enumerate(items):
        assert list(inputs.read(item.place)) == items[number + 1 :]


# Killed and gone on with


class Killed(BaseException):
    """The program ends here."""


class _Os:
    """The module ``os``, whose functions that change the disk end the program at one of their calls."""

    def __init__(self, step: int) -> None:
        self._left = step

    def __getattr__(self, name: str) -> Any:
        if name in ("fsync", "replace", "truncate", "open"):
            self._left -= 1
            if self._left == 0:
                raise Killed
        return getattr(os, name)


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """The program ends before its ``step``-th change of the disk, and nothing is cleared up."""
    fragile = _Os(step)
    with pytest.MonkeyPatch.context() as patch, suppress(Killed):
        for module in (folder, parts):
            patch.setattr(module, "os", fragile)
        for part in (parts._Parquet, parts._Lines):
            patch.setattr(part, "drop", lambda self: self._file.close())
        yield


def finished(out: str) -> bool:
    """Whether a folder holds a whole corpus."""
    path = Path(out, MANIFEST)
    return path.exists() and bool(json.loads(path.read_bytes())["finished"])


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_whatever_step_a_run_ends_at_nothing_is_lost_or_repeated(crawl: Path, form: str) -> None:
    options = {"form": form, "part_bytes": 200, "limit": 22}
    make("whole", **options)
    for step in count(1):
        with killed_at(step):
            make("out", **options)
        done = finished("out")
        make("out", **options)
        assert files("out") == files("whole")
        if done:
            break
        shutil.rmtree("out")
    assert step > 30


def test_a_run_that_is_killed_again_and_again_comes_to_its_end(crawl: Path) -> None:
    make("whole", part_bytes=100)
    runs = 0
    while not finished("out"):
        with killed_at(23):
            make("out", part_bytes=100)
        runs += 1
    assert files("out") == files("whole")
    assert runs > 3


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "figtag", "corpus", *arguments]


def test_a_real_run_that_is_really_killed_goes_on(crawl: Path) -> None:
    Path("long.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows(400)))
    make("whole", ["long.jsonl"], part_bytes=600)
    arguments = command("long.jsonl", *CHOSEN, "--part-size", "0.0006", "-j", "2", "-o", "out")
    environment = {**os.environ, "PYTHONPATH": str(Path(figtag.__file__).parents[1])}
    listed = 0
    for _ in range(3):
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
            deadline = time.monotonic() + 60
            while listed_parts("out") <= listed and running.poll() is None and time.monotonic() < deadline:
                time.sleep(random.uniform(0, 0.02))
            running.send_signal(signal.SIGKILL)
        listed = listed_parts("out")
    done = subprocess.run(arguments, capture_output=True, env=environment, check=False, timeout=120)
    assert done.returncode == BAD, done.stderr
    assert files("out") == files("whole")


def listed_parts(out: str) -> int:
    """The parts of a manifest, all of which are there in their full length."""
    path = Path(out, MANIFEST)
    if not path.exists():
        return 0
    found = json.loads(path.read_bytes())["parts"]
    assert [Path(out, part["name"]).stat().st_size for part in found] == [part["bytes"] for part in found]
    return len(found)


def test_an_interrupt_is_status_130_and_the_run_can_go_on(crawl: Path) -> None:
    Path("long.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows(3000)))
    arguments = command("long.jsonl", *CHOSEN, "--part-size", "0.001", "-o", "out")
    environment = {**os.environ, "PYTHONPATH": str(Path(figtag.__file__).parents[1])}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as running:
        deadline = time.monotonic() + 60
        while listed_parts("out") < 1 and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert said == b"figtag: out: not finished; the same command goes on with it\nfigtag: interrupted\n"
    before = listed_parts("out")
    assert run("long.jsonl", *CHOSEN, "--part-size", "0.001", "-o", "out", "-j", 2).exit_code == BAD
    assert listed_parts("out") > before


def test_a_finished_corpus_is_left_as_it_is(crawl: Path) -> None:
    first = run("crawl.jsonl", *CHOSEN, "-o", "out")
    times = {path: path.stat().st_mtime_ns for path in Path("out").iterdir()}
    again = run("crawl.jsonl", *CHOSEN, "-o", "out")
    assert (again.exit_code, again.stdout, again.stderr) == (first.exit_code, first.stdout, first.stderr)
    assert {path: path.stat().st_mtime_ns for path in Path("out").iterdir()} == times


# What cannot be gone on with


@pytest.mark.parametrize(
    ("arguments", "difference"),
    [
        (("--all",), "options.manner.all was false and is true"),
        (("-f", "jsonl"), 'options.form was "parquet" and is "jsonl"'),
        (("--part-size", "1"), "options.part_bytes was 32000000 and is 1000000"),
        (("--input-format", "text"), 'options.manner.format was null and is "text"'),
    ],
)
def test_other_options_are_no_way_to_go_on(crawl: Path, arguments: tuple[str, ...], difference: str) -> None:
    run("crawl.jsonl", *CHOSEN, "-o", "out")
    before = files("out")
    result = run("crawl.jsonl", *CHOSEN, "-o", "out", *arguments)
    assert result.exit_code == BAD
    assert result.stderr == (
        f"figtag: out was begun otherwise: {difference}; name another folder, or --restart to begin anew\n"
    )
    assert files("out") == before
    assert run("crawl.jsonl", *CHOSEN, "-o", "out", *arguments, "--restart").stdout
    assert files("out") != before


def test_other_inputs_versions_and_tables_are_no_way_to_go_on(crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("out")
    os.utime("crawl.jsonl", (1, 1))
    with pytest.raises(FolderError, match="begun otherwise: inputs was"):
        make("out")
    make("fresh")
    monkeypatch.setattr(figtag, "__version__", "9.9")
    monkeypatch.setattr("figtag.corpus.run.tables_hash", lambda: "other")
    with pytest.raises(FolderError, match=r"figtag was \"0.1.0\" and is \"9.9\"; tables was .* and is \"other\""):
        make("fresh")


def test_a_damaged_manifest_is_told(crawl: Path) -> None:
    make("out")
    Path("out", MANIFEST).write_text('{"plan": 1, "wh')
    result = run("crawl.jsonl", *CHOSEN, "-o", "out")
    assert result.exit_code == BAD
    assert "_manifest.json is damaged, or of another version of figtag" in result.stderr
    assert run("crawl.jsonl", *CHOSEN, "-o", "out", "--restart").stdout.startswith("out: 40 articles, ")


@pytest.mark.parametrize("name", ["part-000001.parquet", ERRORS])
def test_what_was_taken_away_is_missed(crawl: Path, name: str) -> None:
    make("out", part_bytes=400)
    before = files("out")
    Path("out", name).unlink()
    with pytest.raises(FolderError, match=f"out/{name} is not as it was written; --restart to begin anew"):
        make("out", part_bytes=400)
    run("crawl.jsonl", *CHOSEN, *SMALL, "-o", "out", "--restart")
    assert files("out") == before


@pytest.mark.parametrize("restart", [(), ("--restart",)])
def test_a_folder_that_holds_something_else_is_not_touched(crawl: Path, restart: tuple[str, ...]) -> None:
    Path("mine").mkdir()
    Path("mine/part-7.parquet").write_text("precious")
    result = run("crawl.jsonl", *CHOSEN, "-o", "mine", *restart)
    assert result.exit_code == BAD
    assert "mine holds 'part-7.parquet' and no manifest of a corpus" in result.stderr
    assert files("mine") == {"part-7.parquet": b"precious"}


def test_two_runs_do_not_write_one_folder(crawl: Path) -> None:
    make("out")
    with Folder("out", "parquet") as first:
        first.begin({}, restart=True)
        result = run("crawl.jsonl", *CHOSEN, "-o", "out")
    assert result.exit_code == BAD
    assert "being written by another figtag" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gone.jsonl",), "gone.jsonl: no such file or folder"),
        (
            ("feeds/b.csv", "--text-field", "text"),
            "feeds/b.csv: no column 'text'; the columns are 'url', 'day', 'body'",
        ),
        (("crawl.parquet", "--text-field", "text"), "crawl.parquet: no column 'text'; the columns are"),
        (("feeds",), "feeds: the folder holds no .txt, .md, .html, .docx or .pdf file; with --text-field"),
        (("articles", "--text-field", "body"), "articles: the folder holds no .jsonl,"),
        (("torn.parquet",), "torn.parquet: "),
    ],
)
def test_a_wrong_input_is_told_before_the_work(crawl: Path, arguments: tuple[str, ...], message: str) -> None:
    Path("torn.parquet").write_bytes(b"PAR1 and no more")
    result = run(*arguments, "-o", "out")
    assert result.exit_code == BAD
    assert result.stderr.startswith(f"figtag: {message}")
    assert result.stderr.count("\n") == 1
    assert not Path("out").exists() or files("out") == {}


def test_an_output_that_cannot_be_written_is_told(crawl: Path) -> None:
    result = run("crawl.jsonl", *CHOSEN, "-o", "crawl.jsonl/out")
    assert result.exit_code == BAD
    assert result.stderr.startswith("figtag: crawl.jsonl/out: ")
    result = run("crawl.jsonl", *CHOSEN, "-o", "crawl.parquet")
    assert result.exit_code == BAD
    assert result.stderr.startswith("figtag: crawl.parquet: ")


def test_a_full_disk_is_one_line_and_the_run_can_go_on(crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("whole", part_bytes=400)
    left = iter(range(6))

    def full(handle: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        result = run("crawl.jsonl", *CHOSEN, *SMALL, "-o", "out", "-j", 1)
    assert (result.exit_code, result.stderr) == (BAD, "figtag: out: No space left on device\n")
    assert run("crawl.jsonl", *CHOSEN, *SMALL, "-o", "out", "-j", 1).exit_code == BAD
    assert files("out") == files("whole")


# What fails, and what is said


def test_an_article_that_kills_its_process_fails_and_the_others_are_audited(crawl: Path) -> None:
    found = [{**row, "body": row["body"] + " burst" * (number == 7)} for number, row in enumerate(rows(20))]
    Path("crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in found))
    inputs = Inputs(["crawl.jsonl"], FIELDS, feeds=True, out="out")
    with Folder("out", "parquet") as kept:
        make_corpus(inputs, kept, Options(part_bytes=500), processes(2, fragile_audit))
    make("whole", part_bytes=500)
    dead = found[7]["url"]
    assert content("out") == [row for row in content("whole") if row["document"] != dead]
    told = {error["document"]: error["error"] for error in errors("out")}
    assert told.pop(dead) == "the process that audited it was killed by SIGKILL"
    assert told == {error["document"]: error["error"] for error in errors("whole")}


def test_parts_end_also_where_all_articles_fail(crawl: Path) -> None:
    Path("bad.jsonl").write_text("{\n" * 100)
    assert make("out", ["bad.jsonl"], part_bytes=1000).failed == 100
    assert len(files("out")) > 5
    assert len(errors("out")) == 100


def test_failures_are_told_and_counted(crawl: Path) -> None:
    result = run("crawl.jsonl", *CHOSEN, "-o", "out")
    assert result.exit_code == BAD
    assert result.stdout.startswith("out: 40 articles, ")
    assert result.stderr == "figtag: out: 2 articles failed; see out/_errors.jsonl\n"
    assert [error["document"] for error in errors("out")] == ["crawl.jsonl:17", "https://s2.example/20"]
    assert errors("out")[0]["error"] == "no field 'url' in this row, which has 'url', 'day', 'body'"
    kept = json.loads(Path("out", MANIFEST).read_bytes())
    assert kept["failed"] == 2
    assert kept["rows"] == len(content("out")) == sum(kept["labels"].values())


def test_a_terminal_sees_how_far_it_is_and_a_pipe_does_not(crawl: Path) -> None:
    shown = terminal("corpus", "crawl.jsonl", *CHOSEN, *SMALL, "-o", "out", columns=100)
    assert "Auditing" in shown
    assert "100%" in shown
    assert "MB/s, 40 articles, " in shown
    assert "Auditing" not in run("crawl.jsonl", *CHOSEN, "-o", "other").stderr
