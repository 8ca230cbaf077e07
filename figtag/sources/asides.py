"""Who speaks where a comma stands right before the verb: "Ina Roe, head of Delta Works, a builder of dams, said"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from figtag.clauses import QUOTE_MARKS, Sentence, clause_values
from figtag.sources.names import Speaker, is_capital, name_ending, prepositions, speaker_kinds

LONGEST_ASIDES = 60
"""Tokens between a subject and its verb, all asides together."""
LONGEST_ROLE = 4
"""Words before a name that say whose it is: "the hydrologist Orla Finch"."""
_ENDS = frozenset(";:—–") | QUOTE_MARKS
"""Signs that no subject reaches over."""

Part = tuple[int, int]
"""First token of what stands between two commas, and the token after its last."""


def subject_before(sentence: Sentence, comma: int) -> Speaker | None:
    """The name that asides part from the verb after a comma: the first that stands alone between commas.

    A place behind a place ("in Porto, Portugal") is none where another name follows; nor is what stands before a
    figure, which belongs to a clause of its own.
    """
    parts = list(_parts(sentence, comma))
    known = [(part, _name_of(sentence, part)) for part in parts]
    names = [(at, name) for at, (_, name) in enumerate(known) if name is not None]
    for (at, name), (following, _) in pairwise(names):
        if not _is_place(sentence, known, at) and all(_is_aside(sentence, part) for part in parts[at + 1 : following]):
            return name
    return names[-1][1] if names else None


def _parts(sentence: Sentence, comma: int) -> Iterator[Part]:
    """What stands between the commas before one, from left to right, parentheses passed over."""
    lower, depth, quoted = sentence.tokens.lower, sentence.paren[comma], sentence.quoted[comma]
    first = comma
    while (
        first > 0
        and comma - first < LONGEST_ASIDES
        and lower[first - 1] not in _ENDS
        and (sentence.quoted[first - 1] == quoted)
        and first - 1 != depth
    ):
        first -= 1
    begin = first
    for at in range(first, comma + 1):
        if lower[at] == "," and sentence.paren[at] == depth and not _in_number(sentence, at):
            if at > begin:
                yield begin, at
            begin = at + 1


def _in_number(sentence: Sentence, at: int) -> bool:
    """True for the comma of "1,000"."""
    tokens = sentence.tokens
    return (
        0 < at < len(tokens) - 1
        and tokens.words[at + 1][0].isdigit()
        and tokens.words[at - 1][0].isdigit()
        and tokens.starts[at + 1] == tokens.ends[at]
    )


def _name_of(sentence: Sentence, part: Part) -> Speaker | None:
    """The name that a part consists of, roles before it and a parenthesis behind it left out."""
    first, last = part
    lower, words = sentence.tokens.lower, sentence.tokens.words
    if lower[last - 1] == ")":
        last = next((opened for opened, closed in sentence.closing.items() if closed == last - 1), last)
    if last <= first or not is_capital(words[last - 1]):
        return None
    name = name_ending(sentence, last - 1)
    begin = first
    while begin < name.first and _is_joint(sentence, begin):
        begin += 1
    if name.first <= begin:
        return name
    roles = speaker_kinds(sentence.tables)
    titled = lower[name.first - 1] in roles or lower[name.first - 1] in clause_values(sentence.tables)["title"]
    near = name.first - begin <= LONGEST_ROLE and not any(map(is_capital, words[begin + 1 : name.first]))
    return name if titled and near else None


def _is_joint(sentence: Sentence, at: int) -> bool:
    """True for "but" and "and" before a name."""
    values = clause_values(sentence.tables)
    word = sentence.tokens.lower[at]
    return word in values["contrast"] or word in values["coordinator"] or word == "that"


def _is_place(sentence: Sentence, known: list[tuple[Part, Speaker | None]], at: int) -> bool:
    """True for a name right behind a part that ends in a name but is none, as a state stands behind a town."""
    if at == 0:
        return False
    (_, last), name = known[at - 1]
    return name is None and is_capital(sentence.tokens.words[last - 1])


def _is_aside(sentence: Sentence, part: Part) -> bool:
    """True for what may stand between a subject and its verb: an age, a place, or words without a figure."""
    words = sentence.tokens.words[part[0] : part[1]]
    opens = sentence.tokens.lower[part[0]] in prepositions(sentence.tables)
    return opens or len(words) == 1 or not any(word[0].isdigit() for word in words)
