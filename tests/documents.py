"""The examples of README.md and docs/, run as they stand there.

A fenced block is run by its language:

- ``console``: lines that begin with ``$`` are commands, run in a folder that holds ``seeds``; what follows is what they
  print, standard error included;
- ``python``: a session of the interpreter, run as a doctest; the sessions of one page share their names;
- ``toml``: begins with ``# NAME.toml`` and becomes that file beside ``seeds``, for the commands that follow;
- ``sql``: made by :data:`GENERATED`, and run by the tests of ``figtag stats``;
- ``bash``: commands that set up an environment; see ``test_readme.py``.

Between ``<!-- NAME -->`` and ``<!-- end -->`` stands what :data:`GENERATED` makes.

``python -m tests.documents`` writes outputs and generated parts anew; read the difference before you commit it.
"""

from __future__ import annotations

import ast
import doctest
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from figtag.corpus.schema import COLUMNS
from figtag.corpus.stats import QUESTIONS, sql
from figtag.tables import load_tables
from tests.test_imports import FLOORS, MODULES, floor_of

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PART = re.compile(r"(?P<head><!-- (?P<name>(?!end )\w+) -->\n)(?P<body>.*?)(?=<!-- end -->)", re.DOTALL)
_FILE = re.compile(r"# (?P<name>[\w-]+\.toml)\n")


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of a page."""

    page: Path
    line: int
    language: str
    body: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def examples(page: Path) -> list[Example]:
    """The fenced blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        Example(page, text.count("\n", 0, match.start()) + 1, match["language"], match["body"])
        for match in _FENCE.finditer(text)
    ]


def commands(session: str) -> list[str]:
    """The commands of a console block, without the prompt."""
    return [line.removeprefix("$ ") for line in session.splitlines() if line.startswith("$ ")]


class Desk:
    """A folder in which the examples of one page run: ``seeds``, the page's own files, and a ``figtag`` on the path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "seeds").symlink_to(ROOT / "seeds")
        tools = folder / ".tools"
        tools.mkdir()
        program = tools / "figtag"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m figtag "$@"\n')
        program.chmod(0o755)
        keep = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "FORCE_COLOR")}
        path = os.pathsep.join((str(tools), str(Path(sys.executable).parent), keep.get("PATH", "")))
        self.environment = {**keep, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        self.names: dict[str, object] = {}

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """A command of the shell, standard error within standard output."""
        return subprocess.run(
            ["sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    def session(self, body: str) -> str:
        """A console block as it is when run now."""
        return "".join(f"$ {command}\n{self.run(command).stdout}" for command in commands(body))

    def write(self, body: str) -> None:
        """Make the file that a block of TOML holds."""
        name = _FILE.match(body)
        assert name is not None, "begin the block with '# NAME.toml'"
        (self.folder / name["name"]).write_text(body, encoding="utf-8")

    def interpret(self, example: Example) -> str:
        """Run a session of the interpreter; what went wrong, in words."""
        test = doctest.DocTestParser().get_doctest(
            example.body, self.names, str(example), str(example.page), example.line
        )
        failures: list[str] = []
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
        with chdir(self.folder):
            runner.run(test, out=failures.append, clear_globs=False)
        self.names = test.globs
        return "".join(failures)


def faults(page: Path, folder: Path) -> Iterator[str]:
    """What the examples of a page say that is not so."""
    desk = Desk(folder)
    for example in examples(page):
        if example.language == "console":
            now = desk.session(example.body)
            if now != example.body:
                yield f"{example}: it prints now\n{now}"
        elif example.language == "python":
            if said := desk.interpret(example):
                yield said
        elif example.language == "toml":
            desk.write(example.body)


def written_anew(page: Path, folder: Path) -> str:
    """The text of a page with what its commands print now and its generated parts as they are now."""
    desk = Desk(folder)

    def run(match: re.Match[str]) -> str:
        if match["language"] == "console":
            return f"```console\n{desk.session(match['body'])}```"
        if match["language"] == "toml":
            desk.write(match["body"])
        return match[0]

    text = _FENCE.sub(run, page.read_text(encoding="utf-8"))
    return _PART.sub(lambda match: match["head"] + GENERATED[match["name"]](), text)


def generated_parts(page: Path) -> list[tuple[str, str]]:
    """Name and text of the generated parts of a page."""
    return [(match["name"], match["body"]) for match in _PART.finditer(page.read_text(encoding="utf-8"))]


def modules() -> str:
    """A table of all modules, floor by floor, each with the first sentence of its docstring."""
    order = list(FLOORS)
    lines = ["| module | |", "|---|---|"]
    inner = [name for name in MODULES if name != "__init__"]
    for name in sorted(inner, key=lambda name: (order.index(floor_of(name)), name)):
        path = MODULES[name]
        story = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        lines.append(f"| `{path.relative_to(ROOT).as_posix()}` | {story.splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def reading_rows() -> str:
    """A table of the forms that mean several things."""
    lines = ["| form | where | reading | rank | words such as |", "|---|---|---|---|---|"]
    for row in load_tables().words["reading"]:
        said, _, name = row.value.partition(": ")
        form, manner, rank = said.split()[:3]
        where = "glued to the digits" if manner == "glued" else "behind a number"
        lines.append(f"| `{form}` | {where} | {name} | {rank} | {', '.join(row.say[:5])} |")
    return "\n".join(lines) + "\n"


def corpus_columns() -> str:
    """A table of the columns of a corpus."""
    rows = [(f"`{one.name}`", _kind(one.type), one.about + " *may be null*" * one.nullable) for one in COLUMNS]
    return "\n".join(["| column | type | |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def corpus_questions() -> str:
    """The statements that ``figtag stats`` runs."""
    return "\n".join(f"```sql\n{sql(question)}```\n" for question in QUESTIONS)


def _kind(kind: pa.DataType) -> str:
    """A type of Arrow in few words.

    >>> _kind(pa.list_(pa.struct([("code", pa.string())])))
    'list of (code)'
    """
    if pa.types.is_list(kind):
        inner = kind.value_type
        return f"list of ({', '.join(inner.field(index).name for index in range(inner.num_fields))})"
    return {"date32[day]": "date"}.get(str(kind), str(kind))


GENERATED = {"modules": modules, "readings": reading_rows, "columns": corpus_columns, "questions": corpus_questions}


def main() -> None:
    """Write every page anew and say which ones changed."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            text = written_anew(page, Path(folder))
        if text != page.read_text(encoding="utf-8"):
            page.write_text(text, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: changed")


if __name__ == "__main__":
    main()
