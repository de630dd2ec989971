from __future__ import annotations

from pathlib import Path

import pytest
from helpers.stories import SETTINGS, Newsroom

from extract.base.errors import InputError
from extract.large import reconcile_shards
from extract.results.shards import ARTICLES, RECORDS, StoredArticle, told_by_article


def written(result: Path, room: Newsroom, *, articles: list[str]) -> Path:
    infos = {info.id: info for info in room.articles}
    with ARTICLES.writer(result) as shards:
        shards.write_all(StoredArticle(**dict(infos[name]), text=room.texts[name]) for name in articles)
    with RECORDS.writer(result) as shards:
        shards.write_all(room.records)
    return result


def room_of_two() -> Newsroom:
    room = Newsroom()
    room.strike("a", "The strikes hit the depot.")
    room.strike("c", "The strikes hit the bridge.")
    return room


def test_each_article_comes_with_its_records(tmp_path: Path) -> None:
    room = room_of_two()
    room.article("b")
    told = told_by_article(written(tmp_path, room, articles=["a", "b", "c"]))
    assert [(article.id, [record.id for record in mine]) for article, mine in told] == [
        ("a", ["strike-a-00"]),
        ("b", []),
        ("c", ["strike-c-01"]),
    ]


@pytest.mark.parametrize("articles", [["a"], ["c", "a"], []])
def test_a_record_of_no_article_is_an_error_that_names_it(articles: list[str], tmp_path: Path) -> None:
    result = written(tmp_path, room_of_two(), articles=articles)
    with pytest.raises(InputError, match=r"record strike-[ac]-0[01] is of article [ac]"):
        reconcile_shards(result, settings=SETTINGS)
    assert not (tmp_path / "events").exists()


def test_a_result_without_records_has_no_events(tmp_path: Path) -> None:
    found = reconcile_shards(written(tmp_path, Newsroom(), articles=[]), settings=SETTINGS)
    assert (found.events, found.unsure, found.compared) == (0, 0, 0)
    assert (tmp_path / "events.csv").read_text().startswith("id,kind,title")
