"""Rules that look at more than one thing: conflicts kept, origins counted once, events that answer another."""

from __future__ import annotations

from collections.abc import Iterator

from extract.evaluate.assessment import Assessment, credit_of
from extract.evaluate.matching import Matching
from schemas import AnyEvent
from schemas.event import ConflictKind

RelationAssessment = tuple[str, str, Assessment]
"""A gold event, the event that stands for it, and an assessment."""


def conflicts(matching: Matching) -> Iterator[RelationAssessment]:
    """Exact: named as a conflict, and of the kind gold gives; partial: of another kind, or as two claims unremarked."""
    for (gold, field), kind in _conflicts_of(matching).items():
        event = matching.event_of.get(gold)
        if event is not None:
            named = [conflict for conflict in event.conflicts if conflict.field.startswith(field)]
            claims = sum(claim.field.startswith(field) for claim in event.claims)
            exact = any(kind in (None, conflict.kind) for conflict in named)
            kinds = ", ".join(dict.fromkeys(conflict.kind for conflict in named))
            yield (
                gold,
                event.id,
                Assessment(
                    credit_of(exact=exact, partial=bool(named) or claims > 1),
                    f"{field}: {kind or 'any kind'}",
                    kinds or f"no conflict, {claims} claims",
                ),
            )


def one_origin(matching: Matching) -> Iterator[RelationAssessment]:
    """For events that two articles of a group tell: exact if these surely count as one origin, partial if perhaps."""
    for gold, group in matching.gold.one_origin:
        event = matching.event_of.get(gold)
        repeats = _repeats(event, {matching.gold.article_id(ref) for ref in group}) if event else 0
        if event is not None and repeats > 0:
            most = len(event.articles) - repeats
            low, high = event.sources.origins_min, event.sources.origins_max
            credit = credit_of(exact=high <= most, partial=low <= most)
            yield gold, event.id, Assessment(credit, f"at most {most}", f"{low} to {high}" if low != high else str(low))


def in_response_to(matching: Matching) -> Iterator[RelationAssessment]:
    """Where both events are found: exact if the one links to the other as answering it."""
    for gold_event in matching.gold.events:
        event = matching.event_of.get(gold_event.id)
        earlier = matching.event_of.get(gold_event.in_response_to or "")
        if event is not None and earlier is not None:
            links = [link.event for link in event.links if link.type == "in_response_to"]
            credit = credit_of(exact=earlier.id in links, partial=False)
            yield gold_event.id, event.id, Assessment(credit, earlier.id, ", ".join(links) or "nothing")


def _conflicts_of(matching: Matching) -> dict[tuple[str, str], ConflictKind | None]:
    """The conflicts of gold, by gold event and field."""
    stated: dict[tuple[str, str], ConflictKind | None] = {}
    for event in matching.gold.events:
        if event.conflict:
            stated[event.id, event.conflict] = None
    for conflict in matching.gold.conflicts:
        stated[conflict.event, conflict.field] = conflict.kind
    return stated


def _repeats(event: AnyEvent, group: set[str]) -> int:
    """Articles of the event that repeat another one of the group."""
    return len(group.intersection(event.articles)) - 1
