"""Studies in a sentence: named ones, the authors' own, their methods, those that stand as a place ("in the poll")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from figtag.clauses import Sentence, clause_values
from figtag.families import AUTHOR_VERB, SAYING_VERB
from figtag.labels import EvidenceKind
from figtag.sources.citations import is_citation
from figtag.sources.names import (
    Speaker,
    first_name,
    name_ending,
    name_from,
    names_a_body,
    opening_words,
    prepositions,
    speaker_kinds,
)
from figtag.sources.source import Source, attribution_words, segment_end, words_between
from figtag.sources.speakers import LONGEST_PHRASE, agent_after
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Tokens

BEFORE = 20
"""Characters before the name of a journal in which its study is named."""
LONGEST_OBJECT = 12
"""Tokens between "put" and the "at" before the level."""
SHARES = frozenset({"percent", "percentage_point"})
"""Units of shares."""
_KNOWN = 4_096
"""Phrases of which it is known at once whether they name a study."""
HEAD = 6
"""Tokens at the head of a sentence among which its subject is looked for."""


def find_owner(sentence: Sentence, *, with_noun: bool = False) -> str | None:
    """The first name of a sentence; ``with_noun``: only one that a noun of reporting follows ("EIA projections:")."""
    if not with_noun:
        speaker = first_name(sentence, len(sentence), oblique=True)
        return speaker.name if speaker else None
    nouns = sentence.phrases("noun")
    if not nouns:
        return None
    tokens, bound = sentence.tokens, clause_values(sentence.tables)["bound"] | {"-"}
    for at, (after, _) in nouns.items():
        if at == 0 or _is_compound(sentence, after):
            continue
        before = at - 1
        while before > 0 and (
            tokens.words[before].isdigit() or (tokens.lower[before] in bound and not _parts_titles(tokens, before))
        ):
            before -= 1
        if tokens.words[before][0].isupper() and not _is_designation(tokens, before):
            speaker = name_ending(sentence, before)
            if names_a_body(sentence, speaker):
                return words_between(tokens, speaker.first, _title_end(sentence, before + 1))
        for opened, closed in sentence.closing.items():
            inner = Speaker(opened + 1, closed, "name", words_between(tokens, opened + 1, closed))
            if opened > at and is_citation(sentence, opened, closed) and names_a_body(sentence, inner):
                return inner.name
    return None


def _is_designation(tokens: Tokens, at: int) -> bool:
    """True for the letters of "ABC-4": the name of a product, and of nobody who reports."""
    after = tokens.lower[at + 1 : at + 3]
    return len(after) == 2 and after[0] == "-" and after[1].isdigit() and tokens.starts[at + 1] == tokens.ends[at]


def _parts_titles(tokens: Tokens, at: int) -> bool:
    """True for a dash with a blank before it, which stands between a title and a subtitle."""
    return tokens.lower[at] == "-" and tokens.starts[at] > tokens.ends[at - 1]


def _is_compound(sentence: Sentence, after: int) -> bool:
    """True when the noun of reporting that ends before a token only describes the next noun: "Data Reference"."""
    if after >= len(sentence) or not sentence.tokens.words[after].isalpha():
        return False
    values, word = clause_values(sentence.tables), sentence.tokens.lower[after]
    small = values["preposition"] | values["coordinator"] | values["joint"] | values["passive"] | values["modal"]
    document = speaker_kinds(sentence.tables).get(word) == "document"
    return sentence.tokens.words[after][0].isupper() and word not in small and not document


def _title_end(sentence: Sentence, at: int) -> int:
    """The token after a title that goes on behind a name: "EIA Energy Outlook 2025 Projections"."""
    words = sentence.tokens.words
    end = at
    while end < len(words) and (words[end][0].isupper() or words[end][0].isdigit()):
        end += 1
    return end


def find_subject(sentence: Sentence, before: int | None) -> str | None:
    """The name at the head of a sentence, before a place of the text if one is given; none behind a preposition."""
    speaker = first_name(sentence, len(sentence))
    if speaker is None or not speaker.named or sentence.quoted[speaker.first]:
        return None
    if before is not None and sentence.tokens.ends[speaker.last - 1] > before:
        return None
    end = speaker.first + 1
    while end < speaker.last and not sentence.tokens.words[end].islower():
        end += 1
    return words_between(sentence.tokens, speaker.first, end)  # "Paul Ness of the Sleep Council"


def find_named_study(sentence: Sentence) -> tuple[str, Span] | None:
    """The first study of a sentence that bears a name ("the Washington Post poll"), and where it stands."""
    tokens = sentence.tokens
    for at in sentence.phrases("study"):
        if not at:
            continue
        back = at - 1
        while back > 0 and at - back < 4 and tokens.words[back][0].islower():
            back -= 1
        if tokens.words[back][0].isupper() and speaker_kinds(sentence.tables).get(tokens.lower[back]) is None:
            speaker = name_ending(sentence, back)
            if speaker.name and (speaker.last - speaker.first > 1 or len(speaker.name) > 3):
                return speaker.name, Span(tokens.starts[speaker.first], tokens.ends[at])
    return None


def is_study(source: Source, text: str, tables: Tables) -> bool:
    """True when the words of a source, or those right before, hold a kind of study: "a study in the Lancet found"."""
    begin = source.span.start
    before = max(text.rfind(". ", 0, begin), text.rfind(", ", 0, begin), begin - BEFORE, 0)
    if text[before].isalpha() and text[before - 1 : before].isalpha():  # "the latest" holds no test
        blank = text.find(" ", before, begin)
        before = begin if blank < 0 else blank
    return names_study(text[before : source.span.end], tables)


def is_release(source: Source, text: str, tables: Tables) -> bool:
    """True when a statistics office speaks: a story about its release is the report of one study."""
    tokens, offices = Tokens.of(text, source.span.start, source.span.end), attribution_words(tables, "office")
    return source.named and any(offices.at(tokens, at) is not None for at in range(len(tokens)))


@lru_cache(_KNOWN)
def names_study(phrase: str, tables: Tables) -> bool:
    """True when a phrase holds a kind of study: "a Post poll", "survey"."""
    tokens, studies = Tokens.of(phrase), attribution_words(tables, "study")
    return any(studies.at(tokens, at) is not None for at in range(len(tokens)))


def find_talk(sentence: Sentence) -> str | None:
    """The row of words in which a story goes on with one study ("those surveyed"), if the sentence has any."""
    return _first_row(sentence, "talk")


def speaks_of_authors(sentence: Sentence) -> bool:
    """True when the authors stand in a sentence as "I" or "we", outside a quotation."""
    authors, lower = _authors(sentence.tables), sentence.tokens.lower
    return not authors.isdisjoint(lower) and any(
        word in authors and not quoted for word, quoted in zip(lower, sentence.quoted, strict=True)
    )


def capitals_at_head(sentence: Sentence) -> list[int]:
    """The words near the head of a sentence, but for the first, that are written like names and are no months."""
    words, months = sentence.tokens.words, _months(sentence.tables)
    return [at for at in range(1, min(HEAD, len(words))) if words[at][0].isupper() and words[at] not in months]


def turns_away(sentence: Sentence) -> bool:
    """True when a word that opens another story stands in a sentence."""
    return _first_row(sentence, "turn") is not None


@cache
def _months(tables: Tables) -> frozenset[str]:
    rows = (row for row in tables.words.get("date-word", ()) if row.value.startswith("month "))
    return frozenset(say.capitalize() for row in rows for say in row.say)


def holds_statistics(sentence: Sentence, units: Iterable[str]) -> bool:
    """True when one of a sentence's figures is what polls and surveys count: a share, or beside a word as "median"."""
    return not SHARES.isdisjoint(units) or _first_row(sentence, "statistic") is not None


def find_results(sentence: Sentence, *, head: bool = False) -> str | None:
    """The row of what a company reports of itself ("revenue", "net income"); ``head``: only as the subject."""
    tokens, results = sentence.tokens, attribution_words(sentence.tables, "results")
    if results.firsts.isdisjoint(tokens.lower):
        return None
    for at, word in enumerate(tokens.lower[:HEAD] if head else tokens.lower):
        if head and at and tokens.words[at][0].isupper():
            return None
        found = results.at(tokens, at) if word in results.firsts else None
        if found is not None:
            return found[1].id
    return None


def find_team(sentence: Sentence) -> str | None:
    """The row of words for those who made a study ("the team"), which take up whoever reported it."""
    return _first_row(sentence, "team")


def find_method(sentence: Sentence) -> str | None:
    """The row of words that state the method of a poll or study ("margin of error"), if the sentence has any."""
    return _first_row(sentence, "method")


def _first_row(sentence: Sentence, value: str) -> str | None:
    for _, row in sentence.phrases(value).values():
        found: str = row.id
        return found
    return None


@cache
def _documents(tables: Tables) -> frozenset[str]:
    """The nouns for documents that speak: "report"."""
    return frozenset(word for word, kind in speaker_kinds(tables).items() if kind == "document")


@cache
def _authors(tables: Tables) -> frozenset[str]:
    """The words that stand for the authors: "we"."""
    return frozenset(word for word, kind in speaker_kinds(tables).items() if kind == "author")


def find_author_acts(sentence: Sentence) -> list[Source]:
    """What the authors say that they did: measured (first party) or reckoned (an estimate); each covers its clause."""
    found: list[Source] = []
    tokens = sentence.tokens
    lower = tokens.lower
    if _authors(sentence.tables).isdisjoint(lower):
        return found
    values = clause_values(sentence.tables)
    kinds, filler, contraction = (
        speaker_kinds(sentence.tables),
        values["filler"] | values["modal"],
        values["contraction"] | {"'"},
    )
    for first, (after, row) in sentence.phrases(AUTHOR_VERB).items():
        if not first or row is None:
            continue
        at = first - 1
        while at > 0 and (lower[at] in filler or lower[at] in contraction):
            at -= 1
        if kinds.get(lower[at]) != "author" or sentence.quoted[at]:
            continue
        if row.value in ("put", "say") and not _reckons(sentence, after, row):
            continue
        own = row.value in ("measure", "obtain")
        kind = EvidenceKind.FIRST_PARTY if own else EvidenceKind.ESTIMATE
        span = Span(tokens.starts[at], tokens.ends[after - 1])
        begin = sentence.segment.index(sentence.segment[at])
        if sentence.paren[at] != -1:
            begin = max(begin, sentence.paren[at])
        end = segment_end(sentence, at)
        name, lasts = "first-party" if own else None, row.value == "measure"
        found.append(Source(kind, span, row.id, name, False, begin, end, lasts=lasts))
    return found


def _reckons(sentence: Sentence, after: int, row: WordRow) -> bool:
    """True for "we put the cost at $5", "I say 5%" and "I say: 5%"."""
    lower, level = sentence.tokens.lower, clause_values(sentence.tables)["level"]
    if row.value == "say":
        return after < len(lower) and (lower[after] == ":" or _opens_amount(lower[after]))
    return any(
        lower[at] in level and _opens_amount(lower[at + 1])
        for at in range(after, min(after + LONGEST_OBJECT, len(lower) - 1))
    )


def _opens_amount(word: str) -> bool:
    return word[0].isdigit() or word in "~$€£¥<>"


def own_study(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "our survey": a study of the authors' own covers its clause."""
    tokens = sentence.tokens
    studies, instruments = sentence.phrases("study"), attribution_words(sentence.tables, "instrument")
    if sentence.quoted[first]:
        return None
    for at in range(after, min(after + 4, len(tokens))):
        found = studies.get(at) or instruments.at(tokens, at)
        if found is not None:
            segment = sentence.segment[first]
            begin = sentence.segment.index(segment)
            span = Span(tokens.starts[first], tokens.ends[found[0] - 1])
            end = segment_end(sentence, first, named=True)
            return Source(EvidenceKind.FIRST_PARTY, span, row.id, "first-party", False, begin, end, lasts=True)
        if not tokens.words[at][0].isalnum():
            return None
    return None


def study_as_place(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "in a new Fox News poll", "in polls by IDC": a named document stands as the place where the number was found."""
    tokens = sentence.tokens
    end = _document_end(sentence, after)
    bare = prepositions(sentence.tables)
    if end is None or (tokens.lower[after - 1] in bare and _is_verb(sentence, end)):
        return None
    agent = agent_after(sentence, end, maker="maker")
    capital = next((at for at in range(after, end) if tokens.words[at][0].isupper()), None)
    owner, standing, phrase = None, "", words_between(tokens, after, end)
    if capital is not None:
        owner = name_from(sentence, capital).name
    elif agent is not None:
        owner, phrase = agent.name, words_between(tokens, after, agent.last)
    elif _definite_study(sentence, first, after, end):
        standing, phrase = "document", words_between(tokens, after - 1, end)
    else:
        return None
    begin = sentence.segment.index(sentence.segment[first])
    span = Span(tokens.starts[first], tokens.ends[end - 1])
    end = segment_end(sentence, first, named=True)
    return Source(
        EvidenceKind.ATTRIBUTION,
        span,
        row.id,
        phrase,
        False,
        begin,
        end,
        standing=standing,
        named=owner is not None,
        document=owner is not None,
        owner=owner,
    )


def may_hold_document(sentence: Sentence) -> bool:
    """False for a sentence without a word for a study or document, in which no number stands as in a place."""
    return bool(sentence.phrases("study")) or not _documents(sentence.tables).isdisjoint(sentence.tokens.lower)


def _document_end(sentence: Sentence, after: int) -> int | None:
    """The token after the document that a noun phrase ends in, if it does."""
    tokens, kinds = sentence.tokens, speaker_kinds(sentence.tables)
    studies = sentence.phrases("study")
    for at in range(after, min(after + LONGEST_PHRASE, len(tokens))):
        word = tokens.words[at]
        if not (word[0].isalnum() or word in "'-/") or sentence.does(at, "passive"):
            return None
        is_document = kinds.get(tokens.lower[at]) == "document" or at in studies
        if is_document and (at + 1 == len(tokens) or tokens.lower[at + 1] not in kinds):
            return at + 1
    return None


def _is_verb(sentence: Sentence, end: int) -> bool:
    """True for "firms in Europe report 80%": the word before ``end`` is a verb whose object or clause follows."""
    if end - 1 not in sentence.phrases(SAYING_VERB) or end >= len(sentence):
        return False
    following = sentence.tokens.lower[end]
    small = prepositions(sentence.tables) | opening_words(sentence.tables)
    return following in "$€£~" or (following[0].isalnum() and following not in small)


def _definite_study(sentence: Sentence, first: int, after: int, end: int) -> bool:
    """ "in the poll": a study that the reader has met."""
    definite = clause_values(sentence.tables)["definite"]
    return end - after <= 2 and sentence.tokens.lower[after - 1] in definite and end - 1 in sentence.phrases("study")
