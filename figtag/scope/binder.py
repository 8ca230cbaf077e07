"""All reaches together, from the figure's own sentence outwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from figtag.document import Block, BlockKind, Document
from figtag.evidence import Evidence
from figtag.labels import SOURCE_KINDS, EvidenceKind, Role
from figtag.mentions import Mention
from figtag.notes import find_notes
from figtag.scope.analysis import Analyses, Analysis
from figtag.scope.antecedents import Antecedents
from figtag.scope.calculations import Calculations
from figtag.scope.examples import Examples
from figtag.scope.layout import MOST, Layout
from figtag.scope.notices import find_notices
from figtag.scope.papers import Papers
from figtag.scope.reports import Reports
from figtag.scope.sentence import InSentence
from figtag.scope.weights import weigh
from figtag.span import Span
from figtag.subjects import Subject
from figtag.tables import Tables


def bind(
    document: Document, mentions: tuple[Mention, ...], subjects: tuple[Subject, ...], tables: Tables
) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence that reaches each mention, in the order of the mentions; none for what is no figure."""
    if not any(mention.role is Role.FIGURE for mention in mentions):
        return ((),) * len(mentions)
    binder = _Binder(document, mentions, tables)
    return tuple(
        binder.bound(mention, subject) if mention.role is Role.FIGURE else ()
        for mention, subject in zip(mentions, subjects, strict=True)
    )


def _distinct(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The same words reach a figure once for each kind of evidence: by the path that weighs least."""
    best: dict[tuple[EvidenceKind, int, Span], Evidence] = {}
    for item in items:
        key = item.kind, item.block, item.span
        if key not in best or item.weight < best[key].weight:
            best[key] = item
    return tuple(best.values())


class _Here(Struct, gc=False):
    """The sentence of a figure, and what reaches all its figures alike."""

    block: Block
    analysis: Analysis
    speaks: bool
    """Whether anything in the sentence, or right behind it, may reach a figure."""
    quotes: bool
    """Whether a quotation may stand in its block."""
    over: tuple[Evidence, ...]
    """What the blocks over and beside it say."""
    noted: tuple[Evidence, ...]
    """Source notes, and notices of the whole document."""
    carried: tuple[Evidence, ...] | None = None
    """Sources outside it, and frames, once a figure asked for them."""
    framed: tuple[Evidence, ...] | None = None


class _Binder:
    """The reaches, each of which yields the evidence by which it touches one figure."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], tables: Tables) -> None:
        self.document = document
        self.analyses = Analyses(document, mentions, tables)
        antecedents = Antecedents(self.analyses)
        self.examples = Examples(self.analyses)
        self.calculations = Calculations(self.analyses)
        self.in_sentence = InSentence(self.analyses, antecedents)
        self.reports = Reports(self.analyses, antecedents)
        self.papers = Papers(self.analyses)
        self.layout = Layout(self.analyses, antecedents, self.examples)
        self.notes = find_notes(document, tables)
        self.notices = tuple(find_notices(self.analyses))
        self._here: _Here | None = None

    def bound(self, mention: Mention, subject: Subject) -> tuple[Evidence, ...]:
        """What reaches one figure, each words once; figures come in reading order, so that assumptions come first."""
        found = self._evidence(mention, subject)
        if not found:
            return ()
        items = weigh(self.analyses, mention, tuple(found))
        self.calculations.learn(mention, items)
        return _distinct(items)

    def _evidence(self, mention: Mention, subject: Subject) -> list[Evidence]:
        """Everything that reaches one figure."""
        here = self._sentence(mention)
        block, analysis = here.block, here.analysis
        own = islice(self.in_sentence.evidence(block, analysis, mention), MOST) if here.speaks else ()
        found = list(own)
        kinds = {item.kind for item in found}
        if kinds.isdisjoint(SOURCE_KINDS):
            if here.quotes:
                found += self.reports.quotation(block, analysis, mention)
            if here.carried is None:
                here.carried = self._carried(block, analysis)
            found += here.carried
        if EvidenceKind.FRAME not in kinds:
            if here.framed is None:
                here.framed = tuple(self.examples.evidence(block, analysis))
            found += here.framed
            found += self.calculations.evidence(block, analysis, mention)
        found += here.over
        if block.kind in (BlockKind.CELL, BlockKind.ITEM):
            found += islice(self.layout.remarks(block, subject), MOST - len(here.over))
        found += here.noted
        if subject.unreal is not None:
            mark = subject.unreal.mark
            found.append(Evidence(EvidenceKind.FRAME, mark.block, mark.span, subject.unreal.rule, "entity", weight=1))
        return found

    def _sentence(self, mention: Mention) -> _Here:
        """The sentence of a figure; mostly that of the figure before it."""
        here, start = self._here, mention.span.start
        if here is not None and here.block.index == mention.block:
            span = here.analysis.sentence.span
            if span.start <= start < span.end:
                return here
        block = self.document.blocks[mention.block]
        analysis = self.analyses.at(block, self.analyses.index_at(block, start))
        self._here = here = _Here(
            block,
            analysis,
            speaks=self.in_sentence.speaks(block, analysis),
            quotes=self.reports.quotes(block),
            over=self.layout.over(block),
            noted=(*self._noted(block), *self.notices[:MOST]),
        )
        return here

    def _carried(self, block: Block, analysis: Analysis) -> tuple[Evidence, ...]:
        """The sources outside a sentence that reach all its figures alike."""
        return (
            *self.reports.evidence(block, analysis),
            *islice(self.layout.row_marks(block), MOST),
            *self.papers.evidence(block, analysis),
        )

    def _noted(self, block: Block) -> Iterator[Evidence]:
        """The source notes that cover a block."""
        for note in self.notes.get(block.index, ())[:MOST]:
            yield Evidence(EvidenceKind.NOTE, note.block, note.span, note.rule, "note", note.name, note.url, weight=2)
