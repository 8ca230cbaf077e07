"""What people wrote: cues, units, number words and names, each row with examples beside it."""

from figtag.tables.load import TablesError, load_tables
from figtag.tables.rows import CueRow, Direction, Reach, Tables, UnitRow, WordRow

__all__ = ["CueRow", "Direction", "Reach", "Tables", "TablesError", "UnitRow", "WordRow", "load_tables"]
