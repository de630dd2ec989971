"""How much is usual in a place: the attacks a day that the tellings themselves tell of."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from extract.reconcile.compare.days import is_day
from extract.reconcile.compare.kinship import name_of
from extract.reconcile.compare.places import countries, spelling
from extract.reconcile.mention import Telling
from schemas import PlaceValue

MONTH = 30
"""Days that are added to those told of, so that what few articles tell of one week is not what is usual."""

FEWEST = 3
"""Days that the news of one attack may take, at least."""

CERTAIN = 1_000.0
"""So many others that agree as well by chance take from two tellings what a rule can take at most."""

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class BaseRates:
    """Attacks a day by place: by the spelling of its name, by the code of its country, and `EVERYWHERE`."""

    rates: Mapping[str, float] = field(default_factory=dict)

    def of(self, place: str) -> float:
        """Attacks a day in a place, 0.0 where none is told to the day."""
        return self.rates.get(place, 0.0)


def base_rates_of(tellings: Iterable[Telling]) -> BaseRates:
    """The attacks a day that tellings tell of, each sort of attack on a day counted once, whoever tells of it.

    So one attack that many tell of makes no place one where much happens.
    """
    sorts: dict[str, set[str]] = defaultdict(set)
    days: set[int] = set()
    for telling in tellings:
        days.update(days_told(telling))
        for place, sort in sorts_of(telling):
            sorts[place].add(sort)
    over = days_over(min(days, default=0), max(days, default=0))
    return BaseRates({place: len(told) / over for place, told in sorts.items()})


def days_over(first: int, last: int) -> int:
    """The days over which attacks are counted, of the first and last day told as ordinals."""
    return last - first + 1 + MONTH


def sorts_of(telling: Telling) -> Iterator[tuple[str, str]]:
    """Where an attack that a telling gives to the day is counted, and what makes it different from others there."""
    sides = [[name_of(actor) or "" for actor in telling.parties[side]] for side in ("attacker", "target")]
    places = sorted({EVERYWHERE, *(name for place in telling.places for name in grains(place))})
    for day in days_told(telling):
        sort = "|".join((str(day), *map(",".join, (*sides, sorted(telling.methods)))))
        yield from ((place, sort) for place in places)


def days_told(telling: Telling) -> list[int]:
    """The days a telling gives, as ordinals."""
    return [date.earliest.toordinal() for date in telling.dates if is_day(date) and date.earliest]


def grains(place: PlaceValue) -> tuple[str, ...]:
    """The keys that attacks are counted by: the spelling of a place that is no whole country, and its countries."""
    return (*narrow(place), *sorted(countries(place)))


def narrow(place: PlaceValue) -> tuple[str, ...]:
    """The spelling of a place that has a name and is no whole country."""
    return (spelling(place),) if place.name and place.precision != "country" else ()


def taken(rate: float, days: int) -> float:
    """From 0.0 to -1.0, how many attacks as likely as any to be meant happen in so many days at a rate."""
    return -min(1.0, max(0.0, math.log(rate * days) / math.log(CERTAIN))) if rate > 0 else 0.0
