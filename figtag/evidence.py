"""What speaks for and against a figure, and what follows from it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from figtag.labels import EvidenceKind, Label, Modality
from figtag.mentions import Mention
from figtag.span import Span
from figtag.subjects import Subject


class Evidence(Struct, frozen=True, gc=False):
    """Words that bear on one figure, and the path by which they reach it."""

    kind: EvidenceKind
    block: int
    span: Span
    """The words, in the text of their block."""
    rule: str
    """The id of the table row, or of the reach, that found them."""
    path: str = "clause"
    """How they reach the figure: ``clause``, ``sentence``, ``parenthesis``, ``head``, ``row``, ``heading``, ``lead``,
    ``entity``, ``carried``, ``note``, ``document`` and so on."""
    name: str | None = None
    """Of a source: who or what it is."""
    url: str | None = None
    """Of a source: where it can be found."""
    distance: int = 0
    """Characters between the words and the figure; 0 when they are in another block."""
    weight: int = 0
    """0 for evidence in the figure's own sentence, more for what is carried to it from farther away."""
    lost: bool = False
    """True when nearer words of another kind take its place."""

    def losing(self) -> Evidence:
        """The same evidence, marked as lost."""
        return replace(self, lost=True)

    def as_kind(self, kind: EvidenceKind) -> Evidence:
        """The same words as evidence of another kind."""
        return replace(self, kind=kind)


class Finding(Struct, frozen=True, gc=False):
    """A mention with what was found out about it."""

    mention: Mention
    subject: Subject
    label: Label | None
    modality: Modality | None
    source: Evidence | None
    """The best support that reaches the figure, whatever its label."""
    evidence: tuple[Evidence, ...]
    """What decided first, then losing and vague cues."""
