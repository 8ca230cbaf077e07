"""Bytes become text, and what is no text is refused in words."""

from __future__ import annotations

import codecs

import pytest

from figtag.document import Format
from figtag.read import format_of, read
from figtag.read.decode import decode
from figtag.read.errors import UnreadableError
from figtag.tables import load_tables


@pytest.mark.parametrize(
    "data",
    [
        "12 µm".encode(),
        codecs.BOM_UTF8 + "12 µm".encode(),
        codecs.BOM_UTF16_LE + "12 µm".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "12 µm".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "12 µm".encode("utf-32-le"),
    ],
)
def test_unicode_is_read_without_a_word(data: bytes) -> None:
    assert decode(data) == ("12 µm", ())


def test_nothing_but_the_mark_is_taken_away() -> None:
    text = "a\r\nb\r\u2028c\ufeffd\u0301 \u00a0"
    assert decode(codecs.BOM_UTF8 + text.encode())[0] == text


def test_empty_bytes_are_an_empty_text() -> None:
    assert decode(b"") == ("", ())


def test_another_encoding_is_guessed_and_named() -> None:
    text = "Der Umsatz stieg um 5 % auf 12 Millionen €, während die Löhne für Bäcker überall fielen. " * 4
    shown, notices = decode(text.encode("cp1252"))
    assert "12 Millionen" in shown
    (notice,) = notices
    assert notice.code == "guessed-encoding"
    assert "not UTF-8; read as" in notice.message
    assert (notice.start, notice.end) == (0, len(shown))


def test_a_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Цена 5 %</body></html>'
    shown, notices = decode(page.encode("cp1251"))
    assert shown == page
    assert "windows-1251, as the page declares" in notices[0].message


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=us-ascii'>", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', "cp1252"),
        ("<meta charset=gb2312>", "gb18030"),
    ],
)
def test_a_declared_encoding_is_read_as_browsers_do(head: str, encoding: str) -> None:
    page = f"{head}<p>€ 5 – 6%</p>"
    shown, (notice,) = decode(page.encode(encoding))
    assert (shown, notice.code) == (page, "guessed-encoding")
    assert f"read as {encoding}, as the page declares" in notice.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary file"),
        (bytes(range(1, 32)) * 20, "binary file"),
        (codecs.BOM_UTF8 + b"5 \xff", "not valid UTF-8"),
        (codecs.BOM_UTF16_LE + b"5\x00\x00\xd8", "not valid UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        decode(data)


@pytest.mark.parametrize(
    ("name", "source", "format"),
    [
        ("a.txt", "# Title", Format.TEXT),
        ("a.HTM", "plain", Format.HTML),
        ("a.markdown", "<p>", Format.MARKDOWN),
        ("<stdin>", "# Title\n\ntext", Format.MARKDOWN),
        ("<stdin>", "see [this](https://a.b)", Format.MARKDOWN),
        ("<stdin>", "---\ntitle: a\n---\n", Format.MARKDOWN),
        ("<stdin>", "\n<!-- x --><html><p>5", Format.HTML),
        ("<stdin>", "<p>Cost: 5</p>", Format.HTML),
        ("<stdin>", "Cost < 5 and # of units > 3", Format.TEXT),
        ("article", "Price: $5\n- one\n- two", Format.TEXT),
    ],
)
def test_the_form_comes_from_the_name_else_from_the_text(name: str, source: str, format: Format) -> None:
    assert format_of(name, source) is format


def test_a_given_form_wins() -> None:
    document = read(b"# 5", "a.txt", load_tables(), Format.MARKDOWN)
    assert document.format is Format.MARKDOWN
    assert document.blocks[0].text == "5"
