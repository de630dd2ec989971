"""The registry of formats, and readers that are not ours: missing, hanging, crashing, greedy."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extract.base import child
from extract.cli import main as cli
from extract.load import confined, load
from extract.load.confined import ConfinedReader
from extract.load.document import Text, UnreadableError
from extract.load.formats import BY_SUFFIX, FORMATS, SUFFIXES, FileFormat, sniff, split_name

DOCS = Path(__file__).parents[3] / "docs" / "inputs.md"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a.txt", ("a", ".txt")),
        ("a.b.HTML", ("a.b", ".html")),
        ("a.jsonl.gz", ("a", ".jsonl.gz")),
        ("a.zip", ("a", ".zip")),
        ("a.zip.gz", ("a.zip.gz", "")),
        ("a.gz", ("a.gz", "")),
        (".txt", (".txt", "")),
        ("txt", ("txt", "")),
        ("a.meta.json", ("a.meta.json", "")),
        ("a.pptx", ("a.pptx", "")),
    ],
)
def test_a_names_ending_says_how_it_is_read(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_every_format_has_a_name_and_endings_of_its_own() -> None:
    assert len({format_.name for format_ in FORMATS}) == len(FORMATS)
    assert len(BY_SUFFIX) == sum(len(format_.suffixes) for format_ in FORMATS)


def test_help_and_documentation_name_every_ending(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    printed, documented = capsys.readouterr().out, DOCS.read_text(encoding="utf-8")
    assert [suffix for suffix in SUFFIXES if suffix not in printed] == []
    assert [suffix for suffix in SUFFIXES if f"`{suffix}`" not in documented] == []


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7", ".pdf"),
        (b"PK\x03\x04", ".zip"),
        (b"\xef\xbb\xbf\n<!doctype HTML>", ".html"),
        (b"<?xml version='1.0'?>\n<html>", ".html"),
        (b'{\n"text": "x"\n}', ".json"),
        (b'[{"text": "x"}]', ".json"),
        (b'{"text": "x"}\n{"text": "y"}', ".jsonl"),
        (b"VIENNA - The envoys met.", ".txt"),
        (b"", ".txt"),
    ],
)
def test_bytes_without_a_name_are_taken_for_what_they_look_like(data: bytes, ending: str) -> None:
    assert sniff(data) == ending


def test_a_missing_extra_is_named_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = {suffix: replace(f, needs=("not_installed",)) if f.extra else f for suffix, f in BY_SUFFIX.items()}
    monkeypatch.setattr("extract.load.contents.BY_SUFFIX", bare)
    (tmp_path / "a.html").write_text("<p>Words")
    (tmp_path / "b.txt").write_text("Words.")
    loaded = load([tmp_path])
    assert [article.id for article in loaded.articles] == ["b"]
    assert loaded.failed[0].error.endswith("a.html: reading HTML needs: pip install 'rashomon-events[html]'")


def hostile(data: bytes) -> Iterator[Text]:
    """A reader that a file can make do anything."""
    if data == b"hang":
        time.sleep(600)
    if data == b"crash":
        os.abort()
    if data == b"several":
        yield from map(Text, "123")
    if data == b"leave":
        os._exit(3)
    if data == b"fill":
        b"x" * (confined.MEMORY_BYTES + 1)
    if data == b"raise":
        raise KeyError("of a library")
    print("a library that prints")
    key = os.environ.get("OPENAI_API_KEY", "no key")
    yield Text(f"{data.decode()}, {key}")


HOSTILE = FileFormat("hostile", (".hostile",), hostile, 1000, "none")


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Iterator[ConfinedReader]:
    """Reads in a process where the hostile format is known, for a second at most."""
    code = (
        f"import sys; sys.path[:] = [*{{path!r}}, {str(Path(__file__).parent)!r}]",
        f"from {Path(__file__).stem} import HOSTILE",
        "import extract.load.confined as confined",
        "confined.FORMATS, confined.SECONDS = (HOSTILE,), 1",
        "confined.main()",
    )
    monkeypatch.setattr(child, "_PROGRAM", "; ".join(code))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with ConfinedReader() as reader:
        yield reader


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"hang", "took longer than 60 seconds"),
        (b"crash", "or it is damaged"),
        (b"leave", "crashed"),
        (b"fill", "takes more than 2,000 MB of memory"),
        (b"raise", "it may be damaged: KeyError"),
    ],
)
def test_a_file_that_breaks_its_reader_fails_alone(reader: ConfinedReader, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        list(reader.read(HOSTILE, data))
    assert [found.text for found in reader.read(HOSTILE, b"good")] == ["good, no key"]


def test_whoever_stops_reading_a_file_gets_nothing_of_it_later(reader: ConfinedReader) -> None:
    stopped = reader.read(HOSTILE, b"several")
    assert next(stopped).text == "1"
    stopped.close()
    assert [found.text for found in reader.read(HOSTILE, b"good")] == ["good, no key"]
