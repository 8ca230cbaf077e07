"""Reviewdog's diagnostic format, one JSON object a line, for comments on the changed lines of a pull request.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf says what may stand in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from figtag.lines import Lines
from figtag.report import Options
from figtag.report.alerts import Alert, Level, alerts, path

if TYPE_CHECKING:
    from figtag.records import Audit

_SEVERITY = {Level.WARNING: "WARNING", Level.NOTE: "INFO", Level.NONE: "INFO"}


def part(audit: Audit, options: Options) -> str:
    """One line an alert; columns count bytes of UTF-8, as the format asks."""
    lines = Lines(audit.document.text)
    diagnostics = (_diagnostic(audit, alert, lines) for alert in alerts(audit, options))
    return "".join(json.dumps(diagnostic, ensure_ascii=False) + "\n" for diagnostic in diagnostics)


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """The lines of all articles."""
    yield from parts


def _diagnostic(audit: Audit, alert: Alert, lines: Lines) -> dict[str, Any]:
    text, mention, (end_line, _) = audit.document.text, alert.mention, alert.end
    return {
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


def _position(text: str, lines: Lines, line: int, offset: int) -> dict[str, int]:
    return {"line": line, "column": len(text[lines.start(line) : offset].encode()) + 1}
