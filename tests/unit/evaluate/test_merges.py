from __future__ import annotations

from helpers.gold_cases import Case

APART = [["february", "june"]]


def merged(case: Case) -> list[str]:
    return [merge.event for merge in case.evaluate(must_not_merge=APART).wrongly_merged]


def test_an_event_with_records_of_both_is_a_wrong_merge() -> None:
    case = Case()
    case.wants("february", ("a", "The February raid."))
    case.wants("june", ("a", "The June raid."))
    case.finds("both", ("a", "The February raid."), ("a", "The June raid."))
    assert merged(case) == ["both"]


def test_two_events_are_none() -> None:
    case = Case()
    case.wants("february", ("a", "The February raid."))
    case.wants("june", ("a", "The June raid."))
    case.finds("one", ("a", "The February raid."))
    case.finds("other", ("a", "The June raid."))
    assert merged(case) == []


def test_one_sentence_that_tells_both_is_no_wrong_merge() -> None:
    case = Case()
    sentence = "After the February raid came the June raid."
    case.finds("june raid", ("a", sentence))
    case.wants("february", ("a", "February raid"))
    case.wants("june", ("a", "June raid"), ("b", "The June raid."))
    assert merged(case) == []


def test_records_of_both_beside_such_a_sentence_are_a_wrong_merge() -> None:
    case = Case()
    sentence = "After the February raid came the June raid."
    case.finds("both", ("a", sentence), ("b", "A February raid."), ("b", "A June raid."))
    case.wants("february", ("a", "February raid"), ("b", "A February raid."))
    case.wants("june", ("a", "June raid"), ("b", "A June raid."))
    assert merged(case) == ["both"]
