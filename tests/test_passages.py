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
    "results without an equation under those with one": """
## Sizing

**Assumptions**

- {500 million|h} messages a day
- {100 bytes|h} a message

**Load**

{500M|h} / 86,400 s = {5,800|h} a second

- Peak: {17,000|h} a second
- A server of ours holds {2 TB|u}.

## Prices

- Disk: {$90|u}
""",
    "an example in one line": """
Example: {8|h} boxes × {$2|h} × {24 h|h} = {$384|h}

Example: the boxes of Dell cost {$2|u}.
""",
    "an example goes on in the next paragraph": """
Assume {20 million|h} users who look at {50|h} photos a day.

Each photo takes {200 KB|h}. That is {1 billion|h} views.

A good disk reads {200 MB|u} a second.
""",
    "a line that stands over paragraphs": """
**Scenario A: slow growth**

Sales grow by {2%|h} a year.

## The past

Sales grew by {3%|u} a year.
""",
    "cases beside each other": """
| Item | Bear | Base | Bull |
|---|---|---|---|
| Sales | {$5B|h} | {$6B|h} | {$8B|h} |

| Item | Base | Large |
|---|---|---|
| Layers | {12|u} | {24|u} |
""",
    "a would about a thing that nobody has met": """
A tariff of {10%|h} on steel would cut output by {2%|h}. Raising it to {30%|h} would cost {4,000|h} jobs.

The tariff of {9%|u} on steel would rise to {12%|h}. A rise in the toll, now {$5|u}, would bring in {$2 million|h}.
""",
    "one step more": """
Every extra {1pp|h} of interest adds {$6|h} to the bill. Each of the {12|u} banks charges {$6|u}.
""",
    "a while at the head of a sentence": """
So while the rate is {26%|u} now, it will likely be {22%|e} by then.
""",
    "the story of a survey goes on over the voices in it": """
Most ferry crews are tired, according to a survey of {2,400|s} sailors by the Hallam Institute.

"I slept {four|s} hours a night," said Nora Blick, a deckhand. "No more."

Among those under {35|s}, the share was {71 percent|s}. Only {9%|s} slept well. A new bunk costs {$400|u}.

The Orla Line lost {12%|u} of its crews. Perhaps {40%|e} will come back.
""",
    "a study goes on in its paragraph": """
A lower dose is enough, a study in the Vale Review found. A higher dose of {300 mg|s} led to {four|s} more nosebleeds.

A pack of pills costs {$5|u}. The drug went on sale in 1998 for {$9|u}.
""",
    "a company's results go on": """
Veltor Holdings on Tuesday reported a profit of {$412 million|s}. Revenue rose {4%|s} to {$3.1 billion|s}. Operating
margin widened to {18.2%|s}. A crowd of {300|u} stood outside.

Veltor Holdings said on Tuesday that it had moved. Revenue rose {4%|u} last year.
""",
    "a release of statistics goes on": """
Employers hired more, the Bureau of Labor Statistics reported. The rate of people without work fell to {4.1 percent|s}.

In October, pay in the mills rose by {3%|s}. A loaf costs {$4|u}. It is thought that {9%|e} will leave.
""",
    "the authors' own survey goes on in the present": """
We surveyed {1,200|s} users. {40%|s} said that they pay. Most ({62%|s}) use it daily. A seat costs {$9|u}.
""",
    "lines under a measurement": """
I tested {five|s} cards. First card: {40 fps|s}. Second card: {60 fps|s}. The third costs {$90|u}.
""",
    "a poll that is only spoken of goes on": """
The poll found that {40%|s} support the plan. Support was highest in the north, at {52%|s}. A ticket costs {$5|u}.
""",
    "credits of several forms": """
Sales were {$9B|s} ([Vale](https://example.org/i)). Costs were {$5B|u} in ([Vale](https://example.org/j)) shops.

Sales were {$9B|s}. (Source: Vale Institute.) Costs were {$5B|u}.

Sales were {$9B|s} (source: Vale Institute), and costs fell. The source of the {9 MW|u} is wind.

Sales were {$9B|s}. [Source](https://example.org/i)
""",
    "a column that names sources": """
| Item | Cost | Source |
|---|---|---|
| Rail | {$9B|s} | Vale Institute |
| Road | {$5B|u} | rough guess |
| Canal | {$4B|u} | Extrapolation |
""",
    "a source does not go on with what is reckoned from it": """
The council said that it sold {40|s} homes. With {900|u} homes a year at that price, it makes {$9 million|u}. It also
expects to sell {70|s} more.
""",
    "what a thing has is no report of it": """
The model has {70 billion|u} parameters. The Vale Institute poll has him at {4 percent|s} in the north.
""",
    "the name of a product reports nothing": """
ABC-4 estimates:

- Score: {90%|e}

ABC estimates:

- Coal: {90 TWh|s}
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
