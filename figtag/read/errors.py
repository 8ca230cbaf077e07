"""What can go wrong when a file is read."""

from __future__ import annotations


class UnreadableError(Exception):
    """The bytes of an input are no text in any encoding that figtag can tell; the message says what to do."""
