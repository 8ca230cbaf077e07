"""What the page shows of one article: its blocks cut into runs of text, marked figures and deciding words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.document import Block, BlockKind, Piece
from figtag.labels import Label
from figtag.patterns import lazy_re
from figtag.read import read_text
from figtag.report import Options, values, words
from figtag.span import Span
from figtag.tables import load_tables

if TYPE_CHECKING:
    from figtag.records import Audit, Evidence, Mention

DEEPEST_HEADING = 6
HEADINGS_ABOVE = 2
"""Levels of headings that the page itself takes: its title and the name of the article."""


_NUMBERED = lazy_re(r"\(?\d{1,9}[.)]\s")


class Cue(Struct, frozen=True, gc=False):
    """Words that bear on figures, as the page names them."""

    id: str
    text: str
    figures: list[str] = []
    """Ids of the figures that they decide."""
    others: list[str] = []
    """Ids of the figures that they bear on without deciding."""


class Figure(Struct, frozen=True, gc=False):
    """A marked figure and its story."""

    id: str
    mention: Mention
    value: str
    about: str
    label: str
    """The name of the label, or of the role of a number that is no figure."""
    letter: str
    decided: Cue | None
    reasons: list[tuple[str, Cue]]
    """How each piece of evidence came to bear on it."""
    source: str
    url: str
    """Where the source can be opened; empty unless it is an address of the web."""
    page: int | None
    """Of a printed article."""


class Run(Struct, frozen=True, gc=False):
    """A run of text inside one block, and the cues that it belongs to."""

    text: str
    cues: list[Cue]


class Part(Struct, frozen=True, gc=False):
    """Runs that stand inside one figure, or between figures."""

    figure: Figure | None
    runs: list[Run]


class Shown(Struct, frozen=True, gc=False):
    """A block as the page shows it."""

    block: Block
    parts: list[Part]

    @property
    def is_numbered(self) -> bool:
        """True for an item that is shown with its number, so that it needs no bullet."""
        return _NUMBERED.match(self.block.text) is not None


class Section(Struct, frozen=True, gc=False):
    """A heading, a paragraph, a list, a table: blocks that stand in one element."""

    kind: str
    tag: str
    blocks: list[Shown]

    @property
    def rows(self) -> list[list[list[Shown]]]:
        """The cells of a table by row and column; one that is empty, or that another reaches over, holds nothing."""
        width = max((shown.block.column or 0 for shown in self.blocks), default=-1) + 1
        rows: list[list[list[Shown]]] = []
        for _, row in groupby(self.blocks, key=lambda shown: shown.block.row):
            rows.append([[] for _ in range(width)])
            for shown in row:
                rows[-1][shown.block.column or 0].append(shown)
        return rows


class Page(Struct, frozen=True, gc=False):
    """One article."""

    id: str
    audit: Audit
    counts: words.Counts
    shares: list[tuple[Label, int]]
    """The labels that occur, with their counts."""
    sections: list[Section]
    beside: list[Section]
    """What a web page shows beside the article, where its numbers are asked for."""
    figures: list[Figure]
    cues: list[Cue]


def page_of(audit: Audit, name: str, options: Options) -> Page:
    """What the page shows of an article; ``name`` is its id, with which those of its parts begin."""
    figures, cues = _figures(audit, name, options)
    document = read_text(audit.document.text, audit.document.format, load_tables())
    shown = list(_sections(_shown(document.blocks, figures, cues)))
    margin = document.margin.document.blocks if options.all and document.margin is not None else ()
    beside = list(_sections(_shown(margin, figures, cues)))
    counts = words.Counts.of(audit)
    shares = [(label, count) for label, count in zip(Label, counts.labels, strict=True) if count]
    return Page(name, audit, counts, shares, shown, beside, figures, [cue for cue, _ in cues.values()])


def _figures(
    audit: Audit, name: str, options: Options
) -> tuple[list[Figure], dict[tuple[int, int], tuple[Cue, Evidence]]]:
    cues: dict[tuple[int, int], tuple[Cue, Evidence]] = {}
    figures = []
    for index, mention in enumerate(words.chosen(audit, options), 1):
        id = f"{name}-f{index}"
        decided, reasons = None, []
        for evidence in mention.evidence:
            place = evidence.start, evidence.end
            cue, _ = cues.setdefault(place, (Cue(f"{name}-c{len(cues) + 1}", words.clean(evidence.shown)), evidence))
            reasons.append((words.trail(evidence), cue))
            if evidence is mention.deciding:
                decided = cue
                cue.figures.append(id)
            else:
                cue.others.append(id)
        figures.append(_figure(id, mention, decided, reasons, audit.document.page(mention.start)))
    return figures, cues


def _figure(id: str, mention: Mention, decided: Cue | None, reasons: list[tuple[str, Cue]], page: int | None) -> Figure:
    source, url = mention.source, ""
    if source is not None and source.url and source.url.lower().startswith(("http://", "https://")):
        url = source.url
    label = mention.label.value if mention.label is not None else mention.role.value
    named = "" if source is None else words.clean(source.name or source.url or source.kind.value)
    letter = label[0].upper() if mention.label is not None else ""
    value, about = values.value(mention), words.about(mention)
    return Figure(id, mention, value, about, label, letter, decided, reasons, named, url, page)


def _shown(
    blocks: Iterable[Block], figures: list[Figure], cues: dict[tuple[int, int], tuple[Cue, Evidence]]
) -> Iterator[Shown]:
    """Every block that holds text, cut at the ends of figures and cues."""
    blocks = list(blocks)
    places = _Places(blocks)
    marked: dict[int, list[tuple[Span, Figure]]] = {}
    cued: dict[int, list[tuple[Span, Cue]]] = {}
    for figure in figures:
        for index, span in places.of(figure.mention.start, figure.mention.end):
            marked.setdefault(index, []).append((span, figure))
    for (start, end), (cue, _) in cues.items():
        for index, span in places.of(start, end):
            cued.setdefault(index, []).append((span, cue))
    for block in blocks:
        if block.text.strip():
            yield Shown(block, list(_parts(block.text, marked.get(block.index, []), cued.get(block.index, []))))


class _Places:
    """From the source back to the text of blocks."""

    def __init__(self, blocks: list[Block]) -> None:
        self._pieces = sorted(
            ((piece, block.index) for block in blocks for piece in block.pieces), key=lambda each: each[0].source.start
        )
        self._starts = [piece.source.start for piece, _ in self._pieces]

    def of(self, start: int, end: int) -> Iterator[tuple[int, Span]]:
        """The block in which a run of the source begins, and the span of its text; nothing when it is not shown."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first < 0 or self._pieces[first][0].source.end <= start:
            return
        piece, block = self._pieces[first]
        stop, other = self._pieces[last]
        if other == block:
            yield block, Span(_text_at(piece, start), _text_at(stop, end - 1) + 1)


def _text_at(piece: Piece, offset: int) -> int:
    """Where an offset of the source stands in the text; the end of a piece that is not verbatim for its inside."""
    if piece.verbatim:
        return piece.text.start + min(offset - piece.source.start, piece.text.end - piece.text.start - 1)
    return piece.text.start if offset == piece.source.start else piece.text.end - 1


def _parts(text: str, marked: list[tuple[Span, Figure]], cued: list[tuple[Span, Cue]]) -> Iterator[Part]:
    at = 0
    for span, figure in sorted(marked, key=lambda each: each[0]):
        if at < span.start:
            yield Part(None, list(_runs(text, Span(at, span.start), cued)))
        yield Part(figure, list(_runs(text, span, cued)))
        at = span.end
    if at < len(text):
        yield Part(None, list(_runs(text, Span(at, len(text)), cued)))


def _runs(text: str, whole: Span, cued: list[tuple[Span, Cue]]) -> Iterator[Run]:
    """A span of text cut wherever a cue begins or ends."""
    inside = [(span, cue) for span, cue in cued if span.meets(whole)]
    cuts = {whole.start, whole.end}
    for span, _ in inside:
        cuts |= {at for at in (span.start, span.end) if whole.start < at < whole.end}
    ends = sorted(cuts)
    for start, end in pairwise(ends):
        yield Run(text[start:end], [cue for span, cue in inside if span.start <= start and end <= span.end])


_TAGS = {
    BlockKind.PARAGRAPH: "p",
    BlockKind.ITEM: "ul",
    BlockKind.CELL: "table",
    BlockKind.CAPTION: "p",
    BlockKind.NOTE: "p",
    BlockKind.CODE: "pre",
    BlockKind.META: "p",
}


def _sections(shown: Iterable[Shown]) -> Iterator[Section]:
    """Items of one list and cells of one table together, every other block alone."""

    def together(each: Shown) -> tuple[BlockKind, int]:
        block = each.block
        grouped = block.kind in (BlockKind.ITEM, BlockKind.CELL) and block.group is not None
        return (block.kind, block.group if grouped and block.group is not None else -1 - block.index)

    for (kind, _), blocks in groupby(shown, key=together):
        members = list(blocks)
        if kind is BlockKind.HEADING:
            yield Section(kind.value, f"h{min(members[0].block.level + HEADINGS_ABOVE, DEEPEST_HEADING)}", members)
        else:
            yield Section(kind.value, _TAGS[kind], members)
