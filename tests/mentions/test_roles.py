"""What holds for any text: roles are sorted, disjoint, inside the text, and found in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.document import BlockKind
from figtag.mentions.roles import find_roles
from figtag.tables import load_tables
from figtag.tokens import Tokens
from tests.mentions.roles import block_of
from tests.work import calls

WORDS = st.sampled_from(
    [
        *("in", "the", "May", "12", "2024", "1,000", "two", "third", "second", "Q4", "fiscal", "years", "ago", "last"),
        *("to", "and", "-", "–", "(", ")", "[1]", "Table", "GPT-5", "Claude", "4.7", "p", "95", "early", "end", "of"),
        *("3nm", "5G", "%", "$5", "#1", "No.", ".", ",", ":", "half", "quarter", "'", "s", "90s", "AD", "BC", "²"),
        *("CO₂", "½", "x1", "a.b/1", "http://x1", "me@1.x"),
    ]
)


@given(
    st.one_of(
        st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=9).map("".join)
    )
)
def test_roles_are_sorted_disjoint_and_within_the_text(text: str) -> None:
    for kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CODE):
        end = 0
        for span, _ in find_roles(block_of(text, kind), Tokens.of(text), load_tables()):
            assert end <= span.start < span.end <= len(text)
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()
            end = span.end


@pytest.mark.parametrize(
    "unit",
    [
        "7",
        "a1",
        "1.",
        "1,",
        "one ",
        "1-",
        "a-1-",
        "end of ",
        "(",
        "[1",
        "2024-",
        "Q1 ",
        "last 1 ",
        "a/1",
        "1:",
        "'",
        "²",
    ],
)
def test_work_grows_with_the_text_only(unit: str) -> None:
    _work(unit * 400)  # tables and patterns are compiled when they are first asked for
    assert _work(unit * 4_000) < 12 * _work(unit * 400) + 5_000


def _work(text: str) -> int:
    tokens = Tokens.of(text)
    return calls(lambda: find_roles(block_of(text), tokens, load_tables()))
