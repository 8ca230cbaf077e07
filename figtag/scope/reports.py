"""Sources that go on over sentences and paragraphs: continued attributions, quotations, stories, own measurements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from figtag.clauses import QUOTE_MARKS, Sentence
from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.labels import EvidenceKind
from figtag.mentions import Mention
from figtag.patterns import lazy_re
from figtag.scope.analysis import MODAL, Analyses, Analysis
from figtag.scope.antecedents import FARTHEST_SENTENCE, Antecedents
from figtag.sources import (
    Source,
    capitals_at_head,
    find_results,
    find_subject,
    holds_statistics,
    is_release,
    is_study,
    speaks_of_authors,
    turns_away,
)
from figtag.span import Span, last_sign
from figtag.tense import has_year, tense_of
from figtag.word_classes import grammar

TOLD = (BlockKind.PARAGRAPH, BlockKind.ITEM)
"""The blocks in which something is told."""
_SMALL = lazy_re(r"\b[a-z]+\b")
_CAPITAL = lazy_re(r" (?:(?<=[a-z] )|(?<=[a-z], ))([A-Z]\w+)")
OWN_REPORTS = ("reporting-verb.announce", "reporting-verb.say")
"""Verbs with which a company tells its results."""
LONGEST_RESULTS = 8
"""Sentences over which they go on."""
LEADING = 2
"""Paragraphs of a section that say what it is about."""
LONGEST_STORY = 14
"""Paragraphs over which the report of one study goes on."""
LONGEST_ACCOUNT = 16
"""Sentences over which the authors go on to tell what they measured, at most."""
SHORTEST_QUOTATION = 30
"""Characters of a quotation that somebody spoke; a shorter one is a title or a term."""


class Reports:
    """The reaches of sources beyond their sentence."""

    def __init__(self, analyses: Analyses, antecedents: Antecedents) -> None:
        self.analyses = analyses
        self.document = analyses.document
        self.antecedents = antecedents
        self._heads: dict[int, tuple[Evidence, ...]] = {}
        self._told: dict[tuple[int, int], str] = {}
        """By block and sentence."""

    def evidence(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """The sources outside a sentence whose report it goes on with, the same for all its figures."""
        yield from self._continued(block, analysis)
        yield from self._story(block, analysis)
        yield from self._account(block, analysis)
        yield from self._results(block, analysis)

    def quotes(self, block: Block) -> bool:
        """True for a block in which a figure may belong to a quotation."""
        return block.quote or bool(self.analyses.quotes(block)) or block.text[:1] in QUOTE_MARKS

    def quotation(self, block: Block, analysis: Analysis, mention: Mention) -> Iterator[Evidence]:
        """The speaker of a quotation that runs over several sentences."""
        if any(source.kind is EvidenceKind.VAGUE for source in analysis.attributions):
            return
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
                subject = self._subject_beside(block, quote, first)
                yield from (subject,) if subject is not None else self._last_speaker(block, first)
        yield from self._credit(block, mention)

    def _subject_beside(self, block: Block, quote: Span, index: int) -> Evidence | None:
        """Whom the clause that a quotation ends, or the sentence before it, is about: 'Roe is not so sure. "..."'.

        ``index``: the sentence that the quotation begins in.
        """
        opens = quote.start == self.document.sentences(block.index)[index].start
        if opens and index == 0:
            return None
        if not opens and not last_sign(block.text, quote.start).isalnum():
            return None
        at = index - 1 if opens else index
        sentence = self.analyses.at(block, at).sentence
        name = find_subject(sentence, quote.start)
        if name is None:
            return None
        rule, span = "attribution.quotation", sentence.span
        return Evidence(EvidenceKind.ATTRIBUTION, block.index, span, rule, "quotation", name, weight=1)

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
        if not index or any(source.end > source.start for source in analysis.attributions):
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
        return self.analyses.at(block, index).goes_on("continue")

    def _story(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """A story that is the report of one study goes on with it where no other source or new subject came in.

        Voices that the story quotes are no other source.
        """
        if block.kind is not BlockKind.PARAGRAPH or not (analysis.sentence.index or self._paragraph_before(block)):
            return
        team, rule = analysis.team, analysis.team or analysis.talk
        led = rule is None
        told = led and not self._counts(analysis)
        if led and not _is_reckoned(analysis) and not _has_new_subject(analysis):
            rule = "attribution.study" if not told or self._is_told(block, analysis) else None
        if rule is None or speaks_of_authors(analysis.sentence):
            return
        at, index = block, analysis.sentence.index
        spoken: tuple[Block, int, Source] | None = None
        for _ in range(LONGEST_STORY):
            floor = max(0, index - FARTHEST_SENTENCE)
            while index > floor:
                index -= 1
                now = self.analyses.at(at, index)
                sources = now.attributions
                if led and now.mentions and not sources and _is_reckoned(now, EvidenceKind.ESTIMATE):
                    return
                survey = next((act for act in now.acts if act.lasts), None)
                if survey is not None and not sources and (analysis.talk or self._counts(analysis)):
                    yield replace(self.antecedents.carried(at, index, survey, "carried"), weight=2)
                    return
                other = [source for source in sources if not (source.standing or (source.human and analysis.method))]
                if sources and not other:
                    spoken = spoken or (at, index, sources[-1])
                    continue
                if sources and _is_voice(now):
                    continue
                if sources:
                    near = at is block if told else at in self._leading.get(at.section, ())
                    if led and not near:
                        return
                    study = sources[-1], at.text, self.analyses.tables
                    release = led and not _is_reckoned(analysis) and is_release(*study)
                    if team or release or is_study(*study):
                        carried = self.antecedents.carried(at, index, sources[-1], "carried")
                        yield replace(carried, rule=rule, weight=2)
                    return
            before = self._paragraph_before(at)
            if before is None:
                break
            at, index = before, self.analyses.count(before.index)
        if spoken is not None and is_study(spoken[2], spoken[0].text, self.analyses.tables) and spoken[0] is block:
            yield replace(self.antecedents.carried(*spoken, "carried"), rule=rule, weight=2)

    def _paragraph_before(self, block: Block) -> Block | None:
        """The paragraph right before a block, in the same section."""
        before = self.document.blocks[block.index - 1] if block.index else None
        if before is None or before.kind is not BlockKind.PARAGRAPH or before.section != block.section:
            return None
        return before

    @staticmethod
    def _counts(analysis: Analysis) -> bool:
        """True when a sentence holds what polls and surveys count."""
        figures = analysis.mentions
        return bool(figures) and holds_statistics(analysis.sentence, [figure.unit for figure in figures])

    def _results(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """What a company reports of itself goes on while its revenue, earnings and the like are the subjects."""
        if block.kind is not BlockKind.PARAGRAPH or analysis.attributions or _is_reckoned(analysis):
            return
        rule = find_results(analysis.sentence, head=True)
        if rule is None:
            return
        at, index = block, analysis.sentence.index
        for _ in range(LONGEST_RESULTS):
            index -= 1
            if index < 0:
                before = self._paragraph_before(at)
                if before is None:
                    return
                at, index = before, self.analyses.count(before.index) - 1
            now = self.analyses.at(at, index)
            told = [source for source in now.attributions if source.rule in OWN_REPORTS]
            if told and find_results(now.sentence) is not None:
                yield replace(self.antecedents.carried(at, index, told[-1], "carried"), rule=rule, weight=2)
            if now.attributions or not (_is_reckoned(now) or find_results(now.sentence, head=True)):
                return

    def _account(self, block: Block, analysis: Analysis) -> Iterator[Evidence]:
        """What the authors tell, in the past tense, after they said that they measured, or under a head that says so.

        The account ends at another source, and at a figure that is not told in the past or of somebody by name.
        """
        at, index, now = block, analysis.sentence.index, analysis
        if not index and not self._follows(block):
            return
        for _ in range(LONGEST_ACCOUNT):
            if now.mentions and not self._is_told(at, now, lines=True):
                return
            index -= 1
            while index < 0:
                before = self.document.blocks[at.index - 1] if at.index else None
                if before is not None and before.index == at.section:
                    yield from self._account_head(before)
                if before is None or before.section != at.section or before.kind not in TOLD:
                    return
                at, index = before, self.analyses.count(before.index) - 1
            now = self.analyses.at(at, index)
            opened = _measured(now)
            if opened is not None:
                yield replace(opened, block=at.index, path="carried", weight=2)
            if opened is not None or now.attributions or now.citations:
                return

    def _follows(self, block: Block) -> bool:
        """True for a block behind another one of its section, or behind a heading that opens an account."""
        before = self.document.blocks[block.index - 1] if block.index else None
        if before is None or before.index == block.section:
            return before is not None and bool(self._account_head(before))
        return before.section == block.section and before.kind in TOLD

    def _account_head(self, heading: Block) -> tuple[Evidence, ...]:
        known = self._heads.get(heading.index)
        if known is None:
            known = self._heads[heading.index] = tuple(self._opened_by(heading))
        return known

    def _opened_by(self, heading: Block) -> Iterator[Evidence]:
        """ "What we measured": the head of an account."""
        for analysis in self.analyses.of(heading):
            opened = _measured(analysis)
            if opened is not None:
                yield replace(opened, block=heading.index, path="heading", weight=2)

    def _is_told(self, block: Block, analysis: Analysis, *, lines: bool = False) -> bool:
        """True for a sentence of an account: past, of nobody by name, not reckoned, and of no year of its own.

        ``lines``: also for a line without a verb, "Median: 12 ms".
        """
        if block.kind not in TOLD:
            return False
        key = block.index, analysis.sentence.index
        known = self._told.get(key)
        if known is None:
            known = self._told[key] = self._tells(analysis)
        return known == "past" or (lines and known == "line")

    def _tells(self, analysis: Analysis) -> str:
        """``past`` for a sentence of an account, ``line`` for one without a verb, else nothing."""
        sentence = analysis.sentence
        keyed = ":" in sentence.tokens.lower
        if _is_reckoned(analysis) or (not keyed and _has_new_subject(analysis)):
            return ""
        tense = tense_of(sentence)
        if tense == "present" or (tense is None and not keyed) or has_year(sentence):
            return ""
        if tense is None:
            return "line"
        return "" if (keyed and _has_new_subject(analysis)) or self._opens_with_name(sentence) else "past"

    def _opens_with_name(self, sentence: Sentence) -> bool:
        """True when the first word has a capital elsewhere too, or stands before a verb and looks like no noun."""
        tokens = sentence.tokens
        word, small = tokens.words[0], tokens.lower[0]
        if word in (self._small if word[0].islower() else self._capitals):
            return True
        words = grammar(self.analyses.tables)
        acts = len(tokens) > 1 and words.is_past(tokens.lower[1])
        return acts and words.is_name(small) and small not in self._small

    @cached_property
    def _leading(self) -> dict[int | None, list[Block]]:
        """The paragraphs at the head of each section."""
        leading: dict[int | None, list[Block]] = {}
        for block in self.document.blocks:
            if block.kind is BlockKind.PARAGRAPH and len(among := leading.setdefault(block.section, [])) < LEADING:
                among.append(block)
        return leading

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words of the document that stand in it in small letters."""
        return frozenset(_SMALL.findall(self.document.source))

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The words that have a capital inside a sentence."""
        return frozenset(_CAPITAL.findall(self.document.source))


def _is_reckoned(analysis: Analysis, *kinds: EvidenceKind) -> bool:
    """True when words of a frame, an estimate or a possibility stand in a sentence: it reports no finding."""
    return bool(analysis.cues) and any(cue.row.gives in (kinds or MODAL) for cue in analysis.cues)


def _has_new_subject(analysis: Analysis) -> bool:
    """True when a name, or a word that opens another story, stands at the head of a sentence; units are no names."""
    named = capitals_at_head(analysis.sentence)
    if named and any(not any(first <= at < last for first, last in analysis.figures) for at in named):
        return True
    return turns_away(analysis.sentence)


def _is_voice(analysis: Analysis) -> bool:
    """True for a sentence in which somebody is quoted."""
    return any(analysis.sentence.quoted)


def _measured(analysis: Analysis) -> Evidence | None:
    """The words with which a sentence opens an account of the authors' own measurement."""
    first_party = EvidenceKind.FIRST_PARTY
    for source in (*analysis.acts, *analysis.attributions):
        if source.kind is first_party and source.lasts:
            return Evidence(first_party, 0, source.span, source.rule, name=source.name)
    for cue in analysis.cues:
        if cue.row.gives is first_party:
            return Evidence(first_party, 0, cue.span, cue.row.id, name="first-party")
    return None


def _start(span: Span) -> int:
    return span.start
