"""What a web page shows beside its article: its figures are minor, and a notice tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from figtag.document import Document, Margin, Notice, Region
from figtag.evidence import Finding
from figtag.labels import Role
from figtag.lines import Lines

LEFT_OUT = "left-out"
"""The code of the notice."""
_MOST_RUNS = 3
"""So many runs of lines are named for one kind of region."""


def as_minor(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings with all figures minor."""
    return tuple(
        replace(one, mention=replace(one.mention, minor=True)) if one.mention.role is Role.FIGURE else one
        for one in findings
    )


def tell(margin: Margin, findings: tuple[Finding, ...]) -> Notice:
    """The notice that says what was left out of the article and how many figures stand there."""
    figures = _figures_by_kind(margin, findings)
    lines = Lines(margin.document.source)
    regions: dict[str, list[Region]] = {}
    for region in margin.regions:
        regions.setdefault(region.kind, []).append(region)
    parts = []
    for kind, runs in regions.items():
        counted = f"; {_count(figures[kind])}" if figures[kind] else ""
        parts.append(f"{kind} ({_lines(runs, lines)}{counted})")
    total = sum(figures.values())
    message = f"{_count(total)} beside the article not counted, listed by --all; left out: {', '.join(parts)}"
    return Notice(LEFT_OUT, message, 0, len(margin.document.source))


def _figures_by_kind(margin: Margin, findings: tuple[Finding, ...]) -> Counter[str]:
    regions = iter(margin.regions)
    region = next(regions)
    counts: Counter[str] = Counter()
    for finding in findings:
        if finding.mention.role is Role.FIGURE:
            at = _place(margin.document, finding)
            while at >= region.end:
                region = next(regions)
            counts[region.kind] += 1
    return counts


def _place(document: Document, finding: Finding) -> int:
    mention = finding.mention
    return document.blocks[mention.block].source(mention.span.start, mention.span.end).start


def in_reading_order(
    document: Document, findings: tuple[Finding, ...], beside: tuple[Finding, ...]
) -> list[tuple[Finding, Document]]:
    """The findings of an article and of what stands beside it by their places, each with the document of its blocks."""
    placed = [(finding, document) for finding in findings]
    if document.margin is not None and beside:
        placed += [(finding, document.margin.document) for finding in beside]
        placed.sort(key=lambda each: _place(each[1], each[0]))
    return placed


def _count(figures: int) -> str:
    return f"{figures:,} figure{'' if figures == 1 else 's'}"


def _lines(regions: list[Region], lines: Lines) -> str:
    """The lines of some regions in words: ``lines 3-9, 12``."""
    runs: list[str] = []
    for region in regions:
        first, last = lines.place(region.start)[0], lines.place(region.end - 1)[0]
        run = f"{first}-{last}" if first < last else f"{first}"
        if runs[-1:] != [run]:
            runs.append(run)
    more = f" and {len(runs) - _MOST_RUNS} more" if len(runs) > _MOST_RUNS else ""
    word = "line" if len(runs) == 1 and "-" not in runs[0] else "lines"
    return f"{word} {', '.join(runs[:_MOST_RUNS])}{more}"
