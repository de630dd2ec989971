"""Runs that share a folder of recordings take turns at a question: one asks, and the others play what it was told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_FOLDER = ".asking"
_KEY_LENGTH = 32
"""Hexadecimal digits of a SHA-256: half of them are still unique, and names stay short."""

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.02, 0.5


class Turns:
    """The questions that runs are asking right now: a locked file each, which the system frees if its run dies."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in the folder of a model's recordings."""
        self._folder = folder / _FOLDER

    @asynccontextmanager
    async def take(self, key: str) -> AsyncIterator[None]:
        """In the block no other run asks the question; where the disk has no room for a lock, runs ask side by side."""
        lock = await self._locked(self._folder / key[:_KEY_LENGTH])
        try:
            yield
        finally:
            if lock is not None:
                with suppress(OSError):
                    Path(lock.lock_file).unlink()
                lock.release()

    def close(self) -> None:
        """Leave no empty folder behind."""
        with suppress(OSError):
            self._folder.rmdir()

    async def _locked(self, file: Path) -> FileLock | None:
        lock, wait_s = FileLock(file, thread_local=False), _FIRST_WAIT_S
        while True:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                lock.acquire(blocking=False)
            except Timeout:
                await asyncio.sleep(wait_s)
                wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
            except OSError:
                return None
            else:
                return lock
