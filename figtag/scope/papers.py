"""Studies that their own authors report: the parts of a paper, its abstract, and prose about "this study".

An author who sets results beside the methods reports a measurement of their own (labels, section 3, *first party*).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.scope.analysis import Analyses, Analysis
from figtag.scope.antecedents import FARTHEST_SENTENCE
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens

_HEADS = ("results", "methods", "sample", "aims", "conclusions", "abstract", "measured")
"""The values of the rows for heads of parts."""
ENDS_HEAD = frozenset(":.|—–-")
"""Signs between a head and the paragraph that it stands at the head of."""


@cache
def _words(tables: Tables, *values: str) -> Phrases[tuple[str, str]]:
    """The rows of papers with some values: what a phrase does, and the row."""
    rows = (row for row in tables.words.get("paper", ()) if row.value in values)
    return Phrases((say, (row.value, row.id)) for row in rows for say in row.say)


class _Part(Struct, frozen=True, gc=False):
    """A head of a part of a paper."""

    block: int
    sentence: int
    """The first sentence of the part; that of a heading is 0."""
    value: str
    rule: str
    span: Span


class Papers:
    """The reaches of the heads of a paper, and of words about the authors' own study."""

    def __init__(self, analyses: Analyses) -> None:
        self.analyses = analyses
        self.document = analyses.document
        self._parts: dict[int, list[_Part]] = {}
        self._heads = _words(analyses.tables, *_HEADS)
        self._finding = _words(analyses.tables, "finding").firsts
        for block in self.document.blocks if not self._heads.firsts.isdisjoint(analyses.openings) else ():
            found = self._find_parts(block)
            if found:
                self._parts[block.index] = found
        parts = [part for among in self._parts.values() for part in among]
        runs_in = any(self.document.blocks[part.block].kind is not BlockKind.HEADING for part in parts)
        self._is_paper = _is_paper({part.value for part in parts}, runs_in)

    def evidence(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """What says that a figure belongs to the authors' own study."""
        part = self._part_of(block, analysis.sentence.index)
        if part is not None and self._is_own(part, analysis):
            yield _own(part.block, part.span, part.rule, "heading")
        elif block.kind is BlockKind.PARAGRAPH:
            yield from self._told(block, analysis, abstract=part is not None and part.value == "abstract")

    def _is_own(self, part: _Part, analysis: Analysis) -> bool:
        """True for a part that holds what the authors counted and measured; of the methods, for their sample."""
        if part.value == "measured" or not self._is_paper:
            return part.value == "measured"
        return part.value in ("results", "sample") or (
            part.value == "methods" and self._tells(analysis, "enrolled") is not None
        )

    def _find_parts(self, block: Block) -> list[_Part]:
        """The heads of parts in one block: a heading, or the first words of a paragraph and of its sentences."""
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM):
            return []
        tokens = self.document.tokens(block.index)
        first = _head_at(self._heads, tokens, whole=block.kind is BlockKind.HEADING)
        if first is None:
            return []
        end, (value, rule) = first
        found = [_Part(block.index, 0, value, rule, Span(tokens.starts[0], tokens.ends[end - 1]))]
        if block.kind is BlockKind.HEADING:
            return found
        for index, span in enumerate(self.document.sentences(block.index)[1:], 1):
            inner = tokens.between(span.start, span.end)
            head = _head_at(self._heads, inner, whole=False)
            if head is not None:
                found.append(_Part(block.index, index, *head[1], Span(inner.starts[0], inner.ends[head[0] - 1])))
        return found

    def _part_of(self, block: Block, index: int) -> _Part | None:
        """The part that a sentence belongs to: the last head before it in its block, else the nearest heading."""
        if not self._parts:
            return None
        here = [part for part in self._parts.get(block.index, ()) if part.sentence <= index]
        if here:
            return here[-1]
        for heading in self.document.headings(block.index):
            if heading in self._parts:
                return self._parts[heading][0]
        return None

    def _told(self, block: Block, analysis: Analysis, *, abstract: bool) -> Iterator[Evidence]:
        """Results told in prose: behind words about the authors' study, in an abstract or in terms of statistics."""
        index = analysis.sentence.index
        if not abstract and (
            self._finding.isdisjoint(analysis.sentence.tokens.lower) or self._tells(analysis, "finding") is None
        ):
            return
        for back in range(index, max(index - FARTHEST_SENTENCE, -1), -1):
            before = self.analyses.at(block, back)
            if any(source.named for source in before.attributions):
                return
            told = self._tells(before, "study", "made") if abstract else self._tells(before, "study")
            if told is not None:
                yield _own(block.index, told[1], told[0], "carried")
                return
            measured = [act for act in before.acts if act.kind is EvidenceKind.FIRST_PARTY]
            if measured:
                yield _own(block.index, measured[-1].span, measured[-1].rule, "carried")
                return

    def _tells(self, analysis: Analysis, *values: str) -> tuple[str, Span] | None:
        """The first words of a sentence with one of some values: their row and where they stand."""
        words, tokens = _words(self.analyses.tables, *values), analysis.sentence.tokens
        if words.firsts.isdisjoint(tokens.lower):
            return None
        for at, word in enumerate(tokens.lower):
            found = words.at(tokens, at) if word in words.firsts else None
            if found is not None:
                return found[1][1], Span(tokens.starts[at], tokens.ends[found[0] - 1])
        return None


def _own(block: int, span: Span, rule: str, path: str) -> Evidence:
    return Evidence(EvidenceKind.FIRST_PARTY, block, span, rule, path, "first-party", weight=2)


def _head_at(heads: Phrases[tuple[str, str]], tokens: Tokens, *, whole: bool) -> tuple[int, tuple[str, str]] | None:
    """The head of a part at the first token, and the token after it.

    ``whole``: nothing may stand beside it but what is no word, as in "4.1 Results".
    """
    at, words = 0, tokens.words
    while whole and at < len(words) and not words[at][0].isalpha():
        at += 1
    if at == len(words) or not words[at][0].isupper() or tokens.lower[at] not in heads.firsts:
        return None
    found = heads.at(tokens, at)
    if found is None:
        return None
    rest = tokens.words[found[0] :]
    if whole:
        return found if all(not word[0].isalnum() for word in rest) else None
    return found if rest and (rest[0] in ENDS_HEAD or rest[0][0].isupper() or rest[0][0].isdecimal()) else None


def _is_paper(values: set[str], runs_in: bool) -> bool:
    """True for results beside their methods, or between aims and conclusions at the heads of paragraphs."""
    made = {"methods", "sample"} & values
    return "results" in values and bool(made or (runs_in and {"aims", "conclusions"} <= values))
