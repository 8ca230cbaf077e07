"""Law 1: whatever comes in, nothing breaks, every digit has its place, and the same input gives the same output."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import figtag
from tests.laws.articles import FORMATS, Node, any_numbers, articles, is_digit, render
from tests.laws.numbers import written
from tests.work import calls

SEEDS = Path(__file__).parents[2] / "seeds"

FRAGMENTS = (
    *"$€~<>|#*_`[]()^\\/&;:.,-–−±×%\n\r\t ",
    *("\n\n", "\r\n", "---\n", "```\n", "$$", "<p>", "</p>", "<td>", "<script>", "<!--", "-->"),
    *("<sup>2</sup>", "&#49;", "&amp;", "[^1]: ", "[^1]", "![1](2)", "[a](http://b.c/4)", "| 1 |", "|---|", "> "),
    *("1. ", "- ", "1e", "10^", "x 10", "1.2.3.4", "12:30", "2024-05-01", "GPT-5.5", "per", "million", "of"),
    *("\u00a0", "\u00ad", "\u200b", "\u2009", "\ufeff", "โข", "๐ก", "\x00", "½", "²", "₂", "٣", "①", "Ⅳ", "五"),
    *("9" * 400, "1," * 50, "1/" * 50, "0" * 30 + "1", "half", "one", "two", "hundred", "and", "dozen"),
    *("according to IDC,", "estimated", "could", "Suppose", "Source: X"),
)
"""What is likely to hurt: markup, marks, separators, strange digits, cues."""

characters = st.characters(exclude_categories=["Cs"])
rough_text = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(characters, max_size=8), written().map(lambda number: number.phrase)),
    max_size=30,
).map("".join)
any_text = st.one_of(rough_text, st.text(characters))


def check(audit: figtag.Audit) -> None:
    """What holds of every audit."""
    text = audit.document.text
    for mention in audit.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.shown
        for words in mention.evidence:
            assert text[words.start : words.end] == words.text
        before = text[: mention.start].replace("\r\n", " \n").replace("\r", "\n")
        assert mention.line == before.count("\n") + 1
        assert mention.column == mention.start - (before.rfind("\n") + 1) + 1
        is_figure = mention.role is figtag.Role.FIGURE
        assert (mention.label is not None) is is_figure
        assert (mention.modality is not None) is is_figure
        if not is_figure:
            assert (mention.low, mention.high, mention.minor, mention.evidence) == (None, None, False, ())
        if mention.low is not None and mention.high is not None:
            assert mention.low <= mention.high
    for one, other in itertools.pairwise(audit.mentions):
        assert one.end <= other.start
    for notice in audit.notices:
        assert 0 <= notice.start <= notice.end <= len(text)
    counted = [m.label for m in audit.figures]
    assert audit.summary.figures == len(counted)
    assert [counted.count(label) for label in figtag.Label] == [
        getattr(audit.summary.labels, label.value) for label in figtag.Label
    ]


def uncovered(audit: figtag.Audit, digits: list[int]) -> list[tuple[int, str]]:
    """The digits that belong to no mention, with the text around them."""
    covered = {index for mention in audit.mentions for index in range(mention.start, mention.end)}
    damaged = {
        index
        for notice in audit.notices
        if notice.code == "damaged-encoding"
        for index in range(notice.start, notice.end)
    }
    text = audit.document.text
    return [(at, text[max(0, at - 10) : at + 10]) for at in digits if at not in covered and at not in damaged]


@pytest.mark.parametrize("format", FORMATS)
@given(text=any_text)
def test_any_text(format: str, text: str) -> None:
    check(figtag.audit_text(text, format=format))


@given(text=any_text)
@example("๐ก $5")
def test_every_digit_of_a_plain_text_belongs_to_a_mention(text: str) -> None:
    audit = figtag.audit_text(text)
    assert uncovered(audit, [index for index, sign in enumerate(text) if is_digit(sign)]) == []


@pytest.mark.parametrize("format", FORMATS)
@given(nodes=st.one_of(articles(), any_numbers()))
def test_every_visible_digit_belongs_to_a_mention(format: str, nodes: tuple[Node, ...]) -> None:
    article = render(nodes, format)
    audit = figtag.audit_text(article.source, format=format)
    check(audit)
    assert uncovered(audit, list(article.visible)) == []


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.one_of(st.binary(), any_text.map(str.encode), any_text.map(lambda text: text.encode("utf-16"))))
def test_any_bytes(format: str, data: bytes) -> None:
    try:
        audit = figtag.audit_bytes(data, "article", format)
    except figtag.UnreadableError:
        return
    check(audit)
    assert audit.document.sha256 == hashlib.sha256(data).hexdigest()


@given(text=any_text)
def test_bytes_with_and_without_a_mark_and_their_text_agree(text: str) -> None:
    text = text.lstrip("\ufeff").replace("\x00", "")
    expected = figtag.audit_text(text).mentions
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        audit = figtag.audit_bytes(data, "article", "text")
        assert audit.document.text == text
        assert audit.mentions == expected


@given(text=any_text)
def test_a_lone_surrogate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        figtag.audit_text(text + "\ud800")


@pytest.mark.parametrize("format", FORMATS)
@given(nodes=articles())
def test_the_same_text_gives_the_same_audit(format: str, nodes: tuple[Node, ...]) -> None:
    source = render(nodes, format).source
    one, other = figtag.audit_text(source, format=format), figtag.audit_text(source, format=format)
    assert one.model_dump_json() == other.model_dump_json()


DIGEST = """
import hashlib, pathlib, sys
import figtag
whole = hashlib.sha256()
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    if path.is_file():
        whole.update(figtag.audit(path).model_dump_json().encode())
print(whole.hexdigest())
"""


def test_the_hash_seed_changes_nothing() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, str(SEEDS)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "20261")
    }
    assert len(digests) == 1


PIECES = {
    "digits": "9",
    "numbers": "1 ",
    "words": "one ",
    "ranges": "1-",
    "groups": "1,000,",
    "money": "$",
    "tags": "<",
    "opened tags": "<b>",
    "entities": "&#",
    "brackets": "[",
    "parentheses": "(",
    "quotation marks": '"',
    "emphasis": "*a_",
    "ticks": "`",
    "pipes": "| 1 ",
    "links": "[1](2) ",
    "marks": "[^1]",
    "dots": "a.",
    "blanks": " ",
    "lines": "1\n",
    "items": "- 1\n",
    "nested items": "1. ",
    "quotations": "> ",
    "rows": "| 1 | 2 |\n",
    "paragraphs": "It cost $5.\n\n",
    "sentences": "It cost $5. ",
    "clauses": "it cost $5 and ",
    "cues": "it could be an estimated 5% according to IDC, ",
    "headings": "# A 1\n\n",
    "damage": "โข5",
}


MARKUP = (
    *("tags", "opened tags", "entities", "brackets", "emphasis", "ticks", "links", "marks", "items", "rows"),
    "quotations",
)
LONG = [("text", name) for name in PIECES] + [(format, name) for format in ("markdown", "html") for name in MARKUP]


@pytest.mark.parametrize(("format", "name"), LONG)
def test_work_grows_with_length_and_no_faster(format: str, name: str) -> None:
    def work(length: int) -> int:
        text = PIECES[name] * (length // len(PIECES[name]))
        return calls(lambda: figtag.audit_text(text, format=format))

    work(100)
    assert work(12_000) < 5.5 * work(3_000) + 5_000


def test_a_million_digits_are_one_number() -> None:
    audit = figtag.audit_text("9" * 1_000_000)
    assert [m.end for m in audit.mentions] == [1_000_000]
    assert [n.code for n in audit.notices] == ["number-too-large"]
