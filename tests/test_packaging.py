"""What a wheel holds, and what no file of the project may say."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from itertools import chain
from pathlib import Path

import pytest

import figtag

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]
OUTSIDE = "../" + "shared"
"""Articles beside the checkout, which some tests and measurements read when they are there."""
MAY_NAME_OUTSIDE = ("tests/", "benchmarks/", "docs/")


def tracked() -> list[Path]:
    """The files of the project, as git lists them."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = [name.decode() for name in done.stdout.split(b"\0") if name]
    return [path for path in map(ROOT.joinpath, names) if path.is_file() and not path.is_symlink()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy of what git has, without a network."""
    pytest.importorskip("setuptools")
    folder = tmp_path_factory.mktemp("wheel")
    for path in tracked():
        copy = folder / "source" / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    command += ["--disable-pip-version-check", "--wheel-dir", str(folder), str(folder / "source")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    assert built.name == f"figtag-{figtag.__version__}-py3-none-any.whl"
    return zipfile.ZipFile(built)


def test_wheel_holds_code_tables_and_types(wheel: zipfile.ZipFile) -> None:
    held = set(wheel.namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.py", "*.toml", "*.sql")
        for path in tracked_in_package(pattern)
    }
    assert "figtag/tables/en/cues/frames.toml" in wanted
    assert wanted | {"figtag/py.typed"} <= held
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in held)


def tracked_in_package(pattern: str) -> list[Path]:
    """The files of the package whose names fit a pattern."""
    return [path for path in tracked() if path.is_relative_to(ROOT / "figtag") and path.match(pattern)]


def test_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"figtag", f"figtag-{figtag.__version__}.dist-info"}


def test_licence_is_here() -> None:
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_version_is_one() -> None:
    assert PROJECT["version"] == figtag.__version__
    assert f"## [{figtag.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.+!]*", line) for line in pinned)
    names = {line.partition("==")[0].lower().replace("_", "-") for line in pinned}
    assert "figtag" not in names
    extras = PROJECT["optional-dependencies"]
    for wanted in (*PROJECT["dependencies"], *chain.from_iterable(extras.values())):
        assert re.split(r"[<>=!~ \[]", wanted)[0].lower().replace("_", "-") in names, wanted


def test_no_file_names_what_only_one_workplace_has() -> None:
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_bytes().decode("utf-8", "replace")
        for host in HOSTS:
            assert host not in text, f"{name} names {host}"
        if not name.startswith(MAY_NAME_OUTSIDE):
            assert OUTSIDE not in text, f"{name} names {OUTSIDE}"
