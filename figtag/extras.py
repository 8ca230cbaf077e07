"""Packages that not every user needs."""

from __future__ import annotations


class MissingExtraError(ImportError):
    """Something needs a package that is not installed; the message says how to install it.

    >>> print(MissingExtraError("-f html", "html"))
    -f html needs an extra: pip install 'figtag[html]'
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an extra: pip install 'figtag[{extra}]'")
