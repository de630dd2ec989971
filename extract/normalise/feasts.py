"""Days that are told by a feast: "Good Friday", "Christmas Eve", "the first day of Eid al-Fitr"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from dateutil.easter import EASTER_ORTHODOX, easter  # type: ignore[import-untyped]

from extract.knowledge.language.other_calendars import gregorian, year_of
from extract.normalise.day_reading import DAY, YEAR, DayInterval, Read, Today

_Days = tuple[dt.date, dt.date]
_LONGEST = 400
"""Days from a feast to the next of its name, at the most, with what calendars differ by."""


def _fixed(month: int, day: int, last: int = 0) -> Callable[[int], Iterator[_Days]]:
    def days(year: int) -> Iterator[_Days]:
        first = dt.date(year, month, day)
        yield first, first + last * DAY

    return days


def _from_easter(first: int, last: int | None = None, *, orthodox: bool = False) -> Callable[[int], Iterator[_Days]]:
    """Days before or after Easter Sunday."""

    def days(year: int) -> Iterator[_Days]:
        sunday = easter(year, EASTER_ORTHODOX) if orthodox else easter(year)
        yield sunday + first * DAY, sunday + (first if last is None else last) * DAY

    return days


def _islamic(month: int, day: int, length: int) -> Callable[[int], Iterator[_Days]]:
    """Days of a feast by Umm al-Qura; where the moon is watched for it may begin a day later."""

    def days(year: int) -> Iterator[_Days]:
        for count in range(year_of("islamic", dt.date(year, 1, 1)), year_of("islamic", dt.date(year, 12, 31)) + 1):
            first = gregorian("islamic", count, month, day)
            if first.year == year:
                yield first, first + (length - 1) * DAY

    return days


def _thanksgiving(year: int) -> Iterator[_Days]:
    """The fourth Thursday of November, as in the United States."""
    first = dt.date(year, 11, 1)
    day = first + ((3 - first.weekday()) % 7 + 21) * DAY
    yield day, day


_NOT_EASTERN = "(?<!orthodox )(?<!coptic )(?<!russian )(?<!serbian )(?<!ethiopian )"
_FEASTS: Mapping[str, Callable[[int], Iterator[_Days]]] = {
    f"{_NOT_EASTERN}christmas eve": _fixed(12, 24),
    f"{_NOT_EASTERN}christmas(?: day)?(?! eve)": _fixed(12, 25),
    "(?:orthodox|coptic|russian|serbian|ethiopian) christmas eve": _fixed(1, 6),
    "(?:orthodox|coptic|russian|serbian|ethiopian) christmas(?: day)?(?! eve)": _fixed(1, 7),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "valentine's day": _fixed(2, 14),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "may day": _fixed(5, 1),
    "(?:the )?(?:fourth of july|july fourth)": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "thanksgiving(?: day)?": _thanksgiving,
    "(?:nowruz|nawruz|newroz|persian new year)": _fixed(3, 20, 1),
    "(?:the )?first day of eid[ -]al[ -]fitr": _islamic(10, 1, 2),
    "(?:the )?first day of eid[ -]al[ -]adha": _islamic(12, 10, 2),
    "(?<!day of )eid[ -]al[ -]fitr": _islamic(10, 1, 4),
    "(?<!day of )eid[ -]al[ -]adha": _islamic(12, 10, 5),
    "ashura": _islamic(1, 10, 2),
    "ramadan": _islamic(9, 1, 30),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "(?:maundy|holy) thursday": _from_easter(-3),
    "(?<!orthodox )good friday": _from_easter(-2),
    "holy saturday": _from_easter(-1),
    "(?<!orthodox )easter(?: sunday| day)?(?! monday| weekend| eve)": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter weekend": _from_easter(-2, 1),
    "(?:pentecost|whit sunday)": _from_easter(49),
    "whit monday": _from_easter(50),
    "ascension day": _from_easter(39),
    "corpus christi": _from_easter(60),
    "orthodox easter(?: sunday)?": _from_easter(0, orthodox=True),
    "orthodox good friday": _from_easter(-2, orthodox=True),
}


def _read(days_in: Callable[[int], Iterator[_Days]]) -> Read:
    """The last such feast that is not after the report; for what is still to come the first that is not before it."""

    def read(match: re.Match[str], today: Today) -> DayInterval | None:
        shift = -DAY if match["eve"] else 0 * DAY
        if match["year"]:
            first, last = next(days_in(int(match["year"])), (None, None))
            if first is None or last is None:
                return None
            return DayInterval(first + shift, last + shift, "text")
        if today.day is None:
            return None
        around = [days for year in range(today.day.year - 1, today.day.year + 2) for days in days_in(year)]
        told = [(first + shift, last + shift) for first, last in around]
        ahead = [days for days in told if days[1] >= today.day]
        past = [days for days in told if days[0] <= today.day]
        chosen = min(ahead, default=None) if today.ahead else max(past, default=None)
        if chosen is None or abs((chosen[0] - today.day).days) > _LONGEST:
            return None
        return DayInterval(
            chosen[0], chosen[1] if today.ahead else min(chosen[1], max(chosen[0], today.day)), "article_date"
        )

    return read


FEASTS: Sequence[tuple[str, Read]] = tuple(
    (rf"(?P<eve>(?:on )?the eve of )?(?:the )?{name}(?:,? (?:of |in )?{YEAR})?", _read(days))
    for name, days in sorted(_FEASTS.items(), key=lambda item: -len(item[0]))
)
"""Forms of words and how each is read, the longest name first.

Source: dateutil's Easter, and the Umm al-Qura calendar of hijridate.
"""
