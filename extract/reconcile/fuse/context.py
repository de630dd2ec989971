"""The context of fusion besides the records of one event: their articles, and what names stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.reconcile.article_context import ArticleContext
from extract.reconcile.compare.words import fold
from extract.reconcile.mention import party, party_fields
from extract.reconcile.settings import ReconcileSettings
from schemas import AnyRecord


@dataclass(frozen=True, slots=True)
class Context:
    """The setting of every article by id, the actor that words name, and country names by ISO code."""

    articles: Mapping[str, ArticleContext]
    aliases: Mapping[tuple[str, ...], tuple[str, ...]]
    country_names: Mapping[str, str]
    settings: ReconcileSettings


class Names(NamedTuple):
    """The names of actors in the records, so that any of its names tells a source, and countries by their codes."""

    actors: frozenset[tuple[tuple[str, ...], tuple[str, ...]]] = frozenset()
    countries: frozenset[tuple[str, str]] = frozenset()

    def and_also(self, other: Names) -> Names:
        """Both together."""
        return Names(self.actors | other.actors, self.countries | other.countries)

    def context(self, articles: Mapping[str, ArticleContext], settings: ReconcileSettings) -> Context:
        """The context that they make; where words are told of two, the first in order is taken."""
        actors = dict(sorted(self.actors, reverse=True))
        return Context(articles, actors, dict(sorted(self.countries, reverse=True)), settings)


def context_of(
    articles: Mapping[str, ArticleContext], records: Sequence[AnyRecord], settings: ReconcileSettings
) -> Context:
    """The context of all records, the same in whatever order they come."""
    return names_in(records).context(articles, settings)


def names_in(records: Iterable[AnyRecord]) -> Names:
    """The names that records give to actors a table knows, and to countries."""
    actors: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    countries: set[tuple[str, str]] = set()
    for record in records:
        for actor in (
            actor for field in party_fields(record.kind) for actor in party(record, field) if actor.id is not None
        ):
            actors.update((fold(words), ("actor", actor.id or "")) for words in (actor.raw, actor.name))
        place = record.place
        if place and place.precision == "country" and place.country and place.name:
            countries.add((place.country, place.name))
    return Names(frozenset(actors), frozenset(countries))
