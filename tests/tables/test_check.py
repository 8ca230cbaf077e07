"""The check of tables says in words what fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from figtag.tables import load_tables
from figtag.tables.check import check_row, check_tables
from figtag.tables.models import CueModel, UnitModel, WordModel

WHY = "A row made up for a test."


def unit(**changes) -> UnitModel:
    row = {
        "id": "time.minute",
        "unit": "minute",
        "kind": "time",
        "words": ("minute", "minutes"),
        "why": WHY,
        "yes": ({"text": "It took {5 minutes}.", "means": "5 minute"},),
        "no": ({"text": "Minutes later {5 km} were done.", "means": "5 kilometer"},),
    }
    return UnitModel.model_validate(row | changes)


def faults(row) -> str:
    return "\n".join(check_row(row, load_tables()))


def test_good_row() -> None:
    assert faults(unit()) == ""


@pytest.mark.parametrize(
    ("means", "same"),
    [
        ("300 second", True),
        ("5 minute", True),
        ("5 hour", False),
        ("5", False),
        ("4 minute", False),
        ("5.. minute", False),
        ("..5 minute", False),
        ("5 no_such_unit", False),
        ("5..6 minute", False),
        ("figure", True),
        ("date", False),
        ("minor", False),
        ("unsupported", True),
        ("sourced", False),
        ("nothing", False),
        ("whatever", False),
        ("--5 minute", False),
    ],
)
def test_meanings(means: str, same: bool) -> None:
    said = faults(unit(yes=({"text": "It took {5 minutes}.", "means": means},)))
    assert (said == "") == same


def test_what_was_read_is_said() -> None:
    said = faults(unit(yes=({"text": "It took {5 minutes}.", "means": "5 hour"},)))
    assert said.startswith("time.minute, yes 1, 'It took {5 minutes}.': '5 minutes' should read as 5 hour;")
    assert "5 minute" in said.partition(";")[2]


def test_span_is_exact() -> None:
    said = faults(unit(yes=({"text": "It took {5} minutes.", "means": "5 minute"},)))
    assert "should be one mention" in said
    assert "'5 minutes'" in said


def test_nothing_is_nothing() -> None:
    assert faults(unit(no=({"text": "A {minute} later.", "means": "nothing"},))) == ""


def test_unmarked_example() -> None:
    assert "marks no mention" in faults(unit(no=({"text": "A minute later.", "means": "nothing"},)))


def test_sentences() -> None:
    row = {
        "id": "word.dr",
        "say": ("dr.",),
        "value": "",
        "why": WHY,
        "no": ({"text": "One. Two.", "means": "2 sentences"},),
    }
    good = WordModel.model_validate(row | {"yes": ({"text": "A line without stops", "means": "1 sentence"},)})
    assert faults(good) == ""
    bad = WordModel.model_validate(row | {"yes": ({"text": "A line without stops", "means": "3 sentences"},)})
    assert "read as 1 sentences, not 3" in faults(bad)


def cue(**changes) -> CueModel:
    row = {
        "id": "estimate.none",
        "say": ("is weighed at",),
        "why": WHY,
        "yes": ("The load <<is weighed at>> {5 kg}.",),
        "no": ("It weighed {5 kg}.",),
    }
    return CueModel.model_validate(row | changes)


def test_cue_without_evidence() -> None:
    assert "should have 'is weighed at' as evidence of this row" in faults(cue())


def test_cue_whose_figure_is_none() -> None:
    assert "should be a figure" in faults(cue(yes=("The load <<is weighed at>> {the gate}.",)))


def test_example_without_marks_does_not_load() -> None:
    with pytest.raises(ValueError, match="mark the figure"):
        cue(yes=("The load is weighed at 5 kg.",))


TABLE = """
format = 1
family = "own"
gives = "estimate"

[[cue]]
id = "own.b"
say = ["one", "two", "three"]
why = "A row made up for a test."
yes = ["<<One>> {5 kg}.", "<<four>> {5 kg}."]
no = ["Of nothing {5 kg}."]

[[cue]]
id = "own.a"
say = ["could"]
why = "A row made up for a test."
yes = ["It <<could>> be {5 kg}."]
no = ["Could we {5 kg}?"]
"""


def test_laws_are_said(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TABLE, encoding="utf-8")
    said = "\n".join(check_tables(path, examples=False))
    assert "own.a: stands after own.b" in said
    assert "own.b: no yes shows 'two'" in said
    assert "own.b: the yes 'four 5 kg.' holds no phrase of the row" in said
    assert "own.b: the no 'of nothing 5 kg.' holds no word of the row" in said
    assert str(path) in said


def test_sorting_may_be_waived(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TABLE.replace('"own"\n', '"own"\nsorted = false\n', 1), encoding="utf-8")
    assert "stands after" not in "\n".join(check_tables(path, examples=False))


def test_a_file_that_does_not_load(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("format = 1", encoding="utf-8")
    (said,) = check_tables(path)
    assert str(path) in said
    (said,) = check_tables(tmp_path / "none.toml")
    assert "none.toml" in said
