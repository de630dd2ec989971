"""The baseline: single-link clustering of TF-IDF vectors within some days, tuned on the very file it is run on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from .incident_files import IncidentArticle
from .pair_scores import PairScore, pair_score

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
WINDOWS = (2, 5, 10, 20, 45, 90, 365)


class Baseline(NamedTuple):
    """The best outcome over the grid, and the settings that gave it."""

    score: PairScore
    threshold: float
    days: int


def best_baseline(articles: Sequence[IncidentArticle]) -> Baseline:
    """The best of all thresholds and windows by pairwise F1 on the articles themselves."""
    key = {article.id: article.incident for article in articles}
    edges = sorted(_edges(articles, least=min(THRESHOLDS)), reverse=True)
    found = [
        Baseline(pair_score(key, _single_link(articles, edges, threshold=threshold, days=days)), threshold, days)
        for threshold, days in product(THRESHOLDS, WINDOWS)
    ]
    return max(found, key=lambda one: (one.score.f1, one.threshold, -one.days))


def _edges(articles: Sequence[IncidentArticle], *, least: float) -> Iterator[tuple[float, int, int]]:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 (of an extra)

    texts = [f"{article.title}\n{article.text}" for article in articles]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=1).fit_transform(texts)
    alike = (vectors @ vectors.T).tocoo()
    for i, j, likeness in zip(alike.row, alike.col, alike.data, strict=True):
        if i < j and likeness >= least:
            yield float(likeness), int(i), int(j)


def _single_link(
    articles: Sequence[IncidentArticle], edges: Sequence[tuple[float, int, int]], *, threshold: float, days: int
) -> dict[str, str]:
    parent = list(range(len(articles)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for likeness, i, j in edges:
        if likeness < threshold:
            break
        if _within(articles[i], articles[j], days):
            parent[root(i)] = root(j)
    return {article.id: str(root(i)) for i, article in enumerate(articles)}


def _within(a: IncidentArticle, b: IncidentArticle, days: int) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= days
