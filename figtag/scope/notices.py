"""Notices that cover the whole document: "all figures are illustrative"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from figtag.clauses import Sentence, clause_values, clause_words
from figtag.evidence import Evidence
from figtag.scope.analysis import MODAL, Analyses
from figtag.scope.layout import WIDE
from figtag.tables import Tables
from figtag.tokens import AnyPhrase, words_of


def find_notices(analyses: Analyses) -> Iterator[Evidence]:
    """The notices of a document, each as evidence for every figure of it."""
    words = analyses.document.words()
    if not _openers(analyses.tables).may_stand(words):
        return
    everything = clause_values(analyses.tables)["everything"]
    openers = [opener for opener in everything if words.issuperset(words_of(opener))]
    for block in analyses.document.blocks:
        lowered = block.text.lower()
        if not any(opener in lowered for opener in openers):
            continue
        for analysis in analyses.of(block):
            whole = _says_everything(analysis.sentence)
            for cue in analysis.cues if whole is not None else ():
                if cue.row.gives in MODAL and cue.row.reach in WIDE and whole is not None and cue.first > whole:
                    assert cue.row.gives is not None
                    yield Evidence(cue.row.gives, block.index, cue.span, cue.row.id, "document", weight=3)


@cache
def _openers(tables: Tables) -> AnyPhrase:
    """Words such as "all figures"."""
    return AnyPhrase(clause_values(tables).get("everything", ()))


def _says_everything(sentence: Sentence) -> int | None:
    """The first token of words such as "all figures", if there are any."""
    words, tokens = clause_words(sentence.tables), sentence.tokens
    for at in range(len(tokens)):
        found = words.at(tokens, at)
        if found is not None and "everything" in found[1]:
            return at
    return None
