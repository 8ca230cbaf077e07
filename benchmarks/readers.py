"""The programs that are measured, each in a process of its own: what one keeps in memory must not slow the next.

``python -m benchmarks.readers PROGRAM`` says its name and version, takes the articles as one line of JSON, and then
answers each further line with a round over all of them: numbers found, articles failed, seconds of processor time.
It is run by Python 3.7 too, where the wheels of snips end:
``python3.7 -m venv snips && snips/bin/pip install snips-nlu-parsers``.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from importlib import import_module
from typing import Any, Callable  # noqa: UP035 - Python 3.7

Read = Callable[[str, str], Any]
"""From a text and its form to as many things as it finds there numbers."""

_SNIPS = ["snips/amountOfMoney", "snips/duration", "snips/number", "snips/percentage", "snips/temperature"]
"""What snips reads of what figtag reads."""


def _figtag() -> tuple[str, Read]:
    figtag = import_module("figtag")
    return f"figtag {figtag.__version__}", lambda text, form: figtag.audit_text(text, form).mentions


def _quantulum3() -> tuple[str, Read]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its classifier is not installed
        parser = import_module("quantulum3.parser")
    return _versioned("quantulum3"), lambda text, form: parser.parse(text)


def _digits() -> tuple[str, Read]:
    digits = import_module("regex").compile(r"\d+(?:[.,]\d+)*")
    return _versioned("regex") + ", digits only", lambda text, form: list(digits.finditer(text))


def _snips() -> tuple[str, Read]:
    parser = import_module("snips_nlu_parsers").BuiltinEntityParser.build(language="en")
    return "snips-nlu-parsers (Rust)", lambda text, form: parser.parse(text, scope=_SNIPS)


def _versioned(package: str) -> str:
    return "{} {}".format(package, import_module("importlib.metadata").version(package))


READERS = {"figtag": _figtag, "quantulum3": _quantulum3, "digits": _digits, "snips": _snips}


def _round(read: Read, articles: list[list[str]]) -> tuple[int, int, float]:
    found = failed = 0
    start = time.process_time()
    for text, form in articles:
        try:
            found += len(read(text, form))
        except Exception:  # another program's fault is counted, not ours to mend
            failed += 1
    return found, failed, time.process_time() - start


def main(program: str) -> None:
    """Answer until there is no more to read; the first article is read once before, uncounted."""
    name, read = READERS[program]()
    print(json.dumps(name), flush=True)
    articles = json.loads(sys.stdin.readline())
    _round(read, articles[:1])
    for _ in sys.stdin:
        print(json.dumps(_round(read, articles)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
