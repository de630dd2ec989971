from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.event_sets import TEXT, full_event_set

from extract.base.errors import ConfigError
from extract.results.write import WRITERS, Output, OutputFile, check_folder, folder, swap, write_folder
from schemas import ArticleInfo, EventSet

OUTPUT = Output(full_event_set(), {"harbour": TEXT}, {"model": "ollama/any"})


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_every_writer_writes_its_file_and_every_article_its_text(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    write_folder(OUTPUT, out)
    assert set(files(out)) == {writer.file for writer in WRITERS} | {"articles/harbour.txt"}


def test_a_stored_text_keeps_its_line_ends(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    assert (tmp_path / "articles/harbour.txt").read_bytes() == TEXT.encode()


def test_every_quote_is_found_in_the_stored_text(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    events = EventSet.model_validate_json((tmp_path / "events.json").read_bytes())
    for record in events.records:
        stored = (tmp_path / f"articles/{record.article_id}.txt").read_bytes().decode()
        assert all(evidence.quote == stored[evidence.start : evidence.end] for evidence in record.evidence)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path / "first")
    write_folder(OUTPUT, tmp_path / "second")
    write_folder(OUTPUT, tmp_path / "second")
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_a_later_run_removes_the_texts_it_does_not_have(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    article = ArticleInfo(id="bridge", path="in/bridge.txt", sha256="1" * 64)
    write_folder(Output(EventSet(articles=(article,)), {"bridge": "A bridge."}, {}), tmp_path)
    assert [path.name for path in (tmp_path / "articles").iterdir()] == ["bridge.txt"]


def test_other_peoples_files_stay(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    theirs = {tmp_path / "notes.md": b"mine", tmp_path / "articles" / "extra.txt": b"mine too"}
    for path, content in theirs.items():
        path.write_bytes(content)
    write_folder(Output(EventSet(), {}, {}), tmp_path)
    assert {path: path.read_bytes() for path in theirs} == theirs


@pytest.mark.parametrize("name", ["events.json", "events.csv", "articles/harbour.txt"])
def test_somebody_elses_file_under_one_of_our_names_is_not_overwritten(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("[]")
    with pytest.raises(ConfigError, match="no earlier run wrote"):
        check_folder(tmp_path)
    with pytest.raises(ConfigError, match="no earlier run wrote"):
        write_folder(OUTPUT, tmp_path)
    assert files(tmp_path) == {name: b"[]"}


def test_a_text_put_among_ours_later_is_not_overwritten(tmp_path: Path) -> None:
    write_folder(Output(EventSet(), {}, {}), tmp_path)
    (tmp_path / "articles" / "harbour.txt").write_text("mine")
    with pytest.raises(ConfigError, match=r"articles/harbour\.txt"):
        write_folder(OUTPUT, tmp_path)
    assert (tmp_path / "articles" / "harbour.txt").read_text() == "mine"


def test_an_earlier_result_cannot_make_us_delete_a_file_elsewhere(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "precious.txt"
    outside.write_text("mine")
    hostile = ArticleInfo(id="../../precious", path="", sha256="")
    write_folder(Output(EventSet(articles=(hostile,)), {}, {}), out)
    write_folder(OUTPUT, out)
    assert outside.read_text() == "mine"


def test_a_writer_that_fails_leaves_the_old_results_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(OUTPUT, tmp_path)
    before = files(tmp_path)

    def breaks_off(_: Output) -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "WRITERS", (*WRITERS, OutputFile("late.txt", breaks_off)))
    with pytest.raises(KeyboardInterrupt):
        write_folder(Output(EventSet(), {}, {}), tmp_path)
    assert files(tmp_path) == before


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("")
    for attempt in (lambda: check_folder(path), lambda: write_folder(OUTPUT, path)):
        with pytest.raises(ConfigError, match="give another with --out"):
            attempt()


def test_check_accepts_a_missing_folder_and_makes_nothing(tmp_path: Path) -> None:
    check_folder(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_no_two_writers_share_a_file() -> None:
    names = [writer.file for writer in WRITERS]
    assert len(set(names)) == len(names)


LATER = Output(EventSet(articles=(ArticleInfo(id="bridge", path="b", sha256="1" * 64),)), {"bridge": "A bridge."}, {})


class PowerCutError(BaseException):
    """The machine is gone: nothing is tidied up after it."""


def died_while_writing(out: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Write `LATER` on a machine that stops before so many moves of files; False if it needs no more than those."""
    moves = 0
    replace = Path.replace

    def counted(path: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves > after:
            raise PowerCutError
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted)
        patch.setattr(swap.shutil, "rmtree", lambda *_, **__: None)
        try:
            write_folder(LATER, out)
        except PowerCutError:
            return True
    return False


def test_a_run_that_dies_leaves_the_old_result_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(OUTPUT, tmp_path / "old")
    write_folder(OUTPUT, tmp_path / "new")
    write_folder(LATER, tmp_path / "new")
    old, new = files(tmp_path / "old"), files(tmp_path / "new")
    died_after = 0
    while True:
        out = tmp_path / f"died after {died_after}"
        write_folder(OUTPUT, out)
        if not died_while_writing(out, died_after, monkeypatch):
            break
        check_folder(out)
        left = {name: content for name, content in files(out).items() if not name.startswith(".unfinished-")}
        assert left == (new if died_after else old)
        write_folder(LATER, out)
        assert files(out) == new
        died_after += 1
    # One move for the whole, one for each file.
    assert died_after == 1 + len(new)


def test_what_a_dead_run_left_half_made_goes_away(tmp_path: Path) -> None:
    (tmp_path / ".unfinished-abc").mkdir()
    (tmp_path / ".unfinished-abc" / "events.json").write_text("{")
    write_folder(OUTPUT, tmp_path)
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_what_looks_like_a_cut_off_result_cannot_reach_other_files(tmp_path: Path) -> None:
    out = tmp_path / "out"
    complete = out / ".complete"
    complete.mkdir(parents=True)
    for path in (tmp_path / "precious.txt", out / "notes.md"):
        path.write_text("mine")
    (complete / "notes.md").write_text("theirs")
    names = ["../precious.txt", "articles/../../precious.txt", "/etc/hosts.txt", "notes.md", 7]
    (complete / "stale.json").write_text(json.dumps(names))
    write_folder(OUTPUT, out)
    assert [path.read_text() for path in (tmp_path / "precious.txt", out / "notes.md")] == ["mine", "mine"]


def test_a_text_that_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    before = (tmp_path / "articles/harbour.txt").stat()
    write_folder(OUTPUT, tmp_path)
    assert (tmp_path / "articles/harbour.txt").stat().st_ino == before.st_ino


def test_a_full_disk_leaves_the_old_result(tmp_path: Path) -> None:
    write_folder(OUTPUT, tmp_path)
    before = files(tmp_path)
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
        "from test_folder import LATER, write_folder; from pathlib import Path; write_folder(LATER, Path(sys.argv[1]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], env=environment, capture_output=True, text=True, check=False
    )
    assert "ConfigError: cannot write to" in done.stderr
    assert files(tmp_path) == before
