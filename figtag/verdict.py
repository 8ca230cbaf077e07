"""From evidence to a label, by the ordered table of the labels' definition. No text is read here."""

from __future__ import annotations

from figtag.evidence import Evidence, Finding
from figtag.labels import Label, Modality, Role
from figtag.mentions import Mention
from figtag.subjects import Subject


def judge(mention: Mention, subject: Subject, evidence: tuple[Evidence, ...]) -> Finding:
    """The finding for one mention."""
    if mention.role is not Role.FIGURE:
        return Finding(mention, subject, None, None, None, ())
    return Finding(mention, subject, Label.UNSUPPORTED, Modality.ASSERTED, None, evidence)
