"""Sentences with their marks: ``In <date:2024> it sold 400 cars.``"""

from __future__ import annotations

import re

from figtag.document import Block, BlockKind, Piece
from figtag.mentions.roles import find_roles
from figtag.span import Span
from figtag.tables import load_tables
from figtag.tokens import Tokens

_MARK = re.compile(r"<(?P<role>date|name|ordinal|structure|code):(?P<text>[^<>]*)>")


def block_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    """A block that is its own source."""
    whole = Span(0, len(text))
    return Block(0, kind, text, (Piece(whole, whole),), **more)  # type: ignore[arg-type]


def marked(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> str:
    """The text with a mark around every role that is found in it."""
    found = find_roles(block_of(text, kind, **more), Tokens.of(text), load_tables())
    for span, role in reversed(found):
        text = f"{text[: span.start]}<{role.value}:{span.of(text)}>{text[span.end :]}"
    return text


def bare(text: str) -> str:
    """The text without its marks."""
    return _MARK.sub(lambda match: match["text"], text)
