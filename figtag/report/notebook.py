"""How an audit shows itself in a notebook: the article highlighted by label, then a table."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from figtag.labels import Label
from figtag.report import Options, values, words

if TYPE_CHECKING:
    from figtag.records import Audit, Mention

LONGEST = 50_000
"""Characters of an article that are shown; a notebook that holds more becomes slow to open."""
MOST = 500
"""Rows of the table that are shown."""
MOST_NOTICES = 20

# Each label has a letter and an underline of its own, so that nobody needs to tell the colours apart.
MARKS = {
    Label.SOURCED: ("S", "#d9f2dd", "solid"),
    Label.ESTIMATED: ("E", "#fdf0c8", "dashed"),
    Label.HYPOTHETICAL: ("H", "#ecdcf7", "dotted"),
    Label.UNSUPPORTED: ("U", "#fbdcd7", "double"),
}
HEADS = ("where", "figure", "value", "about", "label", "decided by")
_PAGE = "max-height:32em;overflow:auto;white-space:pre-wrap;border:1px solid #ccc;padding:0.6em;font-family:inherit"


def show(audit: Audit) -> str:
    """The audit as a piece of HTML that needs no script and no style sheet."""
    return "".join(_parts(audit))


def _parts(audit: Audit) -> Iterator[str]:
    yield f'<div class="figtag"><p><b>{escape(audit.document.name)}</b>: {escape(str(words.Counts.of(audit)))}</p>'
    yield f"<p>{' '.join(_mark(label.value, label) for label in MARKS)}</p>"
    for notice in audit.notices[:MOST_NOTICES]:
        yield f"<p>Notice: {escape(notice.message)}</p>"
    if len(audit.notices) > MOST_NOTICES:
        yield f"<p>… {MOST_NOTICES} of {len(audit.notices):,} notices; <code>notices</code> holds all.</p>"
    yield f'<div style="{_PAGE}">{"".join(_article(audit))}</div>'
    yield from _table(audit)
    yield "</div>"


def _article(audit: Audit) -> Iterator[str]:
    text = audit.document.text
    at = 0
    for mention in audit.figures:
        if mention.end > LONGEST:
            break
        if mention.label is None or mention.start < at:
            continue
        yield escape(text[at : mention.start])
        title = f"{mention.label.value}: {values.value(mention)} {words.reason(mention)}"
        yield _mark(mention.text, mention.label, title)
        at = mention.end
    yield escape(text[at : max(at, LONGEST)])
    if len(text) > LONGEST:
        yield f"<p>… cut after {LONGEST:,} of {len(text):,} characters; the audit holds all.</p>"


def _mark(text: str, label: Label, title: str = "") -> str:
    letter, color, line = MARKS[label]
    style = f"background:{color};color:#000;border-bottom:2px {line} #555"
    return f'<mark title="{escape(title)}" style="{style}">{escape(text)}<sup><b>{letter}</b></sup></mark>'


def _table(audit: Audit) -> Iterator[str]:
    rows = words.chosen(audit, Options())
    if not rows:
        return
    yield f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in HEADS)}</tr></thead><tbody>"
    for mention, decided in zip(rows[:MOST], words.decisions(rows[:MOST]), strict=True):
        cells = (words.where(mention, audit), *_cells(mention, decided))
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</tbody></table>"
    if len(rows) > MOST:
        yield f"<p>… {MOST:,} of {len(rows):,} figures; <code>to_frame()</code> holds all.</p>"


def _cells(mention: Mention, decided: str) -> Iterator[str]:
    yield escape(words.clean(mention.shown))
    yield escape(values.value(mention))
    yield escape(words.about(mention))
    yield "" if mention.label is None else _mark(mention.label.value, mention.label)
    yield escape(decided)
