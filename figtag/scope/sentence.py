"""What a figure's own sentence says of it: cues, sources, citations, the method of a study."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from figtag.clauses import Sentence
from figtag.document import Block
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.mentions import Mention
from figtag.scope.analysis import Analyses, Analysis
from figtag.scope.antecedents import Antecedents
from figtag.scope.clause import path_in_sentence
from figtag.sources import find_citations, find_named_study
from figtag.span import Span, beginning_in

LONGEST_CREDIT = 120
"""Characters of a sentence that is nothing but a credit."""


class InSentence:
    """The reaches inside one sentence."""

    def __init__(self, analyses: Analyses, antecedents: Antecedents) -> None:
        self.analyses = analyses
        self.antecedents = antecedents
        self._studies: dict[int, list[tuple[str, Span] | None]] = {}

    def speaks(self, block: Block, analysis: Analysis) -> bool:
        """True when something in a sentence, or right behind it, may reach its figures."""
        if analysis.cues or analysis.attributions or analysis.acts or analysis.citations or block.marks:
            return True
        return analysis.method is not None or self._credit(block, analysis) is not None

    def evidence(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """Everything in a figure's sentence that reaches it."""
        sentence = analysis.sentence
        first = sentence.token_at(mention.span.start)
        last = sentence.token_at(mention.span.end - 1) + 1
        for cue in analysis.cues:
            path = path_in_sentence(analysis, cue, first, last)
            if path is not None and cue.row.gives is not None:
                gap = cue.span.start - mention.span.end if cue.first >= last else mention.span.start - cue.span.end
                name = "first-party" if cue.row.gives is EvidenceKind.FIRST_PARTY else None
                yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, path, name, distance=max(gap, 0))
        for source in analysis.attributions:
            if source.start <= first < source.end:
                evidence = self.antecedents.evidence(block, analysis, source, mention, "clause")
                yield evidence
                if source.reckons:
                    yield replace(evidence, kind=EvidenceKind.ESTIMATE, name=None, url=None)
        for act in analysis.acts:
            if act.start <= first < act.end:
                yield self.antecedents.evidence(block, analysis, act, mention, "clause")
        for source in analysis.citations:
            if source.start <= first < source.end:
                yield self.antecedents.evidence(block, analysis, source, mention, "sentence")
        yield from self._trailing_marks(block, analysis, mention)
        yield from self._credit_behind(block, analysis, mention)
        if not analysis.attributions:
            yield from self._method(block, analysis)

    def _trailing_marks(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """A mark that stands at the head of the next sentence belongs to this one."""
        document = self.analyses.document
        sentences = document.sentences(block.index)
        nxt = analysis.sentence.index + 1
        if not block.marks or nxt >= len(sentences):
            return
        start = sentences[nxt].start
        tokens, quotes = document.tokens(block.index), self.analyses.quotes(block)
        while marks := beginning_in(block.marks, start, start + 1):
            marked = Sentence(tokens, marks[0].span, nxt, self.analyses.tables, quotes)
            for source in find_citations(document, block, marked):
                yield self.antecedents.evidence(block, analysis, source, mention, "sentence")
            start = marks[0].span.end

    def _credit_behind(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """A sentence that is nothing but a credit, "(Source: IDC)" or "[Source]", belongs to the one before it."""
        span = self._credit(block, analysis)
        if span is None:
            return
        credit = self.analyses.at(block, analysis.sentence.index + 1)
        for source in () if credit.mentions else credit.citations:
            words = block.text[span.start : source.span.start] + block.text[source.span.end : span.end]
            if not any(sign.isalnum() for sign in words):
                yield self.antecedents.evidence(block, analysis, source, mention, "sentence")

    def _credit(self, block: Block, analysis: Analysis) -> Span | None:
        """Where the next sentence stands, if it may be a credit."""
        sentences = self.analyses.document.sentences(block.index)
        nxt = analysis.sentence.index + 1
        if nxt >= len(sentences):
            return None
        span = sentences[nxt]
        short = span.end - span.start <= LONGEST_CREDIT
        return span if short and block.text[span.start] in "([SD" else None

    def _method(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """The stated method of a named poll or study (its sample, its margin) is sourced by it."""
        method = analysis.method
        if method is None:
            return
        named = self._named_study(block, analysis.sentence.index)
        if named is not None:
            name, span = named
            yield Evidence(EvidenceKind.ATTRIBUTION, block.index, span, method, "method", name, weight=1)

    def _named_study(self, block: Block, index: int) -> tuple[str, Span] | None:
        """The study that was last named in a block, up to a sentence; each sentence is read once."""
        known = self._studies.setdefault(block.index, [])
        while len(known) <= index:
            named = find_named_study(self.analyses.at(block, len(known)).sentence)
            known.append(named or (known[-1] if known else None))
        return known[index]
