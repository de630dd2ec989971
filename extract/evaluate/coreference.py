"""Scores of a clustering against the right one: MUC, B-cubed, CEAF-e and their mean, CoNLL F1.

A clustering is a mapping from items to the label of their cluster; both sides have the same items.

Source: Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions: A Reference
Implementation" (ACL 2014).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from extract.evaluate.assignment import greatest_total
from extract.evaluate.evaluation import DECIMALS, CoreferenceScores, Score, share

Item = TypeVar("Item")
_Overlaps = dict[tuple[str, str], int]


def clustering_score(key: Mapping[Item, str], response: Mapping[Item, str]) -> CoreferenceScores:
    """All scores of ``response`` against ``key``; without items, zeros."""
    scores = muc(key, response), b_cubed(key, response), ceaf_e(key, response)
    f1s = [score.f1 for score in scores if score is not None]
    return CoreferenceScores(
        mentions=len(key),
        muc=scores[0],
        b_cubed=scores[1],
        ceaf_e=scores[2],
        conll_f1=round(sum(f1s) / len(f1s), DECIMALS),
    )


def muc(key: Mapping[Item, str], response: Mapping[Item, str]) -> Score | None:
    """Share of the links that hold clusters together which the other side has too; None if neither has a link.

    Source: Vilain et al., "A Model-Theoretic Coreference Scoring Scheme" (MUC-6, 1995).
    """
    shared = len(key) - len(_overlaps(key, response))
    links = [len(side) - len(set(side.values())) for side in (response, key)]
    if not any(links):
        return None
    return Score.of(*(share(shared, links_of_side) for links_of_side in links))


def b_cubed(key: Mapping[Item, str], response: Mapping[Item, str]) -> Score:
    """Mean over items of how much of the item's cluster belongs with it.

    Source: Bagga and Baldwin, "Algorithms for Scoring Coreference Chains" (1998).
    """
    overlaps = _overlaps(key, response)
    keys, responses = _sizes(key), _sizes(response)
    precision = sum((Fraction(n * n, responses[b]) for (_, b), n in overlaps.items()), Fraction())
    recall = sum((Fraction(n * n, keys[a]) for (a, _), n in overlaps.items()), Fraction())
    return Score.of(share(float(precision), len(key)), share(float(recall), len(key)))


def ceaf_e(key: Mapping[Item, str], response: Mapping[Item, str]) -> Score:
    """Similarity of clusters under the best one-to-one alignment, per cluster.

    Source: Luo, "On Coreference Resolution Performance Metrics" (2005), with its phi-4.
    """
    keys, responses = _sizes(key), _sizes(response)
    similarity = {(a, b): 2 * n / (keys[a] + responses[b]) for (a, b), n in _overlaps(key, response).items()}
    total = sum(_best_alignment(component, similarity) for component in _components(similarity))
    return Score.of(share(total, len(responses)), share(total, len(keys)))


def _overlaps(key: Mapping[Item, str], response: Mapping[Item, str]) -> _Overlaps:
    overlaps: _Overlaps = defaultdict(int)
    for item in key:
        overlaps[key[item], response[item]] += 1
    return dict(sorted(overlaps.items()))


def _sizes(clustering: Mapping[Item, str]) -> dict[str, int]:
    sizes: dict[str, int] = defaultdict(int)
    for label in clustering.values():
        sizes[label] += 1
    return sizes


def _components(edges: Mapping[tuple[str, str], float]) -> list[list[tuple[str, str]]]:
    """Edges that hang together, so that no alignment is sought among clusters that share nothing."""
    neighbours: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for edge in edges:
        for side, label in enumerate(edge):
            neighbours[side, label].append(edge)
    components: list[list[tuple[str, str]]] = []
    seen: set[tuple[str, str]] = set()
    for first in edges:
        waiting, component = [first], []
        while waiting:
            edge = waiting.pop()
            if edge not in seen:
                seen.add(edge)
                component.append(edge)
                waiting += neighbours[0, edge[0]] + neighbours[1, edge[1]]
        if component:
            components.append(component)
    return components


def _best_alignment(component: list[tuple[str, str]], similarity: Mapping[tuple[str, str], float]) -> float:
    keys, responses = (sorted({edge[side] for edge in component}) for side in (0, 1))
    return greatest_total([[similarity.get((a, b), 0.0) for b in responses] for a in keys])
