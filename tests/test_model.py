"""The public records."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

import figtag
from figtag.lines import Lines
from figtag.model import RECORD_FIELDS, Audit, plain, schema_text
from tests.report.made import TEXT, made

SCHEMA = Path(__file__).parents[1] / "schemas" / "audit.schema.json"


def test_an_audit_survives_json() -> None:
    audit = made()
    again = Audit.model_validate_json(audit.model_dump_json())
    assert again == audit
    assert hash(again) == hash(audit)
    assert again.model_dump_json() == audit.model_dump_json()
    assert Audit.model_validate(audit.model_dump(mode="json")) == audit


def test_an_audit_can_be_copied_and_sent_to_another_process() -> None:
    audit = made()
    assert pickle.loads(pickle.dumps(audit)) == audit
    assert copy.deepcopy(audit) == audit
    assert audit.model_copy() == audit


def test_an_audit_that_was_not_checked_is_as_one_that_was() -> None:
    """Audits are built without pydantic's checks, so every field of every record must be there and of its type."""
    audit = made()
    assert Audit.model_validate(audit.model_dump()) == audit
    assert json.loads(audit.model_dump_json(exclude_unset=True)) == json.loads(audit.model_dump_json())


@pytest.mark.parametrize("name", ["mentions", "document", "other"])
def test_nothing_in_an_audit_can_be_changed(name: str) -> None:
    with pytest.raises(ValidationError):
        setattr(made(), name, None)
    with pytest.raises(ValidationError):
        made().mentions[0].start = 3


def test_text_is_the_slice_of_the_source() -> None:
    audit = made()
    assert audit.document.text == TEXT
    for mention in audit.mentions:
        assert TEXT[mention.start : mention.end] == mention.text
        assert Lines(TEXT).place(mention.start) == (mention.line, mention.column)
        for evidence in mention.evidence:
            assert TEXT[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("1E+3", "1000"),
        ("1.500", "1.5"),
        ("-0.0", "0"),
        ("0E-20", "0"),
        ("-12.30", "-12.3"),
        ("1E-30", "0." + "0" * 29 + "1"),
    ],
)
def test_numbers_are_written_plainly(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_numbers_are_strings_in_json_and_decimals_in_python() -> None:
    audit = made()
    figure = audit.figures[0]
    assert figure.low == Decimal(90)
    assert audit.model_dump(mode="json")["mentions"][1]["low"] == "90"
    assert isinstance(Audit.model_validate_json(audit.model_dump_json()).figures[0].low, Decimal)


@pytest.mark.parametrize(
    ("text", "offset", "wanted"),
    [
        ("", 0, (1, 1)),
        ("ab", 1, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\r\nb", 3, (2, 1)),
        ("a\r\nb", 2, (1, 3)),
        ("a\rb\u2028c\x0bd", 6, (2, 5)),
        ("\n\r\n\r", 4, (4, 1)),
    ],
)
def test_lines_end_at_lf_crlf_and_cr_only(text: str, offset: int, wanted: tuple[int, int]) -> None:
    assert Lines(text).place(offset) == wanted


def test_the_summary_counts() -> None:
    summary = made().summary
    assert (summary.figures, summary.minor) == (7, 1)
    assert summary.labels.model_dump() == {"sourced": 2, "estimated": 1, "hypothetical": 2, "unsupported": 2}
    assert summary.roles.figure == 8
    assert summary.roles.structure == 1


def test_figures_are_those_that_count() -> None:
    audit = made()
    assert [figure.text for figure in audit.figures] == [
        m.text for m in audit.mentions if m.role == "figure" and not m.minor
    ]


def test_records_are_flat() -> None:
    records = made().to_records()
    assert len(records) == 7
    assert all(tuple(record) == RECORD_FIELDS for record in records)
    assert records[1]["source_name"] == "The Harbour Institute"
    assert records[1]["source_kind"] == "attribution"
    assert records[1]["evidence"] == "said"
    assert records[4]["evidence"] is None
    assert len(made().to_records(all=True)) == len(made().mentions)


def test_a_frame_is_the_records() -> None:
    pandas = pytest.importorskip("pandas")
    audit = made()
    frame = audit.to_frame()
    assert list(frame.columns) == list(RECORD_FIELDS)
    assert list(frame["text"]) == [figure.text for figure in audit.figures]
    assert isinstance(made("", "x").to_frame(), pandas.DataFrame)
    assert list(made("", "x").to_frame().columns) == list(RECORD_FIELDS)


@pytest.mark.parametrize("name", ["made.md", "none.md"])
def test_frames_have_the_same_types_with_and_without_rows(name: str) -> None:
    audit = made(name=name) if name == "made.md" else made("", name)
    frame = audit.to_frame(values="float")
    kinds = {column: str(kind) for column, kind in frame.dtypes.items()}
    assert {kinds[column] for column in ("role", "label", "modality", "change", "source_kind")} == {"category"}
    assert {kinds[column] for column in ("start", "end", "line", "column")} == {"int64"}
    assert (kinds["low"], kinds["high"], kinds["minor"]) == ("float64", "float64", "bool")
    assert audit.to_polars().schema == made().to_polars().schema
    assert list(audit.to_frame().dtypes) == list(made().to_frame().dtypes) == list(made().to_frame(all=True).dtypes)
    assert list(audit.to_frame().columns) == list(made().to_frame().columns) == audit.to_polars().columns


def test_a_text_that_no_figure_has_is_missing_in_a_frame_of_texts() -> None:
    pandas = pytest.importorskip("pandas")
    frame = figtag.audit_text("It costs $5.").to_frame()
    assert frame["subject"].dtype == made().to_frame()["subject"].dtype
    assert pandas.isna(frame["source_name"][0])


def test_frames_hold_what_the_records_hold() -> None:
    audit = made()
    records = audit.to_records(all=True)
    assert list(audit.to_frame(all=True)["low"]) == [record["low"] for record in records]
    exact = audit.to_polars(all=True, values="text")
    assert exact["low"].to_list() == [None if r["low"] is None else plain(r["low"]) for r in records]
    for field in ("label", "change", "source_name", "start", "approximate", "evidence"):
        assert exact[field].to_list() == [record[field] for record in records]
    floats = audit.to_polars(all=True)["high"].to_list()
    assert floats == [None if record["high"] is None else float(record["high"]) for record in records]


@pytest.mark.parametrize(("package", "method"), [("pandas", "to_frame"), ("polars", "to_polars")])
def test_a_missing_package_is_named(package: str, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=rf"{method}.*figtag\[{package}\]"):
        getattr(made(), method)()


def test_quantities_convert() -> None:
    figures = {figure.text: figure for figure in made().figures}
    low, high = figures["$15/M tokens"].quantity()
    assert low == high
    assert low is not None
    assert low.to("USD / token").magnitude == Decimal("0.000015")
    assert figures["10,000+"].quantity()[1] is None
    assert figures["a third"].quantity()[0] is not None
    percent = figures["90%"].quantity()[0]
    assert percent is not None
    assert percent.to("").magnitude == Decimal("0.9")
    date = made().mentions[2]
    assert date.quantity() == (None, None)


def test_repr_is_short() -> None:
    assert repr(made()) == "<Audit of made.md: 7 figures (2 sourced, 1 estimated, 2 hypothetical, 2 unsupported)>"


def test_the_schema_is_the_one_in_the_repository() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: figtag schema > schemas/audit.schema.json"


def test_audits_and_reports_fit_the_schema() -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    audit = json.loads(made().model_dump_json())
    validator.validate(audit)
    validator.validate({"schema_version": "1.0", "audits": [audit]})
    validator.validate({"schema_version": "1.0", "audits": []})
    wrong: tuple[dict[str, Any], ...] = (
        {**audit, "more": 1},
        {**audit, "mentions": [{**audit["mentions"][1], "low": 90}]},
        {**audit, "mentions": [{**audit["mentions"][1], "low": "9e1"}]},
        {**audit, "mentions": [{**audit["mentions"][1], "label": "true"}]},
        {"audits": []},
        {},
    )
    for broken in wrong:
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(broken)


def test_importing_figtag_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import figtag; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["figtag"]


def test_every_public_name_is_there() -> None:
    for name in figtag.__all__:
        assert getattr(figtag, name) is not None
        assert name in dir(figtag)
    with pytest.raises(AttributeError, match="nothing"):
        figtag.nothing  # noqa: B018
