"""Tabulate is imported without the modules that tell its version, and still tells it."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOAD = "import sys; sys.modules.pop('importlib.metadata', None); from figtag.report.grid import load_tabulate; "


def said(code: str) -> str:
    """What some code prints in a Python of its own."""
    return subprocess.run([sys.executable, "-c", LOAD + code], capture_output=True, text=True, check=True).stdout


def test_what_is_withheld_is_not_imported_and_comes_back() -> None:
    assert (
        said("load_tabulate(); print('importlib.metadata' in sys.modules, 'email' in sys.modules)") == "False False\n"
    )
    assert said("load_tabulate(); import importlib.metadata as m; print(m.version('click') > '8')") == "True\n"


def test_the_version_of_tabulate_can_be_asked_for() -> None:
    shown = said(
        "tabulate = load_tabulate(); from importlib.metadata import version; "
        "print(tabulate.__version__ == version('tabulate'), hasattr(tabulate, 'nothing'))"
    )
    assert shown == "True False\n"


def test_frames_are_written_as_tables_after_a_report() -> None:
    pytest.importorskip("pandas")
    assert "7" in said("load_tabulate(); import pandas; print(pandas.DataFrame({'a': [7]}).to_markdown())")


def test_nothing_is_withheld_from_other_threads() -> None:
    shown = said(
        "import threading; stop = threading.Event(); threading.Thread(target=stop.wait).start(); load_tabulate(); "
        "stop.set(); print('importlib.metadata' in sys.modules)"
    )
    assert shown == "True\n"
