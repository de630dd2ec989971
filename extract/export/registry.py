"""The registry of export formats: one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import ConfigError
from extract.export.acled import write_acled_like
from extract.export.csv_tables import write_csv
from extract.export.databases import write_duckdb, write_parquet
from extract.export.ftm import write_ftm
from extract.export.ged import write_ged_like
from extract.export.geojson import write_geojson
from extract.results import is_large
from schemas import EventSet


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what it is for, and what writes it into a folder and says which files it wrote."""

    name: str
    purpose: str
    write: Callable[[EventSet, Path], Sequence[Path]]


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "events, records and claims as tables for a spreadsheet", write_csv),
        Format("geojson", "events as points for a map", write_geojson),
        Format("acled-like", "strikes under the columns and codes of ACLED", write_acled_like),
        Format("ged-like", "deadly strikes under the columns and codes of UCDP GED", write_ged_like),
        Format("ftm", "actors, events and their links as FollowTheMoney entities", write_ftm),
        Format("parquet", "all tables, typed, one file each", write_parquet),
        Format("duckdb", "all tables in one database, with keys and views", write_duckdb),
    )
}


def export(events: EventSet, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
    """Write an event set in some formats; the files written, in the order of the formats.

    Files of an earlier export are replaced.

    Args:
        events: What to write.
        formats: Names out of `FORMATS`.
        folder: Where to; made if it is not there.

    Raises:
        ConfigError: a format is unknown or wants a library that is not installed, or the folder is that of
            a run's results, whose files have the same names.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ConfigError(f"there is no format {unknown[0]!r}; there are {', '.join(FORMATS)}")
    if (folder / "events.json").exists() or is_large(folder):
        raise ConfigError(f"{folder} holds the results of a run; give another folder with --out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(path for name in dict.fromkeys(formats) for path in FORMATS[name].write(events, folder))
    except OSError as error:
        raise ConfigError(f"cannot write to {folder}: {error.strerror or error}; give another with --out") from error
