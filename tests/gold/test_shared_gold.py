"""figtag against the labelled articles that stand beside the project, where they do."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import figtag

SHARED = Path(__file__).parents[2].parent / "shared"
SCORER = SHARED / "eval" / "score_labels.py"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the shared gold is not here")

DEV_FLOORS = {
    "end to end F1": 0.75,
    "figure F1": 0.93,
    "role accuracy": 0.96,
    "value exact": 0.95,
    "unit equal": 0.90,
}
SEED_FLOORS = {"end to end F1": 0.90}


def scorer() -> ModuleType:
    """The scorer as a module, loaded from where it stands."""
    spec = importlib.util.spec_from_file_location("score_labels", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(folder: Path, out: Path) -> dict[str, Any]:
    """The scores of figtag on a folder of labelled articles."""
    with out.open("w", encoding="utf-8") as sink:
        for path in sorted(folder.iterdir()):
            if path.suffix in {".txt", ".md", ".html"}:
                audit = figtag.audit(path).model_dump(mode="json")
                sink.write(json.dumps({"id": path.stem, "mentions": audit["mentions"]}, ensure_ascii=False) + "\n")
    result: dict[str, Any] = scorer().score(folder, out)
    return result


@pytest.mark.parametrize(("part", "floors"), [("dev", DEV_FLOORS), ("seed", SEED_FLOORS)])
def test_the_floors_of_the_board(part: str, floors: dict[str, float], tmp_path: Path) -> None:
    result = scores(SHARED / "gold" / part, tmp_path / f"{part}.jsonl")
    missed = {name: round(result[name], 3) for name, floor in floors.items() if result[name] < floor}
    assert missed == {}
