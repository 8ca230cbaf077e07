"""Every number of a document, with its unit, bounds and role."""

from figtag.mentions.mention import Mention

__all__ = ["Mention"]
