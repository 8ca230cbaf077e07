"""What the styles and lists of a Word file say of a paragraph: whether it is a heading, and the number of an item."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from figtag.read.docx_lines import W, value

_NUMBERLESS = frozenset({"bullet", "none"})


class Item(NamedTuple):
    """Where a list item stands."""

    level: int
    """How deep it stands, from 0."""
    mark: str
    """``-`` or its number."""


class Styles:
    """The styles of a file and its lists, whose items are counted as they come."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.findall(f"{W}style")}
        self._formats = {} if numbering is None else _formats(numbering)
        self._counters: Counter[tuple[str, int]] = Counter()

    def name(self, paragraph: Any) -> str:
        """The name of a paragraph's style, in small letters."""
        style = self._styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")))
        return "" if style is None else value(style.find(f"{W}name")).lower()

    def heading(self, paragraph: Any) -> int:
        """The level of a heading, from 1; 0 for another paragraph."""
        for source in (paragraph, *self._chain(paragraph)):
            level = value(source.find(f"{W}pPr/{W}outlineLvl"))
            if level.isdecimal():
                return int(level) + 1 if int(level) < 9 else 0
            name = value(source.find(f"{W}name")).lower()
            number = name.removeprefix("heading ")
            if name == "title":
                return 1
            if number != name and number.isdecimal():
                return int(number)
        return 0

    def item(self, paragraph: Any) -> Item | None:
        """The place of a list item, which is counted; None for another paragraph."""
        found = (source.find(f"{W}pPr/{W}numPr") for source in (paragraph, *self._chain(paragraph)))
        numbering = next((one for one in found if one is not None), None)
        number = "" if numbering is None else value(numbering.find(f"{W}numId"))
        if numbering is None or number in ("", "0"):
            return None
        level = int(value(numbering.find(f"{W}ilvl")) or 0)
        kind, first = self._formats.get((number, level), ("bullet", 1))
        if kind in _NUMBERLESS:
            return Item(level, "-")
        for deeper in [key for key in self._counters if key[0] == number and key[1] > level]:
            del self._counters[deeper]
        self._counters[number, level] += 1
        return Item(level, f"{first - 1 + self._counters[number, level]}.")

    def _chain(self, paragraph: Any) -> list[Any]:
        """The style of a paragraph, and those that it is based on."""
        chain: list[Any] = []
        name = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        while (style := self._styles.get(name)) is not None and style not in chain:
            chain.append(style)
            name = value(style.find(f"{W}basedOn"))
        return chain


def _formats(numbering: Any) -> dict[tuple[str, int], tuple[str, int]]:
    """How the items of a list are numbered and where they begin, by the list's number and the level."""
    shapes = {shape.get(f"{W}abstractNumId"): shape for shape in numbering.findall(f"{W}abstractNum")}
    formats = {}
    for found in numbering.findall(f"{W}num"):
        shape = shapes.get(value(found.find(f"{W}abstractNumId")))
        for level in () if shape is None else shape.findall(f"{W}lvl"):
            depth = int(level.get(f"{W}ilvl"))
            first = next(
                (
                    value(other.find(f"{W}startOverride"))
                    for other in found.findall(f"{W}lvlOverride")
                    if other.get(f"{W}ilvl") == str(depth)
                ),
                "",
            )
            start = first or value(level.find(f"{W}start")) or "1"
            formats[found.get(f"{W}numId"), depth] = (value(level.find(f"{W}numFmt")), int(start))
    return formats
