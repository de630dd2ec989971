"""Columns of flat records, each as codes and distinct values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from extract.base.errors import ConfigError, InputError
from extract.large.columns.table import Ints

if TYPE_CHECKING:
    import pyarrow as pa


class FlatFile:
    """A Parquet file, read a column at a time."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            ConfigError: The extra ``scale`` is not installed.
            InputError: It is no Parquet file.
        """
        try:
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise ConfigError("reading Parquet needs pyarrow: pip install 'rashomon-events[scale]'") from error
        try:
            self._file = pq.ParquetFile(path)
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read as Parquet: {error}") from error
        self.column_names: list[str] = list(self._file.schema_arrow.names)

    def __len__(self) -> int:
        """The number of rows."""
        return int(self._file.metadata.num_rows)

    def __getitem__(self, name: str) -> pa.ChunkedArray:
        """A column."""
        return self._file.read(columns=[name], use_threads=False)[name]

    def read(self) -> pa.Table:
        """All columns."""
        return self._file.read(use_threads=False)


class Encoded:
    """Columns by name, each as codes and distinct values; empty texts and no-numbers count as missing."""

    def __init__(self, table: pa.Table | FlatFile) -> None:
        """Nothing is read yet."""
        self._table = table
        self.rows = len(table)

    def needed(self, name: str) -> Ints:
        """A column in which every row has a text.

        Raises:
            InputError: It is not there, or a row has none.
        """
        if name not in self._table.column_names:
            raise InputError(f"flat columns need one named “{name}”: give every row one")
        column = self._table[name]
        if column.null_count:
            raise InputError(f"a row has no “{name}”: give every row one")
        return np.array(column.to_pylist(), dtype=object)

    def column(self, name: str) -> tuple[Ints, list[Any]]:
        """Codes, -1 where there is no value, and the values they stand for."""
        if name not in self._table.column_names:
            return np.full(self.rows, -1, dtype=np.int32), []
        encoded = self._table[name].combine_chunks().dictionary_encode()
        values = encoded.dictionary.to_pylist()
        told = np.array([value not in ("", None) and value == value for value in values], dtype=bool)  # noqa: PLR0124
        number = np.append(np.where(told, np.cumsum(told) - 1, -1), -1).astype(np.int32)
        codes = encoded.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
        return number[codes], [value for value, kept in zip(values, told.tolist(), strict=True) if kept]

    def together(self, *names: str) -> tuple[Ints, list[tuple[Any, ...]]]:
        """Several columns at once: codes, and what occurs together, a value or None of each column."""
        where, told = np.zeros(self.rows, dtype=np.int64), np.zeros((1, 0), dtype=object)
        for name in names:
            codes, values = self.column(name)
            distinct, where = np.unique(where * (len(values) + 1) + codes + 1, return_inverse=True)
            before, code = np.divmod(distinct, len(values) + 1)
            column = np.array([None, *values], dtype=object)[code]
            told = np.concatenate((told[before], column.reshape(-1, 1)), axis=1)
        return where.astype(np.int32), [tuple(row) for row in told.tolist()]
