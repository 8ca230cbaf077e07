"""Noun phrases that speak: names, and common nouns such as "the company" or "a 2023 survey".

They are found from the verb: back over the words before it, or forward from "according to" and "said".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from figtag.clauses import Sentence, clause_values
from figtag.sources.source import attribution_words, measures, words_between
from figtag.tables import Tables

LONGEST_APPOSITION = 25
"""Tokens between the commas of an apposition or a relative clause."""


LONGEST_PHRASE = 8
"""Tokens of a noun phrase without a name."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The noun phrase that speaks: its tokens, and what it is."""

    first: int
    last: int
    kind: str
    """``name``, or a value of the speaker table; ``other`` for any noun with an article."""
    name: str | None
    named: bool = False
    """True when a proper name is in it."""


@cache
def speaker_kinds(tables: Tables) -> dict[str, str]:
    return {say: row.value for row in tables.words.get("speaker", ()) for say in row.say}


def speaker_before(sentence: Sentence, at: int) -> Speaker | None:
    """The noun phrase that ends at a token, past parentheses, appositions and relative clauses."""
    tokens = sentence.tokens
    lower = tokens.lower
    if lower[at] in ")]":
        opened = next((o for o, c in sentence.closing.items() if c == at), None)
        if not opened:
            return None
        at = opened - 1
    at = _past_marks(sentence, at)
    if at < 0:
        return None
    if lower[at] == ",":
        back = at - 1
        floor = max(-1, at - LONGEST_APPOSITION)
        while back > floor and lower[back] != ",":
            back -= 1
        if back <= floor:
            return first_name(sentence, at) if back < 0 <= at else None
        inner, at = (back + 1, at), back - 1
        if at < 0:
            return None
        if lower[at] in ")]":
            opened = next((o for o, c in sentence.closing.items() if c == at), None)
            if not opened:
                return None
            at = opened - 1
        if speaker_kinds(sentence.tables).get(lower[at]) == "person" and tokens.words[inner[0]][0].isupper():
            # "the fund's strategist, Ines Okafor, said": the name stands in the apposition
            return name_ending(sentence, inner[1] - 1)
    values = clause_values(sentence.tables)
    if at > 2 and len(lower[at]) == 4 and lower[at].isdigit() and lower[at - 1] in values["preposition"]:
        at -= 2  # "a review in 2023 found"
    kind = speaker_kinds(sentence.tables).get(lower[at])
    word = tokens.words[at]
    if kind == "vague" and at > 1 and lower[at - 1] in clause_values(sentence.tables)["preposition"]:
        return _common_ending(sentence, at, None)
    vague = kind in ("vague", "quantifier")
    if kind in ("pronoun", "author") or (vague and (not word[0].isupper() or at == 0)):
        if lower[at] in clause_values(sentence.tables)["relative"] and at > 0:
            return _relative(sentence, at)
        return Speaker(at, at + 1, "vague" if vague else str(kind), None)
    if word[0].isupper() or (word.isdigit() and at > 0 and tokens.words[at - 1][0].isupper()):
        speaker = name_ending(sentence, at)
        if speaker.first == 0 and speaker.last == 1 and kind is not None:
            return _common_ending(sentence, at, kind)
        return speaker
    return _common_ending(sentence, at, kind)


def _past_marks(sentence: Sentence, at: int) -> int:
    """Back over a quotation mark and the "et al." between a name and its verb."""
    lower = sentence.tokens.lower
    if lower[at] in "\"”'" and at > 0:
        at -= 1
    joints = clause_values(sentence.tables)["citation-joint"]
    if lower[at] == "." and at > 0 and lower[at - 1] in joints:
        at -= 1
        while at >= 0 and lower[at] in joints:
            at -= 1
    return at


def phrase_start(sentence: Sentence, first: int) -> int:
    """The first token of the noun phrase that a name ends: "grid planner Eva", "researchers at the University"."""
    lower, words = sentence.tokens.lower, sentence.tokens.words
    begin = first
    while (
        begin > 0
        and first - begin < LONGEST_PHRASE
        and words[begin - 1][0].isalpha()
        and not sentence.quoted[begin - 1]
    ):
        begin -= 1
    return begin if begin == 0 or lower[begin - 1] == "," or sentence.quoted[begin - 1] else first


def _relative(sentence: Sentence, at: int) -> Speaker | None:
    """ "Kellner, who said": the name before the relative pronoun."""
    back = at - 1
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    return name_ending(sentence, back) if sentence.tokens.words[back][0].isupper() else None


def first_name(sentence: Sentence, before: int) -> Speaker | None:
    """The first name of a sentence, which is mostly its subject."""
    words = sentence.tokens.words
    kinds, determiner = speaker_kinds(sentence.tables), clause_values(sentence.tables)["determiner"]
    calendar = _calendar(sentence.tables)
    if all(word.isupper() or not word.isalpha() for word in words[:6]):
        return None
    for at in range(min(before, 12)):
        word = sentence.tokens.lower[at]
        if not words[at][0].isupper() or word in determiner or word in calendar or (at == 0 and word in kinds):
            continue
        numbered = at + 1 < len(words) and words[at + 1].isdigit()  # a code or a part: H100, Phase 3
        if len(word) > 1 and not numbered:
            return name_from(sentence, at)
    if before > 0 and kinds.get(sentence.tokens.lower[0]) == "pronoun":
        return Speaker(0, 1, "pronoun", None)
    return None


@cache
def _calendar(tables: Tables) -> frozenset[str]:
    """Months and days, which are written like names."""
    rows = tables.words.get("date-word", ())
    return frozenset(say.lower() for row in rows if row.value.split(" ")[0] in ("month", "weekday") for say in row.say)


def name_ending(sentence: Sentence, at: int) -> Speaker:
    """The run of capitalised words that ends at a token, with the small words that may stand inside a name."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    joint = clause_values(sentence.tables)["joint"]
    first = at
    back = at - 1
    while back >= 0 and at - back <= 14:
        word = words[back]
        if word[0].isupper() or word[0].isdigit():
            first = back
        elif lower[back] not in joint or (word == "-" and _is_spaced(sentence, back)):
            break
        back -= 1
    while first < at and not words[first][0].isalpha():
        first += 1
    return Speaker(first, at + 1, "name", words_between(sentence.tokens, first, at + 1), True)


def _is_spaced(sentence: Sentence, at: int) -> bool:
    """True for a dash with blanks around it, which joins no name."""
    tokens = sentence.tokens
    return at > 0 and tokens.starts[at] > tokens.ends[at - 1]


def name_from(sentence: Sentence, at: int) -> Speaker:
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
    return Speaker(at, last, "name", words_between(sentence.tokens, at, last), True)


def _common_ending(sentence: Sentence, at: int, kind: str | None) -> Speaker | None:
    """A noun phrase without a capitalised head: "the 2023 Cisco report", "a spokesman for the firm", "police"."""
    words, lower = sentence.tokens.words, sentence.tokens.lower
    kinds = speaker_kinds(sentence.tables)
    values = clause_values(sentence.tables)
    determiner = values["determiner"]
    first = at
    name: tuple[int, int] | None = None
    definite = False
    while first > 0 and at - first < LONGEST_PHRASE:
        word = lower[first - 1]
        initial = word == "." and first > 1 and len(words[first - 2]) == 1 and words[first - 2].isupper()
        if not (initial or words[first - 1][0].isalnum() or word in "'-/&’"):
            break
        if word in values["preposition"]:
            if kind is None:
                kind = kinds.get(lower[first - 2]) if first > 1 else None
        elif word in determiner or word in values["definite"]:
            definite = word in values["definite"]
            first -= 1
            break
        if (len(word) == 4 and word.isdigit()) or _is_owned(sentence, first - 1):
            definite = True
        if words[first - 1][0].isupper() and word not in kinds and word not in determiner:
            name = (first - 1, name[1] if name else first)
        inner = kinds.get(word)
        if inner == "leak" or (inner == "quantifier" and name is None):
            kind = "vague"
        if kind is None and inner in ("document", "body", "person"):
            kind = inner
        first -= 1
    inside = first > 0 and lower[first - 1] in values["preposition"]
    if kind is None and definite and not inside and words[at][0].isalpha() and lower[at] not in determiner:
        kind = "other"
    if kind is None or kind == "vague":
        return Speaker(first, at + 1, "vague", None) if kind else None
    linked = sentence.url_between(first, at + 1) is not None
    if kind == "document" and not definite and name is None and not linked:
        return Speaker(first, at + 1, "vague", None)
    text = words_between(sentence.tokens, *name) if name else None
    return Speaker(first, at + 1, kind, text or words_between(sentence.tokens, first, at + 1), name is not None)


def _is_owned(sentence: Sentence, at: int) -> bool:
    """True for the s of "the firm's", but not of "it's"."""
    lower = sentence.tokens.lower
    owns = at > 1 and lower[at] in clause_values(sentence.tables)["possessive"] and lower[at - 1] == "'"
    return owns and speaker_kinds(sentence.tables).get(lower[at - 2]) != "pronoun"


def speaker_from(sentence: Sentence, at: int) -> Speaker | None:
    """The noun phrase that begins at a token, after "according to", "by" or "said"."""
    tokens = sentence.tokens
    words, lower = tokens.words, tokens.lower
    kinds = speaker_kinds(sentence.tables)
    values = clause_values(sentence.tables)
    first_kind = kinds.get(lower[at]) if at < len(words) else None
    if first_kind in ("pronoun", "author"):
        return Speaker(at, at + 1, first_kind, None)
    small = values["joint"] | values["determiner"]
    end, last = at, at
    kind: str | None = None
    name: tuple[int, int] | None = None
    unknown = False
    while end < len(words) and end - at < LONGEST_PHRASE + 4:
        word, lowered = words[end], lower[end]
        role = kinds.get(lowered)
        if word[0].isupper():
            run = name_from(sentence, end)
            if name is None or kind in ("person", "document"):
                name = (end, run.last)
            kind = kind or "name"
            end = last = run.last
            continue
        if role in ("vague", "leak") and name is None:
            return None
        if role in ("document", "body", "person"):
            kind, unknown, last = str(role), False, end + 1
        elif not (word[0].isalnum() or word in "'-/[") or (kind is not None and lowered not in small):
            break
        elif kind is None and lowered not in small:
            unknown = True
        end += 1
    # "the way UC allocates funds": a noun of another kind with a clause of its own
    if (
        unknown
        and kind == "name"
        and lower[at] in values["definite"]
        and last < len(words)
        and words[last][0].isalpha()
    ):
        return None
    after = values["determiner"] | values["filler"]
    owned = (last < len(lower) and lower[last] in after) or sentence.url_between(at, last) is not None
    if kind is None or (kind == "document" and name is None and not owned and lower[at] not in values["definite"]):
        return None
    said = words_between(tokens, *name) if name else words_between(tokens, at, last)
    return Speaker(at, last, kind, said, name is not None)


def names_a_body(sentence: Sentence, speaker: Speaker) -> bool:
    """True when a title-cased run surely names a body: it holds an acronym of no measure, or a word such as Agency."""
    bodies = attribution_words(sentence.tables, "body-word")
    known = measures(sentence.tables)
    acronym, inside = 3, sentence.tokens.words[speaker.first : speaker.last]
    return any(
        (len(word) >= acronym and word.isupper() and word.lower() not in known)
        or bodies.at(sentence.tokens, at) is not None
        for at, word in enumerate(inside, speaker.first)
    )
