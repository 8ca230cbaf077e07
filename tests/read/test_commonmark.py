"""Markdown as figtag reads it, held against markdown-it-py: the same blocks, the same links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.read.oracle import expected, found
from tests.read.reading import outline

_SIGNS = {"→": "\t", "␠": " ", "␍": "\r"}


def cases() -> dict[str, str]:
    """The cases of ``files/commonmark.txt`` by construct and number."""
    text = Path(__file__).with_name("files").joinpath("commonmark.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    construct, number = "", 0
    for part in text.split("\n%%%%")[1:]:
        name, _, source = f"{part}\n".partition("\n")
        construct, number = (name.strip(), 1) if name else (construct, number + 1)
        for sign, meant in _SIGNS.items():
            source = source.replace(sign, meant)
        found[f"{construct} {number}"] = source
    return found


CASES = cases()


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_the_same_blocks_and_links_as_another_reader(source: str) -> None:
    assert found(source) == expected(source)


DIFFERENCES = {
    "lists are often indented by two under a number, which is too little for CommonMark": (
        "10. a\n  - b 5",
        [("item", "10. a"), ("item", "b 5")],
    ),
    "a heading of another reader's rule without a key is none of front matter": (
        "---\nFive 5\n---\ntext",
        [("heading", "Five 5"), ("paragraph", "text")],
    ),
    "blanks in an address are a slip that a reader of the source sees through": (
        "[five 5](/a b)",
        [("paragraph", "five 5")],
    ),
    "a link made by a tag is a link": ('see <a href="b">five 5</a>', [("paragraph", "see five 5")]),
    "a raised number is read as one": ("10<sup>5</sup>", [("paragraph", "10⁵")]),
    "a hard break within a link parts it, when its lines are plainly lines": (
        "[Five 5  \nSix](a)",
        [("item", "Five 5"), ("item", "Six")],
    ),
    "four tildes in a row strike nothing, as on GitHub": ("~~a~~~~b, 5", [("paragraph", "~~a~~~~b, 5")]),
    "a short reference stays one before brackets that hold no label, as the standard says": (
        "[r][a [5]]\n\n[r]: b",
        [("paragraph", "r[a [5]]")],
    ),
    "mathematics is told by its signs": ("$$\nx = *5*\n$$", [("code", "x = *5*")]),
    "a cell that is written but has no column is kept": (
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        [("cell", "a"), ("cell", "b"), ("cell", "1"), ("cell", "2"), ("cell", "3")],
    ),
    "a line right under a table is no row of it unless it has a pipe, since notes are written there": (
        "| a |\n|---|\n| 5 |\nSource: b",
        [("cell", "a"), ("cell", "5"), ("paragraph", "Source: b")],
    ),
    "a table whose head has too few cells is one all the same": (
        "| a |\n|---|---|\n| 5 | 6 |",
        [("cell", "a"), ("cell", "5"), ("cell", "6")],
    ),
    "tags that are indented are tags, since people indent HTML": ("    <p>five 5</p>", [("paragraph", "five 5")]),
    "boxes are told by their marks": ("> [!NOTE]\n> Five 5", [("paragraph", "Five 5")]),
    "notes that no mark leads to are text all the same": (
        "a\n\n[^1]: b 5",
        [("paragraph", "a"), ("note", "[^1]: b 5")],
    ),
}
"""Why figtag differs, an example, and what figtag sees in it; ``oracle.py`` tells what differs in every text."""


@pytest.mark.parametrize(("source", "blocks"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_what_differs_on_purpose(source: str, blocks: list[tuple[str, str]]) -> None:
    assert found(source) != expected(source)
    assert outline(source) == blocks


# Documents of small pieces, in any order

_MARKS = [
    *("a1 ", "b2", "*", "**", "_", "__", "`", "``", "[", "](u9)", "][r]", "[r]", "[q]", "!", "\\", "\n", "\n\n"),
    *("- ", "* ", "1. ", "2) ", "> ", "# ", "## ", "\n===\n", "\n---\n", "  ", "&amp;", "&#49;", "<http://x7.y>"),
    *("~~", "c3, ", "D4. ", "5", "6%", ".", " ", "+ ", "<b>", "<c 8>", "\t", "    ", "```c\n"),
]
_ENDS = st.sampled_from(["", "\n\n[r]: http://z6.y\n"])
# What figtag reads in its own way, as the list above says.
_NO_LABEL = re.compile(r"\]\[[^\]]*\[")
_HARD_BREAK = re.compile(r"\\\n|  \n|\t\n")
_INDENTED_TAG = re.compile(r"(?: {4}|\t)\s*<")


@given(st.lists(st.sampled_from(_MARKS), max_size=14).map("".join), _ENDS)
def test_any_marks_are_read_as_by_another_reader(source: str, end: str) -> None:
    source += end
    assume("~~~" not in source and _NO_LABEL.search(source) is None)
    assume(_HARD_BREAK.search(source) is None and _INDENTED_TAG.search(source) is None)
    assert found(source) == expected(source)


_WORDS = st.sampled_from(["five", "5", "12.5%", "$3", "of it", "a\\*b", "x &lt; 7", "e.g. 9", "20 GW", "re-use"])
_TARGETS = st.sampled_from(["/a", "https://b.example/c?d=1&e=2", "<f g>", "h(i)j", "#k"])


def _lines(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Running text of words and of what may stand within a line."""
    linked = st.builds("[{}]({})".format, inner.filter(lambda text: "](" not in text and "<" not in text), _TARGETS)
    return st.one_of(
        inner.map("*{}*".format),
        inner.map("**{}**".format),
        _WORDS.map("`{}`".format),
        linked,
        st.just("[r]"),
        _WORDS.map("[{}][r]".format),
        _WORDS.map("![{}](p.png)".format),
        _WORDS.map("<b>{}</b>".format),
        st.just("<https://l.example/m>"),
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.tuples(inner, inner).map("\n".join),
    )


_LINES = st.recursive(_WORDS, _lines, max_leaves=6)
_ONE_LINE = _LINES.map(lambda text: text.replace("\n", " "))


def _indented(text: str, mark: str, rest: str) -> str:
    """A text behind a mark, its further lines behind the rest of it."""
    first, *more = text.split("\n")
    return "\n".join([mark + first, *(rest + line if line else rest.rstrip() for line in more)])


def _documents(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Blocks one after another, in quotations and in lists."""
    several = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        several,
        several.map(lambda text: _indented(text, "> ", "> ")),
        st.builds(
            lambda items, mark: "\n".join(_indented(item, mark, " " * len(mark)) for item in items),
            st.lists(several, min_size=1, max_size=3),
            st.sampled_from(["- ", "*   ", "+ ", "1. ", "3) "]),
        ),
    )


_BLOCKS = st.one_of(
    _LINES,
    _ONE_LINE.map("## {}".format),
    _LINES.map("{}\n===".format),
    _WORDS.map("```py\nn = {}\n```".format),
    _WORDS.map("<div>\n{}\n</div>".format),
    st.just("***"),
    st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=3).map(
        lambda rows: "\n".join(["| a | b |", "|---|--:|", *(f"| {left} | {right} |" for left, right in rows)])
    ),
)


@given(st.recursive(_BLOCKS, _documents, max_leaves=8))
def test_whole_documents_are_read_as_by_another_reader(source: str) -> None:
    source += "\n\n[r]: https://r.example\n"
    assume(_INDENTED_TAG.search(source) is None)
    assert found(source) == expected(source)
