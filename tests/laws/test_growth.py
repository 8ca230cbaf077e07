"""Work grows with the length of a text and no faster, also where many things of a block are asked for by each figure.

``python -m benchmarks.growth`` measures the same in time, on all texts of its list and up to any size.
"""

from __future__ import annotations

import pytest

import figtag
from benchmarks.growth import TEXTS
from tests.work import steps

PLACED = {
    "straight quotes": "every sentence asks for the quotations of its block",
    "footnotes": "every sentence asks for the marks of its block",
    "links": "every link of a sentence reaches every figure of it",
    "reference links apart": "every sentence asks for the links of its block",
    "source notes": "every note covers the paragraphs before it",
    "linked cells": "every link of a row reaches every figure of it",
    "cases": "every case of a list shows that the mild ones are cases too",
}
"""Texts of the benchmark by what was, or could be, done once too often in them."""


@pytest.mark.parametrize("name", PLACED)
def test_steps_grow_with_length_and_no_faster(name: str) -> None:
    text = TEXTS[name]

    def work(length: int) -> int:
        return steps(lambda: figtag.audit_text(text.make(length), text.format))

    work(100)
    assert work(16_000) < 5 * work(4_000)


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_of_the_benchmark_is_audited(name: str) -> None:
    text = TEXTS[name]
    made = text.make(2_000)
    assert 500 < len(made) < 7_000
    assert figtag.audit_text(made, text.format).document.text == made
