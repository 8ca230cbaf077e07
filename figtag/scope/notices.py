"""Notices that cover the whole document: "all figures are illustrative"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from figtag.clauses import Sentence, clause_values, clause_words
from figtag.evidence import Evidence
from figtag.scope.analysis import MODAL, Analyses
from figtag.scope.layout import WIDE
from figtag.tables import Tables
from figtag.tokens import first_word, words_of


def find_notices(analyses: Analyses) -> Iterator[Evidence]:
    """The notices of a document, each as evidence for every figure of it."""
    words = analyses.document.words()
    near = [openers for first, openers in _openers(analyses.tables).items() if first in words]
    said = [opener for openers in near for opener, tokens in openers if tokens <= words]
    for block in analyses.document.blocks if said else ():
        lowered = block.text.lower()
        if not any(opener in lowered for opener in said):
            continue
        for analysis in analyses.of(block):
            whole = _says_everything(analysis.sentence)
            for cue in analysis.cues if whole is not None else ():
                if cue.row.gives in MODAL and cue.row.reach in WIDE and whole is not None and cue.first > whole:
                    assert cue.row.gives is not None
                    yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, "document", weight=3)


@cache
def _openers(tables: Tables) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """Words such as "all figures" with their tokens, by the first of these; most share few."""
    openers: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for opener in clause_values(tables).get("everything", ()):
        openers.setdefault(first_word(opener), []).append((opener, frozenset(words_of(opener))))
    return openers


def _says_everything(sentence: Sentence) -> int | None:
    """The first token of words such as "all figures", if there are any."""
    words, tokens = clause_words(sentence.tables), sentence.tokens
    for at in range(len(tokens)):
        found = words.at(tokens, at)
        if found is not None and "everything" in found[1]:
            return at
    return None
