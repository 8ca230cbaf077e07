"""Who said it: verbs with their speakers, "according to", and nouns of reporting.

The terms (cue, source, content) are those of the PARC attribution corpus (Pareti 2012).
"""

from __future__ import annotations

from msgspec.structs import replace

from figtag.clauses import Sentence
from figtag.families import NONE, SAYING_VERB
from figtag.labels import EvidenceKind
from figtag.sources.names import first_name, name_ending, names_a_body, prepositions, speaker_kinds
from figtag.sources.reach import spoken
from figtag.sources.source import Source, segment_end
from figtag.sources.speakers import agent_after, speaker_from
from figtag.sources.studies import may_hold_document, own_study, study_as_place
from figtag.sources.verbs import at_verb
from figtag.span import Span
from figtag.tables import WordRow

_FAMILIES = frozenset(("lead", "noun", "saying", "in", "own", "per", SAYING_VERB))
"""The families of phrases at which an attribution may begin."""
SHORTEST_SPEECH = 8
"""Tokens of a quotation after a colon that somebody spoke; a shorter one is a title."""
LONGEST_TAIL = 4
"""Tokens of a source after its name: "according to the Pew average of polls"."""
LONGEST_AGENT = 16
"""Tokens from a document to the "by" before its maker: "a survey of 900 firms published by the Vale Institute"."""


def find_attributions(sentence: Sentence) -> list[Source]:
    """The attributions of a sentence, in order: verbs with their speakers, "according to", nouns of reporting."""
    found: list[Source] = []
    tokens, quoted, phrases = sentence.tokens, sentence.quoted, sentence.all_phrases()
    colons = [at for at, word in enumerate(tokens.lower) if word == ":"] if True in quoted else ()
    if not colons and _FAMILIES.isdisjoint(phrases):
        return found
    leads, owns, pers = phrases.get("lead", NONE), phrases.get("own", NONE), phrases.get("per", NONE)
    places = phrases.get("in", NONE) if may_hold_document(sentence) else NONE
    owned = "'" in tokens.lower
    nouns, sayings = (phrases.get("noun", NONE), phrases.get("saying", NONE)) if owned else (NONE, NONE)
    verbs = phrases.get(SAYING_VERB, NONE)
    after = 0
    for at in sorted({*leads, *pers, *verbs, *owns, *colons, *places, *nouns, *sayings}):
        if at < after:
            continue
        lead = leads.get(at)
        if lead is not None:
            source = _after_lead(sentence, at, *lead)
            if source is not None:
                found.append(source)
            after = lead[0]
            continue
        per = pers.get(at)
        if per is not None and _closes_with_source(sentence, at, per[0]):
            source = _after_lead(sentence, at, *per)
            if source is not None:
                found.append(source)
        verb = verbs.get(at)
        if verb is not None and verb[1] is not None and not _is_subject(sentence, at, verb[0]):
            said = at_verb(sentence, at, verb[0], verb[1], found[-1] if found else None)
            if said:
                found.extend(said)
                after = verb[0]
                continue
        own = owns.get(at)
        if own is not None:
            source = own_study(sentence, at, *own)
            if source is not None:
                found.append(source)
        if at in colons and quoted[at + 1 : at + 2] == [True] and not quoted[at]:
            introduced = _introduced(sentence, at)
            if introduced is not None:
                found.append(introduced)
        inside = places.get(at)
        if inside is not None:
            source = study_as_place(sentence, at, *inside)
            if source is not None:
                found.append(source)
                after = inside[0]
                continue
        noun = nouns.get(at) or sayings.get(at)
        if noun is not None and _has_content(sentence, *noun):
            source = _at_noun(sentence, at, *noun)
            if source is not None:
                found.append(source)
    return found


def _is_subject(sentence: Sentence, at: int, after: int) -> bool:
    """True for a word that may be a verb or a noun before a verb, and so is its noun ("the report said")."""
    tokens = sentence.tokens
    if after not in sentence.phrases(SAYING_VERB) or not tokens.words[after][0].islower():
        return False
    return tokens.lower[at] in speaker_kinds(sentence.tables)


def _after_lead(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "according to the 2023 Cisco report, ..." """
    speaker = speaker_from(sentence, after)
    if speaker is None or speaker.kind in ("vague", "author"):
        return None
    tokens = sentence.tokens
    span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
    if speaker.kind == "document" and not speaker.named:
        agent = agent_after(sentence, speaker.last, LONGEST_AGENT)
        speaker = replace(speaker, name=agent.name, named=True) if agent is not None else speaker
    if sentence.paren[first] != -1:
        return spoken(sentence, row, span, speaker, *_paren_cover(sentence, sentence.paren[first]))
    begin = first
    joined = first > 0 and sentence.does(first - 1, "coordinator")
    while begin > 0 and not joined and tokens.lower[begin - 1] != ";":
        begin -= 1
    end = len(tokens) if first == 0 else segment_end(sentence, first)
    if first > 0:
        end = _before_relative(sentence, speaker.last, end)
    return spoken(sentence, row, span, speaker, begin, end)


def _before_relative(sentence: Sentence, at: int, end: int) -> int:
    """Where a source that was put in stops: "it leads in Ohio, according to Pew, where 40 seats are open"."""
    lower = sentence.tokens.lower
    comma = next((i for i in range(at, min(at + LONGEST_TAIL, end - 1)) if lower[i] == ","), None)
    return comma if comma is not None and sentence.does(comma + 1, "attached") else end


def _closes_with_source(sentence: Sentence, first: int, after: int) -> bool:
    """True for ", per the Vale Institute." and "(per IDC data)": a denominator stands neither so apart nor so named."""
    lower = sentence.tokens.lower
    if first == 0 or lower[first - 1] not in ",(":
        return False
    speaker = speaker_from(sentence, after)
    if speaker is None or not speaker.named:
        return False
    sure = speaker.kind != "name" or speaker.last - speaker.first > 1 or names_a_body(sentence, speaker)
    return sure and (speaker.last >= len(lower) or lower[speaker.last] in ".,;)")


def _introduced(sentence: Sentence, colon: int) -> Source | None:
    """A name, a colon and a quotation: 'HeatPro is more careful: "..."'."""
    speaker = first_name(sentence, colon)
    if speaker is None or any(sentence.quoted[: colon + 1]):
        return None
    tokens, end = sentence.tokens, colon + 1
    while end < len(tokens) and sentence.quoted[end]:
        end += 1
    if end - colon < SHORTEST_SPEECH:
        return None
    span = Span(tokens.starts[speaker.first], tokens.ends[colon])
    pronoun = speaker.kind == "pronoun"
    return Source(
        EvidenceKind.ATTRIBUTION, span, "attribution.quotation", speaker.name, pronoun, colon + 1, end, named=True
    )


def _paren_cover(sentence: Sentence, paren: int) -> tuple[int, int]:
    """A parenthesis binds to what it follows: back to the last parenthesis, mark or semicolon."""
    begin = paren
    while begin > 0 and sentence.tokens.lower[begin - 1] not in (";", ")"):
        begin -= 1
    return begin, sentence.closing.get(paren, len(sentence))


def _has_content(sentence: Sentence, after: int, row: WordRow) -> bool:
    """True when what follows a noun of reporting may be what it says: "forecast of $5B", not "index rose"."""
    lower = sentence.tokens.lower
    if after >= len(lower) or sentence.does(after, "complementizer"):
        return True
    if row.value == "saying":
        return sentence.does(after, "whole") or not lower[after][0].isalnum()
    return (
        not lower[after].isalpha() or lower[after] in prepositions(sentence.tables) or sentence.does(after, "passive")
    )


def _at_noun(sentence: Sentence, at: int, after: int, row: WordRow) -> Source | None:
    """ "IDC's forecast of $5B", "the Energy Agency's data": a name owns the noun."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    if at < 3 or not sentence.does(at - 1, "possessive") or lower[at - 2] != "'" or not words[at - 3][0].isupper():
        return None
    speaker = name_ending(sentence, at - 3)
    span = Span(sentence.tokens.starts[speaker.first], sentence.tokens.ends[after - 1])
    end = segment_end(sentence, at)
    if sentence.paren[at] != -1:
        end = min(end, sentence.closing.get(sentence.paren[at], end))
    start = 0 if speaker.first - 1 in sentence.phrases("by") else after
    return Source(EvidenceKind.ATTRIBUTION, span, row.id, speaker.name, False, start, end)
