"""Laws of the walk: every digit in exactly one mention, mentions in order and disjoint, linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.document import BlockKind
from figtag.labels import Role
from figtag.mentions.scan import is_digit
from tests.mentions.test_quantities import mentions
from tests.work import calls

PIECES = (
    *("1", "2", "10", "100", "2024", "1,000", ".5", "½", "²", "₂", "٣", "$", "€", "US$", "-", "–", "−", "+", "±", "~"),
    *("<", "≥", "%", ",", ".", "/", ":", "x", "×", "K", "M", "m", "bn", "million", "thousand", "tokens", "GPUs", "to"),
    *("and", "or", "from", "between", "of", "in", "out of", "one", "half", "a", "third", "quarters", "dozens", "multi"),
    *(
        "per",
        "month",
        "years",
        "old",
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        "e",
        "^",
        "10^",
        "s",
        "th",
        "GB",
        "up",
        "more than",
    ),
    *(
        "or more",
        "point",
        "minus",
        "plus or minus",
        "aged",
        "factor of",
        "H100",
        "Q4",
        "No.",
        "#",
        "é",
        "中",
        "三",
        "①",
    ),
)
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)
kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CODE])


@given(texts, kinds)
def test_every_digit_is_in_exactly_one_mention(text: str, kind: BlockKind) -> None:
    found = mentions(text, kind)
    end = 0
    covered: set[int] = set()
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text) == mention.span.of(text).strip()
        assert (mention.role is Role.FIGURE) or mention.low is mention.high is None
        end = mention.span.end
        covered.update(range(mention.span.start, end))
    assert {at for at, sign in enumerate(text) if is_digit(sign)} <= covered


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1-", "1,000,", "million ", "up to ", "$1 ", "1 to ", "1, ", "one hundred and ", "~", "1/2 ", "1 and "],
)
def test_work_grows_with_the_length(piece: str) -> None:
    def work(length: int) -> int:
        text = piece * (length // len(piece))
        return calls(lambda: mentions(text))

    work(1000)
    assert work(16_000) < 5.5 * work(4_000) + 5_000
