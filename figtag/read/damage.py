"""Damaged encodings: UTF-8 that was read as Thai (cp874) or as Western European (cp1252, latin-1).

Such runs are met, not repaired: what they stood for cannot be known for sure, and a digit in one of them is no digit.
"""

from __future__ import annotations

import re

from figtag.document import Notice
from figtag.patterns import lazy_re

FILLER = "\u00a0"
"""What stands for a damaged character: a blank, but to no reader an indentation."""

_THAI = "\u0e00-\u0e7f"
_LOST = "\u0080-\u00a0\u2018-\u201d\u2013\u2014\u2022\u2026\u20ac"
"""What the bytes from 0x80 to 0xA0 look like in cp874, or in a program that lets them through."""
_THAI_RUN = lazy_re(f"[{_THAI}][{_THAI}{_LOST}]*")
_TAIL_BYTES = f"[\u0e01-\u0e1f{_LOST}]"
# A first byte of a sequence of three or four bytes, then what is left of the others: some are lost on the way.
_THAI_DAMAGE = lazy_re(
    f"(?:[\u0e40\u0e42-\u0e4f]{_TAIL_BYTES}{{0,2}}|\u0e50{_TAIL_BYTES}{{0,3}}|\u0e41[\u0e18-\u0e1b]{_TAIL_BYTES})+"
)
_THAI_LETTER = lazy_re(f"[{_THAI}]")
_LETTER = lazy_re(r"[^\W\d_]")
_THAI_SHARE = 0.2
"""A text with so many Thai letters that cannot come from damage is Thai."""

# What a byte from 0x80 to 0xBF looks like in cp1252 or latin-1.
_TAIL = "".join(
    sorted({bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)} | set(map(chr, range(0x80, 0xC0))))
)
_TAIL_CLASS = f"[{re.escape(_TAIL)}]"
_SUSPECT = lazy_re(f"[\u00c2-\u00f4][{re.escape(_TAIL)}]")
# The first bytes of what is most often damaged: accents, quotation marks and dashes, emojis.
_WEST_RUN = lazy_re(f"[\u00c2\u00c3\u00e2\u00ef\u00f0]{_TAIL_CLASS}{{1,3}}|(?<!\\w)\u00c2(?= )")
# Other scripts come in words: a single such sequence is more likely a letter before a sign.
_WEST_WORD = lazy_re(f"(?:[\u00c4-\u00df]{_TAIL_CLASS}|[\u00e0-\u00ef]{_TAIL_CLASS}{{2}}){{3,}}")


def mask_damage(source: str) -> tuple[str, tuple[Notice, ...]]:
    """The source with a filler for each damaged character, of the same length, and a notice that counts the runs.

    >>> mask_damage("Price \u0e42\u0e02 $5")[0]
    'Price \\xa0\\xa0 $5'
    >>> mask_damage("\u0e23\u0e32\u0e04\u0e32 \u0e55\u0e50 \u0e1a\u0e32\u0e17")[1]
    ()
    """
    if source.isascii():
        return source, ()
    spans = _thai_spans(source) + _west_spans(source)
    if not spans:
        return source, ()
    spans.sort()
    parts = []
    at = 0
    for start, end in spans:
        if start < at:
            continue
        parts.append(source[at:start])
        parts.append(FILLER * (end - start))
        at = end
    parts.append(source[at:])
    first = spans[0]
    runs = "run" if len(spans) == 1 else "runs"
    notice = Notice(
        "damaged-encoding",
        f"{len(spans)} {runs} of characters from a wrong decoding, read as blanks; digits in them are ignored",
        *first,
    )
    return "".join(parts), (notice,)


def _thai_spans(source: str) -> list[tuple[int, int]]:
    if _THAI_LETTER.search(source) is None:
        return []
    damaged = []
    genuine = 0
    for run in _THAI_RUN.finditer(source):
        if _THAI_DAMAGE.fullmatch(run.group()) is not None:
            damaged.append(run.span())
        else:
            genuine += run.end() - run.start()
    if genuine > _THAI_SHARE * len(_LETTER.findall(source)):
        return []
    return damaged


def _west_spans(source: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    if "\u00c2 " not in source and _SUSPECT.search(source) is None:
        return spans
    for run in _WEST_WORD.finditer(source):
        try:
            _bytes_of(run.group()).decode("utf-8")
        except UnicodeError:
            continue
        spans.append(run.span())
    for run in _WEST_RUN.finditer(source):
        written = run.group()
        if len(written) == 1:
            spans.append(run.span())  # a no-break space, since made plain
            continue
        size = _sequence_size(written[0])
        start, end = run.start(), run.start() + min(size, len(written))
        # A cut-off quotation mark lacks its last byte, which is no character of cp1252.
        if len(written) < size and not (size == 3 and len(written) == 2):
            continue
        if len(written) >= size:
            try:
                _bytes_of(written[:size]).decode("utf-8")
            except UnicodeError:
                continue
        elif written[0] != "\u00e2" or written[1] != "\u20ac":
            continue
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _sequence_size(lead: str) -> int:
    """How many bytes the sequence takes that a character is the first byte of."""
    return 2 if lead < "\u00e0" else 3 if lead < "\u00f0" else 4


def _bytes_of(text: str) -> bytes:
    return b"".join(_byte_of(character) for character in text)


def _byte_of(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
