"""The heads and feet of printed pages: lines that most pages share, and lines that tell the number of their page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from figtag.patterns import lazy_re
from figtag.read.pages import Line

_ENDS = 2
"""Lines at the head and at the foot of a page that may be shared."""
_FEW = 3
"""Pages whose numbers must be seen before a number that stands apart is taken for one."""
_NUMBERS = lazy_re(r"\d+")
_PAGE_NUMBER = lazy_re(r"[0-9]{1,4}")


class Parted(NamedTuple):
    """Pages without their heads and feet, and how these read, each kind once."""

    pages: list[list[Line]]
    furniture: list[str]


def part_furniture(pages: Sequence[list[Line]]) -> Parted:
    """Take the heads and feet from pages; where nothing would be left, they are the text."""
    shared = _shared(pages)
    shift = _page_numbers(pages)
    kept: list[list[Line]] = []
    shown: dict[str, str] = {}
    for index, lines in enumerate(pages):
        kept.append([])
        for line in lines:
            ends = line is lines[0] or line is lines[-1]
            if _key(line) in shared or (shift is not None and ends and index + shift in _numbers_of(line)):
                shown.setdefault(_key(line), line.plain)
            else:
                kept[-1].append(line)
    return Parted(kept, sorted(shown.values())) if any(kept) else Parted(list(pages), [])


def _shared(pages: Sequence[list[Line]]) -> frozenset[str]:
    """Lines at the ends of most pages, numbers apart."""
    ends = Counter(key for lines in pages for key in {_key(line) for line in (*lines[:_ENDS], *lines[-_ENDS:])})
    return frozenset(key for key, count in ends.items() if count > 1 and count * 2 > len(pages))


def _key(line: Line) -> str:
    return _NUMBERS.sub("0", line.plain)


def _page_numbers(pages: Sequence[list[Line]]) -> int | None:
    """What the numbers of pages are ahead of their places, told by most pages; None when pages show no numbers."""
    shifts = Counter[int]()
    for index, lines in enumerate(pages):
        shifts.update({number - index for line in (*lines[:1], *lines[-1:]) for number in _numbers_of(line)})
    shift, count = shifts.most_common(1)[0] if shifts else (0, 0)
    return shift if count >= _FEW and count * 2 > len(pages) else None


def _numbers_of(line: Line) -> set[int]:
    """The numbers that stand apart at the ends of a line."""
    ends = {line.parts[0].plain.strip(), line.parts[-1].plain.strip()}
    return {int(text) for text in ends if _PAGE_NUMBER.fullmatch(text)}
