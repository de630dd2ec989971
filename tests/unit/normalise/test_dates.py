"""Words of dates against a report of Saturday 27 February 2021."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today

SATURDAY = dt.date(2021, 2, 27)
DATED = DateContext(Today(SATURDAY), local_zone="Asia/Damascus")
UNDATED = DateContext(Today(None))


def days(first: str, last: str | None = None) -> tuple[dt.date, dt.date]:
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


CASES = [
    ("Thursday", days("2021-02-25"), "day", "article_date"),
    ("on Thursday", days("2021-02-25"), "day", "article_date"),
    ("Saturday", days("2021-02-27"), "day", "article_date"),
    ("Saturday morning", days("2021-02-27"), "day", "article_date"),
    ("Sunday", days("2021-02-21"), "day", "article_date"),
    ("last Saturday", days("2021-02-20"), "day", "article_date"),
    ("next Monday", days("2021-03-01"), "day", "article_date"),
    ("this coming Saturday", days("2021-03-06"), "day", "article_date"),
    ("early on Friday local time", days("2021-02-26"), "day", "article_date"),
    ("Friday’s", days("2021-02-26"), "day", "article_date"),
    ("yesterday", days("2021-02-26"), "day", "article_date"),
    ("on Coptic Christmas Eve", days("2021-01-06"), "day", "article_date"),
    ("Fri 12/02", days("2021-02-12"), "day", "article_date"),
    ("Friday 2/12", days("2021-02-12"), "day", "article_date"),
    ("Mon, 11.1", days("2021-01-11"), "day", "article_date"),
    ("the day before yesterday", days("2021-02-25"), "day", "article_date"),
    ("last night", days("2021-02-26"), "day", "article_date"),
    ("this morning", days("2021-02-27"), "day", "article_date"),
    ("overnight", days("2021-02-26", "2021-02-27"), "day", "article_date"),
    ("overnight Thursday", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("overnight into Friday", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("overnight from Thursday to Friday", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("Thursday and Friday", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("two days ago", days("2021-02-25"), "day", "article_date"),
    ("three weeks ago", days("2021-02-03", "2021-02-09"), "week", "article_date"),
    ("last week", days("2021-02-15", "2021-02-21"), "week", "article_date"),
    ("Thursday of last week", days("2021-02-18"), "day", "article_date"),
    ("over the past week", days("2021-02-20", "2021-02-27"), "week", "article_date"),
    ("earlier this week", days("2021-02-22", "2021-02-26"), "week", "article_date"),
    ("this month", days("2021-02-01", "2021-02-27"), "month", "article_date"),
    ("last month", days("2021-01-01", "2021-01-31"), "month", "article_date"),
    ("over the last month", days("2021-01-27", "2021-02-27"), "month", "article_date"),
    ("last year", days("2020-01-01", "2020-12-31"), "year", "article_date"),
    ("over the weekend", days("2021-02-27"), "day", "article_date"),
    ("in February", days("2021-02-01", "2021-02-28"), "month", "article_date"),
    ("in October", days("2020-10-01", "2020-10-31"), "month", "article_date"),
    ("Feb. 26", days("2021-02-26"), "day", "article_date"),
    ("Sept. 5", days("2020-09-05"), "day", "article_date"),
    ("on the 5th", days("2021-02-05"), "day", "article_date"),
    ("on the 28th", days("2021-01-28"), "day", "article_date"),
    ("Thursday, Feb. 25", days("2021-02-25"), "day", "article_date"),
    ("26 February 2021", days("2021-02-26"), "day", "text"),
    ("January 3, 2020", days("2020-01-03"), "day", "text"),
    ("Saturday, 27th of February, 2021", days("2021-02-27"), "day", "text"),
    ("2021-02-26", days("2021-02-26"), "day", "text"),
    ("26/02/2021", days("2021-02-26"), "day", "text"),
    ("11 Jan 90", days("1990-01-11"), "day", "text"),
    ("Feb. 25-26, 2021", days("2021-02-25", "2021-02-26"), "day", "text"),
    ("between June 27 and June 28, 2021", days("2021-06-27", "2021-06-28"), "day", "text"),
    ("in January 2020", days("2020-01-01", "2020-01-31"), "month", "text"),
    ("2015", days("2015-01-01", "2015-12-31"), "year", "text"),
    ("two days after the attack of January 3, 2020", days("2020-01-05"), "day", "text"),
    ("one day after the US strikes on Thursday", days("2021-02-26"), "day", "article_date"),
    ("the 3rd of last month", days("2021-01-03"), "day", "article_date"),
    ("the 5th of this month", days("2021-02-05"), "day", "article_date"),
    ("this month, on the 8th", days("2021-02-08"), "day", "article_date"),
    ("the last Friday of January", days("2021-01-29"), "day", "article_date"),
    ("the first Sunday of last month", days("2021-01-03"), "day", "article_date"),
    ("the second Tuesday in April 2019", days("2019-04-09"), "day", "text"),
    ("in March last year", days("2020-03-01", "2020-03-31"), "month", "article_date"),
    ("January of last year", days("2020-01-01", "2020-01-31"), "month", "article_date"),
    ("3 March last year", days("2020-03-03"), "day", "article_date"),
    ("in March of the year before last", days("2019-03-01", "2019-03-31"), "month", "article_date"),
    ("over the past 24 hours", days("2021-02-26", "2021-02-27"), "day", "article_date"),
    ("in the past 72 hours", days("2021-02-24", "2021-02-27"), "week", "article_date"),
    ("in the last three days", days("2021-02-24", "2021-02-27"), "week", "article_date"),
    ("during the last two weeks", days("2021-02-13", "2021-02-27"), "month", "article_date"),
    ("over the past day", days("2021-02-26", "2021-02-27"), "day", "article_date"),
    ("a fortnight ago", days("2021-02-10", "2021-02-16"), "week", "article_date"),
    ("earlier this month", days("2021-02-01", "2021-02-26"), "month", "article_date"),
    ("Thursday night", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("Saturday night", days("2021-02-27"), "day", "article_date"),
    ("Thursday night at 11 p.m.", days("2021-02-25"), "day", "article_date"),
    ("the night of 3 February", days("2021-02-03", "2021-02-04"), "day", "article_date"),
    ("in the night to Friday", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("during the night", days("2021-02-26", "2021-02-27"), "day", "article_date"),
    ("the night before last", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("from Sunday 7 to Monday 8 February 2021", days("2021-02-07", "2021-02-08"), "day", "text"),
    ("between Wednesday evening and early Friday", days("2021-02-24", "2021-02-26"), "week", "article_date"),
    ("the week of 3 February", days("2021-02-01", "2021-02-07"), "week", "article_date"),
    ("the weekend before last", days("2021-02-13", "2021-02-14"), "day", "article_date"),
    ("on the night of 13/14 February", days("2021-02-13", "2021-02-14"), "day", "article_date"),
    ("overnight on 13/14 February", days("2021-02-13", "2021-02-14"), "day", "article_date"),
    ("overnight into 14 February", days("2021-02-13", "2021-02-14"), "day", "article_date"),
    ("Friday last week", days("2021-02-19"), "day", "article_date"),
    ("on Tuesday of last week", days("2021-02-16"), "day", "article_date"),
    ("Thursday the previous week", days("2021-02-18"), "day", "article_date"),
    ("last week's Monday", days("2021-02-15"), "day", "article_date"),
    ("Monday last", days("2021-02-22"), "day", "article_date"),
    ("a week last Friday", days("2021-02-19"), "day", "article_date"),
    ("a week ago Friday", days("2021-02-19"), "day", "article_date"),
    ("the Friday before last", days("2021-02-19"), "day", "article_date"),
    ("2021/02/14", days("2021-02-14"), "day", "text"),
    ("on the first day of Eid al-Fitr", days("2020-05-24", "2020-05-25"), "day", "article_date"),
    ("during Eid al-Adha 2019", days("2019-08-11", "2019-08-15"), "week", "text"),
    ("during Ramadan 2020", days("2020-04-24", "2020-05-23"), "month", "text"),
    ("on Christmas Eve", days("2020-12-24"), "day", "article_date"),
    ("Good Friday", days("2020-04-10"), "day", "article_date"),
    ("Easter Monday 2019", days("2019-04-22"), "day", "text"),
    ("Orthodox Easter", days("2020-04-19"), "day", "article_date"),
    ("Thanksgiving", days("2020-11-26"), "day", "article_date"),
    ("Nowruz 2020", days("2020-03-20", "2020-03-21"), "day", "text"),
    ("on the eve of Good Friday", days("2020-04-09"), "day", "article_date"),
    ("on the eve of 3 February", days("2021-02-02"), "day", "article_date"),
    ("Monday, 3 February", days("2021-02-01", "2021-02-03"), "week", "article_date"),
    ("Thursday, 26 February", days("2021-02-25", "2021-02-26"), "day", "article_date"),
    ("12.05.2020", days("2020-05-12"), "day", "text"),
    ("30 December", days("2020-12-30"), "day", "article_date"),
    ("since September 2014", days("2014-09-01", "2021-02-27"), "none", "text"),
]


@pytest.mark.parametrize(("words", "expected", "precision", "anchor"), CASES)
def test_words_become_days(words: str, expected: tuple[dt.date, dt.date], precision: str, anchor: str) -> None:
    date = read_date(words, DATED)
    assert (date.earliest, date.latest) == expected
    assert (date.precision, date.anchor, date.raw) == (precision, anchor, words)


@pytest.mark.parametrize(
    "words",
    [
        "one day after the strikes",
        "the next day",
        "recently",
        "every Friday",
        "the 15th day of the war",
        "day 612 of the war",
        "the third anniversary of the 5 February attack",
        "at dawn",
        "5 p.m.",
        "الخميس",
        "30 February 2020",
        "earlier",
    ],
)
def test_what_cannot_be_told_stays_open(words: str) -> None:
    date = read_date(words, DATED)
    assert (date.earliest, date.latest, date.precision, date.anchor) == (None, None, "none", "nothing")
    assert date.raw == words


@pytest.mark.parametrize(
    ("day_first", "expected"),
    [(True, days("2021-04-03")), (False, days("2021-03-04")), (None, days("2021-03-04", "2021-04-03"))],
)
def test_a_date_of_figures_is_read_as_where_it_is_from(
    day_first: bool | None, expected: tuple[dt.date, dt.date]
) -> None:
    date = read_date("03/04/2021", DateContext(Today(dt.date(2021, 5, 1), day_first=day_first)))
    assert (date.earliest, date.latest) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the same day", days("2021-02-20")),
        ("that evening", days("2021-02-20")),
        ("the day before", days("2021-02-19")),
        ("a day earlier", days("2021-02-19")),
        ("the next day", days("2021-02-21")),
        ("the following morning", days("2021-02-21")),
        ("two days later", days("2021-02-22")),
        ("a week later", days("2021-02-27")),
        ("three weeks earlier", days("2021-01-30")),
    ],
)
def test_days_are_counted_from_those_told_before(words: str, expected: tuple[dt.date, dt.date]) -> None:
    told = dt.date(2021, 2, 20)
    date = read_date(words, DateContext(Today(SATURDAY), told=(told, told)))
    assert (date.earliest, date.latest, date.anchor) == (*expected, "context")
    assert read_date(words, DATED).earliest is None


@pytest.mark.parametrize("words", ["a day after", "two weeks after", "the day after", "three days before"])
def test_what_is_after_something_else_is_not_counted_from_the_day_told_before(words: str) -> None:
    told = dt.date(2021, 2, 20)
    assert read_date(words, DateContext(Today(SATURDAY), told=(told, told))).earliest is None


@pytest.mark.parametrize(
    "words", ["Sunday", "on Sunday", "early Sunday", "last Sunday", "Sunday, June 27", "Sunday last week"]
)
def test_without_a_dated_report_a_weekday_is_kept_and_not_resolved(words: str) -> None:
    date = read_date(words, UNDATED)
    assert (date.earliest, date.latest, date.precision, date.weekday, date.anchor) == (
        None,
        None,
        "none",
        "Sunday",
        "nothing",
    )


def test_a_written_date_needs_no_dated_report() -> None:
    assert read_date("Sunday, June 27, 2021", UNDATED).earliest == dt.date(2021, 6, 27)


def test_what_is_planned_lies_ahead() -> None:
    ahead = DateContext(Today(SATURDAY, ahead=True))
    assert read_date("Monday", ahead).earliest == dt.date(2021, 3, 1)
    assert read_date("Saturday", ahead).earliest == SATURDAY
    assert read_date("March 5", ahead).earliest == dt.date(2021, 3, 5)
    assert read_date("in January", ahead).earliest == dt.date(2022, 1, 1)


def test_a_day_before_an_event_leaves_its_own_start_open() -> None:
    date = read_date("before Friday", DATED)
    assert (date.earliest, date.latest, date.precision) == (None, dt.date(2021, 2, 26), "none")


def test_local_time_is_the_zone_of_the_place() -> None:
    assert read_date("early Friday local time", DATED).timezone == "Asia/Damascus"
    assert read_date("0330 GMT February 27, 2021", DATED).timezone == "UTC"
    assert read_date("Friday", DATED).timezone is None


def test_the_week_of_a_weekday_counts_though_it_was_not_copied() -> None:
    for after in (" last week, he said", ", of last week", " before last"):
        date = read_date("Friday", DateContext(Today(SATURDAY), after=after))
        assert date.earliest == dt.date(2021, 2, 19)


def test_words_that_belong_to_a_date_count_though_they_were_not_copied() -> None:
    assert read_date("Monday", DateContext(Today(SATURDAY), before="They will meet next ")).earliest == dt.date(
        2021, 3, 1
    )
    assert read_date("January 3", DateContext(Today(SATURDAY), after=", 2020.")).earliest == dt.date(2020, 1, 3)
    told = DateContext(Today(SATURDAY), after=" local time, hit two sites", local_zone="Asia/Baghdad")
    assert read_date("early on Friday", told).timezone == "Asia/Baghdad"
