"""Who said it: verbs with their speakers, "according to", and nouns of reporting.

The terms (cue, source, content) are those of the PARC attribution corpus (Pareti 2012).
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values
from figtag.labels import EvidenceKind
from figtag.sources.source import Source, attribution_words, row_phrases, segment_end
from figtag.sources.speakers import (
    Speaker,
    first_name,
    name_ending,
    phrase_start,
    speaker_before,
    speaker_from,
    speaker_kinds,
)
from figtag.sources.studies import agent_after, own_study, study_as_place
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Phrases, Tokens

SHORTEST_SPEECH = 8
"""Tokens of a quotation after a colon that somebody spoke; a shorter one is a title."""
LONGEST_AGENT = 16
"""Tokens from a document to the "by" before its maker: "a survey of 900 firms published by the Vale Institute"."""
LONGEST_TAIL = 6
"""Words after a speaker and verb that close a sentence: "..., the Bureau reported on Tuesday"."""
LONGEST_OBJECT = 12
"""Tokens between "puts" and the "at" before the level: "IDC puts the size of the market at $5B"."""
SHORTEST_ADVERB = 4
"""Letters of a word whose ending may still be more than an ending ("only")."""


@cache
def adverb_endings(tables: Tables) -> tuple[str, ...]:
    return tuple(say for row in tables.words.get("word-ending", ()) if row.value == "adverb" for say in row.say)


def find_attributions(sentence: Sentence) -> list[Source]:
    """The attributions of a sentence, in order: verbs with their speakers, "according to", nouns of reporting."""
    found: list[Source] = []
    tables = sentence.tables
    verbs = row_phrases(tables, "reporting-verb")
    leads, nouns = attribution_words(tables, "lead"), attribution_words(tables, "noun")
    places, owns = attribution_words(tables, "in"), attribution_words(tables, "own")
    tokens = sentence.tokens
    firsts, after = _firsts(tables), 0
    for at, word in enumerate(tokens.lower):
        if word not in firsts or at < after:
            continue
        lead = leads.at(tokens, at)
        if lead is not None:
            source = _after_lead(sentence, at, *lead)
            if source is not None:
                found.append(source)
            after = lead[0]
            continue
        verb = verbs.at(tokens, at)
        if verb is not None and verb[1] is not None and not _before_verb(verbs, tokens, verb[0]):
            spoken = _at_verb(sentence, at, verb[0], verb[1], found[-1] if found else None)
            if spoken:
                found.extend(spoken)
                after = verb[0]
                continue
        own = owns.at(tokens, at)
        if own is not None:
            source = own_study(sentence, at, *own)
            if source is not None:
                found.append(source)
        if word == ":" and sentence.quoted[at + 1 : at + 2] == [True] and not sentence.quoted[at]:
            introduced = _introduced(sentence, at)
            if introduced is not None:
                found.append(introduced)
        inside = places.at(tokens, at)
        if inside is not None:
            source = study_as_place(sentence, at, *inside)
            if source is not None:
                found.append(source)
                after = inside[0]
                continue
        noun = nouns.at(tokens, at)
        if noun is not None:
            source = _at_noun(sentence, at, *noun)
            if source is not None:
                found.append(source)
    return found


@cache
def _firsts(tables: Tables) -> frozenset[str]:
    """The words with which an attribution may begin: a sentence without any of them is passed over."""
    phrases = [attribution_words(tables, value) for value in ("lead", "noun", "in", "own")]
    return row_phrases(tables, "reporting-verb").firsts.union({":"}, *(words.firsts for words in phrases))


def _before_verb(verbs: Phrases[WordRow | None], tokens: Tokens, at: int) -> bool:
    """True when a reporting verb follows: the word before it is its noun ("the report said")."""
    return at < len(tokens) and verbs.at(tokens, at) is not None


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
        return _spoken(sentence, row, span, speaker, *_paren_cover(sentence, sentence.paren[first]))
    begin = first
    joined = first > 0 and _is(sentence, first - 1, "coordinator")
    while begin > 0 and not joined and tokens.lower[begin - 1] != ";":
        begin -= 1
    end = len(tokens) if first == 0 else segment_end(sentence, first)
    return _spoken(sentence, row, span, speaker, begin, end)


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


def _is(sentence: Sentence, at: int, value: str) -> bool:
    """True when the token at an index, if there is one, has a value in the table of clause words."""
    return at < len(sentence) and sentence.tokens.lower[at] in clause_values(sentence.tables)[value]


def _paren_cover(sentence: Sentence, paren: int) -> tuple[int, int]:
    """A parenthesis binds to what it follows: back to the last parenthesis, mark or semicolon."""
    begin = paren
    while begin > 0 and sentence.tokens.lower[begin - 1] not in (";", ")"):
        begin -= 1
    return begin, sentence.closing.get(paren, len(sentence))


def _at_noun(sentence: Sentence, at: int, after: int, row: WordRow) -> Source | None:
    """ "IDC's forecast of $5B", "the Energy Agency's data": a name owns the noun."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    if at < 3 or not _is(sentence, at - 1, "possessive") or lower[at - 2] != "'" or not words[at - 3][0].isupper():
        return None
    speaker = name_ending(sentence, at - 3)
    span = Span(sentence.tokens.starts[speaker.first], sentence.tokens.ends[after - 1])
    end = segment_end(sentence, at)
    if sentence.paren[at] != -1:
        end = min(end, sentence.closing.get(sentence.paren[at], end))
    return Source(EvidenceKind.ATTRIBUTION, span, row.id, speaker.name, False, after, end)


def _at_verb(sentence: Sentence, first: int, after: int, row: WordRow, last: Source | None) -> list[Source]:
    """The attribution of one verb; two where a quotation stands on both sides of it.

    ``last`` is the attribution before it in the sentence, whose speaker a participle takes up ("noting that").
    """
    tokens = sentence.tokens
    lower = tokens.lower
    values = clause_values(sentence.tables)
    titled = tokens.words[first][0].isupper() and first > 0 and tokens.words[first - 1][0].isupper()
    before = lower[first - 1] if first > 0 else ""
    counted = speaker_kinds(sentence.tables).get(before) == "quantifier"
    if titled or counted or before == "-" or before in values["determiner"]:
        return []
    by = _passive_agent(sentence, first, after, row)
    if by is not None:
        return [by]
    speaker = _inverted(sentence, first, after, row)
    if speaker is not None:
        span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
        return _around(sentence, row, span, speaker, first, speaker.last)
    at, passive, modal = first - 1, False, False
    adverb = adverb_endings(sentence.tables)
    while at >= 0 and (
        lower[at] in values["filler"]
        or lower[at] in values["passive"]
        or lower[at] in values["modal"]
        or (lower[at].endswith(adverb) and len(lower[at]) > SHORTEST_ADVERB)
    ):
        passive = passive or lower[at] in values["passive"]
        modal = modal or lower[at] in values["modal"]
        at -= 1
    gerund = lower[after - 1].endswith("ing")
    if at < 0 or (passive and not gerund) or (modal and not _says(sentence, after)):
        return []
    if gerund and not passive and lower[at] == ",":
        goes_on = after < len(lower) and (
            _is(sentence, after, "complementizer")
            or speaker_kinds(sentence.tables).get(lower[after]) in ("pronoun", "author")
        )
        if not goes_on and after < len(lower):
            return []
        if last is not None:
            span = Span(tokens.starts[first], tokens.ends[after - 1])
            return [replace(last, span=span, rule=row.id, start=after, end=len(lower))]
        speaker = first_name(sentence, at)
    elif lower[at] in values["coordinator"] or lower[at] in values["contrast"]:
        speaker = first_name(sentence, at)
        if speaker is not None:
            speaker = replace(speaker, first=first)
    else:
        speaker = speaker_before(sentence, at)
        if gerund and not passive and speaker is not None and speaker.kind != "name":
            return []
    if speaker is None or speaker.kind in ("author", "vague"):
        return []
    if row.value in ("expect", "find") and _is_bare_opener(sentence, speaker, after):
        return []
    if not modal and lower[after - 1] in _base_forms(sentence.tables) and not _is_plural(sentence, speaker):
        return []
    if speaker.kind == "name" and speaker.last == 1 and lower[after - 1] in _base_forms(sentence.tables):
        return []  # "Brokers tell you": a first word that is a plural noun
    if row.value == "speak" and not (_says(sentence, after) or _closes(sentence, speaker, after)):
        return []
    if row.value == "put" and not _at_level(sentence, after):
        return []
    if row.value == "give" and not (speaker.kind == "document" or _is_study(sentence, speaker)):
        return []
    if row.value == "expect" and speaker.kind in ("person", "document") and speaker.name is None:
        return []
    if row.value == "self" and speaker.kind in ("document",):
        return []
    if speaker.kind == "other" and (
        row.value in ("expect", "self") or (at == first - 1 and _plural_noun(sentence, after))
    ):
        return []
    if (
        row.value == "find"
        and speaker.kind in ("person", "body", "pronoun", "other")
        and not _complement(sentence, after)
    ):
        return []
    span = Span(tokens.starts[speaker.first], tokens.ends[after - 1])
    begin = phrase_start(sentence, speaker.first)
    if begin > 0 and _quote_ends(sentence, begin):
        return _around(sentence, row, span, speaker, begin, after)
    return [_spoken(sentence, row, span, speaker, *_reach(sentence, row, speaker, after))]


@cache
def _base_forms(tables: Tables) -> frozenset[str]:
    """Forms of reporting verbs that only a plural takes: "report" beside "reports" and "reported"."""
    forms = {say for row in tables.words.get("reporting-verb", ()) for say in row.say}
    unchanged = clause_values(tables)["unchanged"]
    return frozenset(form for form in forms - unchanged if f"{form}s" in forms or f"{form}es" in forms)


def _is_plural(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a speaker may be several: a plural noun, "they", or two joined by "and"."""
    tokens = sentence.tokens
    last = tokens.lower[speaker.last - 1]
    first = phrase_start(sentence, speaker.first)
    joined = any(_is(sentence, at, "coordinator") for at in range(first, speaker.last))
    joined = joined or any(tokens.lower[at].endswith("s") for at in range(first, speaker.first))
    return joined or last.endswith("s") or (speaker.kind == "pronoun" and not last.endswith(("he", "it")))


def _is_bare_opener(sentence: Sentence, speaker: Speaker, after: int) -> bool:
    """True for "New projects average ...": a first word that is no sure name, and a verb that may be a plural noun.

    An acronym, or a clause or an amount after the verb, make it a name and a verb.
    """
    word = sentence.tokens.words[0]
    if speaker.first != 0 or speaker.last != 1 or speaker.kind != "name" or any(c.isupper() for c in word[1:]):
        return False
    determiner = clause_values(sentence.tables)["determiner"]
    opens = after < len(sentence) and sentence.tokens.lower[after] in determiner
    amount = after < len(sentence) and _opens_amount(sentence.tokens.words[after])
    clause = _is(sentence, after, "complementizer")
    return sentence.tokens.lower[after - 1].endswith("s") and not (opens or amount or clause)


def _says(sentence: Sentence, after: int) -> bool:
    """True when what follows a verb is what is said: a clause with "that", or a quotation."""
    lower = sentence.tokens.lower
    at = after + 1 if after < len(lower) and lower[after] in ",:" else after
    return _is(sentence, after, "complementizer") or (at < len(lower) and sentence.quoted[at])


def _closes(sentence: Sentence, speaker: Speaker, after: int) -> bool:
    """True when a speaker and verb close or interrupt the sentence: "..., it added." """
    lower = sentence.tokens.lower
    begin = phrase_start(sentence, speaker.first)
    ends = after >= len(lower) or lower[after] in (".", ",", "!", "?") or lower[after] in QUOTE_MARKS
    return ends and begin > 0 and (lower[begin - 1] == "," or _quote_ends(sentence, begin))


def _around(sentence: Sentence, row: WordRow, span: Span, speaker: Speaker, before: int, after: int) -> list[Source]:
    """What stands before a speaker who closes or interrupts a quotation, and the quotation that goes on after it."""
    found = [_spoken(sentence, row, span, speaker, 0, before)]
    lower = sentence.tokens.lower
    again = next((at for at in range(after, len(lower)) if sentence.quoted[at]), None)
    if again is not None:
        found.append(_spoken(sentence, row, span, speaker, again, len(lower)))
    return found


def _quote_ends(sentence: Sentence, at: int) -> bool:
    """True when a quotation closes directly before a token."""
    back = at - 1
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    return sentence.quoted[back] and not sentence.quoted[at]


def _at_level(sentence: Sentence, after: int) -> bool:
    """True when "at" and an amount follow: "puts the size of the market at $5B"."""
    words = sentence.tokens.words
    return any(
        _is(sentence, at, "level") and any(map(_opens_amount, words[at + 1 : at + 4]))
        for at in range(after, min(after + LONGEST_OBJECT, len(words) - 1))
    )


def _is_study(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a noun phrase holds the word of a study ("a Fox News poll of voters")."""
    studies = attribution_words(sentence.tables, "study")
    return any(studies.at(sentence.tokens, at) is not None for at in range(speaker.first, speaker.last))


def _plural_noun(sentence: Sentence, after: int) -> bool:
    """True for a form such as "estimates" that is as likely the plural of a noun: no "that" follows it."""
    lower = sentence.tokens.lower
    return lower[after - 1].endswith("s") and not _is(sentence, after, "complementizer")


def _complement(sentence: Sentence, after: int) -> bool:
    """True when what follows a verb of finding is a clause or a figure and not the thing found."""
    window = sentence.tokens.words[after : after + 4]
    timed = _is(sentence, after, "preposition") and any(
        _is(sentence, at, "complementizer") for at in range(after, after + 4)
    )
    clause = window[:1] == [":"] or _is(sentence, after, "complementizer") or timed
    quoted = sentence.quoted[after : after + 1] == [True]
    return clause or quoted or any(map(_opens_amount, window))


def _opens_amount(word: str) -> bool:
    """True for the first token of an amount in digits: a number, a currency sign, or "~"."""
    return word[0].isdigit() or word == "~" or unicodedata.category(word[0]) == "Sc"


def _spoken(sentence: Sentence, row: WordRow, span: Span, speaker: Speaker, start: int, end: int) -> Source:
    url = sentence.url_between(speaker.first, speaker.last)
    return Source(
        EvidenceKind.ATTRIBUTION,
        span,
        row.id,
        speaker.name,
        speaker.kind == "pronoun",
        start,
        end,
        url,
        reckons=row.value in ("expect", "reckon"),
        standing=speaker.kind if speaker.kind in ("body", "document") and not speaker.named else "",
        named=speaker.named,
    )


def _reach(sentence: Sentence, row: WordRow, speaker: Speaker, after: int) -> tuple[int, int]:
    """What a verb with its speaker covers: all before it where it closes the sentence, else what follows it."""
    lower = sentence.tokens.lower
    paren = sentence.paren[after - 1]
    if paren != -1:
        return after, sentence.closing.get(paren, len(lower))
    closes = after >= len(lower) or lower[after] in (".", ",", "!", "?") or lower[after] in QUOTE_MARKS
    begin = phrase_start(sentence, speaker.first)
    if closes and begin > 0 and lower[begin - 1] in (",", '"', "”", "-", "—", "–"):
        return 0, len(lower)
    if begin > 1 and lower[begin - 1] == ",":
        comma = next((at for at in range(after, min(after + 4, len(lower))) if lower[at] == ","), None)
        if comma is not None and comma + 1 < len(lower) and lower[comma + 1].endswith("ing"):
            return 0, comma  # "..., its maker said on Monday, sending shares up": what follows is not reported
    if after < len(lower) and all(not any(c.isalnum() for c in word) for word in lower[after:]):
        return 0, len(lower)
    if _postposed(sentence, speaker, after):
        return 0, len(lower)
    if speaker.kind == "document":
        opener = speaker.first > 1 and lower[speaker.first - 1] == "," and sentence.segment[speaker.first] == 0
        return 0 if opener else after, len(lower)
    return after, segment_end(sentence, after - 1, named=row.value in ("say", "reckon", "find"))


def _postposed(sentence: Sentence, speaker: Speaker, after: int) -> bool:
    """ "... rose by 236,000, the Bureau reported today.": nothing but a few words without a verb's object follow."""
    lower = sentence.tokens.lower
    rest = [word for word in lower[after:] if word[0].isalnum()]
    begin = phrase_start(sentence, speaker.first)
    return (
        begin > 1
        and lower[begin - 1] in (",", '"', "”", "“", "'")
        and len(rest) <= LONGEST_TAIL
        and not any(word.isdigit() for word in rest)
        and not _is(sentence, after, "complementizer")
    )


def _passive_agent(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "has been suggested by the historian Ole Berg"."""
    tokens = sentence.tokens
    lower = tokens.lower
    if row.value == "self":
        return None
    by = attribution_words(sentence.tables, "by")
    for at in range(after, min(after + 2, len(lower))):
        found = by.at(tokens, at)
        if found is not None:
            speaker = speaker_from(sentence, found[0])
            if speaker is None or speaker.kind in ("vague", "pronoun", "author"):
                return None
            span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
            return _spoken(sentence, row, span, speaker, 0, len(lower))
    return None


def _inverted(sentence: Sentence, first: int, after: int, row: WordRow) -> Speaker | None:
    """'"...," said Moya': the speaker after the verb."""
    lower = sentence.tokens.lower
    if row.value not in ("say", "reckon") or first == 0 or after >= len(lower) or lower[after - 1].endswith("ing"):
        return None
    quoted = _quote_ends(sentence, first)
    if not quoted and lower[first - 1] != ",":
        return None
    if sentence.tokens.words[after][0].isupper() or (quoted and lower[after][0].isalpha()):
        return speaker_from(sentence, after)
    return None
