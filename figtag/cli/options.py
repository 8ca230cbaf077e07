"""Options that several commands have."""

from __future__ import annotations

from typing import Any

import click

FORMATS = click.Choice(["text", "markdown", "html", "docx", "pdf"])


class Jobs(click.ParamType[int]):
    """How many processes: a number, or as many as there are processors."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of processes that is asked for."""
        if value in ("0", "auto"):
            from figtag.pool import cores

            return cores()
        try:
            return click.IntRange(min=1).convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is neither a number of processes nor auto.", param, ctx)
