"""Verbs of saying: who their subject is, and whether they say something here."""

from __future__ import annotations

import unicodedata
from functools import cache

from msgspec.structs import replace

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values
from figtag.labels import EvidenceKind
from figtag.sources.asides import subject_before
from figtag.sources.names import Speaker, calendar_words, first_name, is_date, prepositions, speaker_kinds
from figtag.sources.reach import around, covers, postposed, quote_ends, spoken
from figtag.sources.source import Source, attribution_words
from figtag.sources.speakers import phrase_start, speaker_before, speaker_from
from figtag.span import Span
from figtag.tables import Tables, WordRow

LONGEST_OBJECT = 12
"""Tokens between "puts" and the "at" before the level: "IDC puts the size of the market at $5B"."""
SHORTEST_ADVERB = 4
"""Letters of a word whose ending may still be more than an ending ("only")."""


@cache
def adverb_endings(tables: Tables) -> tuple[str, ...]:
    return tuple(say for row in tables.words.get("word-ending", ()) if row.value == "adverb" for say in row.say)


def at_verb(sentence: Sentence, first: int, after: int, row: WordRow, last: Source | None) -> list[Source]:
    """The attribution of one verb; two where a quotation stands on both sides of it.

    ``last`` is the attribution before it in the sentence, whose speaker a participle or a second verb takes up
    ("noting that", "and added that").
    """
    tokens = sentence.tokens
    if _is_noun(sentence, first) or (row.value == "have" and _has_no_study(sentence, after)):
        return []
    by = _passive_agent(sentence, first, after, row)
    if by is not None:
        return [by]
    speaker = _inverted(sentence, first, after, row)
    if speaker is not None:
        span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
        return around(sentence, row, span, speaker, first, speaker.last)
    if _is_unnamed(sentence, first, after, row):
        return [_unnamed(sentence, first, after, row)]
    at, passive, modal = _past_auxiliaries(sentence, first)
    gerund = tokens.lower[after - 1].endswith("ing")
    if at < 0 or (passive and not gerund) or (modal and not _says(sentence, after)):
        return []
    participle = gerund and not passive
    joined = sentence.does(at, "coordinator") or sentence.does(at, "contrast")
    if participle and tokens.lower[at] == ",":
        if row.value != "say" and not _participle_says(sentence, after):
            return []
        speaker = first_name(sentence, at)
    elif joined:
        speaker = first_name(sentence, at)
        speaker = None if speaker is None else replace(speaker, first=first)
    else:
        last, speaker = None, speaker_before(sentence, at)
        if participle and speaker is not None and speaker.kind != "name":
            return []
    if last is not None and (participle or _fits_joined(sentence, row, after)):
        span = Span(tokens.starts[first], tokens.ends[after - 1])
        return [replace(last, span=span, rule=row.id, start=after, end=len(tokens))]
    if speaker is None or not _speaks(sentence, speaker, row, after, modal=modal):
        return []
    if not _fits(sentence, speaker, row, after, near=at == first - 1):
        return []
    span = Span(tokens.starts[speaker.first], tokens.ends[after - 1])
    begin = phrase_start(sentence, speaker.first)
    if begin > 0 and quote_ends(sentence, begin):
        return around(sentence, row, span, speaker, begin, after)
    return [spoken(sentence, row, span, speaker, *covers(sentence, row, speaker, after))]


def _has_no_study(sentence: Sentence, after: int) -> bool:
    """True for most of the sentences with "has": no study has anything in them, and nobody stands behind a "by"."""
    gerund = sentence.tokens.lower[after - 1].endswith("ing")
    return not (gerund or sentence.phrases("study") or sentence.phrases("by"))


def _is_noun(sentence: Sentence, first: int) -> bool:
    """True for a word that is part of a name or a noun here, whatever it says as a verb."""
    words, before = sentence.tokens.words, sentence.tokens.lower[first - 1] if first > 0 else ""
    titled = words[first][0].isupper() and first > 0 and words[first - 1][0].isupper()
    counted = speaker_kinds(sentence.tables).get(before) == "quantifier"
    return titled or counted or before == "-" or (first > 0 and sentence.does(first - 1, "determiner"))


def _is_unnamed(sentence: Sentence, first: int, after: int, row: WordRow) -> bool:
    """True for '"...," said one planner': nobody whom a reader could ask speaks after the verb."""
    lower = sentence.tokens.lower
    if row.value not in ("say", "reckon") or first == 0 or after >= len(lower) or not quote_ends(sentence, first):
        return False
    return speaker_kinds(sentence.tables).get(lower[after]) in ("vague", "quantifier")


def _unnamed(sentence: Sentence, first: int, after: int, row: WordRow) -> Source:
    """What nobody in particular said: it supports nothing, and is nobody else's either."""
    span = Span(sentence.tokens.starts[first], sentence.tokens.ends[after])
    return Source(EvidenceKind.VAGUE, span, row.id, None, False, 0, len(sentence))


def _past_auxiliaries(sentence: Sentence, first: int) -> tuple[int, bool, bool]:
    """The token before a verb, its auxiliaries and adverbs left out; whether they make it passive, or modal."""
    lower, adverb = sentence.tokens.lower, adverb_endings(sentence.tables)
    at, passive, modal = first - 1, False, False
    while at >= 0:
        is_passive = sentence.does(at, "passive")
        is_modal = sentence.does(at, "modal") and sentence.tokens.words[at].islower()  # no "Theresa May"
        is_adverb = lower[at].endswith(adverb) and len(lower[at]) > SHORTEST_ADVERB
        if not (is_passive or is_modal or is_adverb or sentence.does(at, "filler")):
            break
        passive, modal = passive or is_passive, modal or is_modal
        at -= 1
    return at, passive, modal


def _participle_says(sentence: Sentence, after: int) -> bool:
    """True for ", noting that", ", saying it": a clause follows the participle, or nothing."""
    lower = sentence.tokens.lower
    if after >= len(lower) or sentence.does(after, "complementizer"):
        return True
    return speaker_kinds(sentence.tables).get(lower[after]) in ("pronoun", "author")


def _fits_joined(sentence: Sentence, row: WordRow, after: int) -> bool:
    """True for a second verb of the one who spoke before: "but added that"."""
    return row.value in ("say", "tell", "speak", "reckon", "ask") and _says(sentence, after)


def _speaks(sentence: Sentence, speaker: Speaker, row: WordRow, after: int, *, modal: bool) -> bool:
    """True when a noun phrase may be the subject of a verb form, and is somebody in particular."""
    if speaker.kind in ("author", "vague") or (speaker.named and is_date(sentence, speaker)):
        return False
    base = sentence.tokens.lower[after - 1] in _base_forms(sentence.tables)
    if base and not modal and not _is_plural(sentence, speaker):
        return False
    if base and speaker.kind == "name" and speaker.last == 1:
        return False  # "Brokers tell you": a first word that is a plural noun
    return not (row.value in ("expect", "find") and _is_bare_opener(sentence, speaker, after))


def _fits(sentence: Sentence, speaker: Speaker, row: WordRow, after: int, *, near: bool) -> bool:
    """True when a verb says something of this speaker here, by what its row asks of both.

    ``near``: nothing stands between them.
    """
    kind = speaker.kind
    if kind == "other" and (row.value in ("expect", "self") or (near and _plural_noun(sentence, after))):
        return False
    match row.value:
        case "speak":
            return _says(sentence, after) or _closes(sentence, speaker, after)
        case "tell":
            return not (after < len(sentence) and _opens_amount(sentence.tokens.words[after])) or _tells(
                sentence, after
            )
        case "put":
            return _at_level(sentence, after)
        case "revise":
            return _of_outlook(sentence, after)
        case "give" | "enrol":
            return kind == "document" or _is_study(sentence, speaker)
        case "have":
            return _is_study(sentence, speaker)  # "the model has 70B parameters"
        case "expect":
            return kind not in ("person", "document") or speaker.name is not None
        case "self":
            return kind != "document"
        case "bid":
            return _bids(sentence, after)
        case "find":
            return kind not in ("person", "body", "pronoun", "other") or _complement(sentence, after)
    return True


def _tells(sentence: Sentence, after: int) -> bool:
    """True for "told 40 farmers that": an amount alone behind the verb is what was told of ("told 40 jokes")."""
    reach = range(after, min(after + LONGEST_OBJECT, len(sentence)))
    return any(sentence.does(at, "complementizer") for at in reach)


def _bids(sentence: Sentence, after: int) -> bool:
    """True when "to" follows whoever is asked: "urged the council to spend $40 million"."""
    reach = range(after + 1, min(after + LONGEST_OBJECT, len(sentence)))
    return any(sentence.does(at, "infinitive") for at in reach)


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
    joined = any(sentence.does(at, "coordinator") for at in range(first, speaker.last))
    joined = speaker.plural or joined or any(tokens.lower[at].endswith("s") for at in range(first, speaker.first))
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
    clause = sentence.does(after, "complementizer")
    return sentence.tokens.lower[after - 1].endswith("s") and not (opens or amount or clause)


def _says(sentence: Sentence, after: int) -> bool:
    """True when what follows a verb is what is said: a clause with "that", or a quotation."""
    lower = sentence.tokens.lower
    at = after + 1 if after < len(lower) and lower[after] in ",:" else after
    if at < len(lower) and lower[at] in prepositions(sentence.tables):
        return _tells(sentence, at)  # "wrote in a letter that"
    return sentence.does(after, "complementizer") or (at < len(lower) and sentence.quoted[at])


def _closes(sentence: Sentence, speaker: Speaker, after: int) -> bool:
    """True when a speaker and verb close or interrupt the sentence: "..., it added." """
    lower = sentence.tokens.lower
    begin = phrase_start(sentence, speaker.first)
    ends = after >= len(lower) or lower[after] in (".", ",", "!", "?") or lower[after] in QUOTE_MARKS
    ends = ends or postposed(sentence, speaker, after, tells=False)
    return ends and begin > 0 and (lower[begin - 1] == "," or quote_ends(sentence, begin))


def _at_level(sentence: Sentence, after: int) -> bool:
    """True when "at" and an amount follow: "puts the size of the market at $5B"."""
    words = sentence.tokens.words
    return any(
        sentence.does(at, "level") and any(map(_opens_amount, words[at + 1 : at + 4]))
        for at in range(after, min(after + LONGEST_OBJECT, len(words) - 1))
    )


def _of_outlook(sentence: Sentence, after: int) -> bool:
    """True when the object of a verb is what a company foretells of itself: "raised its full-year guidance to"."""
    tokens, nouns = sentence.tokens, attribution_words(sentence.tables, "foretold")
    for at in range(after, min(after + LONGEST_OBJECT, len(tokens))):
        if nouns.at(tokens, at) is not None:
            return True
        if not tokens.words[at][0].isalnum() and tokens.words[at] not in "-'’()":
            return False
    return False


def _is_study(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a noun phrase holds the word of a study ("a Fox News poll of voters")."""
    return any(speaker.first <= at < speaker.last for at in sentence.phrases("study"))


def _plural_noun(sentence: Sentence, after: int) -> bool:
    """True for a form such as "estimates" that is as likely the plural of a noun: no "that" follows it."""
    lower = sentence.tokens.lower
    return lower[after - 1].endswith("s") and not sentence.does(after, "complementizer")


def _complement(sentence: Sentence, after: int) -> bool:
    """True when what follows a verb of finding is a clause or a figure and not the thing found."""
    window = sentence.tokens.words[after : after + 4]
    timed = sentence.does(after, "preposition") and any(
        sentence.does(at, "complementizer") for at in range(after, after + 4)
    )
    clause = window[:1] == [":"] or sentence.does(after, "complementizer") or timed
    quoted = sentence.quoted[after : after + 1] == [True]
    return clause or quoted or any(map(_opens_amount, window))


def _opens_amount(word: str) -> bool:
    """True for the first token of an amount in digits: a number, a currency sign, or "~"."""
    return word[0].isdigit() or word == "~" or unicodedata.category(word[0]) == "Sc"


def _passive_agent(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "has been suggested by the historian Ole Berg"."""
    tokens = sentence.tokens
    lower = tokens.lower
    if row.value in ("self", "revise"):
        return None
    by = sentence.phrases("by")
    for at in (after, after + 1):
        found = by.get(at)
        if found is not None:
            speaker = speaker_from(sentence, found[0])
            if speaker is None or speaker.kind in ("vague", "pronoun", "author"):
                return None
            span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
            return spoken(sentence, row, span, speaker, 0, len(lower))
    return None


def _inverted(sentence: Sentence, first: int, after: int, row: WordRow) -> Speaker | None:
    """'"...," said Moya': the speaker after the verb."""
    lower = sentence.tokens.lower
    if first == 0 or after >= len(lower) or lower[after - 1].endswith("ing") or row.value == "revise":
        return None
    quoted = quote_ends(sentence, first)
    if row.value not in ("say", "reckon") and not (row.value == "speak" and quoted):
        return None
    if not quoted and lower[first - 1] != ",":
        return None
    if not sentence.tokens.words[after][0].isupper() and not (quoted and lower[after][0].isalpha()):
        return None
    speaker = speaker_from(sentence, after)
    if quoted or speaker is None or _ends_clause(sentence, speaker.last):
        return speaker
    return speaker if subject_before(sentence, first - 1) is None else None


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """True when no verb can follow at a token: "said Moya, who", not "Ina, the head, said Delta fell"."""
    lower = sentence.tokens.lower
    small = prepositions(sentence.tables) | calendar_words(sentence.tables)
    return at >= len(lower) or not lower[at][0].isalnum() or lower[at] in small or sentence.does(at, "relative")
