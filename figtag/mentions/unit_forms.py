"""The ways to write a unit, made from the unit rows once and found by their first token."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from msgspec import Struct

from figtag.patterns import lazy_re, lazy_regex
from figtag.tables import Tables, UnitRow
from figtag.tables.rows import Alone

COUNT = "count"
"""Kind of the nouns that are units only in a denominator (GPU, request, person)."""
TOKEN = lazy_regex(r"[^\W\d_]+|\d+|\S")
"""A run of letters, a run of digits, or a sign: what a form is found by."""
# The same where nothing but ASCII decides, at a quarter of the time: the two packages know other letters and marks.
_PLAIN_TOKEN = lazy_re(r"(?:[A-Za-z]++|[0-9]++)(?![^\x00-\x7f])|[!-/:-@\[-`{-~]")


def token_at(text: str, pos: int) -> str:
    """The token that begins at a place of a text; nothing at a blank or at the end.

    >>> token_at("5 km²", 2), token_at("5 km²", 1), token_at("5 naïve", 2)
    ('km', '', 'naïve')
    """
    if text[pos : pos + 1] in ("", " "):
        return ""
    found = _PLAIN_TOKEN.match(text, pos) or TOKEN.match(text, pos)
    return "" if found is None else found.group()


class Form(Struct, frozen=True, gc=False):
    """One way to write a unit."""

    unit: str
    """An expression of the Pint registry."""
    kind: str
    alone: Alone
    """Where it may stand by itself."""
    symbol: bool
    """True for a symbol, false for words."""


class Index(Struct):
    """The forms by their first token, longest first."""

    symbols: dict[str, list[tuple[str, Form]]] = {}
    words: dict[str, list[tuple[tuple[str, ...], Form]]] = {}
    before: dict[str, list[tuple[str, Form]]] = {}
    """By their last two characters, or the only one."""
    before_ends: frozenset[str] = frozenset()
    """The last characters of these."""
    grammar: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    """The phrases of each part of the family ``unit-grammar``, and what they say."""
    powers: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    """The phrases of the grammar that go before a length: ``square``."""
    scaled: dict[str, Form] = {}
    """Forms that go before others after a word of scale."""
    joints: frozenset[str] = frozenset()
    """The first words of denominators."""
    signs: frozenset[str] = frozenset()
    """What is no letter and begins a form."""
    joint_letters: frozenset[str] = frozenset()
    """The letters with which these begin."""


@functools.cache
def unit_index(tables: Tables) -> Index:
    """The forms of all units, and the phrases of their grammar."""
    index = Index()
    symbols: list[tuple[str, Form]] = []
    words: list[tuple[str, Form]] = []
    for row in tables.units:
        if row.alone is Alone.SCALED:
            index.scaled.update((say, Form(row.unit, row.kind, row.alone, False)) for say in row.words)
            continue
        symbol = Form(row.unit, row.kind, row.alone, True)
        word = Form(row.unit, row.kind, Alone.FREE if row.symbols else row.alone, False)
        symbols += ((sign, symbol) for sign in row.symbols)
        words += ((say, word) for say in row.words)
        for sign in row.before:
            index.before.setdefault(sign[-2:], []).append((sign, symbol))
    prefixes = [(row.say[0], row.value.split()) for row in tables.words.get("unit-prefix", ())]
    for row in tables.units:  # a form that a row spells out goes before one that a prefix makes
        symbols += _prefixed_symbols(row, prefixes)
        words += _prefixed_words(row, prefixes)
    index.before_ends = frozenset(end[-1] for end in index.before)
    _add_forms(index, symbols, words)
    _add_grammar(index, tables)
    return index


@functools.cache
def unit_starts(tables: Tables) -> frozenset[str]:
    """The first words of units, in lower case: those of what only stands below the line are left out."""
    index = unit_index(tables)
    counts = {first for first, forms in index.words.items() if len(forms) == 1 and forms[0][1].kind == COUNT}
    counts.difference_update(_tokens(phrase)[0] for phrase in index.scaled)
    symbols = (symbol.replace("’", "'").lower() for symbol in index.symbols)
    return frozenset((*(index.words.keys() - counts), *index.powers, *index.joints, *symbols))


def _add_forms(index: Index, symbols: Iterable[tuple[str, Form]], words: Iterable[tuple[str, Form]]) -> None:
    for sign, form in symbols:
        index.symbols.setdefault(_first(sign), []).append((sign, form))
    for say, form in words:
        tokens = _tokens(say)
        index.words.setdefault(tokens[0], []).append((tokens, form))
    index.signs = frozenset(first[0] for first in (*index.symbols, *index.words) if not first[0].isalpha())
    for forms in index.words.values():
        if len(forms) > 1:
            forms.sort(key=lambda option: -len(option[0]))
    for signs in (*index.symbols.values(), *index.before.values()):
        if len(signs) > 1:  # of equals, one that may stand alone goes first
            signs.sort(key=lambda option: (-len(option[0]), option[1].alone is Alone.NEVER))


def _add_grammar(index: Index, tables: Tables) -> None:
    for row in tables.words.get("unit-grammar", ()):
        part, _, value = row.value.partition(" ")
        phrases = index.grammar.setdefault(part, {})
        for say in row.say:
            tokens = _tokens(say)
            phrases.setdefault(tokens[0], []).append((tokens, value))
    for part_phrases in index.grammar.values():
        for options in part_phrases.values():
            options.sort(key=lambda option: -len(option[0]))
    index.joints = frozenset(word for part in ("by", "adverb", "per", "each") for word in index.grammar.get(part, ()))
    index.powers = index.grammar.get("power", {})
    index.joint_letters = frozenset(word[0] for word in index.joints)


def _prefixed_symbols(row: UnitRow, prefixes: list[tuple[str, list[str]]]) -> Iterator[tuple[str, Form]]:
    for name, signs in prefixes:
        if signs[0] in row.prefixes:
            form = Form(name + row.unit, row.kind, Alone.FREE, True)
            for symbol in row.symbols:
                for sign in signs:
                    yield sign + symbol, form


def _prefixed_words(row: UnitRow, prefixes: list[tuple[str, list[str]]]) -> Iterator[tuple[str, Form]]:
    """The words of a row with each prefix, which goes to the first unit of the expression."""
    for name, signs in prefixes:
        if signs[0] in row.prefixes:
            form = Form(name + row.unit, row.kind, Alone.FREE, False)
            for words in row.words:
                yield name + words, form


def _tokens(phrase: str) -> tuple[str, ...]:
    if phrase.isalpha():
        return (phrase.lower(),)
    phrase = phrase.replace("-", " ")
    if phrase.isascii() and phrase.replace(" ", "").isalpha():
        return tuple(phrase.lower().split())
    return tuple(token.lower() for token in TOKEN.findall(phrase))


def _first(symbol: str) -> str:
    if symbol.isalpha():
        return symbol
    return token_at(symbol, 0) or symbol
