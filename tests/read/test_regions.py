"""The article of a web page and what stands beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import figtag
from figtag.document import Document, Format
from figtag.read.regions import find_regions
from figtag.report import Options, form
from figtag.tables import load_tables
from tests.read.reading import document
from tests.read.test_laws import SOURCES, check
from tests.test_cli import run
from tests.work import calls

STORY = "<p>The mill at Orla burned 40 tons of coal a week, and 90 men fed its fires by day and by night.</p>"
LINKS = "<a href='/a'>Home</a> <a href='/b'>Best 7 mills</a> <a href='/c'>Jobs</a>"


def page(source: str) -> Document:
    return document(source, Format.HTML)


def beside(source: str) -> list[str]:
    """What each region is."""
    margin = page(source).margin
    return [] if margin is None else [region.kind for region in margin.regions]


def texts(source: str) -> tuple[list[str], list[str]]:
    """The texts of the article and of what stands beside it."""
    read = page(source)
    margin = read.margin.document.blocks if read.margin is not None else ()
    return [block.text for block in read.blocks], [block.text for block in margin]


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        (f"<nav>{LINKS}</nav>{STORY}", ["navigation"]),
        (f"<div role=navigation>{LINKS}</div>{STORY}", ["navigation"]),
        (f"<ul class='breadcrumbs'>{LINKS}</ul>{STORY}", ["navigation"]),
        (f"{STORY}<div role=dialog>Take 5% off</div>", ["dialog"]),
        (f"{STORY}<dialog open>Take 5% off</dialog>", ["dialog"]),
        (f"{STORY}<div aria-hidden=true>Take 5% off</div>", ["hidden from screen readers"]),
        (f"{STORY}<div class='c-cookie-banner js'>We use 12 cookies</div>", ["cookie notice"]),
        (f"{STORY}<div class='Share_bar__3kXy2'>812 shares</div>", ["sharing"]),
        (f"{STORY}<section aria-label='Comments (2)'>It was 5!</section>", ["comments"]),
        (f"{STORY}<div id=comments>It was 5!</div>", ["comments"]),
    ],
)
def test_what_says_that_it_is_furniture_is_left_out_anywhere(source: str, kinds: list[str]) -> None:
    assert beside(source) == kinds
    article, margin = texts(source)
    assert len(article) == 1
    assert margin


@pytest.mark.parametrize(
    "source",
    [
        STORY,
        f"<header>Since 1871</header>{STORY}<footer>© 2021 Orla, 5 Mill Lane</footer>",
        f"{STORY}<aside>It paid 30 pence a day.</aside>",
        f"{STORY}<table class='market-share'><tr><td>Orla<td>12%</table>",
        f"{STORY}<section id='comments'><h2>Comments</h2><p>5 of us saw it.</p></section>",
        f"{STORY}<div class='menu'>Soup for $4</div>",
        f"{STORY}<nav>never closed {LINKS}",
        f"<div class='popup'><main>{STORY}</main></div>",
        f"<body class='comments single'>{STORY}<h1 class=share>5</h1></body>",
    ],
)
def test_what_may_be_part_of_an_article_is_kept(source: str) -> None:
    assert page(source).margin is None
    assert not page(source).notices


@pytest.mark.parametrize("element", ["header", "footer", "aside", "div role=banner", "div class=site-footer"])
def test_heads_feet_and_asides_of_links_are_left_out(element: str) -> None:
    source = f"<{element}>{LINKS}</{element.split()[0]}>{STORY}"
    assert texts(source)[1] == ["Home Best 7 mills Jobs"]


@pytest.mark.parametrize("element", ["main", "article", "div role=main"])
def test_outside_the_article_that_a_page_shows_all_is_left_out_but_its_title_and_headline(element: str) -> None:
    source = (
        f"<title>Plan 5</title><header>{LINKS}</header><div>Snow: −3 °C<h1>The 40 tons</h1></div>"
        f"<{element}><header>By Ina Roe, 3 May</header>{STORY}</{element.split()[0]}> loose 6 <form>Join 900</form>"
    )
    article, margin = texts(source)
    assert article[:3] == ["Plan 5", "The 40 tons", "By Ina Roe, 3 May"]
    assert margin == ["Home Best 7 mills Jobs", "Snow: −3 °C", "loose 6", "Join 900"]
    assert beside(source) == ["page header", "outside the article", "outside the article", "form"]


def test_a_headline_outside_is_left_out_where_the_article_has_one() -> None:
    article, margin = texts(f"<h1>The Orla Post</h1><main><h1>Coal</h1>{STORY}</main>")
    assert (article[0], margin) == ("Coal", ["The Orla Post"])


@pytest.mark.parametrize(
    "source",
    [
        f"<main>Skip</main>{STORY}",
        f"<article>{STORY}</article><article>{STORY}</article>",
        f"<main>{STORY}</main><main>{STORY}</main>",
    ],
)
def test_a_page_that_shows_no_article_or_a_small_one_is_read_whole(source: str) -> None:
    assert page(source).margin is None


def test_comments_that_are_articles_do_not_hide_the_article() -> None:
    source = f"<article>{STORY}<div class=comments><article>It was 5!</article></div></article><p>More"
    assert texts(source)[1] == ["It was 5!", "More"]


def test_notes_that_the_article_leads_to_are_kept() -> None:
    notes = "<aside><ol><li id=n1>Reyes, 1890, counted 40.</ol></aside>"
    read = page(f"<main>{STORY}<p>So many<a href='#n1'><sup>1</sup></a>.</p></main><p>Mail 5</p>{notes}")
    assert [block.text for block in read.blocks][-1] == "Reyes, 1890, counted 40."
    assert read.blocks[1].marks[0].target == 2
    assert read.margin is not None
    assert [block.text for block in read.margin.document.blocks] == ["Mail 5"]


def test_headings_beside_the_article_head_nothing_of_it() -> None:
    read = page(f"<h2>Coal</h2><div class='share-bar'><h3>Share</h3></div>{STORY}<div class=comments>It was 5!</div>")
    assert [block.section for block in read.blocks] == [None, 0]
    assert read.margin is not None
    assert [block.section for block in read.margin.document.blocks] == [None, None]


def test_a_region_parts_the_text_before_it_from_the_text_behind_it() -> None:
    assert texts(f"{STORY}<div>It had 5 <div class=ads>Buy 6</div>0 mills</div>")[0][1:] == ["It had 5", "0 mills"]


@pytest.mark.parametrize(
    ("source", "lack"),
    [
        ("<nav>7 mills</nav><p>Nothing is counted here.", "no number"),
        (f"<p>It is 5.</p><div class=comments>{STORY}</div><p>{STORY[3:90]}", None),
        (f"<p>It is 5.</p><div class=share>{STORY}</div><div class=ads>{STORY}</div>{STORY}", "the smaller part"),
    ],
)
def test_a_page_that_would_lose_its_figures_or_most_of_its_text_is_read_whole(source: str, lack: str | None) -> None:
    read = page(source)
    assert (read.margin is None) == (lack is not None)
    assert [notice.code for notice in read.notices] == (["kept-whole"] if lack else [])
    assert all(lack in notice.message for notice in read.notices if lack)


def test_furniture_that_holds_most_of_the_text_is_read_and_told() -> None:
    read = page(f"<p>Said in 1890.<div class=comments>{STORY}</div>")
    assert read.margin is None
    assert [notice.message for notice in read.notices] == ["comments holds most of the text and is read as the article"]


def test_comments_inside_what_says_that_it_is_the_article_may_be_longer_than_it() -> None:
    source = f"<main><p>Orla burned 9 tons.</p><div class=comments>{STORY}{STORY}</div></main>"
    assert texts(source)[0] == ["Orla burned 9 tons."]
    source = f"<article><h1>Coal</h1><p>Orla burned 9 tons.</p></article><div class=comments>{STORY}{STORY}</div>"
    assert texts(source)[0] == ["Coal", "Orla burned 9 tons."]
    source = f"<div class=overlay><h1>Coal</h1>{STORY}{STORY}</div><article>Snow: 5 cm</article>"
    assert len(texts(source)[0]) == 4


# The audit of a page

PAGE = f"""<nav>{LINKS}</nav>
<article>
<h1>Coal at Orla</h1>
{STORY}
<div class="related-articles">Orla lost
2 mills</div>
</article>
<div id="comments"><p>According to IDC, it was 90 tons.</p>
<p>In 1890 it cost $5.</p></div>
<footer>© 2021 Orla Post</footer>
"""


def test_figures_beside_the_article_are_minor_and_judged_by_their_own_words() -> None:
    audit = figtag.audit_text(PAGE, "html")
    assert [figure.text for figure in audit.figures] == ["40 tons", "90"]
    hidden = {one.text: one for one in audit.mentions if one not in audit.figures}
    assert list(hidden) == ["7", "2", "90 tons", "1890", "$5", "2021"]
    assert [hidden[text].role.value for text in ("7", "1890", "$5", "2021")] == ["figure", "date", "figure", "date"]
    assert all(one.minor for one in hidden.values() if one.role.value == "figure")
    assert hidden["90 tons"].label == "sourced"
    assert all(audit.document.text[one.start : one.end] == one.text for one in audit.mentions)


def test_one_notice_tells_what_was_left_out_where_and_how_many_figures() -> None:
    (notice,) = figtag.audit_text(PAGE, "html").notices
    assert (notice.code, notice.start, notice.end) == ("left-out", 0, len(PAGE))
    assert notice.message == (
        "4 figures beside the article not counted, listed by --all; left out: navigation (line 1; 1 figure), "
        "related articles (lines 5-6; 1 figure), comments (lines 8-9; 2 figures), page footer (line 10)"
    )


def test_reports_show_what_stands_beside_the_article_when_asked_for_all(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    result = run("audit", path, "-f", "jsonl")
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["40 tons", "90"]
    assert "4 figures beside the article not counted" in result.stderr
    assert "90 tons" in run("audit", path, "-f", "jsonl", "--all").stdout
    told = run("explain", f"{path}:8:48").stdout
    assert "minor figure" in told
    assert "According to IDC" in told
    audit = figtag.audit(path)
    short, whole = ("".join(form("html")([audit], Options(all=every))) for every in (False, True))
    assert "Beside the article" not in short
    assert whole.count("90 tons") > short.count("90 tons") == 0
    assert whole.index("Coal at Orla") < whole.index("Beside the article")


def test_the_words_of_the_margin_reach_nothing_in_the_article() -> None:
    source = f"<article>{STORY}</article><div class=comments>All figures are illustrative, 5 of them.</div>"
    assert [figure.label for figure in figtag.audit_text(source, "html").figures] == ["unsupported"] * 2
    source = f"<article>{STORY}<p>All figures are illustrative.</p></article><div class=comments>It was 5.</div>"
    audit = figtag.audit_text(source, "html")
    assert [one.label for one in audit.mentions] == ["hypothetical"] * 2 + ["unsupported"]


# Laws

PARTS = st.sampled_from(
    [
        *("<nav>", "</nav>", "<main>", "</main>", "<article>", "</article>", "<aside>", "</aside>", "<header>"),
        *("</header>", "<footer>", "</footer>", "<div class=share>", "<div id=comments>", "<div>", "</div>"),
        *("<ul class=menu>", "<ol>", "<li id=n1>", "</ol>", "</ul>", "<table>", "<tr><td>", "</table>", "<p>", "<b>"),
        *("<h1>", "</h1>", "<title>", "</title>", "<a href='#n1'>", "<a href=x>", "</a>", "<sup>", "</sup>", "<pre>"),
        *(
            "<div hidden>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "1",
            "23 ",
            "a b. ",
            "It rained for 5 days. ",
            "&amp;",
        ),
    ]
)
PAGES = st.lists(PARTS, max_size=40).map("".join)


@given(st.one_of(PAGES, SOURCES))
def test_article_and_margin_share_all_that_the_page_shows(source: str) -> None:
    read = page(source)
    check(read)
    if read.margin is None:
        return
    check(read.margin.document)
    at = 0
    for region in read.margin.regions:
        assert at <= region.start < region.end <= len(source)
        at = region.end
    regions = read.margin.regions
    for block in read.blocks:
        for piece in block.pieces:
            assert not any(
                r.start <= piece.source.start < r.end or r.start < piece.source.end <= r.end for r in regions
            )
    for block in read.margin.document.blocks:
        start, end = block.pieces[0].source.start, block.pieces[-1].source.end
        assert any(region.start <= start and end <= region.end for region in regions)


@given(PAGES)
def test_any_page_gives_an_audit_in_which_every_number_has_its_place(source: str) -> None:
    audit = figtag.audit_text(source, "html")
    at = 0
    for mention in audit.mentions:
        assert at <= mention.start < mention.end
        at = mention.end
    assert figtag.Audit.model_validate_json(audit.model_dump_json()) == audit


@pytest.mark.parametrize(
    "part",
    [
        *("<nav>5</nav>", "<main>5</main>", "<article>5</article>", "<div id=a>", "</div>", "<nav>", "<h1>5</h1>"),
        *(
            "<p id=n1><a href='#n1'>1</a>",
            "<ol id=n1><a href='#n1'>1</a></ol><nav>5</nav>",
            "<nav><main>5</main></nav>",
            *(
                "<div class=a><ul class=b></section>",
                "<section><div></section>",
                "<a href='#n1'>1",
                "<div class='ad x'>",
            ),
        ),
    ],
)
def test_regions_are_found_in_linear_time(part: str) -> None:
    tables = load_tables()
    find_regions(part, tables)
    few = calls(lambda: find_regions(part * 100, tables))
    assert calls(lambda: find_regions(part * 800, tables)) < 10 * few
