"""Points and stretches of time, and numbers that only look like them."""

from __future__ import annotations

import pytest

from tests.mentions.roles import bare, marked

CALENDAR = [
    "It opened on <date:Oct. 31> in rain.",
    "It opened on <date:March 29th, 2019> in rain.",
    "It opened on <date:14 Feb 2046> in rain.",
    "Polls ran from <date:Sept. 19 to 22> there.",
    "Polls ran from <date:March 17-20> there.",
    "It was the <date:4th of July> again.",
    "It was <date:May 4th> again.",
    "They may sell 4 of them.",
    "it opened on <date:december 4> but shut on <date:4 june> there.",
    "in june 12 people came; they may 4 times march 4 miles.",
    "GMT <date:17:22> The crew left; a GMTX 17:22 mix.",
    "In June 12 people came.",
    "In July 12% of them left.",
    "On <date:2023-01> and <date:2025-03-09T15:00:00-07:00> it ran.",
    "It is dated <date:2/15/23> or <date:31/12/2024> there.",
    "It is <date:Oct-24> or <date:24-Oct-2023> or <date:May '24> there.",
    "In <date:Q4 2026> and <date:Q3> and <date:H1 2025> and <date:3Q24> it fell.",
    "In <date:FY26> and <date:FY 2025-2034> and <date:fiscal 2026> and <date:FY24E> it fell.",
    "The <date:third quarter> and <date:fourth-quarter> sales and the <date:first half of 2025> fell.",
    "He scored in the <ordinal:second> half.",
    "Sales begin in <date:early 2027>, by the <date:end of 2025>, in the <date:summer of 2017>.",
    "In the <date:1990s>, the <date:mid-2020s>, the <date:21st century> and the <date:late 20th century> it fell.",
    "In the <date:80s> it fell; he is in his 80s.",
    "It lasted from <date:2012-13> to <date:2024–2025> and <date:2028-2030+> too.",
    "It fell in <date:44 BC> and <date:AD 79> too.",
]

YEARS = [
    "In <date:2024> it sold 2000 cars.",
    "By <date:2050> it needs 2000 MW.",
    "Its <date:2003> results and the <date:2008> Olympics were bad.",
    "It costs 12 in <date:1999> dollars.",
    "- <date:2019>: it began",
    "It fell by half (<date:2023>).",
    "Between <date:1346 and 1353> it spread.",
    "In <date:1348> the plague came; by <date:1450> it went.",
    "It was seen in 1350 patients.",
    "It costs $2024 or ~2024 or 2024% of it.",
    "It needs 2000 to 2500 calories.",
    "It rose by 1000–2000 K.",
    "It went from 1000 to 2000 hires.",
    "It begins at 1200 °C.",
    "It reads 2,024 pages.",
]

CLOCK = [
    "It opens at <date:9:30 am> and <date:11pm> and <date:5 o'clock> daily.",
    "It opens at <date:15:00 GMT> daily.",
    "It opens at <date:15:30> daily.",
    "The odds are 3:1 at 16:9 there.",
]

RELATIVE = [
    "It closed <date:four years ago> or <date:two and a half years ago> there.",
    "It grew over the <date:last 20 years> and the <date:next 2-3 years> there.",
    "It grew in the <date:past three or four years> there.",
    "It grew in the <date:first nine months of 2025> there.",
    "In the <date:five years> before the war it grew.",
    "It opened <date:two years> to the day since the vote.",
    "Profit for the <date:three months to December> rose.",
    "Prices in the <date:12 months ending April> rose.",
    "It rose over the <date:six fiscal years from 2031 through 2036> there.",
    "In about <date:23 years>, it may be over.",
    "It was posted <date:3h ago> there.",
    "It took five years before the road opened.",
    "It lasted over 30 years, then 18 months, then after 20 years it fell.",
    "The last 20 cars were red.",
]


@pytest.mark.parametrize("text", [*CALENDAR, *YEARS, *CLOCK, *RELATIVE])
def test_dates_are_found_with_their_spans(text: str) -> None:
    assert marked(bare(text)) == text
