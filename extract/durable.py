"""Writing so that a power cut loses nothing: what is said to be on disk is there, and whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def append(path: Path, content: bytes) -> None:
    """Adds to a file, made with its folders if need be; it is on disk when this returns.

    Raises:
        OSError: it could not be written; a part of it may have been.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = not path.exists()
    with path.open("ab", buffering=0) as file:
        while content:
            content = content[file.write(content) :]
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Gives a file this content in one step: at any moment it is the old or the new one.

    Raises:
        OSError: it could not be written, and is as it was.
    """
    draft = path.with_name(f"{path.name}.tmp")
    try:
        write(draft, content)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def write(path: Path, content: bytes) -> None:
    """Writes a new file; it is on disk when this returns, its name only after `sync_folder`."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_all(folder: Path) -> None:
    """Puts a folder on disk with all below it: in one go where the system can, which is quicker for many files."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Puts the names in a folder on disk, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
