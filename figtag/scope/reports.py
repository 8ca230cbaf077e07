"""Sources that go on over sentences and paragraphs: continued attributions, quotations, the story of one study."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from figtag.clauses import QUOTE_MARKS, clause_values
from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.mentions import Mention
from figtag.scope.analysis import Analyses, Analysis
from figtag.scope.antecedents import FARTHEST_SENTENCE, Antecedents
from figtag.sources import has_new_subject, is_statistic, is_study, speaks_of_authors
from figtag.span import Span

LEADING = 2
"""Paragraphs of a section that say what it is about."""
LONGEST_STORY = 14
"""Paragraphs over which the report of one study goes on."""
SHORTEST_QUOTATION = 30
"""Characters of a quotation that somebody spoke; a shorter one is a title or a term."""


class Reports:
    """The reaches of sources beyond their sentence."""

    def __init__(self, analyses: Analyses, antecedents: Antecedents) -> None:
        self.analyses = analyses
        self.document = analyses.document
        self.antecedents = antecedents
        self._leading: dict[int | None, list[Block]] = {}
        for block in self.document.blocks:
            if (
                block.kind is BlockKind.PARAGRAPH
                and len(among := self._leading.setdefault(block.section, [])) < LEADING
            ):
                among.append(block)

    def evidence(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """The sources outside a figure's sentence whose report it belongs to."""
        yield from self._quotation(block, analysis, mention)
        yield from self._continued(block, analysis)
        yield from self._story(block, analysis, mention)

    def _quotation(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """The speaker of a quotation that runs over several sentences."""
        quotes = self.analyses.quotes(block)
        place = bisect_right(quotes, mention.span.start, key=_start) - 1
        quote = quotes[place] if place >= 0 and mention.span.start < quotes[place].end else None
        if quote is not None:
            first, last = self.analyses.index_at(block, quote.start), self.analyses.index_at(block, quote.end - 1)
            own = analysis.sentence.index
            near = range(max(first, own - FARTHEST_SENTENCE), min(last, own + FARTHEST_SENTENCE) + 1)
            for at in (*near, first - 1, last + 1):
                if at == own or not 0 <= at < self.analyses.count(block.index):
                    continue
                for source in self.analyses.at(block, at).attributions:
                    if not quote.start < source.span.start < quote.end:
                        yield self.antecedents.carried(block, at, source, "quotation")
                        return
            if quote.end - quote.start >= SHORTEST_QUOTATION:
                yield from self._last_speaker(block, first)
        yield from self._credit(block, mention)

    def _last_speaker(self, block: Block, index: int) -> Iterator[Evidence]:
        """The speaker of a quotation that names none: whoever spoke last in this paragraph or the one before it."""
        for back in range(index - 1, max(index - 1 - FARTHEST_SENTENCE, -1), -1):
            for source in reversed(self.analyses.at(block, back).attributions):
                yield self.antecedents.carried(block, back, source, "quotation")
                return
        before = self.document.blocks[block.index - 1] if block.index else None
        if before is None or before.kind is not BlockKind.PARAGRAPH or before.section != block.section:
            return
        last = self.analyses.count(before.index) - 1
        for back in range(last, max(last - FARTHEST_SENTENCE, -1), -1):
            for source in reversed(self.analyses.at(before, back).attributions):
                yield self.antecedents.carried(before, back, source, "quotation")
                return

    def _credit(self, block: Block, mention: Mention) -> Iterator[Evidence]:
        """ "-- Sam Altman" under a quotation."""
        blocks = self.document.blocks
        said = block.quote or block.text[:1] in QUOTE_MARKS
        for at in (block.index, block.index + 1) if said else ():
            if at >= len(blocks) or not blocks[at].text or blocks[at].section != block.section:
                continue
            sentences = self.document.sentences(at)
            tail = sentences[-1].of(blocks[at].text)
            name = tail.lstrip("-—– ")
            if (
                tail[:1] in "-—–"
                and name[:1].isupper()
                and (at != block.index or mention.span.end <= sentences[-1].start)
            ):
                yield Evidence(EvidenceKind.CITATION, at, sentences[-1], "citation.dash", "quotation", name, weight=1)

    def _continued(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """An attribution goes on while the following sentences keep reporting the same speaker."""
        index = analysis.sentence.index
        if any(source.end > source.start for source in analysis.attributions):
            return
        floor = max(0, index - FARTHEST_SENTENCE)
        while index > floor and self._continues(block, index):
            index -= 1
            before = self.analyses.at(block, index)
            open_ended = [s for s in before.attributions if s.end >= len(before.sentence) - 1]
            if open_ended:
                yield self.antecedents.carried(block, index, open_ended[-1], "carried")
                return
            measured = [act for act in before.acts if act.kind is EvidenceKind.FIRST_PARTY]
            if measured:
                yield self.antecedents.carried(block, index, measured[-1], "carried")
                return
            if before.attributions:
                return

    def _continues(self, block: Block, index: int) -> bool:
        """True when a sentence goes on reporting: by its opening words, or because a list item is one report."""
        if block.kind is BlockKind.ITEM:
            return block.text[self.document.sentences(block.index)[index].start] not in "(["
        opens = self.analyses.at(block, index).goes_on("continue", "result")
        return opens or self._measured_before(block, index)

    def _measured_before(self, block: Block, index: int) -> bool:
        """True when the authors measured something in the sentence before, and this one speaks of "the" result."""
        tokens = self.analyses.at(block, index).sentence.tokens
        definite = clause_values(self.analyses.tables)["definite"]
        if not tokens.lower or tokens.lower[0] not in definite:
            return False
        for back in range(index - 1, max(index - 1 - FARTHEST_SENTENCE, -1), -1):
            before = self.analyses.at(block, back)
            if before.attributions:
                return False
            if any(act.kind is EvidenceKind.FIRST_PARTY for act in before.acts):
                return True
        return False

    def _story(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """A story that is the report of one study goes on with it where no other source or new subject came in."""
        team, rule = analysis.team, analysis.team or analysis.talk
        led = rule is None
        if led and is_statistic(analysis.sentence, mention.unit) and not has_new_subject(analysis.sentence):
            rule = "attribution.study"
        if rule is None or block.kind is not BlockKind.PARAGRAPH or speaks_of_authors(analysis.sentence):
            return
        at, index = block, analysis.sentence.index
        for _ in range(LONGEST_STORY):
            floor = max(0, index - FARTHEST_SENTENCE)
            while index > floor:
                index -= 1
                sources = self.analyses.at(at, index).attributions
                if sources and all(source.standing for source in sources):
                    continue
                if sources:
                    if led and at not in self._leading.get(at.section, ()):
                        return
                    if team or is_study(sources[-1], at.text, self.analyses.tables):
                        carried = self.antecedents.carried(at, index, sources[-1], "carried")
                        yield replace(carried, rule=rule, weight=2)
                    return
            before = self.document.blocks[at.index - 1] if at.index else None
            if before is None or before.kind is not BlockKind.PARAGRAPH or before.section != block.section:
                return
            at, index = before, self.analyses.count(before.index)


def _start(span: Span) -> int:
    return span.start
