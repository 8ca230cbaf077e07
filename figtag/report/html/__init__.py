"""One HTML file for reviewers: the articles with every figure marked, its story at hand, and a list to filter.

The page asks for nothing from anywhere and works without script; the script only adds the drawn connection, a search
and keys. It is made by Jinja (``pip install 'figtag[html]'``), which escapes whatever comes from an article.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from os import urandom
from typing import TYPE_CHECKING

from msgspec import Struct

from figtag.extras import MissingExtraError
from figtag.patterns import lazy_re
from figtag.report import Options
from figtag.report.later import Later
from figtag.report.words import Counts

if TYPE_CHECKING:
    from jinja2 import Environment

    from figtag.records import Audit

_ID = f"a{urandom(12).hex()}"
"""What ids of an article begin with until its place among the articles is known; no article holds it."""
_CONTROL = lazy_re(r"[\0-\x08\x0b\x0e-\x1f\x7f-\x9f]")
"""Characters that a page must not hold."""


class Part(Struct, frozen=True):
    """What the page holds of one article, ready to be set in."""

    name: str
    counts: Counts
    id: str
    """What its ids begin with."""
    style: str
    """The rules that show which words decided a figure."""
    entry: str
    """Its line in the list of articles."""
    article: str

    def numbered(self, number: int) -> Iterator[str]:
        """Style, entry and article with the ids that they have as the article of a number."""
        return (text.replace(self.id, f"a{number}") for text in (self.style, self.entry, self.article))


def part(audit: Audit, options: Options) -> Part:
    """What the page holds of one article.

    Raises :class:`figtag.extras.MissingExtraError` when Jinja is not installed.
    """
    from figtag.report.html.pages import page_of

    page = page_of(audit, _ID, options)
    macros = _environment().get_template("article.html.jinja").module
    texts = (_CONTROL.sub("\ufffd", getattr(macros, name)(page)) for name in ("style", "entry", "article"))
    return Part(_CONTROL.sub("\ufffd", audit.document.name), page.counts, _ID, *texts)


def render(parts: Iterable[Part], options: Options) -> Iterator[str]:
    """The page, in pieces; those of the articles wait on disk when they are many, since their totals stand above them.

    Raises :class:`figtag.extras.MissingExtraError` when Jinja is not installed.
    """
    page = _environment().get_template("page.html.jinja")
    from markupsafe import Markup

    from figtag.report.alerts import BY_LABEL

    folder = files(__package__)
    style, script = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    count, name, total = 0, "", Counts()
    with Later() as styles, Later() as entries, Later() as articles:
        for count, one in enumerate(parts, 1):
            name = one.name
            total += one.counts
            for later, text in zip((styles, entries, articles), one.numbered(count), strict=True):
                later.add(text)
        yield from page.generate(
            title=name if count == 1 else f"{count} articles",
            count=count,
            total=total,
            rules=BY_LABEL.values(),
            styles=map(Markup, styles),
            entries=map(Markup, entries),
            articles=map(Markup, articles),
            style=Markup(style),
            script=Markup(script),
            script_hash=b64encode(sha256(script.encode()).digest()).decode(),
        )


@cache
def _environment() -> Environment:
    """The templates."""
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        from figtag.report.html.compiled import Compiled
    except ImportError as error:
        raise MissingExtraError("-f html", "html") from error
    return Environment(
        loader=PackageLoader("figtag.report", "html"),
        bytecode_cache=Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
