"""Unsure pairs that a model was asked about: followed where no rule and no person says otherwise, and never chained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import NamedTuple

from schemas import Settled
from schemas.event_set import SettledOutcome

Cluster = tuple[str, ...]
Two = tuple[int, int]
"""Positions of two clusters, the smaller first."""

CONTRADICTED = "its answers on this pair and on others cannot all be true"
CHAINED = "it would put more together than the model was asked about"
ONE_ALREADY = "the rules or a person made them one"


class Followed(NamedTuple):
    """Clusters after the model was heard, in order; what came of each answer, in the order given; and the bars left.

    ``barred`` tells of two records why their clusters can never be one, None if nothing forbids it.
    """

    clusters: tuple[Cluster, ...]
    settled: tuple[Settled, ...]
    barred: Callable[[str, str], str | None]


def follow(
    clusters: Sequence[Cluster],
    settled: Sequence[Settled],
    *,
    key_of: Mapping[str, str],
    forbidden: Callable[[str, str], str | None],
) -> Followed:
    """The clusters that the rules made, those put together of which the model says that they are one.

    Two are joined if the model says the same of a pair between them, and different of none, and nothing forbids it.
    More than two are joined only if it says so of every two of them: its word on A and B and on B and C says nothing
    of A and C.  Where it says that A and B are the same, B and C too, and A and C cannot be, neither pair is joined.
    Of unions that exclude each other the likelier pair goes first.

    Args:
        clusters: Keys of tellings, each key in one cluster.
        settled: The model's answers; those on records without a telling here are left out.
        key_of: The telling of each record.
        forbidden: Why two tellings can never be one, None if nothing forbids it.
    """
    home = {key: at for at, cluster in enumerate(clusters) for key in cluster}
    mine = [one for one in settled if key_of.keys() >= set(one.records)]
    hearing = _Hearing(clusters, {record: home[key] for record, key in key_of.items()}, forbidden, {})
    groups = hearing.joined(mine)
    found = {tuple(sorted(key for at in group for key in clusters[at])) for group in groups}
    after = {key: cluster for cluster in found for key in cluster}

    def barred(ours: str, theirs: str) -> str | None:
        return _first_bar(after[key_of[ours]], after[key_of[theirs]], forbidden)

    return Followed(tuple(sorted(found)), tuple(hearing.outcome(one, groups) for one in mine), barred)


def _first_bar(ours: Cluster, theirs: Cluster, forbidden: Callable[[str, str], str | None]) -> str | None:
    return next(filter(None, (forbidden(a, b) for a, b in product(ours, theirs))), None)


def _two(a: int, b: int) -> Two:
    return min(a, b), max(a, b)


@dataclass(slots=True)
class _Hearing:
    """The clusters that the rules made, the position of each record's, and what was said of two of them so far."""

    clusters: Sequence[Cluster]
    home: Mapping[str, int]
    forbidden: Callable[[str, str], str | None]
    said: dict[Two, list[Settled]]

    def joined(self, settled: Sequence[Settled]) -> set[frozenset[int]]:
        """The groups of clusters after all is heard."""
        self.said = defaultdict(list)
        for one in settled:
            self.said[self._between(one)].append(one)
        same = self._all_same()
        same -= self._at_odds(same)
        groups = {at: frozenset({at}) for at in range(len(self.clusters))}
        for a, b in sorted(same, key=self._rank):
            union = groups[a] | groups[b]
            if all(_two(x, y) in same for x, y in combinations(union, 2)):
                groups.update(dict.fromkeys(union, union))
        return set(groups.values())

    def outcome(self, one: Settled, groups: set[frozenset[int]]) -> Settled:
        """An answer with what came of it."""
        two = self._between(one)
        together = any(group >= set(two) for group in groups)
        outcome: SettledOutcome = "left_unsure"
        note = one.note if one.answer is None else None
        if one.answer == "different":
            outcome, note = ("overruled", ONE_ALREADY) if together else ("kept_apart", None)
        elif one.answer == "same" and together:
            outcome = "joined"
        elif one.answer == "same" and (note := self._bar(two)):
            outcome = "overruled"
        elif one.answer == "same":
            note = CHAINED if self._same(two) and two not in self._at_odds(self._all_same()) else CONTRADICTED
        return one.model_copy(update={"outcome": outcome, "note": note})

    def _between(self, one: Settled) -> Two:
        return _two(self.home[one.records[0]], self.home[one.records[1]])

    def _all_same(self) -> set[Two]:
        return {two for two in self.said if self._same(two) and self._bar(two) is None}

    def _same(self, two: Two) -> bool:
        answers = {one.answer for one in self.said.get(two, ())}
        return two[0] != two[1] and "same" in answers and "different" not in answers

    def _apart(self, two: Two) -> bool:
        return any(one.answer == "different" for one in self.said.get(two, ())) or self._bar(two) is not None

    def _bar(self, two: Two) -> str | None:
        return _first_bar(self.clusters[two[0]], self.clusters[two[1]], self.forbidden)

    def _at_odds(self, same: set[Two]) -> set[Two]:
        """Of pairs called the same those that share a cluster with another of them and lead to two that are not one."""
        return {two for two in same for end in self._ends(two, same) if self._apart(end)}

    def _ends(self, two: Two, same: set[Two]) -> Iterator[Two]:
        """Of every other pair that has a cluster in common with one, the two clusters that they lead to."""
        for other in same - {two}:
            ends = set(two) ^ set(other)
            if len(ends) == len(two):
                yield _two(*ends)

    def _rank(self, two: Two) -> tuple[float, tuple[str, str]]:
        return min((-one.score, one.records) for one in self.said[two])
