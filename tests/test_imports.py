"""Imports go down along the floors, and what is slow to import stays out of the inner ones."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "figtag"

FLOORS = {
    "labels": "the closed vocabularies",
    "extras": "packages that not every user needs",
    "folders": "the files of a folder",
    "cache": "what is kept between runs",
    "patterns": "regular expressions, compiled when they are asked for",
    "span": "a range of characters",
    "lines": "lines and columns of offsets",
    "tokens": "words and signs, and phrases found among them",
    "sentences": "where sentences end inside a block",
    "document": "a source cut into blocks that know their places",
    "tables": "what people wrote, as values",
    "families": "phrases of many families, found in one walk",
    "registry": "Pint's units and ours",
    "read": "bytes become a document",
    "faults": "what went wrong with an article",
    "pool": "work spread over processes",
    "mentions": "every number of a document",
    "clauses": "a sentence as the judgement reads it",
    "cues": "deciding words",
    "sources": "who said it, what cites it",
    "notes": "source notes and what they cover",
    "word_classes": "small words and verbs, and the class of each word",
    "nouns": "noun phrases",
    "tense": "whether a sentence tells what was",
    "unreal": "things that the document marks as not actual",
    "subjects": "whom and what a figure is about",
    "evidence": "what speaks for and against a figure",
    "worked": "worked examples, with invented numbers",
    "scope": "which cue reaches which figure",
    "verdict": "from evidence to a label",
    "margins": "what a web page shows beside its article",
    "records": "what an audit says, as plain records",
    "frames": "records as data frames",
    "model": "the public models",
    "auditor": "the way of the data",
    "report": "the forms of a report",
    "corpus": "many articles, a row a figure",
    "explain": "the whole story of one figure",
    "tables.check": "the examples of the rows, run",
    "cli": "the command line",
    "__main__": "python -m figtag",
}
"""Every module, lowest first: each may import what stands above it in this list, and its own package."""

UP = {("model", "report.notebook"): "a notebook asks the audit itself for its picture, at that moment"}
"""The imports that do not go down, with their reason; they stand inside a function."""

SLOW = {
    "click",
    "duckdb",
    "jinja2",
    "markupsafe",
    "polars",
    "pyarrow",
    "xlsxwriter",
    "pandas",
    "pint",
    "pydantic",
    "tabulate",
}
BORDERS = ("corpus", "model", "report", "tables.models", "cli")
"""Where slow packages may be imported with the module."""

AUDIT = (
    "import figtag.cli; run = figtag.cli.program.commands['audit'].main; "
    "run(['README.md', '-f', '{}', '-o', os.devnull], standalone_mode=False)"
)
"""A whole run of the command line, without its exit."""


def floor_of(module: str) -> str:
    """The floor of a module: itself, else the nearest package above it that is one."""
    while module not in FLOORS:
        module, _, _ = module.rpartition(".")
        if not module:
            raise KeyError("a module on no floor: add it to FLOORS in tests/test_imports.py")
    return module


def name_of(path: Path) -> str:
    """The name of a module within the package, ``__init__`` for the package itself."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
INNER = [name for name in MODULES if name != "__init__"]


def figtag_imports(module: str) -> set[str]:
    """The modules of the package that a module imports anywhere, also for type checking only."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            own = [name for name in names if name.removeprefix("figtag.") in MODULES]
            found.update(own or [str(node.module)])
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return {name.removeprefix("figtag.") for name in found if name.startswith("figtag.")}


def imported_with(path: Path) -> Iterator[str]:
    """The top-level packages that are imported when a module is, those for type checking left out."""
    pending = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]
        elif isinstance(node, ast.If):
            checking = isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
            pending += node.orelse if checking else [*node.body, *node.orelse]
        elif isinstance(node, ast.Try):
            pending += [
                *node.body,
                *node.orelse,
                *node.finalbody,
                *(line for one in node.handlers for line in one.body),
            ]
        elif isinstance(node, ast.ClassDef | ast.With):
            pending += node.body


def test_every_floor_is_a_module() -> None:
    assert not set(FLOORS) - set(MODULES)


@pytest.mark.parametrize("module", INNER)
def test_imports_go_down(module: str) -> None:
    order = list(FLOORS)
    here = floor_of(module)
    for name in sorted(figtag_imports(module)):
        below = floor_of(name)
        goes_down = below == here or order.index(below) < order.index(here)
        assert goes_down or (module, name) in UP, f"{module} reaches up to {name}"


@pytest.mark.parametrize("module", INNER)
def test_inner_floors_import_nothing_slow(module: str) -> None:
    if not module.startswith(BORDERS):
        assert not SLOW & set(imported_with(MODULES[module]))


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import figtag", SLOW | {"regex", "typing"}),
        ("import figtag; figtag.audit_text('The chip draws 400 W.')", SLOW - {"pydantic"}),
        ("import figtag.cli", SLOW - {"click"}),
        (AUDIT.format("table"), (SLOW - {"click", "tabulate"}) | {"importlib.metadata", "email.message"}),
        (AUDIT.format("csv"), SLOW - {"click"}),
        (AUDIT.format("json"), SLOW - {"click"}),
        (AUDIT.format("audits"), SLOW - {"click"}),
        (AUDIT.format("html"), SLOW - {"click", "jinja2", "markupsafe"}),
        (AUDIT.format("sarif"), SLOW - {"click"}),
    ],
)
def test_slow_packages_wait(statement: str, absent: set[str]) -> None:
    code = f"""
import os, sys
before = set(sys.modules)
try:
    {statement}
except Exception as end:
    assert type(end).__name__ == "Exit", end
print(*set(sys.modules) - before)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not absent & set(done.stdout.split())
