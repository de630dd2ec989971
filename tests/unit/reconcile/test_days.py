import datetime as dt

import pytest
from helpers.stories import SETTINGS, day

from extract.reconcile.compare.days import gap, has_day_part, months_covered, weekday_gap
from schemas import DateValue

FEBRUARY = DateValue(
    raw="in February", earliest=dt.date(2021, 2, 1), latest=dt.date(2021, 2, 28), precision="month", anchor="text"
)
BY_FRIDAY = DateValue(raw="by Friday", latest=dt.date(2021, 2, 26))


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        (day("2021-02-25"), day("2021-02-25"), 0),
        (day("2021-02-25"), day("2021-02-28"), 3),
        (FEBRUARY, day("2021-02-25"), 0),
        (FEBRUARY, day("2021-03-03"), 3),
        (BY_FRIDAY, day("2021-03-01"), 3),
        (BY_FRIDAY, day("2021-02-01"), None),
        (DateValue(raw="Sunday", weekday="Sunday"), day("2021-02-25"), None),
    ],
)
def test_gap_is_the_fewest_days_between(a: DateValue, b: DateValue, days: int | None) -> None:
    assert gap(a, b) == gap(b, a) == days


@pytest.mark.parametrize(
    ("weekday", "other", "days"),
    [
        ("Sunday", "2021-02-28", 0),
        ("Sunday", "2021-02-26", 2),
        ("Monday", "2021-02-28", 1),
        ("Thursday", "2021-02-28", 3),
    ],
)
def test_weekdays_are_compared_round_the_week(weekday: str, other: str, days: int) -> None:
    open_date = DateValue.model_validate({"raw": weekday, "weekday": weekday})
    assert weekday_gap(open_date, day(other)) == days


def test_a_weekday_says_nothing_of_a_month() -> None:
    assert weekday_gap(DateValue(raw="Sunday", weekday="Sunday"), FEBRUARY) is None


def test_a_month_is_known_by_name_or_by_its_days() -> None:
    assert months_covered(DateValue(raw="in February"), SETTINGS.vocabulary) == {2}
    assert months_covered(FEBRUARY, SETTINGS.vocabulary) == {2}
    winter = DateValue(raw="winter", earliest=dt.date(2020, 12, 5), latest=dt.date(2021, 2, 1))
    assert months_covered(winter, SETTINGS.vocabulary) == {12, 1, 2}


def test_an_hour_or_a_zone_may_put_one_moment_on_two_days() -> None:
    assert has_day_part(day("2021-02-26", "early on Friday"), SETTINGS.vocabulary)
    assert has_day_part(day("2021-02-26", "Friday", timezone="Asia/Damascus"), SETTINGS.vocabulary)
    assert not has_day_part(day("2021-02-26", "on Friday"), SETTINGS.vocabulary)
