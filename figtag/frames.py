"""The records of an audit as data frames of pandas and polars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from figtag.extras import MissingExtraError
from figtag.labels import SOURCE_KINDS, Change, Label, Modality, Role

if TYPE_CHECKING:
    import pandas
    import polars

Records = Sequence[Mapping[str, Any]]

CATEGORIES: dict[str, tuple[str, ...]] = {
    "role": tuple(Role),
    "change": tuple(Change),
    "label": tuple(Label),
    "modality": tuple(Modality),
    "source_kind": SOURCE_KINDS,
}
"""The fields with a closed vocabulary."""
INTEGERS = ("start", "end", "line", "column")
BOOLEANS = ("minor", "approximate")
NUMBERS = ("low", "high")


def pandas_frame(records: Records, fields: Sequence[str], *, floats: bool) -> pandas.DataFrame:
    """A pandas data frame: categories for closed vocabularies, integers for offsets, numbers as decimals or floats.

    Raises :class:`figtag.extras.MissingExtraError` when pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("to_frame()", "pandas") from error
    frame = pandas.DataFrame(list(records), columns=list(fields))
    # Texts are of the kind that this pandas takes for them, also in a column without any.
    kinds: dict[str, Any] = dict.fromkeys(fields, pandas.Series([""]).dtype)
    kinds |= {name: pandas.CategoricalDtype(list(map(str, CATEGORIES[name]))) for name in CATEGORIES}
    kinds |= dict.fromkeys(INTEGERS, "int64") | dict.fromkeys(BOOLEANS, "bool")
    kinds |= dict.fromkeys(NUMBERS, "float64" if floats else "object")
    return frame.astype({name: kind for name, kind in kinds.items() if name in frame})


def polars_frame(records: Records, fields: Sequence[str], exact: Callable[[Decimal], str] | None) -> polars.DataFrame:
    """A polars data frame; numbers are floats, or what ``exact`` writes, since polars has no decimals of any length.

    Raises :class:`figtag.extras.MissingExtraError` when polars is not installed.
    """
    try:
        import polars
    except ImportError as error:
        raise MissingExtraError("to_polars()", "polars") from error
    schema: dict[str, Any] = dict.fromkeys(fields, polars.String)
    schema |= {name: polars.Enum(list(map(str, values))) for name, values in CATEGORIES.items()}
    schema |= dict.fromkeys(INTEGERS, polars.Int64) | dict.fromkeys(BOOLEANS, polars.Boolean)
    schema |= dict.fromkeys(NUMBERS, polars.Float64 if exact is None else polars.String)
    number: Callable[[Decimal], object] = exact or float
    columns = {
        name: [None if row[name] is None else number(row[name]) if name in NUMBERS else row[name] for row in records]
        for name in fields
    }
    return polars.DataFrame(columns, schema=schema)
