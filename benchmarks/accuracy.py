"""Write what the scorers beside the checkout say into docs/accuracy.md.

``python -m benchmarks.accuracy`` runs ``../shared/eval/board.py`` and replaces what stands between the two marks of the
page. Without that folder nothing can be measured, and the page stays as it is.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tabulate import tabulate

from benchmarks.articles import BESIDE, ROOT

PAGE = ROOT / "docs" / "accuracy.md"
BOARD = BESIDE / "eval" / "board.py"
BEGIN, END = "<!-- board: begin -->\n", "<!-- board: end -->\n"

# labels dev      end-to-end F1 0.948 | figures P 0.996 R 0.996 F1 0.996 | roles 0.994 | ...
_LABELS = re.compile(r"^labels (?P<set>\w+) +(?P<scores>.*)$", re.MULTILINE)
_SCORES = {
    "figure found with the right label, F1": r"end-to-end F1 ([\d.]+)",
    "figures found, precision": r"figures P ([\d.]+)",
    "figures found, recall": r"figures P [\d.]+ R ([\d.]+)",
    "role right": r"roles ([\d.]+)",
    "label right": r"label accuracy ([\d.]+)",
    "label right, accepted alternatives count": r"label accuracy [\d.]+ \(lenient ([\d.]+)\)",
    "span exact": r"span ([\d.]+)",
    "value exact": r"value ([\d.]+)",
    "unit equal": r"unit ([\d.]+)",
    "source named as in the gold": r"source ([\d.]+)",
}
# {'sourced': [0.997, 0.968, 0.982], ...}: precision, recall, F1
_BY_LABEL = re.compile(r"'(\w+)': \[([\d.]+), ([\d.]+), ([\d.]+)\]")
# newsquant        value           89.9   best other 92.0 CQE published
_QUANTITIES = re.compile(
    r"^(?P<set>[\w-]+) +(?P<metric>(?:value|span|unit)[\w+~ ]*?) +(?P<own>[\d.]+) +best other ?(?P<other>.*)$",
    re.MULTILINE,
)
# attributed, end-to-end               n=1214  P 0.894  R 0.676  F1 0.770  accuracy 0.825
_ATTRIBUTION = re.compile(
    r"^(?P<what>\w.*?) +n=(?P<count>\d+) +P (?P<p>[\d.]+) +R (?P<r>[\d.]+) +F1 (?P<f>[\d.]+)", re.MULTILINE
)


def tables(board: str) -> Iterator[str]:
    """The tables of the page, from what the board prints."""
    scores = {match["set"]: match["scores"] for match in _LABELS.finditer(board)}
    rows = [[name, *(_first(pattern, line) for line in scores.values())] for name, pattern in _SCORES.items()]
    yield _table(["labels", *scores], rows)
    by_label = board.partition("labels dev")[2].partition("labels seed")[0]
    yield _table(["labels, dev", "precision", "recall", "F1"], [list(row) for row in _BY_LABEL.findall(by_label)])
    quantities = [[m["set"], m["metric"], m["own"], m["other"]] for m in _QUANTITIES.finditer(board)]
    yield _table(["quantities, F1", "", "figtag", "best of the others"], quantities)
    attribution = [[m["what"], m["count"], m["p"], m["r"], m["f"]] for m in _ATTRIBUTION.finditer(board)]
    yield _table(["attribution", "figures", "precision", "recall", "F1"], attribution)


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return tabulate(rows, headers=heads, tablefmt="github", disable_numparse=True) + "\n"


def main() -> int:
    """Measure and write; the status is 1 when there is nothing to measure with."""
    if not BOARD.exists():
        print(f"{BOARD} is not there; {PAGE.relative_to(ROOT)} stays as it is", file=sys.stderr)
        return 1
    done = subprocess.run([sys.executable, str(BOARD), "--python", sys.executable], cwd=ROOT, stdout=subprocess.PIPE)
    board = done.stdout.decode()
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    Path(PAGE).write_text(before + BEGIN + "\n".join(["", *tables(board), ""]) + END + after, encoding="utf-8")
    print(board)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
