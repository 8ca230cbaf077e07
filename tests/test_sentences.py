"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.read import sentence_rules
from figtag.sentences import split_sentences
from figtag.tables import load_tables


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text, sentence_rules(load_tables()))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Van-5.5 costs $15/M km in the U.S. Midwest vs. Europe.",
        "It closes at 5 p.m. Eastern time, approx. 3 hours later.",
        "The bank J. P. Reyes and Donald J. Bell bought Alder Inc. Logistics.",
        "See https://a.org/X.Yz and Booking.com or Node.js, No. 5, fig. 3 and p. 7.",
        "1. Cost is 5% (est.) of the total",
        "Reyes et al. (2020) found $.5 and 3.5.",
        "He asked “why?” and left with 5 vans.",
        "It is ... well, 5.",
        "Sales on Feb. 14, 2046, were 5.",
        "Yahoo! Finance says 5.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("only one in 63,000.That means", ["only one in 63,000.", "That means"]),
        ('causes."[1][2] Adding to it, 5.[^w] So', ['causes."[1][2]', "Adding to it, 5.[^w]", "So"]),
        ("They sell in the U.S. The price is 5.", ["They sell in the U.S.", "The price is 5."]),
        ("It rose 5%. iPhone sales fell!", ["It rose 5%.", "iPhone sales fell!"]),
        ("“We sold 5.” Then it rained… Now?", ["“We sold 5.”", "Then it rained…", "Now?"]),
        ("It cost $1.2 billion. 2019 was better.", ["It cost $1.2 billion.", "2019 was better."]),
        ("年は5年。次は6年。", ["年は5年。", "次は6年。"]),
        ("Sold 5 (See table A-1.) The rest went.", ["Sold 5 (See table A-1.)", "The rest went."]),
        ("It grew.¹ It fell.", ["It grew.¹", "It fell."]),
    ],
)
def test_several_sentences(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(st.sampled_from("aB 5.!?…\"')]([1^。 ⁴\u00a0")))
def test_sentences_cover_the_text_but_for_blanks(text: str) -> None:
    spans = split_sentences(text, sentence_rules(load_tables()))
    at = 0
    for span in spans:
        assert span.start < span.end
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()
