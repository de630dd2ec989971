"""Conflicts of place: one place at two grains, a wider scope, or two places apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from extract.reconcile.compare.places import BREADTH, NARROW, countries, relation
from extract.reconcile.fuse.claims import Version, without_span
from schemas import Conflict, PlaceValue


def place_conflicts(versions: Sequence[Version], *, near_km: float, border: re.Pattern[str]) -> tuple[Conflict, ...]:
    """One conflict of each kind that the places of an event come to, with every place that has part in it."""
    groups: dict[str, list[Version]] = {"disagreement": [], "scope": [], "granularity": []}
    for a, b in combinations(versions, 2):
        kind = _kind(a.value, b.value, near_km=near_km, border=border)
        if kind:
            groups[kind] += [version for version in (a, b) if version not in groups[kind]]
    return tuple(
        Conflict.model_validate(
            {
                "field": "place",
                "kind": kind,
                "status": "resolved" if kind == "granularity" else "open",
                "values": tuple(without_span(version.value) for version in group),
            }
        )
        for kind, group in groups.items()
        if group
    )


def most_named_first(versions: Sequence[Version], texts: Sequence[str]) -> list[Version]:
    """Versions in their order, but of those of equal merit the place first that more of the articles name.

    The articles count that name the place and those that name its province; then how often the place is named.
    """

    def merit(version: Version) -> tuple[int, ...]:
        place = version.value
        times = [_times(place.name or place.raw, text) for text in texts]
        within = [_times(place.admin1, text) for text in texts] if place.admin1 else []
        named = sum(map(bool, times)) + sum(map(bool, within))
        return tuple(-part for part in (*version.preference, *version.support, named, sum(times)))

    return sorted(versions, key=merit)


def _times(name: str, text: str) -> int:
    """How often a text has a name, written as a name: "Early" is no town in "early on Monday"."""
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text)) if name in text else 0


def _kind(a: PlaceValue, b: PlaceValue, *, near_km: float, border: re.Pattern[str]) -> str | None:
    ours, theirs = countries(a), countries(b)
    if ours and theirs and ours != theirs:
        if border.search(a.raw) or border.search(b.raw):
            return None
        return "scope" if ours & theirs else "disagreement"
    if a.name is None or b.name is None or a.name == b.name:
        return None
    found = relation(a, b, near_km=near_km, border=border)
    if found is None:
        return None
    if found.score < 0 and {a.precision, b.precision} <= NARROW:
        return "disagreement"
    return "granularity" if BREADTH.index(a.precision) != BREADTH.index(b.precision) and found.score > 0 else None
