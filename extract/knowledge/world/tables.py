"""Reads the tables of `data/` that normalising looks things up in."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files
from typing import Any, Literal, cast

from extract.knowledge.language.read import read_language
from extract.knowledge.language.tables import table
from extract.knowledge.language.tokens import tokens
from extract.knowledge.user_tables.layered_actors import ActorsOn, LayeredActors
from extract.knowledge.user_tables.layered_places import LayeredGazetteer
from extract.knowledge.user_tables.tables import NO_TABLES, Tables, of_kind, words_in
from extract.knowledge.world.gazetteer import WorldGazetteer
from extract.knowledge.world.known import (
    ActorKind,
    ActorTables,
    Alias,
    Institution,
    Knowledge,
    KnownActor,
    PhraseTable,
    PlaceTables,
    RoleWords,
    SourceTables,
    StateName,
)
from schemas.evidence import SourceKind

_LARGE_COUNTRY = 1_000_000
"""People: a capital stands for a government where the country is no micro-state ("Monaco", "San Marino")."""

UCDP_ACTORS = "ucdp_actors.tsv"
"""Armed groups of the UCDP Actor Dataset (CC BY 4.0); `tools/actors.py` makes it and says what is taken of it."""

_REGION_CODES = frozenset({"AQ", "BV", "HM", "TF", "UM", "GS", "IO", "SJ", "CX"})
"""Territories without inhabitants who could act, whose names are met as places only."""


def load_knowledge(
    language: str | None = None,
    tables: Tables = NO_TABLES,
    *,
    published: dt.date | None = None,
    home: str | None = None,
) -> Knowledge:
    """Everything normalising looks up for an article.

    Args:
        language: of the article, ISO 639-1.
        tables: the user's, which count before the built-in ones.
        published: the day on which the rows of those tables are to hold; None for any.
        home: the country of the article's outlet, ISO 3166-1 alpha-2.
    """
    known = _in_language(language, tables)
    groups = known.actors.groups
    if isinstance(groups, LayeredActors) and published:
        known = replace(known, actors=replace(known.actors, groups=ActorsOn(groups, published)))
    return replace(known, home=home) if home else known


@cache
def actor_kinds() -> dict[str, ActorKind]:
    """What each actor of the built-in table is, by its identifier."""
    return {actor.id: actor.kind for actor, _ in _groups()}


def _in_language(language: str | None, tables: Tables) -> Knowledge:
    own, english = read_language(language), read_language("en")
    return replace(_with_tables(tables), language=own, english=english, sources=_source_tables(language))


@cache
def _with_tables(tables: Tables) -> Knowledge:
    """The built-in tables with the user's before them."""
    known = _load_world()
    actors, places = of_kind(tables, "actors"), of_kind(tables, "places")
    if actors and isinstance(known.actors.groups, PhraseTable):
        known = replace(known, actors=replace(known.actors, groups=LayeredActors(actors, known.actors.groups)))
    if places:
        gazetteer = LayeredGazetteer(places, known.places.gazetteer)
        known = replace(known, places=replace(known.places, gazetteer=gazetteer))
    return replace(known, days=partial(words_in, tables, "days"), numbers=partial(words_in, tables, "numbers"))


@cache
def _load_world() -> Knowledge:
    roles, places = table("en", "roles"), _data("places.toml")
    gazetteer = WorldGazetteer()
    words = {name: _phrases(entries) for name, entries in places["words"].items()}
    return Knowledge(
        actors=_actor_tables(gazetteer),
        roles=_role_words(roles),
        sources=_source_tables(None),
        places=PlaceTables(gazetteer, words, frozenset(places["words"]["not_places"])),
    )


def _actor_tables(gazetteer: WorldGazetteer) -> ActorTables:
    states, groups = _data("states.toml"), _groups()
    adjectives = {country: forms[0] for country, forms in states["demonyms"].items()}
    return ActorTables(
        groups=PhraseTable((Alias.of(name), actor) for actor, names in groups for name in names),
        states=PhraseTable((Alias.of(name), state) for state, name in _state_names(gazetteer, states)),
        institutions=PhraseTable(
            (Alias.of(phrase), Institution(slug, entry["name"], entry.get("is_the_state", False)))
            for slug, entry in states["institutions"].items()
            for phrase in entry["phrases"]
        ),
        adjectives=adjectives,
        proper_names={actor.id: actor.name for actor, _ in groups},
        shared=PhraseTable((Alias.of(name), states_) for name, states_ in _shared_names(gazetteer, states)),
    )


def _groups() -> list[tuple[KnownActor, list[str]]]:
    """Each actor of the alias tables with all its names; our own table first, each in its order."""
    own = [
        (
            KnownActor(
                id=entry.get("id", slug),
                name=entry["name"],
                kind=cast("ActorKind", kind),
                country=entry.get("country"),
                member_of=tuple(entry.get("member_of", ())),
                shared_name=entry.get("shared_name", False),
            ),
            [entry["name"], *entry["aliases"]],
        )
        for kind, entries in _data("actors.toml").items()
        for slug, entry in entries.items()
    ]
    lines = (files("extract.knowledge.world") / UCDP_ACTORS).read_text(encoding="utf-8").splitlines()
    return [*own, *(_ucdp_actor(*line.split("\t")) for line in lines)]


def _ucdp_actor(identifier: str, name: str, country: str, others: str) -> tuple[KnownActor, list[str]]:
    """A group of UCDP's list; its names are met in articles alone that name its country."""
    actor = KnownActor(identifier, name, "armed_group", country, shared_name=True)
    return actor, [name, *filter(None, others.split("|"))]


def _state_names(gazetteer: WorldGazetteer, states: Mapping[str, Any]) -> Iterator[tuple[StateName, str]]:
    doubtful = {*states["doubtful"]["words"], *states["not_metonyms"]["words"], *states["shared"]}
    for code, country in gazetteer.countries.items():
        if code in _REGION_CODES:
            continue
        state = _state(code, gazetteer)
        for own in (
            state.name,
            country.name,
            *country.official,
            *states["names"].get(code, ()),
            *states["governments"].get(code, ()),
        ):
            if own not in doubtful:
                yield StateName(state, "name"), own
        for demonym in set(states["demonyms"].get(code, ())) - doubtful:
            yield StateName(state, "adjective"), demonym
        capital = gazetteer.capital(code)
        seats = [capital] if capital and country.population >= _LARGE_COUNTRY else []
        for seat in (*seats, *states["metonyms"].get(code, ())):
            if seat not in doubtful:
                yield StateName(state, "metonym"), seat


def _shared_names(gazetteer: WorldGazetteer, states: Mapping[str, Any]) -> Iterator[tuple[str, tuple[StateName, ...]]]:
    demonyms = {form for forms in states["demonyms"].values() for form in forms}
    for name, codes in states["shared"].items():
        form: Literal["adjective", "name"] = "adjective" if name in demonyms else "name"
        yield name, tuple(StateName(_state(code, gazetteer), form) for code in codes)


def _state(code: str, gazetteer: WorldGazetteer) -> KnownActor:
    return KnownActor(code.lower(), gazetteer.country_name(code) or code, "state", country=code)


def _role_words(table: Mapping[str, Any]) -> RoleWords:
    lists = {
        name: frozenset(words)
        for section in ("person", "body", "reading")
        for name, words in table[section].items()
        if isinstance(words, list)
    }
    same_role = {word: tuple(words) for word, words in table["person"]["same_role"].items()}
    return RoleWords(lists, same_role, dict(table["neutral"]["words"]))


@cache
def _source_tables(language: str | None) -> SourceTables:
    """Sources by the words of a language and by English ones, which stand in texts of any language."""
    own = [words for code in dict.fromkeys(("en", language)) if code and (words := table(code, "sources"))]
    article = table(language, "words").get("article", "") if language else ""
    named: list[tuple[SourceKind, list[str]]] = [item for words in own for item in words["names"].items()]
    described: Mapping[SourceKind, list[str]] = own[0]["descriptions"]
    return SourceTables(
        names=PhraseTable((Alias.of(name), kind) for kind, names in named for name in names),
        descriptions=tuple(
            (
                kind,
                _phrases(
                    _with_article((phrase for words in own for phrase in words["descriptions"].get(kind, ())), article)
                ),
            )
            for kind in described
        ),
        anonymous=frozenset(
            token.key
            for words in own
            for word in _with_article(words["anonymous"]["words"], article)
            for token in tokens(word)
        ),
    )


def _with_article(phrases: Iterable[str], article: str) -> Iterator[str]:
    """The phrases, and those of one word with an article that is written as one word with them."""
    for phrase in phrases:
        yield phrase
        if article and phrase.isalpha() and not phrase.isascii():
            yield article + phrase


def _phrases(entries: Iterable[str]) -> PhraseTable[None]:
    return PhraseTable((Alias.of(entry), None) for entry in entries)


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("extract.knowledge.world") / name).read_text(encoding="utf-8"))
