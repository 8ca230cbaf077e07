"""Reviewdog's diagnostic format, one JSON object a line, for comments on the changed lines of a pull request.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf says what may stand in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.lines import Lines
from figtag.report import Options
from figtag.report.alerts import Level, alerts, path

if TYPE_CHECKING:
    from figtag.records import Audit

_SEVERITY = {Level.WARNING: "WARNING", Level.NOTE: "INFO", Level.NONE: "INFO"}


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """One line an alert; columns count bytes of UTF-8, as the format asks."""
    for audit in audits:
        text = audit.document.text
        lines = Lines(text)
        for alert in alerts(audit, options):
            mention, (end_line, _) = alert.mention, alert.end
            diagnostic = {
                "message": alert.message,
                "location": {
                    "path": path(audit.document.name),
                    "range": {
                        "start": _position(text, lines, mention.line, mention.start),
                        "end": _position(text, lines, end_line, mention.end),
                    },
                },
                "severity": _SEVERITY[alert.rule.level],
                "source": {"name": "figtag"},
                "code": {"value": alert.rule.id},
            }
            yield json.dumps(diagnostic, ensure_ascii=False) + "\n"


def _position(text: str, lines: Lines, line: int, offset: int) -> dict[str, int]:
    return {"line": line, "column": len(text[lines.start(line) : offset].encode()) + 1}
