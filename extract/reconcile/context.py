"""What fusion knows besides the records of one event: their articles, and what names stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.reconcile.settings import ReconcileSettings
from extract.reconcile.telling import PARTY_FIELDS, Setting, party
from extract.reconcile.words import fold
from schemas import AnyRecord


@dataclass(frozen=True, slots=True)
class Context:
    """The setting of every article by id, the actor that words name, and country names by ISO code."""

    articles: Mapping[str, Setting]
    aliases: Mapping[tuple[str, ...], tuple[str, ...]]
    country_names: Mapping[str, str]
    settings: ReconcileSettings


def context_of(articles: Mapping[str, Setting], records: Sequence[AnyRecord], settings: ReconcileSettings) -> Context:
    """The context of all records, the same in whatever order they come."""
    return Context(articles, _aliases(records), _country_names(records), settings)


def _aliases(records: Sequence[AnyRecord]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The identifier that the records' actors give to words, so that a source can be told by any of its names."""
    known = [
        actor for record in records for field in PARTY_FIELDS for actor in party(record, field) if actor.id is not None
    ]
    named = {(fold(words), ("actor", actor.id or "")) for actor in known for words in (actor.raw, actor.name)}
    return dict(sorted(named, reverse=True))


def _country_names(records: Sequence[AnyRecord]) -> dict[str, str]:
    """Names of countries by code, as the records' own places give them."""
    places = [record.place for record in records if record.place and record.place.precision == "country"]
    named = {(place.country, place.name) for place in places if place.country and place.name}
    return dict(sorted(named, reverse=True))
