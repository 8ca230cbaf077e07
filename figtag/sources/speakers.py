"""Noun phrases that speak: names, and common nouns such as "the company" or "a 2023 survey".

They are found from the verb: back over the words before it, or forward from "according to" and "said".
"""

from __future__ import annotations

from msgspec.structs import replace

from figtag.clauses import Sentence, clause_values
from figtag.sources.asides import subject_before
from figtag.sources.names import (
    Speaker,
    calendar_words,
    demonym_endings,
    first_name,
    is_capital,
    name_ending,
    name_from,
    prepositions,
    sounds_like_body,
    speaker_kinds,
)
from figtag.sources.source import words_between

LONGEST_APPOSITION = 25
"""Tokens between the commas of an apposition or a relative clause."""
NEAR = 4
"""Tokens between a document and the "by" right after it."""
LONGEST_PHRASE = 8
"""Tokens of a noun phrase without a name."""
LONGEST_ADJECTIVES = 4
"""Tokens from a name back to the preposition before it: "by the nonpartisan Vale Institute"."""


def speaker_before(sentence: Sentence, at: int) -> Speaker | None:
    """The noun phrase that ends at a token, past parentheses, appositions and relative clauses."""
    tokens = sentence.tokens
    lower = tokens.lower
    at = _before_paren(sentence, at)
    at = _past_marks(sentence, at) if at >= 0 else at
    if at < 0:
        return None
    if lower[at] == ",":
        named = subject_before(sentence, at)
        if named is not None:
            return named
        back = at - 1
        floor = max(-1, at - LONGEST_APPOSITION)
        while back > floor and lower[back] != ",":
            back -= 1
        if back <= floor:
            return first_name(sentence, at) if back < 0 <= at else None
        made = _made_by(sentence, back, at)
        if made is not None:
            return made
        at = _before_paren(sentence, back - 1)
        if at < 0:
            return None
    values = clause_values(sentence.tables)
    if at > 2 and len(lower[at]) == 4 and lower[at].isdigit() and lower[at - 1] in values["preposition"]:
        at -= 2  # "a review in 2023 found"
    told = _document_before(sentence, at)
    if told is not None:
        return told
    kind = speaker_kinds(sentence.tables).get(lower[at])
    word = tokens.words[at]
    if kind == "vague" and at > 1 and lower[at - 1] in clause_values(sentence.tables)["preposition"]:
        return _common_ending(sentence, at, None)
    if kind == "vague" and at > 0 and is_capital(tokens.words[at - 1]) and _is_plural_noun(sentence, at):
        return _staff(sentence, at)
    vague = kind in ("vague", "quantifier")
    opens = at == 0 or (sentence.quoted[at] and not tokens.words[at - 1][0].isalnum())
    if kind in ("pronoun", "author") or (vague and (opens or not word[0].isupper())):
        if lower[at] in clause_values(sentence.tables)["relative"] and at > 0:
            return _relative(sentence, at)
        return Speaker(at, at + 1, "vague" if vague else str(kind), None)
    if word[0].isupper() or (word.isdigit() and at > 0 and tokens.words[at - 1][0].isupper()):
        speaker = name_ending(sentence, at)
        if speaker.first == 0 and speaker.last == 1 and kind is not None:
            return _common_ending(sentence, at, kind)
        return _with_head(sentence, speaker)
    return _common_ending(sentence, at, kind)


def _made_by(sentence: Sentence, opens: int, closes: int) -> Speaker | None:
    """ "The survey, released by the Fenwick Center, found": the maker stands between the commas."""
    head = opens - 1
    if head < 0 or speaker_kinds(sentence.tables).get(sentence.tokens.lower[head]) != "document":
        return None
    maker = agent_after(sentence, opens + 1, closes - opens)
    if maker is None or maker.name is None:
        return None
    first = _phrase_begin(sentence, head)
    values = clause_values(sentence.tables)
    said = first + 1 if sentence.tokens.lower[first] in values["determiner"] | values["definite"] else first
    phrase = words_between(sentence.tokens, said, maker.last)
    return Speaker(first, closes, "document", maker.name, True, phrase, True, plural=_is_plural_noun(sentence, head))


def _before_paren(sentence: Sentence, at: int) -> int:
    """The token before a parenthesis that ends at a token, else the token itself; -1 where there is none."""
    if at < 0 or sentence.tokens.lower[at] not in ")]":
        return at
    return next((opened for opened, closed in sentence.closing.items() if closed == at), 0) - 1


def _past_marks(sentence: Sentence, at: int) -> int:
    """Back over a quotation mark and the "et al." between a name and its verb."""
    lower = sentence.tokens.lower
    if lower[at] in "\"”'" and at > 0:
        at -= 1
    joints = clause_values(sentence.tables)["citation-joint"]
    if lower[at] == "." and at > 0 and lower[at - 1] not in joints and sentence.tokens.words[at - 1][0].isupper():
        return at - 1  # "Orla Corp. said"
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
        and (words[begin - 1][0].isalpha() or _is_hyphen(sentence, begin - 1))
        and not sentence.quoted[begin - 1]
    ):
        begin -= 1
    return begin if begin == 0 or lower[begin - 1] == "," or sentence.quoted[begin - 1] else first


def _is_hyphen(sentence: Sentence, at: int) -> bool:
    """True for the hyphen of "Paris-based"."""
    tokens = sentence.tokens
    return at > 0 and tokens.words[at] == "-" and tokens.starts[at] == tokens.ends[at - 1]


def _relative(sentence: Sentence, at: int) -> Speaker | None:
    """ "Kellner, who said": the name before the relative pronoun."""
    back = at - 1
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    return name_ending(sentence, back) if sentence.tokens.words[back][0].isupper() else None


def _staff(sentence: Sentence, at: int) -> Speaker | None:
    """ "Goldman Sachs analysts", "IEA researchers": people of a body; "Chinese experts" are nobody in particular."""
    lower, body = sentence.tokens.lower, name_ending(sentence, at - 1)
    people = lower[body.last - 1].endswith(demonym_endings(sentence.tables))
    counts = at in sentence.phrases("study") or at in sentence.phrases("noun")
    sure = counts or body.last - body.first > 1 or sounds_like_body(sentence, body)
    if people or not sure or (body.first == 0 and body.last == 1 and not counts):
        return Speaker(at, at + 1, "vague", None)
    phrase = words_between(sentence.tokens, body.first, at + 1)
    return replace(body, last=at + 1, phrase=phrase, human=True, plural=True)


def _document_before(sentence: Sentence, at: int) -> Speaker | None:
    """ "polls by the Vale Institute that showed": the document that a relative pronoun stands for."""
    back = at - 1
    if not sentence.does(at, "relative-thing") or back < 0:
        return None
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    if is_capital(sentence.tokens.words[back]):
        speaker = _with_head(sentence, name_ending(sentence, back))
        return speaker if speaker.phrase else None
    if speaker_kinds(sentence.tables).get(sentence.tokens.lower[back]) != "document":
        return None
    found = _common_ending(sentence, back, "document")
    return found if found is not None and found.named else None


def _with_head(sentence: Sentence, name: Speaker) -> Speaker:
    """A name with the noun that it belongs to: "a study by the Vale Institute", "researchers at Delta Works"."""
    lower, kinds = sentence.tokens.lower, speaker_kinds(sentence.tables)
    values, small = clause_values(sentence.tables), prepositions(sentence.tables)
    back = name.first - 1
    while back > 0 and name.first - back < LONGEST_ADJECTIVES and lower[back] not in small and lower[back].isalpha():
        back -= 1
    if back < 1 or lower[back] not in small:
        return name
    head = back - 1
    passed = values["filler"] | calendar_words(sentence.tables)
    while head > 0 and lower[head] not in kinds and lower[head] in passed:
        head -= 1
    if lower[head] not in kinds:
        head = _head_before(sentence, head)
    role = kinds.get(lower[head])
    placed = role is None and sentence.does(back, "place")  # "shops in Europe"
    if placed or (role == "vague" and lower[back] not in values["membership"]):
        return Speaker(head, name.last, "vague", None)  # "people in Ohio"
    if role not in ("document", "person", "body", "vague"):
        return name
    first = _phrase_begin(sentence, head)
    if role == "person" and first > 1 and lower[first - 1] == ",":
        return subject_before(sentence, first - 1) or name  # "Sam Lau, director for the Iowa Party said"
    said = first + 1 if lower[first] in values["determiner"] | values["definite"] else first
    phrase = words_between(sentence.tokens, said, name.last)
    plural = _is_plural_noun(sentence, head)
    return replace(name, phrase=phrase, document=role == "document", human=role == "vague", plural=plural)


def _head_before(sentence: Sentence, at: int) -> int:
    """The document or speaker a few words before a token, else the token: "a study that appeared in Nature"."""
    kinds, words = speaker_kinds(sentence.tables), sentence.tokens.words
    for back in range(at, max(at - LONGEST_PHRASE, -1), -1):
        if not words[back][0].isalnum():
            break
        if kinds.get(words[back].lower()) in ("document", "person", "body"):
            return back
    return at


def _phrase_begin(sentence: Sentence, head: int) -> int:
    """The first token of a noun phrase up to its head: its article, or the first of a few words before it."""
    lower, words, values = sentence.tokens.lower, sentence.tokens.words, clause_values(sentence.tables)
    first = head
    while first > 0 and head - first < LONGEST_PHRASE and (words[first - 1][0].isalnum() or lower[first - 1] in "-'"):
        first -= 1
        if lower[first] in values["determiner"] or lower[first] in values["definite"]:
            break
    return first


def _is_plural_noun(sentence: Sentence, at: int) -> bool:
    """True for a noun that is a plural: by its ending, or as its row says ("data", "police")."""
    word = sentence.tokens.lower[at]
    return word.endswith("s") or word in clause_values(sentence.tables)["plural"]


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
        elif (word in determiner or word in values["definite"]) and lower[first] != ".":
            definite = word in values["definite"] and (first == 1 or word not in values["complementizer"])
            first -= 1
            break
        if (len(word) == 4 and word.isdigit()) or _is_owned(sentence, first - 1):
            definite = True
        lettered = first < at and lower[first] == "."  # the A of "F.A.A."
        small = word in determiner and not lettered
        if is_capital(words[first - 1]) and (first > 1 or word not in kinds) and not small:
            name = (first - 1, name[1] if name else first)
        inner = kinds.get(word)
        if inner == "leak" or (inner == "quantifier" and name is None):
            kind = "vague"
        if kind is None and inner in ("document", "body", "person"):
            kind = inner
        first -= 1
    inside = first > 0 and lower[first - 1] in values["preposition"]
    whole_kind = kinds.get(lower[first - 2]) if inside and first > 1 else None
    if kind is None and whole_kind in ("document", "person", "body"):
        return _common_ending(sentence, first - 2, whole_kind)  # "a Times analysis of the votes"
    if kind is None and definite and not inside and words[at][0].isalpha() and lower[at] not in determiner:
        kind = "other"
    if kind is None or kind == "vague":
        return Speaker(first, at + 1, "vague", None) if kind else None
    linked = sentence.url_between(first, at + 1) is not None
    if kind == "document" and not definite and name is None and not linked:
        return Speaker(first, at + 1, "vague", None)
    whole = words_between(sentence.tokens, first, at + 1)
    plural = _is_plural_noun(sentence, at)
    if name is None:
        return Speaker(first, at + 1, kind, whole, plural=plural)
    said = first + 1 if lower[first] in determiner or lower[first] in values["definite"] else first
    phrase = words_between(sentence.tokens, said, at + 1)
    said_name, document = words_between(sentence.tokens, *name), kind == "document"
    return Speaker(first, at + 1, kind, said_name, True, phrase, document, plural=plural)


def _is_owned(sentence: Sentence, at: int) -> bool:
    """True for the s of "the firm's", but not of "it's"."""
    lower = sentence.tokens.lower
    owns = 1 < at < len(lower) and lower[at] in clause_values(sentence.tables)["possessive"] and lower[at - 1] == "'"
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
    if name is None or (kind == "person" and _is_owned(sentence, name[1] + 1)):
        apposed = _apposed(sentence, last) if kind == "person" else None
        if apposed is not None:
            return apposed
    if name is None:
        return Speaker(at, last, kind, words_between(tokens, at, last))
    phrase = words_between(tokens, at + (lower[at] in after), last) if _is_headed(sentence, at, name, kind) else None
    return Speaker(at, last, kind, words_between(tokens, *name), True, phrase, kind == "document")


def _apposed(sentence: Sentence, at: int) -> Speaker | None:
    """ "its owner, Ruth Adler": the name behind a person's role."""
    words = sentence.tokens.words
    if at + 1 < len(words) and words[at] == "," and is_capital(words[at + 1]):
        return name_from(sentence, at + 1)
    return None


def _is_headed(sentence: Sentence, first: int, name: tuple[int, int], kind: str) -> bool:
    """True where a phrase says more than the name in it: a document, or a noun with a preposition before the name."""
    small = prepositions(sentence.tables)
    return kind == "document" or any(word in small for word in sentence.tokens.lower[first : name[0]])


def agent_after(sentence: Sentence, at: int, reach: int = NEAR, *, maker: str = "by") -> Speaker | None:
    """ "the study, led by the Royal Trust": the name after a "by" that follows a document.

    ``maker``: the value of the words that stand for "by".
    """
    lower = sentence.tokens.lower
    by = sentence.phrases(maker)
    if not by:
        return None
    for after in range(at, min(at + reach, len(lower))):
        found = by.get(after)
        if found is not None:
            speaker = speaker_from(sentence, found[0])
            return speaker if speaker is not None and speaker.named else None
        if lower[after] in ",;." and reach > NEAR and not lower[after - 1].isdigit():
            return None
    return None
