"""HTML tags: where they end, what attributes they carry, and what the inline ones do to running text."""

from __future__ import annotations

from typing import NamedTuple

from figtag.document import LinkKind
from figtag.patterns import lazy_re
from figtag.read.flow import Flow, read_entity

STRICT_TAG = (
    r"(?:</[a-zA-Z][a-zA-Z0-9-]*+\s*+>|<[a-zA-Z][a-zA-Z0-9-]*+"
    r"(?:\s++[a-zA-Z_:][a-zA-Z0-9_.:-]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+\s*+/?>)"
)
"""What CommonMark takes for a tag; in Markdown a reader sees anything else as it is written."""
_TAG = lazy_re(r"<(/?)([a-zA-Z][^\s/<>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_LOOSE_TAG = lazy_re(r"<(/?)([a-zA-Z][^\s/<>]*+)([^<>]*+)>")
_ATTRIBUTE = lazy_re(r"([^\s=/\"'<>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++))|([^\s=/\"'<>]++)")


class Tag(NamedTuple):
    """A tag and where its attributes stand in the source."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: tuple[int, int]


def read_tag(source: str, start: int, end: int) -> Tag | None:
    """The tag that begins at ``start``; None when none does."""
    match = _TAG.match(source, start, end) or _LOOSE_TAG.match(source, start, end)
    if match is None:
        return None
    return Tag(match.group(2).lower(), match.group(1) == "/", start, match.end(), match.span(3))


def skip_declaration(source: str, start: int, end: int, dead: set[str]) -> int | None:
    """The end of the comment, declaration or instruction that begins at ``start``; None when none does.

    ``dead`` remembers endings that were looked for in vain, so that nothing is searched twice.
    """
    if source.startswith("<!--", start):
        for short in ("<!-->", "<!--->"):
            if source.startswith(short, start):
                return start + len(short)
        return _after(source, "-->", start + 4, end, dead)
    if source.startswith("<![CDATA[", start):
        return _after(source, "]]>", start + 9, end, dead)
    if source.startswith("<?", start):
        return _after(source, ">", start + 2, end, dead)
    if source.startswith("<!", start) and start + 2 < end and source[start + 2].isalpha():
        return _after(source, ">", start + 2, end, dead)
    return None


def _after(source: str, ending: str, start: int, end: int, dead: set[str]) -> int | None:
    if ending in dead:
        return None
    at = source.find(ending, start, end)
    if at < 0:
        dead.add(ending)
        return None
    return at + len(ending)


def attribute(source: str, tag: Tag, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands in the source; an empty place for one without a value."""
    start, end = tag.attributes
    if start == end:
        return None
    for match in _ATTRIBUTE.finditer(source, start, end):
        if match.group(5) is not None:
            if match.group(5).lower() == name:
                return match.end(), match.end()
        elif match.group(1).lower() == name:
            group = match.lastindex or 2
            return match.span(group)
    return None


def attributes(source: str, tag: Tag) -> dict[str, str]:
    """All attributes of a tag by their names in lower case, as :func:`value` gives them; of two alike the first."""
    start, end = tag.attributes
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source, start, end) if start < end else ():
        name, place = match.group(1), match.span(match.lastindex or 2)
        if name is None:
            name, place = match.group(5), (match.end(), match.end())
        found.setdefault(name.lower(), _plain(source, *place))
    return found


def value(source: str, tag: Tag, name: str) -> str | None:
    """The value of an attribute with its entities resolved."""
    place = attribute(source, tag, name)
    return None if place is None else _plain(source, *place)


def _plain(source: str, at: int, end: int) -> str:
    """A run of the source with its entities resolved."""
    parts = []
    while at < end:
        mark = source.find("&", at, end)
        if mark < 0:
            break
        parts.append(source[at:mark])
        entity = read_entity(source, mark, end, strict=False)
        if entity is None:
            parts.append("&")
            at = mark + 1
        else:
            parts.append(entity[0])
            at = entity[1]
    parts.append(source[at:end])
    return "".join(parts).strip()


def run_with_entities(flow: Flow, start: int, end: int) -> None:
    """Take over a run of the source that may hold entities."""
    source = flow.source
    at = start
    seek = start
    while (mark := source.find("&", seek, end)) >= 0:
        entity = read_entity(source, mark, end, strict=False)
        if entity is None:
            seek = mark + 1
            continue
        flow.run(at, mark)
        flow.put(entity[0], mark, entity[1])
        at = seek = entity[1]
    flow.run(at, end)


_FORMULA = lazy_re(r"(?:^|[\s-])(?:math|tex|latex)(?:[\s-]|$)")
"""Classes of pictures of formulas, whose description is their source."""
_PARTED = frozenset({"del", "s", "strike", "rt"})
"""Elements whose text goes on in no word or number around them: ``<s>$20</s>15`` is no 2015."""
_CODE = frozenset({"code", "kbd", "samp", "tt", "math"})


def inline_tag(flow: Flow, tag: Tag) -> None:
    """What a tag inside a line does to the running text; nothing when it is unknown."""
    name = tag.name
    if name == "a":
        url = None if tag.closing else value(flow.source, tag, "href")
        if url is None:
            flow.close_link()
        else:
            flow.open_link(url)
    elif name == "br":
        flow.line_break(tag.start, tag.end)
    elif name == "sup":
        flow.raised(-1 if tag.closing else 1)
    elif name == "sub":
        flow.lowered(-1 if tag.closing else 1)
    elif name in _PARTED or (not tag.closing and _is_for_eyes_only(flow.source, tag)):
        flow.part(tag.start)
    elif name in _CODE:
        if tag.closing:
            flow.close_code()
        else:
            flow.open_code()
    elif name == "img" and not tag.closing:
        description = attribute(flow.source, tag, "alt")
        if description is not None and description[0] < description[1]:
            flow.blank(tag.start, tag.start + 1)
            start = flow.text.length
            is_formula = _FORMULA.search(value(flow.source, tag, "class") or "") is not None
            if is_formula:
                flow.open_code()
            run_with_entities(flow, *description)
            if is_formula:
                flow.close_code()
            flow.add_link(min(start, flow.text.length), value(flow.source, tag, "src") or "", LinkKind.IMAGE)
            flow.blank(tag.end - 1, tag.end)


def _is_for_eyes_only(source: str, tag: Tag) -> bool:
    """True for an element that screen readers pass over: beside it stands the same in other words."""
    start, end = tag.attributes
    return source.find("aria-hidden", start, end) >= 0 and value(source, tag, "aria-hidden") == "true"
