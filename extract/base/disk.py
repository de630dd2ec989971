"""Tells in one line that the disk refused a write, wherever a run writes: texts, intermediate files, results."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from extract.base.errors import ConfigError

_MEND = "make room or give another folder (--out, TMPDIR), and run the same command again: what was recorded is kept"


@contextmanager
def disk_faults_told() -> Iterator[None]:
    """Turns what the system or SQLite says of a full or failing disk into an error for people.

    Raises:
        ConfigError: with the system's own words, the file where it names one, and what to do.
    """
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        where = f" {error.filename}" if error.filename else ""
        raise ConfigError(f"cannot use the disk{where}: {error.strerror}; {_MEND}") from error
    except sqlite3.OperationalError as error:
        raise ConfigError(f"cannot use the disk: {error}; {_MEND}") from error
