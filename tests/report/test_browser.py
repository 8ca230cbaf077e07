"""The HTML report in a real browser; skipped where Debian's chromium and chromium-driver are not installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from figtag import audit_text
from figtag.report import Options, form

BROWSER, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="chromium and chromedriver are not installed")

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
)
ARTICLE = """# Heat pumps

Suppose a **substation** feeds 10,000 homes. The pumps draw 85 MW.

| Model | Power |
|---|---|
| Orla 7 | 7.2 kW |

- According to [Harrow Labs](https://harrow.example/heat), prices fell by 12%.
- It could cost $9,000 per home.
- It is projected to cost about 4 million euros.
"""
SHADES = ("light", "dark")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    """A browser without a window."""
    options = ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def report(tmp_path: Path, browser: Chrome) -> Iterator[str]:
    """The address of a report on two articles, after which the browser is as it was."""
    path = tmp_path / "report.html"
    audits = [audit_text(ARTICLE, "markdown"), audit_text("Nothing at all.")]
    path.write_text("".join(form("html")(audits, Options())), encoding="utf-8")
    yield path.as_uri()
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.set_window_size(1300, 900)


def open_page(browser: Chrome, address: str, shade: str = "light") -> None:
    """Load a page afresh in a colour scheme."""
    media = {"features": [{"name": "prefers-color-scheme", "value": shade}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get("about:blank")
    browser.get(address)


def one(browser: Chrome, selector: str) -> WebElement:
    """The first element of a selector."""
    return browser.find_element(By.CSS_SELECTOR, selector)


def all_of(browser: Chrome, selector: str) -> list[WebElement]:
    """All elements of a selector."""
    return browser.find_elements(By.CSS_SELECTOR, selector)


def figure(browser: Chrome, words: str) -> WebElement:
    """The marked figure of an article that reads so."""
    return next(each for each in all_of(browser, "article .figure") if each.text.startswith(words))


def test_marks_are_where_the_offsets_say(browser: Chrome, report: str) -> None:
    open_page(browser, report)
    shown = [each.shown for each in audit_text(ARTICLE, "markdown").figures]
    marked = [each.text for each in all_of(browser, "article .figure")]
    assert [text.partition("\n")[0].split(" (")[0].rstrip("SEHU") for text in marked] == shown
    cell = one(browser, "table td .figure")
    assert cell.text.startswith("7.2 kW")


def test_nothing_is_asked_from_anywhere_and_nothing_is_complained_of(browser: Chrome, report: str) -> None:
    browser.get_log("performance")
    open_page(browser, report)
    figure(browser, "85 MW").click()
    asked = [
        line["message"] for line in browser.get_log("performance") if "Network.requestWillBeSent" in line["message"]
    ]
    assert all(f'"url":"{report}' in message or '"url":"about:blank"' in message for message in asked)
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("script", [True, False])
def test_a_chosen_figure_shows_the_words_that_decided_it(browser: Chrome, report: str, script: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
    open_page(browser, report)
    lit = [each for each in all_of(browser, ".cue") if each.value_of_css_property("outline-style") == "solid"]
    assert lit == []
    figure(browser, "10,000").click()
    lit = [each.text for each in all_of(browser, ".cue") if each.value_of_css_property("outline-style") == "solid"]
    assert lit == ["Suppose"]
    assert len(all_of(browser, ".connection path")) == script


def test_a_figure_under_the_keys_or_the_pointer_tells_its_story(browser: Chrome, report: str) -> None:
    open_page(browser, report)
    one(browser, "body").send_keys("j")
    card = one(browser, "#a1-f1-card")
    assert card.is_displayed()
    assert "hypothetical: “Suppose”" in card.text
    one(browser, "body").send_keys("j")
    assert not card.is_displayed()
    assert one(browser, "#a1-f2-card").is_displayed()


@pytest.mark.parametrize("script", [True, False])
def test_labels_are_filtered_by_a_key(browser: Chrome, report: str, script: bool) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
    open_page(browser, report)
    listed = all_of(browser, ".list .sourced")
    assert [each.is_displayed() for each in listed] == [True]
    one(browser, "#show-sourced").send_keys(" ")
    assert [each.is_displayed() for each in listed] == [False]
    assert figure(browser, "12%").value_of_css_property("background-color") == "rgba(0, 0, 0, 0)"
    assert all(each.is_displayed() for each in all_of(browser, ".list .hypothetical"))


def test_the_list_can_be_searched(browser: Chrome, report: str) -> None:
    open_page(browser, report)
    one(browser, ".search").send_keys("orla")
    assert [each.text.partition(" ")[0] for each in all_of(browser, ".list li") if each.is_displayed()] == ["7.2"]


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("width", [1300, 480])
def test_no_serious_fault_of_accessibility(browser: Chrome, report: str, shade: str, width: int) -> None:
    browser.set_window_size(width, 900)
    open_page(browser, report, shade)
    faults = [fault for fault in Axe().run(browser)["violations"] if fault["impact"] in ("serious", "critical")]
    assert faults == []


@pytest.mark.parametrize("width", [1300, 700, 480])
def test_no_page_scrolls_sideways(browser: Chrome, report: str, width: int) -> None:
    browser.set_window_size(width, 900)
    open_page(browser, report)
    root = "document.documentElement"
    assert browser.execute_script(f"return {root}.scrollWidth <= {root}.clientWidth")
