"""Whole audits as JSON Lines: an audit to a line, for feeds and long runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.report import Options
from figtag.report.jsonl import LINE_ENDS

if TYPE_CHECKING:
    from figtag.records import Audit


def part(audit: Audit, options: Options) -> str:
    """A line, whatever rows the other forms would show; ``Audit.model_validate_json`` reads it."""
    from figtag.records import to_json

    return to_json(audit).decode().translate(LINE_ENDS) + "\n"


def render(parts: Iterable[str], options: Options) -> Iterator[str]:
    """One line for each article."""
    yield from parts
