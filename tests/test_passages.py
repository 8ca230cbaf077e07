"""What goes on over sentences and blocks: passages in Markdown, with the label of each counted figure beside it.

``{9 h|s}`` is a figure and its label: (s)ourced, (e)stimated, (h)ypothetical or (u)nsupported.
"""

from __future__ import annotations

import re

import pytest

import figtag

LABELS = {"s": "sourced", "e": "estimated", "h": "hypothetical", "u": "unsupported"}
_MARKED = re.compile(r"\{([^{}|]+)\|([sehu])\}")

PASSAGES = {
    "authors go on to tell what they measured": """
We timed {12|s} copies of the archive. The longest took {9 h|s} and wrote at {80 MB/s|s}.

On the second day it took {7 h|s}.

Such drives cost {$400|u} each. They were on sale for {$300|u}.
""",
    "somebody by name, or a year, ends the account": """
We timed {12|s} copies of the archive. Seagate sold {3 million|u} drives.

We timed {12|s} copies of the archive. The building burnt down in 1931 with {40|u} people in it.
""",
    "what the authors found by chance is no measurement": """
We found a cheaper room. The old one cost {$900|u}.
""",
    "a heading opens the account of the section under it": """
## What we did

The crew fitted {24|s} sensors and drove {36|s} laps.

## The road

The crew of the ministry laid {40 km|u} of it.
""",
    "an example that is reckoned out": """
Worked sums help here.

Example:

- Seats: {40|h}
- Price = {$5|h}

Sales = {40|h} × {$5|h} = {$200|h}

The theatre in our town has 900 places, which makes {900|u} seats to fill on a wet Monday night in March.
""",
    "an example that is only told": """
Example:

- Vans of Dell: {40|u}
- Vans of Ford: {12|u}
""",
    "an assumption goes on where an equation takes up its value": """
Assume {20 million|h} users who look at {50|h} photos a day.

## Traffic

- Views: {20M|h} × {50|h} = {1 billion|h} a day
- A good disk reads {200 MB|u} a second.
- Rate: {1 billion|h} / 86,400 s ≈ {11,600|h} a second
""",
    "an equation of other values": """
Assume {20 million|h} users.

The old site took {8|u} boxes × {$50|u} = {$400|u} a month.
""",
    "a parenthesis with a figure cites nothing": """
The card does {9 PFLOPS|u} at a low precision ({2000 TFLOPS|u}).
""",
}


def marked(passage: str) -> tuple[str, list[tuple[str, int, str]]]:
    """The text without its marks, and where each marked figure stands in it, with its label."""
    text, figures, at = "", [], 0
    for mark in _MARKED.finditer(passage):
        text += passage[at : mark.start()]
        figures.append((mark[1], len(text), LABELS[mark[2]]))
        text += mark[1]
        at = mark.end()
    return text + passage[at:], figures


@pytest.mark.parametrize("name", PASSAGES)
def test_passages(name: str) -> None:
    text, expected = marked(PASSAGES[name].strip())
    audit = figtag.audit_text(text, format="markdown")
    said = {at: str(figure.label) for figure in audit.figures for at in range(figure.start, figure.end)}
    assert [(shown, at, said.get(at)) for shown, at, _ in expected] == expected
