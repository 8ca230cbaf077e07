"""Which sign a document writes its decimals with: where it is the comma, ``1.234`` is more than a thousand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from figtag.document import Document
from figtag.labels import Role
from figtag.mentions.mention import Mention, Other, Remark
from figtag.mentions.numerals import times
from figtag.mentions.readings import AMBIGUOUS
from figtag.patterns import lazy_regex

_THOUSAND = Decimal(1000)
# 12,5   1.234,56
_COMMA = lazy_regex(r"(?<![\d,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d,])")
# 12.5   0.25   but not 1.234
_POINT = lazy_regex(r"(?<![\d.])\d+\.(?:\d{1,2}|\d{4,})(?![\d.])|(?<![\d.])0\.\d")
# 1.234
_GROUP = lazy_regex(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")


def read_decimals(document: Document, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, with ``1.234`` read as a thousand and more where the document writes decimals with commas only.

    The plain reading stays possible, and the first such figure says so.
    """
    blocks = document.blocks
    groups = [
        at
        for at, one in enumerate(mentions)
        if one.low is not None
        and "." in (text := one.span.of(blocks[one.block].text))
        and _GROUP.search(text)
        and _is_point(one)
    ]
    if not groups:
        return mentions
    texts = [(at, one.span.of(blocks[one.block].text)) for at, one in enumerate(mentions) if _is_point(one)]
    if not _writes_commas(texts, mentions):
        return mentions
    result = list(mentions)
    for at in groups:
        mention = mentions[at]
        assert mention.low is not None
        value = times(mention.low, _THOUSAND)
        plain = Other(mention.low, mention.high, mention.unit)
        result[at] = replace(mention, low=value, high=value, could_be=(*mention.could_be, plain))
    first = result[groups[0]]
    text = first.span.of(document.blocks[first.block].text)
    said = (
        f"the point of “{text}” is read as parting thousands, as the text has decimal commas; a decimal is possible too"
    )
    result[groups[0]] = replace(first, notices=(*first.notices, Remark(AMBIGUOUS, said, ("1e3", "1"))))
    return result


def _is_point(mention: Mention) -> bool:
    return mention.role is Role.FIGURE and mention.low is not None and mention.low == mention.high


def _writes_commas(texts: list[tuple[int, str]], mentions: Sequence[Mention]) -> bool:
    """True when a figure was read with a decimal comma, and none is written with a decimal point."""
    if any("." in text and _POINT.search(text) for _, text in texts):
        return False
    for at, text in texts:
        value = mentions[at].low
        if "," in text and value is not None and value % 1 and _COMMA.search(text):
            return True
    return False
