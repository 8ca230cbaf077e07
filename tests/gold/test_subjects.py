"""What figures are about, against the articles labelled for it (docs/subjects.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.subjects import LABELLED, Score, accepted, exact, gold_of, head, same_head, scores

FLOORS = {
    "articles": {"subject": (0.93, 0.93), "property": (0.94, 0.95), "counted": (0.94, 0.96)},
    "more": {"subject": (0.83, 0.84), "property": (0.84, 0.84), "counted": (0.96, 0.96)},
}
"""F1 of exact answers and of head words, by group and field."""


@pytest.mark.parametrize(
    ("group", "field", "floors"),
    [(group, field, floors) for group, fields in FLOORS.items() for field, floors in fields.items()],
)
def test_figtag_keeps_its_floor(group: str, field: str, floors: tuple[float, float]) -> None:
    score = scores(group)[field]
    assert (score.f1() >= floors[0], score.f1_head() >= floors[1]) == (True, True), (score.f1(), score.f1_head())


def test_the_labelled_articles_are_many_enough() -> None:
    figures = {group: sum(len(gold_of(article)) for article in articles) for group, articles in LABELLED.items()}
    assert figures == {"seeds": 40, "articles": 264, "more": 128}


@pytest.mark.parametrize("article", [path for paths in LABELLED.values() for path in paths], ids=lambda path: path.stem)
def test_an_answer_fills_one_field(article: Path) -> None:
    for row in gold_of(article):
        subject, measured = accepted(row, "subject")[0], accepted(row, "property")[0]
        assert subject is None or subject != measured or None in accepted(row, "property"), row
        bare = row["unit"] == "" or row["unit"].startswith("1 /")
        assert bare or None in accepted(row, "counted"), row


def test_what_is_right() -> None:
    assert exact("Net revenue (2025)", ["net revenue"])
    assert not exact("revenue", ["net revenue"])
    assert same_head("revenue", [None, "net revenues of the year"])
    assert not same_head("net", ["net revenue"])
    assert head("") == ""
    assert Score(right=1, right_head=2, said=2, wanted=4).rates() == (0.5, 0.25, 1.0, 0.5)
