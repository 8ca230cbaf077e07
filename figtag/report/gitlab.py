"""GitLab's code quality report: a JSON array that a job uploads and a merge request shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.report import Options
from figtag.report.alerts import Alert, Level, alerts, path

if TYPE_CHECKING:
    from figtag.records import Audit

_SEVERITY = {Level.WARNING: "minor", Level.NOTE: "info", Level.NONE: "info"}


def part(audit: Audit, options: Options) -> list[str]:
    """The alerts of one article."""
    file = path(audit.document.name)
    return [json.dumps(_issue(alert, file), ensure_ascii=False) for alert in alerts(audit, options)]


def render(parts: Iterable[list[str]], options: Options) -> Iterator[str]:
    """One array, an alert to a line."""
    yield "["
    before = "\n"
    for article in parts:
        for issue in article:
            yield before + issue
            before = ",\n"
    yield "\n]\n"


def _issue(alert: Alert, file: str) -> dict[str, object]:
    mention = alert.mention
    return {
        "description": alert.message,
        "check_name": alert.rule.id,
        "fingerprint": alert.fingerprint_in(file),
        "severity": _SEVERITY[alert.rule.level],
        "location": {"path": file, "lines": {"begin": mention.line, "end": alert.end[0]}},
    }
