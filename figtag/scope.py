"""Which cue reaches which figure, and by which path: the only place that says so (labels, section 4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values, clause_words, quotations
from figtag.cues import Cue, find_cues
from figtag.document import Block, BlockKind, Document
from figtag.evidence import Evidence
from figtag.labels import SOURCE_KINDS, EvidenceKind, Role
from figtag.mentions import Mention
from figtag.notes import Note, find_notes
from figtag.sources import (
    Source,
    find_attributions,
    find_author_acts,
    find_citations,
    find_method,
    find_named_study,
    find_owner,
    find_talk,
    find_team,
    has_new_subject,
    is_statistic,
    is_study,
    speaks_of_authors,
)
from figtag.span import Span
from figtag.subjects import Subject
from figtag.tables import CueRow, Direction, Reach, Tables
from figtag.worked import is_actual, is_decided, is_plain, is_weight, opens_result, opens_subject, works_on

WIDE = (Reach.HEAD, Reach.LIST, Reach.SECTION, Reach.DOCUMENT)
"""The reaches of cues that carry beyond their sentence."""
FARTHEST_SENTENCE = 24
"""Sentences over which a source or quotation goes on, at most."""
FARTHEST_NAME = 4
"""Paragraphs back to the name that "the company" stands for."""
LEADING = 2
"""Paragraphs of a section that say what it is about."""
LONGEST_STORY = 14
"""Paragraphs over which the report of one study goes on."""
LONGEST_LABEL = 100
"""Characters of a line with a colon that introduces the paragraph after it."""
SHORTEST_QUOTATION = 30
"""Characters of a quotation that somebody spoke; a shorter one is a title or a term."""
LONGEST_KEY = 4
"""Tokens between a word in a key and the colon after the key."""
NEAR = 10
"""Tokens between a cue and the one figure that it speaks of, at most."""
LONGEST_EXAMPLE = 12
"""Sentences over which a worked example lasts, at most."""
LONGEST_CASE = 6
"""Tokens of the name of a case before its weight in parentheses."""
BOUND_SIGNS = frozenset("<>≤≥")
MODAL = (EvidenceKind.FRAME, EvidenceKind.ESTIMATE, EvidenceKind.POSSIBILITY)


def bind(
    document: Document, mentions: tuple[Mention, ...], subjects: tuple[Subject, ...], tables: Tables
) -> tuple[tuple[Evidence, ...], ...]:
    """The evidence that reaches each mention, in the order of the mentions; none for what is no figure."""
    binder = _Binder(document, mentions, tables)
    return tuple(
        _distinct(binder.weighed(mention, tuple(binder.evidence(mention, subject))))
        if mention.role is Role.FIGURE
        else ()
        for mention, subject in zip(mentions, subjects, strict=True)
    )


def _is_of(vague: Cue, source: Source) -> bool:
    """True when a source is found in, or right after, the words of a vague one ("people familiar with the matter")."""
    return vague.span.meets(source.span) or 0 <= source.span.start - vague.span.end <= 2


def _span_start(span: Span) -> int:
    return span.start


def _start(mention: Mention) -> int:
    return mention.span.start


def _distinct(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The same words reach a figure once for each kind of evidence: by the path that weighs least."""
    best: dict[tuple[EvidenceKind, int, Span], Evidence] = {}
    for item in items:
        key = item.kind, item.block, item.span
        if key not in best or item.weight < best[key].weight:
            best[key] = item
    return tuple(best.values())


@dataclass(frozen=True, slots=True)
class _Analysis:
    """A sentence with everything found in it."""

    sentence: Sentence
    cues: tuple[Cue, ...]
    attributions: tuple[Source, ...]
    acts: tuple[Source, ...]
    """What the authors say that they measured or reckoned."""
    citations: tuple[Source, ...]
    figures: tuple[tuple[int, int], ...]
    """First token and token after the last, of each figure."""
    stops: tuple[tuple[int, int, bool], ...]
    """Where an estimate's reach may end, as `_find_stops` gives it."""
    method: str | None
    """The row of words that state the method of a study, if there are any; so too for the next two."""
    talk: str | None
    team: str | None
    points: tuple[bool, ...]
    """Of each figure, whether it is a value that is set and not one that words bound ("over 65")."""


class _Binder:
    """The reaches, each a method that yields the evidence by which it touches one figure."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], tables: Tables) -> None:
        self.document = document
        self.tables = tables
        self.figures: dict[int, list[Mention]] = {}
        for mention in mentions:
            if mention.role is Role.FIGURE:
                self.figures.setdefault(mention.block, []).append(mention)
        self.notes: dict[int, list[Note]] = find_notes(document, tables)
        self._analyses: dict[tuple[int, int], _Analysis] = {}
        self._quotes: dict[int, tuple[Span, ...]] = {}
        self._marked_rows: dict[tuple[int | None, int], list[Block]] | None = None
        self._studies: dict[int, list[tuple[str, Span] | None]] = {}
        self._group_captions: dict[int, list[Block]] | None = None
        self._wide: dict[int, tuple[Evidence, ...]] = {}
        self._actual: dict[int, bool] = {}
        self._working: dict[tuple[int, int], bool] = {}
        self._section_remarks: dict[int | None, list[tuple[EvidenceKind, Evidence, str]]] = {}
        self._section_blocks: dict[int | None, list[Block]] = {}
        for block in document.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                self._section_blocks.setdefault(block.section, []).append(block)
        self.notices = list(self._document_notices())

    def evidence(self, mention: Mention, subject: Subject) -> Iterator[Evidence]:
        """Everything that reaches one figure."""
        block = self.document.blocks[mention.block]
        analysis = self.analysis(block, self._sentence_of(block, mention.span.start))
        own = list(self._in_sentence(block, analysis, mention))
        yield from own
        sources = any(item.kind in SOURCE_KINDS for item in own)
        if not sources:
            yield from self._quotation(block, analysis, mention)
            yield from self._carried_source(block, analysis, mention)
            yield from self._story(block, analysis, mention)
            yield from self._row_mark(block, mention)
        if not any(item.kind is EvidenceKind.FRAME for item in own):
            yield from self._carried_frame(block, analysis)
        yield from self._from_heads(block)
        actual = any(head != block.index and self._is_actual(head) for head in block.heads)
        for item in (*self._from_lead(block), *self._from_caption(block), *self._from_headings(block)):
            if not (actual and item.kind is EvidenceKind.ESTIMATE):
                yield item
        if block.kind in (BlockKind.CELL, BlockKind.ITEM):
            yield from self._from_remarks(block, subject)
        for note in self.notes.get(block.index, ()):
            yield Evidence(EvidenceKind.NOTE, note.block, note.span, note.rule, "note", note.name, note.url, weight=2)
        yield from self.notices
        if subject.unreal is not None:
            mark = subject.unreal.mark
            yield Evidence(EvidenceKind.FRAME, mark.block, mark.span, subject.unreal.rule, "entity", weight=1)

    def weighed(self, mention: Mention, items: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The evidence, where a bare share is the weight of a case that which the case makes a frame: an estimate."""
        if mention.unit != "percent" or mention.low != mention.high:
            return items
        frames = [item for item in items if item.kind is EvidenceKind.FRAME]
        if not frames or not all(self._weighs(item.rule) for item in frames):
            return items
        estimates = [item for item in items if item.kind is EvidenceKind.ESTIMATE]
        block = self.document.blocks[mention.block]
        stated = any(self._weighs(item.rule) for item in estimates if item.weight == 0) or any(
            head != block.index and self._heads_weights(head) for head in block.heads
        )
        if not stated and not self._is_weight(block, mention, listed=bool(estimates)):
            return items
        rest = tuple(item for item in items if item.kind is not EvidenceKind.FRAME)
        return rest if estimates else (*rest, frames[0].as_kind(EvidenceKind.ESTIMATE))

    def _heads_weights(self, at: int) -> bool:
        """True for a head cell that says "Probability" or "Weight" and nothing else."""
        if not self.document.sentences(at):
            return False
        sentence = self.analysis(self.document.blocks[at], 0).sentence
        return len(sentence) > 0 and is_weight(sentence, 0, len(sentence))

    def _weighs(self, rule: str) -> bool:
        return any(row.weights for row in self.tables.cues if row.id == rule)

    def _is_weight(self, block: Block, mention: Mention, *, listed: bool) -> bool:
        """True for "(25%)" after the name of a case, and for "Base case: 50%" in a list of odds."""
        analysis = self.analysis(block, self._sentence_of(block, mention.span.start))
        sentence = analysis.sentence
        first, last = sentence.token_at(mention.span.start), sentence.token_at(mention.span.end - 1) + 1
        paren = sentence.paren[first]
        if paren != -1:
            close = sentence.closing.get(paren, -1)
            plain = first == paren + 1 or is_weight(sentence, paren + 1, first)
            return paren <= LONGEST_CASE and plain and last <= close and is_weight(sentence, last, close)
        return listed and first > 0 and sentence.tokens.lower[first - 1] == ":"

    def _is_actual(self, at: int) -> bool:
        """True for a head cell that says that what it heads is actual."""
        known = self._actual.get(at)
        if known is None:
            count = len(self.document.sentences(at))
            block = self.document.blocks[at]
            known = self._actual[at] = any(is_actual(self.analysis(block, i).sentence) for i in range(count))
        return known

    # one sentence

    def _sentence_of(self, block: Block, offset: int) -> int:
        sentences = self.document.sentences(block.index)
        low, high = 0, len(sentences)
        while low < high:
            middle = (low + high) // 2
            if sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return min(low, len(sentences) - 1)

    def analysis(self, block: Block, index: int) -> _Analysis:
        """A sentence of a block, analysed once."""
        key = (block.index, index)
        known = self._analyses.get(key)
        if known is not None:
            return known
        span = self.document.sentences(block.index)[index]
        sentence = Sentence(
            self.document.tokens(block.index), span, index, self.tables, self._block_quotes(block), block.links
        )
        cues = tuple(find_cues(sentence.tokens, self.tables))
        among = self.figures.get(block.index, [])
        first = bisect_left(among, span.start, key=_start)
        figures = among[first : bisect_left(among, span.end, key=_start)]
        attributions = tuple(find_attributions(sentence))
        vague = [cue for cue in cues if cue.row.gives is EvidenceKind.VAGUE]
        if vague and attributions:
            linked = [source for source in attributions if source.url]
            attributions = tuple(s for s in attributions if s.url or not any(_is_of(cue, s) for cue in vague))
            cues = tuple(c for c in cues if c not in vague or not any(c.span.meets(s.span) for s in linked))
        cues = tuple(
            cue
            for cue in cues
            if not (
                cue.row.reported
                and any(s.named and (s.span.meets(cue.span) or s.start <= cue.first < s.end) for s in attributions)
            )
        )
        made = _Analysis(
            sentence,
            cues,
            attributions,
            tuple(find_author_acts(sentence)),
            tuple(
                source
                for source in find_citations(self.document, block, sentence)
                if source.rule != "citation.parenthesis" or not any(cue.span.meets(source.span) for cue in cues)
            ),
            tuple((sentence.token_at(m.span.start), sentence.token_at(m.span.end - 1) + 1) for m in figures),
            tuple(self._find_stops(sentence)),
            find_method(sentence),
            find_talk(sentence),
            find_team(sentence),
            tuple(
                (m.low is not None and m.high is not None) or block.text[m.span.start] in BOUND_SIGNS for m in figures
            ),
        )
        self._analyses[key] = made
        return made

    def _in_sentence(self, block: Block, analysis: _Analysis, mention: Mention) -> Iterator[Evidence]:
        sentence = analysis.sentence
        first = sentence.token_at(mention.span.start)
        last = sentence.token_at(mention.span.end - 1) + 1
        for cue in analysis.cues:
            path = self._path(analysis, cue, first, last)
            if path is not None and cue.row.gives is not None:
                gap = cue.span.start - mention.span.end if cue.first >= last else mention.span.start - cue.span.end
                name = "first-party" if cue.row.gives is EvidenceKind.FIRST_PARTY else None
                yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, path, name, distance=max(gap, 0))
        for source in analysis.attributions:
            if source.start <= first < source.end:
                evidence = self._sourced(block, analysis, source, mention, "clause")
                yield evidence
                if source.reckons:
                    yield replace(evidence, kind=EvidenceKind.ESTIMATE, name=None, url=None)
        for act in analysis.acts:
            if act.start <= first < act.end:
                yield self._sourced(block, analysis, act, mention, "clause")
        for source in analysis.citations:
            if source.start <= first < source.end:
                yield self._sourced(block, analysis, source, mention, "sentence")
        yield from self._trailing_marks(block, analysis, mention)
        if not analysis.attributions:
            yield from self._method(block, analysis)

    def _method(self, block: Block, analysis: _Analysis) -> Iterator[Evidence]:
        """The stated method of a named poll or study (its sample, its margin) is sourced by it."""
        method = analysis.method
        if method is None:
            return
        named = self._named_study(block, analysis.sentence.index)
        if named is not None:
            name, span = named
            yield Evidence(EvidenceKind.ATTRIBUTION, block.index, span, method, "method", name, weight=1)

    def _named_study(self, block: Block, index: int) -> tuple[str, Span] | None:
        """The study that was last named in a block, up to a sentence; each sentence is read once."""
        known = self._studies.setdefault(block.index, [])
        while len(known) <= index:
            named = find_named_study(self.analysis(block, len(known)).sentence)
            known.append(named or (known[-1] if known else None))
        return known[index]

    def _path(self, analysis: _Analysis, cue: Cue, first: int, last: int) -> str | None:
        """How a cue of the figure's own sentence reaches it, or None."""
        row, sentence = cue.row, analysis.sentence
        if row.gives is None or row.gives is EvidenceKind.NOTE or row.reach is Reach.ENTITY:
            return None
        if row.needs and not self._fulfilled(analysis, cue):
            return "key" if self._opens_key(analysis, cue, first) else None
        if row.decided and is_decided(sentence, cue):
            return None
        if row.gives is EvidenceKind.FIRST_PARTY and sentence.quoted[cue.first]:
            return None
        if row.reach is Reach.HEAD:
            return "key" if self._in_key(sentence, cue) and first > cue.last else None
        paren = sentence.paren[cue.first]
        if paren != -1 and not sentence.inside(first, paren):
            if any(sentence.inside(start, paren) for start, _ in analysis.figures):
                return None
            before = [start for start, end in analysis.figures if end <= paren]
            return "parenthesis" if before and before[-1] == first else None
        if sentence.segment[cue.first] != sentence.segment[first] and not (
            row.worked and _adjoins(sentence, cue, first)
        ):
            return None
        if first < cue.first < last:
            return "clause"
        forward = first >= cue.last
        if row.gives not in (EvidenceKind.ESTIMATE, EvidenceKind.POSSIBILITY):
            if row.reach is Reach.FIGURE and any(
                cue.last <= start < first or last <= start < cue.first for start, _ in analysis.figures
            ):
                return None
            if row.condition and not forward and self._parted(sentence, cue, last):
                return None
            if row.direction is Direction.BOTH or forward == (row.direction is Direction.FORWARD):
                return "clause"
            return None
        own = sentence.paren[first] if first < len(sentence) else -1
        if own != paren and any(
            c is not cue and c.row.gives in MODAL and sentence.paren[c.first] == own for c in analysis.cues
        ):
            return None
        if forward:
            if row.direction is Direction.BACKWARD or self._stopped(analysis, cue.last, first):
                return None
            if row.reach is Reach.FIGURE and (
                first - cue.last > NEAR or any(cue.last <= start < first for start, _ in analysis.figures)
            ):
                return None
            return "clause" if paren == own else "parenthesis"
        if row.direction is Direction.FORWARD:
            if row.subject and opens_subject(sentence, first, last, cue.first):
                return "clause"
            return "clause" if row.gives is EvidenceKind.POSSIBILITY and last == cue.first else None
        if row.reach is Reach.FIGURE and cue.first - last > 1:
            return None
        if row.direction is Direction.BOTH and any(
            start >= cue.last
            and sentence.segment[start] == sentence.segment[cue.first]
            and sentence.inside(start, paren)
            and not self._stopped(analysis, cue.last, start)
            for start, _ in analysis.figures
        ):
            return None
        return "clause"

    def _parted(self, sentence: Sentence, cue: Cue, start: int) -> bool:
        """True when an "if" after a figure belongs to another conjunct: "is to miss 3 weeks and could need 6, if"."""
        lower, needs = sentence.tokens.lower, cue.row.needs
        if is_plain(sentence, cue.last) and not any(word in needs for word in lower):
            return True  # "a fuse of 60 A is enough if you charge at 32 A": the terms of an offer or a rule
        joint = next(
            (
                at
                for at in range(cue.first - 1, start - 1, -1)
                if lower[at] in clause_values(self.tables)["coordinator"]
            ),
            None,
        )
        if joint is None:
            return False
        begin = next(at for at in range(len(lower)) if sentence.segment[at] == sentence.segment[cue.first])
        return any(word in needs for word in lower[joint : cue.first]) and not any(
            word in needs for word in lower[begin:joint]
        )

    def _opens_key(self, analysis: _Analysis, cue: Cue, first: int) -> bool:
        """True for the condition of a key: "If subsidies end: 140 GW"."""
        sentence, lower = analysis.sentence, analysis.sentence.tokens.lower
        if not (cue.row.condition and cue.first == 0 and sentence.index == 0) or is_plain(sentence, cue.last):
            return False
        colon = next((at for at in range(cue.last, min(len(lower), cue.last + 2 * LONGEST_KEY)) if lower[at] == ":"), 0)
        return 0 < colon < first and not any(start < colon for start, _ in analysis.figures)

    def _in_key(self, sentence: Sentence, cue: Cue) -> bool:
        """True for words before the colon of a key and its value: "Forecast: $5B"."""
        lower = sentence.tokens.lower
        return sentence.index == 0 and ":" in lower[cue.last : cue.last + LONGEST_KEY]

    def _stopped(self, analysis: _Analysis, start: int, end: int) -> bool:
        """True when a comparison, or a clause of another subject, begins between two tokens."""
        sentence, lower = analysis.sentence, analysis.sentence.tokens.lower
        for at, after, compares in analysis.stops[bisect_left(analysis.stops, (start, 0, False)) :]:
            if at >= end:
                return False
            if not compares:
                if at + 1 < end:
                    return True
            elif sentence.inside(end, sentence.paren[at]):
                # "thought to number fewer than 8,000" bounds the figure itself.
                bound = after == end and lower[at] in clause_values(self.tables)["comparative"]
                if not bound or any(word[0].isdecimal() for word in lower[start:at]):
                    return True
        return False

    def _find_stops(self, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
        """The tokens that may end an estimate's reach: where, the token after, and whether it compares."""
        words, tokens = clause_words(self.tables), sentence.tokens
        values = clause_values(self.tables)
        for at, word in enumerate(tokens.lower):
            phrase = words.at(tokens, at) if word in words.firsts else None
            if phrase is not None and "compare" in phrase[1]:
                yield at, phrase[0], True
            elif word in values["coordinator"] and at + 1 < len(tokens):
                named = at > 0 and tokens.lower[at - 1] == "," and tokens.words[at + 1][0].isupper()
                if named or tokens.lower[at + 1] in values["pronoun"]:
                    yield at, at + 1, False

    def _fulfilled(self, analysis: _Analysis, cue: Cue) -> bool:
        """True when the words that a cue needs beside it stand in its clause, or it opens a condition with a figure."""
        sentence = analysis.sentence
        lower, segment = sentence.tokens.lower, sentence.segment[cue.first]
        if any(
            lower[at] in cue.row.needs and not cue.first <= at < cue.last
            for at in range(len(lower))
            if sentence.segment[at] == segment
        ):
            return True
        if not cue.row.condition:
            return False
        following = lower[cue.last : cue.last + 1]
        if cue.row.opens and (not following or lower[-1] == "?" or "," not in lower or following[0][0].isdecimal()):
            return False
        end, consequence = cue.last, clause_values(self.tables)["consequence"]
        while end < len(lower) and (lower[end] not in ",:" or _in_number(lower, end)) and lower[end] not in consequence:
            end += 1
        return any(
            cue.last <= start < end and (point or start <= cue.last)
            for (start, _), point in zip(analysis.figures, analysis.points, strict=True)
        )

    def _sourced(self, block: Block, analysis: _Analysis, source: Source, mention: Mention, path: str) -> Evidence:
        name = source.name
        if (source.pronoun and name is None) or source.standing:
            owners = source.standing != "document"
            found = self._antecedent(block, analysis.sentence.index, owners=owners)
            name = f"{found} ({name})" if found and name else found or name
        gap = max(source.span.start - mention.span.end, mention.span.start - source.span.end, 0)
        return Evidence(
            source.kind, block.index, source.span, source.rule, path, name, source.url, gap, weight=int(source.weak)
        )

    def _trailing_marks(self, block: Block, analysis: _Analysis, mention: Mention) -> Iterator[Evidence]:
        """A mark that stands at the head of the next sentence belongs to this one."""
        sentences = self.document.sentences(block.index)
        nxt = analysis.sentence.index + 1
        if not block.marks or nxt >= len(sentences):
            return
        start = sentences[nxt].start
        for mark in block.marks:
            if mark.span.start == start:
                for source in find_citations(
                    self.document, block, Sentence(self.document.tokens(block.index), mark.span, nxt, self.tables)
                ):
                    yield self._sourced(block, analysis, source, mention, "sentence")
                start = mark.span.end

    def _antecedent(self, block: Block, index: int, *, owners: bool = True) -> str | None:
        """The name that a pronoun or "the company" stands for: that of the last source before it.

        ``owners``: where no source has a name, the name that a sentence before it begins with.
        """
        owner: str | None = None
        at, end = block, min(index, len(self.document.sentences(block.index)))
        for _ in range(FARTHEST_NAME):
            for back in range(end - 1, max(end - 1 - FARTHEST_SENTENCE, -1), -1):
                analysis = self.analysis(at, back)
                named = [source.name for source in analysis.attributions if source.named and source.name]
                if named:
                    return named[-1]
                owner = owner or find_owner(analysis.sentence)
            before = self.document.blocks[at.index - 1] if at.index else None
            if before is None or before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
                break
            at, end = before, len(self.document.sentences(before.index))
        return owner if owners else None

    # beyond the sentence

    def _quotation(self, block: Block, analysis: _Analysis, mention: Mention) -> Iterator[Evidence]:
        """The speaker of a quotation that runs over several sentences."""
        quotes = self._block_quotes(block)
        place = bisect_right(quotes, mention.span.start, key=_span_start) - 1
        quote = quotes[place] if place >= 0 and mention.span.start < quotes[place].end else None
        if quote is not None:
            sentences = self.document.sentences(block.index)
            first, last = self._sentence_of(block, quote.start), self._sentence_of(block, quote.end - 1)
            own = analysis.sentence.index
            near = range(max(first, own - FARTHEST_SENTENCE), min(last, own + FARTHEST_SENTENCE) + 1)
            for at in (*near, first - 1, last + 1):
                if at == analysis.sentence.index or not 0 <= at < len(sentences):
                    continue
                for source in self.analysis(block, at).attributions:
                    if not quote.start < source.span.start < quote.end:
                        yield self._carried(block, at, source, "quotation")
                        return
            if quote.end - quote.start >= SHORTEST_QUOTATION:
                yield from self._last_speaker(block, first)
        yield from self._credit(block, mention)

    def _last_speaker(self, block: Block, index: int) -> Iterator[Evidence]:
        """The speaker of a quotation that names none: whoever spoke last in this paragraph or the one before it."""
        for back in range(index - 1, max(index - 1 - FARTHEST_SENTENCE, -1), -1):
            for source in reversed(self.analysis(block, back).attributions):
                yield self._carried(block, back, source, "quotation")
                return
        before = self.document.blocks[block.index - 1] if block.index else None
        if before is None or before.kind is not BlockKind.PARAGRAPH or before.section != block.section:
            return
        last = len(self.document.sentences(before.index)) - 1
        for back in range(last, max(last - FARTHEST_SENTENCE, -1), -1):
            for source in reversed(self.analysis(before, back).attributions):
                yield self._carried(before, back, source, "quotation")
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

    def _story(self, block: Block, analysis: _Analysis, mention: Mention) -> Iterator[Evidence]:
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
                sources = self.analysis(at, index).attributions
                if sources and all(source.standing for source in sources):
                    continue
                if sources:
                    if led and not self._leads(at):
                        return
                    if team or is_study(sources[-1], at.text, self.tables):
                        yield replace(self._carried(at, index, sources[-1], "carried"), rule=rule, weight=2)
                    return
            before = self.document.blocks[at.index - 1] if at.index else None
            if before is None or before.kind is not BlockKind.PARAGRAPH or before.section != block.section:
                return
            at, index = before, len(self.document.sentences(before.index))

    def _leads(self, block: Block) -> bool:
        """True for one of the first paragraphs of a section, which say what the story is about."""
        blocks = self._section_blocks.get(block.section, [])
        return block in blocks[:LEADING]

    def _row_mark(self, block: Block, mention: Mention) -> Iterator[Evidence]:
        """A footnote mark or citing link in a row of a table covers the row."""
        if block.row is None or block.is_head:
            return
        for other in self._rows().get((block.group, block.row), ()):
            if other.index == block.index:
                continue
            for index in range(len(self.document.sentences(other.index))):
                for source in self.analysis(other, index).citations:
                    yield self._carried(other, index, source, "row")

    def _rows(self) -> dict[tuple[int | None, int], list[Block]]:
        """The cells with marks or links, by table and row."""
        if self._marked_rows is None:
            self._marked_rows = {}
            for block in self.document.blocks:
                if block.row is not None and (block.marks or block.links):
                    self._marked_rows.setdefault((block.group, block.row), []).append(block)
        return self._marked_rows

    def _block_quotes(self, block: Block) -> tuple[Span, ...]:
        known = self._quotes.get(block.index)
        if known is None:
            known = self._quotes[block.index] = quotations(block.text)
        return known

    def _carried(self, block: Block, at: int, source: Source, path: str) -> Evidence:
        name = source.name
        if source.pronoun and name is None:
            name = self._antecedent(block, at)
        return Evidence(source.kind, block.index, source.span, source.rule, path, name, source.url, weight=1)

    def _goes_on(self, block: Block, index: int, *values: str) -> bool:
        """True when a sentence opens with words that go on with what stands before it."""
        sentence = self.analysis(block, index).sentence
        if not len(sentence):
            return False
        found = clause_words(self.tables).at(sentence.tokens, 0)
        return found is not None and not found[1].isdisjoint(values)

    def _continues(self, block: Block, index: int) -> bool:
        """True when a sentence goes on reporting: by its opening words, or because a list item is one report."""
        if block.kind is BlockKind.ITEM:
            return block.text[self.document.sentences(block.index)[index].start] not in "(["
        return self._goes_on(block, index, "continue", "result") or self._measured_before(block, index)

    def _measured_before(self, block: Block, index: int) -> bool:
        """True when the authors measured something in the sentence before, and this one speaks of "the" result."""
        tokens = self.analysis(block, index).sentence.tokens
        definite = clause_values(self.tables)["definite"]
        if not tokens.lower or tokens.lower[0] not in definite:
            return False
        for back in range(index - 1, max(index - 1 - FARTHEST_SENTENCE, -1), -1):
            before = self.analysis(block, back)
            if before.attributions:
                return False
            if any(act.kind is EvidenceKind.FIRST_PARTY for act in before.acts):
                return True
        return False

    def _carried_source(self, block: Block, analysis: _Analysis, mention: Mention) -> Iterator[Evidence]:
        """An attribution goes on while the following sentences keep reporting the same speaker."""
        index = analysis.sentence.index
        if any(source.end > source.start for source in analysis.attributions):
            return
        floor = max(0, index - FARTHEST_SENTENCE)
        while index > floor and self._continues(block, index):
            index -= 1
            before = self.analysis(block, index)
            open_ended = [s for s in before.attributions if s.end >= len(before.sentence) - 1]
            if open_ended:
                yield self._carried(block, index, open_ended[-1], "carried")
                return
            measured = [act for act in before.acts if act.kind is EvidenceKind.FIRST_PARTY]
            if measured:
                yield self._carried(block, index, measured[-1], "carried")
                return
            if before.attributions:
                return

    def _carried_frame(self, block: Block, analysis: _Analysis) -> Iterator[Evidence]:
        """An assumption lasts as long as its results are being worked out, a worked example over its paragraph."""
        at, index = block, analysis.sentence.index
        usual = worked = True
        for _ in range(LONGEST_EXAMPLE):
            now = self.analysis(at, index)
            item = at.kind is BlockKind.ITEM
            usual = usual and (
                item or self._goes_on(at, index, "result", "continue") or self._speaks_unreal(now.sentence)
            )
            worked = worked and self._works_on(at, now)
            if not (usual or worked):
                return
            if index == 0:
                before = self.document.blocks[at.index - 1] if at.index else at
                if at is not block or not worked or not opens_result(now.sentence) or before.section != at.section:
                    return
                if before is at or BlockKind.PARAGRAPH not in (before.kind, at.kind) or before.kind is not at.kind:
                    return
                at, index, usual = before, len(self.document.sentences(before.index)), False
            index -= 1
            if index < 0:
                return
            for cue in self.analysis(at, index).cues:
                if (cue.row.carries if usual else cue.row.worked) and (
                    not cue.row.needs or self._fulfilled(self.analysis(at, index), cue)
                ):
                    yield Evidence(EvidenceKind.FRAME, at.index, cue.span, cue.row.id, "carried", weight=1)
                    return

    def _works_on(self, block: Block, analysis: _Analysis) -> bool:
        """True when a sentence without a source reckons on with what was assumed before it."""
        key = block.index, analysis.sentence.index
        known = self._working.get(key)
        if known is None:
            sourced = analysis.attributions or analysis.citations
            known = self._working[key] = not sourced and works_on(analysis.sentence)
        return known

    def _speaks_unreal(self, sentence: Sentence) -> bool:
        unreal = clause_values(self.tables).get("unreal", frozenset())
        return any(word in unreal for word in sentence.tokens.lower)

    def _from_heads(self, block: Block) -> Iterator[Evidence]:
        """What the head cells of a column and a row say of a cell."""
        for head in block.heads:
            if head != block.index:
                yield from self._wide_evidence(head, "head")

    def _from_lead(self, block: Block) -> Iterator[Evidence]:
        """What the words that introduce a list or table say of it."""
        lead, depth = block.lead, 0
        label = self._label_before(block) if lead is None else None
        if label is not None:
            yield from self._wide_evidence(label, "lead")
        while lead is not None and depth < 4:
            introduces = self.document.blocks[lead]
            if introduces.kind is not BlockKind.HEADING:
                if introduces.text.rstrip().endswith(":"):
                    yield from self._lead_evidence(introduces)
                    if sentences := self.document.sentences(introduces.index):
                        yield from self._carried_frame(introduces, self.analysis(introduces, len(sentences) - 1))
                elif block.kind is BlockKind.CELL:
                    yield from self._table_report(introduces)
            lead, depth = introduces.lead, depth + 1

    def _from_caption(self, block: Block) -> Iterator[Evidence]:
        """What the caption of a table says of its cells: whose measurement or estimate they are."""
        if block.group is None or block.kind is not BlockKind.CELL:
            return
        for caption in self._captions().get(block.group, ()):
            yield from self._wide_evidence(caption.index, "caption")
            for index in range(len(self.document.sentences(caption.index))):
                for source in self.analysis(caption, index).attributions:
                    yield self._carried(caption, index, source, "caption")

    def _captions(self) -> dict[int, list[Block]]:
        """The captions of tables, by the table's group."""
        if self._group_captions is None:
            self._group_captions = {}
            for block in self.document.blocks:
                if block.kind is BlockKind.CAPTION and block.group is not None:
                    self._group_captions.setdefault(block.group, []).append(block)
        return self._group_captions

    def _label_before(self, block: Block) -> int | None:
        """A short line that ends in a colon directly before a paragraph introduces it."""
        if block.kind is not BlockKind.PARAGRAPH or not block.index:
            return None
        before = self.document.blocks[block.index - 1]
        short = before.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and len(before.text) <= LONGEST_LABEL
        return before.index if short and before.text.rstrip().endswith(":") else None

    def _table_report(self, lead: Block) -> Iterator[Evidence]:
        """A paragraph before a table that says whose reckoning it reports, without a figure of its own."""
        last = len(self.document.sentences(lead.index)) - 1
        for at in range(last, -1, -1):
            for source in self.analysis(lead, at).attributions:
                if source.kind is EvidenceKind.FIRST_PARTY or lead.index not in self.figures:
                    yield self._carried(lead, at, source, "lead")
                    return

    def _lead_evidence(self, block: Block) -> Iterator[Evidence]:
        last = len(self.document.sentences(block.index)) - 1
        if last < 0:
            return
        analysis = self.analysis(block, last)
        for cue in analysis.cues:
            row = cue.row
            if row.reach is Reach.FIGURE:
                continue
            if row.gives in (*MODAL, EvidenceKind.VAGUE, EvidenceKind.FIRST_PARTY) and (
                not row.needs or self._fulfilled(analysis, cue)
            ):
                assert row.gives is not None
                name = "first-party" if row.gives is EvidenceKind.FIRST_PARTY else None
                yield Evidence(row.gives, block.index, cue.span, row.id, "lead", name, weight=1)
        for source in analysis.attributions:
            yield self._carried(block, last, source, "lead")
        if not analysis.attributions:
            yield from self._owned(block, analysis, "lead")

    def _owned(self, block: Block, analysis: _Analysis, path: str) -> Iterator[Evidence]:
        """ "EIA projections:", "CBO-Based Estimates": a name with a noun of reporting heads what follows."""
        owner = find_owner(analysis.sentence, with_noun=True)
        if owner is not None:
            span = analysis.sentence.span
            yield Evidence(EvidenceKind.ATTRIBUTION, block.index, span, "attribution.noun", path, owner, weight=2)

    def _from_headings(self, block: Block) -> Iterator[Evidence]:
        """What the headings above say of the blocks under them; of prose only what is said of a whole section."""
        listed = block.kind in (BlockKind.ITEM, BlockKind.CELL)
        for depth, at in enumerate(self.document.headings(block.index)):
            heading = self.document.blocks[at]
            for item in self._wide_evidence(at, "heading"):
                if listed or self._row(item.rule).reach not in (Reach.LIST, Reach.HEAD):
                    yield item
            if depth < 2 and listed and heading.text:
                yield from self._owned(heading, self.analysis(heading, 0), "heading")

    def _from_remarks(self, block: Block, subject: Subject) -> Iterator[Evidence]:
        """What a sentence of the section, itself without a figure, says of the results or of the thing of a cell."""
        for kind, evidence, said in self._remarks(block.section):
            if kind is EvidenceKind.FIRST_PARTY or (
                subject.entity and len(subject.entity) > 2 and subject.entity in said
            ):
                yield evidence

    def _remarks(self, section: int | None) -> list[tuple[EvidenceKind, Evidence, str]]:
        """The remarks of a section: their kind, the evidence, and the words before the cue."""
        known = self._section_remarks.get(section)
        if known is not None:
            return known
        found = self._section_remarks[section] = []
        for block in self._section_blocks.get(section, ()):
            for index in range(len(self.document.sentences(block.index))):
                analysis = self.analysis(block, index)
                if analysis.figures:
                    continue
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
                    evidence = Evidence(gives, block.index, cue.span, cue.row.id, "remark", name, weight=2)
                    found.append((gives, evidence, said))
        return found

    def _row(self, rule: str) -> CueRow:
        return next(row for row in self.tables.cues if row.id == rule)

    def _wide_evidence(self, at: int, path: str) -> tuple[Evidence, ...]:
        """The cues of a block that carry beyond it."""
        known = self._wide.get(at)
        if known is None:
            block = self.document.blocks[at]
            found = []
            for index in range(len(self.document.sentences(at))):
                analysis = self.analysis(block, index)
                mixed = any(
                    word in ("&",) or word in clause_values(self.tables).get("coordinator", ())
                    for word in analysis.sentence.tokens.lower
                )
                for cue in analysis.cues:
                    row = cue.row
                    if row.gives not in MODAL or (row.reach not in WIDE and not row.condition):
                        continue
                    if row.needs and not self._fulfilled(analysis, cue):
                        terms = cue.first > 0 or is_plain(analysis.sentence, cue.last)
                        if path != "head" or not row.condition or terms:
                            continue
                    if path == "heading" and mixed and row.gives is EvidenceKind.ESTIMATE:
                        continue
                    assert row.gives is not None
                    found.append(Evidence(row.gives, at, cue.span, row.id, path, weight=2))
            known = self._wide[at] = tuple(found)
        return known

    def _document_notices(self) -> Iterator[Evidence]:
        """ "All figures are illustrative": a notice that covers the whole document."""
        openers = clause_values(self.tables).get("everything", frozenset())
        words = clause_words(self.tables)
        for block in self.document.blocks:
            lowered = block.text.lower()
            if not any(opener in lowered for opener in openers):
                continue
            for index in range(len(self.document.sentences(block.index))):
                analysis = self.analysis(block, index)
                tokens = analysis.sentence.tokens
                whole = [
                    at
                    for at in range(len(tokens))
                    if (found := words.at(tokens, at)) is not None and "everything" in found[1]
                ]
                if not whole:
                    continue
                for cue in analysis.cues:
                    if cue.row.gives in MODAL and cue.row.reach in WIDE and cue.first > whole[0]:
                        assert cue.row.gives is not None
                        yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, "document", weight=3)


def _adjoins(sentence: Sentence, cue: Cue, first: int) -> bool:
    """True when nothing but semicolons part a cue from a later token: an example goes on behind them."""
    segment, lower = sentence.segment, sentence.tokens.lower
    return all(lower[at] == ";" for at in range(cue.last, first + 1) if segment[at] != segment[at - 1])


def _in_number(lower: list[str], at: int) -> bool:
    """True for the comma of ``1,000``."""
    return 0 < at < len(lower) - 1 and lower[at - 1].isdigit() and len(lower[at + 1]) == 3 and lower[at + 1].isdigit()
