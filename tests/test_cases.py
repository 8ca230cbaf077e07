"""Small cases, one or two for each kind of error that articles in the wild showed, each beside a near miss."""

from __future__ import annotations

import pytest

import figtag

# Each case: the format, the text, then (figure, label) for every counted figure in order.
LABELS: list[tuple[str, str, list[tuple[str, str]]]] = [
    # whose data a title names
    ("markdown", "# LLM Price List - Data Reference\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# GPU Survey Data\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# NREL Data Formats\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# NREL Survey Results\n\n- Small: 40 GB\n", [("40 GB", "sourced")]),
    ("markdown", "# CBO-based estimates\n\n- Loss: $40 billion\n", [("$40 billion", "sourced")]),
    # parentheses that cite, and those that do not
    ("markdown", "- Barge: 3 kg ([Department of Energy](https://example.org/a))\n", [("3 kg", "sourced")]),
    ("markdown", "- Barge: 3 kg (Stored Energy)\n", [("3 kg", "unsupported")]),
    ("markdown", "Output grew 40-fold (Vale Index, Orla AI).", [("40-fold", "sourced")]),
    ("markdown", "| Tool | Score |\n|---|---|\n| Orla | 26% (Lite) |\n", [("26%", "unsupported")]),
    ("markdown", "| Tool | Score |\n|---|---|\n| Orla | 26% (Statista) |\n", [("26%", "sourced")]),
    ("text", "The card (2000 TFLOPS) ran for 50 hours.", [("2000 TFLOPS", "unsupported"), ("50 hours", "unsupported")]),
    ("text", "The card (Orla, 2000) ran for 50 hours.", [("50 hours", "unsupported")]),
]


@pytest.mark.parametrize(("form", "text", "expected"), LABELS, ids=[text[:50] for _, text, _ in LABELS])
def test_labels(form: str, text: str, expected: list[tuple[str, str]]) -> None:
    audit = figtag.audit_text(text, format=form)
    assert [(figure.shown, str(figure.label)) for figure in audit.figures] == expected
