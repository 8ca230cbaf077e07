"""PDF files become Markdown: one paragraph a line, each page's words in the order in which a reader reads them.

PDFium (``pip install 'figtag[pdf]'``) tells which letters stand where; :mod:`figtag.read.pages` puts them in order.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from figtag.document import Notice
from figtag.extras import MissingExtraError
from figtag.read import extracted
from figtag.read.errors import UnreadableError
from figtag.read.extracted import Markup
from figtag.read.furniture import part_furniture
from figtag.read.pages import Line, Stretch, read_lines
from figtag.read.printed import markdown
from figtag.read.ruled import THIN, Box, Rules, find_rules, with_tables

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
_URL_BYTES = 4096
_LONGEST_SHOWN, _MOST_SHOWN = 60, 5
"""Characters of a head or foot that its notice shows, and how many of them."""
_DEEPEST_DRAWING = 5
_MOST_DOTS = 500
"""A page with more dots holds a drawing rather than lists."""
_LARGEST_DOT, _SMALLEST_DOT, _BEHIND = 8.0, 0.12, 2.5
"""How large a bullet is at most, in points; at least, in sizes of the letters; how far the text stands behind it."""

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
    pages, furniture = part_furniture(pages)
    text, starts = markdown(pages)
    return text, tuple(_notices(pages, furniture, starts)), starts


# Letters become stretches


def _stretches(document: PdfDocument, page: PdfPage) -> list[Stretch]:
    rules, dots = _drawings(page)
    tables = find_rules(rules)
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
        if _is_ruled(stretches[-1][-1], word, tables):
            stretches.append([word])
        elif gaps[index] < _WIDE or _is_justified(words, gaps, index):
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return with_tables(_with_bullets([_stretch(stretch) for stretch in stretches], dots), tables)


def _drawings(page: PdfPage) -> tuple[list[Box], list[Box]]:
    """The rules of a page, and what is small enough to be a bullet."""
    from pypdfium2 import raw

    rules: list[Box] = []
    dots: list[Box] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST_DRAWING):
        left, bottom, right, top = drawn.get_bounds()
        width, height = right - left, top - bottom
        if max(width, height) < _LARGEST_DOT and min(width, height) > 0.5 * max(width, height):
            dots.append((left, bottom, right, top))
        elif min(width, height) <= THIN:
            rules.append((left, bottom, right, top))
        elif _is_outline(drawn.raw):
            edges = ((left, bottom, left, top), (right, bottom, right, top))
            rules += [*edges, (left, bottom, right, bottom), (left, top, right, top)]
    return rules, dots if len(dots) <= _MOST_DOTS else []


def _is_outline(path: object) -> bool:
    """True for a frame that is drawn and not filled."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(stroke.value) and not fill.value and raw.FPDFPath_CountSegments(path) in (4, 5)


def _is_ruled(before: list[Glyph], word: list[Glyph], tables: list[Rules]) -> bool:
    """True when the rule of a table parts two words."""
    _, _, bottom, right, top, _, _ = before[-1]
    return any(table.parts(right, word[0][1], (bottom + top) / 2) for table in tables)


def _with_bullets(stretches: list[Stretch], dots: list[Box]) -> list[Stretch]:
    """Stretches, those behind a bullet that is drawn marked."""
    for left, bottom, right, top in dots:
        middle = (bottom + top) / 2
        beside = [one for one in stretches if one.left > left and one.bottom < middle < one.top]
        first = min(beside, key=lambda one: one.left, default=None)
        if first is None or first.left - right > _BEHIND * first.size:
            continue
        if _SMALLEST_DOT * first.size < top - bottom < first.size:
            first.bullet, first.left = True, left
    return stretches


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
    text, html, plain = [], [], []
    for url, run in groupby(spaced, key=lambda glyph: glyph[6]):
        shown = "".join(_placed(glyph, size, bottom, top) for glyph in run)
        plain.append(shown)
        text.append(_linked(shown, url, extracted.MARKDOWN))
        html.append(_linked(shown, url, extracted.HTML))
    left, right = min(glyph[1] for glyph in glyphs), max(glyph[3] for glyph in glyphs)
    return Stretch(left, right, bottom, top, size, "".join(text), "".join(plain), "".join(html))


def _linked(shown: str, url: str, markup: Markup) -> str:
    """A text with its link, blanks at its ends left outside."""
    text = markup.escape(shown)
    words = text.strip()
    return text.replace(words, markup.link(words, url)) if url and words else text


def _placed(glyph: Glyph, size: float, bottom: float, top: float) -> str:
    """A letter, or its raised or lowered form when it is smaller and stands higher or lower than its line."""
    sign, _, low, _, high, own, _ = glyph
    if own >= _SMALLER * size or not sign.isdigit():
        return sign
    middle = (low + high) / 2
    return extracted.raised(sign) if middle > (bottom + top) / 2 else extracted.lowered(sign)


def _notices(pages: list[list[Line]], furniture: list[str], starts: tuple[int, ...]) -> Iterator[Notice]:
    if furniture:
        shown = ", ".join(f"“{text[:_LONGEST_SHOWN]}”" for text in furniture[:_MOST_SHOWN])
        more = f" and {len(furniture) - _MOST_SHOWN} more" if len(furniture) > _MOST_SHOWN else ""
        yield Notice("not-read", f"heads and feet of pages are not read: {shown}{more}")
    for number, (lines, start) in enumerate(zip(pages, starts, strict=True), 1):
        if not lines:
            yield Notice(
                "not-read", f"page {number} holds no text; a scanned page needs text recognition", start, start
            )
