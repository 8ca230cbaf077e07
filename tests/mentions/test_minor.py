"""Counts that only organise the text, and small counts that are claims."""

from __future__ import annotations

import pytest

from figtag.document import Format
from figtag.labels import Role
from figtag.mentions.scan import find_mentions
from figtag.read import read_text
from figtag.tables import load_tables


def minor(text: str) -> list[str]:
    """The minor figures of a text, as written."""
    document = read_text(text, Format.MARKDOWN, load_tables())
    found = find_mentions(document, load_tables())
    return [m.span.of(document.blocks[m.block].text) for m in found if m.minor and m.role is Role.FIGURE]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("There are three main reasons for it.", ["three"]),
        ("It helps in two ways.", ["two"]),
        ("These two companies compete.", ["two"]),
        ("It is one of the best cities.", ["one"]),
        ("Here are the top 5 cities and the top ten towns.", ["5", "ten"]),
        ("One notable achievement was a bot.", ["One"]),
        ("It was a two-way race.", ["two"]),
        ("Cases per 100,000 people rose.", ["100,000"]),
        ("5 min read", ["5 min"]),
        ("Cards in rows, collected in 90m", ["90m"]),
        ("30-Second TL;DR", ["30-Second"]),
        ("# 7 Ways to Save", ["7"]),
        ("| Model | Per 1M |\n|---|---|\n| A | $15 |", ["1M"]),
        ("What $1 buys is clear.", ["$1"]),
        ("Two people died and three deaths followed.", []),
        ("Only one other asteroid came so near.", []),
        ("It has two cameras and sold 12 cars.", []),
        ("We have a limit of three per tree.", []),
        ("It costs $1 now and takes 5 min.", []),
    ],
)
def test_minor_figures(text: str, want: list[str]) -> None:
    assert minor(text) == want
