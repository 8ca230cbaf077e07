"""One sentence as the judgement reads it: tokens, parentheses, quotations and the clauses that end a cue's reach."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache

from figtag.document import Link, LinkKind
from figtag.families import NONE, Found, families, places
from figtag.patterns import lazy_regex
from figtag.span import Span, beginning_in
from figtag.tables import Tables
from figtag.tokens import Phrases, Tokens

QUOTE_MARKS = frozenset('"“”«»„')
_QUOTATION = lazy_regex(r"""“[^”]*+”?|"[^"]*+"?|«[^»]*+»?|''(?:[^']|'(?!'))*+(?:'')?|(?<![\w'])[‘'](?=\w)""")
"""A quotation, or the single mark that may open one."""
_SINGLE_END = lazy_regex(r"‘|['’](?!\w)")
"""What closes a quotation in single marks, or the opening of another, which shows that there was none."""
_JOINTS = frozenset("()[];")
"""Signs without which a sentence is one clause outside any parenthesis, unless a word begins another."""
_SHAPING = _JOINTS | {","}
SHORTEST_SINGLE = 12
"""Characters of a quotation in single marks; a shorter one is a name or an apostrophe."""


def quotations(text: str) -> tuple[Span, ...]:
    """The quotations of a block's text, marks included; one left open runs to the end of the block.

    >>> [q.of("He said “five” to ''us''.") for q in quotations("He said “five” to ''us''.")]
    ['“five”', "''us''"]
    >>> [q.of("'It's at five o'clock,' he said.") for q in quotations("'It's at five o'clock,' he said.")]
    ["'It's at five o'clock,'"]
    """
    if "'" not in text and '"' not in text and "“" not in text and "«" not in text and "‘" not in text:
        return ()
    found = []
    at = ending = 0
    while match := _QUOTATION.search(text, at):
        start, at = match.span()
        if at - start == 1 and text[start] in "‘'":
            if ending < at:  # looked for once, however many apostrophes stand before it
                mark = _SINGLE_END.search(text, at)
                ending = len(text) if mark is None else mark.start()
            if ending == len(text) or text[ending] == "‘":
                continue
            at = ending + 1
            if at - start < SHORTEST_SINGLE:
                continue
        found.append(Span(start, at))
    return tuple(found)


def _end(span: Span) -> int:
    return span.end


@cache
def clause_words(tables: Tables) -> Phrases[frozenset[str]]:
    """The words that shape reach, with what each does (``contrast``, ``compare``, ``filler`` and so on)."""
    values: dict[str, set[str]] = {}
    for row in tables.words.get("clause-word", ()):
        for say in row.say:
            values.setdefault(say, set()).add(row.value)
    return Phrases((say, frozenset(does)) for say, does in values.items())


@cache
def clause_values(tables: Tables) -> Mapping[str, frozenset[str]]:
    """Single words by what they do; a word may do several things."""
    values: dict[str, set[str]] = {}
    for row in tables.words.get("clause-word", ()):
        for say in row.say:
            values.setdefault(row.value, set()).add(say)
    return {value: frozenset(words) for value, words in values.items()}


class Sentence:
    """The tokens of one sentence and how they hang together.

    ``segment[i]`` numbers the clause of token ``i`` (a semicolon, or a contrast with a new subject, begins another);
    ``paren[i]`` is the index of the innermost open parenthesis before it, or -1; ``links`` are its links with their
    first token and the token after their last.
    """

    __slots__ = (
        "_found",
        "_places",
        "closing",
        "index",
        "links",
        "paren",
        "quoted",
        "segment",
        "span",
        "tables",
        "tokens",
    )

    def __init__(
        self,
        tokens: Tokens,
        span: Span,
        index: int,
        tables: Tables,
        quotes: tuple[Span, ...] | None = None,
        links: tuple[Link, ...] = (),
    ) -> None:
        self.span = span
        self.index = index
        self.tables = tables
        whole = span.start == 0 and span.end == len(tokens.text)
        self.tokens = tokens if whole else tokens.between(span.start, span.end)
        self.closing: dict[int, int] = {}
        self.links: tuple[tuple[int, int, Link], ...] = ()
        if links:
            self.links = tuple(
                (self.token_at(link.span.start), self.token_at(link.span.end - 1) + 1, link)
                for link in beginning_in(links, span.start, span.end)
                if link.kind is LinkKind.LINK and link.span.start < link.span.end
            )
        self._found: Mapping[str, Found] | None = None
        self._places: Mapping[int, frozenset[str]] | None = None
        self.quoted = self._quotes(quotations(tokens.text) if quotes is None else quotes)
        self.paren, self.segment = self._parse()

    def __len__(self) -> int:
        return len(self.tokens.lower)

    def all_phrases(self) -> Mapping[str, Found]:
        """The phrases of all families (see :func:`figtag.families.families`) that stand in the sentence."""
        found = self._found
        if found is None:
            found = self._found = families(self.tables).find(self.tokens.lower)
        return found

    def phrases(self, family: str) -> Found:
        """Those of one family."""
        found = self._found
        return (self.all_phrases() if found is None else found).get(family, NONE)

    def places(self) -> Mapping[int, frozenset[str]]:
        """What the words that show a place of a cue do, by the token at which they begin."""
        if self._places is None:
            tokens, words = self.tokens, places(self.tables)
            at = [at for at, word in enumerate(tokens.lower) if word in words.firsts]
            found = {one: words.at(tokens, one) for one in at}
            self._places = {one: hit[1] for one, hit in found.items() if hit is not None}
        return self._places

    def place_at(self, at: int) -> tuple[int, frozenset[str]] | None:
        """The token after those words that begin at a token, and what they do."""
        return places(self.tables).at(self.tokens, at) if at < len(self.tokens.lower) else None

    def does(self, at: int, value: str) -> bool:
        """True when the token at an index, if there is one, has a value in the table of clause words."""
        lower = self.tokens.lower
        return at < len(lower) and lower[at] in clause_values(self.tables)[value]

    def _parse(self) -> tuple[list[int], list[int]]:
        """What `paren` and `segment` are; `closing` is filled."""
        lower, quoted, count = self.tokens.lower, self.quoted, len(self.tokens.lower)
        values = clause_values(self.tables)
        contrast = values.get("contrast", frozenset())
        if _JOINTS.isdisjoint(lower) and contrast.isdisjoint(lower):
            return [-1] * count, [0] * count
        pronouns, openers = values.get("pronoun", frozenset()), values.get("result", frozenset())
        paren: list[int] = []
        segment: list[int] = []
        stack: list[int] = []
        inner, number, pending = -1, 0, False
        shaping = _SHAPING | contrast
        for i in [i for i, word in enumerate(lower) if word in shaping]:
            between = i - len(paren)
            paren += [inner] * between
            segment += [number] * between
            word = lower[i]
            if word in "([":
                paren.append(inner)
                stack.append(i)
                inner = i
            else:
                if word in ")]" and stack:
                    self.closing[stack.pop()] = i
                    inner = stack[-1] if stack else -1
                paren.append(inner)
            if not stack and not quoted[i]:
                if word == ";":
                    number += 1
                elif word in contrast:
                    if i == 0 or (i == 1 and lower[0] in openers):
                        pending = True
                    elif i + 1 < count and lower[i + 1] not in pronouns:
                        number += 1
                elif word == "," and pending:
                    number, pending = number + 1, False
            segment.append(number)
        rest = count - len(paren)
        return paren + [inner] * rest, segment + [number] * rest

    def _quotes(self, quotes: tuple[Span, ...]) -> list[bool]:
        """Of each token, whether it begins inside a quotation."""
        starts = self.tokens.starts
        nearest = bisect_right(quotes, self.span.start, key=_end) if quotes else 0
        if nearest == len(quotes) or quotes[nearest].start >= self.span.end:
            return [False] * len(starts)
        quoted: list[bool] = []
        for start in starts:
            while nearest < len(quotes) and quotes[nearest].end <= start:
                nearest += 1
            quoted.append(nearest < len(quotes) and quotes[nearest].start <= start)
        return quoted

    def url_between(self, first: int, last: int) -> str | None:
        """Where a link among some tokens leads, if one stands there."""
        return next((link.url for begin, end, link in self.links if begin < last and first < end), None)

    def token_at(self, offset: int) -> int:
        """The index of the first token that ends after an offset of the block's text."""
        return bisect_right(self.tokens.ends, offset)

    def inside(self, token: int, paren: int) -> bool:
        """True when a token stands inside a parenthesis, at any depth; always for -1, the sentence itself."""
        at = self.paren[token] if token < len(self.paren) else -1
        while at != paren:
            if at == -1:
                return False
            at = self.paren[at]
        return True
