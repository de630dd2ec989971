"""Whether results and recordings can be written where they are to go."""

from __future__ import annotations

import tempfile
from pathlib import Path

from extract.base.errors import ConfigError
from extract.cli.doctor.finding import Finding
from extract.results.write import check_folder


def check_results(folder: Path) -> Finding:
    """Whether a run may put its results there."""
    try:
        check_folder(folder)
    except ConfigError as error:
        return Finding("problem", str(error))
    return _check_writable(folder, "results", option="--out")


def check_recordings_folder(folder: Path) -> Finding:
    """Whether answers can be recorded there."""
    return _check_writable(folder, "recordings", option="--cassettes")


def _check_writable(folder: Path, what: str, *, option: str) -> Finding:
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        remedy = f"mend the rights or free some space, or give another folder with {option}"
        return Finding("problem", f"{what} cannot be written to {folder}: {error.strerror or error}", remedy)
    return Finding("ok", f"{what} can be written to {folder}")
