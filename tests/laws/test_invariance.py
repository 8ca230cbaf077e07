"""Law 3: what changes nothing for a reader changes no figure, no value and no label."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from tests.laws.articles import (
    CLOSE,
    FLAT,
    FORMATS,
    LABELLED,
    OPEN,
    PLAIN,
    TITLES,
    Heading,
    Node,
    Paragraph,
    articles,
    bare,
    filled,
    labelled,
    mark,
    render,
)
from tests.laws.numbers import common, written


def reading(mention: figtag.Mention) -> dict[str, Any]:
    """What is said of a mention, without where it stands and how its source looks."""
    said = mention.model_dump(exclude={"start", "end", "line", "column", "text", "evidence", "source"})
    return {**said, "source": mention.source and mention.source.name, "rules": [e.rule for e in mention.evidence]}


def verdicts(audit: figtag.Audit) -> list[tuple[Any, ...]]:
    """Values and labels in order, without the numbers that belong to the layout of a format."""
    return [
        (m.shown, m.role, m.minor, m.low, m.high, m.unit, m.label)
        for m in audit.mentions
        if m.role is not figtag.Role.STRUCTURE
    ]


sentences = st.lists(
    st.one_of(st.sampled_from(PLAIN), filled(FLAT, written()), *(labelled(label) for label in LABELLED)),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("format", FORMATS)
@given(parts=sentences, choice=st.randoms(use_true_random=False))
def test_a_no_break_space_is_a_space(format: str, parts: list[str], choice: Any) -> None:
    text = bare(" ".join(parts))
    other = "".join("\u00a0" if sign == " " and choice.random() < 0.5 else sign for sign in text)
    before = render((Paragraph(text),), format).source
    after = render((Paragraph(other),), format).source
    one, two = (figtag.audit_text(source, format=format) for source in (before, after))
    assert [(m.start, m.end, reading(m)) for m in one.mentions] == [(m.start, m.end, reading(m)) for m in two.mentions]


@pytest.mark.parametrize("format", FORMATS)
@given(nodes=articles())
def test_line_ends_of_two_signs_are_line_ends(format: str, nodes: tuple[Node, ...]) -> None:
    source = render(nodes, format).source
    one = figtag.audit_text(source, format=format)
    two = figtag.audit_text(source.replace("\n", "\r\n"), format=format)

    def moved(at: int) -> int:
        return at + source.count("\n", 0, at)

    assert [(moved(m.start), moved(m.end), m.line, m.column, reading(m)) for m in one.mentions] == [
        (m.start, m.end, m.line, m.column, reading(m)) for m in two.mentions
    ]


EMPHASIS = {
    "markdown": [("**", "**"), ("*", "*"), ("_", "_")],
    "html": [("<b>", "</b>"), ("<em>", "</em>"), ("<span>", "</span>")],
}


@pytest.mark.parametrize("format", EMPHASIS)
@given(data=st.data())
def test_emphasis_around_a_figure_only_moves_it(format: str, data: st.DataObject) -> None:
    parts = data.draw(sentences)
    number = data.draw(common())
    parts.append(data.draw(st.sampled_from(FLAT)).format(mark(number)))
    left, right = data.draw(st.sampled_from(EMPHASIS[format]))
    plain = render((Paragraph(" ".join(parts)),), format)
    start, end = plain.numbers[-1]
    source = f"{plain.source[:start]}{left}{plain.source[start:end]}{right}{plain.source[end:]}"
    one, two = figtag.audit_text(plain.source, format=format), figtag.audit_text(source, format=format)

    def moved(at: int, is_end: bool) -> int:
        return at + len(left) * (at > start or (at == start and not is_end)) + len(right) * (at > end)

    assert [(moved(m.start, False), moved(m.end, True), reading(m)) for m in one.mentions] == [
        (m.start, m.end, reading(m)) for m in two.mentions
    ]


@pytest.mark.parametrize("format", FORMATS)
@given(nodes=articles(), title=st.sampled_from(TITLES), closing=st.sampled_from(PLAIN))
def test_a_new_section_at_the_end_changes_nothing_above_it(
    format: str, nodes: tuple[Node, ...], title: str, closing: str
) -> None:
    before = figtag.audit_text(render(nodes, format).source, format=format)
    longer = render((*nodes, Heading(2, title), Paragraph(closing)), format).source
    assert figtag.audit_text(longer, format=format).mentions == before.mentions


@pytest.mark.parametrize("format", ["markdown", "html"])
@given(nodes=articles())
def test_one_article_in_two_formats_says_the_same(format: str, nodes: tuple[Node, ...]) -> None:
    text = figtag.audit_text(render(nodes, "text").source)
    other = figtag.audit_text(render(nodes, format).source, format=format)
    assert verdicts(other) == verdicts(text)


@given(parts=sentences, width=st.integers(20, 80))
def test_lines_broken_inside_a_paragraph_are_no_breaks(parts: list[str], width: int) -> None:
    text = bare(" ".join(parts))
    broken = re.sub(rf"(.{{{width}}}\S*) (?=[A-Za-z])", r"\1\n", text)
    one, two = figtag.audit_text(text, format="markdown"), figtag.audit_text(broken, format="markdown")
    assert [(m.start, m.end, reading(m)) for m in one.mentions] == [(m.start, m.end, reading(m)) for m in two.mentions]


@given(parts=sentences)
def test_signs_of_the_strategies_never_reach_an_article(parts: list[str]) -> None:
    article = render((Paragraph(" ".join(parts)),), "text")
    assert OPEN not in article.source
    assert CLOSE not in article.source
