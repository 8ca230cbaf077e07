"""What the forms for people share: which mentions they show, and how they word a value, a subject and a reason."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from figtag.labels import Change, Label, Role
from figtag.report import Options

if TYPE_CHECKING:
    from figtag.model import Audit, Evidence, Mention

SCALES = {"1e3": "1K", "1e6": "1M", "1e9": "1B", "1e12": "1T"}
SCALE_WORDS = ((12, " trillion"), (9, " billion"), (6, " million"))
ARROWS = {Change.UP: "↑ ", Change.DOWN: "↓ "}

EXACT = Context(prec=2000)
"""More digits than any figure has, so that nothing is rounded."""
_SHORT = Context(prec=6)
_LONGEST_FRACTION = 12
_LONGEST_NUMBER = 18


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


def number(value: Decimal) -> str:
    """A decimal as people read it: digits in groups, long fractions cut, very long numbers with an exponent.

    >>> number(Decimal("1.50E+4")), number(Decimal(1) / 3), number(Decimal("1E+21"))
    ('15,000', '0.333333…', '1e21')
    """
    exponent = value.adjusted()
    if value and not -_LONGEST_NUMBER < exponent < _LONGEST_NUMBER:
        digits = value.normalize(_SHORT).as_tuple().digits
        mantissa = str(digits[0]) + ("." + "".join(map(str, digits[1:])) if len(digits) > 1 else "")
        return f"{'-' if value < 0 else ''}{mantissa}e{exponent}"
    text = f"{value:,f}"
    whole, point, fraction = text.partition(".")
    if len(fraction) > _LONGEST_FRACTION:
        short = f"{_SHORT.plus(value):,f}"
        return short + "…" if Decimal(short.replace(",", "")) != value else short
    fraction = fraction.rstrip("0")
    return whole + (point + fraction if fraction else "")


def unit(mention: Mention) -> str:
    """The unit of a figure as people read it, to be put behind its number.

    >>> from types import SimpleNamespace as M
    >>> unit(M(unit="USD / (1e6 * token)", unit_text="M Tokens")), unit(M(unit="percent", unit_text="%"))
    (' USD / 1M token', '%')
    """
    if not mention.unit:
        return "" if mention.unit_text is None else f" {clean(mention.unit_text)}"
    if mention.unit == "percent":
        return "%"
    words = mention.unit.replace("(", "").replace(")", "").replace("*", " ").replace("_", " ").split()
    return " " + " ".join(SCALES.get(word, word) for word in words)


def value(mention: Mention) -> str:
    """The normalised value and unit of a figure; empty for what is no figure.

    A range is written with a dash, an open bound as ``≥`` or ``≤``.
    """
    low, high = mention.low, mention.high
    if mention.role is not Role.FIGURE:
        return ""
    if low is None and high is None:
        return "?"
    bounds = [bound for bound in (low, high) if bound is not None]
    scale, word = _scale(bounds)
    ends = [number(bound.scaleb(-scale, EXACT)) for bound in bounds]
    if len(bounds) == 1:
        text = f"{'≤' if low is None else '≥'} {ends[0]}"
    else:
        text = ends[0] if low == high else "–".join(ends)
    arrow = "" if mention.change is None else ARROWS[mention.change]
    return f"{arrow}{'~' if mention.approximate else ''}{text}{word}{unit(mention)}"


def _scale(bounds: list[Decimal]) -> tuple[int, str]:
    """The power of ten that makes large bounds short, and its word; every bound must stay exact in six digits.

    >>> _scale([Decimal("5.2E+10"), Decimal("5.4E+10")]), _scale([Decimal(1_234_567)]), _scale([Decimal(10_000)])
    ((9, ' billion'), (0, ''), (0, ''))
    """
    for scale, word in SCALE_WORDS:
        short = [bound.scaleb(-scale, EXACT) for bound in bounds]
        if all(1 <= abs(bound) < 10_000 and bound == bound.normalize(_SHORT) for bound in short):
            return scale, word
    return 0, ""


def about(mention: Mention) -> str:
    """Whom and what a figure is about, as far as the text says so: ``GPT-5.5: GPQA``, ``nodes``."""
    what = [clean(part) for part in (mention.property, mention.counted) if part]
    named = clean(mention.subject) if mention.subject else ""
    if named and what:
        return f"{named}: {', '.join(what)}"
    return named or ", ".join(what)


def label(mention: Mention) -> str:
    """The label of a figure, with a word for minor ones; for other numbers their role in brackets."""
    if mention.label is None:
        return f"({mention.role.value})"
    return f"{mention.label.value} (minor)" if mention.minor else mention.label.value


def reason(mention: Mention) -> str:
    """The words that decided, and the name of the source where they do not hold it."""
    deciding, source = mention.deciding, mention.source
    if deciding is None:
        return ""
    words = f"“{clean(deciding.text)}”"
    if mention.label is Label.SOURCED and source is not None:
        named = source.name or source.url
        if named and clean(named).casefold() not in words.casefold():
            words += f" [{clean(named)}]"
    return words


def reasons(mention: Mention) -> list[str]:
    """Every piece of evidence of a figure, the deciding one first, each with its kind, rule and path."""
    lines = []
    deciding = mention.deciding
    for one in mention.evidence:
        if one is deciding:
            lines.append(f"{reason(mention)} {trail(one)}")
        else:
            lines.append(f"also “{clean(one.text)}” {trail(one)}")
    return lines


def trail(evidence: Evidence) -> str:
    """How words came to bear on a figure: the kind of evidence, the row's id and the path."""
    kind = evidence.kind.value
    rule = evidence.rule if evidence.rule.startswith(kind) else f"{kind} {evidence.rule}"
    return f"({rule}, by {evidence.path})"


@dataclass(frozen=True, slots=True)
class Counts:
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
