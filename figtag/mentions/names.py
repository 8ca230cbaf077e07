"""Numbers that are part of a name: fixed phrases, codes, digits glued to letters that are no unit.

Words that decide are rows of the family ``name-word``.
"""

from __future__ import annotations

from bisect import bisect_left

from figtag.mentions.amounts import core_end, is_amount, is_counted, is_measured
from figtag.mentions.codes import read_code, tokens_of
from figtag.mentions.powers import is_power
from figtag.mentions.products import find_designator, first_of_name, is_no_name, read_after_word, read_before_line
from figtag.mentions.units import read_before, read_unit
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.patterns import lazy_regex

_TRAIL = ".,;:!?)]}>'\"’”*_-–/"
_CHUNK = lazy_regex(r"[\w.:/+@#&'’‑-]{1,200}")
_POWERED = lazy_regex(r"[A-Za-zµ]{1,3}[23]")
_LOWERED = frozenset("₀₁₂₃₄₅₆₇₈₉")
_MONEY = frozenset("$€£¥₹₩₽₺฿₪₫₱¢")
_SIGNS = frozenset("~≈<>≥≤=×±")
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
    return read_after_word(scan, index, floor, words) or read_before_line(scan, index, words)


def read_lowered(scan: Scan, index: int, floor: int) -> Range | None:
    """A name with a lowered digit: ``CO₂``."""
    if scan.words[index] not in _LOWERED:
        return None
    found = _CHUNK.match(scan.text, scan.starts[index])
    first = index
    while first > floor and scan.glued(first) and scan.words[first - 1].isalnum():
        first -= 1
    if _is_in_unit(scan, first, scan.ends[index]):
        return None
    end = scan.ends[index] if found is None else found.end()
    while scan.text[end - 1] in "-.:/'’&+":
        end -= 1
    return first, tokens_of(scan, index, scan.starts[index], end)[1]


def _versioned(scan: Scan, index: int, floor: int) -> int:
    """The first token of the name that a version stands after, or the version's own."""
    words = vocabulary(scan.tables, "name-word")
    at = index - 1
    if at < floor or scan.starts[index] - scan.ends[at] != 1 or not scan.words[at].isalpha():
        return index
    if scan.capital(at) and not is_no_name(scan, at, words):
        return first_of_name(scan, at, floor, words)
    designator = find_designator(scan, at, floor, words)
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
    end = core_end(scan, index)
    if not hyphen:
        if _is_money(scan, index, at, end, words):
            return None
        if word in ("x", "e", "E", "X") and at and scan.glued(at) and scan.words[at - 1][-1].isdecimal():
            return None
        if len(word) == 1 and not word.isascii() and not word.isalpha():
            return None
        if _POWERED.fullmatch(word + scan.words[index]) and at and _measures(scan.words[at - 1]):
            return None
        if text[end : end + 1] == "%" or (len(word) > 3 and not word.isupper() and is_amount(scan, index, end)):
            return None
    elif (
        word.isalpha()
        and word.islower()
        and len(word) > 1
        and (is_amount(scan, index, end) and not words.has(scan.tokens, at, "maker"))
    ):
        return None
    first = at
    while first > floor and scan.glued(first) and _joins(scan, first - 1):
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
    return not words.has(scan.tokens, at, "no-money") or is_amount(scan, index, end)


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
    start = scan.starts[index]
    end = core_end(scan, index)
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
