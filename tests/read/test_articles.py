"""The labelled articles: every digit that a person labelled is in a block, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from figtag.read import read
from figtag.tables import load_tables
from tests.read.test_laws import check

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
ARTICLES = sorted(path for path in GOLD.glob("*/*") if path.suffix in (".txt", ".md", ".html"))


@pytest.mark.skipif(not ARTICLES, reason="the labelled articles are not here")
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_labelled_digits_are_seen(path: Path) -> None:
    document = read(path.read_bytes(), path.name, load_tables())
    check(document)
    source = document.source
    seen = {
        place
        for block in document.blocks
        for piece in block.pieces
        if piece.verbatim
        for place in range(piece.source.start, piece.source.end)
        if source[place].isdigit()
    }
    labelled = {
        place
        for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        for mention in [json.loads(line)]
        for place in range(mention["start"], mention["end"])
        if source[place].isdigit()
    }
    assert seen == labelled
