"""Workflow commands of GitHub Actions: a note at the line of each figure that a reader cannot rely on.

GitHub shows ten commands of a kind a step and drops the rest without a word, so the ones beyond are counted here and
named in a last command.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from figtag.report import Options
from figtag.report.alerts import Alert, Level, alerts, path
from figtag.report.words import plural

if TYPE_CHECKING:
    from figtag.records import Audit

SHOWN = {"warning": 10, "notice": 9}
"""Commands of a kind for one step; GitHub shows ten, and the last notice tells how many are left out."""
_COMMAND = {Level.WARNING: "warning", Level.NOTE: "notice", Level.NONE: "notice"}


def part(audit: Audit, options: Options) -> list[tuple[str, str]]:
    """The command for each alert of one article, and what it is told."""
    return [
        (_COMMAND[alert.rule.level], f"{_properties(alert, path(audit.document.name))}::{_data(alert.message)}")
        for alert in alerts(audit, options)
    ]


def render(parts: Iterable[list[tuple[str, str]]], options: Options) -> Iterator[str]:
    """One command an alert, as many of each kind as are shown, and one that tells of the rest."""
    met = Counter[str]()
    for article in parts:
        for command, told in article:
            met[command] += 1
            if met[command] <= SHOWN[command]:
                yield f"::{command} {told}\n"
    left = [plural(met[command] - most, command) for command, most in SHOWN.items() if met[command] > most]
    if left:
        yield (
            f"::notice title=figtag::{' and '.join(left)} not shown, since GitHub shows ten of a kind for one step; "
            "see `figtag audit -f markdown`\n"
        )


def _properties(alert: Alert, file: str) -> str:
    end_line, end_column = alert.end
    mention = alert.mention
    place = {"file": file, "line": mention.line, "endLine": end_line}
    if end_line == mention.line:
        place |= {"col": mention.column, "endColumn": end_column}
    place["title"] = f"figtag: {alert.rule.id}"
    return ",".join(f"{name}={_property(str(value))}" for name, value in place.items())


def _data(text: str) -> str:
    r"""A message, with the signs that end a command escaped.

    >>> _data("5% of\nall")
    '5%25 of%0Aall'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value of a property, where the signs between properties are escaped too.

    >>> _property("a,b:c")
    'a%2Cb%3Ac'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
