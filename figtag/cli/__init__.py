"""The command line: the only package that opens files, prints or sets an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, NoReturn

import click

import figtag
from figtag.cli.corpus import corpus
from figtag.cli.inputs import STDIN, read_bytes
from figtag.cli.messages import BAD, CLOSED, FOUND, INTERRUPTED, OK, complain, forget_stdout, shown, terminal_width
from figtag.cli.options import FORMATS, Jobs
from figtag.cli.run import Run
from figtag.cli.sinks import FileSink, StdoutSink
from figtag.cli.stats import stats
from figtag.cli.work import Work, guarded
from figtag.extras import MissingExtraError
from figtag.faults import reason
from figtag.labels import Label
from figtag.report import FORMS, Options, form

if TYPE_CHECKING:
    from figtag.read.feeds import Fields

HANDFUL = 5
"""More files than this get a progress bar."""
LABELS = click.Choice([label.value for label in Label])


class Program(click.Group):
    """A group of commands that ends with the documented statuses and never with a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command line and exit."""
        arguments = list(sys.argv[1:] if args is None else args)
        self._main_shell_completion(extra, prog_name or "figtag", complete_var)
        try:
            status = self._status(arguments, extra)
            if sys.stdout is not None:
                sys.stdout.flush()
        except BrokenPipeError:
            forget_stdout()
            status = CLOSED
        except OSError as error:
            complain("standard output", reason(error))
            forget_stdout()
            status = BAD
        except (click.Abort, KeyboardInterrupt):
            complain("interrupted")
            forget_stdout()
            status = INTERRUPTED
        sys.exit(status)

    def _status(self, arguments: list[str], extra: dict[str, Any]) -> int:
        try:
            with self.make_context("figtag", arguments, **extra) as context:
                self.invoke(context)
        except click.exceptions.Exit as end:
            return end.exit_code
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except MissingExtraError as error:
            complain(str(error))
            return BAD
        return OK


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(figtag.__version__, prog_name="figtag", message="%(prog)s %(version)s")
def program() -> None:
    """Find every figure of an article and say what the text shows it to rest on.

    A figure is labelled sourced, estimated, hypothetical or unsupported, with the words that decided it.

    \b
    Examples:
      figtag audit article.md
      figtag explain article.md:3
      figtag corpus articles -o figures
      figtag schema
    """


@program.command(short_help="Report every figure with its label.")
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option(
    "-f", "--format", "form_name", type=click.Choice(FORMS), help="Form of the report [table; for feeds audits]."
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to FILE, all of it or nothing.")
@click.option(
    "--label",
    "labels",
    type=LABELS,
    multiple=True,
    help="Only figures of this label (JSON: all); may be repeated.",
)
@click.option("--all", "everything", is_flag=True, help="Minor figures and numbers that are no figures too.")
@click.option("--why", is_flag=True, help="All evidence in full, losing cues too, with rule ids and paths.")
@click.option(
    "--fail-on", type=LABELS, multiple=True, help="Exit with 1 when a figure has this label; may be repeated."
)
@click.option("--input-format", type=FORMATS, help="Read all input as this, whatever its name says.")
@click.option("--text-field", metavar="NAME", help="PATH is JSON Lines or CSV: this field of each row is an article.")
@click.option("--id-field", metavar="NAME", help="This field of the row is the article's name [FILE:LINE].")
@click.option(
    "--table-style", metavar="STYLE", default="simple", help="Such as simple, plain, grid, rounded_grid, github."
)
@click.option("--width", type=click.IntRange(min=40), help="Columns of the table [those of the terminal].")
@click.option("--no-color", is_flag=True, help="No colours, also on a terminal.")
@click.option(
    "--jobs",
    metavar="N",
    type=Jobs(),
    default=1,
    help="Audit in N processes, for many articles; 0 or auto for one a processor [1].",
)
def audit(
    paths: tuple[str, ...],
    form_name: str | None,
    output: str | None,
    labels: tuple[str, ...],
    everything: bool,
    why: bool,
    fail_on: tuple[str, ...],
    input_format: str | None,
    text_field: str | None,
    id_field: str | None,
    table_style: str,
    width: int | None,
    no_color: bool,
    jobs: int,
) -> None:
    """Report every figure of the articles at PATH, each with its label and the words that decided it.

    A folder stands for the .txt, .md, .html, .docx and .pdf files below it, - for standard input. With --text-field
    each row of a file is an article; a folder then stands for its .jsonl, .ndjson and .csv files. Exit status: 0 done,
    1 a figure of a --fail-on label, 2 something could not be read or written (the other articles are still reported).

    \b
    Examples:
      figtag audit article.md
      figtag audit articles/ -f csv -o figures.csv
      figtag audit article.md --label unsupported --why
      figtag audit article.md --fail-on unsupported
      figtag audit - --input-format html < article.html
      figtag audit crawl.jsonl --text-field body --id-field url -o audits.jsonl
      figtag audit articles/ --jobs auto -f jsonl -o figures.jsonl
    """
    _check_style(table_style)
    fields = _fields(text_field, id_field)
    form_name = form_name or ("table" if fields is None else "audits")
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError("Name an article or a folder, or - for standard input.")
        paths = (STDIN,)
    run = Run(input_format, frozenset(fail_on), fields)
    inputs = run.gather(paths, output)
    sink = FileSink(output, inputs) if output else StdoutSink(form_name)
    on_terminal = output is None and sys.stdout.isatty()
    options = Options(
        labels=frozenset(labels),
        all=everything,
        why=why,
        several=len(inputs) > 1 or fields is not None,
        width=width or (terminal_width() if on_terminal else None),
        color=on_terminal and not no_color and "NO_COLOR" not in os.environ,
        style=table_style,
    )
    work = Work(form_name, options, input_format)
    with sink, closing(run.parts(inputs, work, jobs)) as parts:
        pieces = form(form_name).render(parts, options)
        if len(inputs) > HANDFUL and sys.stderr is not None and sys.stderr.isatty():
            with run.progress(len(inputs)):
                if on_terminal:
                    pieces = iter(list(pieces))
                else:
                    sink.write(pieces)
        sink.write(pieces)
        if run.done or not run.failed:
            sink.keep()
    raise click.exceptions.Exit(BAD if run.failed else FOUND if run.found else OK)


program.add_command(corpus)
program.add_command(stats)


@program.group(short_help="Look after the tables of cues and units.")
def tables() -> None:
    """Look after the tables of cues, units and words."""


@tables.command("check", short_help="Run the examples of the rows.")
@click.argument("file", required=False)
def check(file: str | None) -> None:
    """Run the examples that stand beside the rows of FILE, or of all tables, and tell which row fails.

    \b
    Examples:
      figtag tables check
    """
    from pathlib import Path

    from figtag.tables.check import check_tables

    if file is not None and not Path(file).is_file():
        complain(file, "no such file")
        raise click.exceptions.Exit(BAD)
    failures = list(check_tables(None if file is None else Path(file)))
    for failure in failures:
        click.echo(failure)
    if failures:
        raise click.exceptions.Exit(FOUND)
    click.echo("All examples are read as they say.")


@program.command(short_help="Print the schema of the results, of the tables, or of a corpus.")
@click.argument("what", type=click.Choice(["audit", "tables", "corpus"]), default="audit")
def schema(what: str) -> None:
    """Print the JSON Schema of the results, or of the files of tables, or the Arrow schema of a corpus.

    That of the results fits what `figtag audit -f json` writes, and a single audit.

    \b
    Examples:
      figtag schema
      figtag schema tables
    """
    if what == "tables":
        from figtag.tables.models import schema_text
    elif what == "corpus":
        from figtag.corpus.schema import schema_text
    else:
        from figtag.model import schema_text
    click.echo(schema_text(), nl=False)


@program.command(short_help="Tell the whole story of one figure.")
@click.argument("place", metavar="FILE:LINE[:COLUMN]")
@click.option("--input-format", type=FORMATS, help="Read FILE as this, whatever its name says.")
def explain(place: str, input_format: str | None) -> None:
    """Tell the whole story of one number, or of all that stand in one line.

    How it is read, what it is about, every cue in reach and by which path, the rank that decided, and what would have
    changed the label.

    \b
    Examples:
      figtag explain article.md:3
      figtag explain article.md:3:31
    """
    from figtag.explain import explain_place, parse_place

    try:
        path, line, column = parse_place(place)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    lines, failure = guarded(lambda: list(explain_place(read_bytes(path), path, input_format, line, column)))
    if failure is not None:
        complain(shown(path), failure)
        raise click.exceptions.Exit(BAD)
    for text in lines or ():
        click.echo(text)


def _fields(text_field: str | None, id_field: str | None) -> Fields | None:
    if text_field is not None:
        from figtag.read.feeds import Fields

        return Fields(text_field, id_field)
    if id_field is not None:
        raise click.UsageError("--id-field needs --text-field, the field that holds the article.")
    return None


def _check_style(style: str) -> None:
    if style != "simple":
        from figtag.report.grid import load_tabulate

        tabulate_formats = load_tabulate().tabulate_formats
        if style not in tabulate_formats:
            raise click.BadParameter(
                f"{style!r} is none of {', '.join(tabulate_formats)}.", param_hint="'--table-style'"
            )
