"""Matching: which gold mentions the records find, and which event stands for which gold event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from extract.evaluate.gold import Gold, GoldEvent, GoldMention, MentionKey
from schemas import AnyEvent, AnyRecord, EventSet, StatementRecord

LONGEST_EVIDENCE = 1500
"""Characters of evidence beyond which a record finds nothing: citing a whole article would find everything."""

LONGEST_STATED = 700
"""The same for a statement: a remark takes less room than an account of what happened."""


@dataclass(frozen=True)
class Matching:
    """Gold events and events side by side.

    ``pairs`` holds gold ids by event id; ``shared`` how many mentions of a gold event an event's
    records find, by both ids; ``found`` the mentions each record finds, by record id.
    """

    gold: Gold
    events: Mapping[str, AnyEvent]
    records: Mapping[str, AnyRecord]
    found: Mapping[str, tuple[GoldMention, ...]]
    shared: Mapping[tuple[str, str], int]
    pairs: Mapping[str, str]

    @cached_property
    def gold_events(self) -> dict[str, GoldEvent]:
        """Gold events by id."""
        return {event.id: event for event in self.gold.events}

    @cached_property
    def event_of(self) -> dict[str, AnyEvent]:
        """The event paired with each gold event that has one."""
        return {gold: self.events[event] for event, gold in self.pairs.items()}

    @cached_property
    def finders(self) -> dict[MentionKey, tuple[AnyRecord, ...]]:
        """The records that find each mention, in order of id."""
        finders: dict[MentionKey, list[AnyRecord]] = defaultdict(list)
        for record_id in sorted(self.found):
            for mention in self.found[record_id]:
                finders[mention.key].append(self.records[record_id])
        return {key: tuple(records) for key, records in finders.items()}

    @cached_property
    def touching_optional(self) -> frozenset[str]:
        """Events that find a mention of an optional gold event."""
        return frozenset(event for event, gold in self.shared if self.gold_events[gold].optional)

    def is_right(self, event: AnyEvent) -> bool:
        """True if the event stands for a gold event that must be found."""
        gold = self.pairs.get(event.id)
        return gold is not None and not self.gold_events[gold].optional

    def counts(self, event: AnyEvent) -> bool:
        """True if the event counts for precision."""
        return self.is_right(event) or event.id not in self.touching_optional


def match(gold: Gold, events: EventSet) -> Matching:
    """The event set held against gold, one event to at most one gold event and the other way round.

    A record finds a mention of its kind and article if one span of its evidence covers at least
    half of the anchor.  Pairs are made by falling number of shared mentions, required gold events
    before optional ones, then by id.  Events without a record in the gold's articles are left out.
    """
    records = {record.id: record for record in events.records if record.article_id in gold.articles}
    inside = {event.id: event for event in events.events if any(record in records for record in event.records)}
    kinds = {event.id: event.kind for event in gold.events}
    mentions: dict[tuple[str, str], list[GoldMention]] = defaultdict(list)
    for mention in gold.mentions:
        mentions[kinds[mention.event], mention.article].append(mention)
    found = {record.id: _found(record, mentions[record.kind, record.article_id]) for record in records.values()}
    shared = _shared(inside.values(), found)
    optional = {event.id for event in gold.events if event.optional}
    return Matching(gold, inside, records, found, shared, _pairs(shared, optional))


def _found(record: AnyRecord, mentions: Iterable[GoldMention]) -> tuple[GoldMention, ...]:
    longest = LONGEST_STATED if isinstance(record, StatementRecord) else LONGEST_EVIDENCE
    if sum(evidence.end - evidence.start for evidence in record.evidence) > longest:
        return ()
    return tuple(mention for mention in mentions if covered(record, mention) * 2 >= mention.end - mention.start)


def covered(record: AnyRecord, mention: GoldMention) -> int:
    """How many characters of the anchor the record's best span covers."""
    return max(min(span.end, mention.end) - max(span.start, mention.start) for span in record.evidence)


def _shared(events: Iterable[AnyEvent], found: Mapping[str, tuple[GoldMention, ...]]) -> dict[tuple[str, str], int]:
    shared: Counter[tuple[str, str]] = Counter()
    for event in events:
        mentions = {mention.key for record in event.records for mention in found.get(record, ())}
        shared.update((event.id, gold) for gold, _, _ in mentions)
    return dict(shared)


def _pairs(shared: Mapping[tuple[str, str], int], optional: set[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (event, gold), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0][1] in optional, item[0])):
        if event not in pairs and gold not in taken:
            pairs[event] = gold
            taken.add(gold)
    return pairs
