"""The compiled template, in the user's cache folder: Jinja takes longer to compile it than to fill it in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from figtag import cache


class Compiled(BytecodeCache):
    """Templates by the hash of their name and text; Jinja makes a damaged or outdated one anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what is kept; of what is damaged Jinja may raise anything."""
        with suppress(Exception):
            bucket.bytecode_from_string(_place(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        cache.write(_place(bucket), bucket.bytecode_to_string())


def _place(bucket: Bucket) -> Path:
    return cache.directory() / f"template-{bucket.key}{bucket.checksum}.jinja"
