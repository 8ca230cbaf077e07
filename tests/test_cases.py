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
    # estimates by words beside the figure
    ("text", "Beef: 25 kg a meal (average estimate).", [("25 kg", "estimated")]),
    ("text", "Beef: 25 kg a meal (the estimates are lost).", [("25 kg", "unsupported")]),
    ("text", "We are anticipating growth of 8%.", [("8%", "estimated")]),
    ("text", "Buyers are anticipating the feast of 8 March with 40 ships.", [("40", "unsupported")]),
    ("text", "Common estimation mistakes: to take 5x for the peak.", [("5x", "unsupported")]),
    ("text", "Estimation: 5x for the peak.", [("5x", "estimated")]),
    ("markdown", "- Weight: 310 g\n- Height: 40 mm\n", [("310 g", "unsupported"), ("40 mm", "unsupported")]),
    ("markdown", "- Weight: 30%\n", [("30%", "estimated")]),
    # conditions that are none
    ("text", "If you don't believe that it takes 40 years, read on.", [("40 years", "unsupported")]),
    ("text", "It is unclear if they passed the limit of 40 percent.", [("40 percent", "unsupported")]),
    ("text", "If they pass 40 percent, the law would fall.", [("40 percent", "hypothetical")]),
]


@pytest.mark.parametrize(("form", "text", "expected"), LABELS, ids=[text[:50] for _, text, _ in LABELS])
def test_labels(form: str, text: str, expected: list[tuple[str, str]]) -> None:
    audit = figtag.audit_text(text, format=form)
    assert [(figure.shown, str(figure.label)) for figure in audit.figures] == expected
