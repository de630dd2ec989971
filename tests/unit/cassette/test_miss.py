"""A user relies on: a miss says in one line what is missing where, why as far as it can be told, and what to do."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from extract.base.errors import CassetteMiss
from extract.cassette.format import Exchange, Reply, read_request
from extract.cassette.miss import find_miss, miss, recorded_models

SETTINGS = {"model": "small", "temperature": 0, "response_format": {"type": "json_schema", "fields": ["a"]}}


def exchange(question: str, *, label: str = "strike, sentences 1-1", system: str = "v1", **changed: object) -> Exchange:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
    body = {**SETTINGS, "messages": messages, **changed}
    request = read_request("POST", "http://host/v1/chat/completions", json.dumps(body).encode())
    return Exchange(request, Reply({}), label, 1)


def message(sought: Exchange, recorded: Collection[Exchange], *, file: Path = Path("cassettes/small/a.yaml")) -> str:
    return str(miss(file, "small", label=sought.label, sought=sought.request, recorded=recorded))


def record(cassettes: Path, *names: str) -> None:
    for name in names:
        file = cassettes / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        (exchange("one", system="v2"), "differs in the prompt (messages[0])."),
        (exchange("one", model="large"), 'differs in model ("small", now "large").'),
        (exchange("one", temperature=1), "differs in temperature (0, now 1)."),
        (exchange("one", max_tokens=9), "differs in max_tokens (not set, now 9)."),
        (
            exchange("one", response_format={"fields": ["b"] * 20}),
            "differs in the schema of the answer (response_format).",
        ),
        (
            exchange("one", system="v2", temperature=1),
            "differs in temperature (0, now 1) and the prompt (messages[0]).",
        ),
    ],
)
def test_what_differs_from_the_closest_recording_is_named(sought: Exchange, expected: str) -> None:
    other = exchange("two", label="strike, sentences 2-2")

    said = message(sought, [other, exchange("one")])

    assert "the 2 recorded the closest (strike, sentences 1-1) " in said
    assert expected in said
    assert "\n" not in said


def test_a_changed_text_is_compared_with_what_was_recorded_for_the_same_sentences() -> None:
    recorded = [exchange(f"{n}", label=f"strike, sentences {n}-{n}") for n in range(1, 4)]

    said = message(exchange("2 (corrected)", label="strike, sentences 2-2"), recorded)

    assert "closest (strike, sentences 2-2)" in said
    assert "the article's text or what is asked about it (messages[1])" in said


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    said = message(exchange("one"), [], file=tmp_path / "small" / "a.yaml")

    assert said.startswith("article a: no recorded answer of small to this request (strike, sentences 1-1)")
    assert f"{tmp_path / 'small' / 'a.yaml'}: there is no such file. To record it: python -m extract" in said


def test_other_models_that_have_the_article_are_named(tmp_path: Path) -> None:
    record(tmp_path, "large/a.yaml", "medium/a.yaml", "tiny/b.yaml")

    said = message(exchange("one"), [], file=tmp_path / "small" / "a.yaml")

    assert "the article was recorded with large and medium" in said


def test_a_model_of_which_nothing_is_recorded_is_told_apart(tmp_path: Path) -> None:
    record(tmp_path, "large/b.yaml")

    assert "only recordings of large" in message(exchange("one"), [], file=tmp_path / "small" / "a.yaml")


def test_recorded_models_are_the_folders_with_recordings(tmp_path: Path) -> None:
    record(tmp_path, "small/a.yaml", "small/b.yaml", "large/a.yaml", "notes/readme.txt")
    (tmp_path / "empty").mkdir()

    assert recorded_models(tmp_path) == ("large", "small")
    assert recorded_models(tmp_path / "nowhere") == ()


def test_a_miss_is_found_however_deep_it_is_wrapped() -> None:
    missed = CassetteMiss("not recorded")
    sdk, wrapper, cyclic = ConnectionError("Connection error."), RuntimeError("failed"), ValueError("again")
    sdk.__cause__ = missed
    wrapper.__context__ = sdk
    cyclic.__cause__, cyclic.__context__ = cyclic, ExceptionGroup("several", [OSError(), wrapper])

    assert find_miss(missed) is missed
    assert find_miss(cyclic) is missed


def test_other_errors_are_no_miss() -> None:
    error = ConnectionError("refused")
    error.__cause__ = OSError("no route")

    assert find_miss(error) is None
