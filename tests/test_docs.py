"""What README.md and docs/ show is what figtag does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import figtag
from tests.documents import GENERATED, PAGES, ROOT, examples, faults, generated_parts

LANGUAGES = {"bash", "console", "python", "sql", "text", "toml"}
LABELS_PAGE = ROOT / "docs" / "labels.md"

_LINK = re.compile(r"\[[^\]\n]*\]\((?!https?:)(?P<path>[^)#\s]*)(?P<anchor>#[^)\s]*)?\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
_DECISION = re.compile(r"^\| (?P<text>[^|]*\{[^|]*) \| (?P<verdict>[a-z, ]+) \|", re.MULTILINE)
_BRACES = re.compile(r"\{([^{}]*)\}")


def names(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_examples_do_what_they_show(page: Path, tmp_path: Path) -> None:
    found = list(faults(page, tmp_path))
    assert not found, "\n".join([*found, "`python -m tests.documents` writes the pages anew"])


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_generated_parts_are_up_to_date(page: Path) -> None:
    for name, body in generated_parts(page):
        assert body == GENERATED[name](), f"{name} of {names(page)}: run `python -m tests.documents`"


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_block_has_a_language_that_is_run(page: Path) -> None:
    assert {example.language for example in examples(page)} <= LANGUAGES


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.finditer(page.read_text(encoding="utf-8")):
        target = page.parent / link["path"] if link["path"] else page
        assert target.exists(), link[0]
        if link["anchor"]:
            assert link["anchor"].removeprefix("#") in anchors(target), link[0]


def anchors(page: Path) -> set[str]:
    """The anchors that headings of a page get."""
    heads = (_BRACES.sub("", head).lower() for head in _HEADING.findall(page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", head).strip().replace(" ", "-") for head in heads}


def decisions() -> list[tuple[str, str]]:
    """Text and verdict of each row of labels.md that marks a number in braces."""
    found = _DECISION.findall(LABELS_PAGE.read_text(encoding="utf-8"))
    return [(text.strip(), verdict.strip()) for text, verdict in found]


def test_labels_page_shows_enough() -> None:
    verdicts = {word for _, verdict in decisions() for word in verdict.split(", ")}
    assert verdicts >= {label.value for label in figtag.Label} | {role.value for role in figtag.Role} - {"figure"}


@pytest.mark.parametrize(("text", "verdict"), decisions(), ids=lambda value: value[:60])
def test_decisions_of_the_labels_page(text: str, verdict: str) -> None:
    """Each number in braces is one mention, with the label or role that the row gives it, in order."""
    plain = text.replace("\\", "")
    marked = [match.start() - 2 * number for number, match in enumerate(_BRACES.finditer(plain))]
    spans = list(zip(marked, _BRACES.findall(plain), strict=True))
    article = _BRACES.sub(r"\1", plain)
    markdown = "](" in article or "`" in article or "*" in article
    mentions = {m.start: m for m in figtag.audit_text(article, format="markdown" if markdown else "text").mentions}
    said = []
    for start, words in spans:
        mention = mentions.get(start)
        assert mention is not None, f"{words!r} is no mention"
        assert mention.text == words
        word = mention.label or mention.role
        said.append("minor" if mention.minor else word.value)
    wanted = verdict.split(", ")
    assert said == (wanted if len(wanted) > 1 else wanted * len(said))
