from __future__ import annotations

from pathlib import Path

import pytest
from helpers.event_sets import TEXT, full_event_set, strike_record

from extract.base.errors import ConfigError, InputError
from extract.results.shards import (
    ARTICLES,
    EVENTS,
    FAILED,
    RECORDS,
    REJECTED,
    UNSURE,
    StoredArticle,
    line_of,
    shard_files,
)
from schemas import AnyRecord


def numbered(number: int) -> AnyRecord:
    return strike_record().model_copy(update={"id": f"strike-{number}"})


def test_every_part_of_a_result_is_read_back_as_it_was(tmp_path: Path) -> None:
    events = full_event_set()
    article = StoredArticle(**events.articles[0].model_dump(), text=TEXT)
    with ARTICLES.writer(tmp_path) as shards:
        shards.write(article)
    for part, values in ((RECORDS, events.records), (EVENTS, events.events), (UNSURE, events.unsure)):
        with part.writer(tmp_path) as shards:
            shards.write_all(values)
        assert tuple(part.read(tmp_path)) == values
    assert [(one.info, one.text) for one in ARTICLES.read(tmp_path)] == [(events.articles[0], TEXT)]


def test_a_shard_has_so_many_lines_and_the_last_one_the_rest(tmp_path: Path) -> None:
    with RECORDS.writer(tmp_path, lines=3) as shards:
        shards.write_all(map(numbered, range(7)))
    assert shards.written == 7
    files = shard_files(tmp_path / "records")
    assert [file.name for file in files] == ["part-00000.jsonl", "part-00001.jsonl", "part-00002.jsonl"]
    assert [len(file.read_bytes().splitlines()) for file in files] == [3, 3, 1]
    assert [record.id for record in RECORDS.read(tmp_path)] == [f"strike-{number}" for number in range(7)]


def test_shards_follow_each_other_by_number_beyond_five_digits(tmp_path: Path) -> None:
    for number in (2, 99_999, 100_000):
        (tmp_path / f"part-{number:05}.jsonl").touch()
    assert [file.name for file in shard_files(tmp_path)] == [
        "part-00002.jsonl",
        "part-99999.jsonl",
        "part-100000.jsonl",
    ]


def test_a_part_without_a_line_is_an_empty_folder_and_one_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    with REJECTED.writer(tmp_path):
        pass
    assert list((tmp_path / "rejected").iterdir()) == []
    assert list(REJECTED.read(tmp_path)) == []
    assert list(FAILED.read(tmp_path)) == []


def test_what_was_added_can_be_read_before_the_end(tmp_path: Path) -> None:
    with RECORDS.writer(tmp_path) as shards:
        shards.write(numbered(1))
        shards.flush()
        assert list(RECORDS.read(tmp_path)) == [numbered(1)]


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "part-00000.jsonl").write_text(line_of(numbered(1)) + '{"kind": "strike"}\n')
    with pytest.raises(InputError, match=r"part-00000\.jsonl:2 is not of this version: strike\.id"):
        list(RECORDS.read(tmp_path))


def test_a_shard_that_cannot_be_made_ends_the_run_with_its_name(tmp_path: Path) -> None:
    with RECORDS.writer(tmp_path) as shards:
        (tmp_path / "records" / "part-00000.jsonl").mkdir()
        with pytest.raises(ConfigError, match=r"cannot write to .*records"):
            shards.write(numbered(1))
