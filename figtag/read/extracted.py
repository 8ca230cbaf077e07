"""Text from files that are no text becomes Markdown: what keeps its signs from being read as marks."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\`*_\[\]<&$|]|~(?=~)")
_FIRST = re.compile(r"(?=[#>+=])")
_NOT_IN_TARGETS = re.compile(r"[\s<>]")
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
