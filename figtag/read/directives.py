"""Boxes that dialects of Markdown mark by a line of their own: notes, warnings, tips. Of that line the title is seen.

``> [!NOTE]`` of GitHub and Obsidian, ``!!! note "Title"`` of Python-Markdown, ``:::note`` of Docusaurus, VitePress and
MyST, ``/// note | Title``.
"""

from __future__ import annotations

from figtag.patterns import lazy_re

Place = tuple[int, int]
"""Where the title of a box stands in the source; an empty place when it has none."""

_ALERT = lazy_re(r"\[![a-zA-Z][\w-]*+\][+-]?(?=[ \t]|$)[ \t]*+")
_ADMONITION = lazy_re(
    r"(?:!!!|\?\?\?)\+?[ \t]++[a-zA-Z][\w-]*+(?:[ \t]++[a-zA-Z][\w-]*+)*+[ \t]*+(?:\"([^\"]*)\"[ \t]*+)?$"
)
_INDENTED = lazy_re(r"(?:[ \t]*+(?:\r\n?|\n))++(?: {4}|\t)")
_NAMED = lazy_re(
    r":{3,}+[ \t]*+[a-zA-Z][\w-]*+(?:\[([^\[\]]*)\])?(?:\{([^{}]*)\})?(?:[ \t]++([^\s{\[][^\n]*+))?[ \t]*+$"
)
_BRACED = lazy_re(r":{3,}+[ \t]*+\{([^{}]*)\}[ \t]*+([^\n]*)$")
_SLASHED = lazy_re(r"///[ \t]++[a-zA-Z][\w-]*+[ \t]*+(?:\|[ \t]*+([^\n]*))?$")
_END = lazy_re(r"(?::{3,}+|///)[ \t]*+$")
_TITLE = lazy_re(r"title[ \t]*+=[ \t]*+\"([^\"]*)\"")
_OPTION = lazy_re(r":[\w-]++:(?=[ \t]|$)")


def alert(source: str, start: int, end: int) -> Place | None:
    """The title of the box that the first line of a quotation makes of it; None when it stays a quotation.

    >>> alert("[!TIP] Save 5", 0, 13), alert("[!TIP]", 0, 6), alert("[a](b)", 0, 6)
    ((7, 13), (6, 6), None)
    """
    match = _ALERT.match(source, start, end)
    return None if match is None else (match.end(), end)


def admonition(source: str, start: int, end: int) -> Place | None:
    """The title of the box that begins with this line, the lines indented below it; None when none does.

    >>> admonition('!!! note "Save 5"\\n    x', 0, 17), admonition("!!! tip\\nx", 0, 7)
    ((10, 16), None)
    """
    match = _ADMONITION.match(source, start, end)
    if match is None or _INDENTED.match(source, end) is None:
        return None
    return (end, end) if match.group(1) is None else match.span(1)


def fence(source: str, start: int, end: int) -> Place | None:
    """The title in a line of colons or slashes that begins or ends a box; None when the line is text.

    >>> fence(":::tip[Save 5]", 0, 14), fence("::: tip Save 5", 0, 14), fence(":::", 0, 3), fence("::: 5", 0, 5)
    ((7, 13), (8, 14), (3, 3), None)
    """
    if _END.match(source, start, end) is not None:
        return end, end
    match = _NAMED.match(source, start, end) or _SLASHED.match(source, start, end)
    if match is not None:
        titles = [match.span(group) for group in (1, 3) if group <= match.re.groups and match.group(group)]
        braces = match.span(2) if match.re.groups > 1 else (end, end)
        return titles[0] if titles else _attribute(source, *braces)
    match = _BRACED.match(source, start, end)
    if match is None:
        return None
    return match.span(2) if match.group(2) else _attribute(source, *match.span(1))


def _attribute(source: str, start: int, end: int) -> Place:
    match = _TITLE.search(source, max(start, 0), max(end, 0))
    return (0, 0) if match is None else match.span(1)


def is_option(source: str, start: int, end: int) -> bool:
    """True for a setting of a box (``:class: wide``), which may stand right below its first line."""
    return _OPTION.match(source, start, end) is not None
