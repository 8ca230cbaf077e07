"""Calculations with invented numbers: an example or an assumption that is reckoned out over several blocks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from figtag.clauses import Sentence
from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.mentions import Mention
from figtag.patterns import lazy_regex
from figtag.scope.analysis import Analyses, Analysis
from figtag.span import last_sign
from figtag.tables import Tables
from figtag.worked import example_firsts, example_label, turns_actual, works_on

LONGEST_LABEL = 12
"""Tokens of a line that introduces an example."""
LONGEST_LINE = 12
"""Tokens of a paragraph that may be a line of a calculation; a longer one is prose."""
FARTHEST_STEP = 30
"""Blocks from one step of a calculation to the next, at most."""
ZERO = Decimal(0)
LABEL = "frame.example-label"
RESULT = lazy_regex(r"[=≈≃→⇒]")
_OPERATOR = lazy_regex(r"[×÷*]|(?<=[\d)] )[/x](?= [\d(])|(?<=\w )/(?= \d)")
_LABELS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
_READ = (*_LABELS, BlockKind.CELL)


def is_equation(text: str) -> bool:
    """True for a calculation with its result.

    >>> [is_equation(text) for text in ("2M × 3 = 6M", "QPS = 6M / 86,400 s", "price = $5", "7/8 of us")]
    [True, True, False, False]
    """
    return RESULT.search(text) is not None and _OPERATOR.search(text) is not None


@cache
def _carrying(tables: Tables) -> frozenset[str]:
    """The rows of frames whose numbers are reckoned on with."""
    return frozenset((LABEL, *(row.id for row in tables.cues if row.carries)))


class Calculations:
    """The reach of examples and assumptions over the blocks in which they are reckoned out."""

    def __init__(self, analyses: Analyses) -> None:
        self.analyses = analyses
        self.document = analyses.document
        opened = not example_firsts(analyses.tables).isdisjoint(analyses.openings)
        self._examples_of = dict(self._examples()) if opened else {}
        self._assumed: dict[Decimal, Evidence] = {}
        self._last = 0
        self._result: tuple[Evidence, int | None] | None = None

    def evidence(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """The example or assumption that a figure of a calculation rests on."""
        found = self._examples_of.get(block.index) or self._derived(block, analysis, mention)
        if found is not None:
            self._result = found, block.section
        elif self._result is not None and self._result[1] == block.section and self._is_line(block, mention):
            found = self._result[0]
        if found is not None:
            yield found

    def _is_line(self, block: Block, mention: Mention) -> bool:
        """True for a line that says a number under the equations of its section: "Per day: 50 GB"."""
        before = last_sign(block.text, mention.span.start, "~≈$€£¥ ")
        key = block.kind is BlockKind.ITEM or len(self.document.tokens(block.index)) <= LONGEST_LINE
        return key and before in ("", ":") and self._is_open(block)

    # examples

    def _examples(self) -> Iterator[tuple[int, Evidence]]:
        """The blocks of each example that is reckoned out: the label over them and a calculation among them show it."""
        firsts = example_firsts(self.analyses.tables)
        label: Evidence | None = None
        blocks: list[int] = []
        reckoned = False
        for block in self.document.blocks:
            first = self.document.tokens(block.index).lower[:1]
            opened = self._label(block) if first and first[0] in firsts else None
            if opened is None and label is None:
                continue
            if opened is not None and block.index in self.analyses.figures:
                if is_equation(block.text):
                    yield block.index, opened
                opened = None
            if label is not None and (opened is not None or self._ends(block, label.block)):
                if reckoned:
                    yield from ((at, label) for at in blocks)
                label, blocks, reckoned = None, [], False
            if opened is not None:
                label = opened
            elif label is not None and block.kind in _READ and self._is_open(block):
                blocks.append(block.index)
                reckoned = reckoned or is_equation(block.text)
        if label is not None and reckoned:
            yield from ((at, label) for at in blocks)

    def _label(self, block: Block) -> Evidence | None:
        """The words of a line that introduces an example, "Example: sizing a cache", or is one."""
        if block.kind not in _LABELS:
            return None
        sentence = Sentence(
            self.document.tokens(block.index), self.document.sentences(block.index)[0], 0, self.analyses.tables
        )
        span = example_label(sentence)
        short = len(self.document.tokens(block.index)) <= LONGEST_LABEL
        if span is None or not (short or block.index in self.analyses.figures):
            return None
        return Evidence(EvidenceKind.FRAME, block.index, span, LABEL, "calculation", weight=2)

    def _ends(self, block: Block, label: int) -> bool:
        """True for a heading, and for prose that reckons nothing: the example is over."""
        head = self.document.blocks[label]
        if block.kind is BlockKind.HEADING:
            return head.kind is not BlockKind.HEADING or block.level <= head.level
        if block.kind is not BlockKind.PARAGRAPH or head.kind is BlockKind.HEADING:
            return False
        prose = len(self.document.tokens(block.index)) > LONGEST_LINE and not block.text.rstrip().endswith(":")
        return prose and not is_equation(block.text)

    def _is_open(self, block: Block) -> bool:
        """True for a block whose figures may be invented: no source is named, and nothing said to be actual."""
        if block.index not in self.analyses.figures:
            return True
        prose = block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.ITEM and block.text.endswith("."))
        prose = prose and not is_equation(block.text)
        return not any(
            analysis.attributions
            or analysis.citations
            or turns_actual(analysis.sentence)
            or (prose and not works_on(analysis.sentence))
            for analysis in self.analyses.of(block)
        )

    # assumptions

    def learn(self, mention: Mention, items: tuple[Evidence, ...]) -> None:
        """Take note of a figure that was judged: an assumed one is an operand of what follows."""
        if not items:
            return
        carrying = _carrying(self.analyses.tables)
        frame = next((item for item in items if item.kind is EvidenceKind.FRAME and item.rule in carrying), None)
        value = _value(mention) if frame is not None else None
        if value is not None and frame is not None:
            self._assumed[value] = replace(frame, path="calculation", weight=2)
            self._last = mention.block

    def _derived(self, block: Block, analysis: Analysis, mention: Mention) -> Evidence | None:
        """What an equation takes from an assumption before it, or makes of it: "10M × 2 = 20M"."""
        if not self._assumed or block.index - self._last > FARTHEST_STEP:
            return None
        value = _value(mention)
        span = analysis.sentence.span
        if RESULT.search(block.text, span.start, span.end) is None:
            return None
        if value in self._assumed and is_equation(span.of(block.text)):
            return self._assumed[value]
        for other in self.analyses.figures_in(block, span):
            if other.span.start >= mention.span.start:
                return None
            operand = self._assumed.get(_value(other) or ZERO)
            if operand is not None and RESULT.search(block.text, other.span.end, mention.span.start + 1):
                return operand
        return None


def _value(figure: Mention) -> Decimal | None:
    """The plain number of a figure that has one."""
    if figure.low is None or figure.low != figure.high:
        return None
    return figure.low / 100 if figure.unit == "percent" else figure.low
