"""One sentence cut into words of a few classes, and the noun phrases that can be seen in them.

No parser and no dictionary of nouns: a table of small words and of verbs tells where noun phrases begin and end; what
is neither is taken for a noun or an adjective.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from figtag.labels import Role
from figtag.mentions import Mention
from figtag.patterns import lazy_re
from figtag.span import Span
from figtag.tables import Tables
from figtag.tokens import Runs
from figtag.word_classes import (
    ABOUT,
    ACTORS,
    ADVERB,
    AND,
    DATE,
    DEMONSTRATIVE,
    DETERMINER,
    FIGURE,
    FOR,
    GERUND,
    MODIFIERS,
    NAME,
    NOUN,
    OF,
    OWNER,
    OWNING,
    PAST,
    PLAIN,
    PREPOSITION,
    PREPOSITIONS,
    PRESENT,
    PRONOUN,
    RELATIVE,
    SAME,
    SKIPPED,
    SPEAKER,
    THING,
    THIRD,
    VALUE,
    VERB,
    Grammar,
    Reading,
    grammar,
)

_ROLES = {
    Role.FIGURE: FIGURE,
    Role.DATE: DATE,
    Role.NAME: NAME,
    Role.ORDINAL: NOUN,
    Role.STRUCTURE: SKIPPED,
    Role.CODE: NAME,
}
# The standard library's scanner takes half the time of the regex package's here; a letter's accents may stand apart.
_WORD = lazy_re(r"([^\W_](?:[\w\u0300-\u036f&/+.'’‐‑-]*(?:[^\W_]|[\u0300-\u036f]))?+['’]?|\S)")
_HYPHENS = ("-", "‐", "‑")
_OPENING = frozenset('".-:(')
_SIGN, _OTHER_SIGN = "\0", "\1"
"""What stands for a mention where the words around it are cut, and for the same sign in a text."""
_UNSETTLED = GERUND + PAST + THIRD + PRESENT + PLAIN + SAME
"""Words that may be verbs."""
_OBJECT = FIGURE + OWNING
_LEADING_OBJECT = _OBJECT + ADVERB
_LEADING_VERB = RELATIVE + ADVERB
"""Where none of these stands behind a word of no table, nor any of those before it or a modal, it is no verb."""
_ABOUT_VERB = ABOUT + VERB
_OF_PREPOSITION = OF + PREPOSITION
_BEFORE_NOUN = OWNING + PREPOSITIONS
_BEFORE_VERB = ACTORS + RELATIVE + AND + "),"
_BEHIND_SAME = _LEADING_OBJECT + PRONOUN + SPEAKER + NAME
_BEHIND_VERB = _LEADING_OBJECT + PREPOSITION + PRONOUN + RELATIVE
_LONGEST = 6
"""Words of the longest noun phrase that is told."""


def _split(text: str) -> list[str]:
    """What stands before, between and behind the words of a text, and these."""
    return _WORD.split(text)


_runs = Runs(_split)


class Line:
    """The words of one sentence.

    ``kinds`` holds a letter for each word; punctuation marks stand for themselves, with ``-`` for a dash and ``"`` for
    a quotation mark. A mention is one word; ``mentions`` tells which. ``partner`` holds for a parenthesis its partner,
    ``paren`` for a figure the parenthesis that it stands in, ``participles`` the verbs that may be one without help,
    ``finite`` those that show their subject ("offers").
    """

    __slots__ = (
        "ends",
        "finite",
        "kinds",
        "lower",
        "mentions",
        "paren",
        "participles",
        "partner",
        "possessive",
        "starts",
        "text",
    )

    def __init__(self, text: str, span: Span, numbered: list[tuple[int, Mention]], tables: Tables) -> None:
        self.text = text
        self.mentions: dict[int, int] = {}
        self.partner: dict[int, int] = {}
        self.paren: dict[int, int] = {}
        self.participles: set[int] = set()
        self.finite: set[int] = set()
        words = grammar(tables)
        self._cut(text, span, numbered, words)
        self._choose(words)
        if "(" in self.kinds:
            self._pair()

    def __len__(self) -> int:
        return len(self.kinds)

    def _cut(self, text: str, span: Span, numbered: list[tuple[int, Mention]], words: Grammar) -> None:
        """Cut at once what stands between the mentions, with a sign in the place of each of them."""
        parts: list[str] = []
        # Of each mention its kind, whether it is a possessive, how far it reaches back into what was read, how long it
        # is, and how far behind it the text goes on.
        places: list[tuple[str, bool, int, int, int]] = []
        # What stands behind a key begins with a blank.
        begin = at = span.start + text.startswith(" ", span.start)
        for _, mention in numbered:
            start, end, kind = mention.span.start, mention.span.end, _ROLES[mention.role]
            parts.append(text[at:start])
            owner = kind == NAME and text[end : end + 2].replace("’", "'") in words.possessive
            end = after = end + 2 if owner else end
            if text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalpha():
                # "a three-bedroom house"
                after += 1
            back = start - at if start < at else 0
            at = after if after > at else at
            places.append((kind, owner, back, end - start, at - end))
        parts.append(text[at : span.end])
        if _SIGN in text[span.start : span.end]:
            parts = [part.replace(_SIGN, _OTHER_SIGN) for part in parts]
        pieces = _runs.cut(_SIGN.join(parts))
        lengths, said = list(map(len, pieces)), pieces[1::2]
        read = list(map(words.known.__getitem__, said))
        self.lower = [word[0] for word in read]
        self.possessive = [word[1] for word in read]
        self.kinds = [word[2] for word in read]
        at = -1
        for (number, _), (kind, owner, back, length, on) in zip(numbered, places, strict=True):
            at = said.index(_SIGN, at + 1)
            self.mentions[at] = number
            self.lower[at], self.possessive[at], self.kinds[at] = "", owner, kind
            lengths[2 * at] += back
            lengths[2 * at + 1] = length
            lengths[2 * at + 2] += on
        offsets = list(accumulate(lengths, initial=begin))
        self.starts, self.ends = offsets[1:-1:2], offsets[2::2]
        self._open(read)

    def _open(self, read: list[Reading]) -> None:
        """Where a sentence begins, a capital tells nothing of the word."""
        kinds = self.kinds
        if kinds and 0 not in self.mentions:
            kinds[0] = read[0][3]
        if kinds[:1] == [SKIPPED] or not _OPENING.isdisjoint(kinds[:-1]):
            for at, kind in enumerate(kinds[:-1], 1):
                if (kind in _OPENING or (kind == SKIPPED and at == 1)) and at not in self.mentions:
                    kinds[at] = read[at][3]

    def _choose(self, words: Grammar) -> None:
        """Settle which of the words that may be verbs are verbs here."""
        kinds, lower = self.kinds, self.lower
        count = len(kinds)
        if not words.first.isdisjoint(lower):
            for i, pair in enumerate(pairwise(lower)):
                if pair in words.pairs:
                    kinds[i] = kinds[i + 1] = words.pairs[pair]
        for at in self.mentions:
            i = at - 1
            if i > 1 and kinds[at] == FIGURE and lower[i] == lower[i - 2] and kinds[i] in PREPOSITION:
                # "as many as 5"
                kinds[i - 2 : at] = [ADVERB] * 3
        if DEMONSTRATIVE in kinds:
            self._stand_alone()
        degrees = OWNER in kinds or not words.than.isdisjoint(lower)
        classes, modals = words.classes, words.modals
        maybe: list[int] = []
        for i, kind in enumerate(kinds):
            if kind == NOUN:
                if lower[i] not in classes:
                    near = i + 1 < count and kinds[i + 1] in _LEADING_OBJECT
                    near = near or (i > 0 and (kinds[i - 1] in _LEADING_VERB or lower[i - 1] in modals))
                    if near and self._is_verb(i, words):
                        kinds[i] = VERB
                        self.finite.add(i)
                    elif degrees and self._is_degree(i, words):
                        kinds[i] = ADVERB
                continue
            if kind not in _UNSETTLED:
                continue
            if kind == GERUND:
                if self._is_noun(i):
                    kinds[i] = NOUN
                continue
            back = i - 1
            while back >= 0 and kinds[back] == ADVERB:
                back -= 1
            before = kinds[back] if back >= 0 else "."
            if before == FIGURE and back and kinds[back - 1] == DETERMINER and kind != PAST:
                before = DETERMINER
            after = kinds[i + 1] if i + 1 < count else "."
            if back >= 0 and lower[back] in words.infinitive:
                verb = after not in _ABOUT_VERB or kind in (PRESENT, PLAIN, SAME)
                verb = verb and kind != THIRD
            elif before == VERB and back == 0 and lower[0] in words.inverting:
                # "Should wage growth slow, prices fall."
                verb = False
            elif before == FIGURE and kind == THIRD and after == FIGURE:
                # "every extra point adds $5"
                verb = True
            elif before == RELATIVE and kind in (SAME, PRESENT) and back and kinds[back - 1] in THING:
                # "merchants who cut bills by 5%"
                verb = after not in VERB + ","
            elif before == FIGURE and kind in (THIRD, PRESENT) and back and kinds[back - 1] in _OF_PREPOSITION:
                # "levels at 5 m range from 3 to 4", "a walk of 5 km burns 200 kcal"
                verb = after in FIGURE + VALUE and VERB not in kinds[:i]
            elif before == VERB:
                verb = kind != THIRD and (kind in (PAST, PLAIN) or after != OF)
            elif before in _BEFORE_NOUN or (back >= 0 and self.possessive[back]):
                verb = False
            elif kind in (PRESENT, PLAIN) and before in FIGURE + "," and after == "," and lower[i] in words.asides:
                # "a layer of 5 mm, say, is enough"
                kinds[i] = ADVERB
                continue
            elif i == 0 and kind in (PRESENT, PLAIN, SAME):
                verb = after in (_OBJECT if kind == PLAIN else OWNING)
            elif kind in (PAST, PLAIN):
                # "Rated 5 of 5 by readers": nobody is named.
                verb = i > 0 or (kind == PAST and after == FIGURE)
            elif kind in (SAME, PRESENT) and before == DATE and back > 1:
                # "a fault on 6 June cost 5 minutes"
                verb = after == FIGURE
            elif before not in _BEFORE_VERB or after == OF:
                verb = False
            elif (
                kind in (THIRD, PRESENT) and before in THING and (self._leads_verb(i) or self._is_counted(back, after))
            ):
                # "online orders now make up", "imported packs currently face", "38 new trains at $5 each"
                verb = False
            elif kind == SAME:
                verb = after in _BEHIND_SAME
            elif kind == THIRD and (before in NAME + PRONOUN + RELATIVE or after == FIGURE):
                verb = after not in VERB + ".,"
            elif kind == PRESENT and before in THING and not lower[back].endswith(words.plural):
                verb = False
            else:
                verb = after in _BEHIND_VERB
                verb = verb or (kind == PRESENT and after == NAME)
            if verb and kind == PAST and before != VERB:
                self.participles.add(i)
            if verb and kind == THIRD:
                self.finite.add(i)
            # "an estimated 5 million", "a combined 40 homes": nothing is named.
            adjective = kind == PAST and after == FIGURE and before in DETERMINER
            kinds[i] = VERB if verb else ADVERB if adjective else NOUN
            if not verb and self._may_act(i, kind, before, after, lower[back] if back >= 0 else "", words):
                maybe.append(i)
        if maybe and VERB not in kinds and kinds[-1] in ".!" and FIGURE in kinds[maybe[0] :]:
            # A sentence has a verb: "the tax charges owners $5", "the firm cut freight bills by 5%".
            kinds[maybe[0]] = VERB

    @staticmethod
    def _may_act(i: int, kind: str, before: str, after: str, last: str, words: Grammar) -> bool:
        """True for what may still be the verb of a sentence without any other, by number and neighbours."""
        if i == 0:
            return kind in (PLAIN, PRESENT, SAME) and after in FIGURE + ADVERB + PREPOSITION
        if before not in ACTORS or after not in THING + FIGURE + ADVERB + DETERMINER:
            return False
        plural = last.endswith(words.plural) and not last.endswith("ss")
        return kind == SAME or (kind == THIRD and not plural) or (kind == PRESENT and plural)

    def _leads_verb(self, i: int) -> bool:
        """True for a word that adverbs and then a verb follow."""
        after = i + 1
        while after < len(self.kinds) and self.kinds[after] == ADVERB:
            after += 1
        return after > i + 1 and after < len(self.kinds) and self.kinds[after] in (VERB, PRESENT, PLAIN)

    def _is_counted(self, back: int, after: str) -> bool:
        """True when a figure stands before the nouns that end at a word, which then goes on with them.

        Not for "a 5 kW unit [draws] 30 A": the figure only describes the unit.
        """
        while back >= 0 and self.kinds[back] == NOUN:
            back -= 1
        if back < 0 or self.kinds[back] != FIGURE:
            return False
        return after != FIGURE or not back or self.kinds[back - 1] != DETERMINER

    def _is_verb(self, i: int, words: Grammar) -> bool:
        """True for a word of no table that its neighbours show to be a verb.

        "will carry", "to survive 5 hours", "which holds 5 litres", "the model activates 9 of them", "ferries carry 5".
        """
        kinds, lower = self.kinds, self.lower
        if not lower[i].isalpha() or not self.text[self.starts[i]].islower():
            return False
        after = i + 1
        while after < len(kinds) and kinds[after] == ADVERB:
            after += 1
        opens = after < len(kinds) and kinds[after] in _OBJECT
        back = i - 1
        while back >= 0 and kinds[back] in ADVERB:
            back -= 1
        if back < 0:
            return False
        third = lower[i].endswith("s") and not lower[i].endswith(("ss", "us", "is"))
        if lower[back] in words.modals:
            return not third and len(lower[i]) > 2
        if kinds[back] == RELATIVE and back and kinds[back - 1] in THING + DETERMINER and after < len(kinds):
            # "adults who nap for 5 minutes", "those who nap"
            plural = lower[back - 1].endswith(words.plural) and not lower[back - 1].endswith("ss")
            plural = plural or kinds[back - 1] in DETERMINER
            if kinds[after] in FOR + PREPOSITION:
                return third != plural
        if not opens:
            return False
        if lower[back] in words.infinitive:
            return not third
        if kinds[back] == ",":
            # "Samuel Hartley, 58, farms 214 acres"
            return third and back > 2 and kinds[back - 1] == FIGURE and kinds[back - 2] == ","
        if kinds[back] in PRONOUN + SPEAKER:
            return back == 0 or kinds[back - 1] not in VERB + PREPOSITION + ABOUT
        if kinds[back] == RELATIVE:
            return third or kinds[after] == FIGURE
        if kinds[back] == DATE:
            back -= 1
        if back < 0 or kinds[back] not in THING or self.possessive[back]:
            return False
        first = back
        while first > 0 and kinds[first - 1] in THING + ADVERB:
            first -= 1
        if first and kinds[first - 1] in FIGURE + PREPOSITION + ABOUT + VERB + GERUND:
            return False
        plural = lower[back].endswith(words.plural) and not lower[back].endswith("ss")
        if third:
            # "the model activates 5", "Acme hoards 5"; but a line "open valves 5" has no verb.
            return not plural and (NAME in kinds[first : back + 1] or kinds[first - 1 : first] == [DETERMINER])
        return plural and kinds[back] == NOUN

    def _is_degree(self, i: int, words: Grammar) -> bool:
        """True for "steeper" before "than", and for "narrowest" in "at its narrowest"."""
        kinds, lower = self.kinds, self.lower
        after = lower[i + 1] if i + 1 < len(kinds) else ""
        if lower[i].endswith(words.comparative) and after in words.than:
            return True
        if not (lower[i].endswith(words.superlative) and len(lower[i]) > 5 and i and kinds[i - 1] in OWNER):
            return False
        return i + 1 == len(kinds) or kinds[i + 1] not in THING

    def _stand_alone(self) -> None:
        """Settle whether "this" and its like begin a noun phrase or are one: "this also lifted", "all were"."""
        kinds = self.kinds
        for i, kind in enumerate(kinds):
            if kind == DEMONSTRATIVE:
                after = i + 1
                while after < len(kinds) and kinds[after] == ADVERB:
                    after += 1
                follows = kinds[after] if after < len(kinds) else "."
                alone = follows in VERB + OF + PREPOSITION + ".,;:)" or (after > i + 1 and follows == PAST)
                kinds[i] = SPEAKER if alone else DETERMINER

    def _is_noun(self, i: int) -> bool:
        """True for "pricing" and "the training", false for "drawing 5 W" and "a model supporting it"."""
        kinds = self.kinds
        before = kinds[i - 1] if i else "."
        after = kinds[i + 1] if i + 1 < len(kinds) else "."
        if before in OWNING or (i and self.possessive[i - 1]):
            return True
        if after in OF + VERB + AND + ".,:;)" + DATE:
            return before != "," or after != FIGURE
        return after == NOUN and before not in "," + FIGURE

    def _pair(self) -> None:
        stack: list[int] = []
        for i, kind in enumerate(self.kinds):
            if kind == "(":
                stack.append(i)
            elif kind == ")" and stack:
                first = stack.pop()
                self.partner[i], self.partner[first] = first, i
            elif stack and kind == FIGURE:
                self.paren[i] = stack[-1]

    def after(self, at: int, mention: Mention) -> int:
        """The word behind a mention and the noun that it counts."""
        first = at + 1
        while mention.counted is not None and first < len(self.starts) and self.starts[first] < mention.counted.end:
            first += 1
        return first

    def counted(self, at: int, mention: Mention) -> tuple[int, int] | None:
        """The words of the noun that a mention counts."""
        last = self.after(at, mention) - 1
        first = at + 1
        while mention.counted is not None and first < last and self.starts[first] < mention.counted.start:
            first += 1
        return (first, last) if first <= last else None

    def span(self, first: int, last: int) -> Span:
        """Where the words from ``first`` to ``last`` stand, without a possessive ending."""
        return Span(self.starts[first], self._end(last))

    def said(self, first: int, last: int) -> str:
        """The words from ``first`` to ``last`` as they are written, without a possessive ending."""
        return self.text[self.starts[first] : self._end(last)]

    def _end(self, last: int) -> int:
        text, start, end = self.text, self.starts[last], self.ends[last]
        if self.possessive[last]:
            sign = max(text.rfind(sign, start, end) for sign in "'’")
            end = sign if sign > start else end
        while text[end - 1] in "'’" and end > start + 1:
            end -= 1
        return end

    def whole_name(self, first: int, last: int) -> tuple[int, int]:
        """A name with the one that "of" joins to it: "[Bank of England]", but not "[price] of Acme"."""
        end = last + 2
        if self.kinds[last] != NAME or self.kinds[last + 1 : end + 1] != [OF, NAME] or self.possessive[last]:
            return first, last
        while not self.possessive[end] and self.kinds[end + 1 : end + 2] == [NAME]:
            end += 1
        return first, end

    def phrase_before(self, last: int) -> tuple[int, int] | None:
        """The noun phrase that ends at a word, without its determiner; its last words when it is long."""
        kinds = self.kinds
        first = last + 1
        while first > 0 and last - first < _LONGEST - 1:
            kind = kinds[first - 1]
            if kind in THING:
                first -= 1
            elif kind == AND and first <= last and first > 1 and kinds[first] == NAME and kinds[first - 2] == NAME:
                if self.lower[first - 1] != "&":
                    break
                first -= 2
            else:
                break
        return (first, last) if first <= last else None

    def phrase_after(self, first: int) -> tuple[int, int] | None:
        """The noun phrase that begins at a word, or after its determiner."""
        kinds, count = self.kinds, len(self.kinds)
        while first < count and kinds[first] in MODIFIERS:
            first += 1
        last = first - 1
        while last + 1 < count and last - first < _LONGEST - 1 and kinds[last + 1] in THING:
            last += 1
            if self.possessive[last] and last + 1 < count and kinds[last + 1] not in THING:
                break
        return (first, last) if last >= first else None
