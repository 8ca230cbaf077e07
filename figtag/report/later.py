"""What a report says at its end, or after what it learns at its end, without holding all of it in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import IO

_HELD = 1 << 20
"""Characters that wait in memory; more wait in a temporary file."""


class Later(AbstractContextManager["Later"]):
    """Pieces of text, given back in their order.

    >>> with Later() as later:
    ...     later.add("one")
    ...     later.add("two")
    ...     "".join(later)
    'onetwo'
    """

    def __init__(self, held: int = _HELD) -> None:
        self._held = held
        self._pieces: list[str] = []
        self._size = 0
        self._file: IO[str] | None = None

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, piece: str) -> None:
        """Keep a piece."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > self._held:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        """All pieces, not always cut where they were."""
        if self._file is not None:
            self._file.seek(0)
            while piece := self._file.read(self._held):
                yield piece
            self._file.seek(0, 2)
        yield from self._pieces

    def _spill(self) -> None:
        if self._file is None:
            from tempfile import TemporaryFile  # takes its time, and most reports are small

            self._file = TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed at the end of Later
        self._file.writelines(self._pieces)
        self._pieces.clear()
        self._size = 0
