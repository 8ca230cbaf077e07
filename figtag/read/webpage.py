"""Web pages: the article of a page, and apart from it what the page shows beside its article."""

from __future__ import annotations

from dataclasses import dataclass

from figtag.document import Notice, Region
from figtag.read.build import Builder
from figtag.read.html import HtmlReader
from figtag.read.regions import find_regions
from figtag.tables import Tables

KEPT = "kept-whole"
"""The code of the notices that say what the rule would have left out."""


@dataclass(slots=True)
class Page:
    """A page that was read."""

    article: Builder
    margin: Builder
    """The blocks of its regions; empty where it has none."""
    regions: tuple[Region, ...] = ()
    """The regions in which something can be seen."""
    notices: tuple[Notice, ...] = ()


def read_page(source: str, tables: Tables) -> Page:
    """Read a page or a fragment of one.

    It is kept whole, with a notice, where its article would be left without a digit, or where it does not show its
    article and less text would be kept than left out; text in links does not count.
    """
    found = find_regions(source, tables)
    page = _read(source, found.regions)
    page.notices = tuple(
        Notice(KEPT, f"{one.kind} holds most of the text and is read as the article", one.start, one.end)
        for one in found.too_large
    )
    if not page.regions:
        return page
    if _has_digit(page.margin) and not _has_digit(page.article):
        lack = "no number"
    elif not found.shows_article and _running_text(page.article) < _running_text(page.margin):
        lack = "the smaller part of its text"
    else:
        return page
    whole = _read(source, ())
    kinds = ", ".join(dict.fromkeys(region.kind for region in page.regions))
    message = f"read whole, with what looks like {kinds}: the article would be left with {lack}"
    whole.notices = (Notice(KEPT, message, 0, len(source)),)
    return whole


def _read(source: str, regions: tuple[Region, ...]) -> Page:
    page = Page(Builder(source), Builder(source))
    reader = HtmlReader(page.article)
    shown = []
    at = 0
    for region in regions:
        reader.feed(at, region.start)
        reader.flush()
        before = len(page.margin.drafts)
        beside = HtmlReader(page.margin)
        beside.feed(region.start, region.end)
        beside.close()
        page.margin.leave_sections()
        if len(page.margin.drafts) > before:
            shown.append(region)
        at = region.end
    reader.feed(at, len(source))
    reader.close()
    page.regions = tuple(shown)
    return page


def _has_digit(builder: Builder) -> bool:
    return any(sign.isdigit() for draft in builder.drafts for sign in draft.text)


def _running_text(builder: Builder) -> int:
    linked = sum(link.span.end - link.span.start for draft in builder.drafts for link in draft.links)
    return sum(len(draft.text) for draft in builder.drafts) - linked
