"""What stands inside a line of Markdown: code, mathematics, links, emphasis, entities, tags."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from figtag.document import LinkKind
from figtag.patterns import lazy_re
from figtag.read.flow import Flow, read_entity
from figtag.read.links import PUNCTUATION, label_key, read_destination
from figtag.read.notes import trim_address
from figtag.read.strand import Strand
from figtag.read.tags import STRICT_TAG, Tag, inline_tag, read_tag, skip_declaration

_SPECIAL = lazy_re(r"[\\`*_~\[\]!<&$\n:]")
_BACKTICKS = lazy_re(r"`+")
_AUTOLINK = lazy_re(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*+|[\w.+-]++@[\w.-]++)>")
# Inside brackets an address may be the text of a link, and emphasis may end with it.
_ADDRESS = lazy_re(r"://[^\s<>\"“”\]*`]+")
_CLOSING_MATH = lazy_re(r"(?<![\s\\$])\$(?![\d$])")
_STRICT_TAG = lazy_re(STRICT_TAG)
_LABEL = lazy_re(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)


# Events: what to do at a place of the strand.
_SKIP, _ENTITY, _CODE, _OPEN, _CLOSE, _IMAGE, _BREAK, _TAG, _NEWLINE, _IMAGE_CLOSE = range(10)


class _Event:
    __slots__ = ("data", "end", "kind", "start")

    def __init__(self, kind: int, start: int, end: int, data: object = None) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.data = data


class _Bracket:
    __slots__ = ("delimiters", "event", "image", "inner", "position")

    def __init__(self, event: int, position: int, image: bool, delimiters: int) -> None:
        self.event = event
        self.position = position
        self.image = image
        self.delimiters = delimiters
        self.inner = False


class _Delimiter:
    __slots__ = ("active", "after", "before", "can_close", "can_open", "count", "event", "original", "sign", "used")

    def __init__(self, sign: str, count: int, event: int, can_open: bool, can_close: bool) -> None:
        self.sign = sign
        self.count = self.original = count
        self.event = event
        self.can_open = can_open
        self.can_close = can_close
        self.used = 0


class InlineReader:
    """Reads the strands of one document; it knows the document's reference definitions."""

    def __init__(self, source: str, targets: Mapping[str, str]) -> None:
        self.source = source
        self.targets = targets

    def read(
        self, strand: Strand, flow: Flow, cuts: frozenset[int] = frozenset(), *, cell: bool = False
    ) -> list[tuple[int, int]]:
        """Put what a reader sees of a strand into a flow; where the titles of its links stand in the strand.

        ``cuts`` are the ends of lines, as places in the strand, at which the text is divided. In a ``cell`` of a table
        a pipe is escaped in code too.
        """
        if not cuts and _SPECIAL.search(strand.text) is None:
            for run in strand.runs(0, len(strand.text)):
                flow.run(*run)
            return []
        return _Reading(self, strand, flow, cuts, cell).read()


class _Reading:
    def __init__(self, reader: InlineReader, strand: Strand, flow: Flow, cuts: frozenset[int], cell: bool) -> None:
        self.targets = reader.targets
        self.strand = strand
        self.text = strand.text
        self.flow = flow
        self.cuts = cuts
        self.cell = cell
        self.events: list[_Event] = []
        self.brackets: list[_Bracket] = []
        self.link_floor = 0
        self.delimiters: list[_Delimiter] = []
        self.titles: list[tuple[int, int]] = []
        self.dead: set[str] = set()
        self.ticks: dict[int, list[int]] | None = None
        self.math: int | None = None

    def read(self) -> list[tuple[int, int]]:
        text = self.text
        size = len(text)
        at = 0
        search = _SPECIAL.search
        while at < size:
            special = search(text, at)
            if special is None:
                break
            mark = special.start()
            sign = text[mark]
            if sign == "\n":
                at = self._newline(mark)
            elif sign in "*_~":
                at = self._delimiter(mark, sign)
            elif sign == "[":
                self.brackets.append(_Bracket(len(self.events), mark, False, len(self.delimiters)))
                self.events.append(_Event(_SKIP, mark, mark))
                at = mark + 1
            elif sign == "!":
                at = mark + 1
                if text.startswith("[", at):
                    self.brackets.append(_Bracket(len(self.events), mark, True, len(self.delimiters)))
                    self.events.append(_Event(_SKIP, mark, mark))
                    at += 1
            elif sign == "]":
                at = self._close(mark)
            elif sign == "\\":
                at = self._escape(mark)
            elif sign == "`":
                at = self._code(mark)
            elif sign == "<":
                at = self._angle(mark)
            elif sign == "&":
                entity = read_entity(text, mark, size, strict=True)
                at = mark + 1
                if entity is not None:
                    self.events.append(_Event(_ENTITY, mark, entity[1], entity[0]))
                    at = entity[1]
            elif sign == "$":
                at = self._dollar(mark)
            else:
                at = self._address(mark)
        self._emphasis(0)
        self._emit()
        return self.titles

    def _newline(self, mark: int) -> int:
        text = self.text
        hard = text.endswith("  ", 0, mark)
        if mark in self.cuts:
            self.events.append(_Event(_NEWLINE, mark, mark + 1))
        elif hard:
            self.events.append(_Event(_BREAK, mark, mark + 1))
        return mark + 1

    def _escape(self, mark: int) -> int:
        following = self.text[mark + 1 : mark + 2]
        if following == "\n":
            self.events.append(_Event(_BREAK, mark, mark + 2))
            return mark + 2
        if following in PUNCTUATION and following:
            self.events.append(_Event(_SKIP, mark, mark + 1))
            return mark + 2
        return mark + 1

    def _code(self, mark: int) -> int:
        text = self.text
        if self.ticks is None:
            self.ticks = {}
            for ticks in _BACKTICKS.finditer(text):
                self.ticks.setdefault(ticks.end() - ticks.start(), []).append(ticks.start())
        end = mark
        while end < len(text) and text[end] == "`":
            end += 1
        places = self.ticks.get(end - mark, [])
        after = bisect_left(places, end)
        if after == len(places):
            return end
        close, size = places[after], end - mark
        if text[end] in " \n" and text[close - 1] in " \n" and not text[end:close].isspace():
            # A blank at each end parts the code from its marks.
            self.events.append(_Event(_CODE, mark, close + size, (end + 1, close - 1)))
        else:
            self.events.append(_Event(_CODE, mark, close + size, (end, close)))
        return close + size

    def _dollar(self, mark: int) -> int:
        text = self.text
        before = text[mark - 1] if mark else " "
        following = text[mark + 1 : mark + 2]
        if following == "$":
            if before == "$" or "$$" in self.dead:
                return mark + 1
            close = text.find("$$", mark + 2)
            if close < 0:
                self.dead.add("$$")
                return mark + 2
            self.events.append(_Event(_CODE, mark, close + 2, (mark + 2, close)))
            return close + 2
        if before.isalnum() or before == "$" or not following or following.isdigit() or following.isspace():
            return mark + 1
        if self.math is None or self.math < mark + 2:
            found = _CLOSING_MATH.search(text, mark + 2)
            self.math = len(text) if found is None else found.start()
        if self.math >= len(text):
            return mark + 1
        self.events.append(_Event(_CODE, mark, self.math + 1, (mark + 1, self.math)))
        return self.math + 1

    def _angle(self, mark: int) -> int:
        text = self.text
        size = len(text)
        link = _AUTOLINK.match(text, mark)
        if link is not None:
            url = link.group(1)
            self.events.append(_Event(_OPEN, mark, mark + 1, url if ":" in url else f"mailto:{url}"))
            self.events.append(_Event(_CLOSE, link.end() - 1, link.end()))
            return link.end()
        after = skip_declaration(text, mark, size, self.dead)
        if after is not None:
            self.events.append(_Event(_SKIP, mark, after))
            return after
        tag = read_tag(text, mark, size) if _STRICT_TAG.match(text, mark) is not None else None
        if tag is None:
            return mark + 1
        if tag.name in ("script", "style") and not tag.closing:
            close = text.lower().find(f"</{tag.name}", tag.end) if tag.name not in self.dead else -1
            if close >= 0:
                self.events.append(_Event(_SKIP, mark, close))
                return close
            self.dead.add(tag.name)
        self.events.append(_Event(_TAG, mark, tag.end, tag))
        return tag.end

    def _address(self, mark: int) -> int:
        text = self.text
        match = _ADDRESS.match(text, mark) if text.startswith("//", mark + 1) else None
        if match is None or not text[max(0, mark - 5) : mark].lower().endswith(("http", "https")):
            return mark + 1
        address = trim_address(match.group())
        return mark + max(len(address), 1)

    def _delimiter(self, mark: int, sign: str) -> int:
        text = self.text
        end = mark + 1
        while end < len(text) and text[end] == sign:
            end += 1
        count = end - mark
        if sign == "~" and count != 2:
            return end
        before = text[mark - 1] if mark else " "
        after = text[end] if end < len(text) else " "
        after_blank, before_blank = after.isspace(), before.isspace()
        after_sign, before_sign = _is_sign(after), _is_sign(before)
        left = not after_blank and (not after_sign or before_blank or before_sign)
        right = not before_blank and (not before_sign or after_blank or after_sign)
        if sign == "_":
            can_open = left and (not right or before_sign)
            can_close = right and (not left or after_sign)
        else:
            can_open, can_close = left, right
        if can_open or can_close:
            self.delimiters.append(_Delimiter(sign, count, len(self.events), can_open, can_close))
            self.events.append(_Event(_SKIP, mark, mark, end))
        return end

    def _emphasis(self, bottom: int) -> None:
        """Match the delimiters from ``bottom`` on, by the rules of CommonMark, and forget them."""
        delimiters = self.delimiters
        if len(delimiters) <= bottom:
            return
        openers: list[int] = []
        floors: dict[tuple[str, bool, int], int] = {}
        for index in range(bottom, len(delimiters)):
            closer = delimiters[index]
            while closer.can_close and closer.count:
                key = (closer.sign, closer.can_open, closer.original % 3)
                floor = floors.get(key, 0)
                at = len(openers) - 1
                while at >= floor:
                    opener = delimiters[openers[at]]
                    if opener.sign == closer.sign and not (
                        (opener.can_close or closer.can_open)
                        and (opener.original + closer.original) % 3 == 0
                        and (opener.original % 3 or closer.original % 3)
                        and closer.sign != "~"
                    ):
                        break
                    at -= 1
                if at < floor:
                    floors[key] = len(openers)
                    break
                del openers[at + 1 :]
                for name, place in floors.items():
                    floors[name] = min(place, len(openers))
                opener = delimiters[openers[at]]
                step = 2 if opener.count >= 2 and closer.count >= 2 else 1
                opener.count -= step
                closer.count -= step
                if not opener.count:
                    openers.pop()
                    for name, place in floors.items():
                        floors[name] = min(place, len(openers))
            if closer.can_open and closer.count:
                openers.append(index)
        for delimiter in delimiters[bottom:]:
            used = delimiter.original - delimiter.count
            if used:
                event = self.events[delimiter.event]
                end = event.data
                assert isinstance(end, int)
                if delimiter.can_open and not delimiter.can_close:
                    event.start = end - used
                    event.end = end
                else:
                    event.end = event.start + used
        del delimiters[bottom:]

    def _close(self, mark: int) -> int:
        brackets = self.brackets
        if not brackets:
            return mark + 1
        bracket = brackets.pop()
        if not bracket.image and len(brackets) < self.link_floor:
            self.link_floor = len(brackets)
            self._mark_inner()
            return mark + 1
        inside = bracket.position + 1 + bracket.image
        found = self._target(inside, mark, bracket)
        if found is None:
            self._mark_inner()
            return mark + 1
        url, after = found
        opening = self.events[bracket.event]
        opening.kind = _IMAGE if bracket.image else _OPEN
        opening.end = inside
        opening.data = url
        self.events.append(_Event(_IMAGE_CLOSE if bracket.image else _CLOSE, mark, after))
        self._emphasis(bracket.delimiters)
        if not bracket.image:
            # No link within a link: what is open around this one is none.
            self.link_floor = len(brackets)
        self._mark_inner()
        return after

    def _mark_inner(self) -> None:
        if self.brackets:
            self.brackets[-1].inner = True

    def _target(self, inside: int, mark: int, bracket: _Bracket) -> tuple[str, int] | None:
        """Where the link that ends at ``mark`` leads, and where all of it ends; None when it is none."""
        text = self.text
        if text.startswith("(", mark + 1):
            inline = read_destination(text, mark + 1)
            if inline is not None:
                if inline.title is not None:
                    self.titles.append(inline.title)
                return inline.url, inline.end
        label = _LABEL.match(text, mark + 1) if text.startswith("[", mark + 1) else None
        if label is not None and label.group(1).strip():
            url = self.targets.get(label_key(label.group(1)))
            if url is not None:
                return url, label.end()
            # A reference whose definition is missing: a reader of the source sees a link all the same.
            return None
        if bracket.inner or mark - inside > 999:
            return None
        url = self.targets.get(label_key(text[inside:mark]))
        if url is None:
            return None
        return url, label.end() if label is not None else mark + 1

    # From events to the flow

    def _emit(self) -> None:
        flow = self.flow
        strand = self.strand
        single = len(strand.starts) == 1
        base = strand.sources[0]
        at = 0
        images: list[tuple[int, str, int]] = []
        depth = 0
        for event in self.events:
            start, end = event.start, event.end
            if start == end and event.kind == _SKIP:
                continue
            if start < at:
                continue
            if at < start:
                if single:
                    flow.run(base + at, base + start)
                else:
                    for run in strand.runs(at, start):
                        flow.run(*run)
            at = end
            kind = event.kind
            if kind == _SKIP:
                continue
            first = strand.source(start)
            last = strand.source(end - 1) + 1
            data = event.data
            if kind == _ENTITY:
                assert isinstance(data, str)
                flow.put(data, first, last)
            elif kind == _CODE:
                assert isinstance(data, tuple)
                flow.open_code()
                for part in self._escaped_pipes(*data) if self.cell else (data,):
                    for run in strand.runs(*part):
                        flow.run(*run)
                flow.close_code()
            elif kind == _OPEN:
                assert isinstance(data, str)
                # The description of a picture is text, whatever is marked in it; so is an address within a link.
                depth += 1
                if depth == 1 and not images:
                    flow.open_link(data)
            elif kind == _CLOSE:
                depth -= 1
                if depth == 0 and not images:
                    flow.close_link()
            elif kind == _IMAGE:
                assert isinstance(data, str)
                images.append((flow.text.length, data, len(flow.texts)))
            elif kind == _IMAGE_CLOSE:
                begin, url, texts = images.pop()
                if not images:
                    flow.add_link(begin if texts == len(flow.texts) else 0, url, LinkKind.IMAGE)
            elif kind == _BREAK:
                flow.line_break(first, first + 1)
            elif kind == _NEWLINE:
                flow.divide()
            elif kind == _TAG:
                assert isinstance(data, Tag)
                self._tag(data, first, last)
        size = len(self.text)
        if at < size:
            for run in strand.runs(at, size):
                flow.run(*run)

    def _escaped_pipes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs of code between the backslashes that escape pipes."""
        while (pipe := self.text.find("\\|", start, end)) >= 0:
            yield start, pipe
            start = pipe + 1
        yield start, end

    def _tag(self, tag: Tag, first: int, last: int) -> None:
        if len(self.strand.starts) == 1 or last - first == tag.end - tag.start:
            shift = first - tag.start
            attributes = (tag.attributes[0] + shift, tag.attributes[1] + shift)
            inline_tag(self.flow, Tag(tag.name, tag.closing, first, last, attributes))


def _is_sign(character: str) -> bool:
    if character.isascii():
        return character in PUNCTUATION
    return unicodedata.category(character)[0] in "PS"
