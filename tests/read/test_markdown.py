"""Markdown becomes blocks."""

from __future__ import annotations

import pytest

import figtag
from figtag.document import LinkKind
from tests.read.reading import blocks, outline


def shown(source: str) -> str:
    (block,) = blocks(source)
    return block.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**90%** of *all* ~~80~~ 70 vans", "90% of all 80 70 vans"),
        ("a \\$6,000 bonus, -\\$66.3 billion", "a $6,000 bonus, -$66.3 billion"),
        ("5 &amp; 6&nbsp;kg &#49;", "5 & 6 kg 1"),
        ("[20 GW of it](https://a.b/7 'eight') and <https://c.d/9>", "20 GW of it and https://c.d/9"),
        ("5 * 6 and 2_000_000", "5 * 6 and 2_000_000"),
        ("10<sup>5</sup> m<sup>2</sup> of CO<sub>2</sub>, 3<sup>rd</sup>", "10⁵ m² of CO₂, 3rd"),
        ("the 5<!-- 6 --> vans <b title='7'>8</b>", "the 5 vans 8"),
        ("{% include x.html n=7 %} text", "{% include x.html n=7 %} text"),
        ("wrapped\nline of 5", "wrapped line of 5"),
    ],
)
def test_what_a_reader_sees_of_a_line(source: str, text: str) -> None:
    assert blocks(source)[0].text == text


def test_the_source_of_an_escaped_figure() -> None:
    source = "a \\$6,000 bonus and -\\$66.3 billion"
    (block,) = blocks(source)
    at = block.text.index("$6,000")
    assert block.source(at, at + 6).of(source) == "$6,000"
    at = block.text.index("-$66.3 billion")
    assert block.source(at, at + 14).of(source) == "-\\$66.3 billion"


def test_money_is_no_mathematics() -> None:
    (block,) = blocks("from $5 to $9, $x + 1$ and US$7 for a $10 fee")
    assert [span.of(block.text) for span in block.code] == ["x + 1"]
    assert "$5 to $9" in block.text


def test_code_spans_and_formulas_are_code() -> None:
    (block,) = blocks("set `n=1000` in ``a`b 2`` and $$y = 3$$")
    assert [span.of(block.text) for span in block.code] == ["n=1000", "a`b 2", "y = 3"]
    assert outline("$$\nx = 5\n$$") == [("code", "x = 5")]


def test_fences() -> None:
    assert outline("```python\nn = 5\n```") == [("code", "n = 5")]
    assert outline("```\nINPUT:  $10 per box\nOUTPUT: $30 per box\n```") == [
        ("item", "INPUT: $10 per box"),
        ("item", "OUTPUT: $30 per box"),
    ]
    assert outline("~~~text\nonly 5\n~~~") == [("paragraph", "only 5")]


def test_indented_code_and_indented_prose() -> None:
    assert outline("text:\n\n    n = compute(5);\n    return n;\n")[1] == ("code", "n = compute(5); return n;")
    assert outline("text\n\n            THE SITUATION IN MARCH 2023\n")[1][0] == "paragraph"
    assert outline("1. one\n\n   more on 5 vans\n") == [("item", "1. one"), ("paragraph", "more on 5 vans")]


def test_headings_and_sections() -> None:
    read = blocks("# A\n\n## B 5\n\ntext\n\nC\n===\n\nmore\n")
    assert [(block.kind.value, block.level, block.section) for block in read] == [
        ("heading", 1, None),
        ("heading", 2, 0),
        ("paragraph", 0, 1),
        ("heading", 1, None),
        ("paragraph", 0, 3),
    ]


def test_lists() -> None:
    read = blocks("Facts:\n\n- vans\n  - 5 red\n- trucks\n\n  more\n\n7. seven\n8. eight\n")
    assert [(block.kind.value, block.text, block.level, block.lead) for block in read] == [
        ("paragraph", "Facts:", 0, None),
        ("item", "vans", 1, 0),
        ("item", "5 red", 2, 1),
        ("item", "trucks", 1, 0),
        ("paragraph", "more", 1, 3),
        ("item", "7. seven", 1, None),
        ("item", "8. eight", 1, None),
    ]
    assert read[1].group == read[3].group != read[2].group


def test_the_number_of_an_item_is_never_lost() -> None:
    for source in ("3. # Title", "3.\n", "3. ```x\n   y\n   ```", "3. - a", "3. |a|b|\n   |-|-|\n"):
        assert any("3." in block.text for block in blocks(source)), source


def test_lists_indented_by_two_under_a_number() -> None:
    read = blocks("1. Vans\n  - 5 red\n  - 6 blue\n")
    assert [(block.level, block.lead) for block in read] == [(1, None), (2, 0), (2, 0)]


def test_tables() -> None:
    read = blocks(
        "## Fleet\n\n| Kind | **Count** | Note |\n|:--|--:|---|\n"
        "| Vans | 5 \\| 6 | |\n| Cars | `7` | x<br>y |\n\nSource: Z"
    )
    cells = [block for block in read if block.kind.value == "cell"]
    assert [(cell.row, cell.column, cell.text) for cell in cells] == [
        (0, 0, "Kind"),
        (0, 1, "Count"),
        (0, 2, "Note"),
        (1, 0, "Vans"),
        (1, 1, "5 | 6"),
        (2, 0, "Cars"),
        (2, 1, "7"),
        (2, 2, "x y"),
    ]
    assert [read[index].text for index in cells[6].heads] == ["Count", "Cars"]
    assert {cell.lead for cell in cells} == {0}
    assert read[-1].text == "Source: Z"


def test_a_table_whose_head_leaves_out_the_first_column() -> None:
    source = "<table><tr><th>Year</th></tr><tr><td>Vans</td><td>2023</td></tr></table>"
    read = blocks(source)
    assert [read[index].text for index in read[2].heads] == ["Year", "Vans"]


def test_quotations() -> None:
    read = blocks("> We sold 5\nlazily\n>\n> - and 6\n\nno quote")
    assert [(block.text, block.quote) for block in read] == [
        ("We sold 5 lazily", True),
        ("and 6", True),
        ("no quote", False),
    ]


def test_hard_breaks_part_labelled_lines() -> None:
    read = blocks("**Maker:** Yard 5  \n**Date:** July 2025  \n**Paper:** [a](https://b.c)\n")
    assert [(block.kind.value, block.text) for block in read] == [
        ("item", "Maker: Yard 5"),
        ("item", "Date: July 2025"),
        ("item", "Paper: a"),
    ]
    assert len({block.group for block in read}) == 1


def test_a_hard_break_inside_a_sentence_parts_nothing() -> None:
    assert shown("the yard  \nsold 5 vans") == "the yard sold 5 vans"


def test_links() -> None:
    source = 'See [a *report*][r], [r], [b 5](c_(d) "title 8"), ![pic 6](p7.png), [none][x9] and [1].\n\n[r]: https://e.f/1\n'
    block, title = blocks(source)
    assert block.text == "See a report, r, b 5, pic 6, [none][x9] and [1]."
    assert [(link.span.of(block.text), link.url, link.kind) for link in block.links] == [
        ("a report", "https://e.f/1", LinkKind.LINK),
        ("r", "https://e.f/1", LinkKind.LINK),
        ("b 5", "c_(d)", LinkKind.LINK),
        ("pic 6", "p7.png", LinkKind.IMAGE),
    ]
    assert (title.kind.value, title.text) == ("caption", "title 8")


def test_footnotes() -> None:
    read = blocks("Vans[^1] and trucks[^b2].\n\n[^1]: Sold in 2020.\n[^b2]: Sold\n    in 2021.\n")
    assert [(mark.span.of(read[0].text), mark.label, mark.target) for mark in read[0].marks] == [
        ("[^1]", "1", 1),
        ("[^b2]", "b2", 2),
    ]
    assert [(block.kind.value, block.label, block.text) for block in read[1:]] == [
        ("note", "1", "[^1]: Sold in 2020."),
        ("note", "b2", "[^b2]: Sold in 2021."),
    ]


def test_numbered_notes_at_the_end() -> None:
    source = (
        "It grew.[[18]](#note-18) It fell.[[19]](#note-19)\n\n18. Reyes, 2020. [↑](#ref-18)\n19. Bell. [↑](#ref-19)\n"
    )
    read = blocks(source)
    assert [(mark.label, mark.target) for mark in read[0].marks] == [("18", 1), ("19", 2)]
    assert [(block.kind.value, block.label) for block in read[1:]] == [("note", "18"), ("note", "19")]


def test_a_list_of_references_is_made_of_notes() -> None:
    read = blocks("Sold 5 [1] and 6 [2].\n\n## References\n\n1. Reyes 2020\n2. Bell 2021\n")
    assert [(mark.label, mark.target) for mark in read[0].marks] == [("1", 2), ("2", 3)]
    read = blocks("1. Buy 5 [2]\n2. Sell 6 [1]\n")
    assert [block.kind.value for block in read] == ["item", "item"]


def test_front_matter() -> None:
    source = (
        '---\ntitle: "Vans of 2023"\nimage: https://a.b/7.png\ntags: [a5, b]\n'
        "text: >\n  long 6\n  text\nlist:\n- c8\n---\n\nBody\n"
    )
    assert [(block.kind.value, block.label, block.text) for block in blocks(source)] == [
        ("meta", "title", "Vans of 2023"),
        ("meta", "tags", "a5, b"),
        ("meta", "text", "long 6 text"),
        ("meta", "list", "c8"),
        ("paragraph", None, "Body"),
    ]
    assert outline("---\n\nno front matter 5\n\n---\n") == [("paragraph", "no front matter 5")]
    assert outline('+++\ntitle = "Vans 5"\n+++\nx')[0] == ("meta", "Vans 5")


def test_html_within_markdown_is_read_as_html() -> None:
    table = "| a | b |\n|---|---|\n| c | 5 |"
    source = f"# T\n\n<div class='a1'>\n\n{table}\n\n</div>\n\n<ul>\n<li>six 6</li>\n</ul>\n\n*after*\n"
    assert [text for _, text in outline(source)] == ["T", "a", "b", "c", "5", "six 6", "after"]
    assert outline("<p>x <b>5</b></p>\n\n<!-- 6 -->\n\n<script>\n7\n\n8</script>\ny") == [
        ("paragraph", "x 5"),
        ("paragraph", "y"),
    ]


def test_titles_of_links_are_shown_wherever_they_stand() -> None:
    source = '[a](b "7 \\"x\\" &amp; y") and [r]\n\n[r]: c\n  "title\n  8"\n[q]: d (e 9)\n'
    assert outline(source) == [
        ("paragraph", "a and r"),
        ("caption", '7 "x" & y'),
        ("caption", "title 8"),
        ("caption", "e 9"),
    ]


def test_what_looks_like_a_tag_and_is_none_is_shown() -> None:
    assert outline("a <b 5> c <d, 6 e> f <https://g.h/ 7>") == [("paragraph", "a <b 5> c <d, 6 e> f <https://g.h/ 7>")]


def test_a_pipe_is_escaped_in_the_code_of_a_cell_too() -> None:
    *_, cell = blocks("| a |\n|---|\n| `b \\| 5` \\| 6 |")
    assert cell.text == "b | 5 | 6"
    assert [span.of(cell.text) for span in cell.code] == ["b | 5"]


def test_the_next_number_of_a_list_is_never_taken_for_one_of_a_list_within() -> None:
    assert [block.level for block in blocks("1. a\n\n  2. b\n\n   3. c")] == [1, 1, 1]
    assert [block.level for block in blocks("1. a\n  1. b\n  2. c")] == [1, 2, 2]


@pytest.mark.parametrize(
    "source",
    [
        "> [!TIP] Title 7\n> We sold 5.\n>\n> - six 6",
        '!!! tip inline "Title 7"\n    We sold 5.\n\n    - six 6',
        '??? tip "Title 7"\n\n    We sold 5.\n\n    - six 6',
        ":::tip[Title 7]\n\nWe sold 5.\n- six 6\n:::",
        '::: {.tip #x1 title="Title 7"}\nWe sold 5.\n- six 6\n:::',
        ":::{tip} Title 7\n:class: wide-8\nWe sold 5.\n- six 6\n:::",
        "::: tip Title 7\nWe sold 5.\n\n- six 6\n\n:::",
        "/// tip | Title 7\nWe sold 5.\n- six 6\n///",
    ],
)
def test_boxes_show_their_title_and_quote_nobody(source: str) -> None:
    read = blocks(source + "\n\nafter 9")
    assert [(block.kind.value, block.text, block.quote) for block in read] == [
        ("paragraph", "Title 7", False),
        ("paragraph", "We sold 5.", False),
        ("item", "six 6", False),
        ("paragraph", "after 9", False),
    ]


@pytest.mark.parametrize(
    "source", ["!!! 5 of them", "!!! note\nno box 5", "::: 5", "[!TIP] 5", "> a\n> [!TIP] 5", ":x: 5"]
)
def test_what_is_no_box_is_text(source: str) -> None:
    assert "".join(text for _, text in outline(source)).replace(" ", "") == source.translate({10: "", 32: "", 62: ""})


def test_a_box_ends_where_its_lines_are_no_longer_indented() -> None:
    assert outline("!!! tip\n    We sold 5.\nNo part of it 6.") == [
        ("paragraph", "We sold 5."),
        ("paragraph", "No part of it 6."),
    ]


def test_texts_of_several_lines_in_toml_and_comments_of_front_matter() -> None:
    source = '+++\na = """x 5\ny 6"""\nb = "c 7" # no 8\n[d]\ne = 9 # no 10\n+++\nz'
    assert outline(source)[:-1] == [("meta", "x 5 y 6"), ("meta", "c 7"), ("meta", "9")]


def test_a_note_of_several_paragraphs_names_its_source_and_its_link() -> None:
    text = "Vans rose 5%[^1].\n\n[^1]: Vale Institute.\n\n    See [its report](https://x.example/y).\n"
    source = figtag.audit_text(text, "markdown").figures[0].source
    assert source is not None
    assert (source.name, source.url) == ("[^1] Vale Institute.", "https://x.example/y")


def test_html_within_a_quotation_is_quoted() -> None:
    assert [(block.text, block.quote) for block in blocks("> <p>a 5</p>\n\n<p>b</p>")] == [("a 5", True), ("b", False)]
