"""A user relies on: Strike, Statement and Meeting work as they are in somebody's own instructor call."""

from __future__ import annotations

import json
from typing import Any

import instructor
import openai
import pytest
from helpers.local_server import LocalServer, StartServer
from helpers.model_server import completion, messages, tool_call

from schemas import KINDS, Draft

ANSWERS: dict[str, dict[str, Any]] = {
    "strike": {
        "sentences": [1],
        "attacker": "Rebels",
        "place": "Tera",
        "method": "shelling",
        "casualties": [{"number": "at least 12", "unit": "killed"}],
    },
    "statement": {"sentences": [2, 3], "speaker": "the mayor", "cue": "said", "content": "We deny it", "act": "deny"},
    "meeting": {"sentences": [4], "participants": ["Reis", "Neto"], "format": "call", "according_to": ["Reuters"]},
}


def ask(server: LocalServer, mode: instructor.Mode, model: type[Draft]) -> dict[str, Any]:
    """What the call gives back, after it was seen to be of the model."""
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="key", max_retries=0) as sdk:
        found = instructor.from_openai(sdk, mode=mode).chat.completions.create(
            model="test",
            messages=[{"role": "user", "content": "Rebels shelled Tera."}],
            response_model=model,
            max_retries=1,
        )
    assert isinstance(found, model)
    return found.model_dump()


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_read_from_structured_output(http_server: StartServer, kind: str) -> None:
    model = KINDS[kind].draft
    server = http_server(lambda _: completion(json.dumps(ANSWERS[kind])))
    assert ask(server, instructor.Mode.JSON_SCHEMA, model) == model.model_validate(ANSWERS[kind]).model_dump()
    sent = json.loads(server.received[0].body)["response_format"]["json_schema"]["schema"]
    assert set(sent["properties"]) == set(model.model_fields)
    assert list(sent["properties"])[-3:] == ["assertion", "according_to", "english"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_is_read_from_a_tool_call(http_server: StartServer, kind: str) -> None:
    model = KINDS[kind].draft
    server = http_server(lambda _: tool_call(model.__name__, ANSWERS[kind]))
    assert ask(server, instructor.Mode.TOOLS, model) == model.model_validate(ANSWERS[kind]).model_dump()
    [tool] = json.loads(server.received[0].body)["tools"]
    assert tool["function"]["name"] == model.__name__
    assert tool["function"]["description"]


def test_an_answer_of_another_form_is_asked_again(http_server: StartServer) -> None:
    wrong = {**ANSWERS["strike"], "method": "magic"}
    replies = [completion(json.dumps(wrong)), completion(json.dumps(ANSWERS["strike"]))]
    server = http_server(lambda request: replies[request.number - 1])
    model = KINDS["strike"].draft
    found = ask(server, instructor.Mode.JSON_SCHEMA, model)
    assert found == model.model_validate(ANSWERS["strike"]).model_dump()
    assert "method" in messages(server.received[1])[-1]
