"""Rules for what gold may say of an event as a whole and of one mention of it: dates, places, parties, labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from extract.evaluate.assessment import Assessment, FieldRule, credit_of
from extract.evaluate.gold import GoldFacts
from extract.evaluate.wording import is_part_of, names_in, stands_in, strings_in
from schemas import KINDS, AnyEvent, AnyRecord, DateValue, values_in

MOST_DAYS = 2
"""Days between the first and last possible one beyond which a date says too little to be right."""

METHOD_FAMILIES = (frozenset({"air_strike", "drone_strike"}), frozenset({"missile", "rocket", "shelling"}))
"""Methods told apart by a detail.  Source: ACLED sub-events Air/drone strike and Shelling/artillery/missile attack."""

ACT_FAMILIES = (
    frozenset({"accuse", "condemn"}),
    frozenset({"warn", "threaten"}),
    frozenset({"demand", "request"}),
    frozenset({"promise", "support"}),
    frozenset({"claim", "announce", "comment"}),
)
"""Acts told apart by a detail.  Source: PLOVER events ACCUSE, THREATEN, REQUEST, SUPPORT; the last are its comments."""

ASSERTION_FAMILIES = (frozenset({"asserted", "reported"}), frozenset({"planned", "hypothetical"}))
"""Assertions that agree on whether it happened; a denial and a memory agree with no other."""


def _date(facts: GoldFacts, told: AnyEvent | AnyRecord) -> Iterator[Assessment]:
    """Exact: within gold's days; partial: overlaps them and spans at most `MOST_DAYS` more than one day."""
    if facts.earliest is None or facts.latest is None:
        return
    first, last = (told.date.earliest, told.date.latest) if told.date else (None, None)
    exact = near = False
    if first and last:
        exact = facts.earliest <= first and last <= facts.latest
        near = first <= facts.latest and facts.earliest <= last and (last - first).days <= MOST_DAYS
    wanted = f"{facts.earliest} to {facts.latest}" if facts.earliest != facts.latest else str(facts.latest)
    yield Assessment(credit_of(exact=exact and near, partial=near), wanted, _day_text(told.date))


def _day_text(date: DateValue | None) -> str:
    if date is None:
        return "nothing"
    return f"{date.earliest or 'unknown'} to {date.latest or 'unknown'} ({date.raw})"


def _named(field: str, *, claims: bool = True) -> FieldRule:
    """Exact: accepted words name the value; partial: they are part of it, or of a claim besides it."""

    def rule(facts: GoldFacts, told: AnyEvent | AnyRecord) -> Iterator[Assessment]:
        accepted: Sequence[str] = getattr(facts, field, ())
        if accepted:
            value = getattr(told, field, None)
            others = _claimed(told, field) if claims else []
            exact = stands_in(accepted, names_in(value))
            partial = is_part_of(accepted, strings_in((value, *others))) or stands_in(accepted, names_in(others))
            yield Assessment(credit_of(exact=exact, partial=partial), " or ".join(accepted), _found(value))

    return rule


def _company(field: str) -> FieldRule:
    """Exact: everybody who took part is named; partial: somebody is, or in a claim."""

    def rule(facts: GoldFacts, told: AnyEvent | AnyRecord) -> Iterator[Assessment]:
        company: Sequence[Sequence[str]] = getattr(facts, field, ())
        if company:
            value = values_in(told, field)
            names = names_in((value, *_claimed(told, field)))
            exact = all(stands_in(accepted, names_in(value)) for accepted in company)
            partial = any(stands_in(accepted, names) for accepted in company)
            wanted = " and ".join(accepted[0] for accepted in company)
            yield Assessment(credit_of(exact=exact, partial=partial), wanted, _found(value))

    return rule


def _label(field: str, families: tuple[frozenset[str], ...]) -> FieldRule:
    """Exact: an accepted label; partial: a label of its family, or an accepted one in a claim besides it."""

    def rule(facts: GoldFacts, told: AnyEvent | AnyRecord) -> Iterator[Assessment]:
        accepted: Sequence[str] = getattr(facts, field, ())
        if accepted:
            label = getattr(told, field, None)
            related = any(label in family and family & set(accepted) for family in families)
            partial = related or any(claim in accepted for claim in _claimed(told, field))
            credit = credit_of(exact=label in accepted, partial=partial)
            yield Assessment(credit, " or ".join(accepted), label or "nothing")

    return rule


def _claimed(told: AnyEvent | AnyRecord, field: str) -> list[Any]:
    return [claim.value for claim in getattr(told, "claims", ()) if claim.field == field]


def _found(value: Any) -> str:  # noqa: ANN401 (any value of a record)
    return "; ".join(dict.fromkeys(names_in(value))) or "nothing"


OF_EVENTS: dict[str, FieldRule] = {
    "date": _date,
    "place": _named("place"),
    "speaker": _named("speaker", claims=False),
    "attacker": _named("attacker"),
    "target": _named("target"),
    "participants": _company("participants"),
    "method": _label("method", METHOD_FAMILIES),
    "act": _label("act", ACT_FAMILIES),
}
"""Rules by field, for an event as well as for a record."""


@cache
def rules_of_fields() -> dict[str, FieldRule]:
    """`OF_EVENTS`, and a rule for each field that gold may have of a kind and that is not named there."""
    rules = dict(OF_EVENTS)
    for kind in KINDS.values():
        for field in kind.of_event("actor"):
            rules.setdefault(field.name, (_company if field.name in kind.companies() else _named)(field.name))
        if kind.subtype:
            rules.setdefault(kind.subtype, _label(kind.subtype, ()))
    return rules


ASSERTION: FieldRule = _label("assertion", ASSERTION_FAMILIES)
"""The rule for how sure a record's text is."""
