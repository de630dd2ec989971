"""The rules on what remarks do and who makes them, in columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from extract.large.columns.batch import Batch
from extract.large.columns.pairs import EachLikeness
from extract.large.columns.rules import SILENT, Asked
from extract.large.columns.steps import Said
from extract.large.columns.table import UNITS, UNPUBLISHED, Facet, Flags, Ints
from extract.reconcile.article_context import ArticleContext, Scene
from extract.reconcile.match.rules.remark import OCCASION, SHARED, deed, occasion, voice
from schemas import Actor

_ONE_TIME = ArticleContext("", dt.date(2000, 1, 1), None, "", ())
_SOME_WORD = frozenset({"word"})


class Remarks:
    """Scores of these rules for any two rows, in ten-thousandths; `SILENT` where they say nothing."""

    def __init__(self, batch: Batch, asked: Asked) -> None:
        """What remarks say and do, when, and of which attacks their articles tell."""
        self._words, _ = batch.members(lambda row: row.words)
        self._numbers, _ = batch.members(lambda row: row.numbers)
        self._published = batch.published
        alone = batch.field("alone")
        self._alone = np.array(alone.values, dtype=bool)[alone.codes]
        self._speakers, self._scenes, self._acts = map(batch.field, ("speakers", "scenes", "acts"))
        speakers, scenes, acts = self._speakers.values, self._scenes.values, self._acts.values
        self._voice = _each(self._speakers, lambda a, b: asked.of(voice, _speaker(speakers[a]), _speaker(speakers[b])))
        self._occasion = _each(self._scenes, lambda a, b: asked.of(occasion, _scene(scenes[a]), _scene(scenes[b])))
        self._shared_act = _each(self._acts, lambda a, b: int(bool(acts[a] & acts[b])))
        self._deed = EachLikeness(2 * len(acts), lambda a, b: asked.of(deed, _told(acts, a), _told(acts, b)))

    def of(self, a: Ints, b: Ints, _: Said) -> Said:
        """Scores of pairs of rows, by rule."""
        occasions = self._occasion.of(self._scenes.codes[a], self._scenes.codes[b])
        at_one_time = self._at_one_time(a, b, occasions)
        bare = self._words.many == 0
        told = 2 * self._acts.codes + bare
        deeds = self._deed.of(told[a], told[b])
        acts = self._shared_act.of(self._acts.codes[a], self._acts.codes[b]) > 0
        shared = np.bincount(self._words.of(a, b).pair, minlength=len(a)) >= SHARED
        figures = np.bincount(self._numbers.of(a, b).pair, minlength=len(a)) == 0
        figures &= (self._numbers.many[a] > 0) & (self._numbers.many[b] > 0)
        return {
            "voice": self._voice.of(self._speakers.codes[a], self._speakers.codes[b]),
            "occasion": np.where((occasions == UNITS) & ~at_one_time, SILENT, occasions),
            "deed": np.where(at_one_time, deeds, SILENT),
            "alone": np.where(self._alone[a] & self._alone[b] & acts & shared & at_one_time, UNITS, SILENT),
            "other_numbers": np.where(figures, -UNITS, SILENT),
        }

    def _at_one_time(self, a: Ints, b: Ints, occasions: Ints) -> Flags:
        ours, theirs = self._published[a], self._published[b]
        known = (ours != UNPUBLISHED) & (theirs != UNPUBLISHED)
        return np.where(known, np.abs(ours - theirs) <= OCCASION, occasions == UNITS)


def _each(facet: Facet[Any], ask: Callable[[int, int], int]) -> EachLikeness:
    return EachLikeness(len(facet.values), ask)


def _speaker(actors: tuple[Actor, ...]) -> dict[str, Any]:
    return {"parties": {"speaker": actors}}


def _scene(scenes: frozenset[Scene]) -> dict[str, Any]:
    return {"setting": ArticleContext("", None, None, "", (), scenes=scenes)}


def _told(acts: Sequence[frozenset[str]], code: int) -> dict[str, Any]:
    number, bare = divmod(code, 2)
    return {"acts": acts[number], "words": frozenset() if bare else _SOME_WORD, "setting": _ONE_TIME}
