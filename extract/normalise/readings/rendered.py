"""Values of words that nothing reads in their own language, by the English that a model gave for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extract.knowledge.language.tokens import clean
from extract.knowledge.language.toll_words import TollWords
from extract.normalise.counts import CountContext, figures_of
from extract.normalise.dates import DateContext, read_date
from extract.normalise.day_reading import Today
from schemas import Count, DateValue


def rendered(
    values: Mapping[str, Any], english: Mapping[str, str], today: Today, tolls: TollWords
) -> Iterator[tuple[str, Any]]:
    """Fields whose values are made of the English words, ``via`` "model": the rendering is the model's.

    Args:
        values: what the program made of the words themselves, by field.
        english: by the words of the article.
        today: what days are told from.
        tolls: how English counts people.
    """
    for name, value in values.items():
        if isinstance(value, DateValue) and not (value.earliest or value.latest or value.weekday):
            if told := english.get(clean(value.raw)):
                yield name, _date(value, told, today)
        elif isinstance(value, tuple) and any(isinstance(one, Count) for one in value):
            yield name, tuple(_count(one, english, tolls) if isinstance(one, Count) else one for one in value)


def _date(value: DateValue, english: str, today: Today) -> DateValue:
    read = read_date(english, DateContext(today))
    kept = {"raw": value.raw, "span": value.span, "timezone": read.timezone or value.timezone}
    times = {"time": value.time or read.time, "part_of_day": value.part_of_day or read.part_of_day}
    return read.model_copy(update={**kept, **times, "via": "model"}) if read.earliest or read.latest else value


def _count(value: Count, english: Mapping[str, str], tolls: TollWords) -> Count:
    told = english.get(clean(value.raw))
    if told is None or (value.low, value.high) != (None, None):
        return value
    low, high, qualifier = figures_of(told, CountContext(value.unit, tolls))
    if low is None and high is None:
        return value
    return value.model_copy(update={"low": low, "high": high, "qualifier": qualifier, "via": "model"})
