"""Web pages made by ourselves (``files/sites``), as Chromium leaves them once their scripts have run (``.dom``) and as
it saves them (``.saved``); ``files/make.sh`` makes them. What is expected was written down by hand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import figtag

FILES = Path(__file__).with_name("files")

NEWS = [
    ("4,200 cubic metres", "sourced", "Harrow Works"),
    ("85 °C", "sourced", "Harrow Works"),
    ("1,100", "unsupported", None),
    ("900 tons", "hypothetical", None),
    ("18–22%", "estimated", None),
    ("9 metres", "sourced", "Harrow Works"),
    ("€610,000", "unsupported", None),
    ("€740,000", "estimated", None),
    ("€330,000", "unsupported", None),
    ("€330,000", "estimated", None),
    ("€1.2 million", "unsupported", None),
    ("€1.3 million", "unsupported", None),
    ("2%", "sourced", "Tove Lind, Vale Institute"),
    ("two", "hypothetical", None),
]
MANUAL = [
    ("256 KB", "unsupported", None),
    ("3,200", "sourced", "first-party"),
    ("30 s", "unsupported", None),
    ("5", "unsupported", None),
    ("10 000", "unsupported", None),
    ("5 GB", "unsupported", None),
    ("2×10⁶", "unsupported", None),
    ("500 GB", "unsupported", None),
    ("3×10⁶", "unsupported", None),
    ("1 TB", "unsupported", None),
]
BLOG = [
    ("64 km", "sourced", "[1] Orla Cycle Lab, Reach of loaded bikes, 2024."),
    ("40", "estimated", None),
    ("3.6 V", "unsupported", None),
    ("3,500 mAh", "unsupported", None),
    ("ten", "unsupported", None),
    ("five", "unsupported", None),
    ("36 V", "unsupported", None),
    ("5 km", "unsupported", None),
    ("10⁵ J", "unsupported", None),
    ("€4,900", "unsupported", None),
    ("€5,400", "unsupported", None),
    ("48 kg", "sourced", "[2] Weighed by the maker."),
    ("200 kg", "unsupported", None),
    ("20 km a day", "hypothetical", None),
    ("1", "unsupported", None),
]
NEWS_BESIDE = ["3", "1", "10", "7 °C", "22 km/h", "1.4K", "40%", "31,000", "9%", "250", "3", "$900", "5 tons a day"]
NEWS_BESIDE += ["Five", "8 days", "746", "13 months"]
MANUAL_BESIDE = ["3", "2.4", "4.1", "4.2", "1,280", "0.8 seconds"]
BLOG_BESIDE = ["214", "9", "3,000 km", "2", "71 km", "$6,000"]
PAGES = {
    "sites/news.html": None,  # its scripts have not run: no counts, no comments, no dialog
    "news.dom.html": (NEWS, NEWS_BESIDE),
    "news.saved.html": (NEWS, NEWS_BESIDE),
    "manual.dom.html": (MANUAL, MANUAL_BESIDE),
    "sites/manual.html": (MANUAL, MANUAL_BESIDE),
    "blog.dom.html": (BLOG, BLOG_BESIDE),
    "sites/blog.html": (BLOG, BLOG_BESIDE),
}


@cache
def audit(name: str) -> figtag.Audit:
    return figtag.audit(FILES / name)


@pytest.mark.parametrize("name", [name for name, expected in PAGES.items() if expected])
def test_figures_of_the_article_and_beside_it(name: str) -> None:
    article, beside = PAGES[name]
    page = audit(name)
    assert [(one.shown, one.label, one.source and one.source.name) for one in page.figures] == article
    # "4 min read" stands in the article and is minor by itself.
    hidden = [one.shown for one in page.mentions if one.role == "figure" and one.minor and one.shown != "4 min"]
    assert hidden == beside


def test_before_its_scripts_have_run_a_page_has_the_same_article() -> None:
    page = audit("sites/news.html")
    assert [(one.shown, one.label, one.source and one.source.name) for one in page.figures] == NEWS


@pytest.mark.parametrize("name", PAGES)
def test_offsets_lead_into_the_file_as_given(name: str) -> None:
    page = audit(name)
    assert page.document.text == (FILES / name).read_bytes().decode()
    assert all(page.document.text[one.start : one.end] == one.text for one in page.mentions)


@pytest.mark.parametrize(
    ("name", "regions"),
    [
        (
            "news.dom.html",
            "17 figures beside the article not counted, listed by --all; left out: outside the article (lines 4-10, "
            "51-52; 3 figures), page header (lines 11-19; 5 figures), sharing (line 25; 1 figure), advertising (line "
            "35; 1 figure), subscription offer (line 46; 1 figure), related articles (lines 48-49, 53-54; 4 figures), "
            "page footer (line 55), dialog (line 65; 2 figures)",
        ),
        (
            "manual.dom.html",
            "6 figures beside the article not counted, listed by --all; left out: navigation (lines 4-6, 7, 37-41; 5 "
            "figures), page footer (line 42; 1 figure)",
        ),
        (
            "blog.dom.html",
            "6 figures beside the article not counted, listed by --all; left out: page header (line 7; 1 figure), "
            "sharing (line 21), sidebar (lines 30-37; 2 figures), comments (lines 38-41; 3 figures)",
        ),
    ],
)
def test_the_notice_names_the_regions_of_a_page(name: str, regions: str) -> None:
    assert [one.message for one in audit(name).notices if one.code == "left-out"] == [regions]
