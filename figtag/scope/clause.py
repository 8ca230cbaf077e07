"""How far a cue reaches inside its own sentence: clauses, parentheses, comparisons, conditions."""

from __future__ import annotations

from bisect import bisect_left

from figtag.clauses import Sentence, clause_values
from figtag.cues import Cue
from figtag.labels import EvidenceKind
from figtag.scope.analysis import MODAL, Analysis
from figtag.tables import Direction, Reach
from figtag.worked import is_decided, is_plain, opens_subject, supposes

LONGEST_KEY = 4
"""Tokens between a word in a key and the colon after the key."""
NEAR = 10
"""Tokens between a cue and the one figure that it speaks of, at most."""


def path_in_sentence(analysis: Analysis, cue: Cue, first: int, last: int) -> str | None:
    """How a cue reaches a figure of its own sentence, given by its tokens, or None."""
    row, sentence = cue.row, analysis.sentence
    if row.gives is None or row.gives is EvidenceKind.NOTE or row.reach is Reach.ENTITY:
        return None
    if row.needs and not is_fulfilled(analysis, cue):
        return "key" if _opens_key(analysis, cue, first) else None
    if row.decided and is_decided(sentence, cue):
        return None
    if row.gives is EvidenceKind.FIRST_PARTY and sentence.quoted[cue.first]:
        return None
    if row.reach is Reach.HEAD:
        return "key" if _in_key(sentence, cue) and first > cue.last else None
    paren = sentence.paren[cue.first]
    if paren != -1 and not sentence.inside(first, paren):
        if any(sentence.inside(start, paren) for start, _ in analysis.figures):
            return None
        before = [start for start, end in analysis.figures if end <= paren]
        return "parenthesis" if before and before[-1] == first else None
    if sentence.segment[cue.first] != sentence.segment[first] and not (row.worked and _adjoins(sentence, cue, first)):
        return None
    if first < cue.first < last:
        return "clause"
    if row.gives in (EvidenceKind.ESTIMATE, EvidenceKind.POSSIBILITY):
        return _weak_path(analysis, cue, first, last)
    return "clause" if _reaches_clause(analysis, cue, first, last) else None


def stands_as_odds(sentence: Sentence, first: int, last: int) -> bool:
    """True for a number alone in parentheses, opening a sentence, or behind a colon or dash at the end of one."""
    lower = sentence.tokens.lower
    while first and lower[first - 1] in ("~", "≈"):
        first -= 1
    if not first:
        return last == len(lower) or not lower[last][0].isalnum()
    if lower[first - 1] == "(":
        return lower[last : last + 1] == [")"]
    return lower[first - 1] in (":", "–", "—", "-") and all(not word[0].isalnum() for word in lower[last:])


def _reaches_clause(analysis: Analysis, cue: Cue, first: int, last: int) -> bool:
    """True when a frame, or words about a source, reach a figure of their clause."""
    row, forward = cue.row, first >= cue.last
    if row.reach is Reach.FIGURE and any(
        cue.last <= start < first or last <= start < cue.first for start, _ in analysis.figures
    ):
        return False
    if row.condition and not forward and _parted(analysis.sentence, cue, last):
        return False
    return row.direction is Direction.BOTH or forward == (row.direction is Direction.FORWARD)


def _weak_path(analysis: Analysis, cue: Cue, first: int, last: int) -> str | None:
    """How an estimate or a possibility reaches a figure of its clause, or None: they are stopped earlier."""
    row, sentence = cue.row, analysis.sentence
    paren = sentence.paren[cue.first]
    own = sentence.paren[first] if first < len(sentence) else -1
    if own != paren and any(
        c is not cue and c.row.gives in MODAL and sentence.paren[c.first] == own for c in analysis.cues
    ):
        return None
    if first >= cue.last:
        if row.direction is Direction.BACKWARD or _stopped(analysis, cue.last, first):
            return None
        if row.reach is Reach.FIGURE and (
            first - cue.last > NEAR or any(cue.last <= start < first for start, _ in analysis.figures)
        ):
            return None
        return "clause" if paren == own else "parenthesis"
    if _relates(sentence, cue):
        return None
    if row.direction is Direction.FORWARD:
        if row.subject and opens_subject(sentence, first, last, cue.first):
            return "clause"
        possible = last == cue.first or supposes(sentence, first, cue.first)
        return "clause" if row.gives is EvidenceKind.POSSIBILITY and possible else None
    if row.reach is Reach.FIGURE and cue.first - last > 1:
        return None
    if row.direction is Direction.BOTH and any(
        start >= cue.last
        and sentence.segment[start] == sentence.segment[cue.first]
        and sentence.inside(start, paren)
        and not _stopped(analysis, cue.last, start)
        for start, _ in analysis.figures
    ):
        return None
    return "clause"


def _relates(sentence: Sentence, cue: Cue) -> bool:
    """True for a verb whose subject is a relative pronoun, or one behind a comma: it says nothing of what is before.

    ``forecasts that predicted a rise``, ``it is 26% now, it will be lower``
    """
    lower, values = sentence.tokens.lower, clause_values(sentence.tables)
    if cue.first == 0:
        return False
    before = lower[cue.first - 1]
    if before in values["relative"] or before in values["complementizer"]:
        return True
    return before in values["pronoun"] and cue.first > 1 and lower[cue.first - 2] == ","


def is_fulfilled(analysis: Analysis, cue: Cue) -> bool:
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
    end, consequence = cue.last, clause_values(sentence.tables)["consequence"]
    while end < len(lower) and (lower[end] not in ",:" or _in_number(lower, end)) and lower[end] not in consequence:
        end += 1
    return any(
        cue.last <= start < end and (point or start <= cue.last)
        for (start, _), point in zip(analysis.figures, analysis.points, strict=True)
    )


def _parted(sentence: Sentence, cue: Cue, start: int) -> bool:
    """True when an "if" after a figure belongs to another conjunct: "is to miss 3 weeks and could need 6, if"."""
    lower, needs = sentence.tokens.lower, cue.row.needs
    if is_plain(sentence, cue.last) and not any(word in needs for word in lower):
        return True  # "a fuse of 60 A is enough if you charge at 32 A": the terms of an offer or a rule
    coordinators = clause_values(sentence.tables)["coordinator"]
    joint = next((at for at in range(cue.first - 1, start - 1, -1) if lower[at] in coordinators), None)
    if joint is None:
        return False
    begin = next(at for at in range(len(lower)) if sentence.segment[at] == sentence.segment[cue.first])
    return any(word in needs for word in lower[joint : cue.first]) and not any(
        word in needs for word in lower[begin:joint]
    )


def _opens_key(analysis: Analysis, cue: Cue, first: int) -> bool:
    """True for the condition of a key: "If subsidies end: 140 GW"."""
    sentence, lower = analysis.sentence, analysis.sentence.tokens.lower
    if not (cue.row.condition and cue.first == 0 and sentence.index == 0) or is_plain(sentence, cue.last):
        return False
    colon = next((at for at in range(cue.last, min(len(lower), cue.last + 2 * LONGEST_KEY)) if lower[at] == ":"), 0)
    return 0 < colon < first and not any(start < colon for start, _ in analysis.figures)


def _in_key(sentence: Sentence, cue: Cue) -> bool:
    """True for words before the colon of a key and its value: "Forecast: $5B"."""
    lower = sentence.tokens.lower
    return sentence.index == 0 and ":" in lower[cue.last : cue.last + LONGEST_KEY]


def _stopped(analysis: Analysis, start: int, end: int) -> bool:
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
            bound = after == end and lower[at] in clause_values(sentence.tables)["comparative"]
            if not bound or any(word[0].isdecimal() for word in lower[start:at]):
                return True
    return False


def _adjoins(sentence: Sentence, cue: Cue, first: int) -> bool:
    """True when nothing but semicolons part a cue from a later token: an example goes on behind them."""
    segment, lower = sentence.segment, sentence.tokens.lower
    return all(lower[at] == ";" for at in range(cue.last, first + 1) if segment[at] != segment[at - 1])


def _in_number(lower: list[str], at: int) -> bool:
    """True for the comma of ``1,000``."""
    return 0 < at < len(lower) - 1 and lower[at - 1].isdigit() and len(lower[at + 1]) == 3 and lower[at + 1].isdigit()
