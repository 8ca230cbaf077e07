"""All reaches together, from the figure's own sentence outwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from figtag.document import Block, Document
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

_OfSentence = Callable[[Block, Analysis], Iterator[Evidence]]


def bind(
    document: Document, mentions: tuple[Mention, ...], subjects: tuple[Subject, ...], tables: Tables
) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence that reaches each mention, in the order of the mentions; none for what is no figure."""
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
        self._shared: dict[tuple[_OfSentence, int, int], tuple[Evidence, ...]] = {}

    def bound(self, mention: Mention, subject: Subject) -> tuple[Evidence, ...]:
        """What reaches one figure, each words once; figures come in reading order, so that assumptions come first."""
        items = weigh(self.analyses, mention, tuple(self._evidence(mention, subject)))
        self.calculations.learn(mention, items)
        return _distinct(items)

    def _evidence(self, mention: Mention, subject: Subject) -> Iterator[Evidence]:
        """Everything that reaches one figure."""
        block = self.document.blocks[mention.block]
        analysis = self.analyses.at(block, self.analyses.index_at(block, mention.span.start))
        own = tuple(islice(self.in_sentence.evidence(block, analysis, mention), MOST))
        yield from own
        if not any(item.kind in SOURCE_KINDS for item in own):
            yield from self.reports.evidence(block, analysis, mention)
            yield from islice(self.layout.row_marks(block), MOST)
            yield from self._once(self.papers.evidence, block, analysis)
        if not any(item.kind is EvidenceKind.FRAME for item in own):
            yield from self._once(self.examples.evidence, block, analysis)
            yield from self.calculations.evidence(block, analysis, mention)
        yield from islice(self.layout.evidence(block, subject), MOST)
        for note in self.notes.get(block.index, ())[:MOST]:
            yield Evidence(EvidenceKind.NOTE, note.block, note.span, note.rule, "note", note.name, note.url, weight=2)
        yield from self.notices[:MOST]
        if subject.unreal is not None:
            mark = subject.unreal.mark
            yield Evidence(EvidenceKind.FRAME, mark.block, mark.span, subject.unreal.rule, "entity", weight=1)

    def _once(self, reach: _OfSentence, block: Block, analysis: Analysis) -> tuple[Evidence, ...]:
        """What reaches all figures of a sentence alike, looked for once."""
        key = reach, block.index, analysis.sentence.index
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = tuple(reach(block, analysis))
        return known
