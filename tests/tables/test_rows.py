"""Every row of the shipped tables is read as its examples say."""

from __future__ import annotations

import pytest

from figtag.tables import load_tables
from figtag.tables.check import AnyRow, check_row, check_tables
from figtag.tables.load import read_table, table_paths

ROWS = [row for path in table_paths() for row in read_table(path, path.read_bytes()).rows]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_examples(row: AnyRow) -> None:
    faults = check_row(row, load_tables())
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", table_paths(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_laws_of_a_file(path) -> None:
    faults = check_tables(path, examples=False)
    assert not faults, "\n".join(faults)


def test_no_phrase_in_two_families() -> None:
    assert not [fault for fault in check_tables(examples=False) if " stands in " in fault]
