"""The ordered table of labels, every pair of ranks, and the two axes."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest

from figtag.evidence import Evidence
from figtag.labels import SOURCE_KINDS, EvidenceKind, Label, Modality, Role
from figtag.mentions import Mention
from figtag.span import Span
from figtag.subjects import Subject
from figtag.verdict import judge

FIGURE = Mention(0, Span(0, 3), Role.FIGURE, low=Decimal(90), high=Decimal(90), unit="percent")

STRENGTH = [
    (EvidenceKind.FRAME, Label.HYPOTHETICAL),
    *((kind, Label.SOURCED) for kind in SOURCE_KINDS),
    (EvidenceKind.ESTIMATE, Label.ESTIMATED),
    (EvidenceKind.POSSIBILITY, Label.HYPOTHETICAL),
    (EvidenceKind.VAGUE, Label.UNSUPPORTED),
]
"""Every kind of evidence with its label, strongest first."""


def evidence(kind: EvidenceKind, distance: int = 5, weight: int = 0) -> Evidence:
    return Evidence(kind, 0, Span(10, 15), f"{kind}.row", distance=distance, weight=weight)


@pytest.mark.parametrize(("kind", "label"), STRENGTH)
def test_one_kind_gives_its_label(kind: EvidenceKind, label: Label) -> None:
    assert judge(FIGURE, Subject(), (evidence(kind),)).label is label


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        pair
        for pair in combinations(STRENGTH, 2)
        if {pair[0][0], pair[1][0]} != {EvidenceKind.ESTIMATE, EvidenceKind.POSSIBILITY}
    ],
)
def test_the_stronger_kind_decides_wherever_it_stands(
    stronger: tuple[EvidenceKind, Label], weaker: tuple[EvidenceKind, Label]
) -> None:
    near, far = evidence(weaker[0], distance=1), evidence(stronger[0], distance=90)
    for order in ((near, far), (far, near)):
        finding = judge(FIGURE, Subject(), order)
        assert finding.label is stronger[1]
        assert finding.evidence[0].kind is stronger[0]
        assert finding.evidence[1].kind is weaker[0]


@pytest.mark.parametrize(
    ("estimate", "possibility", "label"),
    [
        ((0, 4), (0, 9), Label.ESTIMATED),
        ((0, 9), (0, 4), Label.HYPOTHETICAL),
        ((2, 0), (0, 40), Label.HYPOTHETICAL),
        ((0, 4), (0, 4), Label.ESTIMATED),
    ],
)
def test_of_an_estimate_and_a_possibility_the_nearer_wins(
    estimate: tuple[int, int], possibility: tuple[int, int], label: Label
) -> None:
    items = (
        evidence(EvidenceKind.ESTIMATE, weight=estimate[0], distance=estimate[1]),
        evidence(EvidenceKind.POSSIBILITY, weight=possibility[0], distance=possibility[1]),
    )
    finding = judge(FIGURE, Subject(), items)
    assert finding.label is label
    assert len(finding.evidence) == 2


def test_no_evidence_is_unsupported_and_asserted() -> None:
    finding = judge(FIGURE, Subject(), ())
    assert (finding.label, finding.modality, finding.source) == (Label.UNSUPPORTED, Modality.ASSERTED, None)


def test_a_sourced_estimate_keeps_its_modality() -> None:
    finding = judge(FIGURE, Subject(), (evidence(EvidenceKind.ESTIMATE), evidence(EvidenceKind.ATTRIBUTION)))
    assert (finding.label, finding.modality) == (Label.SOURCED, Modality.ESTIMATED)


def test_a_framed_figure_keeps_its_source() -> None:
    finding = judge(FIGURE, Subject(), (evidence(EvidenceKind.FRAME), evidence(EvidenceKind.FOOTNOTE)))
    assert finding.label is Label.HYPOTHETICAL
    assert finding.source is not None
    assert finding.source.kind is EvidenceKind.FOOTNOTE


def test_a_vague_source_is_no_source() -> None:
    finding = judge(FIGURE, Subject(), (evidence(EvidenceKind.VAGUE),))
    assert finding.source is None
    assert [item.kind for item in finding.evidence] == [EvidenceKind.VAGUE]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FIGURE])
def test_only_figures_are_judged(role: Role) -> None:
    finding = judge(Mention(0, Span(0, 4), role), Subject(), (evidence(EvidenceKind.FRAME),))
    assert (finding.label, finding.modality, finding.evidence) == (None, None, ())
