"""Numbers that say neither how much nor how many: dates, names, positions, numbers of the document, code.

They are found before quantities are read, so that the reader of quantities sees only what is left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count

from figtag.document import Block, BlockKind
from figtag.labels import Role
from figtag.mentions import codes, lapses, names, series, structure
from figtag.mentions.digits import (
    ADDRESS,
    DATE,
    INLINE,
    PHRASE,
    AtDigits,
    Found,
    Reader,
    bounded,
    read_ordinal,
    simple,
)
from figtag.mentions.lexicon import number_tables
from figtag.mentions.months import DASHES
from figtag.mentions.vocabulary import Scan, vocabulary
from figtag.mentions.years import HYPHENS
from figtag.patterns import lazy_regex
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Tokens, first_word, words_of

_HAS_DIGIT = lazy_regex(r"[\p{Nd}\p{No}]")
_CODE_WORD = lazy_regex(r"[^\s\x1c-\x1f()\[\]{}<>;\"'`=]+")
_CODE_TRAIL = frozenset(".,:")
_GLUED_KEY = lazy_regex(r"[A-Z][a-z]+(?=[A-Z]{2,}[-‑]?\d)")
_JOINTS = frozenset("-–.,^+")
_MOST_WORDS = 1 << 16
"""For so many words it is known at once what is read at them."""
_MOST_LETTERS = 2
"""So many letters may begin the number after a reference: ``Table A-1``."""


def look_up(tokens: Tokens, tables: Tables) -> Asked:
    """What is read at each token, and the tokens at which something is."""
    return _readers(tables).look_up(tokens)


def find_roles(block: Block, tokens: Tokens, tables: Tables, asked: Asked | None = None) -> list[tuple[Span, Role]]:
    """Sorted disjoint spans of the block's text that are date, name, ordinal, structure or code.

    ``asked`` is what :func:`look_up` gives, where it was asked before.

    >>> from figtag.document import Piece
    >>> from figtag.tables import load_tables
    >>> text = "GPT-5.5 came first in Q4 2026."
    >>> block = Block(0, BlockKind.PARAGRAPH, text, (Piece(Span(0, len(text)), Span(0, len(text))),))
    >>> [(span.of(text), role.value) for span, role in find_roles(block, Tokens.of(text), load_tables())]
    [('GPT-5.5', 'name'), ('first', 'ordinal'), ('Q4 2026', 'date')]
    """
    if block.kind is BlockKind.CODE:
        return [(span, Role.CODE) for span in _code(block.text, Span(0, len(block.text)))]
    asked = look_up(tokens, tables) if asked is None else asked
    fixed = _fixed(block) if block.code or block.marks else []
    found = _find(Scan(block, tokens, tables), asked, fixed) if asked[1] else []
    if found and block.kind is BlockKind.ITEM:
        found[0] = _cut_key(block.text, *found[0])
    return sorted([*_outside(found, fixed), *fixed]) if fixed else found


def _fixed(block: Block) -> list[tuple[Span, Role]]:
    """Code inside the text, and marks with a digit."""
    fixed = [(span, Role.CODE) for run in block.code for span in _code(block.text, run)]
    fixed.extend((mark.span, Role.STRUCTURE) for mark in block.marks if _HAS_DIGIT.search(mark.span.of(block.text)))
    fixed.sort()
    return fixed


def _outside(found: list[tuple[Span, Role]], fixed: list[tuple[Span, Role]]) -> Iterator[tuple[Span, Role]]:
    """What is found, cut where a mark or code is glued to it."""
    for span, role in found:
        place = bisect_right(fixed, span.start, key=lambda claim: claim[0].end)
        start = fixed[place][0].start if place < len(fixed) else span.end
        if start > span.start:
            yield Span(span.start, min(span.end, start)), role


def _cut_key(text: str, span: Span, role: Role) -> tuple[Span, Role]:
    """A name without the key of a card that is glued to it: ``ModelGPT-5.5``."""
    glued = _GLUED_KEY.match(text, 0, span.end) if span.start == 0 and role is Role.NAME else None
    return (Span(glued.end(), span.end), role) if glued is not None else (span, role)


def _code(text: str, run: Span) -> list[Span]:
    """Each run of visible characters with a digit in it, in a run of code."""
    found = []
    for match in _CODE_WORD.finditer(text, run.start, run.end):
        if _HAS_DIGIT.search(match.group()):
            end = match.end()
            while text[end - 1] in _CODE_TRAIL:
                end -= 1
            found.append(Span(match.start(), end))
    return found


def _find(scan: Scan, asked: Asked, fixed: list[tuple[Span, Role]]) -> list[tuple[Span, Role]]:
    """What is found outside what is known already."""
    starts, ends = scan.starts, scan.ends
    out: list[tuple[Span, Role]] = []
    holes = iter([span for span, _ in fixed])
    hole = next(holes, None)
    begin = floor = 0
    words, places = asked
    for index in places:
        at = words[index]
        if index < begin or at is _NUMBER or at is None:
            continue
        while hole is not None and hole.end <= starts[index]:
            hole = next(holes, None)
        if hole is not None and ends[index] > hole.start:
            begin = floor = scan.at(index, hole.end)
            continue
        readers = at.readers(scan, index)
        digits = at.__class__ is AtDigits
        if not index and (digits or scan.words[0] in _OPENS):
            readers = (_opening, *readers)
        for (first, last), role in _read(scan, index, floor, readers) if readers else ():
            if first < floor or (hole is not None and ends[last - 1] > hole.start):
                break
            out.append((Span(starts[first], ends[last - 1]), role))
            floor = last
        begin = max(index + 1, floor)
        if floor < begin and digits and scan.glued(begin):
            begin = _past_amount(scan, begin)
    return out


def _read(scan: Scan, index: int, floor: int, readers: tuple[Reader, ...]) -> list[Found]:
    for reader in readers:
        found = reader(scan, index, floor)
        if found:
            return found
    return []


def _past_amount(scan: Scan, index: int) -> int:
    """The token after the run that a number begins: the 9 of ``10^9`` or the 1 of ``200K-1M`` starts nothing new."""
    while scan.glued(index) and (scan.words[index].isalnum() or scan.words[index] in _JOINTS):
        if scan.words[index].isalpha() and scan.glued(index + 1) and scan.words[index + 1] in "/:":
            return index + 1
        index += 1
    return index


def _opening(scan: Scan, index: int, floor: int) -> list[Found]:
    """The number with which a heading, list item, question or answer begins."""
    asks = scan.words[0] in _ASKS
    found = structure.read_question(scan) if asks else structure.read_number_at_start(scan)
    return [] if found is None else [(found, Role.STRUCTURE)]


def _references(scan: Scan, index: int, floor: int) -> list[Found]:
    return [(found, Role.STRUCTURE) for found in structure.read_reference(scan, index)]


def _series(scan: Scan, index: int, floor: int) -> list[Found]:
    return series.read_series(scan, index)


def _lapse(scan: Scan, index: int, floor: int) -> list[Found]:
    end = lapses.lapse(scan, index, vocabulary(scan.tables, "date-word"))
    return [] if end is None else [((index, end), Role.DATE)]


_ASKS = frozenset("QA")
_OPENS = frozenset("QA[(")
_DIGITS, _LETTERS = "0", "A"
"""What follows a word: any digits; letters before a number."""
_RAISED = (simple(Role.STRUCTURE, structure.read_raised), bounded(Role.NAME, names.read_lowered))

_Follows = frozenset[str] | None
"""What follows a phrase of one word where its reader finds something; nothing when anything may."""


def _rows(tables: Tables) -> Iterator[tuple[Reader, Sequence[str], _Follows]]:
    """The readers of words in the order in which they are asked."""
    date, name = vocabulary(tables, "date-word"), vocabulary(tables, "name-word")
    ordinal, structured = vocabulary(tables, "ordinal-word"), vocabulary(tables, "structure-word")
    digits = frozenset({_DIGITS})
    year = digits | date.firsts_of("year-joint")
    yield PHRASE, name.phrases("phrase"), None
    yield _references, structured.phrases("reference", "label"), digits | {_LETTERS, ".", "#", "("}
    yield _series, [phrase for one in (ordinal, name, date) for phrase in one.phrases(*series.KINDS)], digits
    yield DATE, ["'", *date.phrases("quarter-letter", "era-before")], digits
    yield DATE, date.phrases("month", "short-month"), year | set("-–/'.")
    yield DATE, date.phrases("season"), year
    yield DATE, date.phrases("last"), digits | date.firsts_of("number")
    yield DATE, date.phrases("qualifier", "fiscal"), None
    yield read_ordinal, "#", digits
    yield read_ordinal, ordinal.phrases("rank"), digits | {"#"} | ordinal.firsts_of("cardinal")
    yield read_ordinal, ordinal.phrases("tens"), HYPHENS
    yield read_ordinal, ordinal.phrases("ordinal"), None
    spans = date.firsts_of("number", "and-half", "number-joint", "both", "full", "time-unit", "short-unit")
    yield _lapse, date.phrases("number"), spans | DASHES | {"+"}
    yield simple(Role.STRUCTURE, structure.read_bracket), "[", digits | {"^"}
    yield ADDRESS, "(", None
    yield bounded(Role.NAME, codes.read_arguments), "(", digits
    yield simple(Role.STRUCTURE, structure.read_citation), "(", digits
    yield INLINE, "(", digits


class _AtWord:
    """What is read at a word, by the word after it."""

    __slots__ = ("_always", "_before", "_digits", "_letters", "opens")

    def __init__(self, rows: Iterable[tuple[Reader, str, _Follows]], *, opens: bool = False) -> None:
        self.opens = opens
        """Whether a number may begin with the word."""
        asked: dict[Reader, _Follows] = {}
        for reader, phrase, follows in rows:
            after, known = frozenset(words_of(phrase)[1:2]) or follows, asked.get(reader, frozenset())
            asked[reader] = None if known is None or after is None else known | after
        after = frozenset[str]().union(*(words for words in asked.values() if words is not None))
        self._before = {word: tuple(_asked(asked, word)) for word in after - {_DIGITS, _LETTERS}}
        self._digits, self._letters = tuple(_asked(asked, _DIGITS)), tuple(_asked(asked, _LETTERS))
        self._always = tuple(reader for reader, words in asked.items() if words is None)

    def readers(self, scan: Scan, index: int) -> tuple[Reader, ...]:
        """Those that may find something at the word, in order."""
        index += 1
        if index == scan.count:
            return self._always
        after = scan.lower[index]
        found = self._before.get(after)
        if found is not None:
            return found
        if after.isdecimal():
            return self._digits
        return self._always if len(after) > _MOST_LETTERS else self._letters


def _asked(asked: dict[Reader, _Follows], after: str) -> Iterator[Reader]:
    """The readers that are asked before a word."""
    for reader, words in asked.items():
        if (
            words is None
            or after in words
            or (_DIGITS in words and after.isdecimal())
            or (_LETTERS in words and len(after) <= _MOST_LETTERS)
        ):
            yield reader


class _Readers(dict[str, _AtWord | AtDigits | None]):
    """What is read at a word, by the word; each is looked at when it is first met, in whatever thread."""

    def __init__(self, tables: Tables) -> None:
        self._rows: dict[str, list[tuple[Reader, str, _Follows]]] = {}
        for reader, phrases, follows in _rows(tables):
            for phrase in phrases:
                self._rows.setdefault(first_word(phrase), []).append((reader, phrase, follows))
        self._starts = number_tables(tables).starts
        self._raised = _AtWord([(reader, "", None) for reader in _RAISED], opens=True)
        self._digits = AtDigits(tables)

    def __missing__(self, word: str) -> _AtWord | AtDigits | None:
        found = self[word] = self._digits if word.isdecimal() else self._at_word(word)
        return found

    def _at_word(self, word: str) -> _AtWord | None:
        if word[0].isnumeric():
            return self._raised
        rows, opens = self._rows.get(word), word in self._starts
        if rows is None:
            return _NUMBER if opens else None
        return _AtWord(rows, opens=opens)

    def look_up(self, tokens: Tokens) -> Asked:
        """What is read at each token, and the tokens at which something is."""
        if len(self) > _MOST_WORDS:
            self.clear()
        found = list(map(self.__getitem__, tokens.lower))
        if found and tokens.words[0] in _ASKS and (found[0] is None or found[0] is _NUMBER):
            found[0] = _ASKING if found[0] is None else _ASKING_NUMBER
        return found, list(compress(count(), found))


Asked = tuple[list[_AtWord | AtDigits | None], list[int]]
"""What is read at each token, and the tokens at which something is."""
_NUMBER = _AtWord((), opens=True)
"""A word that begins numbers and is nothing else."""
_ASKING, _ASKING_NUMBER = _AtWord(()), _AtWord((), opens=True)
"""The first word of a question or answer, and one that begins numbers too: the ``A`` of ``A few``."""


@cache
def _readers(tables: Tables) -> _Readers:
    """Compiled once for each value of the tables."""
    return _Readers(tables)
