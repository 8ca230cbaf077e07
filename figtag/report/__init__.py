"""The forms of a report: one module for each, with a ``render`` and, where a form can do so, a ``part``.

``part`` makes what the report needs of one article, ``render`` joins the parts. Articles that are audited in several
processes have their parts made there, so a part is small and can be pickled; a form without ``part`` is given audits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from figtag.records import Audit

FORMS = ("table", "json", "jsonl", "audits", "csv", "markdown", "html", "sarif", "github", "gitlab", "rdjsonl", "xlsx")
"""The names of the forms; each is a module of this package."""
BINARY = frozenset({"xlsx"})
"""The forms that are no text."""


class Options(Struct, frozen=True, gc=False):
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


class Form(Struct, frozen=True):
    """A form of a report."""

    part: Callable[[Audit, Options], Any]
    """From an audit to what the report needs of it."""
    render: Callable[[Iterable[Any], Options], Iterator[str | bytes]]
    """From parts to the pieces of a report, in order, line ends included; bytes where a form is no text."""

    def __call__(self, audits: Iterable[Audit], options: Options) -> Iterator[str | bytes]:
        """The pieces of a report on audits that are at hand."""
        return self.render((self.part(audit, options) for audit in audits), options)


def form(name: str) -> Form:
    """A form of :data:`FORMS`; its module is imported only now."""
    module = import_module(f"figtag.report.{name}")
    return Form(getattr(module, "part", _whole), module.render)


def _whole(audit: Audit, options: Options) -> Audit:
    return audit
