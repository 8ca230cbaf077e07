"""The tutorial notebook, run as it stands in ``docs/``.

``python -m tests.notebook`` runs it and writes its outputs anew; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "tutorial.ipynb"
SECONDS = 120


def stored() -> nbformat.NotebookNode:
    """The notebook with the outputs that were accepted."""
    return nbformat.read(NOTEBOOK, as_version=4)


def run() -> nbformat.NotebookNode:
    """The notebook with the outputs of now."""
    notebook = stored()
    NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def outputs(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """What each code cell shows as text."""
    return [
        [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def main() -> None:
    """Run the notebook and write it."""
    nbformat.write(run(), NOTEBOOK)


if __name__ == "__main__":
    main()
