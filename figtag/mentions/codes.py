"""Addresses, telephone numbers and codes: known by their shape alone."""

from __future__ import annotations

from figtag.mentions.units import read_unit
from figtag.mentions.vocabulary import Range, Scan, Vocabulary, vocabulary
from figtag.patterns import lazy_regex

_RUN = lazy_regex(r"[^\s<>\"“”]+")
_LEAD = "(<[\"'*_`"
_RUN_ENDS = frozenset('<>"“”')
_SIGNS_WITHIN = frozenset("./@")
"""An address and the name of a file have one of these."""
DEGREES = frozenset("°º")
_SIGNS_AFTER = frozenset(".,-/'′()xX") | DEGREES
_TRAIL = ".,;:!?)]}>'\"’”*_-–/"
# 192.168.0.1   1.2.3   18.1.8   2.0.1-rc1
_VERSION = lazy_regex(r"[vV]?\d{1,5}(?:\.\d{1,5}){2,5}(?:[-.]?(?:alpha|beta|rc|dev|a|b|p)\d{0,3})?(?![\w%]|\.\d)")
# (202) 691-6378   +1 202-691-6378   202-691-6378
_PHONE = lazy_regex(
    r"(?:\+\d{1,3}[ .-]?|1[.-])?(?:\(\d{2,4}\)[ .-]?|\d{3}[.-])\d{3,4}[ .-]\d{3,4}(?!\d|[,.]\d)"
    r"|\+\d{1,3}(?:[ .-]\d{1,5}){2,5}(?!\d|[,.]\d)"
    r"|0\d{2,4}[ .-]\d{3,4}[ .-]\d{3,4}(?!\d|[,.]\d)|0\d{3,4} \d{6}(?!\d|[,.]\d)"
)
# 46°12'N   46° 12′ 30″ N   8.79° E
_POSITION = lazy_regex(
    r"\d{1,3}(?:\.\d{1,6})?\ ?[°º]\ ?"
    r"(?:\d{1,2}(?:\.\d{1,4})?\ ?['′’]\ ?(?:\d{1,2}(?:\.\d{1,3})?\ ?(?:[\"″”]|'')\ ?)?)?[NSEWO]\b"
)
# 978-3-16-148410-0   0-306-40615-2
_HEX = lazy_regex(r"0[xX][0-9A-Fa-f]+\b")
_BOOK = lazy_regex(r"(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dX](?![\w-])")
# 2507.20534v2
_PREPRINT = lazy_regex(r"(?:0[7-9]|[1-4]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?(?![\w%]|\.\d)")
_DOI = lazy_regex(r"10\.\d{4,9}/[^\s<>\"]+")
# 2013 TV135   2023 DW
_PLANET = lazy_regex(r"(?:19|20)\d\d [A-HJ-Y][A-HJ-Z](?P<number>\d{1,3})?(?![\w])")
# 22/10a-4
_WELL = lazy_regex(r"\d{1,4}/\d{1,4}[A-Za-z]-\d{1,4}(?![\w%]|[.,]\d)")
# 040301   007
_PADDED = lazy_regex(r"0\d{2,14}(?:[–-]0\d{2,14})?(?![\w%]|[.,:/-]\d|\ \d)")
# F(3, 8.9) =   t(39) =   χ2(1, 81) <
_ARGUMENTS = lazy_regex(r"\(\d{1,5}(?:\.\d{1,3})?(?:,\ ?\d{1,5}(?:\.\d{1,3})?){0,3}\)(?=\ ?[=<>≤≥≈])")
# 3,4-ethylene   1,2,4-trimethyl
_PLACES = lazy_regex(r"\d{1,2}(?:[,′']{1,2}\d{1,2}){1,6}-(?=\p{Ll}{6})")
_CODES = {
    ".": (_PHONE, _POSITION, _DOI, _VERSION), "-": (_PHONE, _BOOK), " ": (_PHONE, _POSITION), "(": (_PHONE,),
    ")": (_PHONE,), "°": (_POSITION,), "º": (_POSITION,), "x": (_HEX,), "X": (_HEX,), "/": (_WELL,), ",": (_PLACES,),
    "'": (_PLACES,), "′": (_PLACES,),
}  # fmt: skip
"""What is tried, by the sign after the first digits."""
_FORMULA = lazy_regex(r"[A-Za-z\d]\([A-Z][A-Za-z\d]{0,12}\)$")
_LONGEST_FORMULA = 16
_STATISTIC = 4
"""The letters and digits of a statistic are fewer."""
_HYPHENS = frozenset("-‑–→")
_PRIMES = frozenset("'’′")
_STRANDS = frozenset("35")
MONEY = frozenset("$€£¥₹₩₽₺฿₪₫₱¢")


def read_address(scan: Scan, index: int) -> Range | None:
    """A URL, e-mail address or file name, whole, that holds the token."""
    if not may_have_addresses(scan):
        return None
    start = scan.starts[index]
    begin, end, address = scan.run
    if not begin <= start < end:
        first = index
        while first and scan.ends[first - 1] == scan.starts[first] and scan.words[first - 1] not in _RUN_ENDS:
            first -= 1
        begin = scan.starts[first]
        found = _RUN.match(scan.text, begin)
        end = begin if found is None else found.end()
        address = None if found is None else _address(scan, begin, end)
        scan.run = (begin, end, address)
    if address is None or not address[0] <= start < address[1]:
        return None
    return tokens_of(scan, index, *address)


def may_have_addresses(scan: Scan) -> bool:
    """False where no run of the text can be an address or a file, by the signs and endings that it lacks."""
    if scan.addressed is None:
        text = scan.text
        scan.addressed = "@" in text or "w." in text or "W." in text or text.count("/") > 1
        if not scan.addressed and "." in text:
            endings = vocabulary(scan.tables, "name-word").firsts.get("ending", frozenset())
            scan.addressed = not endings.isdisjoint(scan.lower)
    return scan.addressed


def _address(scan: Scan, begin: int, end: int) -> tuple[int, int] | None:
    """Where the address stands in a run of visible characters."""
    text = scan.text
    chunk = text[begin:end]
    if _SIGNS_WITHIN.isdisjoint(chunk):
        return None
    lower = chunk.lower()
    opened = len(chunk) - len(chunk.lstrip(_LEAD))
    if "://" in lower or "www." in lower:
        opened = _address_start(lower)
    elif "@" in chunk and "." in chunk.rpartition("@")[2] and not chunk.startswith("@"):
        pass
    elif not _is_file(chunk.strip(_LEAD).rstrip(_TRAIL), vocabulary(scan.tables, "name-word")):
        return None
    while end > begin + opened and text[end - 1] in _TRAIL:
        end -= 1
    return begin + opened, end


def _is_file(name: str, words: Vocabulary) -> bool:
    """True for ``chart2.png`` and ``/usr/lib/x86``."""
    stem, _, ending = name.rpartition(".")
    if stem and ending.lower() in words.firsts.get("ending", frozenset()):
        return True
    return name.startswith(("/", "./", "../")) and name.count("/") > 1


def _address_start(lower: str) -> int:
    at = lower.find("://")
    if at < 0:
        return lower.find("www.")
    while at and lower[at - 1].isalnum():
        at -= 1
    return at


def tokens_of(scan: Scan, index: int, begin: int, end: int) -> Range:
    """The tokens from ``begin`` to ``end``, about a token."""
    first = index
    while first and scan.starts[first] > begin:
        first -= 1
    last = index
    while last < scan.count and scan.starts[last] < end:
        last += 1
    return first, last


def read_code(scan: Scan, index: int) -> tuple[Range, bool] | None:
    """Telephone numbers, versions of three parts and more, addresses of machines, books and papers.

    True beside those that are a version.
    """
    text, start = scan.text, scan.starts[index]
    before = text[start - 1] if start else " "
    if before in MONEY or before.isalnum() or not _may_go_on(text, start, scan.ends[index], before):
        return None
    after = text[scan.ends[index]]
    paper = _PREPRINT.match(text, start) if after == "." else None
    if paper is not None and _is_preprint(scan, index):
        first = index
        while first and scan.glued(first) and scan.words[first - 1] != "(":
            first -= 1
        return tokens_of(scan, index, scan.starts[first], paper.end()), False
    for form in _CODES.get(after, ()):
        at = start - 1 if form is _PHONE and before in "(+" else start
        found = form.match(text, at)
        if found is None:
            continue
        if form is _VERSION and _is_grouped(found.group()):
            continue
        end = found.end()
        while text[end - 1] in _TRAIL:
            end -= 1
        return tokens_of(scan, index, at, end), form is _VERSION
    return None


def _may_go_on(text: str, start: int, end: int, before: str) -> bool:
    """True when the sign after the first digits is one that a code has there."""
    if text[end : end + 1] != " ":
        return text[end : end + 1] in _SIGNS_AFTER
    return before == "+" or text[start] == "0" or text[end + 1 : end + 2] in DEGREES


def read_padded(scan: Scan, index: int) -> Range | None:
    """A code that is told by its noughts at the start: ``040301``; no group of a number and no amount."""
    text, start = scan.text, scan.starts[index]
    found = _PADDED.match(text, start) if scan.whole(index) else None
    if found is None or text[max(0, start - 2) : start - 1].isdecimal() or not found.group().strip("0-–"):
        return None
    at = found.end() + text.startswith(" ", found.end())
    return None if read_unit(text, at, scan.tables) is not None else (index, scan.at(index, found.end()))


def read_arguments(scan: Scan, index: int, floor: int) -> Range | None:
    """A statistic with its degrees of freedom, before what it equals: the ``F(3, 8.9)`` of ``F(3, 8.9) = 4.1``."""
    if not scan.glued(index):
        return None
    first = index
    while first > floor and scan.glued(first) and scan.words[first - 1].isalnum():
        first -= 1
    if first < index and not (scan.words[first][0].isalpha() and scan.starts[index] - scan.starts[first] < _STATISTIC):
        return None
    found = _ARGUMENTS.match(scan.text, scan.starts[index])
    return None if found is None else (first, scan.at(index, found.end()))


def read_locant(scan: Scan, index: int) -> Range | None:
    """A place in a molecule or strand: the 2 of ``2-propanol``, the 5 of ``5′ end`` and of ``5'-3'``."""
    words, sign = vocabulary(scan.tables, "name-word"), scan.word(index + 1)
    if not scan.whole(index) or len(scan.words[index]) > 2 or not scan.glued(index + 1):
        return None
    if sign in _HYPHENS and scan.glued(index + 2):
        compound = scan.words[index + 2]
        return (index, index + 1) if compound.startswith(words.phrases("radical")) else None
    if sign not in _PRIMES or scan.words[index] not in _STRANDS:
        return None
    if scan.word(index - 2) in _PRIMES and scan.word(index - 3) in _STRANDS:
        return index, index + 1
    after = index + 2
    while after < index + 4 and (scan.word(after) in _HYPHENS or words.has(scan.tokens, after, "range")):
        after += 1
    other = scan.word(after) in _STRANDS and scan.word(after + 1) in _PRIMES
    return (index, index + 1) if other or words.has(scan.tokens, after, "strand") else None


def read_multiplier(scan: Scan, index: int) -> Range | None:
    """How often a group stands in a formula: the 2 of ``Ca(OH)2``."""
    start = scan.starts[index]
    if not start or scan.text[start - 1] != ")" or len(scan.words[index]) > 2 or not scan.whole(index):
        return None
    before = scan.text[max(0, start - _LONGEST_FORMULA) : start]
    return (index, index + 1) if _FORMULA.search(before) else None


def _is_preprint(scan: Scan, index: int) -> bool:
    """True when an archive of papers is named before a number or linked from it."""
    words = vocabulary(scan.tables, "name-word")
    if any(words.has(scan.tokens, at, "archive") for at in range(max(0, index - 4), index)):
        return True
    link = scan.link(scan.starts[index])
    return link is not None and any(archive in link.url for archive in words.firsts.get("archive", ()))


def _is_grouped(shape: str) -> bool:
    """True for ``1.234.567``: thousands, not a version."""
    parts = shape.split(".")
    return len(parts[0]) <= 3 and all(len(part) == 3 and part.isdecimal() for part in parts[1:])


def read_minor_planet(scan: Scan, index: int) -> Range | None:
    """``2013 TV135``, ``2023 DW`` in a block that speaks of such bodies."""
    found = _PLANET.match(scan.text, scan.starts[index])
    if found is None or not scan.whole(index):
        return None
    bodies = vocabulary(scan.tables, "name-word").firsts.get("body", frozenset())
    if found["number"] is None and bodies.isdisjoint(scan.said):
        return None
    return index, scan.at(index, found.end())


def read_place(scan: Scan, index: int) -> Range | None:
    """One house number or two with their street: ``1600 Pennsylvania Avenue``, ``6-8 Mill Lane``."""
    words = vocabulary(scan.tables, "name-word")
    first = index
    if scan.word(index + 1) in ("-", "–") and scan.glued(index + 1) and scan.glued(index + 2):
        index += 2
    if index >= scan.count or not scan.words[index][0].isdecimal():
        return None
    if (scan.number(index) is None and len(scan.words[index]) > 5) or not scan.whole(index):
        return None
    at = index + 1
    while at < min(scan.count, index + 5) and scan.capital(at) and scan.words[at][0].isalpha():
        if at > index + 1 and words.has(scan.tokens, at, "street"):
            return first, at + 1
        at += 1
    return None


def read_type_number(scan: Scan, index: int) -> Range | None:
    """The number of a type, before one thing of it: ``the 8088 chip``, ``a 747 jet``; round ones count or measure."""
    digits = scan.words[index]
    if not 3 <= len(digits) <= 5 or digits.endswith("00") or not digits.isdecimal() or not scan.whole(index):
        return None
    if index + 1 >= scan.count or scan.glued(index + 1):
        return None
    words = vocabulary(scan.tables, "name-word")
    return (index, index + 1) if words.has(scan.tokens, index + 1, "device") else None


def read_postcode(scan: Scan, index: int, floor: int) -> Range | None:
    """``DC 20500`` after a comma."""
    at = index - 1
    if len(scan.words[index]) != 5 or at - 1 < floor or scan.words[at - 1] != "," or not scan.whole(index):
        return None
    state = scan.words[at]
    return (at, index + 1) if len(state) == 2 and state.isupper() and not scan.glued(index) else None
