from __future__ import annotations

import random
from typing import Any

import pytest
from helpers.gold_cases import Case

from extract.base.errors import InputError
from extract.evaluate import evaluate
from schemas import Actor, EventSet, Evidence


def small_case() -> Case:
    """Two strikes, three statements and one meeting in two articles, of which a run got some right.

    Strikes: both found, but one mention of the siege is in the event of the raid.
    Statements: two of three found, one of these by the wrong speaker, and one made up.
    Meeting: not found.
    """
    case = Case()
    case.wants("raid", ("a", "A raid in the north."), ("b", "The raid was told again."))
    case.wants("siege", ("a", "The siege went on."), ("b", "A siege in the south."), ("b", "Still besieged."))
    case.wants("denial", ("a", "“No,” said Ann."), ("b", "Ann denied it."), kind="statement", speaker="Ann")
    case.wants("threat", ("a", "Bob threatened more."), kind="statement", speaker=["Bob"])
    case.wants("praise", ("b", "Cem praised it."), kind="statement", speaker="Cem")
    case.wants("talks", ("b", "They met in Oslo."), kind="meeting")
    case.finds("E1", ("a", "A raid in the north."), ("b", "The raid was told again."), ("a", "The siege went on."))
    case.finds("E2", ("b", "A siege in the south."), ("b", "Still besieged."))
    ann, dan = Actor(raw="Ann", name="Ann"), Actor(raw="he", name="Dan")
    case.finds("E3", ("a", "“No,” said Ann."), ("b", "Ann denied it."), kind="statement", speaker=ann)
    case.finds("E4", ("a", "Bob threatened more."), kind="statement", speaker=dan)
    case.finds("E5", ("b", "It rained."), kind="statement", speaker=dan)
    return case


def test_events_by_hand() -> None:
    scores = small_case().evaluate().events
    numbers = {kind: (score.gold, score.events, score.right) for kind, score in scores.items()}
    assert numbers == {"strike": (2, 2, 2), "statement": (3, 3, 2), "meeting": (1, 0, 0), "all": (6, 5, 4)}
    assert (scores["all"].precision, scores["all"].recall, scores["all"].f1) == (0.8, 0.6667, 0.7273)


def test_macro_f1_is_the_mean_of_the_kinds() -> None:
    assert small_case().evaluate().macro_f1 == round((1 + 2 / 3 + 0) / 3, 4)


def test_a_kind_that_neither_side_has_is_not_in_the_mean() -> None:
    case = Case()
    case.wants("raid", ("a", "A raid."))
    case.finds("event", ("a", "A raid."))
    assert case.evaluate().macro_f1 == 1.0


def test_clustering_by_hand() -> None:
    # Mentions found: raid 2 and siege 1 in E1, siege 2 in E2, denial 2 in E3, threat 1 in E4.
    clustering = small_case().evaluate().clustering
    precision = (2 * 2 / 3 + 1 / 3 + 2 + 2 + 1) / 8
    recall = (2 + 1 / 3 + 2 * 2 / 3 + 2 + 1) / 8
    assert clustering.mentions == 8
    assert (clustering.b_cubed.precision, clustering.b_cubed.recall) == (round(precision, 4), round(recall, 4))
    assert clustering.muc is not None
    assert (clustering.muc.precision, clustering.muc.recall) == (0.75, 0.75)
    f1s = [clustering.muc.f1, clustering.b_cubed.f1, clustering.ceaf_e.f1]
    assert clustering.conll_f1 == round(sum(f1s) / 3, 4)


def test_every_case_behind_the_numbers_is_listed() -> None:
    evaluation = small_case().evaluate(must_not_merge=[["raid", "siege"]])
    assert [(missed.gold, missed.article, missed.anchor) for missed in evaluation.missed] == [
        ("praise", "b", "Cem praised it."),
        ("talks", "b", "They met in Oslo."),
    ]
    assert [(spurious.event, spurious.kind) for spurious in evaluation.spurious] == [("E5", "statement")]
    wrong = [(w.field, w.gold, w.id, w.wanted, w.found) for w in evaluation.wrong_fields]
    assert wrong == [("speaker", "threat", "E4", "Bob", "he; Dan")]
    assert (evaluation.fields["speaker"].asked, evaluation.fields["speaker"].exact) == (2, 1)
    assert [(merge.gold, merge.event) for merge in evaluation.wrongly_merged] == [(("raid", "siege"), "E1")]


def test_the_order_of_records_events_and_gold_changes_nothing() -> None:
    case = small_case()
    gold, events, shuffle = case.gold(), case.events, random.Random(7).shuffle
    mixed: dict[str, list[Any]] = {"records": list(events.records), "events": list(events.events)}
    facts = list(gold.mentions)
    for listed in (*mixed.values(), facts):
        shuffle(listed)
    shuffled = evaluate(gold.model_copy(update={"mentions": tuple(facts)}), events.model_copy(update=mixed), case.texts)
    assert shuffled == evaluate(gold, events, case.texts)


def test_evidence_is_held_against_the_text() -> None:
    case = small_case()
    events = case.events
    forged = Evidence(start=0, end=6, quote="B raid")
    records = (events.records[0].model_copy(update={"evidence": (forged,)}), *events.records[1:])
    evaluation = evaluate(case.gold(), events.model_copy(update={"records": records}), case.texts)
    assert (evaluation.evidence.spans, evaluation.evidence.verbatim) == (9, 8)
    assert [(bad.record, bad.article, bad.start, bad.end) for bad in evaluation.not_verbatim] == [("E1-0", "a", 0, 6)]


def test_without_texts_evidence_is_not_checked_and_not_called_right() -> None:
    case = small_case()
    evidence = evaluate(case.gold(), case.events).evidence
    assert (evidence.spans, evidence.verbatim, evidence.unchecked) == (9, 0, 9)


def test_articles_that_were_not_read_are_said() -> None:
    case = small_case()
    case.texts["c"] = "Never read."
    evaluation = case.evaluate()
    assert evaluation.notices == ("gold articles that were not read, 1 of 3: c",)


def test_articles_beyond_the_gold_are_left_out_and_said() -> None:
    case = small_case()
    case.finds("E6", ("c", "Another war."))
    events = case.events
    del case.texts["c"]
    evaluation = evaluate(case.gold(), events, case.texts)
    assert evaluation.events["strike"].precision == 1.0
    assert evaluation.notices == ("articles left out because the gold does not have them, 1 of 3: c",)


def test_gold_of_other_articles_is_refused() -> None:
    case = small_case()
    with pytest.raises(InputError, match="the gold is of other articles: it has a, b, the events none"):
        evaluate(case.gold(), EventSet())


def test_gold_of_another_version_of_a_text_is_refused() -> None:
    case = small_case()
    with pytest.raises(InputError, match=r"another text of a: what stands at 0 is not 'A raid in the north\.'"):
        evaluate(case.gold(), case.events, {"a": "\n" + case.texts["a"]})
