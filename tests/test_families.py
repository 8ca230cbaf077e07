"""Phrases of many families in one walk: the same as those of each family by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from figtag.families import families
from figtag.families import rows_of_families as rows
from figtag.tables import load_tables
from figtag.tokens import Phrases, Tokens, words_of

ROWS = [(row[0], f"{row[1]} {end}".strip(), row[3]) for row in rows(load_tables()) for end in row[2]]
FAMILIES = sorted({family for family, _, _ in ROWS})
PHRASES = {name: Phrases((said, value) for family, said, value in ROWS if family == name) for name in FAMILIES}
WORDS = st.lists(st.sampled_from([words_of(said) for _, said, _ in ROWS]), max_size=8)


@given(WORDS, st.data())
def test_each_family_is_found_as_by_itself(phrases: list[list[str]], data: st.DataObject) -> None:
    words = [word for phrase in phrases for word in phrase]
    keep = data.draw(st.integers(0, len(words)))
    tokens = Tokens.of(" ".join(words[:keep] + words[keep + 1 :]))
    found = families(load_tables()).find(tokens.lower)
    for name, by_itself in PHRASES.items():
        alone = {at: by_itself.at(tokens, at) for at in range(len(tokens))}
        assert dict(found.get(name, {})) == {at: hit for at, hit in alone.items() if hit is not None}, name


def test_every_family_has_rows() -> None:
    assert {"cue", "reporting-verb", "author-verb", "lead", "talk", "statistic"} <= set(FAMILIES)
