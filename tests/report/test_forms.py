"""The forms of a report, on audits made by hand."""

from __future__ import annotations

import csv
import html.parser
import io
import json

import pytest

import figtag
from figtag.model import Audit, Report
from figtag.report import BINARY, FORMS, Options, form
from figtag.report.notebook import LONGEST, MOST, MOST_NOTICES
from tests.report import golden
from tests.report.made import TEXT, made


@pytest.mark.parametrize("case", golden.names())
def test_report_is_as_accepted(case: str) -> None:
    assert golden.report(case) == golden.path(case).read_bytes().decode()


def test_every_golden_report_has_a_case() -> None:
    assert sorted(file.stem for file in golden.FOLDER.iterdir()) == sorted(golden.names())


@pytest.mark.parametrize("name", sorted({*FORMS} - BINARY))
def test_an_article_without_figures_is_a_report_too(name: str) -> None:
    text = "".join(form(name)([made("Nothing.\n", "none.md")], Options()))
    assert text.endswith("\n") == (name not in ("jsonl", "github", "rdjsonl"))
    if name in ("table", "markdown"):
        assert "No figures." in text


@pytest.mark.parametrize("width", range(40, 131, 7))
@pytest.mark.parametrize("style", ["simple", "grid", "plain", "github", "rounded_outline"])
@pytest.mark.parametrize("why", [False, True])
def test_the_table_keeps_to_the_width(width: int, style: str, why: bool) -> None:
    report = "".join(form("table")([made()], Options(width=width, style=style, why=why, all=True)))
    assert max(map(len, report.split("\n"))) <= width


def test_colour_is_never_the_only_sign() -> None:
    colored = "".join(form("table")([made()], Options(color=True)))
    plain = "".join(form("table")([made()], Options()))
    for code in ("32", "33", "35", "31", "0"):
        colored = colored.replace(f"\x1b[{code}m", "")
    assert colored == plain


def test_an_article_cannot_send_codes_to_the_terminal() -> None:
    report = "".join(form("table")([made("x\n", "bad\x1b[2J\nname.md")], Options(several=True)))
    assert "\x1b" not in report
    assert "bad�[2J name.md" in report


def test_csv_reads_back_and_starts_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(form("csv")([made()], Options(all=True))))))
    assert [row["text"] for row in rows] == [mention.text for mention in made().mentions]
    assert not any(cell.startswith(("=", "@")) for row in rows for cell in row.values())


def test_jsonl_holds_the_records() -> None:
    audit = made()
    lines = [json.loads(line) for line in "".join(form("jsonl")([audit], Options())).splitlines()]
    records = audit.to_records()
    assert [line.pop("document") for line in lines] == ["made.md"] * len(records)
    assert [list(line) for line in lines] == [list(record) for record in records]
    assert [line["low"] for line in lines] == [
        "90",
        "4.5",
        "1200",
        "15",
        "0.3333333333333333333333333333",
        "10000",
        "200",
    ]
    assert lines[5]["high"] is None


def test_jsonl_keeps_a_record_on_its_line() -> None:
    audit = made(name="a\u2028b\x85c\n.md")
    lines = "".join(form("jsonl")([audit], Options())).splitlines()
    assert {json.loads(line)["document"] for line in lines} == {audit.document.name}


def test_json_always_holds_whole_audits() -> None:
    options = Options(labels=frozenset({"sourced"}))
    report = Report.model_validate_json("".join(form("json")([made(), made("", "b.md")], options)))
    assert report.audits == (made(), made("", "b.md"))


def test_markdown_escapes_pipes_and_markup() -> None:
    audit = made(name="a|b*c*.md")
    report = "".join(form("markdown")([audit], Options()))
    assert r"## a\|b\*c\*.md" in report
    tables = [line for line in report.splitlines() if line.startswith("|")]
    assert {line.replace(r"\|", "").count("|") for line in tables} == {7}


class Page(html.parser.HTMLParser):
    """Collects the text of a page and checks that its tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.marks += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_the_article_marked_by_label() -> None:
    audit = made()
    page = Page()
    shown = audit._repr_html_()
    page.feed(shown)
    assert not page.open
    assert page.marks == 4 + 2 * len(audit.figures)
    assert "<script" not in shown
    assert "<b>projected" not in shown
    assert "<b>projected</b>" in page.text
    assert "90%H" in page.text
    assert "4.5%S" in page.text


def test_a_notebook_asks_for_the_html() -> None:
    formatters = pytest.importorskip("IPython.core.formatters")
    assert formatters.HTMLFormatter()(made()) == made()._repr_html_()
    assert repr(made()) in formatters.PlainTextFormatter()(made())


class Shown(html.parser.HTMLParser):
    """The article that a notebook shows, without the letters of the labels."""

    def __init__(self) -> None:
        super().__init__()
        self.article = ""
        self.inside = self.letters = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and "white-space:pre-wrap" in (dict(attrs).get("style") or ""):
            self.inside += 1
        self.letters += tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "div" and self.inside > 0
        self.letters -= tag == "sup"

    def handle_data(self, data: str) -> None:
        if self.inside and not self.letters:
            self.article += data


def article(audit: Audit) -> str:
    """What a notebook shows of an article."""
    shown = Shown()
    shown.feed(audit._repr_html_())
    return shown.article


@pytest.mark.parametrize("text", [TEXT, "<b>5%</b> &amp; 6% </div>\n\n7%", "It costs $5 to $7.", ""])
def test_a_notebook_shows_the_whole_article_as_it_was_given(text: str) -> None:
    assert article(figtag.audit_text(text, "markdown")) == text


def test_a_notebook_shows_no_word_twice_when_figures_overlap() -> None:
    audit = made()
    first = audit.figures[0]
    inner = first.model_copy(update={"start": first.start + 1})
    later = audit.figures[1:]
    overlapping = Audit.model_construct(**{**audit.__dict__, "mentions": (first, inner, *later)})
    assert article(overlapping) == audit.document.text
    assert overlapping._repr_html_().count("<tr>") == 1 + 2 + len(later)


def test_a_figure_at_the_cut_of_a_long_article_is_shown_as_far_as_the_article_is() -> None:
    text = "x" * (LONGEST - 5) + " $15 billion and $16 billion."
    shown = article(figtag.audit_text(text))
    assert shown.startswith(text[:LONGEST] + "…")


def test_a_notebook_cuts_a_long_article_and_says_so() -> None:
    audit = made("word " * LONGEST, "long.md")
    shown = audit._repr_html_()
    assert len(shown) < LONGEST * 1.2
    assert f"cut after {LONGEST:,}" in shown


def test_a_notebook_cuts_a_long_list_of_notices_and_says_so() -> None:
    audit = figtag.audit_text("It costs $5.")
    shown = Audit.model_construct(**{**audit.__dict__, "notices": audit.notices * 30})._repr_html_()
    assert shown.count("<p>Notice:") == MOST_NOTICES
    assert f"{MOST_NOTICES} of 30 notices" in shown


def test_a_notebook_cuts_a_long_table_and_says_so() -> None:
    audit = made()
    many = Audit.model_construct(**{**audit.__dict__, "mentions": audit.figures * MOST})
    assert f"{MOST:,} of {MOST * len(audit.figures):,} figures" in many._repr_html_()


def test_the_article_of_these_tests_is_what_the_marks_were_made_for() -> None:
    for mention in made().mentions:
        assert TEXT[mention.start : mention.end] == mention.text
