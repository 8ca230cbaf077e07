"""How many examples a law is tried on."""

from __future__ import annotations

from hypothesis import settings

FEW = settings(max_examples=max(8, (settings.default or settings()).max_examples // 5))
"""For a law that is tried on many cases, each with its own examples."""
