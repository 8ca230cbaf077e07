"""What may stand in a file of tables; :mod:`figtag.tables.load` checks every file against it once."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from figtag.document import Format
from figtag.labels import EvidenceKind
from figtag.tables.rows import Alone, Direction, Reach

FORMAT = 1
"""The version of the format of a file of tables."""

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^\S(.*\S)?$")]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
Family = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
RowId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9_-]*)+$")]
Why = Annotated[str, StringConstraints(min_length=20)]
Define = Annotated[str, StringConstraints(pattern=r"^\S+ = \S")]


class Strict(BaseModel):
    """No key but those that are named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A text in which braces mark a mention, and what that mention means."""

    text: Annotated[str, StringConstraints(min_length=1)]
    means: Annotated[str, StringConstraints(min_length=1)] | None = None
    """A role, a label, a value with its unit, ``nothing``, or ``1 sentence``."""
    format: Format = Format.TEXT


Examples = Annotated[tuple[Annotated[str, StringConstraints(min_length=1)] | Example, ...], Field(min_length=1)]


class Row(Strict):
    """What every row has."""

    id: RowId
    """Unique; it begins with the family of its file."""
    why: Why
    """What the row is for, in a sentence."""
    yes: Examples
    """Where it applies."""
    no: Examples
    """Near misses: they hold one of its words, and it does not apply."""


class CueModel(Row):
    """Words that say what a figure rests on."""

    say: Phrases
    unless: tuple[Phrase, ...] = ()
    gives: EvidenceKind | None = None
    direction: Direction | None = None
    reach: Reach | None = None
    needs: tuple[Phrase, ...] = ()
    condition: bool = False
    carries: bool = False
    reported: bool = False
    follow: tuple[Phrase, ...] = ()
    next: tuple[Phrase, ...] = ()
    opens: bool = False
    worked: bool = False
    glued: bool = False
    subject: bool = False
    weights: bool = False
    decided: bool = False
    share: bool = False
    odds: bool = False
    common: bool = False

    @model_validator(mode="after")
    def _marked(self) -> CueModel:
        for example in self.yes:
            text = example if isinstance(example, str) else example.text
            if "{" not in text or "<<" not in text:
                raise ValueError(f"yes {text!r}: mark the figure as {{..}} and the deciding words as <<..>>")
        return self


class WordModel(Row):
    """Words with a meaning to the program."""

    say: Phrases
    value: str | int = ""
    unless: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _says_what_it_means(self) -> WordModel:
        _all_mean(self)
        return self


class UnitModel(Row):
    """A unit of measure and the ways to write it."""

    unit: Annotated[str, StringConstraints(min_length=1)]
    kind: Family | None = None
    words: tuple[Phrase, ...] = ()
    symbols: tuple[Phrase, ...] = ()
    before: tuple[Phrase, ...] = ()
    prefixes: tuple[Phrase, ...] = ()
    define: tuple[Define, ...] = ()
    shown: Annotated[tuple[Phrase, ...], Field(max_length=2)] = ()
    """How reports name it: one and several of it, or the same for both."""
    alone: Alone = Alone.FREE

    @model_validator(mode="after")
    def _says_what_it_means(self) -> UnitModel:
        if not (self.words or self.symbols or self.before):
            raise ValueError("words, symbols or before: a unit needs a way to write it")
        if self.prefixes and not self.unit[0].isalpha():
            raise ValueError(f"prefixes: {self.unit!r} does not begin with a unit that could take one")
        _all_mean(self)
        return self


def _all_mean(row: Row) -> None:
    for example in (*row.yes, *row.no):
        if isinstance(example, str) or example.means is None:
            text = example if isinstance(example, str) else example.text
            raise ValueError(f'example {text!r}: write {{ text = "...", means = "..." }}')


class TableFile(Strict):
    """One file of tables: rows of one kind and family."""

    format: Literal[1]
    family: Family
    sorted: bool = True
    """False when the rows keep an order of their own, such as that of the months."""
    gives: EvidenceKind | None = None
    """What the cues of the file are evidence of, unless a row says otherwise."""
    direction: Direction = Direction.FORWARD
    reach: Reach = Reach.CLAUSE
    kind: Family | None = None
    """The kind of the units of the file, unless a row says otherwise."""
    cue: tuple[CueModel, ...] = ()
    word: tuple[WordModel, ...] = ()
    unit: tuple[UnitModel, ...] = ()

    @model_validator(mode="after")
    def _one_kind_of_rows(self) -> TableFile:
        if sum(map(bool, (self.cue, self.word, self.unit))) != 1:
            raise ValueError("a file holds rows of one kind: [[cue]], [[word]] or [[unit]]")
        for row in self.rows:
            if not row.id.startswith(self.family + "."):
                raise ValueError(f"id {row.id!r}: begin it with {self.family!r} and a full stop")
        for unit in self.unit:
            if unit.kind is None and self.kind is None:
                raise ValueError(f"kind: give {unit.id!r} or the file a kind")
        return self

    @property
    def rows(self) -> tuple[CueModel | WordModel | UnitModel, ...]:
        """The rows of the file, whatever their kind."""
        return self.cue or self.word or self.unit


def schema() -> dict[str, Any]:
    """The JSON Schema of a file of tables."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **TableFile.model_json_schema()}


def schema_text() -> str:
    """The JSON Schema of a file of tables, as it stands in ``schemas/tables.schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
