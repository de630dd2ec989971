"""Gold events that must stay apart and share an event."""

from __future__ import annotations

from collections.abc import Iterator

from extract.evaluate.evaluation import WrongMerge
from extract.evaluate.matching import Matching
from schemas import AnyEvent


def wrong_merges(matching: Matching) -> Iterator[WrongMerge]:
    """Each must-not-merge pair that an event's records find both of, by pair, then event.

    Two gold events told in one sentence are both found by a record that cites that sentence alone;
    an event that has one of them through such records only is no wrong merge.
    """
    for pair in matching.gold.must_not_merge:
        for event_id in sorted(matching.events):
            event = matching.events[event_id]
            if all((event_id, gold) in matching.shared for gold in pair) and not _in_one_sentence(
                matching, pair, event
            ):
                yield WrongMerge(gold=pair, event=event_id)


def _in_one_sentence(matching: Matching, pair: tuple[str, str], event: AnyEvent) -> bool:
    first, second = (_finding(matching, gold, event) for gold in pair)
    both = first & second
    single = all(len(matching.records[record].evidence) == 1 for record in both)
    return single and both in (first, second)


def _finding(matching: Matching, gold: str, event: AnyEvent) -> set[str]:
    found = matching.found
    return {record for record in event.records if any(mention.event == gold for mention in found.get(record, ()))}
