"""The table for a terminal: one row a figure, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from figtag.labels import Label
from figtag.report import Options, words

if TYPE_CHECKING:
    from figtag.model import Audit, Mention

HEADS = ("where", "figure", "value", "about", "label", "decided by")
LABEL = HEADS.index("label")
LEAST = 8
"""No column is made narrower than this."""
COLORS = {
    Label.SOURCED: "\x1b[32m",
    Label.ESTIMATED: "\x1b[33m",
    Label.HYPOTHETICAL: "\x1b[35m",
    Label.UNSUPPORTED: "\x1b[31m",
}
PLAIN = "\x1b[0m"


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """A table with its counts for each article, under its name when there are several, and the counts of all."""
    total = words.Counts()
    for audit in audits:
        counts = words.Counts.of(audit)
        if options.several:
            yield "\n" * bool(total.articles) + words.clean(audit.document.name) + "\n"
        rows = words.chosen(audit, options)
        if rows:
            yield _table(rows, options)
            yield "\n"
        elif sum(counts.labels):
            yield "No figures of the chosen labels.\n"
        yield f"{counts}\n"
        total += counts
    if total.articles > 1:
        yield f"\n{words.plural(total.articles, 'article')}. {total}\n"


def _table(mentions: tuple[Mention, ...], options: Options) -> str:
    from tabulate import tabulate

    rows = [_cells(mention, options) for mention in mentions]
    if options.width is not None:
        rows = _fitted(rows, options.width - _frame(options.style))
    if options.color:
        for mention, row in zip(mentions, rows, strict=True):
            if mention.label is not None:
                row[LABEL] = "\n".join(f"{COLORS[mention.label]}{line}{PLAIN}" for line in row[LABEL].split("\n"))
    table: str = tabulate(rows, headers=HEADS, tablefmt=options.style, disable_numparse=True)
    return "".join(line.rstrip() + "\n" for line in table.split("\n"))


def _cells(mention: Mention, options: Options) -> list[str]:
    return [
        f"{mention.line}:{mention.column}",
        words.clean(mention.shown),
        words.value(mention),
        words.about(mention),
        words.label(mention),
        "\n".join(words.reasons(mention)) if options.why else words.reason(mention),
    ]


def _frame(style: str) -> int:
    """The columns that a style takes for itself: measured, since tabulate does not tell."""
    from tabulate import tabulate

    sample = tabulate([["x" * LEAST] * len(HEADS)], tablefmt=style, disable_numparse=True)
    return max(map(len, sample.split("\n"))) - LEAST * len(HEADS)


def _fitted(rows: list[list[str]], width: int) -> list[list[str]]:
    """The cells wrapped so that all columns together keep to a width, the widest columns made narrower first."""
    widths = [
        max(len(head), *(len(line) for row in rows for line in row[column].split("\n")))
        for column, head in enumerate(HEADS)
    ]
    free = [column for column in range(len(HEADS)) if column not in (0, LABEL)]
    while sum(widths) > width:
        widest = max(free, key=lambda column: widths[column])
        if widths[widest] <= LEAST:
            break
        widths[widest] -= 1
    return [[_wrapped(cell, widths[column]) for column, cell in enumerate(row)] for row in rows]


def _wrapped(cell: str, width: int) -> str:
    return "\n".join(part for line in cell.split("\n") for part in wrap(line, width) or [""])
