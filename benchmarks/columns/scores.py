"""Scores of pairs in columns: what the rules of the small engine say, summed to the same ten-thousandths."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from benchmarks.columns.crowded import Crowded
from benchmarks.columns.table import Strikes
from extract.large.columns.in_common import InCommon
from extract.large.columns.likeness import Likeness
from extract.large.columns.rules import SILENT
from extract.large.columns.steps import Step
from extract.large.columns.table import UNITS, Floats, Ints
from extract.large.columns.wording import Wording
from extract.reconcile import ReconcileSettings

NEAR_HALF = 1e-6
"""Ten-thousandths: a sum that close to half of one is rounded the way the small engine does, number by number."""


class Scores:
    """Scores of any two tellings, in ten-thousandths; tellings are rows of a table of strikes."""

    def __init__(self, strikes: Strikes, settings: ReconcileSettings) -> None:
        """Nothing is compared yet."""
        self._strikes = strikes
        self._table = settings.across["strike"]
        words = InCommon(strikes.words.starts, strikes.words.stems, len(strikes.words.rarity))
        self._steps = Likeness(strikes.told, Wording(words, strikes.words.rarity), settings).steps()
        self._crowded = Crowded(strikes.told, strikes.singles)
        self._bound = math.ceil(abs(self._table.bias) + math.fsum(map(abs, self._table.weights.values()))) * UNITS
        self._score = _scores(np.arange(-self._bound, self._bound + 1))

    def of(self, a: Ints, b: Ints) -> Ints:
        """The score of each pair of rows, of two articles or of one."""
        said = _all_said(self._steps, a, b)
        said["crowding"] = self._crowded.of(a, b, said["place"])
        score = self._score[self._odds(said) + self._bound]
        one_article, known = self._strikes.told_together(a, b)
        score[one_article] = self._strikes.within.score[known]
        return score

    def _odds(self, said: dict[str, Ints]) -> Ints:
        """Summed log-odds of each pair in ten-thousandths."""
        # Of what other rules read, flat columns hold nothing.
        rules = [(weight, said[name]) for name, weight in self._table.weights.items() if name in said]
        total: Floats = np.full(len(rules[0][1]), self._table.bias)
        for weight, score in rules:
            total += np.where(score == SILENT, 0.0, weight * (score / UNITS))
        scaled = total * UNITS
        odds = np.rint(scaled).astype(np.int32)
        for row in _near_half(scaled):
            spoken = math.fsum(weight * (int(score[row]) / UNITS) for weight, score in rules if score[row] != SILENT)
            odds[row] = round(round(self._table.bias + spoken, 4) * UNITS)
        return odds


def _all_said(steps: Iterable[Step], a: Ints, b: Ints) -> dict[str, Ints]:
    """The scores of all rules for each pair of rows."""
    said: dict[str, Ints] = {}
    for step in steps:
        said |= step(a, b, said)
    return said


def _scores(odds: Ints) -> Ints:
    """The score of each log-odds, both in ten-thousandths."""
    scaled = np.tanh(odds / UNITS / 2) * UNITS
    scores = np.rint(scaled).astype(np.int32)
    for row in _near_half(scaled):
        scores[row] = round(round(math.tanh(int(odds[row]) / UNITS / 2), 4) * UNITS)
    return scores


def _near_half(scaled: Floats) -> list[int]:
    """Where a rounding may go either way by the last bit."""
    close: list[int] = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < NEAR_HALF).tolist()
    return close
