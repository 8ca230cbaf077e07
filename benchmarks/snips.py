"""The parser of snips, written in Rust, in an interpreter of its own: its wheels end with Python 3.7.

``python3.7 -m venv snips && snips/bin/pip install snips-nlu-parsers`` makes one. This file is run there as a script:
it answers each line of standard input, a text in JSON, with how many values it found and the processor time that took.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module

KINDS = ["snips/amountOfMoney", "snips/duration", "snips/number", "snips/percentage", "snips/temperature"]
"""What snips reads of what figtag reads."""


def answer() -> None:
    """Answer until there is no more to read."""
    parser = import_module("snips_nlu_parsers").BuiltinEntityParser.build(language="en")
    for line in sys.stdin:
        text = json.loads(line)
        start = time.process_time()
        found = parser.parse(text, scope=KINDS)
        print(json.dumps([len(found), time.process_time() - start]), flush=True)


if __name__ == "__main__":
    answer()
