"""Run the examples that stand beside the rows, and tell in words which row fails.

The laws of every file:

- ids are unique, and sorted within a file that does not say ``sorted = false``;
- each ``yes`` holds a phrase of its row, and a row of up to four phrases shows each of them in a ``yes`` (but for the
  rows of units: their forms are many, and a test reads each of them);
- each ``no`` holds one of the row's own words, so that it is a near miss;
- no phrase stands in two families of cues, unless both rows name each other in ``why``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.labels import Label, Role
from figtag.patterns import lazy_re
from figtag.tables.load import FOLDER, TablesError, load_tables, read_table, table_paths
from figtag.tables.models import CueModel, Example, TableFile, UnitModel, WordModel
from figtag.tables.rows import Tables

if TYPE_CHECKING:
    from figtag.model import Mention, Notice

SHOWN_IN_FULL = 4
"""Rows of up to so many phrases show each of them in a ``yes``."""

_MARK = lazy_re(r"\{|\}|<<|>>")
_SENTENCES = lazy_re(r"(\d+) sentences?")
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?"
_VALUE = lazy_re(rf"(?P<low>[-−]?{_NUMBER})?(?P<range>\.\.)?(?P<high>[-−]?{_NUMBER})?(?:\s+(?P<unit>\S.*))?")

AnyRow = CueModel | WordModel | UnitModel


class Marked(Struct, frozen=True, gc=False):
    """An example without its marks, and where they stood."""

    text: str
    figures: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...]


def check_tables(paths: Path | Iterable[Path] | None = None, *, examples: bool = True) -> list[str]:
    """What is wrong with files of tables, each fault a sentence; without ``paths``, with all that are shipped.

    A file that is not shipped is read together with those that are. Without ``examples`` only the laws are checked.
    """
    chosen = table_paths() if paths is None else (paths,) if isinstance(paths, Path) else tuple(paths)
    extra = tuple(path for path in chosen if not path.resolve().is_relative_to(FOLDER))
    try:
        files = [(path, read_table(path, path.read_bytes())) for path in chosen]
        tables = load_tables(extra=extra)
    except OSError as error:
        return [f"{error.filename}: {error.strerror}"]
    except TablesError as error:
        return [str(error)]
    faults = [f"{_name(path)}: {fault}" for path, file in files for fault in _breaks(file)]
    faults += _shared_phrases([file for _, file in files])
    for path, file in files if examples else ():
        for row in file.rows:
            faults += [f"{_name(path)}: {fault}" for fault in check_row(row, tables)]
    return faults


def check_row(row: AnyRow, tables: Tables) -> list[str]:
    """What is wrong with the examples of one row."""
    faults = []
    for kind, examples in (("yes", row.yes), ("no", row.no)):
        for number, example in enumerate(examples, 1):
            full = Example(text=example) if isinstance(example, str) else example
            fault = _fault(row, full, tables, holds=kind == "yes")
            if fault:
                faults.append(f"{row.id}, {kind} {number}, {full.text!r}: {fault}")
    return faults


# Laws


def _breaks(file: TableFile) -> Iterator[str]:
    if file.sorted:
        for before, after in pairwise(file.rows):
            if before.id >= after.id:
                yield f"{after.id}: stands after {before.id}; sort the rows by id, or say sorted = false"
    for row in file.rows:
        phrases = _phrases(row)
        shown = [_plain(example) for example in row.yes]
        for text in shown:
            if not any(phrase in text for phrase in phrases):
                yield f"{row.id}: the yes {text!r} holds no phrase of the row"
        if len(phrases) <= SHOWN_IN_FULL and not isinstance(row, UnitModel):
            for phrase in phrases:
                if not any(phrase in text for text in shown):
                    yield f"{row.id}: no yes shows {phrase!r}"
        words = {word for phrase in phrases for word in re.findall(r"\w+|\S", phrase)}
        for example in row.no:
            if not any(word in _plain(example) for word in words):
                yield f"{row.id}: the no {_plain(example)!r} holds no word of the row, so it is no near miss"


def _shared_phrases(files: list[TableFile]) -> Iterator[str]:
    """Phrases of two families of cues whose rows do not name each other."""
    first: dict[str, tuple[str, CueModel]] = {}
    for file in files:
        for row in file.cue:
            for phrase in row.say:
                family, other = first.setdefault(phrase.lower(), (file.family, row))
                if family != file.family and not (other.id in row.why and row.id in other.why):
                    yield f"{phrase!r} stands in {other.id} and in {row.id}; if it must, let each name the other in why"


def _phrases(row: AnyRow) -> list[str]:
    """The ways to say what a row says, in lower case."""
    said = (*row.words, *row.symbols, *row.before) if isinstance(row, UnitModel) else row.say
    if isinstance(row, CueModel) and row.follow:
        said = tuple(f"{phrase} {after}" for phrase in row.say for after in row.follow)
    return [_folded(phrase) for phrase in said]


def _plain(example: str | Example) -> str:
    return _folded(_unmarked(example if isinstance(example, str) else example.text).text)


def _folded(text: str) -> str:
    """A text for comparing phrases: lower case, hyphens as blanks, plain apostrophes."""
    return text.lower().replace("-", " ").replace("’", "'")


# Examples


def _unmarked(text: str) -> Marked:
    """An example without ``{..}`` and ``<<..>>``, and the spans that they marked."""
    plain: list[str] = []
    length = at = 0
    opened: dict[str, int] = {}
    spans: dict[str, list[tuple[int, int]]] = {"}": [], ">>": []}
    for mark in _MARK.finditer(text):
        plain.append(text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        sign = mark.group()
        if sign in spans:
            spans[sign].append((opened.pop(sign, length), length))
        else:
            opened["}" if sign == "{" else ">>"] = length
    plain.append(text[at:])
    return Marked("".join(plain), tuple(spans["}"]), tuple(spans[">>"]))


def _fault(row: AnyRow, example: Example, tables: Tables, *, holds: bool) -> str | None:
    """How the reading of an example differs from what it says; None when it does not."""
    marked = _unmarked(example.text)
    if example.means is not None and (count := _SENTENCES.fullmatch(example.means)):
        return _sentence_fault(marked.text, example, tables, int(count[1]))
    if not marked.figures:
        return "it marks no mention; put {..} around one"
    from figtag.auditor import audit_text

    audit = audit_text(marked.text, example.format.value, tables=tables)
    for start, end in marked.figures:
        found = [mention for mention in audit.mentions if mention.start < end and start < mention.end]
        if isinstance(row, CueModel):
            fault = _cue_fault(row, found, start, end, marked, holds=holds)
        else:
            fault = _meaning_fault(found, start, end, marked.text, example.means or "", audit.notices)
        if fault:
            return fault
    return None


def _sentence_fault(text: str, example: Example, tables: Tables, wanted: int) -> str | None:
    from figtag.read import read_text

    document = read_text(text, example.format, tables)
    found = sum(len(document.sentences(block.index)) for block in document.blocks)
    return None if found == wanted else f"read as {found} sentences, not {wanted}"


def _cue_fault(row: CueModel, found: list[Mention], start: int, end: int, marked: Marked, *, holds: bool) -> str | None:
    exact = next((mention for mention in found if (mention.start, mention.end) == (start, end)), None)
    if exact is None or exact.role is not Role.FIGURE:
        return f"{marked.text[start:end]!r} should be a figure; {_reading(found)}"
    own = [evidence for evidence in exact.evidence if evidence.rule == row.id]
    if not holds:
        return f"the row reaches {exact.text!r} through {own[0].text!r}" if own else None
    if any((evidence.start, evidence.end) in marked.words for evidence in own):
        return None
    words = " or ".join(repr(marked.text[slice(*span)]) for span in marked.words)
    if own:
        return f"the deciding words of {exact.text!r} should be {words}, not {own[0].text!r}"
    others = ", ".join(f"{evidence.text!r} ({evidence.rule})" for evidence in exact.evidence) or "none"
    return f"{exact.text!r} should have {words} as evidence of this row; its evidence: {others}"


def _meaning_fault(
    found: list[Mention], start: int, end: int, text: str, means: str, notices: tuple[Notice, ...]
) -> str | None:
    part = repr(text[start:end])
    means, *others = means.split(" or ")
    if means == "nothing":
        return f"{part} should be no mention; {_reading(found)}" if found else None
    exact = next((mention for mention in found if (mention.start, mention.end) == (start, end)), None)
    if exact is None:
        return f"{part} should be one mention, {means}; {_reading(found)}"
    if means in Role.__members__.values():
        right = exact.role.value == means
    elif means == "minor":
        right = exact.minor
    elif means in Label.__members__.values():
        right = exact.label is not None and exact.label.value == means
        return None if right else f"{part} should be {means}; it is {exact.label or exact.role}"
    else:
        right = _is_value(exact, means)
        here = [notice for notice in notices if notice.start == start and (others or notice.code == "ambiguous")]
        open = {reading for notice in here for reading in notice.readings[1:]}
        if right and open != set(others):
            left = " or ".join(sorted(open)) or "nothing"
            return f"{part} should leave open {' or '.join(others) or 'nothing'}; it leaves {left}"
    return None if right else f"{part} should read as {means}; {_reading([exact])}"


def _reading(found: list[Mention]) -> str:
    if not found:
        return "it is read as nothing"
    return "it is read as " + ", ".join(f"{mention.text!r} ({_describe(mention)})" for mention in found)


def _describe(mention: Mention) -> str:
    if mention.role is not Role.FIGURE:
        return mention.role.value
    low, high = ("" if bound is None else f"{bound:f}" for bound in (mention.low, mention.high))
    value = low if low == high else f"{low}..{high}"
    return f"{value} {mention.unit}".strip() + (", minor" if mention.minor else "")


def _is_value(mention: Mention, means: str) -> bool:
    """True when a mention has the bounds and the unit that an example gives."""
    wanted = _VALUE.fullmatch(means)
    if wanted is None or mention.role is not Role.FIGURE:
        return False
    try:
        low = Decimal(wanted["low"].replace("−", "-")) if wanted["low"] else None
        high = Decimal(wanted["high"]) if wanted["high"] else None
    except InvalidOperation:
        return False
    if not wanted["range"]:
        high = low
    unit = wanted["unit"] or ""
    return _same(low, unit, mention.low, mention.unit) and _same(high, unit, mention.high, mention.unit)


def _same(wanted: Decimal | None, unit: str, found: Decimal | None, found_unit: str) -> bool:
    """True when two values are the same amount, each in its unit."""
    if wanted is None or found is None:
        return wanted is found
    if unit == found_unit or not unit or not found_unit:
        return unit == found_unit and wanted == found
    from figtag.registry import quantity

    try:
        first, second = quantity(wanted, unit).to_base_units(), quantity(found, found_unit).to_base_units()
        return first.units == second.units and abs(first.magnitude - second.magnitude) <= abs(first.magnitude) / 10**9
    except Exception:  # whatever Pint raises on a unit that it does not know
        return False


def _name(path: Path) -> str:
    """The file as a report names it: within the tables, else as it was given."""
    resolved = path.resolve()
    return resolved.relative_to(FOLDER).as_posix() if resolved.is_relative_to(FOLDER) else str(path)
