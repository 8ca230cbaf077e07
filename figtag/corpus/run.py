"""One run over a corpus: articles are read in chunks, audited by an engine, and written in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

import pyarrow as pa
from msgspec import structs

import figtag
from figtag.corpus.articles import Article, Failure, Manner
from figtag.corpus.batches import batches_of
from figtag.corpus.folder import Folder, Manifest
from figtag.corpus.inputs import Extent, Inputs, Item, Place
from figtag.corpus.schema import SCHEMA_VERSION
from figtag.pool import Death, Pool
from figtag.tables.load import table_paths

CHUNK = 256_000
"""Characters of articles that are handed to an engine at once, about."""
LONGEST = 1_000
"""Articles of the longest chunk."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles that are audited together, as the writer needs to know them: without their texts."""

    place: Place
    articles: int
    size: int
    done: int


@dataclass(frozen=True, slots=True)
class Task:
    """What an engine works on: some articles, and how they are audited. It can be pickled."""

    chunk: Chunk
    articles: tuple[Article | Failure, ...]
    manner: Manner


@dataclass(frozen=True, slots=True)
class Tasks:
    """All that is left to do. It can be pickled, so that the inputs are read where an engine wants to read them."""

    inputs: Inputs
    place: Place
    left: int | None
    """Articles; None for all."""
    longest: int
    """Characters of a chunk, about."""
    manner: Manner

    def __iter__(self) -> Iterator[Task]:
        items = islice(self.inputs.read(self.place), self.left)
        for chunk in _chunks(items, self.longest):
            last = chunk[-1]
            known = Chunk(last.place, len(chunk), sum(item.size for item in chunk), last.done)
            yield Task(known, tuple(item.article for item in chunk), self.manner)


Answer = list[pa.RecordBatch]
Engine = Callable[[Iterable[Task]], Iterator[tuple[Chunk, Answer]]]
"""From tasks to the answers of :func:`audit_task`, in the order of the tasks, which are taken as they are needed."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the rows of a corpus follow from, beside the inputs."""

    form: str = "parquet"
    manner: Manner = field(default_factory=Manner)
    part_bytes: int = 32_000_000
    """Characters of articles that a part is made of, about."""
    limit: int | None = None
    """Only so many articles."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of a run."""

    done: int
    """Bytes of the inputs read since it began."""
    total: int
    """Bytes that were to be read when it began."""
    articles: int
    """Articles of this step."""
    rows: int
    """Rows of this step."""


def audit_task(task: Task) -> Answer:
    """The rows of a task's articles, by :data:`figtag.corpus.BATCH_SCHEMA`."""
    return list(batches_of(task.articles, task.manner))


def processes(jobs: int, work: Callable[[Task], Answer] = audit_task) -> Engine:
    """The engine of one machine: so many processes."""

    def answers(tasks: Iterable[Task]) -> Iterator[tuple[Chunk, Answer]]:
        with Pool(work, jobs) as pool:
            for task, answer in pool.map(tasks):
                yield task.chunk, _one_by_one(task, work) if isinstance(answer, Death) else answer

    return answers


def answer_of(pool: Pool[Task, Answer], task: Task, work: Callable[[Task], Answer]) -> Answer:
    """The answer to one task by processes that are there."""
    ((_, answer),) = pool.map([task])
    return _one_by_one(task, work) if isinstance(answer, Death) else answer


def _one_by_one(task: Task, work: Callable[[Task], Answer]) -> Answer:
    """The answer to a task on which a process died: the article that it died on fails, the others are audited."""
    alone = [Task(task.chunk, (article,), task.manner) for article in task.articles]
    found: Answer = []
    with Pool(work, 1) as pool:
        for one, answer in pool.map(alone):
            if isinstance(answer, Death):
                answer = audit_task(Task(task.chunk, (Failure(one.articles[0].name, answer.how),), task.manner))
            found += answer
    return found


def make_corpus(
    inputs: Inputs,
    folder: Folder,
    options: Options,
    engine: Engine,
    *,
    restart: bool = False,
    tell: Callable[[Progress], object] = lambda progress: None,
) -> Manifest:
    """Audit all inputs into a folder, going on where an earlier run ended; what was done in the end.

    ``tell`` is told of each step.

    Raises :class:`figtag.corpus.inputs.InputError`, :class:`figtag.corpus.folder.FolderError`, ``OSError`` when the
    folder cannot be written, and :class:`figtag.pool.PoolError`.
    """
    extents = inputs.survey()
    folder.begin(_plan(inputs, extents, options), restart=restart)
    manifest = folder.manifest
    if manifest.finished:
        return manifest
    left = None if options.limit is None else max(options.limit - manifest.articles, 0)
    total, before = sum(extent.bytes for extent in extents), manifest.done
    place, done, articles, size = manifest.place, before, 0, 0
    longest = min(CHUNK, options.part_bytes)
    for chunk, answer in engine(Tasks(inputs, manifest.place, left, longest, options.manner)):
        for batch in answer:
            folder.add(batch)
        place, done, articles, size = chunk.place, chunk.done, articles + chunk.articles, size + chunk.size
        tell(Progress(done - before, total - before, chunk.articles, sum(batch.num_rows for batch in answer)))
        if size >= options.part_bytes:
            folder.commit(place, done, articles, finished=False)
            articles = size = 0
    folder.commit(place, done, articles, finished=True)
    return manifest


def _plan(inputs: Inputs, extents: Iterable[Extent], options: Options) -> dict[str, Any]:
    """What must be the same for a run to go on, as it stands in the manifest."""
    return {
        "figtag": figtag.__version__,
        "schema": SCHEMA_VERSION,
        "tables": tables_hash(),
        "options": {**asdict(options), "fields": structs.asdict(inputs.fields)},
        "inputs": [extent.to_json() for extent in extents],
    }


def tables_hash() -> str:
    """What tells these tables from others."""
    digest = hashlib.sha256()
    for path in table_paths():
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _chunks(items: Iterable[Item], longest: int) -> Iterator[list[Item]]:
    """Items in runs of about so many characters, cut in the same places whoever works on them."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += item.size
        if size >= longest or len(chunk) >= LONGEST:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
