"""What cites in a sentence: reference marks, links, sources in parentheses, and a credit after a dash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from figtag.clauses import Sentence, clause_values
from figtag.document import Block, BlockKind, Document, Mark
from figtag.labels import EvidenceKind
from figtag.sources.names import calendar_words
from figtag.sources.source import Source, attribution_words, measures, things, words_between
from figtag.span import Span, beginning_in
from figtag.tables import Tables
from figtag.tokens import Tokens

LONGEST_NAME = 160
"""Characters of a footnote that stand for its source."""
_DASHES = frozenset("-–—")
LONGEST_CREDIT = 12
"""Tokens of a name after a dash."""


class _Point(Struct, frozen=True, gc=False):
    """A mark, link, parenthesis or dash that cites: its first token, the token after its last, and the source."""

    first: int
    last: int
    kind: EvidenceKind
    span: Span
    rule: str
    name: str
    url: str | None = None

    def covering(self, start: int, end: int, *, weak: bool = False) -> Source:
        """The source, for the tokens that it covers."""
        return Source(self.kind, self.span, self.rule, self.name, False, start, end, self.url, weak)


def find_citations(document: Document, block: Block, sentence: Sentence) -> list[Source]:
    """Marks, citing links and sources in parentheses of a sentence.

    Each covers its sentence back to the one before it. A link covers its own words, and weakly the rest of the
    sentence.
    """
    if not (block.marks or sentence.links or sentence.closing) and _DASHES.isdisjoint(sentence.tokens.lower):
        return []
    points = [*_joined(_marks(document, block, sentence)), *_links(block, sentence)]
    for point in _parentheses(block, sentence):
        points = [other for other in points if not point.first < other.first < point.last]
        points.append(point)
    points.extend(_dash_credit(sentence))
    points.sort(key=lambda point: point.first)
    found: list[Source] = []
    begin, count = 0, len(sentence)
    for point in points:
        aside = _aside(sentence, point)
        if aside is not None:
            found.append(point.covering(*aside))
            continue
        if point.rule == "link.claim":
            found.append(point.covering(begin, count, weak=True))
        elif point.rule == "link.figure":
            found += (point.covering(point.first, point.last), point.covering(begin, count, weak=True))
        else:
            found.append(point.covering(begin, point.last))
            if point.kind is EvidenceKind.LINK:
                found.append(point.covering(point.last, count, weak=True))
            begin = point.last
    return found


def _aside(sentence: Sentence, point: _Point) -> tuple[int, int] | None:
    """The parenthesis of a source that has a number of its own: ``(a [second source] says $22B)`` covers no other."""
    opened = sentence.paren[point.first] if point.first < len(sentence) else -1
    closed = sentence.closing.get(opened, -1)
    inside = sentence.tokens.words[opened + 1 : closed] if closed > 0 else []
    if not inside or not any(word[0].isdecimal() for word in inside[: point.first - opened - 1]):
        inside = inside[point.last - opened - 1 :]
    return (opened, closed) if any(word[0].isdecimal() for word in inside) else None


def _joined(points: Iterable[_Point]) -> Iterator[_Point]:
    """Marks with nothing between them cite together: ``[1][2]``."""
    last: _Point | None = None
    for point in points:
        if last is not None and point.first == last.last:
            span = Span(last.span.start, point.span.end)
            last = replace(last, last=point.last, span=span, name=last.name + point.name, url=last.url or point.url)
            continue
        if last is not None:
            yield last
        last = point
    if last is not None:
        yield last


def _marks(document: Document, block: Block, sentence: Sentence) -> Iterator[_Point]:
    for mark in beginning_in(block.marks, sentence.span.start, sentence.span.end):
        first, last = sentence.token_at(mark.span.start), sentence.token_at(mark.span.end - 1) + 1
        name = _written(document, block, mark)
        if mark.target is None:
            yield _Point(first, last, EvidenceKind.CITATION, mark.span, "citation.mark", name)
        else:
            note = document.blocks[mark.target]
            url = _url(document, mark.target)
            text = _without_back_link(note).removeprefix(f"[^{mark.label}]").lstrip(":. ")[:LONGEST_NAME]
            said = f"{name} {text}" if text else name
            yield _Point(first, last, EvidenceKind.FOOTNOTE, mark.span, "citation.mark", said, url)


def _url(document: Document, note: int) -> str | None:
    """The first link of a note, which may have several paragraphs."""
    label = document.blocks[note].label
    for block in document.blocks[note:]:
        if block.kind is not BlockKind.NOTE or block.label != label:
            return None
        url = next((link.url for link in block.links if not link.url.startswith("#")), None)
        if url is not None:
            return url
    return None


def _without_back_link(note: Block) -> str:
    """The text of a note without the arrow that leads back to its mark."""
    last = note.links[-1] if note.links else None
    if last is None or not last.url.startswith("#") or last.span.end < len(note.text):
        return note.text
    return note.text[: last.span.start].rstrip()


def _written(document: Document, block: Block, mark: Mark) -> str:
    """A mark as it is written, in brackets: ``[^3]``, ``[12]``; a raised 3 as ``[3]``."""
    written = block.source(mark.span.start, mark.span.end).of(document.source)
    return written if written[0] == "[" and written[-1] == "]" and "<" not in written else f"[{mark.label}]"


def _links(block: Block, sentence: Sentence) -> Iterator[_Point]:
    for first, last, link in sentence.links:
        marked = beginning_in(block.marks, link.span.start - 1, link.span.end)  # the mark [1] may be a linked 1
        style = None if any(mark.span.meets(link.span) for mark in marked) else _link_style(sentence, first, last)
        near = link.url.startswith("#") and style == "figure"
        if style is not None and (style == "anchor" or near or "://" in link.url):
            name = words_between(sentence.tokens, first, min(last, len(sentence)))
            yield _Point(first, last, EvidenceKind.LINK, link.span, f"link.{style}", name, link.url)


def _parentheses(block: Block, sentence: Sentence) -> Iterator[_Point]:
    tokens = sentence.tokens
    for opened, closed in sentence.closing.items():
        if tokens.lower[opened] != "(":
            continue
        credit = _credit_end(sentence, opened, closed)
        if credit or is_citation(sentence, opened, closed) or _is_bare_link(sentence, opened, closed):
            span = Span(tokens.starts[opened], tokens.ends[closed])
            url = sentence.url_between(opened, closed + 1)
            name = words_between(tokens, credit or opened + 1, closed)
            yield _Point(opened, closed + 1, EvidenceKind.CITATION, span, "citation.parenthesis", name, url)


def _credit_end(sentence: Sentence, opened: int, closed: int) -> int | None:
    """The token after "source:" at the head of a parenthesis with a name: ``(source: Vale Institute)``."""
    tokens, credits = sentence.tokens, attribution_words(sentence.tables, "credit")
    found = credits.at(tokens, opened + 1) if opened + 1 < closed else None
    if found is None or not any(word[0].isupper() for word in tokens.words[found[0] : closed]):
        return None
    return found[0] if found[0] < closed else None


def _is_bare_link(sentence: Sentence, opened: int, closed: int) -> bool:
    """True for a parenthesis behind a number that is nothing but a name linked to another page: "([IDC](...))"."""
    lower, after = sentence.tokens.lower, sentence.tokens.lower[closed + 1 : closed + 2]
    ends = not after or not after[0][0].isalnum() or after[0] in clause_values(sentence.tables)["coordinator"]
    if not ends or not any(word[0].isdigit() for word in lower[:opened]):
        return False
    return any(
        "://" in link.url
        and first in (opened, opened + 1)
        and last in (closed, closed + 1)
        and _link_style(sentence, first, last) is None
        for first, last, link in sentence.links
    )


def _link_style(sentence: Sentence, first: int, last: int) -> str | None:
    """How a link cites: ``figure`` (its words hold one), ``anchor`` (a reporting word) or ``claim``.

    None when it only introduces.
    """
    tokens = sentence.tokens
    anchors = attribution_words(sentence.tables, "anchor")
    if any(anchors.at(tokens, at) for at in range(first, min(last, len(tokens)))):
        return "anchor"
    words = tokens.words[first:last]
    if any(word[0].isdigit() for word in words) or any(word in "%$€£" for word in words):
        return "figure"
    small = [word for word in words if word[0].islower()]
    if len(small) >= 2:
        return "claim"
    return None


def is_citation(sentence: Sentence, opened: int, closed: int) -> bool:
    """True for a parenthesis with nothing but names, years and "et al.": ``(Smith et al., 2024)``, ``(Statista)``."""
    tokens = sentence.tokens
    words, lower = tokens.words[opened + 1 : closed], tokens.lower[opened + 1 : closed]
    if not words or len(words) > 30:
        return False
    values = clause_values(sentence.tables)
    joint = values["joint"] | values["citation-joint"]
    names = years = 0
    for at, word in enumerate(words):
        if word[0].isupper() and word[0].isalpha():
            names += lower[at] not in calendar_words(sentence.tables)
        elif word.isdigit():
            if len(word) != 4 or not 1900 <= int(word) < 2100:
                return False
            years += 1
        elif word.isalpha():
            if lower[at] not in joint:
                return False
        elif word not in ".,;:&'-/[]^" and word != "—":
            return False
    if not names or sum(map(len, words)) < 3 or _is_measure(sentence, opened, closed, names):
        return False
    if years or not values["citation-joint"].isdisjoint(lower):
        return True
    after = tokens.lower[closed + 1] if closed + 1 < len(tokens) else "."
    if after not in (".", ",", ";", "!", "?"):
        return False
    if any(word.isupper() and len(word) > 1 for word in words) and names == 1:
        return False
    before = tokens.words[opened - 1] if opened else ""
    year = len(before) == 4 and before.isdigit()
    return any(word[0].isdigit() for word in tokens.words[:opened]) and (year or not before[:1].isdigit())


def names_source(tokens: Tokens, tables: Tables) -> bool:
    """True when the words of a cell are nothing but a name: two words with capitals, an acronym or a "CamelCase"."""
    words = [word for word in tokens.words if word[0].isalpha()]
    joint = clause_values(tables)["joint"]
    names = [word for word in words if word[0].isupper()]
    if any(word.lower() not in joint for word in words if not word[0].isupper()):
        return False
    return len(names) > 1 or any(any(letter.isupper() for letter in name[1:]) for name in names)


def is_column_of_sources(head: Tokens, tables: Tables) -> bool:
    """True for the words of a head that says that its column names sources, and nothing else."""
    found = attribution_words(tables, "column").at(head, 0) if len(head) else None
    return found is not None and found[0] == len(head)


def _is_measure(sentence: Sentence, opened: int, closed: int, names: int) -> bool:
    """True for ``(Net Revenue)``, ``(GPU)`` and ``(Lite)``, but not for ``(Department of Energy)``."""
    tokens, tables = sentence.tokens, sentence.tables
    if names == closed - opened - 1 and _variants(tables).issuperset(tokens.words[opened + 1 : closed]):
        return True
    last, bodies = tokens.lower[closed - 1], attribution_words(tables, "body-word")
    if any(bodies.at(tokens, at) is not None for at in range(opened + 1, closed)):
        return False
    return last in measures(tables) and not (names > 1 and last in things(tables))


@cache
def _variants(tables: Tables) -> frozenset[str]:
    """Words that tell the variants of a product apart."""
    return frozenset(say for row in tables.words.get("name-word", ()) if row.value == "variant" for say in row.say)


def _dash_credit(sentence: Sentence) -> Iterator[_Point]:
    """The dash and the name of "... by 99.7% -- J.P. Morgan" at the end of a sentence."""
    tokens = sentence.tokens
    if _DASHES.isdisjoint(tokens.lower):
        return
    joint = clause_values(sentence.tables)["joint"] - {"-"}
    at, names = len(tokens) - 1, 0
    while at > 0 and (tokens.words[at][0].isupper() or tokens.lower[at] in joint or tokens.words[at] in ".,"):
        names += tokens.words[at][0].isupper()
        at -= 1
    if not names or at == 0 or at < len(tokens) - LONGEST_CREDIT or tokens.lower[at] not in _DASHES:
        return
    if tokens.words[-1] == "." and len(tokens.words[-2]) > 1 and not _ends_quotation(sentence, at):
        return  # "in two of the states he won — Ohio and Utah." goes on with the sentence
    spaced = tokens.starts[at + 1] > tokens.ends[at]
    first = at - 1 if tokens.lower[at] == tokens.lower[at - 1] == "-" else at
    if spaced and first > 0 and tokens.starts[first] > tokens.ends[first - 1]:
        span = Span(tokens.starts[first], tokens.ends[-1])
        name = words_between(tokens, at + 1, len(tokens))
        yield _Point(first, len(tokens), EvidenceKind.CITATION, span, "citation.dash", name)


def _ends_quotation(sentence: Sentence, dash: int) -> bool:
    """True when a quotation or a whole sentence ends before a dash."""
    back = dash - 1
    while back > 0 and sentence.tokens.words[back] in "-—–":
        back -= 1
    return sentence.quoted[back] or sentence.tokens.words[back] in ".!?"
