"""Plain text becomes blocks by its layout."""

from __future__ import annotations

from figtag.document import Block, Format
from tests.read.reading import blocks as read_blocks

PROSE = "The yard has built vans for many years and sells them in all parts of the country to this day."


def blocks(source: str) -> tuple[Block, ...]:
    return read_blocks(source, Format.TEXT)


def outline(source: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(source)]


def test_a_card_is_a_group_of_items() -> None:
    read = blocks(f"{PROSE}\n\nModelVan-5 (Hip.)\nRange92% (of rated)\nCost$15/M Km (est.)\nVerdict\n{PROSE}\n")
    assert [block.kind.value for block in read] == ["paragraph", "item", "item", "item", "heading", "paragraph"]
    assert {block.group for block in read[1:4]} == {read[1].group}
    assert read[1].lead == 0


def test_labelled_lines_are_a_card() -> None:
    assert outline("Price: $5\nWeight: 3 kg\nColour: red") == [
        ("item", "Price: $5"),
        ("item", "Weight: 3 kg"),
        ("item", "Colour: red"),
    ]


def test_one_line_is_a_paragraph() -> None:
    assert outline("GPQA 90%") == [("paragraph", "GPQA 90%")]
    assert outline("It cost $5. We paid.") == [("paragraph", "It cost $5. We paid.")]


def test_a_short_line_before_prose_is_a_heading() -> None:
    read = blocks(f"A Yard of Vans\n\n{PROSE}\n\nSales in 2025\n{PROSE}\n{PROSE}\n")
    assert [block.kind.value for block in read] == ["heading", "paragraph", "heading", "paragraph", "paragraph"]
    assert [block.level for block in read if block.kind.value == "heading"] == [1, 2]
    assert [block.section for block in read] == [None, 0, 0, 2, 2]


def test_numbered_headings_are_no_list() -> None:
    read = blocks(f"1. Vans: A Short History\n\n{PROSE}\n\n2. Vans vs. Trucks\n\n{PROSE}\n")
    assert [block.kind.value for block in read] == ["heading", "paragraph"] * 2
    assert read[0].text == "1. Vans: A Short History"


def test_a_numbered_list_is_a_list() -> None:
    read = blocks("Steps:\n1. Buy 5 vans\n2. Sell 4\n3) Keep 1\n")
    assert [block.kind.value for block in read] == ["paragraph", "item", "item", "item"]
    assert [block.lead for block in read[1:]] == [0, 0, 0]
    assert read[1].text == "1. Buy 5 vans"


def test_bullets_of_many_shapes() -> None:
    for bullet in "-*•–◦":
        assert outline(f"Facts:\n{bullet} one 5\n{bullet} two 6")[1:] == [("item", "one 5"), ("item", "two 6")]


def test_inner_lists_hang_on_their_item() -> None:
    read = blocks("Facts:\n- vans\n   - 5 red\n   - 6 blue\n- trucks\n")
    assert [(block.level, block.lead) for block in read[1:]] == [(1, 0), (2, 1), (2, 1), (1, 0)]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The yard has built vans for many years and sells them in all\n"
        "parts of the country. Last year it sold 816 vans, which is 3%\n"
        "more than before."
    )
    assert outline(text) == [("paragraph", text.replace("\n", " "))]


def test_a_line_that_goes_on_in_small_letters_is_joined() -> None:
    assert outline("The \nnational body has rated it as one of the \ntwo worst.") == [
        ("paragraph", "The national body has rated it as one of the two worst.")
    ]


def test_a_heading_is_not_glued_to_the_next_line() -> None:
    assert outline("Sales Grew by 5%\nThe yard sold 816 vans. It was a good year for all.")[0] == (
        "heading",
        "Sales Grew by 5%",
    )


def test_wrapped_items_go_on() -> None:
    assert outline("- one has a long text that\n  goes on for 5 lines\n- two\n") == [
        ("item", "one has a long text that goes on for 5 lines"),
        ("item", "two"),
    ]


def test_a_source_line_stands_alone() -> None:
    assert outline(f"{PROSE}\nSource: Harbour Office\n")[1] == ("paragraph", "Source: Harbour Office")
    assert outline(f"- 5 vans\n- 6 trucks\nSource: Harbour Office\n\n{PROSE}")[2] == (
        "paragraph",
        "Source: Harbour Office",
    )


def test_pipe_tables_have_heads() -> None:
    read = blocks("Fleet:\n| Kind | Count |\n|---|---|\n| Vans | 5 |\n| Trucks | 6 |\n")
    cells = {block.text: block for block in read if block.kind.value == "cell"}
    assert [read[index].text for index in cells["6"].heads] == ["Count", "Trucks"]
    assert cells["Kind"].is_head
    assert not cells["Vans"].is_head
    assert (cells["6"].row, cells["6"].column, cells["6"].lead) == (2, 1, 0)


def test_columns_of_tabs_are_a_table() -> None:
    read = blocks("Kind\tSold\tLeft\nVans\t5\t6\nCars\t7\t8\n")
    assert [read[index].text for index in read[-1].heads] == ["Left", "Cars"]
    assert outline("Price:\t$5\nWeight:\t3 kg") == [("item", "Price: $5"), ("item", "Weight: 3 kg")]


def test_line_ends_of_all_kinds() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert outline(f"Price: $5{end}Weight: 3 kg{end}{end}{PROSE}{end}") == [
            ("item", "Price: $5"),
            ("item", "Weight: 3 kg"),
            ("paragraph", PROSE),
        ]


def test_addresses_are_links() -> None:
    (block,) = blocks("See https://a.org/b_(c), or www.d.org/5.")
    assert [(link.span.of(block.text), link.url) for link in block.links] == [
        ("https://a.org/b_(c)", "https://a.org/b_(c)"),
        ("www.d.org/5", "http://www.d.org/5"),
    ]
