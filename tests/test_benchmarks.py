"""One run of the benchmarks on a tiny article, and the tables of accuracy from what scorers say."""

from __future__ import annotations

import json
import sys

import pytest

from benchmarks import accuracy, budget, corpus, growth, jobs, kinds, scale, startup
from benchmarks.__main__ import main
from benchmarks.articles import Article
from figtag.document import Format
from figtag.tables import load_tables

BOARD = """\
labels dev      end-to-end F1 0.900 | figures P 0.910 R 0.920 F1 0.915 | roles 0.930 | label accuracy 0.8 (lenient 0.9)
    {'sourced': [0.5, 0.6, 0.55]} {'sourced->unsupported': 3}
labels seed     end-to-end F1 0.990 | figures P 1.000 R 0.980 F1 0.990
cqe-age          value+unit      97.5   best other 93.3 Somebody
attributed, end-to-end               n=12    P 0.890  R 0.676  F1 0.768  accuracy 0.824
source, all sources                  n=9     given 9  head-token match 7  rate 0.778 (of given 0.778)
"""


def test_a_tiny_run(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    article, result = tmp_path / "tiny.txt", tmp_path / "result.json"
    article.write_text("The chip draws 400 W.\n", encoding="utf-8")
    assert (
        main(["--text", str(article), "--rounds", "1", "--starts", "1", "--no-quantulum3", "--json", str(result)]) == 0
    )
    said = capsys.readouterr().out
    assert "figtag" in said
    assert "python -c pass" in said
    kept = json.loads(result.read_text(encoding="utf-8"))
    assert {one["found"] for one in kept["throughput"]} == {1}
    assert {"figtag --help", "figtag audit -f table", "figtag audit -f json"} <= {
        one["command"] for one in kept["startup"]
    }


SNIPS = """
class BuiltinEntityParser:
    @classmethod
    def build(cls, language):
        return cls()

    def parse(self, text, scope):
        return text.split()
"""


def test_snips_is_measured_under_another_interpreter(
    tmp_path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "tiny.txt"
    article.write_text("The chip draws “400 W”.\n", encoding="utf-8")
    command = ["--text", str(article), "--rounds", "1", "--starts", "0", "--no-quantulum3", "--snips", sys.executable]
    assert main(command) == 0
    assert "snips is left out: pip install snips-nlu-parsers" in capsys.readouterr().err
    (tmp_path / "snips_nlu_parsers.py").write_text(SNIPS, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert main(command) == 0
    (row,) = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("snips")]
    assert row[-2:] == ["5", "0"]


def test_the_starts_of_another_environment(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    other.chmod(0o755)
    assert startup.main(["--rounds", "1", "--python", str(other), "--form", "csv"]) == 0
    said = capsys.readouterr().out
    assert str(other) in said
    assert "figtag audit -f csv" in said
    assert "-f table" not in said


def test_a_budget_names_every_step(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("text", "tiny.txt", "The chip draws 400 W. It is black.\n", Format.TEXT)
    monkeypatch.setattr(budget, "load_articles", lambda: [article])
    assert budget.main(["--rounds", "1"]) == 0
    said = capsys.readouterr().out
    assert "1 figures; 1 sentences without a number" in said
    assert all(step in said for step in budget.STEPS)
    assert budget.plain_part(article, load_tables()).text == "It is black."


def test_a_tiny_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert corpus.main(["--mb", "0.001", "--jobs", "1"]) == 0
    rows = [line.split("  ") for line in capsys.readouterr().out.splitlines()[4:]]
    assert [row[0] for row in rows] == ["audits in one process", "figtag corpus --jobs 1"]


def test_tables_show_all_texts_beside_their_halves() -> None:
    labels, by_label, quantities, attribution, sources = accuracy.tables(
        {"dev": BOARD, "first half": BOARD.replace("97.5", "98.5").replace("0.900", "0.901")}
    )
    assert "| figure found with the right label, F1      | 0.900 | 0.901        | 0.990  |" in labels
    assert "| sourced       | 0.5         | 0.6      | 0.55 |" in by_label
    assert "| cqe-age          | value+unit | 97.5  | 98.5         | 93.3 Somebody" in quantities
    assert "| attributed, end-to-end | first half | 12" in attribution
    assert "| all sources                   | dev        | 9         | 0.778  |" in sources


def test_kinds_stand_by_part_and_by_how_often_they_came() -> None:
    before = kinds.Kinds({("b", "rare"): 1, ("b", "often"): 5, ("a", "mended"): 2})
    after = kinds.Kinds({("b", "often"): 4, ("b", "new"): 3})
    rows = [line.strip("| ").replace(" ", "") for line in kinds.kinds_table(after, before).splitlines()[2:]]
    assert rows == ["b|often|5|4", "b|new|0|3", "b|rare|1|0", "a|mended|2|0"]


def test_without_the_sets_nothing_is_written(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(kinds, "EVAL", tmp_path / "none")
    monkeypatch.setattr(accuracy, "BOARD", tmp_path / "none" / "board.py")
    page = accuracy.PAGE.read_text(encoding="utf-8")
    assert kinds.main([]) == 1
    assert accuracy.main() == 1
    assert "is not there" in capsys.readouterr().err
    assert accuracy.PAGE.read_text(encoding="utf-8") == page


def test_growth_is_measured_in_a_process_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert growth.main(["one figure a line", "--most", "0.005"]) == 0
    row = capsys.readouterr().out.splitlines()[-1].split()
    assert row[:5] == ["one", "figure", "a", "line", "text"]
    assert all(float(value) >= 0 for value in row[5:])


def test_a_text_that_takes_too_long_is_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert growth.main(["digits", "--most", "0.01", "--patience", "0.001"]) == 0
    assert "too slow" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        growth.main(["no such text"])
    assert "no such text" in capsys.readouterr().err


def test_the_peak_of_a_run_is_that_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "ARTICLES", (2,))
    monkeypatch.setattr(growth, "FORMS", ("csv",))
    (row,) = growth.feed_rows()
    assert row[:2] == ("csv", "2")
    assert all(10 < float(peak) < 500 for peak in row[3:])


def test_the_cost_of_engines_and_of_a_crawl(capsys: pytest.CaptureFixture[str]) -> None:
    assert scale.main(["--mb", "0.01", "--rounds", "1", "--engine", "one process"]) == 0
    said = capsys.readouterr().out
    assert "| audit_batch in one process    |" in said
    assert "| figtag corpus, in one process |" in said
    assert "| 1 TB of text" in said


def test_the_gain_of_processes(capsys: pytest.CaptureFixture[str]) -> None:
    assert jobs.main(["--size", "0.01", "--rounds", "1", "--form", "jsonl"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("jsonl ")
