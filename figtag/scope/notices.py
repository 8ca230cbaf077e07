"""Notices that cover the whole document: "all figures are illustrative"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from figtag.clauses import Sentence, clause_values, clause_words
from figtag.evidence import Evidence
from figtag.scope.analysis import MODAL, Analyses
from figtag.scope.layout import WIDE
from figtag.tables import Tables


def find_notices(analyses: Analyses) -> Iterator[Evidence]:
    """The notices of a document, each as evidence for every figure of it."""
    blocks = analyses.document.blocks
    whole_text = "\n".join(block.text for block in blocks).lower()
    openers = [opener for opener in _openers(analyses.tables, whole_text) if opener in whole_text]
    for block in blocks if openers else ():
        lowered = block.text.lower()
        if not any(opener in lowered for opener in openers):
            continue
        for analysis in analyses.of(block):
            whole = _says_everything(analysis.sentence)
            for cue in analysis.cues if whole is not None else ():
                if cue.row.gives in MODAL and cue.row.reach in WIDE and whole is not None and cue.first > whole:
                    assert cue.row.gives is not None
                    yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, "document", weight=3)


def _openers(tables: Tables, text: str) -> Iterator[str]:
    """Words such as "all figures" whose first word a text holds; most share few first words."""
    for first, openers in _by_first(tables).items():
        if first in text:
            yield from openers


@cache
def _by_first(tables: Tables) -> Mapping[str, list[str]]:
    openers: dict[str, list[str]] = {}
    for opener in clause_values(tables).get("everything", ()):
        openers.setdefault(opener.partition(" ")[0], []).append(opener)
    return openers


def _says_everything(sentence: Sentence) -> int | None:
    """The first token of words such as "all figures", if there are any."""
    words, tokens = clause_words(sentence.tables), sentence.tokens
    for at in range(len(tokens)):
        found = words.at(tokens, at)
        if found is not None and "everything" in found[1]:
            return at
    return None
