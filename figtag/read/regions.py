"""The regions of a web page that are not its article: found by one rule, from the page's own marks.

The page shows its article by the one ``main`` that it has, else by its one outermost ``article``, if that holds at
least half of what is no furniture. Left out are

1. anywhere: elements for navigation, search and dialogs, and those whose class, id or label says in known words what
   they are (rows of ``regions.toml``; words that name content too count only where most of the text is links);
2. outside the article that the page shows: everything;
3. where the page shows none: page headers, page footers and asides, where most of their text is links.

Kept are the title of the page, its first main heading where no other would be left, and the notes that marks of the
article lead to. An element without its end tag is no region, nor is one with more than half of the page's text, unless
it stands in an article or the main content, or beside one that has the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from msgspec import Struct

from figtag.document import Region
from figtag.patterns import lazy_re
from figtag.read.tags import Tag, attributes, read_tag, skip_declaration, value
from figtag.read.unseen import Unseen
from figtag.tables import Tables

OUTSIDE = "outside the article"
_FORM, _HEADER, _FOOTER, _ASIDE = "form", "page header", "page footer", "sidebar"
# The vocabulary of HTML and ARIA.
_ELEMENTS = {
    "nav": "navigation",
    "search": "search",
    "dialog": "dialog",
    "header": _HEADER,
    "footer": _FOOTER,
    "aside": _ASIDE,
    "form": _FORM,
}
_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "doc-toc": "navigation",
    "search": "search",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "banner": _HEADER,
    "contentinfo": _FOOTER,
    "complementary": _ASIDE,
    "form": _FORM,
}
_OF_PAGE = frozenset({_FORM, _HEADER, _FOOTER, _ASIDE})
"""What may also be part of an article."""
_CONTAINERS = frozenset(
    {
        "article",
        "aside",
        "details",
        "dialog",
        "div",
        "fieldset",
        "footer",
        "form",
        "h1",
        "header",
        "main",
        "nav",
        "ol",
        "search",
        "section",
        "table",
        "title",
        "ul",
    }
)
"""Elements that the survey follows."""
_NAMED = _CONTAINERS - {"article", "details", "h1", "main", "title"}
"""Elements that may be left out."""
_SHOWS = lazy_re(r"<(?:nav|search|dialog|header|footer|aside|main|article)\b|\s(?:role|class|id|aria-)", re.IGNORECASE)
"""What a source must hold to have a region."""
_PART = lazy_re(r"[^\W_]+")
_WORD = lazy_re(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|[^\W_a-zA-Z]+")
"""A word in the part of a name: ``shareBar`` has two, single letters are none."""
_MARK = lazy_re(r"[\[(]?(?:\d{1,3}|[*†‡§¶⁰¹²³⁴-⁹]{1,3}|[a-z])[\])]?")
_LAYOUT = "layout"
_MOSTLY_LINKS = " if links"
_FEW_LINKS = 3
_LONGEST_PHRASE = 3


@dataclass(slots=True)
class _Element:
    """An element of the page: what it is, and the amounts of its text."""

    name: str
    start: int
    kind: str | None = None
    """What it is when it is no part of the article."""
    mostly_links: bool = False
    """True where it is that only if most of its text is links."""
    is_main: bool = False
    is_article: bool = False
    is_inside: bool = False
    """True in an element that says that it is the article or the main content."""
    end: int = 0
    """Where it ends; 0 without an end tag."""
    text: int = 0
    """Signs of its text, blanks left out; while it is open, those before it."""
    linked: int = 0
    links: int = 0

    @property
    def is_list_of_links(self) -> bool:
        """True when at least three links hold at least half of its text."""
        return self.links >= _FEW_LINKS and 2 * self.linked >= self.text

    def holds(self, offset: int) -> bool:
        """True when an offset of the source stands in it."""
        return self.start <= offset < self.end


@dataclass(slots=True)
class _Page:
    """What one walk over the tags of a page finds."""

    elements: list[_Element] = field(default_factory=list)
    """All that were followed, as they begin."""
    text: int = 0
    mains: list[int] = field(default_factory=list)
    """Where the elements begin that say that they are the main content."""
    headline: int | None = None
    """Where the first heading stands that is that of an article or of the main content."""
    marks: list[tuple[int, str]] = field(default_factory=list)
    """Links whose words are a mark: where they stand, and the name that they lead to."""
    anchors: dict[str, tuple[int, _Element | None]] = field(default_factory=dict)
    """Where the names of the page stand, and in which element."""


class Found(Struct, frozen=True):
    """What the rule finds in a page."""

    regions: tuple[Region, ...] = ()
    """What is not the article, in order and apart."""
    shows_article: bool = False
    """True when the page itself shows where its article is."""
    too_large: tuple[Region, ...] = ()
    """What would be a region if it did not hold more than half of the text."""


def find_regions(source: str, tables: Tables) -> Found:
    """The regions of a page that are not its article; a source without any of the marks of the rule has none."""
    if _SHOWS.search(source) is None:
        return Found()
    page = _Survey(source, _names(tables)).page()
    candidates = [element for element in page.elements if element.kind is not None and element.end]
    furniture = _outermost(element for element in candidates if _is_furniture(element, page))
    article = _article(page, furniture)
    if article is None:
        lists = (
            e
            for e in candidates
            if e.is_list_of_links and e.kind != _FORM and not _is_most(e, page) and not _holds_main(e, page)
        )
        left = [Region(e.start, e.end, str(e.kind)) for e in _outermost([*furniture, *lists])]
    else:
        around = (e for e in candidates if not article.holds(e.start) and not e.holds(article.start))
        inside = (e for e in furniture if article.holds(e.start))
        named = [Region(e.start, e.end, str(e.kind)) for e in _outermost([*around, *inside])]
        outside = (Region(0, article.start, OUTSIDE), Region(article.end, len(source), OUTSIDE))
        left = sorted([*named, *_without(outside, [(region.start, region.end) for region in named])])
    regions = _without(left, _kept(page, left))
    large = (e for e in candidates if _says_furniture(e) and _is_most(e, page) and not _holds_main(e, page))
    return Found(
        tuple(one for one in regions if not source[one.start : one.end].isspace()),
        article is not None,
        tuple(Region(e.start, e.end, str(e.kind)) for e in _outermost(large)),
    )


def _says_furniture(element: _Element) -> bool:
    """True for an element that says of itself that it is no part of an article."""
    return element.kind not in _OF_PAGE and (element.is_list_of_links or not element.mostly_links)


def _is_furniture(element: _Element, page: _Page) -> bool:
    """True for an element that is no part of an article wherever it stands."""
    return _says_furniture(element) and not _is_most(element, page) and not _holds_main(element, page)


def _is_most(element: _Element, page: _Page) -> bool:
    """True for an element that holds most of the page, and may hold the article for all that the page shows."""
    headed = page.headline is not None and not element.holds(page.headline)
    return 2 * element.text > page.text and not element.is_inside and not headed


def _holds_main(element: _Element, page: _Page) -> bool:
    """True for an element that holds what says that it is the main content."""
    after = bisect_right(page.mains, element.start)
    return after < len(page.mains) and page.mains[after] < element.end


def _outermost(elements: Iterable[_Element]) -> list[_Element]:
    """Those that stand in none of the others, in order."""
    found: list[_Element] = []
    for element in sorted(elements, key=lambda each: (each.start, -each.end)):
        if not found or element.start >= found[-1].end:
            found.append(element)
    return found


def _article(page: _Page, furniture: list[_Element]) -> _Element | None:
    """The element by which the page shows its article."""
    taken = [Region(each.start, each.end, "") for each in furniture]
    for shown in ("is_main", "is_article"):
        found = _outermost(e for e in page.elements if e.end and getattr(e, shown) and not _covers(taken, e.start))
        if len(found) == 1:
            (one,) = found
            rest = one.text - sum(each.text for each in furniture if one.holds(each.start))
            if 2 * rest >= page.text - sum(each.text for each in furniture):
                return one
    return None


def _kept(page: _Page, left: list[Region]) -> list[tuple[int, int]]:
    """Runs that are kept although they stand in a region, in order and apart."""
    kept = [element for element in page.elements if element.name == "title" and element.end][:1]
    headings = [element for element in page.elements if element.name == "h1" and element.end]
    if headings and all(_covers(left, heading.start) for heading in headings):
        kept.append(headings[0])
    for at, name in page.marks:
        place, holder = page.anchors.get(name, (0, None))
        if holder is None or not holder.end or holder.holds(at) or _covers(left, at):
            continue
        if _covers(left, place):
            kept.append(holder)
    return [(element.start, element.end) for element in _outermost(kept)]


def _covers(regions: list[Region], offset: int) -> bool:
    """True when an offset stands in one of the regions, which are in order and apart."""
    after = bisect_right(regions, offset, key=lambda region: region.start)
    return after > 0 and offset < regions[after - 1].end


def _without(regions: Iterable[Region], runs: list[tuple[int, int]]) -> Iterator[Region]:
    """What is left of regions when runs are taken out of them; both are in order and apart."""
    first = 0
    for region in regions:
        at = region.start
        while first < len(runs) and runs[first][1] <= at:
            first += 1
        for index in range(first, len(runs)):
            start, end = runs[index]
            if start >= region.end:
                break
            if at < start:
                yield Region(at, start, region.kind)
            at = max(at, end)
        if at < region.end:
            yield Region(at, region.end, region.kind)


class _Survey:
    """One walk over the tags of a page."""

    def __init__(self, source: str, names: dict[tuple[str, ...], str]) -> None:
        self.source = source
        self.names = names
        self.kinds: dict[str, str | None] = {}
        """What names say, each looked at once."""
        self.found = _Page()
        self.stack: list[_Element] = []
        self.open: Counter[str] = Counter()
        """How many elements of each name are open."""
        self.linked = self.links = 0
        self.link: tuple[int, int, str] | None = None
        """The open link: the signs of text before it, where it stands, and where it leads."""
        self.words: list[str] = []
        """The words of the open link."""

    def page(self) -> _Page:
        """What the walk finds."""
        source, end, unseen = self.source, len(self.source), Unseen(self.source)
        at = seek = 0
        while (mark := source.find("<", seek)) >= 0:
            tag = read_tag(source, mark, end)
            if tag is not None:
                self._data(at, mark)
                at = seek = self._tag(tag, unseen)
                continue
            after = skip_declaration(source, mark, end, unseen.dead)
            if after is None:
                seek = mark + 1
            else:
                self._data(at, mark)
                at = seek = after
        self._data(at, end)
        return self.found

    def _data(self, start: int, end: int) -> None:
        words = self.source[start:end].strip()
        if words:
            self.found.text += len(words)
            if self.link is not None:
                self.words.append(words)

    def _tag(self, tag: Tag, unseen: Unseen) -> int:
        """Take in a tag; where the walk goes on."""
        name = tag.name
        after = unseen.after(tag, len(self.source))
        if after is not None:
            return after
        if name == "a":
            self._end_link()
            target = None if tag.closing else value(self.source, tag, "href")
            if target is not None:
                self.link = self.found.text, tag.start, target
                self.words.clear()
                self.links += 1
        if name in _CONTAINERS:
            if tag.closing:
                self._end(tag)
            else:
                self._start(tag)
        elif not tag.closing and self.source.find("id", *tag.attributes) >= 0:
            self._anchor(value(self.source, tag, "id"), tag)
        return tag.end

    def _end_link(self) -> None:
        if self.link is None:
            return
        before, at, target = self.link
        self.linked += self.found.text - before
        self.link = None
        _, sign, name = target.partition("#")
        if sign and self.words and _MARK.fullmatch("".join(self.words)):
            self.found.marks.append((at, name))

    def _anchor(self, name: str | None, tag: Tag) -> None:
        if name:
            self.found.anchors.setdefault(name, (tag.start, self.stack[-1] if self.stack else None))

    def _start(self, tag: Tag) -> None:
        said = attributes(self.source, tag)
        element = _Element(tag.name, tag.start)
        self._name(element, said)
        element.text, element.linked, element.links = self.found.text, self._linked(), self.links
        above = self.stack[-1] if self.stack else None
        element.is_inside = above is not None and (above.is_inside or above.is_main or above.is_article)
        if element.is_inside and tag.name == "h1" and self.found.headline is None:
            self.found.headline = tag.start
        self.stack.append(element)
        self.open[tag.name] += 1
        self.found.elements.append(element)
        self._anchor(said.get("id"), tag)

    def _end(self, tag: Tag) -> None:
        if not self.open[tag.name]:
            return
        element = self.stack.pop()
        self.open[element.name] -= 1
        while element.name != tag.name:  # what is left open ends without an end tag
            element = self.stack.pop()
            self.open[element.name] -= 1
        element.end = tag.end
        element.text = self.found.text - element.text
        element.linked = self._linked() - element.linked
        element.links = self.links - element.links

    def _linked(self) -> int:
        return self.linked + (0 if self.link is None else self.found.text - self.link[0])

    def _name(self, element: _Element, said: dict[str, str]) -> None:
        """What an element is, by its name, its role, or what its class, id and label say."""
        roles = said.get("role", "").lower().split()
        element.is_main = element.name == "main" or "main" in roles
        element.is_article = element.name == "article" or "article" in roles
        if element.is_main:
            self.found.mains.append(element.start)
        if element.name not in _NAMED or element.is_main or element.is_article:
            return
        if said.get("aria-hidden") == "true":
            element.kind = "hidden from screen readers"
            return
        kind = next((_ROLES[role] for role in roles if role in _ROLES), None)
        element.kind = kind or (None if roles else _ELEMENTS.get(element.name))
        if element.kind is not None and element.kind not in _OF_PAGE:
            return
        for name in _names_of(element, said):
            kind = self._kind(name)
            if kind is not None:
                element.kind = kind.removesuffix(_MOSTLY_LINKS)
                element.mostly_links = kind.endswith(_MOSTLY_LINKS)
                if not element.mostly_links:
                    return

    def _kind(self, name: str) -> str | None:
        if name not in self.kinds:
            self.kinds[name] = _read_name(name, self.names)
        return self.kinds[name]


def _names_of(element: _Element, said: dict[str, str]) -> list[str]:
    """The names that an element bears.

    The id of a section is made of its heading by many programs, so that it tells what the section is about.
    """
    names = said.get("class", "").split()
    if "id" in said and element.name != "section" and "section" not in names:
        names.append(said["id"])
    if "aria-label" in said:
        names.append(said["aria-label"])
    return names


def _read_name(name: str, names: dict[tuple[str, ...], str]) -> str | None:
    """What a name says: its words must all be known, and one of them say more than where an element stands.

    >>> from figtag.tables import load_tables
    >>> [_read_name(name, _names(load_tables())) for name in ("cookie-banner", "ShareBar_x1", "market-share")]
    ['cookie notice', 'sharing', None]
    """
    parts = [part for part in _PART.findall(name) if not any(sign.isdigit() for sign in part)]
    words = [word.lower() for part in parts for word in _WORD.findall(part)]
    said = None
    at = 0
    while at < len(words):
        for size in range(_LONGEST_PHRASE, 0, -1):
            meaning = names.get(tuple(words[at : at + size]))
            if meaning is not None:
                break
        else:
            return None
        if meaning != _LAYOUT and (said is None or said.endswith(_MOSTLY_LINKS)):
            said = meaning
        at += size
    return said


@cache
def _names(tables: Tables) -> dict[tuple[str, ...], str]:
    """What the words in names of elements mean, by their words."""
    rows = tables.words.get("page-region", ())
    return {tuple(re.findall(r"\w+", phrase.lower())): row.value for row in rows for phrase in row.say}
