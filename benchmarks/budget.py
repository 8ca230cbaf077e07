"""``python -m benchmarks.budget``: what each step costs for one figure, and for one sentence without any.

Processor time of each step over all articles, the median of the rounds. The first column divides it by the figures of
the articles; the second is that of the sentences of the same articles that hold no number, by themselves.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

import regex
from tabulate import tabulate

from benchmarks.__main__ import extent
from benchmarks.articles import Article, load_articles
from benchmarks.machine import machine
from figtag import records
from figtag.document import Document, Format
from figtag.labels import Role
from figtag.mentions import Mention
from figtag.mentions.roles import find_roles
from figtag.mentions.scan import find_mentions
from figtag.model import published
from figtag.read import read_text
from figtag.scope import bind
from figtag.subjects import find_subjects
from figtag.tables import Tables, load_tables
from figtag.verdict import judge

T = TypeVar("T")

STEPS = {
    "read": "bytes become blocks",
    "tokens": "words and signs of the blocks",
    "sentences": "where sentences end",
    "find_mentions: roles": "dates, names, positions, code",
    "find_mentions: quantities": "numbers with units, bounds and direction",
    "find_subjects": "what each figure counts or measures",
    "bind": "cues and sources of the sentences with figures, and how far they reach",
    "judge": "the evidence is ranked",
    "records": "offsets of the source, public records",
    "models": "pydantic models of the records",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.budget", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds over all articles [7]")
    rounds = max(parser.parse_args(arguments).rounds, 1)
    tables, articles = load_tables(), load_articles()
    bare = [plain_part(article, tables) for article in articles]
    figures, seconds = _rounds(articles, tables, rounds)
    _, without = _rounds(bare, tables, rounds)
    sentences = sum(_sentences(article, tables) for article in bare)
    print(f"{machine()}\n{extent(articles)}, {figures} figures; {sentences} sentences without a number\n")
    whole = sum(seconds.values())
    rows = [
        (step, what, f"{seconds[step] / figures * 1e6:.1f}", f"{seconds[step] / whole:.0%}",
         f"{without[step] / sentences * 1e6:.1f}")
        for step, what in STEPS.items()
    ]  # fmt: skip
    total = f"{whole / figures * 1e6:.1f}", "100%", f"{sum(without.values()) / sentences * 1e6:.1f}"
    heads = ("step", "what it does", "µs a figure", "share", "µs a sentence without")
    align = ("left", "left", "right", "right", "right")
    print(tabulate([*rows, ("all", "", *total)], headers=heads, colalign=align, disable_numparse=True))
    size = sum(article.size for article in articles)
    scan, count = _bare_scan(articles, rounds)
    print(f"\nbare scan for digits: {scan / count * 1e6:.2f} µs a number, {size / 1e6 / scan:.0f} MB/s")
    print(f"all steps: {size / 1e6 / whole:.3f} MB/s, 1/{whole / scan:.0f} of the bare scan")
    return 0


def plain_part(article: Article, tables: Tables) -> Article:
    """The sentences of an article that hold no number, a paragraph each."""
    document = read_text(article.text, article.format, tables)
    taken: dict[int, list[Mention]] = {}
    for mention in find_mentions(document, tables):
        taken.setdefault(mention.block, []).append(mention)
    texts = [
        span.of(block.text)
        for block in document.blocks
        for span in document.sentences(block.index)
        if not any(span.meets(mention.span) for mention in taken.get(block.index, ()))
    ]
    return Article(article.group, article.name, "\n\n".join(texts), Format.TEXT)


def _sentences(article: Article, tables: Tables) -> int:
    document = read_text(article.text, article.format, tables)
    return sum(len(document.sentences(block.index)) for block in document.blocks)


def _rounds(articles: Sequence[Article], tables: Tables, rounds: int) -> tuple[int, dict[str, float]]:
    """The figures of the articles, and the median seconds of each step, after one round that is not counted."""
    spent: dict[str, list[float]] = {step: [] for step in STEPS}
    figures = 0
    for turn in range(rounds + 1):
        sums = dict.fromkeys(STEPS, 0.0)
        figures = sum(_steps(article, tables, sums) for article in articles)
        for step, seconds in sums.items():
            spent[step] += [seconds] if turn else []
    return figures, {step: median(times) for step, times in spent.items()}


def _steps(article: Article, tables: Tables, sums: dict[str, float]) -> int:
    """Add what each step takes for one article; gives its figures."""

    def timed(step: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        sums[step] += time.process_time() - start
        return result

    document: Document = timed("read", lambda: read_text(article.text, article.format, tables))
    blocks = [block for block in document.blocks if block.text]
    timed("tokens", lambda: [document.tokens(block.index) for block in blocks])
    timed("sentences", lambda: [document.sentences(block.index) for block in blocks])
    before = sums["find_mentions: roles"]
    timed("find_mentions: roles", lambda: [find_roles(b, document.tokens(b.index), tables) for b in blocks])
    roles = sums["find_mentions: roles"] - before
    mentions = timed("find_mentions: quantities", lambda: find_mentions(document, tables))
    sums["find_mentions: quantities"] -= roles  # it finds the roles too
    subjects = timed("find_subjects", lambda: find_subjects(document, mentions, tables))
    evidence = timed("bind", lambda: bind(document, mentions, subjects, tables))
    findings = timed("judge", lambda: tuple(map(judge, mentions, subjects, evidence)))
    record = timed("records", lambda: records.record(article.name, "0" * 64, document, findings, ()))
    timed("models", lambda: published(record))
    return sum(mention.role is Role.FIGURE for mention in mentions)


def _bare_scan(articles: Sequence[Article], rounds: int) -> tuple[float, int]:
    """Seconds of a bare search for digits, and how many runs it finds."""
    digits = regex.compile(r"\d+(?:[.,]\d+)*")
    spent, count = [], 0
    for _ in range(rounds):
        start = time.process_time()
        count = sum(1 for article in articles for _ in digits.finditer(article.text))
        spent.append(time.process_time() - start)
    return median(spent), count


if __name__ == "__main__":
    sys.exit(main())
