"""Whatever people say of whatever records: it is obeyed, order changes nothing, and growing ends where one run does."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from helpers.judged_stories import articles_of, different, heard, lines, reject, same
from helpers.stories import SETTINGS, Newsroom
from helpers.tellings import newsroom, told
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.judgements import JudgementLine
from extract.pipeline.event_set import event_set
from extract.pipeline.gathered import Gathered
from extract.reconcile import reconcile
from extract.results.read import Results
from schemas import AnyJudgement, AnyRecord

verdicts = st.sampled_from(["same", "different"])
sayings = st.lists(st.tuples(verdicts, st.integers(0, 11), st.integers(0, 11)), max_size=6)


def judgements_of(room: Newsroom, said: list[tuple[str, int, int]]) -> list[AnyJudgement]:
    """Those of the sayings that are of two records of one kind."""
    found: list[AnyJudgement] = []
    for what, first, second in said:
        if max(first, second) < len(room.records):
            a, b = room.records[first], room.records[second]
            if a.kind == b.kind and a.evidence != b.evidence:
                found.append(same(room, a, b) if what == "same" else different(room, a, b))
    return found


@given(told, sayings)
@settings(max_examples=150, deadline=None)
def test_every_judgement_that_no_later_one_contradicts_is_obeyed(
    tellings: list[dict[str, Any]], said: list[tuple[str, int, int]]
) -> None:
    room = newsroom(tellings)
    case = heard(room, *judgements_of(room, said))
    result = reconcile(room.articles, room.records, room.texts, settings=SETTINGS, judged=case.judged)
    event_of = {record: event.id for event in result.events for record in event.records}
    for one in case.judgements:
        if one.outcome != "obeyed" or len(one.records) == 1:
            continue
        if one.judgement.judgement == "same":
            first, second = (event_of.get(record) for record in one.records)
            assert first == second
        else:
            # A record in no event stands for itself: other pairs that are in none may well be unsure.
            first, second = (event_of.get(record, record) for record in one.records)
            assert first != second
            unsure = [{event_of.get(name, name) for name in pair.records} for pair in result.unsure]
            assert {first, second} not in unsure


@given(told, sayings, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_records_changes_nothing_of_what_is_obeyed(
    tellings: list[dict[str, Any]], said: list[tuple[str, int, int]], chance: random.Random
) -> None:
    room = newsroom(tellings)
    judged = heard(room, *judgements_of(room, said)).judged
    shuffled = list(room.records)
    chance.shuffle(shuffled)
    first, again = (
        reconcile(articles, records, room.texts, settings=SETTINGS, judged=judged)
        for articles, records in ((room.articles, room.records), (room.articles[::-1], shuffled))
    )
    assert first == again


@given(told, sayings, st.permutations(["a", "b", "c"]))
@settings(max_examples=40, deadline=None)
def test_adding_one_article_at_a_time_ends_in_the_set_of_all_at_once(
    tellings: list[dict[str, Any]], said: list[tuple[str, int, int]], order: list[str]
) -> None:
    room = newsroom(tellings)
    judged = [*judgements_of(room, said), reject(room, room.records[0])]
    at_once, *_ = event_set(read(room, "abc"), lines(*judged))
    grown, *_ = event_set(read(room, order[0]), lines(*judged))
    for article in order[1:]:
        texts = {one.id: room.texts[one.id] for one in grown.articles}
        earlier = Results(Path("out/events.json"), grown, texts)
        again = [JudgementLine(one.line, one.judgement) for one in grown.judgements]
        grown, *_ = event_set(Gathered.of(earlier).and_also(read(room, article)), again)
    assert grown.model_dump_json() == at_once.model_dump_json()


def read(room: Newsroom, articles: str | list[str]) -> Gathered:
    """What a reader finds in some articles, in the order the reader gives."""
    return Gathered(
        articles=tuple(one for one in articles_of(room) if one.id in articles),
        records=tuple(sorted((one for one in room.records if one.article_id in articles), key=in_order)),
        texts={name: text for name, text in room.texts.items() if name in articles},
    )


def in_order(record: AnyRecord) -> tuple[Any, ...]:
    return record.article_id, [(one.start, one.end) for one in record.evidence], record.kind, record.id
