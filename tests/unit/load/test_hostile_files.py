"""A user relies on: whatever a file, a folder or a result holds, it is told in a line; nothing outside is touched."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from extract.base.printable import without_password
from extract.base.settings import DEFAULT_MODEL
from extract.cli.main import main
from extract.load import contents
from extract.load.corpus import load
from extract.results.write.csv_line import csv_line

DEEP = "[" * 5_000 + "]" * 5_000


def archive() -> bytes:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.zip", archive(), "there is no file in this archive"),
        ("b.json", b"[]", "there is no article in it"),
        ("c.jsonl", b"\n\n", "there is no article in it"),
        ("d.jsonl.gz", gzip.compress(b"\n", mtime=0), "there is no article in it"),
    ],
)
def test_a_file_that_holds_nothing_says_so(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    (failed,) = load([tmp_path / name]).failed
    assert says in failed.error


def test_of_many_flaws_in_one_file_the_first_are_listed_and_the_rest_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contents, "MOST_FLAWS", 3)
    (tmp_path / "a.jsonl").write_text("[\n" * 9 + '{"text": "Rebels shelled Tera."}\n' + "[\n" * 2)
    loaded = load([tmp_path])
    assert [article.text for article in loaded.articles] == ["Rebels shelled Tera."]
    assert len(loaded.failed) == 4
    assert any("8 more entries in this file are no articles" in each.error for each in loaded.failed)


def test_links_that_lead_in_a_circle_fail_alone(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Rebels shelled Tera.")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "sub" / "up").symlink_to("../sub")
    loaded = load([folder])
    assert [article.id for article in loaded.articles] == ["a"]
    assert [failed.article_id for failed in loaded.failed] == ["itself"]
    (tmp_path / "around").symlink_to("around")
    assert load([folder / "a.txt", tmp_path / "around"]).failed


@pytest.mark.parametrize("command", ["{in}", "--add-to {out}", "explain x {out}", "evaluate {out} {out}", "doctor"])
def test_results_nested_without_end_are_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Rebels shelled Tera.")
    (tmp_path / "out").mkdir()
    for name in ("events.json", "run.json"):
        (tmp_path / "out" / name).write_text(DEEP)
    words = command.format(**{"in": tmp_path / "in", "out": tmp_path / "out"}).split()
    assert main(words) in (1, 2)
    printed = capfd.readouterr()
    assert "Traceback" not in printed.err + printed.out


def test_nothing_is_written_through_a_link_in_the_folder_of_results(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    out.mkdir()
    (outside / "a.txt").write_text("precious")
    (out / "events.json").write_text('{"format": "rashomon.events/1", "articles": [{"id": "a"}]}')
    (out / "articles").symlink_to(outside)
    assert main([str(outside / "a.txt"), "--out", str(out)]) == 2
    assert "is a link to another folder" in capfd.readouterr().err
    assert (outside / "a.txt").read_text() == "precious"


def test_a_quiet_configuration_file_cannot_hide_where_texts_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Rebels shelled Tera.")
    options = f'model = "{DEFAULT_MODEL}"\nbase-url = "http://127.0.0.1:9/v1"\nquiet = true\nrecord-mode = "none"\n'
    (tmp_path / "rashomon.toml").write_text(f"[tool.rashomon]\n{options}")
    main(["a.txt"])
    assert "Options from rashomon.toml: model, base-url, quiet" in capfd.readouterr().err


def test_a_cell_cannot_be_parted_where_semicolons_or_tabs_part_cells() -> None:
    assert csv_line(["a;=b()", "c\t=d()", 1, "e"]) == '"a;=b()","c\t=d()",1,e\n'


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://me:secret@127.0.0.1:9/v1", "http://127.0.0.1:9/v1"),
        ("http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1"),
        ("http://host/v1/@me", "http://host/v1/@me"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert without_password(address) == shown
