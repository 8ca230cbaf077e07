"""JSON: one object with whole audits, whatever rows the other forms would show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.report import Options

if TYPE_CHECKING:
    from figtag.records import Audit

SCHEMA_VERSION = "1.0"


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """``{"schema_version": ..., "audits": [Audit, ...]}``, an audit to a line."""
    from figtag.model import published

    yield f'{{"schema_version": "{SCHEMA_VERSION}", "audits": ['
    before = "\n"
    for audit in audits:
        yield before + published(audit).model_dump_json()
        before = ",\n"
    yield "\n]}\n"
