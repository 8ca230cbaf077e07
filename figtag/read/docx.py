"""Word files become Markdown: one paragraph a line, so that a line number is the number of a paragraph.

python-docx (``pip install 'figtag[docx]'``) opens the package; what it does not see, text that was inserted under
tracked changes, footnotes and text boxes, is found in the XML (ECMA-376, part 1, section 17). A table with merged
cells, or with tables in it, is written as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from figtag.document import Notice
from figtag.extras import MissingExtraError
from figtag.read import extracted
from figtag.read.docx_lines import Lines, W, note_mark
from figtag.read.docx_styles import Item, Styles
from figtag.read.docx_tables import Table
from figtag.read.errors import UnreadableError
from figtag.read.extracted import HTML, MARKDOWN, Cell, Markup

if TYPE_CHECKING:
    from docx.document import Document as Package

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that are encrypted, or of Word before 2007."""
_DEEPEST_HEADING = 6
_DEEPEST_TABLE = 8
_CONTENTS = "toc "
"""How the names of the styles begin that a table of contents is written in."""


def extract_docx(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text of a Word file as Markdown, and what of it was not read.

    Raises :class:`UnreadableError` for a damaged or encrypted file, :class:`figtag.extras.MissingExtraError` when
    python-docx is not installed.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise MissingExtraError("reading .docx files", "docx") from error
    if data.startswith(_OLD):
        raise UnreadableError("an encrypted file, or one of Word before 2007; save it as .docx without a password")
    try:
        package = docx.Document(BytesIO(data))
        story = _Story(package)
        return story.text(), tuple(story.notices())
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError(f"a damaged .docx file: {' '.join(str(error).split())[:120]}") from error


class _Story:
    """The running text of a document, with the notes that it leads to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        numbering = _related(package, "numbering")
        self._styles = Styles(package.styles.element, None if numbering is None else numbering.element)
        self._notes = dict(_notes(package))
        self._lines = Lines(_links(package.part), self._notes)
        self._has_contents = False

    def text(self) -> str:
        """The Markdown of the whole document."""
        body = [*self._blocks(self._package.element.body, 0, MARKDOWN)]
        notes = {mark: _note(note, Lines(links, ())) for mark, (note, links) in self._notes.items()}
        return "\n\n".join([*body, *(f"[^{mark}]: {text}" for mark, text in notes.items() if text)]) + "\n"

    def notices(self) -> Iterator[Notice]:
        """What is not read, since it is no part of the article; known once its text is."""
        sections = self._package.sections
        parts = [
            part for one in sections for part in (one.header, one.footer, one.first_page_header, one.first_page_footer)
        ]
        if any(paragraph.text.strip() for part in parts for paragraph in part.paragraphs):
            yield Notice("not-read", "the heads and feet of pages are not read")
        if self._has_contents:
            yield Notice("not-read", "the table of contents is not read")
        if _related(self._package, "comments") is not None:
            yield Notice("not-read", "comments are not read")

    def _blocks(self, parent: Any, depth: int, markup: Markup) -> Iterator[str]:
        """Paragraphs and tables of an element in order; items of one list stand together."""
        items: list[str] = []
        levels: list[int] = []
        for item, block in self._parts(parent, depth, markup):
            if item is not None and not markup.is_html:
                while levels and levels[-1] >= item.level:
                    levels.pop()
                items.append(f"{'    ' * len(levels)}{item.mark} {block}")
                levels.append(item.level)
                continue
            if items:
                yield "\n".join(items)
                items, levels = [], []
            yield block if item is None or item.mark == "-" else f"{item.mark} {block}"
        if items:
            yield "\n".join(items)

    def _parts(self, parent: Any, depth: int, markup: Markup) -> Iterator[tuple[Item | None, str]]:
        """The paragraphs and tables of an element, with the places of list items."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth, markup)
            elif child.tag == f"{W}tbl" and depth < _DEEPEST_TABLE:
                table = self._table(child, depth, markup)
                if table:
                    yield None, table
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                yield from self._parts(child, depth, markup)

    def _paragraph(self, paragraph: Any, depth: int, markup: Markup) -> Iterator[tuple[Item | None, str]]:
        text = self._lines.line(paragraph, markup)
        if text and self._styles.name(paragraph).startswith(_CONTENTS):
            self._has_contents = True
        elif text:
            level, item = self._styles.heading(paragraph), self._styles.item(paragraph)
            if 0 < level <= _DEEPEST_HEADING and not markup.is_html:
                yield None, f"{'#' * level} {text}"
            elif item is not None:
                yield item, text
            else:
                yield None, text if markup.is_html else extracted.paragraph(text)
        for box in _boxes(paragraph):
            yield from ((None, block) for block in self._blocks(box, depth + 1, markup))

    def _table(self, element: Any, depth: int, markup: Markup) -> str:
        table = Table.of(element)
        if table.is_plain and not markup.is_html:
            return extracted.table([[self._cell(cell.element, depth, MARKDOWN) for cell in row] for row in table.rows])
        rows = [
            [Cell(self._cell(cell.element, depth, HTML), cell.width, cell.height) for cell in row] for row in table.rows
        ]
        return extracted.html_table(rows, table.heads)

    def _cell(self, cell: Any, depth: int, markup: Markup) -> str:
        blocks = self._blocks(cell, depth + 1, markup)
        if markup.is_html:
            return "<br>".join(block.replace("\n", "") for block in blocks)
        return "<br>".join(line for block in blocks for line in block.split("\n") if line)


def _note(note: Any, lines: Lines) -> str:
    """The text of a footnote or endnote in one line."""
    shown = (lines.line(paragraph, MARKDOWN) for paragraph in note.iter(f"{W}p"))
    return " ".join(line.replace(MARKDOWN.line_break, " ") for line in shown if line)


def _notes(package: Package) -> Iterator[tuple[str, tuple[Any, dict[str, str]]]]:
    """The marks of footnotes and endnotes, with the notes and the links of the part of the file that they stand in."""
    from docx.oxml import parse_xml

    for kind in ("footnote", "endnote"):
        part = _related(package, f"{kind}s")
        for note in () if part is None else parse_xml(part.blob).findall(f"{W}{kind}"):
            if note.get(f"{W}type") in (None, "normal"):
                yield note_mark(note.tag, note.get(f"{W}id")), (note, _links(part))


def _links(part: Any) -> dict[str, str]:
    """The addresses that a part of the file leads to, by the ids of the relations."""
    return {name: relation.target_ref for name, relation in part.rels.items() if relation.is_external}


def _boxes(paragraph: Any) -> Iterable[Any]:
    """The text boxes that hang on a paragraph, each once: what old programs are shown instead is left out."""
    for box in paragraph.iter(f"{W}txbxContent"):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        if _FALLBACK not in above or _CHOICE in above[: above.index(_FALLBACK)]:
            yield box


def _related(package: Package, kind: str) -> Any:
    relations = package.part.rels.values()
    return next((one.target_part for one in relations if one.reltype.endswith(f"/{kind}")), None)
