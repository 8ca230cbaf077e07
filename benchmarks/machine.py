"""The machine that was measured on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """The machine in a line; no figure means anything without it."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
