from __future__ import annotations

import pytest

from benchmarks.reading.tally import Tally, difference, total


def test_scores_are_those_worked_by_hand() -> None:
    tally = Tally(right=3, told=4, gold=6)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.5, pytest.approx(0.6))


def test_texts_are_counted_together() -> None:
    assert total([Tally(1, 1, 1), Tally(0, 3, 1)]).f1 == pytest.approx(2 / 6)


def test_nothing_told_of_nothing_scores_zero() -> None:
    assert (Tally(0, 0, 0).precision, Tally(0, 0, 0).recall, total([]).f1) == (0.0, 0.0, 0.0)


def test_one_who_is_better_everywhere_is_surely_better() -> None:
    lead = difference([Tally(8, 10, 10)] * 5, [Tally(4, 10, 10)] * 5)
    assert lead.low == lead.value == lead.high == pytest.approx(0.4)
    assert lead.ratio == pytest.approx(2)


def test_one_who_is_better_in_one_text_of_many_is_not_surely_better() -> None:
    ours = [Tally(10, 10, 10), *[Tally(4, 10, 10)] * 9]
    lead = difference(ours, [Tally(5, 10, 10), *[Tally(4, 10, 10)] * 9])
    assert lead.low == 0 < lead.value < lead.high


def test_texts_stay_paired() -> None:
    """Texts differ much more than readers do, and ours is a little better in each of them."""
    theirs = [Tally(number, 20, 20) for number in range(19)]
    lead = difference([Tally(tally.right + 1, 20, 20) for tally in theirs], theirs)
    assert lead.low == pytest.approx(0.05)


def test_a_rerun_prints_the_same_interval() -> None:
    tallies = [Tally(number % 3, 3, 3) for number in range(12)]
    assert difference(tallies, tallies[::-1]) == difference(tallies, tallies[::-1])


def test_there_is_no_ratio_to_nothing() -> None:
    assert difference([Tally(1, 1, 1)], [Tally(0, 1, 1)]).ratio is None
