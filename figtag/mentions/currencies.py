"""Which currency a sign means that several countries share: ``$``, ``¥``, pesos, rupees, francs.

What the figure itself names decides (``$50 CAD``), then the heads of its column and row, then a statement for the
whole document ("All figures in CAD"), then what the document names elsewhere. Where nothing decides, the usual currency
stands and the others are kept (families ``shared-sign``, ``land`` and ``currency-statement``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count

from msgspec import Struct
from msgspec.structs import replace

from figtag.document import Block, Document
from figtag.labels import Role
from figtag.mentions.lexicon import number_tables
from figtag.mentions.mention import Mention, Other, Remark
from figtag.mentions.unit_forms import TOKEN, token_at
from figtag.tables import Tables, UnitRow
from figtag.tokens import Phrases, Tokens

OPEN = "ambiguous-currency"
"""Notice of a sign that several currencies share, where the document does not say which is meant."""
STATED = "currency-stated"
"""Notice of a currency that the document states for all its amounts."""

_PLAIN = "0123456789.,"
"""What stands in an amount that names nothing but its sign."""
_LONGEST_STATEMENT = 8
"""So many words at most stand between "all figures" and the currency."""


class _Name(Struct, frozen=True, gc=False):
    """A way to name one currency of several that share a sign: ``CAD``, ``Canadian dollars``, ``C$``."""

    text: str
    unit: str
    exact: bool
    """True when only this case names it."""
    adjective: bool = False
    """True for the ``Canadian`` of ``$50 Canadian``, which names it only behind an amount."""


class Shared(Struct, frozen=True, gc=False, eq=False):
    """A sign that several currencies share."""

    usual: str
    """The currency that it means most often."""
    follows: bool
    """True when it means the currency of the only land that a document names."""
    form: str
    """The sign, as notices write it."""
    forms: tuple[str, ...]
    """All ways to write it, in lower case."""
    called: dict[str, str] = {}
    """The name of each of its currencies, in the plural."""
    lands: dict[str, list[tuple[list[str], str]]] = {}
    """Words that name a land, by the first of them, with its currency."""
    names: dict[str, list[_Name]] = {}
    """By their first token in lower case, longest first."""
    behind: dict[str, frozenset[str]] = {}
    """By the same: the signs right behind it, with which names go on; none where it is a name by itself."""

    def named(self, text: str, pos: int, *, amount: bool = False) -> _Name | None:
        """The currency that is named at ``pos``; ``amount`` when an amount stands right before."""
        for name in self.names.get(token_at(text, pos).lower(), ()):
            end = pos + len(name.text)
            found = text[pos:end]
            same = found == name.text or (not name.exact and found.lower() == name.text.lower())
            cut = found[-1:].isalpha() and text[end : end + 1].isalpha()
            if same and not cut and (amount or not name.adjective):
                return name
        return None


@cache
def shared_signs(tables: Tables) -> dict[str, Shared]:
    """The shared signs by the currency that each means most often."""
    groups: dict[str, Shared] = {}
    for row in tables.words.get("shared-sign", ()):
        group, manner, usual = row.value.split()
        forms = tuple(say.lower() for say in row.say)
        groups[group] = Shared(usual, manner == "follows", row.say[0], forms)
    for row in tables.words.get("land", ()):
        group, unit, name = row.value.split(" ", 2)
        shared = groups[group]
        shared.called[unit] = name
        for say in row.say:
            words = Tokens.of(say).words
            shared.lands.setdefault(words[0], []).append((words, unit))
    for unit_row in tables.units:
        for shared in groups.values():
            if unit_row.unit in shared.called:
                _add_names(shared, unit_row)
    for shared in groups.values():
        for names in shared.names.values():
            names.sort(key=lambda name: -len(name.text))
        for first, names in shared.names.items():
            behind = frozenset(name.text[len(first) : len(first) + 1] for name in names)
            shared.behind[first] = frozenset() if "" in behind else behind
    return {shared.usual: shared for shared in groups.values()}


def _add_names(shared: Shared, row: UnitRow) -> None:
    """Every way to write a currency that is not the shared sign itself, and its adjective."""
    said = [_Name(say, row.unit, exact=say.isupper()) for say in (*row.words, *row.symbols, *row.before)]
    for say in row.words:
        before, _, last = say.rpartition(" ")
        if before and last in shared.forms and before[0].isupper():
            said.append(_Name(before, row.unit, exact=True, adjective=True))
    for name in {name.text: name for name in said if name.text.lower() not in shared.forms}.values():
        shared.names.setdefault(token_at(name.text, 0).lower(), []).append(name)


def read_named(text: str, pos: int, unit: str, tables: Tables) -> tuple[int, str] | None:
    """The currency named right behind an amount in a shared sign: where the name ends, and the currency.

    >>> from figtag.tables import load_tables
    >>> read_named("$50 CAD.", 3, "USD", load_tables())
    (7, 'CAD')
    >>> read_named("$50 Canadian firms", 3, "USD", load_tables()) is None
    True
    """
    shared = shared_signs(tables).get(unit)
    if shared is None or text[pos : pos + 1] != " ":
        return None
    bracket = text[pos + 1 : pos + 2] == "("
    start = pos + 1 + bracket
    name = shared.named(text, start, amount=True)
    if name is None:
        return None
    end = start + len(name.text)
    if bracket:
        return (end + 1, name.unit) if text[end : end + 1] == ")" else None
    return None if name.adjective and _has_noun(text, end, tables) else (end, name.unit)


def _has_noun(text: str, end: int, tables: Tables) -> bool:
    """True when an adjective at the end of an amount may belong to a noun that follows."""
    after = token_at(text, end + 1) if text[end : end + 1] == " " else ""
    return after != "" and after.lower() not in number_tables(tables).counted["stop"]


def name_currencies(document: Document, mentions: Sequence[Mention], tables: Tables) -> list[Mention]:
    """The mentions, each amount in a shared sign in its likeliest currency, with those that stay possible."""
    signs = shared_signs(tables)
    result = list(mentions)
    bare: dict[str, list[int]] = {}
    for at, mention in enumerate(mentions):
        shared = signs.get(mention.unit.partition(" ")[0]) if mention.unit else None
        if shared is not None and mention.role is Role.FIGURE and not _names_itself(document, mention, shared):
            bare.setdefault(shared.usual, []).append(at)
    for usual, places in bare.items():
        _Sign(document, result, signs[usual], places, tables).settle()
    return result


def _names_itself(document: Document, mention: Mention, shared: Shared) -> bool:
    """True when an amount names its currency: ``US$5``, ``$50 CAD``."""
    text = mention.span.of(document.blocks[mention.block].text)
    if not text.removeprefix(shared.form).strip(_PLAIN):
        return False
    for token in TOKEN.finditer(text):
        if token.group().lower() in shared.names and shared.named(text, token.start()) is not None:
            return True
    return False


class _Sign(Struct):
    """The amounts of a document in one shared sign that do not name their currency themselves."""

    document: Document
    mentions: list[Mention]
    shared: Shared
    places: list[int]
    """Where they stand among the mentions."""
    tables: Tables

    def settle(self) -> None:
        """Read the amounts in the currency that the document shows, and tell what stays open."""
        usual = self.shared.usual
        others = list(self._others())
        rest = [at for at in self.places if not self._by_head(at)]
        if not rest:
            return
        names = self.shared.names.keys()
        naming = [block for block in self.document.blocks if not names.isdisjoint(self._words(block))]
        stated = self._statement(naming)
        if stated is not None:
            unit, words = stated
            name = self.shared.called[unit]
            self._take(rest, unit, ())
            self._tell(rest, Remark(STATED, f"“{self.shared.form}” is read as {name}: “{words}”", (unit,)))
            return
        named = {mention.unit.partition(" ")[0] for mention in others}
        if len(named) == 1 and all(map(self._is_signed, others)):
            self._leave_open(rest, named.pop(), (usual,), "an amount names them")
        elif not named and not self._names_usual(naming):
            self._by_lands(rest)

    def _by_head(self, at: int) -> bool:
        """True when the head of a cell's column or row names a currency, which its amount then takes."""
        block = self.document.blocks[self.mentions[at].block]
        for head in block.heads:
            unit = next((name.unit for name in self._named_in(self.document.blocks[head])), None)
            if unit is not None:
                self._take([at], unit, ())
                return True
        return False

    def _words(self, block: Block) -> list[str]:
        return self.document.tokens(block.index).lower

    def _named_in(self, block: Block) -> Iterator[_Name]:
        """The currencies that a block names, in order."""
        names, behind = self.shared.names, self.shared.behind
        tokens, text = self.document.tokens(block.index), block.text
        for at in compress(count(), map(names.__contains__, tokens.lower)):
            signs, end = behind[tokens.lower[at]], tokens.ends[at]
            name = self.shared.named(text, tokens.starts[at]) if not signs or text[end : end + 1] in signs else None
            if name is not None:
                yield name

    def _statement(self, naming: Sequence[Block]) -> tuple[str, str] | None:
        """The currency that a sentence states for all amounts ("All figures in CAD"), and its words.

        ``naming`` are the blocks that may name one.
        """
        openers, joints = _statement_words(self.tables)
        for block in naming:
            tokens = self.document.tokens(block.index)
            if openers.firsts.isdisjoint(tokens.lower):
                continue
            for at in compress(count(), map(openers.firsts.__contains__, tokens.lower)):
                found = openers.at(tokens, at)
                if found is None:
                    continue
                for name_at in range(found[0], min(found[0] + _LONGEST_STATEMENT, len(tokens))):
                    name = self.shared.named(block.text, tokens.starts[name_at])
                    if name is not None:
                        return name.unit, block.text[tokens.starts[at] : tokens.starts[name_at] + len(name.text)]
                    if tokens.lower[name_at] not in joints:
                        break
        return None

    def _others(self) -> Iterator[Mention]:
        """The amounts in another currency of the sign."""
        for mention in self.mentions:
            unit = mention.unit.partition(" ")[0]
            if unit != self.shared.usual and unit in self.shared.called:
                yield mention

    def _is_signed(self, mention: Mention) -> bool:
        """True for an amount with the bare sign that names its currency behind it: ``$50 CAD``."""
        text = mention.span.of(self.document.blocks[mention.block].text)
        return text.lstrip("~<>≤≥±+−-(").startswith(self.shared.form)

    def _names_usual(self, naming: Sequence[Block]) -> bool:
        """True when the document names the usual currency ("in US dollars") or converts into it: ``£5 ($7)``."""
        if any(self._converts(at) for at in self.places if at):
            return True
        return any(name.unit == self.shared.usual for block in naming for name in self._named_in(block))

    def _converts(self, at: int) -> bool:
        """True for an amount in parentheses right behind one in another currency."""
        here, before = self.mentions[at], self.mentions[at - 1]
        if here.block != before.block or before.unit.partition(" ")[0] not in _currencies(self.tables):
            return False
        gap = self.document.blocks[here.block].text[before.span.end : here.span.start]
        return gap == " (" and before.unit != here.unit

    def _by_lands(self, places: list[int]) -> None:
        """What the lands that a document names say: the usual one most often, only another, several, or none."""
        count = self._lands()
        usual = self.shared.usual
        if not count:
            rest = tuple(unit for unit in self.shared.called if unit != usual)
            self._leave_open(places, usual, rest, "the text names no country", told=False)
            return
        foreign = tuple(unit for unit in self.shared.called if unit in count and unit != usual)
        if foreign and self.shared.follows and len(foreign) == 1 and usual not in count:
            self._leave_open(places, foreign[0], (usual,), "the text names no other of its countries")
        elif foreign and count.get(usual, 0) < max(count.values()):
            self._leave_open(places, usual, foreign, "the text names their countries too")

    def _lands(self) -> dict[str, int]:
        """How often the document names the land of each currency."""
        count: dict[str, int] = {}
        lands = self.shared.lands
        for block in self.document.blocks:
            words = self.document.tokens(block.index).words
            if lands.keys().isdisjoint(words):
                continue
            for at, word in enumerate(words):
                for phrase, unit in lands.get(word, ()):
                    if words[at : at + len(phrase)] == phrase:
                        count[unit] = count.get(unit, 0) + 1
        return count

    def _leave_open(
        self, places: list[int], unit: str, others: tuple[str, ...], why: str, *, told: bool = True
    ) -> None:
        """Read the amounts in a currency, keep the others, and say so at the first; by name where ``told``."""
        self._take(places, unit, others)
        called = self.shared.called
        many = "" if len(places) == 1 else f" ({len(places)} figures, the first here)"
        said = f"“{self.shared.form}” is read as {called[unit]}{many}; {why}"
        if told:
            said += f": {' or '.join(called[other] for other in others)} are also possible"
        self._tell(places, Remark(OPEN, said, (unit, *others)))

    def _take(self, places: list[int], unit: str, others: tuple[str, ...]) -> None:
        usual = self.shared.usual
        for at in places:
            mention = self.mentions[at]
            below = mention.unit.removeprefix(usual)
            could_be = tuple(Other(mention.low, mention.high, other + below) for other in others)
            self.mentions[at] = replace(mention, unit=unit + below, could_be=could_be)

    def _tell(self, places: list[int], remark: Remark) -> None:
        first = self.mentions[places[0]]
        self.mentions[places[0]] = replace(first, notices=(*first.notices, remark))


@cache
def _currencies(tables: Tables) -> frozenset[str]:
    return frozenset(row.unit for row in tables.units if row.kind == "currency")


@cache
def _statement_words(tables: Tables) -> tuple[Phrases[str], frozenset[str]]:
    """The openers of a statement for all amounts, and the words that may stand between one and the currency."""
    rows = tables.words.get("currency-statement", ())
    openers = Phrases((say, row.id) for row in rows if row.value == "opens" for say in row.say)
    return openers, frozenset(say for row in rows if row.value == "joins" for say in row.say)
