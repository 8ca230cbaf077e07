"""What holds for every document, whatever its source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag.document import BlockKind, Document, Format
from figtag.read import read
from figtag.read.errors import UnreadableError
from figtag.tables import load_tables
from tests.read.reading import document

FORMATS = st.sampled_from(Format)
FRAGMENTS = st.sampled_from(
    [
        *[
            "5",
            "12%",
            "$3",
            "a ",
            "b2\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "    ",
            "é",
            "\u00a0",
            "\u200b",
            "¹",
            "½",
            "５",
        ],
        *[
            "*",
            "**",
            "_",
            "~~",
            "`",
            "``",
            "$",
            "$$",
            "\\",
            "!",
            "[",
            "](",
            "]",
            "(",
            ")",
            "[^1]",
            "[^1]: ",
            "[1]",
            "[r]: u9\n",
        ],
        *[
            "- ",
            "* ",
            "1. ",
            "2) ",
            "> ",
            "# ",
            "\n===\n",
            "\n---\n",
            "---\n",
            "```\n",
            "~~~text\n",
            "|",
            "|---|---|\n",
            "| a | 1 |\n",
        ],
        *[
            "<",
            ">",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<li>",
            "<ul>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td>",
            "<th>",
            "</table>",
            "<br>",
        ],
        *[
            "<sup>",
            "</sup>",
            "<a href='#x7'>",
            "</a>",
            '<img alt="7 m" src=x>',
            "<!--",
            "-->",
            "<pre>",
            "</pre>",
            "<nav>",
            "<title>",
        ],
        *[
            "&amp;",
            "&#49;",
            "&nbsp;",
            "&lt",
            "&bogus;",
            "<?",
            "<![CDATA[",
            "<script>",
            "</script>",
            "<h2>",
            "</h2>",
            "<div id=x7>",
        ],
        *[
            "http://x7.y",
            "key: 8\n",
            "+++\n",
            "• ",
            "โข",
            "๐",
            "๕",
            "â€™",
            "Ã©",
            "Source: X\n",
            "Note 4: y",
            "%",
            ".",
            ". A",
        ],
    ]
)
SOURCES = st.one_of(st.lists(FRAGMENTS, max_size=40).map("".join), st.text(max_size=120))


def is_digit(character: str) -> bool:
    return unicodedata.category(character) in ("Nd", "No")


def check(read_document: Document) -> None:
    source = read_document.source
    begins = -1
    used: set[int] = set()
    damaged = any(notice.code == "damaged-encoding" for notice in read_document.notices)
    for index, block in enumerate(read_document.blocks):
        assert block.index == index
        text = block.text
        assert text
        assert text == text.strip()
        assert "  " not in text
        at = end = 0
        for piece in block.pieces:
            assert piece.text.start == at, "pieces cover the text"
            assert piece.text.end > at
            assert piece.source.start >= end, "pieces stand in the order of the source"
            assert piece.source.end <= len(source)
            at, end = piece.text.end, piece.source.end
            if piece.verbatim:
                for shown, written in zip(piece.text.of(text), piece.source.of(source), strict=True):
                    # A blank may stand for any blank, for a tag and for a damaged character.
                    same = shown == written or (shown == " " and (damaged or not is_digit(written)))
                    assert same or unicodedata.normalize("NFKC", shown) in (written, "−", "-"), (shown, written)
            for place in range(piece.source.start, piece.source.end):
                if piece.verbatim and not source[place].isspace():
                    assert place not in used, "no character is shown twice"
                    used.add(place)
        assert at == len(text)
        start = block.pieces[0].source.start
        assert start >= begins, "blocks stand in the order of the source"
        begins = start
        for span in (*[link.span for link in block.links], *[mark.span for mark in block.marks], *block.code):
            assert 0 <= span.start < span.end <= len(text)
        for reference in (block.section, block.lead, *block.heads):
            assert reference is None or 0 <= reference < len(read_document.blocks)
        if block.section is not None:
            assert read_document.blocks[block.section].kind is BlockKind.HEADING
            assert block.section < index
        assert (block.kind is BlockKind.CELL) == (block.row is not None)
        spans = read_document.sentences(index)
        assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")
        for mark in block.marks:
            assert mark.target is None or read_document.blocks[mark.target].kind is BlockKind.NOTE


@given(SOURCES, FORMATS)
def test_any_text_is_read_and_every_character_keeps_its_place(source: str, format: Format) -> None:
    check(document(source, format))


@given(SOURCES)
def test_plain_text_shows_every_digit_once(source: str) -> None:
    read_document = document(source, Format.TEXT)
    if read_document.notices:
        return
    shown = "".join(block.text for block in read_document.blocks)
    # A list's bullet is no digit, a table's delimiter row holds none.
    assert [c for c in shown if is_digit(c)] == [c for c in source if is_digit(c)]


@given(st.lists(st.text("ab 12.,%\n-#>|*", min_size=1, max_size=20), max_size=8).map("\n".join))
def test_markdown_without_links_and_tags_shows_every_digit_once(source: str) -> None:
    shown = "".join(block.text for block in document(source).blocks)
    assert [c for c in shown if c.isdigit()] == [c for c in source if c.isdigit()]


@given(st.binary(max_size=200), st.one_of(st.none(), FORMATS))
def test_any_bytes_are_read_or_refused(data: bytes, format: Format | None) -> None:
    try:
        read_document = read(data, "a.txt" if format is None else "-", load_tables(), format)
    except UnreadableError:
        return
    check(read_document)


@given(SOURCES, FORMATS)
def test_the_same_source_gives_the_same_document(source: str, format: Format) -> None:
    read = document(source, format)
    for block in read.blocks:
        read.tokens(block.index)
        read.sentences(block.index)
    assert read == document(source, format)
    assert read != document(source + "\n\nOne more.", format)


@pytest.mark.parametrize("format", Format)
def test_an_empty_source_has_no_blocks(format: Format) -> None:
    assert document("", format).blocks == ()
    assert document(" \n\t\r\n", format).blocks == ()


@pytest.mark.parametrize("format", Format)
def test_a_lone_surrogate_is_refused(format: Format) -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        document("5 \ud800", format)
