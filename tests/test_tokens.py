"""Tokens: whatever blanks a text has, they are what one pattern finds in it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from figtag import tokens
from figtag.tokens import Tokens

_TOKEN = re.compile(r"[^\W\d_¹²³¼-¾⁰⁴-⁹₀-₉⅐-⅞↉]+|\d+|\S")
_PARTS = ("mill", "Orla", "GW", "é", "5", "12", "٣", "²", "½", "’", "'", "-", "_", ".", "$", "\u0301", "\u200b")
_BLANKS = (" ", " ", " ", "  ", "\t", "\n", "\u00a0", "\x1c")
_texts = st.one_of(
    st.lists(st.sampled_from((*_PARTS, " ")), max_size=12).map("".join),
    st.lists(st.sampled_from((*_PARTS, *_BLANKS)), max_size=12).map("".join),
    st.text(max_size=60),
)


@given(_texts, st.integers(0, 8), st.integers(0, 8))
def test_tokens_are_what_the_pattern_finds(text: str, start: int, less: int) -> None:
    end = max(start, len(text) - less)
    found = Tokens.of(text, start, end)
    matches = list(_TOKEN.finditer(text[start:end]))
    assert found.starts == [start + match.start() for match in matches]
    assert found.ends == [start + match.end() for match in matches]
    assert found.words == [match.group().replace("’", "'") for match in matches]
    assert found.lower == [word.lower() for word in found.words]


def test_places_far_into_a_text() -> None:
    text = "5 lamps, " * 1000
    assert Tokens.of(text).starts == [match.start() for match in _TOKEN.finditer(text)]


def test_no_more_runs_and_words_are_known_than_allowed() -> None:
    for first in range(0, 200_000, 1000):
        Tokens.of(" ".join(f"w{number}" for number in range(first, first + 1000)))
    assert len(tokens._runs) <= tokens._MOST_RUNS + 1
    assert len(tokens._words) <= tokens._KNOWN + 2
    assert tokens._LONGEST < 100
    Tokens.of("9" * 100)
    assert "9" * 100 not in tokens._runs
    assert Tokens.of("Dan’s").words == ["Dan", "'", "s"]
