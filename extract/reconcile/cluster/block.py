"""Block: which tellings of different articles are worth comparing."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.reconcile.compare.days import is_day
from extract.reconcile.compare.kinship import name_of
from extract.reconcile.compare.places import is_town, letters, spelling
from extract.reconcile.match.comparison import Corpus
from extract.reconcile.mention import PARTY_FIELDS, Telling
from schemas import DateValue, PlaceValue

RAREST = 12
"""Words a telling is looked up by; a remark has about as many that carry meaning."""

MARKS = 20
"""Words and as many names an article is looked up by; with 12 two percent of the right pairs are lost."""

CROSSED = ("place", "day", *PARTY_FIELDS)
"""Keys that are crossed where very many share them; at most one of each field is."""

TOO_COMMON = frozenset({"day", "attacker", "target"})
"""Keys that tell nothing by themselves where very many share them."""

Pair = tuple[str, str]
Key = tuple[str, str]
Cross = tuple[Key, ...]


def candidates(tellings: Sequence[Telling], corpus: Corpus) -> tuple[Pair, ...]:
    """Pairs of keys of tellings of two articles that share rare words, a party, a place or a day, sorted.

    Bounded by `Blocking`: the number of pairs grows with the tellings, not with their square.
    """
    ordered = sorted(tellings, key=published_order)
    rank = {telling.key: number for number, telling in enumerate(ordered)}
    shared: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for bucket in _buckets(ordered, corpus):
        worth = worth_of(len(bucket.tellings), len(tellings))
        for a, b in bucket.pairs():
            shared[a][b] += worth
            shared[b][a] += worth
    partners = corpus.settings.blocking.partners
    pairs: set[Pair] = set()
    for key, others in shared.items():
        best = sorted(others, key=lambda other: (-others[other], rank[other]))[:partners]
        pairs.update((min(key, other), max(key, other)) for other in best)
    return tuple(sorted(pairs))


def worth_of(sharing: int, tellings: int) -> int:
    """The worth of a key that some of the tellings share, in whole thousandths so that sums have no order."""
    return round(1_000 * math.log1p(tellings / sharing))


def keys_of(telling: Telling, corpus: Corpus) -> frozenset[Key]:
    """The blocking keys of a telling: its rarest words, the last word of each party, its places and days.

    The one its article is about also by the words and names that mark the article.
    """
    keys: set[Key] = {("word", word) for word in corpus.rarest(telling.words, RAREST)}
    for field, actors in telling.parties.items():
        keys.update((field, name) for actor in actors if (name := name_of(actor)))
    if telling.key in corpus.main and telling.setting.id in corpus.stories.of:
        keys.update(("story", word) for word in corpus.stories.marks(telling.setting.id, MARKS))
    for place in telling.places:
        keys.update(("place", name) for name in places_of(place, corpus.spellings))
    for date in telling.dates:
        keys.update(("day", str(day)) for day in days_of(date))
    return frozenset(keys)


def places_of(place: PlaceValue, spellings: Mapping[str, str]) -> frozenset[str]:
    """The names a place is looked up by: of a town its own spelling and the commoner one that it may be meant for."""
    names = {letters(name) for name in (place.name, place.admin1) if name}
    return frozenset(names | {spellings.get(spelling(place), "")} - {""} if is_town(place) else names)


def days_of(date: DateValue) -> tuple[dt.date, ...]:
    """The day before a date and its own: two dates a day apart share one, two of one day both."""
    return (date.earliest - dt.timedelta(days=1), date.earliest) if is_day(date) and date.earliest else ()


class _Bucket(NamedTuple):
    """Tellings that share a key or a cross of several, in order of publication, article and place in it.

    Where it holds more than ``bound`` each is paired only with the next ``window``.
    """

    cross: Cross
    tellings: list[Telling]
    bound: int
    window: int

    @property
    def is_crowded(self) -> bool:
        return len(self.tellings) > self.bound

    def pairs(self) -> Iterator[Pair]:
        reach = self.window if self.is_crowded else len(self.tellings)
        for i, a in enumerate(self.tellings):
            for b in self.tellings[i + 1 : i + 1 + reach]:
                if a.setting.id != b.setting.id:
                    yield a.key, b.key


def _buckets(ordered: Sequence[Telling], corpus: Corpus) -> Iterator[_Bucket]:
    """The tellings by the keys that they share.

    A key that too many share is crossed with what else so many share: place and day, place and attacker, then
    place, day and attacker.
    """
    limits = corpus.settings.blocking
    bound, window = limits.bucket, limits.window
    crosses: dict[str, list[Cross]] = {
        telling.key: [(key,) for key in sorted(keys_of(telling, corpus))] for telling in ordered
    }
    while crosses:
        found: dict[Cross, list[Telling]] = defaultdict(list)
        for telling in ordered:
            for cross in crosses.get(telling.key, ()):
                found[cross].append(telling)
        buckets = [_Bucket(cross, tellings, bound, window) for cross, tellings in found.items()]
        yield from (bucket for bucket in buckets if not bucket.is_crowded or not says_nothing(bucket.cross))
        crowded = {bucket.cross for bucket in buckets if bucket.is_crowded and is_crossed(bucket.cross)}
        more = {key: grown([cross for cross in mine if cross in crowded]) for key, mine in crosses.items()}
        crosses = {key: mine for key, mine in more.items() if mine}
        bound = window = limits.crossed


def says_nothing(cross: Cross) -> bool:
    """True of a key that pairs nobody where very many share it."""
    return len(cross) == 1 and cross[0][0] in TOO_COMMON


def is_crossed(cross: Cross) -> bool:
    """True of what is crossed with other keys where very many share it."""
    return cross[0][0] in CROSSED


def grown(crowded: Sequence[Cross]) -> list[Cross]:
    """Crosses of one key more, each key of another field, of which every part is crowded."""
    known, keys = set(crowded), sorted({key for cross in crowded for key in cross})
    return [
        (*cross, key)
        for cross in crowded
        for key in keys
        if key > cross[-1]
        and key[0] not in {field for field, _ in cross}
        and all((*cross[:i], *cross[i + 1 :], key) in known for i in range(len(cross)))
    ]


def published_order(telling: Telling) -> tuple[dt.date, str, int, str]:
    """The order in which tellings of one key are neighbours: publication (unknown last), article, place in it."""
    return telling.setting.published or dt.date.max, telling.setting.id, telling.start, telling.key
