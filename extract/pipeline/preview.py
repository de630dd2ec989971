"""What a run is given, article by article, before anything is asked."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.ask.profile import PROFILES, Profile, Scale
from extract.base.types import Article
from extract.load import Loaded, load
from extract.pipeline.articles import cut_up
from extract.pipeline.bugs import Bugs
from extract.pipeline.kinds_asked import kinds_asked
from schemas import Failed

_OPENING = 120
_NEEDS = re.compile(r"needs: pip install '([^']+)'$")


@dataclass(frozen=True, slots=True)
class Previewed:
    """An article as it will be read.

    ``questions`` are those of the first pass, recorded or not; ``doubts`` what to look at before trusting it.
    """

    id: str
    path: str
    title: str | None
    opening: str
    outlet: str | None
    published: str | None
    published_from: str | None
    language: str | None
    url: str | None
    characters: int
    words: int
    questions: int
    doubts: tuple[str, ...]
    also_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Articles by id, what cannot be read, and what is left out, each with the reason.

    ``needs`` counts the files that what is not installed would read.
    """

    articles: Sequence[Previewed]
    failed: Sequence[Failed]
    skipped: Sequence[str]
    needs: Mapping[str, int]


def preview(
    paths: Sequence[str | os.PathLike[str]],
    *,
    profile: Scale = "large",
    kinds: Collection[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Preview:
    """What is at the paths, with the questions that a model of the profile would be asked; none is needed.

    Raises:
        ConfigError: a kind that is named is not installed.
        InputError: a path does not exist, or a folder holds no file that is read.
    """
    return preview_of(load(paths, columns=columns), PROFILES[profile], kinds)


def preview_of(loaded: Loaded, profile: Profile, kinds: Collection[str] | None) -> Preview:
    """As `preview`, of what is loaded."""
    articles = tuple(_articles(loaded.articles, profile, kinds_asked(kinds, None).kinds))
    needs = Counter(match[1] for one in loaded.failed if (match := _NEEDS.search(one.error)))
    return Preview(articles, loaded.failed, loaded.skipped, dict(sorted(needs.items())))


def _articles(articles: Sequence[Article], profile: Profile, kinds: Collection[str]) -> Iterator[Previewed]:
    """One after the other, as they may be too many to hold."""
    for article in articles:
        bugs = Bugs()
        questions = len(cut_up([article], profile, kinds, bugs).windows)
        doubts = [*article.doubts, *(failed.error for failed in bugs.failed)]
        if not questions:
            doubts.append("nothing to ask: no sentence in it is one of a report")
        yield Previewed(
            id=article.id,
            path=article.path,
            title=article.title,
            opening=" ".join(article.text[:_OPENING].split()),
            outlet=article.outlet,
            published=article.published.isoformat() if article.published else None,
            published_from=article.published_from,
            language=article.language,
            url=article.url,
            characters=len(article.text),
            words=len(article.text.split()),
            questions=questions,
            doubts=tuple(doubts),
            also_at=article.also_at,
        )
