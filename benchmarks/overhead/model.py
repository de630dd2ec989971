"""The server's answers in place of a model's: the records in the made-up articles, in the shape asked for."""

from __future__ import annotations

import json
import re
from typing import Any

_LINE = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)
_STRIKE = re.compile(
    r"([A-Z][\w ]+?) hit ([\w ]+?) in (\w+) on (\w+day), killing (\w+) people and wounding (\w+) others"
)
_STATEMENT = re.compile(
    r"([A-Z][\w ]+?) (said|announced|warned|told reporters|claimed|added) that (.+? between .+? weeks)"
)
_MEETING = re.compile(r"([A-Z][\w ]+?) met ([A-Z][\w ]+?) in (\w+) on (\w+day) to discuss ([\w ]+)\.")
_PATTERNS = {"strike": _STRIKE, "statement": _STATEMENT, "meeting": _MEETING}
_CACHED = 0.8
"""Of the system's part of a prompt, as a service that keeps prefixes would say."""


def answer(body: bytes) -> bytes:
    """The body of a chat completion."""
    asked = json.loads(body)
    system = "".join(one["content"] for one in asked["messages"] if one["role"] == "system")
    question = asked["messages"][-1]["content"]
    schema = (asked.get("response_format") or {}).get("json_schema") or {}
    kind = _kind(schema.get("name", ""))
    content = _records(kind, question) if kind else _extractions(question)
    usage = {
        "prompt_tokens": len(body) // 4,
        "completion_tokens": len(content) // 4,
        "total_tokens": (len(body) + len(content)) // 4,
        "prompt_tokens_details": {"cached_tokens": int(_CACHED * len(system)) // 4},
    }
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    told = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": asked.get("model", "")}
    return json.dumps({**told, "choices": [choice], "usage": usage}).encode()


def _kind(name: str) -> str | None:
    return next((kind for kind in _PATTERNS if name.lower().startswith(kind)), None)


def _records(kind: str, question: str) -> str:
    lines = ((int(number), _PATTERNS[kind].search(line)) for number, line in _LINE.findall(question))
    return json.dumps({"records": [_draft(kind, number, found) for number, found in lines if found]})


def _draft(kind: str, number: int, found: re.Match[str]) -> dict[str, Any]:
    if kind == "strike":
        tolls = [{"number": found[5], "unit": "killed"}, {"number": found[6], "unit": "injured"}]
        told = {"method": "other", "target": found[2], "date": found[4], "place": found[3], "casualties": tolls}
    elif kind == "statement":
        told = {"speaker": found[1], "cue": found[2], "content": found[3], "act": "claim"}
    else:
        told = {"participants": [found[1], found[2]], "format": "in_person", "date": found[4], "place": found[3]}
        told["topics"] = [found[5]]
    return {"sentences": [number], **told}


def _extractions(question: str) -> str:
    """LangExtract's form; it asks about the last text of its prompt."""
    text = question.rpartition("\nQ: ")[2]
    found = [
        {kind: match[0], f"{kind}_attributes": {"who": match[1]}}
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
    ]
    return json.dumps({"extractions": found})
