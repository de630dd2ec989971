"""Ids name files: all different, all writable, and the plain stem wherever that will do."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from extract.load.ids import article_ids, file_name


@dataclass(frozen=True)
class Place:
    stem: str
    folder: str
    origin: str


@pytest.mark.parametrize("name", ["000_72cdb17ee1e1b77f", "a b", "Ünïcode", "北京", "a.b", "2021-03-04 (1)"])
def test_a_plain_name_stays(name: str) -> None:
    assert file_name(name) == name


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "CON", "nul.x", "a\nb", "a\u202eb", "x" * 500, " a", "\udcff"]
)
def test_a_name_that_cannot_be_a_files_is_changed_and_marked(name: str) -> None:
    changed = file_name(name)
    assert changed != name
    assert changed.isprintable()
    assert not set(changed) & set("/\\")
    assert len(changed.encode()) < 170
    assert changed == file_name(name)


def test_names_that_look_alike_when_changed_stay_apart() -> None:
    assert len({file_name(name) for name in ("a/b", "a\\b", "a:b", "x" * 500, "x" * 501)}) == 5


def test_an_id_made_of_a_hash_can_be_wished_for_without_harm() -> None:
    twins = [Place("a", "", "1"), Place("a", "", "2")]
    made = article_ids(twins)
    wished = [Place(id_, "", f"{id_}!") for id_ in made]
    assert len(set(article_ids([*twins, *wished]))) == 4


def test_letters_composed_in_two_ways_are_one_name() -> None:
    ids = article_ids([Place("caf\u00e9", "x", "x/1"), Place("cafe\u0301", "y", "y/1"), Place("CAFÉ", "z", "z/1")])
    assert [id_.split("-")[0] for id_ in ids] == ["x", "y", "z"]
