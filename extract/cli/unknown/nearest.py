"""The known names that are spelt most like an unknown one, to tell a new name from another spelling."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from extract.cli.unknown.gather import Unknown
from extract.knowledge.user_tables.tables import Tables, of_kind
from extract.knowledge.world.known import Knowledge, PhraseTable
from extract.knowledge.world.spelling import squash
from extract.knowledge.world.tables import load_knowledge

_MOST = 3
_ALIKE = 70
"""Of a hundred: below this, two names have only some letters in common."""
_STEM, _LONGER = 3, 4


class Nearest:
    """Finds known names in the built-in tables and the user's."""

    def __init__(self, tables: Tables) -> None:
        """The user's tables count as known."""
        self._known = load_knowledge(tables=tables)
        self._actors = dict(self._actor_names(load_knowledge(), tables))
        self._outlets = {name: name for table in of_kind(tables, "outlets") for name in table.outlet_names()}

    def of(self, one: Unknown) -> list[str]:
        """At most three names, the likest first: actors with their identifiers, places with their countries."""
        if one.of == "places":
            return self._like(one.words, self._places(one.words))
        if one.of == "actors":
            return self._like(one.words, self._actors)
        return self._like(one.words, self._outlets) if one.of == "outlets" else []

    def _like(self, words: str, names: dict[str, str]) -> list[str]:
        found = process.extract(words, names.keys(), scorer=fuzz.token_sort_ratio, limit=4 * _MOST, score_cutoff=_ALIKE)
        ranked = sorted(found, key=lambda match: (-match[1], match[0]))
        return list(dict.fromkeys(names[name] for name, _, _ in ranked))[:_MOST]

    def _places(self, name: str) -> dict[str, str]:
        letters = squash(name)
        if len(letters) < _STEM:
            return {}
        found = self._known.places.gazetteer.beginning(letters[:_STEM], len(letters) + _LONGER)
        return {place.name: f"{place.name} ({place.country})" for place in found}

    def _actor_names(self, built_in: Knowledge, tables: Tables) -> Iterable[tuple[str, str]]:
        if isinstance(built_in.actors.groups, PhraseTable):
            for alias, actor in built_in.actors.groups.phrases():
                yield " ".join(alias.keys), f"{actor.name} [{actor.id}]"
                yield actor.name, f"{actor.name} [{actor.id}]"
        for table in of_kind(tables, "actors"):
            for written, name, identifier in table.actor_names():
                yield written, f"{name or written} [{identifier}]"
