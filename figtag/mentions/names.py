"""Numbers that are part of a name: products, versions, kinds of things.

The general rules are shapes: digits glued to letters that are no unit, digits after a capitalised word with nothing
counted after them. Words that decide are rows of the family ``name-word``.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from figtag.mentions.codes import read_code, tokens_of
from figtag.mentions.powers import is_power
from figtag.mentions.units import read_before, read_unit
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.patterns import lazy_regex
from figtag.tables import Tables

_TRAIL = ".,;:!?)]}>'\"’”*_-–/"
_CHUNK = lazy_regex(r"[\w.:/+@#&'’‑-]{1,200}")
_SIMPLE = lazy_regex(r"\d+(?:\.\d+)*(?:[A-Za-z](?![A-Za-z]))?(?:[-–/]\d+(?![\d%]))?")
_CORE = lazy_regex(r"\d+(?:[.,]\d+)*")
_GROUPED = lazy_regex(r"\d{1,3}(?:,\d{3})+(?!\d)")
_POWERED = lazy_regex(r"[A-Za-zµ]{1,3}[23]")
_SIZE = lazy_regex(r"\d{1,4}(?:\.\d{1,2})?(?:[xX]\d{1,3})?[BbMm](?:-[\w.-]+)?(?![\w%])")
# Dunmore 1, Leith Park 1   France 2 Spain 0
_SCORE = lazy_regex(
    r"(?P<one>\p{Lu}[\p{L}.'’& ]{1,30}?) (?P<first>\d{1,2})(?:,| -| –|;)? "
    r"(?P<two>\p{Lu}[\p{L}.'’& ]{1,30}?) (?P<second>\d{1,2})(?![\w%]|[.,:-]\d)"
)
_NOUN_WITHIN = 4
_SCORE_REACH = 80
_SCORE_STARTS = ".;:(|\n"
_LARGEST_VERSION = 30
"""A larger number with decimals after a name is a score."""
_LOWERED = frozenset("₀₁₂₃₄₅₆₇₈₉")
_MONEY = frozenset("$€£¥₹₩₽₺฿₪₫₱¢")
_SIGNS = frozenset("~≈<>≥≤=×±")
_NO_VERSION_BEFORE = frozenset("-–—×")
_UNIT_JOINTS = frozenset("/·⋅*×")
_HYPHENS = frozenset("-‑")
_POINTS = frozenset(".,")
_LONGEST_NUMBER = 4


def read_phrase(scan: Scan, index: int) -> Range | None:
    """A fixed name: ``S&P 500``, ``24/7``, ``One Big Beautiful Bill``."""
    words = vocabulary(scan.tables, "name-word")
    found = words.find(scan.tokens, index, "phrase")
    if found is None:
        return None
    end, how = found
    if (how == "capital" and not scan.capital(index)) or is_power(scan, end - 1):
        return None
    start = scan.starts[index]
    if index and scan.glued(index) and scan.text[start - 1].isalnum():
        return None
    if scan.glued(end) and (
        scan.word(end)[0].isalnum()
        or (scan.word(end) in ".,/:" and scan.glued(end + 1) and scan.word(end + 1)[0].isdecimal())
    ):
        return None
    return index, end


def read_name(scan: Scan, index: int, floor: int) -> Range | None:
    """The name that a token of digits is part of; ``floor`` is the first token that it may take."""
    text, start = scan.text, scan.starts[index]
    words = vocabulary(scan.tables, "name-word")
    code = read_code(scan, index)
    if code is not None:
        (first, last), is_version = code
        first = _versioned(scan, first, floor) if is_version else first
        return (first, last) if first >= floor else None
    before = text[start - 1] if start else " "
    if is_power(scan, index):
        return None
    if before.isalpha() or before == "_" or (before in _HYPHENS and start > 1 and text[start - 2].isalpha()):
        return _glued(scan, index, floor, words)
    if before in _MONEY or before in _SIGNS or before.isalnum():
        return None
    tail = _glued_tail(scan, index, words)
    if tail is not None:
        return tail
    return _after_word(scan, index, floor, words) or _before_line(scan, index, words)


def read_lowered(scan: Scan, index: int, floor: int) -> Range | None:
    """A name with a lowered digit: ``CO₂``."""
    if scan.words[index] not in _LOWERED:
        return None
    found = _CHUNK.match(scan.text, scan.starts[index])
    first = index
    while first > floor and scan.glued(first) and (scan.words[first - 1].isalnum()):
        first -= 1
    if _is_in_unit(scan, first, scan.ends[index]):
        return None
    end = scan.ends[index] if found is None else found.end()
    while text_end(scan, end) in "-.:/'’&+":
        end -= 1
    return first, tokens_of(scan, index, scan.starts[index], end)[1]


def text_end(scan: Scan, end: int) -> str:
    """The character before ``end``."""
    return scan.text[end - 1]


def _versioned(scan: Scan, index: int, floor: int) -> int:
    """The first token of the name that a version stands after, or the version's own."""
    words = vocabulary(scan.tables, "name-word")
    at = index - 1
    if at < floor or scan.starts[index] - scan.ends[at] != 1 or not scan.words[at].isalpha():
        return index
    if scan.capital(at) and not _is_no_name(scan, at, words):
        return _first_of_name(scan, at, floor, words)
    designator = _designator(scan, at, floor, words)
    return index if designator is None else designator


def _glued(scan: Scan, index: int, floor: int, words: Vocabulary) -> Range | None:
    """Digits with letters directly before them, or letters and a hyphen: ``H100``, ``GPT-5.5``, ``t2.micro``."""
    text, start = scan.text, scan.starts[index]
    hyphen = text[start - 1] in "-‑_"
    at = index - 2 if hyphen else index - 1
    if at < floor:
        return None
    word = scan.words[at]
    if words.has(scan.tokens, at, "prefix") and hyphen:
        return None
    end = _core_end(scan, index)
    if not hyphen:
        if _is_money(scan, index, at, end, words):
            return None
        if word in ("x", "e", "E", "X") and at and scan.glued(at) and scan.words[at - 1][-1].isdecimal():
            return None
        if len(word) == 1 and not word.isascii() and not word.isalpha():
            return None
        if _POWERED.fullmatch(word + scan.words[index]) and at and _measures(scan.words[at - 1]):
            return None
        if text[end : end + 1] == "%" or (len(word) > 3 and not word.isupper() and _is_amount(scan, index, end)):
            return None
    elif (
        word.isalpha()
        and word.islower()
        and len(word) > 1
        and (_is_amount(scan, index, end) and not words.has(scan.tokens, at, "maker"))
    ):
        return None
    first = at
    while first > floor and scan.glued(first) and scan.glued(first - 1 + 1) and _joins(scan, first - 1):
        first -= 1
    while first < at and not scan.words[first][0].isalnum():
        first += 1
    begin = scan.starts[first]
    if _is_in_unit(scan, first, end):
        return None
    last = tokens_of(scan, index, start, _chunk_end(scan, index, begin, words))[1]
    if scan.word(last) in ("–", "−", "+") and scan.glued(last) and scan.glued(last + 1) and scan.ends[last - 1] > start:
        long = scan.words[last] == "–" or min(len(scan.words[last - 1]), len(scan.words[last + 1])) > 1
        last += 2 if long and _is_second_number(scan, scan.starts[last], scan.words[last + 1]) else 0
    if first > floor and len(word) == 1 and word.islower() and _is_acronym(scan, first - 1):
        first -= 1
    return first, last


def _is_in_unit(scan: Scan, first: int, end: int) -> bool:
    """True for the substance of a unit, which goes on behind it: the CO2 of ``0.4 kg CO2/kWh`` and ``90 gCO2/km``."""
    if scan.text[end : end + 1] not in ("/", " ", "e", "-"):
        return False
    for at in (first, first - 1):
        if at > 0 and scan.words[at - 1][-1].isdecimal():
            unit = read_unit(scan.text, scan.starts[at], scan.tables)
            return unit is not None and unit.span.end > end
    return False


def _is_acronym(scan: Scan, index: int) -> bool:
    """True for the acronym that a version stands after: the TPU of ``TPU v5p``."""
    word = scan.words[index]
    return len(word) > 1 and word.isalpha() and word.isupper() and scan.starts[index + 1] - scan.ends[index] == 1


def _is_money(scan: Scan, index: int, at: int, end: int, words: Vocabulary) -> bool:
    """True for a currency code with its amount: ``USD5``, but not ``COP28``."""
    if not scan.words[at].isupper() or read_before(scan.text, scan.starts[index], scan.tables) is None:
        return False
    return not words.has(scan.tokens, at, "no-money") or _is_amount(scan, index, end)


def _measures(word: str) -> bool:
    """True for what stands before the unit of ``5 km2`` or ``A/cm2``."""
    return word.isdecimal() or word in _UNIT_JOINTS


def _joins(scan: Scan, index: int) -> bool:
    sign = scan.words[index]
    return (
        sign.isalnum()
        or sign in "-‑._&"
        or (sign in ":/" and index > 0 and scan.glued(index) and scan.words[index - 1][-1:].isdecimal())
    )


def _core_end(scan: Scan, index: int) -> int:
    end = scan.ends[index]
    if scan.text[end : end + 1] not in _POINTS:
        return end
    found = _CORE.match(scan.text, scan.starts[index])
    return end if found is None else found.end()


def _is_amount(scan: Scan, index: int, end: int) -> bool:
    """True when the digits at a token are written like an amount, or followed by a unit or scale."""
    text = scan.text
    if _GROUPED.match(text, scan.starts[index]) or text[end : end + 1] in ("%", "+"):
        return True
    return is_measured(scan, end)


def is_measured(scan: Scan, end: int) -> bool:
    """True when a unit or a scale follows a number that ends at ``end``."""
    text = scan.text
    at = end + 1 if text[end : end + 1] == " " else end
    if at >= len(text) or text.startswith("- ", end):
        return False
    if read_unit(text, at, scan.tables) is not None:
        return True
    index = _index_at(scan, at)
    words = vocabulary(scan.tables, "name-word")
    return index is not None and (words.has(scan.tokens, index, "scale") and (at == end or len(scan.words[index]) > 1))


def _spans_amount(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for the first number of a range that is measured: ``route 90 to 95 percent``."""
    if not words.has(scan.tokens, index + 1, "range") or not scan.word(index + 2).isdecimal():
        return False
    return is_measured(scan, _core_end(scan, index + 2))


def _index_at(scan: Scan, at: int) -> int | None:
    index = bisect_left(scan.starts, at)
    return index if index < scan.count and scan.starts[index] == at else None


def _chunk_end(scan: Scan, index: int, begin: int, words: Vocabulary) -> int:
    """Where the run of letters, digits and joints ends that begins at ``begin``."""
    text, start = scan.text, scan.starts[index]
    found = _CHUNK.match(text, start)
    end = scan.ends[index] if found is None else found.end()
    stop = text.find("$", start, end)
    chunk = text[start : end if stop < 0 else stop]
    for sign in ("'s", "’s"):
        if chunk.endswith(sign):
            chunk = chunk[:-2]
    for sign in (":", "/", "+", "&", "@"):
        head, cut, rest = chunk.partition(sign)
        if sign in "/:" and rest and (_is_second_number(scan, start + len(head), rest) or _is_tail(head, rest)):
            continue
        if cut and not (rest[:1].isalpha() and any(c.isdecimal() for c in rest) and sign in ":/"):
            chunk = head
    while "-" in chunk:
        head, _, rest = chunk.rpartition("-")
        if rest and not (rest.isalpha() and rest.islower() and len(rest) > 2 and _is_suffix(words, rest)):
            break
        chunk = head
    return start + len(chunk.rstrip(_TRAIL + "‑")) if chunk.rstrip(_TRAIL + "‑") else scan.ends[index]


def _is_tail(head: str, rest: str) -> bool:
    """True for the digit that ends a name whose digits are followed by letters: ``C57BL/6``."""
    return head[-1:].isupper() and len(rest) == 1 and rest.isdecimal()


def _is_second_number(scan: Scan, cut: int, rest: str) -> bool:
    """True for the second number of a name, behind the joint at ``cut``: ``AB202/2031``, ``T-1–60``."""
    end = cut + 1 + len(rest)
    if not rest.isdecimal() or len(rest) > _LONGEST_NUMBER or scan.text[end : end + 1].isalnum():
        return False
    if scan.text[end : end + 1] in _POINTS and scan.text[end + 1 : end + 2].isdecimal():
        return False
    return not is_measured(scan, end) and not is_counted(scan, bisect_left(scan.starts, end))


def _is_suffix(words: Vocabulary, word: str) -> bool:
    return word in words.firsts.get("suffix", frozenset())


def _glued_tail(scan: Scan, index: int, words: Vocabulary) -> Range | None:
    """Digits with letters directly after them that are no unit: ``5G``, ``3D``, ``3nm``, ``2013TV135``."""
    _text, start = scan.text, scan.starts[index]
    end = _core_end(scan, index)
    after = index
    while after < scan.count and scan.starts[after] < end:
        after += 1
    if after >= scan.count:
        return None
    if scan.starts[after] == end and scan.words[after].isalpha():
        if _is_generation(scan, index, after, words):
            return index, after + 1
        if words.has(scan.tokens, after, "node") and _is_node(scan, index, words):
            return index, after + 1
        if (
            scan.glued(after + 1)
            and scan.words[after + 1].isdecimal()
            and len(scan.words[after]) > 1
            and not _POWERED.fullmatch(scan.words[after] + scan.words[after + 1])
            and not is_measured(scan, end)
        ):
            return index, tokens_of(scan, index, start, _chunk_end(scan, index, start, words))[1]
        return None
    if (
        words.has(scan.tokens, after, "node")
        and words.has(scan.tokens, after + 1, "process")
        and _is_node(scan, index, words)
    ):
        return index, after + 1
    return _bond(scan, index, after, words)


def _before_line(scan: Scan, index: int, words: Vocabulary) -> Range | None:
    """A version before the line of products that it belongs to: ``3.5 Sonnet``."""
    after = scan.at(index, _core_end(scan, index))
    if after >= scan.count or not words.has(scan.tokens, after, "line") or not scan.capital(after):
        return None
    return (index, after + 1) if scan.starts[after] - scan.ends[after - 1] == 1 else None


def _is_node(scan: Scan, index: int, words: Vocabulary) -> bool:
    return words.has(scan.tokens, index, "node-size") and scan.text[scan.ends[index] : scan.ends[index] + 1] != "."


def _is_generation(scan: Scan, index: int, after: int, words: Vocabulary) -> bool:
    """True for ``5G`` and ``3D``."""
    found = words.find(scan.tokens, after, "generation")
    if found is None or not scan.capital(after) or (scan.number(index) or 99) > int(found[1]):
        return False
    end = found[0]
    return not (end == after + 1 and scan.glued(end) and scan.word(end)[0].isalnum())


def _bond(scan: Scan, index: int, after: int, words: Vocabulary) -> Range | None:
    """``30-year bond``, ``404 errors``: kinds of things that a number names."""
    found = words.find(scan.tokens, after, "term")
    if found is not None and words.has(scan.tokens, found[0], "paper"):
        return index, found[0]
    number = scan.number(index)
    if number is not None and len(scan.words[index]) == 3 and words.has(scan.tokens, index, "status-code"):
        noun = words.find(scan.tokens, after, "status")
        if noun is not None or words.has(scan.tokens, index - 1, "status"):
            return index, after
    return None


def _after_word(scan: Scan, index: int, floor: int, words: Vocabulary) -> Range | None:
    """Digits after a blank and a word that makes them a name: ``Maia 100``, ``RFC 9110``, ``Tier 1``."""
    at = index - 1
    if at < floor:
        return None
    if scan.words[at] == "." and at > floor and scan.glued(at):
        short = words.find(scan.tokens, at - 1, "abbreviated")
        if short is not None and (short[1] != "large" or len(scan.words[index]) > 3):
            return at - 1, _simple_end(scan, index)
    if scan.words[at] == "/" and at > floor and scan.words[at - 1].isupper():
        first = _designator(scan, at - 1, floor, words)
        return None if first is None else (first, _simple_end(scan, index))
    if scan.words[at] in ("#", ".", ":") or scan.starts[index] - scan.ends[at] != 1:
        if not (scan.words[at] == "#" and scan.glued(index)):
            return None
        return (at, index + 1) if scan.whole(index) else None
    end = _core_end(scan, index)
    if words.has(scan.tokens, at, "dialled") and _is_dialled(scan, index, words):
        return index, index + 1
    designator = _designator(scan, at, floor, words)
    if designator is not None:
        if _is_amount(scan, index, end) and not (scan.words[at].isupper() and not is_measured(scan, end)):
            return None
        if scan.words[at].islower() and _spans_amount(scan, index, words):
            return None
        if _is_deed(scan, at, words) and _counts_next(scan, _simple_end(scan, index), words):
            return None
        return designator, _simple_end(scan, index)
    if not scan.words[at][-1].isalnum() or not (scan.capital(at) or _has_inner_capital(scan.words[at])):
        return None
    return _product(scan, index, floor, words)


def _is_dialled(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for the short telephone number of ``call 105``."""
    return 2 < len(scan.words[index]) < 7 and scan.whole(index) and not _counts_next(scan, index + 1, words)


def _designator(scan: Scan, at: int, floor: int, words: Vocabulary) -> int | None:
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
    end = _core_end(scan, index)
    if _is_no_name(scan, at, words) or read_before(text, scan.starts[index], scan.tables) is not None:
        return None
    size = _SIZE.match(text, scan.starts[index])
    if size is not None:
        return None
    after = text[end : end + 1]
    if _is_amount(scan, index, end) or after.isalpha() or (after in _NO_VERSION_BEFORE and not _ends_name(scan, end)):
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
    if (not known and _counts_next(scan, stop, words)) or _spans_on(scan, stop, words):
        return None
    first = _first_of_name(scan, at, floor, words)
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
    joined = _index_at(scan, end + 1)
    words = vocabulary(scan.tables, "name-word")
    return scan.text[end + 1 : end + 2] == " " or (joined is not None and words.has(scan.tokens, joined, "suffix"))


def _is_series(scan: Scan, index: int) -> bool:
    """True for four digits, no round number, after an acronym, unless they count the next word: ``GTX 1070 prices``."""
    digits, maker = scan.words[index], scan.words[index - 1]
    if len(digits) != 4 or digits.endswith("00") or len(maker) < 3 or not (maker.isalpha() and maker.isupper()):
        return False
    return not _is_plural(scan.lower[index + 1]) if index + 1 < scan.count else True


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


def _is_no_name(scan: Scan, at: int, words: Vocabulary) -> bool:
    """True for words that have a capital only where a sentence or title gives them one."""
    if words.has(scan.tokens, at, "no-name") or scan.lower[at] in _small_words(scan.tables):
        return True
    if not scan.opens(at):
        return False
    return scan.lower[at].endswith(("ly", "ed")) or words.has(scan.tokens, at, "no-name-first")


@cache
def _small_words(tables: Tables) -> frozenset[str]:
    """Prepositions, pronouns and other small words."""
    return frozenset(phrase for row in tables.words.get("word-class", ()) for phrase in row.say)


def _counts_next(scan: Scan, stop: int, words: Vocabulary) -> bool:
    """True when the word after a number is a plural that it may count."""
    if stop >= scan.count:
        return False
    noun = scan.words[stop]
    if not noun.isalpha() or scan.glued(stop):
        return False
    if is_counted(scan, stop):
        return True
    for index in range(stop, stop + _NOUN_WITHIN):
        if not _may_describe(scan, index, words):
            return False
        if index > stop and (_is_plural(scan.lower[index]) or words.has(scan.tokens, index, "many")):
            return True
    return False


def is_counted(scan: Scan, index: int) -> bool:
    """True for a plural, or another word that a number right before it would count."""
    words = vocabulary(scan.tables, "name-word")
    if words.has(scan.tokens, index, "measured") or words.has(scan.tokens, index, "many"):
        return True
    return _is_plural(scan.word(index)) and not words.has(scan.tokens, index, "verb")


def _may_describe(scan: Scan, index: int, words: Vocabulary) -> bool:
    """True for a word in small letters that may belong to a counted noun."""
    if index >= scan.count or not scan.words[index].islower() or not scan.words[index].isalpha():
        return False
    return not (words.has(scan.tokens, index, "verb") or scan.lower[index] in _small_words(scan.tables))


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3


def _first_of_name(scan: Scan, at: int, floor: int, words: Vocabulary) -> int:
    """The first of the capitalised words that end at a token, at most four."""
    first = at
    while first - 1 >= floor and at - first < 3:
        word = scan.words[first - 1]
        if scan.starts[first] - scan.ends[first - 1] > 1 or not word[0].isalnum() or not (word[0].isupper()):
            break
        if _is_no_name(scan, first - 1, words):
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
    return _first_of_name(scan, at, floor, words), end
