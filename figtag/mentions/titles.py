"""Years inside the titles of reports."""

from __future__ import annotations

from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary


def read_titled_year(scan: Scan, index: int, floor: int) -> Range | None:
    """A year inside the title of a report: ``AEO 2025``, ``2024 Energy Usage Report``."""
    words = vocabulary(scan.tables, "name-word")
    year = scan.number(index)
    if year is None or not 1900 <= year < 2100 or not scan.whole(index):
        return None
    at = index - 1
    if at >= floor and scan.capital(at) and scan.starts[index] - scan.ends[at] == 1 and not scan.heading:
        if words.has(scan.tokens, at, "title") or _state_of(scan, at, floor, words):
            return _first_of_title(scan, at, floor, words), index + 1
        link = scan.link(scan.starts[index])
        if link is not None and link.span.end == scan.ends[index]:
            return _linked_title(scan, index, link.span.start, floor)
    last = index + 1
    run = 0
    while (
        last < scan.count
        and run < 10
        and (scan.capital(last) or (run and (scan.word(last) == "-" or words.has(scan.tokens, last, "title-after"))))
    ):
        run += 1
        if run > 1 and words.has(scan.tokens, last, "title") and scan.capital(last) and not scan.capital(last + 1):
            return index, last + 1
        last += 1
    return None


def _state_of(scan: Scan, at: int, floor: int, words: Vocabulary) -> bool:
    low = max(floor, at - 5)
    for first in range(at - 1, low - 1, -1):
        if scan.capital(first) and words.has(scan.tokens, first, "title-head"):
            return True
        if not (scan.capital(first) or words.has(scan.tokens, first, "title-state")):
            return False
    return False


def _first_of_title(scan: Scan, at: int, floor: int, words: Vocabulary) -> int:
    first = at
    while first - 1 >= floor and at - first < 7 and scan.starts[first] - scan.ends[first - 1] <= 1:
        word = scan.words[first - 1]
        if not (
            word[0].isupper()
            or (words.has(scan.tokens, first - 1, "title-before") and first - 2 >= floor and scan.capital(first - 2))
        ):
            break
        if word[0].isupper() and words.has(scan.tokens, first - 1, "no-name"):
            break
        first -= 1
    return first


def _linked_title(scan: Scan, index: int, start: int, floor: int) -> Range | None:
    """A link whose words are a title that ends in a year."""
    words = vocabulary(scan.tables, "name-word")
    first = index
    while first > floor and scan.starts[first - 1] >= start:
        first -= 1
        if not (scan.capital(first) or words.has(scan.tokens, first, "title-before")):
            return None
    return (first, index + 1) if index - first >= 2 and scan.starts[first] == start else None
