"""Text from files that are no text becomes Markdown: what keeps its signs from being read as marks.

Tables with merged cells, and whatever Markdown's have no place for, are written as HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape as escape_html
from typing import NamedTuple

from figtag.patterns import lazy_re

_SIGNS = lazy_re(r"[\\`*_\[\]<&$|]|~(?=~)")
_FIRST = lazy_re(r"(?=[#>+=])")
_NOT_IN_TARGETS = lazy_re(r"[\s<>]")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def escape(text: str) -> str:
    r"""A text in which no sign is a mark.

    >>> print(escape("$5 or [x] * 3"))
    \$5 or \[x\] \* 3
    """
    return _SIGNS.sub(r"\\\g<0>", text)


def paragraph(line: str) -> str:
    r"""An escaped line as a paragraph, whatever sign it begins with.

    >>> print(paragraph("# of homes"))
    \# of homes
    """
    return f"\\{line}" if _FIRST.match(line) else line


def link(text: str, url: str) -> str:
    """A link on an escaped text.

    >>> link("a report", "https://a.example/b c")
    '[a report](<https://a.example/b%20c>)'
    """
    target = _NOT_IN_TARGETS.sub(lambda sign: f"%{ord(sign.group()):02X}", url)
    return f"[{text}](<{target}>)"


def image(text: str) -> str:
    """A picture that is described by an escaped text."""
    return f"![{text}](<>)"


def code(text: str) -> str:
    """The source of a formula; what would end it is left out.

    >>> code("x = 5")
    '`x = 5`'
    """
    return f"`{text.replace('`', ' ')}`"


class Markup(NamedTuple):
    """What the marks of a line look like."""

    is_html: bool

    def escape(self, text: str) -> str:
        """A text in which no sign is a mark."""
        return escape_html(text) if self.is_html else escape(text)

    def link(self, text: str, url: str) -> str:
        """A link on an escaped text."""
        return f'<a href="{escape_html(url)}">{text}</a>' if self.is_html else link(text, url)

    def image(self, text: str) -> str:
        """A picture, described by a text."""
        return f'<img alt="{escape_html(text)}">' if self.is_html else image(escape(text))

    def code(self, text: str) -> str:
        """The source of a formula."""
        return f"<code>{escape_html(text)}</code>" if self.is_html else code(text)

    @property
    def line_break(self) -> str:
        """The end of a line within a paragraph."""
        return "<br>" if self.is_html else "  \n"


MARKDOWN, HTML = Markup(False), Markup(True)


def raised(text: str) -> str:
    """Digits and signs as superscripts; letters stay."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Digits as subscripts; letters stay."""
    return text.translate(_LOWERED)


def table(rows: list[list[str]]) -> str:
    """A table of escaped cells; the first row is its head. Empty when there is nothing in it."""
    if not any(any(cells) for cells in rows):
        return ""
    width = max(map(len, rows))
    lines = [f"| {' | '.join(cells + [''] * (width - len(cells)))} |" for cells in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


class Cell(NamedTuple):
    """A cell of a table written as HTML: its content, and how many columns and rows it takes."""

    content: str
    width: int = 1
    height: int = 1


def html_table(rows: Sequence[Sequence[Cell]], heads: int) -> str:
    """A table as HTML, a row a line; the first ``heads`` rows are its head. Empty when there is nothing in it.

    >>> print(html_table([[Cell("Year", height=2)], [Cell("5 &lt; 6")]], 1))
    <table>
    <tr><th rowspan="2">Year</th></tr>
    <tr><td>5 &lt; 6</td></tr>
    </table>
    """
    if not any(cell.content for row in rows for cell in row):
        return ""
    lines = (
        "".join(_html_cell(cell, "th" if number < heads else "td") for cell in row) for number, row in enumerate(rows)
    )
    return "\n".join(["<table>", *(f"<tr>{line}</tr>" for line in lines), "</table>"])


def _html_cell(cell: Cell, name: str) -> str:
    spans = (("colspan", cell.width), ("rowspan", cell.height))
    attributes = "".join(f' {span}="{count}"' for span, count in spans if count > 1)
    return f"<{name}{attributes}>{cell.content}</{name}>"
