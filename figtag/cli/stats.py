"""``figtag stats``: what people ask of a corpus, as a table, CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from figtag.cli.messages import BAD, complain, shown, terminal_width
from figtag.cli.sinks import StdoutSink

if TYPE_CHECKING:
    from figtag.corpus.stats import Answer

TABLES = ("labels", "repeated", "sources")
ROWS = 20
"""Rows of a table for a terminal, unless said otherwise."""


@click.command(short_help="Sum up the figures of a corpus.")
@click.argument("folder", metavar="OUT")
@click.argument("what", type=click.Choice(TABLES), required=False)
@click.option("-f", "--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"The first N rows of each table [{ROWS}; csv, json: all].",
)
def stats(folder: str, what: str | None, form: str, limit: int | None) -> None:
    """Sum up what `figtag corpus` wrote to the folder OUT.

    labels: the share of figures by label, by site and month. repeated: unsupported figures with the same value, unit
    and property in several articles. sources: those that most articles rely on. All three unless one is named; csv
    holds one. Minor figures and numbers that are no figures are left out. Needs figtag[corpus].

    \b
    Examples:
      figtag stats figures
      figtag stats figures repeated --limit 50
      figtag stats figures labels -f csv
    """
    from pathlib import Path

    from figtag.corpus.folder import FolderError, read_manifest
    from figtag.corpus.stats import ask

    if form == "csv" and what is None:
        raise click.UsageError(f"csv holds one table; name {', '.join(TABLES[:-1])} or {TABLES[-1]}.")
    try:
        manifest = read_manifest(Path(folder))
        if manifest is None:
            raise FolderError(f"{folder} holds no corpus; figtag corpus writes one")
        if not manifest.parts:
            raise FolderError(f"{folder} holds no part yet; figtag corpus goes on with it")
        if not manifest.finished:
            complain(shown(folder), f"not finished; this is of its first {manifest.articles:,} articles")
        parts = [Path(folder, part["name"]) for part in manifest.parts]
        most = limit or (ROWS if form == "table" else None)
        answers = {question: ask(parts, question, most) for question in TABLES if what in (None, question)}
    except FolderError as error:
        complain(shown(str(error)))
        raise click.exceptions.Exit(BAD) from error
    StdoutSink(form).write({"table": _tables, "csv": _csv, "json": _json}[form](answers))


def _tables(answers: dict[str, Answer]) -> Iterator[str]:
    from figtag.corpus.stats import QUESTIONS
    from figtag.report.grid import load_tabulate

    tabulate = load_tabulate().tabulate

    width = terminal_width() if sys.stdout.isatty() else None
    for number, (question, answer) in enumerate(answers.items()):
        table = "None."
        if answer.rows:
            sides = ["right" if isinstance(value, int | float) else "left" for value in answer.rows[0]]
            rows = [[_cell(value) for value in row] for row in answer.rows]
            table = tabulate(rows, headers=answer.heads, disable_numparse=True, colalign=sides)
        lines = (line.rstrip()[:width] for line in table.split("\n"))
        yield "\n" * bool(number) + f"{QUESTIONS[question]}\n\n" + "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    """A value as it is shown: shares in percent, texts on one line and not too long.

    >>> [_cell(value) for value in (0.0588, 1200, None, "up\\n5%")]
    ['5.9%', '1,200', '', 'up 5%']
    """
    from figtag.report.words import clean, short

    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, int) else short(clean(str(value)))


def _csv(answers: dict[str, Answer]) -> Iterator[str]:
    from figtag.report.csv import written

    for answer in answers.values():
        yield from written([answer.heads, *answer.rows])


def _json(answers: dict[str, Answer]) -> Iterator[str]:
    import json

    found = {question: answer.records() for question, answer in answers.items()}
    yield json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n"
