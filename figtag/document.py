"""A source text cut into blocks, each knowing where every character of it stands in the source.

No later floor sees markup: it reads ``Block.text``, in which markup is gone, entities are resolved and blanks are
single, and asks ``Block.source`` where a piece of it stands in the file.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from msgspec import Struct, field

from figtag.sentences import NO_RULES, SentenceRules, split_sentences
from figtag.span import Span
from figtag.tokens import Tokens


class Format(StrEnum):
    """A form in which articles come."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    """The text of articles in these two is what was extracted from the file, as Markdown."""


class BlockKind(StrEnum):
    """What a block is in the layout of the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A list item, or a line of a card (``Cost$15/M Tokens``)."""
    CELL = "cell"
    """A cell of a table; its head cells are in ``Block.heads``."""
    CAPTION = "caption"
    """The caption of a table or picture, a picture's description, a link's title."""
    NOTE = "note"
    """The text of a footnote; ``Block.label`` is its mark."""
    CODE = "code"
    """Code or the source of a formula: its numbers are ``code``."""
    META = "meta"
    """A value of the front matter; ``Block.label`` is its key."""


class Piece(Struct, frozen=True, gc=False):
    """A run of a block's text and the run of the source that it was made from.

    A piece of equal lengths is verbatim, character for character; any other stands for its source as a whole
    (an entity, a run of blanks).
    """

    text: Span
    source: Span

    @property
    def verbatim(self) -> bool:
        """True when each character of the text is one character of the source."""
        return self.text.end - self.text.start == self.source.end - self.source.start


class LinkKind(StrEnum):
    """What a link is."""

    LINK = "link"
    IMAGE = "image"


class Link(Struct, frozen=True, gc=False):
    """A link: where its words stand in the block's text, and where it leads."""

    span: Span
    url: str
    kind: LinkKind = LinkKind.LINK


class Mark(Struct, frozen=True, gc=False):
    """A footnote mark or reference number (``[^1]``, ``[12]``, a raised 1), where it stands in the block's text."""

    span: Span
    label: str
    """The mark without its brackets and caret."""
    target: int | None = None
    """Index of the note block that it leads to, when the document holds it."""


class Block(Struct, frozen=True, gc=False):
    """One heading, paragraph, list item, table cell, caption, note or piece of code."""

    index: int
    kind: BlockKind
    text: str
    """What a reader sees: no markup, entities resolved, every run of blanks (line ends, no-break and thin spaces too)
    one plain space, soft hyphens and zero-width characters gone, damaged characters replaced by a space."""
    pieces: tuple[Piece, ...]
    """In order, covering ``text`` without gaps."""
    section: int | None = None
    """Index of the heading that it stands under; for a heading, of the next higher heading."""
    level: int = 0
    """Depth of a heading (from 1) or of a list item (from 1)."""
    group: int | None = None
    """Blocks of one list, card or table share a number."""
    lead: int | None = None
    """Index of the block that introduces its list or table: the paragraph or heading directly before it, or for an
    item of an inner list the item that it hangs on."""
    row: int | None = None
    column: int | None = None
    """Of a cell, from 0, the head row included."""
    heads: tuple[int, ...] = ()
    """Of a cell: indexes of the head cells of its column, then of the head cell of its row."""
    is_head: bool = False
    """True for a head cell of a table's column."""
    quote: bool = False
    """True inside a block quotation."""
    label: str | None = None
    """Of a note: its mark; of a value of the front matter: its key."""
    links: tuple[Link, ...] = ()
    marks: tuple[Mark, ...] = ()
    code: tuple[Span, ...] = ()
    """Runs of code or formula source inside the text."""

    def source(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the source; ``start < end``."""
        pieces = self.pieces
        if len(pieces) == 1:
            first = last = pieces[0]
        else:
            first = pieces[bisect_right(pieces, start, key=_text_start) - 1]
            last = pieces[bisect_right(pieces, end - 1, key=_text_start) - 1]
        begin = first.source.start + (start - first.text.start if first.verbatim else 0)
        stop = last.source.start + (end - last.text.start) if last.verbatim else last.source.end
        return Span(begin, stop)


def _text_start(piece: Piece) -> int:
    return piece.text.start


class Notice(Struct, frozen=True, gc=False):
    """Something that a reader of the audit must know, and where it is in the source."""

    code: str
    """``damaged-encoding``, ``guessed-encoding``, ``not-read``, ``kept-whole``, ``left-out``, ``number-too-large``."""
    message: str
    start: int = 0
    end: int = 0


class Region(Struct, frozen=True, gc=False, order=True):
    """A run of the source that is no part of the article."""

    start: int
    end: int
    kind: str
    """What it is, in words: ``navigation``, ``comments``."""


class Document(Struct, frozen=True, eq=False, repr_omit_defaults=True):
    """A decoded source and the blocks it is made of, in the order in which they stand there."""

    source: str
    """The whole decoded file without its byte order mark, otherwise unchanged."""
    format: Format
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    rules: SentenceRules = NO_RULES
    """Where sentences end after an abbreviation."""
    pages: tuple[int, ...] = ()
    """Where the pages of a printed article begin; empty where there are none."""
    margin: Margin | None = None
    """What a web page shows beside its article."""
    _sentences: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    _tokens: dict[int, Tokens] = field(default_factory=dict)
    _words: list[frozenset[str]] = field(default_factory=list)

    def __eq__(self, other: object) -> bool:
        """True for a document read alike, whatever was worked out of either since."""
        if not isinstance(other, Document):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _READ)

    def sentences(self, block: int) -> tuple[Span, ...]:
        """The sentences of a block, as spans of its text that cover it but for the blanks between them."""
        found = self._sentences.get(block)
        if found is None:
            found = split_sentences(self.blocks[block].text, self.rules)
            self._sentences[block] = found
        return found

    def tokens(self, block: int) -> Tokens:
        """The tokens of a block's text, cut once."""
        found = self._tokens.get(block)
        if found is None:
            found = self._tokens[block] = Tokens.of(self.blocks[block].text)
        return found

    def words(self) -> frozenset[str]:
        """The words of all blocks in small letters: what stands in none of them need not be looked for in any."""
        if not self._words:
            said: set[str] = set()
            for block in self.blocks:
                if block.text:
                    said.update(self.tokens(block.index).lower)
            self._words.append(frozenset(said))
        return self._words[0]

    def forget(self) -> None:
        """Let tokens and sentences go, which take more room than all else; who asks for them again has them anew."""
        self._tokens.clear()
        self._sentences.clear()
        self._words.clear()
        if self.margin is not None:
            self.margin.document.forget()

    def headings(self, block: int) -> list[int]:
        """The headings that a block stands under, the nearest first."""
        path = []
        at = self.blocks[block].section
        while at is not None:
            path.append(at)
            at = self.blocks[at].section
        return path


class Margin(Struct, frozen=True, gc=False):
    """What a web page shows beside its article: kept, and read apart from it."""

    regions: tuple[Region, ...]
    """In order, apart from each other."""
    document: Document
    """Their blocks, in the same source."""


_READ = tuple(name for name in Document.__struct_fields__ if not name.startswith("_"))
