"""Fuse the parties of an event: who stands on a side, and where sources name different groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import NamedTuple

from extract.reconcile.compare.kinship import DIFFERENT, MEMBER, SAME_NAME, SAME_STATE, is_named, kinship
from extract.reconcile.fuse.claims import Version, claim, without_span
from extract.reconcile.fuse.provenance import Provenance
from schemas import Actor, Claim, Conflict


class OnBothSides(NamedTuple):
    """Versions of attacker and target that are one party, which cannot have been both, and those outvoted there."""

    attackers: frozenset[int]
    targets: frozenset[int]
    conflicts: tuple[Conflict, ...]
    outvoted_attackers: frozenset[int] = frozenset()
    outvoted_targets: frozenset[int] = frozenset()


def on_both_sides(attackers: Sequence[Version], targets: Sequence[Version]) -> OnBothSides:
    """Which versions, by their place, are not to be preferred: whom one record has for attacker and another for target.

    The side that more records tell stands, and the other is outvoted; where as many tell either, neither stands.
    """
    mine: set[int] = set()
    theirs: set[int] = set()
    lost: tuple[set[int], set[int]] = (set(), set())
    conflicts = []
    for a, attacker in enumerate(attackers):
        for t, target in enumerate(targets):
            if (kinship(attacker.value, target.value) or 0.0) < SAME_NAME:
                continue
            ahead = len(attacker.records) - len(target.records)
            mine |= {a} if ahead <= 0 else set()
            theirs |= {t} if ahead >= 0 else set()
            if ahead:
                lost[ahead > 0].add(t if ahead > 0 else a)
            values = (without_span(attacker.value), without_span(target.value))
            status = "resolved" if ahead else "open"
            told = {"field": "attacker", "kind": "disagreement", "status": status, "values": values}
            conflicts.append(Conflict.model_validate(told))
    return OnBothSides(frozenset(mine), frozenset(theirs), tuple(conflicts), *map(frozenset, lost))


def fuse_side(
    field: str,
    versions: Sequence[Version],
    provenance: Provenance,
    doubted: Collection[int] = (),
    outvoted: Collection[int] = (),
) -> tuple[tuple[Actor, ...], tuple[Claim, ...], tuple[Conflict, ...]]:
    """Attackers or targets of a strike: the best supported, and those that one record names beside it.

    Those in ``doubted``, by their place, are told and not preferred; those in ``outvoted`` are deprecated.

    Different known groups named by different origins are a disagreement; a group and the body it is
    part of are one party told at two grains.
    """
    if not versions:
        return (), (), ()
    sure = [version for at, version in enumerate(versions) if at not in doubted]
    beside = [v for v in sure[1:] if is_named(v.value) and set(v.records) & set(sure[0].records)]
    chosen = [*sure[:1], *beside]
    rule = f"{field}.named_then_best_supported" if len(versions) > 1 else f"{field}.only_value"
    claims = tuple(
        claim(field, version, rank="deprecated", rule=f"{field}.on_the_other_side")
        if at in outvoted
        else claim(field, version, rank="preferred" if version in chosen else "normal", rule=rule)
        for at, version in enumerate(versions)
    )
    return (
        tuple(without_span(version.value) for version in chosen),
        claims,
        tuple(_conflicts(field, versions, provenance)),
    )


def fuse_company(
    field: str, versions: Sequence[Version]
) -> tuple[tuple[Actor, ...], tuple[Claim, ...], tuple[Conflict, ...]]:
    """Everybody who took part; a state or description gives way to a person of that state who is named."""
    persons = [version.value for version in versions if is_named(version.value)]
    ordered = sorted(versions, key=lambda version: version.value.name)
    kept = [version for version in ordered if not _is_covered(version.value, persons)]
    claims = tuple(
        claim(field, version, rank="preferred" if version in kept else "normal", rule=f"{field}.persons_named")
        for version in (*kept, *(version for version in ordered if version not in kept))
    )
    return tuple(without_span(version.value) for version in kept), claims, ()


def _conflicts(field: str, versions: Sequence[Version], provenance: Provenance) -> list[Conflict]:
    known = [version for version in versions if version.value.id is not None]
    differing: list[Version] = []
    nested: list[Version] = []
    for a, b in combinations(known, 2):
        if set(a.records) & set(b.records) or provenance.share_an_origin(a.records, b.records):
            continue
        kinship_ = kinship(a.value, b.value)
        group = differing if kinship_ == DIFFERENT else nested if kinship_ == MEMBER else []
        group += [version for version in (a, b) if version not in group]
    conflicts = []
    for kind, group in (("disagreement", differing), ("granularity", nested)):
        if group:
            values = tuple(without_span(version.value) for version in group)
            conflicts.append(
                Conflict.model_validate({"field": field, "kind": kind, "status": "open", "values": values})
            )
    return conflicts


def _is_covered(actor: Actor, persons: Sequence[Actor]) -> bool:
    """True if a named person of the same state, or described in the same words, stands for an actor."""
    others = [person for person in persons if person != actor]
    if is_named(actor):
        if actor.id is None or actor.member_of or not actor.country:
            return False
        a_state = actor.id == actor.country.lower()
        return any((a_state or person.id is None) and person.country == actor.country for person in others)
    return any((kinship(actor, person) or 0.0) >= SAME_STATE for person in others)
