"""PDF files become Markdown: one paragraph a line, each page's words in the order in which a reader reads them.

PDFium (``pip install 'figtag[pdf]'``) tells which letters stand where; :mod:`figtag.read.pages` puts them in order.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from figtag.document import Notice
from figtag.extras import MissingExtraError
from figtag.read import extracted
from figtag.read.errors import UnreadableError
from figtag.read.pages import BULLETS, Line, Passage, Stretch, cells, passages, read_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_WIDE = 1.1
"""A blank of so many sizes of the letters parts two stretches of a line."""
_EQUAL = 0.04
"""Blanks of a line that differ by no more than this share are equal."""
_BESIDE = 0.4
"""Letters of one line overlap in height by this share, at least."""
_WORD = 0.15
"""A blank of so many sizes parts two words, where the file holds no blank."""
_SMALLER = 0.85
"""Letters smaller than this share of those before them are raised or lowered."""
_HEADING = 1.12
"""A passage in letters so many times as large as those of most of the text is a heading."""
_LONGEST_HEADING = 200
_DEEPEST_HEADING = 6
_HYPHENS = ("\x02", "\ufffe", "\u00ad")
"""What PDFium gives for a hyphen at the end of a line, and a soft one."""
_NUMBERS = re.compile(r"\d+")
_ITEM = re.compile(rf"[{re.escape(BULLETS)}]\s*")
_URL_BYTES = 4096

Glyph = tuple[str, float, float, float, float, float, str]
"""A letter, its left, bottom, right and top, its size, and the address of its link or an empty text."""


def extract_pdf(data: bytes) -> tuple[str, tuple[Notice, ...], tuple[int, ...]]:
    """The text of a PDF file as Markdown, what of it was not read, and the offsets at which its pages begin.

    Raises :class:`UnreadableError` for a damaged or encrypted file and for one that holds pictures alone,
    :class:`figtag.extras.MissingExtraError` when pypdfium2 is not installed.
    """
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise MissingExtraError("reading .pdf files", "pdf") from error
    try:
        document = PdfDocument(data)
        pages = [read_lines(_stretches(document, document[number])) for number in range(len(document))]
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("an encrypted PDF; save it without a password") from error
        raise UnreadableError(f"a damaged PDF: {error}") from error
    if not any(pages):
        raise UnreadableError("this PDF holds no text, only pictures; run it through text recognition (OCR) first")
    furniture = _furniture(pages)
    pages = [[line for line in lines if _key(line) not in furniture] for lines in pages]
    text, starts = _markdown(pages)
    return text, tuple(_notices(pages, furniture, starts)), starts


# Letters become stretches


def _stretches(document: PdfDocument, page: PdfPage) -> list[Stretch]:
    words: list[list[Glyph]] = []
    apart = True
    for glyph in _glyphs(document, page):
        if glyph[0] == " ":
            apart = True
        elif words and not apart and _gap(words[-1], glyph) < _WORD:
            words[-1].append(glyph)
        else:
            words.append([glyph])
            apart = False
    gaps = [_gap(word, after[0]) for word, after in pairwise(words)]
    stretches = [words[:1]] if words else []
    for index, word in enumerate(words[1:]):
        if gaps[index] < _WIDE or _is_justified(words, gaps, index):
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return [_stretch(stretch) for stretch in stretches]


def _gap(word: list[Glyph], glyph: Glyph) -> float:
    """The blank between a word and a letter right of it, in sizes of the letters; endless when it stands elsewhere."""
    _, _, low, right, high, before, _ = word[-1]
    _, left, bottom, _, top, size, _ = glyph
    overlap = min(high, top) - max(low, bottom)
    gap = (left - right) / max(before, size)
    return gap if overlap > _BESIDE * min(before, size) and gap > -1 else math.inf


def _is_justified(words: list[list[Glyph]], gaps: list[float], index: int) -> bool:
    """True for a wide blank in a line that was stretched to fill its column.

    All blanks of such a line are equal, and no smaller one stands beside them.
    """
    first = last = index
    while first and _is_equal(gaps[first - 1], gaps[index]):
        first -= 1
    while last + 1 < len(gaps) and _is_equal(gaps[last + 1], gaps[index]):
        last += 1
    beside = [gaps[at] for at in (first - 1, last + 1) if 0 <= at < len(gaps)]
    if first == last or any(gap < gaps[index] for gap in beside):
        return False
    return all(any(glyph[0].isalpha() for glyph in word) for word in words[first : last + 2])


def _is_equal(gap: float, other: float) -> bool:
    return other < math.inf and abs(gap - other) <= _EQUAL * other


def _glyphs(document: PdfDocument, page: PdfPage) -> Iterator[Glyph]:
    from pypdfium2 import raw

    links = list(_links(document, page))
    text = page.get_textpage()
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        if sign in "\r\n\x00":
            continue
        if sign.isspace():
            sign = " "
        left, bottom, right, top = text.get_charbox(index, loose=True)
        middle = (left + right) / 2, (bottom + top) / 2
        url = next((url for box, url in links if _holds(box, *middle)), "")
        yield sign, left, bottom, right, top, top - bottom, url


def _links(document: PdfDocument, page: PdfPage) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """The boxes of the links of a page that lead out of the file, with their addresses."""
    from pypdfium2 import raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        box, buffer = raw.FS_RECTF(), ctypes.create_string_buffer(_URL_BYTES)
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, buffer, _URL_BYTES) if action else 0
        if 1 < size <= _URL_BYTES and raw.FPDFLink_GetAnnotRect(link, box):
            yield (box.left, box.bottom, box.right, box.top), buffer.value.decode("utf-8", "replace")


def _holds(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left <= x <= right and bottom <= y <= top


def _stretch(words: list[list[Glyph]]) -> Stretch:
    glyphs = [glyph for word in words for glyph in word]
    size = max(glyph[5] for glyph in glyphs)
    base = [glyph for glyph in glyphs if glyph[5] >= _SMALLER * size]
    bottom, top = min(glyph[2] for glyph in base), max(glyph[4] for glyph in base)
    spaced = [glyph for word in words for glyph in (*word, (" ", *word[-1][1:]))][:-1]
    text, plain = [], []
    for url, run in groupby(spaced, key=lambda glyph: glyph[6]):
        shown = "".join(_placed(glyph, size, bottom, top) for glyph in run)
        plain.append(shown)
        text.append(_linked(extracted.escape(shown), url))
    left, right = min(glyph[1] for glyph in glyphs), max(glyph[3] for glyph in glyphs)
    return Stretch(left, right, bottom, top, size, "".join(text), "".join(plain))


def _linked(text: str, url: str) -> str:
    """A text with its link, blanks at its ends left outside."""
    words = text.strip()
    return text.replace(words, extracted.link(words, url)) if url and words else text


def _placed(glyph: Glyph, size: float, bottom: float, top: float) -> str:
    """A letter, or its raised or lowered form when it is smaller and stands higher or lower than its line."""
    sign, _, low, _, high, own, _ = glyph
    if own >= _SMALLER * size or not sign.isdigit():
        return sign
    middle = (low + high) / 2
    return extracted.raised(sign) if middle > (bottom + top) / 2 else extracted.lowered(sign)


# Pages become text


def _furniture(pages: list[list[Line]]) -> frozenset[str]:
    """Heads and feet that most pages share, numbers apart."""
    ends = Counter(key for lines in pages for key in {_key(line) for line in (*lines[:2], *lines[-2:])})
    return frozenset(key for key, count in ends.items() if count > 1 and count * 2 > len(pages))


def _key(line: Line) -> str:
    return _NUMBERS.sub("0", line.plain)


def _markdown(pages: list[list[Line]]) -> tuple[str, tuple[int, ...]]:
    sizes = Counter[float]()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size, 1)] += len(line.plain)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size >= _HEADING * body), reverse=True)
    levels = {size: min(level, _DEEPEST_HEADING) for level, size in enumerate(larger, 1)}
    text, starts = "", []
    for lines in pages:
        blocks = [_block(passage, levels) for passage in passages(lines)]
        goes_on = bool(text and blocks and _is_open(text) and blocks[0][:1].islower())
        if goes_on:
            text = _joined(text, "")
        elif text:
            text += "\n\n"
        starts.append(len(text))
        text += "\n\n".join(block for block in blocks if block)
    return text.rstrip() + "\n", tuple(starts)


def _is_open(text: str) -> bool:
    last = text.rpartition("\n")[2]
    return last[:1] not in ("#", "|", "-") and last[-1:] not in ".!?:"


def _block(passage: Passage, levels: dict[float, int]) -> str:
    """A passage as Markdown."""
    if passage.is_table:
        return extracted.table(cells(passage))
    text = ""
    for line in passage.lines:
        text = _joined(text, " ".join(part.text for part in line.parts))
    level = levels.get(round(passage.size, 1), 0)
    if level and len(text) <= _LONGEST_HEADING:
        return f"{'#' * level} {text}"
    item = _ITEM.match(text)
    return f"- {text[item.end() :]}" if item else extracted.paragraph(text)


def _joined(text: str, after: str) -> str:
    """Two lines as one text; a word that a hyphen cuts at the end of the first is whole again."""
    if text.endswith(_HYPHENS):
        return text[:-1] + after
    if text.endswith("-") and text[-2:-1].isalpha() and (after[:1].islower() or not after):
        return text[:-1] + after
    return f"{text} {after}" if text else after


def _notices(pages: list[list[Line]], furniture: Iterable[str], starts: tuple[int, ...]) -> Iterator[Notice]:
    if furniture:
        yield Notice("not-read", "heads and feet that the pages share are not read")
    for number, (lines, start) in enumerate(zip(pages, starts, strict=True), 1):
        if not lines:
            yield Notice(
                "not-read", f"page {number} holds no text; a scanned page needs text recognition", start, start
            )
