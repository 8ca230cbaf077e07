"""Files become documents: bytes are decoded, markup is read, and no later floor sees either."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath

from msgspec import structs

from figtag.document import Document, Format, Margin, Notice
from figtag.patterns import lazy_re
from figtag.read.build import Builder
from figtag.read.damage import mask_damage
from figtag.read.decode import decode
from figtag.read.errors import UnreadableError
from figtag.read.notes import find_marks_and_notes
from figtag.sentences import SentenceRules
from figtag.tables import Tables

__all__ = ["SUFFIXES", "UnreadableError", "format_of", "read", "read_text"]

SUFFIXES = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".docx": Format.DOCX,
    ".pdf": Format.PDF,
}
"""The suffixes of the files that figtag reads."""

_SAMPLE = 20_000
_HTML = lazy_re(
    r"\s*+(?:<!--.{0,2000}?-->\s*+)?<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = lazy_re(
    r"^(?:\#{1,6}[ ]\S|```|~~~|[ ]{0,3}\[\^?[^\[\]\n]{1,80}\]:[ ])|\]\((?:https?:|\#|/)|\*\*\S[^*\n]{0,200}\*\*",
    re.MULTILINE,
)
_FRONT_MATTER = lazy_re(r"---[ \t]*\r?\n(?:[\w-]+:|\s|#|-)")


def format_of(name: str, source: str = "") -> Format:
    """The form of an article: from the suffix of its name, else from its text.

    >>> format_of("a.MD"), format_of("-", "<!doctype html><p>5"), format_of("-", "Cost: $5")
    (<Format.MARKDOWN: 'markdown'>, <Format.HTML: 'html'>, <Format.TEXT: 'text'>)
    """
    known = SUFFIXES.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    sample = source[:_SAMPLE]
    if _HTML.match(sample) is not None:
        return Format.HTML
    if _FRONT_MATTER.match(sample) is not None or _MARKDOWN.search(sample) is not None:
        return Format.MARKDOWN
    return Format.TEXT


def read(data: bytes, name: str, tables: Tables, format: Format | None = None) -> Document:
    """The document in the bytes of a file; its form, unless given, is told from its name, else from its text.

    Raises UnreadableError for bytes that are no text, and figtag.extras.MissingExtraError for a file that only an extra
    can read.
    """
    known = format_of(name) if format is None else format
    if known is Format.DOCX:
        from figtag.read.docx import extract_docx

        return _read(*extract_docx(data), known, tables)
    if known is Format.PDF:
        from figtag.read.pdf import extract_pdf

        source, notices, pages = extract_pdf(data)
        return structs.replace(_read(source, notices, known, tables), pages=pages)
    source, notices = decode(data)
    return _read(source, notices, format_of(name, source) if format is None else format, tables)


def read_text(source: str, format: Format, tables: Tables) -> Document:
    """The document in a text.

    Raises ValueError for a lone surrogate, which stands for no character.
    """
    if not source.isascii():
        try:
            source.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ValueError(f"the text has a lone surrogate at {error.start}, which stands for no character") from None
    return _read(source, (), format, tables)


def _read(source: str, notices: tuple[Notice, ...], format: Format, tables: Tables) -> Document:
    masked, damage = mask_damage(source)
    notices += damage
    rules = sentence_rules(tables)
    if format is Format.HTML:
        return _read_html(source, masked, notices, rules, tables)
    builder = Builder(masked)
    if format is not Format.TEXT:
        from figtag.read.markdown import read_markdown

        read_markdown(builder, source)
    else:
        from figtag.read.plain import read_plain

        read_plain(builder, source)
    find_marks_and_notes(builder)
    return Document(source, format, builder.finish(), notices, rules)


def _read_html(source: str, masked: str, notices: tuple[Notice, ...], rules: SentenceRules, tables: Tables) -> Document:
    from figtag.read.webpage import read_page

    page = read_page(masked, tables)
    margin = None
    if page.margin.drafts:
        find_marks_and_notes(page.margin)
        margin = Margin(page.regions, Document(source, Format.HTML, page.margin.finish(), (), rules))
    find_marks_and_notes(page.article)
    return Document(source, Format.HTML, page.article.finish(), notices + page.notices, rules, margin=margin)


@cache
def sentence_rules(tables: Tables) -> SentenceRules:
    """What the tables say of where sentences end."""
    return SentenceRules.of(tables.words.get("abbreviation", ()), tables.words.get("sentence-opener", ()))
