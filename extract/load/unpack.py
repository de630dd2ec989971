"""Unpacks gzip and zip in memory, never more than a set number of bytes; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from extract.load.document import UnreadableError

MOST_RATIO = 200
"""Unpacked bytes for a packed one: text comes to 3 to 10, one line again and again to 100, a bomb to 1,000."""

ALWAYS_ALLOWED = 10_000_000
"""Bytes that may be unpacked whatever the ratio."""

MOST_UNPACKED_BYTES = 5_000_000_000
"""Bytes in one archive, however large it is."""

MOST_MEMBERS = 100_000
"""Files in one archive."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
_LOCKED = 0x1


def gunzip(data: bytes, *, most_bytes: int) -> bytes:
    """The bytes that a gzip file holds.

    Raises:
        UnreadableError: it is damaged, or holds more than is allowed.
    """
    most = min(most_bytes, _allowed(len(data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(most + 1)
    except _DAMAGED as error:
        raise UnreadableError(f"a damaged gzip file: {error}") from None
    if len(unpacked) > most:
        raise UnreadableError(too_large(most) if most == most_bytes else _suspicious(most))
    return unpacked


class Archive:
    """The files in a zip archive, read one at a time; what all of them may hold together is bounded."""

    def __init__(self, data: bytes) -> None:
        """Read the list of files.

        Raises:
            UnreadableError: it is damaged, or lists too many.
        """
        self._allowed = self._budget = _allowed(len(data))
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            raise UnreadableError(f"a damaged zip archive: {error}") from None
        self._infos = [info for info in self._file.infolist() if not info.is_dir()]
        if len(self._infos) > MOST_MEMBERS:
            raise UnreadableError(f"a zip archive of more than {MOST_MEMBERS:,} files; unpack it and give the folder")

    def names(self) -> Iterator[tuple[int, str]]:
        """The files' positions and names, in the archive's order."""
        for position, info in enumerate(self._infos):
            yield position, info.filename

    def check_sizes(self) -> None:
        """Return if all files together hold no more than is allowed, for a reader that unpacks them by itself.

        Raises:
            UnreadableError: they hold more.
        """
        if sum(info.file_size for info in self._infos) > self._allowed:
            raise UnreadableError(_suspicious(self._allowed))

    def read(self, position: int, *, most_bytes: int) -> bytes:
        """The bytes of a file.

        Raises:
            UnreadableError: it is damaged, locked, a link, or holds more than is allowed.
        """
        info = self._infos[position]
        if info.flag_bits & _LOCKED:
            raise UnreadableError("locked by a password")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise UnreadableError("a symbolic link in an archive")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableError("packed by a method that is not read; pack it with deflate")
        most = min(most_bytes, self._budget)
        try:
            with self._file.open(info) as file:
                unpacked = file.read(most + 1)
        except _DAMAGED as error:
            raise UnreadableError(f"damaged in its zip archive: {error}") from None
        self._budget -= min(len(unpacked), most)
        if len(unpacked) > most:
            raise UnreadableError(too_large(most) if most == most_bytes else _suspicious(self._allowed))
        return unpacked


def too_large(most_bytes: int) -> str:
    """The reason why a file that holds more bytes than are read is left out."""
    return f"holds more than the {most_bytes:,} bytes that are read of such a file; split it"


def _allowed(packed_bytes: int) -> int:
    return min(MOST_UNPACKED_BYTES, max(ALWAYS_ALLOWED, MOST_RATIO * packed_bytes))


def _suspicious(allowed: int) -> str:
    return f"packed too small for what it holds: more than {allowed:,} bytes, as in a file made to fill the memory"
