"""The small phrases inside units (``per``, ``square``, ``a``): where one begins in a text, and where it ends."""

from __future__ import annotations

from figtag.mentions.unit_forms import Index, token_at

JOINTS = " -‐‑"
"""Signs that may stand between two words of a unit."""
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
"""The digits of powers, in their order."""


def phrase_at(text: str, pos: int, index: Index, part: str) -> tuple[int, str] | None:
    """The longest phrase of a part of the grammar at ``pos``, ending at a word's end: its end and what it says."""
    token = token_at(text, pos)
    return longest_phrase(text, pos, token, index.grammar.get(part, {})) if token else None


def longest_phrase(
    text: str, pos: int, token: str, phrases: dict[str, list[tuple[tuple[str, ...], str]]]
) -> tuple[int, str] | None:
    """The longest of some phrases that begins with the token at ``pos``."""
    for words, value in phrases.get(token.lower(), ()):
        end = phrase_end(text, pos + len(token), words)
        if end and ends_word(text, end):
            return end, value
    return None


def phrase_end(text: str, end: int, words: tuple[str, ...]) -> int:
    """Where a phrase ends whose first word ended at ``end``; 0 when the text goes on otherwise."""
    for word in words[1:]:
        if end < len(text) and text[end] in JOINTS:
            end = past_joint(text, end)
        start, end = end, end + len(word)
        if text[start:end].lower() != word:
            return 0
    return end


def past_joint(text: str, pos: int) -> int:
    """Past one blank or hyphen, or a hyphen between blanks as tokenised texts have it."""
    if pos >= len(text) or text[pos] not in JOINTS:
        return pos
    return pos + 3 if text.startswith(" - ", pos) else pos + 1


def ends_word(text: str, end: int) -> bool:
    """True when a word or sign that ends at ``end`` is not cut out of a longer word."""
    if end >= len(text):
        return True
    after = text[end]
    if not (after.isalnum() or after == "_") or after in SUPERSCRIPTS:
        return True
    return not text[end - 1].isalnum()
