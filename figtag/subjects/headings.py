"""The thing that a heading or lead-in above a list or table names."""

from __future__ import annotations

from figtag.document import Block, BlockKind
from figtag.span import Span
from figtag.subjects.context import Context
from figtag.unreal import Place
from figtag.word_classes import NOUN

_LONGEST_HEADING = 6
_HIGHEST = 4
"""Headings above a list or table that are asked for the thing that it is about."""


def thing_above(context: Context, block: Block) -> tuple[str, Place] | None:
    """The item or heading that a list or table hangs on, when it names a thing."""
    blocks = context.document.blocks
    lead = [] if block.lead is None else [block.lead]
    for index in (*lead, *context.document.headings(block.index)[:_HIGHEST]):
        if index not in context.heading_of:
            context.heading_of[index] = _named(context, blocks[index])
        if context.heading_of[index] is not None:
            return context.heading_of[index]
    return None


def _named(context: Context, head: Block) -> tuple[str, Place] | None:
    """The name in a short heading; None when it names a part of the article."""
    text = head.text.rstrip(": ")
    if head.kind is BlockKind.PARAGRAPH and len(text.split()) > _LONGEST_HEADING:
        return None
    if not text or len(text) > 80 or text.endswith(("?", ".", "!")):
        return None
    start = 0
    while start < len(text) and not text[start].isalpha():
        # "2. Starter Tier" is numbered; "5G rollout" is not.
        if text[start].isdigit() and text[start + 1 : start + 2].isalpha():
            break
        start += 1
    cut = min((at for at in (text.find(sign, start) for sign in "([:|") if at > start), default=len(text))
    name = text[start:cut].rstrip()
    small = next((at for at, word in enumerate(name.split()) if word[0].islower() and word[1:].islower()), 0)
    if small and name.split()[-1].lower() not in context.words.generic["entity"]:
        # "Acme disruption" is about Acme.
        name = " ".join(name.split()[:small])
    words = name.lower().split()
    if not words or len(words) > _LONGEST_HEADING or not (name[0].isupper() or name[0].isdigit()):
        return None
    classes = context.grammar.classes
    if not _is_name(context, name) or any(classes.get(word, NOUN) != NOUN for word in words):
        return None
    if context.words.generic["heading"].intersection(words) or context.has_measure(name):
        # "GPT-4 Pricing" is about GPT-4; "Market Size" names nothing.
        name = name.split()[0]
        if not (any(sign.isdecimal() for sign in name) and name[0].isalpha()):
            return None
    return name, Place(head.index, Span(start, start + len(name)))


def _is_name(context: Context, name: str) -> bool:
    """True for "GPT-5", "OpenAI" and "Starter Tier"; "Major Challenges" may be anything."""
    words = name.split()
    if words[-1].lower() in context.words.generic["entity"]:
        return True
    if name.isupper() and len(words) > 1:
        return False
    return any(sum(map(str.isupper, word)) > 1 or _is_version(word) for word in words)


def _is_version(word: str) -> bool:
    return any(sign.isdecimal() for sign in word) and not (word.isdecimal() and len(word) == 4)
