"""Studies that their own authors report: which figures of a paper are first party."""

from __future__ import annotations

import pytest

import figtag

STRUCTURED = {
    "markdown heads": ("## Methods\n\nWe let it rain.\n\n## Results\n\nMoss grew {14 mm}.\n", "markdown"),
    "numbered heads": ("## 2. Methods\n\nIt rained.\n\n## 3. Results\n\nMoss grew {14 mm}.\n", "markdown"),
    "bold heads": ("**Methods.** It rained.\n\n**Results.** Moss grew {14 mm}.\n", "markdown"),
    "one paragraph": ("METHODS: It rained. RESULTS: Moss grew {14 mm}. CONCLUSIONS: It likes rain.", "text"),
    "no mark behind the head": ("Design It rained.\n\nParticipants {30} walkers.\n\nResults They found moss.", "text"),
    "html": ("<h2>Methods</h2><p>It rained.</p><h2>Results</h2><p>Moss grew {14 mm}.</p>", "html"),
    "a table": (
        "## Methods\n\nIt rained.\n\n## Results\n\n| Moss | Growth |\n|---|---|\n| Wet | {14 mm} |\n",
        "markdown",
    ),
    "the sample in the methods": ("METHODS: We let it rain on {30} plots. RESULTS: Moss grew.", "text"),
    "an abstract in prose": ("Abstract: Moss is common. We let it rain. It grew by {14%}.", "text"),
    "prose with statistics": ("In this study it rained. The moss grew {14%} faster than the control group.", "text"),
}

NONE = {
    "an election": ("## Background\n\nA vote was called.\n\n## Results\n\nThe bear party won {14%}.\n", "markdown"),
    "the aims": ("BACKGROUND: Moss covers {14%} of it. METHODS: It rained. RESULTS: Moss grew.", "text"),
    "the conclusions": ("METHODS: It rained. RESULTS: Moss grew. CONCLUSIONS: A park needs {14} plots.", "text"),
    "the design": ("METHODS: It rained for {14 days}. RESULTS: Moss grew.", "text"),
    "before the study in an abstract": ("Abstract: Moss covers {14%} of it. We let it rain.", "text"),
    "prose without statistics": ("In this study it rained. The town has {14} parks.", "text"),
    "a head that goes on": (
        "## Methods of payment\n\nCash.\n\n## Results of the vote\n\nThey won {14%}.\n",
        "markdown",
    ),
}


def label(text: str, format: str) -> tuple[str, str | None]:
    """The label of the figure in braces and the kind of its source."""
    start = text.index("{")
    audit = figtag.audit_text(text.replace("{", "").replace("}", ""), format)
    figure = next(mention for mention in audit.figures if mention.start <= start < mention.end)
    assert figure.label is not None
    return figure.label.value, figure.source.kind.value if figure.source else None


@pytest.mark.parametrize(("text", "format"), STRUCTURED.values(), ids=STRUCTURED)
def test_own_results_are_first_party(text: str, format: str) -> None:
    assert label(text, format) == ("sourced", "first-party")


@pytest.mark.parametrize(("text", "format"), NONE.values(), ids=NONE)
def test_the_rest_of_a_paper_is_not(text: str, format: str) -> None:
    assert label(text, format) == ("unsupported", None)


def test_a_named_source_goes_before_the_authors() -> None:
    text = "METHODS: It rained. RESULTS: Moss grew, and Dell said that it sold {14} vans."
    assert label(text, "text") == ("sourced", "attribution")


def test_a_source_between_ends_the_authors_study() -> None:
    text = "In this study it rained. Dell said it sold vans. Sales were {14%} higher compared with May."
    assert label(text, "text")[1] != "first-party"
