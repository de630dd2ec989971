"""Sorted lines in compressed blocks, of which a look-up opens one: a large table that costs nothing until it is asked.

A ZIP archive holds the blocks and the first key of each.  A line is a key, a tab and a value; keys are compared as
bytes.  Reading keeps the archive in memory as it is (no open file to share between processes) and a few blocks.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

_LINES = 1_500
"""Lines of a block: more make the archive smaller and a look-up slower."""

_KEPT = 512
"""Blocks kept open: names of one region lie in few of them."""

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time that every block bears, so that the same lines give the same file."""


def write_blocks(path: Path, tables: dict[str, Iterable[tuple[str, str]]]) -> None:
    """Write tables by name, the lines of each sorted by key; the same lines give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, lines in sorted(tables.items()):
            _write_table(archive, name, sorted(lines, key=lambda line: (line[0].encode(), line[1])))


def _write_table(archive: zipfile.ZipFile, name: str, lines: list[tuple[str, str]]) -> None:
    blocks = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    _write(archive, f"{name}/first", (block[0][0] for block in blocks))
    for number, block in enumerate(blocks):
        _write(archive, f"{name}/{number}", (f"{key}\t{value}" for key, value in block))


def _write(archive: zipfile.ZipFile, member: str, lines: Iterable[str]) -> None:
    archive.writestr(zipfile.ZipInfo(member, _WHEN), "\n".join(lines).encode(), zipfile.ZIP_DEFLATED, 9)


class Blocks:
    """The tables of one archive."""

    def __init__(self, content: bytes) -> None:
        """Open an archive, given as its bytes."""
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._first: dict[str, list[bytes]] = {}
        self._block = lru_cache(maxsize=_KEPT)(self._read)

    def at(self, table: str, key: str) -> Iterator[str]:
        """The values of a key, in order."""
        sought = key.encode()
        first = self._first_keys(table)
        start = max(bisect_left(first, sought) - 1, 0)
        opening = b"\n" + sought + b"\t"
        for number in range(start, len(first)):
            if first[number] > sought:
                return
            block = self._block(table, number)
            at = block.find(opening)
            while at >= 0:
                end = block.index(b"\n", at + 1)
                yield block[at + len(opening) : end].decode()
                at = block.find(opening, end)

    def beginning(self, table: str, start: str) -> Iterator[tuple[str, str]]:
        """The lines whose key begins so, in order."""
        sought = start.encode()
        first = self._first_keys(table)
        opening = b"\n" + sought
        for number in range(max(bisect_left(first, sought) - 1, 0), len(first)):
            if first[number] > sought and not first[number].startswith(sought):
                return
            block = self._block(table, number)
            at = block.find(opening)
            while at >= 0:
                end = block.index(b"\n", at + 1)
                key, _, value = block[at + 1 : end].decode().partition("\t")
                yield key, value
                at = block.find(opening, end)

    def _first_keys(self, table: str) -> list[bytes]:
        if table not in self._first:
            self._first[table] = self._archive.read(f"{table}/first").split(b"\n")
        return self._first[table]

    def _read(self, table: str, number: int) -> bytes:
        """A block with a line break before its first line and after its last."""
        return b"\n" + self._archive.read(f"{table}/{number}") + b"\n"
