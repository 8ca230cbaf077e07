"""HTML becomes blocks, valid or not."""

from __future__ import annotations

import pytest

from figtag.document import Block, Format
from tests.read.reading import blocks as read_blocks
from tests.read.reading import outline as read_outline


def blocks(source: str) -> tuple[Block, ...]:
    return read_blocks(source, Format.HTML)


def outline(source: str) -> list[tuple[str, str]]:
    return read_outline(source, Format.HTML)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<title>Plan 5</title><body>loose 6", [("paragraph", "Plan 5"), ("paragraph", "loose 6")]),
        ("<h2>6. The\nRace</h2><p>a <b>5</b>%</p>", [("heading", "6. The Race"), ("paragraph", "a 5%")]),
        ("<p>one<p>two 2", [("paragraph", "one"), ("paragraph", "two 2")]),
        ("<script>1</script><style>2</style><nav>3</nav><!-- 4 --><p>5", [("paragraph", "5")]),
        ("<p title='7'>x<img alt='photo of 8 vans' src='9.png'>y</p>", [("paragraph", "x photo of 8 vans y")]),
        ("<figure><img alt='a 1'><figcaption>b 2</figcaption></figure>", [("caption", "a 1"), ("caption", "b 2")]),
        ("<p>&lt;5 &amp; 6&nbsp;kg &#x37;&copy 8 &bogus; AT&T", [("paragraph", "<5 & 6 kg 7© 8 &bogus; AT&T")]),
        ("<pre><code class='language-py'>n = 5\nm</code></pre>", [("code", "n = 5 m")]),
        ("<pre>a 5\nb 6</pre>", [("item", "a 5"), ("item", "b 6")]),
        ("<p>5 < 6 and 7 > 3 <unclosed", [("paragraph", "5 < 6 and 7 > 3 <unclosed")]),
        ("<dl><dt>Vans<dd>5</dl>", [("item", "Vans"), ("item", "5")]),
        ("<p>Maker: 5<br>Date: 6<br/>", [("item", "Maker: 5"), ("item", "Date: 6")]),
        ("<p>the yard<br>sold 5", [("paragraph", "the yard sold 5")]),
        ("</div></p><li>a 1<li>b 2</li><p>c", [("item", "a 1"), ("item", "b 2"), ("paragraph", "c")]),
        ("<p hidden>1</p><div style='display: none'><div>2</div>3</div>4", [("paragraph", "4")]),
        ("<nav>never closed <p>5", [("paragraph", "never closed"), ("paragraph", "5")]),
    ],
)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert outline(source) == expected


def test_tables_with_spans() -> None:
    source = (
        "<p>Fleet:</p><table><caption>Vans 2025</caption><thead><tr><th rowspan=2>Kind<th colspan=2>Sold</tr>"
        "<tr><th>2024<th>2025</tr></thead><tbody><tr><td rowspan=2>Red<td>5<td>6</tr><tr><td>7<td>8</tr></table>"
    )
    read = blocks(source)
    heads = {block.text: [read[index].text for index in block.heads] for block in read if block.kind.value == "cell"}
    assert heads["6"] == ["2025", "Sold", "Red"]
    assert heads["7"] == ["2024", "Sold", "Red"]
    assert heads["Red"] == ["Kind"]
    assert (read[1].kind.value, read[1].lead) == ("caption", 0)
    assert {block.lead for block in read if block.kind.value == "cell"} == {1}


def test_a_table_without_head_cells() -> None:
    read = blocks("<table><tr><td>Kind<td>Count<tr><td>Vans<td>5</table>")
    assert [read[index].text for index in read[3].heads] == ["Count", "Vans"]
    assert read[0].is_head


def test_a_cell_above_the_head_names_the_table() -> None:
    read = blocks("<table><tr><td colspan=2>In millions<tr><th>Kind<th>2024<tr><td>Vans<td>5</table>")
    assert [read[index].text for index in read[4].heads] == ["2024", "In millions", "Vans"]


def test_lists_and_leads() -> None:
    read = blocks("<p>Facts:<ul><li>vans<ul><li>5 red</ul><li><p>cars</p><p>more</ul>")
    assert [(block.kind.value, block.text, block.level, block.lead) for block in read] == [
        ("paragraph", "Facts:", 0, None),
        ("item", "vans", 1, 0),
        ("item", "5 red", 2, 1),
        ("item", "cars", 1, 0),
        ("paragraph", "more", 1, 3),
    ]


def test_list_items_without_a_list_share_a_group() -> None:
    read = blocks("<h2>Sold</h2><li>a 1</li>\n<li>b 2</li><p>text</p><li>c 3</li>")
    assert read[1].group == read[2].group != read[4].group
    assert (read[1].lead, read[4].lead) == (0, 3)


def test_links_and_notes() -> None:
    source = (
        "<p>We asked<a href='#fn1'><sup>1</sup></a> in <a href='https://a.b/?c=1&amp;d=2'>a report</a>.</p>"
        "<ol><li id='fn1'><p>Reyes 2020 <a href='#r1'>↩</a></p></li></ol>"
    )
    read = blocks(source)
    assert read[0].text == "We asked¹ in a report."
    assert [(link.span.of(read[0].text), link.url) for link in read[0].links] == [
        ("¹", "#fn1"),
        ("a report", "https://a.b/?c=1&d=2"),
    ]
    assert [(mark.label, mark.target) for mark in read[0].marks] == [("1", 1)]
    assert (read[1].kind.value, read[1].label) == ("note", "1")
    assert read[0].source(8, 9).of(source) == "1"


def test_a_list_of_references_is_made_of_notes() -> None:
    read = blocks("<p>a 5<sup>[3]</sup> b [4]</p><h2>Refs</h2><ol start=3><li>Reyes<li><p>Bell</p></ol>")
    assert [(mark.label, mark.target) for mark in read[0].marks] == [("3", 2), ("4", 3)]


def test_raised_and_lowered_numbers() -> None:
    (block,) = blocks("<p>10<sup>−5</sup> m<sup>2</sup>, CO<sub>2</sub>, 22<sup>nd</sup>, said.<sup>[3]</sup></p>")
    assert block.text == "10⁻⁵ m², CO₂, 22nd, said.[3]"
    assert [mark.label for mark in block.marks] == ["3"]


def test_quotations_are_marked() -> None:
    read = blocks("<blockquote><p>5 vans</p></blockquote><p>6</p>")
    assert [block.quote for block in read] == [True, False]


def test_a_link_around_blocks_goes_on_in_each() -> None:
    read = blocks("<a href='u'><h3>Title</h3><p>text</p></a><p>none</p>")
    assert [len(block.links) for block in read] == [1, 1, 0]
