"""PDF files, printed by a browser and a word processor (``files/make.sh``)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.auditor import audit_bytes
from figtag.extras import MissingExtraError
from figtag.read import UnreadableError
from figtag.read.pages import Stretch, cells, passages, read_lines
from figtag.read.pdf import extract_pdf
from figtag.report import Options, form

FILES = Path(__file__).with_name("files")
FILE = FILES / "two-columns.pdf"


def test_what_a_browser_printed_is_read_in_reading_order() -> None:
    text, notices, pages = extract_pdf(FILE.read_bytes())
    assert text == FILE.with_suffix(".md").read_text(encoding="utf-8")
    assert [notice.code for notice in notices] == ["not-read"]
    assert [text[start:].partition("\n")[0] for start in pages] == ["# Heat pumps on Mill Street", "## Outlook"]


def test_figures_know_their_page_their_heads_and_their_sources() -> None:
    audit = figtag.audit(FILE)
    figures = {figure.shown: figure for figure in audit.figures}
    assert figures["12%"].source.url == "https://harrow.example/heat?a=1&b=2"
    assert figures["7.2 kW"].property == "Projected power"
    assert figures["$6,100"].source.kind == "note"
    assert [audit.document.page(figures[shown].start) for shown in ("12%", "5,000")] == [1, 2]
    for mention in audit.mentions:
        assert audit.document.text[mention.start : mention.end] == mention.text
    table = "".join(form("table")([audit], Options()))
    assert f"p2 {figures['5,000'].line}:{figures['5,000'].column}" in table


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ((FILES / "encrypted.pdf").read_bytes(), "an encrypted PDF"),
        ((FILES / "picture.pdf").read_bytes(), r"holds no text, only pictures; .* \(OCR\)"),
        (FILE.read_bytes()[:900], "a damaged PDF"),
        (b"", "a damaged PDF"),
        (b"no PDF at all", "a damaged PDF"),
    ],
)
def test_a_bad_file_is_told(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        audit_bytes(data, "a.pdf")


def test_without_pypdfium2_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"figtag\[pdf\]"):
        figtag.audit(FILE)


# Lines and paragraphs on a made page, 600 points wide


def stretch(text: str, left: float, right: float, top: float, size: float = 10) -> Stretch:
    return Stretch(left, right, top - size, top, size, text, text)


def column(name: str, left: float, right: float, top: float, count: int) -> list[Stretch]:
    return [stretch(f"{name}{n} goes on and on and on", left, right, top - 12 * n) for n in range(count)]


def plain(stretches: list[Stretch]) -> list[str]:
    return [line.plain.split(" ")[0] for line in read_lines(stretches)]


@given(st.integers(6, 20), st.integers(6, 20), st.randoms(use_true_random=False))
def test_columns_are_read_one_after_the_other_in_whatever_order_the_file_has_them(
    left: int, right: int, random
) -> None:
    page = [
        stretch("Title over both columns of the page", 50, 550, 760, 18),
        *column("L", 50, 290, 730, left),
        *column("R", 310, 550, 727, right),
        stretch("Foot over both columns, which is a sentence.", 50, 540, 400),
    ]
    random.shuffle(page)
    wanted = ["Title", *(f"L{n}" for n in range(left)), *(f"R{n}" for n in range(right)), "Foot"]
    assert plain(page) == wanted


def test_the_columns_of_a_table_are_no_columns_of_text() -> None:
    rows = [
        [stretch(word, left, left + 40, 700 - 14 * n) for word, left in (("a", 50), ("b", 200), ("c", 400))]
        for n in range(5)
    ]
    (table,) = passages(read_lines([cell for row in rows for cell in row]))
    assert table.is_table
    assert cells(table) == [["a", "b", "c"]] * 5


def test_a_cell_goes_to_the_nearest_column_when_its_row_has_holes() -> None:
    whole = [stretch(word, left, left + 30, 700) for word, left in (("a", 50), ("b", 200), ("c", 400))]
    more = [stretch(word, left, left + 30, 686) for word, left in (("d", 50), ("e", 205), ("f", 400))]
    holes = [stretch("g", 52, 90, 672), stretch("h", 390, 430, 672)]
    (table,) = passages(read_lines([*whole, *more, *holes]))
    assert cells(table)[-1] == ["g", "", "h"]


def test_paragraphs_end_at_a_blank_an_indent_a_short_line_and_another_size() -> None:
    page = [
        stretch("Heading", 50, 120, 760, 14),
        *column("A", 50, 550, 740, 2),
        stretch("ends here.", 50, 100, 716),
        *column("B", 50, 550, 704, 2),
        *column("C", 50, 550, 650, 2),
        stretch("indented", 70, 550, 626),
        stretch("• item", 50, 550, 614),
    ]
    said = [[line.plain.split(" ")[0] for line in passage.lines] for passage in passages(read_lines(page))]
    assert said == [["Heading"], ["A0", "A1", "ends"], ["B0", "B1"], ["C0", "C1"], ["indented"], ["•"]]
