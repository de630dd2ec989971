"""MUC-4: a template of an attack, a bombing or an arson is a strike; a kidnapping, a robbery or a walkout is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.evaluate.assignment import assigned

from .tally import Tally
from .task import Document, Pairs, Task, best_pairs
from .told import Party, Told, joined
from .wordings import fills, holds

Entity = tuple[str, ...]
"""Every mention of it in the text."""

_STRIKES = frozenset({"attack", "bombing", "arson"})
_ROLES = {"attacker": ("PerpInd", "PerpOrg"), "target": ("Target", "Victim"), "weapon": ("Weapon",)}
_EXPLODING = frozenset({"air_strike", "drone_strike", "missile", "rocket", "shelling", "bombing"})
_METHODS = {
    "bombing": _EXPLODING,
    "arson": frozenset({"other"}),
    # Shells and rockets are fired in an attack; a bomb makes it a bombing.
    "attack": (_EXPLODING - {"bombing"}) | {"shooting", "raid", "assassination", "other"},
}


@dataclass(frozen=True, slots=True)
class Attack:
    """A template: its types (one, rarely two) and who or what fills each of our roles."""

    types: frozenset[str]
    roles: Mapping[str, tuple[Entity, ...]]

    def telling(self) -> list[Entity]:
        """Whom a passage must name to be about this attack: its targets and weapons, else its attackers."""
        return [*self.roles["target"], *self.roles["weapon"]] or [*self.roles["attacker"]]

    def entities(self) -> list[Entity]:
        """All that fill a role."""
        return [entity for role in self.roles.values() for entity in role]


def _document(line: Mapping[str, Any]) -> Document[Attack]:
    return Document(line["docid"], line["doctext"], tuple(filter(None, map(_attack, line["templates"]))))


def _attack(template: Mapping[str, Any]) -> Attack | None:
    types = _STRIKES.intersection(template["incident_type"].split(" / "))
    roles = {
        role: tuple(tuple(mention for mention, _ in entity) for slot in slots for entity in template[slot])
        for role, slots in _ROLES.items()
    }
    return Attack(types, roles) if types else None


def _strikes(told: Sequence[Told]) -> list[Told]:
    return joined(one for one in told if one.kind == "strike")


def _found(document: Document[Attack], told: Sequence[Told]) -> Pairs:
    """A strike is a template's if its evidence names one of those who tell it; one that names nobody is any's."""

    def likeness(attack: Attack, one: Told) -> float:
        passage = " ".join(document.text[start:end] for start, end in one.evidence)
        entities = attack.entities()
        if not entities:
            return 0.01 if passage else 0.0
        if not any(holds(passage, mention) for entity in attack.telling() for mention in entity):
            return 0.0
        return sum(any(holds(passage, mention) for mention in entity) for entity in entities) / len(entities)

    return best_pairs(document.gold, told, likeness)


def _roles(told: Sequence[Told], document: Document[Attack]) -> Tally:
    """Type and fillers of the alignment that has most right."""
    claims = [one for one in _strikes(told) if one.roles is not None]
    table = [[float(_slots_right(attack, one)) for one in claims] for attack in document.gold]
    right = sum(table[row][column] for row, column in assigned(table))
    fillers = sum(1 + sum(map(len, (one.roles or {}).values())) for one in claims)
    return Tally(int(right), fillers, sum(1 + len(attack.entities()) for attack in document.gold))


def _slots_right(attack: Attack, one: Told) -> int:
    roles = one.roles or {}
    fillers = sum(_filled(entities, roles[role]) for role, entities in attack.roles.items())
    # A type alone shows nothing about which attack is meant, unless the template has nothing else.
    if attack.entities() and not fillers:
        return 0
    return fillers + any(one.method in _METHODS[kind] for kind in attack.types)


def _filled(entities: Sequence[Entity], parties: Sequence[Party]) -> int:
    """How many entities a party of its own names."""
    table = [[float(_names(party, entity)) for party in parties] for entity in entities]
    return int(sum(table[row][column] for row, column in assigned(table)))


def _names(party: Party, entity: Entity) -> bool:
    return any(fills(wording, mention) for wording in party.wordings for mention in entity)


def _texts(told: Sequence[Told], document: Document[Attack]) -> Tally:
    some, wanted = bool(_strikes(told)), bool(document.gold)
    return Tally(int(some and wanted), int(some), int(wanted))


def _made_up(told: Sequence[Told], document: Document[Attack]) -> Tally:
    asked = int(not document.gold)
    return Tally(int(bool(asked and _strikes(told))), asked, asked)


def _describe(_: Document[Attack], gold: Attack) -> str:
    named = "; ".join(f"{role} {entity[0]}" for role, entities in gold.roles.items() for entity in entities)
    return f"{' or '.join(sorted(gold.types))}: {named or 'nobody named'}"


ATTACKS = Task(
    name="attacks",
    kinds=("strike",),
    limit=40,
    headline="attacks found, F1",
    document=_document,
    claims=_strikes,
    pairs=_found,
    describe=_describe,
    further={
        "texts with an attack, F1": _texts,
        "texts without an attack that get one*": _made_up,
        "type and roles, F1": _roles,
    },
)
