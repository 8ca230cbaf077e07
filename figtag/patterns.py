"""Regular expressions that are compiled when a text first asks for them.

An article asks for about a third of those that figtag has, and to compile all of them took a sixth of a start. Those of
the regex package, which take most of it, are kept in the user's cache, in the form in which they are pickled.
"""

from __future__ import annotations

import atexit
import copyreg
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, AnyStr, cast

import msgspec
import regex

import figtag
from figtag.cache import directory, write


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
    return cast("regex.Pattern[str]", LazyPattern(_compiled, pattern, flags))


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


_Source = tuple[str, int]
_Parts = tuple[
    str, int, bytes, dict[str, int], dict[int, str], dict[str, Any], list[Any], int, tuple[int, ...], int, int
]
"""What a pattern of the regex package is pickled as; a version that has other parts is not kept."""


def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    kept = _kept()
    parts = kept.get((pattern, flags))
    if parts is not None:
        return restored(parts)
    made = regex.compile(pattern, flags)
    kept[pattern, flags] = parts_of(made)
    _keep_at_exit()
    return made


def parts_of(pattern: regex.Pattern[str]) -> _Parts:
    """What makes a compiled pattern again.

    >>> restored(parts_of(regex.compile("a+"))).match("aab").end()
    2
    """
    return cast(_Parts, _pickled(pattern)[1])


def restored(parts: _Parts) -> regex.Pattern[str]:
    """The compiled pattern that these are the parts of."""
    return cast("regex.Pattern[str]", _maker()(*parts))


@cache
def _maker() -> Callable[..., Any]:
    return _pickled(regex.compile(""))[0]


def _pickled(pattern: regex.Pattern[str]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    reduced = copyreg.dispatch_table[regex.Pattern](pattern)
    assert isinstance(reduced, tuple)
    return reduced[0], reduced[1]


@cache
def _kept() -> dict[_Source, _Parts]:
    """What earlier runs compiled, and this one."""
    try:
        return dict(msgspec.msgpack.decode(_place().read_bytes(), type=list[tuple[_Source, _Parts]]))
    except (OSError, msgspec.MsgspecError):
        return {}


@cache
def _keep_at_exit() -> None:
    atexit.register(_keep)


def _keep() -> None:
    with suppress(TypeError):
        write(_place(), msgspec.msgpack.encode(list(_kept().items())))


def _place() -> Path:
    made_by = f"{figtag.__version__}-{regex.__version__}-{sys.implementation.cache_tag}"
    return directory() / f"patterns-{made_by}.msgpack"
