from __future__ import annotations

import pytest

from extract.evaluate.coreference import b_cubed, ceaf_e, clustering_score, muc

# Mentions 0 to 6: the key puts together a a a b b c d, the response x x y y y z z.
KEY, RESPONSE = "aaabbcd", "xxyyyzz"


def labels(text: str) -> dict[int, str]:
    """A clustering of items 0, 1, 2 …, each labelled by its letter."""
    return dict(enumerate(text))


def test_muc_by_hand() -> None:
    # Kept links: 7 mentions in 5 overlaps make 2, of 7 - 3 given and 7 - 4 wanted.
    score = muc(labels(KEY), labels(RESPONSE))
    assert score is not None
    assert (score.precision, score.recall) == (0.5, 0.6667)


def test_b_cubed_by_hand() -> None:
    # Precision: x 2 x 2/2, y 1/3 + 2 x 2/3, z 1/2 + 1/2. Recall: a 2 x 2/3 + 1/3, b 2 x 2/2, c 1, d 1.
    score = b_cubed(labels(KEY), labels(RESPONSE))
    assert (score.precision, score.recall) == (round((2 + 5 / 3 + 1) / 7, 4), round((5 / 3 + 2 + 2) / 7, 4))


def test_ceaf_e_by_hand() -> None:
    # Best: a with x 2·2/5, b with y 2·2/5, c (or d) with z 2·1/3; three clusters given, four wanted.
    total = 4 / 5 + 4 / 5 + 2 / 3
    score = ceaf_e(labels(KEY), labels(RESPONSE))
    assert (score.precision, score.recall) == (round(total / 3, 4), round(total / 4, 4))


@pytest.mark.parametrize(
    ("key", "response", "expected"),
    [
        ("aaabbcd", "xxyyyzz", ((0.5, 0.6667), (0.6667, 0.8095), (0.7556, 0.5667), 0.6501)),
        ("aabbcc", "xxxxxx", ((0.6, 1.0), (0.3333, 1.0), (0.5, 0.1667), 0.5)),
        ("aaaaaa", "uvwxyz", ((0.0, 0.0), (1.0, 0.1667), (0.0476, 0.2857), 0.1224)),
        ("aaabbbccdd", "xxyyzzxxvv", ((0.6667, 0.6667), (0.7, 0.7333), (0.7167, 0.7167), 0.6999)),
        ("bcaddbaaadca", "sttsrtsrttss", ((0.2222, 0.25), (0.3167, 0.4), (0.3619, 0.2714), 0.2997)),
        ("ccffcaecfdebbbdcaeca", "tvwtvsuuvtuussttrrru", ((0.3571,) * 2, (0.4267, 0.45), (0.5026,) * 2, 0.4326)),
        (
            "eiihfcdbgdhecfgfidfbadedbfceha",
            "rwsvwrwvwtxsvuyvtvxtwrwrytwwvs",
            ((0.1364, 0.1429), (0.3028, 0.3522), (0.3649, 0.3243), 0.2695),
        ),
    ],
)
def test_the_scores_are_those_of_another_scorer(key: str, response: str, expected: tuple[object, ...]) -> None:
    """What scorch 0.2.0, an independent scorer, gives for the same clusterings."""
    scores = clustering_score(labels(key), labels(response))
    assert scores.muc is not None
    pairs = [(score.precision, score.recall) for score in (scores.muc, scores.b_cubed, scores.ceaf_e)]
    assert (*pairs, scores.conll_f1) == (*expected[:3], pytest.approx(expected[3], abs=1e-4))


@pytest.mark.parametrize("clustering", ["aaabbc", "abc"], ids=["with links", "apart"])
def test_the_right_clustering_scores_1(clustering: str) -> None:
    assert clustering_score(labels(clustering), labels(clustering.upper())).conll_f1 == 1.0


def test_muc_says_nothing_where_nothing_is_put_together() -> None:
    assert muc(labels("abc"), labels("xyz")) is None
    assert muc(labels("abc"), labels("xxx")) is not None


def test_no_mentions_score_nothing() -> None:
    assert clustering_score({}, {}).conll_f1 == 0.0
