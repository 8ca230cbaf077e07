"""Studies in a sentence: named ones, the authors' own, their methods, those that stand as a place ("in the poll")."""

from __future__ import annotations

from figtag.clauses import Sentence, clause_values
from figtag.labels import EvidenceKind
from figtag.sources.citations import is_citation
from figtag.sources.source import Source, attribution_words, row_phrases, segment_end, words_between
from figtag.sources.speakers import (
    LONGEST_PHRASE,
    Speaker,
    first_name,
    name_ending,
    name_from,
    names_a_body,
    speaker_from,
    speaker_kinds,
)
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Tokens

NEAR = 4
"""Tokens between a document and the "by" right after it."""
HEAD = 6
"""Tokens at the head of a sentence among which its subject is looked for."""


def find_owner(sentence: Sentence, *, with_noun: bool = False) -> str | None:
    """The first name of a sentence; ``with_noun``: only one that a noun of reporting follows ("EIA projections:")."""
    if not with_noun:
        speaker = first_name(sentence, len(sentence))
        return speaker.name if speaker else None
    nouns, bound = attribution_words(sentence.tables, "noun"), clause_values(sentence.tables)["bound"] | {"-"}
    tokens = sentence.tokens
    for at in range(1, len(tokens)):
        found = nouns.at(tokens, at)
        if found is None or _is_compound(sentence, found[0]):
            continue
        before = at - 1
        while before > 0 and (
            tokens.words[before].isdigit() or (tokens.lower[before] in bound and not _parts_titles(tokens, before))
        ):
            before -= 1
        if tokens.words[before][0].isupper():
            speaker = name_ending(sentence, before)
            if names_a_body(sentence, speaker):
                return speaker.name
        for opened, closed in sentence.closing.items():
            inner = Speaker(opened + 1, closed, "name", words_between(tokens, opened + 1, closed))
            if opened > at and is_citation(sentence, opened, closed) and names_a_body(sentence, inner):
                return inner.name
    return None


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


def find_named_study(sentence: Sentence) -> tuple[str, Span] | None:
    """The first study of a sentence that bears a name ("the Washington Post poll"), and where it stands."""
    tokens = sentence.tokens
    studies = attribution_words(sentence.tables, "study")
    for at in range(1, len(tokens)):
        if studies.at(tokens, at) is None:
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
    """True when the words of a source hold a kind of study: "according to a new Post poll"."""
    tokens = Tokens(text, source.span.start, source.span.end)
    studies = attribution_words(tables, "study")
    return any(studies.at(tokens, at) is not None for at in range(len(tokens)))


def find_talk(sentence: Sentence) -> str | None:
    """The row of words in which a story goes on with one study ("those surveyed"), if the sentence has any."""
    return _first_row(sentence, "talk") or _first_row(sentence, "method")


def speaks_of_authors(sentence: Sentence) -> bool:
    """True when the authors stand in a sentence as "I" or "we", outside a quotation."""
    kinds = speaker_kinds(sentence.tables)
    return any(
        kinds.get(word) == "author" and not quoted
        for word, quoted in zip(sentence.tokens.lower, sentence.quoted, strict=True)
    )


def has_new_subject(sentence: Sentence, figures: tuple[tuple[int, int], ...] = ()) -> bool:
    """True when a name, or a word that opens another story, stands at the head of a sentence.

    ``figures``: the first token and the token after the last of each figure, whose units are no names.
    """
    words = sentence.tokens.words
    named = (at for at in range(1, min(HEAD, len(words))) if words[at][0].isupper())
    if any(not any(first <= at < last for first, last in figures) for at in named):
        return True
    return _first_row(sentence, "turn") is not None


def is_statistic(sentence: Sentence, unit: str) -> bool:
    """True for a share, or a figure with a word such as "median": what polls and surveys count."""
    return unit in ("percent", "percentage_point") or _first_row(sentence, "statistic") is not None


def find_team(sentence: Sentence) -> str | None:
    """The row of words for those who made a study ("the team"), which take up whoever reported it."""
    return _first_row(sentence, "team")


def find_method(sentence: Sentence) -> str | None:
    """The row of words that state the method of a poll or study ("margin of error"), if the sentence has any."""
    return _first_row(sentence, "method")


def _first_row(sentence: Sentence, value: str) -> str | None:
    methods = attribution_words(sentence.tables, value)
    for at, word in enumerate(sentence.tokens.lower):
        found = methods.at(sentence.tokens, at) if word in methods.firsts else None
        if found is not None:
            return found[1].id
    return None


def find_author_acts(sentence: Sentence) -> list[Source]:
    """What the authors say that they did: measured (first party) or reckoned (an estimate); each covers its clause."""
    found: list[Source] = []
    tokens = sentence.tokens
    lower = tokens.lower
    values = clause_values(sentence.tables)
    kinds, filler, contraction = (
        speaker_kinds(sentence.tables),
        values["filler"] | values["modal"],
        values["contraction"] | {"'"},
    )
    verbs = row_phrases(sentence.tables, "author-verb")
    if all(kinds.get(word) != "author" for word in lower):
        return found
    for first in range(1, len(tokens)):
        verb = verbs.at(tokens, first)
        if verb is None or verb[1] is None:
            continue
        after, row = verb[0], verb[1]
        at = first - 1
        while at > 0 and (lower[at] in filler or lower[at] in contraction):
            at -= 1
        if kinds.get(lower[at]) != "author" or sentence.quoted[at]:
            continue
        own = row.value != "estimate"
        kind = EvidenceKind.FIRST_PARTY if own else EvidenceKind.ESTIMATE
        span = Span(tokens.starts[at], tokens.ends[after - 1])
        begin = sentence.segment.index(sentence.segment[at])
        if sentence.paren[at] != -1:
            begin = max(begin, sentence.paren[at])
        end = segment_end(sentence, at)
        name, lasts = "first-party" if own else None, row.value == "measure"
        found.append(Source(kind, span, row.id, name, False, begin, end, lasts=lasts))
    return found


def own_study(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "our survey": a study of the authors' own covers its clause."""
    tokens = sentence.tokens
    studies, instruments = attribution_words(sentence.tables, "study"), attribution_words(sentence.tables, "instrument")
    if sentence.quoted[first]:
        return None
    for at in range(after, min(after + 4, len(tokens))):
        found = studies.at(tokens, at) or instruments.at(tokens, at)
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
    """ "in a new Fox News poll": a named document stands as the place where the number was found."""
    tokens = sentence.tokens
    documents = speaker_kinds(sentence.tables)
    passive = clause_values(sentence.tables)["passive"]
    name, end = False, after
    while end < len(tokens) and end - after < LONGEST_PHRASE:
        word = tokens.words[end]
        if not (word[0].isalnum() or word in "'-/") or tokens.lower[end] in passive:
            return None
        name = name or word[0].isupper()
        end += 1
        if documents.get(tokens.lower[end - 1]) == "document" and (
            end == len(tokens) or tokens.lower[end] not in documents
        ):
            break
    else:
        return None
    if documents.get(tokens.lower[end - 1]) != "document":
        return None
    if name:
        source = name_from(sentence, next(at for at in range(after, end) if tokens.words[at][0].isupper()))
    else:
        agent = agent_after(sentence, end)
        if agent is None and not _definite_study(sentence, first, after, end):
            return None
        source = agent or Speaker(after - 1, end, "document", words_between(tokens, after - 1, end))
    begin = 0
    while sentence.segment[begin] != sentence.segment[first]:
        begin += 1
    span = Span(tokens.starts[first], tokens.ends[end - 1])
    end = segment_end(sentence, first, named=True)
    return Source(EvidenceKind.ATTRIBUTION, span, row.id, source.name, False, begin, end)


def _definite_study(sentence: Sentence, first: int, after: int, end: int) -> bool:
    """ "in the poll": a study that the reader has met."""
    definite = clause_values(sentence.tables)["definite"]
    studies = attribution_words(sentence.tables, "study")
    return (
        end - after <= 2
        and sentence.tokens.lower[after - 1] in definite
        and studies.at(sentence.tokens, end - 1) is not None
    )


def agent_after(sentence: Sentence, at: int, reach: int = NEAR) -> Speaker | None:
    """ "the study, led by the Royal Trust": the name after a "by" that follows a document."""
    lower = sentence.tokens.lower
    by = attribution_words(sentence.tables, "by")
    for after in range(at, min(at + reach, len(lower))):
        found = by.at(sentence.tokens, after)
        if found is not None:
            speaker = speaker_from(sentence, found[0])
            return speaker if speaker is not None and speaker.named else None
        if lower[after] in ",;." and reach > NEAR and not lower[after - 1].isdigit():
            return None
    return None
