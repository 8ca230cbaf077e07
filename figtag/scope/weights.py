"""Weights and odds of cases: an estimate of how probable a case is, and no part of the case."""

from __future__ import annotations

from figtag.cues import cue_rows
from figtag.document import Block
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.mentions import Mention
from figtag.scope.analysis import Analyses
from figtag.scope.clause import stands_as_odds
from figtag.tables import CueRow
from figtag.worked import is_weight

SHARES = ("", "percent")
"""Units of weights and odds."""
LONGEST_CASE = 6
"""Tokens of the name of a case before its weight in parentheses."""


def weigh(analyses: Analyses, mention: Mention, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The evidence without cues that speak of shares alone, unless the figure is one.

    Where a bare share is the weight of a case, that which the case makes a frame is an estimate.
    """
    block, rows = analyses.document.blocks[mention.block], cue_rows(analyses.tables)
    items = tuple([item for item in items if _speaks_of(analyses, block, mention, rows.get(item.rule))])
    if mention.unit != "percent" or mention.low != mention.high:
        return items
    frames = [item for item in items if item.kind is EvidenceKind.FRAME]
    if not frames or not all(_weighs(analyses, item.rule) for item in frames):
        return items
    estimates = [item for item in items if item.kind is EvidenceKind.ESTIMATE]
    stated = any(_weighs(analyses, item.rule) for item in estimates if item.weight == 0) or any(
        head != block.index and _heads_weights(analyses, head) for head in block.heads
    )
    if not stated and not _is_weight(analyses, block, mention, listed=bool(estimates)):
        return items
    rest = tuple(item for item in items if item.kind is not EvidenceKind.FRAME)
    return rest if estimates else (*rest, frames[0].as_kind(EvidenceKind.ESTIMATE))


def _weighs(analyses: Analyses, rule: str) -> bool:
    row = _row(analyses, rule)
    return row is not None and row.weights


def _row(analyses: Analyses, rule: str) -> CueRow | None:
    return cue_rows(analyses.tables).get(rule)


def _speaks_of(analyses: Analyses, block: Block, mention: Mention, row: CueRow | None) -> bool:
    """False for a cue of shares or odds that stands beside none: the weight of 250 g is none that an author sets."""
    if row is None or not (row.share or row.odds):
        return True
    if row.share:
        return mention.unit in SHARES
    analysis = analyses.at(block, analyses.index_at(block, mention.span.start))
    return any(
        other.unit == "percent" and stands_as_odds(analysis.sentence, *figure)
        for other, figure in zip(analysis.mentions, analysis.figures, strict=True)
    )


def _heads_weights(analyses: Analyses, at: int) -> bool:
    """True for a head cell that says "Probability" or "Weight" and nothing else."""
    if not analyses.count(at):
        return False
    sentence = analyses.at(analyses.document.blocks[at], 0).sentence
    return len(sentence) > 0 and is_weight(sentence, 0, len(sentence))


def _is_weight(analyses: Analyses, block: Block, mention: Mention, *, listed: bool) -> bool:
    """True for "(25%)" after the name of a case, and for "Base case: 50%" in a list of odds."""
    sentence = analyses.at(block, analyses.index_at(block, mention.span.start)).sentence
    first, last = sentence.token_at(mention.span.start), sentence.token_at(mention.span.end - 1) + 1
    paren = sentence.paren[first]
    if paren != -1:
        close = sentence.closing.get(paren, -1)
        plain = first == paren + 1 or is_weight(sentence, paren + 1, first)
        return paren <= LONGEST_CASE and plain and last <= close and is_weight(sentence, last, close)
    return listed and first > 0 and sentence.tokens.lower[first - 1] == ":"
