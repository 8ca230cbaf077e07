"""One article of a corpus: where it stands, when it is from, and the rows of its figures."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import figtag
from figtag import document as inner
from figtag.auditor import examine, examine_margin
from figtag.document import Format
from figtag.evidence import Finding
from figtag.labels import Role
from figtag.margins import in_reading_order
from figtag.patterns import lazy_re
from figtag.read import format_of, read
from figtag.records import Audit, Mention, Notice, plain, record
from figtag.tables import load_tables

_ISO_DATE = lazy_re(r"\s*(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?![\d-])|\s*(\d{4})(\d\d)(\d\d)(?!\d)")

LONGEST = 500
"""Characters of a sentence that are kept; pages of bare numbers would grow a hundredfold by their endless ones."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it came."""

    name: str
    """Its id, else its path."""
    content: str | bytes
    """Its text, or the bytes of its file."""
    url: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that cannot be had, or not audited."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Manner:
    """How articles are audited."""

    format: str | None = None
    """What they are read as; told from the text, of files first from the name, when None."""
    all: bool = False
    """Minor figures and numbers that are no figures too."""


def site_of(url: str | None) -> str | None:
    """The host of an address, in lower case and without ``www.``.

    >>> site_of("https://www.News.example:8080/a?b"), site_of("a.txt"), site_of(None)
    ('news.example', None, None)
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def is_address(name: str) -> bool:
    """Whether an id is the address of a page.

    >>> is_address("https://news.example/a"), is_address("a-17")
    (True, False)
    """
    return name.startswith(("https://", "http://"))


def parse_date(text: str) -> datetime.date | None:
    """The day of a written date: ISO 8601, also without day, month or hyphens, or as mails and feeds write it.

    A month stands for its first day, a year for the first of January; None for anything else.

    >>> [str(parse_date(text)) for text in ("2024-03-05T10:00:00+01:00", "2024-03", "20240305", "5 March")]
    ['2024-03-05', '2024-03-01', '2024-03-05', 'None']
    >>> str(parse_date("Tue, 05 Mar 2024 10:00:00 GMT"))
    '2024-03-05'
    """
    match = _ISO_DATE.match(text)
    try:
        if match is None:
            return parsedate_to_datetime(text).date()
        year, month, day = (int(part or 1) for part in (match.groups()[:3] if match[1] else match.groups()[3:]))
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def article_of(name: str, content: str | bytes, url: Any = None, day: Any = None) -> Article:
    """An article with what its row says of it; an address that is not given is the name when that is one."""
    address = str(url) if url is not None else name if is_address(name) else None
    if isinstance(day, datetime.datetime):
        day = day.date()
    elif day is not None and not isinstance(day, datetime.date):
        day = parse_date(str(day))
    return Article(name, content, address, day)


def figure_rows(article: Article, manner: Manner) -> Iterator[tuple[Any, ...]]:
    """The values of each row of an article, in the order of :data:`figtag.corpus.schema.COLUMNS`.

    Raises what :func:`figtag.audit_bytes` raises.
    """
    content = article.content
    data = content.encode() if isinstance(content, str) else content
    format = manner.format
    if format is None and isinstance(content, str):
        format = format_of("", content)  # an id may end as the name of a file does
    tables = load_tables()
    document = read(data, article.name, tables, None if format is None else Format(format))
    findings, beside = examine(document, tables), examine_margin(document, tables)
    audit = record(article.name, sha256(data).hexdigest(), document, findings, beside)
    head = (article.name, article.url, site_of(article.url), article.date, document.format.value, audit.document.sha256)
    notices = _Notices(audit)
    for mention, (finding, within) in zip(audit.mentions, in_reading_order(document, findings, beside), strict=True):
        if manner.all or (mention.role is Role.FIGURE and not mention.minor):
            page = audit.document.page(mention.start)
            yield (
                *head,
                page,
                *_values(mention),
                _sentence(finding, within),
                notices.of(mention),
                figtag.__version__,
            )


def _values(mention: Mention) -> tuple[Any, ...]:
    """What a mention says, from ``start`` to ``evidence``."""
    low, high, source, deciding = mention.low, mention.high, mention.source, mention.deciding
    return (
        mention.start,
        mention.end,
        mention.line,
        mention.column,
        mention.text,
        mention.shown,
        mention.role.value,
        mention.minor,
        None if low is None or low != high else float(low),
        None if low is None else float(low),
        None if high is None else float(high),
        _exact(low),
        _exact(high),
        mention.approximate,
        None if mention.change is None else mention.change.value,
        mention.unit,
        mention.unit_text,
        mention.counted,
        mention.property,
        mention.subject,
        None if mention.label is None else mention.label.value,
        None if mention.modality is None else mention.modality.value,
        None if source is None else source.kind.value,
        None if source is None else source.name,
        None if source is None else source.url,
        None if deciding is None else deciding.shown,
        [(one.kind.value, one.text, one.shown, one.start, one.end, one.rule, one.path) for one in mention.evidence],
    )


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


def _sentence(finding: Finding, document: inner.Document) -> str:
    """The sentence that a mention begins in, up to its end at least; of a long one what stands around the mention."""
    span, block = finding.mention.span, finding.mention.block
    sentences = document.sentences(block)
    here = sentences[max(bisect_right(sentences, span.start, key=lambda one: one.start) - 1, 0)]
    text, start, end = document.blocks[block].text, here.start, max(here.end, span.end)
    if end - start <= LONGEST:
        return text[start:end]
    return around(text[start:end], span.start - start, span.end - start)


def around(text: str, start: int, end: int) -> str:
    """About :data:`LONGEST` characters of a text around a part of it, cut at blanks.

    >>> around("a " * 300 + "long line of 400 numbers" + " z" * 300, 600, 624)[230:-230]
    'a a a a long line of 400 numbers z z z z'
    """
    side = max(LONGEST - (end - start), 0) // 2
    before, after = text[max(start - side, 0) : start], text[end : end + side]
    if start > side:
        before = "…" + before[before.find(" ") :]
    if end + side < len(text):
        after = after[: after.rfind(" ") + 1] + "…"
    return before + text[start:end] + after


class _Notices:
    """The notices of an article, found by the figure that they concern."""

    def __init__(self, audit: Audit) -> None:
        self._everywhere: list[tuple[Any, ...]] = []
        self._here: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
        for one in audit.notices:
            if one.end - one.start in (0, len(audit.document.text)):
                self._everywhere.append(_notice(one))
            else:
                self._here.setdefault((one.start, one.end), []).append(_notice(one))

    def of(self, mention: Mention) -> list[tuple[Any, ...]]:
        """The notices of the whole article, then those of the mention."""
        return self._everywhere + self._here.get((mention.start, mention.end), [])


def _notice(one: Notice) -> tuple[Any, ...]:
    return one.code, one.message, one.start, one.end, list(one.readings)
