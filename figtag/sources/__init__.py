"""Sources in a sentence: who said it, which mark or link cites it, and which words they cover."""

from figtag.sources.attributions import find_attributions
from figtag.sources.citations import find_citations, is_column_of_sources, names_source
from figtag.sources.names import is_full_name, may_be_person
from figtag.sources.source import Source
from figtag.sources.studies import (
    capitals_at_head,
    find_author_acts,
    find_method,
    find_named_study,
    find_owner,
    find_results,
    find_subject,
    find_talk,
    find_team,
    holds_statistics,
    is_release,
    is_study,
    names_study,
    speaks_of_authors,
    turns_away,
)

__all__ = [
    "Source",
    "capitals_at_head",
    "find_attributions",
    "find_author_acts",
    "find_citations",
    "find_method",
    "find_named_study",
    "find_owner",
    "find_results",
    "find_subject",
    "find_talk",
    "find_team",
    "holds_statistics",
    "is_column_of_sources",
    "is_full_name",
    "is_release",
    "is_study",
    "may_be_person",
    "names_source",
    "names_study",
    "speaks_of_authors",
    "turns_away",
]
