"""Fuse casualty counts: never averaged, never dropped, units never mixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple, get_args

from extract.reconcile.article_context import ArticleContext
from extract.reconcile.compare.words import fold
from extract.reconcile.fuse.claims import ToldValue, Version, claim, via_of
from extract.reconcile.fuse.provenance import Provenance
from schemas import AnyRecord, Claim, Conflict, Count, Toll
from schemas.event import Rank
from schemas.values import CountUnit

UNITS: tuple[str, ...] = get_args(CountUnit)
_PART = ".part_of_another"
_NEWS_DAYS = 7
"""Source: of 573 shootings told by several articles (Gun Violence Archive) a toll was settled within a week."""

EVERYONE = frozenset({"people", "persons", "person", "dead", "victims", "lives", "bodies", "individuals", "deaths"})
"""Whom a figure counts that is of all, not of some."""


class Figure(NamedTuple):
    """The key by which two counts are one claim: unit, bounds, vagueness, whom it counts, and if these are a part."""

    unit: str
    low: int | None
    high: int | None
    qualifier: str
    who: tuple[str, ...]
    part: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A figure's version with its rank and the rule that gave it."""

    version: Version
    rank: Rank
    rule: str

    @property
    def is_part(self) -> bool:
        """True of a figure for some of those whom another counts."""
        return self.rule.endswith(_PART)

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        value: Figure = self.version.value
        return value


def fuse_tolls(
    field: str, records: Sequence[AnyRecord], articles: Mapping[str, ArticleContext], provenance: Provenance
) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Claims of a field's counts by unit, the preferred first, and where they cannot all be true.

    Source: UCDP GED gives low, best and high apart and, undecided, the lower figure; ACLED revises a
    figure when its source does and takes "tens" as 10, "dozens" as 12.
    """
    versions = _versions(field, records, provenance)
    if not versions:
        return (), ()
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    current: dict[str, list[Ranked]] = {}
    for unit in dict.fromkeys((*UNITS, *sorted(version.value.unit for version in versions))):
        ranked, updates = _rank_unit(field, [v for v in versions if v.value.unit == unit], articles, provenance)
        current[unit] = [one for one in ranked if one.rank != "deprecated"]
        claims += [_claim(field, one) for one in ranked]
        conflicts += updates + _disagreements(field, current[unit], provenance)
    return tuple(claims), (*conflicts, *_unit_conflicts(field, current))


def _versions(field: str, records: Sequence[AnyRecord], provenance: Provenance) -> list[Version]:
    told: dict[Figure, list[ToldValue]] = {}
    for record in records:
        for count in counts_of(record, field):
            told.setdefault(_figure(count), []).append(ToldValue(count, record))
    return [
        Version(figure, tuple(group), (), provenance.count({one.record.id for one in group}))
        for figure, group in told.items()
    ]


def counts_of(record: AnyRecord, field: str) -> tuple[Count, ...]:
    """The counts a record holds in a field; none where its kind has no such field."""
    held: Count | tuple[Count, ...] | None = getattr(record, field, None)
    return () if held is None else (held,) if isinstance(held, Count) else held


def _figure(count: Count) -> Figure:
    return Figure(count.unit, count.low, count.high, count.qualifier, fold(count.who) if count.who else (), count.part)


def _rank_unit(
    field: str, versions: Sequence[Version], articles: Mapping[str, ArticleContext], provenance: Provenance
) -> tuple[list[Ranked], list[Conflict]]:
    """Ranks of the figures of one unit, and the updates among them.

    A part of those whom another figure counts is no rival of it: it is kept, and neither preferred nor in conflict.
    """
    parts = [version for version in versions if _is_part(version.value, versions)]
    versions = [version for version in versions if version not in parts]
    outdated = {id(a): b for a in versions for b in versions if _updates(b, a, articles, provenance)}
    standing = [version for version in versions if id(version) not in outdated]
    usable = [
        version
        for version in standing
        if _point(version.value) is not None and not any(_meets(other.value, version.value) for other in standing)
    ]
    newest = _newest(versions, articles)
    best = min(usable, key=lambda version: _merit(version, newest), default=None)
    rule = f"{field}.only_figure" if len(versions) == 1 else f"{field}.best_supported_then_lower"
    ranked = [Ranked(best, "preferred", rule)] if best else []
    for version in sorted(versions, key=lambda version: _merit(version, newest)):
        if id(version) in outdated:
            ranked.append(Ranked(version, "deprecated", f"{field}.updated_by_same_origin"))
        elif version is not best:
            vague = _point(version.value) is None
            ranked.append(Ranked(version, "normal", f"{field}.no_point_figure" if vague else rule))
    ranked += [Ranked(version, "normal", f"{field}{_PART}") for version in parts]
    updates = [
        _conflict(field, "update", "resolved", [version, outdated[id(version)]])
        for version in versions
        if id(version) in outdated
    ]
    return ranked, updates


def _is_part(figure: Figure, others: Sequence[Version]) -> bool:
    """True of a figure told as a part, and of one for some people ("children") below one for all."""
    if figure.part:
        return True
    if figure.low is None or not figure.who or EVERYONE & set(figure.who):
        return False
    wholes = (other.value for other in others if not other.value.part)
    return any(
        (not whole.who or EVERYONE & set(whole.who)) and whole.low is not None and whole.low > figure.low
        for whole in wholes
    )


def _updates(later: Version, earlier: Version, articles: Mapping[str, ArticleContext], provenance: Provenance) -> bool:
    """True if all origins of a figure give another for the same people in an article of a later day.

    A lower bound that the figure meets ("at least one" after "three") is no other figure.
    """
    if not _comparable(later.value, earlier.value) or _bounds(later.value) == _bounds(earlier.value):
        return False
    if _meets(earlier.value, later.value):
        return False
    first = [articles[told.record.article_id].published for told in later.told]
    last = [articles[told.record.article_id].published for told in earlier.told]
    known = [day for day in (*first, *last) if day]
    if len(known) < len(first) + len(last):
        return False
    newer = min(day for day in first if day) > max(day for day in last if day)
    return newer and all(provenance.share_an_origin(later.records, [record]) for record in earlier.records)


def _disagreements(field: str, current: Sequence[Ranked], provenance: Provenance) -> list[Conflict]:
    """One conflict of all the figures of a unit that different origins give for the same people."""
    differing: list[Version] = []
    open_ = False
    for a, b in combinations([one for one in current if not one.is_part], 2):
        if not _comparable(a.figure, b.figure) or _bounds(a.figure) == _bounds(b.figure):
            continue
        overlap = _overlap(a.figure, b.figure)
        if overlap and "vague" in (a.figure.qualifier, b.figure.qualifier):
            continue
        if provenance.share_an_origin(a.version.records, b.version.records):
            continue
        differing += [version for version in (a.version, b.version) if version not in differing]
        open_ = open_ or not overlap
    return [_conflict(field, "disagreement", "open" if open_ else "resolved", differing)] if differing else []


def _unit_conflicts(field: str, current: dict[str, list[Ranked]]) -> list[Conflict]:
    """Where a figure for killed and injured together cannot be the sum of the figures apart."""
    parts = [one for unit in ("killed", "injured") for one in current[unit] if one.rank == "preferred"]
    against: list[Version] = []
    for total in current["killed_or_injured"]:
        point = _point(total.figure)
        points = [_point(part.figure) or 0 for part in parts]
        if point is not None and parts and (sum(points) > point or (len(parts) > 1 and sum(points) != point)):
            against.append(total.version)
    return [_conflict(field, "unit", "open", [*(part.version for part in parts), *against])] if against else []


def _claim(field: str, ranked: Ranked) -> Claim:
    best = _point(ranked.figure) if ranked.rank == "preferred" else None
    toll = _toll(ranked.version, best).model_copy(update={"part": ranked.is_part})
    return claim(field, ranked.version, rank=ranked.rank, rule=ranked.rule, value=toll)


def _toll(version: Version, best: int | None = None) -> Toll:
    figure: Figure = version.value
    via = via_of(version.told)
    return Toll(unit=figure.unit, low=figure.low, high=figure.high, best=best, via=via)


def _conflict(field: str, kind: str, status: str, versions: Sequence[Version]) -> Conflict:
    values = tuple(_toll(version) for version in versions)
    return Conflict.model_validate({"field": field, "kind": kind, "status": status, "values": values})


def _point(figure: Figure) -> int | None:
    """The single number a figure comes to, None for a vague one or a mere upper bound."""
    if figure.qualifier in ("vague", "up_to"):
        return None
    return figure.low


def _bounds(figure: Figure) -> tuple[int | None, int | None]:
    return figure.low, figure.high


def _meets(figure: Figure, bound: Figure) -> bool:
    """True if an exact figure bears out a lower bound ("three" and "at least one"): it tells the same and more."""
    if figure.qualifier != "exact" or bound.qualifier != "at_least" or not _comparable(figure, bound):
        return False
    return figure.low is not None and figure.low >= (bound.low or 0)


def _overlap(a: Figure, b: Figure) -> bool:
    lowest, highest = max(a.low or 0, b.low or 0), [high for high in (a.high, b.high) if high is not None]
    return not highest or lowest <= min(highest)


def _comparable(a: Figure, b: Figure) -> bool:
    """True unless two figures count different people: civilians of one, fighters of the other."""
    return not a.who or not b.who or bool(set(a.who) & set(b.who))


def _newest(versions: Sequence[Version], articles: Mapping[str, ArticleContext]) -> Mapping[Figure, int]:
    """The last day on which each figure was news, 0 where none is known.

    Of what is told later than a week after the first report only more deaths are news: somebody died of wounds.  A
    story of a trial or an anniversary recalls a toll, often a part of it, and does not bring it up to date.
    """
    days = {
        version.value: [day.toordinal() for told in version.told if (day := articles[told.record.article_id].published)]
        for version in versions
    }
    last = min((day for told in days.values() for day in told), default=0) + _NEWS_DAYS
    settled = max((figure.low or 0 for figure, told in days.items() if any(day <= last for day in told)), default=0)
    return {
        figure: max((day for day in told if day <= last or _is_more(figure, settled)), default=0)
        for figure, told in days.items()
    }


def _is_more(figure: Figure, settled: int) -> bool:
    return figure.unit == "killed" and (figure.low or 0) > settled


def _merit(version: Version, newest: Mapping[Figure, int]) -> tuple[object, ...]:
    figure: Figure = version.value
    return (
        _point(figure) is None,
        *(-part for part in version.support),
        -newest[figure],
        bool(figure.who),
        figure.low if figure.low is not None else -1,
        figure.high if figure.high is not None else -1,
        figure.qualifier,
        figure.who,
    )
