"""From batches of articles to batches of figures: the rows are the mentions of the audits, nothing more or less."""

from __future__ import annotations

import datetime
import json
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.corpus import BATCH_SCHEMA, SCHEMA, audit_batch, audit_batches, batches
from figtag.corpus.articles import LONGEST, parse_date
from figtag.corpus.schema import COLUMNS, schema_text
from figtag.model import Mention, plain
from tests.laws.articles import articles, render
from tests.laws.test_whole import any_text

ROOT = Path(__file__).parents[2]
SEEDS = sorted(path for path in (ROOT / "seeds").iterdir() if path.is_file())
FLAT = "The chip draws 400 W. The fan needs 20 W."

texts = st.one_of(articles().map(lambda nodes: render(nodes, "markdown").source), any_text)


def crawl(*bodies: str | bytes | None, **columns: list[Any]) -> pa.RecordBatch:
    """A batch of articles named by their numbers."""
    ids = [str(number) for number in range(len(bodies))]
    return pa.RecordBatch.from_pydict({"id": ids, "text": list(bodies), **columns})


def expected(audit: figtag.Audit, mention: Mention) -> dict[str, Any]:
    """What the row of a mention says, from the JSON of the audit."""
    said = json.loads(mention.model_dump_json())
    low, high, source = mention.low, mention.high, said.pop("source") or {}
    return {
        **said,
        "document": audit.document.name,
        "format": audit.document.format.value,
        "sha256": audit.document.sha256,
        "page": audit.document.page(mention.start),
        "value": float(low) if low is not None and low == high else None,
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "low_exact": said["low"],
        "high_exact": said["high"],
        "source_kind": source.get("kind"),
        "source_name": source.get("name"),
        "source_url": source.get("url"),
        "deciding": mention.deciding.shown if mention.deciding else None,
        "figtag_version": figtag.__version__,
        "error": None,
    }


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def check(row: dict[str, Any], audit: figtag.Audit, mention: Mention) -> None:
    """A row says what its audit says, and its sentence holds the figure."""
    assert without(row, "sentence", "notices", "url", "site", "date") == expected(audit, mention)
    assert row["sentence"].find(mention.shown) >= 0
    here = (mention.start, mention.end)
    whole = (0, len(audit.document.text))
    meant = [one for one in audit.notices if (one.start, one.end) == here or one.end - one.start in whole]
    assert sorted(map(str, row["notices"])) == sorted(str(one.model_dump(mode="json")) for one in meant)


def audited(body: str, name: str) -> figtag.Audit | str:
    """The audit of a text, or why there is none."""
    try:
        return figtag.audit_bytes(body.encode(), name)
    except figtag.UnreadableError as error:
        return str(error)


@given(st.lists(texts, max_size=4))
def test_the_rows_are_the_mentions_of_the_audits(bodies: list[str]) -> None:
    found = audit_batch(crawl(*bodies), all=True)
    found.validate(full=True)
    rows = iter(found.to_pylist())
    for number, body in enumerate(bodies):
        audit = audited(body, str(number))
        if isinstance(audit, str):
            assert next(rows)["error"] == audit
            continue
        for mention in audit.mentions:
            check(next(rows), audit, mention)
    assert not list(rows)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_the_rows_of_a_file_are_its_figures(path: Path) -> None:
    batch = pa.RecordBatch.from_pydict({"id": [str(path)], "text": [path.read_bytes()]})
    audit = figtag.audit(path)
    for row, figure in zip(audit_batch(batch).to_pylist(), audit.figures, strict=True):
        check(row, audit, figure)


@given(st.lists(texts, max_size=5), st.data())
def test_however_articles_are_batched_the_rows_are_the_same(bodies: list[str], data: st.DataObject) -> None:
    whole = crawl(*bodies)
    cut = data.draw(st.integers(0, len(bodies)))
    parts = [whole.slice(0, cut), whole.slice(cut)]
    rows = audit_batch(whole).to_pylist()
    assert [row for part in audit_batches(iter(parts)) for row in part.to_pylist()] == rows
    assert audit_batch(pa.Table.from_batches(parts)).to_pylist() == rows


def test_batches_are_never_longer_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 3)
    found = list(audit_batches([crawl(FLAT, FLAT, "", FLAT, FLAT)]))
    assert [batch.num_rows for batch in found] == [3, 3, 2]
    assert audit_batch(crawl(FLAT, FLAT, "", FLAT, FLAT)).num_rows == 8


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
)
def test_any_kind_of_text_column_is_read(kind: pa.DataType) -> None:
    body = pa.array([FLAT], kind) if not pa.types.is_dictionary(kind) else pa.array([FLAT]).dictionary_encode()
    batch = pa.RecordBatch.from_arrays([pa.array([7]), body], ["number", "body"])
    rows = audit_batch(batch, text="body", id="number").to_pylist()
    assert [(row["document"], row["shown"]) for row in rows] == [("7", "400 W"), ("7", "20 W")]


@pytest.mark.parametrize("batch", [crawl(), crawl("No number stands here."), crawl("", "")])
def test_without_figures_there_are_no_rows_but_the_schema(batch: pa.RecordBatch) -> None:
    for given_batch in (batch, pa.Table.from_batches([batch])):
        found = audit_batch(given_batch)
        assert type(found) is type(given_batch)
        assert found.num_rows == 0
        assert found.schema.equals(BATCH_SCHEMA, check_metadata=True)
    assert list(audit_batches([batch])) == []


def test_an_article_that_fails_is_a_row_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    real = figtag.corpus.articles.examine

    def fragile(document: Any, tables: Any) -> Any:
        if "burst" in document.source:
            raise KeyError("burst")
        return real(document, tables)

    monkeypatch.setattr("figtag.corpus.articles.examine", fragile)
    batch = pa.RecordBatch.from_pydict(
        {"id": ["a", "b", "c", None, "e"], "text": [b"\x00\x01 5%", None, b"burst 5%", b"5%", FLAT.encode()]}
    )
    rows = audit_batch(batch).to_pylist()
    assert [row["document"] for row in rows] == ["a", "b", "c", "row 3 of its batch", "e", "e"]
    errors = [row["error"] or "" for row in rows]
    assert "binary file" in errors[0]
    assert errors[1] == "column 'text' is null"
    assert "an error in figtag itself, KeyError 'burst' at test_batches.py:" in errors[2]
    assert errors[3] == "column 'id' is null"
    assert errors[4:] == ["", ""]
    assert {value for name, value in rows[0].items() if name not in ("document", "error")} == {None}


def test_a_text_is_told_by_its_content_and_not_by_the_end_of_its_id() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["https://a.example/5.pdf"], "text": [FLAT]})
    assert {row["format"] for row in audit_batch(batch).to_pylist()} == {"text"}
    assert {row["format"] for row in audit_batch(batch, format="html").to_pylist()} == {"html"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text": "body"}, "no column 'body' in this batch, which has 'id', 'text'"),
        ({"date": "day"}, "no column 'day'"),
        ({"format": "latex"}, "'latex' is not a valid Format"),
    ],
)
def test_a_wrong_option_is_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        audit_batch(crawl(FLAT), **options)


def test_address_site_and_date_come_along() -> None:
    days = [datetime.datetime(2024, 3, 5, 23, tzinfo=datetime.UTC), None, datetime.datetime(2024, 4, 1)]
    batch = pa.RecordBatch.from_pydict(
        {
            "id": ["https://WWW.Mill.example/a", "b", "c"],
            "text": [FLAT] * 3,
            "at": [None, "http://dock.example:80/", "none"],
            "when": pa.array(days, pa.timestamp("us", "UTC")),
        }
    )
    rows = audit_batch(batch, url="at", date="when").to_pylist()[::2]
    assert [(row["url"], row["site"]) for row in rows] == [
        ("https://WWW.Mill.example/a", "mill.example"),
        ("http://dock.example:80/", "dock.example"),
        ("none", None),
    ]
    assert [row["date"] for row in rows] == [datetime.date(2024, 3, 5), None, datetime.date(2024, 4, 1)]


@given(
    st.dates(datetime.date(1900, 1, 1)),
    st.sampled_from(["{:%Y-%m-%d}", "{:%Y%m%d}", "{:%Y-%m-%dT10:00:00Z}", "{:%a, %d %b %Y} 10:00:00 GMT"]),
)
def test_dates_are_read_in_their_usual_forms(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(day)) == day


@given(st.text())
def test_any_text_may_stand_for_a_date(text: str) -> None:
    assert isinstance(parse_date(text), datetime.date | None)


def test_the_functions_can_be_sent_to_another_process() -> None:
    work = pickle.loads(pickle.dumps(partial(audit_batches, text="text", all=True)))
    assert sum(batch.num_rows for batch in work([crawl(FLAT)])) == 2


def test_every_field_of_a_mention_has_a_column() -> None:
    inside = {"source": {"source_kind", "source_name", "source_url"}}
    named = {name for field in Mention.model_fields for name in inside.get(field, {field})}
    assert named <= set(SCHEMA.names)
    for name, model in (("evidence", figtag.Evidence), ("notices", figtag.Notice)):
        kind = SCHEMA.field(name).type.value_type
        assert [kind.field(index).name for index in range(kind.num_fields)] == list(model.model_fields)


def test_what_may_not_be_null_never_is() -> None:
    crawled = pa.Table.from_pydict({"id": list(map(str, SEEDS)), "text": [path.read_bytes() for path in SEEDS]})
    found = audit_batch(crawled, all=True)
    for column in COLUMNS:
        assert column.nullable or found[column.name].null_count == 0, column.name


def test_the_schema_that_is_kept_is_this_one() -> None:
    kept = (ROOT / "schemas" / "corpus.arrow.json").read_text(encoding="utf-8")
    assert kept == schema_text(), "run: figtag schema corpus > schemas/corpus.arrow.json"


def test_of_a_long_sentence_what_stands_around_the_figure_is_kept() -> None:
    body = f"The log says {' and '.join(f'{number} W' for number in range(100, 900))} in turn."
    rows = audit_batch(crawl(body)).to_pylist()
    assert len(rows) == 800
    for row in rows:
        assert len(row["sentence"]) <= LONGEST + 2
        assert row["shown"] in row["sentence"]
        assert row["sentence"].strip("…") in body


def test_exact_bounds_are_kept_beside_the_floats() -> None:
    (row,) = audit_batch(crawl("It weighs 0.1000000000000000000000000001 g.")).to_pylist()
    (figure,) = figtag.audit_text("It weighs 0.1000000000000000000000000001 g.").figures
    assert figure.low is not None
    assert row["low_exact"] == plain(figure.low) == "0.1000000000000000000000000001"
    assert row["value"] == 0.1


def test_without_pyarrow_the_extra_is_named() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; import figtag.corpus"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "figtag.corpus needs an extra: pip install 'figtag[corpus]'" in done.stderr
