"""The lines of printed pages become Markdown: headings by their size, lists by their indent, notes at their foot.

A note at the foot of a page, or of its column, becomes a footnote of Markdown when the text has a raised mark for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from figtag.patterns import lazy_re
from figtag.read import extracted
from figtag.read.pages import BULLETS, Line, Passage, cells, is_item, joined, passages

_HEADING = 1.12
"""A passage in letters so many times as large as those of most of the text is a heading."""
_LONGEST_HEADING = 200
_DEEPEST_HEADING = 6
_NOTE = 0.95
"""Notes stand in letters smaller than this share of those of most of the text."""
_STEP = 0.5
"""An item that is indented by so many sizes more than the one before stands in a list within."""
_BULLET = lazy_re(rf"[{re.escape(BULLETS)}]\s*")
_NUMBER = lazy_re(r"\d{1,3}[.)]\s")
_LETTER = lazy_re(r"[a-z][.)]\s")
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_OWN_MARK = lazy_re(rf"(\d{{1,3}}|[{_DIGITS}]{{1,3}})[.)]?\s*(?=\S)")
_MARK = lazy_re(rf"(?<!\d)[{_DIGITS}]{{1,3}}|[{_DIGITS}]{{1,3}}")
_PLAIN = str.maketrans(_DIGITS, "0123456789")


class _Block(Struct):
    """One block of Markdown."""

    text: str
    page: int
    kind: str = "paragraph"
    """``paragraph``, ``heading``, ``item``, ``table`` or ``note``."""


def markdown(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of pages, and the offsets at which they begin."""
    sizes = Counter[float]()
    for line in (line for lines in pages for line in lines):
        sizes[round(line.size, 1)] += len(line.plain)
    body = sizes.most_common(1)[0][0]
    larger = sorted((size for size in sizes if size >= _HEADING * body), reverse=True)
    levels = {size: min(level, _DEEPEST_HEADING) for level, size in enumerate(larger, 1)}
    blocks: list[_Block] = []
    labels: set[str] = set()
    starts: dict[int, tuple[int, int]] = {}
    for number, lines in enumerate(pages):
        read = _with_notes(list(passages(lines)), number, body, levels, labels)
        last = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].kind != "note"), None)
        if last is not None and read and _goes_on(blocks[last], read[0]):
            first = read.pop(0)
            whole = joined(blocks[last].text, first.text)
            starts[number] = (last, len(whole) - len(first.text))
            blocks[last].text = whole
        else:
            starts[number] = (len(blocks), 0)
        blocks += read
    return _whole(blocks, [starts[number] for number in range(len(pages))])


def _whole(blocks: list[_Block], starts: list[tuple[int, int]]) -> tuple[str, tuple[int, ...]]:
    """Blocks as one text, and where in it places in blocks are."""
    text = ""
    offsets = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        offsets.append(len(text))
        text += block.text
        if after is not None:
            text += "\n" if block.kind == after.kind == "item" else "\n\n"
    offsets.append(len(text))
    return text.rstrip() + "\n", tuple(offsets[index] + more for index, more in starts)


def _goes_on(block: _Block, after: _Block) -> bool:
    """True when the first paragraph of a page goes on with the last one of the page before."""
    if block.kind not in ("paragraph", "item") or after.kind != "paragraph":
        return False
    return block.text[-1:] not in ".!?:" and after.text[:1].islower()


def _with_notes(
    read: list[Passage], page: int, body: float, levels: dict[float, int], labels: set[str]
) -> list[_Block]:
    """The blocks of a page, its notes with the marks that lead to them."""
    blocks: list[_Block] = []
    lists: list[float] = []
    for passage in read:
        block = _block(passage, page, levels, lists)
        mark = _OWN_MARK.match(passage.lines[0].plain) if passage.size < _NOTE * body else None
        if mark is not None and block.kind in ("paragraph", "item"):
            label = mark.group(1).translate(_PLAIN)
            place = _marked(blocks, label)
            if place is not None:
                name = label if label not in labels else f"{label}-p{page + 1}"
                labels.add(name)
                at, start, end = place
                blocks[at].text = f"{blocks[at].text[:start]}[^{name}]{blocks[at].text[end:]}"
                own = _OWN_MARK.match(block.text)
                block = _Block(f"[^{name}]: {block.text[own.end() if own else 0 :]}", page, "note")
        if block.text:
            blocks.append(block)
    return blocks


def _marked(blocks: list[_Block], label: str) -> tuple[int, int, int] | None:
    """The raised number that leads to a note, rather one behind a word than behind a digit: block, start and end."""
    found = [
        (block.text[match.start() - 1 : match.start()].isdigit(), index, *match.span())
        for index, block in enumerate(blocks)
        if block.kind != "note"
        for match in _MARK.finditer(block.text)
        if match.group().translate(_PLAIN) == label
    ]
    return min(found)[1:] if found else None


def _block(passage: Passage, page: int, levels: dict[float, int], lists: list[float]) -> _Block:
    """A passage as Markdown; ``lists`` holds where the items of the open lists begin."""
    if passage.is_block or passage.is_table:
        lists.clear()
        parts = passage.lines[0].parts
        shown = [one for part in parts for one in (extracted.paragraph(part.text), part.block) if one]
        return _Block("\n\n".join(shown) if passage.is_block else extracted.table(cells(passage)), page, "table")
    text = ""
    for line in passage.lines:
        text = joined(text, " ".join(part.text for part in line.parts))
    level = levels.get(round(passage.size, 1), 0)
    if level and len(text) <= _LONGEST_HEADING:
        lists.clear()
        return _Block(f"{'#' * level} {text}", page, "heading")
    first = passage.lines[0]
    bullet = _BULLET.match(text)
    if is_item(first):
        text = f"- {text[bullet.end() if bullet else 0 :]}"
    elif lists and _LETTER.match(text) is not None and first.parts[0].left > lists[-1]:
        text = f"- {text}"
    elif _NUMBER.match(text) is None:
        lists.clear()
        return _Block(extracted.paragraph(text), page)
    return _Block("    " * _depth(lists, first.parts[0].left, _STEP * first.size) + text, page, "item")


def _depth(lists: list[float], left: float, step: float) -> int:
    """How many lists an item stands in besides its own."""
    while lists and left < lists[-1] - step:
        lists.pop()
    if not lists or left > lists[-1] + step:
        lists.append(left)
    return len(lists) - 1
