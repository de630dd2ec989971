"""Settles what people said of pairs: consistent through third records, the later line where two contradict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from extract.base.types import HumanDecisions


class Saying(NamedTuple):
    """That records (ids, all different) are all one event, or no two of them; ``said`` by whom, when and why."""

    line: int
    same: bool
    records: tuple[str, ...]
    said: str


class Settled(NamedTuple):
    """The judgements that hold, and for each line that does not the lines that it contradicts."""

    judged: HumanDecisions
    overruled: Mapping[int, tuple[int, ...]]


@dataclass(slots=True)
class _Group:
    records: frozenset[str]
    lines: frozenset[int] = frozenset()
    said: tuple[str, ...] = ()


@dataclass(slots=True)
class _Board:
    groups: dict[str, _Group] = field(default_factory=dict)
    apart: dict[tuple[str, str], Saying] = field(default_factory=dict)

    def group(self, record: str) -> _Group:
        return self.groups.get(record) or _Group(frozenset({record}))

    def against(self, saying: Saying) -> set[int]:
        """Lines that hold and cannot hold together with one more."""
        lines: set[int] = set()
        if not saying.same:
            for a, b in combinations(saying.records, 2):
                if b in self.group(a).records:
                    lines |= self.group(a).lines
            return lines
        joined = [self.group(record) for record in saying.records]
        union = frozenset().union(*(group.records for group in joined))
        for (a, b), other in self.apart.items():
            if a in union and b in union:
                lines |= {other.line} | self.group(a).lines | self.group(b).lines
        return lines

    def add(self, saying: Saying) -> None:
        if not saying.same:
            for a, b in combinations(sorted(saying.records), 2):
                self.apart.setdefault((a, b), saying)
            return
        joined = list({id(group): group for group in map(self.group, saying.records)}.values())
        union = _Group(
            frozenset().union(*(group.records for group in joined)),
            frozenset({saying.line}).union(*(group.lines for group in joined)),
            (saying.said, *(said for group in joined for said in group.said)),
        )
        self.groups.update(dict.fromkeys(union.records, union))


def settle(sayings: Iterable[Saying]) -> Settled:
    """The judgements that hold together: from the last line up, each that contradicts no later one."""
    board = _Board()
    overruled: dict[int, tuple[int, ...]] = {}
    for saying in sorted(sayings, key=lambda one: -one.line):
        against = board.against(saying)
        if against:
            overruled[saying.line] = tuple(sorted(against))
        else:
            board.add(saying)
    groups = {tuple(sorted(group.records)): "; ".join(dict.fromkeys(group.said)) for group in board.groups.values()}
    apart = {pair: saying.said for pair, saying in board.apart.items()}
    return Settled(HumanDecisions(dict(sorted(groups.items())), dict(sorted(apart.items()))), overruled)
