"""Sources as evidence, with the name that "he", "it" or "the company" stands for."""

from __future__ import annotations

from collections.abc import Iterator

from figtag.document import Block, BlockKind
from figtag.evidence import Evidence
from figtag.mentions import Mention
from figtag.scope.analysis import Analyses, Analysis
from figtag.sources import (
    Source,
    find_named_study,
    find_owner,
    find_subject,
    is_full_name,
    may_be_person,
    names_study,
)

FARTHEST_SENTENCE = 24
"""Sentences over which a source or quotation goes on, at most."""
FARTHEST_NAME = 8
"""Paragraphs back to the name that "the company" stands for."""


class Antecedents:
    """Sources by their names."""

    def __init__(self, analyses: Analyses) -> None:
        self.analyses = analyses

    def evidence(self, block: Block, analysis: Analysis, source: Source, mention: Mention, path: str) -> Evidence:
        """A source of the figure's own sentence."""
        name = self._name(block, analysis.sentence.index, source)
        gap = max(source.span.start - mention.span.end, mention.span.start - source.span.end, 0)
        return Evidence(
            source.kind, block.index, source.span, source.rule, path, name, source.url, gap, weight=int(source.weak)
        )

    def carried(self, block: Block, at: int, source: Source, path: str) -> Evidence:
        """A source of sentence ``at`` of a block that is carried to a figure elsewhere."""
        name = self._name(block, at, source)
        return Evidence(source.kind, block.index, source.span, source.rule, path, name, source.url, weight=1)

    def _name(self, block: Block, index: int, source: Source) -> str | None:
        """The name of a source, with the one that it stands for where it is spoken of as "he" or "the company"."""
        if not (source.pronoun and source.name is None) and not source.standing:
            return source.name
        found = self._antecedent(block, index, source)
        return f"{found} ({source.name})" if found and source.name else found or source.name

    def _antecedent(self, block: Block, index: int, source: Source) -> str | None:
        """Whom a source in sentence ``index`` of a block stands for, looked for back over the paragraphs."""
        weaker: str | None = None
        for at, analysis in self._before(block, index):
            own = at is block and analysis.sentence.index == index
            found, sure = self._candidate(analysis, source, source.span.start if own else None)
            if found and sure and (source.personal or not self._is_surname(found, at, analysis.sentence.index)):
                return found
            weaker = weaker or found
        return weaker

    def _is_surname(self, name: str, block: Block, index: int) -> bool:
        """True for one word that a person's full name before it ends in: "Ina Roe, the head, said", then "Roe said"."""
        if " " in name:
            return False
        return any(
            other.human and other.owner is not None and other.owner.endswith(f" {name}")
            for _, analysis in self._before(block, index)
            for other in analysis.attributions
        )

    def _before(self, block: Block, index: int) -> Iterator[tuple[Block, Analysis]]:
        """The sentences from one back to the start of its paragraph, and of a few paragraphs before it."""
        at, last = block, min(index, self.analyses.count(block.index) - 1)
        for _ in range(FARTHEST_NAME):
            for back in range(last, max(last - 1 - FARTHEST_SENTENCE, -1), -1):
                yield at, self.analyses.at(at, back)
            before = self.analyses.document.blocks[at.index - 1] if at.index else None
            if before is None or before.kind is not BlockKind.PARAGRAPH or block.kind is not BlockKind.PARAGRAPH:
                return
            at, last = before, self.analyses.count(before.index) - 1

    def _candidate(self, analysis: Analysis, source: Source, before: int | None) -> tuple[str | None, bool]:
        """Whom a sentence names that a source may stand for, and whether it surely is the one.

        ``before``: the place of the source, where it is its own sentence.
        """
        tables = self.analyses.tables
        spoke = [
            other
            for other in reversed(analysis.attributions)
            if other.owner and (before is None or other.span.end <= before)
        ]
        if source.personal:
            names = [other.owner for other in spoke if other.owner and may_be_person(other.owner, tables)]
            subject = find_subject(analysis.sentence, before)
            if names or subject is None or not may_be_person(subject, tables):
                return (names[0], True) if names else (None, False)
            return subject, is_full_name(subject, tables)
        if before is not None:
            return None, False
        if source.standing == "document":
            return self._document(analysis, source, spoke)
        bodies = [other.owner for other in spoke if not other.human]
        if bodies:
            return bodies[0], True
        owner = find_owner(analysis.sentence)
        return (None if any(other.owner == owner for other in spoke) else owner), False

    def _document(self, analysis: Analysis, source: Source, spoke: list[Source]) -> tuple[str | None, bool]:
        """What "the report" or "the poll" stands for: surely a document with that noun, or a study for a study."""
        tables, noun = self.analyses.tables, (source.name or "").split(" ")[-1]
        wanted = names_study(noun, tables)
        names = [other.name for other in spoke if other.document and other.name]
        named = find_named_study(analysis.sentence)
        names += [named[0]] if named is not None and wanted and not names else []
        for name in names:
            if noun in name or (wanted and names_study(name, tables)):
                return name, True
        return names[0] if names else next((other.name for other in spoke if not other.human), None), False
