"""What markdown-it-py sees in a text, and what figtag sees in it, in the same terms.

Where figtag differs on purpose everywhere, that is told here; ``test_commonmark.py`` lists what else differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from figtag.document import Block, BlockKind, LinkKind
from figtag.read.html import is_code_language
from figtag.read.notes import ADDRESS
from figtag.span import Span
from tests.read.reading import blocks

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
READER.use(front_matter_plugin).use(footnote_plugin, inline=False)
# Targets as they are written, whatever a browser would make of them.
READER.normalizeLink = READER.normalizeLinkText = lambda url: url  # type: ignore[method-assign]
READER.validateLink = lambda url: True  # type: ignore[method-assign]

_NUMBER = re.compile(r"\d+[.)]")
_OPENED = re.compile(r"(?<!\\)(?:\\\\)*<$")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]")

Link = tuple[str, str, LinkKind]


@dataclass(frozen=True, slots=True)
class Seen:
    """One block as a reader of Markdown sees it."""

    kind: str
    text: str
    level: int = 0
    """Of a heading; else how many list items it stands in."""
    quote: bool = False
    place: tuple[int, int] | None = None
    """Row and column of a cell."""
    links: tuple[Link, ...] = ()
    list: int | None = None
    """The list of an item; lists are counted in the order of their first items."""


def plain(text: str) -> str:
    """A text with single blanks and without invisible signs."""
    return " ".join(_INVISIBLE.sub("", text).split())


def expected(source: str) -> list[Seen]:
    """The blocks that markdown-it-py finds."""
    return _ordered([one for one in _Walk(READER.parse(source)).blocks() if one.text])


def found(source: str) -> list[Seen]:
    """The blocks that figtag finds."""
    tokens = READER.parse(source)
    leaves = {
        line: token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if token.map and (token.type == "html_block" or _is_raw(token) or _is_paragraph(before))
        for line in range(*token.map)
    }
    seen: list[Seen] = []
    within, last = None, -1
    for block in blocks(source):
        before, last = last, source.count("\n", 0, block.source(0, 1).start)
        leaf = leaves.get(last)
        own = _seen(block, source)
        is_number = leaf is not None and own.list is not None and not _is_line(leaf) and _is_number(own)
        if leaf is None or own.kind in ("caption", "meta") or is_number:
            seen.append(own)
            continue
        if leaf.type == "html_block":
            continue
        if _is_raw(leaf):
            own = Seen("raw", _letters(own.text), quote=own.quote)
        if leaf is within and not (before == last and _is_number(seen[-1])):
            seen[-1] = _joined(seen[-1], own)
        else:
            seen.append(own)
        within = leaf
    return _ordered([one for one in seen if one.text and one.kind != "meta"])


def _is_number(seen: Seen) -> bool:
    """True for the number of an item that stands alone."""
    return _NUMBER.fullmatch(seen.text) is not None


def _letters(text: str) -> str:
    """What is compared of content that figtag reads as plain text, in which rules and bullets are no text."""
    return "".join(filter(str.isalnum, text))


def _joined(one: Seen, other: Seen) -> Seen:
    """Two parts of one block: lines that are plainly meant as lines are blocks of their own for figtag."""
    if one.kind == "raw":
        return replace(one, text=one.text + other.text)
    joined = replace(one, text=f"{one.text} {other.text}", links=tuple(sorted((*one.links, *other.links))))
    return (
        joined if other.kind == "paragraph" and other.level else replace(joined, kind="paragraph", level=0, list=None)
    )


def _is_raw(token: Token) -> bool:
    """True for content that figtag reads as plain text, or as code."""
    return token.type == "code_block" or (
        token.type == "fence" and not is_code_language(token.info.strip().partition(" ")[0].strip("{.}"))
    )


def _is_line(token: Token) -> bool:
    return token.type == "inline"


def _is_paragraph(before: Token | None) -> bool:
    return before is not None and before.type == "paragraph_open"


def _seen(block: Block, source: str) -> Seen:
    kind, is_item = block.kind.value, block.kind is BlockKind.ITEM
    place = None if block.row is None or block.column is None else (block.row, block.column)
    links = sorted(
        (link.span.of(block.text).strip(), link.url, link.kind)
        for link in block.links
        if link.span.of(block.text).strip()
        and not _is_bare(source, block.source(link.span.start, link.span.end), link.url)
    )
    level = 0 if kind in ("note", "code") else block.level
    return Seen(kind, block.text, level, block.quote, place, tuple(links), block.group if is_item else None)


def _is_bare(source: str, span: Span, url: str) -> bool:
    """True for an address without marks, which is a link on GitHub but none in CommonMark."""
    before = source[: span.start]
    if span.of(source) != url or ADDRESS.match(url) is None or before.endswith("["):
        return False
    return _OPENED.search(before) is None or not source.startswith(">", span.end)


def _ordered(seen: list[Seen]) -> list[Seen]:
    """Notes last, as markdown-it-py has them, and lists counted."""
    notes = [one for one in seen if one.kind == "note"]
    order: dict[int, int] = {}
    return [
        one if one.list is None else replace(one, list=order.setdefault(one.list, len(order)))
        for one in [*(one for one in seen if one.kind != "note"), *sorted(notes, key=lambda note: note.text)]
    ]


@dataclass(slots=True)
class _Item:
    """An open item: figtag calls its first paragraph the item, wherever it stands in it."""

    list: int
    number: str
    begun: bool = False


class _Walk:
    """One walk over the tokens of a text."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._items: list[_Item] = []
        self._lists: list[int] = []
        self._met = self._quotes = self._level = 0
        self._row = self._column = -1
        self._note: str | None = None

    def blocks(self) -> Iterator[Seen]:
        for index, token in enumerate(self._tokens):
            name, _, end = token.type.rpartition("_")
            if end == "open":
                yield from self._open(name, token)
            elif end == "close":
                yield from self._close(name)
            elif token.type == "inline":
                yield from self._number(unless=self._tokens[index - 1].type == "paragraph_open")
                yield from self._inline(token)
            elif token.type in ("fence", "code_block", "html_block", "hr"):
                yield from self._number()
                if _is_raw(token):
                    yield Seen("raw", _letters(token.content), quote=bool(self._quotes))
                elif token.type == "fence":
                    yield Seen("code", plain(token.content), quote=bool(self._quotes))

    def _open(self, name: str, token: Token) -> Iterator[Seen]:
        if name in ("bullet_list", "ordered_list"):
            yield from self._number()
            self._lists.append(self._met)
            self._met += 1
        elif name == "list_item":
            self._items.append(_Item(self._lists[-1], f"{token.info}{token.markup}" if token.info else ""))
        elif name == "blockquote":
            yield from self._number()
            self._quotes += 1
        elif name == "heading":
            self._level = int(token.tag[1])
        elif name == "tr":
            self._row, self._column = self._row + 1, -1
        elif name in ("th", "td"):
            self._column += 1
        elif name == "footnote":
            self._note = f"[^{token.meta['label']}]:"

    def _close(self, name: str) -> Iterator[Seen]:
        if name in ("bullet_list", "ordered_list"):
            self._lists.pop()
        elif name == "list_item":
            yield from self._number()
            self._items.pop()
        elif name == "blockquote":
            self._quotes -= 1
        elif name == "heading":
            self._level = 0
        elif name == "table":
            self._row = self._column = -1

    def _number(self, unless: bool = False) -> Iterator[Seen]:
        """The number of an item that begins with something other than a paragraph."""
        item = self._items[-1] if self._items else None
        if item is not None and item.number and not item.begun and not unless:
            item.begun = True
            yield Seen("item", item.number, len(self._items), bool(self._quotes), list=item.list)

    def _inline(self, token: Token) -> Iterator[Seen]:
        text, links, titles = _line(token.children or [])
        quote = bool(self._quotes)
        if self._level:
            yield Seen("heading", text, self._level, quote, links=links)
        elif self._column >= 0:
            yield Seen("cell", text, 0, quote, (self._row, self._column), links)
            if self._items and text:
                self._items[-1].begun = True
        elif self._items and not self._items[-1].begun:
            item = self._items[-1]
            item.begun = True
            yield Seen("item", plain(f"{item.number} {text}"), len(self._items), quote, None, links, item.list)
        elif self._note is not None and not self._items:
            yield Seen("note", plain(f"{self._note} {text}"), 0, quote, links=links)
            self._note = ""
        else:
            pictures = [shown for shown, _, kind in links if kind is LinkKind.IMAGE]
            kind = "caption" if pictures and plain(" ".join(pictures)) == text and not self._items else "paragraph"
            yield Seen(kind, text, len(self._items), quote, links=links)
        for title in titles:
            yield Seen("caption", title, 0, quote)


def _line(children: list[Token]) -> tuple[str, tuple[Link, ...], list[str]]:
    """The text of a line, its links, and the titles of these."""
    text: list[str] = []
    links: list[Link] = []
    titles: list[str] = []
    open_: list[tuple[int, Token]] = []
    for child in children:
        if child.type == "link_open":
            open_.append((len(text), child))
            titles.append(str(child.attrs.get("title", "")))
        elif child.type == "link_close":
            start, opened = open_.pop()
            if not open_:  # an address within a link is text for figtag
                links.append((plain("".join(text[start:])), str(opened.attrs["href"]), LinkKind.LINK))
        elif child.type == "image":
            text.append("".join(_described(child)))
            links.append((plain(text[-1]), str(child.attrs["src"]), LinkKind.IMAGE))
            titles.append(str(child.attrs.get("title", "")))
        elif child.type == "footnote_ref":
            text.append(f"[^{child.meta['label']}]")
        elif child.type in ("softbreak", "hardbreak"):
            text.append(" ")
        elif child.type in ("text", "text_special", "code_inline"):
            text.append(child.content)
    return plain("".join(text)), tuple(sorted(link for link in links if link[0])), [plain(one) for one in titles]


def _described(token: Token) -> Iterator[str]:
    for child in token.children or []:
        if child.type == "image":
            yield from _described(child)
        else:
            yield " " if child.type in ("softbreak", "hardbreak") else child.content
