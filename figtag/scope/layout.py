"""What the blocks over and beside a figure say of it: heads, row marks, captions, lead-ins, headings, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from figtag.clauses import clause_values
from figtag.cues import cue_rows
from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.scope.analysis import MODAL, Analyses, Analysis
from figtag.scope.antecedents import Antecedents
from figtag.scope.clause import is_fulfilled
from figtag.scope.examples import Examples
from figtag.sources import find_owner, is_column_of_sources, names_source
from figtag.span import Span
from figtag.subjects import Subject
from figtag.tables import CueRow, Reach
from figtag.worked import case_of, is_actual, is_plain

_LEADING_IN = (*MODAL, EvidenceKind.VAGUE, EvidenceKind.FIRST_PARTY)
"""What cues of a lead-in give to the blocks that it introduces."""
WIDE = (Reach.HEAD, Reach.LIST, Reach.SECTION, Reach.DOCUMENT)
"""The reaches of cues that carry beyond their sentence."""
MOST = 100
"""Pieces of evidence that one reach brings to a figure: a row of a thousand links would bring a thousand to each."""
LONGEST_LABEL = 100
"""Characters of a line with a colon that introduces the paragraph after it."""
LONGEST_TITLE = 60
"""Characters of a line that stands over paragraphs as a heading does."""
DEEPEST_LIST = 4
"""Lists inside lists whose lead-ins are looked for."""


class Layout:
    """The reaches of blocks over the blocks that they head or stand beside."""

    def __init__(self, analyses: Analyses, antecedents: Antecedents, examples: Examples) -> None:
        self.analyses = analyses
        self.document = analyses.document
        self.antecedents = antecedents
        self.examples = examples
        self._marked_rows: dict[tuple[int | None, int], list[Block]] | None = None
        self._captions: dict[int, list[Block]] | None = None
        self._row_sources: dict[tuple[int | None, int], list[Evidence]] | None = None
        self._strong_cases: dict[int, list[Evidence]] | None = None
        self._titled: dict[int, int] | None = None
        self._wide: dict[int, tuple[Evidence, ...]] = {}
        self._actual: dict[int, bool] = {}
        self._remarks: dict[int | None, list[tuple[EvidenceKind, Evidence, str]]] = {}
        self._reached: dict[int, tuple[Evidence, ...]] = {}
        self._headed: dict[tuple[int | None, bool], tuple[Evidence, ...]] = {}

    def over(self, block: Block) -> tuple[Evidence, ...]:
        """What reaches all figures of a block alike from the blocks over and beside it."""
        known = self._reached.get(block.index)
        if known is None:
            known = self._reached[block.index] = tuple(islice(self._over(block), MOST))
        return known

    def _over(self, block: Block) -> Iterator[Evidence]:
        if block.heads:
            yield from self._from_heads(block)
        if block.group is not None:
            yield from self._from_cases(block)
        items = (*self._from_lead(block), *self._from_caption(block), *self._headings_over(block))
        actual = bool(items) and any(head != block.index and self._is_actual(head) for head in block.heads)
        for item in items:
            if not (actual and item.kind is EvidenceKind.ESTIMATE):
                yield item

    # tables

    def row_marks(self, block: Block) -> Iterator[Evidence]:
        """A footnote mark or citing link in a row of a table covers the row; so does what a column of sources says."""
        if block.row is None or block.is_head:
            return
        yield from (item for item in self._column_of_sources(block) if item.block != block.index)
        for other in self._rows().get((block.group, block.row), ()):
            if other.index == block.index:
                continue
            for index, analysis in enumerate(self.analyses.of(other)):
                for source in analysis.citations:
                    yield self.antecedents.carried(other, index, source, "row")

    def _column_of_sources(self, block: Block) -> list[Evidence]:
        """What the cell of a row under a head "Source" names."""
        if self._row_sources is None:
            self._row_sources = {}
            for cell in self.document.blocks:
                if cell.row is None or cell.is_head or not cell.heads or not cell.text:
                    continue
                head, tables = self.document.tokens(cell.heads[0]), self.analyses.tables
                if is_column_of_sources(head, tables) and (
                    cell.links or names_source(self.document.tokens(cell.index), tables)
                ):
                    url = cell.links[0].url if cell.links else None
                    span, name = Span(0, len(cell.text)), cell.text[:LONGEST_LABEL]
                    kind = EvidenceKind.LINK if cell.links else EvidenceKind.CITATION
                    found = Evidence(kind, cell.index, span, "citation.row", "row", name, url, weight=1)
                    self._row_sources.setdefault((cell.group, cell.row), []).append(found)
        return self._row_sources.get((block.group, block.row or 0), [])

    def _rows(self) -> dict[tuple[int | None, int], list[Block]]:
        """The cells with marks or links, by table and row."""
        if self._marked_rows is None:
            self._marked_rows = {}
            for block in self.document.blocks:
                if block.row is not None and (block.marks or block.links):
                    self._marked_rows.setdefault((block.group, block.row), []).append(block)
        return self._marked_rows

    def _from_heads(self, block: Block) -> Iterator[Evidence]:
        """What the head cells of a column and a row say of a cell."""
        for head in block.heads:
            if head != block.index:
                yield from self._wide_evidence(head, "head")

    def _from_cases(self, block: Block) -> Iterator[Evidence]:
        """What "Bull" and "Bear" say of the "Base" beside them: it is a case too."""
        if block.group is None or block.kind not in (BlockKind.CELL, BlockKind.ITEM):
            return
        for at in block.heads or (block.index,):
            if case_of(self.document.tokens(at), self.analyses.tables) == "mild":
                yield from self._cases().get(block.group, ())

    def _cases(self) -> dict[int, list[Evidence]]:
        """The heads of columns and the keys of items that name a case, by table or list."""
        if self._strong_cases is None:
            self._strong_cases = {}
            for block in self.document.blocks:
                if block.group is None or not (block.is_head or block.kind is BlockKind.ITEM):
                    continue
                tokens = self.document.tokens(block.index)
                if case_of(tokens, self.analyses.tables) == "strong":
                    span = Span(tokens.starts[0], tokens.ends[0])
                    found = Evidence(EvidenceKind.FRAME, block.index, span, "frame.case-key", "head", weight=2)
                    self._strong_cases.setdefault(block.group, []).append(found)
        return self._strong_cases

    def _is_actual(self, at: int) -> bool:
        """True for a head cell that says that what it heads is actual."""
        known = self._actual.get(at)
        if known is None:
            analyses = self.analyses.of(self.document.blocks[at])
            known = self._actual[at] = any(is_actual(analysis.sentence) for analysis in analyses)
        return known

    def _from_caption(self, block: Block) -> Iterator[Evidence]:
        """What the caption of a table says of its cells: whose measurement or estimate they are."""
        if block.group is None or block.kind is not BlockKind.CELL:
            return
        for caption in self._table_captions().get(block.group, ()):
            yield from self._wide_evidence(caption.index, "caption")
            for index, analysis in enumerate(self.analyses.of(caption)):
                for source in analysis.attributions:
                    yield self.antecedents.carried(caption, index, source, "caption")

    def _table_captions(self) -> dict[int, list[Block]]:
        """The captions of tables, by the table's group."""
        if self._captions is None:
            self._captions = {}
            for block in self.document.blocks:
                if block.kind is BlockKind.CAPTION and block.group is not None:
                    self._captions.setdefault(block.group, []).append(block)
        return self._captions

    # lead-ins

    def _from_lead(self, block: Block) -> Iterator[Evidence]:
        """What the words that introduce a list or table say of it."""
        lead, depth = block.lead, 0
        label = self._label_before(block) if lead is None else None
        if label is not None:
            if len(self.document.blocks[label].text) <= LONGEST_LABEL:
                yield from self._wide_evidence(label, "lead")
            yield from self._acts(self.document.blocks[label])
        title = self._titles().get(block.index)
        if title is not None:
            yield from self._of_heading(block, title)
        while lead is not None and depth < DEEPEST_LIST:
            introduces = self.document.blocks[lead]
            if introduces.kind is not BlockKind.HEADING:
                if introduces.text.rstrip().endswith(":"):
                    yield from self._lead_evidence(introduces)
                elif block.kind is BlockKind.CELL:
                    yield from self._table_report(introduces)
                    yield from self._acts(introduces)
            lead, depth = introduces.lead, depth + 1

    def _label_before(self, block: Block) -> int | None:
        """A paragraph or line that ends in a colon directly before a paragraph introduces it."""
        if block.kind is not BlockKind.PARAGRAPH or not block.index:
            return None
        before = self.document.blocks[block.index - 1]
        prose = before.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
        return before.index if prose and before.text.rstrip().endswith(":") else None

    def _table_report(self, lead: Block) -> Iterator[Evidence]:
        """A paragraph before a table that says whose reckoning it reports, without a figure of its own."""
        for at in range(self.analyses.count(lead.index) - 1, -1, -1):
            analysis = self.analyses.at(lead, at)
            for source in (*analysis.attributions, *(act for act in analysis.acts if act.lasts)):
                if source.kind is EvidenceKind.FIRST_PARTY or lead.index not in self.analyses.figures:
                    yield self.antecedents.carried(lead, at, source, "lead")
                    return

    def _lead_evidence(self, block: Block) -> Iterator[Evidence]:
        """What the last sentence of a lead-in says, and the worked example that it goes on with."""
        last = self.analyses.count(block.index) - 1
        if last < 0:
            return
        analysis = self.analyses.at(block, last)
        for cue in analysis.cues:
            row = cue.row
            if row.reach is Reach.FIGURE:
                continue
            if row.gives in _LEADING_IN and (not row.needs or is_fulfilled(analysis, cue)):
                assert row.gives is not None
                name = "first-party" if row.gives is EvidenceKind.FIRST_PARTY else None
                yield Evidence(row.gives, block.index, cue.span, row.id, "lead", name, weight=1)
        for source in analysis.attributions:
            yield self.antecedents.carried(block, last, source, "lead")
        if not analysis.attributions:
            yield from self._owned(block, analysis, "lead")
        yield from self._acts(block)
        yield from self.examples.evidence(block, analysis)

    def _acts(self, lead: Block) -> Iterator[Evidence]:
        """What the authors say that they measured or reckoned, in the last sentence of what introduces a block."""
        last = self.analyses.count(lead.index) - 1
        for act in self.analyses.at(lead, last).acts if last >= 0 else ():
            yield self.antecedents.carried(lead, last, act, "lead")

    def _owned(self, block: Block, analysis: Analysis, path: str) -> Iterator[Evidence]:
        """ "EIA projections:", "CBO-Based Estimates": a name with a noun of reporting heads what follows."""
        owner = find_owner(analysis.sentence, with_noun=True)
        if owner is not None:
            span = analysis.sentence.span
            yield Evidence(EvidenceKind.ATTRIBUTION, block.index, span, "attribution.noun", path, owner, weight=2)

    # headings and sections

    def _headings_over(self, block: Block) -> tuple[Evidence, ...]:
        """The same for all blocks of a section that are listed, and for all that are not."""
        key = block.section, block.kind in (BlockKind.ITEM, BlockKind.CELL)
        known = self._headed.get(key)
        if known is None:
            known = self._headed[key] = tuple(self._from_headings(block))
        return known

    def _from_headings(self, block: Block) -> Iterator[Evidence]:
        """What the headings above say of the blocks under them; of prose only what is said of a whole section."""
        listed = block.kind in (BlockKind.ITEM, BlockKind.CELL)
        for depth, at in enumerate(self.document.headings(block.index)):
            heading = self.document.blocks[at]
            if self._wide_evidence(at, "heading"):
                yield from self._of_heading(block, at)
            if depth < 2 and listed and heading.text:
                yield from self._owned(heading, self.analyses.at(heading, 0), "heading")

    def _of_heading(self, block: Block, at: int) -> Iterator[Evidence]:
        listed = block.kind in (BlockKind.ITEM, BlockKind.CELL)
        for item in self._wide_evidence(at, "heading"):
            if listed or self._row(item.rule).reach not in (Reach.LIST, Reach.HEAD):
                yield item

    def _titles(self) -> dict[int, int]:
        """The short line without an end that stands over blocks as a heading does: the nearest, by block."""
        if self._titled is None:
            self._titled = {}
            title: int | None = None
            for block in self.document.blocks:
                if block.kind is BlockKind.HEADING:
                    title = None
                elif block.kind is BlockKind.PARAGRAPH and _is_title(block.text):
                    title = block.index
                elif title is not None:
                    self._titled[block.index] = title
        return self._titled

    def remarks(self, block: Block, subject: Subject) -> Iterator[Evidence]:
        """What a sentence of the section, itself without a figure, says of the results or of the thing of a cell."""
        for kind, evidence, said in self._section_remarks(block.section):
            if kind is EvidenceKind.FIRST_PARTY or (
                subject.entity and len(subject.entity) > 2 and subject.entity in said
            ):
                yield evidence

    def _section_remarks(self, section: int | None) -> list[tuple[EvidenceKind, Evidence, str]]:
        """The remarks of a section: their kind, the evidence, and the words before the cue."""
        known = self._remarks.get(section)
        if known is None:
            known = self._remarks[section] = [
                remark
                for block in self._paragraphs.get(section, ())
                for analysis in self.analyses.of(block)
                if not analysis.mentions
                for remark in _remarks(block, analysis)
            ]
        return known

    @cached_property
    def _paragraphs(self) -> dict[int | None, list[Block]]:
        """The paragraphs of each section."""
        paragraphs: dict[int | None, list[Block]] = {}
        for block in self.document.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                paragraphs.setdefault(block.section, []).append(block)
        return paragraphs

    def _row(self, rule: str) -> CueRow:
        return cue_rows(self.analyses.tables)[rule]

    def _wide_evidence(self, at: int, path: str) -> tuple[Evidence, ...]:
        """The cues of a block that carry beyond it."""
        known = self._wide.get(at)
        if known is None:
            block = self.document.blocks[at]
            analyses = self.analyses.of(block)
            known = self._wide[at] = tuple(item for one in analyses for item in _wide(block, one, path))
        return known


def _is_title(text: str) -> bool:
    """True for a short line with a capital and without a full stop: "Scenario A: slow growth"."""
    return len(text) <= LONGEST_TITLE and text[:1].isupper() and text[-1].isalnum()


def _remarks(block: Block, analysis: Analysis) -> Iterator[tuple[EvidenceKind, Evidence, str]]:
    """The remarks of one sentence."""
    for cue in analysis.cues:
        gives = cue.row.gives
        if gives is EvidenceKind.FIRST_PARTY and cue.row.reach is Reach.SECTION:
            name = "first-party"
        elif gives in MODAL and cue.row.reach in WIDE and not cue.row.needs:
            name = None
        else:
            continue
        assert gives is not None
        said = block.text[analysis.sentence.span.start : cue.span.start]
        yield gives, Evidence(gives, block.index, cue.span, cue.row.id, "remark", name, weight=2), said


def _wide(block: Block, analysis: Analysis, path: str) -> Iterator[Evidence]:
    """The cues of one sentence that carry beyond its block."""
    coordinators = clause_values(analysis.sentence.tables).get("coordinator", frozenset())
    mixed = not (coordinators | {"&"}).isdisjoint(analysis.sentence.tokens.lower)
    for cue in analysis.cues:
        row = cue.row
        if row.gives not in MODAL or (row.reach not in WIDE and not row.condition):
            continue
        if row.needs and not is_fulfilled(analysis, cue):
            terms = cue.first > 0 or is_plain(analysis.sentence, cue.last)
            if path != "head" or not row.condition or terms:
                continue
        if path == "heading" and mixed and row.gives is EvidenceKind.ESTIMATE:
            continue
        assert row.gives is not None
        yield Evidence(row.gives, block.index, cue.span, row.id, path, weight=2)
