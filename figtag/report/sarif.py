"""SARIF 2.1.0, the standard for results of static analysis (OASIS, 2020), for code scanning and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import figtag
from figtag.lines import Lines
from figtag.report import Options, words
from figtag.report.alerts import RULES, Alert, Level, alerts
from figtag.report.later import Later

if TYPE_CHECKING:
    from figtag.records import Audit, Evidence, Notice

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_RESERVED = ":/?#[]@!$&'()*+,;=%"
_INDEX = {rule.id: index for index, rule in enumerate(RULES)}


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """One log with one run: a result for each alert, an artifact for each article, a notification for each notice."""
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n'
    yield f'"tool": {_json(_tool())},\n"columnKind": "unicodeCodePoints",\n"results": ['
    with Later() as artifacts, Later() as notifications:
        before, noted = "\n", ""
        for index, audit in enumerate(audits):
            lines = Lines(audit.document.text)
            location = {"uri": uri(audit.document.name), "index": index}
            artifact = {"location": {"uri": location["uri"]}, "hashes": {"sha-256": audit.document.sha256}}
            artifacts.add((", " if index else "") + _json(artifact))
            for notice in audit.notices:
                notifications.add(noted + _json(_notification(notice, location, lines)))
                noted = ", "
            for alert in alerts(audit, options):
                yield before + _json(_result(alert, location, lines))
                before = ",\n"
        yield '\n],\n"artifacts": ['
        yield from artifacts
        yield '],\n"invocations": [{"executionSuccessful": true, "toolExecutionNotifications": ['
        yield from notifications
        yield "]}]\n}]}\n"


def uri(name: str) -> str:
    """The name of an article as a URI reference.

    >>> uri("./notes/rent & fuel.md"), uri("/srv/a.txt"), uri("https://a.example/b?c=1 2")
    ('notes/rent%20%26%20fuel.md', 'file:///srv/a.txt', 'https://a.example/b?c=1%202')
    """
    if "://" in name:
        return quote(name, safe=_RESERVED)
    pure = PurePath(name)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tool() -> dict[str, Any]:
    rules = [
        {
            "id": rule.id,
            "name": f"Figure{rule.label.value.capitalize()}",
            "shortDescription": {"text": rule.short},
            "fullDescription": {"text": rule.short},
            "help": {"text": rule.help},
            "defaultConfiguration": {"level": rule.level.value},
        }
        for rule in RULES
    ]
    return {"driver": {"name": "figtag", "semanticVersion": figtag.__version__, "rules": rules}}


def _result(alert: Alert, location: dict[str, Any], lines: Lines) -> dict[str, Any]:
    mention = alert.mention
    result: dict[str, Any] = {
        "ruleId": alert.rule.id,
        "ruleIndex": _INDEX[alert.rule.id],
        "level": alert.rule.level.value,
        "message": {"text": alert.message},
        "locations": [{"physicalLocation": _place(location, lines, mention.start, mention.end, mention.text)}],
        "partialFingerprints": {"figure/v1": alert.fingerprint},
    }
    if alert.rule.level is Level.NONE:
        result["kind"] = "pass"
    if mention.evidence:
        result["relatedLocations"] = [_related(one, location, lines) for one in mention.evidence]
    return result


def _related(evidence: Evidence, location: dict[str, Any], lines: Lines) -> dict[str, Any]:
    return {
        "physicalLocation": _place(location, lines, evidence.start, evidence.end, evidence.text),
        "message": {"text": f"{words.clean(evidence.shown)} {words.trail(evidence)}"},
    }


def _notification(notice: Notice, location: dict[str, Any], lines: Lines) -> dict[str, Any]:
    return {
        "level": "note",
        "descriptor": {"id": notice.code},
        "message": {"text": notice.message},
        "locations": [{"physicalLocation": _place(location, lines, notice.start, notice.end)}],
    }


def _place(location: dict[str, Any], lines: Lines, start: int, end: int, text: str | None = None) -> dict[str, Any]:
    (line, column), (end_line, end_column) = lines.place(start), lines.place(end)
    region: dict[str, Any] = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }
    if text is not None:
        region["snippet"] = {"text": text}
    return {"artifactLocation": location, "region": region}
