"""An event set as pandas data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from extract.export.library import library
from extract.export.tables import Table, claims_table, events_table, records_table
from schemas import EventSet

if TYPE_CHECKING:
    from pandas import DataFrame

_TYPES: Final = {"text": "string", "integer": "Int64", "number": "float64", "date": "datetime64[s]"}
"""Int64 keeps an unknown number apart from 0, and a known one whole."""


class Frames(NamedTuple):
    """Three frames with the columns of the csv export; ``event_id`` of claims and records is ``id`` of events."""

    events: DataFrame
    records: DataFrame
    claims: DataFrame


def to_pandas(events: EventSet) -> Frames:
    """Events, records and claims as frames, rows in the order of the set.

    Raises:
        ConfigError: pandas is not installed.
    """
    return Frames(_frame(events_table(events)), _frame(records_table(events)), _frame(claims_table(events)))


def _frame(table: Table) -> DataFrame:
    pandas = library("pandas", "to_pandas()")
    frame: DataFrame = pandas.DataFrame(list(table.rows), columns=list(table.columns))
    return frame.astype({name: _TYPES[kind] for name, kind in table.columns.items()})
