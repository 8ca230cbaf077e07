"""From evidence to a label, by the ordered table of the labels' definition. No text is read here."""

from __future__ import annotations

from figtag.evidence import Evidence, Finding
from figtag.labels import SOURCE_KINDS, EvidenceKind, Label, Modality, Role
from figtag.mentions import Mention
from figtag.subjects import Subject

RANKS: tuple[tuple[Label, frozenset[EvidenceKind]], ...] = (
    (Label.HYPOTHETICAL, frozenset({EvidenceKind.FRAME})),
    (Label.SOURCED, frozenset(SOURCE_KINDS)),
    (Label.ESTIMATED, frozenset({EvidenceKind.ESTIMATE})),
    (Label.HYPOTHETICAL, frozenset({EvidenceKind.POSSIBILITY})),
)
"""The label that a kind of evidence gives, strongest first: frame > source > estimate > possibility > nothing."""
_RANKS = {kind: rank for rank, (_, kinds) in enumerate(RANKS) for kind in kinds}
_BEST = {kind: place for place, kind in enumerate(SOURCE_KINDS)}
"""Of sources that weigh the same the first of these kinds goes before the others."""

MODALITIES = {
    EvidenceKind.FRAME: Modality.HYPOTHETICAL,
    EvidenceKind.ESTIMATE: Modality.ESTIMATED,
    EvidenceKind.POSSIBILITY: Modality.POSSIBLE,
}


def judge(mention: Mention, subject: Subject, evidence: tuple[Evidence, ...]) -> Finding:
    """The finding for one mention: its label, modality and best source, the evidence strongest first.

    Of an estimate and a possibility the one nearer to the figure wins.
    """
    if mention.role is not Role.FIGURE:
        return Finding(mention, subject, None, None, None, ())
    if not evidence:
        return Finding(mention, subject, Label.UNSUPPORTED, Modality.ASSERTED, None, ())
    ranked = sorted(_contest(evidence), key=_strength)
    source = next((item for item in ranked if item.kind in SOURCE_KINDS), None)
    modality = Modality.ASSERTED
    standing = {item.kind for item in ranked if not item.lost}
    for kind, value in MODALITIES.items():
        if kind in standing:
            modality = value
            break
    rank = len(RANKS) if ranked[0].lost else _RANKS.get(ranked[0].kind, len(RANKS))
    label = RANKS[rank][0] if rank < len(RANKS) else Label.UNSUPPORTED
    return Finding(mention, subject, label, modality, source, tuple(ranked))


def _contest(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """The evidence, with the farther of an estimate and a possibility marked as lost."""
    kinds = [item.kind for item in evidence]
    if EvidenceKind.ESTIMATE not in kinds or EvidenceKind.POSSIBILITY not in kinds:
        return list(evidence)
    estimate = _nearest(evidence, EvidenceKind.ESTIMATE)
    possibility = _nearest(evidence, EvidenceKind.POSSIBILITY)
    loser = EvidenceKind.ESTIMATE if possibility < estimate else EvidenceKind.POSSIBILITY
    return [item.losing() if item.kind is loser else item for item in evidence]


def _nearest(evidence: tuple[Evidence, ...], kind: EvidenceKind) -> tuple[int, int]:
    return min((item.weight, item.distance) for item in evidence if item.kind is kind)


def _strength(item: Evidence) -> tuple[bool, int, int, int, int, int]:
    kind = item.kind
    return item.lost, _RANKS.get(kind, len(RANKS)), item.weight, _BEST.get(kind, 0), item.distance, item.span.start
