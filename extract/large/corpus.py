"""Looks counts up on disk as the rules ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar, overload

from extract.large.counts import CAPITALISED, LOWER, STEM, STORY
from extract.large.files import COUNTS, TELLINGS, settings_in
from extract.large.store import opened, unpacked
from extract.reconcile.article_context import ArticleContext
from extract.reconcile.fuse.context import Context, Names
from extract.reconcile.match.base_rate import BaseRates, days_over
from extract.reconcile.match.comparison import Corpus, rarity_of
from extract.reconcile.match.story import DocumentProfile, DocumentProfiles, Frequencies, story_of

WORDS_KEPT, STORIES_KEPT, SETTINGS_KEPT = 10_000, 1_500, 500
"""How many of each a process keeps in memory: few enough that a thousand articles fill it, and no more makes it grow.

Of words there are some ten sorts; one costs a hundred bytes, a story 12 kB, a setting the text of an article.
"""

Key = TypeVar("Key")
Value = TypeVar("Value")
Other = TypeVar("Other")


class LookedUp(Mapping[Key, Value]):
    """A mapping whose values are found when first asked for, the latest of them kept."""

    def __init__(self, find: Callable[[Key], Value | None], *, size: int, kept: int) -> None:
        """``find`` gives None where there is no value; ``size`` is how many values there are."""
        self._find = lru_cache(maxsize=kept)(find)
        self._size = size

    def __getitem__(self, key: Key) -> Value:
        """The value.

        Raises:
            KeyError: there is none.
        """
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: Key, default: None = None, /) -> Value | None: ...
    @overload
    def get(self, key: Key, default: Value | Other, /) -> Value | Other: ...
    def get(self, key: Key, default: Value | Other | None = None, /) -> Value | Other | None:
        """The value, or what is given instead where there is none."""
        value = self._find(key)
        return default if value is None else value

    def __len__(self) -> int:
        """How many values there are."""
        return self._size

    def __iter__(self) -> Iterator[Key]:
        """Nothing walks through all of them.

        Raises:
            TypeError: always.
        """
        raise TypeError("what is looked up on disk is not to be walked through")


@lru_cache(maxsize=4)
def corpus_in(folder: Path, kind: str) -> Corpus:
    """The corpus of a kind, without what depends on the tellings at hand."""
    settings, articles = settings_in(folder), _total(folder, kind)

    def rarity_in(word: str) -> float | None:
        number = _counted(folder, kind, word)
        return None if number is None else rarity_of(number, articles=articles, settings=settings)

    rarity: Mapping[str, float] = LookedUp(
        rarity_in,
        size=articles,
        kept=WORDS_KEPT,
    )
    unseen = rarity_of(0, articles=articles, settings=settings)
    usual, spellings = _usual(folder, kind), _spellings(folder, kind)
    return Corpus(settings, rarity, unseen, stories_in(folder), usual=usual, spellings=spellings)


def _usual(folder: Path, kind: str) -> BaseRates:
    counts = opened(folder, COUNTS)
    first, last = counts.execute(
        "SELECT coalesce(min(day), 0), coalesce(max(day), 0) FROM day WHERE kind = ?", (kind,)
    ).fetchone()
    over = days_over(first, last)

    def rate(place: str) -> float | None:
        query = "SELECT attacks FROM usual WHERE kind = ? AND place = ?"
        row = opened(folder, COUNTS).execute(query, (kind, place)).fetchone()
        return row[0] / over if row else None

    (size,) = counts.execute("SELECT count(*) FROM usual WHERE kind = ?", (kind,)).fetchone()
    return BaseRates(LookedUp(rate, size=size, kept=WORDS_KEPT))


def _spellings(folder: Path, kind: str) -> Mapping[str, str]:
    def other(name: str) -> str | None:
        query = "SELECT other FROM spelling WHERE kind = ? AND name = ?"
        row = opened(folder, COUNTS).execute(query, (kind, name)).fetchone()
        return row[0] if row else None

    (size,) = opened(folder, COUNTS).execute("SELECT count(*) FROM spelling WHERE kind = ?", (kind,)).fetchone()
    return LookedUp(other, size=size, kept=WORDS_KEPT)


def fresh(corpus: Corpus, main: frozenset[str]) -> Corpus:
    """The corpus for some tellings, ``main`` those of them that their articles are about; it remembers no others."""
    return replace(corpus, main=main, _totals={})


@lru_cache(maxsize=1)
def stories_in(folder: Path) -> DocumentProfiles:
    """The stories of all articles with records, when the second pass has weighed them."""

    def story(article: str) -> DocumentProfile | None:
        row = opened(folder, TELLINGS).execute("SELECT body FROM story WHERE article = ?", (article,)).fetchone()
        return unpacked(row[0]) if row else None

    return _stories(folder, story)


@lru_cache(maxsize=1)
def unweighed_stories_in(folder: Path) -> DocumentProfiles:
    """The same, each weighed when it is asked for."""
    found = _frequencies(folder)

    def story(article: str) -> DocumentProfile | None:
        query = "SELECT reading FROM article WHERE id = ? AND reading IS NOT NULL"
        row = opened(folder, COUNTS).execute(query, (article,)).fetchone()
        return story_of(unpacked(row[0]), found) if row else None

    return _stories(folder, story)


def _stories(folder: Path, story: Callable[[str], DocumentProfile | None]) -> DocumentProfiles:
    found = _frequencies(folder)

    def rarity(word: str) -> float | None:
        return found.rarity(word) if found.is_name(word) else None

    return DocumentProfiles(
        LookedUp(story, size=found.articles, kept=STORIES_KEPT),
        LookedUp(rarity, size=found.articles, kept=WORDS_KEPT),
    )


@lru_cache(maxsize=1)
def _frequencies(folder: Path) -> Frequencies:
    stems, capitalised, lower = (_counts(folder, counted) for counted in (STEM, CAPITALISED, LOWER))
    return Frequencies(_total(folder, STORY), stems, capitalised, lower)


@lru_cache(maxsize=1)
def context_in(folder: Path) -> Context:
    """The context of fusion: all it knows besides the records of an event."""

    def setting(article: str) -> ArticleContext | None:
        row = opened(folder, COUNTS).execute("SELECT setting FROM article WHERE id = ?", (article,)).fetchone()
        return unpacked(row[0]) if row else None

    (body,) = opened(folder, COUNTS).execute("SELECT body FROM names").fetchone()
    names: Names = unpacked(body)
    (articles,) = opened(folder, COUNTS).execute("SELECT count(*) FROM article").fetchone()
    return names.context(LookedUp(setting, size=articles, kept=SETTINGS_KEPT), settings_in(folder))


def forget() -> None:
    """Let go of what this process remembers of a run."""
    for remembered in (corpus_in, stories_in, unweighed_stories_in, _frequencies, context_in, settings_in):
        remembered.cache_clear()


def _counts(folder: Path, counted: str) -> LookedUp[str, int]:
    return LookedUp(partial(_counted, folder, counted), size=_total(folder, counted), kept=WORDS_KEPT)


def _counted(folder: Path, counted: str, word: str) -> int | None:
    query = "SELECT articles FROM word WHERE counted = ? AND word = ?"
    row = opened(folder, COUNTS).execute(query, (counted, word)).fetchone()
    return row[0] if row else None


def _total(folder: Path, counted: str) -> int:
    row = opened(folder, COUNTS).execute("SELECT articles FROM total WHERE counted = ?", (counted,)).fetchone()
    return row[0] if row else 0
