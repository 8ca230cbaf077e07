"""Corpora: from batches of articles to batches of figures, in Arrow.

Needs ``figtag[corpus]``: without pyarrow, importing this package raises :class:`figtag.extras.MissingExtraError`.
"""

from __future__ import annotations

from figtag.extras import MissingExtraError

try:
    import pyarrow  # noqa: F401
except ImportError as error:
    raise MissingExtraError("figtag.corpus", "corpus") from error

from figtag.corpus.batches import audit_batch, audit_batches
from figtag.corpus.schema import BATCH_SCHEMA, SCHEMA, SCHEMA_VERSION

__all__ = ["BATCH_SCHEMA", "SCHEMA", "SCHEMA_VERSION", "audit_batch", "audit_batches"]
