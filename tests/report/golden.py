"""Reports as they should look.

``python -m tests.report.golden`` writes them anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

from figtag.document import Notice
from figtag.report import Options, form
from tests.report.made import made

FOLDER = Path(__file__).with_name("golden")
NOTICE = Notice("damaged-encoding", "letters of another script stand for signs", 3, 9)
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


def report(case: str) -> str:
    """The report of a case as it is now."""
    name, options = CASES[case]
    return "".join(form(name)(ARTICLES if options.several or name == "json" else ARTICLES[:1], options))


def path(case: str) -> Path:
    """The file of a case."""
    return FOLDER / f"{case}.txt"


def main() -> None:
    """Write every golden report and say which ones changed."""
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        file, new = path(case), report(case)
        old = file.read_bytes().decode() if file.exists() else None
        if new != old:
            file.write_bytes(new.encode())
            print(f"{file}: {'new' if old is None else 'changed'}")


if __name__ == "__main__":
    main()
