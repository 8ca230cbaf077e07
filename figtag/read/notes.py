"""Reference marks, bare addresses and notes: what is told by the text of blocks, whatever they were written in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from figtag.document import BlockKind, Link, LinkKind, Mark
from figtag.patterns import lazy_re
from figtag.read.build import Builder, Draft
from figtag.span import Span

_BRACKETED = lazy_re(r"\[(\^[^\[\]\s^]{1,60}|\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3})*)\]")
_RAISED_DIGIT = lazy_re("[¹²³⁰⁴-⁹]")
_RAISED = lazy_re(r"(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]{1,3}(?!\w)|(?<=[.,;:!?\"”’)\]])[¹²³⁰⁴-⁹]{1,3}(?![\w])")
_RAISED_AMOUNT = lazy_re(r"(?:%|[$€£¥₹]\d[\d.,]{0,30})([¹²³⁰⁴-⁹]{1,3})(?!\w)")
"""A mark behind a share or an amount of money, neither of which has powers."""
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
ADDRESS = lazy_re(r"(?:https?://|www\.)[^\s<>\"“”]+", re.IGNORECASE)
_OWN_MARK = lazy_re(r"\[\^?([^\[\]\s]{1,60})\]:?(?=\s|$)")
_LINKED_MARK = lazy_re(r"\[?(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3})\]?")
_BACK = lazy_re(r"[^\w\s]{1,4}|back|return")


def trim_address(address: str) -> str:
    """An address without the punctuation of the sentence that it stands in.

    >>> trim_address("https://a.org/b_(c)).")
    'https://a.org/b_(c)'
    """
    end = len(address)
    open_more = address.count("(") - address.count(")")
    while end and address[end - 1] in "?!.,:;*_~'’)]}":
        if address[end - 1] == ")":
            if open_more >= 0:
                break
            open_more += 1
        end -= 1
    return address[:end]


def find_marks_and_notes(builder: Builder) -> None:
    """Fill in the marks and bare addresses of all blocks, and make notes of the blocks that marks lead to."""
    drafts = builder.drafts
    anchors: dict[str, int] = {}
    marked = False  # without a mark, or what looks like one, there are no notes to find
    for index, draft in enumerate(drafts):
        for name in draft.anchors:
            anchors.setdefault(name, index)
        text = draft.text
        if draft.kind is BlockKind.CODE:
            continue
        if "http" in text or "www." in text or "HTTP" in text:
            _add_addresses(draft)
        if draft.links or "[" in text or not text.isascii():
            _add_marks(draft)
            marked = marked or text.startswith("[") or draft.marks != ()
    if anchors:
        for draft in drafts:
            if draft.links:
                _find_own_anchors(draft, anchors)
    if marked:
        labels = _first_marks(drafts)
        _make_notes(drafts, labels, anchors)
        _aim(drafts, anchors)


def _find_own_anchors(draft: Draft, anchors: dict[str, int]) -> None:
    """Make links of marks, and those back to them, lead to names of the page: saved pages may give their address."""
    links = []
    for link in draft.links:
        address, sign, name = link.url.partition("#")
        words = link.span.of(draft.text)
        own = address and sign and name in anchors and (_LINKED_MARK.fullmatch(words) or _BACK.fullmatch(words))
        links.append(Link(link.span, sign + name, link.kind) if own else link)
    draft.links = tuple(links)


def _meets(spans: Sequence[Span], start: int, end: int) -> bool:
    """True when one of the spans, which are in order and apart, shares a character with a run."""
    after = bisect_left(spans, end, key=_start_of)
    return after > 0 and spans[after - 1].end > start


def _start_of(span: Span) -> int:
    return span.start


def _link_start(link: Link) -> int:
    return link.span.start


def _add_addresses(draft: Draft) -> None:
    links = list(draft.links)
    linked = [link.span for link in links]
    for match in ADDRESS.finditer(draft.text):
        address = trim_address(match.group())
        span = Span(match.start(), match.start() + len(address))
        if len(address) < 8 or _meets(draft.code, span.start, span.end) or _meets(linked, span.start, span.end):
            continue
        url = address if "://" in address[:8] else f"http://{address}"
        links.append(Link(span, url, LinkKind.LINK))
    draft.links = tuple(sorted(links, key=lambda link: (link.span.start, link.span.end)))


def _add_marks(draft: Draft) -> None:
    text = draft.text
    marks: list[Mark] = []
    if "[" in text:
        for match in _BRACKETED.finditer(text):
            if not _meets(draft.code, *match.span()):
                marks.append(Mark(Span(*match.span()), match.group(1).lstrip("^")))
    if not text.isascii() and _RAISED_DIGIT.search(text) is not None:
        raised = (*(m.span() for m in _RAISED.finditer(text)), *(m.span(1) for m in _RAISED_AMOUNT.finditer(text)))
        for start, end in raised:
            if not _meets(draft.code, start, end):
                marks.append(Mark(Span(start, end), text[start:end].translate(_PLAIN_DIGITS)))
    for link in draft.links:
        words = link.span.of(text)
        if len(words) <= 3 and words.isdecimal() and link.kind is LinkKind.LINK:
            marks.append(Mark(link.span, words))
        elif len(words) <= 3 and words and all(sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" for sign in words):
            marks.append(Mark(link.span, words.translate(_PLAIN_DIGITS)))
    if marks:
        unique = {(mark.span.start, mark.span.end): mark for mark in marks}
        draft.marks = tuple(unique[key] for key in sorted(unique))


def _first_marks(drafts: list[Draft]) -> dict[str, int]:
    """The first block in which each label is used as a mark."""
    labels: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        for mark in draft.marks:
            for label in _labels(mark.label):
                labels.setdefault(label, index)
    return labels


def _labels(label: str) -> list[str]:
    return re.split(r"[ ]?[,;][ ]?", label) if "," in label or ";" in label else [label]


def _make_notes(drafts: list[Draft], labels: dict[str, int], anchors: dict[str, int]) -> None:
    aimed: dict[int, str] = {}
    for index, draft in enumerate(drafts):
        if not draft.marks:
            continue
        inner = [link for link in draft.links if link.url.startswith("#")]
        for mark in draft.marks:
            at = bisect_left(inner, mark.span.end, key=_link_start) - 1
            if at >= 0 and inner[at].span.end > mark.span.start:
                target = anchors.get(inner[at].url[1:])
                if target is not None and target > index:
                    aimed.setdefault(target, mark.label)
    candidates: list[tuple[int, str]] = []
    lists: dict[int, list[int]] = {}
    last_mark = max((index for index, draft in enumerate(drafts) if draft.marks), default=-1)
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.NOTE or draft.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        if index in aimed:
            draft.kind, draft.label = BlockKind.NOTE, aimed[index]
            continue
        own = _OWN_MARK.match(draft.text)
        if own is not None and own.group(1).isdecimal():
            candidates.append((index, own.group(1)))
        elif draft.number is not None and draft.kind is BlockKind.ITEM:
            label = str(draft.number)
            if labels.get(label, index) < index:
                if _leads_back(draft):
                    draft.kind, draft.label = BlockKind.NOTE, label
                elif draft.group is not None:
                    lists.setdefault(draft.group, []).append(index)
    sizes = Counter(draft.group for draft in drafts if draft.number is not None)
    for group, items in lists.items():
        # A numbered list after the last mark, most of whose numbers are marks, is the list of references.
        if items[0] > last_mark and 2 * len(items) >= sizes[group]:
            for index in items:
                drafts[index].kind, drafts[index].label = BlockKind.NOTE, str(drafts[index].number)
    for place, (index, label) in enumerate(candidates):
        beside = [candidates[at] for at in (place - 1, place + 1) if 0 <= at < len(candidates)]
        in_row = any(abs(int(other) - int(label)) == 1 and abs(at - index) <= 2 for at, other in beside)
        if labels.get(label, index) < index or in_row:
            drafts[index].kind, drafts[index].label = BlockKind.NOTE, label


def _leads_back(draft: Draft) -> bool:
    return any(link.url.startswith("#") and _BACK.fullmatch(link.span.of(draft.text)) for link in draft.links)


def _aim(drafts: list[Draft], anchors: dict[str, int]) -> None:
    """Give each mark the note that it leads to."""
    notes: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.kind is BlockKind.NOTE and draft.label is not None:
            notes.setdefault(draft.label, index)
    if not notes:
        return
    for index, draft in enumerate(drafts):
        if draft.marks:
            draft.marks = tuple(Mark(mark.span, mark.label, _target(notes, mark.label, index)) for mark in draft.marks)


def _target(notes: dict[str, int], label: str, index: int) -> int | None:
    for one in _labels(label):
        target = notes.get(one)
        if target is not None and target != index:
            return target
    return None
