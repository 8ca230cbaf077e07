"""Tables load from TOML or from the cache, alike; a bad file says what to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import figtag
from figtag import cache as caching
from figtag.tables import TablesError, load_tables
from figtag.tables import load as loading
from figtag.tables.load import read_table

ROW = """
[[unit]]
id = "own.snark"
unit = "snark"
kind = "beast"
words = ["snark", "snarks"]
define = ["snark = [snark]"]
why = "A beast that a crew of ten can hunt."
yes = [{ text = "They hunted {3 snarks} at sea, one snark a day.", means = "3 snark" }]
no = [{ text = "The snark ate {3 kg} of jam.", means = "3 kilogram" }]
"""
HEAD = 'format = 1\nfamily = "own"\n'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache directory."""
    monkeypatch.setattr(caching, "directory", lambda: tmp_path / "cache")
    load_tables.cache_clear()
    yield tmp_path / "cache"
    load_tables.cache_clear()


def same(one, other) -> bool:
    return (one.cues, one.units, one.words) == (other.cues, other.units, other.words)


def again():
    load_tables.cache_clear()
    return load_tables()


def test_cache_holds_the_same_rows(cache: Path) -> None:
    first = load_tables()
    (kept,) = cache.iterdir()
    changed = kept.stat().st_mtime_ns
    assert same(first, again())
    assert kept.stat().st_mtime_ns == changed


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff\xfe\x00", b"{}", b"[]", b"null", b'{"key": 1, "rows": {}}', b"[" * 100_000],
    ids=["empty", "bytes", "object", "list", "null", "key", "deep"],
)
def test_damaged_cache_is_made_anew(cache: Path, damage: bytes) -> None:
    first = load_tables()
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert same(first, again())
    assert kept.read_bytes() == whole


def test_cut_rows_are_made_anew(cache: Path) -> None:
    first = load_tables()
    (kept,) = cache.iterdir()
    content = json.loads(kept.read_bytes())
    del content["units"][0]["kind"]
    content["cues"][0]["gives"] = "no such kind"
    kept.write_text(json.dumps(content), encoding="utf-8")
    assert same(first, again())


def test_no_place_for_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(caching, "directory", lambda: tmp_path / "file" / "cache")
    assert again().units
    load_tables.cache_clear()


def test_a_cache_is_read_and_nothing_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    load_tables()
    monkeypatch.setattr(loading, "read_table", lambda path, data: pytest.fail(f"{path} is read though it is kept"))
    assert again().units


def test_old_caches_go(cache: Path, tmp_path: Path) -> None:
    for number in range(caching.KEPT + 3):
        path = tmp_path / f"own{number}.toml"
        path.write_text(HEAD.replace("own", f"own{number}") + ROW.replace("own.", f"own{number}."), encoding="utf-8")
        load_tables(extra=(path,))
    assert len(list(cache.iterdir())) == caching.KEPT


def test_a_row_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(HEAD + ROW, encoding="utf-8")
    tables = load_tables(extra=(path,))
    assert tables.units[-1].id == "own.snark"
    audit = figtag.audit_text("They saw 40 snarks.", tables=tables)
    assert [mention.unit for mention in audit.figures] == ["snark"]


def test_unknown_language() -> None:
    with pytest.raises(TablesError, match="no tables"):
        load_tables("xx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("format = ", "Invalid value"),
        (HEAD, "rows of one kind"),
        (HEAD.replace("1", "2") + ROW, "format: Input should be 1"),
        (HEAD + ROW.replace("why =", "because ="), "own.snark: why: Field required"),
        (HEAD + ROW.replace("A beast that a crew of ten can hunt.", "A beast."), "own.snark: why: .*at least 20"),
        (HEAD + ROW.replace('"own.snark"', '"snark"'), "snark: id: .*pattern"),
        (HEAD + ROW.replace('"own.snark"', '"other.snark"'), "begin it with 'own'"),
        (HEAD + ROW.replace('"own.snark"', "7"), "7: id: .*string"),
        (HEAD + ROW.replace('words = ["snark", "snarks"]', ""), "own.snark: words, symbols or before"),
        (HEAD + ROW + "colour = 7\n", "own.snark: colour: Extra"),
        (HEAD + ROW + 'alone = "sometimes"\n', "own.snark: alone: Input should be"),
        (HEAD + ROW.replace(', means = "3 kilogram"', ""), "own.snark: .*means"),
        (HEAD + ROW.split("no =")[0], "own.snark: no: Field required"),
        (HEAD + ROW.split("yes =")[0] + "yes = []\nno = []\n", "own.snark: yes: .*at least 1 item.*and 1 more"),
        ("unit = 3\n" + HEAD, "unit: Input should be a valid tuple"),
    ],
)
def test_faults_are_said(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "own.toml"
    with pytest.raises(TablesError, match=f"own.toml: .*{said}"):
        read_table(path, content.encode())


def test_same_id_twice(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(HEAD + ROW + ROW, encoding="utf-8")
    with pytest.raises(TablesError, match=r"own\.snark: this id stands in two rows"):
        load_tables(extra=(path,))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="No such file"):
        load_tables(extra=(tmp_path / "none.toml",))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(TablesError, match="codec"):
        read_table(tmp_path / "own.toml", b"\xff\xff")
