"""Strategies of whole articles, as text, Markdown and HTML, that know where their numbers and their digits stand.

The content of an article is plain text in which ``mark`` has put signs around each number; ``render`` writes it in a
format and says where the numbers have got to.
"""

from __future__ import annotations

import html
import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite, sampled_from

from tests.laws.numbers import Written, common, written

OPEN, CLOSE = "\ue000", "\ue001"

FORMATS = ("text", "markdown", "html")


def mark(number: Written) -> str:
    """The phrase of a number, with signs around its span."""
    return f"{number.before}{OPEN}{number.text}{CLOSE}{number.after}"


def bare(content: str) -> str:
    """Content without the signs."""
    return content.replace(OPEN, "").replace(CLOSE, "")


def is_digit(sign: str) -> bool:
    """What ``labels.md`` calls a digit: a decimal digit, a superscript, a subscript or a vulgar fraction.

    >>> [sign for sign in "a1٣²₄½①" if is_digit(sign)]
    ['1', '٣', '²', '₄', '½']
    """
    if unicodedata.category(sign) == "Nd":
        return True
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    if kind in ("<super>", "<sub>"):
        return unicodedata.digit(sign, None) is not None
    return unicodedata.name(sign, "").startswith("VULGAR FRACTION")


# Blocks


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Node = Heading | Paragraph | Items | Table


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article in one format."""

    source: str
    numbers: tuple[tuple[int, int], ...]
    """Where the marked numbers stand in it."""
    visible: tuple[int, ...]
    """Where its visible digits stand."""


class _Writer:
    """Puts a source together, piece by piece."""

    def __init__(self, escape: bool) -> None:
        self.escape = escape
        self.source: list[str] = []
        self.length = 0
        self.numbers: list[tuple[int, int]] = []
        self.visible: list[int] = []
        self.opened = 0

    def markup(self, text: str) -> None:
        """Signs that no reader sees."""
        self.source.append(text)
        self.length += len(text)

    def words(self, content: str) -> None:
        """Content that a reader sees."""
        for sign in content:
            if sign == OPEN:
                self.opened = self.length
            elif sign == CLOSE:
                self.numbers.append((self.opened, self.length))
            else:
                if is_digit(sign):
                    self.visible.append(self.length)
                self.markup(html.escape(sign) if self.escape else sign)

    def result(self) -> Rendered:
        return Rendered("".join(self.source), tuple(self.numbers), tuple(self.visible))


def render(nodes: tuple[Node, ...], format: str) -> Rendered:
    """Write an article in a format."""
    writer = _Writer(escape=format == "html")
    write = _html if format == "html" else _lines
    for node in nodes:
        write(writer, node, format)
    return writer.result()


def _html(writer: _Writer, node: Node, format: str) -> None:
    match node:
        case Heading(level, text):
            _tagged(writer, f"h{level}", text)
        case Paragraph(text):
            _tagged(writer, "p", text)
        case Items(items, ordered):
            name = "ol" if ordered else "ul"
            writer.markup(f"<{name}>\n")
            for item in items:
                _tagged(writer, "li", item)
            writer.markup(f"</{name}>\n")
        case Table(head, rows):
            writer.markup("<table>\n<tr>")
            for cell in head:
                _tagged(writer, "th", cell, end="")
            for row in rows:
                writer.markup("</tr>\n<tr>")
                for cell in row:
                    _tagged(writer, "td", cell, end="")
            writer.markup("</tr>\n</table>\n")


def _tagged(writer: _Writer, name: str, content: str, end: str = "\n") -> None:
    writer.markup(f"<{name}>")
    writer.words(content)
    writer.markup(f"</{name}>{end}")


def _lines(writer: _Writer, node: Node, format: str) -> None:
    match node:
        case Heading(level, text):
            if format == "markdown":
                writer.markup("#" * level + " ")
            writer.words(text)
        case Paragraph(text):
            writer.words(text)
        case Items(items, ordered):
            for index, item in enumerate(items):
                if index:
                    writer.markup("\n")
                if ordered:
                    writer.words(f"{index + 1}.")
                    writer.markup(" ")
                else:
                    writer.markup("- ")
                writer.words(item)
        case Table(head, rows):
            for index, row in enumerate((head, *rows)):
                for cell in row:
                    writer.markup("| ")
                    writer.words(cell)
                    writer.markup(" ")
                writer.markup("|\n" if index < len(rows) else "|")
                if index == 0:
                    writer.markup("|" + "---|" * len(row) + "\n")
    writer.markup("\n\n")


# Sentences

PLAIN = (
    "The harbour lies to the north of the town.",
    "Nobody was on the quay that evening.",
    "A baker sells bread beside the old gate.",
    "Rain fell on the hills, and the river rose.",
    "The museum keeps its doors open in winter.",
    "Children played behind the church.",
    "Its roof is made of slate.",
    "The road bends sharply after the mill.",
)
"""Neutral sentences without a number and without a cue."""

TITLES = ("The Old Harbour", "Notes on the Mill", "Roads and Bridges", "What the Town Keeps", "After the Rain")

FLAT = (
    "The result for the depot was {}.",
    "At the dock, the total was {}.",
    "The harbour reached {} in spring.",
    "The value in the log was {}, and the clerk was content.",
    "In the north it was {} that week.",
    "The mill had {} on the table.",
)
"""Sentences that flatly assert a number."""

LABELLED = {
    "unsupported": FLAT,
    "sourced": (
        "According to the World Bank, the result for the depot was {}.",
        "The total at the dock was {}, according to Goldman Sachs.",
        "Statistics Norway reported that the mill had {}.",
        "Maria Lindqvist said the harbour reached {}.",
    ),
    "estimated": (
        "It is estimated that the depot had {}.",
        "The total at the dock is projected to reach {}.",
        "The harbour probably had {}.",
        "The mill is expected to have {}.",
    ),
    "hypothetical": (
        "In a worst-case scenario, the depot loses {}.",
        "Suppose the dock had {}.",
        "Imagine that the harbour had {}.",
        "The mill could have {}.",
        "The depot might have {}.",
    ),
}
"""Sentences by the label that they give to their number."""

NAMES = (
    "GPT-5.5",
    "H100",
    "Maia 100",
    "Microsoft 365",
    "Dota 2",
    "5G",
    "COVID-19",
    "RFC 9110",
    "Python 3.11",
    "Claude 4.7 Opus",
    "S&P 500",
    "9/11",
    "24/7",
    "TPU v5p/v6",
    "Windows 11",
)
DATES = (
    "2019",
    "Q4 2026",
    "early 2027",
    "summer of 2017",
    "1990s",
    "October 31",
    "Oct. 31, 2024",
    "March 3, 2024",
    "31 October 2024",
    "9:30 am",
    "fiscal 2026",
    "2023-01",
    "2023-01-15",
    "2012-13",
    "2024-05-01T12:30:00Z",
)
"""Written where "in", "on" or "at" stands before them."""
ORDINALS = ("22nd", "third", "first", "21st", "#1")
STRUCTURE = ("Table 3", "Fig. 2", "[12]")


def filled(templates: tuple[str, ...], numbers: SearchStrategy[Written]) -> SearchStrategy[str]:
    """Sentences with a marked number."""
    return st.builds(lambda template, number: template.format(mark(number)), sampled_from(templates), numbers)


def labelled(label: str, numbers: SearchStrategy[Written] | None = None) -> SearchStrategy[str]:
    """Sentences that give their number a label."""
    return filled(LABELLED[label], common() if numbers is None else numbers)


@composite
def paragraphs(draw: DrawFn) -> Paragraph:
    """A few sentences, with and without numbers, of any label."""
    sentence = st.one_of(sampled_from(PLAIN), *(labelled(label) for label in LABELLED))
    return Paragraph(" ".join(draw(st.lists(sentence, min_size=1, max_size=4))))


@composite
def item_lists(draw: DrawFn) -> Items:
    """A list whose items are sentences."""
    sentence = st.one_of(sampled_from(PLAIN), labelled("unsupported"), labelled("estimated"))
    return Items(tuple(draw(st.lists(sentence, min_size=2, max_size=4))))


HEADS = ("Depot", "Power", "Length", "Cost", "Load", "Remark")


@composite
def tables(draw: DrawFn) -> Table:
    """A table with a head row and a name before each row."""
    width = draw(st.integers(1, 3))
    head = ("Place", *draw(st.permutations(HEADS))[:width])
    cell = st.one_of(common().map(mark), sampled_from(["none", "open", "unknown"]))
    rows = []
    for name in draw(st.permutations(["Harbour", "Mill", "Museum"]))[: draw(st.integers(1, 3))]:
        rows.append((name, *(draw(cell) for _ in range(width))))
    return Table(head, tuple(rows))


@composite
def articles(draw: DrawFn) -> tuple[Node, ...]:
    """A title and blocks of every kind."""
    body = st.one_of(
        paragraphs(),
        item_lists(),
        tables(),
        st.builds(Heading, st.just(2), sampled_from(TITLES)),
        st.builds(Items, st.lists(sampled_from(PLAIN), min_size=2, max_size=3).map(tuple), st.just(True)),
    )
    return (Heading(1, draw(sampled_from(TITLES))), *draw(st.lists(body, min_size=1, max_size=6)))


def any_numbers() -> SearchStrategy[tuple[Node, ...]]:
    """Articles of flat sentences with numbers of every family."""
    sentence = filled(FLAT, written())
    paragraph = st.lists(sentence, min_size=1, max_size=4).map(lambda sentences: Paragraph(" ".join(sentences)))
    items = st.lists(sentence, min_size=2, max_size=4).map(lambda sentences: Items(tuple(sentences)))
    return st.lists(st.one_of(paragraph, items), min_size=1, max_size=4).map(tuple)
