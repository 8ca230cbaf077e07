"""Reports as they should look.

``python -m tests.report.golden`` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from figtag.auditor import audit_bytes
from figtag.document import Notice
from figtag.explain import explain_place
from figtag.report import Options, form
from tests.report.made import made

FOLDER = Path(__file__).with_name("golden")
NOTICE = Notice("damaged-encoding", "letters of another script stand for signs", 3, 9)
ARTICLE = Path(__file__).with_name("article.md")
"""An article that goes the whole way, from its bytes to the report."""
ARTICLES = (made(), made("Nothing is counted here.\n", "none.txt", (NOTICE,)))

CASES: dict[str, tuple[str, Options]] = {
    "table": ("table", Options()),
    "table_80": ("table", Options(width=80)),
    "table_narrow": ("table", Options(width=50)),
    "table_why": ("table", Options(all=True, why=True, width=110)),
    "table_several": ("table", Options(several=True, labels=frozenset({"sourced"}))),
    "table_color": ("table", Options(color=True, labels=frozenset({"estimated", "hypothetical"}))),
    "table_grid": ("table", Options(style="rounded_grid", width=100)),
    "markdown": ("markdown", Options()),
    "markdown_why": ("markdown", Options(why=True, all=True)),
    "csv": ("csv", Options(all=True)),
    "jsonl": ("jsonl", Options(labels=frozenset({"unsupported"}))),
    "json": ("json", Options()),
}
WHOLE: dict[str, tuple[str, Options]] = {
    "article_table": ("table", Options(width=100)),
    "article_why": ("table", Options(width=120, all=True, why=True)),
    "article_markdown": ("markdown", Options()),
    "article_csv": ("csv", Options()),
    "article_html": ("html", Options()),
    "article_sarif": ("sarif", Options()),
    "article_github": ("github", Options()),
    "article_gitlab": ("gitlab", Options()),
    "article_rdjsonl": ("rdjsonl", Options()),
}
EXPLAINED = "article_explain"


def names() -> list[str]:
    """All cases."""
    return [*CASES, *WHOLE, EXPLAINED]


def report(case: str) -> str:
    """The report of a case as it is now."""
    if case == EXPLAINED:
        data = ARTICLE.read_bytes()
        lines = (line for at in (5, 7, 11, 16) for line in explain_place(data, ARTICLE.name, None, at, None))
        return "".join(f"{line}\n" for line in lines)
    if case in WHOLE:
        name, options = WHOLE[case]
        return "".join(form(name)([audit_bytes(ARTICLE.read_bytes(), ARTICLE.name)], options))
    name, options = CASES[case]
    return "".join(form(name)(ARTICLES if options.several or name == "json" else ARTICLES[:1], options))


def path(case: str) -> Path:
    """The file of a case."""
    return FOLDER / f"{case}.txt"


def main() -> None:
    """Write every golden report and say which ones changed."""
    FOLDER.mkdir(exist_ok=True)
    for case in names():
        file, new = path(case), report(case)
        old = file.read_bytes().decode() if file.exists() else None
        if new != old:
            file.write_bytes(new.encode())
            print(f"{file}: {'new' if old is None else 'changed'}")


if __name__ == "__main__":
    main()
