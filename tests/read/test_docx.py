"""Word files, made by a word processor (``files/make.sh``) and by python-docx."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.auditor import audit_bytes
from figtag.cli import BAD
from figtag.document import BlockKind, Format
from figtag.extras import MissingExtraError
from figtag.read import UnreadableError, read
from figtag.read.docx import extract_docx
from figtag.tables import load_tables
from tests.test_cli import run

FILE = Path(__file__).with_name("files") / "heat-pumps.docx"
EXTRACTED = FILE.with_suffix(".md")
"""The text of the file as it is to be read."""


def saved(*paragraphs: str) -> bytes:
    """A Word file with some paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_what_a_word_processor_wrote_is_read() -> None:
    text, notices = extract_docx(FILE.read_bytes())
    assert text == EXTRACTED.read_text(encoding="utf-8")
    assert [notice.code for notice in notices] == ["not-read"]


def test_links_footnotes_and_tables_become_sources_and_heads() -> None:
    audit = figtag.audit(FILE)
    assert audit.document.format is Format.DOCX
    figures = {figure.shown: figure for figure in audit.figures}
    assert [figures["12%"].source.name, figures["12%"].source.url] == [
        "Harrow Labs",
        "https://harrow.example/heat?a=1&b=2",
    ]
    assert figures["85 MW"].source.kind == "footnote"
    assert figures["$6,100"].source.kind == "note"
    assert (figures["7.2 kW"].property, figures["7.2 kW"].subject) == ("Projected power", "Orla 7")
    assert "77 kW" not in figures
    for mention in audit.mentions:
        assert audit.document.text[mention.start : mention.end] == mention.text


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30)
plain_words = words.map(lambda text: " ".join(text.split())).filter(lambda text: text and text[0].isalpha())


@given(st.lists(plain_words, min_size=1, max_size=5))
def test_paragraphs_are_shown_as_they_were_written(paragraphs: list[str]) -> None:
    blocks = read(saved(*paragraphs), "a.docx", load_tables()).blocks
    shown = [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH]
    visible = ["".join(sign for sign in text if sign.isprintable()) for text in paragraphs]
    assert [text.replace(" ", "") for text in shown] == [text.replace(" ", "") for text in visible]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "encrypted file, or one of Word before 2007"),
        (b"", "damaged"),
        (b"no zip at all", "damaged"),
        (FILE.read_bytes()[:3000], "damaged"),
        (FILE.read_bytes().replace(b"document", b"dokument"), "damaged"),
    ],
)
def test_a_bad_file_is_told(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        audit_bytes(data, "a.docx")


def test_without_python_docx_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"figtag\[docx\]"):
        figtag.audit(FILE)
    (tmp_path / "a.txt").write_text("It draws 400 W.\n", encoding="utf-8")
    result = run("audit", FILE, tmp_path / "a.txt", "-f", "jsonl")
    assert result.exit_code == BAD
    assert "pip install 'figtag[docx]'" in result.stderr
    assert "400 W" in result.stdout
