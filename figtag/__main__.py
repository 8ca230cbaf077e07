"""The program ``figtag``, also as ``python -m figtag``: what its process does around the command line."""

import atexit
import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line of this process and end it."""
    # Tables and documents are large and hold no cycles: looking for garbage as often as Python does by default takes
    # a tenth of the time of a short run. The imports are the first of it; they, the tables and one article stay below.
    gc.set_threshold(200_000, 20, 20)
    ends: list[int] = []
    atexit.register(_leave, ends)
    try:
        from figtag.cli import program

        program.main()
    except KeyboardInterrupt:  # during the imports
        ends.append(INTERRUPTED)
    except SystemExit as end:
        ends.append(end.code if isinstance(end.code, int) else 0)
    if ends == [INTERRUPTED]:
        # Python would end by the signal, not with a status, when an import was what got interrupted.
        _leave(ends)
    sys.exit(ends[0])


def _leave(ends: list[int]) -> None:
    """End the process, after all other handlers, since the first to be registered is the last to run.

    The system frees what tables and documents take at once; Python would free it piece by piece.
    """
    if not ends:
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or it is gone or closed
            stream.flush()
    os._exit(ends[0])


if __name__ == "__main__":
    main()
