"""Elements of HTML that no reader sees, and where reading goes on after them."""

from __future__ import annotations

import re

from figtag.read.tags import Tag, value

# The vocabulary of HTML itself.
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes"})
_HIDDEN = frozenset({"noscript", "template", "datalist", "annotation", "annotation-xml"})
VOID = frozenset({"hr", "col", "input", "meta", "link", "source", "area", "base", "embed", "track", "frame"})
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


_AFTER_FORMULA = "</math></span>"
"""After it KaTeX draws the same formula once more, for eyes only."""


class Unseen:
    """Finds the ends of unseen elements; an end that was looked for in vain is not looked for again."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.dead: set[str] = set()

    def after(self, tag: Tag, end: int) -> int | None:
        """Where an unseen element ends that begins with a tag; None for a tag whose element is seen."""
        if tag.closing:
            return None
        if self._is_hidden(tag):
            after = self._matching_end(tag, end)
            if after is not None:
                return after
        if tag.name in _RAW:
            after = self._element_end(tag, end)
            return end if after is None else after
        return self._element_end(tag, end) if tag.name in _HIDDEN else None

    def _is_hidden(self, tag: Tag) -> bool:
        start, end = tag.attributes
        if start == end:
            return False
        if self.source.find("hidden", start, end) >= 0 and value(self.source, tag, "hidden") is not None:
            return True
        if self.source.endswith(_AFTER_FORMULA, 0, tag.start):
            return value(self.source, tag, "aria-hidden") == "true"
        if self.source.find("none", start, end) < 0 and self.source.find("visibility", start, end) < 0:
            return False
        return _INVISIBLE.search(value(self.source, tag, "style") or "") is not None

    def _matching_end(self, tag: Tag, end: int) -> int | None:
        """Where an element ends, those of the same name within it counted."""
        if tag.name in VOID or tag.name in self.dead:
            return None
        depth = 1
        for match in re.compile(f"<(/?){re.escape(tag.name)}\\b[^<>]*>", re.IGNORECASE).finditer(
            self.source, tag.end, end
        ):
            depth += -1 if match.group(1) else 1
            if not depth:
                return match.end()
        self.dead.add(tag.name)
        return None

    def _element_end(self, tag: Tag, end: int) -> int | None:
        """Where an element ends that holds no other of its name; None when it has no end."""
        if tag.name in self.dead:
            return None
        match = re.compile(f"</{tag.name}[^>]*>", re.IGNORECASE).search(self.source, tag.end, end)
        if match is None:
            self.dead.add(tag.name)
            return None
        return match.end()
