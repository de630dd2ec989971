from __future__ import annotations

from typing import Any

import pytest
from helpers.reading_cases import events_of, record, tally, told_about

from benchmarks.reading.news_events import NEWS_EVENTS
from benchmarks.reading.task import Document

FIRST, SECOND = "Rebels attacked Tera.", "Envoys said the attack on Tera would not stop the talks in Juba."
TEXT = FIRST + SECOND


def event(kind: str, word: str, sentence: int) -> dict[str, Any]:
    return {"type": kind, "trigger": {"text": word, "sent_idx": sentence}, "arguments": []}


def document(*events: dict[str, Any]) -> Document[Any]:
    line = {"doc_id": "text", "text": TEXT, "sentences": [FIRST, SECOND], "events": list(events)}
    return NEWS_EVENTS.document(line)


ATTACKED = event("Conflict.Attack.Unspecified", "attacked", 0)
SAID = event("Contact.Contact.Broadcast", "said", 1)
TALKS = event("Contact.RequestCommand.Meet", "talks", 1)


def test_an_event_is_found_where_evidence_of_its_kind_holds_its_trigger() -> None:
    records = [
        record(TEXT, 1, "strike", "attacked Tera"),
        record(TEXT, 2, "statement", SECOND),
        record(TEXT, 3, "meeting", FIRST),
    ]
    found = tally(NEWS_EVENTS, document(ATTACKED, SAID, TALKS), *records)
    assert (found.right, found.told, found.gold) == (2, 3, 3)


def test_part_of_a_trigger_is_not_enough() -> None:
    assert tally(NEWS_EVENTS, document(ATTACKED), record(TEXT, 1, "strike", "Rebels attack")).right == 0


def test_a_trigger_is_looked_for_in_its_own_sentence() -> None:
    attack = event("Conflict.Attack.DetonateExplode", "attack", 1)
    assert tally(NEWS_EVENTS, document(attack), record(TEXT, 1, "strike", FIRST)).right == 0
    assert tally(NEWS_EVENTS, document(attack), record(TEXT, 1, "strike", SECOND)).right == 1


def test_one_record_finds_one_event() -> None:
    assert tally(NEWS_EVENTS, document(ATTACKED, ATTACKED), record(TEXT, 1, "strike", FIRST)).right == 1


@pytest.mark.parametrize(
    "kind", ["Life.Die.Unspecified", "Contact.Contact.Unspecified", "Contact.ThreatenCoerce.Unspecified"]
)
def test_other_events_are_not_asked_for(kind: str) -> None:
    assert document(event(kind, "attacked", 0)).gold == ()


def test_each_kind_is_scored_alone() -> None:
    text = document(ATTACKED, SAID)
    told = told_about(text, events_of(record(TEXT, 1, "strike", FIRST), record(TEXT, 2, "meeting", SECOND)))
    scores = {
        name: (found.right, found.told, found.gold)
        for name, each in NEWS_EVENTS.further.items()
        for found in [each(told, text)]
    }
    assert scores == {"strikes, F1": (1, 1, 1), "statements, F1": (0, 0, 1), "meetings, F1": (0, 1, 0)}
