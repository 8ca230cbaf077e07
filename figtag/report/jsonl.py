"""JSON Lines: the records of ``Audit.to_records``, each with the name of its document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from figtag.report import Options
from figtag.report.words import chosen

if TYPE_CHECKING:
    from figtag.records import Audit

LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})
"""Characters that JSON allows in a string, but at which some programs end a line."""


def part(audit: Audit, options: Options) -> str:
    """One line for each row of an article."""
    name = audit.document.name
    return "".join(_line({"document": name, **mention.to_record()}) for mention in chosen(audit, options))


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """The lines of all articles."""
    yield from parts


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, default=_exact).translate(LINE_ENDS) + "\n"


def _exact(value: object) -> str:
    from figtag.records import plain

    if isinstance(value, Decimal):
        return plain(value)
    raise TypeError(value)
