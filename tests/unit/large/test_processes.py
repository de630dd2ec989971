"""A user relies on: processes give what one after the other gives, say what went wrong, and none of them is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from helpers import pieces
from helpers.many_stories import many_stories
from helpers.stories import SETTINGS

from extract.base.errors import ConfigError, InputError, InvariantError
from extract.large import processes, reconcile_shards
from extract.large.work import AHEAD
from extract.results.shards import ARTICLES, RECORDS, StoredArticle

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed as on POSIX systems")


def outcomes(function: Callable[[Any], Any], given: list[Any], *, number: int = 2) -> list[Any]:
    with processes(pytest.fail, number=number) as work:
        return list(work(function, given))


def test_outcomes_come_in_the_order_of_the_pieces() -> None:
    assert outcomes(str.upper, list("sphinx")) == list("SPHINX")


def test_it_is_never_this_process_that_works_and_none_is_left() -> None:
    found = set(outcomes(pieces.who, list(range(20)), number=3))
    assert len(found) <= 3
    assert os.getpid() not in found
    for pid in found:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_there_is_one_for_each_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["extract.large.processes"], "cpu_count", lambda: 1)
    with processes(pytest.fail) as work:
        assert len(set(work(pieces.who, range(9)))) == 1


def test_pieces_are_taken_as_there_is_room_for_them() -> None:
    taken = []

    def given() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    with processes(pytest.fail, number=2) as work:
        for number, _ in enumerate(work(str, given()), start=1):
            assert len(taken) - number < AHEAD * 2
    assert len(taken) == 50


def test_no_key_reaches_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    before = dict(os.environ)
    assert "OPENAI_API_KEY" not in outcomes(pieces.environment, [1])[0]
    assert dict(os.environ) == before
    for file in Path("/proc").glob("[0-9]*/environ"):
        if f" {os.getpid()} " in file.with_name("stat").read_text():
            assert b"sk-secret" not in file.read_bytes()


def test_what_a_piece_prints_stands_among_no_outcomes(capfd: pytest.CaptureFixture[str]) -> None:
    assert outcomes(pieces.printed, ["one", "two"]) == ["one", "two"]
    assert sorted(capfd.readouterr().err.split()) == ["one", "two"]


def test_an_error_is_raised_as_it_is() -> None:
    with pytest.raises(InputError, match=r"^cannot read this$"):
        outcomes(pieces.unreadable, ["this"])


def test_a_bug_tells_where_it_is() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        outcomes(pieces.divided, [1, 0])
    assert "in divided" in "".join(caught.value.__notes__)
    with pytest.raises(InvariantError, match="Unsendable: this and that"):
        outcomes(pieces.unsendable, [1])


def test_a_piece_whose_process_is_killed_is_begun_anew(tmp_path: Path) -> None:
    told: list[str] = []
    with processes(told.append, number=2) as work:
        assert list(work(partial(pieces.killed, 1, tmp_path), range(8))) == list(range(8))
    assert told == ["a process that reconciled was killed (signal 9: Killed); its work was begun anew"]


def test_a_piece_that_kills_twice_ends_the_run_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught, processes(lambda _: None, number=2) as work:
        list(work(partial(pieces.killed, 9, tmp_path), range(8)))
    said = str(caught.value)
    assert "was killed (signal 9: Killed)" in said
    assert "the same command goes on from the answers that were recorded" in said
    assert "\n" not in said
    assert len(list(tmp_path.iterdir())) == 2


def test_a_process_that_does_not_start_is_an_error_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(ConfigError) as caught, processes(lambda _: None, number=2) as work:
        list(work(str, [1]))
    assert "a process that reconciled ended (exit status 255)" in str(caught.value)


def test_any_number_of_them_gives_the_same_bytes(tmp_path: Path) -> None:
    room = many_stories(seed=5, articles=60)
    found = []
    for number in (0, 1, 3):
        result = tmp_path / str(number)
        with ARTICLES.writer(result) as articles, RECORDS.writer(result) as records:
            for info in sorted(room.articles, key=lambda one: one.id):
                articles.write(StoredArticle(**dict(info), text=room.texts[info.id]))
                records.write_all(record for record in room.records if record.article_id == info.id)
        with processes(pytest.fail, number=number or 1) as work:
            reconcile_shards(result, settings=SETTINGS, work=work if number else map)
        found.append({file.relative_to(result): file.read_bytes() for file in result.rglob("*") if file.is_file()})
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 3


HANGING = """
import sys
from functools import partial
from pathlib import Path
from helpers import pieces
from extract.large import processes

with processes(print, number=2) as work:
    list(work(partial(pieces.hanging, Path(sys.argv[1])), range(9)))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_none_is_left_of_a_program_that_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    path = os.pathsep.join(path for path in sys.path if path)
    with subprocess.Popen(
        [sys.executable, "-c", HANGING, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE
    ) as program:
        held = [tmp_path / f"held{piece}" for piece in range(2)]
        while program.poll() is None and not all(file.exists() for file in held):
            time.sleep(0.01)
        program.send_signal(number)
        _, said = program.communicate()
    assert program.returncode == -number
    assert said.decode().strip().endswith("KeyboardInterrupt" if number == signal.SIGINT else "")
    for file in held:
        assert is_free(file, tries=1 if number == signal.SIGINT else 2_000)


def is_free(file: Path, *, tries: int) -> bool:
    """True if nobody holds its lock any more."""
    import fcntl  # noqa: PLC0415 (not on Windows)

    with file.open() as held:
        for _ in range(tries):
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.01)
            else:
                return True
    return False
