"""The table for a terminal: one row a figure, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.labels import Label
from figtag.report import Options, values, words
from figtag.report.grid import load_tabulate

if TYPE_CHECKING:
    from figtag.records import Audit, Mention

HEADS = ("where", "figure", "value", "about", "label", "decided by")
LABEL = HEADS.index("label")
LEAST = (7, 10, 10, 9, 12, 14)
"""No column is made narrower than this."""
LONGEST_WORD = 14
"""A word of up to so many characters is not taken apart while there is room."""
LEAST_WHY = (*LEAST[:-1], 30)
COLORS = {
    Label.SOURCED: "\x1b[32m",
    Label.ESTIMATED: "\x1b[33m",
    Label.HYPOTHETICAL: "\x1b[35m",
    Label.UNSUPPORTED: "\x1b[31m",
}
PLAIN = "\x1b[0m"


class Section(Struct, frozen=True):
    """What the report shows of one article."""

    text: str
    counts: words.Counts


def part(audit: Audit, options: Options) -> Section:
    """A table with its counts, under the name of the article when there are several."""
    counts = words.Counts.of(audit)
    lines = [f"{words.clean(audit.document.name)}\n"] if options.several else []
    rows = words.chosen(audit, options)
    if rows:
        lines += [_table(audit, rows, options), "\n"]
    chosen = f"Shown: {len(rows):,} of {sum(counts.labels):,}. " if options.labels and sum(counts.labels) else ""
    lines.append(_closing(f"{chosen}{counts}", options))
    return Section("".join(lines), counts)


def render(parts: Iterable[Section], options: Options) -> Iterator[str]:
    """The articles, with a blank line between two, and the counts of all."""
    total = words.Counts()
    for section in parts:
        yield "\n" * bool(total.articles and options.several) + section.text
        total += section.counts
    if total.articles > 1:
        yield "\n" + _closing(f"{words.plural(total.articles, 'article')}. {total}", options)


def _closing(text: str, options: Options) -> str:
    return (text if options.width is None else _wrapped(text, options.width)) + "\n"


def _table(audit: Audit, mentions: tuple[Mention, ...], options: Options) -> str:
    rows = [
        [words.where(mention, audit), *_cells(mention, decided, options)]
        for mention, decided in zip(mentions, words.decisions(mentions), strict=True)
    ]
    if options.width is not None:
        room = options.width - _frame(options.style)
        least = LEAST_WHY if options.why else LEAST
        if room < sum(least):
            return _stacked(rows, mentions, options)
        rows = _fitted(rows, least, room)
    for mention, row in zip(mentions, rows, strict=True):
        row[LABEL] = _colored(row[LABEL], mention, options)
    table: str = load_tabulate().tabulate(rows, headers=HEADS, tablefmt=options.style, disable_numparse=True)
    return "".join(line.rstrip() + "\n" for line in table.split("\n"))


def _cells(mention: Mention, decided: str, options: Options) -> list[str]:
    return [
        words.clean(mention.shown),
        values.value(mention),
        words.about(mention),
        words.label(mention),
        "\n".join(words.reasons(mention)) if options.why else decided,
    ]


def _colored(cell: str, mention: Mention, options: Options) -> str:
    if not options.color or mention.label is None:
        return cell
    return "\n".join(f"{COLORS[mention.label]}{line}{PLAIN}" for line in cell.split("\n"))


def _frame(style: str) -> int:
    """The columns that a style takes for itself: measured, since tabulate does not tell."""
    sample: str = load_tabulate().tabulate(
        [["x" * 20] * len(HEADS)], headers=HEADS, tablefmt=style, disable_numparse=True
    )
    return max(map(len, sample.split("\n"))) - 20 * len(HEADS)


def _fitted(rows: list[list[str]], least: tuple[int, ...], width: int) -> list[list[str]]:
    """The cells wrapped so that all columns together keep to a width, the widest columns made narrower first."""
    least = _whole_words(rows, least, width)
    widths = [
        max(least[column], *(len(line) for row in rows for line in row[column].split("\n")))
        for column in range(len(HEADS))
    ]
    while sum(widths) > width:
        widest = max(range(len(HEADS)), key=lambda column: widths[column] - least[column])
        if widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
    return [[_wrapped(cell, widths[column]) for column, cell in enumerate(row)] for row in rows]


def _whole_words(rows: list[list[str]], least: tuple[int, ...], width: int) -> tuple[int, ...]:
    """The least widths made to hold the columns' longest words, as long as there is room for them."""
    longest = tuple(
        max(floor, *(min(len(word), LONGEST_WORD) for row in rows for word in row[column].split() or [""]))
        for column, floor in enumerate(least)
    )
    return longest if sum(longest) <= width else least


def _wrapped(cell: str, width: int) -> str:
    return "\n".join(part for line in cell.split("\n") for part in _lines(line, width) or [""])


def _lines(text: str, width: int) -> list[str]:
    """A text in lines that keep to a width; a compound is taken apart only where it is longer than a line."""
    return wrap(text, width, break_on_hyphens=any(len(word) > width for word in text.split()))


def _stacked(rows: list[list[str]], mentions: tuple[Mention, ...], options: Options) -> str:
    """The same without columns, for a terminal that is too narrow for a table."""
    width = options.width or 0
    lines: list[str] = []
    for (where, figure, value, about, label, decided), mention in zip(rows, mentions, strict=True):
        lines += wrap(f"{where} {figure}", width)
        verdict = wrap(f"{label} {decided}", width - 2)
        verdict[0] = _colored(label, mention, options) + verdict[0][len(label) :]
        meaning = wrap(" = ".join(filter(None, (about, value))), width - 2)
        lines += [f"  {line}" for line in verdict + meaning]
    return "".join(f"{line}\n" for line in lines)
