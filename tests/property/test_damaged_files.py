"""A recording or result that was damaged, edited or made to do harm is refused with a reason or read; never a crash."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from helpers.event_sets import full_event_set
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract.base.errors import CassetteError, InputError
from extract.cassette.article_file import ArticleFile
from extract.cassette.format import HEADER, Exchange, Reply, dump, dump_line, parse, read_request
from extract.results.read import read_events, read_results
from schemas import EventSet

BODY = {"messages": [{"role": "user", "content": "Strikes in sentence 1?"}], "model": "m"}
EXCHANGE = Exchange(
    read_request("POST", "http://host/v1/chat/completions", json.dumps(BODY).encode()),
    Reply({"choices": [{"message": {"content": "{}"}}]}),
    "strike.v1, sentences 1-1",
    1,
)
RECORDING = dump([EXCHANGE])
LINES = HEADER + dump_line(EXCHANGE)
EVENTS = full_event_set().model_dump_json()

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(["..", "http://["]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Paths to all that can be put in the place of something else."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, part in inside for found in places(part, (*path, key)))]


def with_change(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(document)
    part = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return changed


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Some bytes cut out, and others put in their place."""
    start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    return content[:start] + draw(st.binary(max_size=6)) + content[min(end, start + 6) :]


def refused_or_sound(content: bytes) -> None:
    try:
        recorded = parse(content)
    except ValueError:
        return
    again = parse(dump(recorded.exchanges).encode())
    assert sorted(one.request.key for one in again.exchanges) == sorted(one.request.key for one in recorded.exchanges)


@given(path=st.sampled_from(places(yaml.safe_load(RECORDING))), value=VALUES)
@example(path=("interactions", 0, "recorded", "order"), value=float("inf"))
@example(path=("interactions", 0, "response", "status", "code"), value=999)
@example(path=("interactions", 0, "request", "body", "messages"), value=None)
@example(path=("interactions", 0, "request", "body"), value={})
@settings(deadline=None)
def test_a_recording_with_anything_in_the_place_of_something_is_refused_or_sound(
    path: tuple[Any, ...], value: Any
) -> None:
    document = with_change(yaml.safe_load(RECORDING), path, value)
    refused_or_sound(yaml.safe_dump(document).encode())
    items = document.get("interactions") if isinstance(document, dict) else None
    for item in items if isinstance(items, list) else ():
        refused_or_sound(f"{HEADER}- {json.dumps(item)}\n".encode())


@given(st.one_of(damaged(RECORDING.encode()), damaged(LINES.encode()), st.binary(max_size=200)))
@example(b"version: 1\ninteractions: &a\n- *a\n")
@example(b"version: 1\ninteractions:\n- " + b"[" * 5_000)
@settings(deadline=None)
def test_a_recording_with_other_bytes_is_refused_or_sound(content: bytes) -> None:
    refused_or_sound(content)


def test_a_recording_that_grows_without_end_when_it_is_read_is_refused(tmp_path: Path) -> None:
    levels = "\n".join(f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    item = (
        "- request: {method: POST, uri: http://m/v1/x, body: *all}\n  response: {status: {code: 200}, body: {a: b}}\n"
    )
    bomb = f"version: 1\nx: &all\n  l0: &l0 lol\n{levels}\ninteractions:\n{item}  recorded: {{label: a, order: 1}}\n"
    file = tmp_path / "bomb.yaml"
    file.write_text(bomb, encoding="utf-8")
    with pytest.raises(CassetteError, match=r"bomb\.yaml"):
        ArticleFile.read(file)


@given(st.data())
@settings(deadline=None)
def test_an_event_set_with_anything_in_the_place_of_something_is_refused_or_survives(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    document = json.loads(EVENTS)
    changed = with_change(document, data.draw(st.sampled_from(places(document))), data.draw(VALUES))
    file = tmp_path_factory.mktemp("set") / "events.json"
    file.write_text(json.dumps(changed), encoding="utf-8")
    try:
        events = read_events(file)
    except InputError:
        return
    assert EventSet.model_validate_json(events.model_dump_json()) == events


@given(st.one_of(damaged(EVENTS.encode()), st.binary(max_size=60)))
@settings(deadline=None)
def test_an_event_set_with_other_bytes_is_refused_or_survives(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("set") / "events.json"
    file.write_bytes(content)
    try:
        events = read_events(file)
    except InputError:
        return
    assert EventSet.model_validate_json(events.model_dump_json()) == events


@pytest.mark.parametrize("article_id", ["../outside", "a/b", "..", ""])
def test_an_event_set_names_no_file_outside_its_folder(tmp_path: Path, article_id: str) -> None:
    document = json.loads(EVENTS)
    document["articles"][0]["id"] = article_id
    (tmp_path / "articles").mkdir()
    (tmp_path / "events.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match="cannot name a file"):
        read_results(tmp_path)
