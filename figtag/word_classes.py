"""The classes of words: small words and verbs from the tables; what is neither is taken for a noun or an adjective."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from figtag.tables import Tables

DETERMINER, OWNER, OF, FOR, IN, VALUE, AND, CLAUSE, RELATIVE, PRONOUN, SPEAKER, ADVERB, LIKE = "DHOQIEAKWRSBL"
ABOUT, PREPOSITION = OF + FOR, "P" + IN + VALUE
VERB, GERUND, NOUN, NAME, FIGURE, DATE, SKIPPED = "VGNMFTX"
PAST, THIRD, PRESENT, PLAIN, SAME = "vtyps"
DEMONSTRATIVE = "d"
_CLASSES = {
    "determiner": DETERMINER,
    "definite": DETERMINER,
    "demonstrative": DEMONSTRATIVE,
    "noun": NOUN,
    "possessive": OWNER,
    "preposition": "P",
    "having": "P",
    "temporal": "P",
    "comparing": "P",
    "testing": "P",
    "of": OF,
    "for": FOR,
    "in": IN,
    "value": VALUE,
    "and": AND,
    "clause": CLAUSE,
    "relative": RELATIVE,
    "pronoun": PRONOUN,
    "speaker": SPEAKER,
    "adverb": ADVERB,
    "like": LIKE,
    "auxiliary": VERB,
    "copula": VERB,
    "modal": VERB,
    "past": PAST,
    "third": THIRD,
    "present": PRESENT,
    "gerund": GERUND,
    "plain": PLAIN,
    "same": SAME,
}
_UNUSUAL = (SPEAKER, PRONOUN, PAST, THIRD, PRESENT, PLAIN, SAME, VERB)
"""Classes of words that have a capital inside a sentence only as a name."""
_KNOWN = 50_000
_DASHES = "–—"
_RULES = "|•·"
"""Signs between the parts of one line."""
_QUOTES = '"“”„«»'

THING = NOUN + NAME
# Unions that many rules ask for have names, as adding letters takes longer than looking for one among them.
PREPOSITIONS = ABOUT + PREPOSITION
OWNING = DETERMINER + OWNER
LOOSE = DETERMINER + ADVERB
"""What may stand between a figure and the word that it belongs to."""
MODIFIERS = DETERMINER + OWNER + ADVERB
"""What may stand before the nouns of a noun phrase."""
ACTORS = THING + PRONOUN + SPEAKER
"""What may be the subject of a verb."""


Reading = tuple[str, bool, str, str]
"""A word in small letters, whether it is a possessive, its kind inside a sentence and at its beginning."""


class Readings(dict[str, Reading]):
    """Words, each read when it is first asked for; several threads may ask."""

    def __init__(
        self, classes: dict[str, str], endings: tuple[tuple[str, str], ...], possessive: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._classes, self._endings, self._possessive = classes, endings, possessive

    def __missing__(self, word: str) -> Reading:
        if len(self) > _KNOWN:
            self.clear()
        self[word] = read = self._read(word)
        return read

    def _read(self, word: str) -> Reading:
        lower = word.lower().replace("’", "'")
        found = self._classes.get(lower)
        if found is None and lower.endswith(self._possessive) and self._classes.get(lower[:-2]) == ADVERB:
            # "today's prices"
            found = DETERMINER
        if not word[0].isalnum():
            kind = '"' if word in _QUOTES else "-" if word in _DASHES else "(" if word in "([" else word
            kind = ";" if word in _RULES else kind
            kind = ")" if word in ")]" else SKIPPED if kind.isalpha() else kind
            inside = first = kind
        elif found is not None and not (found == NOUN and word[0].isupper()):
            # "US", "IT", "Gap": a name where the small word would have no capital.
            small = found in (SPEAKER, PRONOUN) and not (len(word) > 1 and word.isupper())
            inside = NAME if word[0].isupper() and found in _UNUSUAL and not small else found
            first = found
        else:
            ending = next(
                (kind for end, kind in self._endings if lower.endswith(end) and len(lower) > max(4, len(end) + 1)),
                NOUN,
            )
            ending = ending if found is None else NOUN
            capital = word[0].isupper()
            inside = NAME if capital else ending
            plain = word[1:].islower() and "'" not in lower
            first = (ending if len(lower) > 4 else NOUN) if capital and plain else inside
        return lower, found is None and lower.endswith(self._possessive), inside, first


class Grammar(Struct, frozen=True, gc=False, eq=False):
    """The word classes of a language, from its tables."""

    classes: dict[str, str]
    endings: tuple[tuple[str, str], ...]
    possessive: tuple[str, ...]
    in_order: frozenset[str]
    infinitive: frozenset[str]
    plural: tuple[str, ...]
    """Endings of a noun that a verb without an ending may follow."""
    pairs: dict[tuple[str, str], str]
    """Two words that are of one class together ("such as")."""
    first: frozenset[str]
    """Their first words."""
    modals: frozenset[str]
    """Verbs that another verb follows."""
    inverting: frozenset[str]
    """Verbs that may open a sentence before their subject."""
    copulas: frozenset[str]
    """Verbs behind which a noun only says what the subject is."""
    asides: frozenset[str]
    """Verbs that commas make an aside: "a wall of 5 m, say,"."""
    superlative: tuple[str, ...]
    comparative: tuple[str, ...]
    than: frozenset[str]
    having: frozenset[str]
    """Prepositions between a thing and what it has: "a hall with five seats"."""
    temporal: frozenset[str]
    """Prepositions that a clause may follow: "after 5 pipes were swapped"."""
    testing: frozenset[str]
    """Prepositions between a score and the test that it was reached in: "71% on GPQA"."""
    comparing: frozenset[str]
    """Prepositions between two things that are compared."""
    definite: frozenset[str]
    """Determiners of a thing that is known."""
    known: Readings
    """Words that were read before, each read when it is first asked for."""

    def is_past(self, word: str) -> bool:
        """True for a word in small letters that may be a participle: "recalled"."""
        kind = self.classes.get(word)
        if kind is None and len(word) > 4:
            for end, found in self.endings:
                if word.endswith(end):
                    return found == PAST
        return kind == PAST

    def is_gerund(self, word: str) -> bool:
        """True for a word in small letters that may be a gerund: "raising"."""
        return self.classes.get(word) == GERUND or (
            word not in self.classes
            and len(word) > 5
            and any(kind == GERUND and word.endswith(end) for end, kind in self.endings)
        )

    def is_name(self, word: str) -> bool:
        """True for a word in small letters that no table holds and no ending shows to be a common noun."""
        return word not in self.classes and not word.endswith((*self.plural, *(end for end, _ in self.endings)))


@cache
def grammar(tables: Tables) -> Grammar:
    """The word classes, compiled once from the families ``word-class``, ``word-ending`` and ``verb``."""
    classes: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    for family in ("verb", "word-class"):
        for row in tables.words.get(family, ()):
            for say in row.say:
                first, _, second = say.partition(" ")
                if row.value in _CLASSES and second:
                    pairs[first, second] = _CLASSES[row.value]
                elif row.value in _CLASSES:
                    classes[say] = _CLASSES[row.value]
    for row in tables.words.get("measure", ()):
        for say in row.say:
            # "funding", "speed": nouns in spite of their endings.
            classes.setdefault(say, NOUN)
    endings = tuple(
        (say, _CLASSES[row.value])
        for row in tables.words.get("word-ending", ())
        if row.value in _CLASSES
        for say in row.say
    )
    infinitive = _of_class(tables, "infinitive")
    for say in infinitive:
        classes[say] = VALUE
    plural, possessive = _endings(tables, "plural"), _endings(tables, "possessive")
    in_order, than = _of_class(tables, "in-order"), _of_class(tables, "than")
    for say in (*in_order, *than):
        classes[say] = ADVERB
    modals, copulas = _of_class(tables, "modal", "verb"), _of_class(tables, "copula", "verb")
    return Grammar(
        classes=classes,
        endings=endings,
        possessive=possessive,
        in_order=in_order,
        infinitive=infinitive,
        plural=plural,
        pairs=pairs,
        first=frozenset(first for first, _ in pairs),
        modals=modals,
        inverting=modals | copulas,
        copulas=copulas,
        asides=_of_class(tables, "aside"),
        superlative=_endings(tables, "superlative"),
        comparative=_endings(tables, "comparative"),
        than=than,
        having=_of_class(tables, "having"),
        temporal=_of_class(tables, "temporal"),
        testing=_of_class(tables, "testing"),
        comparing=_of_class(tables, "comparing"),
        definite=_of_class(tables, "definite"),
        known=Readings(classes, endings, possessive),
    )


def _of_class(tables: Tables, value: str, family: str = "word-class") -> frozenset[str]:
    return frozenset(say for row in tables.words.get(family, ()) if row.value == value for say in row.say)


def _endings(tables: Tables, value: str) -> tuple[str, ...]:
    return tuple(say for row in tables.words.get("word-ending", ()) if row.value == value for say in row.say)
