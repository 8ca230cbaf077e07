"""What the forms for code review share: an alert for each figure that a reader cannot rely on, and how it is worded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.labels import Label
from figtag.lines import Lines
from figtag.report import Options, words

if TYPE_CHECKING:
    from figtag.records import Audit, Mention


class Level(StrEnum):
    """How much an alert matters, least first."""

    NONE = "none"
    NOTE = "note"
    WARNING = "warning"


class Rule(Struct, frozen=True, gc=False):
    """What is said of all alerts of one label."""

    label: Label
    level: Level
    short: str
    """One line: what the label means."""
    help: str
    """What the writer of the article can do about it."""

    @property
    def id(self) -> str:
        """The name under which alerts are filtered and suppressed."""
        return f"figure-{self.label.value}"


RULES = (
    Rule(
        Label.UNSUPPORTED,
        Level.WARNING,
        "The figure is asserted flatly: the text names nobody and nothing that a reader could check it with.",
        "Name the source in the same sentence, cite it right behind the figure, or mark the figure as an estimate.",
    ),
    Rule(
        Label.ESTIMATED,
        Level.NOTE,
        "The text marks the figure as somebody's reckoning and names no source for it.",
        "Say whose estimate it is, with a source that a reader can open.",
    ),
    Rule(
        Label.HYPOTHETICAL,
        Level.NOTE,
        "The figure belongs to something that is not actual, or is only said to be possible.",
        "Nothing, where that is meant. Else take the figure out of the hypothesis, or name a source for it.",
    ),
    Rule(
        Label.SOURCED,
        Level.NONE,
        "The text ties the figure to a source that a reader could go and check.",
        "Nothing.",
    ),
)
BY_LABEL = {rule.label: rule for rule in RULES}
ALERTED = frozenset(rule.label.value for rule in RULES if rule.level is not Level.NONE)
"""The labels that give alerts unless others are asked for."""

_NEAR, _WORDS = 60, 3
"""How many characters of its line, and how many words on each side, tell a figure from others like it."""


class Alert(Struct, frozen=True, gc=False):
    """One figure, as tools for code review are told of it."""

    mention: Mention
    rule: Rule
    message: str
    fingerprint: str
    """The same as long as the figure stays the same, wherever it moves in the article."""

    end: tuple[int, int]
    """Line and column right behind the figure."""

    def fingerprint_in(self, path: str) -> str:
        """The fingerprint for tools that compare the alerts of all files at once."""
        return sha256(f"{path}\0{self.fingerprint}".encode()).hexdigest()[:32]


def alerts(audit: Audit, options: Options) -> Iterator[Alert]:
    """The alerts of an article in reading order.

    Sourced figures give none unless ``options`` ask for that label or for all; numbers that are no figures never do.
    """
    labels = options.labels or (frozenset(Label) if options.all else ALERTED)
    lines = Lines(audit.document.text)
    seen: Counter[str] = Counter()
    for mention in audit.mentions if options.all else audit.figures:
        if mention.label is None or mention.label not in labels:
            continue
        identity = _identity(mention, audit.document.text)
        seen[identity] += 1
        digest = sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()
        yield Alert(mention, BY_LABEL[mention.label], message(mention), digest[:32], lines.place(mention.end))


def message(mention: Mention) -> str:
    """What is said of one figure, with the words that decided.

    >>> import figtag
    >>> message(figtag.audit_text("GPT-9 is projected to reach 90% on GPQA.").figures[0])
    '90% (GPT-9: GPQA) is estimated, decided by “is projected to”.'
    """
    about = words.about(mention)
    of = f" ({about})" if about else ""
    said = f"{words.clean(mention.shown)}{of} is {mention.label}"
    decided = words.reason(mention)
    return f"{said}, decided by {decided}." if decided else f"{said}: the text shows no source for it."


def path(name: str) -> str:
    """The name of an article as tools for code review know files: with slashes, nothing like ``./`` before it.

    >>> path("./notes//a.md"), path("https://a.example/b")
    ('notes/a.md', 'https://a.example/b')
    """
    return name if "://" in name else PurePath(name).as_posix()


def _identity(mention: Mention, text: str) -> str:
    """What makes a figure the same for a reviewer, wherever it moves: its label, its text and the words beside it."""
    before = text[max(mention.start - _NEAR, 0) : mention.start].splitlines()
    after = text[mention.end : mention.end + _NEAR].splitlines()
    beside = [*(before[-1].split()[-_WORDS:] if before else ()), *(after[0].split()[:_WORDS] if after else ())]
    return "\0".join((str(mention.label), mention.shown, *beside))
