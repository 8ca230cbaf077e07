"""One run of the benchmarks on a tiny article."""

from __future__ import annotations

import json

import pytest

from benchmarks.__main__ import main


def test_a_tiny_run(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    article, result = tmp_path / "tiny.txt", tmp_path / "result.json"
    article.write_text("The chip draws 400 W.\n", encoding="utf-8")
    assert (
        main(["--text", str(article), "--rounds", "1", "--starts", "1", "--no-quantulum3", "--json", str(result)]) == 0
    )
    said = capsys.readouterr().out
    assert "figtag" in said
    assert "python -c pass" in said
    kept = json.loads(result.read_text(encoding="utf-8"))
    assert {one["found"] for one in kept["throughput"]} == {1}
    assert len(kept["startup"]) == 3
