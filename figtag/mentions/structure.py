"""Numbers of the document itself, and positions in an order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import regex

from figtag.document import BlockKind
from figtag.labels import Role
from figtag.mentions.months import DASHES, ordinal_part, ordinal_stretch
from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Range, Scan, vocabulary
from figtag.patterns import lazy_regex
from figtag.span import beginning_in

# 1.   2)   (3)   2.1   2.1.   IV is no digit   [4]
_NUMBER_AT_START = lazy_regex(r"(?P<open>[\[(])?(?P<number>\d{1,3}(?:\.\d{1,2}){0,4})(?P<close>[.)\]:]{1,2})?(?=\s|$)")
# Q1:   Q2.   A3)
_QUESTION = lazy_regex(r"[QA]\d{1,2}(?=[:.)]\s)")
# 12(3): 201-219   45(2), pp. 112-130
_JOURNAL = lazy_regex(
    r"(?P<volume>\d{1,4})\ ?\((?P<issue>\d{1,3}(?:[-–]\d{1,3})?)\)\ ?[:,]\ ?(?:pp?\.\ ?)?"
    r"(?P<pages>[A-Z]?\d{1,6}(?:\ ?[-–]\ ?[A-Z]?\d{1,6}|(?=[.;,)]|$)))(?!\w|[.,]\d)"
)
# [12]   [1, 2]   [3-5]   [^4]   [^toms1]
_BRACKET = lazy_regex(r"\[\^?(?:\d{1,3}(?:\ ?[,;–-]\ ?\d{1,3}){0,20}|(?<=\^)[\w-]{1,40})\]")
_CITED_LIST = lazy_regex(r"\d{1,3}(?:[–-]\d{1,3})?(?:,\d{1,3}(?:[–-]\d{1,3})?)+")
_GROUPED = lazy_regex(r"\d{1,3}(?:,\d{3})+")
_NUMBERS = lazy_regex(r"\d+")
_CITED_OFTEN = 2
"""So many citations at the ends of sentences show that a text cites by numbers."""
_CITED_APART = 25
"""They stand at least so many characters apart."""
# (1)   1)   in running text
_INLINE = lazy_regex(r"(?P<open>\()?(?P<number>\d{1,2}|[ivx]{1,4})\\?\)(?=\s|$)")
# 3   3.2   A-11   4b   3B   S2   12-15   3A-3C, after "Table", "Section" and the like
_REFERENCE = lazy_regex(
    r"(?:[A-Z]{1,2}(?:[-.]|(?!\d{3})))?\d{1,4}(?:[.-]\d{1,3}){0,3}[A-Za-z]?"
    r"(?:\ ?[–-]\ ?(?:[A-Z]-?)?\d{1,4}[A-Za-z]?)?(?![\w%]|[.,]\d|:\d)"
)
# (3)   (4.2)   (5a), after "Eq."
_BRACKETED = lazy_regex(r"\(\d{1,3}(?:\.\d{1,3})?[a-z]?\)")
# (26)   (26,29,49)   (4,35–38,44)   (12, 14)
_CITED = lazy_regex(r"(?<=[\p{Ll})”\"’] )\((?P<numbers>\d{1,3}(?:(?:[,;]\ ?|[–-])\d{1,3}){0,20})\)(?=[.,;:)\s]|$)")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_BEFORE_RAISED = frozenset(".,;:!?)”\"'’]")
_HYPHENS = frozenset("-‑")


def read_number_at_start(scan: Scan) -> Range | None:
    """The number of a heading or list item at the start of its block: ``1.``, ``2.1``, ``(3)``."""
    if scan.block.kind in (BlockKind.CELL, BlockKind.META, BlockKind.CODE):
        return None
    found = _NUMBER_AT_START.match(scan.text)
    if found is None:
        return None
    after = found.end() + 1
    dotted = "." in found["number"]
    if found["close"] == ":" and (dotted or scan.block.kind is BlockKind.PARAGRAPH):
        return None
    if found["open"] is not None or found["close"] is not None:
        if after >= len(scan.text) and not scan.heading and scan.block.kind is not BlockKind.ITEM:
            return None
        end = found.end()
        if found["close"] == ")" and found["open"] is None:
            end -= 1
        return 0, _token_after(scan, 0, end)
    if scan.heading and after < len(scan.text) and scan.text[after].isupper():
        words = vocabulary(scan.tables, "structure-word")
        first = _token_after(scan, 0, after)
        if dotted and len(scan.words[first]) > 2:
            return 0, first
        if words.has(scan.tokens, first, "title"):
            return 0, first
    return None


def read_question(scan: Scan) -> Range | None:
    """The number of a question or answer at the start of its block: ``Q1: How long does it take?``."""
    found = _QUESTION.match(scan.text)
    if found is None or scan.block.kind in (BlockKind.CELL, BlockKind.META):
        return None
    if not scan.heading and "?" not in scan.text:
        return None
    return 0, _token_after(scan, 0, found.end())


def read_journal(scan: Scan, index: int) -> list[tuple[Range, Role]]:
    """The volume, issue and pages of a paper: ``12(3): 201-219``; the volume and the issue are names."""
    found = _JOURNAL.match(scan.text, scan.starts[index])
    if found is None or not scan.whole(index):
        return []
    parts = [("volume", Role.NAME), ("issue", Role.NAME), ("pages", Role.STRUCTURE)]
    ranges = [(scan.at(index, found.start(part)), scan.at(index, found.end(part)), role) for part, role in parts]
    return [((first, last), role) for first, last, role in ranges]


def read_bracket(scan: Scan, index: int) -> Range | None:
    """A reference number in brackets: ``[12]``, ``[1, 2]``."""
    found = _BRACKET.match(scan.text, scan.starts[index])
    if found is None or not any(sign.isdecimal() for sign in found.group()):
        return None
    return index, _token_after(scan, index, found.end())


def read_inline_number(scan: Scan, index: int) -> Range | None:
    """The number of a list inside a sentence: ``1)``, ``(2)``; the token is the number or the bracket before it."""
    if scan.block.kind is BlockKind.CELL:
        return None
    start = scan.starts[index]
    opened = scan.words[index] == "("
    if not opened and (start and scan.text[start - 1] != " "):
        return None
    found = _INLINE.match(scan.text, start)
    if found is None or not found["number"].isdecimal() or (found["open"] is None and _is_open(scan.text, start)):
        return None
    if opened and start and scan.words[index - 1][0].isdecimal():
        return None
    end = _token_after(scan, index, found.end("number"))
    return (index, end + 1) if opened else (index, end)


def read_citation(scan: Scan, index: int) -> Range | None:
    """The numbers of papers in parentheses, where the text shows that it cites in this way: ``(26,29)``, ``(4)``."""
    if scan.cited is None:
        scan.cited = _citations(scan)
    end = scan.cited.get(scan.starts[index])
    return None if end is None else (index, _token_after(scan, index, end))


def _citations(scan: Scan) -> dict[int, int]:
    """Where citations in parentheses begin and end.

    A list without blanks shows that a text cites by numbers, and so do two numbers that close their sentences or follow
    on each other; a number right after another, or after its own word, counts something: ``reds (24), blues (18)``,
    ``twelve (12)``.
    """
    found = [match for match in _CITED.finditer(scan.text) if _may_cite(scan, match)]
    if not any(_CITED_LIST.fullmatch(match["numbers"]) for match in found):
        closing = sum(scan.text.startswith(".", match.end()) for match in found)
        if closing < _CITED_OFTEN and not any(_follows_on(*two) for two in pairwise(found)):
            return {}
        near = [one.end() + _CITED_APART > two.start() for one, two in pairwise(found)]
        found = [match for match, *close in zip(found, [False, *near], [*near, False], strict=True) if not any(close)]
    return dict(match.span() for match in found)


def _follows_on(one: regex.Match[str], two: regex.Match[str]) -> bool:
    """True for two citations in a row, of papers that follow one another in the list."""
    return int(_NUMBERS.findall(one["numbers"])[-1]) + 1 == int(_NUMBERS.findall(two["numbers"])[0])


def _may_cite(scan: Scan, match: regex.Match[str]) -> bool:
    numbers = [int(number) for number in _NUMBERS.findall(match["numbers"])]
    if not numbers[0] or any(one >= two for one, two in pairwise(numbers)) or _GROUPED.fullmatch(match["numbers"]):
        return False
    before = bisect_left(scan.starts, match.start()) - 1
    return not vocabulary(scan.tables, "ordinal-word").has(scan.tokens, before, "cardinal")


def _is_open(text: str, start: int) -> bool:
    """True when a bracket before ``start`` is still open there, within the same stretch of text."""
    near = text[max(0, start - 300) : start]
    return near.rfind("(") > near.rfind(")")


def read_raised(scan: Scan, index: int) -> Range | None:
    """A raised footnote number after a word, a stop, a share or an amount; ``m²`` and ``10⁹`` are none."""
    if scan.words[index] not in _RAISED or not index or not scan.glued(index):
        return None
    before = scan.words[index - 1]
    known = before in _BEFORE_RAISED or (before.isalpha() and len(before) > 3)
    start = scan.starts[index]
    if not known and not beginning_in(scan.block.marks, start, start + 1):
        return None
    end = index + 1
    while scan.word(end) in _RAISED and scan.glued(end):
        end += 1
    return index, end


def read_reference(scan: Scan, index: int) -> list[Range]:
    """``Table 3``, ``tables A-1, A-2 and A-3``, ``Chapter 1``, ``Linchpin 1:``; each number its own range."""
    words = vocabulary(scan.tables, "structure-word")
    found = words.find(scan.tokens, index, "reference")
    label = None if found is not None else words.find(scan.tokens, index, "label")
    if found is None and label is None:
        return []
    end, need = found or label or (0, "")
    if scan.word(end) == "." and scan.glued(end):
        end += 1
    if scan.word(end) == "#":
        end += 1
    if need == "stop" and (scan.word(end - 1) != "." or scan.capital(index)):
        return []
    if need == "capital" and not scan.capital(index):
        return []
    bracketed = need == "bracket"
    stop = None if scan.glued(end) and scan.words[end - 1][-1].isalpha() else _reference(scan, end, bracketed)
    if stop is None or _is_measured(scan, end, stop):
        return []
    if label is not None and not _is_label(scan, index, stop):
        return []
    ranges = [(index, stop)]
    if found is None:
        return ranges
    several = scan.word(found[0] - 1).endswith("s")
    while True:
        at, last = stop, False
        while words.has(scan.tokens, at, "joint"):
            last = words.has(scan.tokens, at, "last-joint")
            at += 1
        more = _reference(scan, at, bracketed) if at > stop else None
        if more is None or not _same_shape(scan, end, at):
            return ranges
        follows = scan.word(more)[:1].isalpha() and not words.has(scan.tokens, more, "last-joint")
        if follows and scan.words[end].isdecimal() and not (several and last):
            return ranges
        ranges.append((at, more))
        stop = more


def _reference(scan: Scan, index: int, bracketed: bool) -> int | None:
    if index >= scan.count:
        return None
    form = _BRACKETED if bracketed and scan.words[index] == "(" else _REFERENCE
    found = form.match(scan.text, scan.starts[index])
    if found is None:
        return None
    return _token_after(scan, index, found.end())


def _is_measured(scan: Scan, index: int, stop: int) -> bool:
    """True when the number is an amount after all: ``column 43 years ago``."""
    if stop >= scan.count or scan.glued(stop) or not scan.words[index].isdecimal():
        return False
    return read_unit(scan.text, scan.starts[stop], scan.tables) is not None


def _same_shape(scan: Scan, first: int, other: int) -> bool:
    return scan.words[first][0].isdecimal() == scan.words[other][0].isdecimal()


def _is_label(scan: Scan, index: int, stop: int) -> bool:
    """True when a word and its number stand as the label of what follows: at the start, and closed off."""
    if not scan.opens(index) or not scan.capital(index):
        return False
    return stop >= scan.count or scan.word(stop) in (":", ".", "-", "–", "—", ")", "|")


def _token_after(scan: Scan, index: int, end: int) -> int:
    while index < scan.count and scan.starts[index] < end:
        index += 1
    return index


def read_ordinal(scan: Scan, index: int) -> tuple[Range, bool] | None:
    """An ordinal in words or digits, and whether it is part of a date (``third quarter``, ``21st century``)."""
    words = vocabulary(scan.tables, "ordinal-word")
    if scan.words[index].isdecimal():
        if not (scan.glued(index + 1) and words.has(scan.tokens, index + 1, "ending")) or not _stands(scan, index):
            return None
        return _dated(scan, index, index + 2)
    if scan.words[index] == "#":
        number = scan.number(index + 1)
        if number is not None and scan.glued(index + 1) and len(scan.words[index + 1]) <= 3 and scan.whole(index + 1):
            return (index, index + 2), False
        return None
    rank = words.find(scan.tokens, index, "rank")
    if rank is not None:
        return _rank(scan, index, rank)
    found = words.find(scan.tokens, index, "ordinal")
    if found is not None:
        if _is_time(scan, index) or _is_share(scan, index, found):
            return None
        return _dated(scan, index, found[0])
    tens = words.find(scan.tokens, index, "tens")
    if tens is not None and scan.word(tens[0]) in _HYPHENS and not words.has(scan.tokens, index - 1, "cardinal"):
        unit = words.find(scan.tokens, tens[0] + 1, "ordinal")
        if unit is not None and unit[1].isdecimal() and int(unit[1]) < 10:
            return (index, unit[0]), False
    return None


def read_percentile(scan: Scan, index: int, floor: int) -> Range | None:
    """``p95``, ``P99.9``: places in an order, written short."""
    words = vocabulary(scan.tables, "ordinal-word")
    if index <= floor or not scan.glued(index) or not words.has(scan.tokens, index - 1, "percentile"):
        return None
    if scan.glued(index - 1) and scan.words[index - 2][0].isalnum():
        return None
    if not words.has(scan.tokens, index, "place"):
        return None
    end = index + 1
    if scan.word(end) == "." and scan.glued(end) and scan.glued(end + 1) and scan.word(end + 1).isdecimal():
        end += 2
    elif scan.glued(end) and scan.word(end)[0].isalnum():
        return None
    return index - 1, end


def _stands(scan: Scan, index: int) -> bool:
    start = scan.starts[index]
    return start == 0 or not (scan.text[start - 1].isalnum() or scan.text[start - 1] in ".,/")


def _dated(scan: Scan, index: int, end: int) -> tuple[Range, bool]:
    date = ordinal_part(scan, index) or ordinal_stretch(scan, index)
    return ((index, date), True) if date is not None else ((index, end), False)


def _rank(scan: Scan, index: int, found: tuple[int, str]) -> tuple[Range, bool] | None:
    """``number two``, ``No. 1``, ``phase three``, ``Year 6-10``."""
    end, value = found
    if value == "capital" and not scan.capital(index):
        return None
    words = vocabulary(scan.tables, "ordinal-word")
    if scan.word(end) == "#":
        end += 1
    number = scan.number(end)
    if number is not None and len(scan.words[end]) <= 3 and scan.whole(end):
        last = scan.number(end + 2) if scan.word(end + 1) in DASHES and scan.glued(end + 1) else None
        until = last is not None and scan.glued(end + 2) and scan.whole(end + 2) and last > number
        return (index, end + 3 if until else end + 1), False
    word = words.find(scan.tokens, end, "cardinal")
    if word is None or scan.word(word[0]) == "-" or words.has(scan.tokens, word[0], "scale"):
        return None
    return (index, word[0]), False


def _is_time(scan: Scan, index: int) -> bool:
    """True for "second" where it is the unit of time."""
    words = vocabulary(scan.tables, "ordinal-word")
    if not words.has(scan.tokens, index, "time"):
        return False
    if scan.word(index - 1) in _HYPHENS and index > 1:
        return True
    if words.has(scan.tokens, index - 1, "timing") or scan.word(index - 1).isdecimal():
        return True
    if words.has(scan.tokens, index - 1, "time-before"):
        follows = scan.word(index + 1)
        return not (follows[:1].isalpha() or follows == "-") or words.has(scan.tokens, index + 1, "no-noun")
    return False


def _is_share(scan: Scan, index: int, found: tuple[int, str]) -> bool:
    """True for "third" and the like where they are a part of a whole."""
    if not found[1].isdecimal() or int(found[1]) < 3:
        return False
    words = vocabulary(scan.tables, "ordinal-word")
    at = index - 2 if scan.word(index - 1) in _HYPHENS else index - 1
    if at < index - 1 and words.has(scan.tokens, at, "tens"):
        at -= 1  # "one twenty-fifth"
    if words.has(scan.tokens, at, "cardinal") or scan.word(at).isdecimal():
        return True
    if not words.has(scan.tokens, index - 1, "article"):
        return False
    if words.has(scan.tokens, index - 2, "share-before"):
        return True
    follows = scan.word(found[0])
    return not follows[:1].isalpha() or words.has(scan.tokens, found[0], "no-noun")
