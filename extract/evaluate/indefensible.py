"""Finds statements of an event set that are wrong without any gold: two values that cannot both hold of one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from extract.evaluate.evaluation import Indefensible
from extract.knowledge.language.clause import is_nothing_said
from schemas import AnyEvent, AnyRecord, EventSet, StatementEvent, StatementRecord, StrikeEvent

_MOST_AGAINST_ONE = 3
"""Records: one weak record against so many others cannot carry a value."""

_By = Mapping[str, AnyRecord]


def indefensible(events: EventSet) -> Iterator[Indefensible]:
    """Each such fact, in the order of the events; see docs/evaluation.md for the list."""
    records = {record.id: record for record in events.records}
    known = {event.id: event for event in events.events}
    for event in events.events:
        for check in _CHECKS:
            for why in check(event, records, known):
                yield Indefensible(event=event.id, title=event.title, reason=why)


def _both_sides(event: AnyEvent, _records: _By, _known: Mapping[str, AnyEvent]) -> Iterator[str]:
    """One party attacks itself."""
    if isinstance(event, StrikeEvent):
        targets = {target.id or target.name for target in event.target}
        yield from (
            f"{attacker.name} is attacker and target"
            for attacker in event.attacker
            if (attacker.id or attacker.name) in targets
        )


def _answers(event: AnyEvent, _records: _By, known: Mapping[str, AnyEvent]) -> Iterator[str]:
    """True where an event begins after the answer to it, or two events answer each other."""
    for link in event.links:
        other = known.get(link.event)
        if link.type != "in_response_to" or other is None:
            continue
        begun = event.date and event.date.earliest, other.date and other.date.earliest
        if begun[0] and begun[1] and begun[1] > begun[0]:
            yield f"it answers what began later: {other.title}"
        if any(back.type == link.type and back.event == event.id for back in other.links):
            yield f"each answers the other: {other.title}"


def _speakers(event: AnyEvent, records: _By, _known: Mapping[str, AnyEvent]) -> Iterator[str]:
    """The words of one man stand under another's name."""
    if not isinstance(event, StatementEvent):
        return
    by_field = {c.field: set(c.records) for c in event.claims if c.rank == "preferred" and c.field in _SAID}
    if len(by_field) == len(_SAID) and not set.intersection(*by_field.values()):
        yield "speaker and content are of different records"
    told = [records[one] for one in by_field.get("content", ()) if one in records]
    content = event.content.english or event.content.raw if event.content else ""
    said = [one for one in told if isinstance(one, StatementRecord) and not _says_nothing(one, content)]
    if told and content and not said:
        yield f"the content is neither a clause nor a quotation: {content}"


def _says_nothing(record: StatementRecord, content: str) -> bool:
    return record.quote_type == "indirect" and is_nothing_said(content, record.cue.raw if record.cue else None)


_SAID = frozenset({"speaker", "content"})


def _outvoted(event: AnyEvent, _records: _By, _known: Mapping[str, AnyEvent]) -> Iterator[str]:
    """Of a party, what one record tells is preferred to another that many tell."""
    for field in ("attacker", "target"):
        claims = [claim for claim in event.claims if claim.field == field]
        preferred = [claim for claim in claims if claim.rank == "preferred"]
        others = [c for c in claims if c.rank != "preferred" and getattr(c.value, "id", None)]
        if preferred and all(len(claim.records) == 1 for claim in preferred):
            for other in others:
                if len(other.records) >= _MOST_AGAINST_ONE:
                    yield f"{field}: one record against {len(other.records)}"


_CHECKS: tuple[Callable[[AnyEvent, _By, Mapping[str, AnyEvent]], Iterator[str]], ...] = (
    _both_sides,
    _answers,
    _speakers,
    _outvoted,
)
