"""Reference definitions of Markdown: ``[label]: address "title"``, CommonMark 4.7."""

from __future__ import annotations

import re
from typing import NamedTuple

from figtag.patterns import lazy_re
from figtag.read.links import label_key, unescape_markdown
from figtag.read.strand import Strand

_DEFINED = r"[ \t]*+\[((?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+\n?[ \t]*+(?:<([^<>\n]*)>|((?!<)\S++))"
_DEFINITION = lazy_re(
    _DEFINED + r"(?:(?:[ \t]++\n?|\n)[ \t]*+(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)))"
    r"[ \t]*+(?:\n|$)",
    re.DOTALL,
)
_LONGEST = 8
"""Lines that a definition takes at most; its title may have several."""
_DEFINITION_PLAIN = lazy_re(_DEFINED + r"[ \t]*+(?:\n|$)", re.DOTALL)


class Definition(NamedTuple):
    """What a definition says."""

    label: str
    """As labels are compared."""
    url: str
    title: list[tuple[int, int]]
    """Where its title stands in the source; empty when it has none."""
    lines: int
    """How many lines it takes."""


def read_definition(source: str, lines: list[tuple[int, int]]) -> Definition | None:
    """The definition that the lines of a paragraph begin with; None when they begin with something else."""
    if not lines or source[lines[0][0] : lines[0][0] + 1] != "[":
        return None
    strand = Strand(source, lines[:_LONGEST])
    text = strand.text
    match = _DEFINITION.match(text) or _DEFINITION_PLAIN.match(text)
    if match is None or not match.group(1).strip():
        return None
    if match.end() < len(text) and text[match.end() - 1] != "\n":
        return None
    url = match.group(2) if match.group(2) is not None else match.group(3)
    titled = match.lastindex is not None and match.lastindex > 3
    title = strand.runs(*match.span(match.lastindex)) if titled and match.lastindex is not None else []
    taken = text.count("\n", 0, match.end()) + (match.end() == len(text))
    return Definition(label_key(match.group(1)), unescape_markdown(url), title, taken)
