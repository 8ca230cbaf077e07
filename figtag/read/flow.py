"""Running text under construction: what marks inside a line do to it, whatever language they are written in."""

from __future__ import annotations

from html import unescape
from html.entities import html5

from figtag.document import LinkKind
from figtag.patterns import lazy_re
from figtag.read.build import Text

_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_SMALL = lazy_re(r"[\s\d+\-−–,.;*†‡()]*[a-zA-Z]?")
"""What can be a raised or lowered number; anything else is only small print."""

_MARKS = frozenset("abcdefgh")
_OPENING = "$€£¥₹+-−±~≈<>≤≥("
"""Signs with which a number begins."""
ENTITY = lazy_re(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_TOO_LONG = lazy_re(r"&#(?:\d{8}|[xX][0-9a-fA-F]{7})")
"""More digits than Markdown takes for the number of a character."""
_UNCLOSED = frozenset(name for name in html5 if not name.endswith(";"))


def read_entity(source: str, start: int, end: int, strict: bool) -> tuple[str, int] | None:
    """The characters that an entity at ``start`` stands for, and where it ends; None when there is none.

    ``strict`` asks for the closing semicolon, as Markdown does.
    """
    match = ENTITY.match(source, start, end)
    if match is None:
        return None
    written = match.group()
    if written[-1] == ";":
        if strict and _TOO_LONG.match(written) is not None:
            return None
        if written[1] == "#" or written[1:] in html5:
            return unescape(written), match.end()
    elif strict:
        return None
    elif written[1] == "#":
        return unescape(written), match.end()
    if strict:
        return None
    name = written[1:].rstrip(";")
    for size in range(min(len(name), 6), 1, -1):
        if name[:size] in _UNCLOSED:
            return html5[name[:size]], start + 1 + size
    return None


class Flow:
    """The running text of one paragraph: one Text, or several where a line break divides it."""

    __slots__ = (
        "_breaks",
        "_code",
        "_link",
        "_lowered",
        "_parted",
        "_pending_link",
        "_raised",
        "breaks_divide",
        "source",
        "text",
        "texts",
    )

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = Text(source)
        self.texts = [self.text]
        self.breaks_divide = True
        self._breaks = 0
        self._code: int | None = None
        self._link: tuple[int, str, LinkKind] | None = None
        self._pending_link: tuple[str, LinkKind] | None = None
        self._raised = 0
        self._lowered = 0
        self._parted: int | None = None

    def run(self, start: int, end: int) -> None:
        """Take over a run of the source."""
        if start >= end:
            return
        if self._breaks:
            self._settle(self.source[start:end])
        if self._parted is not None:
            self._part(self.source[start])
        raw = self.source[start:end] if self._raised or self._lowered else ""
        if raw and _SMALL.fullmatch(raw) is not None:
            if self._is_mark(raw):
                self._bracketed(raw, start, end)
            else:
                self.text.put(raw.translate(_RAISED if self._raised else _LOWERED), start, end)
        else:
            self.text.run(start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """Take ``text`` for a run of the source that stands for it."""
        if self._breaks:
            self._settle(text)
        if self._parted is not None:
            self._part(text[:1])
        if (self._raised or self._lowered) and _SMALL.fullmatch(text) is not None:
            if self._is_mark(text):
                self._bracketed(text, start, end)
                return
            text = text.translate(_RAISED if self._raised else _LOWERED)
        self.text.put(text, start, end)

    def _is_mark(self, text: str) -> bool:
        """True for a raised letter behind a number, ``12<sup>a</sup>``, and for a raised number that leads to a place
        in a page: ``5 km<sup><a href="#n2">2</a></sup>`` is no area."""
        if not self._raised:
            return False
        last = self.text.last_sign
        if text.isdecimal():
            return self._link is not None and "#" in self._link[1] and last not in "[("
        return text in _MARKS and (last.isdigit() or last == "%")

    def _bracketed(self, text: str, start: int, end: int) -> None:
        self.text.put("[", start, start)
        self.text.put(text, start, end)
        self.text.put("]", end, end)

    def part(self, at: int) -> None:
        """What comes next belongs to no word or number that stands before it; the markup there begins at ``at``."""
        self._parted = at

    def _part(self, following: str) -> None:
        at, self._parted = self._parted, None
        last = self.text.last_sign
        if at is not None and (last.isalnum() or last == "%") and (following.isalnum() or following in _OPENING):
            self.blank(at, at + 1)

    def blank(self, start: int, end: int) -> None:
        """Markup that parts what stands before it from what follows."""
        self.text.put(" ", start, end)

    def line_break(self, start: int, end: int) -> None:
        """A line ends here; whether that divides the text shows when more comes."""
        if not self.breaks_divide:
            self.blank(start, end)
            return
        self._breaks += 1
        self.text.put(" ", start, end)

    def divide(self) -> None:
        """End the current text and begin another, unless inside code."""
        self._breaks = 0
        if self.text.empty or self._code is not None:
            return
        link = self._link
        self.close_link()
        self.text = Text(self.source)
        self.texts.append(self.text)
        if link is not None:
            self.open_link(link[1], link[2])

    def _settle(self, following: str) -> None:
        following = following.lstrip()
        if not following:
            return
        goes_on = self._breaks == 1 and following[0].islower() and self.text.last not in ".!?:;…"
        self._breaks = 0
        if not goes_on:
            self.divide()

    def open_link(self, url: str, kind: LinkKind = LinkKind.LINK) -> None:
        """A link begins; one that is open ends."""
        self.close_link()
        if self._breaks:
            self._settle("X")
        self._link = (self.text.length, url, kind)

    def close_link(self) -> None:
        """The open link ends, if there is one."""
        if self._link is not None:
            start, url, kind = self._link
            self.add_link(start, url, kind)
            self._link = None

    def add_link(self, start: int, url: str, kind: LinkKind) -> None:
        """A link from ``start`` of the current text up to here."""
        if start < self.text.length:
            self.text.links.append((start, self.text.length, url, kind))

    def open_code(self) -> None:
        """Code begins."""
        if self._code is None:
            if self._breaks:
                self._settle("X")
            self._code = self.text.length

    def close_code(self) -> None:
        """Code ends."""
        if self._code is not None:
            if self._code < self.text.length:
                self.text.code.append((self._code, self.text.length))
            self._code = None

    def raised(self, step: int) -> None:
        """Go up into (1) or come down from (-1) raised text."""
        self._raised = max(0, self._raised + step)

    def lowered(self, step: int) -> None:
        """Go into (1) or come back from (-1) lowered text."""
        self._lowered = max(0, self._lowered + step)

    def reset_if_empty(self) -> bool:
        """Forget what was open, but for a link, and return True, when there is nothing to be seen."""
        if len(self.texts) > 1 or not self.text.empty:
            return False
        self._breaks = self._raised = self._lowered = 0
        self._code = None
        self.text.code.clear()
        return True

    def successor(self) -> Flow:
        """A new flow in which the link that was open when this one was finished is open again."""
        flow = Flow(self.source)
        if self._pending_link is not None:
            flow.open_link(*self._pending_link)
        return flow

    def finish(self) -> list[Text]:
        """The texts, with all that is open ended."""
        self._pending_link = self._link[1:] if self._link is not None else None
        self.close_link()
        self.close_code()
        return [text for text in self.texts if not text.empty]
