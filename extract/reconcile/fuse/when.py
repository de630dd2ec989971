"""Fuse dates: the most precise day, one moment told in two zones, weekdays closed by another article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from extract.reconcile.compare.days import gap, has_day_part, is_day, is_resolved
from extract.reconcile.fuse.claims import Version, claim, without_span
from extract.reconcile.settings import Vocabulary
from schemas import Claim, Conflict, DateValue
from schemas.values import WEEKDAYS

DAY = dt.timedelta(days=1)


def fuse_dates(
    versions: Sequence[Version], vocabulary: Vocabulary
) -> tuple[DateValue | None, tuple[Claim, ...], tuple[Conflict, ...]]:
    """The date of an event, the claims of it and their conflicts.

    Args:
        versions: What the records say, the most precise and best supported first.
        vocabulary: Words that show an hour or a zone.
    """
    if not versions:
        return None, (), ()
    local = _told_locally(versions)
    preferred = local or versions[0]
    claims = tuple(_claim(version, preferred, several=len(versions) > 1, local=local) for version in versions)
    date = without_span(preferred.value)
    zoned, differing = _other_days(versions, preferred, vocabulary)
    conflicts = []
    if zoned:
        conflicts.append(_conflict("timezone", "resolved", [preferred, *zoned]))
        if local is None:
            date = _either_day(date, [version.value for version in zoned])
    if differing:
        conflicts.append(_conflict("disagreement", "open", [preferred, *differing]))
    return date, claims, tuple(conflicts)


def by_publication(date: DateValue | None, told: dt.date | None) -> DateValue | None:
    """The date, bounded by the day ``told`` on which it was first told as done, where nothing else tells its days."""
    if told is None or (date and (date.earliest or date.latest)):
        return date
    return (date or DateValue(raw="")).model_copy(update={"latest": told, "anchor": "published"})


def likeliest_first(
    versions: Sequence[Version], published: Mapping[str, dt.date | None], told: dt.date | None
) -> list[Version]:
    """Versions in their order, of those of equal merit first the day next to the one before the article that tells it.

    Last are those that are only after the day ``told`` when it was told as done; a day of grace is for the zones of
    clocks.  News is of the day before: a weekday of the very day may be that on which somebody spoke of it, one that
    is counted back almost a week is often still to come.
    Source: 701 shootings told by several articles (Gun Violence Archive), cross-validated by incident.
    """

    def merit(version: Version) -> tuple[object, ...]:
        day = version.value.earliest
        came_out = [out for one in version.told if (out := published[one.record.article_id])]
        off = min((abs((out - day - DAY).days) for out in came_out), default=0) if day else 0
        late = bool(told and day and day > told + DAY)
        return (late, *(-part for part in (*version.preference, *version.support)), off)

    return sorted(versions, key=merit)


def _told_locally(versions: Sequence[Version]) -> Version | None:
    """The day as it was at the site, where one version tells its zone and another is a day off."""
    days = [version for version in versions if is_day(version.value)]
    for version in days:
        if version.value.timezone and any(
            gap(version.value, other.value) == 1 for other in days if other.value.timezone != version.value.timezone
        ):
            return version
    return None


def _other_days(
    versions: Sequence[Version], preferred: Version, vocabulary: Vocabulary
) -> tuple[list[Version], list[Version]]:
    """Versions a day off that an hour or zone explains, and versions nothing explains."""
    zoned: list[Version] = []
    differing: list[Version] = []
    for version in versions:
        apart = gap(preferred.value, version.value) if is_resolved(preferred.value) else None
        if not apart:
            continue
        shifted = any(has_day_part(one.value, vocabulary) for one in (*preferred.told, *version.told))
        (zoned if apart == 1 and shifted else differing).append(version)
    return zoned, differing


def _claim(version: Version, preferred: Version, *, several: bool, local: Version | None) -> Claim:
    if version is preferred:
        rule = "date.local_at_site" if local else "date.most_precise" if several else "date.only_value"
        return claim("date", version, rank="preferred", rule=rule)
    closed = _closed(version.value, preferred.value)
    if closed:
        return claim("date", version, rank="normal", rule="date.closed_by_another_article", value=closed)
    return claim("date", version, rank="normal", rule="date.local_at_site" if local else "date.most_precise")


def _closed(date: DateValue, other: DateValue) -> DateValue | None:
    """A weekday that its article leaves open, on the day at or next to another's on which it falls."""
    if date.earliest or date.latest or not date.weekday or not is_day(other) or other.earliest is None:
        return None
    for shift in (0, -1, 1):
        day = other.earliest + dt.timedelta(days=shift)
        if WEEKDAYS[day.weekday()] == date.weekday:
            return date.model_copy(
                update={"earliest": day, "latest": day, "precision": "day", "anchor": "another_article"}
            )
    return None


def _either_day(date: DateValue, others: Sequence[DateValue]) -> DateValue:
    """One of several days: from the first to the last."""
    first = min(day for day in (date.earliest, *(other.earliest for other in others)) if day)
    last = max(day for day in (date.latest, *(other.latest for other in others)) if day)
    return date.model_copy(update={"earliest": first, "latest": last, "weekday": None})


def _conflict(kind: str, status: str, versions: Sequence[Version]) -> Conflict:
    values = tuple(without_span(version.value) for version in versions)
    return Conflict.model_validate({"field": "date", "kind": kind, "status": status, "values": values})
