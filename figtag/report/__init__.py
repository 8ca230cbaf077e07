"""The forms of a report: one module for each, all with the same ``render``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from figtag.records import Audit

FORMS = ("table", "json", "jsonl", "audits", "csv", "markdown", "html", "sarif", "github", "gitlab", "rdjsonl", "xlsx")
"""The names of the forms; each is a module of this package."""
BINARY = frozenset({"xlsx"})
"""The forms that are no text."""


class Options(Struct, frozen=True):
    """What a report shows, and how."""

    labels: frozenset[str] = frozenset()
    """Only figures of these labels; of every label when empty."""
    all: bool = False
    """Minor figures and the numbers that are no figures too."""
    why: bool = False
    """All evidence with rule ids and paths, not only the deciding words."""
    several: bool = False
    """True when the report holds more than one article."""
    width: int | None = None
    """Columns to keep to; None for as many as it takes."""
    color: bool = False
    style: str = "simple"
    """A table format of tabulate."""


Render = Callable[["Iterable[Audit]", Options], Iterator[str | bytes]]
"""From audits to the pieces of a report, in order, line ends included; bytes where a form is no text."""


def form(name: str) -> Render:
    """The function that renders a form of :data:`FORMS`; its module is imported only now."""
    render: Render = import_module(f"figtag.report.{name}").render
    return render
