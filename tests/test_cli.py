"""The ``figtag`` command, from its arguments to its exit status."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import figtag
from figtag.auditor import record_bytes
from figtag.cli import BAD, CLOSED, FOUND, INTERRUPTED, OK, program
from figtag.explain import PATHS, known_whys
from figtag.model import Report, schema_text
from figtag.tables import load_tables

FLAT = "The chip draws 400 W. The fan needs 20 W.\n"
SOURCED = "According to the Harbour Institute, rents rose 4.5% last year.\n"
EMPTY = "No number stands here.\n"
FEED = ({"url": "one.example", "body": FLAT}, {"url": "two.example", "body": f"<p>{SOURCED}</p>"})


def run(*arguments: str | Path, input: str | bytes | None = None, **options: Any) -> Result:
    return CliRunner(**options).invoke(program, [str(argument) for argument in arguments], input=input)


def process(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "figtag", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, **options)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of articles, which is also the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("article.md", FLAT),
        ("articles/a.txt", SOURCED),
        ("articles/deep/b.md", FLAT),
        ("articles/deep/c.HTML", f"<p>{FLAT}</p>"),
        ("articles/.hidden/d.md", FLAT),
        ("articles/.e.md", FLAT),
        ("articles/notes.csv", "1,2"),
        ("article.html", f"<p>{FLAT}</p>"),
        ("crawl.jsonl", "".join(json.dumps(row) + "\n" for row in FEED)),
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def names(result: Result) -> list[str]:
    return [audit.document.name for audit in Report.model_validate_json(result.stdout).audits]


# What is reported


def test_the_table_has_a_row_for_each_figure(folder: Path) -> None:
    result = run("audit", "article.md")
    assert result.exit_code == OK
    assert result.stderr == ""
    rows = [line.split() for line in result.stdout.splitlines()]
    assert [row[0] for row in rows[2:4]] == ["1:16", "1:37"]
    assert rows[-1][:2] == ["2", "figures:"]


def test_an_article_without_figures_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "none.txt").write_text(EMPTY)
    result = run("audit", tmp_path / "empty.txt", tmp_path / "none.txt", "--fail-on", "unsupported")
    assert result.exit_code == OK
    assert result.stdout.count("No figures.") == 3
    assert run("audit", tmp_path / "empty.txt").stdout == "No figures.\n"


def test_a_folder_gives_its_articles_in_order(folder: Path) -> None:
    result = run("audit", "articles", "article.md", "-f", "json")
    assert names(result) == ["articles/a.txt", "articles/deep/b.md", "articles/deep/c.HTML", "article.md"]


def test_the_json_is_that_of_the_library(folder: Path) -> None:
    result = run("audit", "article.md", "-f", "json")
    assert Report.model_validate_json(result.stdout).audits == (figtag.audit("article.md"),)


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown", "table"])
def test_rows_can_be_chosen_by_label(folder: Path, form: str) -> None:
    result = run("audit", "articles/a.txt", "article.md", "-f", form, "--label", "sourced", "--label", "estimated")
    assert "4.5%" in result.stdout
    assert "400 W" not in result.stdout


def test_json_is_not_cut_by_a_label(folder: Path) -> None:
    whole = run("audit", "articles/a.txt", "-f", "json").stdout
    assert run("audit", "articles/a.txt", "-f", "json", "--label", "estimated").stdout == whole


def test_all_shows_the_other_numbers_too(folder: Path) -> None:
    Path("dated.txt").write_text("In 2019 the chip drew 400 W.\n")
    assert "(date)" not in run("audit", "dated.txt").stdout
    assert "(date)" in run("audit", "dated.txt", "--all").stdout


def test_why_names_the_rule(folder: Path) -> None:
    assert "by clause" in run("audit", "articles/a.txt", "--why").stdout


@pytest.mark.parametrize("arguments", [["audit", "-"], ["audit"]])
def test_standard_input_is_read(arguments: list[str]) -> None:
    result = run(*arguments, "-f", "json", input=FLAT)
    assert names(result) == ["<stdin>"]
    assert result.exit_code == OK


def test_the_input_format_can_be_forced(folder: Path) -> None:
    result = run("audit", "-", "--input-format", "html", "-f", "json", input="<p title='5%'>400 W")
    (audit,) = Report.model_validate_json(result.stdout).audits
    assert audit.document.format == "html"


def test_the_width_and_the_style_are_those_asked_for(folder: Path) -> None:
    result = run("audit", "article.md", "--width", "72", "--table-style", "grid")
    assert max(map(len, result.stdout.splitlines())) <= 72
    assert result.stdout.startswith("+--") or result.stdout.startswith("1:16")
    assert run("audit", "article.md", "--table-style", "rounded_grid").stdout.startswith("╭")


# Exit statuses


def test_fail_on_a_label(folder: Path) -> None:
    assert run("audit", "article.md", "--fail-on", "unsupported").exit_code == FOUND
    assert run("audit", "articles/a.txt", "--fail-on", "unsupported").exit_code == OK
    assert run("audit", "articles/a.txt", "--fail-on", "unsupported", "--fail-on", "sourced").exit_code == FOUND
    assert run("audit", "article.md", "missing.md", "--fail-on", "unsupported").exit_code == BAD


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "--nonsense"],
        ["audit", "article.md", "-f", "xml"],
        ["audit", "article.md", "--label", "true"],
        ["audit", "article.md", "--table-style", "baroque"],
        ["audit", "article.md", "--width", "3"],
        ["audit", "article.md", "--input-format", "odt"],
        ["nonsense"],
        ["explain", "article.md"],
        ["explain", "article.md:0x3"],
    ],
)
def test_a_wrong_option_is_status_2(folder: Path, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == BAD
    assert result.stdout == ""
    assert "Error: " in result.stderr


def _locked(folder: Path) -> None:
    (folder / "bad.md").write_text(FLAT)
    (folder / "bad.md").chmod(0)


BAD_INPUTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda folder: None, "no such file"),
    "folder without articles": (lambda folder: (folder / "bad.md").mkdir(), "the folder holds no"),
    "binary": (lambda folder: (folder / "bad.md").write_bytes(b"\x7fELF\x00\x01\x02" * 50), "binary"),
    "broken utf-16": (lambda folder: (folder / "bad.md").write_bytes(b"\xff\xfe5\x00%"), "UTF-16"),
    "loop": (lambda folder: (folder / "bad.md").symlink_to("bad.md"), "symbolic links"),
}


@pytest.mark.parametrize("kind", BAD_INPUTS)
def test_a_bad_input_is_one_line_and_the_others_go_on(folder: Path, kind: str) -> None:
    make, words = BAD_INPUTS[kind]
    make(folder)
    result = run("audit", "bad.md", "article.md", "-f", "json")
    assert result.exit_code == BAD
    assert names(result) == ["article.md"]
    (line,) = result.stderr.splitlines()
    assert line.startswith("figtag: bad.md: ")
    assert words in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    _locked(folder)
    result = run("audit", "bad.md", "article.md")
    assert result.exit_code == BAD
    assert result.stderr == "figtag: bad.md: no permission\n"
    assert "400 W" in result.stdout


def test_no_permission_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("figtag.cli.work.read_bytes", refuse)
    result = run("audit", "article.md")
    assert (result.exit_code, result.stderr) == (BAD, "figtag: article.md: no permission\n")


def test_an_error_in_figtag_is_told_without_a_traceback(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = record_bytes

    def broken(data: bytes, name: str, format: str | None = None) -> Any:
        if name == "article.md":
            raise RecursionError("too\ndeep")
        return real(data, name, format)

    monkeypatch.setattr("figtag.auditor.record_bytes", broken)
    result = run("audit", "article.md", "articles/a.txt", "-f", "json")
    assert result.exit_code == BAD
    assert names(result) == ["articles/a.txt"]
    (line,) = result.stderr.splitlines()
    assert line.startswith("figtag: article.md: not audited: an error in figtag itself, RecursionError too deep at ")
    assert "report" in line


def test_bytes_in_another_encoding_are_read_with_a_notice(folder: Path) -> None:
    text = "Le café coûte 4,50 € à l'été, élevé déjà, où qu'il soit servi. " * 5
    Path("old.txt").write_bytes(text.replace("€", "F").encode("cp1252"))
    result = run("audit", "old.txt", "-f", "json")
    assert result.exit_code == OK
    assert result.stderr.startswith("figtag: old.txt: not UTF-8")
    assert result.stderr.count("\n") == 1


def test_a_name_cannot_send_codes_to_the_terminal(folder: Path) -> None:
    result = run("audit", "bad\x1b[2J\n.md")
    assert result.stderr == "figtag: bad�[2J .md: no such file or folder\n"


# Writing to a file


def test_a_report_goes_to_a_file(folder: Path) -> None:
    printed = run("audit", "article.md", "-f", "csv")
    written = run("audit", "article.md", "-f", "csv", "-o", "out.csv")
    assert (written.exit_code, written.stdout, written.stderr) == (OK, "", "")
    assert Path("out.csv").read_text() == printed.stdout
    assert [file.name for file in folder.iterdir() if file.name.startswith(".figtag")] == []


def test_a_file_keeps_its_permissions_and_a_link_its_target(folder: Path) -> None:
    Path("real.csv").write_text("old")
    Path("real.csv").chmod(0o640)
    Path("out.csv").symlink_to("real.csv")
    assert run("audit", "article.md", "-f", "csv", "-o", "out.csv").exit_code == OK
    assert Path("out.csv").is_symlink()
    assert Path("real.csv").read_text().startswith("document,")
    assert stat.S_IMODE(Path("real.csv").stat().st_mode) == 0o640


def test_a_failed_audit_leaves_the_file_as_it_was(folder: Path) -> None:
    Path("out.csv").write_text("old")
    before = sorted(file.name for file in folder.iterdir())
    result = run("audit", "missing.md", "-f", "csv", "-o", "out.csv")
    assert result.exit_code == BAD
    assert Path("out.csv").read_text() == "old"
    assert result.stderr == "figtag: missing.md: no such file or folder\nfigtag: out.csv: not written\n"
    assert sorted(file.name for file in folder.iterdir()) == before


def test_what_can_be_read_is_written(folder: Path) -> None:
    result = run("audit", "missing.md", "article.md", "-f", "csv", "-o", "out.csv")
    assert result.exit_code == BAD
    assert Path("out.csv").read_text().count("\n") == 3


@pytest.mark.parametrize("output", ["no/such/folder.csv", "articles", "/dev/full"])
def test_an_output_that_cannot_be_written(folder: Path, output: str) -> None:
    if output.startswith("/dev") and not Path(output).exists():
        pytest.skip("there is no such device here")
    result = run("audit", "article.md", "-o", output)
    assert result.exit_code == BAD
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"figtag: {output}: cannot be written: ")


def test_the_output_is_checked_before_the_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figtag.cli.work.read_bytes", lambda path: pytest.fail("an article was read"))
    assert run("audit", "article.md", "-o", "no/such/folder.csv").exit_code == BAD


def test_an_article_is_never_overwritten(folder: Path) -> None:
    result = run("audit", "article.md", "-o", "article.md")
    assert result.exit_code == BAD
    assert result.stderr == "figtag: article.md: cannot be written: is one of the articles\n"
    assert Path("article.md").read_text() == FLAT


def test_an_old_report_in_the_folder_is_no_article(folder: Path) -> None:
    for _ in range(2):
        result = run("audit", "articles", "-f", "markdown", "-o", "articles/report.md")
        assert result.exit_code == OK
        assert Path("articles/report.md").read_text().count("## ") == 3


# The process


def test_a_real_process_prints_utf_8_and_ends_with_its_status(folder: Path) -> None:
    Path("wide.txt").write_text("Das Gerät braucht 400 W. 价格上涨 5%。\n", encoding="utf-8")
    done = process("audit", "wide.txt", "-f", "jsonl", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == OK, done.stderr
    assert all(json.loads(line)["document"] == "wide.txt" for line in done.stdout.decode("utf-8").splitlines())
    done = process("audit", "wide.txt", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == OK, done.stderr
    assert process("audit", "missing.md").returncode == BAD


@pytest.mark.parametrize(
    "arguments", [["audit", "big.txt", "-f", "jsonl"], ["audit", "big.txt"], ["schema"], ["--help"]]
)
def test_a_reader_that_goes_away_is_no_error_message(folder: Path, arguments: list[str]) -> None:
    Path("big.txt").write_text(FLAT * 3000)
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "figtag", *arguments]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (CLOSED, b"")


def test_a_full_disk_is_one_line(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no such device here")
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "figtag", "audit", "article.md"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == BAD
    assert done.stderr == b"figtag: standard output: No space left on device\n"


def test_a_closed_input_or_output_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m figtag audit"
    done = subprocess.run(f"{command} - <&-", shell=True, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (BAD, b"figtag: <stdin>: standard input is closed\n")
    done = subprocess.run(f"{command} article.md >&-", shell=True, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (BAD, b"figtag: standard output: cannot be written: it is closed\n")


def test_an_interrupt_is_status_130(folder: Path) -> None:
    os.mkfifo("slow.txt")
    command = [sys.executable, "-m", "figtag", "audit", "slow.txt", "-o", "out.txt"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not list(folder.glob(".figtag-*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == INTERRUPTED, err
    assert b"Traceback" not in err
    assert err.endswith(b"figtag: interrupted\n")
    assert list(folder.glob(".figtag-*")) == []


def test_help_needs_neither_pydantic_nor_tables() -> None:
    code = (
        "import sys; from figtag.cli import program\n"
        "try: program.main(['audit', '--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(
        {"pydantic", "tabulate", "pint", "pandas", "regex", "tomllib", "figtag.tables", "figtag.read"}
    )


def test_an_audit_does_not_load_pint_or_pandas(folder: Path) -> None:
    code = (
        "import sys; from figtag.cli import program\n"
        "try: program.main(['audit', 'article.md'])\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()).isdisjoint({"pint", "pandas", "charset_normalizer", "numpy"})


# On a terminal


def terminal(*arguments: str, columns: int = 72, env: dict[str, str] | None = None) -> str:
    """What a command shows on a terminal of some width, standard error included."""
    import fcntl
    import pty
    import struct
    import termios

    inside, outside = pty.openpty()
    fcntl.ioctl(outside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "figtag", *arguments]
    running = subprocess.Popen(command, stdin=outside, stdout=outside, stderr=outside, env={**clean, **(env or {})})
    os.close(outside)
    parts = []
    while True:
        try:
            part = os.read(inside, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(inside)
    running.wait(timeout=60)
    return b"".join(parts).decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_its_width(folder: Path) -> None:
    shown = terminal("audit", "article.md", columns=76)
    assert "\x1b[31munsupported\x1b[0m" in shown
    assert max(len(click.unstyle(line)) for line in shown.splitlines()) <= 76
    assert "\x1b" not in terminal("audit", "article.md", "--no-color")
    assert "\x1b" not in terminal("audit", "article.md", env={"NO_COLOR": "1"})


def test_many_files_get_a_progress_bar_on_a_terminal(folder: Path) -> None:
    for index in range(8):
        Path(f"articles/{index}.txt").write_text(FLAT)
    Path("articles/bad.txt").write_bytes(b"\x00\x01" * 99)
    shown = terminal("audit", "articles", columns=100)
    assert "Auditing" in shown
    assert shown.index("100%") < shown.index("figtag: articles/bad.txt:") < shown.index("1:16")
    assert "Auditing" not in terminal("audit", "article.md")
    assert b"Auditing" not in process("audit", "articles").stderr


def test_without_a_path_a_terminal_is_asked_for_one() -> None:
    assert "Name an article" in terminal("audit")


# The other commands


def test_the_schemas_are_printed() -> None:
    assert run("schema").stdout == run("schema", "audit").stdout == schema_text()
    assert json.loads(run("schema", "tables").stdout)["$schema"]


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == f"figtag {figtag.__version__}\n"


def test_explain_tells_what_decided_and_what_would_change_it(folder: Path) -> None:
    told = run("explain", "articles/a.txt:1:49").stdout
    assert told.startswith("articles/a.txt:1:48  4.5%\n")
    assert "<- decides: sourced" in told
    assert "it would be unsupported" in told
    flat = run("explain", "article.md:1").stdout
    assert "article.md:1:16" in flat
    assert "article.md:1:37" in flat
    assert "with a source in its clause" in flat


def test_what_many_articles_leave_open_is_said_of_a_few(folder: Path) -> None:
    for number in range(5):
        (folder / f"price{number}.txt").write_text("It cost $5 in May.\n", encoding="utf-8")
    said = run("audit", *(f"price{number}.txt" for number in range(5))).stderr
    assert said.count("is read as US dollars") == 3
    assert said.endswith("figtag: 2 more articles with notices of the kind ambiguous-currency\n")


def test_explain_tells_the_other_readings(folder: Path) -> None:
    (folder / "card.txt").write_text("The card said 90m, with 40% in red.\n", encoding="utf-8")
    told = run("explain", "card.txt:1").stdout
    assert told.count("could be") == 1
    assert "could be   90 million, 90 minutes\n" in told


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("article.md:1:2", "no number at 1:2; the line holds 400 W at 1:16"),
        ("article.md:9", "no number in line 9; the file ends at line 1"),
        ("missing.md:1", "no such file"),
    ],
)
def test_explain_says_when_there_is_nothing(folder: Path, place: str, words: str) -> None:
    result = run("explain", place)
    assert result.exit_code == BAD
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.*"))


@pytest.mark.parametrize("article", SEEDS, ids=lambda file: str(file.name))
def test_explain_has_words_for_every_path_and_rule(article: Path) -> None:
    whys = known_whys(load_tables())
    for mention in figtag.audit(article).mentions:
        for evidence in mention.evidence:
            assert evidence.path in PATHS
            assert evidence.rule in whys


# The tables


GOOD_ROW = """format = 1
family = "frame"

[[cue]]
id = "frame.in-a-dream"
say = ["in a dream"]
gives = "frame"
why = "What happens in a dream is told as not actual."
yes = ["<<In a dream>> it drew {90 W}."]
no = ["The dream team drew {90 W}."]
"""


def test_a_file_of_tables_is_checked(folder: Path) -> None:
    Path("good.toml").write_text(GOOD_ROW)
    Path("bad.toml").write_text(GOOD_ROW.replace('{90 W}."]\nno', '{80} W."]\nno'))
    good = run("tables", "check", "good.toml")
    assert (good.exit_code, good.stdout) == (OK, "All examples are read as they say.\n"), good.stdout
    bad = run("tables", "check", "bad.toml")
    assert bad.exit_code == FOUND
    assert "frame.in-a-dream" in bad.stdout
    missing = run("tables", "check", "missing.toml")
    assert (missing.exit_code, missing.stderr) == (BAD, "figtag: missing.toml: no such file\n")


# Help


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    for name, command in group.commands.items():
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [(*path, name)]
    return found


def examples() -> list[str]:
    found = []
    for path in commands(program):
        lines = run(*path, "--help").stdout.splitlines()
        found += [line.strip() for line in lines if line.startswith("    figtag ")]
    return sorted(set(found))


@pytest.mark.parametrize("path", commands(program), ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == OK
    assert "Examples:" in result.stdout or path == ("tables",)


def test_a_spreadsheet_goes_to_a_file_or_a_pipe_but_not_to_a_terminal(folder: Path) -> None:
    assert run("audit", "article.md", "-f", "xlsx", "-o", "figures.xlsx").exit_code == OK
    data = Path("figures.xlsx").read_bytes()
    assert data.startswith(b"PK")
    assert process("audit", "article.md", "-f", "xlsx").stdout == data
    assert "is no text; name a file with -o" in terminal("audit", "article.md", "-f", "xlsx")


def test_each_row_of_a_feed_is_an_article(folder: Path) -> None:
    result = run("audit", "crawl.jsonl", "--text-field", "body", "--id-field", "url")
    assert result.exit_code == OK
    audits = [figtag.Audit.model_validate_json(line) for line in result.stdout.splitlines()]
    assert [(audit.document.name, audit.document.format.value) for audit in audits] == [
        ("one.example", "text"),
        ("two.example", "html"),
    ]
    assert audits[0].figures == figtag.audit_text(FLAT).figures


def test_a_row_of_a_feed_is_told_by_its_text_and_not_by_its_id(folder: Path) -> None:
    row = json.dumps({"url": "https://one.example/report.pdf", "body": FLAT})
    result = run("audit", "-", "--text-field", "body", "--id-field", "url", input=row)
    assert result.exit_code == OK
    assert json.loads(result.stdout)["document"]["format"] == "text"


def test_a_bad_row_of_a_feed_does_not_stop_the_others(folder: Path) -> None:
    Path("bad.jsonl").write_text('{"body": 5}\n{"body": "It draws 400 W."}\n', encoding="utf-8")
    result = run("audit", "bad.jsonl", "--text-field", "body", "-f", "jsonl")
    assert result.exit_code == BAD
    assert result.stderr == "figtag: bad.jsonl:1: field 'body' holds no text but 5\n"
    assert [json.loads(line)["document"] for line in result.stdout.splitlines()] == ["bad.jsonl:2"]


def test_a_folder_of_feeds_and_standard_input(folder: Path) -> None:
    Path("feeds").mkdir()
    Path("feeds/a.csv").write_text("body\nIt draws 400 W.\n", encoding="utf-8")
    result = run("audit", "feeds", "-", "--text-field", "body", "-f", "csv", input='{"body": "It costs $5."}\n')
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == ["document", "feeds/a.csv:2", "<stdin>:1"]


def test_a_feed_without_the_field_is_told_what_it_has(folder: Path) -> None:
    result = run("audit", "articles/notes.csv", "--text-field", "body")
    assert result.exit_code == BAD
    assert result.stderr == "figtag: articles/notes.csv: no column 'body'; the columns are '1', '2'\n"


def test_an_id_field_alone_is_a_wrong_option(folder: Path) -> None:
    result = run("audit", "crawl.jsonl", "--id-field", "url")
    assert result.exit_code == BAD
    assert "--text-field" in result.stderr


@pytest.mark.parametrize("example", examples())
def test_the_examples_of_the_help_run(folder: Path, example: str) -> None:
    Path("article.md").write_text(f"# Power\n\n{FLAT}It reached {90}% in 3 rooms of the plant, 12 of them cold.\n")
    if "tables check" in example:
        pytest.skip("runs every row of every table; has its own test")
    if example.startswith("figtag stats"):
        assert run("corpus", "articles", "-o", "figures").exit_code == OK
    place = example.rpartition(" ")[2]
    if place.startswith("article.md:3:"):
        column = next(m.column for m in figtag.audit("article.md").mentions if m.line == 3)
        example = example.replace(place, f"article.md:3:{column}")
    done = subprocess.run(
        example.replace("figtag", f"{sys.executable} -m figtag", 1),
        shell=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == (FOUND if "--fail-on" in example else OK), done.stderr
    assert done.stderr == b""
