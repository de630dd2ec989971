"""A user relies on: a model's word on a pair joins that pair, nothing that is kept apart, and nothing by a chain."""

from __future__ import annotations

from itertools import permutations

import pytest

from extract.reconcile.cluster.settled import Cluster, Followed, follow
from schemas import Settled

WORDS = {"=": "same", "!": "different", "?": "cannot_tell"}


def heard(said: str, *, apart: str = "", clusters: tuple[Cluster, ...] = (("a",), ("b",), ("c",))) -> Followed:
    """What comes of words on pairs, "a=b b!c", the likelier first, where some pairs ("ac") can never be one."""
    settled = [
        Settled.model_validate(
            {
                "records": (word[0], word[2]),
                "score": 0.4 - at / 100,
                "answer": WORDS[word[1]],
                "model": "m",
                "prompt": "p",
            }
        )
        for at, word in enumerate(said.split())
    ]
    barred = {frozenset(pair) for pair in apart.split()}
    return follow(
        clusters,
        settled,
        key_of={key: key for cluster in clusters for key in cluster},
        forbidden=lambda a, b: "a cannot-link" if frozenset((a, b)) in barred else None,
    )


@pytest.mark.parametrize(
    ("said", "apart", "clusters", "outcomes"),
    [
        ("a=b", "", "ab c", "joined"),
        ("a!b", "", "a b c", "kept_apart"),
        ("a?b", "", "a b c", "left_unsure"),
        ("a=b", "ab", "a b c", "overruled"),
        ("a=b b=c a=c", "", "abc", "joined joined joined"),
        # Never chained: a and c were not asked about, so the likelier pair alone is joined.
        ("a=b b=c", "", "ab c", "joined left_unsure"),
        # At odds: nothing says which of the two is wrong.
        ("a=b b=c", "ac", "a b c", "left_unsure left_unsure"),
        ("a=b b=c a!c", "", "a b c", "left_unsure left_unsure kept_apart"),
        ("a=b b?c a=c", "", "ab c", "joined left_unsure left_unsure"),
    ],
)
def test_what_comes_of_answers(said: str, apart: str, clusters: str, outcomes: str) -> None:
    found = heard(said, apart=apart)
    assert " ".join("".join(cluster) for cluster in found.clusters) == clusters
    assert " ".join(one.outcome for one in found.settled) == outcomes


def test_a_bar_holds_between_all_that_the_clusters_hold() -> None:
    found = heard("a=c", apart="bd", clusters=(("a", "b"), ("c", "d")))
    assert found.clusters == (("a", "b"), ("c", "d"))
    assert [(one.outcome, one.note) for one in found.settled] == [("overruled", "a cannot-link")]
    assert found.barred("a", "c") == "a cannot-link"


def test_two_words_on_one_pair_of_clusters_must_agree() -> None:
    clusters = (("a", "b"), ("c", "d"))
    assert heard("a=c b!d", clusters=clusters).clusters == clusters
    assert heard("a=c b?d", clusters=clusters).clusters == (("a", "b", "c", "d"),)


def test_what_is_one_already_is_not_parted() -> None:
    found = heard("a!b", clusters=(("a", "b"), ("c",)))
    assert found.clusters == (("a", "b"), ("c",))
    assert [one.outcome for one in found.settled] == ["overruled"]


def test_order_changes_nothing() -> None:
    clusters = (("a",), ("b",), ("c",), ("d",))
    pairs = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d")]
    words = [Settled(records=pair, score=0.3, answer="same", model="m", prompt="p") for pair in pairs]
    found = {
        follow(order, said, key_of=dict(zip("abcd", "abcd", strict=True)), forbidden=lambda _a, _b: None).clusters
        for order in permutations(clusters)
        for said in permutations(words)
    }
    assert len(found) == 1
