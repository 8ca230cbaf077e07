"""Sort what is wrong on the sets beside the checkout into kinds, and count them before and after a change.

``python -m benchmarks.kinds --before CHECKOUT`` audits the sets of ``../shared`` with the figtag of another checkout
and with this one, sorts both lists of errors by the same rules, and writes the table between the two marks of
docs/accuracy.md. Without ``--before`` it prints the kinds of this checkout alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from tabulate import tabulate

from benchmarks.accuracy import PAGE
from benchmarks.articles import BESIDE, ROOT

BEGIN, END = "<!-- kinds: begin -->\n", "<!-- kinds: end -->\n"
EVAL, BENCH, GOLD = BESIDE / "eval", BESIDE / "bench", BESIDE / "gold" / "dev"
QUANTITIES = ("newsquant", "cqe-age", "cqe-currency", "cqe-dimension", "cqe-temperature")
ANCHORED = ("rec-number", "rec-numberrange", "rec-age", "rec-currency", "rec-dimension", "rec-temperature")
VALUES_ONLY = {"rec-number", "rec-numberrange"}
"""Sets that mark no units: what is counted is not asked for."""

Row = dict[str, Any]
Kinds = Counter[tuple[str, str]]
"""How many errors there are of each (part, kind)."""


def count_kinds(checkout: Path) -> Kinds:
    """The errors that the figtag of ``checkout`` makes on all sets, by part and kind."""
    kinds: Kinds = Counter()
    scorer = _module(EVAL / "quantities" / "score.py")
    units = scorer.Units(str(EVAL / "quantities" / "unit_synonyms.json"))
    with tempfile.TemporaryDirectory() as folder:
        said = _Said(checkout, Path(folder))
        kinds.update(("labels", kind) for kind in _labels(said, _module(EVAL / "score_labels.py")))
        for name in QUANTITIES:
            kinds.update((name, kind) for kind in _quantities(said, name, scorer, units, anchored=False))
        for name in ANCHORED:
            kinds.update(("rec sets", kind) for kind in _quantities(said, name, scorer, units, anchored=True))
        kinds.update(("measeval", kind) for kind in _spans(said, "measeval", scorer, units))
        kinds.update(("attribution", kind) for kind in _attribution(said, _module(EVAL / "attribution" / "score.py")))
    return kinds


class _Said:
    """What the figtag of one checkout says of the sets, by the adapters that stand beside the scorers."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self._checkout = checkout
        self._folder = folder

    def articles(self) -> dict[str, list[Row]]:
        """The mentions of each labelled article."""
        return self._mentions(GOLD)

    def quantities(self, name: str) -> dict[str, list[Row]]:
        """The figures of each text of a set, as its adapter words them."""
        rows = self._run(EVAL / "quantities" / "predict.py", self._out, _set(name))
        return {row["id"]: row["pred"] for row in rows}

    def attributed(self) -> dict[str, list[Row]]:
        """The figures of each news article, with their sources."""
        rows = self._run(EVAL / "attribution" / "predict.py", _set("attribution"), self._out)
        return {row["id"]: row["figures"] for row in rows}

    def mentions(self, name: str) -> dict[str, list[Row]]:
        """All mentions of each text of a set, whatever their role."""
        texts = self._folder / name
        texts.mkdir(exist_ok=True)
        for row in _rows(_set(name)):
            (texts / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8", newline="")
        return self._mentions(texts)

    @property
    def _out(self) -> Path:
        return self._folder / "said.jsonl"

    def _mentions(self, texts: Path) -> dict[str, list[Row]]:
        return {row["id"]: row["mentions"] for row in self._run(EVAL / "predict.py", texts, self._out)}

    def _run(self, script: Path, *arguments: Path) -> list[Row]:
        environment = os.environ | {"PYTHONPATH": str(self._checkout)}
        subprocess.run([sys.executable, str(script), *map(str, arguments)], check=True, env=environment)
        return _rows(self._out)


def _labels(said: _Said, scorer: ModuleType) -> Iterator[str]:
    """Missed, invented and mislabelled figures of the labelled articles."""
    mentions = said.articles()
    for path in sorted(GOLD.glob("*.jsonl")):
        gold, found = _rows(path), mentions[path.stem]
        partner = dict(scorer.pair(gold, found))
        for index, row in enumerate(gold):
            if row.get("optional") or row["role"] != "figure" or row.get("minor"):
                continue
            other = found[partner[index]] if index in partner else None
            if other is None or other["role"] != "figure" or other["minor"]:
                yield f"figure missed: {_read_as(other)}"
            elif other["label"] not in (row["label"], row.get("alt")):
                yield f"{row['label']}, read as {other['label']}"
        taken = {later: earlier for earlier, later in partner.items()}
        for index, one in enumerate(found):
            if one["role"] != "figure" or one["minor"]:
                continue
            role = gold[taken[index]]["role"] if index in taken else "no mention"
            if role != "figure" and not any(row.get("optional") and _overlap(row, one) for row in gold):
                yield f"no figure there: {role}"


def _quantities(said: _Said, name: str, scorer: ModuleType, units: Any, *, anchored: bool) -> Iterator[str]:
    """Values missed, values too many, and what differs beside an equal value."""
    predictions, mentions = said.quantities(name), said.mentions(name)
    for row in _rows(_set(name)):
        gold, found = row["gold"], predictions[row["id"]]
        if anchored:
            found = [one for one in found if any(_overlap(one, other) for other in gold if scorer.has_span(other))]
        pairs = scorer.assign([[_likeness(scorer, units, one, other) for other in found] for one in gold])
        missed = [gold[i] for i in range(len(gold)) if i not in {i for i, _ in pairs}]
        extra = [found[j] for j in range(len(found)) if j not in {j for _, j in pairs}]
        yield from _values(scorer, missed, extra, mentions[row["id"]])
        for i, j in pairs:
            there, here = units.canon(gold[i].get("unit")), units.canon(found[j].get("unit"))
            if there != here and name not in VALUES_ONLY:
                yield f"unit: {_unit_kind(units, gold[i].get('unit'), found[j].get('unit'))}"
            if "change" in gold[i] and scorer.change_of(gold[i]) != scorer.change_of(found[j]):
                yield f"change: {scorer.change_of(gold[i])} there, {scorer.change_of(found[j])} here"


def _likeness(scorer: ModuleType, units: Any, gold: Row, found: Row) -> int:
    if not scorer.value_eq(gold, found):
        return 0
    same_unit = bool(units.canon(gold.get("unit")) == units.canon(found.get("unit")))
    same_change = bool(scorer.change_of(gold) == scorer.change_of(found))
    return 100 + 10 * same_unit + same_change


def _values(scorer: ModuleType, missed: list[Row], extra: list[Row], mentions: list[Row]) -> Iterator[str]:
    """Why values have no partner: bounds that were joined or parted first, then what stands alone."""
    missed, extra = list(missed), list(extra)
    for wholes, parts, kind in (
        (extra, missed, "value: a range here, two values there"),
        (missed, extra, "value: a range there, two values here"),
    ):
        for whole in list(wholes):
            bounds = set(scorer.bounds(whole))
            ends = [one for one in parts if set(scorer.bounds(one)) < bounds]
            if len(bounds) == 2 and ends:
                wholes.remove(whole)
                for one in ends:
                    parts.remove(one)
                yield kind
    for one in missed:
        low, high = scorer.bounds(one)
        sizes = {f"{end:g}" for end in (low, high) if end is not None}
        role = next((m["role"] for m in mentions if m["role"] != "figure" and sizes & _numerals(m["text"])), None)
        near = any(sizes & {f"{end:g}" for end in scorer.bounds(other) if end is not None} for other in extra)
        reason = f"a {role} here" if role else "other bounds here" if near else "no such value here"
        yield f"value: missed, {reason}"
    for _ in extra:
        yield "value: here, but not there"


def _numerals(text: str) -> set[str]:
    digits = "".join(sign if sign.isdigit() or sign == "." else " " for sign in text.replace(",", ""))
    return {f"{float(word):g}" for word in digits.split() if word.replace(".", "", 1).isdigit()}


def _unit_kind(units: Any, gold: str | None, found: str | None) -> str:
    there, here = units.canon(gold), units.canon(found)
    if "-" in (there, here):
        named = gold if here == "-" else found
        return f"{_unit_class(units, named)} {'there, none here' if here == '-' else 'here, none there'}"
    classes = (_unit_class(units, gold), _unit_class(units, found))
    if classes == ("noun", "noun"):
        return "the noun in other words" if set(there.split()) & set(here.split()) else "another noun"
    return (
        f"{classes[0]} there, another {classes[1]} here"
        if classes[0] == classes[1]
        else " there, ".join(classes) + " here"
    )


def _unit_class(units: Any, unit: str | None) -> str:
    return "unit of measure" if units.is_standard(unit) else "noun"


def _spans(said: _Said, name: str, scorer: ModuleType, units: Any) -> Iterator[str]:
    """Spans missed, spans too many, ends that differ, and units of spans that meet."""
    predictions, mentions = said.quantities(name), said.mentions(name)
    for row in _rows(_set(name)):
        gold, found = [one for one in row["gold"] if scorer.has_span(one)], predictions[row["id"]]
        pairs = dict(scorer.assign([[scorer.token_f1(row["text"], one, other) for other in found] for one in gold]))
        for index, one in enumerate(gold):
            if index not in pairs:
                other = next((m for m in mentions[row["id"]] if _overlap(one, m)), None)
                yield f"span: missed, {'part of another' if other and other['role'] == 'figure' else _read_as(other)}"
                continue
            other = found[pairs[index]]
            yield from _ends(one, other)
            there, here = units.canon(one.get("unit")), units.canon(other.get("unit"))
            if there != here:
                yield f"unit: {_unit_kind(units, one.get('unit'), other.get('unit'))}"
        yield from ("span: here, but not there" for _ in range(len(found) - len(pairs)))


def _ends(gold: Row, found: Row) -> Iterator[str]:
    if gold["start"] < found["start"]:
        yield "span: opens earlier there"
    elif gold["start"] > found["start"]:
        yield "span: opens earlier here"
    if gold["end"] > found["end"]:
        yield "span: ends later there"
    elif gold["end"] < found["end"]:
        yield "span: ends later here"


def _attribution(said: _Said, scorer: ModuleType) -> Iterator[str]:
    """Attributed figures without a source, sources where nobody is quoted, and sources of another name."""
    predictions = said.attributed()
    for row in _rows(_set("attribution")):
        figures, found = row["figures"], predictions[row["id"]]
        pairs = dict(scorer.match(figures, found))
        for index, figure in enumerate(figures):
            if figure.get("uncertain") or index not in pairs:
                continue
            other = found[pairs[index]]
            if figure["attributed"] and not other["attributed"]:
                yield f"missed: {figure['cue_class']}, cue in the {figure['cue_where'].replace('_', ' ')}"
            elif other["attributed"] and not figure["attributed"]:
                yield "a source here, none there"
            elif (
                figure["attributed"] and figure["source"] and not scorer.source_match(figure["source"], other["source"])
            ):
                pronoun = set(scorer.words(figure["source"])) <= scorer.PRON
                yield "source: a pronoun there, the name here" if pronoun else "source: another name"


def _read_as(mention: Row | None) -> str:
    if mention is None:
        return "no mention"
    return "a minor figure" if mention["role"] == "figure" else f"a {mention['role']}"


def _overlap(one: Row, other: Row) -> bool:
    return bool(min(one["end"], other["end"]) > max(one["start"], other["start"]))


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _set(name: str) -> Path:
    return BENCH / f"{name}.dev.jsonl"


def _module(path: Path) -> ModuleType:
    """A scorer, imported from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kinds_table(after: Kinds, before: Kinds | None) -> str:
    """One row a kind, the most frequent first within its part."""
    first = after if before is None else before
    parts = list(dict.fromkeys(part for part, _ in [*first, *after]))
    keys = sorted(set(first) | set(after), key=lambda key: (parts.index(key[0]), -max(first[key], after[key]), key[1]))
    if before is None:
        return tabulate([[*key, after[key]] for key in keys], headers=["part", "kind", "errors"], tablefmt="github")
    rows = [[*key, before[key], after[key]] for key in keys]
    return tabulate(rows, headers=["part", "kind", "before", "after"], tablefmt="github")


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, and print or write; the status is 1 when there is nothing to count on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kinds", description=__doc__)
    parser.add_argument("--before", metavar="CHECKOUT", type=Path, help="compare with the figtag of another checkout")
    chosen = parser.parse_args(arguments)
    if not EVAL.exists():
        print(f"{EVAL} is not there: nothing to count on", file=sys.stderr)
        return 1
    if chosen.before is not None and not (chosen.before / "figtag").is_dir():
        parser.error(f"{chosen.before} holds no folder figtag; name a checkout, as `git worktree add` makes it")
    after = count_kinds(ROOT)
    if chosen.before is None:
        print(kinds_table(after, None))
        return 0
    table = kinds_table(after, count_kinds(chosen.before))
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text(f"{head}{BEGIN}\n{table}\n\n{END}{tail}", encoding="utf-8")
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
