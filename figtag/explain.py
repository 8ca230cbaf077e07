"""The whole story of one figure: how it was read, what reached it, what decided, and what would have changed it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from textwrap import wrap

import regex
from msgspec import Struct

from figtag.auditor import examine, examine_margin
from figtag.cues import find_cues
from figtag.document import Document, Format
from figtag.evidence import Evidence, Finding
from figtag.labels import EvidenceKind, Label, Role
from figtag.lines import Lines
from figtag.margins import in_reading_order
from figtag.patterns import lazy_regex
from figtag.read import UnreadableError, read
from figtag.records import Mention, record
from figtag.report import values, words
from figtag.tables import Tables, load_tables
from figtag.tokens import Tokens
from figtag.unreal import Place
from figtag.verdict import RANKS, judge

WIDTH = 100

_PLACE = lazy_regex(r"(?P<file>.+?):(?P<line>\d{1,9})(?::(?P<column>\d{1,9}))?", regex.DOTALL)

PATHS = {
    "clause": "in the same clause",
    "sentence": "in the same sentence",
    "parenthesis": "in the parenthesis behind it",
    "block": "in the same paragraph",
    "head": "by the head of its column",
    "row": "by the head of its row",
    "heading": "by a heading above it",
    "lead": "by the lead-in of its list or table",
    "entity": "by the thing that it is a figure of, which the article marks",
    "carried": "carried on from an earlier sentence",
    "note": "by a note of the source",
    "document": "by a notice for the whole article",
    "remark": "by a remark of the same section on such figures",
    "quotation": "as the source of the quotation that it stands in",
    "method": "as part of how a named study was done",
}
"""How words reach a figure, said to a reader; any other path is named as it is."""

REACHES = {
    "link.figure": "A link whose words hold the figure cites for it.",
    "link.claim": "A link whose words are a claim of the sentence cites for it, for the rest of the sentence weakly.",
    "link.anchor": "A link whose words name a source or a report cites for the words around it.",
    "citation.mark": "A reference mark covers its sentence, back to the mark before it.",
    "citation.parenthesis": "A source in parentheses stands for what is before it.",
    "citation.dash": "A name after a dash says whose words they are.",
}
"""Why words count that no row of the tables holds."""

RANK_NAMES = ("frame", "source", "estimate", "possibility")
"""The ranks of ``verdict.RANKS``, in their order."""

WOULD_BE = (
    ("a frame such as “suppose”", EvidenceKind.FRAME),
    ("a source in its clause, such as “according to” with a name", EvidenceKind.ATTRIBUTION),
    ("a word of estimate in its clause", EvidenceKind.ESTIMATE),
    ("“could” or “might” before it", EvidenceKind.POSSIBILITY),
)


class Numbered(Struct, frozen=True, gc=False):
    """One number with the inner finding and its public form."""

    finding: Finding
    mention: Mention
    document: Document
    """The document of its blocks: the article, or what a web page shows beside it."""


def parse_place(place: str) -> tuple[str, int, int | None]:
    """``FILE:LINE`` or ``FILE:LINE:COLUMN`` in its parts; ``ValueError`` for anything else.

    >>> parse_place("C:/a.md:3:14"), parse_place("a.md:3")
    (('C:/a.md', 3, 14), ('a.md', 3, None))
    """
    match = _PLACE.fullmatch(place)
    if match is None:
        raise ValueError(f"{place!r} is no place: write FILE:LINE or FILE:LINE:COLUMN")
    column = match["column"]
    return match["file"], int(match["line"]), None if column is None else int(column)


def explain_place(data: bytes, name: str, format: str | None, line: int, column: int | None) -> Iterator[str]:
    """The story of the number at a place of a file, or of all that begin in its line, line by line.

    Raises :class:`UnreadableError` when there is no number at the place.
    """
    tables = load_tables()
    document = read(data, name, tables, None if format is None else Format(format))
    findings, beside = examine(document, tables), examine_margin(document, tables)
    audit = record(name, "", document, findings, beside)
    placed = in_reading_order(document, findings, beside)
    numbers = [Numbered(one, public, within) for (one, within), public in zip(placed, audit.mentions, strict=True)]
    for index, number in enumerate(_at(numbers, document.source, line, column)):
        if index:
            yield ""
        yield from _story(number, name, tables)


def _at(numbers: list[Numbered], source: str, line: int, column: int | None) -> list[Numbered]:
    here = [number for number in numbers if number.mention.line == line]
    if column is not None:
        named = ", ".join(f"{words.clean(n.mention.shown)} at {line}:{n.mention.column}" for n in here)
        here = [n for n in here if n.mention.column <= column < n.mention.column + n.mention.end - n.mention.start]
        if not here and named:
            raise UnreadableError(f"no number at {line}:{column}; the line holds {named}")
    if not here:
        last, _ = Lines(source).place(len(source.rstrip("\r\n")))
        beyond = f"; the file ends at line {last}" if line > last else ""
        raise UnreadableError(f"no number in line {line}{beyond}")
    return here


def _story(number: Numbered, name: str, tables: Tables) -> Iterator[str]:
    why = known_whys(tables)
    mention, finding, document = number.mention, number.finding, number.document
    yield f"{words.clean(name)}:{mention.line}:{mention.column}  {words.clean(mention.shown)}"
    yield from _field("stands in", _sentence(document, finding))
    block = document.blocks[finding.mention.block]
    for title, indexes in (("heads", block.heads), ("under", document.headings(block.index))):
        named = [words.clean(document.blocks[index].text) for index in indexes]
        if any(named):
            yield from _field(title, " < ".join(filter(None, named)))
    yield from _field("read as", _reading(mention))
    if mention.role is not Role.FIGURE:
        yield from _field("label", "none: only figures are judged")
        return
    if finding.mention.could_be:
        yield from _field("could be", ", ".join(_others(number)))
    for title, text, at in (
        ("is about", mention.subject, finding.subject.entity_at),
        ("measures", mention.property, finding.subject.property_at),
        ("counts", mention.counted, None),
    ):
        if text:
            yield from _field(title, f"{words.clean(text)}{_where(at, document)}")
    unreal = finding.subject.unreal
    if unreal is not None:
        yield from _field("marked", f"{words.clean(unreal.name)} is not actual{_where(unreal.mark, document)}")
    yield from _field("label", f"{words.label(mention)}, modality {mention.modality}")
    yield from _ladder(finding, document)
    if finding.evidence:
        yield ""
        yield "  In reach, strongest first:"
        for evidence in finding.evidence:
            yield from _cue(evidence, document, why)
    beside = list(_beside(finding, document, tables))
    if beside:
        yield ""
        yield "  In the same paragraph, but out of reach:"
        yield from beside
    yield ""
    yield "  What would change it:"
    yield from _changes(finding, document)


def _reading(mention: Mention) -> str:
    parts = [f"{'minor ' if mention.minor else ''}{mention.role.value}"]
    if mention.role is Role.FIGURE:
        parts.append(values.value(mention))
        if mention.unit:
            parts.append(f"unit {mention.unit}")
        if mention.approximate:
            parts.append("approximate")
        if mention.change is not None:
            parts.append(f"a change {mention.change.value}")
    return ", ".join(parts)


def _others(number: Numbered) -> Iterator[str]:
    """The values of the readings that the text leaves possible."""
    for other in number.finding.mention.could_be:
        read = {"low": other.low, "high": other.high, "unit": other.unit, "unit_text": None}
        yield values.value(Mention(**{**number.mention.__dict__, **read}))


def _ladder(finding: Finding, document: Document) -> Iterator[str]:
    """The ranks from the strongest down, and where the figure's evidence stands on them."""
    yield ""
    yield "  The first rank with evidence decides:"
    decided = False
    for rank, (name, (label, kinds)) in enumerate(zip(RANK_NAMES, RANKS, strict=True), 1):
        held = [one for one in finding.evidence if one.kind in kinds]
        text = ", ".join(f"“{_text(one, document)}”" for one in held) or "–"
        mark = ""
        if any(not one.lost for one in held) and not decided:
            mark, decided = f"  <- decides: {label}", True
        elif held:
            mark = "  (nearer words win)" if all(one.lost for one in held) else "  (outranked)"
        yield f"    {rank}. {name:<12} {text}{mark}"
    yield f"    5. {'nothing':<12} {'–' if decided else '<- decides: ' + Label.UNSUPPORTED}"


def _cue(evidence: Evidence, document: Document, why: dict[str, str]) -> Iterator[str]:
    block = document.blocks[evidence.block]
    at = block.source(evidence.span.start, evidence.span.end)
    line, column = Lines(document.source).place(at.start)
    path = PATHS.get(evidence.path, evidence.path)
    yield f"    “{_text(evidence, document)}” at {line}:{column}: {evidence.kind.value}, {path}"
    if evidence.name or evidence.url:
        named = " ".join(words.clean(part) for part in (evidence.name, evidence.url) if part)
        yield from _field("source", named, 8)
    reason = why.get(evidence.rule)
    yield from _field("rule", evidence.rule + (f": {reason}" if reason else ""), 8)


def _beside(finding: Finding, document: Document, tables: Tables) -> Iterator[str]:
    """The cues of the figure's block that do not reach it."""
    block = document.blocks[finding.mention.block]
    taken = [one.span for one in finding.evidence if one.block == block.index]
    for cue in find_cues(Tokens.of(block.text), tables):
        if cue.row.gives is None or any(cue.span.meets(span) for span in taken):
            continue
        line, column = Lines(document.source).place(block.source(cue.span.start, cue.span.end).start)
        yield f"    “{words.clean(cue.span.of(block.text))}” at {line}:{column} ({cue.row.id})"


@cache
def known_whys(tables: Tables) -> dict[str, str]:
    """Why each row of the tables and each reach is there, by its id."""
    why = {row.id: row.why for row in tables.cues}
    return REACHES | why | {row.id: row.why for family in tables.words.values() for row in family}


def _changes(finding: Finding, document: Document) -> Iterator[str]:
    """What another verdict would rest on, found by judging again without the deciding words, and with more."""
    mention, subject, evidence = finding.mention, finding.subject, finding.evidence
    if evidence and finding.label is not Label.UNSUPPORTED:
        kinds = next(kinds for _, kinds in RANKS if evidence[0].kind in kinds)
        gone = [one for one in evidence if one.kind in kinds and not one.lost]
        rest = tuple(one for one in evidence if one not in gone)
        without = " and ".join(f"“{_text(one, document)}”" for one in gone)
        other = judge(mention, subject, tuple(_fresh(one) for one in rest))
        by = f", by “{_text(other.evidence[0], document)}”" if other.label is not Label.UNSUPPORTED else ""
        yield f"    without {without} it would be {other.label}{by}"
    told = {finding.label}
    for what, kind in WOULD_BE:
        more = Evidence(kind, mention.block, mention.span, "", "clause")
        other = judge(mention, subject, (*(_fresh(one) for one in evidence), more))
        if other.label not in told:
            told.add(other.label)
            yield f"    with {what} it would be {other.label}"


def _fresh(evidence: Evidence) -> Evidence:
    return Evidence(
        evidence.kind,
        evidence.block,
        evidence.span,
        evidence.rule,
        evidence.path,
        evidence.name,
        evidence.url,
        evidence.distance,
        evidence.weight,
    )


def _sentence(document: Document, finding: Finding) -> str:
    block, span = finding.mention.block, finding.mention.span
    for sentence in document.sentences(block):
        if sentence.meets(span):
            return words.clean(sentence.of(document.blocks[block].text))
    return words.clean(document.blocks[block].text)


def _text(evidence: Evidence, document: Document) -> str:
    return words.clean(evidence.span.of(document.blocks[evidence.block].text))


def _where(at: Place | None, document: Document) -> str:
    if at is None:
        return ""
    source = document.blocks[at.block].source(at.span.start, at.span.end)
    line, column = Lines(document.source).place(source.start)
    return f" ({line}:{column})"


def _field(title: str, text: str, indent: int = 2) -> Iterator[str]:
    """A titled text, wrapped under itself."""
    head = f"{' ' * indent}{title:<10} "
    for index, line in enumerate(wrap(text, WIDTH - len(head)) or [""]):
        yield (head if index == 0 else " " * len(head)) + line
