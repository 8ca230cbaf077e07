"""Sources as evidence, with the name that "he", "it" or "the company" stands for."""

from __future__ import annotations

from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.mentions import Mention
from figtag.scope.analysis import Analyses, Analysis
from figtag.sources import Source, find_owner

FARTHEST_SENTENCE = 24
"""Sentences over which a source or quotation goes on, at most."""
FARTHEST_NAME = 4
"""Paragraphs back to the name that "the company" stands for."""


class Antecedents:
    """Sources by their names."""

    def __init__(self, analyses: Analyses) -> None:
        self.analyses = analyses

    def evidence(self, block: Block, analysis: Analysis, source: Source, mention: Mention, path: str) -> Evidence:
        """A source of the figure's own sentence."""
        name = source.name
        if (source.pronoun and name is None) or source.standing:
            owners = source.standing != "document"
            found = self._antecedent(block, analysis.sentence.index, owners=owners)
            name = f"{found} ({name})" if found and name else found or name
        gap = max(source.span.start - mention.span.end, mention.span.start - source.span.end, 0)
        return Evidence(
            source.kind, block.index, source.span, source.rule, path, name, source.url, gap, weight=int(source.weak)
        )

    def carried(self, block: Block, at: int, source: Source, path: str) -> Evidence:
        """A source of sentence ``at`` of a block that is carried to a figure elsewhere."""
        name = source.name
        if source.pronoun and name is None:
            name = self._antecedent(block, at)
        return Evidence(source.kind, block.index, source.span, source.rule, path, name, source.url, weight=1)

    def _antecedent(self, block: Block, index: int, *, owners: bool = True) -> str | None:
        """The name that a pronoun or "the company" stands for: that of the last source before it.

        ``owners``: where no source has a name, the name that a sentence before it begins with.
        """
        owner: str | None = None
        at, end = block, min(index, self.analyses.count(block.index))
        for _ in range(FARTHEST_NAME):
            for back in range(end - 1, max(end - 1 - FARTHEST_SENTENCE, -1), -1):
                analysis = self.analyses.at(at, back)
                named = [source.name for source in analysis.attributions if source.named and source.name]
                if named:
                    return named[-1]
                owner = owner or find_owner(analysis.sentence)
            before = self.analyses.document.blocks[at.index - 1] if at.index else None
            if before is None or before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
                break
            at, end = before, self.analyses.count(before.index)
        return owner if owners else None
