from itertools import permutations

from extract.reconcile.cluster.agglomerate import Clustering, Scored, agglomerate

Scores = dict[tuple[str, str], float]


def cluster(scores: Scores, forbidden: frozenset[frozenset[str]] = frozenset(), *, items: str = "abc") -> Clustering:
    return agglomerate(
        items,
        [Scored(score, *pair) for pair, score in scores.items() if score >= 0.5],
        score=lambda a, b: scores.get((min(a, b), max(a, b)), -1.0),
        forbidden=lambda a, b: "a person said so" if frozenset({a, b}) in forbidden else None,
        floor=0.2,
    )


def test_what_matches_all_round_is_one() -> None:
    assert cluster({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.7}).clusters == (("a", "b", "c"),)


def test_no_chain_through_a_third() -> None:
    found = cluster({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): -0.9})
    assert found.clusters == (("a", "b"), ("c",))
    assert found.refused[0][:2] == ("b", "c")


def test_a_cannot_link_holds_between_clusters_too() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.7}
    found = cluster(scores, frozenset({frozenset("ac")}))
    assert found.clusters == (("a", "b"), ("c",))
    assert {refusal.reason for refusal in found.refused} == {"a person said so"}


def test_order_changes_nothing() -> None:
    scores = {("a", "b"): 0.6, ("b", "c"): 0.6, ("c", "d"): 0.6, ("a", "c"): 0.1, ("b", "d"): 0.1}
    found = {cluster(dict(order), items="dcba").clusters for order in permutations(scores.items())}
    assert len(found) == 1
