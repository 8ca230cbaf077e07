"""Numbers after a word that makes them a name: products and their versions, kinds of things.

The general rule is a shape: digits after a capitalised word with nothing counted or measured after them. Words that
decide are rows of the family ``name-word``.
"""

from __future__ import annotations

from figtag.mentions.amounts import (
    core_end,
    counts_next,
    index_at,
    is_amount,
    is_measured,
    is_plural,
    small_words,
    spans_amount,
)
from figtag.mentions.codes import tokens_of
from figtag.mentions.units import read_before
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.patterns import lazy_regex

_SIMPLE = lazy_regex(r"\d+(?:\.\d+)*(?:[A-Za-z](?![A-Za-z]))?(?:[-–/]\d+(?![\d%]))?")
_SIZE = lazy_regex(r"\d{1,4}(?:\.\d{1,2})?(?:[xX]\d{1,3})?[BbMm](?:-[\w.-]+)?(?![\w%])")
# Dunmore 1, Leith Park 1   France 2 Spain 0
_SCORE = lazy_regex(
    r"(?P<one>\p{Lu}[\p{L}.'’& ]{1,30}?) (?P<first>\d{1,2})(?:,| -| –|;)? "
    r"(?P<two>\p{Lu}[\p{L}.'’& ]{1,30}?) (?P<second>\d{1,2})(?![\w%]|[.,:-]\d)"
)
_SCORE_REACH = 80
_SCORE_STARTS = ".;:(|\n"
_LARGEST_VERSION = 30
"""A larger number with decimals after a name is a score."""
_NO_VERSION_BEFORE = frozenset("-–—×")
_HYPHENS = frozenset("-‑")


def read_before_line(scan: Scan, index: int, words: Vocabulary) -> Range | None:
    """A version before the line of products that it belongs to: ``3.5 Sonnet``."""
    after = scan.at(index, core_end(scan, index))
    if after >= scan.count or not words.has(scan.tokens, after, "line") or not scan.capital(after):
        return None
    return (index, after + 1) if scan.starts[after] - scan.ends[after - 1] == 1 else None


def read_after_word(scan: Scan, index: int, floor: int, words: Vocabulary) -> Range | None:
    """Digits after a blank and a word that makes them a name: ``Maia 100``, ``RFC 9110``, ``Tier 1``."""
    at = index - 1
    if at < floor:
        return None
    if scan.words[at] == "." and at > floor and scan.glued(at):
        short = words.find(scan.tokens, at - 1, "abbreviated")
        if short is not None and (short[1] != "large" or len(scan.words[index]) > 3):
            return at - 1, _simple_end(scan, index)
    if scan.words[at] == "/" and at > floor and scan.words[at - 1].isupper():
        first = find_designator(scan, at - 1, floor, words)
        return None if first is None else (first, _simple_end(scan, index))
    if scan.words[at] in ("#", ".", ":") or scan.starts[index] - scan.ends[at] != 1:
        if not (scan.words[at] == "#" and scan.glued(index)):
            return None
        return (at, index + 1) if scan.whole(index) else None
    end = core_end(scan, index)
    if words.has(scan.tokens, at, "dialled") and _is_dialled(scan, index, words):
        return index, index + 1
    designator = find_designator(scan, at, floor, words)
    if designator is not None:
        if is_amount(scan, index, end) and not (scan.words[at].isupper() and not is_measured(scan, end)):
            return None
        if scan.words[at].islower() and spans_amount(scan, index, words):
            return None
        if _is_deed(scan, at, words) and counts_next(scan, _simple_end(scan, index), words):
            return None
        return designator, _simple_end(scan, index)
    if not scan.words[at][-1].isalnum() or not (scan.capital(at) or _has_inner_capital(scan.words[at])):
        return None
    return _product(scan, index, floor, words)


def _is_dialled(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for the short telephone number of ``call 105``."""
    return 2 < len(scan.words[index]) < 7 and scan.whole(index) and not counts_next(scan, index + 1, words)


def find_designator(scan: Scan, at: int, floor: int, words: Vocabulary) -> int | None:
    """The first token of a word such as "RFC", "Tier" or "Wi-Fi" that ends at a token."""
    for first in range(max(floor, at - 2), at + 1):
        found = words.find(scan.tokens, first, "designator")
        if found is not None and found[0] == at + 1:
            return first
    return None


def _is_deed(scan: Scan, at: int, words: Vocabulary) -> bool:
    """True for a verb that is else a designator: ``will release 20 songs``."""
    return (
        scan.words[at].islower()
        and words.has(scan.tokens, at, "deed")
        and words.has(scan.tokens, at - 1, "deed-before")
    )


def _has_inner_capital(word: str) -> bool:
    return any(sign.isupper() for sign in word[1:])


def _simple_end(scan: Scan, index: int) -> int:
    """The token after a number with its version parts, letter or range: ``3.11``, ``4-5``, ``v5p/v6``."""
    found = _SIMPLE.match(scan.text, scan.starts[index])
    return scan.at(index, scan.ends[index] if found is None else found.end())


def _product(scan: Scan, index: int, floor: int, words: Vocabulary) -> Range | None:
    """A number after a capitalised word: a product and its version, unless something counted or measured follows."""
    at = index - 1
    text = scan.text
    end = core_end(scan, index)
    if is_no_name(scan, at, words) or read_before(text, scan.starts[index], scan.tables) is not None:
        return None
    size = _SIZE.match(text, scan.starts[index])
    if size is not None:
        return None
    after = text[end : end + 1]
    if is_amount(scan, index, end) or after.isalpha() or (after in _NO_VERSION_BEFORE and not _ends_name(scan, end)):
        return None
    if after == ":" and text[end + 1 : end + 2].isdecimal():
        return None
    stop = _simple_end(scan, index)
    if words.has(scan.tokens, stop, "multiplied") and scan.word(stop + 1)[:1].isdecimal():
        return None
    if not _may_be_version(scan, index, end) or _is_score(scan, index, floor, words):
        return None
    known = words.has(scan.tokens, at, "maker") or _is_series(scan, index)
    known = known and not words.has(scan.tokens, stop, "measured")
    if (not known and counts_next(scan, stop, words)) or _spans_on(scan, stop, words):
        return None
    first = first_of_name(scan, at, floor, words)
    stop = _with_variant(scan, stop, words)
    return first, stop


def _spans_on(scan: Scan, stop: int, words: Vocabulary) -> bool:
    """True for the first number of a range or score, but not before a number with a sign: ``Stoxx 50 -1.3%``."""
    if stop >= scan.count or not scan.word(stop + 1).isdecimal():
        return False
    if words.has(scan.tokens, stop, "range"):
        return True
    return scan.words[stop] in ("-", "–") and (scan.glued(stop) or not scan.glued(stop + 1))


def _ends_name(scan: Scan, end: int) -> bool:
    """True for a dash that only parts a name from what follows (``Orla 4- spare``), or joins it to ``-level``."""
    if scan.text[end] not in _HYPHENS:
        return False
    joined = index_at(scan, end + 1)
    words = vocabulary(scan.tables, "name-word")
    return scan.text[end + 1 : end + 2] == " " or (joined is not None and words.has(scan.tokens, joined, "suffix"))


def _is_series(scan: Scan, index: int) -> bool:
    """True for four digits, no round number, after an acronym, unless they count the next word: ``GTX 1070 prices``."""
    digits, maker = scan.words[index], scan.words[index - 1]
    if len(digits) != 4 or digits.endswith("00") or len(maker) < 3 or not (maker.isalpha() and maker.isupper()):
        return False
    return not is_plural(scan.lower[index + 1]) if index + 1 < scan.count else True


def _is_score(scan: Scan, index: int, floor: int, words: Vocabulary) -> bool:
    """True for one of two sides with their points, in a clause of nothing else: ``Dunmore 1, Leith Park 1``."""
    start = scan.starts[index]
    begin = max(scan.text.rfind(sign, max(0, start - _SCORE_REACH), start) for sign in _SCORE_STARTS) + 1
    while scan.text[begin : begin + 1] == " ":
        begin += 1
    found = _SCORE.match(scan.text, begin)
    if found is None or start not in (found.start("first"), found.start("second")) or found["one"] == found["two"]:
        return False
    after = scan.text[found.end() :].lstrip()[:1]
    if after and after not in '.;()"”|,':
        return False
    sides = (found.end("one"), found.end("two"))
    last = [scan.at(0, end) - 1 for end in sides]
    return not any(words.has(scan.tokens, at, kind) for at in last for kind in ("maker", "designator", "variant"))


def _may_be_version(scan: Scan, index: int, end: int) -> bool:
    """True for ``4.7``, ``100``, and ``4090`` after capitals; ``86.4`` is a score."""
    whole = scan.words[index]
    if scan.ends[index] < end:
        return len(whole) < 3 and int(whole) < _LARGEST_VERSION
    return len(whole) <= 3 or (len(whole) <= 5 and scan.words[index - 1].isupper() and len(scan.words[index - 1]) > 1)


def is_no_name(scan: Scan, at: int, words: Vocabulary) -> bool:
    """True for words that have a capital only where a sentence or title gives them one."""
    if words.has(scan.tokens, at, "no-name") or scan.lower[at] in small_words(scan.tables):
        return True
    if not scan.opens(at):
        return False
    return scan.lower[at].endswith(("ly", "ed")) or words.has(scan.tokens, at, "no-name-first")


def first_of_name(scan: Scan, at: int, floor: int, words: Vocabulary) -> int:
    """The first of the capitalised words that end at a token, at most four."""
    first = at
    while first - 1 >= floor and at - first < 3:
        word = scan.words[first - 1]
        if scan.starts[first] - scan.ends[first - 1] > 1 or not word[0].isalnum() or not (word[0].isupper()):
            break
        if is_no_name(scan, first - 1, words):
            break
        first -= 1
    return first


def _with_variant(scan: Scan, stop: int, words: Vocabulary) -> int:
    """The token after the words and sizes that belong to a version: ``4.7 Opus``, ``3 70B``."""
    while stop < scan.count and not scan.glued(stop):
        variant = words.find(scan.tokens, stop, "variant")
        if variant is not None and scan.capital(stop):
            stop = variant[0]
            continue
        size = _SIZE.match(scan.text, scan.starts[stop])
        if size is not None and not words.has(
            scan.tokens, tokens_of(scan, stop, size.start(), size.end())[1], "measured"
        ):
            stop = tokens_of(scan, stop, size.start(), size.end())[1]
            continue
        break
    return stop


def read_designation_size(scan: Scan, index: int, floor: int) -> Range | None:
    """A size after a name in a designation: ``Llama 70B``."""
    at = index - 1
    words = vocabulary(scan.tables, "name-word")
    if (
        at < floor
        or not words.has(scan.tokens, at, "maker")
        or not scan.capital(at)
        or scan.starts[index] - scan.ends[at] != 1
    ):
        return None
    size = _SIZE.match(scan.text, scan.starts[index])
    if size is None:
        return None
    end = tokens_of(scan, index, size.start(), size.end())[1]
    if words.has(scan.tokens, end, "measured"):
        return None
    return first_of_name(scan, at, floor, words), end
