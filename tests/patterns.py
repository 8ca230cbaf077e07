"""What a regular expression may do on a text made to wear it out, told from its parsed form.

Two things make a match slower than linear. *Backtracking*: a run is given back character by character, and what follows
it can take up each part of it again, in another run. *Starting anew*: a search that failed behind a long run begins
again inside that run. Possessive repeats (``*+``) and atomic groups give nothing back.

Characters are sets of a sample alphabet, so that two classes meet where they share one of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SAMPLE = "".join(map(chr, range(9, 127))) + "\x85\xa0²½é“”‘’«»–—…°€£µ٬٣ǅ中。ก\u200b\u2028\ufeff"

Node = tuple[Any, Any]

_PROPERTIES = {
    "Lu": "A-ZÉ",
    "Ll": "a-zéµ",
    "Lt": "ǅ",
    "L": "A-Za-zéµǅ中ก",
    "Nd": "0-9٣",
    "No": "²½",
    "Sc": "$€£",
    "P": "!-/:-@",
}


def parsed(pattern: str, flags: int = 0) -> list[Node]:
    """A pattern of ``re`` or of the regex package as a tree; names of groups are forgotten.

    >>> [kind.name for kind, _ in parsed(r"a*+(?P<x>b)")]
    ['POSSESSIVE_REPEAT', 'SUBPATTERN']
    """
    pattern = re.sub(r"\(\?P=\w+\)", ".", "".join(_plain(pattern, many_lines=bool(flags & re.MULTILINE))))
    pattern = re.sub(r"\(\?\(\w+\)([^()|]*)\)", r"(?:\1)?", re.sub(r"\(\?P<\w+>", "(", pattern))
    kept = flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)
    return list(parser.parse(pattern, kept))


def _plain(pattern: str, *, many_lines: bool) -> Iterator[str]:
    """A pattern in pieces, classes of Unicode as characters of the sample, ``^`` as the beginning that it means."""
    inside = False
    for match in re.finditer(r"\\p\{(\w+)\}|\\.|\[\^?\]?|.", pattern, re.DOTALL):
        piece = match.group()
        if match[1]:
            yield _PROPERTIES[match[1]] if inside else f"[{_PROPERTIES[match[1]]}]"
            continue
        inside = (inside or piece[0] == "[") and piece != "]"
        yield r"\A" if piece == "^" and not inside and not many_lines else piece


def slow_parts(tree: Sequence[Node], *, searched: bool) -> list[str]:
    """What of a pattern can take more than linear time, in words; ``searched``: it is looked for from every place.

    >>> slow_parts(parsed(r"(?:a+b?)+c"), searched=False)
    ['a run of a is given back to a run behind it']
    >>> slow_parts(parsed(r"(?:a++b?)++c"), searched=False)
    []
    >>> slow_parts(parsed(r"\\s*=\\s*>"), searched=False)
    []
    >>> slow_parts(parsed(r"<!--.*?-->"), searched=True)
    ['a search begins anew in a run of .']
    """
    return list(dict.fromkeys([*_given_back(list(tree), []), *(_begun_anew(list(tree)) if searched else ())]))


# backtracking


def _given_back(nodes: list[Node], after: list[Node]) -> Iterator[str]:
    """Runs of ``nodes`` that what follows in them, or ``after`` them, can take up again."""
    for at, (kind, value) in enumerate(nodes):
        rest = nodes[at + 1 :] + after
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            _, high, body = value
            body = list(body)
            if high == op.MAXREPEAT:
                if len(body) == 1 and (run := _class(body[0])) is not None:
                    if _taken_up(rest, run):
                        yield f"a run of {_named(run)} is given back to a run behind it"
                    continue
                rest = [(kind, (0, high, body)), *rest]
            yield from _given_back(body, rest)
        elif kind is op.POSSESSIVE_REPEAT:
            yield from _given_back(list(value[2]), [])
        elif kind is op.ATOMIC_GROUP:
            yield from _given_back(list(value), [])
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _given_back(list(value[1]), [])
        else:
            for part in _parts(kind, value):
                yield from _given_back(part, rest)


def _taken_up(nodes: list[Node], run: frozenset[str]) -> bool:
    """True when nodes can reach another run of the same characters by way of them alone, and may fail after it."""
    for at, node in enumerate(nodes):
        kind, value = node
        rest = nodes[at + 1 :]
        if kind in _REPEATS:
            low, high, body = value
            body = list(body)
            if high == op.MAXREPEAT and _within(body, run) and _fails(rest):
                return True
            if _taken_up(body, run) and _fails([*body, *rest]):
                return True
            if low and not _within(body, run):
                return False
        elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        else:
            parts = _parts(kind, value)
            if any(_taken_up([*part, *rest], run) for part in parts if len(parts) > 1 or kind is not op.IN):
                return True
            if not _within([node], run):
                return False
            if parts:
                return False
    return False


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def _parts(kind: Any, value: Any) -> list[list[Node]]:
    """The ways through a group or a choice."""
    if kind is op.SUBPATTERN:
        return [list(value[3])]
    if kind is op.ATOMIC_GROUP:
        return [list(value)]
    if kind is op.BRANCH:
        return [list(part) for part in value[1]]
    return []


def _within(nodes: Iterable[Node], run: frozenset[str]) -> bool:
    """True when nodes can match a text of the run's characters alone."""
    for kind, value in nodes:
        if kind in _REPEATS:
            if value[0] and not _within(value[2], run):
                return False
        elif kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        elif parts := _parts(kind, value):
            if not any(_within(part, run) for part in parts):
                return False
        elif not _class((kind, value)) & run:
            return False
    return True


def _fails(nodes: Iterable[Node]) -> bool:
    """True when nodes do not match everywhere."""
    return any(
        (value[0] and _fails(value[2]))
        if kind in _REPEATS
        else all(_fails(part) for part in _parts(kind, value))
        if _parts(kind, value)
        else True
        for kind, value in nodes
    )


# starting anew


def _begun_anew(tree: list[Node]) -> Iterator[str]:
    """Runs behind which a search can fail, and in which it can begin again."""
    if tree and tree[0][0] is op.BRANCH:
        for part in tree[0][1][1]:
            yield from _begun_anew([*part, *tree[1:]])
        return
    for way, rest in _ways(tree, [], []):
        run = _class(way[-1][1][2][0]) if len(way[-1][1][2]) == 1 else None
        prefix = way[:-1]
        if run is not None and _fails(rest) and _within(prefix, run) and not _held(tree, run):
            yield f"a search begins anew in a run of {_named(run)}"


def _ways(nodes: list[Node], before: list[Node], after: list[Node]) -> Iterator[tuple[list[Node], list[Node]]]:
    """Every unbounded repeat of nodes, with what stands before it, and what stands after it."""
    for at, node in enumerate(nodes):
        kind, value = node
        ahead, rest = [*before, *nodes[:at]], [*nodes[at + 1 :], *after]
        if kind in _REPEATS:
            if value[1] == op.MAXREPEAT:
                yield [*ahead, node], rest
            yield from _ways(list(value[2]), ahead, rest)
        else:
            for part in _parts(kind, value):
                yield from _ways(part, ahead, rest)


def _held(tree: list[Node], run: frozenset[str]) -> bool:
    """True when a look behind, a word's edge or a line's beginning keeps a match from beginning inside a run."""
    kind, value = tree[0]
    if kind is op.AT:
        edge = value in (op.AT_BOUNDARY, op.AT_UNI_BOUNDARY) and all(sign.isalnum() or sign == "_" for sign in run)
        return edge or value is op.AT_BEGINNING_STRING or (value is op.AT_BEGINNING and "\n" not in run)
    if kind is op.ASSERT_NOT and value[0] < 0:
        barred = _class(value[1][0]) if len(value[1]) == 1 else None
        return barred is not None and run <= barred
    if kind is op.ASSERT and value[0] < 0:
        wanted = _class(value[1][-1])
        return wanted is not None and not run & wanted
    return False


# characters


def _class(node: Node) -> frozenset[str] | None:
    """The characters of the sample that a node of one character matches; None for any other node."""
    kind, value = node
    if kind is op.LITERAL:
        return frozenset(sign for sign in SAMPLE if ord(sign) == value) or frozenset(chr(value))
    if kind is op.NOT_LITERAL:
        return frozenset(SAMPLE) - {chr(value)}
    if kind is op.ANY:
        return frozenset(SAMPLE) - {"\n"}
    if kind is op.IN:
        negated = value[0][0] is op.NEGATE
        found = frozenset().union(*(_members(one) for one in value[negated:]))
        return frozenset(SAMPLE) - found if negated else found
    if kind is op.SUBPATTERN and len(value[3]) == 1:
        return _class(value[3][0])
    if kind is op.BRANCH and all(len(part) == 1 for part in value[1]):
        classes = [_class(part[0]) for part in value[1]]
        return None if None in classes else frozenset().union(*(one for one in classes if one is not None))
    return frozenset() if kind is op.GROUPREF else None


def _members(one: Node) -> frozenset[str]:
    kind, value = one
    if kind is op.LITERAL:
        return frozenset(chr(value))
    if kind is op.RANGE:
        return frozenset(sign for sign in SAMPLE if value[0] <= ord(sign) <= value[1])
    letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[value.name.removeprefix("CATEGORY_").removeprefix("NOT_")]
    negated = "_NOT_" in value.name
    return frozenset(sign for sign in SAMPLE if bool(re.match(letter, sign)) is not negated)


def _named(run: frozenset[str]) -> str:
    """A few characters of a run, for a message."""
    letters = "".join(sorted(run))
    return letters if len(letters) < 12 else "." if len(run) > len(SAMPLE) - 4 else f"{letters[:12]}…"
