"""Audits made by hand, so that the forms are tested apart from the rules."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import Any

from figtag.document import Block, BlockKind, Document, Format, Notice, Piece
from figtag.evidence import Evidence, Finding
from figtag.labels import Change, EvidenceKind, Label, Modality, Role
from figtag.mentions import Mention
from figtag.model import Audit, published
from figtag.records import record
from figtag.span import Span
from figtag.subjects import Subject

TEXT = """The hypothetical Orca-9 reaches 90% on the Lumen test | in the lab.
The Harbour Institute said in 2024 that rent rose about 4.5% to 1,200 dollars.
Prices of *=SUM(A1)* are <b>projected</b> to reach $15/M tokens; a third of 10,000+ buyers agree.
Could use 200-400 Gbps per rack, reportedly. See Table 3 and the 3 reasons.
"""


def made(text: str = TEXT, name: str = "made.md", notices: tuple[Notice, ...] = ()) -> Audit:
    """The audit of :data:`TEXT`, or that of a text without a figure."""
    document = Document(text, Format.MARKDOWN, tuple(blocks(text)), notices)
    findings = _findings(document) if text == TEXT else ()
    return published(record(name, sha256(text.encode()).hexdigest(), document, findings))


def blocks(text: str) -> list[Block]:
    """Each line a paragraph."""
    found: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line:
            piece = Piece(Span(0, len(line)), Span(at, at + len(line)))
            found.append(Block(len(found), BlockKind.PARAGRAPH, line, (piece,)))
        at += len(line) + 1
    return found


def _findings(document: Document) -> tuple[Finding, ...]:
    def span(block: int, words: str) -> Span:
        start = document.blocks[block].text.index(words)
        return Span(start, start + len(words))

    def proof(kind: EvidenceKind, block: int, words: str, rule: str, **more: Any) -> Evidence:
        return Evidence(kind, block, span(block, words), rule, **more)

    def number(block: int, words: str, role: Role = Role.FIGURE, low: str = "", high: str = "", **more: Any) -> Mention:
        return Mention(
            block,
            span(block, words),
            role,
            low=Decimal(low) if low else None,
            high=Decimal(high) if high else None,
            **more,
        )

    frame = proof(EvidenceKind.FRAME, 0, "hypothetical", "frame.hypothetical", path="entity")
    said = proof(EvidenceKind.ATTRIBUTION, 1, "said", "said", name="The Harbour Institute")
    projected = proof(EvidenceKind.ESTIMATE, 2, "projected", "estimate.projected")
    could = proof(EvidenceKind.POSSIBILITY, 3, "Could", "possibility.could")
    vague = proof(EvidenceKind.VAGUE, 3, "reportedly", "vague.reportedly")
    none = Subject()
    return (
        Finding(number(0, "9", Role.NAME), none, None, None, None, ()),
        Finding(
            number(0, "90%", low="9E+1", high="90", unit="percent", unit_text="%"),
            Subject(entity="Orca-9", property="Lumen test"),
            Label.HYPOTHETICAL,
            Modality.HYPOTHETICAL,
            None,
            (frame,),
        ),
        Finding(number(1, "2024", Role.DATE), none, None, None, None, ()),
        Finding(
            number(
                1, "4.5%", low="4.50", high="4.5", unit="percent", unit_text="%", approximate=True, change=Change.UP
            ),
            Subject(property="rent"),
            Label.SOURCED,
            Modality.ASSERTED,
            said,
            (said,),
        ),
        Finding(
            number(1, "1,200 dollars", low="1200", high="1200", unit="USD", unit_text="dollars"),
            Subject(property="rent"),
            Label.SOURCED,
            Modality.ASSERTED,
            said,
            (said,),
        ),
        Finding(
            number(2, "$15/M tokens", low="15", high="15", unit="USD / (1e6 * token)", unit_text="M tokens"),
            Subject(entity="=SUM(A1)", property="Prices"),
            Label.ESTIMATED,
            Modality.ESTIMATED,
            None,
            (projected,),
        ),
        Finding(
            number(2, "a third", low="0.3333333333333333333333333333", high="0.3333333333333333333333333333"),
            none,
            Label.UNSUPPORTED,
            Modality.ASSERTED,
            None,
            (),
        ),
        Finding(
            number(2, "10,000+", low="10000", counted=span(2, "buyers")),
            none,
            Label.UNSUPPORTED,
            Modality.ASSERTED,
            None,
            (),
        ),
        Finding(
            number(
                3,
                "200-400 Gbps per rack",
                low="200",
                high="400",
                unit="gigabit / second / rack",
                unit_text="Gbps per rack",
            ),
            none,
            Label.HYPOTHETICAL,
            Modality.POSSIBLE,
            None,
            (could, vague),
        ),
        Finding(number(3, "3", Role.STRUCTURE), none, None, None, None, ()),
        Finding(
            Mention(3, Span(65, 66), Role.FIGURE, True, Decimal(3), Decimal(3), counted=span(3, "reasons")),
            none,
            Label.UNSUPPORTED,
            Modality.ASSERTED,
            None,
            (),
        ),
    )
