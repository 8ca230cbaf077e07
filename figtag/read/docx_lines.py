"""What stands in a line of a Word file: runs of text, links, fields, formulas, pictures and the marks of notes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from figtag.patterns import lazy_re
from figtag.read import extracted
from figtag.read.extracted import Markup

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HOLDERS = frozenset(
    f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
"""Elements that hold runs; what was deleted or moved away (``del``, ``moveFrom``) is in none of them."""
_BLANKS = lazy_re(r"[ \t\r\n]+")
_TARGET = lazy_re(r"\s*HYPERLINK\s+\"([^\"]+)\"", re.IGNORECASE)
_BREAK = "\v"


class _Field(NamedTuple):
    """A place in a field such as HYPERLINK: its begin or end, what separates instruction and result, an instruction."""

    place: str
    instruction: str = ""


class _OpenField(Struct):
    """A field of which the end has not come."""

    instruction: str = ""
    in_result: bool = False
    shown: str = ""


class Lines:
    """Reads the paragraphs of one document."""

    def __init__(self, links: Mapping[str, str], notes: Container[str]) -> None:
        self._links = links
        """The addresses of links out of the file, by the ids of their relations."""
        self._notes = notes
        """The marks of the notes that the file holds."""

    def line(self, paragraph: Any, markup: Markup) -> str:
        """A paragraph as one line, or as several where it has line breaks."""
        text = "".join(_resolved(self._runs(paragraph, markup), markup))
        lines = (_BLANKS.sub(" ", line).strip() for line in text.split(_BREAK))
        return markup.line_break.join(line for line in lines if line)

    def _runs(self, parent: Any, markup: Markup) -> Iterator[str | _Field]:
        """The text of an element as a reader sees it: insertions too, deletions not."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, markup)
            elif tag == f"{W}hyperlink":
                yield from self._link(child, markup)
            elif tag in _HOLDERS:
                instruction = child.get(f"{W}instr") or ""
                if instruction:
                    yield from (_Field("begin"), _Field("instruction", instruction), _Field("separate"))
                yield from self._runs(child, markup)
                if instruction:
                    yield _Field("end")
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                formula = "".join(text.text or "" for text in child.iter(f"{_M}t"))
                if formula.strip():
                    yield markup.code(formula)

    def _run(self, run: Any, markup: Markup) -> Iterator[str | _Field]:
        place = value(run.find(f"{W}rPr/{W}vertAlign"))
        if is_on(run.find(f"{W}rPr/{W}vanish")):
            return
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                text = child.text or ""
                if place == "superscript":
                    text = extracted.raised(text)
                elif place == "subscript":
                    text = extracted.lowered(text)
                yield markup.escape(text)
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            elif tag in (f"{W}br", f"{W}cr"):
                yield _BREAK
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                mark = note_mark(tag, child.get(f"{W}id"))
                if mark in self._notes:
                    yield f"[^{mark}]"
            elif tag == f"{W}fldChar":
                yield _Field(child.get(f"{W}fldCharType") or "")
            elif tag == f"{W}instrText":
                yield _Field("instruction", child.text or "")
            else:
                for picture in child.iter(f"{_DRAWING}docPr"):
                    if (picture.get("descr") or "").strip():
                        yield markup.image(_BLANKS.sub(" ", picture.get("descr")))
                        break

    def _link(self, link: Any, markup: Markup) -> Iterator[str | _Field]:
        text = "".join(_resolved(self._runs(link, markup), markup))
        url = self._links.get(link.get(f"{_R}id") or "")
        yield text if url is None or not text.strip() else markup.link(text, url)


def _resolved(runs: Iterator[str | _Field], markup: Markup) -> Iterator[str]:
    """The text of runs without the instructions of fields; what HYPERLINK shows is a link."""
    fields: list[_OpenField] = []
    for run in runs:
        text = run if isinstance(run, str) else ""
        if isinstance(run, _Field):
            if run.place == "begin":
                fields.append(_OpenField())
            elif fields and run.place == "instruction":
                fields[-1].instruction += run.instruction
            elif fields and run.place == "separate":
                fields[-1].in_result = True
            elif fields and run.place == "end":
                text = _shown(fields.pop(), markup)
        if not fields:
            yield text
        elif fields[-1].in_result:
            fields[-1].shown += text
    # A field may end in another paragraph.
    yield from (field.shown for field in fields)


def _shown(field: _OpenField, markup: Markup) -> str:
    target = _TARGET.match(field.instruction)
    return markup.link(field.shown, target.group(1)) if target is not None and field.shown.strip() else field.shown


def note_mark(tag: str, number: str) -> str:
    """The mark of a footnote or endnote in the text."""
    return f"{'e' if 'endnote' in tag else 'f'}{number}"


def value(element: Any) -> str:
    """The value of a property; empty for one that is missing."""
    return "" if element is None else element.get(f"{W}val") or ""


def is_on(element: Any) -> bool:
    """True for a property that is set."""
    return element is not None and value(element) not in ("0", "false")
