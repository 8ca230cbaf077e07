"""Who a figure is attributed to: small texts, the figure in braces, and the name of its source, None for none."""

from __future__ import annotations

import pytest

import figtag
from figtag.labels import EvidenceKind
from figtag.sources import is_study
from figtag.sources.source import Source
from figtag.span import Span
from figtag.tables import load_tables

SPEAKERS = [
    # asides between a speaker and the verb
    ("Orla Finch, a hydrologist at the Vale Institute, said the dam lost {40%}.", "Orla Finch"),
    ("Orla Finch, chief engineer of Delta Works, a builder of dams, said the dam lost {40%}.", "Orla Finch"),
    ("Orla Finch, during a visit to Porto, Portugal, said the dam lost {40%}.", "Orla Finch"),
    ("In Lisbon, Portugal, Orla Finch, the minister, said the dam lost {40%}.", "Orla Finch"),
    ("Delta Works, the maker, fell 4%, and Ina Roe, its head, said {40} jobs go.", "Ina Roe"),
    ("Delta cut 9 jobs in Oslo, Norway, Ina Roe, its head, said, and {40} more in May.", "Ina Roe"),
    ("Dr. Orla Finch, 52, who runs the dam, says {40%} of the water is gone.", "Dr. Orla Finch"),
    ("Sam Lowe, the director for the Iowa Water Board said {40} dams leak.", "Sam Lowe"),
    ("The institute's director, Ina Roe, said {40} dams leak.", "Ina Roe"),
    ("But Delta said {40} dams leak.", "Delta"),
    ("The Vale Institute said {40} dams leak.", "Vale Institute"),
    # the speaker after the verb, and one who only looks so
    ('"We lost {40} dams," said the institute\'s director, Ina Roe.', "Ina Roe"),
    ("The dam lost {40%}, said Orla Finch last week.", "Orla Finch"),
    ("The dam lost {40%}, Orla Finch, a hydrologist, told Reuters.", "Orla Finch"),
    ("Ina Roe, the head, said Delta sold {40} dams.", "Ina Roe"),
    # a second verb of the same speaker
    ('"I like dams," Ina Roe said, but added that {40} leak.', "Ina Roe"),
    ("By then, in the years of President Hale, owls had come back and confirmed {68} nests.", None),
    # what only looks like a speaker or a verb
    ("He sent staff to all {11} of the March 1 states last year.", None),
    ("Theresa May said {40} dams leak.", "Theresa May"),
    ("May said {40} dams leak.", "May"),
    ("The club recruited {40} players in June.", None),
    ("They say that men reported {40} thefts.", None),
]

DOCUMENTS = [
    ("A 2019 examination by the nonpartisan Vale Institute found that {40} dams leak.", "Vale Institute"),
    ("An analysis by the Vale Institute of dams since 1970 showed {40} leaks.", "Vale Institute"),
    ("A report released Tuesday by the Vale Institute said {40} dams leak.", "report released Tuesday by the Vale"),
    ("The survey, released in May by the Vale Institute, found {40%} in favour.", "Vale Institute"),
    ("The survey, released in May by mistake, found {40%} in favour.", "The survey"),
    ("The 2023 Fenwick report found that {40%} of dams leak.", "2023 Fenwick report"),
    ("Vale Institute data show that {40%} of dams leak.", "Vale Institute data"),
    ("Data show that {40%} of dams leak.", None),
    ("Some {40%} of dams leak, per Vale Institute data.", "Vale Institute data"),
    ("It costs {$40} per Vale Street house.", None),
    ("During the same time, F.A.A. records show, the jet flew {216} hours.", "F.A.A. records"),
    ("In recent polls from Fenwick and Lund, {40%} of farmers want rain.", "recent polls from Fenwick"),
    ("Shops in Europe report more theft ({40%}) than before.", None),
    ("A study that appeared in Nature found {40%} more theft.", "Nature"),
    ("It follows polls by Fenwick that showed {40%} of farmers want rain.", "polls by Fenwick"),
    ("The ruling in Hale v. Dorn says {40} tons is the limit.", "Hale v. Dorn"),
    ("The dam lost {40%} of its water (source: Vale Institute).", "Vale Institute"),
    ("The price fell to {$20} by spring (Nov 2022 to Oct 2024).", None),
    ("He lost in {two} of the states that he led — Ohio and Utah.", None),
    ("It leads in Ohio, according to Fenwick, where {475} seats are open.", None),
    # people of a body, and people of nowhere in particular
    ("Researchers at the Vale Institute found that {40%} of dams leak.", "Researchers at the Vale Institute"),
    ("Goldman Sachs analysts said the market lost {$40 million}.", "Goldman Sachs analysts"),
    ("South Korean analysts said the market lost {$40 million}.", None),
    ("People in Ohio say the dam lost {40%}.", None),
    ("A spokeswoman for the Vale Institute said {40} dams leak.", "spokeswoman for the Vale Institute"),
]

ANTECEDENTS = [
    ('Mark Hale, 55, works at Delta. "I have {two} dams," he said.', "Mark Hale"),
    ("The jet may fly again, according to the FAA. Mark Hale owns it. It seats {200}, he said.", "Mark Hale"),
    (
        "Ina Roe read records of the Vale Institute. According to the Vale Institute it grew. She said {40} leak.",
        "Ina Roe",
    ),
    ('Paul Ness of the Sleep Council called it solid. "I want {5,000} pupils next time," he said.', "Paul Ness"),
    ("Delta Works is a builder. Its latest report says {40} dams leak.", "Delta Works"),
    ("Delta Works said it grew. Ina Roe, its head, said so too. The company said it sold {40} dams.", "Delta Works"),
    ("Ina Roe, its head, said Delta grew. Then the transit agency said {40} buses broke.", "the transit agency"),
    ("A Fenwick survey found 4 uses. Ina Roe, a farmer, said she knew. The survey showed {40%} in favour.", "Fenwick"),
]

QUOTED = [
    ('Hale is less sure. "It has {12} leaks and nobody cares about any of them at all."', "Hale"),
    ('Hale used the day to demand that farmers "pay for the {12} pumps and all of the pipes too."', "Hale"),
    ('Hale shook his head. "It has {12} leaks and nobody cares," he said.', "Hale"),
    ("Hale is less sure. It has {12} leaks and nobody cares about any of them at all.", None),
    ('At sea, for Hale, it is worse. "The {12} Ways to Lose a Dam and to Get It Back Again" is out.', None),
    ("Hale's claim that {12} dams had failed was false.", "Hale"),
    ("There are {12} dams, by Hale's count.", "Hale"),
    ("There are {12} dams, and Hale's count was wrong.", None),
    ("A Fenwick Times analysis of the votes found {12} errors.", "Fenwick Times"),
    ("A pile of the votes found {12} readers.", None),
    ("Fenwick statistics show {12} leaks.", "Fenwick statistics"),
    ("British statistics show {12} leaks.", None),
    ("Fenwick found Democrats had 8 seats, while Republicans had {12}.", "Fenwick"),
    ("Fenwick found it had 8 seats, while Lund had {12}.", None),
]

STANDING = [
    ("Delta's 10-K is out. Delta's 10-K shows a loss. The company said {40} jobs go.", "Delta (The company)"),
    (
        "Fenwick ran a survey. A Fenwick survey found 4 uses. Pew estimated 9. The report says {40} leak.",
        "Pew (The report)",
    ),
    ("Figures from Fenwick showed a rise of 9. Officials counted {310} cases.", "Officials"),
    ('"Fees are a tax of {9} cents on us all," wrote analyst Cora Quin in her letter.', "Cora Quin"),
    ('Hale said it was sad. "There are {30} beds and more men," said one nurse who gave no name.', None),
    ('Hale said it was sad. "There are {30} beds and more men," said Ina Roe, a nurse.', "Ina Roe"),
]

NOT_SAID = [
    # what stands before the speaker, or between the verb and what is said
    ("Speaking to {40} farmers in Delta, Lund said it was sad.", None),
    ("It cost the town {$40 million}, Lund said on Tuesday.", "Lund"),
    ("Lund told {40} farmers that it was sad.", None),
    ("Lund told the farmers that {40} dams leak.", "Lund"),
    ("Lund said in a {40}-page letter that it was sad.", None),
    ("Lund wrote in a letter that {40} dams leak.", "Lund"),
    ("Lund told {40} jokes.", None),
    ("Lund wrote {40} books.", None),
    ("There are {40} dams, Lund wrote in a letter.", "Lund"),
    ("Hale said nothing as {40} dams broke.", None),
    # a clause of saying inside another
    ("While Lund said it was sad, {40} men left.", None),
    ("While it was sad, Lund said {40} men left.", "Lund"),
    ("Hale, who said little of it, built {40} dams.", None),
    # a noun of saying that says nothing here
    ("Delta's index rose {40} points.", None),
    ("Hale's demand for electricity rose by {40%}.", None),
    ("Delta's estimate was {40} points.", "Delta"),
]

ASKED = [
    ("Ida Poole called for a budget of {$40 million}.", "Ida Poole"),
    ("Ida Poole vowed to spend {$40 million} on dams.", "Ida Poole"),
    ("Ida Poole plans to spend {$40 million} on dams.", None),
    ("Ida Poole urged the council to spend {$40 million} on dams.", "Ida Poole"),
    ("Ida Poole called on {40} farms in May.", None),
]


@pytest.mark.parametrize(("text", "name"), [*SPEAKERS, *DOCUMENTS, *ANTECEDENTS, *QUOTED, *STANDING, *NOT_SAID, *ASKED])
def test_the_source_of_a_figure(text: str, name: str | None) -> None:
    plain = text.replace("{", "").replace("}", "")
    audit = figtag.audit_text(plain)
    figure = next(m for m in audit.mentions if m.start <= text.index("{") < m.end)
    said = figure.source.name if figure.source else None
    assert said == name if name is None else said is not None and name in said


def test_marks_side_by_side_cite_together() -> None:
    (figure,) = figtag.audit_text("It fell by 40%.[1][2]", format="markdown").figures
    assert figure.source is not None
    assert figure.source.name == "[1][2]"


def test_a_footnote_is_named_by_its_mark_and_text() -> None:
    (figure,) = figtag.audit_text("It fell by 40%.[^3]\n\n[^3]: Roe, On Dams.", format="markdown").figures
    assert figure.source is not None
    assert figure.source.name == "[^3] Roe, On Dams."


def test_a_poll_is_named_in_the_paragraphs_that_go_on_with_it() -> None:
    text = (
        "The survey, released Tuesday by the Fenwick Center, found that 38 percent of voters oppose the line.\n\n"
        "Among women, support was 61 percent.\n\n"
        '"People worry about cost," said Lena Marsh, who directs the center.\n\n'
        "The poll has a margin of error of 3 points."
    )
    names = [figure.source.name for figure in figtag.audit_text(text).figures if figure.source]
    assert len(names) == 3
    assert all("Fenwick Center" in str(name) for name in names)


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("In a test for many weeks Acme", True),
        ("In the latest Norwegian tale Acme", False),
        ("latestlatestlatestlatest Acme", False),
    ],
)
def test_a_study_is_named_by_whole_words(text: str, study: bool) -> None:
    begin = text.index("Acme")
    source = Source(EvidenceKind.ATTRIBUTION, Span(begin, len(text)), "rule", "Acme", False, 0, 1)
    assert is_study(source, text, load_tables()) is study
