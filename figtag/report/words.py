"""What the forms for people share: which mentions they show, and how they word a subject and a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.labels import Label
from figtag.report import Options

if TYPE_CHECKING:
    from figtag.records import Audit, Evidence, Mention

LONGEST = 48
"""Characters of a deciding text, of a source or of a subject that are shown; a longer one is cut in its middle."""
CUT = " … "
AGAIN = "as above"
"""Instead of a long reason that is also that of the row before."""
SHORTEST_AGAIN = 36
"""A reason of at least so many characters is not repeated."""


def chosen(audit: Audit, options: Options) -> tuple[Mention, ...]:
    """The mentions that a report shows, in reading order."""
    mentions = audit.mentions if options.all else audit.figures
    if options.labels:
        mentions = tuple(mention for mention in mentions if mention.label in options.labels)
    return mentions


def clean(text: str) -> str:
    """A text of an article or a file's name, fit for one line of a terminal: no line ends and no control characters.

    >>> clean("up\\n 5%\\x1b[31m")
    'up 5%�[31m'
    """
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") else c for c in text)


def short(text: str) -> str:
    """A text without its middle when it is long.

    >>> short("Source: the price list of Harrow Labs, retrieved on 9 March")
    'Source: the price list of … on 9 March'
    """
    if len(text) <= LONGEST:
        return text
    room = LONGEST - len(CUT)
    head, tail = text[: room * 2 // 3 + 1], text[-(room // 3) - 1 :]
    return f"{head.rpartition(' ')[0] or head[:-1]}{CUT}{tail.partition(' ')[2] or tail[1:]}"


def about(mention: Mention) -> str:
    """Whom and what a figure is about, as far as the text says so: ``GPT-5.5: GPQA``, ``nodes``."""
    parts: dict[str, str] = {}
    for part in (mention.subject, mention.property, mention.counted):
        if part:
            text = clean(part)
            parts.setdefault(text.casefold(), short(text))
    named = [*parts.values()]
    if mention.subject and len(named) > 1:
        return f"{named[0]}: {', '.join(named[1:])}"
    return ", ".join(named)


def where(mention: Mention, audit: Audit) -> str:
    """Line and column of a mention, behind its page where there are pages: ``p2 17:4``."""
    page = audit.document.page(mention.start)
    return f"{f'p{page} ' if page else ''}{mention.line}:{mention.column}"


def label(mention: Mention) -> str:
    """The label of a figure, with a word for minor ones; for other numbers their role in brackets."""
    if mention.label is None:
        return f"({mention.role.value})"
    return f"{mention.label.value} (minor)" if mention.minor else mention.label.value


def decisions(mentions: Iterable[Mention]) -> Iterator[str]:
    """The reasons of the rows of a table; a long one is not repeated where the same words decide the next row too."""
    before: tuple[int, str] | None = None
    for mention in mentions:
        words = reason(mention)
        this = None if mention.deciding is None else (mention.deciding.start, words)
        yield AGAIN if this == before and len(words) >= SHORTEST_AGAIN else words
        before = this


def reason(mention: Mention, *, whole: bool = False) -> str:
    """The words that decided, and the name of the source where they do not hold it; cut when long unless ``whole``."""
    deciding, source = mention.deciding, mention.source
    if deciding is None:
        return ""
    words = clean(deciding.shown)
    text = f"“{words if whole else short(words)}”"
    if mention.label is Label.SOURCED and source is not None:
        named = clean(source.name or source.url or "")
        if named and named.casefold() not in words.casefold():
            text += f" [{named if whole else short(named)}]"
    return text


def reasons(mention: Mention) -> list[str]:
    """Every piece of evidence of a figure, the deciding one first, each whole with its kind, rule and path."""
    lines = []
    deciding = mention.deciding
    for one in mention.evidence:
        if one is deciding:
            lines.append(f"{reason(mention, whole=True)} {trail(one)}")
        else:
            lines.append(f"also “{clean(one.shown)}” {trail(one)}")
    return lines


def trail(evidence: Evidence) -> str:
    """How words came to bear on a figure: the kind of evidence, the row's id and the path."""
    kind = evidence.kind.value
    rule = evidence.rule if evidence.rule.startswith(kind) else f"{kind} {evidence.rule}"
    return f"({rule}, by {evidence.path})"


class Counts(Struct, frozen=True, gc=False):
    """What the closing line tells of one article or of several."""

    articles: int = 0
    labels: tuple[int, ...] = (0,) * len(Label)
    """Counted figures in the order of :class:`Label`."""
    backed: int = 0
    """Counted figures with a source, whatever their label."""
    minor: int = 0
    others: int = 0
    """Numbers that are no figures."""

    @classmethod
    def of(cls, audit: Audit) -> Counts:
        """The counts of one article."""
        summary = audit.summary
        return cls(
            articles=1,
            labels=tuple(getattr(summary.labels, each.value) for each in Label),
            backed=sum(figure.source is not None for figure in audit.figures),
            minor=summary.minor,
            others=len(audit.mentions) - summary.roles.figure,
        )

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.articles + other.articles,
            tuple(map(sum, zip(self.labels, other.labels, strict=True))),
            self.backed + other.backed,
            self.minor + other.minor,
            self.others + other.others,
        )

    def __str__(self) -> str:
        """
        >>> str(Counts(1, (3, 1, 0, 0), 3))
        '4 figures: 3 sourced, 1 estimated, 0 hypothetical, 0 unsupported. With a source: 3 (75%).'
        >>> str(Counts(1, minor=1, others=2))
        'No figures. Not counted: 1 minor figure and 2 other numbers.'
        """
        total = sum(self.labels)
        left = [plural(self.minor, "minor figure")] * (self.minor > 0)
        left += [plural(self.others, "other number")] * (self.others > 0)
        rest = f" Not counted: {' and '.join(left)}." if left else ""
        if not total:
            return f"No figures.{rest}"
        counts = ", ".join(f"{count:,} {each.value}" for count, each in zip(self.labels, Label, strict=True))
        share = self.backed * 100 // total
        return f"{plural(total, 'figure')}: {counts}. With a source: {self.backed:,} ({share}%).{rest}"


def plural(count: int, noun: str) -> str:
    """
    >>> plural(1, "figure"), plural(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
