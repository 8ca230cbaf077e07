"""A Markdown table (GitHub's flavour) for each article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import regex

from figtag.report import Options, values, words

if TYPE_CHECKING:
    from figtag.records import Audit, Mention

HEADS = ("Where", "Figure", "Value", "About", "Label", "Decided by")

_SPECIAL = regex.compile(r"[\\`*_\[\]<>|~&#$!]")


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """A heading, a table and the counts for each article."""
    first = True
    for audit in audits:
        if not first:
            yield "\n"
        first = False
        yield f"## {escape(words.clean(audit.document.name))}\n\n"
        rows = words.chosen(audit, options)
        if rows:
            yield f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}\n"
            for mention, decided in zip(rows, words.decisions(rows), strict=True):
                yield f"| {' | '.join((words.where(mention, audit), *_cells(mention, decided, options)))} |\n"
            yield "\n"
        yield f"{words.Counts.of(audit)}\n"


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
