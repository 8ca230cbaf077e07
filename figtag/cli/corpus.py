"""``figtag corpus``: many articles, a row a figure, on all processors, in a folder that can be gone on with."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from figtag.cli.inputs import STDIN
from figtag.cli.messages import BAD, complain, shown
from figtag.cli.options import FORMATS, Jobs
from figtag.faults import reason

if TYPE_CHECKING:
    from figtag.corpus.folder import Manifest
    from figtag.corpus.run import Options, Progress

PART = 32
"""Megabytes of text of a part, unless said otherwise."""


@click.command(short_help="Write the figures of many articles, a row each.")
@click.argument("paths", metavar="IN...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="OUT", required=True, help="The folder to write; it may hold an earlier run.")
@click.option("-f", "--format", "form", type=click.Choice(["parquet", "jsonl"]), default="parquet", show_default=True)
@click.option("--text-field", metavar="NAME", help="This field of each row is an article [text].")
@click.option("--id-field", metavar="NAME", help="This field of the row is the article's id [FILE:LINE].")
@click.option("--url-field", metavar="NAME", help="This field is the article's address [its id, when that is one].")
@click.option("--date-field", metavar="NAME", help="This field is the article's date.")
@click.option("--input-format", type=FORMATS, help="Read all articles as this, whatever they look like.")
@click.option("--all", "everything", is_flag=True, help="Minor figures and numbers that are no figures too.")
@click.option("-j", "--jobs", type=Jobs(), metavar="N", help="Processes that audit [one a processor].")
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="What runs the audits."
)
@click.option("--address", metavar="ADDRESS", help="An existing Ray cluster: auto, HOST:PORT, ray://HOST:PORT.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N articles.")
@click.option(
    "--part-size",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MB",
    default=PART,
    help=f"Text to a part, which is what a kill can lose [{PART}].",
)
@click.option("--restart", is_flag=True, help="Begin anew, whatever OUT holds of an earlier run.")
def corpus(
    paths: tuple[str, ...],
    output: str,
    jobs: int | None,
    restart: bool,
    engine: str,
    address: str | None,
    **chosen: Any,
) -> None:
    """Audit all articles of IN and write a row for each figure to the folder OUT, as Parquet or JSON Lines.

    IN is a .jsonl, .ndjson, .csv (also with .gz) or .parquet file with an article a row, an article, or a folder: of
    articles, or with --text-field of such files. Killed at any moment and started again the same command goes on where
    it was. An article that cannot be audited is told of in OUT/_errors.jsonl. Exit status: 0 done, 2 an article failed
    or the work could not be done. Needs figtag[corpus].

    \b
    Examples:
      figtag corpus crawl.jsonl --text-field body --id-field url -o figures
      figtag corpus crawl.jsonl --text-field body --date-field published -o figures -f jsonl
      figtag corpus articles -o figures --jobs 2
      figtag corpus crawl.jsonl --text-field body -o figures --engine ray
    """
    from figtag.corpus.folder import ERRORS, Folder, FolderError
    from figtag.corpus.inputs import InputError, Inputs
    from figtag.corpus.ray_engine import RayError, on_ray
    from figtag.corpus.run import make_corpus, processes
    from figtag.pool import PoolError, cores
    from figtag.read.feeds import Fields
    from figtag.report.words import plural

    if STDIN in paths:
        raise click.UsageError("Standard input cannot be gone on with; name a file.")
    text_field = chosen["text_field"]
    fields = Fields(text_field or "text", chosen["id_field"], chosen["url_field"], chosen["date_field"])
    inputs = Inputs(paths, fields, feeds=text_field is not None, out=output)
    if address is not None and engine != "ray":
        raise click.UsageError("--address is that of a Ray cluster; it needs --engine ray.")
    work = on_ray(address, jobs) if engine == "ray" else processes(jobs or cores())
    try:
        with Folder(output, chosen["form"]) as folder, _Meter() as meter:
            options = _options(chosen)
            manifest = make_corpus(inputs, folder, options, work, restart=restart, tell=meter.tell)
    except (FolderError, InputError, PoolError, RayError) as error:
        complain(shown(str(error)))
        raise click.exceptions.Exit(BAD) from error
    except OSError as error:
        complain(shown(output), reason(error))
        raise click.exceptions.Exit(BAD) from error
    except KeyboardInterrupt:
        complain(shown(output), "not finished; the same command goes on with it")
        raise
    click.echo(f"{shown(output)}: {summary(manifest)}")
    if manifest.failed:
        failed, where = plural(manifest.failed, "article"), shown(os.path.join(output, ERRORS))
        complain(shown(output), f"{failed} failed; see {where}")
        raise click.exceptions.Exit(BAD)


def summary(manifest: Manifest) -> str:
    """What a corpus holds, in a line."""
    from figtag.report.words import plural

    labels = ", ".join(f"{count:,} {label}" for label, count in manifest.labels.items())
    rows = "number" if manifest.plan["options"]["manner"]["all"] else "figure"
    articles, parts = plural(manifest.articles, "article"), plural(len(manifest.parts), "part")
    return f"{articles}, {plural(manifest.rows, rows)} in {parts}: {labels}"


def _options(chosen: dict[str, Any]) -> Options:
    from figtag.corpus.articles import Manner
    from figtag.corpus.run import Options

    manner = Manner(chosen["input_format"], chosen["everything"])
    return Options(chosen["form"], manner, round(chosen["part_size"] * 1e6), chosen["limit"])


class _Meter:
    """A bar on a terminal: how much is read, how fast, and how long the rest will take."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._bar: Any = None
        self._began = time.monotonic()
        self._articles = 0
        self._rows = 0

    def __enter__(self) -> _Meter:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def tell(self, progress: Progress) -> None:
        """Show a step."""
        if sys.stderr is None or not sys.stderr.isatty():
            return
        self._articles += progress.articles
        self._rows += progress.rows
        if self._bar is None:
            bar: Any = click.progressbar(
                length=progress.total, label="Auditing", file=sys.stderr, item_show_func=lambda said: said
            )
            self._bar = self._stack.enter_context(bar)
        rate = progress.done / 1e6 / max(time.monotonic() - self._began, 1e-3)
        said = f"{rate:.2f} MB/s, {self._articles:,} articles, {self._rows:,} figures"
        self._bar.update(progress.done - self._bar.pos, said)
