"""Which words reach which figure: small articles with the label of each figure and the words that decided."""

from __future__ import annotations

import pytest

import figtag

# Each case: the text, then (figure, label, deciding words or None) for every counted figure in order.
Expected = list[tuple[str, str, str | None]]

SENTENCES: list[tuple[str, Expected]] = [
    # the borderline cases of the labels' definition, in other words
    ("The racks are linked by fibre (200-400 Gbps).", [("200-400 Gbps", "unsupported", None)]),
    ("Windows range from 200K-1M tokens.", [("200K-1M tokens", "unsupported", None)]),
    (
        "Altman estimated the bill at 'probably something like $300 million' a year.",
        [("$300 million", "sourced", "Altman estimated")],
    ),
    ("The firm is reportedly worth $50B.", [("$50B", "unsupported", "reportedly")]),
    ("Analysts expect $50B in sales.", [("$50B", "estimated", "Analysts expect")]),
    ("Studies show that 90% of projects fail.", [("90%", "unsupported", "Studies show")]),
    (
        "Sales will grow from $5B in 2023 to $9B by 2028, according to PwC.",
        [("$5B", "sourced", "according to PwC"), ("$9B", "sourced", "according to PwC")],
    ),
    ("Nvidia reported revenue of $35B.", [("$35B", "sourced", "Nvidia reported")]),
    ("Nvidia had revenue of $35B.", [("$35B", "unsupported", None)]),
    ("It is up to 40% cheaper.", [("40%", "unsupported", None)]),
    ("Suppose 10 nodes fail.", [("10", "hypothetical", "Suppose")]),
    ("The 400 W chip could draw 700 W.", [("400 W", "unsupported", None), ("700 W", "hypothetical", "could")]),
    # frames
    (
        "If rates fell to 2%, payments would drop by $300.",
        [("2%", "hypothetical", "If"), ("$300", "hypothetical", "If")],
    ),
    ("If you are over 65, you pay $10.", [("65", "unsupported", None), ("$10", "unsupported", None)]),
    ("We assume a load of 50%.", [("50%", "hypothetical", "We assume")]),
    ("LBNL assumed a load of 50 percent.", [("50 percent", "sourced", "LBNL assumed")]),
    ("In the worst case, sales fall by 30%.", [("30%", "hypothetical", "worst case")]),
    (
        "Let's say your ratio is 3 to 1. That means you make $3 for each sale.",
        [("3 to 1", "hypothetical", "Let's say"), ("$3", "hypothetical", "Let's say")],
    ),
    ("Will the price drop by two-thirds by 2030?", [("two-thirds", "hypothetical", "?")]),
    # attribution
    ("The company said sales rose 8%.", [("8%", "sourced", "The company said")]),
    ("Sales rose 8%, the Bureau of Labor Statistics said.", [("8%", "sourced", "Bureau of Labor Statistics said")]),
    (
        "Peter Kellner, a former pollster for YouGov, calculates that 600,000 voters have died.",
        [("600,000", "sourced", "Peter Kellner, a former pollster for YouGov, calculates")],
    ),
    (
        "Dell said it sold 12 vans, while Ford sold 40 vans.",
        [("12", "sourced", "Dell said"), ("40", "unsupported", None)],
    ),
    ("He won 38 percent in a new Fox News poll.", [("38 percent", "sourced", "in a new Fox News poll")]),
    ("Experts say that 90% of projects fail.", [("90%", "unsupported", "Experts say")]),
    ("A rate of 60% has been suggested by the historian Ole Berg.", [("60%", "sourced", None)]),
    ("The rate of 60% was lowered by the historian Ole Berg.", [("60%", "unsupported", None)]),
    ("We measured 350 W at the wall.", [("350 W", "sourced", "We measured")]),
    ("Our survey ran for two weeks.", [("two weeks", "sourced", "Our survey")]),
    ("The market is worth $9B (MarketsandMarkets).", [("$9B", "sourced", "(MarketsandMarkets)")]),
    ("The market is worth $9B (Smith et al., 2024).", [("$9B", "sourced", "(Smith et al., 2024)")]),
    ("The market for tools (AWS) is worth $9B.", [("$9B", "unsupported", None)]),
    ("Prices fell by 99.7% -- J.P. Morgan", [("99.7%", "sourced", "-- J.P. Morgan")]),
    # estimates and their reach
    (
        "The lamp is projected to reach 90%, ahead of the candle (estimated at 88%).",
        [("90%", "estimated", "is projected to"), ("88%", "estimated", "estimated at")],
    ),
    (
        "Sales are expected to be $13 billion, against $12 billion a year ago.",
        [("$13 billion", "estimated", "are expected to"), ("$12 billion", "unsupported", None)],
    ),
    ("Prices are projected to rise; the chip draws 400 W.", [("400 W", "unsupported", None)]),
    (
        "Lamps, with estimates of 93% and 92% respectively, trail.",
        [("93%", "estimated", None), ("92%", "estimated", None)],
    ),
    ("The $50B company is expected to move.", [("$50B", "unsupported", None)]),
    ("An expected 100,000 people will march.", [("100,000", "estimated", "An expected")]),
    ("I would guess that 3,000 people came.", [("3,000", "estimated", "I would guess")]),
]

MARKDOWN: list[tuple[str, Expected]] = [
    ("Energy Agency data and EIA projections:\n\n- Coal: 60 TWh\n", [("60 TWh", "sourced", None)]),
    ("## Estimates\n\n- Coal: 60 TWh\n", [("60 TWh", "estimated", "Estimates")]),
    (
        "| Metric | 2023 | 2030 Projection |\n|---|---|---|\n| Sales | $8 billion | $9 billion |\n",
        [("$8 billion", "unsupported", None), ("$9 billion", "estimated", "Projection")],
    ),
    (
        "| Metric | Bull case | Actual |\n|---|---|---|\n| Sales | $8 billion | $9 billion |\n",
        [("$8 billion", "hypothetical", "Bull case"), ("$9 billion", "unsupported", None)],
    ),
    (
        "- Wind: 8 TWh\n- Coal: 9 TWh\n\nSource: Energy Agency\n",
        [("8 TWh", "sourced", "Source: Energy Agency"), ("9 TWh", "sourced", "Source: Energy Agency")],
    ),
    ("Wind made 8 TWh.\n\nOriginal source: Energy Daily\n", [("8 TWh", "unsupported", None)]),
    (
        "It fell by 12% [^1] and then by 13%.\n\n[^1]: Energy Agency, report.\n",
        [("12%", "sourced", "[^1]"), ("13%", "unsupported", None)],
    ),
    ("Sales rose by 12% ([report](https://example.org/r)).", [("12%", "sourced", None)]),
    ("[Teensy](https://example.org/t) boards poll at 1000 Hz.", [("1000 Hz", "unsupported", None)]),
    (
        "All figures are illustrative.\n\n## Costs\n\nA seat costs $40.\n",
        [("$40", "hypothetical", "illustrative")],
    ),
    (
        "> We cut the cost by a factor of 10 in five years.\n> -- Sam Altman, a conference\n",
        [("factor of 10", "sourced", None), ("five years", "sourced", None)],
    ),
    # a release of statistics goes on with its shares, not with what was expected
    (
        "Pay rose 4%, the Bureau of Labor Statistics said.\n\nIt was up 3% in shops.\n\nEconomists had expected 2%.\n",
        [("4%", "sourced", None), ("3%", "sourced", None), ("2%", "estimated", "expected")],
    ),
]


def found(audit: figtag.Audit) -> Expected:
    return [
        (mention.shown, str(mention.label), mention.evidence[0].text if mention.evidence else None)
        for mention in audit.figures
    ]


def matches(audit: figtag.Audit, expected: Expected) -> None:
    said = found(audit)
    assert [(figure, label) for figure, label, _ in said] == [(figure, label) for figure, label, _ in expected]
    for (figure, _, words), (_, _, wanted) in zip(said, expected, strict=True):
        if wanted is not None:
            assert words == wanted, figure


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:40] for text, _ in SENTENCES])
def test_sentences(text: str, expected: Expected) -> None:
    matches(figtag.audit_text(text), expected)


@pytest.mark.parametrize(("text", "expected"), MARKDOWN, ids=[text[:40] for text, _ in MARKDOWN])
def test_blocks(text: str, expected: Expected) -> None:
    matches(figtag.audit_text(text, format="markdown"), expected)


def test_a_quotation_over_several_sentences_has_one_speaker() -> None:
    text = '"We sold 900 cars. Another 40 vans went," said Moya. The lot holds 70 cars.'
    matches(
        figtag.audit_text(text),
        [("900", "sourced", None), ("40", "sourced", None), ("70", "unsupported", None)],
    )


def test_a_pronoun_takes_the_last_source_by_name() -> None:
    audit = figtag.audit_text("Dell said sales rose. It added that it sold 12 cars.")
    (figure,) = audit.figures
    assert figure.source is not None
    assert figure.source.name == "Dell"


def test_a_citing_link_gives_its_address() -> None:
    audit = figtag.audit_text("A [Gartner](https://example.org/g) report found 12%.", format="markdown")
    (figure,) = audit.figures
    assert figure.source is not None
    assert figure.source.url == "https://example.org/g"
