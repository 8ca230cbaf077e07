"""Forms behind a number that mean several things: which reading is taken, and which others stay possible.

The words beside a figure decide, then those of its sentence and of its heads, then what the form means elsewhere in the
document (one form keeps one meaning in a document: Gale, Church and Yarowsky 1992). Where nothing decides, the usual
reading stands and the others are kept (family ``reading``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from figtag.document import Document
from figtag.labels import Role
from figtag.mentions.lexicon import number_tables
from figtag.mentions.mention import Mention, Other, Remark
from figtag.mentions.numerals import over, times
from figtag.span import Span
from figtag.tables import Tables, WordRow
from figtag.tokens import Tokens

AMBIGUOUS = "ambiguous"
"""Notice of a figure with several readings of which the text decides none."""

_BESIDE = 3
"""So many words before and behind a figure stand beside it."""
_STOPS = frozenset(".;:!?()|")


class Reading(Struct, frozen=True, gc=False):
    """One thing that a form means."""

    form: str
    manner: str
    """``glued`` where the form means it only right behind the digits, else ``free``."""
    rank: str
    """``usual`` where it stands unless other words are near, ``rare`` where it is never taken, else ``open``."""
    times: Decimal
    """What the number as written is multiplied by."""
    unit: str
    name: str
    """What a notice calls it, in the plural."""
    words: frozenset[str]
    """The words that speak for it, in lower case."""

    @property
    def expression(self) -> str:
        """What the number as written is multiplied by, as the registry parses it: ``1e6``, ``meter``."""
        return self.unit or f"1e{self.times.adjusted()}"


@cache
def readings(tables: Tables) -> dict[str, tuple[Reading, ...]]:
    """The readings of each form, in the order of their rows."""
    found: dict[str, list[Reading]] = {}
    for row in tables.words.get("reading", ()):
        forms, reading = _of_row(row)
        for form in forms:
            found.setdefault(form, []).append(reading)
    return {form: tuple(several) for form, several in found.items()}


@cache
def _ends(tables: Tables) -> tuple[tuple[str, ...], frozenset[str]]:
    """The forms, and the letters with which they end: few figures do."""
    forms = tuple(readings(tables))
    return forms, frozenset(form[-1] for form in forms)


def _of_row(row: WordRow) -> tuple[list[str], Reading]:
    """The forms of a row, and what it says of them."""
    said, _, name = row.value.partition(": ")
    written, manner, rank, number, *unit = said.split()
    forms = written.split("/")
    words = frozenset(say.lower() for say in row.say)
    return forms, Reading(forms[0], manner, rank, Decimal(number), " ".join(unit), name, words)


class _Case(Struct, frozen=True, gc=False):
    """A figure whose form means several things."""

    at: int
    """Its place among the mentions."""
    was: Reading
    """How it was read by itself."""
    taken: Reading
    others: tuple[Reading, ...]
    """The readings that stay possible."""
    decided: bool
    """True when the text shows which reading is meant."""


def settle(document: Document, mentions: Sequence[Mention], tables: Tables) -> tuple[Mention, ...]:
    """The mentions, each ambiguous one in its likeliest reading, with the readings that stay possible.

    The first figure of all those that leave the same choice open gets the notice.
    """
    forms, blocks = readings(tables), document.blocks
    ends, letters = _ends(tables)
    cases = [
        case
        for at, mention in enumerate(mentions)
        if (text := blocks[mention.block].text)[mention.span.end - 1] in letters
        and mention.role is Role.FIGURE
        and text.endswith(ends, mention.span.start, mention.span.end)
        and (case := _case(document, at, mention, forms, tables)) is not None
    ]
    if not cases:
        return tuple(mentions)
    result = list(mentions)
    meant: dict[str, set[Reading]] = {}
    for case in cases:
        if case.decided:
            meant.setdefault(case.was.form, set()).add(case.taken)
    units = {mention.unit for mention in mentions}
    told: dict[tuple[Reading, ...], list[int]] = {}
    for case in cases:
        case = _as_elsewhere(case, meant.get(case.was.form, set()), units)
        mention = result[case.at] = _read_as(result[case.at], case)
        if case.others and not mention.minor:
            told.setdefault((case.taken, *case.others), []).append(case.at)
    for several, places in told.items():
        first = result[places[0]]
        remark = _remark(first.span.of(document.blocks[first.block].text), several, len(places))
        result[places[0]] = replace(first, notices=(*first.notices, remark))
    return tuple(result)


def _case(
    document: Document, at: int, mention: Mention, forms: dict[str, tuple[Reading, ...]], tables: Tables
) -> _Case | None:
    """The case of a figure that ends with an ambiguous form; None for any other."""
    text = document.blocks[mention.block].text
    form, glued = _form(text, mention.span)
    several = forms.get(form, ())
    if not several or (several[0].manner == "glued" and not glued):
        return None
    scale = next((one for one in several if not one.unit), None)
    was = next((one for one in several if one.unit == mention.unit), None)
    if was is None:  # the m of "$5m" scales an amount of money
        money = scale is not None and mention.unit_text is not None and not mention.unit_text.endswith(form)
        return _Case(at, scale, scale, (), True) if scale is not None and money else None
    shown = was.rank != "usual" and several[0].rank == "usual"  # by its own grammar: "2 million pounds"
    if shown or (was is scale and _counts(document, mention, several, tables)):
        return _Case(at, was, was, (), True)
    return _judged(at, was, several, *_near(document, mention))


def _form(text: str, span: Span) -> tuple[str, bool]:
    """The letters that a figure ends with, and whether digits stand right before them."""
    start = span.end
    while start > span.start and text[start - 1].isalpha():
        start -= 1
    return text[start : span.end], start > span.start and text[start - 1].isdigit()


def _counts(document: Document, mention: Mention, several: tuple[Reading, ...], tables: Tables) -> bool:
    """True for a figure that counts things in the plural (``33.5m people``), unless they speak for a unit."""
    if mention.counted is None:
        return False
    last = Tokens.of(mention.counted.of(document.blocks[mention.block].text)).lower[-1]
    if any(one.unit and last in one.words for one in several):
        return False
    return last in number_tables(tables).counted["many"] or (last.endswith("s") and not last.endswith("ss"))


def _near(document: Document, mention: Mention) -> tuple[list[set[str]], set[str]]:
    """The words beside a figure by their distance, and all those of its sentence and of its heads."""
    block = document.blocks[mention.block]
    tokens = document.tokens(block.index)
    here = next((one for one in document.sentences(block.index) if one.meets(mention.span)), mention.span)
    before = tokens.between(here.start, mention.span.start).lower
    after = tokens.between(mention.span.end, here.end).lower
    wide = {*before, *after}
    for head in block.heads:
        wide.update(document.tokens(head).lower)
    pairs = zip_longest(_until_stop(before[::-1]), _until_stop(after), fillvalue="")
    return [set(pair) for pair in pairs], wide


def _until_stop(words: list[str]) -> list[str]:
    near = words[:_BESIDE]
    return near[: next((at for at, word in enumerate(near) if word in _STOPS), _BESIDE)]


def _judged(at: int, was: Reading, several: tuple[Reading, ...], beside: list[set[str]], wide: set[str]) -> _Case:
    """What the words near a figure decide: those beside it the nearest first, then the others."""
    for words in beside:
        likely = [one for one in several if one.rank != "rare" and not one.words.isdisjoint(words)]
        if len(likely) == 1:
            return _Case(at, was, likely[0], (), True)
        if likely:
            break
    spoken = [one for one in several if not one.words.isdisjoint(wide)]
    if was.rank == "usual":
        others = tuple(one for one in spoken if one is not was)
        return _Case(at, was, was, () if was in spoken else others, was in spoken)
    if len(spoken) == 1 and spoken[0].rank != "rare":
        return _Case(at, was, spoken[0], (), True)
    return _Case(at, was, was, tuple(one for one in several if one is not was), False)


def _as_elsewhere(case: _Case, meant: set[Reading], units: set[str]) -> _Case:
    """An open case as the form is meant elsewhere in the document, when that is always the same.

    Words of the sentence that speak against the usual reading decide when the document has that unit by name as well.
    """
    if not case.others:
        return case
    if case.was.rank == "usual":
        named = [one for one in case.others if one.unit in units]
        return replace(case, taken=named[0], others=()) if len(named) == 1 else case
    if len(meant) != 1:
        return case
    (only,) = meant
    if only is case.was:
        return replace(case, others=())
    others = (case.was, *(one for one in case.others if one is not only))
    return replace(case, taken=only, others=others)


def _read_as(mention: Mention, case: _Case) -> Mention:
    """The mention with the value and unit of the reading taken."""
    if case.taken is case.was and not case.others:
        return mention

    def meaning(reading: Reading) -> Other:
        return Other(_scaled(mention.low, case.was, reading), _scaled(mention.high, case.was, reading), reading.unit)

    mention = replace(mention, could_be=(*mention.could_be, *map(meaning, case.others)))
    if case.taken is case.was:
        return mention
    said = meaning(case.taken)
    text = case.was.form if said.unit else None
    return replace(mention, low=said.low, high=said.high, unit=said.unit, unit_text=text, counted=None)


def _scaled(bound: Decimal | None, was: Reading, reading: Reading) -> Decimal | None:
    return None if bound is None else times(over(bound, was.times), reading.times)


def _remark(text: str, several: tuple[Reading, ...], count: int) -> Remark:
    """What a reader is told of the first figure of several that leave the same choice open."""
    taken, *others = several
    possible = " or ".join(one.name for one in others)
    if count == 1:
        said = f"“{text}” is read as {taken.name}; {possible} are also possible"
    else:
        said = f"“{taken.form}” is read as {taken.name} ({count} figures, the first here); {possible} are also possible"
    return Remark(AMBIGUOUS, said, tuple(one.expression for one in several))
