"""``python -m figtag``."""

from figtag.cli import main

main()
