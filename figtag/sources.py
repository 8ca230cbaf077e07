"""Sources in a sentence: who said it, which mark or link cites it, and which tokens they cover.

Speakers are found from the verb: back over fillers to the noun phrase before it, or forward where the verb stands after a
quotation or a comma ("..., said Moya"). The terms (cue, source, content) are those of the PARC attribution corpus
(Pareti 2012).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values
from figtag.document import Block, Document
from figtag.labels import EvidenceKind
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Phrases, Tokens

LONGEST_APPOSITION = 25
"""Tokens between the commas of an apposition or a relative clause."""
LONGEST_PHRASE = 8
"""Tokens of a noun phrase without a name."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a sentence names, and the tokens of the sentence that it covers."""

    kind: EvidenceKind
    span: Span
    """The deciding words, in the block's text."""
    rule: str
    name: str | None
    """As written; None where a pronoun stands for it and nothing before resolves it."""
    pronoun: bool
    start: int
    """First token covered."""
    end: int
    """Token after the last one covered."""
    url: str | None = None
    weak: bool = False
    """True for a link whose words are another claim."""
    named: bool = False
    """True when it bears a name, and is not only spoken of ("the report")."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """The noun phrase that speaks: its tokens, and what it is."""

    first: int
    last: int
    kind: str
    """``name``, or a value of the speaker table; ``other`` for any noun with an article."""
    name: str | None
    named: bool = False
    """True when a proper name is in it."""


@cache
def reporting_verbs(tables: Tables) -> Phrases[WordRow]:
    """Every form of every reporting verb."""
    return Phrases((say, row) for row in tables.words.get("reporting-verb", ()) for say in row.say)


@cache
def _speakers(tables: Tables) -> dict[str, str]:
    return {say: row.value for row in tables.words.get("speaker", ()) for say in row.say}


@cache
def _adverb_endings(tables: Tables) -> tuple[str, ...]:
    return tuple(say for row in tables.words.get("word-ending", ()) if row.value == "adverb" for say in row.say)


@cache
def _attribution_words(tables: Tables, value: str) -> Phrases[WordRow]:
    return Phrases((say, row) for row in tables.words.get("attribution", ()) if row.value == value for say in row.say)


def find_attributions(sentence: Sentence) -> list[Source]:
    """The attributions of a sentence, in order: verbs with their speakers, "according to", nouns of reporting."""
    found: list[Source] = []
    tables = sentence.tables
    verbs, leads, nouns = reporting_verbs(tables), _attribution_words(tables, "lead"), _attribution_words(tables, "noun")
    places, owns = _attribution_words(tables, "in"), _attribution_words(tables, "own")
    tokens = sentence.tokens
    at, count = 0, len(tokens)
    while at < count:
        lead = leads.at(tokens, at)
        if lead is not None:
            source = _after_lead(sentence, at, *lead)
            if source is not None:
                found.append(source)
            at = lead[0]
            continue
        verb = verbs.at(tokens, at)
        if verb is not None:
            spoken = _at_verb(sentence, at, *verb)
            if spoken:
                found.extend(spoken)
                at = verb[0]
                continue
        own = owns.at(tokens, at)
        if own is not None:
            source = _own(sentence, at, *own)
            if source is not None:
                found.append(source)
        inside = places.at(tokens, at)
        if inside is not None:
            source = _inside(sentence, at, *inside)
            if source is not None:
                found.append(source)
                at = inside[0]
                continue
        noun = nouns.at(tokens, at)
        if noun is not None:
            source = _at_noun(sentence, at, *noun)
            if source is not None:
                found.append(source)
        at += 1
    return found


def find_author_acts(sentence: Sentence) -> list[Source]:
    """What the authors say that they did: measured (first party) or reckoned (an estimate); each covers its clause."""
    found: list[Source] = []
    tokens = sentence.tokens
    lower = tokens.lower
    kinds, filler = _speakers(sentence.tables), clause_values(sentence.tables)["filler"]
    verbs = _author_verbs(sentence.tables)
    for first in range(1, len(tokens)):
        verb = verbs.at(tokens, first)
        if verb is None:
            continue
        after, row = verb
        at = first - 1
        while at > 0 and (lower[at] in filler or lower[at] in ("'", "d", "ll", "ve")):
            at -= 1
        if kinds.get(lower[at]) != "author":
            continue
        kind = EvidenceKind.FIRST_PARTY if row.value == "measure" else EvidenceKind.ESTIMATE
        span = Span(tokens.starts[at], tokens.ends[after - 1])
        begin = sentence.segment.index(sentence.segment[at])
        if sentence.paren[at] != -1:
            begin = max(begin, sentence.paren[at])
        end = _segment_end(sentence, at)
        found.append(Source(kind, span, row.id, "first-party" if row.value == "measure" else None, False, begin, end))
    return found


@cache
def _author_verbs(tables: Tables) -> Phrases[WordRow]:
    return Phrases((say, row) for row in tables.words.get("author-verb", ()) for say in row.say)


def find_owner(sentence: Sentence, *, with_noun: bool = False) -> str | None:
    """The first name of a sentence; ``with_noun``: only one that a noun of reporting follows ("EIA projections:")."""
    if not with_noun:
        speaker = _first_name(sentence, len(sentence))
        return speaker.name if speaker else None
    nouns = _attribution_words(sentence.tables, "noun")
    tokens = sentence.tokens
    for at in range(1, len(tokens)):
        if nouns.at(tokens, at) is None:
            continue
        before = at - 1
        while before > 0 and (tokens.words[before].isdigit() or tokens.lower[before] in ("-", "based", "specific")):
            before -= 1
        if tokens.words[before][0].isupper():
            speaker = _name_ending(sentence, before)
            if _names_a_body(sentence, speaker):
                return speaker.name
        for opened, closed in sentence.closing.items():
            inner = _Speaker(opened + 1, closed, "name", _text(tokens, opened + 1, closed))
            if opened > at and _cites(sentence, opened, closed) and _names_a_body(sentence, inner):
                return inner.name
    return None


def _names_a_body(sentence: Sentence, speaker: _Speaker) -> bool:
    """True when a title-cased run surely names a body: it holds an acronym that is no measure, or a word such as Agency."""
    bodies = _attribution_words(sentence.tables, "body-word")
    measures = _measures(sentence.tables)
    return any(
        (len(word) >= 3 and word.isupper() and word.lower() not in measures) or bodies.at(sentence.tokens, at) is not None
        for at, word in enumerate(sentence.tokens.words[speaker.first : speaker.last], speaker.first)
    )


@cache
def _measures(tables: Tables) -> frozenset[str]:
    return frozenset(say for row in tables.words.get("measure", ()) for say in row.say)


def _after_lead(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "according to the 2023 Cisco report, ..." """
    speaker = _speaker_from(sentence, after)
    if speaker is None or speaker.kind in ("vague", "author"):
        return None
    tokens = sentence.tokens
    segment = sentence.segment[first]
    begin = 0
    if first > 1:
        while begin < first and tokens.lower[begin] != ";" and sentence.segment[begin] < segment and ";" in tokens.lower[begin:first]:
            begin += 1
    end = len(tokens)
    if first > 1:
        end = _segment_end(sentence, first)
    span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
    if sentence.paren[first] != -1:
        begin, end = _paren_cover(sentence, sentence.paren[first])
    return _spoken(sentence, row, span, speaker, begin, end)


def _inside(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "in a new Fox News poll": a named document stands as the place where the number was found."""
    tokens = sentence.tokens
    documents = _speakers(sentence.tables)
    passive = clause_values(sentence.tables)["passive"]
    name, end = False, after
    while end < len(tokens) and end - after < LONGEST_PHRASE:
        word = tokens.words[end]
        if not (word[0].isalnum() or word in "'-/") or tokens.lower[end] in passive:
            return None
        name = name or word[0].isupper()
        end += 1
        if documents.get(tokens.lower[end - 1]) == "document" and (end == len(tokens) or tokens.lower[end] not in documents):
            break
    else:
        return None
    if documents.get(tokens.lower[end - 1]) != "document":
        return None
    if name:
        source = _name_from(sentence, next(at for at in range(after, end) if tokens.words[at][0].isupper()))
    else:
        agent = _agent_after(sentence, end)
        if agent is None and not _definite_study(sentence, first, after, end):
            return None
        source = agent or _Speaker(after - 1, end, "document", _text(tokens, after - 1, end))
    begin = 0
    while sentence.segment[begin] != sentence.segment[first]:
        begin += 1
    span = Span(tokens.starts[first], tokens.ends[end - 1])
    end = _segment_end(sentence, first, named=True)
    return Source(EvidenceKind.ATTRIBUTION, span, row.id, source.name, False, begin, end)


def _definite_study(sentence: Sentence, first: int, after: int, end: int) -> bool:
    """ "in the poll": a study that the reader has met."""
    definite = clause_values(sentence.tables)["definite"]
    studies = _attribution_words(sentence.tables, "study")
    return end - after <= 2 and sentence.tokens.lower[after - 1] in definite and studies.at(sentence.tokens, end - 1) is not None


def _agent_after(sentence: Sentence, at: int) -> _Speaker | None:
    """ "the study, led by the Royal Trust": the name after a "by" that follows a document directly."""
    lower = sentence.tokens.lower
    by = _attribution_words(sentence.tables, "by")
    for after in range(at, min(at + 4, len(lower))):
        found = by.at(sentence.tokens, after)
        if found is not None:
            speaker = _speaker_from(sentence, found[0])
            return speaker if speaker is not None and speaker.kind not in ("vague", "pronoun", "author") else None
    return None


def find_named_study(sentence: Sentence) -> tuple[str, Span] | None:
    """The first study of a sentence that bears a name ("the Washington Post poll"), and where it stands."""
    tokens = sentence.tokens
    studies = _attribution_words(sentence.tables, "study")
    for at in range(1, len(tokens)):
        if studies.at(tokens, at) is None:
            continue
        back = at - 1
        while back > 0 and at - back < 4 and tokens.words[back][0].islower():
            back -= 1
        if tokens.words[back][0].isupper() and _speakers(sentence.tables).get(tokens.lower[back]) is None:
            speaker = _name_ending(sentence, back)
            if speaker.name and (speaker.last - speaker.first > 1 or len(speaker.name) > 3):
                return speaker.name, Span(tokens.starts[speaker.first], tokens.ends[at])
    return None


def find_method(sentence: Sentence) -> str | None:
    """The row of words that state the method of a poll or study ("margin of error"), if the sentence has any."""
    methods = _attribution_words(sentence.tables, "method")
    for at in range(len(sentence.tokens)):
        found = methods.at(sentence.tokens, at)
        if found is not None:
            return found[1].id
    return None


def _own(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "our survey": a study of the authors' own covers its clause."""
    tokens = sentence.tokens
    studies = _attribution_words(sentence.tables, "study")
    for at in range(after, min(after + 4, len(tokens))):
        found = studies.at(tokens, at)
        if found is not None:
            segment = sentence.segment[first]
            begin = sentence.segment.index(segment)
            span = Span(tokens.starts[first], tokens.ends[found[0] - 1])
            end = _segment_end(sentence, first, named=True)
            return Source(EvidenceKind.FIRST_PARTY, span, row.id, "first-party", False, begin, end)
        if not tokens.words[at][0].isalnum():
            return None
    return None


def _paren_cover(sentence: Sentence, paren: int) -> tuple[int, int]:
    """A parenthesis binds to what it follows: back to the last parenthesis, mark or semicolon."""
    begin = paren
    while begin > 0 and sentence.tokens.lower[begin - 1] not in (";", ")"):
        begin -= 1
    return begin, sentence.closing.get(paren, len(sentence))


def _segment_end(sentence: Sentence, at: int, *, named: bool = False) -> int:
    """Where the clause of a token ends; ``named``: go on over contrasts whose subject is no other name."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    segment, end = sentence.segment[at], at
    while end < len(sentence):
        if sentence.segment[end] != segment and not sentence.quoted[end]:
            following = words[end + 1 : end + 3]
            clause = named and at + 1 < len(lower) and lower[at + 1] == "that"
            if not named or lower[end] == ";" or (not clause and any(word[0].isupper() for word in following)):
                break
            segment = sentence.segment[end]
        end += 1
    return end


def _at_noun(sentence: Sentence, at: int, after: int, row: WordRow) -> Source | None:
    """ "IDC's forecast of $5B", "the Energy Agency's data": a name owns the noun."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    if at < 3 or lower[at - 1] != "s" or lower[at - 2] != "'" or not words[at - 3][0].isupper():
        return None
    speaker = _name_ending(sentence, at - 3)
    span = Span(sentence.tokens.starts[speaker.first], sentence.tokens.ends[after - 1])
    end = _segment_end(sentence, at)
    if sentence.paren[at] != -1:
        end = min(end, sentence.closing.get(sentence.paren[at], end))
    return Source(EvidenceKind.ATTRIBUTION, span, row.id, speaker.name, False, after, end)


def _at_verb(sentence: Sentence, first: int, after: int, row: WordRow) -> list[Source]:
    """The attribution of one verb; two where a quotation stands on both sides of it."""
    tokens = sentence.tokens
    lower = tokens.lower
    values = clause_values(sentence.tables)
    titled = tokens.words[first][0].isupper() and first > 0 and tokens.words[first - 1][0].isupper()
    if first > 0 and (titled or lower[first - 1] in values["determiner"] or lower[first - 1] == "-"):
        return []
    by = _passive_agent(sentence, first, after, row)
    if by is not None:
        return [by]
    speaker = _inverted(sentence, first, after, row)
    if speaker is not None:
        span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
        return _around(sentence, row, span, speaker, first, speaker.last)
    at, passive = first - 1, False
    adverb = _adverb_endings(sentence.tables)
    while at >= 0 and (
        lower[at] in values["filler"] or lower[at] in values["passive"] or (lower[at].endswith(adverb) and len(lower[at]) > 4)
    ):
        passive = passive or lower[at] in values["passive"]
        at -= 1
    gerund = lower[after - 1].endswith("ing")
    if at < 0 or (passive and not gerund):
        return []
    if gerund and not passive and lower[at] == ",":
        goes_on = after < len(lower) and (
            lower[after] == "that" or _speakers(sentence.tables).get(lower[after]) in ("pronoun", "author")
        )
        if not goes_on and after < len(lower):
            return []
        speaker = _first_name(sentence, at)
    elif lower[at] in values["coordinator"]:
        speaker = _first_name(sentence, at)
        if speaker is not None:
            speaker = replace(speaker, first=first)
    else:
        speaker = _speaker_before(sentence, at)
    if speaker is None or speaker.kind in ("author", "vague"):
        return []
    if row.value == "give" and not (speaker.kind == "document" or _is_study(sentence, speaker)):
        return []
    if row.value == "expect" and speaker.kind in ("person", "document") and speaker.name is None:
        return []
    if row.value == "self" and speaker.kind in ("document",):
        return []
    if speaker.kind == "other" and (row.value in ("expect", "self") or _plural_noun(sentence, after)):
        return []
    if row.value == "find" and speaker.kind in ("person", "body", "pronoun", "other") and not _complement(sentence, after):
        return []
    span = Span(tokens.starts[speaker.first], tokens.ends[after - 1])
    if speaker.first > 0 and _quote_ends(sentence, speaker.first):
        return _around(sentence, row, span, speaker, speaker.first, after)
    return [_spoken(sentence, row, span, speaker, *_reach(sentence, row, speaker, after))]


def _around(
    sentence: Sentence, row: WordRow, span: Span, speaker: _Speaker, before: int, after: int
) -> list[Source]:
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


def _is_study(sentence: Sentence, speaker: _Speaker) -> bool:
    """True when a noun phrase holds the word of a study ("a Fox News poll of voters")."""
    studies = _attribution_words(sentence.tables, "study")
    return any(studies.at(sentence.tokens, at) is not None for at in range(speaker.first, speaker.last))


def _plural_noun(sentence: Sentence, after: int) -> bool:
    """True for a form such as "estimates" that is as likely the plural of a noun: no "that" follows it."""
    lower = sentence.tokens.lower
    return lower[after - 1].endswith("s") and not (after < len(lower) and lower[after] == "that")


def _complement(sentence: Sentence, after: int) -> bool:
    """True when what follows a verb of finding is a clause or a figure and not the thing found."""
    lower = sentence.tokens.lower
    window = lower[after : after + 4]
    return bool(window) and (window[0] in ("that", ":", '"', "“") or any(word.isdigit() or word in "$€£" for word in window))


def _spoken(sentence: Sentence, row: WordRow, span: Span, speaker: _Speaker, start: int, end: int) -> Source:
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
        named=speaker.named,
    )


def _reach(sentence: Sentence, row: WordRow, speaker: _Speaker, after: int) -> tuple[int, int]:
    """What a verb with its speaker covers: all before it where it closes or interrupts the sentence, else what follows."""
    lower = sentence.tokens.lower
    paren = sentence.paren[after - 1]
    if paren != -1:
        return after, sentence.closing.get(paren, len(lower))
    closes = after >= len(lower) or lower[after] in (".", ",", "!", "?") or lower[after] in QUOTE_MARKS
    if closes and speaker.first > 0 and lower[speaker.first - 1] in (",", '"', "”", "-", "—", "–"):
        return 0, len(lower)
    if after < len(lower) and all(not any(c.isalnum() for c in word) for word in lower[after:]):
        return 0, len(lower)
    if _postposed(sentence, speaker, after):
        return 0, len(lower)
    if speaker.kind == "document":
        opener = speaker.first > 1 and lower[speaker.first - 1] == "," and sentence.segment[speaker.first] == 0
        return 0 if opener else after, len(lower)
    return after, _segment_end(sentence, after - 1, named=row.value in ("say", "find"))


def _postposed(sentence: Sentence, speaker: _Speaker, after: int) -> bool:
    """ "... rose by 236,000, the Bureau reported today.": nothing but a few words without a verb's object follow."""
    lower = sentence.tokens.lower
    rest = [word for word in lower[after:] if word[0].isalnum()]
    return (
        speaker.first > 1
        and lower[speaker.first - 1] in (",", '"', "”", "“", "'")
        and len(rest) <= 6
        and not any(word.isdigit() for word in rest)
        and (not rest or rest[0] != "that")
    )


def _passive_agent(sentence: Sentence, first: int, after: int, row: WordRow) -> Source | None:
    """ "has been suggested by the historian Ole Berg"."""
    tokens = sentence.tokens
    lower = tokens.lower
    if row.value == "self":
        return None
    by = _attribution_words(sentence.tables, "by")
    for at in range(after, min(after + 2, len(lower))):
        found = by.at(tokens, at)
        if found is not None and lower[at] == "by":
            speaker = _speaker_from(sentence, found[0])
            if speaker is None or speaker.kind in ("vague", "pronoun", "author"):
                return None
            span = Span(tokens.starts[first], tokens.ends[speaker.last - 1])
            return _spoken(sentence, row, span, speaker, 0, len(lower))
    return None


def _inverted(sentence: Sentence, first: int, after: int, row: WordRow) -> _Speaker | None:
    """ '"...," said Moya': the speaker after the verb."""
    lower = sentence.tokens.lower
    if row.value != "say" or first == 0 or after >= len(lower) or lower[after - 1].endswith("ing"):
        return None
    quoted = _quote_ends(sentence, first)
    if not quoted and lower[first - 1] != ",":
        return None
    if sentence.tokens.words[after][0].isupper() or (quoted and lower[after][0].isalpha()):
        return _speaker_from(sentence, after)
    return None


def _speaker_before(sentence: Sentence, at: int) -> _Speaker | None:
    """The noun phrase that ends at a token, past parentheses, appositions and relative clauses."""
    tokens = sentence.tokens
    lower = tokens.lower
    if lower[at] in ")]":
        opened = next((o for o, c in sentence.closing.items() if c == at), None)
        if not opened:
            return None
        at = opened - 1
    if lower[at] in "\"”'" and at > 0:
        at -= 1
    if lower[at] == ",":
        back = at - 1
        floor = max(-1, at - LONGEST_APPOSITION)
        while back > floor and lower[back] != ",":
            back -= 1
        if back <= floor:
            return _first_name(sentence, at) if back < 0 <= at else None
        at = back - 1
        if at < 0:
            return None
        if lower[at] in ")]":
            opened = next((o for o, c in sentence.closing.items() if c == at), None)
            if not opened:
                return None
            at = opened - 1
    kind = _speakers(sentence.tables).get(lower[at])
    word = tokens.words[at]
    if kind in ("pronoun", "author") or (kind == "vague" and (not word[0].isupper() or at == 0)):
        if lower[at] in ("who", "which") and at > 0:
            return _relative(sentence, at)
        return _Speaker(at, at + 1, kind, None)
    if word[0].isupper() or (word.isdigit() and at > 0 and tokens.words[at - 1][0].isupper()):
        speaker = _name_ending(sentence, at)
        if speaker.first == 0 and speaker.last == 1 and kind is not None:
            return _common_ending(sentence, at, kind)
        return speaker
    return _common_ending(sentence, at, kind)


def _relative(sentence: Sentence, at: int) -> _Speaker | None:
    """ "Kellner, who said": the name before the relative pronoun."""
    back = at - 1
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    return _name_ending(sentence, back) if sentence.tokens.words[back][0].isupper() else None


def _first_name(sentence: Sentence, before: int) -> _Speaker | None:
    """The first name of a sentence, which is mostly its subject."""
    words = sentence.tokens.words
    kinds, determiner = _speakers(sentence.tables), clause_values(sentence.tables)["determiner"]
    for at in range(min(before, 12)):
        word = sentence.tokens.lower[at]
        if words[at][0].isupper() and word not in determiner and (at > 0 or word not in kinds):
            return _name_from(sentence, at)
    if before > 0 and kinds.get(sentence.tokens.lower[0]) == "pronoun":
        return _Speaker(0, 1, "pronoun", None)
    return None


def _name_ending(sentence: Sentence, at: int) -> _Speaker:
    """The run of capitalised words that ends at a token, with the small words that may stand inside a name."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    joint = clause_values(sentence.tables)["joint"]
    first = at
    back = at - 1
    while back >= 0 and at - back <= 14:
        word = words[back]
        if word[0].isupper() or word[0].isdigit():
            first = back
        elif lower[back] not in joint:
            break
        back -= 1
    while first < at and not words[first][0].isalpha():
        first += 1
    return _Speaker(first, at + 1, "name", _text(sentence.tokens, first, at + 1), True)


def _name_from(sentence: Sentence, at: int) -> _Speaker:
    """The run of capitalised words that begins at a token."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    joint = clause_values(sentence.tables)["joint"]
    last = at + 1
    forward = last
    while forward < len(words) and forward - at <= 14:
        word = words[forward]
        if word[0].isupper() or (word[0].isdigit() and lower[forward - 1] != "."):
            last = forward + 1
        elif lower[forward] not in joint or (lower[forward] == "." and len(words[forward - 1]) > 3):
            break
        forward += 1
    return _Speaker(at, last, "name", _text(sentence.tokens, at, last), True)


def _common_ending(sentence: Sentence, at: int, kind: str | None) -> _Speaker | None:
    """A noun phrase without a capitalised head: "the 2023 Cisco report", "a spokesman for the firm", "police"."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    kinds = _speakers(sentence.tables)
    determiner = clause_values(sentence.tables)["determiner"]
    first = at
    name: tuple[int, int] | None = None
    definite = False
    while first > 0 and at - first < LONGEST_PHRASE:
        word = lower[first - 1]
        if not words[first - 1][0].isalnum() and word not in "'-/&’":
            break
        if word in ("of", "for", "from", "at", "in", "with"):
            if kind is None:
                kind = kinds.get(lower[first - 2]) if first > 1 else None
        elif word in determiner or word in ("that", "this"):
            definite = word not in ("a", "an", "to", "by", "than", "per", "no", "any")
            first -= 1
            break
        if (len(word) == 4 and word.isdigit()) or (word == "s" and lower[first - 2] == "'"):
            definite = True
        if words[first - 1][0].isupper() and word not in kinds and word not in determiner:
            name = (first - 1, name[1] if name else first)
        inner = kinds.get(word)
        if inner == "vague" and word in ("internal", "leaked", "unconfirmed"):
            kind = "vague"
        if kind is None and inner in ("document", "body", "person"):
            kind = inner
        first -= 1
    if kind is None and definite and words[at][0].isalpha() and lower[at] not in determiner:
        kind = "other"
    if kind is None or kind == "vague":
        return _Speaker(first, at + 1, "vague", None) if kind else None
    linked = sentence.url_between(first, at + 1) is not None
    if kind == "document" and not definite and name is None and not linked:
        return _Speaker(first, at + 1, "vague", None)
    text = _text(sentence.tokens, *name) if name else None
    return _Speaker(first, at + 1, kind, text or _text(sentence.tokens, first, at + 1), name is not None)


def _speaker_from(sentence: Sentence, at: int) -> _Speaker | None:
    """The noun phrase that begins at a token, after "according to", "by" or "said"."""
    tokens = sentence.tokens
    words, lower = tokens.words, tokens.lower
    kinds = _speakers(sentence.tables)
    values = clause_values(sentence.tables)
    first_kind = kinds.get(lower[at]) if at < len(words) else None
    if first_kind in ("pronoun", "author"):
        return _Speaker(at, at + 1, first_kind, None)
    end, last = at, at
    kind: str | None = None
    name: tuple[int, int] | None = None
    strange = 0
    while end < len(words) and end - at < LONGEST_PHRASE + 4:
        word, lowered = words[end], lower[end]
        if word[0].isupper():
            speaker = _name_from(sentence, end)
            strange = strange if lower[at] in values["definite"] and strange == end - 1 else 0
            name = name if name and kind not in ("person", "document") else (end, speaker.last)
            kind = kind or "name"
            end = last = speaker.last
            continue
        role = kinds.get(lowered)
        if role == "vague" and name is None:
            return None
        if role in ("document", "body", "person"):
            kind, strange = role, 0
            last = end + 1
        elif not (word[0].isalnum() or word in "'-/["):
            break
        elif name is not None and lowered not in values["joint"] and lowered not in values["determiner"]:
            break
        elif kind is not None and name is None and lowered not in values["joint"] and lowered not in values["determiner"]:
            break
        elif kind is None and word[0].isalpha() and lowered not in values["determiner"]:
            strange = end
        end += 1
    if strange and kind == "name" and last < len(words) and words[last][0].isalpha():
        return None
    owned = (last < len(lower) and lower[last] in values["determiner"]) or sentence.url_between(at, last) is not None
    if kind is None or (kind == "document" and name is None and not owned and lower[at] not in values["definite"]):
        return None
    return _Speaker(at, last, kind, _text(tokens, *name) if name else _text(tokens, at, last), name is not None)


def _text(tokens: Tokens, first: int, last: int) -> str:
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]


def find_citations(document: Document, block: Block, sentence: Sentence) -> list[Source]:
    """Marks, citing links and sources in parentheses of a sentence, each covering back to the one before it.

    A marker covers its sentence, back to the previous marker in it.
    """
    found: list[Source] = []
    tokens = sentence.tokens
    points: list[tuple[int, int, EvidenceKind, Span, str, str | None, str | None, bool]] = []
    for mark in block.marks:
        if sentence.span.start <= mark.span.start < sentence.span.end:
            at = sentence.token_at(mark.span.start)
            end = sentence.token_at(mark.span.end - 1) + 1
            name, kind = f"[{mark.label}]", EvidenceKind.CITATION
            url = None
            if mark.target is not None:
                kind = EvidenceKind.FOOTNOTE
                note = document.blocks[mark.target]
                name = note.text[:160] or name
                url = note.links[0].url if note.links else None
            points.append((at, end, kind, mark.span, "citation.mark", name, url, False))
    for at, end, link in sentence.links:
        if any(mark.span.meets(link.span) for mark in block.marks):
            continue
        style = _link_style(sentence, at, end, link.url)
        if style is not None:
            name = _text(tokens, at, min(end, len(tokens)))
            points.append((at, end, EvidenceKind.LINK, link.span, f"link.{style}", name, link.url, style == "claim"))
    for opened, closed in sentence.closing.items():
        if tokens.lower[opened] == "(" and _cites(sentence, opened, closed):
            span = Span(tokens.starts[opened], tokens.ends[closed])
            url = next((link.url for link in block.links if link.span.meets(span)), None)
            name = _text(tokens, opened + 1, closed)
            points = [point for point in points if not opened < point[0] < closed]
            points.append((opened, closed + 1, EvidenceKind.CITATION, span, "citation.parenthesis", name, url, False))
    tail = _dash_credit(sentence)
    if tail is not None:
        span = Span(tokens.starts[tail], tokens.ends[-1])
        points.append((tail, len(tokens), EvidenceKind.CITATION, span, "citation.dash", _text(tokens, tail + 1, len(tokens)).lstrip("-— "), None, False))
    points.sort(key=lambda point: point[0])
    begin = 0
    for at, end, kind, span, rule, name, url, weak in points:
        if kind is EvidenceKind.LINK and rule == "link.figure":
            found.append(Source(kind, span, rule, name, False, at, end, url))
            weak = True
        elif kind is EvidenceKind.LINK and not weak:
            found.append(Source(kind, span, rule, name, False, end, len(tokens), url, True))
        if weak:
            found.append(Source(kind, span, rule, name, False, begin, len(tokens), url, True))
            continue
        found.append(Source(kind, span, rule, name, False, begin, end, url))
        begin = end
    return found


def _link_style(sentence: Sentence, first: int, last: int, url: str) -> str | None:
    """How a link cites: ``figure`` (its words hold one), ``anchor`` (a reporting word), ``claim``; None when it only introduces."""
    tokens = sentence.tokens
    if url.startswith("#") and not any(word.isdigit() for word in tokens.lower[first:last]):
        return None
    anchors = _attribution_words(sentence.tables, "anchor")
    if any(anchors.at(tokens, at) for at in range(first, min(last, len(tokens)))):
        return "anchor"
    words = tokens.words[first:last]
    if any(word[0].isdigit() for word in words) or any(word in "%$€£" for word in words):
        return "figure"
    small = [word for word in words if word[0].islower()]
    if len(small) >= 2:
        return "claim"
    return None


def _cites(sentence: Sentence, opened: int, closed: int) -> bool:
    """True for a parenthesis that holds nothing but names, years and "et al.": ``(Smith et al., 2024)``, ``(Statista)``."""
    tokens = sentence.tokens
    words, lower = tokens.words[opened + 1 : closed], tokens.lower[opened + 1 : closed]
    if not words or len(words) > 30:
        return False
    joint = clause_values(sentence.tables)["joint"]
    names = years = 0
    for at, word in enumerate(words):
        if word[0].isupper() and word[0].isalpha():
            names += 1
        elif word.isdigit():
            if len(word) != 4 or not 1900 <= int(word) < 2100:
                return False
            years += 1
        elif word.isalpha():
            if lower[at] not in joint and lower[at] not in ("al", "et", "via", "cited", "in"):
                return False
        elif word not in ".,;:&'-/[]^" and word != "—":
            return False
    if not names or sum(map(len, words)) < 3:
        return False
    if years or "et" in lower:
        return True
    after = tokens.lower[closed + 1] if closed + 1 < len(tokens) else "."
    if after not in (".", ",", ";", "!", "?"):
        return False
    if any(word.isupper() and len(word) > 1 for word in words) and names == 1:
        return False
    before = tokens.words[opened - 1] if opened else ""
    year = len(before) == 4 and before.isdigit()
    return any(word[0].isdigit() for word in tokens.words[:opened]) and (year or not before[:1].isdigit())


def _dash_credit(sentence: Sentence) -> int | None:
    """The dash of "... by 99.7% -- J.P. Morgan" at the end of a sentence, or None."""
    tokens = sentence.tokens
    at = len(tokens) - 1
    joint = clause_values(sentence.tables)["joint"]
    names = 0
    while at > 0 and (tokens.words[at][0].isupper() or tokens.lower[at] in joint - {"-"} or tokens.words[at] in ".,"):
        names += tokens.words[at][0].isupper()
        at -= 1
    if not names or at == 0 or at < len(tokens) - 12 or tokens.lower[at] not in ("-", "—", "–"):
        return None
    gap = tokens.starts[at + 1] - tokens.ends[at]
    before = tokens.starts[at] - tokens.ends[at - 1]
    if tokens.lower[at] == "-" and tokens.lower[at - 1] == "-":
        at -= 1
        before = tokens.starts[at] - tokens.ends[at - 1] if at else 0
    return at if gap and before else None
