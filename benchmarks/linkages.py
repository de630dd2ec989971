"""Ways to decide whether two clusters become one, to be measured beside the one the engine has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[str, str]
Linkage = Callable[[Sequence[float]], float]


def majority(scores: Sequence[float]) -> float:
    """The share of pairs that speak for one event, from -1.0 to 1.0."""
    return 2 * sum(score > 0 for score in scores) / len(scores) - 1


LINKAGES: Mapping[str, Linkage] = {
    "single": max,
    "average": lambda scores: math.fsum(scores) / len(scores),
    "majority": majority,
    "median": lambda scores: sorted(scores)[len(scores) // 2],
    "complete": min,
}


def link(
    items: Iterable[str], pairs: Iterable[Pair], score: Callable[[str, str], float], linkage: Linkage, floor: float
) -> dict[str, str]:
    """The cluster of each item: pairs by falling score, a union only where the linkage gives ``floor`` or more."""
    home = {item: item for item in items}
    members = {item: [item] for item in home}
    for a, b in sorted(pairs, key=lambda pair: (-score(*pair), pair)):
        ours, theirs = home[a], home[b]
        if ours != theirs and linkage([score(x, y) for x in members[ours] for y in members[theirs]]) >= floor:
            for item in members[theirs]:
                home[item] = ours
            members[ours] += members.pop(theirs)
    return home
