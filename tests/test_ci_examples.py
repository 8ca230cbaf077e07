"""The files of docs/examples, as far as they can be run without a server: they parse, and their commands work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with articles, and ``figtag`` on the path."""
    shutil.copytree(ROOT / "seeds", tmp_path / "articles", ignore=shutil.ignore_patterns("gold"))
    program = tmp_path / "figtag"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m figtag "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(command: str, desk: Path) -> subprocess.CompletedProcess[bytes]:
    """Run a command as the examples do, in a shell."""
    path = os.pathsep.join((str(desk), os.environ.get("PATH", "")))
    more = {"PATH": path, "PYTHONPATH": str(ROOT), "GITHUB_STEP_SUMMARY": str(desk / "summary.md")}
    return subprocess.run(command, shell=True, cwd=desk, env=os.environ | more, capture_output=True)


def read(name: str) -> Any:
    """A file of examples."""
    return yaml.safe_load((EXAMPLES / name).read_text(encoding="utf-8"))


def test_github(desk: Path) -> None:
    steps = read("github-workflow.yml")["jobs"]["audit"]["steps"]
    commands = [step["run"] for step in steps if step.get("run", "").startswith("figtag")]
    said = [run(command, desk) for command in commands]
    assert [one.returncode for one in said] == [0, 0, 0]
    assert said[0].stdout.startswith(b"::")
    assert (desk / "summary.md").read_text(encoding="utf-8").startswith("## articles/")
    uploaded = next(step["with"]["sarif_file"] for step in steps if "upload-sarif" in step.get("uses", ""))
    assert json.loads((desk / uploaded).read_bytes())["version"] == "2.1.0"


def test_gitlab(desk: Path) -> None:
    job = read("gitlab-ci.yml")["figures"]
    (command,) = (line for line in job["script"] if line.startswith("figtag"))
    assert run(command, desk).returncode == 0
    assert json.loads((desk / job["artifacts"]["reports"]["codequality"]).read_bytes())


def test_pre_commit(desk: Path) -> None:
    (hook,) = read("pre-commit-config.yaml")["repos"][0]["hooks"]
    said = run(f"{hook['entry']} articles/archive-card.txt", desk)
    assert said.returncode == 1
    assert b"unsupported" in said.stdout
    (desk / "fine.txt").write_text("According to Harrow Labs, the chip draws 400 W.\n", encoding="utf-8")
    assert run(f"{hook['entry']} fine.txt", desk).returncode == 0
