"""The import of tabulate."""

from __future__ import annotations

import sys
import threading
from types import ModuleType

_ASKED = "importlib.metadata"


def load_tabulate() -> ModuleType:
    """The package tabulate.

    It begins by asking for its own version: the modules of Python that tell it, mail and archives with them, take four
    fifths of its import. They are withheld while it is imported, unless another thread could miss them, and the version
    is told when somebody asks for it, as pandas does.
    """
    if "tabulate" in sys.modules or _ASKED in sys.modules or threading.active_count() > 1:
        import tabulate

        return tabulate
    sys.modules[_ASKED] = _NoVersions(_ASKED)
    try:
        import tabulate
    finally:
        del sys.modules[_ASKED]
    inside = vars(tabulate)
    del inside["__version__"]
    inside["__getattr__"] = _attribute
    return tabulate


class _NoVersions(ModuleType):
    """Stands for ``importlib.metadata`` where no version is wanted."""

    PackageNotFoundError = ImportError

    @staticmethod
    def version(package: str) -> str:
        """No version."""
        return ""


def _attribute(name: str) -> str:
    """The version of tabulate, which is asked of the module (PEP 562)."""
    if name != "__version__":
        raise AttributeError(f"module 'tabulate' has no attribute {name!r}")
    from importlib.metadata import version

    return version("tabulate")
