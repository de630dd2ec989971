"""Block: which tellings of different articles are worth comparing."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from extract.reconcile.comparison import Corpus
from extract.reconcile.days import is_day
from extract.reconcile.kinship import PARTICLES
from extract.reconcile.telling import PARTY_FIELDS, Telling
from extract.reconcile.words import fold

RAREST = 12
"""Words a telling is looked up by; a remark has about as many that carry meaning."""

MARKS = 20
"""Words and as many names an article is looked up by; with 12 two percent of the right pairs are lost."""

Pair = tuple[str, str]
Key = tuple[str, str]


def candidates(tellings: Sequence[Telling], corpus: Corpus) -> tuple[Pair, ...]:
    """Pairs of keys of tellings of two articles that share rare words, a party, a place or a day, sorted.

    Bounded by `Blocking`: the number of pairs grows with the tellings, not with their square.
    """
    by_name = {telling.key: telling for telling in tellings}
    limits = corpus.settings.blocking
    shared: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for bucket in _buckets(tellings, corpus):
        worth = math.log1p(len(tellings) / len(bucket))
        for a, b in _bucket_pairs([by_name[key] for key in bucket], bound=limits.bucket, window=limits.window):
            shared[a][b] += worth
            shared[b][a] += worth
    pairs: set[Pair] = set()
    for key, partners in shared.items():
        best = sorted(partners, key=lambda other: (-round(partners[other], 9), other))[: limits.partners]
        pairs.update((min(key, other), max(key, other)) for other in best)
    return tuple(sorted(pairs))


def keys_of(telling: Telling, corpus: Corpus) -> frozenset[Key]:
    """What a telling is looked up by: its rarest words, the last word of each party, its places and days.

    The one its article is about also by the words and names that mark the article.
    """
    keys: set[Key] = {("word", word) for word in corpus.rarest(telling.words, RAREST)}
    for field in PARTY_FIELDS:
        for actor in telling.parties[field]:
            words = [word for word in fold(actor.name) if word not in PARTICLES]
            keys.update({(field, actor.id)} if actor.id else {(field, word) for word in words[-1:]})
    if telling.key in corpus.main and telling.setting.id in corpus.stories.of:
        keys.update(("story", word) for word in corpus.stories.marks(telling.setting.id, MARKS))
    for place in telling.places:
        keys.update(("place", word) for word in (place.name, place.admin1) if word)
    for date in telling.dates:
        if is_day(date) and date.earliest and date.latest:
            keys.update(("day", str(date.earliest + dt.timedelta(days=shift))) for shift in (-1, 0, 1))
    return frozenset(keys)


def _buckets(tellings: Iterable[Telling], corpus: Corpus) -> list[list[str]]:
    """Keys of the tellings that share a look-up key, in order of publication, article and place in it."""
    found: dict[Key, list[str]] = defaultdict(list)
    for telling in sorted(tellings, key=published_order):
        for key in keys_of(telling, corpus):
            found[key].append(telling.key)
    return [found[key] for key in sorted(found)]


def _bucket_pairs(bucket: Sequence[Telling], *, bound: int, window: int) -> Iterable[Pair]:
    if len(bucket) <= bound:
        near: Iterable[tuple[Telling, Telling]] = combinations(bucket, 2)
    else:
        near = ((a, b) for i, a in enumerate(bucket) for b in bucket[i + 1 : i + 1 + window])
    for a, b in near:
        if a.setting.id != b.setting.id:
            yield a.key, b.key


def published_order(telling: Telling) -> tuple[dt.date, str, int, str]:
    """The order in which tellings of one key are neighbours: publication (unknown last), article, place in it."""
    return telling.setting.published or dt.date.max, telling.setting.id, telling.start, telling.key
