"""What the command line writes as JSON is what the public models write: the same bytes, whatever an audit holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from figtag import records
from figtag.auditor import record_bytes
from figtag.document import Format
from figtag.labels import Change, EvidenceKind, Label, Modality, Role
from figtag.model import published

SEEDS = Path(__file__).parents[2] / "seeds"

texts = st.text(max_size=8) | st.sampled_from(['"\\/\b\f\n\r\t\x00\x1f\x7f\x85', "\u2028\u2029é“中😀\ufeff\U000e0041"])
offsets = st.integers(0, 10**7)
numbers = st.decimals(allow_nan=False, allow_infinity=False) | st.sampled_from([Decimal("-0"), Decimal("1.50E+30")])
sources = st.builds(records.Source, kind=st.sampled_from(EvidenceKind), name=texts | st.none(), url=texts | st.none())
proofs = st.builds(
    records.Evidence,
    kind=st.sampled_from(EvidenceKind),
    text=texts,
    shown=texts,
    start=offsets,
    end=offsets,
    rule=texts,
    path=texts,
)
mentions = st.builds(
    records.Mention,
    start=offsets,
    end=offsets,
    line=offsets,
    column=offsets,
    text=texts,
    shown=texts,
    role=st.sampled_from(Role),
    minor=st.booleans(),
    low=numbers | st.none(),
    high=numbers | st.none(),
    approximate=st.booleans(),
    change=st.sampled_from(Change) | st.none(),
    unit=texts,
    unit_text=texts | st.none(),
    counted=texts | st.none(),
    property=texts | st.none(),
    subject=texts | st.none(),
    label=st.sampled_from(Label) | st.none(),
    modality=st.sampled_from(Modality) | st.none(),
    source=sources | st.none(),
    evidence=st.lists(proofs, max_size=2).map(tuple),
)
notices = st.builds(
    records.Notice,
    code=texts,
    message=texts,
    start=offsets,
    end=offsets,
    readings=st.lists(texts, max_size=2).map(tuple),
)
documents = st.builds(
    records.Document,
    name=texts,
    format=st.sampled_from(Format),
    sha256=texts,
    text=texts,
    pages=st.lists(offsets, max_size=2).map(tuple),
)
summaries = st.builds(
    records.Summary,
    figures=offsets,
    minor=offsets,
    labels=st.builds(records.LabelCounts, **{label.value: offsets for label in Label}),
    roles=st.builds(records.RoleCounts, **{role.value: offsets for role in Role}),
)
audits = st.builds(
    records.Audit,
    document=documents,
    mentions=st.lists(mentions, max_size=2).map(tuple),
    notices=st.lists(notices, max_size=2).map(tuple),
    summary=summaries,
)


@given(audits)
def test_records_are_written_as_their_models(audit: records.Audit) -> None:
    written = records.to_json(audit)
    assert written.decode() == published(audit).model_dump_json()


def test_articles_are_written_as_their_models() -> None:
    for path in sorted(SEEDS.glob("*.*")):
        audit = record_bytes(path.read_bytes(), path.name)
        assert records.to_json(audit).decode() == published(audit).model_dump_json()
