"""Sentences inside one block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import regex
from msgspec import Struct

from figtag.patterns import lazy_re, lazy_regex
from figtag.span import Span


class _Row(Protocol):
    @property
    def say(self) -> tuple[str, ...]: ...
    @property
    def value(self) -> str: ...


class SentenceRules(Struct, frozen=True, gc=False):
    """Words that decide whether a full stop ends a sentence, in lower case."""

    inside: frozenset[str] = frozenset()
    """Abbreviations with their full stops that end no sentence (``mr.``, ``e.g.``)."""
    numbering: frozenset[str] = frozenset()
    """Abbreviations only before a number (``no. 5``)."""
    open: frozenset[str] = frozenset()
    """Abbreviations that may end a sentence (``inc.``, ``p.m.``)."""
    openers: frozenset[str] = frozenset()
    """Words that, with a capital after such an abbreviation, begin a sentence."""

    @classmethod
    def of(cls, abbreviations: Iterable[_Row], openers: Iterable[_Row]) -> SentenceRules:
        """The rules in rows of the tables; an abbreviation's value is ``inside``, ``number`` or empty."""
        by_value: dict[str, set[str]] = {"inside": set(), "number": set(), "": set()}
        for row in abbreviations:
            by_value.setdefault(row.value, set()).update(phrase.lower() for phrase in row.say)
        return cls(
            frozenset(by_value["inside"]),
            frozenset(by_value["number"]),
            frozenset(by_value[""]),
            frozenset(phrase.lower() for row in openers for phrase in row.say),
        )


NO_RULES = SentenceRules()
"""No abbreviations: every full stop before a capital ends a sentence."""

# "... 63,000." [1] | "63,000.That" | "the end.) Then"
_END = lazy_regex(
    r"""
    (?<! [.!?…。！？] ) [.!?…。！？]++ ["'”’»)\]*]*+ (?: \[ [^\[\]\s]{1,20} \] )*+ [⁰¹²³⁴-⁹]*+
    (?: (?=\s) | $ | (?<=[。！？]) )
    | (?<= [\p{Ll}\p{Nd}%)”"’] ) [.!?] (?= \p{Lu}\p{Ll} )
    """,
    regex.VERBOSE,
)
# Where such an end may begin: most points of an article stand inside a number, an abbreviation or an address.
_MARK = lazy_re("[.!?…。！？](?:(?<=[。！？])|(?![a-z0-9,]))")
_WORD = lazy_regex(r"""["'“‘(\[*]*+([\w’'-]+)""")
_ADDRESS_SIGNS = ("://", "www.", "@", "/")


LONGEST = 1_200
"""Characters; a longer run is no sentence of prose but a list or a table without its marks."""


def split_sentences(text: str, rules: SentenceRules) -> tuple[Span, ...]:
    """Cut the text of one block into sentences: spans that cover it but for the blanks between them.

    >>> [s.of("It cost $5. We paid.") for s in split_sentences("It cost $5. We paid.", SentenceRules())]
    ['It cost $5.', 'We paid.']
    """
    size = len(text)
    if 0 < size <= LONGEST and _MARK.search(text, 0, size - 1) is None:
        return (Span(0, size),)
    spans = []
    start = end = 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        if at < end:
            continue
        match = _END.match(text, at) if at + 1 < size else None
        if match is None:
            continue
        end = match.end()
        if end >= size:
            break
        if not _ends(text, at, end, start, rules):
            continue
        spans.append(Span(start, end))
        start = end
        while start < size and text[start].isspace():
            start += 1
    if start < size:
        spans.append(Span(start, size))
    if size <= LONGEST:
        return tuple(spans)
    return tuple(part for span in spans for part in _parts(text, span))


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A run without a sentence end, cut at a blank where it is longer than any sentence.

    What later floors do within a sentence may grow faster than its length.
    """
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        end = cut if cut > start else start + LONGEST
        while end < span.end and cut <= start and text[end].isalnum():
            end += 1
        if end >= span.end:
            break
        yield Span(start, end)
        start = end
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _ends(text: str, mark: int, end: int, start: int, rules: SentenceRules) -> bool:
    """True when the marks at ``mark`` up to ``end`` end the sentence that began at ``start``."""
    glued = not text[end].isspace()
    following = end
    if not glued:
        while following < len(text) and text[following].isspace():
            following += 1
        if following == len(text):
            return False
    first = text[following]
    if first.islower():
        word = _WORD.match(text, following)
        # A name such as iPhone begins a sentence, any other small letter does not.
        if word is None or not any(letter.isupper() for letter in word.group(1)[1:3]):
            return False
    before = mark
    while before > start and not text[before - 1].isspace():
        before -= 1
        if mark - before > 60:
            break
    word_before = text[before:mark].lstrip("\"'“‘([")
    if glued and any(sign in word_before for sign in _ADDRESS_SIGNS):
        return False
    sign = text[mark]
    if sign not in ".!" or (end - mark > 1 and text[mark + 1] == "."):
        return True
    lower = word_before.lower()
    if sign == ".":
        if before == start and word_before.isdigit() and len(word_before) < 4:
            return False
        dotted = _is_dotted(lower)
    else:
        dotted = False
    full = lower + sign
    if full in rules.inside:
        return False
    if full in rules.numbering and not (len(word_before) == 1 and word_before.isupper()):
        return not (first.isdigit() or first in "#§")
    if full in rules.open or dotted:
        if first.isdigit():
            return False
        word = _WORD.match(text, following)
        if word is None:
            return not first.isalnum() and first not in "($€£–—-&"
        return word.group(1).lower() in rules.openers
    return True


def _is_dotted(word: str) -> bool:
    """True for initials and for letters each with a full stop (``j``, ``u.s``)."""
    if len(word) == 1:
        return word.isalpha()
    return (
        len(word) % 2 == 1
        and len(word) < 12
        and all(letter.isalpha() if at % 2 == 0 else letter == "." for at, letter in enumerate(word))
    )
