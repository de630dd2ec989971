from typing import Any

import pytest
from helpers.judged_stories import articles_of, ref
from helpers.stories import Newsroom

from extract.judgements.find import Finder
from schemas import AnyRecord, Evidence, RecordRef, Span

FIRST, SECOND, THIRD = "The depot was hit.", "Four people died there.", "Nobody claimed it."


@pytest.fixture
def room() -> Newsroom:
    room = Newsroom()
    for sentence in (FIRST, SECOND, THIRD):
        room.tell("strike", "a", sentence)
    return room


def moved(room: Newsroom, record: AnyRecord, *sentences: str, **fields: Any) -> AnyRecord:
    """The record as another reading has it: with other evidence, under another id."""
    text = room.texts["a"]
    spans = [(text.index(one), text.index(one) + len(one)) for one in sentences]
    evidence = tuple(Evidence(start=start, end=end, quote=text[start:end]) for start, end in spans)
    return record.model_copy(update={"id": "strike-moved", "evidence": evidence, **fields})


def find(room: Newsroom, judged: RecordRef, *records: AnyRecord) -> str | None:
    return Finder(articles_of(room), records).find(judged).record


def test_the_same_spans_are_the_same_record_whatever_its_id(room: Newsroom) -> None:
    again = room.records[1].model_copy(update={"id": "strike-other"})
    assert find(room, ref(room, room.records[1]), again, room.records[0]) == "strike-other"


def test_evidence_with_a_sentence_more_or_less_is_found_again(room: Newsroom) -> None:
    longer = moved(room, room.records[1], SECOND, THIRD)
    found = Finder(articles_of(room), [longer]).find(ref(room, room.records[1]))
    assert found.record == "strike-moved"
    assert found.note == "found again as strike-moved, whose evidence overlaps"
    assert find(room, ref(room, longer), room.records[1]) == room.records[1].id


def test_of_several_that_overlap_the_closest_is_meant(room: Newsroom) -> None:
    longest = moved(room, room.records[0], FIRST, SECOND, THIRD)
    longer = moved(room, room.records[0], FIRST, SECOND, id="strike-closer")
    assert find(room, ref(room, room.records[0]), longest, longer) == "strike-closer"


def test_where_two_lie_alike_none_is_guessed(room: Newsroom) -> None:
    twins = [moved(room, room.records[0], FIRST, SECOND, id=name) for name in ("strike-x", "strike-y")]
    found = Finder(articles_of(room), twins).find(ref(room, room.records[0]))
    assert found.record is None
    assert found.note == "strike-x and strike-y lie alike near where it was: judge again"


def test_a_record_that_only_touches_the_evidence_is_another(room: Newsroom) -> None:
    judged = ref(room, room.records[0])
    touching = judged.model_copy(update={"spans": (Span(start=0, end=100), Span(start=200, end=300))})
    assert find(room, touching, room.records[2]) == room.records[2].id
    beside = judged.model_copy(update={"spans": (Span(start=len(FIRST) - 3, end=len(FIRST) + 12),)})
    assert find(room, beside, room.records[0]) is None


def test_another_kind_or_article_is_never_meant(room: Newsroom) -> None:
    judged = ref(room, room.records[0])
    assert find(room, judged.model_copy(update={"kind": "meeting"}), *room.records) is None
    found = Finder(articles_of(room), room.records).find(judged.model_copy(update={"article": "0" * 64}))
    assert found.note == "its article is not in this set"


def test_records_that_share_their_spans_are_told_apart_by_their_number(room: Newsroom) -> None:
    twin = room.records[0].model_copy(update={"id": f"{room.records[0].id}-2"})
    both = (twin, room.records[0])
    assert find(room, ref(room, twin), *both) == room.records[0].id
    assert find(room, ref(room, twin, ordinal=2), *both) == twin.id
