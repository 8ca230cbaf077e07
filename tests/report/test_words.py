"""What the forms for people share."""

from __future__ import annotations

import pytest

from figtag.auditor import audit_text
from figtag.report import Options, form
from figtag.report.words import AGAIN, LONGEST, about, decisions, reason, reasons, short

PAGE = """<p>It beat 37 rivals, <a href="https://vale.example/a?b=1&amp;c=2">according&nbsp;to the Vale &amp; Dale
<b>Statistics</b> Office</a>.</p>"""
NOTED = """| Model | Power (kW) | Price |
|---|---|---|
| Orla 7 | 7.2 | $6,100 |
| Orla 9 | 9.4 | $7,800 |

Source: the price list of the maker for dealers in the northern districts, January edition.
"""


@pytest.mark.parametrize("name", ["table", "markdown", "csv", "jsonl"])
@pytest.mark.parametrize("why", [False, True])
def test_deciding_words_are_those_that_a_reader_sees(name: str, why: bool) -> None:
    audit = audit_text(PAGE, "html")
    report = "".join(form(name)([audit], Options(why=why))).replace("\\", "")
    assert "according to the Vale & Dale Statistics Office" in " ".join(report.split())
    assert "&amp;" not in report
    assert "<b>" not in report


def test_evidence_keeps_the_source_and_what_is_shown() -> None:
    audit = audit_text(PAGE, "html")
    evidence = audit.figures[0].deciding
    assert evidence is not None
    assert evidence.text == PAGE[evidence.start : evidence.end]
    assert "&nbsp;" in evidence.text
    assert evidence.shown.startswith("according to the Vale & Dale")


def test_a_notebook_shows_no_markup_of_the_evidence() -> None:
    assert "&amp;nbsp;to" not in audit_text(PAGE, "html")._repr_html_().split("</div>")[1]


def test_a_long_reason_is_shown_once_and_cut_in_its_middle() -> None:
    figures = audit_text(NOTED, "markdown").figures
    first, *rest = decisions(figures)
    assert first.startswith("“Source: the price list of")
    assert first.endswith("edition.”")
    assert " … " in first
    assert rest == [AGAIN] * 3
    assert "for dealers" in reasons(figures[0])[0]


def test_a_short_reason_is_repeated() -> None:
    figures = audit_text("Suppose it draws 85 MW and costs $9.").figures
    assert list(decisions(figures)) == [reason(figure) for figure in figures] == ["“Suppose”"] * 2


@pytest.mark.parametrize("text", ["word " * 30, "https://vale.example/" + "x" * 90, "a" * LONGEST])
def test_short_texts_keep_both_ends(text: str) -> None:
    cut = short(text.strip())
    assert len(cut) <= LONGEST
    assert cut[:4] == text[:4]
    assert cut[-4:] == text.strip()[-4:]


def test_about_says_nothing_twice() -> None:
    figure = audit_text("The chip draws 400 W.").figures[0]
    twice = figure.model_copy(update={"subject": "Trips", "property": "trips", "counted": None})
    assert about(twice) == "Trips"
    whole = figure.model_copy(update={"subject": "Orla 7", "property": "price", "counted": "homes"})
    assert about(whole) == "Orla 7: price, homes"
