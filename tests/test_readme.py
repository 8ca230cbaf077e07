"""The two commands of the README: what they set up and what they do then."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.documents import ROOT, Desk, examples

README = ROOT / "README.md"
SET_UP = [example.body.strip().split(" && ") for example in examples(README) if example.language == "bash"]
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_there_are_two() -> None:
    main_job, tests = SET_UP
    assert main_job[-1] == ".venv/bin/figtag audit seeds"
    assert tests[-1] == ".venv/bin/python -m pytest"


@pytest.mark.parametrize("steps", SET_UP, ids=lambda steps: steps[-1])
def test_they_make_an_environment_and_install(steps: list[str]) -> None:
    make, install, _ = steps
    assert make == "python3 -m venv .venv"
    assert install.startswith(".venv/bin/pip install -c constraints.txt -e ")
    assert (ROOT / "constraints.txt").is_file()


def test_the_main_job(tmp_path) -> None:
    done = Desk(tmp_path).run(SET_UP[0][-1].removeprefix(".venv/bin/"))
    assert done.returncode == 0
    for article in sorted(ROOT.glob("seeds/*.*")):
        assert f"seeds/{article.name}" in done.stdout
    assert "figures:" in done.stdout.splitlines()[-2] + done.stdout.splitlines()[-1]


def test_the_tests_can_be_collected() -> None:
    """The tests themselves run this test; CI runs the whole command in a new environment."""
    command = [
        sys.executable,
        *SET_UP[1][-1].split()[1:],
        "--collect-only",
        "-q",
        "--no-header",
        "tests/test_readme.py",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_ci_runs_the_second_command() -> None:
    """Word for word, with its steps on lines of their own."""
    lines = [line.strip() for line in CI.splitlines()]
    places = [min(at for at, line in enumerate(lines) if line.startswith(step)) for step in SET_UP[1]]
    assert places == sorted(places)
