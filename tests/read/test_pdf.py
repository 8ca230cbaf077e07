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
from figtag.read import UnreadableError, read
from figtag.read.furniture import part_furniture
from figtag.read.pages import Line, Stretch, cells, passages, read_lines
from figtag.read.pdf import extract_pdf
from figtag.read.printed import markdown
from figtag.read.ruled import Enclosed, enclosed, find_rules, with_tables
from figtag.report import Options, form
from figtag.tables import load_tables

FILES = Path(__file__).with_name("files")
FILE = FILES / "two-columns.pdf"


def test_what_a_browser_printed_is_read_in_reading_order() -> None:
    text, notices, pages = extract_pdf(FILE.read_bytes())
    assert text == FILE.with_suffix(".md").read_text(encoding="utf-8")
    assert [notice.code for notice in notices] == ["not-read"]
    assert [text[start:].partition("\n")[0] for start in pages] == ["# Heat pumps on Mill Street", "## Outlook"]


@pytest.mark.parametrize("name", ["wells", "lists"])
def test_lists_ruled_tables_and_notes_are_read(name: str) -> None:
    text, _, _ = extract_pdf((FILES / f"{name}.pdf").read_bytes())
    assert text == (FILES / f"{name}.md").read_text(encoding="utf-8")


def test_notes_at_the_foot_of_a_page_are_sources() -> None:
    audit = figtag.audit(FILES / "wells.pdf")
    sources = {figure.shown: figure.source for figure in audit.figures}
    assert sources["140"].url == "https://vale.example/wells"
    assert sources["$420 a year"].name == "[^2] Valley council, Accounts, 2025."
    # The numbers of the notes begin anew on each page.
    assert sources["155"].name == "[^1-p2] Valley council, Plan for the Wells, 2025."
    assert [audit.document.page(figure.start) for figure in audit.figures if figure.shown == "155"] == [2]
    assert sources["3 × 10⁶ litres a day"] is None


def test_what_stands_at_the_head_and_foot_of_all_pages_is_told() -> None:
    _, notices, _ = extract_pdf((FILES / "wells.pdf").read_bytes())
    (notice,) = notices
    assert "“Wells of the valley, draft 3”" in notice.message


def test_merged_cells_of_a_ruled_table_are_heads_of_all_that_they_reach_over() -> None:
    audit = figtag.audit(FILES / "wells.pdf")
    figures = {figure.shown: figure for figure in audit.figures}
    assert figures["$640"].subject == "Orla 7"
    document = read((FILES / "wells.pdf").read_bytes(), "wells.pdf", load_tables())
    cell = next(block for block in document.blocks if block.text == "15")
    assert [document.blocks[head].text for head in cell.heads] == ["2025", "Lift in m³ an hour", "Orla 7"]


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


def a_page(number: int, chapter: str) -> list[Line]:
    """A page with a head of its own and its number."""
    head = [stretch(f"Chapter {chapter}", 50, 150, 800), stretch(str(number), 540, 550, 800)]
    text = [stretch(f"The valley has {number * 7} wells and draws on them, says {chapter}.", 50, 550, 760)]
    return read_lines(head + text)


def test_a_head_that_tells_the_number_of_its_page_is_one_whatever_else_it_says() -> None:
    pages = [a_page(number, chapter) for number, chapter in ((12, "One"), (13, "Two"), (14, "Three"))]
    kept, furniture = part_furniture(pages)
    assert [len(lines) for lines in kept] == [1, 1, 1]
    assert furniture == ["Chapter One 12", "Chapter Three 14", "Chapter Two 13"]


def test_numbers_that_do_not_count_pages_stay() -> None:
    pages = [a_page(number, chapter) for number, chapter in ((12, "One"), (19, "Two"), (14, "Three"))]
    assert part_furniture(pages) == (pages, [])


def test_pages_that_hold_nothing_but_what_they_share_are_read() -> None:
    pages = [read_lines([stretch("The valley has 140 wells.", 50, 250, 760)]) for _ in range(2)]
    assert part_furniture(pages) == (pages, [])


def test_a_narrow_paragraph_goes_on_where_the_next_word_would_not_have_fitted() -> None:
    page = [
        stretch("Wide line over the whole of the page, which ends here.", 50, 550, 760),
        stretch("short lines of a paragraph in", 50, 200, 700),
        stretch("which every line but the last", 50, 205, 688),
        stretch("is full", 50, 90, 676),
        stretch("apples", 50, 90, 600),
        stretch("pears, too", 50, 110, 588),
    ]
    said = [[line.plain for line in passage.lines] for passage in passages(read_lines(page))][1:]
    assert list(map(len, said)) == [3, 1, 1]


def test_notes_are_told_by_their_marks_alone() -> None:
    body = [stretch(f"The valley has {n} wells² and 10² more of them.", 50, 550, 760 - 12 * n) for n in (1, 2)]
    notes = [stretch("2Vale Institute, 2024.", 50, 200, 100, 8), stretch("3 litres, in small print", 50, 200, 60, 8)]
    text, _ = markdown([read_lines([*body, *notes])])
    assert text.count("[^2]") == 2
    assert text.endswith("[^2]: Vale Institute, 2024.\n\n3 litres, in small print\n")


def test_a_paragraph_goes_on_over_the_notes_of_its_page() -> None:
    first = [stretch("It draws 5 litres¹ an hour and", 50, 550, 760), stretch("1 Vale Institute.", 50, 200, 100, 8)]
    text, starts = markdown([read_lines(first), read_lines([stretch("never rests.", 50, 200, 760)])])
    assert text == "It draws 5 litres[^1] an hour and never rests.\n\n[^1]: Vale Institute.\n"
    assert text[starts[1] :].startswith("never rests.")


# Tables that are drawn with rules

STEP = 40.0
"""Width and height of a cell on the page."""


@st.composite
def grids(draw: st.DrawFn) -> dict[tuple[int, int], int]:
    """A grid of two to five columns and rows, in which some rectangles of cells are merged: the cell of each place."""
    columns, rows = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    owner = {(x, y): y * columns + x for x in range(columns) for y in range(rows)}
    for number in range(draw(st.integers(0, 3))):
        x, y = draw(st.integers(0, columns - 1)), draw(st.integers(0, rows - 1))
        width, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        places = [(x + i, y + j) for i in range(width) for j in range(height)]
        if all(place in owner and owner[place] < 100 for place in places):
            owner |= dict.fromkeys(places, 100 + number)
    return owner


@given(grids())
def test_merged_cells_are_told_by_the_rules_that_are_not_there(owner: dict[tuple[int, int], int]) -> None:
    rules = []
    for (x, y), cell in owner.items():
        left, top = x * STEP, -y * STEP
        right, bottom = left + STEP, top - STEP
        if owner.get((x - 1, y)) != cell:
            rules.append((left, bottom, left + 1, top))
        if owner.get((x, y - 1)) != cell:
            rules.append((left, top, right, top + 1))
        if (x + 1, y) not in owner:
            rules.append((right, bottom, right + 1, top))
        if (x, y + 1) not in owner:
            rules.append((left, bottom, right, bottom + 1))
    cells_of = {cell: [place for place, one in owner.items() if one == cell] for cell in owner.values()}
    # Lines that no cell ends at are not there to be counted.
    xs = sorted({min(x for x, _ in places) for places in cells_of.values()})
    ys = sorted({min(y for _, y in places) for places in cells_of.values()})
    wanted = {
        Enclosed(
            xs.index(min(x for x, _ in places)),
            ys.index(min(y for _, y in places)),
            sum(min(x for x, _ in places) <= x <= max(x for x, _ in places) for x in xs),
            sum(min(y for _, y in places) <= y <= max(y for _, y in places) for y in ys),
        )
        for places in cells_of.values()
    }
    if len(wanted) > 1:
        (table,) = find_rules(rules)
        assert set(enclosed(table)) == wanted


def test_the_grid_of_a_chart_is_no_table() -> None:
    rules = [
        *((x, 0.0, x + 1, 200.0) for x in (0.0, 50.0, 100.0)),
        *((0.0, y, 100.0, y + 1) for y in (0.0, 100.0, 200.0)),
    ]
    labels = [stretch("2024", 10, 40, -5), stretch("2025", 60, 90, -5)]
    assert with_tables(labels, find_rules(rules)) == labels
