"""Values of pairs of rows: each distinct pair of codes is looked at once, the answers spread over all rows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extract.large.columns.table import Ints

DENSE = 32
"""Pairs of codes for each row asked about, up to which a table of all is kept instead of sorting those that occur."""

_UNASKED = -(1 << 31)


class EachPair:
    """Answers to ``ask(x, y)`` for codes ``x`` and ``y``, each pair asked once."""

    def __init__(self, sizes: tuple[int, int], ask: Callable[[int, int], int]) -> None:
        """Nothing is asked yet; codes are below these sizes.

        ``ask`` is no method of whoever keeps this: the two would keep each other, and all columns, until garbage is
        looked for.
        """
        self._width, self._pairs = sizes[1], sizes[0] * sizes[1]
        self._ask = ask
        self._answers: Ints | None = None

    def of(self, a: Ints, b: Ints) -> Ints:
        """The answer for each row of two columns of codes."""
        codes = a.astype(np.int64) * self._width + b
        answers = self._table(len(codes))
        if answers is None:
            distinct, where = np.unique(codes, return_inverse=True)
            return self._asked(distinct)[where]
        missing = codes[answers[codes] == _UNASKED]
        if len(missing):
            missing = np.unique(missing)
            answers[missing] = self._asked(missing)
        return answers[codes]

    def _table(self, rows: int) -> Ints | None:
        """The answers known, where so many rows are worth a table; two threads may each begin one."""
        answers = self._answers
        if answers is None and self._pairs <= DENSE * rows:
            answers = self._answers = np.full(self._pairs, _UNASKED, dtype=np.int32)
        return answers

    def _asked(self, codes: Ints) -> Ints:
        return np.fromiter((self._ask(*divmod(code, self._width)) for code in codes.tolist()), np.int32, len(codes))


class EachLikeness:
    """Answers for two codes of one facet, where it does not matter which comes first."""

    def __init__(self, size: int, ask: Callable[[int, int], int]) -> None:
        """Nothing is asked yet."""
        self._pairs = EachPair((size, size), ask)

    def of(self, a: Ints, b: Ints) -> Ints:
        """The answer for each row of two columns of codes."""
        return self._pairs.of(np.minimum(a, b), np.maximum(a, b))
