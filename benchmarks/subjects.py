"""How well figtag tells what figures are about, on the articles of ``seeds/`` and ``tests/gold/`` labelled for it.

``python -m benchmarks.subjects`` prints the table and writes it into docs/accuracy.md; ``--errors GROUP`` lists what
is wrong. What the fields mean is defined in docs/subjects.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tabulate import tabulate

import figtag
from benchmarks.articles import ROOT
from figtag.read import SUFFIXES
from figtag.tables import load_tables
from figtag.word_classes import ABOUT, PREPOSITION, grammar

PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- subjects: begin -->\n", "<!-- subjects: end -->\n"
FIELDS = ("subject", "property", "counted")
GOLD = ROOT / "tests" / "gold"
LABELLED = {
    "seeds": [path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in SUFFIXES],
    "articles": [
        GOLD / "articles" / name
        for name in (
            "brightwater-quarter.txt",
            "gpu-node-prices.md",
            "harbour-derby.txt",
            "lake-oriel.html",
            "lintel-release.md",
            "nap-study.html",
            "transit-poll.txt",
            "water-grant.txt",
        )
    ],
    "more": [
        GOLD / "more" / name for name in ("encyclopedia.html", "model-launch.md", "quarter.html", "town-budget.txt")
    ],
}
"""The articles whose figures are labelled with what they are about, by group."""

Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Fields of figures: how many are filled and right, filled, and filled in the gold."""

    right: int = 0
    right_head: int = 0
    said: int = 0
    wanted: int = 0

    def rates(self) -> tuple[float, float, float, float]:
        """Precision, recall, and both again where the head word is enough."""
        said, wanted = max(self.said, 1), max(self.wanted, 1)
        return self.right / said, self.right / wanted, self.right_head / said, self.right_head / wanted

    def f1(self) -> float:
        """The harmonic mean of precision and recall of exact answers."""
        return 2 * self.right / max(self.said + self.wanted, 1)

    def f1_head(self) -> float:
        """The same where the head word is enough."""
        return 2 * self.right_head / max(self.said + self.wanted, 1)


def gold_of(article: Path) -> list[Row]:
    """The counted figures of an article as labelled."""
    path = article.with_suffix(".json")
    path = path if path.exists() else article.parent / "gold" / path.name
    rows: list[Row] = json.loads(path.read_text("utf-8"))
    return [row for row in rows if row["role"] == "figure" and not row["minor"]]


def accepted(row: Row, field: str) -> list[str | None]:
    """The answers that a gold row accepts for a field, the best first."""
    value = row[field]
    return value if isinstance(value, list) else [value]


def pairs(article: Path) -> Iterator[tuple[Row, figtag.Mention | None]]:
    """Each gold row with the mention that covers most of it."""
    mentions = figtag.audit(article).mentions
    for row in gold_of(article):
        touching = [m for m in mentions if m.start < row["end"] and row["start"] < m.end]
        yield row, max(touching, key=lambda m: min(m.end, row["end"]) - max(m.start, row["start"]), default=None)


def exact(said: str, wanted: list[str | None]) -> bool:
    """True for an accepted answer, capitals and a variant in parentheses ("Revenue (2025)") aside.

    >>> exact("Revenue (2025)", ["revenue", None]), exact("net revenue", ["revenue"])
    (True, False)
    """
    bare = said.partition(" (")[0].casefold()
    return any(answer is not None and answer.casefold() in (said.casefold(), bare) for answer in wanted)


def head(phrase: str) -> str:
    """The head word of a noun phrase, in small letters and without the ending of a plural.

    >>> head("net margins of error"), head("Revenue (2025)")
    ('margin', 'revenue')
    """
    classes = grammar(load_tables()).classes
    words = phrase.partition(" (")[0].casefold().split()
    end = next((at for at, word in enumerate(words) if at and classes.get(word, "") in ABOUT + PREPOSITION), len(words))
    return words[end - 1].removesuffix("s") if words else ""


def same_head(said: str, wanted: list[str | None]) -> bool:
    """True when the head word is that of an accepted answer."""
    return exact(said, wanted) or any(answer is not None and head(answer) == head(said) for answer in wanted)


@cache
def scores(group: str) -> dict[str, Score]:
    """The score of each field on a group of articles."""
    found = {field: Score() for field in FIELDS}
    for article in LABELLED[group]:
        for row, mention in pairs(article):
            for field, score in found.items():
                _count(score, accepted(row, field), None if mention is None else getattr(mention, field))
    return found


def _count(score: Score, wanted: list[str | None], said: str | None) -> None:
    right = said is not None and exact(said, wanted)
    near = said is not None and same_head(said, wanted)
    score.right += right
    score.right_head += near
    score.said += said is not None
    # A field that may be empty is wanted only where it was filled well.
    score.wanted += None not in wanted or near


def errors(group: str) -> Iterator[str]:
    """A line for each field that is wrong, with what stands before the figure and behind it."""
    for article in LABELLED[group]:
        text = article.read_bytes().decode("utf-8")
        for row, mention in pairs(article):
            for field in FIELDS:
                said, wanted = None if mention is None else getattr(mention, field), accepted(row, field)
                if not (exact(said, wanted) if said is not None else None in wanted):
                    before, after = text[max(row["start"] - 70, 0) : row["start"]], text[row["end"] : row["end"] + 40]
                    place = f"{before}[{row['text']}]{after}".replace("\n", " ")
                    yield f"{field:9}{article.stem[:14]:15} said {said!r:28} wanted {wanted!r:40} {place}"


def table() -> str:
    """The table of the page."""
    rows = []
    for group, articles in LABELLED.items():
        figures = sum(len(gold_of(article)) for article in articles)
        for field, score in scores(group).items():
            rows.append([group, figures, field, *(f"{rate:.3f}" for rate in score.rates())])
    heads = ["set", "figures", "field", "precision", "recall", "precision, head word", "recall, head word"]
    return tabulate(rows, headers=heads, tablefmt="github", disable_numparse=True) + "\n"


def main() -> int:
    """Print the table and write it into the page, or list errors."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--errors", choices=LABELLED)
    group = options.parse_args().errors
    if group is not None:
        print("\n".join(errors(group)))
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")
    print(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
