"""A user relies on: columns put the same records together as the small engine does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers.columns_told import flat_articles, in_columns, one_at_a_time
from helpers.many_stories import many_stories
from helpers.stories import SETTINGS, Newsroom
from helpers.tellings import SENTENCES, newsroom, strikes
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

from benchmarks.synthetic_strikes import synthetic  # noqa: E402
from extract.large.columns import assembled, cluster_of_each, cluster_strikes, read_flat, read_shards  # noqa: E402
from extract.results.shards import ARTICLES, RECORDS, StoredArticle  # noqa: E402

CROWDED = replace(SETTINGS, blocking=replace(SETTINGS.blocking, bucket=4, window=3, crossed=2, partners=5))
"""Bounds that a hundred strikes break."""


@given(st.lists(strikes, min_size=1, max_size=14))
@settings(max_examples=60, deadline=None)
def test_whatever_a_few_articles_tell(tellings: list[dict[str, object]]) -> None:
    assert_equal(newsroom(tellings))


@pytest.mark.parametrize("seed", [1, 2])
def test_many_articles_with_several_records_each(seed: int) -> None:
    assert_equal(many_stories(seed, articles=60))


@pytest.mark.parametrize("set_to", [SETTINGS, CROWDED], ids=["as set", "crowded"])
@pytest.mark.parametrize("seed", [1, 2])
def test_flat_columns(seed: int, set_to: object) -> None:
    columns = synthetic(400, seed=seed, density="growing", towns=6, days=9)
    strikes_ = assembled(read_flat(pa.table(columns), set_to), set_to)
    ours = cluster_of_each(strikes_, cluster_strikes(strikes_, set_to))
    assert ours == one_at_a_time(flat_articles(columns), set_to)
    assert 1 < len(set(ours.values())) < 400


def test_flat_columns_with_words_and_several_records_an_article() -> None:
    columns = synthetic(240, seed=5, density="growing", towns=4, days=6)
    columns["article"] = np.array([f"a{i // 2 if i < 80 else i:04}" for i in range(240)], dtype=object)
    columns["published"][1:80:2] = columns["published"][0:80:2]
    columns["evidence"] = np.array([SENTENCES[i % 5] if i % 3 else None for i in range(240)], dtype=object)
    strikes_ = assembled(read_flat(pa.table(columns), SETTINGS), SETTINGS)
    assert cluster_of_each(strikes_, cluster_strikes(strikes_, SETTINGS)) == one_at_a_time(
        flat_articles(columns), SETTINGS
    )


def test_the_order_of_rows_and_the_number_of_threads_change_nothing() -> None:
    table = pa.table(synthetic(600, seed=3, density="growing", towns=6, days=9))
    mixed = table.take(np.random.default_rng(1).permutation(len(table)))
    found = []
    for rows, threads in ((table, 1), (mixed, 1), (mixed, 3)):
        strikes_ = assembled(read_flat(rows, CROWDED), CROWDED)
        found.append(cluster_of_each(strikes_, cluster_strikes(strikes_, CROWDED, threads=threads)))
    assert found[0] == found[1] == found[2]


def test_the_shards_of_a_result(tmp_path: Path) -> None:
    room = many_stories(4, articles=30)
    told = [(article, [one for one in room.records if one.article_id == article.id]) for article in room.articles]
    with ARTICLES.writer(tmp_path) as articles, RECORDS.writer(tmp_path) as records:
        for article, mine in told:
            articles.write(StoredArticle(**dict(article), text=room.texts[article.id]))
            records.write_all(mine)
    strikes_ = assembled([read_shards(tmp_path, SETTINGS)], SETTINGS)
    assert cluster_of_each(strikes_, cluster_strikes(strikes_, SETTINGS)) == one_at_a_time(told, SETTINGS)


def assert_equal(room: Newsroom) -> None:
    told = [(article, [one for one in room.records if one.article_id == article.id]) for article in room.articles]
    for set_to in (SETTINGS, CROWDED):
        assert in_columns(told, set_to) == one_at_a_time(told, set_to)
