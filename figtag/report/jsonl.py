"""JSON Lines: the records of ``Audit.to_records``, each with the name of its document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from figtag.report import Options
from figtag.report.words import chosen

if TYPE_CHECKING:
    from figtag.records import Audit

LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})
"""Characters that JSON allows in a string, but at which some programs end a line."""


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """One line for each row."""
    from figtag.records import plain

    def exact(value: object) -> str:
        if isinstance(value, Decimal):
            return plain(value)
        raise TypeError(value)

    for audit in audits:
        for mention in chosen(audit, options):
            record = {"document": audit.document.name, **mention.to_record()}
            yield json.dumps(record, ensure_ascii=False, default=exact).translate(LINE_ENDS) + "\n"
