"""The engine of a cluster: Ray Data reads the inputs in one task and audits their chunks in all others.

Chunks of articles travel one way and Arrow's own bytes the other, in their order. Needs ``figtag[ray]``.
"""

from __future__ import annotations

import logging
import os
import pickle
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir, contextmanager
from functools import cache, partial
from typing import Any

import pyarrow as pa

import figtag
from figtag.corpus.run import Answer, Chunk, Engine, Task, answer_of, audit_task, tables_hash
from figtag.corpus.schema import BATCH_SCHEMA
from figtag.extras import MissingExtraError
from figtag.pool import Pool, cores

_LOCAL = {"include_dashboard": False, "object_store_memory": 512_000_000}
"""How Ray is started on this machine: its dashboard would listen for visitors."""
_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",  # Ray would report its use over the network
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # else it warns that this will be the default
}
_PATIENCE = 10
"""Seconds to wait for a cluster to answer."""

Work = Callable[[Task], Answer]


class RayError(Exception):
    """Ray cannot do the work; the message says why."""


def on_ray(address: str | None = None, jobs: int | None = None, work: Work = audit_task) -> Engine:
    """The engine on Ray: the one that this program talks to already, that of a cluster, or one of this machine's own.

    ``jobs`` is how many chunks are audited at once at most. Inputs are read on the node to which this program talks, so
    on a cluster their paths must be known there. Nothing but the engine differs: a corpus that was begun by another
    goes on by this one.

    Raises :class:`figtag.extras.MissingExtraError` when Ray is not installed.
    """
    try:
        import ray.data  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("--engine ray", "ray") from error

    def answers(tasks: Iterable[Task]) -> Iterator[tuple[Chunk, Answer]]:
        with _ray(address, jobs):
            rows = _rows(tasks, jobs, work)
            while True:
                try:
                    row = next(rows, None)
                except Exception as error:
                    raise RayError(_why(error)) from error
                if row is None:
                    return
                yield pickle.loads(row["chunk"]), _unpacked(row["answer"])

    return answers


@contextmanager
def _ray(address: str | None, jobs: int | None) -> Iterator[None]:
    """Ray, found, or begun and ended with the work, with the same figtag on its nodes."""
    import ray

    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    own: dict[str, Any] = {"num_cpus": jobs or cores(), **_LOCAL} if address is None else {"address": address}
    found = ray.is_initialized()
    try:
        if not found:
            _answers(address)
            ray.init(**own, logging_level=logging.ERROR, log_to_driver=False)
    except (OSError, RuntimeError, ValueError) as error:
        raise RayError(f"no Ray at {address}: {_first_line(error)}" if address else _first_line(error)) from error
    try:
        _same_everywhere()
        yield
    finally:
        if not found:
            ray.shutdown()


def _answers(address: str | None) -> None:
    """Raise when nobody listens at an address: Ray itself would try for minutes."""
    if address not in (None, "auto"):
        host, _, port = str(address).removeprefix("ray://").rpartition(":")
        if not host or not port.isdecimal():
            raise ValueError("an address is auto, HOST:PORT or ray://HOST:PORT")
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()


def _same_everywhere() -> None:
    """Raise when the nodes lack figtag, or have another version or other tables, whose rows would differ."""
    import ray

    here = _installed()
    try:
        there = ray.get(ray.remote(_installed).remote())
    except Exception as error:
        raise RayError(f"the nodes of Ray cannot run figtag {figtag.__version__}: {_why(error)}") from error
    if there != here:
        raise RayError(f"the nodes of Ray have figtag {there[0]} and other tables than this one, {here[0]}")


def _installed() -> tuple[str, str]:
    return figtag.__version__, tables_hash()


def _rows(tasks: Iterable[Task], jobs: int | None, work: Work) -> Iterator[dict[str, Any]]:
    """A row for each task in their order, with its chunk and its answer."""
    import ray
    from ray.data import Datasource, ReadTask, read_datasource
    from ray.data.block import BlockMetadata
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    folder = os.getcwd()

    def blocks() -> Iterator[pa.Table]:
        with chdir(folder):
            for task in tasks:
                yield pa.table({"chunk": [pickle.dumps(task.chunk)], "task": [pickle.dumps(task)]})

    class Source(Datasource):
        """The inputs, read by one task, so that they are cut in the same places as by every other engine."""

        def estimate_inmemory_data_size(self) -> int | None:
            """Nobody knows before they are read."""
            return None

        def get_read_tasks(self, parallelism: int, *limits: Any, **context: Any) -> list[ReadTask]:
            """The one task."""
            return [ReadTask(blocks, BlockMetadata(None, None, None, None))]

    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    inputs = Source()  # type: ignore[no-untyped-call]
    with _settings():
        chunks = read_datasource(inputs, num_cpus=0, scheduling_strategy=here, override_num_blocks=1)
        audited = chunks.map_batches(
            partial(_audited, work), batch_format="pyarrow", batch_size=1, zero_copy_batch=True, concurrency=jobs
        )
    for batch in audited.iter_batches(batch_format="pyarrow", batch_size=None, prefetch_batches=0):
        yield from batch.to_pylist()


@contextmanager
def _settings() -> Iterator[None]:
    """What datasets that are made now keep: silent, in order, a chunk to a block, for blocks are what runs at once."""
    from ray.data import DataContext

    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    context = DataContext.get_current()
    wanted = {"enable_progress_bars": False, "target_max_block_size": 1, "target_min_block_size": 1}
    before = {name: getattr(context, name) for name in wanted}
    ordered = context.execution_options.preserve_order
    try:
        for name, value in wanted.items():
            setattr(context, name, value)
        context.execution_options.preserve_order = True
        yield
    finally:
        for name, value in before.items():
            setattr(context, name, value)
        context.execution_options.preserve_order = ordered


def _audited(work: Work, batch: pa.Table) -> pa.Table:
    """The answers to tasks: what Ray runs."""
    rows: list[dict[str, bytes]] = batch.to_pylist()
    answers = [_packed(answer_of(_pool(work), pickle.loads(row["task"]), work)) for row in rows]
    return pa.table({"chunk": [row["chunk"] for row in rows], "answer": answers})


@cache
def _pool(work: Work) -> Pool[Task, Answer]:
    """A process beside each of Ray's: Ray would begin a chunk again for ever on which its own process dies."""
    return Pool(work, 1).__enter__()


def _packed(answer: Answer) -> bytes:
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, BATCH_SCHEMA) as writer:
        for batch in answer:
            writer.write_batch(batch)
    return stream.getvalue().to_pybytes()


def _unpacked(data: bytes) -> Answer:
    with pa.ipc.open_stream(data) as reader:
        return list(reader)


def _why(error: BaseException) -> str:
    """What went wrong on a node: the cause of the causes that Ray wraps around it."""
    while (cause := getattr(error, "cause", None) or error.__cause__) is not None and cause is not error:
        error = cause
    return f"Ray failed: {type(error).__name__} {_first_line(error)}"


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
