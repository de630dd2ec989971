"""The features of a telling that are compared in columns, small enough to be read again and again."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from extract.large.columns.fields import FIELDS
from extract.large.columns.table import UNPUBLISHED
from extract.reconcile.match.comparison import Corpus
from extract.reconcile.mention import Telling, is_thin

WORDS_KNOWN = 65_536
"""Whose numbers are kept."""


class Members(NamedTuple):
    """Words as 64-bit numbers that ascend, and the weight of each, both as bytes."""

    numbers: bytes
    weights: bytes


NONE = Members(b"", b"")


class Features(NamedTuple):
    """A telling as columns have it.

    ``published`` is an ordinal; ``language`` is that of the article, ``of_words`` that of the words; ``main`` is
    true of what its article is about; ``fields`` has the keys of `extract.large.columns.fields`, pickled. ``story``
    and ``names`` are of the article, and only of a main telling; ``numbers`` are figures in its words.
    """

    published: int
    outlet: str | None
    language: str | None
    of_words: str | None
    main: bool
    series: bool
    thin: bool
    fields: tuple[bytes, ...]
    words: Members
    quoted: Members
    numbers: Members
    story: Members
    names: Members
    ages: tuple[int, ...]


def features_of(telling: Telling, corpus: Corpus) -> Features:
    """The features of a telling; ``corpus`` is that of all tellings of its kind."""
    published = telling.setting.published
    main = telling.key in corpus.main and telling.kind in corpus.settings.main
    story = corpus.stories.of.get(telling.setting.id) if main else None
    rarity = corpus.stories.rarity
    return Features(
        published=published.toordinal() if published else UNPUBLISHED,
        outlet=telling.setting.outlet,
        language=telling.setting.language,
        of_words=telling.language,
        main=main,
        series=telling.series,
        thin=is_thin(telling),
        fields=tuple(pickle.dumps(field.key(field.of(telling))) for field in FIELDS[telling.kind].values()),
        words=_rare(telling.words, corpus),
        quoted=_rare(telling.quoted, corpus),
        numbers=_members(dict.fromkeys(telling.numbers, 1.0)),
        story=_members(story.weights) if story else NONE,
        names=_members({name: rarity[name] for name in story.names}) if story else NONE,
        ages=tuple(sorted(story.ages)) if story else (),
    )


def _rare(words: Iterable[str], corpus: Corpus) -> Members:
    return _members({word: corpus.rarity.get(word, corpus.unseen) for word in words})


def _members(weights: Mapping[str, float]) -> Members:
    numbered = sorted((_number(word), weight) for word, weight in weights.items())
    numbers, told = zip(*numbered, strict=True) if numbered else ((), ())
    return Members(array("Q", numbers).tobytes(), array("d", told).tobytes())


@lru_cache(maxsize=WORDS_KNOWN)
def _number(word: str) -> int:
    """A number of 64 bits, the same in every process; two words that share one would only be taken for one word."""
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest())
