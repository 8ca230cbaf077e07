"""Find every figure of an article and say what the text shows it to rest on.

>>> import figtag
>>> audit = figtag.audit_text("The chip draws 400 W.")
>>> audit.document.name
'<text>'
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it, without the cost of importing typing
if TYPE_CHECKING:
    from figtag.auditor import audit, audit_bytes, audit_text
    from figtag.labels import Change, EvidenceKind, Label, Modality, Role
    from figtag.model import Audit, Document, Evidence, Mention, Notice, Source, Summary
    from figtag.read import UnreadableError
    from figtag.registry import unit_registry

__version__ = "0.1.0"

__all__ = [
    "Audit",
    "Change",
    "Document",
    "Evidence",
    "EvidenceKind",
    "Label",
    "Mention",
    "Modality",
    "Notice",
    "Role",
    "Source",
    "Summary",
    "UnreadableError",
    "__version__",
    "audit",
    "audit_bytes",
    "audit_text",
    "unit_registry",
]

_HOMES = {
    "figtag.auditor": ("audit", "audit_bytes", "audit_text"),
    "figtag.labels": ("Change", "EvidenceKind", "Label", "Modality", "Role"),
    "figtag.model": ("Audit", "Document", "Evidence", "Mention", "Notice", "Source", "Summary"),
    "figtag.read": ("UnreadableError",),
    "figtag.registry": ("unit_registry",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that ``import figtag`` costs nothing."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'figtag' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
