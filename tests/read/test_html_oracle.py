"""HTML held against a parser that follows the standard of browsers: the same visible text, cut at the same places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from figtag.document import Document, Format
from figtag.read.html import BLOCK_TAGS
from tests.gold.test_articles import ARTICLES
from tests.read.reading import document

UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "datalist", "-comment", "_comment"})
BREAKS = BLOCK_TAGS | {"br"}
_INVISIBLE = re.compile(r"[\s\u00ad\u200b]+")


_SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉", "0123456789-0123456789")


def bare(text: str) -> str:
    """A text without blanks and signs that cannot be seen, raised and lowered digits as plain ones."""
    return _INVISIBLE.sub("", text).translate(_SMALL)


def stretches(source: str) -> list[str]:
    """What a browser shows, without blanks, cut where an element begins or ends that stands on lines of its own."""
    found = [""]

    def walk(node: LexborNode) -> None:
        if node.is_text_node:
            found[-1] += bare(node.text_content or "")
        elif node.tag in UNSEEN or node.is_comment_node or "hidden" in node.attributes:
            return
        elif node.tag == "img":
            found[-1] += bare(node.attributes.get("alt") or "")
        else:
            if node.tag in BREAKS:
                found.append("")
            for child in node.iter(include_text=True):
                walk(child)
            if node.tag in BREAKS:
                found.append("")

    root = LexborHTMLParser(source).root
    assert root is not None
    walk(root)
    return [text for text in found if text]


def shown(read: Document) -> str:
    """The text of a page without blanks; article and margin in the order of the source."""
    blocks = [*read.blocks, *(read.margin.document.blocks if read.margin is not None else ())]
    blocks.sort(key=lambda block: block.pieces[0].source.start)
    return "".join(bare(block.text) for block in blocks)


def check(source: str) -> None:
    read = document(source, Format.HTML)
    wanted = stretches(source)
    assert shown(read) == "".join(wanted)
    ends = set()
    at = 0
    for text in wanted:
        at += len(text)
        ends.add(at)
    at = 0
    blocks = [*read.blocks, *(read.margin.document.blocks if read.margin is not None else ())]
    for block in sorted(blocks, key=lambda block: block.pieces[0].source.start):
        at += len(bare(block.text))
        assert at in ends, f"a block ends inside running text, after {block.text!r}"


@pytest.mark.parametrize("name", [name for name, path in ARTICLES.items() if path.suffix == ".html"])
def test_articles_show_what_a_browser_shows(name: str) -> None:
    source = ARTICLES[name].read_text(encoding="utf-8")
    assert shown(document(source, Format.HTML)) == "".join(stretches(source))


# Pages as people and programs write them: end tags left out where HTML allows it, entities, comments, attributes.

WORDS = st.sampled_from(
    [
        *("The mill", " burned ", "40", " tons", ". ", "$", "15", "/M", "%", ",", "000", "\n", "  ", "A", "é", "½"),
        *("&amp;", "&nbsp;", "&lt;", "&#52;", "&#x35;", "&shy;", "&copy", "&eacute;", "&times;", "&bogus;", "& "),
        *("<!-- 7 -->", "<!---->", "<!-- > -->", "<wbr>", "<script>8 < 9</script>", "<style>b{}</style>", "<?x?>"),
        *("<img alt='9 W' src=a>", '<img alt="">', "<template><p>3</p></template>", "<input value=4>", "< "),
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map("".join)
INLINE = st.sampled_from(
    ["b", "i", "em", "span class=x", "a href='/u?n=5'", "abbr title='6 W'", "time", "q", "small", "font color=red", "u"]
)


def wrapped(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name.split()[0]}>"


PHRASE = st.recursive(
    TEXT, lambda inner: st.builds(wrapped, INLINE, st.lists(inner, max_size=3).map("".join)), max_leaves=5
)


def listed(kind: str, items: list[str], closed: bool) -> str:
    end = "</li>" * closed
    return wrapped(kind, "".join(f"<li>{item}{end}" for item in items))


def defined(pairs: list[tuple[str, str]], closed: bool) -> str:
    return wrapped("dl", "".join(f"<dt>{a}{'</dt>' * closed}<dd>{b}{'</dd>' * closed}" for a, b in pairs))


def tabled(caption: str, rows: list[list[str]], closed: bool) -> str:
    cell_end, row_end = "</td>" * closed, "</tr>" * closed
    cells = "".join("<tr>" + "".join(f"<td>{cell}{cell_end}" for cell in row) + row_end for row in rows)
    return f"<table><caption>{caption}</caption><tbody>{cells}</tbody></table>"


def around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        st.builds(listed, st.sampled_from(["ul", "ol start=4"]), st.lists(inner, max_size=3), st.booleans()),
        st.builds(defined, st.lists(st.tuples(PHRASE, inner), max_size=2), st.booleans()),
        st.builds(tabled, PHRASE, st.lists(st.lists(inner, max_size=3), max_size=3), st.booleans()),
        st.builds(
            wrapped,
            st.sampled_from(
                [
                    "div",
                    "section",
                    "blockquote cite='/9'",
                    "figure",
                    "article",
                    "main",
                    "aside",
                    "nav",
                    "details",
                    "div id=comments",
                ]
            ),
            several,
        ),
    )


PARAGRAPH = st.one_of(
    st.builds(wrapped, st.sampled_from(["p", "h1", "h2", "h3", "div", "figcaption", "p hidden"]), PHRASE),
    PHRASE.map(lambda text: f"<p>{text}"),
    st.builds(lambda a, b: f"<p>{a}<br>{b}</p>", PHRASE, PHRASE),
)
PAGE = st.lists(st.recursive(PARAGRAPH, around, max_leaves=8), max_size=5).map("".join)


@given(PAGE)
def test_any_page_shows_what_a_browser_shows(source: str) -> None:
    check(source)


SOUP = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<dl>", "<dt>", "<dd>", "</dl>"),
        *("<h2>", "</h2>", "<h3>", "</h3>", "<b>", "</b>", "<i>", "</i>", "<a href=x>", "</a>", "<span>", "</span>"),
        *(
            "<section>",
            "</section>",
            "<nav>",
            "</nav>",
            "<blockquote>",
            "</blockquote>",
            "<br>",
            "<hr>",
            "<img alt='3 W'>",
        ),
        *(
            "<figure>",
            "<figcaption>",
            "</figcaption>",
            "</figure>",
            "<!-- 1 -->",
            "12",
            "5 kg ",
            "a ",
            ". ",
            "&lt;",
            "$",
        ),
    ]
)


@given(st.lists(SOUP, max_size=25).map("".join))
def test_tags_in_any_order_show_what_a_browser_shows(source: str) -> None:
    check(source)
