from __future__ import annotations

from pathlib import Path

import pytest
from helpers.event_sets import full_event_set

from extract.base.errors import InputError
from extract.evaluate.read import read_events, read_gold, read_texts


def test_events_are_read_from_the_file_or_its_folder(tmp_path: Path) -> None:
    (tmp_path / "events.json").write_text(full_event_set().model_dump_json(), encoding="utf-8")
    assert read_events(tmp_path) == read_events(tmp_path / "events.json") == full_event_set()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*gold\.json: No such file"):
        read_gold(tmp_path / "gold.json")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "Invalid JSON"),
        ("[]", "should be an object"),
        (
            '{"articles": {}, "events": [{"id": "x", "kind": "war"}], "mentions": []}',
            r"events\.0\.kind: there is no kind",
        ),
        ('{"articles": {}, "events": []}', "mentions: is missing"),
        ('{"articles": {}, "mentions": [], "event": []}', "event: is no field that is known here"),
    ],
)
def test_a_file_that_is_no_gold_is_named_with_its_faults(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"gold\.json is not a gold file .*: .*{fault}"):
        read_gold(path)


def test_a_gold_file_is_no_event_set(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"articles": {}, "events": [], "mentions": []}', encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.json is not an events\.json"):
        read_events(path)


def test_texts_keep_their_line_ends_and_lose_their_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    (tmp_path / "b.md").write_bytes(b"three")
    assert read_texts(tmp_path, ["a", "b", "c"]) == {"a": "one\r\ntwo\n", "b": "three"}


def test_an_id_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "texts").mkdir()
    assert read_texts(tmp_path / "texts", ["../secret", str(tmp_path / "secret")]) == {}


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Größe".encode("latin-1"))
    with pytest.raises(InputError, match=r"a\.txt is not UTF-8 text: byte 2"):
        read_texts(tmp_path, ["a"])
