"""Regular expressions that are compiled when a text first asks for them.

An article asks for about a third of those that figtag has; to compile all of them took a sixth of a start.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

import regex


def lazy_re(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, once it is asked for anything; an error in the pattern shows then.

    >>> lazy_re(r"[a-z]+").match("figtag 1").group()
    'figtag'
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(re.compile, pattern, flags))


def lazy_regex(pattern: str, flags: int = 0) -> regex.Pattern[str]:
    r"""As ``regex.compile``, once it is asked for anything; an error in the pattern shows then.

    >>> lazy_regex(r"\p{Lu}++").match("GPU 1").group()
    'GPU'
    """
    return cast("regex.Pattern[str]", LazyPattern(regex.compile, pattern, flags))


_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


class LazyPattern:
    """A pattern that takes over the methods of the compiled one, so that each later call costs what its own would."""

    def __init__(self, compile: Callable[[Any, int], Any], pattern: str | bytes, flags: int) -> None:
        self._made: Any = None
        self._source = compile, pattern, flags

    def __getattr__(self, name: str) -> Any:
        """What is not there: anything before the first use, what is seldom asked for after it."""
        if name.startswith("_"):
            raise AttributeError(name)
        made = self._made
        if made is None:
            compile, pattern, flags = self._source
            made = self._made = compile(pattern, flags)
            self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return getattr(made, name)

    def __repr__(self) -> str:
        return repr(self._source[0](*self._source[1:]))
