"""What cites in a sentence: reference marks, links, sources in parentheses, and a credit after a dash."""

from __future__ import annotations

from figtag.clauses import Sentence, clause_values
from figtag.document import Block, Document
from figtag.labels import EvidenceKind
from figtag.sources.source import Source, attribution_words, words_between
from figtag.span import Span


def find_citations(document: Document, block: Block, sentence: Sentence) -> list[Source]:
    """Marks, citing links and sources in parentheses of a sentence, each covering back to the one before it.

    A marker covers its sentence, back to the previous marker in it.
    """
    found: list[Source] = []
    tokens = sentence.tokens
    points: list[tuple[int, int, EvidenceKind, Span, str, str | None, str | None, bool]] = []
    for mark in block.marks:
        if sentence.span.start <= mark.span.start < sentence.span.end:
            at = sentence.token_at(mark.span.start)
            end = sentence.token_at(mark.span.end - 1) + 1
            name, kind = f"[{mark.label}]", EvidenceKind.CITATION
            url = None
            if mark.target is not None:
                kind = EvidenceKind.FOOTNOTE
                note = document.blocks[mark.target]
                name = note.text[:160] or name
                url = note.links[0].url if note.links else None
            points.append((at, end, kind, mark.span, "citation.mark", name, url, False))
    for at, end, link in sentence.links:
        if any(mark.span.meets(link.span) for mark in block.marks):
            continue
        style = _link_style(sentence, at, end, link.url)
        if style is not None:
            name = words_between(tokens, at, min(end, len(tokens)))
            points.append((at, end, EvidenceKind.LINK, link.span, f"link.{style}", name, link.url, style == "claim"))
    for opened, closed in sentence.closing.items():
        if tokens.lower[opened] == "(" and is_citation(sentence, opened, closed):
            span = Span(tokens.starts[opened], tokens.ends[closed])
            url = next((link.url for link in block.links if link.span.meets(span)), None)
            name = words_between(tokens, opened + 1, closed)
            points = [point for point in points if not opened < point[0] < closed]
            points.append((opened, closed + 1, EvidenceKind.CITATION, span, "citation.parenthesis", name, url, False))
    tail = _dash_credit(sentence)
    if tail is not None:
        span = Span(tokens.starts[tail], tokens.ends[-1])
        points.append(
            (
                tail,
                len(tokens),
                EvidenceKind.CITATION,
                span,
                "citation.dash",
                words_between(tokens, tail + 1, len(tokens)).lstrip("-— "),
                None,
                False,
            )
        )
    points.sort(key=lambda point: point[0])
    begin = 0
    for at, end, kind, span, rule, name, url, weak in points:
        if kind is EvidenceKind.LINK and rule == "link.figure":
            found.append(Source(kind, span, rule, name, False, at, end, url))
            weak = True
        elif kind is EvidenceKind.LINK and not weak:
            found.append(Source(kind, span, rule, name, False, end, len(tokens), url, True))
        if weak:
            found.append(Source(kind, span, rule, name, False, begin, len(tokens), url, True))
            continue
        found.append(Source(kind, span, rule, name, False, begin, end, url))
        begin = end
    return found


def _link_style(sentence: Sentence, first: int, last: int, url: str) -> str | None:
    """How a link cites: ``figure`` (its words hold one), ``anchor`` (a reporting word) or ``claim``.

    None when it only introduces.
    """
    tokens = sentence.tokens
    if url.startswith("#") and not any(word.isdigit() for word in tokens.lower[first:last]):
        return None
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
    joint = clause_values(sentence.tables)["joint"]
    names = years = 0
    for at, word in enumerate(words):
        if word[0].isupper() and word[0].isalpha():
            names += 1
        elif word.isdigit():
            if len(word) != 4 or not 1900 <= int(word) < 2100:
                return False
            years += 1
        elif word.isalpha():
            if lower[at] not in joint and lower[at] not in ("al", "et", "via", "cited", "in"):
                return False
        elif word not in ".,;:&'-/[]^" and word != "—":
            return False
    if not names or sum(map(len, words)) < 3:
        return False
    if years or "et" in lower:
        return True
    after = tokens.lower[closed + 1] if closed + 1 < len(tokens) else "."
    if after not in (".", ",", ";", "!", "?"):
        return False
    if any(word.isupper() and len(word) > 1 for word in words) and names == 1:
        return False
    before = tokens.words[opened - 1] if opened else ""
    year = len(before) == 4 and before.isdigit()
    return any(word[0].isdigit() for word in tokens.words[:opened]) and (year or not before[:1].isdigit())


def _dash_credit(sentence: Sentence) -> int | None:
    """The dash of "... by 99.7% -- J.P. Morgan" at the end of a sentence, or None."""
    tokens = sentence.tokens
    at = len(tokens) - 1
    joint = clause_values(sentence.tables)["joint"]
    names = 0
    while at > 0 and (tokens.words[at][0].isupper() or tokens.lower[at] in joint - {"-"} or tokens.words[at] in ".,"):
        names += tokens.words[at][0].isupper()
        at -= 1
    if not names or at == 0 or at < len(tokens) - 12 or tokens.lower[at] not in ("-", "—", "–"):
        return None
    gap = tokens.starts[at + 1] - tokens.ends[at]
    before = tokens.starts[at] - tokens.ends[at - 1]
    if tokens.lower[at] == "-" and tokens.lower[at - 1] == "-":
        at -= 1
        before = tokens.starts[at] - tokens.ends[at - 1] if at else 0
    return at if gap and before else None
