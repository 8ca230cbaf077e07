"""Word files, made by a word processor (``files/make.sh``) and by python-docx."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import docx
import docx.enum.style
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.auditor import audit_bytes
from figtag.cli import BAD
from figtag.document import BlockKind, Format
from figtag.extras import MissingExtraError
from figtag.read import UnreadableError, read, read_text
from figtag.read.damage import mask_damage
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


# Single constructs, as Word writes them

NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("m", "officeDocument/2006/math"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
    )
)


def made_of(body: str, *, styles: str = "", numbering: str = "") -> str:
    """The text of a Word file with this content, and with these styles and lists besides those of python-docx."""
    document = docx.Document()
    parts = ((document.element.body, body), (document.styles.element, styles))
    for element, more in (*parts, (document.part.numbering_part.element, numbering)):
        for child in parse_xml(f"<w:x {NAMES}>{more}</w:x>"):
            if child.tag.endswith("}abstractNum"):
                element.insert(0, child)
            else:
                element.append(child)
    file = BytesIO()
    document.save(file)
    return extract_docx(file.getvalue())[0]


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a cell is given as its content, behind its properties."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


DOWN, GOES_ON = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
WIDE = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"


def test_merged_cells_stay_the_heads_of_what_they_reach_over() -> None:
    table = (
        f"<w:tbl>{row(DOWN + p('Model'), WIDE + p('Power in kW'))}{row(GOES_ON, p('2024'), p('2025'))}"
        f"{row(DOWN + p('Orla'), p('7'), p('8'))}{row(GOES_ON, p('9'), p('10'))}</w:tbl>"
    )
    text = made_of(table)
    assert text.count("Orla") == 1
    read_blocks = read_text(text, Format.DOCX, load_tables()).blocks
    heads = {block.text: [read_blocks[index].text for index in block.heads] for block in read_blocks}
    assert heads["10"] == ["2025", "Power in kW", "Orla"]
    assert heads["7"] == ["2024", "Power in kW", "Orla"]


def test_a_table_in_a_table_and_a_row_that_was_deleted() -> None:
    inner = f"<w:tbl>{row(p('a'), p('5 &lt; 6'))}</w:tbl><w:p/>"
    deleted = row(p("Gone"), p("77"), properties="<w:del w:id='1' w:author='A'/>")
    text = made_of(f"<w:tbl>{row(p('Model'), p('Notes'))}{row(p('Orla'), p('so') + inner)}{deleted}</w:tbl>")
    assert text == (
        "<table>\n<tr><th>Model</th><th>Notes</th></tr>\n"
        "<tr><td>Orla</td><td>so<br><table><tr><th>a</th><th>5 &lt; 6</th></tr></table></td></tr>\n</table>\n"
    )


def test_links_by_fields_formulas_pictures_and_moved_text() -> None:
    field = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    link = "<w:r><w:instrText> HYPERLINK &quot;https://a.example/b&quot; </w:instrText></w:r>"
    page = "<w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple>"
    picture = "<wp:docPr id='1' name='x' descr='A chart, 6 bars'/>"
    moved = "<w:r><w:t>{}</w:t></w:r>".format
    lines = (
        f"<w:p>{field('begin')}{link}{field('separate')}<w:r><w:t>Labs</w:t></w:r>{field('end')}{page}</w:p>",
        "<w:p><m:oMath><m:r><m:t>x = 5</m:t></m:r></m:oMath></w:p>",
        f"<w:p><w:r><w:drawing><wp:inline>{picture}</wp:inline></w:drawing></w:r></w:p>",
        f"<w:p><w:moveFrom w:id='1'>{moved('8')}</w:moveFrom><w:moveTo w:id='2'>{moved('7')}</w:moveTo></w:p>",
    )
    assert made_of("".join(lines)) == "[Labs](<https://a.example/b>)3\n\n`x = 5`\n\n![A chart, 6 bars](<>)\n\n7\n"


def test_headings_and_lists_take_what_their_styles_are_based_on() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='Own'><w:name w:val='Own'/><w:basedOn w:val='Heading2'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Step'><w:name w:val='Step'/><w:pPr><w:numPr><w:numId w:val='90'/>"
        "</w:numPr></w:pPr></w:style><w:style w:type='paragraph' w:styleId='Next'><w:basedOn w:val='Step'/></w:style>"
    )
    numbering = (
        "<w:abstractNum w:abstractNumId='90'><w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='decimal'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='90'><w:abstractNumId w:val='90'/></w:num>"
    )
    deep = "<w:numPr><w:ilvl w:val='2'/><w:numId w:val='90'/></w:numPr>"
    style = "<w:pStyle w:val='{}'/>".format
    body = p("Title", style("Own")) + p("deep", deep) + p("a", style("Step")) + p("b", style("Next")) + p("c", deep)
    assert made_of(body, styles=styles, numbering=numbering) == "## Title\n\n- deep\n4. a\n5. b\n    - c\n"


def test_a_table_of_contents_and_comments_are_left_out_with_a_notice() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Pumps\t3", style="toc 1")
    document.add_comment(document.add_paragraph("We sold 5.").runs, text="Is it 6?", author="A", initials="A")
    file = BytesIO()
    document.save(file)
    text, notices = extract_docx(file.getvalue())
    assert text == "We sold 5.\n"
    assert [notice.message for notice in notices] == ["the table of contents is not read", "comments are not read"]


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30)
plain_words = words.map(lambda text: " ".join(text.split())).filter(
    lambda text: text and text[0].isalpha() and not mask_damage(text)[1]
)


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
