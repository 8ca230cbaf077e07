"""Pieces that wait come back as they were, in memory and on disk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from figtag.report.later import Later

TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(st.lists(TEXT), st.integers(1, 40))
def test_pieces_come_back_in_order_however_few_are_held(pieces: list[str], held: int) -> None:
    with Later(held) as later:
        for piece in pieces:
            later.add(piece)
        assert "".join(later) == "".join(pieces)


@given(st.lists(TEXT, min_size=1))
def test_more_can_be_added_after_they_were_read(pieces: list[str]) -> None:
    with Later(2) as later:
        for number, piece in enumerate(pieces, 1):
            later.add(piece)
            assert "".join(later) == "".join(pieces[:number])


def test_line_ends_stay_what_they_are() -> None:
    with Later(1) as later:
        for piece in ("one\r\n", "two\r", "three\n"):
            later.add(piece)
        assert "".join(later) == "one\r\ntwo\rthree\n"
