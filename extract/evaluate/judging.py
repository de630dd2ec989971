"""The fields of matched events and mentions: which are measured, by which rule, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extract.evaluate.assessment import EXACT, PARTIAL, Assessment
from extract.evaluate.attribution import according_to
from extract.evaluate.evaluation import FieldScore, WrongField
from extract.evaluate.facts import ASSERTION, rules_of_fields
from extract.evaluate.gold import GoldMention
from extract.evaluate.matching import Matching, covered
from extract.evaluate.relations import conflicts, in_response_to, one_origin
from extract.evaluate.tolls import counts, counts_given, vague_counts
from schemas import AnyRecord

_OF_TOLLS = {"counts": counts, "counts given": counts_given, "vague counts": vague_counts}
_OF_RELATIONS = {"conflicts": conflicts, "one origin": one_origin, "in_response_to": in_response_to}
_OF_RECORDS = {"assertion": ASSERTION, "according_to": according_to}


def fields() -> tuple[str, ...]:
    """Every field that is measured, in the order it is shown."""
    return (*rules_of_fields(), *_OF_TOLLS, *_OF_RECORDS, *_OF_RELATIONS)


class FieldAssessment(NamedTuple):
    """A field, a gold event, the event or record it was looked for in, and the assessment."""

    field: str
    gold: str
    told: str
    assessment: Assessment


def judge(matching: Matching) -> Iterator[FieldAssessment]:
    """Every assessment: on the events that stand for gold events, on the records that find mentions, on relations."""
    for gold, event in sorted(matching.event_of.items()):
        gold_event = matching.gold_events[gold]
        for field, rule in rules_of_fields().items():
            yield from (FieldAssessment(field, gold, event.id, one) for one in rule(gold_event, event))
        for field, toll_rule in _OF_TOLLS.items():
            yield from (
                FieldAssessment(field, gold, event.id, assessment) for assessment in toll_rule(gold_event, event)
            )
    for mention in matching.gold.mentions:
        yield from _judge_mention(matching, mention)
    for field, relation in _OF_RELATIONS.items():
        yield from (FieldAssessment(field, *judged) for judged in relation(matching))


def field_scores(judgements: Iterable[FieldAssessment]) -> dict[str, FieldScore]:
    """The score of each field that was judged, in the order of `fields`."""
    credits_of: dict[str, list[float]] = {field: [] for field in fields()}
    for judgement in judgements:
        credits_of[judgement.field].append(judgement.assessment.credit)
    return {
        field: FieldScore.counted(asked=len(earned), exact=earned.count(EXACT), partial=earned.count(PARTIAL))
        for field, earned in credits_of.items()
        if earned
    }


def wrong_fields(judgements: Iterable[FieldAssessment]) -> Iterator[WrongField]:
    """The fields that earned less than full credit, in order."""
    for field, gold, told, (credit, wanted, found) in judgements:
        if credit < EXACT:
            yield WrongField(field=field, gold=gold, id=told, credit=credit, wanted=wanted, found=found)


def _judge_mention(matching: Matching, mention: GoldMention) -> Iterator[FieldAssessment]:
    record = _teller(matching, mention)
    if record is None:
        return
    event = matching.gold_events[mention.event]
    # These two are said of records alone: what gold says of an event holds for each of its mentions.
    facts = mention.model_copy(
        update={
            "assertion": mention.assertion or event.assertion,
            "according_to": event.according_to if mention.according_to is None else mention.according_to,
        }
    )
    for field, rule in (*rules_of_fields().items(), *_OF_RECORDS.items()):
        yield from (FieldAssessment(field, mention.event, record.id, assessment) for assessment in rule(facts, record))


def _teller(matching: Matching, mention: GoldMention) -> AnyRecord | None:
    """The record that finds a mention: of its event's records the one that covers most of it with least besides."""
    event = matching.event_of.get(mention.event)
    members = event.records if event else ()

    def fitness(record: AnyRecord) -> tuple[bool, int, int, str]:
        length = sum(evidence.end - evidence.start for evidence in record.evidence)
        return record.id not in members, -covered(record, mention), length, record.id

    return min(matching.finders.get(mention.key, ()), key=fitness, default=None)
