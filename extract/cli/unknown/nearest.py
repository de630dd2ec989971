"""The names nearest to an unknown one, to tell a new name from another spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.cli.unknown.alike import Names
from extract.cli.unknown.gather import ORDER, Unknown
from extract.knowledge.user_tables.formats.registry import Of
from extract.knowledge.user_tables.tables import Tables, of_kind
from extract.knowledge.world.known import Knowledge, PhraseTable
from extract.knowledge.world.spelling import squash
from extract.knowledge.world.tables import load_knowledge

_MOST = 3
_STEM, _LONGER = 3, 4


class Nearest:
    """Finds known names in the built-in tables and the user's, and others that are as unknown."""

    def __init__(self, tables: Tables, unknown: Sequence[Unknown]) -> None:
        """The user's tables count as known."""
        self._known = load_knowledge(tables=tables)
        outlets = (name for table in of_kind(tables, "outlets") for name in table.outlet_names())
        self._names: dict[Of, Names] = {
            "actors": Names(_actor_names(load_knowledge(), tables)),
            "outlets": Names((name, name) for name in outlets),
        }
        self._beside: dict[Of, Names] = {
            of: Names((one.words, f"{one.words} (in this list)") for one in unknown if one.of == of) for of in ORDER
        }

    def of(self, one: Unknown) -> list[str]:
        """At most three names, the likest first: actors with their identifiers, places with their countries.

        Another name that no table knew is said to stand in the same list.
        """
        if one.of in {"days", "numbers"}:
            return []
        names = self._places(one) if one.of == "places" else self._names[one.of]
        beside = [
            name for name in self._beside[one.of].like(one.words, _MOST + 1) if name != f"{one.words} (in this list)"
        ]
        return [*beside, *names.like(one.words, _MOST)][:_MOST]

    def _places(self, one: Unknown) -> Names:
        letters = squash(one.words)
        if len(letters) < _STEM:
            return Names(())
        found = self._known.places.gazetteer.beginning(letters[:_STEM], len(letters) + _LONGER)
        there = [place for place in found if one.country in {None, place.country}]
        return Names(dict.fromkeys((place.name, f"{place.name} ({place.country})") for place in there))


def _actor_names(built_in: Knowledge, tables: Tables) -> Iterable[tuple[str, str]]:
    if isinstance(built_in.actors.groups, PhraseTable):
        for alias, actor in built_in.actors.groups.phrases():
            yield " ".join(alias.keys), f"{actor.name} [{actor.id}]"
            yield actor.name, f"{actor.name} [{actor.id}]"
    for table in of_kind(tables, "actors"):
        for written, name, identifier in table.actor_names():
            yield written, f"{name or written} [{identifier}]"
