"""The files between passes: SQLite, written once by one process, then read by any number."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

# They are made anew by every run: nothing has to outlive a crash.
_WRITING = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;"
# Small, as many files are open at once; the system keeps what is read often.
_READING = "PRAGMA cache_size=-4096;"


@contextmanager
def written(file: Path, schema: str) -> Iterator[sqlite3.Connection]:
    """A new file to write to; what was written is there when it closes."""
    store = sqlite3.connect(file)
    try:
        store.executescript(_WRITING + schema)
        yield store
        store.commit()
    finally:
        store.close()


@lru_cache(maxsize=16)
def opened(folder: Path, name: str) -> sqlite3.Connection:
    """A file that a pass before has written, to read from; one connection for each process."""
    # "immutable": without locks, which network file systems do badly.
    store = sqlite3.connect(f"file:{quote(str(folder / name))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    store.executescript(_READING)
    return store


def close_all() -> None:
    """Close what this process has opened to read."""
    opened.cache_clear()


def packed(value: Any) -> bytes:  # noqa: ANN401 (whatever a pass keeps for a later one)
    """A value as bytes, for this run alone."""
    return zlib.compress(pickle.dumps(value, protocol=5), level=1)


def unpacked(content: bytes) -> Any:  # noqa: ANN401
    """The value that was packed; only ever of this run's own files."""
    return pickle.loads(zlib.decompress(content))
