"""Packed files: read in memory, within bounds, and one bad member leaves the others alone."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from extract.load import Loaded, load

REPORT = "Envoys met in Vienna\n\nThe envoys met on the {}th. They will meet again, an official said.\n"


def pack(path: Path, files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def errors(loaded: Loaded) -> str:
    return "\n".join(failure.error for failure in loaded.failed)


def test_a_gzip_file_is_the_file_in_it(tmp_path: Path) -> None:
    path = tmp_path / "news.JSONL.gz"
    path.write_bytes(gzip.compress(b"\n".join(json.dumps({"text": REPORT.format(n)}).encode() for n in (1, 2))))
    first, second = load([tmp_path]).articles
    assert (first.id, first.path) == ("news-1", f"{path.as_posix()}#1")
    assert second.text == REPORT.format(2)


def test_a_zip_archive_is_a_folder_of_files(tmp_path: Path) -> None:
    files = {
        "b/one.txt": REPORT.format(1).encode(),
        "b/one.meta.json": b'{"outlet": "Tasnim"}',
        "c/one.txt": REPORT.format(2).encode(),
        "two.txt.gz": gzip.compress(REPORT.format(3).encode()),
        "../../up.txt": REPORT.format(4).encode(),
        "__MACOSX/._two.txt": b"fork",
        "notes.pptx": b"no article",
        "inner.zip": b"PK",
    }
    loaded = load([pack(tmp_path / "news.zip", files)])
    assert [(article.id, article.outlet) for article in loaded.articles] == [
        ("b-one", "Tasnim"),
        ("c-one", None),
        ("two", None),
        ("up", None),
    ]
    assert loaded.articles[0].path == f"{(tmp_path / 'news.zip').as_posix()}/b/one.txt"
    assert errors(loaded).endswith("an archive in an archive; unpack the outer one and give the folder")
    assert [skipped.split("news.zip/")[1] for skipped in loaded.skipped] == [
        "__MACOSX/._two.txt (hidden)",
        "notes.pptx (not of a format that is read: save it as .docx or .pdf)",
    ]


def test_two_members_of_one_name_are_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", REPORT.format(1))
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", REPORT.format(2))
    loaded = load([path])
    assert {article.text for article in loaded.articles} == {REPORT.format(1), REPORT.format(2)}
    assert len({article.id for article in loaded.articles}) == 2


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    nothing = b"\0" * 30_000_000
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(nothing))
    pack(tmp_path / "b.zip", {**{f"{n}.json": nothing[:4_000_000] for n in range(4)}, "z.txt": b"Words."})
    (tmp_path / "good.txt").write_text(REPORT)
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    # What is left of the archive's own bound shrinks from file to file.
    for path in ("a.json.gz", "b.zip/2.json", "b.zip/z.txt"):
        assert f"{path}: packed too small for what it holds: more than 10,000,000 bytes" in errors(loaded)


def test_damaged_locked_and_linked_members_fail_alone(tmp_path: Path) -> None:
    stored = pack(
        tmp_path / "a.zip", {"bad.txt": b"The envoys met.", "good.txt": b"They left."}, method=zipfile.ZIP_STORED
    )
    stored.write_bytes(stored.read_bytes().replace(b"envoys", b"enjoys"))
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    pack(tmp_path / "c.zip", {"new.txt": b"The envoys met."}, method=zipfile.ZIP_LZMA)
    locked = bytearray(pack(tmp_path / "d.zip", {"locked.txt": b"x"}).read_bytes())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "d.zip").write_bytes(locked)
    (tmp_path / "e.zip").write_bytes(os.urandom(100))
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(os.urandom(1000))[:500])
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["good"]
    said = errors(loaded)
    for what in (
        "bad.txt: damaged in its zip archive",
        "link.txt: a symbolic link",
        "new.txt: packed by a method that is not read",
        "locked.txt: locked by a password",
        "e.zip: a damaged zip archive",
        "f.txt.gz: a damaged gzip file",
    ):
        assert what in said


def test_a_zip_archive_may_come_on_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack(tmp_path / "news.zip", {"a.txt": b"The envoys met."}).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = load(["-"]).articles
    assert (article.id, article.path) == ("a", "-/a.txt")
