"""No pattern takes more than linear time on any text: each is read for runs that are given back or begun anew."""

from __future__ import annotations

import ast
import copy
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import regex

import figtag
from figtag import patterns
from figtag.patterns import LazyPattern, lazy_re, lazy_regex, parts_of, restored
from tests.patterns import parsed, slow_parts

SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
"""The methods that look for a pattern from every place of a text."""

STATED = {
    "nouns._WORD": "where a letter has none behind it, the signs in between are read one by one",
    "read.regions._WORD": "of capitals before a small letter, one given back is enough",
    "read.tags._ATTRIBUTE": "a name without a value is taken whole by the second way",
}
"""Patterns that may be slow by their form, and why they are not."""


Pattern = LazyPattern | re.Pattern[str] | regex.Pattern[str]


def held_patterns() -> Iterator[tuple[str, Pattern]]:
    """The patterns that stand in the modules of figtag, by their names."""
    known: set[int] = set()
    for module in pkgutil.walk_packages(figtag.__path__, "figtag."):
        if module.name.endswith("__main__"):
            continue
        try:
            content = vars(importlib.import_module(module.name))
        except ImportError:  # an extra that is not installed
            continue
        for name, value in content.items():
            held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            for one in held:
                if isinstance(one, LazyPattern | re.Pattern | regex.Pattern) and id(one) not in known:
                    known.add(id(one))
                    yield f"{module.name.removeprefix('figtag.')}.{name}", one


PATTERNS = list(held_patterns())


def searched() -> set[str]:
    """The names of patterns that are looked for somewhere, whatever module they are imported into."""
    found = set()
    for module in pkgutil.walk_packages(figtag.__path__, "figtag."):
        spec = importlib.util.find_spec(module.name)
        assert spec is not None
        assert spec.origin is not None
        with open(spec.origin, encoding="utf-8") as file:
            tree = ast.parse(file.read())
        own = module.name.removeprefix("figtag.")
        homes = {
            alias.name: str(node.module).removeprefix("figtag.")
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in SEARCHES and isinstance(node.value, ast.Name):
                found.add(f"{homes.get(node.value.id, own)}.{node.value.id}")
    return found


SEARCHED = searched()


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 150
    assert len(REGEX) > 50
    assert len(SEARCHED & {name for name, _ in PATTERNS}) > 30
    assert not set(STATED) - {name for name, _ in PATTERNS}


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=[name for name, _ in PATTERNS])
def test_a_pattern_takes_linear_time(name: str, pattern: Pattern) -> None:
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    slow = slow_parts(parsed(written, pattern.flags), searched=name in SEARCHED)
    if name in STATED:
        assert slow, "it is not slow any more: take it out of STATED"
    else:
        assert not slow, "make the run possessive, or keep a match from beginning inside it by a look behind"


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(?:a|a+)*b", r"(\w+\s?)*:", r"\s*\s*x", r"a*b?a*c", r"(?:[ab]+,?)+;", r".*,.*;", r"(?:ab*)*b*c"],
)
def test_what_backtracks_is_seen(pattern: str) -> None:
    assert slow_parts(parsed(pattern), searched=False)


@pytest.mark.parametrize(
    "pattern", [r"\d+(?:\.\d+)*x", r"(?:a++)+b", r"(?>a+)a*b", r"(?:,\d+)+;", r"a+b+c", r"a+", r"[^>]*>", r"(\w+ )*:"]
)
def test_what_does_not_is_left_alone(pattern: str) -> None:
    assert not slow_parts(parsed(pattern), searched=False)


@pytest.mark.parametrize("pattern", [r"\s+$", r"<[^>]*>", r"a++b", r"\w+@", "“[^”]*”"])
def test_searches_that_begin_anew_are_seen(pattern: str) -> None:
    assert slow_parts(parsed(pattern), searched=True)


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s+$", r"<[^<>]*>", r"(?<!a)a++b", r"\b\w+@", r'"[^"]*+"?', r"\d+"])
def test_searches_that_do_not_are_left_alone(pattern: str) -> None:
    assert not slow_parts(parsed(pattern), searched=True)


@pytest.mark.parametrize("make", [lazy_re, lazy_regex])
def test_a_lazy_pattern_is_the_compiled_one(make: Callable[[str, int], Any]) -> None:
    made = make(r"(?P<word>[a-z]+)", re.IGNORECASE)
    package = re if make is lazy_re else regex
    text = "One two"
    assert made.match(text).groupdict() == {"word": "One"}
    assert made.groupindex == {"word": 1}
    assert made.sub("x", text) == package.compile(r"(?P<word>[a-z]+)", package.IGNORECASE).sub("x", text)
    assert [match.group() for match in made.finditer(text)] == made.findall(text) == ["One", "two"]
    assert made.split(text) == ["", "One", " ", "two", ""]
    assert made.search(text, 3).span() == (4, 7)
    assert made.fullmatch(text) is None
    assert repr(made) == repr(package.compile(r"(?P<word>[a-z]+)", package.IGNORECASE))


@pytest.mark.parametrize("make", [lazy_re, lazy_regex])
def test_a_pattern_is_compiled_when_it_is_asked_for(make: Callable[[str], Any]) -> None:
    broken = make("(")
    with pytest.raises((re.error, regex.error)):
        broken.match("(")


def test_a_lazy_pattern_is_copied_as_a_value() -> None:
    again = copy.deepcopy(lazy_re("a+"))
    assert again.match("aa").end() == 2


REGEX = [(name, one) for name, one in PATTERNS if isinstance(one, LazyPattern) and "regex" in repr(one)[:6]]


@pytest.mark.parametrize(("name", "pattern"), REGEX, ids=[name for name, _ in REGEX])
def test_a_kept_pattern_is_the_compiled_one(name: str, pattern: LazyPattern) -> None:
    parts = parts_of(regex.compile(pattern.pattern, pattern.flags & ~regex.V0))
    again = restored(msgspec.msgpack.decode(msgspec.msgpack.encode(parts), type=patterns._Parts))
    assert parts_of(again) == parts
    assert again.groupindex == pattern.groupindex


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where patterns are kept, in a folder of the test's own."""
    monkeypatch.setenv("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("figtag.cache.Path.expanduser", lambda path: tmp_path)
    patterns._kept.cache_clear()
    yield patterns._place()
    patterns._kept.cache_clear()


@pytest.mark.parametrize("content", [None, b"", b"\x91\x92", b"\x91\x92\x92\xa1a\x00\x90"])
def test_what_is_kept_may_be_missing_or_damaged(kept: Path, content: bytes | None) -> None:
    if content is not None:
        kept.parent.mkdir(parents=True)
        kept.write_bytes(content)
    assert lazy_regex("a+").fullmatch("aaa") is not None
    patterns._keep()
    assert [source for source, _ in msgspec.msgpack.decode(kept.read_bytes())] == [["a+", 0]]


def test_a_pattern_that_is_kept_is_not_compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lazy_regex("a+").fullmatch("aaa") is not None
    patterns._keep()
    patterns._kept.cache_clear()
    compile = regex.compile
    monkeypatch.setattr(
        regex, "compile", lambda pattern, flags=0: compile(pattern) if not pattern else pytest.fail(pattern)
    )
    assert lazy_regex("a+").fullmatch("aaa") is not None
