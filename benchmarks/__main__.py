"""``python -m benchmarks``: measure, print, and write JSON when asked to."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tabulate import tabulate

from benchmarks import startup, throughput
from benchmarks.articles import Article, load_articles
from benchmarks.machine import machine
from figtag.document import Format


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; the status is 0 unless a command could not be run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all articles [3]")
    parser.add_argument("--starts", type=int, default=11, help="starts of each command [11]; 0 for none")
    parser.add_argument("--text", metavar="FILE", type=Path, help="this text alone instead of all articles")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the results to FILE too")
    parser.add_argument("--no-quantulum3", action="store_true", help="leave out the slowest program")
    parser.add_argument("--snips", metavar="PYTHON", help="snips too, under an interpreter that has snips-nlu-parsers")
    chosen = parser.parse_args(arguments)

    if chosen.text is None:
        articles = load_articles(joined=False)
    else:
        articles = [Article("text", chosen.text.name, chosen.text.read_text(encoding="utf-8"), Format.TEXT)]
    programs = throughput.programs(quantulum3=not chosen.no_quantulum3, snips=chosen.snips)
    rates, missing = throughput.measure(articles, programs, max(chosen.rounds, 1))
    for message in missing:
        print(message, file=sys.stderr)
    starts = startup.measure(chosen.starts) if chosen.starts > 0 else []

    print(f"{machine()}\n{extent(articles)}\n")
    print(rate_table(rates))
    if starts:
        print(f"\n{startup.start_table(starts)}")
    if chosen.json is not None:
        result = {
            "machine": machine(),
            "articles": extent(articles),
            "throughput": [asdict(one) for one in rates],
            "startup": [asdict(one) for one in starts],
        }
        chosen.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


def extent(articles: Sequence[Article]) -> str:
    """How much text was read."""
    groups = Counter(article.group for article in articles)
    size = sum(article.size for article in articles)
    named = ", ".join(f"{count} of {group}" for group, count in groups.items())
    return f"{len(articles)} articles ({named}), {size / 1e6:.3f} MB"


def rate_table(rates: Sequence[throughput.Throughput]) -> str:
    """MB a second, each beside figtag's."""
    own = rates[0].rate
    rows = [(one.program, f"{one.rate:.3f}", f"{own / one.rate:.3g}", one.found, one.failed) for one in rates]
    heads = ("program", "MB/s", "figtag is so many times as fast", "numbers found", "articles failed")
    return tabulate(rows, headers=heads, disable_numparse=True, colalign=("left", *["right"] * 4))


if __name__ == "__main__":
    sys.exit(main())
