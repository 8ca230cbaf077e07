"""How the time and the memory of an audit grow with its article, on articles and on the worst texts that we know.

``python -m benchmarks.growth`` audits every text at a tenth of the greatest size and at the greatest size, each in a
process of its own, and prints seconds a MB at both, how they compare, and the peak of memory beside the size.
``python -m benchmarks.growth --feeds`` runs ``figtag audit`` on feeds and folders of ever more articles, and prints
the peak of memory of each whole run.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabulate import tabulate

from benchmarks.articles import ROOT, SEEDS
from figtag.report import FORMS

MB = 10**6
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system tells the peak of memory."""


@dataclass(frozen=True, slots=True)
class Text:
    """A kind of text that can be made as long as wanted."""

    format: str
    make: Callable[[int], str]
    """From a number of characters to a text of about so many."""


def _again(piece: str, between: str = "") -> Callable[[int], str]:
    """The same piece over and over."""
    return lambda size: (piece + between) * (size // len(piece + between) or 1)


def _around(opening: str, inside: str, closing: str) -> Callable[[int], str]:
    """Something inside as many marks as fit."""

    def make(size: int) -> str:
        depth = size // (len(opening) + len(closing)) or 1
        return opening * depth + inside + closing * depth

    return make


def _numbered(pattern: str) -> Callable[[int], str]:
    """A piece with a number of its own each time, for notes and links that must differ."""

    def pieces(size: int) -> Iterator[str]:
        length = number = 0
        while length < size:
            number += 1
            piece = pattern.format(number)
            length += len(piece)
            yield piece

    return lambda size: "".join(pieces(size))


def _articles(size: int) -> str:
    """The articles of ``seeds/`` one after another, each time under another name."""
    seeds = [path.read_text(encoding="utf-8-sig") for path in sorted(SEEDS.iterdir()) if path.suffix == ".txt"]
    pieces, length, turn = [], 0, 0
    while length < size:
        pieces.append(seeds[turn % len(seeds)].replace("2027", str(2000 + turn % 100)))
        length += len(pieces[-1])
        turn += 1
    return "\n\n".join(pieces)


def _notes(size: int) -> str:
    """As many notes as fit, each cited once."""
    count = size // 60 or 1
    cited = "".join(f"It cost ${number}.[^{number}] " for number in range(count))
    return cited + "\n\n" + "\n".join(f"[^{number}]: Vale Institute, p. {number}." for number in range(count))


def _wide(size: int) -> str:
    """A pipe table of 100 rows, as wide as it takes."""
    columns = size // 100 // 7 or 1
    head = "| " + " | ".join(f"C{number}" for number in range(columns)) + " |\n"
    return head + "|---" * columns + "|\n" + ("| 1,5 W " * columns + "|\n") * 98


def _row_of_links(size: int) -> str:
    """A pipe table of one long row, each cell of which is a link with a figure."""
    columns = size // 34 or 1
    return "| C " * columns + "|\n" + "|---" * columns + "|\n" + "| [5%](https://a.example/) " * columns + "|\n"


SENTENCE = "The plant made 400 MW in 2019, which cost about $3 billion, Vale Institute said. "

TEXTS = {
    "articles": Text("text", _articles),
    "articles as Markdown": Text("markdown", _articles),
    "articles as HTML": Text("html", lambda size: "<p>" + _articles(size).replace("\n\n", "</p>\n<p>") + "</p>"),
    "one line": Text("text", _again(SENTENCE)),
    "one line of Markdown": Text("markdown", _again(SENTENCE)),
    "one line of HTML": Text("html", _again(SENTENCE)),
    "one sentence": Text("text", _again("a plant of 400 MW that Vale Institute said cost $3 billion and ")),
    "a clause a figure": Text("text", _again("the plant made 400 MW, ")),
    "digits": Text("text", _again("7")),
    "digits in Markdown": Text("markdown", _again("7")),
    "digits in HTML": Text("html", _again("7")),
    "digits with commas": Text("text", _again("777,")),
    "digits with points": Text("text", _again("7.")),
    "digits with hyphens": Text("text", _again("7-")),
    "one figure a word": Text("text", _again("5%", " ")),
    "one figure a line": Text("text", _again("5%", "\n")),
    "one figure a paragraph": Text("text", _again("It is 5%.", "\n\n")),
    "number words": Text("text", _again("three hundred and ")),
    "scales": Text("text", _again("million ")),
    "money signs": Text("text", _again("$")),
    "units": Text("text", _again("5 kg/m²·s/")),
    "letters": Text("text", _again("a")),
    "blanks": Text("text", lambda size: "5" + " " * size + "kg"),
    "line ends": Text("text", lambda size: "5" + "\n" * size + "kg"),
    "capitals": Text("text", _again("Vale ")),
    "capitals, one figure": Text("text", lambda size: "Vale " * (size // 5) + "said 5% fell."),
    "commas": Text("text", lambda size: "It is 5%" + ", now" * (size // 5) + " 6%."),
    "said": Text("text", lambda size: "said " * (size // 5) + "5%."),
    "said by names": Text("text", _again("said Vale 5%, ")),
    "cues": Text("text", lambda size: "could about estimated if " * (size // 25) + "5%."),
    "brackets": Text("text", _around("(", " 5% ", ")")),
    "square brackets": Text("text", _around("[", " 5% ", "]")),
    "open brackets": Text("text", lambda size: "5% " + "(" * size),
    "open square brackets": Text("text", lambda size: "5% " + "[" * size),
    "quotations": Text("text", _around("“", " 5% ", "”")),
    "straight quotes": Text("text", _again('" 5% ')),
    "apostrophes": Text("text", _again("'5 ")),
    "marks of exclamation": Text("text", lambda size: "It was 5%" + "!" * size + "x, not 6%."),
    "marks and references": Text("text", lambda size: "5%" + "!?" * (size // 8) + "[1][1]" * (size // 8) + "x 6%."),
    "dashes": Text("text", _again("— 5% ")),
    "addresses": Text("text", _again("https://a.example/5 ")),
    "one address": Text("text", lambda size: "https://a.example/" + "5/a." * (size // 4)),
    "at signs": Text("text", _again("a5@")),
    "list": Text("text", _again("- 5% of it\n")),
    "cards": Text("text", _again("Power: 5 W\n")),
    "headings": Text("text", _again("1. The Plant\n\nIt made 5 W.\n\n")),
    "table of pipes": Text("text", lambda size: "| a | b |\n|---|---|\n" + "| 5% | 6 W |\n" * (size // 13)),
    "blanks in front matter": Text("markdown", lambda size: "---\na: 5" + " " * size + "x\n---\n\n6%"),
    "nested quotes": Text("markdown", lambda size: "> " * (size // 2) + "5%"),
    "lines of nested quotes": Text("markdown", _again("> " * 50 + "5%\n")),
    "nested lists": Text("markdown", lambda size: "".join("  " * d + "- 5%\n" for d in range(int(size**0.5)))),
    "nested list marks": Text("markdown", lambda size: "- " * (size // 2) + "5%"),
    "long table": Text("markdown", lambda size: "| a | b |\n|---|---|\n" + "| 5% | 6 W |\n" * (size // 13)),
    "wide table": Text("markdown", _wide),
    "links": Text("markdown", _again("[5%](https://a.example) ")),
    "open links": Text("markdown", _again("[a](")),
    "reference links": Text("markdown", _numbered("[5%][r{0}]\n\n[r{0}]: https://a.example/{0}\n\n")),
    "reference links apart": Text(
        "markdown",
        lambda size: _numbered("[5%][r{0}] ")(size // 2) + "\n\n" + _numbered("[r{0}]: /{0}\n")(size // 2),
    ),
    "footnotes": Text("markdown", _notes),
    "source notes": Text("text", _again("It was 5% then.\n\nSource: Vale Institute\n\n")),
    "linked cells": Text("markdown", _row_of_links),
    "cases": Text("markdown", _again("- Bull case: 5%\n- Base case: 4%\n")),
    "stars": Text("markdown", _again("*")),
    "stars and letters": Text("markdown", _again("*a ")),
    "stars both ways": Text("markdown", _again("a*b_")),
    "three stars": Text("markdown", _again("***a** ")),
    "underscores": Text("markdown", _again("_a ")),
    "backticks": Text("markdown", lambda size: "".join("`" * n + "a" for n in range(1, int((2 * size) ** 0.5)))),
    "backticks alone": Text("markdown", _again("`")),
    "open tags in Markdown": Text("markdown", _again("<a ")),
    "open comments in Markdown": Text("markdown", _again("<!-- ")),
    "brackets in Markdown": Text("markdown", _again("[")),
    "pictures in Markdown": Text("markdown", _again("![")),
    "nested links": Text("markdown", _around("[", "a", "](/b)")),
    "dollars": Text("markdown", _again("$a ")),
    "backslashes": Text("markdown", _again("\\")),
    "ampersands": Text("markdown", _again("&a")),
    "fences": Text("markdown", _again("```\n")),
    "open fences": Text("markdown", lambda size: "".join("`" * n + "\n" for n in range(int((2 * size) ** 0.5), 3, -1))),
    "headings of Markdown": Text("markdown", _again("# The Plant\n\nIt made 5 W.\n\n")),
    "open tags": Text("html", _again("<b>")),
    "nested tags": Text("html", _around("<div>", "5%", "</div>")),
    "nested paragraphs": Text("html", _again("<p>5%")),
    "nested lists of HTML": Text("html", _around("<ul><li>", "5%", "</li></ul>")),
    "nested tables": Text("html", _around("<table><tr><td>", "5%", "</td></tr></table>")),
    "angles": Text("html", _again("<")),
    "unclosed tags": Text("html", _again('<a href="')),
    "open comments": Text("html", _again("<!--")),
    "end tags": Text("html", _again("</div>")),
    "scripts": Text("html", _again("<script>")),
    "entities": Text("html", _again("&nbsp;")),
    "open entities": Text("html", _again("&a")),
    "attributes": Text("html", lambda size: "<p " + "a=b " * (size // 4) + ">5%</p>"),
    "rows of HTML": Text("html", lambda size: "<table>" + "<tr><td>5%<td>6 W" * (size // 17) + "</table>"),
    "columns of HTML": Text("html", lambda size: "<table><tr>" + "<td>5%" * (size // 6) + "</table>"),
    "links of HTML": Text("html", _again('<a href="/b">5%</a> ')),
    "colspans": Text("html", lambda size: "<table>" + '<tr><td colspan="1000">5%' * (size // 25) + "</table>"),
}
"""Articles first, then what wears a reader, a scanner or the search for cues out."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One audit."""

    size: int
    """Bytes as UTF-8."""
    seconds: float
    """Of the processor."""
    memory: int
    """Bytes of memory at the peak, above those that the interpreter held before."""

    @property
    def slowness(self) -> float:
        """Seconds a MB."""
        return self.seconds / (self.size / MB)


def measure(name: str, size: int, patience: float) -> Measured | None:
    """One audit in a process of its own; None when it takes more than so many seconds."""
    command = [sys.executable, "-m", "benchmarks.growth", "--one", name, "--most", str(size / MB)]
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=patience)
    except subprocess.TimeoutExpired:
        return None
    return Measured(**json.loads(done.stdout))


def audit_one(name: str, size: int) -> Measured:
    """One audit in this process, after a short one that is not counted."""
    import figtag

    chosen = TEXTS[name]
    text = chosen.make(size)
    figtag.audit_text(chosen.make(1000), chosen.format)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    figtag.audit_text(text, chosen.format)
    seconds = time.process_time() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held
    return Measured(len(text.encode()), seconds, grown * _UNIT)


ARTICLES = 25, 100, 400
"""Articles of the feeds and folders."""


def feed_rows() -> Iterator[tuple[str, ...]]:
    """The peak of memory of the command line on feeds and folders of so many articles."""
    seed = (SEEDS / "archive-card.txt").read_text(encoding="utf-8-sig")
    with tempfile.TemporaryDirectory() as place:
        for count in ARTICLES:
            feed, folder = Path(place, f"{count}.jsonl"), Path(place, str(count))
            feed.write_text(f"{json.dumps({'text': seed})}\n" * count, encoding="utf-8")
            folder.mkdir()
            for number in range(count):
                (folder / f"{number}.txt").write_text(seed, encoding="utf-8")
            for form in FORMS:
                peaks = (_peak([str(feed), "--text-field", "text", "-f", form]), _peak([str(folder), "-f", form]))
                yield form, f"{count}", f"{len(seed) * count / MB:.2f}", *(f"{peak / MB:.1f}" for peak in peaks)


def _peak(arguments: Sequence[str]) -> int:
    """Bytes of memory that an audit by the command line takes at most."""
    command = [sys.executable, "-c", _PEAK_OF, sys.executable, "-m", "figtag", "audit", *arguments, "-o", os.devnull]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return int(said.stdout) * _UNIT


_PEAK_OF = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a command from a small process: the peak of a child begins with the memory of its parent."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("names", metavar="TEXT", nargs="*", help="only these texts")
    parser.add_argument("--most", metavar="MB", type=float, default=1.0, help="the greatest size [1]")
    parser.add_argument("--patience", metavar="S", type=float, default=600, help="seconds for one audit [600]")
    parser.add_argument("--one", metavar="TEXT", help=argparse.SUPPRESS)
    parser.add_argument("--feeds", action="store_true", help="feeds and folders of many articles instead of texts")
    chosen = parser.parse_args(arguments)
    size = int(chosen.most * MB)
    if chosen.one:
        result = audit_one(chosen.one, size)
        print(json.dumps({"size": result.size, "seconds": result.seconds, "memory": result.memory}))
        return 0
    if chosen.feeds:
        columns = ("form", "articles", "MB", "peak of a feed, MB", "peak of a folder, MB")
        print(tabulate(feed_rows(), headers=columns, disable_numparse=True, colalign=("left", *["right"] * 4)))
        return 0
    if unknown := set(chosen.names) - set(TEXTS):
        parser.error(f"no such text: {', '.join(sorted(unknown))}")
    heads = ("text", "form", "s/MB at a tenth", f"s/MB at {chosen.most:g} MB", "times", "memory / size")
    rows = []
    for name in chosen.names or TEXTS:
        rows.append(_row(name, measure(name, size // 10, chosen.patience), measure(name, size, chosen.patience)))
        print("\t".join(rows[-1]), file=sys.stderr, flush=True)
    print(tabulate(rows, headers=heads, disable_numparse=True, colalign=("left", "left", *["right"] * 4)))
    return 0


def _row(name: str, small: Measured | None, great: Measured | None) -> tuple[str, ...]:
    first = "too slow" if small is None else f"{small.slowness:.2f}"
    if small is None or great is None:
        return name, TEXTS[name].format, first, "too slow", "", ""
    times = great.slowness / max(small.slowness, 1e-9)
    return name, TEXTS[name].format, first, f"{great.slowness:.2f}", f"{times:.2f}", f"{great.memory / great.size:.0f}"


if __name__ == "__main__":
    sys.exit(main())
