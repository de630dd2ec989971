"""Opens a table: plain, gzip or ZIP; text in UTF-8, or in the Windows encoding that its publisher uses."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, cast

from extract.base.errors import InputError
from extract.knowledge.user_tables.csv_rows import csv_rows
from extract.knowledge.user_tables.rows import Outcome, Refused, RowError

_NO_TABLES = ("readme.txt",)
_SNIFFED = 65_536
_FALLBACK = "cp1252"
"""What is not UTF-8 is taken for this, as UCDP's lists are; it is said in the list of what was read."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Content:
    """A table as it lies on disk; ``name`` is that of the file, or of the file in the archive."""

    path: Path

    @cached_property
    def name(self) -> str:
        """The name whose ending tells what is in it."""
        if self._packed == "zip":
            return PurePosixPath(self._member).name
        return self.path.name.removesuffix(".gz") if self._packed == "gz" else self.path.name

    @cached_property
    def head(self) -> str:
        """The beginning of the text, by which a format is told."""
        with self._binary() as file:
            start = file.read(_SNIFFED)
        encoding = "utf-16" if start.startswith(_UTF_16) else "utf-8"
        return start.decode(encoding, "replace").removeprefix("\ufeff")

    @cached_property
    def encoding(self) -> str:
        """UTF-16 where a mark says so; UTF-8, unless more lines are none than are; then Windows-1252."""
        with self._binary() as file:
            if file.read(2) in _UTF_16:
                return "utf-16"
        good = bad = 0
        with self._binary() as file:
            for piece in _pieces(file):
                try:
                    piece.decode("utf-8")
                    good += not piece.isascii()
                except UnicodeDecodeError:
                    told = [_is_utf_8(line) for line in piece.splitlines() if not line.isascii()]
                    good, bad = good + sum(told), bad + len(told) - sum(told)
        return "utf-8" if good >= bad else _FALLBACK

    def lines(self, encoding: str | None = None) -> Iterator[str]:
        """The lines of the text, with their ends; in UTF-8 or what else it is, unless the format says which."""
        told = encoding or self.encoding
        with self._binary() as file, io.TextIOWrapper(file, told, errors="replace", newline="") as text:
            for number, line in enumerate(text):
                yield line.removeprefix("\ufeff") if number == 0 else line

    def text(self) -> str:
        """The whole text."""
        return "".join(self.lines())

    @cached_property
    def delimiter(self) -> str:
        """What stands between the cells of the first line: a comma, a semicolon or a tab."""
        first = self.head.split("\n", 1)[0]
        return max(",;\t", key=first.count)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The cells of the first line, in small letters."""
        if self.name.lower().endswith((".xlsx", ".xlsm")):
            return tuple(_header(next(iter(self._sheet()), ())))
        rows = csv.reader(io.StringIO(self.head.split("\n", 1)[0]), delimiter=self.delimiter)
        return tuple(_header(next(rows, [])))

    def rows(self) -> Iterator[tuple[int, Mapping[str, str] | Refused]]:
        """Each row by the names of its columns, with its line; blank lines are left."""
        header = self.header
        for line, cells in self._numbered():
            if isinstance(cells, Refused):
                yield line, cells
                continue
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                yield line, Refused(line, f"it has {len(cells)} cells, but there are {len(header)} columns")
            elif "\ufffd" in "".join(cells):
                yield line, Refused(line, "it holds bytes that are no text")
            else:
                yield line, dict(zip(header, cells, strict=False))

    def outcomes(self, of_row: Callable[[int, Mapping[str, str]], Outcome]) -> Iterator[Outcome]:
        """What ``of_row`` makes of each row; a row that it cannot use is refused with its reason, and alone."""
        for line, row in self.rows():
            if isinstance(row, Refused):
                yield row
                continue
            try:
                yield of_row(line, row)
            except RowError as error:
                yield Refused(line, str(error))

    def _numbered(self) -> Iterator[tuple[int, Sequence[str] | Refused]]:
        """All rows but the first; the line is that on which a row begins."""
        if self.name.lower().endswith((".xlsx", ".xlsm")):
            sheet = iter(self._sheet())
            next(sheet, None)
            yield from enumerate(sheet, start=2)
            return
        yield from csv_rows(self.lines(), self.delimiter, len(self.header))

    def _sheet(self) -> Iterator[Sequence[str]]:
        try:
            from openpyxl import load_workbook  # noqa: PLC0415 (of an extra)
        except ImportError:
            raise InputError(f"{self.path.name}: to read Excel files, pip install 'rashomon-events[excel]'") from None
        with self._binary() as file:
            book = load_workbook(io.BytesIO(file.read()), read_only=True, data_only=True)
        for cells in book.worksheets[0].iter_rows(values_only=True):
            yield ["" if cell is None else str(cell) for cell in cells]

    @cached_property
    def _packed(self) -> str:
        with self.path.open("rb") as file:
            start = file.read(4)
        if start == b"PK\x03\x04" and not self.path.name.lower().endswith((".xlsx", ".xlsm")):
            return "zip"
        return "gz" if start[:2] == b"\x1f\x8b" else ""

    @cached_property
    def _member(self) -> str:
        with zipfile.ZipFile(self.path) as archive:
            inside = [one for one in archive.namelist() if not one.endswith("/")]
        tables = [one for one in inside if PurePosixPath(one).name.lower() not in _NO_TABLES]
        if len(tables) != 1:
            found = f"{len(tables)} files" if tables else "no table"
            raise InputError(f"{self.path.name} holds {found}: unpack it, and give the table")
        return tables[0]

    def _binary(self) -> IO[bytes]:
        if self._packed == "zip":
            return _Member(self.path, self._member)
        return cast("IO[bytes]", gzip.open(self.path, "rb")) if self._packed == "gz" else self.path.open("rb")


class _Member(io.BufferedReader):
    """A file in an archive, which closes the archive with it."""

    def __init__(self, path: Path, member: str) -> None:
        self._archive = zipfile.ZipFile(path)
        super().__init__(self._archive.open(member))  # type: ignore[arg-type]  # it reads as a raw file does

    def close(self) -> None:
        super().close()
        self._archive.close()


def _header(cells: Sequence[str]) -> Iterator[str]:
    return (cell.removeprefix("\ufeff").strip().casefold() for cell in cells)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes in pieces that end with a line, so that none ends within a letter."""
    while piece := file.read(1 << 20):
        yield piece + file.readline()
