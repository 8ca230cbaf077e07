"""The spreadsheet, read back by another library."""

from __future__ import annotations

import sys
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from figtag import audit_text
from figtag.extras import MissingExtraError
from figtag.labels import Label
from figtag.model import Audit
from figtag.report import Options, form
from tests.report.made import made

CITED = 'Prices fell by 12%, [a report](https://harrow.example/heat?a=1&b="2") says.'


def sheet(*audits: Audit, **options: object) -> Worksheet:
    """The sheet of some audits, as openpyxl reads it."""
    data = b"".join(form("xlsx")(audits, Options(**options)))
    return load_workbook(BytesIO(data)).worksheets[0]


def rows(found: Worksheet) -> list[dict[str, object]]:
    """The rows by their heads."""
    heads, *cells = found.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in cells]


def test_each_figure_is_a_row_with_numbers_as_numbers() -> None:
    found = rows(sheet(made()))
    assert [row["figure"] for row in found] == [figure.shown for figure in made().figures]
    network = next(row for row in found if row["figure"] == "200-400 Gbps per rack")
    assert (network["low"], network["high"], network["label"]) == (200, 400, "hypothetical")
    third = next(row for row in found if row["figure"] == "a third")
    assert third["low"] == "0.3333333333333333333333333333"


def test_each_row_shows_the_line_that_its_figure_stands_in() -> None:
    audit = audit_text("First 3 kg.\n\n" + "word " * 40 + "It costs $5 now. " + "more " * 40 + "\nLast: 7 kg")
    near = [row["in the text"] for row in rows(sheet(audit))]
    assert near[0] == "First 3 kg."
    assert near[1].startswith("… word word")
    assert "It costs $5 now." in near[1]
    assert near[1].endswith("more …")
    assert near[2] == "Last: 7 kg"


def test_large_whole_numbers_are_shown_in_groups() -> None:
    found = sheet(audit_text("It sold 2M tokens and 350 vans, 12,345.5 kg each."))
    formats = {cell.value: cell.number_format for cell in found["H"][1:]}
    assert formats == {2_000_000: "#,##0", 350: "General", 12_345.5: "General"}


def test_nothing_in_an_article_is_a_formula() -> None:
    for row in sheet(made(), made(name="=cmd|' /C calc'!A0.md")).iter_rows():
        assert not [cell.value for cell in row if cell.data_type == "f"]
    assert "=SUM(A1)" in [row["subject"] for row in rows(sheet(made()))]


def test_labels_are_chosen_from_a_list_and_rows_can_be_filtered() -> None:
    found = sheet(made())
    (choice,) = found.data_validations.dataValidation
    assert choice.formula1 == '"' + ",".join(label.value for label in Label) + '"'
    assert str(choice.sqref) == f"N2:N{len(made().figures) + 1}"
    assert found.auto_filter.ref == f"A1:Q{len(made().figures) + 1}"
    assert found.freeze_panes == "A2"


def test_a_source_of_the_web_is_a_link_and_no_other() -> None:
    found = sheet(audit_text(CITED, "markdown"))
    (link,) = [cell.hyperlink for row in found.iter_rows() for cell in row if cell.hyperlink]
    assert link.target == 'https://harrow.example/heat?a=1&b="2"'.replace('"', "%22")
    scheme = audit_text("Prices fell by 12%, [a report](javascript:alert(1)) says.", "markdown")
    assert not [cell for row in sheet(scheme).iter_rows() for cell in row if cell.hyperlink]


def test_the_same_audit_gives_the_same_bytes() -> None:
    assert list(form("xlsx")([made()], Options())) == list(form("xlsx")([made()], Options()))


def test_all_and_labels_choose_rows() -> None:
    assert len(rows(sheet(made(), all=True))) == len(made().mentions)
    assert {row["label"] for row in rows(sheet(made(), labels=frozenset({"sourced"})))} == {"sourced"}


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figtag.report.xlsx._ROWS", 3)
    data = b"".join(form("xlsx")([made()], Options()))
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == ["figures", "figures 2", "figures 3"]
    assert [found.max_row for found in book.worksheets] == [4, 4, 2]


def test_an_article_without_figures_is_a_sheet_with_a_head() -> None:
    assert rows(sheet(made("Nothing.\n", "none.md"))) == []


def test_without_xlsxwriter_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'figtag\[xlsx\]'"):
        list(form("xlsx")([made()], Options()))
