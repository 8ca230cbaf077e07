"""A real Ray on this machine with two processes: the same corpus, to the byte, as by any other engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("ray.data")

import pyarrow as pa
import ray

import figtag
from figtag.cli.messages import BAD
from figtag.corpus import audit_batch
from figtag.corpus.folder import Folder
from figtag.corpus.inputs import Inputs
from figtag.corpus.ray_engine import on_ray
from figtag.corpus.run import Answer, Chunk, Options, Task, make_corpus, processes
from tests.corpus.test_run import CHOSEN, FIELDS, crawl, files, in_process, run
from tests.tasks import fragile_audit

__all__ = ["crawl"]


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a Ray with two processors."""
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    yield ray.get_runtime_context().gcs_address
    ray.shutdown()


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, since one program talks to one Ray."""
    environment = {**os.environ, "PYTHONPATH": str(Path(figtag.__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-m", "figtag", "corpus", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        env=environment,
        check=False,
    )


def test_a_ray_of_its_own_writes_the_same_bytes(crawl: Path) -> None:
    arguments = ("crawl.jsonl", *CHOSEN, "--part-size", "0.002")
    local = run(*arguments, "-o", "local")
    done = command(*arguments, "-o", "ray", "--engine", "ray", "--jobs", "2")
    assert done.returncode == local.exit_code == BAD
    assert done.stdout == local.stdout.replace("local", "ray")
    assert done.stderr == local.stderr.replace("local", "ray")
    assert files("ray") == files("local")


def test_a_cluster_goes_on_with_what_another_engine_began(crawl: Path, cluster: str) -> None:
    whole = ("crawl.parquet", *CHOSEN, "--part-size", "0.001")
    assert run(*whole, "-o", "whole").exit_code == BAD
    inputs = Inputs(("crawl.parquet",), FIELDS, feeds=True, out="out")
    with Folder("out", "parquet") as kept, pytest.raises(KeyboardInterrupt):
        make_corpus(inputs, kept, Options(part_bytes=1000), _interrupted)
    begun = len(json.loads(Path("out/_manifest.json").read_bytes())["parts"])
    assert 0 < begun < len(json.loads(Path("whole/_manifest.json").read_bytes())["parts"])
    done = command(*whole, "-o", "out", "--engine", "ray", "--address", cluster)
    assert done.returncode == BAD, done.stderr
    assert files("out") == files("whole")


def _interrupted(tasks: Iterable[Task]) -> Iterator[tuple[Chunk, Answer]]:
    """An engine that gets through four tasks."""
    yield from islice(in_process(tasks), 4)
    raise KeyboardInterrupt


def test_map_batches_takes_the_function_as_it_is(cluster: str) -> None:
    articles = pa.table({"id": ["a", "b", "c"], "text": ["It costs $5.", "No number.", "It has 40 gates."]})
    found = ray.data.from_arrow([articles, articles]).map_batches(audit_batch, batch_format="pyarrow", batch_size=2)
    rows = sorted((row["document"], row["shown"]) for row in found.take_all())
    assert rows == sorted(2 * [("a", "$5"), ("c", "40")])


def test_an_article_that_kills_its_process_is_an_error_and_the_others_go_on(crawl: Path, cluster: str) -> None:
    Path("bad.jsonl").write_text('{"body": "It costs $5.", "url": "a"}\n{"body": "burst", "url": "b"}\n')
    for out, engine in ("local", processes(2, fragile_audit)), ("ray", on_ray(work=fragile_audit)):
        with Folder(out, "parquet") as kept:
            make_corpus(Inputs(("bad.jsonl",), FIELDS, feeds=True, out=out), kept, Options(), engine)
    assert files("ray") == files("local")
    assert "was killed by SIGKILL" in Path("ray/_errors.jsonl").read_text()
    context = ray.data.DataContext.get_current()
    assert context.target_max_block_size != 1, "the settings of this work are kept by the program"
    assert not context.execution_options.preserve_order


def test_no_cluster_is_one_line(crawl: Path) -> None:
    done = command("crawl.jsonl", *CHOSEN, "-o", "out", "--engine", "ray", "--address", "127.0.0.1:9")
    assert done.returncode == BAD
    assert done.stderr.startswith("figtag: no Ray at 127.0.0.1:9: ")
    assert done.stderr.count("\n") == 1
