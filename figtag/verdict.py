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
    ranked = sorted(_contest(evidence), key=_strength)
    source = next((item for item in ranked if item.kind in SOURCE_KINDS), None)
    modality = Modality.ASSERTED
    for kind, value in MODALITIES.items():
        if any(item.kind is kind for item in ranked if not item.lost):
            modality = value
            break
    label = Label.UNSUPPORTED
    if ranked and not ranked[0].lost:
        label = next((label for label, kinds in RANKS if ranked[0].kind in kinds), Label.UNSUPPORTED)
    return Finding(mention, subject, label, modality, source, tuple(ranked))


def _contest(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """The evidence, with the farther of an estimate and a possibility marked as lost."""
    estimate = min(
        ((item.weight, item.distance) for item in evidence if item.kind is EvidenceKind.ESTIMATE), default=None
    )
    possibility = min(
        ((item.weight, item.distance) for item in evidence if item.kind is EvidenceKind.POSSIBILITY), default=None
    )
    if estimate is None or possibility is None:
        return list(evidence)
    loser = EvidenceKind.ESTIMATE if possibility < estimate else EvidenceKind.POSSIBILITY
    return [item.losing() if item.kind is loser else item for item in evidence]


def _strength(item: Evidence) -> tuple[bool, int, int, int, int, int]:
    rank = next((rank for rank, (_, kinds) in enumerate(RANKS) if item.kind in kinds), len(RANKS))
    kind = SOURCE_KINDS.index(item.kind) if item.kind in SOURCE_KINDS else 0
    return item.lost, rank, item.weight, kind, item.distance, item.span.start
