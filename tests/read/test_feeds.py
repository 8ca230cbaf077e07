"""Feeds: one article a row, in JSON Lines or CSV."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.read import UnreadableError
from figtag.read.feeds import BadEntry, Entry, Fields, read_feed

characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")
articles = st.lists(
    st.tuples(st.text(characters, min_size=1, max_size=9), st.text(characters, max_size=40)), max_size=6
)
FIELDS = Fields("text", "id")


def entries(data: bytes, name: str, fields: Fields = FIELDS) -> list[Entry | BadEntry]:
    return list(read_feed(BytesIO(data), name, fields))


@given(articles)
def test_json_lines_come_back_in_order(rows: list[tuple[str, str]]) -> None:
    lines = [json.dumps({"id": name, "n": 1, "text": text}) for name, text in rows]
    assert entries("\n".join(lines).encode(), "a.jsonl") == [Entry(*row) for row in rows]


@given(articles)
def test_csv_comes_back_in_order(rows: list[tuple[str, str]]) -> None:
    sheet = StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerows([("id", "n", "text"), *((name, 1, text) for name, text in rows)])
    assert entries(sheet.getvalue().encode("utf-8-sig"), "a.CSV") == [Entry(*row) for row in rows]


def test_without_an_id_the_line_is_the_name() -> None:
    assert entries(b'\n{"text": "5%"}\n', "a.ndjson", Fields("text")) == [Entry("a.ndjson:2", "5%")]
    assert entries(b'text\n"5\n%"\n', "a.csv", Fields("text")) == [Entry("a.csv:3", "5\n%")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b"\xff", "not valid UTF-8"),
        (b'{"id": 1}', "no field 'text' in this row, which has 'id'"),
        (b'{"text": "a", "url": 2}', "no field 'id' in this row, which has 'text', 'url'"),
        (b"{}", "which has none"),
        (b'{"id": 1, "text": 5}', "holds no text but 5"),
        (b'{"id": 1, "text": "\\ud800"}', "lone surrogate"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_row_is_told_by_its_line_and_the_others_are_read(line: bytes, message: str) -> None:
    bad, good = entries(line + b'\n{"id": "b", "text": "5%"}\n', "a.jsonl")
    assert isinstance(bad, BadEntry)
    assert bad.place == "a.jsonl:1"
    assert message in bad.message
    assert good == Entry("b", "5%")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"url,body\na,b\n", "no column 'text'; the columns are 'url', 'body'"),
        (b"", "no column 'text'; the columns are none"),
        (b"id,text\na,\xff\n", "not valid UTF-8"),
    ],
)
def test_a_bad_sheet_is_told_as_a_whole(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        entries(data, "a.csv")
