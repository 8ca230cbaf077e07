"""Whom and what figures are about, and the things that a document marks as not actual."""

from __future__ import annotations

import pytest

import figtag
from figtag.document import Block, BlockKind, Document, Format, Piece
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.span import Span
from figtag.subjects import Subject, find_subjects
from figtag.tables import load_tables
from tests.work import calls

TABLES = load_tables()
NAMES = ("GPT-5.5", "GPT-5", "GPT-4", "Claude 4.7 Opus", "Claude 4.7", "Gemini 3.1", "Zephyr Z5", "Powerwall 3")


def block(index: int, kind: BlockKind, text: str, **more: object) -> Block:
    whole = Span(0, len(text))
    return Block(index, kind, text, (Piece(whole, whole),), **more)  # type: ignore[arg-type]


def read(*marked: Block) -> tuple[Document, tuple[Mention, ...]]:
    """A document of blocks in which figures stand in braces and the names above are names."""
    blocks, mentions = [], []
    for one in marked:
        text, found = "", []
        for at, part in enumerate(one.text.replace("}", "{").split("{")):
            if at % 2:
                found.append(Mention(one.index, Span(len(text), len(text) + len(part)), Role.FIGURE, unit="USD"))
            text += part
        taken = [mention.span for mention in found]
        for name in NAMES:
            start = text.find(name)
            while start >= 0:
                span = Span(start, start + len(name))
                if not any(span.meets(other) for other in taken):
                    found.append(Mention(one.index, span, Role.NAME))
                    taken.append(span)
                start = text.find(name, start + 1)
        mentions += sorted(found, key=lambda mention: mention.span)
        whole = Span(0, len(text))
        fields = {name: getattr(one, name) for name in Block.__slots__ if name not in ("text", "pieces")}
        blocks.append(Block(text=text, pieces=(Piece(whole, whole),), **fields))
    return Document("\n".join(one.text for one in blocks), Format.MARKDOWN, tuple(blocks)), tuple(mentions)


def subjects(*marked: Block | str) -> list[Subject]:
    """The subjects of the figures of a document, each text a paragraph."""
    blocks = [one if isinstance(one, Block) else block(at, BlockKind.PARAGRAPH, one) for at, one in enumerate(marked)]
    document, mentions = read(*blocks)
    found = find_subjects(document, mentions, TABLES)
    assert len(found) == len(mentions)
    for subject in found:
        for words, place in ((subject.entity, subject.entity_at), (subject.property, subject.property_at)):
            assert (words is None) == (place is None)
            if place is not None and words is not None:
                said = place.span.of(document.blocks[place.block].text)
                assert words == said or words.startswith(f"{said} (")
    return [one for one, mention in zip(found, mentions, strict=True) if mention.role is Role.FIGURE]


def told(*marked: Block | str) -> list[tuple[str | None, str | None]]:
    return [(subject.entity, subject.property) for subject in subjects(*marked)]


SENTENCES = [
    ("Tesla's revenue was {$5}.", "Tesla", "revenue"),
    ("The price of the lamp is {$5}.", "lamp", "price"),
    ("Amazon's {$50B} investment is large.", "Amazon", "investment"),
    ("ChatGPT boasts a {98%} bounce rate.", "ChatGPT", "bounce rate"),
    ("The {2M token} context window for GPT-5.5 is a milestone.", "GPT-5.5", "context window"),
    ("Nvidia reported revenue of {$35B}.", "Nvidia", "revenue"),
    ("Acme raised its price to {$5}.", "Acme", "price"),
    ("Core inflation rose {0.3%} in the spring.", None, "Core inflation"),
    ("In terms of logical performance (GPQA), GPT-5.5 is projected to reach {90%}.", "GPT-5.5", "GPQA"),
    ("Every extra point adds {$5}.", "extra point", None),
    ("Shops that cut freight bills by {5} joined.", "Shops", "freight bills"),
    ("A {5 kW} unit draws {5 A}.", "unit", None),
    ("Rated {5 of 5} by readers.", None, None),
    ("Anna Berg, 61, farms {5 acres}.", "Anna Berg", None),
    ("Modern pumps run down to {5}.", "Modern pumps", None),
    ("The silver is spent after {5 years}.", "silver", None),
    ("The median was 5 ms, the mean latency {9 ms}.", None, "mean latency"),
    ("In a survey of users, {5%} agreed.", None, None),
    ("Today's lamps have windows that cost {$5}.", "lamps", "windows"),
    ("The Ministry of Works paid {$5}.", "Ministry of Works", "paid"),
    ("The cellar of Works Ltd cost {$5}.", "cellar", "cost"),
    ("Running a model like GPT-5.5 costs {$5}.", "GPT-5.5", "costs"),
    ("Models like GPT-5.5 cost {$5}.", "Models like GPT-5.5", "cost"),
    ("The margin of error is {5}.", None, "margin of error"),
    ("The margin of the error is {5}.", "error", "margin"),
    ("They sold Zephyr Z5, a small lamp that has {$5}.", "Zephyr Z5", None),
    ("In London, a firm that has {$5} won.", "firm", None),
    ("We timed a copy: it took {5 hours}.", "copy", "took"),
    ("At Acme the bill is $4; at Quill it is {$5}.", "Quill", "bill"),
    ("A copy of {5 TB} failed.", "copy", None),
    ("Levels fell after {5 pipes} were swapped.", None, None),
    ("Levels fell after {5 hours}.", None, "Levels"),
    ("Acme won {5 games} in its first {5 weeks}.", "Acme", None),
    ("The cost of running a model like GPT-5.5 amounts to {$5}.", "GPT-5.5", "cost"),
    ("The alliance, born in spring with a {$1 billion} investment, has grown.", "alliance", "investment"),
    ("Quill Corp, which makes pens, has {$5} in debt.", "Quill Corp", "debt"),
    ("Acme said it earned {$5}.", "Acme", "earned"),
    ("We bought a lamp that costs {$5}.", "lamp", "costs"),
    ("Networks of fibre (about {$5}) are cheap.", "fibre", None),
    ("The dealers in Berlin make the lamp about {$5} cheaper.", "lamp", None),
    ("Brothers with a net worth of {$5} bought it.", "Brothers", "net worth"),
    ("The poll has a margin of error of {4 points}.", "poll", "margin of error"),
    ("We paid {$5} for a new roof.", "new roof", "paid"),
    ("The mill, which grinds {$5} of grain, is old.", "mill", "grain"),
    ("Ferries today haul {$5} of salt.", "Ferries", "salt"),
    ("Compressors are believed to survive {$5} of wear.", "Compressors", "wear"),
    ("Join {$5} plans.", "plans", None),
    ("Set aside {$5}.", None, None),
    ("The slope was never steeper than {$5}.", None, "slope"),
    ("The firm cut freight bills by {30}.", "firm", "freight bills"),
    ("Economists say wages grow {$5}.", None, "wages"),
    ("Analysts had been looking for {$5}.", None, None),
    ("The plan that she told reporters would save {$5} failed.", None, None),
    ("The expert put the slope at {$5}.", None, "slope"),
    ("The site puts the new model at {$5}.", "new model", None),
    ("The report gave the depth as {$5}.", None, "depth"),
    ("The rain of that winter, {$5} in all, was heavy.", "rain", None),
    ("A successor, Zephyr Z5, has {$5}.", "Zephyr Z5", None),
    ("Papers read to the jury were {$5}.", "Papers", None),
    ("Cirrus offers a network of {$5}.", "Cirrus", "network"),
    ("Prices rise to {$5} for Premium members.", "Premium members", "Prices"),
    ("Market cap: {$5} | Our target: {$6}", None, "Market cap"),
    ("There are {5} of them.", None, None),
    ("{5}", None, None),
    ("They say {5}.", None, None),
    ("The new coat took between {5 and 6 weeks}.", "new coat", "took"),
    ("A new pump cost the town close to {$5}.", "new pump", "cost"),
    ("The storm lasted {5 hours}.", "storm", "lasted"),
    ("The rule is read by clubs with more than {5 members}.", "clubs", None),
    ("You would need a hall with at least {5 seats}.", "hall", None),
    ("Rowers with {5 oars} lost.", "Rowers", None),
    ("Acme won the race with {5 points}.", "Acme", None),
    ("A rule for customers with more than {$5} is new.", "customers", None),
    ("Bigger towns pay a {5%} contribution.", "towns", "contribution"),
    ("The alliance is a {$5} symbiosis.", "alliance", None),
    ("A {$5} investment from Quill bought a seat.", "Quill", "investment"),
    ("Data suggest as many as {5%} of lamps are old.", "lamps", None),
    ("Data show {5%} of lamps.", None, "lamps"),
    ("{5%} of people aged 60 like it.", "people", None),
    ("Acme booked a profit of {$5} on Monday, down 8%.", "Acme", "profit"),
    ("Should wage growth stay near {5%}, fares rise.", None, "wage growth"),
    ("Water temperature at 10 m ranges from {5}.", None, "Water temperature"),
    ("A stiff climb of 5 km burns {$5}.", "stiff climb", None),
    ("Adults who nap for {5 minutes} do well.", "Adults", None),
    ("Those who sleep for {5 hours} do well.", None, None),
    ("Rain may lift humidity above {5%}.", "Rain", "humidity"),
    ("The storm took the town by surprise for {5 hours}.", "storm", None),
]


@pytest.mark.parametrize(("text", "entity", "prop"), SENTENCES)
def test_a_sentence(text: str, entity: str | None, prop: str | None) -> None:
    assert told(text)[0] == (entity, prop)


def test_a_change_behind_a_comma_is_of_the_figure_before() -> None:
    assert told("Acme booked a profit of {$5} on Monday, down {8%}.")[1] == ("Acme", "profit")
    assert told("Acme booked a profit of {$5} on Monday, and rose {8%}.")[1] == ("Acme", None)


@pytest.mark.parametrize(
    ("text", "properties"),
    [
        ("Orla 7 is projected to reach 71% on VeraQA.", ["VeraQA"]),
        ("Orla 7 scored 71% on VeraQA and 64% on MINT-bench Hard.", ["VeraQA", "MINT-bench Hard"]),
        ("Acme pays 5% on Monday.", [None]),
        ("Acme spent 40% on AI research.", [None]),
        ("Acme fell 5% on NASDAQ.", [None]),
    ],
)
def test_a_score_is_of_its_test(text: str, properties: list[str | None]) -> None:
    figures = figtag.audit_text(text).figures
    assert [figure.property for figure in figures] == properties
    assert {figure.subject for figure in figures} <= {"Orla 7", "Acme"}


def test_what_is_compared_has_a_subject_of_its_own() -> None:
    assert told("Zephyr 5 has a score of {78}, compared with {72} for Quill 2.")[1] == ("Quill 2", "score")
    assert told("The error is {3 points} for adults and {5 points} for voters.")[1] == ("voters", "error")
    assert told("Zephyr 5 has a score of {78}, compared with {72} for the year.")[1] == ("Zephyr 5", None)


def test_counts_take_no_measure_from_what_stands_before() -> None:
    found = figtag.audit_text("Acme gave $5 in grants to 47 towns, and raised its headcount to 500 people.").figures
    assert [one.property for one in found] == ["grants", None, "headcount"]


def test_a_share_of_counted_things_is_about_them() -> None:
    text = "Six in ten residents of Salton back it. Data show that 40% of users left, and 30% of revenue is lost."
    found = figtag.audit_text(text).figures
    assert [(one.subject, one.property) for one in found] == [
        ("residents", None),
        ("users", None),
        (None, "revenue"),
    ]


def test_this_stands_for_the_measure_before() -> None:
    text = "Zephyr Z5 has a score of {93}. GPT-5 and GPT-4 are good at this as well, with {95} and {92} respectively."
    assert told(text)[1:] == [("GPT-5", "score"), ("GPT-4", "score")]
    text = "Zephyr Z5 has a score of {93}. GPT-5 and GPT-4 are good as well, with {95} and {92} respectively."
    assert told(text)[1:] == [("GPT-5", None), ("GPT-4", None)]


def test_a_pronoun_takes_the_name_set_beside_the_subject() -> None:
    assert told("A successor, Zephyr Z5, is near. It is said to have {$5}.") == [("Zephyr Z5", None)]


def test_people_who_are_counted_may_act() -> None:
    found = figtag.audit_text("The visitors had scored 22 goals. Visitors rose to 400 a day.").figures
    assert [(one.subject, one.property) for one in found] == [("visitors", None), (None, "Visitors")]


def test_a_hyphen_behind_a_figure_is_no_dash() -> None:
    assert told("A large boiler for a {three}-bedroom house costs {$5}.")[1] == ("large boiler", "costs")


def test_a_measure_of_one_unit_is_not_that_of_what_follows() -> None:
    assert told("They kept it at a rate of {5} for {28 days}.") == [(None, "rate"), (None, None)]


def test_what_is_behind_a_denominator_is_not_measured() -> None:
    (found,) = figtag.audit_text("Costs are put at $5 per metre of pipe.").figures
    assert found.property == "Costs"


def test_a_key_is_told_without_its_figure() -> None:
    item = block(0, BlockKind.ITEM, "Base case ({55%}): fares stay at {$5}.", group=1)
    assert told(item)[1] == ("Base case", "fares")


def test_a_head_is_told_without_its_unit() -> None:
    assert table("", "Salton", "Price, $/t") == [("Salton", "Price")]
    assert table("", "Salton", "Price, delivered") == [("Salton", "Price, delivered")]


def test_a_head_that_asks_names_nothing() -> None:
    assert table("", "Compute nodes", "What is there") == [(None, "Compute nodes")]
    assert table("", "Salton", "What Zephyr") == [("Salton", "What Zephyr")]


def test_a_figure_in_a_row_head_is_not_measured_by_the_corner() -> None:
    (found,) = subjects(*grid("Benchmark | Zephyr", "Recall at {5} | n/a"))
    assert found.property == "Recall"


def test_a_key_may_hold_a_figure_and_a_participle() -> None:
    assert told(block(0, BlockKind.ITEM, "Words recalled out of {15}: {9}", group=1))[1] == (
        None,
        "Words recalled out of 15",
    )


def test_a_concession_goes_on_with_the_figure() -> None:
    assert told("A run performs {5}, if not {6}, of sums.")[1] == ("run", None)


def test_verbs_of_one_subject_share_it() -> None:
    assert told("Acme rose {5%} and hit {$2}.") == [("Acme", None), ("Acme", None)]


def test_a_contrast_has_a_subject_of_its_own() -> None:
    assert told("Oil cost {$76}, while Brent crude reached {$87}.")[1] == ("Brent crude", None)


def test_a_parenthesis_belongs_to_what_stands_before_it() -> None:
    text = "GPT-5.5 reached {90%}, ahead of Claude 4.7 Opus (estimated at {88%}) and Gemini 3.1 (estimated at {87%})."
    assert [entity for entity, _ in told(text)] == ["GPT-5.5", "Claude 4.7 Opus", "Gemini 3.1"]


def test_respectively_keeps_the_order() -> None:
    text = "Claude 4.7 Opus and Gemini 3.1 are strong, with estimates of {93%} and {92%} respectively."
    assert [entity for entity, _ in told(text)] == ["Claude 4.7 Opus", "Gemini 3.1"]


def test_a_pronoun_takes_the_subject_of_the_sentence_before() -> None:
    assert told("Acme makes pumps. It earned {$5}.") == [("Acme", "earned")]


CARD = [
    ("ModelGPT-5.5 (Hip.)", None),
    ("Context{2M Tokens}", ("GPT-5.5", "Context")),
    ("Cost{$15/M Tokens} (Infer.)", ("GPT-5.5", "Cost")),
    ("Logic Performance (GPQA){90%}", ("GPT-5.5", "Logic Performance (GPQA)")),
]


def test_a_glued_card_is_about_its_model() -> None:
    lines = [block(at, BlockKind.ITEM, text, group=1) for at, (text, _) in enumerate(CARD)]
    found = subjects(*lines)
    assert [(one.entity, one.property) for one in found] == [wanted for _, wanted in CARD if wanted]
    assert [one.unreal.name if one.unreal else None for one in found] == ["GPT-5.5"] * 3


def test_a_key_that_names_a_measure_is_about_the_heading() -> None:
    heading = block(0, BlockKind.HEADING, "Starter Tier", level=3)
    assert told(heading, block(1, BlockKind.ITEM, "Price: {$29/month}", section=0, group=1)) == [
        ("Starter Tier", "Price")
    ]
    part = block(0, BlockKind.HEADING, "Overview", level=3)
    assert told(part, block(1, BlockKind.ITEM, "Price: {$29/month}", section=0, group=1)) == [(None, "Price")]


def test_a_key_that_names_a_thing_is_the_entity() -> None:
    assert told(block(0, BlockKind.ITEM, "Natural Gas: {55.5 TWh}", group=1)) == [("Natural Gas", None)]


def test_a_key_may_name_both() -> None:
    assert told(block(0, BlockKind.ITEM, "GPT-4 Cost: {$975}", group=1)) == [("GPT-4", "Cost")]


def table(corner: str, row: str, column: str, above: str = "Overview") -> list[tuple[str | None, str | None]]:
    more = {"section": 0, "group": 1}
    return told(
        block(0, BlockKind.HEADING, above, level=2),
        block(1, BlockKind.CELL, corner, row=0, column=0, is_head=True, **more),
        block(2, BlockKind.CELL, column, row=0, column=1, is_head=True, **more),
        block(3, BlockKind.CELL, row, row=1, column=0, heads=(1,), **more),
        block(4, BlockKind.CELL, "{15}", row=1, column=1, heads=(2, 3), **more),
    )


@pytest.mark.parametrize(
    ("corner", "row", "column", "entity", "prop"),
    [
        ("Model", "Zephyr", "Price ($)", "Zephyr", "Price"),
        ("Feature", "Context Window", "GPT-4 (Baseline)", "GPT-4", "Context Window"),
        ("Metric", "Downloads", "Zephyr", "Zephyr", "Downloads"),
        ("Spec", "Weight", "Value", None, "Weight"),
        ("", "Zephyr", "Latency (ms)", "Zephyr", "Latency"),
        ("Platform", "Raptor Lake", "gcc", "Raptor Lake", "gcc"),
    ],
)
def test_a_cell(corner: str, row: str, column: str, entity: str | None, prop: str | None) -> None:
    assert table(corner, row, column) == [(entity, prop)]


def test_a_cell_without_a_thing_is_about_the_heading() -> None:
    assert table("Spec", "Weight", "Value", above="Zephyr Z5") == [("Zephyr Z5", "Weight")]


# Things that are not actual


MARKS = [
    "The hypothetical GPT-5.5 is small.",
    "A hypothetical model like GPT-5.5 is small.",
    "A hypothetical model called GPT-5.5 is small.",
    "Models like the hypothetical GPT-5.5 are small.",
    "GPT-5.5, which does not exist, is small.",
    "GPT-5.5 (rumored) is small.",
    "The rumoured GPT-5.5 specs are small.",
    "Leaked specs of the GPT-5.5 are small.",
    "Rumors suggest GPT-5.5 is small.",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "figure",
    [
        "GPT-5.5 could reach {95%}.",
        "GPT-5.5's price is {$5}.",
        "The {2M token} context window for GPT-5.5 is large.",
        "Running a model like GPT-5.5 costs {$5}.",
        "The cost of running a model like GPT-5.5 amounts to {$5}.",
    ],
)
def test_a_marked_thing_is_followed(mark: str, figure: str) -> None:
    (found,) = subjects(mark, figure)
    assert found.unreal is not None
    assert found.unreal.name == "GPT-5.5"
    assert found.unreal.rule.startswith("unreal-mark.")


@pytest.mark.parametrize(
    "figure",
    [
        "Claude 4.7 reached {95%}.",
        "GPT-5.5 beats Claude 4.7 (at {88%}).",
        "It surpasses most models that range from {$200K-1M}.",
        "GPT-5 costs {$5}.",
        "Azure has {$5} in revenue.",
        "Models cost {$5}.",
    ],
)
def test_its_real_peers_are_not(figure: str) -> None:
    (found,) = subjects("A hypothetical model like GPT-5.5 is small.", figure)
    assert found.unreal is None


@pytest.mark.parametrize(
    "mark",
    [
        "A hypothetical migration of OpenAI to AWS worries staff.",
        "A rumored OpenAI merger worries staff.",
        "A leaked memo of OpenAI worries staff.",
        "Rumors suggest OpenAI worries staff.",
        "These numbers about OpenAI are hypothetical.",
    ],
)
def test_a_mark_binds_its_own_noun(mark: str) -> None:
    (found,) = subjects(mark, "OpenAI has {$5} in revenue.")
    assert found.unreal is None


@pytest.mark.parametrize("mark", ["doesn't exist", "doesn’t exist", "does NOT exist"])
def test_a_mark_is_told_in_any_writing(mark: str) -> None:
    (found,) = subjects(f"The GPT-5.5 {mark}.", "GPT-5.5 has {5 GB} of memory.")
    assert found.unreal is not None


def test_a_kind_of_thing_goes_on_in_its_paragraph_only() -> None:
    mark = "Latency for models like the hypothetical GPT-5.5 is low. "
    (found,) = subjects(mark + "For a model with 2M tokens, the latency can be {100 ms}.")
    assert found.unreal is not None
    (found,) = subjects(mark, "For a model with 2M tokens, the latency can be {100 ms}.")
    assert found.unreal is None


def grid(*rows: str, heads: int = 1) -> list[Block]:
    """The cells of a table whose rows are given as "a | b", the first ones head rows."""
    cells: list[Block] = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split(" | ")):
            above = [one.index for one in cells if one.column == column and one.is_head][::-1]
            beside = [one.index for one in cells if one.row == row and one.column == 0]
            found = () if row < heads else (*above, *(beside if column else ()))
            cells.append(
                block(
                    len(cells), BlockKind.CELL, text, row=row, column=column, heads=found, is_head=row < heads, group=1
                )
            )
    return cells


TABLES_READ = [
    (("Line | Trips | Trips", "Line | Before | After", "Coast | {$5} | {$6}"), 2, "Coast", "Trips (Before)"),
    ((" | Bull | Bear", "Share price | {$5} | {$3}"), 1, None, "Share price (Bull)"),
    ((" | Acme | Quill", " | Before | After", "Price | {$5} | {$6}"), 2, "Acme", "Price (Before)"),
    (("Model | Price (before) | Price (after)", "Zephyr | {$5} | {$6}"), 1, "Zephyr", "Price (before)"),
    (("Town | Low | High", "Salton | {$5} | {$6}"), 1, "Salton", "Low"),
    (("Metric | Growth | Now", "Market size | {$5} | {$6}"), 1, None, "Market size (Growth)"),
]


@pytest.mark.parametrize(("rows", "heads", "entity", "prop"), TABLES_READ)
def test_a_variant_qualifies_the_property(rows: tuple[str, ...], heads: int, entity: str | None, prop: str) -> None:
    assert told(*grid(*rows, heads=heads))[0] == (entity, prop)


def test_a_definition_is_of_its_term() -> None:
    term = block(0, BlockKind.ITEM, "Top speed", group=1, level=1)
    question = block(2, BlockKind.ITEM, "What does it cost?", group=1, level=1)
    assert told(
        term,
        block(1, BlockKind.ITEM, "{$5}", group=1, level=2, lead=0),
        question,
        block(3, BlockKind.ITEM, "{$6}", group=1, level=2, lead=2),
    ) == [(None, "Top speed"), (None, None)]


def test_a_marked_column_is_of_its_thing() -> None:
    more = {"group": 1}
    found = subjects(
        block(0, BlockKind.CELL, "Feature", row=0, column=0, is_head=True, **more),
        block(1, BlockKind.CELL, "GPT-4 (Baseline)", row=0, column=1, is_head=True, **more),
        block(2, BlockKind.CELL, "GPT-5 (Rumored Target)", row=0, column=2, is_head=True, **more),
        block(3, BlockKind.CELL, "Price", row=1, column=0, heads=(0,), **more),
        block(4, BlockKind.CELL, "{$5}", row=1, column=1, heads=(1, 3), **more),
        block(5, BlockKind.CELL, "{$9}", row=1, column=2, heads=(2, 3), **more),
    )
    assert [one.unreal.name if one.unreal else None for one in found] == [None, "GPT-5"]


# Any input


@pytest.mark.parametrize("text", ["", "(", ")(", "((((", "{5}" * 50, "a, {5}, " * 300, "x " * 5000 + "{5}", "’s {5}"])
def test_odd_text_is_read(text: str) -> None:
    subjects(text)


def test_one_long_sentence_takes_work_by_its_length() -> None:
    def work(count: int) -> int:
        document, mentions = read(block(0, BlockKind.PARAGRAPH, "the lamp (of {5} kg) and " * count))
        return calls(lambda: find_subjects(document, mentions, TABLES))

    work(100)
    assert work(4000) < 5.5 * work(1000) + 5_000
