"""Fuse: one event of a cluster of tellings, with every version kept beside the preferred one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from extract.reconcile.fuse.claims import claim, ranked, versions_of, without_span
from extract.reconcile.fuse.context import Context
from extract.reconcile.fuse.fields import DATE, PLACE, fields_of
from extract.reconcile.fuse.is_event import NOT_HAPPENED
from extract.reconcile.fuse.languages import in_english, in_own_words
from extract.reconcile.fuse.parties import fuse_company, fuse_side, on_both_sides
from extract.reconcile.fuse.provenance import Provenance
from extract.reconcile.fuse.titles import Titled
from extract.reconcile.fuse.tolls import fuse_tolls
from extract.reconcile.fuse.when import by_publication, fuse_dates, likeliest_first
from extract.reconcile.fuse.where import most_named_first, place_conflicts
from extract.reconcile.mention import Telling
from schemas import KINDS, AnyEvent, AnyRecord, Claim, Conflict, Kind

ID_DIGITS = 12
"""Hexadecimal digits: among a million events the odds of two alike are one in five hundred."""


def fuse(cluster: Sequence[Telling], context: Context) -> AnyEvent:
    """The event that tellings of one kind, in any order, tell; without its links."""
    records = in_order_of_telling(cluster)
    kind = KINDS[records[0].kind]
    rules = context.settings.kinds[kind.name]
    provenance = Provenance(records, context)
    values: dict[str, Any] = {}
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    for found in (
        _fuse_date(records, provenance, context),
        _fuse_single(kind, records, provenance, context),
        _fuse_parties(kind, records, provenance),
        _fuse_rest(kind, records, provenance, context),
    ):
        values |= found[0]
        claims += found[1]
        conflicts += found[2]
    series = all(telling.series for telling in cluster)
    values |= rules.values(tuple(cluster), records)
    title, original = (
        rules.title(Titled(kind.name, told, context.country_names, series))
        for told in (in_english(values), in_own_words(values))
    )
    return kind.event.model_validate(
        {
            **{name: value for name, value in values.items() if name in kind.event.model_fields},
            "id": event_id(records),
            "title": title,
            "title_original": original if original != title and _has_english(values) else None,
            "records": tuple(record.id for record in records),
            "articles": tuple(dict.fromkeys(record.article_id for record in records)),
            "sources": provenance.total(),
            "claims": tuple(claims),
            "conflicts": tuple(conflicts),
        }
    )


def _has_english(values: Mapping[str, Any]) -> bool:
    held = (one for value in values.values() for one in (value if isinstance(value, tuple) else (value,)))
    return any(getattr(one, "english", None) for one in held)


def in_order_of_telling(cluster: Sequence[Telling]) -> list[AnyRecord]:
    """Records by publication (unknown last), article, place in it and id."""
    placed = [(telling.setting, record) for telling in cluster for record in telling.records]
    placed.sort(
        key=lambda pair: (
            pair[0].published is None,
            pair[0].published.toordinal() if pair[0].published else 0,
            pair[1].article_id,
            pair[1].evidence[0].start,
            pair[1].id,
        )
    )
    return [record for _, record in placed]


def event_id(records: Sequence[AnyRecord]) -> str:
    """An id that hangs on the first record told, so that a later article rarely changes it."""
    digest = hashlib.sha256(records[0].id.encode()).hexdigest()
    return f"{records[0].kind}-event-{digest[:ID_DIGITS]}"


Fused = tuple[dict[str, Any], Sequence[Claim], Sequence[Conflict]]


def _fuse_date(records: Sequence[AnyRecord], provenance: Provenance, context: Context) -> Fused:
    published = {one.article_id: context.articles[one.article_id].published for one in records}
    versions = likeliest_first(versions_of(DATE, records, provenance), published, _first_told(records, context))
    date, claims, conflicts = fuse_dates(versions, context.settings.vocabulary)
    return {"date": by_publication(date, _first_told(records, context))}, claims, conflicts


def _first_told(records: Sequence[AnyRecord], context: Context) -> dt.date | None:
    """The day of the first article that tells it as done."""
    done = (context.articles[record.article_id].published for record in records if record.assertion not in NOT_HAPPENED)
    return min((day for day in done if day), default=None)


def _fuse_single(kind: Kind, records: Sequence[AnyRecord], provenance: Provenance, context: Context) -> Fused:
    values: dict[str, Any] = {}
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    speaking: frozenset[str] = frozenset()
    settings = context.settings
    rules = settings.kinds[kind.name]
    for known in fields_of(kind, rules.claimed).single:
        field = rules.fields.get(known.name, known)
        versions = versions_of(field, records, provenance)
        if len(versions) > 1 and field is PLACE:
            versions = most_named_first(versions, _texts(records, context))
        if field.name == "speaker" and versions:
            speaking = frozenset(versions[0].records)
        elif speaking:
            versions.sort(
                key=lambda version: speaking.isdisjoint(version.records)
            )  # never one man's words as another's
        if versions:
            values[field.name] = without_span(versions[0].value)
            claims += ranked(field, versions)
        if field.name == "place":
            conflicts += place_conflicts(versions, near_km=settings.near_km, border=settings.vocabulary.border)
    return values, claims, conflicts


def _texts(records: Sequence[AnyRecord], context: Context) -> list[str]:
    return [context.articles[article].text for article in sorted({record.article_id for record in records})]


def _fuse_parties(kind: Kind, records: Sequence[AnyRecord], provenance: Provenance) -> Fused:
    values: dict[str, Any] = {}
    claims: list[Claim] = []
    conflicts: list[Conflict] = []
    versions_by = {field.name: versions_of(field, records, provenance) for field in fields_of(kind, ()).parties}
    both = on_both_sides(versions_by.get("attacker", ()), versions_by.get("target", ()))
    doubted = {"attacker": both.attackers, "target": both.targets}
    outvoted = {"attacker": both.outvoted_attackers, "target": both.outvoted_targets}
    for name, versions in versions_by.items():
        if name in kind.companies():
            actors, told, differing = fuse_company(name, versions)
        else:
            actors, told, differing = fuse_side(
                name, versions, provenance, doubted.get(name, ()), outvoted.get(name, ())
            )
        values[name] = actors
        claims += told
        conflicts += differing
    if not any(conflict.field in doubted for conflict in conflicts):
        conflicts += both.conflicts
    return values, claims, conflicts


def _fuse_rest(kind: Kind, records: Sequence[AnyRecord], provenance: Provenance, context: Context) -> Fused:
    claims = [
        claim(field.name, version, rank="normal", rule=f"{field.name}.all_stand")
        for field in fields_of(kind, ()).lists
        for version in versions_of(field, records, provenance)
    ]
    conflicts: list[Conflict] = []
    for counted in kind.fields("count"):
        tolls, differing = fuse_tolls(counted.name, records, context.articles, provenance)
        claims += tolls
        conflicts += differing
    return {}, claims, conflicts
