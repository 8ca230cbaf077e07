"""The sentences of a document with everything found in them, each read once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, Generic, TypeVar

from figtag.clauses import Sentence, clause_values, clause_words, quotations
from figtag.cues import Cue, find_cues
from figtag.document import Block, Document
from figtag.families import CUE
from figtag.labels import EvidenceKind, Role
from figtag.mentions import Mention
from figtag.sources import (
    Source,
    find_attributions,
    find_author_acts,
    find_citations,
    find_method,
    find_talk,
    find_team,
)
from figtag.span import Span, beginning_in
from figtag.tables import Tables
from figtag.tokens import words_of

T = TypeVar("T")

BOUND_SIGNS = frozenset("<>≤≥")
MODAL = (EvidenceKind.FRAME, EvidenceKind.ESTIMATE, EvidenceKind.POSSIBILITY)


class _Once(Generic[T]):
    """What is worked out when it is first asked for; `functools.cached_property` does the same at three times the cost,
    since it takes a lock before Python 3.12."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, one: object, owner: type) -> T:
        value = one.__dict__[self.name] = self.work(one)
        return value


class Analysis:
    """A sentence with everything found in it, each looked for when it is first asked for."""

    def __init__(self, document: Document, block: Block, sentence: Sentence, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.block = block
        self.sentence = sentence
        self.mentions = mentions
        """The figures of the sentence."""

    @_Once
    def figures(self) -> tuple[tuple[int, int], ...]:
        """First token and token after the last, of each figure."""
        at = self.sentence.token_at
        return tuple([(at(m.span.start), at(m.span.end - 1) + 1) for m in self.mentions])

    @_Once
    def points(self) -> tuple[bool, ...]:
        """Of each figure, whether it is a value that is set and not one that words bound ("over 65")."""
        text = self.block.text
        return tuple(
            (m.low is not None and m.high is not None) or text[m.span.start] in BOUND_SIGNS for m in self.mentions
        )

    @_Once
    def cues(self) -> tuple[Cue, ...]:
        """The cues but for those that a source takes the words of."""
        return self._agreed[0] if self._cues else ()

    @_Once
    def attributions(self) -> tuple[Source, ...]:
        """Who said it."""
        return self._agreed[1] if self._cues else tuple(find_attributions(self.sentence))

    @_Once
    def _cues(self) -> tuple[Cue, ...]:
        sentence = self.sentence
        phrases = sentence.phrases(CUE)
        return tuple(find_cues(sentence.tokens, sentence.tables, phrases)) if phrases else ()

    @_Once
    def _agreed(self) -> tuple[tuple[Cue, ...], tuple[Source, ...]]:
        return _agree(self._cues, tuple(find_attributions(self.sentence)))

    @_Once
    def acts(self) -> tuple[Source, ...]:
        """What the authors say that they measured or reckoned."""
        return tuple(find_author_acts(self.sentence))

    @_Once
    def citations(self) -> tuple[Source, ...]:
        """Marks, links and parentheses that cite."""
        found = find_citations(self.document, self.block, self.sentence)
        if not found:
            return ()
        taken = [cue.span for cue in self.cues if cue.row.gives is not EvidenceKind.NOTE]
        taken += [figure.span for figure in self.mentions]
        return tuple(
            source
            for source in found
            if source.rule != "citation.parenthesis" or not any(span.meets(source.span) for span in taken)
        )

    @_Once
    def stops(self) -> tuple[tuple[int, int, bool], ...]:
        """Where an estimate's reach may end, as `_find_stops` gives it."""
        return tuple(_find_stops(self.sentence))

    @_Once
    def method(self) -> str | None:
        """The row of words that state the method of a study, if there are any; so too for the next two."""
        return find_method(self.sentence)

    @_Once
    def talk(self) -> str | None:
        return find_talk(self.sentence) or self.method

    @_Once
    def team(self) -> str | None:
        return find_team(self.sentence)

    def goes_on(self, *values: str) -> bool:
        """True when the sentence opens with words that go on with what stands before it."""
        sentence = self.sentence
        lower, words = sentence.tokens.lower, clause_words(sentence.tables)
        if not lower or lower[0] not in words.firsts:
            return False
        found = words.at(sentence.tokens, 0)
        return found is not None and not found[1].isdisjoint(values)


KEPT = 1_000
"""How many analysed sentences are kept: figures look back a few sentences, and to headings."""


class Analyses:
    """The sentences of a document, analysed when they are asked for."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], tables: Tables) -> None:
        self.document = document
        self.tables = tables
        self.figures: dict[int, list[Mention]] = {}
        """The figures of each block that has some."""
        for mention in mentions:
            if mention.role is Role.FIGURE:
                self.figures.setdefault(mention.block, []).append(mention)
        self.openings = frozenset(_openings(document))
        """The first words of all blocks, in small letters."""
        self._known: dict[tuple[int, int], Analysis] = {}
        self._quotes: dict[int, tuple[Span, ...]] = {}

    def count(self, block: int) -> int:
        """How many sentences a block has."""
        return len(self.document.sentences(block))

    def index_at(self, block: Block, offset: int) -> int:
        """The index of the sentence that an offset of a block's text stands in."""
        sentences = self.document.sentences(block.index)
        if len(sentences) == 1:
            return 0
        return min(bisect_right(sentences, offset, key=_end), len(sentences) - 1)

    def quotes(self, block: Block) -> tuple[Span, ...]:
        """The quotations of a block."""
        known = self._quotes.get(block.index)
        if known is None:
            known = self._quotes[block.index] = quotations(block.text)
        return known

    def of(self, block: Block) -> Iterator[Analysis]:
        """All sentences of a block."""
        return (self.at(block, index) for index in range(self.count(block.index)))

    def at(self, block: Block, index: int) -> Analysis:
        """One sentence of a block."""
        key = (block.index, index)
        known = self._known.get(key)
        if known is None:
            if len(self._known) == KEPT:
                del self._known[next(iter(self._known))]
            known = self._known[key] = self._analyse(block, index)
        return known

    def _analyse(self, block: Block, index: int) -> Analysis:
        span = self.document.sentences(block.index)[index]
        tokens = self.document.tokens(block.index)
        sentence = Sentence(tokens, span, index, self.tables, self.quotes(block), block.links)
        return Analysis(self.document, block, sentence, self.figures_in(block, span))

    def figures_in(self, block: Block, span: Span) -> Sequence[Mention]:
        """The figures that begin inside a run of a block's text."""
        figures = self.figures.get(block.index, ())
        whole = span.start == 0 and span.end == len(block.text)
        return figures if whole else beginning_in(figures, span.start, span.end)


def _openings(document: Document) -> Iterator[str]:
    """The first word of each block."""
    for block in document.blocks:
        for word in document.tokens(block.index).lower:
            if word[0].isalpha():
                yield word
                break


def _end(span: Span) -> int:
    return span.end


def _agree(cues: tuple[Cue, ...], attributions: tuple[Source, ...]) -> tuple[tuple[Cue, ...], tuple[Source, ...]]:
    """The cues and the sources of a sentence without those that the others take the words of."""
    vague = [cue for cue in cues if cue.row.gives is EvidenceKind.VAGUE]
    if vague and attributions:
        sure = [source for source in attributions if source.url or any(_takes(source, cue) for cue in vague)]
        attributions = tuple(s for s in attributions if s in sure or not any(_is_of(cue, s) for cue in vague))
        cues = tuple(c for c in cues if c not in vague or not any(c.span.meets(s.span) for s in sure))
    told = [source for source in attributions if source.named]
    cues = tuple(
        cue
        for cue in cues
        if not (cue.row.reported and any(s.span.meets(cue.span) or s.start <= cue.first < s.end for s in told))
    )
    return cues, attributions


def _takes(source: Source, vague: Cue) -> bool:
    """True when the words of a vague source go on with a name: "Vale Institute data show"."""
    return source.named and source.span.start < vague.span.start < source.span.end


def _is_of(vague: Cue, source: Source) -> bool:
    """True when a source is found in, or right after, the words of a vague one ("people familiar with the matter")."""
    return vague.span.meets(source.span) or 0 <= source.span.start - vague.span.end <= 2


@cache
def _comparing(tables: Tables) -> frozenset[str]:
    """The first words of phrases that compare."""
    rows = (row for row in tables.words.get("clause-word", ()) if row.value == "compare")
    return frozenset(words_of(say)[0] for row in rows for say in row.say)


def _find_stops(sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """The tokens that may end an estimate's reach: where, the token after, and whether it compares."""
    words, tokens = clause_words(sentence.tables), sentence.tokens
    values, comparing = clause_values(sentence.tables), _comparing(sentence.tables)
    for at, word in enumerate(tokens.lower):
        phrase = words.at(tokens, at) if word in comparing else None
        if phrase is not None and "compare" in phrase[1]:
            yield at, phrase[0], True
        elif word in values["coordinator"] and at + 1 < len(tokens):
            named = at > 0 and tokens.lower[at - 1] == "," and tokens.words[at + 1][0].isupper()
            if named or tokens.lower[at + 1] in values["pronoun"]:
                yield at, at + 1, False
