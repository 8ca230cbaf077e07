"""The signs before a number: ``-``, ``~``, ``≥ ``, ``±``, glued to it or one blank before it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from figtag.mentions.lexicon import Lexicon
from figtag.tokens import Tokens

MINUSES = "-−–"
_BEFORE_SIGN = " (|=[:,/→↑↓\"'“‘"
_WIDEST = 3


class Signs(Struct, frozen=True, gc=False):
    """What the signs before a number say."""

    start: int
    """Where the first of them begins; the number's own start when there are none."""
    sign: str = ""
    """``-``, ``+`` or empty."""
    approximate: bool = False
    tolerance: bool = False
    bound: str = ""


def read_signs(text: str, start: int, floor: int, signs: Mapping[str, str], *, signed: bool) -> Signs:
    """The signs before the number at ``start``, none of them before ``floor``; ``signed`` when its sign is read.

    >>> read_signs("It is ~-5 now", 8, 0, {"~": "approximate"}, signed=False)
    Signs(start=6, sign='-', approximate=True, tolerance=False, bound='')
    """
    if text[max(start - 2, 0) : start].rstrip(" ")[-1:].isalnum():
        return Signs(start)
    sign = "" if signed or start <= floor else _plus_or_minus(text, start, signs)
    start -= len(sign)
    said: set[str] = set()
    bound = ""
    while (found := _sign(text, start, floor, signs)) is not None:
        start, what = found
        said.add(what)
        if what not in ("approximate", "tolerance"):
            bound = what
    return Signs(start, sign.translate(_PLAIN), "approximate" in said, "tolerance" in said, bound)


_PLAIN = str.maketrans(dict.fromkeys(MINUSES, "-"))


def _plus_or_minus(text: str, start: int, signs: Mapping[str, str]) -> str:
    sign = text[start - 1]
    if sign != "+" and sign not in MINUSES:
        return ""
    before = text[start - 2] if start > 1 else " "
    if text.endswith("+/", 0, start - 1):
        return ""  # a modifier of its own: "+/-3"
    return sign if start == 1 or before in _BEFORE_SIGN or before in signs else ""


def _sign(text: str, start: int, floor: int, signs: Mapping[str, str]) -> tuple[int, str] | None:
    """The sign that ends at ``start``, or before one blank there: where it begins, and what it says."""
    for at in (start, start - 1):
        if at < start and (at <= floor or text[at] != " "):
            return None
        for width in range(_WIDEST, 0, -1):
            what = signs.get(text[at - width : at]) if at - width >= floor else None
            if what is None:
                continue
            apart = at < start and what != "tolerance"
            return None if apart and at > width and text[at - width - 1] not in " (|" else (at - width, what)
    return None


def minus_apart(text: str, start: int, floor: int, tokens: Tokens, index: int, before: Lexicon) -> int | None:
    """Where a minus begins that stands one blank before the number at ``start``, which is the token ``index``.

    A dash cannot follow a preposition or a verb that lacks its complement: ``at - 20 °C``.
    """
    at = start - 2
    if at - 1 <= floor or text[start - 1] != " " or text[at] not in MINUSES or text[at - 1] != " ":
        return None
    return at if before.ending(tokens, index - 1) is not None else None
