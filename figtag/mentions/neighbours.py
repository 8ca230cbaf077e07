"""What a figure takes from the figures beside it: the unit of a list, a noun that is not said again."""

from __future__ import annotations

from msgspec import Struct

from figtag.labels import Role
from figtag.mentions.terms import Reader, Term
from figtag.mentions.units import read_unit
from figtag.span import Span

_LONGEST_JOINT = 12
"""So many characters at most stand between two numbers of one list."""
_LONGEST_CLAUSE = 160
"""So far back a noun may stand that is not said again."""
_JOINTS = ("and", ",")
_OTHER_KINDS = ("currency", "rate", "percent")
"""Kinds of units that a number does not leave unsaid."""
_SENTENCE_ENDS = (". ", "! ", "? ", ";")


class Found(Struct):
    """A mention being made: of a role, or a figure with its term."""

    span: Span
    role: Role
    term: Term | None = None
    counted: Span | None = None
    first: int = 0
    """The first token of the words before a figure that bound it."""

    @property
    def end(self) -> int:
        """Where the figure with its noun ends."""
        return self.span.end if self.counted is None else max(self.span.end, self.counted.end)


def share_neighbours(found: list[Found], reader: Reader) -> None:
    """Give the figures of one block, in order, what they share with their neighbours."""
    if len(found) < 2:
        return
    row = _Row(found, reader)
    row.share_units()
    row.share_nouns()


class _Row:
    """The figures of a block."""

    def __init__(self, found: list[Found], reader: Reader) -> None:
        self.found, self.reader = found, reader
        self.text, self.tokens, self.numbers = reader.text, reader.tokens, reader.numbers

    # Lists, ends of a change, rates

    def share_units(self) -> None:
        """Give the unit of the last number of a list to the bare numbers before it: ``20, 40 and 100 mg``."""
        found = self.found
        for at in range(len(found) - 2, -1, -1):
            here, after = found[at], found[at + 1]
            if here.term is None or after.term is None:
                continue
            gap = self._gap(at)
            if not gap:
                continue
            one, next_one = here.term, after.term
            if one.kind == "currency" and next_one.kind == "currency":
                self._share_rate(gap, one, next_one)
            if one.kind == "currency" and next_one.kind == "mass" and self.numbers.links["equal"].has(gap):
                self._as_money(next_one)
            to_end = self.numbers.links["end"].has(gap)
            if to_end and self._after_from(here):
                _share_ends(here, after)
                continue
            if not (self._joins(at, gap) or (to_end and _is_result(one, next_one))):
                continue
            if one.unit or one.kind or here.counted is not None or one.word == "share":
                continue
            if next_one.unit and next_one.kind not in ("currency", "rate") and not self._has_sign(after):
                _take_unit(one, next_one)
            elif not next_one.unit and after.counted is not None:
                here.counted = after.counted

    def _as_money(self, term: Term) -> None:
        """The pounds of a rate of exchange, which are no mass: ``$1 = 0.78 pounds``."""
        scaled = f"million {term.unit_text}"
        match = read_unit(scaled, len("million "), self.reader.tables)
        if match is not None and match.kind == "currency":
            term.unit, term.kind = match.unit, match.kind

    def _after_from(self, found: Found) -> bool:
        first = self.reader.index(found.span.start)
        return self.numbers.links["from"].ending(self.tokens, first) is not None

    def _share_rate(self, gap: list[str], one: Term, next_one: Term) -> None:
        """Two prices of one thing: ``$20 -> $0.07 per million tokens``."""
        if one.change is None and next_one.unit.startswith(f"{one.unit} / ") and self.numbers.links["rate"].has(gap):
            one.unit = next_one.unit

    def _has_sign(self, found: Found) -> bool:
        return not self.text[found.span.start].isalnum()

    def _joins(self, at: int, gap: list[str]) -> bool:
        """True when the text between two figures only joins the items of one list, which ends with a last joint."""
        last = self.numbers.links["last"]
        if last.has(gap):
            return gap[0] != "," or (at > 0 and self._gap(at - 1) == [","])
        if not self.numbers.links["list"].has(gap):
            return False
        if gap[0] != ",":
            return True
        return at + 2 < len(self.found) and (last.has(self._gap(at + 1)) or self._gap(at + 1) == gap)

    def _gap(self, at: int) -> list[str]:
        if at + 1 >= len(self.found):
            return []
        start, end = self.found[at].span.end, self.found[at + 1].span.start
        if not 0 < end - start < _LONGEST_JOINT:
            return []
        return self.tokens.lower[self.reader.index(start) : self.reader.index(end)]

    # Nouns that are not said again

    def share_nouns(self) -> None:
        """Give a bare number the noun or unit of the figure before it that it stands parallel to."""
        last: Found | None = None
        for at, found in enumerate(self.found):
            if found.term is None:
                continue
            if _is_bare(found.term) and found.counted is None:
                if self._leads_to_change(at):
                    _take_noun(found, self.found[at + 1])
                elif last is not None and self._is_said_of(last, found):
                    _take_noun(found, last)
            if found.counted is not None or (found.term.unit and found.term.kind not in _OTHER_KINDS):
                last = found

    def _is_said_of(self, one: Found, two: Found) -> bool:
        """True when a number of the same clause leaves the noun of another unsaid."""
        if not 0 < two.span.start - one.end < _LONGEST_CLAUSE:
            return False
        if any(self.text.find(sign, one.end, two.span.start) >= 0 for sign in _SENTENCE_ENDS):
            return False
        return self._is_level(one, two) or self._is_parallel(one, two)

    def _is_parallel(self, one: Found, two: Found) -> bool:
        """True for ``12 men in Leeds and 9 in York``, ``killed 12 men and hurt 9``, ``has 3 seats, Orla has 2.``."""
        lower, numbers = self.tokens.lower, self.numbers
        after = self._after(two)
        if after in numbers.counted["parallel"] and self._after(one) == after:
            return True
        if after and after[0].isalnum() and after not in numbers.counted["stop"]:
            return False
        verbs = [lower[found.first - 1] if found.first else "" for found in (one, two)]
        if verbs[0] == verbs[1]:
            return verbs[0] in numbers.acts
        joint = lower[two.first - 2] if two.first > 1 else ""
        return joint in _JOINTS and numbers.past.issuperset(verbs)

    def _is_level(self, one: Found, two: Found) -> bool:
        """True for where a change led to: ``fell 12 points to 480``."""
        if one.term is None or one.term.change is None or two.term is None or two.term.low is None:
            return False
        if one.counted is not None and self.tokens.lower[self.reader.index(one.counted.start)] not in self._points:
            return False
        return self.numbers.links["level"].ending(self.tokens, two.first) is not None

    def _leads_to_change(self, at: int) -> bool:
        """True for a level right before its change: ``480 up 12 points``."""
        if at + 1 >= len(self.found):
            return False
        after = self.found[at + 1]
        if after.term is None or after.term.change is None or len(self._gap(at)) != 1 or after.counted is None:
            return False
        return self.tokens.lower[self.reader.index(after.counted.start)] in self._points

    @property
    def _points(self) -> frozenset[str]:
        return self.numbers.counted["point"]

    def _after(self, found: Found) -> str:
        index = self.reader.index(found.end)
        return self.tokens.lower[index] if index < len(self.tokens) else ""


def _is_result(one: Term, next_one: Term) -> bool:
    """True for the two numbers of a result, the larger first: ``50 to 48 percent``, ``212 to 210 votes``."""
    return one.low is not None and next_one.high is not None and one.low > next_one.high


def _is_bare(term: Term) -> bool:
    return term.bare and not term.word.strip("number") and term.low is not None


def _take_unit(term: Term, other: Term) -> None:
    term.unit, term.kind, term.unit_text = other.unit, other.kind, other.unit_text
    term.measured = term.measured or other.measured


def _take_noun(found: Found, other: Found) -> None:
    assert found.term is not None
    assert other.term is not None
    if other.counted is None:
        _take_unit(found.term, other.term)
    else:
        found.counted = other.counted


def _share_ends(here: Found, after: Found) -> None:
    """The unit that one end of a change leaves to the other: ``from 208 pounds to 193``, ``from 4.8 to 4.7%``."""
    one, two = here.term, after.term
    assert one is not None
    assert two is not None
    for bare, other, noun in ((one, two, here.counted), (two, one, after.counted)):
        plain = not (bare.unit or bare.kind or bare.signed)
        if plain and bare.word != "share" and noun is None and other.unit:
            _take_unit(bare, other)
    if here.counted is None and not one.unit:
        here.counted = after.counted
    elif after.counted is None and not two.unit:
        after.counted = here.counted
