"""A user relies on: a server that refuses how it is asked is asked in another way, and in no other case."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extract.ask.service.dialect import (
    THINKING_TOKENS,
    Dialect,
    after_refusal,
    dialect_of,
    merged,
    phrase,
    strict_schema,
    unfenced,
)
from extract.ask.service.thoughts import begins_with_thoughts, without_thoughts
from schemas import KINDS

STRICT = Dialect("strict json_schema", "max_completion_tokens")
PLAIN = Dialect("json_schema")
SCHEMA = KINDS["strike"].draft.model_json_schema()
ASKED: dict[str, Any] = {
    "model": "m",
    "messages": [],
    "temperature": 0,
    "max_tokens": 50,
    "response_format": {"type": "json_schema", "json_schema": {"name": "Strikes", "schema": SCHEMA}},
}

NO_TEMPERATURE = (
    "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
)
NO_MAX_TOKENS = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
)


@pytest.mark.parametrize(
    ("dialect", "status", "message", "then"),
    [
        (STRICT, 400, NO_TEMPERATURE, Dialect("strict json_schema", "max_completion_tokens", temperature=False)),
        (PLAIN, 400, NO_MAX_TOKENS, Dialect("json_schema", "max_completion_tokens")),
        (STRICT, 422, "Extra inputs are not permitted: max_completion_tokens", Dialect("strict json_schema")),
        (STRICT, 400, "Invalid schema for response_format 'Strikes': 'minimum' is not permitted.", "json_schema"),
        (PLAIN, 400, "This response_format type is unavailable now", "tool"),
        (PLAIN, 400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported", "tool"),
        (PLAIN, 400, "This model does not support response format `json_schema`.", "tool"),
        (
            PLAIN,
            400,
            "response_format value as json_schema is enabled only for api versions 2024-08-01",
            "tool",
        ),
        (PLAIN, 400, "'claude-3-haiku-20240307' does not support output format.", "tool"),
        (PLAIN, 400, "output_config: Extra inputs are not permitted", "tool"),
    ],
)
def test_a_refusal_of_how_it_is_asked_leads_to_the_next_way(
    dialect: Dialect, status: int, message: str, then: Dialect | str
) -> None:
    found = after_refusal(dialect, status, message)
    assert found is not None
    assert then in (found, found.constraint)


@pytest.mark.parametrize(
    ("dialect", "status", "message"),
    [
        (PLAIN, 400, "because of the moon"),
        (PLAIN, 401, "Unsupported value: 'temperature'"),
        (PLAIN, 429, "json_schema is unavailable"),
        (PLAIN, 404, "The model `x` does not exist or you do not have access to it."),
        (Dialect("json_schema", temperature=False), 400, "Unsupported value: 'temperature'"),
        (Dialect("tool"), 400, "This response_format type is unavailable now"),
        (PLAIN, 400, "Unsupported parameter: 'max_completion_tokens'"),
    ],
)
def test_any_other_refusal_stands(dialect: Dialect, status: int, message: str) -> None:
    assert after_refusal(dialect, status, message) is None


@pytest.mark.parametrize("constraint", ["strict json_schema", "json_schema", "tool"])
@pytest.mark.parametrize("limit", ["max_tokens", "max_completion_tokens"])
@pytest.mark.parametrize("temperature", [True, False])
def test_a_request_shows_the_dialect_it_was_put_in(constraint: Any, limit: Any, temperature: bool) -> None:
    dialect = Dialect(constraint, limit, temperature)
    request = phrase(ASKED, dialect)
    assert dialect_of(json.loads(json.dumps(request))) == dialect
    assert request[limit] == 50 + (0 if temperature else THINKING_TOKENS)
    assert len({"max_tokens", "max_completion_tokens"} & request.keys()) == 1


def test_the_plain_dialect_sends_a_request_as_it_is() -> None:
    assert list(phrase(ASKED, PLAIN).items()) == list(ASKED.items())


def test_a_strict_schema_is_closed_and_requires_everything_everywhere() -> None:
    def objects(schema: Any) -> list[dict[str, Any]]:
        parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        here = [schema] if isinstance(schema, dict) and isinstance(schema.get("properties"), dict) else []
        return here + [each for part in parts for each in objects(part)]

    strict = strict_schema(SCHEMA, without=frozenset({"default", "maxLength"}))
    found = objects(strict)
    assert {each["title"] for each in found} == {"Strike", "Casualty", "Translation"}
    assert all(each["additionalProperties"] is False for each in found)
    assert all(each["required"] == list(each["properties"]) for each in found)
    assert not any(f'"{word}"' in json.dumps(strict) for word in ("default", "maxLength"))
    assert "default" in json.dumps(SCHEMA)


def test_several_calls_of_a_function_are_one_answer() -> None:
    assert json.loads(merged(['{"records": [1]}', '{"records": [2, 3]}'])) == {"records": [1, 2, 3]}
    assert merged(["no JSON", '{"records": [2]}']) == "no JSON"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('```json\n{"records": []}\n```', '{"records": []}'),
        ('```\n{"a": 1}\n```\n', '{"a": 1}'),
        ('{"records": ["```"]}', '{"records": ["```"]}'),
        ("Here:\n```json\n{}\n```", "Here:\n```json\n{}\n```"),
    ],
)
def test_an_answer_in_a_code_block_is_what_is_in_it(said: str, meant: str) -> None:
    assert unfenced(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('<think>\nOne {"records"} maybe.\n</think>\n\n{"records": []}', '{"records": []}'),
        ('Well, one.</thinking>{"records": []}', '{"records": []}'),
        ('{"records": ["</think>"]}', '{"records": ["</think>"]}'),
        ('[THINK]{"records": [1]} or not[/THINK]{"records": []}', '{"records": []}'),
        ('<think>{"records": [1]}? No: {"records": []}', '{"records": []}'),
        ("<think>without an end", "<think>without an end"),
        ('The set {3}, as in {"low": 3}; [one] attack.\n{"records": [{"low": 3}]}', '{"records": [{"low": 3}]}'),
        ('Not {"records": []}, as there is one:\n```json\n{"records": [1]}\n```', '{"records": [1]}'),
        ('Not {"records": []}, as there is one:\n{"records": [1, ', '{"records": [1, '),
        ("I find {no} records.", "I find {no} records."),
    ],
)
def test_what_a_model_thinks_first_is_no_part_of_its_answer(said: str, meant: str) -> None:
    assert without_thoughts(said) == meant


def test_an_answer_that_is_all_thoughts_is_told_from_others() -> None:
    assert begins_with_thoughts(" <think>and so on")
    assert not begins_with_thoughts('{"records": ["<think>"')
