"""The command line: the only module that opens files, prints or sets an exit status."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

import figtag
from figtag.extras import MissingExtraError
from figtag.labels import Label
from figtag.report import FORMS, Options, form

if TYPE_CHECKING:
    from figtag.model import Audit

SUFFIXES = (".txt", ".md", ".html")
"""The articles of a folder."""
STDIN = "-"
HANDFUL = 5
"""More files than this get a progress bar."""
MOST_NOTICES = 3
"""Notices of one kind that are printed for one file."""
LABELS = click.Choice([label.value for label in Label])
FORMATS = click.Choice(["text", "markdown", "html"])

OK, FOUND, BAD, INTERRUPTED, CLOSED = 0, 1, 2, 130, 141
"""Exit statuses, as the documentation promises them."""


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
            _forget_stdout()
            status = CLOSED
        except OSError as error:
            complain("standard output", reason(error))
            _forget_stdout()
            status = BAD
        except (click.Abort, KeyboardInterrupt):
            complain("interrupted")
            _forget_stdout()
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


def complain(*parts: str) -> None:
    """One line on standard error: ``figtag: FILE: what is wrong``."""
    click.echo(": ".join(("figtag", *parts)), err=True)


def reason(error: OSError) -> str:
    """What the system says went wrong, in words."""
    known = {
        FileNotFoundError: "no such file or folder",
        PermissionError: "no permission",
        IsADirectoryError: "is a folder",
    }
    return known.get(type(error)) or (error.strerror or str(error) or type(error).__name__)


def _forget_stdout() -> None:
    """Keep the interpreter from writing what is left in the buffer when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(figtag.__version__, prog_name="figtag", message="%(prog)s %(version)s")
def program() -> None:
    """Find every figure of an article and say what the text shows it to rest on.

    A figure is labelled sourced, estimated, hypothetical or unsupported, with the words that decided it.

    \b
    Examples:
      figtag audit article.md
      figtag explain article.md:3
      figtag schema
    """


@program.command(short_help="Report every figure with its label.")
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option(
    "-f", "--format", "form_name", type=click.Choice(FORMS), default="table", help="Form of the report [table]."
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
@click.option(
    "--table-style", metavar="STYLE", default="simple", help="Such as simple, plain, grid, rounded_grid, github."
)
@click.option("--width", type=click.IntRange(min=40), help="Columns of the table [those of the terminal].")
@click.option("--no-color", is_flag=True, help="No colours, also on a terminal.")
def audit(
    paths: tuple[str, ...],
    form_name: str,
    output: str | None,
    labels: tuple[str, ...],
    everything: bool,
    why: bool,
    fail_on: tuple[str, ...],
    input_format: str | None,
    table_style: str,
    width: int | None,
    no_color: bool,
) -> None:
    """Report every figure of the articles at PATH, each with its label and the words that decided it.

    A folder stands for the .txt, .md and .html files below it, - for standard input. Exit status: 0 done, 1 a figure
    of a --fail-on label, 2 something could not be read or written (the other articles are still reported).

    \b
    Examples:
      figtag audit article.md
      figtag audit articles/ -f csv -o figures.csv
      figtag audit article.md --label unsupported --why
      figtag audit article.md --fail-on unsupported
      figtag audit - --input-format html < article.html
    """
    _check_style(table_style)
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise click.UsageError("Name an article or a folder, or - for standard input.")
        paths = (STDIN,)
    run = Run(input_format, frozenset(fail_on))
    inputs = run.gather(paths, output)
    sink = FileSink(output, inputs) if output else StdoutSink(form_name)
    on_terminal = output is None and sys.stdout.isatty()
    options = Options(
        labels=frozenset(labels),
        all=everything,
        why=why,
        several=len(inputs) > 1,
        width=width or (shutil.get_terminal_size().columns if on_terminal else None),
        color=on_terminal and not no_color and "NO_COLOR" not in os.environ,
        style=table_style,
    )
    with sink:
        if len(inputs) > HANDFUL and sys.stderr is not None and sys.stderr.isatty():
            run.waiting = []
            with click.progressbar(inputs, label="Auditing", file=sys.stderr) as bar:
                pieces = list(form(form_name)(run.audits(bar), options))
            run.tell()
            sink.write(pieces)
        else:
            sink.write(form(form_name)(run.audits(inputs), options))
        if run.done or not run.failed:
            sink.keep()
    raise click.exceptions.Exit(BAD if run.failed else FOUND if run.found else OK)


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


@program.command(short_help="Print the JSON Schema of the results, or of the tables.")
@click.argument("what", type=click.Choice(["audit", "tables"]), default="audit")
def schema(what: str) -> None:
    """Print the JSON Schema of the results, or of the files of tables.

    That of the results fits what `figtag audit -f json` writes, and a single audit.

    \b
    Examples:
      figtag schema
      figtag schema tables
    """
    if what == "tables":
        from figtag.tables.models import schema_text
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
    run = Run(input_format, frozenset())

    def story() -> list[str]:
        return list(explain_place(_bytes(path), path, input_format, line, column))

    lines = run.guarded(path, story)
    if lines is None:
        raise click.exceptions.Exit(BAD)
    for text in lines:
        click.echo(text)


class Run:
    """One run over many inputs: what could not be read is told and remembered, the rest goes on."""

    def __init__(self, input_format: str | None, fail_on: frozenset[str]) -> None:
        self.input_format = input_format
        self.fail_on = fail_on
        self.failed = False
        """Whether anything could not be read."""
        self.found = False
        """Whether a figure of a label to fail on was met."""
        self.done = 0
        """Articles audited."""
        self.waiting: list[tuple[str, ...]] | None = None
        """Messages held back while a progress bar is drawn; None to print them at once."""

    def say(self, *parts: str) -> None:
        """Print a message, or keep it until the progress bar is gone."""
        if self.waiting is None:
            complain(*parts)
        else:
            self.waiting.append(parts)

    def tell(self) -> None:
        """Print the messages that were held back."""
        held, self.waiting = self.waiting or [], None
        for parts in held:
            complain(*parts)

    def fail(self, name: str, message: str) -> None:
        """Say that an input gives no result."""
        self.failed = True
        self.say(shown(name), message)

    def gather(self, paths: Iterable[str], output: str | None) -> list[str]:
        """The files that paths stand for: folders give their articles in order of name, without the report itself."""
        files: list[str] = []
        for path in paths:
            if path == STDIN or not os.path.isdir(path):
                files.append(path)
                continue
            below = [file for file in self._articles(path) if output is None or not _same(file, output)]
            if not below:
                self.fail(path, f"the folder holds no {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
            files += below
        return files

    def _articles(self, folder: str) -> Iterator[str]:
        def unreadable(error: OSError) -> None:
            self.fail(error.filename, reason(error))

        for at, folders, names in os.walk(folder, onerror=unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                    yield os.path.join(at, name)

    def audits(self, inputs: Iterable[str]) -> Iterator[Audit]:
        """The audits of the inputs that can be read, made one at a time as they are asked for."""
        from figtag.auditor import audit_bytes

        for path in inputs:
            name = "<stdin>" if path == STDIN else path

            def one(path: str = path, name: str = name) -> Audit:
                return audit_bytes(_bytes(path), name, self.input_format)

            result = self.guarded(name, one)
            if result is None:
                continue
            self.done += 1
            self.found = self.found or any(figure.label in self.fail_on for figure in result.figures)
            self._notices(result)
            yield result

    def guarded(self, name: str, work: Callable[[], Any]) -> Any:
        """What some work on one input gives; None when it cannot be done, which is said and remembered."""
        from figtag.read import UnreadableError

        try:
            return work()
        except UnreadableError as error:
            self.fail(name, str(error))
        except OSError as error:
            self.fail(name, reason(error))
        except Exception as error:  # one broken article must not hide the others
            self.fail(name, f"not audited: an error in figtag itself, {_whereabouts(error)}; please report these words")
        return None

    def _notices(self, result: Audit) -> None:
        from figtag.lines import Lines

        if not result.notices:
            return
        seen: dict[str, int] = {}
        name, lines = shown(result.document.name), Lines(result.document.text)
        for notice in result.notices:
            seen[notice.code] = seen.get(notice.code, 0) + 1
            if seen[notice.code] <= MOST_NOTICES:
                whole = notice.end - notice.start in (0, len(result.document.text))
                at = "" if whole else ":{}:{}".format(*lines.place(notice.start))
                self.say(name + at, notice.message)
        for code, count in seen.items():
            if count > MOST_NOTICES:
                self.say(name, f"{count - MOST_NOTICES} more notices of the kind {code}")


def shown(name: str) -> str:
    """A file's name as it can be printed on one line."""
    from figtag.report.words import clean

    return clean(name)


def _bytes(path: str) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise OSError("standard input is closed")
        return sys.stdin.buffer.read()
    with open(path, "rb") as file:
        return file.read()


def _same(path: str, other: str) -> bool:
    with suppress(OSError):
        return os.path.samefile(path, other)
    return False


def _whereabouts(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    words = " ".join(f"{type(error).__name__} {error}".split())[:200]
    if trace is None:
        return words
    return f"{words} at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


def _check_style(style: str) -> None:
    if style != "simple":
        from tabulate import tabulate_formats

        if style not in tabulate_formats:
            raise click.BadParameter(
                f"{style!r} is none of {', '.join(tabulate_formats)}.", param_hint="'--table-style'"
            )


class StdoutSink:
    """Standard output."""

    def __init__(self, form_name: str) -> None:
        if sys.stdout is None:
            raise BadOutput("standard output", "it is closed")
        if hasattr(sys.stdout, "reconfigure"):
            if form_name == "table":
                sys.stdout.reconfigure(errors="replace")
            else:
                sys.stdout.reconfigure(encoding="utf-8")

    def __enter__(self) -> StdoutSink:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces of a report as they come."""
        for piece in pieces:
            sys.stdout.write(piece)

    def keep(self) -> None:
        """Nothing more to do: what is written is written."""


class FileSink:
    """A file that appears, or is replaced, only when the whole report has been written."""

    def __init__(self, path: str, inputs: list[str]) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        self._part: str | None = None
        if any(_same(path, file) for file in inputs if file != STDIN):
            raise BadOutput(path, "is one of the articles")
        try:
            self._file = self._open()
        except OSError as error:
            raise BadOutput(path, reason(error)) from error

    def _open(self) -> IO[str]:
        if os.path.exists(self._target) and not os.path.isfile(self._target):
            return open(self._target, "w", encoding="utf-8", newline="")
        if os.path.exists(self._target) and not os.access(self._target, os.W_OK):
            raise PermissionError
        handle, self._part = tempfile.mkstemp(dir=os.path.dirname(self._target), prefix=".figtag-")
        return open(handle, "w", encoding="utf-8", newline="")

    def __enter__(self) -> FileSink:
        return self

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces of a report as they come."""
        for piece in pieces:
            try:
                self._file.write(piece)
            except OSError as error:
                raise BadOutput(self.path, reason(error)) from error

    def keep(self) -> None:
        """Put the report in its place."""
        try:
            self._file.close()
            if self._part is not None:
                os.chmod(self._part, self._mode())
                os.replace(self._part, self._target)
                self._part = None
        except OSError as error:
            raise BadOutput(self.path, reason(error)) from error

    def _mode(self) -> int:
        """The permissions of the file that is replaced, or those that a new file gets."""
        with suppress(OSError):
            return os.stat(self._target).st_mode & 0o777
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

    def __exit__(self, *error: object) -> None:
        with suppress(OSError):
            self._file.close()
        if self._part is not None:
            with suppress(OSError):
                os.unlink(self._part)
            complain(self.path, "not written")


class BadOutput(click.ClickException):
    """An output that cannot be written."""

    exit_code = BAD

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path}: cannot be written: {why}")

    def show(self, file: IO[Any] | None = None) -> None:
        """One line on standard error."""
        complain(shown(self.message))


def main() -> NoReturn:
    """The entry point of the ``figtag`` command."""
    # Tables and documents are large and hold no cycles: looking for garbage as often as Python does by default takes
    # a tenth of the time of a short run.
    gc.set_threshold(50_000, 20, 20)
    try:
        program.main()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            # Python would end by the signal, not with a status, when an import was what got interrupted.
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        raise


if __name__ == "__main__":
    main()
