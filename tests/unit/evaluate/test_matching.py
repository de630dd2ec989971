from __future__ import annotations

from helpers.gold_cases import Case

from extract.evaluate.evaluation import EventScore


def strikes(case: Case) -> EventScore:
    return case.evaluate().events["strike"]


def test_evidence_that_covers_half_of_the_anchor_finds_it() -> None:
    case = Case()
    case.wants("raid", ("a", "0123456789"))
    case.finds("event", ("a", "56789"))
    assert strikes(case).right == 1


def test_evidence_that_covers_less_than_half_finds_nothing() -> None:
    case = Case()
    case.wants("raid", ("a", "0123456789"))
    case.finds("event", ("a", "6789"))
    assert (strikes(case).right, strikes(case).events) == (0, 1)


def test_spans_do_not_add_up_to_half_of_an_anchor() -> None:
    case = Case()
    case.wants("raid", ("a", "0123456789"))
    case.joins("event", [case.reads("record", "a", "012", "789")])
    assert strikes(case).right == 0


def test_another_kind_or_article_finds_nothing() -> None:
    case = Case()
    case.wants("raid", ("a", "Jets struck."))
    case.finds("talk", ("a", "Jets struck."), kind="statement")
    case.finds("elsewhere", ("b", "Jets struck."))
    assert case.evaluate().events["all"].right == 0


def test_a_record_that_cites_a_whole_article_finds_nothing() -> None:
    case = Case()
    case.wants("one", ("a", "They denied it."), kind="statement")
    case.finds("all of it", ("a", "They denied it." + " And so on." * 70), kind="statement")
    assert case.evaluate().events["statement"].right == 0


def test_an_event_stands_for_the_gold_event_it_shares_most_with() -> None:
    case = Case()
    case.wants("raid", ("a", "A raid."), ("b", "The raid."))
    case.wants("siege", ("c", "A siege."))
    case.finds("event", ("a", "A raid."), ("b", "The raid."), ("c", "A siege."))
    evaluation = case.evaluate()
    assert [missed.gold for missed in evaluation.missed] == ["siege"]
    assert evaluation.events["strike"].right == 1


def test_a_gold_event_in_two_events_is_found_once() -> None:
    case = Case()
    case.wants("raid", ("a", "A raid."), ("b", "The raid."))
    case.finds("one", ("a", "A raid."))
    case.finds("other", ("b", "The raid."))
    evaluation = case.evaluate()
    assert (evaluation.events["strike"].right, evaluation.events["strike"].precision) == (1, 0.5)
    assert [spurious.event for spurious in evaluation.spurious] == ["other"]


def test_optional_events_count_neither_way() -> None:
    case = Case()
    case.wants("raid", ("a", "A raid."))
    case.wants("found", ("a", "A rumour."), optional=True)
    case.wants("missed", ("a", "A legend."), optional=True)
    case.finds("one", ("a", "A raid."))
    case.finds("two", ("a", "A rumour."))
    evaluation = case.evaluate()
    assert evaluation.events["strike"].f1 == 1.0
    assert (evaluation.missed, evaluation.spurious) == ((), ())


def test_a_required_event_goes_before_an_optional_one() -> None:
    case = Case()
    case.wants("a rumour", ("a", "Jets struck"), optional=True)
    case.wants("raid", ("a", "Jets struck the port."))
    case.finds("event", ("a", "Jets struck the port."))
    assert strikes(case).right == 1
