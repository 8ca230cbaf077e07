"""One HTML file for reviewers: the articles with every figure marked, its story at hand, and a list to filter.

The page asks for nothing from anywhere and works without script; the script only adds the drawn connection, a search
and keys. It is made by Jinja (``pip install 'figtag[html]'``), which escapes whatever comes from an article.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from figtag.extras import MissingExtraError
from figtag.report import Options

if TYPE_CHECKING:
    from figtag.records import Audit


def render(audits: Iterable[Audit], options: Options) -> Iterator[str]:
    """The page, in pieces.

    Raises :class:`figtag.extras.MissingExtraError` when Jinja is not installed.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError("-f html", "html") from error
    from markupsafe import Markup

    from figtag.report.alerts import BY_LABEL
    from figtag.report.html.pages import page_of
    from figtag.report.words import Counts

    folder = files(__package__)
    style, script = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    environment = Environment(
        loader=PackageLoader("figtag.report", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages = [page_of(audit, number, options) for number, audit in enumerate(audits, 1)]
    yield from environment.get_template("page.html.jinja").generate(
        pages=pages,
        rules=BY_LABEL.values(),
        total=sum((page.counts for page in pages), Counts()),
        style=Markup(style),
        script=Markup(script),
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )
