"""The settings of the reconciler: weights, thresholds and the general vocabulary it reads with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.reconcile.kind_rules import KindRules


@dataclass(frozen=True, slots=True)
class RuleTable:
    """How much each comparison rule counts for one kind in one scope.

    The scopes: within an article, attaching a mention of few words ("the attack") to a telling of its
    own article, across articles, and the main tellings of two articles, which the whole texts are about.

    Weights and bias are log-odds: a rule's score times its weight is added to ``bias``; a rule
    with no weight is not asked.
    """

    bias: float
    weights: Mapping[str, float]

    def toward(self, other: RuleTable, *, share: float) -> RuleTable:
        """A table ``share`` of the way from this one to another, 0.0 to 1.0."""
        names = dict.fromkeys((*self.weights, *other.weights))
        mixed = {name: self._mix(self.weights.get(name, 0.0), other.weights.get(name, 0.0), share) for name in names}
        return RuleTable(self._mix(self.bias, other.bias, share), mixed)

    @staticmethod
    def _mix(ours: float, theirs: float, share: float) -> float:
        return round((1 - share) * ours + share * theirs, 4)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a score in [-1, 1] turns into a verdict, and what a union of clusters needs.

    ``match`` and above is a match, ``unsure`` and above is for a person to judge.  Two full tellings of
    one article that score below ``apart`` of their kind are two, whatever a third says.  Two clusters
    join only if the mean over all pairs between them is at least ``floor``.  A mention that says
    little of itself joins the best telling of its article only if that leads the next by ``lead``, in
    log-odds.
    """

    match: float
    unsure: float
    apart: Mapping[str, float]
    floor: float
    lead: float


@dataclass(frozen=True, slots=True)
class Blocking:
    """Bounds on the pairs compared across articles.

    A key shared by more than ``bucket`` tellings pairs each only with the next ``window`` in order of
    publication, and is crossed with the other keys that so many share; a cross that more than
    ``crossed`` share pairs each only with the next ``crossed``.  Of its partners a telling keeps the
    ``partners`` that share most.
    """

    bucket: int
    window: int
    crossed: int
    partners: int


@dataclass(frozen=True, slots=True)
class Independence:
    """When two passages are one origin: ``shingle`` words in a row, ``containment`` of the shorter passage.

    Two withheld names may hide one person where their descriptions share ``alias`` of their words.
    """

    shingle: int
    containment: float
    alias: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """General words the rules read with; nothing of a particular story.

    ``synonyms`` gives the stem that stands for a stem of like meaning, ``bare`` the stems that tell of a remark no
    more than its act; ``parts_of_names`` are words of many names.
    """

    stop: frozenset[str]
    synonyms: Mapping[str, str]
    bare: frozenset[str]
    months: Mapping[str, int]
    attack: re.Pattern[str]
    series: re.Pattern[str]
    response: re.Pattern[str]
    another: re.Pattern[str]
    one_more: re.Pattern[str]
    relative: re.Pattern[str]
    days: re.Pattern[str]
    day_part: re.Pattern[str]
    border: re.Pattern[str]
    definite: re.Pattern[str]
    risen: re.Pattern[str]
    since: re.Pattern[str]
    past: re.Pattern[str]
    alike: Mapping[str, frozenset[str]]
    parts_of_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReconcileSettings:
    """Everything `reconcile` may be told; `extract.pipeline.reconcile_settings` reads it from its data file.

    ``kinds`` has what is told of each kind: no other kind can be reconciled.  ``days_apart`` and ``near_km``
    bound one event in time and space; of ``few`` articles the rarity of words counts half; ``same_words`` are
    the shares of words in common from which two wordings may be one remark and surely are; ``explained``
    decisions against a match are kept for each telling.
    """

    kinds: Mapping[str, KindRules]
    within: Mapping[str, RuleTable]
    attach: Mapping[str, RuleTable]
    across: Mapping[str, RuleTable]
    main: Mapping[str, RuleTable]
    thresholds: Thresholds
    blocking: Blocking
    independence: Independence
    vocabulary: Vocabulary
    days_apart: int
    near_km: float
    few: int
    same_words: tuple[float, float]
    explained: int
