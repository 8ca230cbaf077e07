"""JSON: one object with whole audits, whatever rows the other forms would show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.report import Options

if TYPE_CHECKING:
    from figtag.records import Audit

SCHEMA_VERSION = "1.0"


def part(audit: Audit, options: Options) -> str:
    """A whole audit."""
    from figtag.records import to_json

    return to_json(audit).decode()


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """``{"schema_version": ..., "audits": [Audit, ...]}``, an audit to a line."""
    yield f'{{"schema_version": "{SCHEMA_VERSION}", "audits": ['
    before = "\n"
    for audit in parts:
        yield before + audit
        before = ",\n"
    yield "\n]}\n"
