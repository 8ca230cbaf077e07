"""What ``figtag stats`` answers is what the audits say, by the same statements that the page on corpora shows."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import figtag
from figtag.cli import program
from figtag.cli.messages import BAD, OK
from figtag.corpus.folder import MANIFEST
from figtag.corpus.stats import QUESTIONS, sql
from figtag.records import plain
from tests.documents import ROOT, examples
from tests.test_cli import terminal

SENTENCES = (
    "The dam held 40 tons of sand.",
    "According to the Harbour Institute, rents rose 4.5%.",
    "The harbour institute said that rents rose 6%.",
    "It is estimated that the mill has 12 wheels.",
    "The mill could have 900 wheels.",
    "Sales fell to $5 million [there](https://www.ledger.example/5).",
    "There are three reasons for it.",
    "In 2019 nobody came.",
    "The pump draws 400 W.",
)
LABELS = tuple(label.value for label in figtag.Label)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(program, list(arguments))


def crawl() -> list[dict[str, Any]]:
    """Articles of three sites and two months, and of none."""
    return [
        {
            "url": f"https://s{number % 3}.example/{number}" if number % 7 else f"local-{number}",
            "day": f"2024-0{number % 2 + 1}-0{number % 9 + 1}" if number % 5 else None,
            "body": " ".join(SENTENCES[(number * step) % len(SENTENCES)] for step in range(1, 4)),
        }
        for number in range(30)
    ]


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a corpus as Parquet in several parts, and one as JSON Lines."""
    monkeypatch.chdir(tmp_path)
    Path("crawl.jsonl").write_text("".join(json.dumps(row) + "\n" for row in crawl()))
    for form in ("parquet", "jsonl"):
        chosen = ["--text-field", "body", "--id-field", "url", "--date-field", "day", "--part-size", "0.001"]
        assert run("corpus", "crawl.jsonl", *chosen, "-f", form, "-o", form, "-j", "1", "--all").exit_code == OK
    return tmp_path


def figures() -> list[tuple[dict[str, Any], figtag.Mention]]:
    """Each article with each of its figures."""
    return [(row, figure) for row in crawl() for figure in figtag.audit_bytes(row["body"].encode(), row["url"]).figures]


def site(row: dict[str, Any]) -> str | None:
    return row["url"].split("/")[2] if "//" in row["url"] else None


def asked(folder: str, question: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("stats", folder, question, "-f", "json").stdout)[question]
    return found


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_labels_are_counted_by_site_and_month(corpora: Path, form: str) -> None:
    groups: defaultdict[tuple[Any, Any], list[tuple[str, str]]] = defaultdict(list)
    for row, figure in figures():
        assert figure.label is not None
        groups[site(row), row["day"] and row["day"][:7]].append((row["url"], figure.label.value))
    found = asked(form, "labels")
    assert len(found) == len(groups) > 8
    for one in found:
        here = groups[one["site"], one["month"]]
        assert one["figures"] == len(here)
        assert one["articles"] == len({url for url, _ in here})
        shares = Counter(label for _, label in here)
        assert {label: one[label] for label in LABELS} == {
            label: round(shares[label] / len(here), 4) for label in LABELS
        }


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_repeated_figures_are_those_of_several_articles(corpora: Path, form: str) -> None:
    groups: defaultdict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row, figure in figures():
        about = figure.property or figure.counted
        if figure.label == "unsupported" and about:
            low, high = (None if bound is None else plain(bound) for bound in (figure.low, figure.high))
            groups[low, high, figure.unit, about.lower()].add(row["url"])
    repeated = {key: len(urls) for key, urls in groups.items() if len(urls) > 1}
    found = asked(form, "repeated")
    assert {(one["low"], one["high"], one["unit"], one["property"]): one["articles"] for one in found} == repeated
    assert [one["articles"] for one in found] == sorted(repeated.values(), reverse=True)
    assert "40 tons" in {one["figure"] for one in found}


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_sources_are_told_by_name_or_host(corpora: Path, form: str) -> None:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for row, figure in figures():
        if figure.label == "sourced":
            assert figure.source is not None
            groups[(figure.source.name or "ledger.example").lower()].add(row["url"])
    found = asked(form, "sources")
    assert {one["source"].lower(): one["articles"] for one in found} == {
        name: len(urls) for name, urls in groups.items()
    }
    assert any("harbour institute" in name for name in groups)


def test_the_statements_of_the_page_give_the_same_in_duckdb(corpora: Path) -> None:
    shown = [example.body for example in examples(ROOT / "docs" / "corpus.md") if example.language == "sql"]
    assert shown == [sql(question) for question in QUESTIONS]
    duckdb.sql("CREATE OR REPLACE VIEW figures AS FROM read_parquet('parquet/part-*.parquet')")
    for question, statement in zip(QUESTIONS, shown, strict=True):
        found = duckdb.sql(statement)
        rows = [dict(zip(found.columns, map(str, row), strict=True)) for row in found.fetchall()]
        said = asked("parquet", question)
        assert rows == [{name: str(value) for name, value in one.items()} for one in said]
        assert said == asked("jsonl", question)


def test_csv_is_one_table(corpora: Path) -> None:
    rows = list(csv.DictReader(run("stats", "parquet", "sources", "-f", "csv").stdout.splitlines()))
    assert rows == [
        {name: "" if value is None else str(value) for name, value in one.items()}
        for one in asked("parquet", "sources")
    ]
    result = run("stats", "parquet", "-f", "csv")
    assert result.exit_code == BAD
    assert "csv holds one table; name labels, repeated or sources." in result.stderr


def test_a_table_shows_all_three_and_no_more_rows_than_asked_for(corpora: Path) -> None:
    shown = run("stats", "parquet", "--limit", "2").stdout
    parts = shown.split("\n\n")
    assert [title for title in parts if "\n" not in title] == list(QUESTIONS.values())
    assert [len(table.rstrip().splitlines()) for table in parts if "\n" in table] == [4, 4, 4]
    assert max(map(len, terminal("stats", "parquet", columns=60).splitlines())) <= 60


def test_a_corpus_without_figures_has_nothing_to_tell(corpora: Path) -> None:
    Path("none.jsonl").write_text('{"text": "No number."}\n')
    run("corpus", "none.jsonl", "-o", "none")
    assert run("stats", "none").stdout.count("None.") == 3
    assert json.loads(run("stats", "none", "-f", "json").stdout) == {"labels": [], "repeated": [], "sources": []}


def test_an_unfinished_corpus_is_said_to_be_one(corpora: Path) -> None:
    path = Path("parquet", MANIFEST)
    kept = json.loads(path.read_bytes())
    path.write_text(json.dumps({**kept, "finished": False, "parts": kept["parts"][:1], "articles": 11}))
    result = run("stats", "parquet", "labels")
    assert result.exit_code == OK
    assert result.stderr == "figtag: parquet: not finished; this is of its first 11 articles\n"
    path.write_text(json.dumps({**kept, "finished": False, "parts": []}))
    assert "holds no part yet" in run("stats", "parquet").stderr


@pytest.mark.parametrize("folder", ["gone", "."])
def test_a_folder_that_is_no_corpus_is_told(corpora: Path, folder: str) -> None:
    result = run("stats", folder)
    assert result.exit_code == BAD
    assert result.stderr == f"figtag: {folder} holds no corpus; figtag corpus writes one\n"


def test_a_damaged_part_is_told_without_a_traceback(corpora: Path) -> None:
    Path("parquet/part-000000.parquet").write_bytes(b"PAR1")
    result = run("stats", "parquet")
    assert result.exit_code == BAD
    assert result.stderr.count("\n") == 1
    assert "part-000000.parquet" in result.stderr
