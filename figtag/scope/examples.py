"""Frames that go on over sentences: assumptions whose results are worked out, worked examples."""

from __future__ import annotations

from collections.abc import Iterator

from figtag.clauses import Sentence, clause_values
from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.scope.analysis import Analyses, Analysis
from figtag.scope.clause import is_fulfilled
from figtag.worked import takes_up, works_on

LONGEST_EXAMPLE = 12
"""Sentences over which a worked example lasts, at most."""


class Examples:
    """The reaches of frames beyond their sentence."""

    def __init__(self, analyses: Analyses) -> None:
        self.analyses = analyses
        self.document = analyses.document
        self._working: dict[tuple[int, int], bool] = {}

    def evidence(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """An assumption lasts as long as its results are being worked out, a worked example over its paragraph."""
        at, index = block, analysis.sentence.index
        if not index and not takes_up(analysis.sentence):
            return
        usual = worked = True
        for _ in range(LONGEST_EXAMPLE):
            now = self.analyses.at(at, index)
            item = at.kind is BlockKind.ITEM
            usual = usual and (item or now.goes_on("result", "continue") or _speaks_unreal(now.sentence))
            worked = worked and self._works_on(at, now)
            if not (usual or worked):
                return
            if index == 0:
                before = self.document.blocks[at.index - 1] if at.index else at
                if at is not block or not worked or not takes_up(now.sentence) or before.section != at.section:
                    return
                if before is at or BlockKind.PARAGRAPH not in (before.kind, at.kind) or before.kind is not at.kind:
                    return
                at, index, usual = before, self.analyses.count(before.index), False
            index -= 1
            if index < 0:
                return
            framed = self.analyses.at(at, index)
            for cue in framed.cues:
                if (cue.row.carries if usual else cue.row.worked) and (not cue.row.needs or is_fulfilled(framed, cue)):
                    yield Evidence(EvidenceKind.FRAME, at.index, cue.span, cue.row.id, "carried", weight=1)
                    return

    def _works_on(self, block: Block, analysis: Analysis) -> bool:
        """True when a sentence without a source reckons on with what was assumed before it."""
        key = block.index, analysis.sentence.index
        known = self._working.get(key)
        if known is None:
            sourced = analysis.attributions or analysis.citations
            known = self._working[key] = not sourced and works_on(analysis.sentence)
        return known


def _speaks_unreal(sentence: Sentence) -> bool:
    unreal = clause_values(sentence.tables).get("unreal", frozenset())
    return not unreal.isdisjoint(sentence.tokens.lower)
