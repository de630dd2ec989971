"""Numbers of persons: what a word can mean at least, and what it leaves open."""

from __future__ import annotations

import pytest

from extract.normalise.counts import Counted, read_count

CASES = [
    ("one", 1, 1, "exact"),
    ("four", 4, 4, "exact"),
    ("nine people", 9, 9, "exact"),
    ("17", 17, 17, "exact"),
    ("1,200", 1200, 1200, "exact"),
    ("one hundred and three civilians", 103, 103, "exact"),
    ("twenty-five", 25, 25, "exact"),
    ("a soldier", 1, 1, "exact"),
    ("killed one fighter", 1, 1, "exact"),
    ("at least 17", 17, None, "at_least"),
    ("at least seventeen people", 17, None, "at_least"),
    ("more than 20", 20, None, "at_least"),
    ("no fewer than six", 6, None, "at_least"),
    ("more than a dozen", 12, None, "at_least"),
    ("30 or more", 30, None, "at_least"),
    ("up to 30", None, 30, "up_to"),
    ("as many as 40", None, 40, "up_to"),
    ("no more than three", None, 3, "up_to"),
    ("about 30", 30, 30, "about"),
    ("an estimated 300", 300, 300, "about"),
    ("some 50 people", 50, 50, "about"),
    ("between 5 and 7", 5, 7, "exact"),
    ("two or three", 2, 3, "exact"),
    ("10-15", 10, 15, "exact"),
    ("a dozen", 12, 12, "exact"),
    ("two dozen", 24, 24, "exact"),
    ("half a dozen", 6, 6, "exact"),
    ("a couple of guards", 2, 2, "exact"),
    ("1.5", None, None, "vague"),
    ("several others", 2, None, "vague"),
    ("a number of", 2, None, "vague"),
    ("a few", 2, None, "vague"),
    ("tens", 10, None, "vague"),
    ("dozens of people", 12, None, "vague"),
    ("hundreds", 100, None, "vague"),
    ("several hundred", 200, None, "vague"),
    ("no", 0, 0, "exact"),
    ("none", 0, 0, "exact"),
    ("no one", 0, 0, "exact"),
    ("nobody was hurt", 0, 0, "exact"),
    ("the commander", None, None, "vague"),
    ("عدد", None, None, "vague"),
]


@pytest.mark.parametrize(("words", "low", "high", "qualifier"), CASES)
def test_words_become_a_range(words: str, low: int | None, high: int | None, qualifier: str) -> None:
    count = read_count(words, Counted("killed"))
    assert (count.low, count.high, count.qualifier, count.raw) == (low, high, qualifier, words)


@pytest.mark.parametrize(
    ("before", "low", "high", "qualifier"),
    [
        ("The raid killed at least ", 17, None, "at_least"),
        ("and wounded up to ", None, 17, "up_to"),
        ("It happened about a week ago and killed ", 17, 17, "exact"),
    ],
)
def test_a_qualifier_left_out_of_the_copied_words_still_counts(
    before: str, low: int | None, high: int | None, qualifier: str
) -> None:
    count = read_count("17", Counted("injured", who="fighters", before=before))
    assert (count.low, count.high, count.qualifier, count.raw) == (low, high, qualifier, "17")
    assert (count.unit, count.who) == ("injured", "fighters")
