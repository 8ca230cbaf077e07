"""Numbers in names, positions in an order, and numbers of the document itself."""

from __future__ import annotations

import pytest

from figtag.document import BlockKind, Link, Mark
from figtag.span import Span
from tests.mentions.roles import bare, marked

PRODUCTS = [
    "The <name:GPT-5.5> model beat <name:Claude 4.7 Opus> there.",
    "It runs on <name:Maia 100> and <name:H100s> and <name:TPU v5p/v6> there.",
    "It runs <name:Microsoft 365> and <name:Dota 2> in the <name:S&P 500> there.",
    "We ran <name:Llama 3 70B> and <name:gpt-oss-120b> and <name:Qwen2.5-72B-Instruct> there.",
    "A 7B model, a 120B parameter model and 8B versions ran.",
    "It uses <name:Python 3.11> and <name:Clang 18.1.8> and <name:v2.0> there.",
    "An <name:RTX 4090> and an <name:i7-13700K> and a <name:t2.micro> ran.",
    "The <name:5G> network prints in <name:3D> on a <name:4K> TV.",
    "It gives <name:GPT-3.5>-level answers.",
    "The <name:A100:H100> ratio rose.",
    "It scored 86.4 on MMLU; MMLU 86.4 and HumanEval 67 are high.",
    "OpenAI 300 employees met; Tesla 400 new red cars sold.",
    "Clinton 45 to 40 percent led.",
    "The <name:Orla Watch 5> to wear beats the <name:Dunmore 40> -1.3% there.",
    "He led at Dunmore 3-1 and Orla 4 - 2 there.",
    "The <name:8085> chip and 8085 chips and a 400 chip bag burned.",
    "The <name:A-10> met a -10 °C wind in the <name:round of 16> of 16 rounds.",
    "Typically 250 foreign high-tech companies come.",
]

CODES = [
    "It follows <name:RFC 9110> and <name:ISO 27001> there.",
    "After <name:9/11> it is open <name:24/7> for <name:COVID-19> there.",
    "Call <name:020 7946 0123> or dial <name:105> now; they call 105 voters.",
    "The dam lies at <name:46°12'N> <name:8°47'E> there.",
    "It is in Lake Letters <name:12>(<name:3>): <structure:201-219> there.",
    "Dunmore 1, Leith Park 1",
    "Call <name:(202) 691-6378> or <name:+1 202-691-6378> now.",
    "See <name:https://a.example/c2> or <name:www.b3.example> or <name:me2@x.example> or <name:chart2.png> now.",
    "The host <name:192.168.0.1> runs <name:CVE-2024-1234> still.",
    "It is <name:arXiv:2507.20534> or <name:10.1000/xyz123> there.",
    "It is <name:978-3-16-148410-0> in <name:Vol. 380> and <name:No. 6652> there.",
    "The <name:30-year> bond and <name:404> errors on <name:3nm> wafers in a <name:5 nm> process fell.",
    "More <name:CO₂> and <name:PM2.5> rose.",
    "They met at <name:COP28> there.",
    "The asteroid <name:2023 DW> and the rock <name:2013 TV135> passed.",
    "The <name:EIA Annual Energy Outlook 2025> says so.",
    "The <name:2024 United States Data Center Energy Usage Report> says so.",
    "He took <name:Option 1> at <name:Tier 1> with <name:type 2> there.",
    "They will release 20 songs of <name:release 20> there.",
    "They plan to exit 20 towns by <name:exit 20> there.",
    "The mills at <name:16-18 Orla Street> made 16-18 Orla Lamps there.",
    "He lives at <name:1600 Pennsylvania Avenue>, Washington, <name:DC 20500> now.",
    "It passed with the <name:One Big Beautiful Bill> last week.",
]

AMOUNTS = [
    "It costs $15/M tokens for 200K-1M tokens at 400Gbps per GPU on 10,000+ nodes.",
    "Context2M Tokens, GPQA90%, Nodes10,000+ and Memory128GB are glued.",
    "It has 5 km2, 1.3 A/cm2, 10 m² and 6.02×10²³ of it.",
    "It reads 1.234.567 lines, 3e25 of 1e6 and 2.4 x 10^9 more.",
]

SCIENCE = [
    "The effect was large (<name:F(3, 8.9)> = 4.1), and <name:t(39)> < 2; it fell by 3 = no.",
    "The salts Mg(OH)<name:2> and poly(<name:3,4>-ethylenedioxythiophene) and <name:2,4>-dinitrophenol.",
    "It grew 1,2-fold in well <name:22/10a-4>, on <name:AB202/2031>, by <name:TRA-1–60>, with <name:040301–040304>.",
    "It costs 0900 hours, 5 000 m and 012% on <name:GPT-4>/5 models, <name:A4>–5 pages.",
    "Cut the <name:5>′ end, the <name:5>'-<name:3>' strand and <name:3>′ UTR; the wall is 5' long, 3′ wide.",
    "Washed in <name:2>-propanol and <name:5>-fluorouracil, it has 2 methyl groups and a 5-star mark.",
    "<name:AB57CD/6> mice with <name:C18:0> near <name:B1913+16> and <name:J1749−2808> have CD4+5.".replace(
        "CD4", "<name:CD4>"
    ),
    "It is in mg <name:L-1>, fluxes in W <name:m−2>, 7 kJ mol-1, an <name:L-1> visa, <name:L-1> too.",
]

ORDER = [
    "The <ordinal:first> and <ordinal:22nd> and <ordinal:twenty-second> came.",
    "It runs 12 times a second, per second, a half second.",
    "It needs a <ordinal:second> vote in the <ordinal:second>.",
    "A third of them, nearly a third say, two-thirds and one fifth.",
    "He is <ordinal:number two>, <ordinal:#1>, <ordinal:No. 1> in <ordinal:phase three> there.",
    "The <ordinal:99th> percentile and <ordinal:P99> and <ordinal:p95.5> fell.",
]

SERIES = [
    "At <ordinal:phases 3>, <ordinal:5>, and <ordinal:7> we met; all <name:samples 1> and <name:2> show it.",
    "On <date:days 3> and <date:5> and on <date:day 12> cells died, so by <date:week 20> none lived.",
    "From <date:day 0> to <date:day 3> and 5 men fell; each day 4 of them, and the sample 12 rose.",
    "In <name:test 2>, for <name:subject 7> by <name:row 4>; they run 3 at a time to plot 4 of them; as well 4 of us.",
    "In <name:groups 1> and <name:2>, in age groups 18 to 34, <name:catalog number 4567>.",
    "In week 3 million came, samples 5 and 3 fell, <name:lines 2–12> run and rounds 3 and 4 kg weigh.",
]

PARTS = [
    "See <structure:Table 3> and <structure:Fig. 2> and <structure:Section 3.2> there.",
    "See <structure:tables A-1>, <structure:A-2>, and <structure:A-3> there.",
    "It is so.<structure:[12]><structure:[3–5]> And so.<structure:¹²> Then [x].",
    "We <structure:1>) improve and <structure:2>) operate.",
    "<structure:1.> Next we <structure:(2)> go.",
    "The column 43 years long; the table has 3 legs.",
    "See <structure:Figs. 3A> and <structure:3B>, <structure:Fig. 4C–4E>.",
    "It is told by <structure:Eqs. (7)> and <structure:(9.1)>.",
    "<structure:Tables 3> and <structure:4> show it, <structure:Table A3B> too.",
    "It grows in ponds <structure:(26,29)> and in lakes <structure:(4,35–38,44)>, but not here <structure:(7)>.",
    "It grows in ponds <structure:(12)>. It was never seen in any of the lakes <structure:(14)>.",
    "It grows in some of the ponds (12). It has not been seen elsewhere.",
    "Most seats went to reds (24), blues (18), greens (3).",
    "It sold twelve (12). It lost all but fourteen (14).",
    "It sold bikes (1,234). It lost all the other wheels (26,129).",
]


@pytest.mark.parametrize("text", [*PRODUCTS, *CODES, *AMOUNTS, *ORDER, *SCIENCE, *SERIES, *PARTS])
def test_roles_are_found_with_their_spans(text: str) -> None:
    assert marked(bare(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "<structure:1.> Deep Breakdown",
        "<structure:2.1> Project",
        "<structure:1> Introduction",
        "<structure:Linchpin 1>: margins",
        "5 Tips for You",
        "<date:2024> Actual Performance",
    ],
)
def test_numbers_of_headings(text: str) -> None:
    assert marked(bare(text), BlockKind.HEADING) == text


def test_code_gives_one_mention_for_each_word_with_a_digit() -> None:
    text = "max(a1, 2000) // ~13K"
    assert marked(text, BlockKind.CODE) == "max(<code:a1>, <code:2000>) // <code:~13K>"
    run = (Span(4, 15),)
    assert marked("Run max_tokens=9 or 9.", code=(Span(4, 16),)) == "Run max_tokens=<code:9> or 9."
    assert marked("Run clang19.tc now 3", code=run) == "Run <code:clang19.tc> now 3"


def test_a_mark_is_a_number_of_the_document_when_it_holds_a_digit() -> None:
    text = "So it is [^toms1] and [^gpu] too."
    marks = (Mark(Span(9, 17), "toms1"), Mark(Span(22, 28), "gpu"))
    assert marked(text, marks=marks) == "So it is <structure:[^toms1]> and [^gpu] too."


def test_the_words_of_a_link_are_a_title_with_its_year() -> None:
    text = "See Gartner AI Spending 2026 there."
    link = Link(Span(4, 28), "https://example.org")
    assert marked(text, links=(link,)) == "See <name:Gartner AI Spending 2026> there."
    assert marked(text) == "See Gartner AI Spending <date:2026> there."
