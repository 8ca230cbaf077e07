"""The rows about numbers, indexed by the word at which each is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from msgspec import Struct

from figtag.tables import Tables, WordRow
from figtag.tokens import Tokens, words_of

Words = tuple[str, ...]

PART = ("among", "part")
"""The value of what stands between the two numbers of "eight of 10", and before what a number counts."""
FEW = ("among", "few")
"""The value of what stands between the two numbers of "one in five"."""
STARTS = frozenset({"cardinal", "half", "many", "vague", "multi", "factor", "interval", "scale", "part"})
"""Kinds of words with which a number in words begins, an article left aside."""
_JOINING = frozenset({"among", "and", "part"})
"""Kinds of words that join the number before them to something."""
_LINKING = ("and", "both", "or", "over", "to")
"""Kinds of links that may stand between two numbers of one quantity."""


_NONE: Mapping[str, list[tuple[list[str], int]]] = {}


class Entry(Struct, frozen=True, gc=False):
    """One phrase and what its row says of it."""

    words: Words
    value: Words
    """The words of the row's ``value``: ``("cardinal", "3")``."""
    longer: Mapping[str, list[tuple[list[str], int]]] = _NONE
    """Longer phrases in which it means something else, each with the place of this phrase in it, by the word right
    before or behind it there; by nothing where there is none."""

    @property
    def kind(self) -> str:
        """The first word of the value."""
        return self.value[0]

    def number(self, index: int = 1) -> Decimal:
        """A number of the value."""
        return Decimal(self.value[index])


_Options = tuple[list[Entry], dict[str, list[tuple[int, list[str], Entry]]]]
"""The phrases that are one word, and the longer ones by the word beside it, the longest first."""


class _ByWord(dict[str, _Options]):
    """The phrases that a word begins or ends, sorted out when a text first says it."""

    __slots__ = ("_beside", "rows")

    def __init__(self, beside: int) -> None:
        super().__init__()
        self._beside = beside
        self.rows: dict[str, list[Entry]] = {}

    def __missing__(self, word: str) -> _Options:
        alone: list[Entry] = []
        longer: dict[str, list[tuple[int, list[str], Entry]]] = {}
        for entry in sorted(self.rows[word], key=lambda entry: -len(entry.words)):
            words = entry.words
            if len(words) == 1:
                alone.append(entry)
            else:
                longer.setdefault(words[self._beside], []).append((len(words), list(words), entry))
        self[word] = options = alone, longer
        return options


class Lexicon:
    """Phrases found among the tokens of a text, forward from a token or back from one.

    >>> lexicon = Lexicon([Entry(("at", "least"), ("before", "least")), Entry(("least",), ("before", "odd"))])
    >>> tokens = Tokens.of("It takes at least 5")
    >>> lexicon.ending(tokens, 4).words
    ('at', 'least')
    >>> lexicon.at(tokens, 2).words
    ('at', 'least')
    """

    __slots__ = ("_first", "_last", "firsts", "lasts")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._first, self._last = _ByWord(1), _ByWord(-2)
        for entry in entries:
            self._first.rows.setdefault(entry.words[0], []).append(entry)
            self._last.rows.setdefault(entry.words[-1], []).append(entry)
        self.firsts = frozenset(self._first.rows)
        """The first words of the phrases: where a token is none of them, no phrase begins."""
        self.lasts = frozenset(self._last.rows)
        """The last words of the phrases."""

    def __iter__(self) -> Iterator[Entry]:
        for several in self._first.rows.values():
            yield from several

    def has(self, words: list[str]) -> bool:
        """True when the words are one whole phrase."""
        if not words or words[0] not in self.firsts:
            return False
        alone, longer = self._first[words[0]]
        if len(words) == 1:
            return bool(alone)
        return any(phrase == words for _, phrase, _ in longer.get(words[1], ()))

    def at(self, tokens: Tokens, index: int, *, always: bool = False) -> Entry | None:
        """The longest phrase that begins at a token; ``always`` also where a longer one gives it another meaning."""
        lower = tokens.lower
        if not 0 <= index < len(lower) or lower[index] not in self.firsts:
            return None
        alone, longer = self._first[lower[index]]
        if longer and index + 1 < len(lower):
            for count, words, entry in longer.get(lower[index + 1], ()):
                if (count == 2 or lower[index : index + count] == words) and (
                    always or not entry.longer or not _excluded(lower, index, entry)
                ):
                    return entry
        for entry in alone:
            if always or not entry.longer or not _excluded(lower, index, entry):
                return entry
        return None

    def ending(self, tokens: Tokens, end: int) -> Entry | None:
        """The longest phrase whose last token is the one before ``end``."""
        lower = tokens.lower
        if not 0 < end <= len(lower) or lower[end - 1] not in self.lasts:
            return None
        alone, longer = self._last[lower[end - 1]]
        if longer and end > 1:
            for count, words, entry in longer.get(lower[end - 2], ()):
                start = end - count
                if (count == 2 or (start >= 0 and lower[start:end] == words)) and not (
                    entry.longer and _excluded(lower, start, entry)
                ):
                    return entry
        for entry in alone:
            if not (entry.longer and _excluded(lower, end - 1, entry)):
                return entry
        return None


def _excluded(lower: list[str], start: int, entry: Entry) -> bool:
    longer, end = entry.longer, start + len(entry.words)
    before, after = lower[start - 1] if start else "", lower[end] if end < len(lower) else ""
    for beside in (before, after, ""):
        for words, offset in longer.get(beside, ()):
            first = start - offset
            if first >= 0 and lower[first : first + len(words)] == words:
                return True
    return False


def entries(rows: Iterable[WordRow]) -> list[Entry]:
    """An entry for every phrase of the rows."""
    found = []
    for row in rows:
        unless = [_words(phrase) for phrase in row.unless]
        value = tuple(row.value.split())
        for phrase in row.say:
            words = _words(phrase)
            found.append(Entry(words, value, _longer(words, unless) if unless else _NONE))
    return found


def _folds(words: list[Entry]) -> list[Entry]:
    """``elevenfold``, ``eleven-fold`` of every cardinal and scale word."""
    suffixes = [entry.words for entry in words if entry.kind == "times"]
    counts = [entry for entry in words if entry.kind in ("cardinal", "scale") and len(entry.words) == 1]
    return [
        Entry(form, ("factor", entry.value[1]))
        for entry in counts
        for suffix in suffixes
        for form in ((entry.words[0] + suffix[0],), (*entry.words, "-", *suffix))
    ]


def _places(words: Words, unless: list[Words]) -> Iterable[tuple[Words, int]]:
    for longer in unless:
        for offset in range(len(longer) - len(words) + 1):
            if longer[offset : offset + len(words)] == words:
                yield longer, offset


def _longer(words: Words, unless: list[Words]) -> dict[str, list[tuple[list[str], int]]]:
    found: dict[str, list[tuple[list[str], int]]] = {}
    for longer, offset in _places(words, unless):
        beside = longer[offset - 1] if offset else "".join(longer[len(words) : len(words) + 1])
        found.setdefault(beside, []).append((list(longer), offset))
    return found


def _words(phrase: str) -> Words:
    return tuple(words_of(phrase))


class Suffix(Struct, frozen=True, gc=False):
    """Letters that scale the number before them."""

    scale: Decimal
    manner: str
    """How they are told from a unit: ``always``, ``glued``, ``loose``, ``doubtful``, ``money``."""


class NumberTables(Struct, frozen=True, gc=False, eq=False):
    """All that the tables say of numbers, ready for use."""

    words: Lexicon
    starts: frozenset[str]
    """First words of numbers in words."""
    pairs: dict[str, frozenset[str]]
    """Of words with which only phrases begin numbers: the second words of these, the ``few`` of ``a few``."""
    suffixes: dict[str, Suffix]
    before: Lexicon
    after: Lexicon
    signs: dict[str, str]
    """By sign: ``approximate``, ``least``, ``most``, ``tolerance``."""
    sign_ends: frozenset[str]
    """The last characters of signs before a number."""
    tolerances: tuple[str, ...]
    """The signs between a number and the width of its tolerance."""
    links: dict[str, Lexicon]
    """By kind of link."""
    joints: Lexicon
    """All words behind a number that may join it to another."""
    changes_before: Lexicon
    changes_after: Lexicon
    changes_between: frozenset[str]
    change_ends: frozenset[str]
    """Words that may stand right before a figure where a change does, or words that lead to one."""
    verbs: frozenset[str]
    """Forms of verbs that are not also the plural of a noun."""
    past: frozenset[str]
    """Forms of the past and participles."""
    acts: frozenset[str]
    """Every form of a verb."""
    adverbs: tuple[str, ...]
    """Endings of adverbs."""
    gerunds: tuple[str, ...]
    """Endings of gerunds."""
    plurals: tuple[str, ...]
    """Endings of plurals without s: the ``men`` of boatmen."""
    guards: dict[str, Lexicon]
    counted: dict[str, frozenset[str]]
    """By kind of word."""
    compounds: dict[str, tuple[Decimal, str]]
    """By larger unit: how many of the smaller one, and which."""
    kept: frozenset[str]
    """Larger units in which the whole stays: dollars and cents are dollars."""
    unsaid: frozenset[str]
    """Larger units whose smaller one may be left unsaid."""
    by_million: dict[str, str]
    """Units of which a price names the million only by its letter, by word: tokens."""
    prefixes: dict[str, Decimal]
    """By prefix of a unit: what it multiplies by."""


def _endings(rows: Mapping[str, Iterable[WordRow]], kind: str) -> tuple[str, ...]:
    return tuple(say for row in rows.get("word-ending", ()) if row.value == kind for say in row.say)


def _pairs(words: list[Entry], starts: frozenset[str]) -> dict[str, frozenset[str]]:
    alone = {entry.words[0] for entry in words if len(entry.words) == 1 and entry.kind in STARTS}
    seconds: dict[str, set[str]] = {word: set() for word in starts - alone}
    for entry in words:
        if entry.words[0] in seconds and len(entry.words) > 1:
            seconds[entry.words[0]].add(entry.words[1])
    return {word: frozenset(several) for word, several in seconds.items()}


@cache
def number_tables(tables: Tables) -> NumberTables:
    """The number rows of the tables, compiled once."""
    rows = tables.words
    modifiers = entries(rows.get("number-modifier", ()))
    links: dict[str, list[Entry]] = {}
    for entry in entries(rows.get("number-link", ())):
        links.setdefault(entry.kind, []).append(entry)
    changes = entries(rows.get("number-change", ()))
    changes_before = Lexicon(entry for entry in changes if entry.value[1:2] == ("before",))
    between = frozenset(entry.words[0] for entry in changes if entry.kind == "between")
    guards: dict[str, list[Entry]] = {}
    for entry in entries(rows.get("number-guard", ())):
        guards.setdefault(" ".join(entry.value), []).append(entry)
    counted: dict[str, set[str]] = {}
    for row in rows.get("number-counted", ()):
        counted.setdefault(row.value, set()).update(say.lower() for say in row.say)
    words = entries(rows.get("number-word", ()))
    words += _folds(words)
    signs = {
        say: row.value.split()[1]
        for row in rows.get("number-modifier", ())
        if row.value.startswith("sign")
        for say in row.say
    }
    tolerances = tuple(
        say for row in rows.get("number-modifier", ()) for say in row.say if row.value == "sign tolerance"
    )
    starts = frozenset(entry.words[0] for entry in words if entry.kind in STARTS)
    return NumberTables(
        words=Lexicon(words),
        starts=starts,
        pairs=_pairs(words, starts),
        suffixes={
            say: Suffix(Decimal(row.value.split()[0]), row.value.split()[1])
            for row in rows.get("number-suffix", ())
            for say in row.say
        },
        before=Lexicon(entry for entry in modifiers if entry.kind in ("before", "inside")),
        after=Lexicon(entry for entry in modifiers if entry.kind == "after"),
        signs=signs,
        sign_ends=frozenset(sign[-1] for sign in signs),
        tolerances=tolerances,
        links={kind: Lexicon(found) for kind, found in links.items()},
        joints=Lexicon(
            (
                *(entry for entry in words if entry.kind in _JOINING),
                *(entry for entry in modifiers if entry.kind == "inside"),
                *(entry for kind in _LINKING for entry in links.get(kind, ())),
                *(Entry(_words(sign), ("sign",)) for sign in tolerances),
            )
        ),
        changes_before=changes_before,
        changes_after=Lexicon(entry for entry in changes if entry.value[1:2] == ("after",)),
        changes_between=between,
        change_ends=changes_before.lasts | between,
        past=frozenset(say for row in rows.get("verb", ()) if row.value == "past" for say in row.say),
        acts=frozenset(say for row in rows.get("verb", ()) for say in row.say),
        verbs=frozenset(
            say
            for row in rows.get("verb", ())
            for say in row.say
            if row.value != "third" and not (row.value == "same" and say.endswith("s"))
        ),
        adverbs=_endings(rows, "adverb"),
        gerunds=_endings(rows, "gerund"),
        plurals=tuple(ending for ending in _endings(rows, "plural") if ending != "s"),
        guards={kind: Lexicon(found) for kind, found in guards.items()},
        counted={kind: frozenset(words) for kind, words in counted.items()},
        compounds={
            say: (Decimal(row.value.split()[0]), row.value.split()[1])
            for row in rows.get("number-compound", ())
            for say in row.say
        },
        kept=frozenset(
            say for row in rows.get("number-compound", ()) if row.value.split()[2:] == ["kept"] for say in row.say
        ),
        unsaid=frozenset(say for row in rows.get("number-compound", ()) if row.value.split()[2:] for say in row.say),
        by_million={
            word.lower(): row.unit
            for row in tables.units
            if row.kind == "token" and row.unit.isalpha()
            for word in (*row.words, *row.symbols)
        },
        prefixes={say: Decimal(row.value) for row in rows.get("number-prefix", ()) for say in row.say},
    )
