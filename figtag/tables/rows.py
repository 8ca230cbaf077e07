"""The rows of the tables as the program uses them, without the examples that stand beside them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from figtag.labels import EvidenceKind


class Direction(StrEnum):
    """Where the figures stand that a cue speaks of (the directions of ConText, Harkema et al. 2009)."""

    FORWARD = "forward"
    BACKWARD = "backward"
    BOTH = "both"


class Reach(StrEnum):
    """How far a cue carries."""

    FIGURE = "figure"
    """The nearest figure in its direction, within the clause."""
    CLAUSE = "clause"
    SENTENCE = "sentence"
    BLOCK = "block"
    HEAD = "head"
    """Nothing in its own sentence: only what it heads, as a heading, head cell, lead-in or key."""
    LIST = "list"
    """Its block and the list or table that it introduces; a head cell's column or row."""
    SECTION = "section"
    DOCUMENT = "document"
    ENTITY = "entity"
    """The thing that it names, wherever that is the subject."""


class CueRow(Struct, frozen=True, gc=False):
    """Words that say what a figure rests on."""

    id: str
    family: str
    say: tuple[str, ...]
    unless: tuple[str, ...]
    gives: EvidenceKind | None
    """What the cue is evidence of; None for words that only bound or shape a reach."""
    direction: Direction
    reach: Reach
    why: str
    needs: tuple[str, ...] = ()
    """Words of which one must stand in the same clause for the cue to count."""
    condition: bool = False
    """True when the cue opens a condition, in which a figure of its own fulfils the need."""
    carries: bool = False
    """True when following sentences that work out its results stay in its reach."""
    reported: bool = False
    """True when the cue gives way to a named source that speaks it: "IDC assumed 50 percent" is reported by IDC."""
    follow: tuple[str, ...] = ()
    """What follows each phrase of ``say``, so that ten speakers and ten verbs need not be a hundred phrases."""
    next: tuple[str, ...] = ()
    """Words of which one must come right after the cue; they are no part of it."""
    opens: bool = False
    """True when the cue counts only as the first words of its sentence, or after a colon or quotation mark."""
    worked: bool = False
    """True when it opens a worked example, which lasts while the following sentences reckon on."""
    glued: bool = False
    """True when the cue is a letter right behind the digits of a year: "2026E"."""
    subject: bool = False
    """True when it is a verb whose subject may be the figure: "Some 400 people are thought to have come"."""
    weights: bool = False
    """True when a bare share beside it is the weight that an author gives the case, an estimate."""
    decided: bool = False
    """True when the cue is void where the clause tells a price or plan that somebody has decided."""
    share: bool = False
    """True when the cue counts only beside a share or a number without a unit: "Weight: 30%"."""
    odds: bool = False
    """True when the cue counts only in a sentence with bare odds, in parentheses or behind a colon at its end."""
    common: bool = False
    """True when a capital inside a sentence makes the word a name: "since May"."""


class WordRow(Struct, frozen=True, gc=False):
    """Words with a meaning to the program: number words, months, abbreviations, reporting verbs, kinds of names."""

    id: str
    family: str
    say: tuple[str, ...]
    value: str
    """What they mean; its grammar is the family's own and stands at the head of the file."""
    unless: tuple[str, ...]
    why: str


class Alone(StrEnum):
    """Where a form that is also a letter or a common word may be read as a unit by itself."""

    FREE = "free"
    """Anywhere after a number."""
    GLUED = "glued"
    """Only without a blank after the number (``700us``)."""
    SPACED = "spaced"
    """Only after a blank and before no capital letter (``300 K``)."""
    END = "end"
    """Glued, or with nothing after it but a stop, a slash or a word of dimension (``2 in.``, ``2 in long``)."""
    DECIMAL = "decimal"
    """Only after a number with a decimal point (``2.1 pm``)."""
    LARGE = "large"
    """Only after at least three digits or a word of scale (``500 won``)."""
    SCALED = "scaled"
    """Only after a word of scale, and not before "of"; goes before other meanings (``2 million pounds``)."""
    DISSOLVED = "dissolved"
    """Only before what is dissolved (``0.1 M NaCl``), raised to a power or beside another unit."""
    NEVER = "never"
    """Only raised to a power or beside another unit (``B/s``)."""


class UnitRow(Struct, frozen=True, gc=False):
    """A unit of measure and the ways to write it."""

    id: str
    unit: str
    """The expression that the Pint registry parses."""
    kind: str
    """``currency``, ``percent``, ``time``, ``data`` and so on."""
    words: tuple[str, ...]
    """Spelled-out forms, any case."""
    symbols: tuple[str, ...]
    """Symbols, exact case."""
    before: tuple[str, ...]
    """Symbols that stand before the number."""
    prefixes: tuple[str, ...]
    """Symbols of the prefixes that its symbols take."""
    define: tuple[str, ...]
    """Lines for the Pint registry."""
    why: str
    shown: tuple[str, ...] = ()
    """How reports name one and several of it, where the regular plural does not do."""
    alone: Alone = Alone.FREE
    """Where its symbols, or its words if it has none, are a unit when nothing else shows it."""


class Tables(Struct, frozen=True, gc=False, eq=False):
    """Every row, by family; compared by identity so that what is compiled from them can be kept."""

    cues: tuple[CueRow, ...]
    units: tuple[UnitRow, ...]
    words: Mapping[str, tuple[WordRow, ...]]
    """Word rows by family."""
