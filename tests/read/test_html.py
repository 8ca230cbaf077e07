"""HTML becomes blocks, valid or not."""

from __future__ import annotations

import pytest

import figtag
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
        ("<script>1</script><style>2</style><!-- 4 --><p>5", [("paragraph", "5")]),
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
    assert read[0].text == "We asked[1] in a report."
    assert [(link.span.of(read[0].text), link.url) for link in read[0].links] == [
        ("[1]", "#fn1"),
        ("a report", "https://a.b/?c=1&d=2"),
    ]
    assert [(mark.label, mark.target) for mark in read[0].marks] == [("1", 1)]
    assert (read[1].kind.value, read[1].label) == ("note", "1")
    assert read[0].source(8, 11).of(source) == "1"


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


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p><b>$15</b>/M&nbsp;tokens", "$15/M tokens"),
        ("<span>4</span><span>00</span> W", "400 W"),
        ("<font color=red>$</font>7<span class=c>.50</span>", "$7.50"),
        ("5<!-- of 7 -->00 W", "500 W"),
        ("1,<wbr>000 and 5&shy;00 and 6\u200b00", "1,000 and 500 and 600"),
        ("3<small>,</small>000&thinsp;kg &ndash; 5&times;10<sup>6</sup> &dollar;8 9&percnt;", "3,000 kg – 5×10⁶ $8 9%"),
        ("by <time datetime=2024-05-01>May 1</time> 5 <abbr title='9 bytes'>GB</abbr>", "by May 1 5 GB"),
        ("<del>$20</del><ins>$15</ins>, <s>8%</s>9%, <s>3</s>.", "$20 $15, 8% 9%, 3."),
        ("<span class=sr>$19</span><span aria-hidden=true>$<span>19</span></span>", "$19 $19"),
        ("<ruby>5<rt>6</rt></ruby>", "5 6"),
        ("12<sup>a</sup>, 5%<sup>b</sup>, 22<sup>nd</sup>, x<sup>n</sup>", "12[a], 5%[b], 22nd, xn"),
        ("5 <template>6</template><noscript>7</noscript><datalist><option>8</datalist>", "5"),
        ("<math><mn>5</mn><annotation>6</annotation></math>", "5"),
        ("<p style='visibility: hidden'>5</p>6<span hidden>7</span>", "6"),
        ("<svg><text>5 W</text></svg>", "5 W"),
        ("<?xml version='1.0'?><p><![CDATA[5 < 6 &amp; 7]]></p>", "5 < 6 &amp; 7"),
        ("so <![CDATA[5]]>6", "so 6"),
        ("<XHTML:P>5<BR/></XHTML:P>", "5"),
        ("5</dl> 6</li> 7", "5 6 7"),
    ],
)
def test_marks_inside_a_figure(source: str, text: str) -> None:
    assert [block.text for block in blocks(source)] == [text]


def test_formulas_are_code() -> None:
    (block,) = blocks("<p>so <math><mn>5</mn><mo>+</mo><mn>6</mn></math> it is")
    assert [span.of(block.text) for span in block.code] == ["5+6"]
    (block,) = blocks("<p>so <img class='mwe-math-fallback' alt='{\\displaystyle x=5}' src=a> it is")
    assert [span.of(block.text) for span in block.code] == ["{\\displaystyle x=5}"]


def test_a_formula_that_is_drawn_twice_is_read_once() -> None:
    source = (
        "<span class=katex><span class='katex-mathml'><math><mi>x</mi><mo>=</mo><mn>5</mn></math></span>"
        "<span class='katex-html' aria-hidden='true'><span>x</span><span>=</span><span>5</span></span></span> men"
    )
    (block,) = blocks(source)
    assert block.text == "x=5 men"
    assert [span.of(block.text) for span in block.code] == ["x=5"]


def heads(source: str) -> dict[str, list[str]]:
    """The head cells of each block that has some."""
    read = blocks(source)
    return {block.text: [read[index].text for index in block.heads] for block in read if block.heads}


def test_bodies_of_rows_end_what_reaches_down() -> None:
    source = (
        "<table><thead><tr><th>Kind<th>Sold<tbody><tr><td rowspan=0>Red<td>5<tr><td>6"
        "<tbody><tr><td>Blue<td>7<tfoot><tr><td>All<td>18</table>"
    )
    told = heads(source)
    assert [told[text] for text in ("5", "6", "7", "18")] == [["Sold", name] for name in ("Red", "Red", "Blue", "All")]


def test_a_head_cell_over_all_columns_names_the_rows_below() -> None:
    told = heads(
        "<table><tr><th>Kind<th>Sold<tr><th colspan=2>2024<tr><td>Red<td>5"
        "<tr><th colspan=2>2025<tr><td>Red<td>6</table>"
    )
    assert (told["5"], told["6"]) == (["Sold", "Red", "2024"], ["Sold", "Red", "2025"])


def test_a_term_heads_what_is_said_of_it() -> None:
    assert heads("<dl><div><dt>Price<dd>$5</div><dt>Reach<dd><p>6 km<p>7 miles</dl>") == {
        "$5": ["Price"],
        "6 km": ["Reach"],
        "7 miles": ["Reach"],
    }


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("<blockquote><p>It cost $5.</p><footer>Ina Roe</footer></blockquote>", "— Ina Roe"),
        ("<blockquote><p>It cost $5.</p><footer>&#8212; Ina Roe</footer></blockquote>", "— Ina Roe"),
        ("<blockquote><p>It cost $5.</p><cite>Ina Roe</cite></blockquote>", "— Ina Roe"),
        ("<blockquote><p>It cost $5.</p><p><cite>The Post</cite> said so.</p></blockquote>", "The Post said so."),
        ("<p>It cost $5.</p><footer>Ina Roe</footer>", "Ina Roe"),
    ],
)
def test_a_credit_in_a_quotation_has_a_dash(source: str, last: str) -> None:
    assert blocks(source)[-1].text == last


def test_the_caption_of_a_figure_is_that_of_its_table() -> None:
    read = blocks(
        "<figure><table><tr><th>Kind<th>Sold<tr><td>Red<td>5</table><figcaption>Source: IDC</figcaption></figure>"
    )
    assert read[-1].group == read[0].group is not None


@pytest.mark.parametrize(
    ("source", "figure", "kind", "name", "url"),
    [
        (
            "<blockquote><p>It cost $5.</p><cite>Ina Roe, IDC</cite></blockquote>",
            *("$5", "citation", "Ina Roe, IDC", None),
        ),
        (
            "<figure><table><tr><th>Kind<th>Sold<tr><td>Red<td>5 tons</table><figcaption>Source: IDC</figure>",
            *("5 tons", "note", "IDC", None),
        ),
        (
            "<figure><img src=a><figcaption>It burned 40 tons. Source: <a href='https://a.b'>IDC</a></figcaption></figure>",
            *("40 tons", "note", "IDC", "https://a.b"),
        ),
        (
            "<figure><img src=a alt='Chart: 40 tons'><figcaption>Coal, by year. Source: IDC</figcaption></figure>",
            *("40 tons", "note", "IDC", None),
        ),
        (
            "<p>It ran 5 km<sup><a href='https://own.page/p#n2' id=r>2</a></sup>.</p><ol><li id=n1>Bell<li id=n2>Reyes "
            "<a href='https://own.page/p#r'>↩</a></ol>",
            *("5 km", "footnote", "[2] Reyes", None),
        ),
        (
            "<p>It fed 900 men<a href='#f1' id=r1><sup>1</sup></a>.</p><aside><ol><li id=f1>Reyes, "
            "<a href='https://a.b/r'>Coal</a>. <a href='#r1'>↩</a></ol></aside>",
            *("900", "footnote", "[1] Reyes, Coal.", "https://a.b/r"),
        ),
        (
            "<p>It cost $5<sup>3</sup> and 40%<sup>4</sup> of it.</p><ol start=3><li>Reyes, 2020<li>Bell, 2021</ol>",
            *("$5", "footnote", "[3] Reyes, 2020", None),
        ),
    ],
)
def test_sources_by_the_marks_of_html(source: str, figure: str, kind: str, name: str, url: str | None) -> None:
    (found,) = [one for one in figtag.audit_text(source, "html").figures if one.text == figure]
    assert found.source is not None
    assert (found.source.kind, found.source.name, found.source.url) == (kind, name, url)


def test_a_mark_is_no_part_of_the_noun_before_it() -> None:
    (figure,) = figtag.audit_text("<p>It fed 900 men<sup>1</sup>.</p>", "html").figures
    assert (figure.text, figure.counted) == ("900", "men")
