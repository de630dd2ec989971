"""A day that a model read, held against the words of a date."""

from __future__ import annotations

import datetime as dt
import re

from extract.normalise.dates import precision_of
from extract.normalise.readings.checked import Checked
from schemas import DateValue
from schemas.values import WEEKDAYS

_READING = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_DAY = dt.timedelta(days=1)
_LONGEST = 2 * _DAY
"""How long what began on the day of the words may be told to have lasted: a siege of a night, a fight of two days."""


Days = tuple[dt.date, dt.date]


def check_day(
    words: DateValue | None, reading: str | None, *, until: dt.date | None = None
) -> Checked[DateValue | None]:
    """A date, of its words and of what a model read.

    Args:
        words: what the program makes of the words; None where the model copied none.
        reading: "2024-10-25" or "2024-10-24/2024-10-25"; anything else is no reading.
        until: the day that what is told was over by, if it is known.
    """
    days = _days(reading)
    if days is None:
        return Checked(words)
    if until and days[0] > until + _DAY:
        return Checked(words, f"was over by {until}")
    if words is None:
        return Checked(_of_model(DateValue(raw=""), days))
    if words.earliest and words.latest:
        return _of_days_told(words, (words.earliest, words.latest), days)
    return _of_open_days(words, days)


def _of_days_told(words: DateValue, told: Days, days: Days) -> Checked[DateValue | None]:
    """Words that tell days: the reading may be the same days, some of them, or go on for a night or two.

    Days that the words only count from others told nearby are no evidence against a reading.
    """
    if told == days:
        return Checked(words.model_copy(update={"via": "both"}))
    narrower = told[0] <= days[0] and days[1] <= told[1]
    longer = days[0] <= told[0] and told[1] <= days[1] and days[1] - days[0] <= _LONGEST
    if narrower or longer or words.anchor == "context":
        return Checked(_of_model(words, days))
    return Checked(words, _told(*told))


def _of_open_days(words: DateValue, days: Days) -> Checked[DateValue | None]:
    """Words that tell a weekday, or one end, or nothing that the program can read."""
    if words.weekday and not _falls_on(days, words.weekday):
        return Checked(words, words.weekday)
    if (words.earliest and days[0] < words.earliest) or (words.latest and days[1] > words.latest):
        return Checked(words, _told(words.earliest, words.latest))
    return Checked(_of_model(words, days))


def _of_model(words: DateValue, days: Days) -> DateValue:
    precision = precision_of(*days)
    return words.model_copy(update={"earliest": days[0], "latest": days[1], "precision": precision, "via": "model"})


def _days(reading: str | None) -> Days | None:
    found = _READING.fullmatch((reading or "").strip())
    try:
        days = [dt.date.fromisoformat(day) for day in found.groups() if day] if found else []
    except ValueError:
        return None
    return (days[0], days[-1]) if days and days[0] <= days[-1] else None


def _falls_on(days: Days, weekday: str) -> bool:
    """True if a weekday is among days."""
    first, last = days
    return any(WEEKDAYS[(first + _DAY * n).weekday()] == weekday for n in range((last - first).days + 1))


def _told(earliest: dt.date | None, latest: dt.date | None) -> str:
    if earliest == latest:
        return str(earliest)
    return f"{earliest or '…'} to {latest or '…'}"
