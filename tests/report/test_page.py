"""The HTML report, as text: what it holds, and that nothing of an article becomes markup."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figtag import audit_text, cache
from figtag.extras import MissingExtraError
from figtag.model import Audit
from figtag.report import Options, form, html
from figtag.report.html import _environment
from figtag.report.later import Later
from tests.laws.articles import FORMATS, Node, articles, render
from tests.report.made import made

HOSTILE = """# <script>alert(1)</script> & "quotes"

Per [the *report*](javascript:alert(2)), it costs $5 <img src=x onerror=alert(3)>. {{ total }} {% raw %}

According to [Harrow <b>Labs</b>](https://harrow.example/a?b=1&c="2"), it draws 400 W.
"""


def page(*audits: Audit, **options: object) -> str:
    """The report of some audits."""
    return "".join(form("html")(audits, Options(**options)))


@pytest.mark.parametrize(
    "damage", [None, b"", b"no template", b"j2", "half"], ids=["kept", "empty", "other", "head", "half"]
)
def test_the_compiled_template_is_kept(damage: bytes | str | None, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "directory", lambda: tmp_path / "cache")
    _environment.cache_clear()
    first = page(made())
    kept = {path: path.read_bytes() for path in (tmp_path / "cache").iterdir()}
    assert any("template" in path.name for path in kept)
    for path, whole in kept.items():
        if damage is not None:
            path.write_bytes(whole[: len(whole) // 2] if isinstance(damage, str) else damage)
    changed = {path: path.stat().st_mtime_ns for path in kept}
    _environment.cache_clear()
    assert page(made()) == first
    assert all((path.stat().st_mtime_ns == changed[path]) == (damage is None) for path in kept)
    assert {path: path.read_bytes() for path in kept} == kept


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page(made())
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(cache, "directory", lambda: tmp_path / "file" / "cache")
    _environment.cache_clear()
    assert page(made()) == first


class Reader(HTMLParser):
    """The marked figures of the articles of a page, and all tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.figures: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._in_article = self._inside = False
        self._deep = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if tag == "article":
            self._in_article = True
        elif self._in_article and tag == "a" and values.get("class") == "figure":
            self.figures.append("")
            self._inside = True
        elif self._inside and (tag == "sup" or values.get("class") == "hidden"):
            self._deep += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._in_article = False
        elif tag == "a":
            self._inside = False
        elif self._deep and tag in ("sup", "span"):
            self._deep -= 1

    def handle_data(self, data: str) -> None:
        if self._inside and not self._deep:
            self.figures[-1] += data


@pytest.mark.parametrize("everything", [False, True])
def test_every_figure_is_marked_once_in_reading_order(everything: bool) -> None:
    audit = audit_text("# Rent\n\n- Suppose **5%** of 1,200 homes\n\n| a | b |\n|---|---|\n| 3 kg | $7 |\n", "markdown")
    rows = audit.mentions if everything else audit.figures
    assert Reader(page(audit, all=everything)).figures == [mention.shown for mention in rows]


@given(articles(), st.sampled_from(FORMATS))
def test_figures_are_marked_in_any_article(nodes: tuple[Node, ...], format: str) -> None:
    audit = audit_text(render(nodes, format).source, format)
    assert Reader(page(audit, all=True)).figures == [mention.shown for mention in audit.mentions]


def test_nothing_of_an_article_becomes_markup() -> None:
    reader = Reader(page(audit_text(HOSTILE, "markdown")))
    assert [tag for tag, _ in reader.tags if tag in ("script", "img")] == ["script"]
    assert not [name for _, values in reader.tags for name in values if name.startswith("on")]
    links = [values["href"] or "" for tag, values in reader.tags if tag == "a" and "href" in values]
    assert all(link.startswith(("#", "https://harrow.example/")) for link in links)
    assert "{{ total }}" in page(audit_text(HOSTILE, "markdown"))


def test_the_page_loads_nothing() -> None:
    text = page(made(), made("Nothing.\n", "none.md"))
    reader = Reader(text)
    assert not [tag for tag, values in reader.tags if tag in ("link", "img", "iframe") or "src" in values]
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_ids_are_given_once_and_links_lead_to_them() -> None:
    reader = Reader(page(made(), made(name="other.md"), all=True))
    ids = [values["id"] for _, values in reader.tags if "id" in values]
    assert len(ids) == len(set(ids))
    wanted = {values["href"][1:] for _, values in reader.tags if (values.get("href") or "").startswith("#")}
    described = {values["aria-describedby"] for _, values in reader.tags if "aria-describedby" in values}
    assert wanted | described <= set(ids)


def test_cells_stand_in_their_columns_whatever_is_merged_or_empty() -> None:
    source = (
        "<table><tr><th rowspan=2>Pump</th><th colspan=2>Lift</th></tr><tr><th>2024</th><th>2025</th></tr>"
        "<tr><td>Orla</td><td></td><td><p>dry</p><p>wet</p></td></tr></table>"
    )
    rows = re.findall(r"<tr>.*?</tr>", page(audit_text(source, "html")))
    plain = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", re.sub(r"</?(?:a|sup|span)\b[^>]*>", "", row)) for row in rows]
    assert plain == [["Pump", "Lift", ""], ["", "2024", "2025"], ["Orla", "", "dry<br>wet"]]


def test_what_shows_its_own_mark_gets_no_other() -> None:
    text = page(audit_text("It costs $5[^1].\n\n1. one\n2. two\n\n- three\n\n[^1]: Vale Institute.\n", "markdown"))
    assert re.findall(r'<li class="level-1( numbered)?">', text) == [" numbered", " numbered", ""]
    assert '<p class="note">[^1]: Vale Institute.</p>' in text


def test_an_article_without_figures_has_no_list_of_them() -> None:
    assert "<aside" not in page(audit_text("Nothing."))
    assert page(audit_text("Nothing."), audit_text("It costs $5.")).count("<aside") == 1


def test_several_articles_have_an_index_and_one_has_none() -> None:
    assert "<nav" in page(made(), made(name="other.md"))
    assert "<nav" not in page(made())


def test_labels_choose_what_is_marked() -> None:
    labels = {m.label.value for m in made().figures if m.label}
    for label in sorted(labels):
        marked = set(re.findall(r'<li class="mark (\w+)">', page(made(), labels=frozenset({label}))))
        assert marked == {label}


def test_without_jinja_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    html._environment.cache_clear()  # templates of an earlier test
    with pytest.raises(MissingExtraError, match=r"pip install 'figtag\[html\]'"):
        page(made())


@given(st.text(max_size=60))
def test_any_text_is_a_page(text: str) -> None:
    audit = audit_text(text)
    assert len(Reader(page(audit)).figures) == len(audit.figures)


def test_a_page_of_many_articles_is_joined_of_those_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    audits = [audit_text(f"Harrow Labs said it costs ${number}.") for number in range(1, 6)]
    whole = page(*audits)
    monkeypatch.setattr("figtag.report.html.Later", lambda: Later(held=10))
    assert page(*audits) == whole
    ids = [attrs["id"] for _, attrs in Reader(whole).tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if id in ("a1", "a5-f1", "a6")] == ["a1", "a5-f1"]


def test_no_control_character_of_an_article_reaches_the_page() -> None:
    text = "".join(map(chr, {*range(32), *range(0x7F, 0xA0)} - {*map(ord, "\t\n\r\f")}))
    found = page(audit_text(f"It costs $5{text} a day."))
    assert not set(text) & set(found)
    assert "\x1b" not in page(made(name="a\x1b[31m.md"))
    assert "$5" in Reader(found).figures
