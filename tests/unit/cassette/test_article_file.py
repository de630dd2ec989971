"""A user relies on: files on disk are never damaged, and what is wrong with one is said with its name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extract.base.errors import CassetteError
from extract.cassette.article_file import ArticleFile, Place
from extract.cassette.format import Exchange, Reply, dump_line, parse, read_request


def exchange(name: str, *, order: int = 0) -> Exchange:
    asked = read_request("POST", "http://host/v1/messages", f'{{"question": "{name}"}}'.encode())
    return Exchange(asked, Reply({"content": [name]}), "strike", order)


def stored(path: Path) -> list[Exchange]:
    return parse(path.read_bytes()).exchanges


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model" / "article.yaml"


def test_answers_of_an_interrupted_run_are_put_in_order_by_the_next(path: Path) -> None:
    crashed = ArticleFile.read(path)
    crashed.add(exchange("b", order=2))
    crashed.add(exchange("a", order=1))
    assert b"\n- {" in path.read_bytes()

    ArticleFile.read(path).put_in_order()

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
    file.put_in_order()
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
            file.use(key, Place(order, "strike"))
        file.put_in_order()
        assert stored(path) == [exchange("a", order=3)]


def test_nothing_is_dropped_while_an_answer_is_awaited(path: Path) -> None:
    before = ArticleFile.read(path)
    before.add(exchange("old"))
    before.put_in_order()
    file = ArticleFile.read(path)
    file.expect(exchange("new").request.key)
    file.add(exchange("other"))

    assert file.put_in_order() == 0
    file.add(exchange("new"))
    assert file.put_in_order() == 1
    assert stored(path) == [exchange("new"), exchange("other")]


def test_what_an_unfinished_run_left_is_not_dropped(path: Path) -> None:
    ArticleFile.read(path).add(exchange("of a run still at work"))
    file = ArticleFile.read(path)
    file.add(exchange("a"))

    assert file.put_in_order() == 0
    assert set(map(repr, stored(path))) == {repr(exchange("a")), repr(exchange("of a run still at work"))}


@pytest.mark.parametrize("first_done", [0, 1])
def test_two_runs_on_one_file_lose_nothing_whoever_ends_first(path: Path, first_done: int) -> None:
    files = [ArticleFile.read(path), ArticleFile.read(path)]
    for number in range(6):
        files[number % 2].add(exchange(str(number), order=number))
        files[number % 2].put_in_order()
        files[1 - number % 2].add(exchange(f"after {number}", order=10 + number))

    for file in (files[first_done], files[1 - first_done]):
        file.put_in_order()

    expected = [exchange(str(n), order=n) for n in range(6)] + [exchange(f"after {n}", order=10 + n) for n in range(6)]
    assert stored(path) == expected
    assert b"\n- {" not in path.read_bytes()


def test_an_answer_another_run_has_added_is_seen(path: Path) -> None:
    one, other = ArticleFile.read(path), ArticleFile.read(path)
    other.add(exchange("a"))
    key = exchange("a").request.key
    assert key not in one.replies

    one.refresh()

    assert one.replies[key] == exchange("a").reply


def test_many_processes_writing_at_once_lose_nothing(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from extract.cassette.article_file import ArticleFile;"
        "from test_article_file import exchange; path = Path(sys.argv[1]);"
        "files = [ArticleFile.read(path)] * 2 + [ArticleFile.read(path)];"
        "[setattr(file, 'interrupted', True) for file in files];"
        "[files[n % 3].add(exchange(sys.argv[2] + str(n))) or files[n % 2].put_in_order() for n in range(9)]"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    runs = [subprocess.Popen([sys.executable, "-c", script, str(path), name], env=environment) for name in "abc"]

    assert [run.wait() for run in runs] == [0, 0, 0]
    keys = {each.request.key for each in stored(path)}
    assert keys == {exchange(f"{name}{number}").request.key for name in "abc" for number in range(9)}


@pytest.mark.parametrize("left", [b"version: 1\ninter", b"\0" * 80, b"version: 1\n" + b"\0" * 80, b""])
def test_a_file_that_a_crash_left_without_its_header_gets_one(path: Path, left: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(left)

    ArticleFile.read(path).add(exchange("a"))

    assert stored(path) == [exchange("a")]


def test_a_recording_that_vcrpy_wrote_can_be_added_to(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(f"interactions:\n{dump_line(exchange('a'))}version: 1\n".replace("- {", "-  {"))

    ArticleFile.read(path).add(exchange("b"))

    assert stored(path) == [exchange("a"), exchange("b")]


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

    with pytest.raises(CassetteError, match="cannot record"):
        file.put_in_order()
    assert stored(path) == [exchange("a")]
