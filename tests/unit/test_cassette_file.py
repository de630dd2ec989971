"""A user relies on: files on disk are never damaged, and what is wrong with one is said with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.cassette_file import ArticleFile
from extract.cassette_format import Exchange, parse, read_request
from extract.errors import CassetteError


def exchange(name: str, *, order: int = 0) -> Exchange:
    asked = read_request("POST", "http://host/v1/messages", f'{{"question": "{name}"}}'.encode())
    return Exchange(asked, {"content": [name]}, "strike", order)


def stored(path: Path) -> list[Exchange]:
    return parse(path.read_bytes())[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model" / "article.yaml"


def test_answers_of_an_interrupted_run_are_put_in_order_by_the_next(path: Path) -> None:
    crashed = ArticleFile.read(path)
    crashed.add(exchange("b", order=2))
    crashed.add(exchange("a", order=1))
    assert b"\n- {" in path.read_bytes()

    ArticleFile.read(path).write()

    assert stored(path) == [exchange("a", order=1), exchange("b", order=2)]
    assert b"\n- {" not in path.read_bytes()


def test_an_answer_is_added_after_a_torn_one_without_damage(path: Path) -> None:
    file = ArticleFile.read(path)
    file.add(exchange("a"))
    with path.open("ab") as crash:
        crash.write("- {request: {method: PÖ".encode()[:-1])

    after = ArticleFile.read(path)
    assert after.torn
    after.add(exchange("b"))

    assert stored(path) == [exchange("a"), exchange("b")]


def test_an_answer_is_added_to_a_file_whose_last_line_end_an_editor_took_away(path: Path) -> None:
    file = ArticleFile.read(path)
    file.add(exchange("a"))
    file.write()
    path.write_bytes(path.read_bytes().rstrip(b"\n"))

    ArticleFile.read(path).add(exchange("b"))

    assert stored(path) == [exchange("a"), exchange("b")]


def test_two_places_asking_the_same_are_filed_under_the_first_whatever_the_order(path: Path) -> None:
    key = exchange("a").request.key
    for orders in ((3, 5), (5, 3)):
        file = ArticleFile.read(path)
        file.add(exchange("a", order=9))
        file = ArticleFile.read(path)
        for order in orders:
            file.use(key, label="strike", order=order)
        file.write()
        assert stored(path) == [exchange("a", order=3)]


def test_nothing_is_dropped_while_an_answer_is_awaited(path: Path) -> None:
    ArticleFile.read(path).add(exchange("old"))
    file = ArticleFile.read(path)
    file.expect(exchange("new").request.key)
    file.add(exchange("other"))

    assert file.drop_stale() == 0
    file.add(exchange("new"))
    assert file.drop_stale() == 1


def test_a_file_that_is_no_recording_is_named(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("something else\n")

    with pytest.raises(CassetteError, match=r"article\.yaml is not a recording"):
        ArticleFile.read(path)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "model").write_text("a file where the folder should be")
    path = tmp_path / "model" / "article.yaml"

    with pytest.raises(CassetteError, match=r"article\.yaml"):
        ArticleFile.read(path).add(exchange("a"))


def test_what_was_appended_stays_when_the_file_cannot_be_put_in_order(path: Path) -> None:
    file = ArticleFile.read(path)
    file.add(exchange("a"))
    path.with_name("article.yaml.tmp").mkdir()

    with pytest.raises(CassetteError, match="cannot write"):
        file.write()
    assert stored(path) == [exchange("a")]
