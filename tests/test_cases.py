"""Small cases, one or two for each kind of error that articles in the wild showed, each beside a near miss."""

from __future__ import annotations

import pytest

import figtag
from tests.mentions.roles import bare, marked

ROLES: list[str] = [
    # times of day in timelines, and ratios
    "<date:14:20> - The pumps stop.",
    "<date:14:20> The pumps stop.",
    "Idle for 45 minutes (<date:14:23 - 15:08 UTC>) and (<date:9:05–10:15>).",
    "The mix of 14:20 - a dry one - is 3:1 - 4:1 there.",
    # versions before their line, after a dash, of a series of cards
    "<name:3.5 Sonnet> wrote 4 sonnets.",
    "It claims <name:Gemini 3.7>-level work; Dunmore 3-1 is a score.",
    "<name:Orla IRA 1>- spare; Orla 40 - 20.",
    "<name:GTX 1070> baseline speeds beat 1070 clips; the GTX 1070 clips burned.",
    # two places in an order
    "In <ordinal:Year 6-10> of it; <ordinal:Year 6>-story; 6-10 of them.",
    # amounts after names and designators
    "For Orla 4386 x 0.05 is due on the <name:Orla 43> x axis.",
    "They route 90 to 95 percent by <name:route 90> to town.",
]

# Each case: the format, the text, then (figure, label) for every counted figure in order.
LABELS: list[tuple[str, str, list[tuple[str, str]]]] = [
    # whose data a title names
    ("markdown", "# LLM Price List - Data Reference\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# GPU Survey Data\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# NREL Data Formats\n\n- Small: 40 GB\n", [("40 GB", "unsupported")]),
    ("markdown", "# NREL Survey Results\n\n- Small: 40 GB\n", [("40 GB", "sourced")]),
    ("markdown", "# CBO-based estimates\n\n- Loss: $40 billion\n", [("$40 billion", "sourced")]),
    # parentheses that cite, and those that do not
    ("markdown", "- Barge: 3 kg ([Department of Energy](https://example.org/a))\n", [("3 kg", "sourced")]),
    ("markdown", "- Barge: 3 kg (Stored Energy)\n", [("3 kg", "unsupported")]),
    ("markdown", "Output grew 40-fold (Vale Index, Orla AI).", [("40-fold", "sourced")]),
    ("markdown", "| Tool | Score |\n|---|---|\n| Orla | 26% (Lite) |\n", [("26%", "unsupported")]),
    ("markdown", "| Tool | Score |\n|---|---|\n| Orla | 26% (Statista) |\n", [("26%", "sourced")]),
    ("text", "The card (2000 TFLOPS) ran for 50 hours.", [("2000 TFLOPS", "unsupported"), ("50 hours", "unsupported")]),
    ("text", "The card (Orla, 2000) ran for 50 hours.", [("50 hours", "unsupported")]),
    (
        "markdown",
        "It cost $8B so far (a [second source](https://example.org/a) says $22B).",
        [("$8B", "unsupported"), ("$22B", "sourced")],
    ),
    ("markdown", "It cost $8B so far (see a [source](https://example.org/a)).", [("$8B", "sourced")]),
    ("markdown", "It fell by 40% (source: Vale Index).", [("40%", "sourced")]),
    ("markdown", "It fell by 40% [sources: many of them].", [("40%", "unsupported")]),
    ("markdown", "It costs $40 (per User) or $90 (per Seat).", [("$40", "unsupported"), ("$90", "unsupported")]),
    ("markdown", "Sales fell by 40%. Source: Vale Index.", [("40%", "sourced")]),
    ("markdown", "Sales fell by 40%. The sources: sun and wind.", [("40%", "unsupported")]),
    # what a company goes on to report
    (
        "text",
        "Orla Corp. posted a profit of $9 million. Revenue rose 4% to $80 million. Its shares fell 2%.",
        [("$9 million", "sourced"), ("4%", "sourced"), ("$80 million", "sourced"), ("2%", "unsupported")],
    ),
    (
        "text",
        "Orla Corp. posted a profit of $9 million. Analysts had expected sales of $80 million. Sales fell 4%.",
        [("$9 million", "sourced"), ("$80 million", "estimated"), ("4%", "sourced")],
    ),
    ("text", "Orla Corp. posted a guard. Revenue rose 4%.", [("4%", "unsupported")]),
    ("text", "Orla Corp. said on Tuesday that sales rose 4%.", [("4%", "sourced")]),
    ("text", "It was sold to Orla Corp. Sales rose 4%.", [("4%", "unsupported")]),
    ("text", "Orla raised its full-year guidance to $40 million.", [("$40 million", "sourced")]),
    ("text", "Orla raised $40 million for a forecast tool.", [("$40 million", "unsupported")]),
    # estimates by words beside the figure
    ("text", "Beef: 25 kg a meal (average estimate).", [("25 kg", "estimated")]),
    ("text", "Beef: 25 kg a meal (nobody estimates it).", [("25 kg", "unsupported")]),
    ("text", "We are anticipating growth of 8%.", [("8%", "estimated")]),
    ("text", "Buyers are anticipating the feast of 8 March with 40 ships.", [("40", "unsupported")]),
    ("text", "Common estimation mistakes: to take 5x for the peak.", [("5x", "unsupported")]),
    ("text", "Estimation: 5x for the peak.", [("5x", "estimated")]),
    ("markdown", "- Weight: 310 g\n- Height: 40 mm\n", [("310 g", "unsupported"), ("40 mm", "unsupported")]),
    ("markdown", "- Weight: 30%\n", [("30%", "estimated")]),
    ("text", "The crowd says 4%, but I say 1%.", [("4%", "unsupported"), ("1%", "estimated")]),
    ("text", "It sold 900 boats, beating forecasts that predicted a fall.", [("900", "unsupported")]),
    ("text", "It sold 900 boats, as was predicted.", [("900", "estimated")]),
    ("text", "While it is 26% now, it will likely be lower then.", [("26%", "unsupported")]),
    ("text", "Then 26% of them will likely be lower.", [("26%", "estimated")]),
    ("text", "Consensus estimates had sales at $40 billion.", [("$40 billion", "estimated")]),
    ("text", "The firm paid 40%, the state typically providing 19%.", [("40%", "unsupported"), ("19%", "unsupported")]),
    ("text", "A reasonable guess is 40%, by some estimates 50%.", [("40%", "estimated"), ("50%", "estimated")]),
    ("text", "World demand is set to rise 8%; the dial was set to 9%.", [("8%", "estimated"), ("9%", "unsupported")]),
    (
        "text",
        "It brings potential savings of $40; a potential buyer paid $50.",
        [("$40", "hypothetical"), ("$50", "unsupported")],
    ),
    ("text", "For example, a household that uses 900 kWh pays more.", [("900 kWh", "hypothetical")]),
    ("text", "For example, a fire in Oslo cost $9 million.", [("$9 million", "unsupported")]),
    (
        "text",
        "At $40 a ton, the levy would raise $4 billion.",
        [("$40 a ton", "hypothetical"), ("$4 billion", "hypothetical")],
    ),
    # conditions that are none
    ("text", "If you don't believe that it takes 40 years, read on.", [("40 years", "unsupported")]),
    ("text", "It is unclear if they passed the limit of 40 percent.", [("40 percent", "unsupported")]),
    ("text", "If they pass 40 percent, the law would fall.", [("40 percent", "hypothetical")]),
]


@pytest.mark.parametrize(("form", "text", "expected"), LABELS, ids=[text[:50] for _, text, _ in LABELS])
def test_labels(form: str, text: str, expected: list[tuple[str, str]]) -> None:
    audit = figtag.audit_text(text, format=form)
    assert [(figure.shown, str(figure.label)) for figure in audit.figures] == expected


@pytest.mark.parametrize("text", ROLES)
def test_roles(text: str) -> None:
    assert marked(bare(text)) == text


# Each case: the format, the text, then (figure, low, high, unit) for every counted figure in order.
VALUES: list[tuple[str, str, list[tuple[str, str, str, str]]]] = [
    (
        "text",
        "Its load fell 5.5 points to 82.2 percent.",
        [("5.5 points", "5.5", "5.5", "percentage_point"), ("82.2 percent", "82.2", "82.2", "percent")],
    ),
    ("text", "She won by 5 points to 12 there.", [("5", "5", "5", ""), ("12", "12", "12", "")]),
    (
        "text",
        "It cost $22+ billion and 40+ GB.",
        [("$22+ billion", "22000000000", "None", "USD"), ("40+ GB", "40", "None", "gigabyte")],
    ),
    ("text", "The night fee is 7p per unit.", [("7p per unit", "7", "7", "GBP_penny / unit")]),
    (
        "text",
        "Run 2x 15-minute tests on a 320p clip of 2x 4 there.",
        [("2x", "2", "2", ""), ("15-minute", "15", "15", "minute"), ("4", "4", "4", "")],
    ),
    (
        "text",
        "The gap between 1.8M and 2M users is small.",
        [("1.8M", "1800000", "1800000", ""), ("2M", "2000000", "2000000", "")],
    ),
    (
        "text",
        "Add a safety factor of $900, or a factor of 3.",
        [("$900", "900", "900", "USD"), ("factor of 3", "3", "3", "")],
    ),
    (
        "text",
        "Rail emits 35 g CO₂eq/km, coal 0.9 kg CO2/kWh.",
        [
            ("35 g CO₂eq/km", "35", "35", "gram / kilometer"),
            ("0.9 kg CO2/kWh", "0.9", "0.9", "kilogram / kilowatt_hour"),
        ],
    ),
    (
        "text",
        "It made two quarter-point cuts in rates and won by a half-mile.",
        [
            ("two", "2", "2", ""),
            ("quarter-point", "0.25", "0.25", "percentage_point"),
            ("half-mile", "0.5", "0.5", "mile"),
        ],
    ),
    ("markdown", "| Plan | Monthly $ |\n|---|---|\n| Small | $9 |\n", [("$9", "9", "9", "USD / month")]),
    ("markdown", "| Plan | Monthly $ sales |\n|---|---|\n| Small | $9 |\n", [("$9", "9", "9", "USD")]),
    (
        "markdown",
        "| Plan | Est. tokens/day |\n|---|---|\n| Small | 9,000 |\n",
        [("9,000", "9000", "9000", "token / day")],
    ),
]


@pytest.mark.parametrize(("form", "text", "expected"), VALUES, ids=[text[:50] for _, text, _ in VALUES])
def test_values(form: str, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    figures = figtag.audit_text(text, format=form).figures
    plain = [["None" if bound is None else f"{bound:f}" for bound in (each.low, each.high)] for each in figures]
    assert [(each.shown, *ends, each.unit) for each, ends in zip(figures, plain, strict=True)] == expected
