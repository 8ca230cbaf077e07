"""The articles to measure on: those of the project, and those beside the checkout when they are there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from figtag.document import Format
from figtag.read import SUFFIXES

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
BESIDE = ROOT / ".." / "shared"

MOST = 40_000
"""Characters that are taken of one set of texts, so that no set outweighs the articles."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text, its form, and where it comes from."""

    group: str
    name: str
    text: str
    format: Format

    @property
    def size(self) -> int:
        """Bytes as UTF-8."""
        return len(self.text.encode())


def load_articles(*, joined: bool = True) -> list[Article]:
    """All articles: ``seeds``, then ``gold`` and ``bench`` from beside the checkout when they are there.

    The short texts of a set of ``bench`` are one article unless they are wanted as they are.
    """
    found = [_article("seeds", path) for path in sorted(SEEDS.iterdir()) if path.suffix in SUFFIXES]
    gold = sorted((BESIDE / "gold").glob("*/*"))
    found += [_article("gold", path) for path in gold if path.suffix in SUFFIXES]
    found += _sets(joined=joined)
    return found


def _article(group: str, path: Path) -> Article:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    return Article(group, path.name, text, SUFFIXES[path.suffix])


def _sets(*, joined: bool) -> Iterator[Article]:
    """The texts of each set, as one article with a paragraph each or by themselves."""
    for path in sorted((BESIDE / "bench").glob("*.jsonl")):
        texts: list[str] = []
        length = 0
        for line in path.read_text(encoding="utf-8").splitlines():
            text = str(json.loads(line)["text"])
            length += len(text)
            if length > MOST and texts:
                break
            texts.append(text)
        for text in ["\n\n".join(texts)] if joined else texts:
            yield Article("bench", path.name, text, Format.TEXT)
