"""Where the links of Markdown lead: destinations, titles and labels of references."""

from __future__ import annotations

import re
from typing import NamedTuple

from figtag.patterns import lazy_re
from figtag.read.build import Text
from figtag.read.flow import read_entity
from figtag.read.strand import Strand

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""The signs that a backslash makes text."""
_DESTINATION = lazy_re(r"\([ \t]*+\n?[ \t]*+(?:<((?:[^<>\n\\]|\\.)*+)>)?")
_TITLE = lazy_re(
    r"[ \t]*+\n?[ \t]*+(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\))?[ \t]*+\n?[ \t]*+\)",
    re.DOTALL,
)
_TITLE_SIGN = lazy_re(r"\\(?=[!-/:-@\[-`{-~])|&")
_ESCAPE = lazy_re(r"\\([!-/:-@\[-`{-~])")
_BLANKS = lazy_re(r"\s+")
_DEEPEST_PARENTHESIS = 32


class Destination(NamedTuple):
    """Where a link leads."""

    url: str
    end: int
    """Where all of it ends."""
    title: tuple[int, int] | None = None
    """Where its title stands."""


def read_destination(text: str, at: int) -> Destination | None:
    """Where an inline link leads whose parenthesis opens at a place; None when no link does."""
    start = _DESTINATION.match(text, at)
    if start is None:
        return None
    url, end = start.group(1), start.end()
    if url is None:
        stop = _address_end(text, end)
        if stop is None:
            return None
        url, end = text[end:stop], stop
    title = _TITLE.match(text, end)
    if title is None:
        return _with_blanks(text, start.end(), end)
    group = title.lastindex
    if group is not None and end == title.start(group) - 1:
        return None  # a title must be parted from the address
    return Destination(unescape_markdown(url), title.end(), None if group is None else title.span(group))


def _address_end(text: str, at: int) -> int | None:
    """Where an address ends that is not between ``<`` and ``>``; its parentheses come in pairs."""
    depth = 0
    size = len(text)
    while at < size:
        sign = text[at]
        if sign == "\\" and at + 1 < size and text[at + 1] in PUNCTUATION:
            at += 2
            continue
        if sign.isspace() or sign == "<":
            break
        if sign == "(":
            depth += 1
            if depth > _DEEPEST_PARENTHESIS:
                return None
        elif sign == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return None if depth else at


def _with_blanks(text: str, start: int, end: int) -> Destination | None:
    """An address with blanks in it, which people write and most programs read as one all the same."""
    if not text.startswith(("http://", "https://", "/", "./"), start):
        return None
    line = text.find("\n", end, end + 200)
    close = text.find(")", end, end + 200 if line < 0 else line)
    if close < 0:
        return None
    address, _, _ = text[start:close].partition(' "')
    return Destination(unescape_markdown(address.rstrip()), close + 1)


def label_key(label: str) -> str:
    """A reference label as labels are compared."""
    return _BLANKS.sub(" ", label.strip()).casefold()


def unescape_markdown(text: str) -> str:
    r"""A link's address or title without its escapes and entities.

    >>> unescape_markdown(r"a\_b&amp;c")
    'a_b&c'
    """
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "&" not in text:
        return text
    parts = []
    at = 0
    seek = 0
    while (mark := text.find("&", seek)) >= 0:
        entity = read_entity(text, mark, len(text), strict=True)
        if entity is None:
            seek = mark + 1
            continue
        parts.append(text[at:mark] + entity[0])
        at = seek = entity[1]
    parts.append(text[at:])
    return "".join(parts)


def run_title(strand: Strand, title: tuple[int, int], text: Text) -> None:
    """Take over the title of a link, with its escapes and entities resolved."""
    at, end = title
    for sign in _TITLE_SIGN.finditer(strand.text, at, end):
        mark = sign.start()
        entity = None if strand.text[mark] == "\\" else read_entity(strand.text, mark, end, strict=True)
        if mark < at or (entity is None and strand.text[mark] == "&"):
            continue
        for run in strand.runs(at, mark):
            text.run(*run)
        at = mark + 1
        if entity is not None:
            at = entity[1]
            text.put(entity[0], strand.source(mark), strand.source(at - 1) + 1)
    for run in strand.runs(at, end):
        text.run(*run)
