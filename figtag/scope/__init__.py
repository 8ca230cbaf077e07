"""Which cue reaches which figure, and by which path: the only place that says so (labels, section 4)."""

from figtag.scope.binder import bind

__all__ = ["bind"]
