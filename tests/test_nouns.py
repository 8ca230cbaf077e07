"""Words of a sentence by their classes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.labels import Role
from figtag.mentions import Mention
from figtag.nouns import _WORD, Line
from figtag.span import Span
from figtag.tables import load_tables

TABLES = load_tables()


def line(text: str) -> Line:
    """The words of a sentence in which one figure stands in braces."""
    before, _, rest = text.partition("{")
    figure, _, after = rest.partition("}")
    mentions = [(0, Mention(0, Span(len(before), len(before) + len(figure)), Role.FIGURE))] if figure else []
    whole = before + figure + after
    return Line(whole, Span(0, len(whole)), mentions, TABLES)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Prices rise {5%}.", "NVF."),
        ("A price rise of {5%}.", "DNNOF."),
        ("Acme reports {5}.", "NVF."),
        ("The reported loss was {5}.", "DNNVF."),
        ("The ticket cost him {5}.", "DNVRF."),
        ("The cost in total was {5}.", "DNINVF."),
        ("It was built, drawing {5 W}.", "RVV,GF."),
        ("The new pricing is {5}.", "DNNVF."),
        ("This also lifted sales.", "SBVN."),
        ("This price is {5}.", "DNVF."),
        ("In the US, we paid {5}.", "IDM,SVF."),
        ("An estimated {5} came.", "DBFV."),
        ("Cars such as Zephyrs cost {5}.", "NLLMVF."),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert "".join(line(text).kinds) == kinds


def test_phrases_end_at_small_words_and_verbs() -> None:
    words = line("The small price of Acme's lamps rose by {5}.")
    found = words.phrase_before(2)
    assert found is not None
    assert words.span(*found).of(words.text) == "small price"
    found = words.phrase_after(4)
    assert found is not None
    assert words.span(*found).of(words.text) == "Acme's lamps"
    assert words.phrase_before(0) is None


def test_an_owner_is_told_without_its_ending() -> None:
    words = line("GPT-5.5’s {5 ms} and Acme's {5}.")
    assert words.possessive[0]
    assert words.span(0, 0).of(words.text) == "GPT-5.5"


def test_parentheses_know_their_partner() -> None:
    words = line("Acme (of {5}) ) (")
    assert words.partner == {1: 4, 4: 1}
    assert words.paren == {3: 1}


@given(
    st.lists(st.text("aZé5.,'’-–(\0\1 \ñ", max_size=8), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from(["7", "9 kg", "X-5"]), st.sampled_from(Role)), min_size=4, max_size=4),
)
def test_what_stands_between_mentions_is_cut_as_if_it_stood_alone(
    runs: list[str], mentions: list[tuple[str, Role]]
) -> None:
    text = runs[0]
    numbered: list[tuple[int, Mention]] = []
    for run, (said, role) in zip(runs[1:], mentions, strict=False):
        numbered.append((len(numbered), Mention(0, Span(len(text), len(text) + len(said)), role)))
        text += said + run
    words = Line(text, Span(0, len(text)), numbered, TABLES)
    expected: list[tuple[int, int]] = []
    at = 0
    for _, mention in [*numbered, (0, Mention(0, Span(len(text), len(text)), Role.FIGURE))]:
        expected += [(match.start() + at, match.end() + at) for match in _WORD.finditer(text[at : mention.span.start])]
        at = mention.span.end
        if at < len(text) or mention.span.start < at:
            own = text[at : at + 2] in ("'s", "’s", "s'", "s’") and mention.role in (Role.NAME, Role.CODE)
            at += 2 * own
            expected.append((mention.span.start, at))
            at += text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha()
    assert list(zip(words.starts, words.ends, strict=True)) == expected
    assert list(words.mentions.values()) == [number for number, _ in numbered]
