"""The import of tabulate."""

from __future__ import annotations

import sys
from types import ModuleType


def load_tabulate() -> ModuleType:
    """The package tabulate.

    It begins by asking for its own version, of which nobody here wants to know: Python's modules that tell it, those of
    mail and archives with them, take four fifths of its import. They are withheld while it is imported.
    """
    name = "importlib.metadata"
    if name in sys.modules or "tabulate" in sys.modules:
        import tabulate

        return tabulate
    sys.modules[name] = _NoVersions(name)
    try:
        import tabulate
    finally:
        del sys.modules[name]
    return tabulate


class _NoVersions(ModuleType):
    """Stands for ``importlib.metadata`` where no version is wanted."""

    PackageNotFoundError = ImportError

    @staticmethod
    def version(package: str) -> str:
        """No version."""
        return "unknown"
