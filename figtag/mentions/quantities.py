"""Quantities made of several terms: ranges, tolerances, ratios, shares, compound durations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from figtag.mentions.afterthoughts import from_one, with_half
from figtag.mentions.compounds import compound
from figtag.mentions.joins import add_scales, name_money, parts, two_bounds
from figtag.mentions.lexicon import number_tables
from figtag.mentions.ranges import DASHES, number_range, tolerance
from figtag.mentions.ratios import fraction, rating, ratio, share
from figtag.mentions.terms import Reader, Term
from figtag.tables import Tables
from figtag.tokens import words_of

_Join = Callable[[Reader, Term], Term | None]
_JOINS: dict[_Join, str] = {
    parts: "-",
    with_half: "",
    tolerance: "",
    ratio: ":",
    rating: "/",
    fraction: "",
    share: "-",
    compound: "",
    two_bounds: "",
    number_range: DASHES + "(",
}
"""What makes more of a term, in the order in which it is asked, and the signs behind the term that lead to it."""
_AFTER_NUMBER = {"part": parts, "and": with_half, "among": share}
"""By the kind of the word of number that leads to it."""
_COMPOUND = (compound,)


def read_quantity(reader: Reader, index: int, floor: int) -> Term | None:
    """The quantity whose first number begins at a token, with nothing of it before ``floor``."""
    term = reader.term(index, floor)
    if term is None:
        return None
    if term.scale is not None or term.spoken is not None:
        add_scales(reader, term)
        name_money(reader, term, floor)
    if not (term.unit or term.kind):
        term = from_one(reader, term, floor)
    for join in _joins(reader, term):
        joined = join(reader, term)
        if joined is not None:
            return joined
    return term


def _joins(reader: Reader, term: Term) -> Sequence[_Join]:
    """The readers that may make more of a term, by the word behind it and by its unit; for most terms there is none."""
    tokens, numbers = reader.tokens, reader.numbers
    index = bisect_left(tokens.starts, term.end)
    if index >= len(tokens.lower):
        return ()
    word, compounded = tokens.lower[index], term.unit in numbers.compounds
    if not compounded and word in numbers.joints.firsts and numbers.joints.at(tokens, index, always=True) is None:
        return ()
    found = _by_word(reader.tables).get(word)
    if found is None:
        return _COMPOUND if compounded else ()
    return found[compounded]


@cache
def _by_word(tables: Tables) -> dict[str, tuple[Sequence[_Join], Sequence[_Join]]]:
    """The readers by the word or sign behind a term, for terms that are in no compound unit and those that are."""
    numbers = number_tables(tables)
    firsts: dict[_Join, set[str]] = {join: set(signs) for join, signs in _JOINS.items()}
    for entry in numbers.words:
        if entry.kind in _AFTER_NUMBER:
            firsts[_AFTER_NUMBER[entry.kind]].add(entry.words[0])
    firsts[tolerance].update(entry.words[0] for entry in numbers.before if entry.kind == "inside")
    firsts[tolerance].update(words_of(sign)[0] for sign in numbers.tolerances)
    for join, kinds in ((fraction, ("over",)), (two_bounds, ("both",)), (number_range, ("and", "to", "or"))):
        firsts[join].update(*(numbers.links[kind].firsts for kind in kinds))
    words = set[str]().union(*firsts.values())
    return {
        word: (
            tuple(join for join, known in firsts.items() if word in known),
            tuple(join for join, known in firsts.items() if word in known or join is compound),
        )
        for word in words
    }
