"""Sentences inside one block."""

from __future__ import annotations

import regex

from figtag.span import Span

_END = regex.compile(r"""[.!?…]+["'”’»)\]]*(?=\s|$)""")


def split_sentences(text: str, abbreviations: frozenset[str]) -> tuple[Span, ...]:
    """Cut the text of one block into sentences.

    >>> [s.of("It cost $5. We paid.") for s in split_sentences("It cost $5. We paid.", frozenset())]
    ['It cost $5.', 'We paid.']
    """
    spans = []
    start = 0
    for match in _END.finditer(text):
        spans.append(Span(start, match.end()))
        start = match.end()
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        spans.append(Span(start, len(text)))
    return tuple(spans)
