"""Law 4: a cue reaches what it must and nothing else, and the strongest cue that reaches decides."""

from __future__ import annotations

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

import figtag
from tests.laws.articles import FORMATS, PLAIN, Heading, Paragraph, Table, mark, render
from tests.laws.budget import FEW
from tests.laws.numbers import Written, simple

NAMES = ("IDC", "Goldman Sachs", "Maria Lindqvist", "the World Bank", "Statistics Norway")

DATA = (
    ("the depot", "needed", "need"),
    ("the harbour", "reached", "reach"),
    ("the mill", "used", "use"),
    ("the museum", "lost", "lose"),
    ("the bridge", "carried", "carry"),
)
"""Subjects with a verb in the past and as it stands after an auxiliary."""

Clause = tuple[str, str, str]

clauses = st.sampled_from(DATA)
two_clauses = st.permutations(DATA).map(lambda drawn: (drawn[0], drawn[1]))
names = st.sampled_from(NAMES)
numbers = simple()

FRAMES = ("In a worst-case scenario, {past}.", "Suppose {past}.", "Imagine that {past}.", "Let's say {past}.")
ATTRIBUTIONS = (
    "According to {name}, {past}.",
    "{Past}, according to {name}.",
    "{Name} reported that {past}.",
    "{Name} said {past}.",
    "{Name} found that {past}.",
)
ESTIMATES = (
    "It is estimated that {past}.",
    "{Subject} is projected to {base} {number}.",
    "{Subject} is expected to {base} {number}.",
    "{Subject} probably {verb} {number}.",
    "{Subject} {verb} an estimated {number}.",
)
POSSIBILITIES = (
    "{Subject} could {base} {number}.",
    "{Subject} might {base} {number}.",
    "{Subject} may {base} {number}.",
)
FLAT = ("{Past}.",)
VAGUE = ("Reportedly, {past}.", "Studies show that {past}.", "Experts say {past}.")

KINDS = {
    "hypothetical": (*FRAMES, *POSSIBILITIES),
    "sourced": ATTRIBUTIONS,
    "estimated": ESTIMATES,
    "unsupported": (*FLAT, *VAGUE),
}


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def say(template: str, clause: Clause, number: Written, name: str = "IDC") -> str:
    """A sentence that says a number of a subject, in the way of a template."""
    subject, verb, base = clause
    past = f"{subject} {verb} {mark(number)}"
    return template.format(
        past=past,
        Past=capital(past),
        subject=subject,
        Subject=capital(subject),
        verb=verb,
        base=base,
        number=mark(number),
        name=name,
        Name=capital(name),
    )


def labels(*sentences: str, format: str = "text") -> list[str | None]:
    """The labels of the marked numbers of a paragraph, in order; None for a number that is not found."""
    article = render((Paragraph(" ".join(sentences)),), format)
    return labels_at(article.source, article.numbers, format)


def labels_at(source: str, spans: tuple[tuple[int, int], ...], format: str) -> list[str | None]:
    note(source)
    audit = figtag.audit_text(source, format=format)
    found = []
    for start, end in spans:
        touching = [m for m in audit.mentions if m.start < end and start < m.end]
        found.append(touching[0].label.value if touching and touching[0].label else None)
    return found


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("label", "template"), [(label, each) for label, all in KINDS.items() for each in all])
@FEW
@given(clause=clauses, number=numbers, name=names)
def test_a_cue_gives_its_label(
    format: str, label: str, template: str, clause: Clause, number: Written, name: str
) -> None:
    assert labels(say(template, clause, number, name), format=format) == [label]


@pytest.mark.parametrize("template", [*FRAMES, *ATTRIBUTIONS, *ESTIMATES, *POSSIBILITIES])
@FEW
@given(both=two_clauses, one=numbers, other=numbers, name=names)
def test_a_cue_changes_nothing_before_its_sentence(
    template: str, both: tuple[Clause, Clause], one: Written, other: Written, name: str
) -> None:
    first, second = say("{Past}.", both[0], one), say(template, both[1], other, name)
    assert labels(first, second)[0] == "unsupported"


@pytest.mark.parametrize("template", [*ESTIMATES, *POSSIBILITIES])
@FEW
@given(both=two_clauses, one=numbers, other=numbers)
def test_an_estimate_changes_nothing_after_its_sentence(
    template: str, both: tuple[Clause, Clause], one: Written, other: Written
) -> None:
    assert labels(say(template, both[0], one), say("{Past}.", both[1], other))[1] == "unsupported"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("template", [*FRAMES, *ATTRIBUTIONS, *ESTIMATES, *POSSIBILITIES])
@FEW
@given(both=two_clauses, one=numbers, other=numbers, name=names, neutral=st.sampled_from(PLAIN))
def test_a_cue_does_not_cross_a_heading(
    format: str, template: str, both: tuple[Clause, Clause], one: Written, other: Written, name: str, neutral: str
) -> None:
    nodes = (
        Heading(1, "Notes on the Mill"),
        Paragraph(say(template, both[0], one, name)),
        Heading(1, "What the Town Keeps"),
        Paragraph(f"{neutral} {say('{Past}.', both[1], other)}"),
    )
    article = render(nodes, format)
    assert labels_at(article.source, article.numbers, format)[1] == "unsupported"


JOINTS = (", but {}", "; {}", ", while {}", ", whereas {}", ", although {}")


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("template", [*ESTIMATES, *POSSIBILITIES])
@FEW
@given(both=two_clauses, one=numbers, other=numbers)
def test_a_cue_stops_at_a_contrast(
    joint: str, template: str, both: tuple[Clause, Clause], one: Written, other: Written
) -> None:
    head = say(template, both[0], one).removesuffix(".")
    tail = joint.format(say("{past}", both[1], other))
    expected = "estimated" if template in ESTIMATES else "hypothetical"
    assert labels(f"{head}{tail}.") == [expected, "unsupported"]


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("template", ESTIMATES[1:] + POSSIBILITIES)
@FEW
@given(both=two_clauses, one=numbers, other=numbers)
def test_a_cue_after_a_contrast_does_not_reach_back(
    joint: str, template: str, both: tuple[Clause, Clause], one: Written, other: Written
) -> None:
    subject = both[1][0]
    tail = joint.format(say(template.replace("{Subject}", "{subject}"), both[1], other))
    assert subject in tail
    assert labels(f"{say('{Past}', both[0], one)}{tail}")[0] == "unsupported"


@pytest.mark.parametrize(
    ("words", "label"), [("estimated at", "estimated"), ("projected at", "estimated"), ("could be", "hypothetical")]
)
@given(both=two_clauses, one=numbers, other=numbers)
def test_a_parenthesis_keeps_its_cue(
    words: str, label: str, both: tuple[Clause, Clause], one: Written, other: Written
) -> None:
    text = f"{say('{Past}', both[0], one)}, ahead of {both[1][0]} ({words} {mark(other)})."
    assert labels(text) == ["unsupported", label]


@given(one=numbers, other=numbers, clause=clauses)
def test_coordinated_figures_share_a_cue(one: Written, other: Written, clause: Clause) -> None:
    subject, _, base = clause
    text = f"{capital(subject)} is projected to {base} {mark(one)} and {mark(other)}."
    assert labels(text) == ["estimated", "estimated"]


@pytest.mark.parametrize("format", FORMATS)
@given(cells=st.lists(st.integers(11, 999), min_size=4, max_size=4), marked=st.integers(0, 3))
def test_a_cue_in_a_cell_stays_in_it(format: str, cells: list[int], marked: int) -> None:
    shown = [f"\ue000{cell} W\ue001" + (" (est.)" if index == marked else "") for index, cell in enumerate(cells)]
    table = Table(("Place", "Summer", "Winter"), (("Mill", *shown[:2]), ("Harbour", *shown[2:])))
    article = render((Paragraph("The table is short."), table), format)
    expected = ["estimated" if index == marked else "unsupported" for index in range(4)]
    assert labels_at(article.source, article.numbers, format) == expected


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("head", "label"),
    [("Estimated Load", "estimated"), ("Projected Load", "estimated"), ("Hypothetical Load", "hypothetical")],
)
@given(cells=st.lists(st.integers(11, 999), min_size=4, max_size=4))
def test_a_head_covers_its_column(format: str, head: str, label: str, cells: list[int]) -> None:
    shown = [f"\ue000{cell} W\ue001" for cell in cells]
    table = Table(("Place", "Length", head), (("Mill", *shown[:2]), ("Harbour", *shown[2:])))
    article = render((Paragraph("The table is short."), table), format)
    assert labels_at(article.source, article.numbers, format) == ["unsupported", label] * 2


@given(clause=clauses, number=numbers, name=names)
def test_a_named_source_makes_a_flat_figure_sourced(clause: Clause, number: Written, name: str) -> None:
    flat = say("{past}", clause, number)
    assert labels(f"{capital(flat)}.") == ["unsupported"]
    assert labels(f"According to {name}, {flat}.") == ["sourced"]
    assert labels(f"{capital(flat)}, according to {name}.") == ["sourced"]


@pytest.mark.parametrize("frame", FRAMES)
@FEW
@given(clause=clauses, number=numbers, name=names, template=st.sampled_from([*FLAT, *ESTIMATES[1:], *POSSIBILITIES]))
def test_a_frame_makes_any_figure_hypothetical(
    frame: str, clause: Clause, number: Written, name: str, template: str
) -> None:
    inner = say(template.replace("{Subject}", "{subject}").replace("{Past}", "{past}"), clause, number)
    assert labels(frame.replace("{past}.", inner)) == ["hypothetical"]


PROJECTED = "{subject} is projected to {base} {number}."
COULD = "{subject} could {base} {number}."
REPORTEDLY = "{subject} reportedly {verb} {number}."

PAIRS = {
    "frame over source": ("In a worst-case scenario, {past}, according to {name}.", "hypothetical", "hypothetical"),
    "frame over estimate": (f"In a worst-case scenario, {PROJECTED}", "hypothetical", "hypothetical"),
    "frame over possibility": (f"In a worst-case scenario, {COULD}", "hypothetical", "hypothetical"),
    "frame over vague": (f"In a worst-case scenario, {REPORTEDLY}", "hypothetical", "hypothetical"),
    "source over estimate": (f"According to {{name}}, {PROJECTED}", "sourced", "estimated"),
    "source over estimate, verb": ("{Name} estimates that {past}.", "sourced", "estimated"),
    "source over possibility": (f"According to {{name}}, {COULD}", "sourced", "possible"),
    "source over vague": (f"According to {{name}}, {REPORTEDLY}", "sourced", "asserted"),
    "estimate over vague": (f"Reportedly, {PROJECTED}", "estimated", "estimated"),
    "possibility over vague": (f"Reportedly, {COULD}", "hypothetical", "possible"),
    "the nearer: possibility": (f"It is estimated that {COULD}", "hypothetical", "possible"),
    "nothing": ("{Past}.", "unsupported", "asserted"),
}


@pytest.mark.parametrize(("template", "label", "modality"), PAIRS.values(), ids=PAIRS)
@FEW
@given(clause=clauses, number=numbers, name=names)
def test_precedence(template: str, label: str, modality: str, clause: Clause, number: Written, name: str) -> None:
    article = render((Paragraph(say(template, clause, number, name)),), "text")
    start, end = article.numbers[0]
    audit = figtag.audit_text(article.source)
    (mention,) = [m for m in audit.mentions if m.start < end and start < m.end]
    assert (mention.label, mention.modality) == (label, modality), article.source


@given(clause=clauses, number=numbers, other=numbers)
def test_a_hypothetical_thing_is_followed(clause: Clause, number: Written, other: Written) -> None:
    _, verb, _ = clause
    first = f"The hypothetical Zephyr 4 {verb} {mark(number)}."
    second = f"In the spring, Zephyr 4 {verb} {mark(other)}."
    flat = f"The old town {verb} {mark(other)}."
    assert labels(first, second, flat) == ["hypothetical", "hypothetical", "unsupported"]
