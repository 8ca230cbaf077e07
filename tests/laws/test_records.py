"""Law 5: an audit is what its JSON says, and its JSON is what the schema says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

import figtag
from figtag.report.json import SCHEMA_VERSION
from tests.laws.articles import FORMATS, Node, any_numbers, articles, render
from tests.laws.test_whole import any_text

ROOT = Path(__file__).parents[2]
SEEDS = [path for path in sorted((ROOT / "seeds").iterdir()) if path.is_file()]


@cache
def validator() -> Draft202012Validator:
    """A validator for what ``figtag audit -f json`` prints."""
    schema = json.loads((ROOT / "schemas" / "audit.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def assert_valid(audit: figtag.Audit) -> None:
    """The audit comes back from its JSON, and the schema accepts it."""
    text = audit.model_dump_json()
    back = figtag.Audit.model_validate_json(text)
    assert back == audit
    assert back.model_dump_json() == text
    assert hash(back) == hash(audit)
    report: dict[str, Any] = {"schema_version": SCHEMA_VERSION, "audits": [json.loads(text)]}
    errors = [f"{list(error.absolute_path)}: {error.message}" for error in validator().iter_errors(report)]
    assert errors == []


@pytest.mark.parametrize("format", FORMATS)
@given(nodes=st.one_of(articles(), any_numbers()))
def test_articles(format: str, nodes: tuple[Node, ...]) -> None:
    assert_valid(figtag.audit_text(render(nodes, format).source, format=format))


@pytest.mark.parametrize("format", FORMATS)
@given(text=any_text)
def test_any_text(format: str, text: str) -> None:
    assert_valid(figtag.audit_text(text, format=format))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_seeds(path: Path) -> None:
    assert_valid(figtag.audit(path))


@given(nodes=articles())
def test_records_are_flat_and_of_one_shape(nodes: tuple[Node, ...]) -> None:
    audit = figtag.audit_text(render(nodes, "markdown").source, format="markdown")
    records = audit.to_records(all=True)
    assert len(records) == len(audit.mentions)
    assert len(audit.to_records()) == len(audit.figures) == audit.summary.figures
    for record in records:
        assert record.keys() == records[0].keys()
        assert not any(isinstance(value, (dict, list, tuple)) for value in record.values())


@given(nodes=articles())
def test_an_audit_cannot_be_changed(nodes: tuple[Node, ...]) -> None:
    audit = figtag.audit_text(render(nodes, "text").source)
    with pytest.raises(ValidationError):
        audit.mentions = ()
    for mention in audit.mentions:
        with pytest.raises(ValidationError):
            mention.label = None
