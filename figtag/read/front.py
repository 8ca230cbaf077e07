"""Front matter: the values that stand before an article, as YAML or TOML."""

from __future__ import annotations

from figtag.document import BlockKind
from figtag.patterns import lazy_re
from figtag.read.build import Builder, Place

_OPEN = lazy_re(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_YAML = lazy_re(r"[ \t]*(?:-[ \t]+)*(?:([\w][\w .@/-]{0,60})[ \t]*:(?=[ \t]|$))?[ \t]*")
_TOML = lazy_re(r"[ \t]*(?:\"?([\w.-]{1,60})\"?[ \t]*=[ \t]*)?")
_TABLE = lazy_re(r"[ \t]*\[")
_COMMENT = lazy_re(r"[ \t]*#")
_LONG_TEXTS = ('"""', "'''")
_COMMENTED = lazy_re(r"(?<![ \t])[ \t]+#[ \t]")
_QUOTED = lazy_re(r"(\"(?:[^\"\\]|\\.)*+\"|'[^']*+')[ \t]*(?:#.*)?$")
_SCALAR = lazy_re(r"[|>][+-]?\d?[ \t]*$")
_ADDRESS = lazy_re(r"[\"'\[]?[ \t]*(?:\w+://|/|\./|\.\./|@)\S*$")
_KEY = lazy_re(r"[\w\"'#-]")


def front_matter_end(source: str, lines: list[tuple[int, int]]) -> int:
    """How many lines the front matter takes; 0 when there is none.

    >>> front_matter_end("---\\na: 1\\n---\\n", [(0, 3), (4, 8), (9, 12)])
    3
    """
    match = _OPEN.match(source)
    if match is None or len(lines) < 3 or _KEY.match(source, lines[1][0]) is None:
        return 0
    fence = match.group(1)
    separator = ":" if fence == "---" else "="
    keys = False
    for number in range(1, len(lines)):
        start, end = lines[number]
        text = source[start:end].rstrip()
        if text in (fence, "...") and fence[0] in "-+":
            return number + 1 if keys else 0
        if not text and not keys:
            return 0
        keys = keys or separator in text
    return 0


def read_front_matter(builder: Builder, lines: list[tuple[int, int]]) -> None:
    """Add the values of the front matter, one block each; links and paths are left out."""
    source = builder.source
    toml = source.startswith("+++")
    key: str | None = None
    block: list[tuple[int, int]] = []
    label: str | None = None
    closing = ""
    for start, end in lines[1:-1]:
        text = source[start:end]
        if closing:
            stop = source.find(closing, start, end)
            block.append((start, end if stop < 0 else stop))
            if stop < 0:
                continue
            _add(builder, block, key)
            block, closing = [], ""
            continue
        if block is not None and label is not None and (not text.strip() or text[0] in " \t"):
            if text.strip():
                block.append((start, end))
            continue
        _add(builder, block, label)
        block, label = [], None
        if not text.strip() or _COMMENT.match(text) or (toml and _TABLE.match(text)):
            continue
        match = (_TOML if toml else _YAML).match(source, start, end)
        assert match is not None
        if match.group(1) is not None:
            key = match.group(1).strip()
        at = match.end()
        value = source[at:end].strip()
        if toml and value.startswith(_LONG_TEXTS) and value.find(value[:3], 3) < 0:
            closing = value[:3]
            block = [(source.index(closing, at) + 3, end)]
            continue
        if not toml and _SCALAR.fullmatch(value):
            label = key
            continue
        _add(builder, _parts(source, at, end), key)
    _add(builder, block, key if closing else label)


def _parts(source: str, start: int, end: int) -> list[tuple[int, int]]:
    raw = source[start:end]
    start += len(raw) - len(raw.lstrip())
    end -= len(raw) - len(raw.rstrip())
    quoted = _QUOTED.match(source, start, end)
    if quoted is not None:
        return [(start + 1, quoted.end(1) - 1)]
    comment = _COMMENTED.search(source, start, end)
    if comment is not None:
        return [(start, comment.start())]
    if (
        source[start : start + 3] in _LONG_TEXTS
        and end - start > 5
        and source[end - 3 : end] == source[start : start + 3]
    ):
        return [(start + 3, end - 3)]
    if end - start >= 2 and source[start] == source[end - 1] and source[start] in "\"'":
        return [(start + 1, end - 1)]
    if end - start >= 2 and source[start] == "[" and source[end - 1] == "]":
        return [(start + 1, end - 1)]
    return [(start, end)] if start < end else []


def _add(builder: Builder, parts: list[tuple[int, int]], key: str | None) -> None:
    if not parts:
        return
    if all(_ADDRESS.match(builder.source, start, end) is not None for start, end in parts):
        return
    text = builder.text()
    for number, (start, end) in enumerate(parts):
        if number:
            text.put(" ", start, start)
        text.run(start, end)
    builder.add(text, Place(BlockKind.META, label=key))
