"""A user relies on: no half of a character, no key and no endless nesting in what a service sends does any harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.local_server import Reply, StartServer
from helpers.model_server import completion
from hypothesis import given
from hypothesis import strategies as st

from extract.ask.service.redaction import redactor
from extract.ask.service.storable import MOST_NESTED, nested_too_deep, parsed, storable
from extract.pipeline import run_paths
from extract.results.write import Output, write_folder

KEY = "sk-live/01+23=45é67"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (rb'"\udc00"', rb'"\ufffd"'),
        (rb'"\ud83d and"', rb'"\ufffd and"'),
        (rb'"\ud83d\ude00"', rb'"\ud83d\ude00"'),
        (rb'"{\"place\": \"\\udc00\"}"', rb'"{\"place\": \"\\ufffd\"}"'),
        (b'"\xed\xb0\x80"', '"���"'.encode()),
        ("„Так“".encode(), "„Так“".encode()),
    ],
)
def test_halves_of_characters_are_replaced(sent: bytes, kept: bytes) -> None:
    assert storable(sent) == kept


@given(
    st.recursive(st.text(st.characters(codec=None)), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
)
def test_whatever_is_parsed_can_be_written(value: object) -> None:
    json.dumps(parsed(json.dumps(value)), ensure_ascii=False).encode()
    json.dumps(parsed(json.dumps(json.dumps(value))), ensure_ascii=False).encode()


def test_brackets_inside_texts_are_no_nesting() -> None:
    assert not nested_too_deep(json.dumps(["[" * 900] * 9))
    assert not nested_too_deep("[" * MOST_NESTED)
    assert nested_too_deep("[" * (MOST_NESTED + 1))
    assert nested_too_deep('["never ends\\' + "[" * 900) is False


@pytest.mark.parametrize(
    "told",
    [
        KEY,
        json.dumps(KEY)[1:-1],
        KEY.replace("/", r"\/"),
        KEY.replace("+", r"\u002B").replace("=", r"\u003d"),
        json.dumps(json.dumps(KEY.replace("/", r"\/"))[1:-1])[1:-1],
        "".join(f"\\u{ord(one):04x}" for one in KEY),
    ],
)
def test_a_key_is_taken_out_however_json_writes_it(told: str) -> None:
    assert redactor(KEY)(f'{{"said": "it is {told}!"}}'.encode()) == b'{"said": "it is [key]!"}'


def test_a_lone_surrogate_in_an_answer_ends_no_run_and_no_replay(http_server: StartServer, tmp_path: Path) -> None:
    half = '{"records": [{"sentences": [1], "attacker": "Rebels", "place": "Te\\udc00ra"}]}'
    server = http_server(lambda _: Reply(completion(half).body))
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Rebels shelled the port of Tera.\n")
    asked = {"model": "openai/test", "cassettes": tmp_path / "cassettes", "kinds": {"strike"}}
    first = run_paths([folder], base_url=f"{server.url}/v1", **asked)  # type: ignore[arg-type]
    again = run_paths([folder], record_mode="none", **asked)  # type: ignore[arg-type]
    assert "Te�ra" in first.events.model_dump_json()
    assert again.events == first.events
    write_folder(Output(again.events, {"a": "Rebels"}, {}), tmp_path / "out")
