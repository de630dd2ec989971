"""Writing so that a power cut loses nothing: what is said to be on disk is there, and whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_SYNCED_ONE_BY_ONE = 8
"""Of more files than this one call for the whole file system is quicker than one each."""


def append(path: Path, content: bytes) -> None:
    """Adds to a file, made if need be; it is on disk after `sync` only.

    Raises:
        OSError: it could not be written; a part of it may have been.
    """
    with path.open("ab", buffering=0) as file:
        while content:
            content = content[file.write(content) :]


def sync(path: Path) -> None:
    """Puts what was added to a file on disk; the name of a new one only `sync_folder` does.

    Raises:
        OSError: it could not be.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Gives a file this content in one step: at any moment it is the old or the new one.

    Raises:
        OSError: it could not be written, and is as it was.
    """
    replace_all({path: content})


def replace_all(contents: Mapping[Path, bytes]) -> None:
    """Gives each of some files its content, as `replace` does; many of them cost little more than one.

    Raises:
        OSError: one could not be written; all whose turn had not come are as they were.
    """
    drafts = {path: path.with_name(f"{path.name}.tmp") for path in contents}
    at_once = len(contents) > _SYNCED_ONE_BY_ONE and hasattr(os, "sync")
    try:
        for path, draft in drafts.items():
            write(draft, contents[path], sync=not at_once)
        if at_once:
            os.sync()
        for path, draft in drafts.items():
            draft.replace(path)
    except OSError:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink()
        raise


def write(path: Path, content: bytes, *, sync: bool = True) -> None:
    """Writes a new file; unless told not to, it is on disk when this returns, its name only after `sync_folder`."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        if sync:
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


def sync_at_once(files: int) -> bool:
    """Put all of some files on disk in one go, where they are many and the system can; False if it was not done."""
    if files <= _SYNCED_ONE_BY_ONE or not hasattr(os, "sync"):
        return False
    os.sync()
    return True


def sync_folder(folder: Path) -> None:
    """Puts the names in a folder on disk, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
