"""Things that a document marks as hypothetical, imaginary, rumoured or not existing, and where it speaks of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from msgspec import Struct

from figtag.document import Block, BlockKind, Document
from figtag.mentions import Mention
from figtag.nouns import Line
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import AnyPhrase, Tokens
from figtag.word_classes import (
    ABOUT,
    ADVERB,
    DEMONSTRATIVE,
    DETERMINER,
    LIKE,
    NAME,
    NOUN,
    PREPOSITION,
    RELATIVE,
    VERB,
    Grammar,
    grammar,
)


class Place(Struct, frozen=True, gc=False):
    """A run of a block's text."""

    block: int
    span: Span


class Entity(Struct, frozen=True, gc=False):
    """A named thing that the document marks as hypothetical, imaginary, rumoured or not existing."""

    name: str
    """Its name as first marked."""
    mark: Place
    """The words that mark it."""
    rule: str
    """The id of the row that found the mark."""


class _Marked(Struct, frozen=True, gc=False):
    """An entity, the words of its name (none when it has only a kind), and the noun that says what kind it is."""

    entity: Entity
    words: tuple[str, ...]
    kind: str | None


class _Row(Struct, frozen=True, gc=False):
    words: tuple[str, ...]
    value: str
    rule: str


class _Marks(Struct, frozen=True, gc=False):
    rows: Mapping[str, tuple[_Row, ...]]
    """By first word, the longest first."""
    phrases: AnyPhrase
    kinds: frozenset[str]
    """Nouns for kinds of things."""
    fitting: frozenset[str]
    """Nouns that may follow a name without another thing being meant: measures, kinds, "specs"."""


@cache
def _marks(tables: Tables) -> _Marks:
    rows: dict[str, list[_Row]] = {}
    for row in tables.words.get("unreal-mark", ()):
        for say in row.say if row.value != "kind" else ():
            words = tuple(say.split())
            rows.setdefault(words[0], []).append(_Row(words, row.value, row.id))
    generic = tables.words.get("generic-head", ())
    kinds = frozenset(say for row in generic if row.value == "entity" for say in row.say)
    kinds |= {say for row in tables.words.get("unreal-mark", ()) if row.value == "kind" for say in row.say}
    measures = frozenset(say for row in tables.words.get("measure", ()) for say in row.say)
    heads = frozenset(say for row in generic if row.value in ("corner", "heading") for say in row.say)
    return _Marks(
        {first: tuple(sorted(options, key=lambda row: -len(row.words))) for first, options in rows.items()},
        AnyPhrase(" ".join(row.words) for options in rows.values() for row in options),
        kinds,
        measures | kinds | heads,
    )


class Unreal:
    """The marked entities of one document."""

    __slots__ = ("_by_block", "_by_first", "_grammar", "_known", "_marks", "_sentences")

    def __init__(self, marked: list[_Marked], tables: Tables) -> None:
        self._marks = _marks(tables)
        self._grammar: Grammar = grammar(tables)
        self._known: dict[str, Entity | None] = {}
        self._by_first: dict[str, list[_Marked]] = {}
        self._by_block: dict[int, list[_Marked]] = {}
        self._sentences: dict[tuple[int, int], frozenset[str]] = {}
        names: set[tuple[str, ...]] = set()
        for one in marked:
            if one.words and one.words not in names:
                names.add(one.words)
                self._by_first.setdefault(one.words[0], []).append(one)
            here = self._by_block.setdefault(one.entity.mark.block, [])
            if one.kind is not None and len(here) < _MOST and all(one.kind != other.kind for other in here):
                here.append(one)

    def named(self, text: str | None) -> Entity | None:
        """The marked entity that a noun phrase names; None when the phrase is about something else."""
        if text is None:
            return None
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Entity | None:
        tokens = Tokens.of(text)
        for at, word in enumerate(tokens.lower):
            for one in self._by_first.get(word, ()):
                end = at + len(one.words)
                if tuple(tokens.lower[at:end]) == one.words and self._is_whole(tokens, at, end):
                    return one.entity
        return None

    def _is_whole(self, tokens: Tokens, at: int, end: int) -> bool:
        """``GPT-5`` is named by ``GPT-5's`` and ``GPT-5 latency``, neither by ``GPT-5.5`` nor by ``GPT-5 rivals``."""
        if at and tokens.ends[at - 1] == tokens.starts[at] and tokens.words[at - 1] in "-.‑":
            return False
        if end == len(tokens):
            return True
        after = tokens.words[end]
        if tokens.starts[end] == tokens.ends[end - 1]:
            glued = end + 1 < len(tokens) and tokens.starts[end + 1] == tokens.ends[end]
            if after[0].isalnum() or (after in "-.‑+" and glued):
                return False
        if after[0].isdecimal():
            return False
        if not after[0].isalnum():
            return True
        return not self._marks.fitting.isdisjoint(tokens.lower[end:])

    def in_block(self, document: Document, block: int, offset: int, entity: str | None) -> Entity | None:
        """The entity marked earlier in the same block that "a model" or "the town" of a figure's sentence stands for.

        A figure whose own subject has another name is none of it.
        """
        marked = self._by_block.get(block)
        if marked is None or (entity is not None and any(word[0].isupper() for word in entity.split()[1:])):
            return None
        if entity is not None and entity[:1].isupper() and " " not in entity:
            return None
        nouns = self._sentence(document, block, offset)
        for one in marked:
            kind = one.kind if one.entity.mark.span.start < offset else None
            if kind is not None and any(_same_kind(noun, kind) for noun in nouns):
                return one.entity
        return None

    def _sentence(self, document: Document, block: int, offset: int) -> frozenset[str]:
        """The words that stand right behind a determiner in the sentence of a figure."""
        sentences = document.sentences(block)
        at = max(bisect_left(sentences, offset + 1, key=lambda span: span.start) - 1, 0)
        key = block, at
        if key not in self._sentences:
            span = sentences[at]
            words = Tokens.of(document.blocks[block].text, span.start, span.end).lower
            classes = self._grammar.classes
            self._sentences[key] = frozenset(
                word for before, word in pairwise(words) if classes.get(before) in (DETERMINER, DEMONSTRATIVE)
            )
        return self._sentences[key]


_MOST = 50
"""Kinds of things that one block is asked for."""
_BEFORE_A_NAME = ABOUT + PREPOSITION + ADVERB + VERB + DETERMINER + RELATIVE
"""Classes of words that may stand between a thing and its name."""


def _same_kind(word: str, kind: str) -> bool:
    """True for a noun and its plural.

    >>> _same_kind("model", "models"), _same_kind("modelling", "model")
    (True, False)
    """
    short, long = sorted((word, kind), key=len)
    return len(short) > 2 and long.startswith(short) and len(long) - len(short) < 2


def find_unreal(document: Document, mentions: tuple[Mention, ...], tables: Tables) -> Unreal | None:
    """Every entity that the document marks as not actual; None where it marks none."""
    phrases = _marks(tables).phrases
    if not phrases.may_stand(document.words()):
        return None
    marked: list[_Marked] = []
    starts = [mention.block for mention in mentions]
    for block in document.blocks:
        if block.kind is not BlockKind.CODE and phrases.may_stand(frozenset(document.tokens(block.index).lower)):
            first = bisect_left(starts, block.index)
            last = bisect_left(starts, block.index + 1)
            numbered = list(enumerate(mentions[first:last], first))
            _in_block(document, block, numbered, tables, marked)
    return Unreal(marked, tables) if marked else None


def _in_block(
    document: Document, block: Block, numbered: list[tuple[int, Mention]], tables: Tables, marked: list[_Marked]
) -> None:
    at, marks, tokens = 0, _marks(tables), document.tokens(block.index)
    for sentence in document.sentences(block.index):
        inside = []
        while at < len(numbered) and numbered[at][1].span.start < sentence.end:
            inside.append(numbered[at])
            at += 1
        end = max(sentence.end, inside[-1][1].span.end) if inside else sentence.end
        if not marks.phrases.may_stand(frozenset(tokens.between(sentence.start, end).lower)):
            continue
        line = Line(block.text, Span(sentence.start, end), inside, tables)
        for i, word in enumerate(line.lower):
            for row in marks.rows.get(word, ()):
                stop = i + len(row.words)
                if tuple(line.lower[i:stop]) == row.words:
                    one = _bound(block, line, row, i, stop, marks)
                    if one is not None:
                        marked.append(one)
                        break


def _bound(block: Block, line: Line, row: _Row, start: int, stop: int, marks: _Marks) -> _Marked | None:
    """What a mark binds: a name, or a kind of thing, or nothing."""
    name: tuple[int, int] | None = None
    kind: str | None = None
    text: str | None = None
    if row.value == "before":
        if line.kinds[start] == VERB:
            # "Bell imagined Zephyr": a verb marks nothing.
            return None
        name, kind, text = _after_adjective(line, start, stop, marks)
    elif row.value == "inside":
        if not _is_remark(line, start, stop, marks):
            return None
        name = _name_before(line, start - 2)
        if name is None and block.kind is BlockKind.CELL and line.kinds[start - 2] in NOUN + NAME:
            name = line.phrase_before(start - 2)
    elif row.value == "after":
        last = start - 1
        while last >= 0 and line.kinds[last] in (RELATIVE, ","):
            last -= 1
        name = _name_before(line, last)
    else:
        name = _after_leak(line, stop, versioned=row.value == "rumour")
    if name is not None and text is None:
        text = line.said(*name)
    if text is None and kind is None:
        return None
    mark = Place(block.index, Span(line.starts[start], line.ends[stop - 1]))
    words = tuple(Tokens.of(text).lower) if text is not None else ()
    return _Marked(Entity(text or kind or "", mark, row.rule), words, kind)


def _name_from(line: Line, at: int) -> tuple[int, int] | None:
    last = at
    while last < len(line) and line.kinds[last] == NAME and last - at < 6:
        last += 1
        if line.possessive[last - 1]:
            break
    return (at, last - 1) if last > at else None


def _name_before(line: Line, at: int) -> tuple[int, int] | None:
    first = at
    while first >= 0 and line.kinds[first] == NAME and at - first < 6:
        first -= 1
    # The first word of a sentence, "Zephyr" in "Zephyr 5 does not exist", has a capital in any case.
    if first == 0 and line.kinds[0] == NOUN and line.text[line.starts[0]].isupper():
        glued = at > 0 and line.ends[0] == line.starts[1]
        first -= 0 if glued else 1
    return (first + 1, at) if first < at else None


def _has_digit(line: Line, name: tuple[int, int]) -> bool:
    return any(sign.isdecimal() for sign in line.said(*name))


def _after_adjective(
    line: Line, start: int, stop: int, marks: _Marks
) -> tuple[tuple[int, int] | None, str | None, str | None]:
    """What "hypothetical" binds: the name, the kind of thing, and the name as written when it goes on in lower case."""
    kinds, count = line.kinds, len(line)
    kind: str | None = None
    at = stop
    while at < count and kinds[at] == NOUN and at - stop < 4:
        kind = line.lower[at]
        at += 1
    name = _name_from(line, at) if at < count else None
    if name is not None:
        after = name[1] + 1
        if after < count and kinds[after] == NOUN and not line.possessive[name[1]]:
            # "a hypothetical Acme merger" is about the merger; "the rumored Acme car" about the car.
            if not _has_digit(line, name):
                if line.lower[after] not in marks.kinds:
                    return None, line.lower[after], None
                return name, None, line.text[line.starts[name[0]] : line.ends[after]]
            if line.lower[after] not in marks.fitting:
                return None, line.lower[after], None
        if kind is None:
            kind = _kind_before(line, start)
        return name, kind, None
    if kind in marks.kinds and (named := _before_apposition(line, start)) is not None:
        return named, kind, None
    if at < count and kinds[at] in (LIKE, ",", "(") and kind is not None:
        after = at + 1
        while after < count and kinds[after] in (DETERMINER, LIKE):
            after += 1
        name = _name_from(line, after) if after < count else None
        if name is not None:
            closed = name[1] + 1 >= count or kinds[name[1] + 1] in ",.;):"
            if kinds[at] == LIKE or (kind in marks.kinds and closed) or kinds[after - 1] == LIKE:
                return name, kind, None
    return None, kind, None


def _before_apposition(line: Line, start: int) -> tuple[int, int] | None:
    """The name in "Zephyr Z5, a rumoured phone": before the comma, the determiner and the mark."""
    at = start - 1
    while at >= 0 and line.kinds[at] == DETERMINER:
        at -= 1
    if at < 1 or at == start - 1 or line.kinds[at] not in (",", "("):
        return None
    return _name_before(line, at - 1)


def _kind_before(line: Line, start: int) -> str | None:
    """The kind of thing in "models like the hypothetical GPT-5.5"."""
    at = start - 1
    while at >= 0 and line.kinds[at] == DETERMINER:
        at -= 1
    if at > 0 and line.kinds[at] == LIKE and line.kinds[at - 1] == NOUN:
        return line.lower[at - 1]
    return None


def _is_remark(line: Line, start: int, stop: int, marks: _Marks) -> bool:
    """True when a word is a remark in parentheses: ``(Hip.)``, ``(hypothetical)``, ``(rumored target)``."""
    if start < 2 or line.kinds[start - 1] != "(":
        return False
    at = stop
    while at < len(line) and (line.kinds[at] == "." or line.lower[at] in marks.fitting) and at - stop < 3:
        at += 1
    return at < len(line) and line.kinds[at] == ")"


def _after_leak(line: Line, stop: int, *, versioned: bool) -> tuple[int, int] | None:
    """The name in "leaked specs of the Zephyr 5", "rumours suggest the Zephyr 5": after small words and verbs only."""
    at = stop
    while at < len(line) and at - stop < 4 and line.kinds[at] in _BEFORE_A_NAME:
        at += 1
    name = _name_from(line, at) if stop < at < len(line) else None
    return None if name is None or (versioned and not _has_digit(line, name)) else name
