"""The registry of export formats: one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extract.base.errors import ConfigError

if TYPE_CHECKING:
    from schemas import EventSet


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format: its name, what it is for, and the module and function of this package that write it."""

    name: str
    purpose: str
    home: str

    @property
    def write(self) -> Callable[[EventSet, Path], Sequence[Path]]:
        """Writes it into a folder and says which files it wrote."""
        # Imported when it is needed: whoever asks for help sees names and purposes only.
        module, function = self.home.split(".")
        writer: Callable[[EventSet, Path], Sequence[Path]] = getattr(
            import_module(f"extract.export.{module}"), function
        )
        return writer


FORMATS: dict[str, ExportFormat] = {
    one.name: one
    for one in (
        ExportFormat("csv", "events, records and claims as tables for a spreadsheet", "csv_tables.write_csv"),
        ExportFormat("geojson", "events as points for a map", "geojson.write_geojson"),
        ExportFormat("acled-like", "strikes under the columns and codes of ACLED", "acled.write_acled_like"),
        ExportFormat("ged-like", "deadly strikes under the columns and codes of UCDP GED", "ged.write_ged_like"),
        ExportFormat("ftm", "actors, events and their links as FollowTheMoney entities", "ftm.write_ftm"),
        ExportFormat("plover", "strikes, meetings and statements under the classes of PLOVER", "plover.write_plover"),
        ExportFormat("xlsx", "all tables as sheets of one Excel workbook", "excel.write_xlsx"),
        ExportFormat(
            "sqlite", "all tables in one SQLite file, with search, as Datasette serves it", "sqlite.write_sqlite"
        ),
        ExportFormat("parquet", "all tables, typed, one file each", "databases.write_parquet"),
        ExportFormat("duckdb", "all tables in one database, with keys and views", "databases.write_duckdb"),
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
    from extract.results.read import is_large  # noqa: PLC0415 (as above)

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
