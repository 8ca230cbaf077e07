"""The way from a file, bytes or a text to an audit."""

from __future__ import annotations

import gc
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

import figtag

SEEDS = Path(__file__).parents[1] / "seeds"
TEXT = "The chip draws 400 W.\r\nThe fan needs 20 W.\n"


def test_a_text_is_audited_as_it_is() -> None:
    audit = figtag.audit_text(TEXT)
    assert audit.document.text == TEXT
    assert audit.document.name == "<text>"
    assert audit.document.format == "text"
    assert audit.document.sha256 == sha256(TEXT.encode()).hexdigest()
    assert [(m.text, m.line, m.column) for m in audit.mentions] == [("400 W", 1, 16), ("20 W", 2, 15)]


def test_a_file_is_named_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xef\xbb\xbf" + TEXT.encode()
    (tmp_path / "a.md").write_bytes(data)
    monkeypatch.chdir(tmp_path)
    for path in ("a.md", Path("a.md")):
        audit = figtag.audit(path)
        assert audit.document.name == "a.md"
        assert audit.document.format == "markdown"
        assert audit.document.text == TEXT
        assert audit.document.sha256 == sha256(data).hexdigest()
    assert figtag.audit("./a.md").document.name == "./a.md"


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_bytes_and_text_give_the_same(format: str) -> None:
    audit = figtag.audit_bytes(TEXT.encode(), "<text>", format)
    assert audit == figtag.audit_text(TEXT, format)
    assert audit.document.format == format


def test_the_format_is_told_from_the_name_else_from_the_content() -> None:
    page = b"<!doctype html><html><p>400 W</p>"
    assert figtag.audit_bytes(page, "page").document.format == "html"
    assert figtag.audit_bytes(page, "page.txt").document.format == "text"
    assert figtag.audit_bytes(page, "page.txt", "html").document.format == "html"


@pytest.mark.parametrize("text", ["\ud800", "5 \udfff%", "400 W \ud83d"])
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_a_lone_surrogate_is_refused(text: str, format: str) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        figtag.audit_text(text, format)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="odt"):
        figtag.audit_text("5", "odt")
    with pytest.raises(ValueError, match="odt"):
        figtag.audit_bytes(b"5", "a", "odt")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        figtag.audit(tmp_path / "missing.md")
    with pytest.raises(IsADirectoryError):
        figtag.audit(tmp_path)
    (tmp_path / "bad.md").write_bytes(b"\x00\x01" * 99)
    with pytest.raises(figtag.UnreadableError, match=r"bad\.md: .*binary"):
        figtag.audit(tmp_path / "bad.md")


def test_a_name_that_is_no_text_can_still_be_printed() -> None:
    audit = figtag.audit_bytes(b"400 W", "bad\udcff.md")
    assert audit.model_dump_json()
    assert audit.document.name == "bad?.md"


def test_nothing_is_an_audit_without_figures() -> None:
    for format in ("text", "markdown", "html"):
        audit = figtag.audit_text("", format)
        assert (audit.mentions, audit.notices) == ((), ())
        assert audit.summary.figures == 0


def test_a_number_too_large_to_keep_is_noticed() -> None:
    text = f"It has {'9' * 1200} parts."
    audit = figtag.audit_text(text)
    (mention,) = audit.mentions
    assert (mention.low, mention.high) == (None, None)
    (notice,) = audit.notices
    assert notice.code == "number-too-large"
    assert (notice.start, notice.end) == (mention.start, mention.end)


@pytest.mark.parametrize(
    "text",
    [
        "It took 1,000, had he. Should",
        ") thought 90s",
        "layer2019[1](http://example.org)GPT-5",
        "Q42026[1](http://example.org)",
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_odd_signs_leave_mentions_apart(text: str, format: Literal["text", "markdown", "html"]) -> None:
    mentions = figtag.audit_text(text, format=format).mentions
    assert all(before.end <= after.start for before, after in pairwise(mentions))
    assert sum(sum(letter.isdigit() for letter in mention.shown) for mention in mentions)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.*")), ids=lambda path: path.name)
def test_an_audit_leaves_no_garbage_in_cycles(path: Path) -> None:
    figtag.audit(path)
    gc.collect()
    gc.disable()
    try:
        figtag.audit(path)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_garbage_is_looked_for_again_after_an_audit() -> None:
    figtag.audit_text("The chip draws 400 W.")
    assert gc.isenabled()
    with pytest.raises(figtag.UnreadableError):
        figtag.audit_bytes(b"\x00\x01\x02" * 50, "a.txt")
    assert gc.isenabled()
