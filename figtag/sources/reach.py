"""What a source covers: the clause or quotation that it stands beside."""

from __future__ import annotations

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values
from figtag.labels import EvidenceKind
from figtag.sources.names import Speaker, calendar_words, is_human, prepositions
from figtag.sources.source import Source, segment_end
from figtag.sources.speakers import phrase_start
from figtag.span import Span
from figtag.tables import WordRow
from figtag.tokens import Tokens

LONGEST_TAIL = 6
"""Words after a speaker and verb that close a sentence: "..., the Bureau reported on Tuesday"."""


LONGEST_HEARER = 12
"""Tokens between "told" and the "that" behind its hearers."""
BARE = 2
"""Tokens of "the company"; "the transit agency" says itself which one it is."""


def spoken(sentence: Sentence, row: WordRow, span: Span, speaker: Speaker, start: int, end: int) -> Source:
    url, standing = sentence.url_between(speaker.first, speaker.last), _standing(sentence, speaker)
    return Source(
        EvidenceKind.ATTRIBUTION,
        span,
        row.id,
        speaker.phrase or speaker.name,
        speaker.kind == "pronoun",
        start,
        end,
        url,
        reckons=row.value in ("expect", "reckon"),
        standing=standing,
        personal=sentence.does(speaker.first, "personal"),
        named=speaker.named,
        document=speaker.document,
        human=speaker.human or (speaker.named and is_human(sentence, speaker)),
        owner=_owner(sentence, speaker) if speaker.named or (speaker.kind == "body" and not standing) else None,
    )


def _owner(sentence: Sentence, speaker: Speaker) -> str | None:
    """The name of a speaker up to a possessive: "Microsoft's 10-K" is Microsoft's."""
    if speaker.name is None or ("'" not in speaker.name and "’" not in speaker.name):
        return speaker.name
    words = Tokens.of(speaker.name)
    for at in range(1, len(words) - 1):
        if words.words[at] == "'" and words.lower[at + 1] in clause_values(sentence.tables)["possessive"]:
            return speaker.name[: words.ends[at - 1]]
    return speaker.name


def _standing(sentence: Sentence, speaker: Speaker) -> str:
    """What a speaker without a name stands for, as `Source.standing` has it."""
    if speaker.named or speaker.kind not in ("body", "document", "person"):
        return ""
    if sentence.does(speaker.first, "own"):
        return "owned"
    bare = speaker.last - speaker.first == BARE and sentence.does(speaker.first, "definite")
    if speaker.kind == "document" or (bare and speaker.kind == "body"):
        return speaker.kind
    return ""


def covers(sentence: Sentence, row: WordRow, speaker: Speaker, after: int) -> tuple[int, int]:
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
    if postposed(sentence, speaker, after, tells=row.value == "tell"):
        return 0, len(lower)
    if speaker.kind == "document":
        opener = speaker.first > 1 and lower[speaker.first - 1] == "," and sentence.segment[speaker.first] == 0
        return 0 if opener else after, len(lower)
    start = _content_start(sentence, row, after)
    if row.value == "find" and _tells_of_others(sentence, after):
        return start, len(lower)
    end = segment_end(sentence, after - 1, named=row.value in ("say", "tell", "reckon", "find"))
    return start, _clause_close(sentence, speaker, after, end)


def _content_start(sentence: Sentence, row: WordRow, after: int) -> int:
    """Where what is said begins: behind the hearer or place, "told 40 farmers that", "said in a 9-page letter that"."""
    lower = sentence.tokens.lower
    if row.value != "tell" and not (after < len(lower) and lower[after] in prepositions(sentence.tables)):
        return after
    reach = range(after, min(after + LONGEST_HEARER, len(lower)))
    that = next((at for at in reach if lower[at] == ":" or sentence.does(at, "complementizer")), after)
    return that if not any(sentence.quoted[after:that]) else after


def _clause_close(sentence: Sentence, speaker: Speaker, after: int, end: int) -> int:
    """Where a reporting clause ends that is itself part of another: "While Roe said it was sad, 40 men left"."""
    lower = sentence.tokens.lower
    begin = phrase_start(sentence, speaker.first)
    opened = begin == 0 and sentence.does(0, "subordinate")
    relative = after > 1 and sentence.does(after - 2, "relative")
    if not (opened or relative):
        return end
    return next((at for at in range(after + 1, end) if lower[at] == "," and not sentence.quoted[at]), end)


def _tells_of_others(sentence: Sentence, after: int) -> bool:
    """True for "Pew found Democrats ..., while Republicans ...": what is found is of others, and so is the contrast."""
    words = sentence.tokens.words
    at = after + 1 if sentence.does(after, "complementizer") else after
    return at + 1 < len(words) and words[at][0].isupper() and words[at + 1][0].islower()


def postposed(sentence: Sentence, speaker: Speaker, after: int, *, tells: bool) -> bool:
    """ "... rose by 236,000, the Bureau reported today.": nothing but a few words without a verb's object follow."""
    lower = sentence.tokens.lower
    rest = [word for word in lower[after:] if word[0].isalnum()]
    begin = phrase_start(sentence, speaker.first)
    return (
        begin > 1
        and lower[begin - 1] in (",", '"', "”", "“", "'")
        and len(rest) <= LONGEST_TAIL
        and not any(word.isdigit() for word in rest)
        and (tells or not rest or _is_adverbial(sentence, rest[0]))
        and not sentence.does(after, "complementizer")
    )


def _is_adverbial(sentence: Sentence, word: str) -> bool:
    """True for a word that opens when, where or to whom it was said, and not what: "said on Tuesday"."""
    small = prepositions(sentence.tables) | calendar_words(sentence.tables)
    return word in small or word in clause_values(sentence.tables)["filler"]


def around(sentence: Sentence, row: WordRow, span: Span, speaker: Speaker, before: int, after: int) -> list[Source]:
    """What stands before a speaker who closes or interrupts a quotation, and the quotation that goes on after it."""
    found = [spoken(sentence, row, span, speaker, 0, before)]
    lower = sentence.tokens.lower
    again = next((at for at in range(after, len(lower)) if sentence.quoted[at]), None)
    if again is not None:
        found.append(spoken(sentence, row, span, speaker, again, len(lower)))
    return found


def quote_ends(sentence: Sentence, at: int) -> bool:
    """True when a quotation closes directly before a token."""
    back = at - 1
    if back > 0 and sentence.tokens.lower[back] == ",":
        back -= 1
    return sentence.quoted[back] and not sentence.quoted[at]
