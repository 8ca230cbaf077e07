"""The JSON Schema of the tables is that of the models, and the shipped tables keep to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from figtag.tables.load import table_paths
from figtag.tables.models import schema, schema_text

SCHEMA = Path(__file__).parents[2] / "schemas" / "tables.schema.json"


def test_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", table_paths(), ids=lambda path: path.name)
def test_tables_validate(path: Path) -> None:
    validator = pytest.importorskip("jsonschema").Draft202012Validator(schema())
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    assert not [error.message for error in validator.iter_errors(content)]
