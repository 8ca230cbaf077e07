"""Saves a page as a browser's "Save page" does: ``save.py PAGE SAVED``."""

import sys
from email import message_from_bytes, policy
from pathlib import Path
from shutil import which

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


def main(page: Path, saved: Path) -> None:
    """Open a page in Chromium and write the HTML of its snapshot."""
    options = ChromeOptions()
    for flag in FLAGS:
        options.add_argument(flag)
    options.binary_location = str(which("chromium"))
    driver = Chrome(options=options, service=Service(which("chromedriver")))
    try:
        driver.get(page.resolve().as_uri())
        snapshot = driver.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})["data"]
    finally:
        driver.quit()
    message = message_from_bytes(snapshot.encode(), policy=policy.default)
    part = next(part for part in message.walk() if part["Content-Location"] == page.resolve().as_uri())
    html = part.get_payload(decode=True).decode()
    for address in (page.resolve().parent.as_uri() + "/", "file:///"):
        html = html.replace(address, "https://harrow.example/")
    saved.write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
