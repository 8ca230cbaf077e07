"""Write what the scorers beside the checkout say into docs/accuracy.md.

``python -m benchmarks.accuracy`` runs ``../shared/eval/board.py`` on all texts and on two halves of them, and replaces
what stands between the two marks of the page. Rules are written with the first half in view; the second is looked at as
a number only. Without that folder nothing can be measured, and the page stays as it is.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tabulate import tabulate

from benchmarks.articles import BESIDE, ROOT

PAGE = ROOT / "docs" / "accuracy.md"
BOARD = BESIDE / "eval" / "board.py"
BEGIN, END = "<!-- board: begin -->\n", "<!-- board: end -->\n"
ALL, FIRST, SECOND = "dev", "first half", "second half"

# labels dev      end-to-end F1 0.948 | figures P 0.996 R 0.996 F1 0.996 | roles 0.994 | ...
_LABELS = re.compile(r"^labels (?P<set>\w+) +(?P<scores>.*)$", re.MULTILINE)
_SCORES = {
    "figure found with the right label, F1": r"end-to-end F1 ([\d.]+)",
    "figures found, precision": r"figures P ([\d.]+)",
    "figures found, recall": r"figures P [\d.]+ R ([\d.]+)",
    "role right": r"roles ([\d.]+)",
    "label right": r"label accuracy ([\d.]+)",
    "label right, accepted alternatives count": r"label accuracy [\d.]+ \(lenient ([\d.]+)\)",
    "macro-F1 of the labels, alternatives count": r"macro-F1 [\d.]+ \(([\d.]+)\)",
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
# source, named (not a bare pronoun)   n=295   given 295  head-token match 251  rate 0.851 (of given 0.851)
_SOURCES = re.compile(r"^source, (?P<what>.*?) +n=(?P<count>\d+) .* rate (?P<rate>[\d.]+)", re.MULTILINE)


def tables(boards: dict[str, str]) -> Iterator[str]:
    """The tables of the page, from what the board prints on all texts and on each half of them."""
    scores = {name: _labels(board)["dev"] for name, board in boards.items()}
    scores["seed"] = _labels(boards[ALL])["seed"]
    rows = [[name, *(_first(pattern, line) for line in scores.values())] for name, pattern in _SCORES.items()]
    yield _table(["labels", *scores], rows)
    by_label = boards[ALL].partition("labels dev")[2].partition("labels seed")[0]
    yield _table(["labels, dev", "precision", "recall", "F1"], [list(row) for row in _BY_LABEL.findall(by_label)])
    own = {name: {(m["set"], m["metric"]): m["own"] for m in _QUANTITIES.finditer(b)} for name, b in boards.items()}
    others = {(m["set"], m["metric"]): m["other"] for m in _QUANTITIES.finditer(boards[ALL])}
    quantities = [[*key, *(own[name].get(key, "") for name in boards), other] for key, other in others.items()]
    yield _table(["quantities, F1", "", *boards, "best of the others"], quantities)
    attribution = [
        [m["what"], name, m["count"], m["p"], m["r"], m["f"]]
        for name, board in boards.items()
        for m in _ATTRIBUTION.finditer(board)
    ]
    yield _table(["attribution", "", "figures", "precision", "recall", "F1"], attribution)
    sources = [
        [m["what"], name, m["count"], m["rate"]] for name, board in boards.items() for m in _SOURCES.finditer(board)
    ]
    yield _table(["source named as in the gold", "", "sources", "rate"], sources)


def _labels(board: str) -> dict[str, str]:
    return {match["set"]: match["scores"] for match in _LABELS.finditer(board)}


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return tabulate(rows, headers=heads, tablefmt="github", disable_numparse=True) + "\n"


def boards() -> dict[str, str]:
    """What the board prints on all texts, and on each half of them."""
    with tempfile.TemporaryDirectory() as folder:
        halves = {FIRST: Path(folder, "first"), SECOND: Path(folder, "second")}
        for remainder, half in enumerate(halves.values()):
            _write_half(half, remainder)
        return {name: _board(texts) for name, texts in {ALL: BESIDE, **halves}.items()}


def _write_half(folder: Path, remainder: int) -> None:
    """Every second article of the gold and every second text of each set, in the layout that the board reads."""
    gold, bench = folder / "gold" / "dev", folder / "bench"
    gold.mkdir(parents=True)
    bench.mkdir()
    for labelled in sorted((BESIDE / "gold" / "dev").glob("*.jsonl"))[remainder::2]:
        for path in labelled.parent.glob(f"{labelled.stem}.*"):
            shutil.copy(path, gold)
    for path in sorted((BESIDE / "bench").glob("*.jsonl")):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        (bench / path.name).write_text("\n".join(lines[remainder::2]) + "\n", encoding="utf-8")


def _board(texts: Path) -> str:
    command = [sys.executable, str(BOARD), "--python", sys.executable, "--shared", str(texts)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def main() -> int:
    """Measure and write; the status is 1 when there is nothing to measure with."""
    if not BOARD.exists():
        print(f"{BOARD} is not there; {PAGE.relative_to(ROOT)} stays as it is", file=sys.stderr)
        return 1
    measured = boards()
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + "\n".join(["", *tables(measured), ""]) + END + after, encoding="utf-8")
    for name, board in measured.items():
        print(f"== {name}\n{board}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
