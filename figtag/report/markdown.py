"""A Markdown table (GitHub's flavour) for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.patterns import lazy_regex
from figtag.report import Options, values, words

if TYPE_CHECKING:
    from figtag.records import Audit, Mention

HEADS = ("Where", "Figure", "Value", "About", "Label", "Decided by")

_SPECIAL = lazy_regex(r"[\\`*_\[\]<>|~&#$!]")


def part(audit: Audit, options: Options) -> str:
    """A heading, a table and the counts of one article."""
    lines = [f"## {escape(words.clean(audit.document.name))}\n\n"]
    rows = words.chosen(audit, options)
    if rows:
        lines.append(f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}\n")
        for mention, decided in zip(rows, words.decisions(rows), strict=True):
            lines.append(f"| {' | '.join((words.where(mention, audit), *_cells(mention, decided, options)))} |\n")
        lines.append("\n")
    lines.append(f"{words.Counts.of(audit)}\n")
    return "".join(lines)


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """The articles, with a blank line between two."""
    between = ""
    for article in parts:
        yield between + article
        between = "\n"


def escape(text: str) -> str:
    r"""A text whose signs Markdown would read as markup, to be shown as it is.

    >>> escape("a|b *c* <d>")
    'a\\|b \\*c\\* \\<d\\>'
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def _cells(mention: Mention, decided: str, options: Options) -> Iterator[str]:
    yield escape(words.clean(mention.shown))
    yield escape(values.value(mention))
    yield escape(words.about(mention))
    yield f"**{words.label(mention)}**" if mention.label else words.label(mention)
    if options.why:
        yield "<br>".join(escape(line) for line in words.reasons(mention))
    else:
        yield escape(decided)
