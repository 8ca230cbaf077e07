"""Word files become Markdown: one paragraph a line, so that a line number is the number of a paragraph.

python-docx (``pip install 'figtag[docx]'``) opens the package; what it does not see, text that was inserted under
tracked changes, footnotes and text boxes, is found in the XML (ECMA-376, part 1, section 17).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from figtag.document import Notice
from figtag.extras import MissingExtraError
from figtag.read import extracted
from figtag.read.errors import UnreadableError

if TYPE_CHECKING:
    from docx.document import Document as Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD = b"\xd0\xcf\x11\xe0"
"""How files begin that are encrypted, or of Word before 2007."""
_BLANKS = re.compile(r"[ \t\r\n]+")
_DEEPEST_HEADING = 6
_DEEPEST_TABLE = 8


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
        return story.text(), story.notices()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError(f"a damaged .docx file: {' '.join(str(error).split())[:120]}") from error


class _Story:
    """The running text of a document, with the notes that it leads to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._counters: Counter[tuple[str, int]] = Counter()

    def text(self) -> str:
        """The Markdown of the whole document."""
        body = [*self._blocks(self._package.element.body, 0)]
        notes = {mark: self._note(mark) for mark in self._notes}
        return "\n\n".join([*body, *(f"[^{mark}]: {text}" for mark, text in notes.items() if text)]) + "\n"

    def notices(self) -> tuple[Notice, ...]:
        """Page heads and feet, which are no part of the article."""
        parts = [part for section in self._package.sections for part in (section.header, section.footer)]
        if any(paragraph.text.strip() for part in parts for paragraph in part.paragraphs):
            return (Notice("not-read", "the heads and feet of pages are not read"),)
        return ()

    # Blocks

    def _blocks(self, parent: Any, depth: int) -> Iterator[str]:
        """Paragraphs and tables of an element in order; items of one list stand together."""
        items: list[str] = []
        for child in parent:
            item, blocks = self._block(child, depth)
            if item:
                items += blocks
                continue
            if items and blocks:
                yield "\n".join(items)
                items = []
            yield from blocks
        if items:
            yield "\n".join(items)

    def _block(self, child: Any, depth: int) -> tuple[bool, list[str]]:
        """Whether an element is a list item, and its Markdown."""
        if child.tag == f"{_W}p":
            return self._paragraph(child, depth)
        if child.tag == f"{_W}tbl" and depth < _DEEPEST_TABLE:
            return False, [table] if (table := self._table(child, depth)) else []
        if child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            return False, [*self._blocks(child, depth)]
        return False, []

    def _paragraph(self, paragraph: Any, depth: int) -> tuple[bool, list[str]]:
        text = self._line(paragraph)
        boxes = [block for box in _boxes(paragraph) for block in self._blocks(box, depth + 1)]
        if not text:
            return False, boxes
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        level = self._heading(paragraph, style)
        if level:
            return False, [f"{'#' * level} {text}", *boxes]
        mark = self._item(paragraph, style)
        if mark:
            return True, [f"{mark}{text}"]
        return False, [extracted.paragraph(text), *boxes]

    def _table(self, table: Any, depth: int) -> str:
        rows = []
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue
            cells: list[str] = []
            for cell in row.findall(f"{_W}tc"):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and _value(merged) != "restart"
                cells.append("" if goes_on else "<br>".join(self._cell(cell, depth)))
                cells += [""] * (int(_value(cell.find(f"{_W}tcPr/{_W}gridSpan")) or 1) - 1)
            rows.append(cells)
        return extracted.table(rows)

    def _cell(self, cell: Any, depth: int) -> Iterator[str]:
        for block in self._blocks(cell, depth + 1):
            yield from (line for line in block.split("\n") if line)

    # What stands in a line

    def _line(self, paragraph: Any) -> str:
        lines = [_BLANKS.sub(" ", line).strip() for line in "".join(self._runs(paragraph)).split("\v")]
        return "  \n".join(line for line in lines if line)

    def _runs(self, parent: Any) -> Iterator[str]:
        """The text of an element as a reader sees it: insertions too, deletions and codes of fields not."""
        for child in parent:
            tag = child.tag
            if tag == f"{_W}r":
                yield from self._run(child)
            elif tag == f"{_W}hyperlink":
                yield from self._link(child)
            elif tag in (f"{_W}ins", f"{_W}smartTag", f"{_W}sdt", f"{_W}sdtContent", f"{_W}fldSimple", f"{_W}moveTo"):
                yield from self._runs(child)

    def _run(self, run: Any) -> Iterator[str]:
        place = _value(run.find(f"{_W}rPr/{_W}vertAlign"))
        if _is_on(run.find(f"{_W}rPr/{_W}vanish")):
            return
        for child in run:
            if child.tag == f"{_W}t":
                text = child.text or ""
                if place == "superscript":
                    text = extracted.raised(text)
                elif place == "subscript":
                    text = extracted.lowered(text)
                yield extracted.escape(text)
            elif child.tag in (f"{_W}tab", f"{_W}ptab"):
                yield " "
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield "\v"
            elif child.tag == f"{_W}noBreakHyphen":
                yield "-"
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                mark = _note_mark(child.tag, child.get(f"{_W}id"))
                if mark in self._notes:
                    yield f"[^{mark}]"

    def _link(self, link: Any) -> Iterator[str]:
        text = "".join(self._runs(link))
        relation = self._package.part.rels.get(link.get(f"{_R}id") or "")
        if relation is None or not relation.is_external or not text.strip():
            yield text
        else:
            yield extracted.link(text, relation.target_ref)

    # Styles, lists and notes

    def _heading(self, paragraph: Any, style: str) -> int:
        """The level of a heading; 0 for another paragraph."""
        own = _value(paragraph.find(f"{_W}pPr/{_W}outlineLvl"))
        level = int(own) + 1 if own.isdecimal() else self._levels.get(style, 0)
        return level if level <= _DEEPEST_HEADING else 0

    @cached_property
    def _levels(self) -> dict[str, int]:
        """The level of each style of headings, by its id."""
        levels = {}
        for style in self._package.styles.element.findall(f"{_W}style"):
            name = _value(style.find(f"{_W}name")).lower()
            number = name.removeprefix("heading ")
            if name == "title":
                levels[style.get(f"{_W}styleId")] = 1
            elif number != name and number.isdecimal():
                levels[style.get(f"{_W}styleId")] = int(number)
        return levels

    def _item(self, paragraph: Any, style: str) -> str:
        """The mark of a list item with its indent; empty for another paragraph."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        if found is None:
            found = self._listed.get(style)
        number = _value(found.find(f"{_W}numId")) if found is not None else ""
        if found is None or number in ("", "0"):
            return ""
        level = int(_value(found.find(f"{_W}ilvl")) or 0)
        if self._formats.get((number, level), "bullet") in ("bullet", "none"):
            return f"{'    ' * level}- "
        self._counters[number, level] += 1
        for deeper in [key for key in self._counters if key[0] == number and key[1] > level]:
            del self._counters[deeper]
        return f"{'    ' * level}{self._counters[number, level]}. "

    @cached_property
    def _listed(self) -> dict[str, Any]:
        """What styles say of lists, by their ids."""
        styles = self._package.styles.element.findall(f"{_W}style")
        found = ((style.get(f"{_W}styleId"), style.find(f"{_W}pPr/{_W}numPr")) for style in styles)
        return {name: numbering for name, numbering in found if numbering is not None}

    @cached_property
    def _formats(self) -> dict[tuple[str, int], str]:
        """How the items of a list are numbered, by the list's number and the level."""
        part = _related(self._package, "numbering")
        if part is None:
            return {}
        root = part.element
        shapes = {shape.get(f"{_W}abstractNumId"): shape for shape in root.findall(f"{_W}abstractNum")}
        formats = {}
        for list_ in root.findall(f"{_W}num"):
            shape = shapes.get(_value(list_.find(f"{_W}abstractNumId")))
            for level in () if shape is None else shape.findall(f"{_W}lvl"):
                key = (list_.get(f"{_W}numId"), int(level.get(f"{_W}ilvl")))
                formats[key] = _value(level.find(f"{_W}numFmt"))
        return formats

    @cached_property
    def _notes(self) -> dict[str, Any]:
        """The footnotes and endnotes by mark."""
        from docx.oxml import parse_xml

        notes = {}
        for kind in ("footnote", "endnote"):
            part = _related(self._package, f"{kind}s")
            for note in () if part is None else parse_xml(part.blob).findall(f"{_W}{kind}"):
                if note.get(f"{_W}type") in (None, "normal"):
                    notes[_note_mark(note.tag, note.get(f"{_W}id"))] = note
        return notes

    def _note(self, mark: str) -> str:
        lines = (self._line(paragraph) for paragraph in self._notes[mark].iter(f"{_W}p"))
        return " ".join(line.replace("  \n", " ") for line in lines if line)


def _boxes(paragraph: Any) -> Iterable[Any]:
    """The text boxes that hang on a paragraph, each once: what old programs are shown instead is left out."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        above = [ancestor.tag for ancestor in box.iterancestors()]
        if _FALLBACK not in above or _CHOICE in above[: above.index(_FALLBACK)]:
            yield box


def _note_mark(tag: str, number: str) -> str:
    return f"{'e' if 'endnote' in tag else 'f'}{number}"


def _related(package: Package, kind: str) -> Any:
    relations = package.part.rels.values()
    return next((one.target_part for one in relations if one.reltype.endswith(f"/{kind}")), None)


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _is_on(element: Any) -> bool:
    return element is not None and _value(element) not in ("0", "false")
