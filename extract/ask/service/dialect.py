"""How a question is put so that a server takes it and holds the answer to the schema; what to try where it does not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

from extract.ask.service.storable import parsed

Json = dict[str, Any]
Constraint = Literal["strict json_schema", "json_schema", "tool"]
"""What makes an answer follow the schema: a schema that generation cannot leave, as OpenAI wants it written or as it
is; or the arguments of a function that the model must call."""

Limit = Literal["max_tokens", "max_completion_tokens"]

THINKING_TOKENS = 8000
"""Added to the limit of a model that takes no temperature: it thinks first, and what it thinks counts as answer."""

# OpenAI refuses these in a strict schema; what they say is checked when the answer is here.
# Source: https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
_NOT_STRICT = frozenset({"default", "minLength", "maxLength"})

_TEMPERATURE = re.compile(r"\btemperature\b", re.IGNORECASE)
_LIMIT = re.compile(r"\bmax_tokens\b|\bmax_completion_tokens\b", re.IGNORECASE)
_SCHEMA = re.compile(
    r"response[_ ]format|json[_ ]schema|output_config|output[_ ]format|structured output|\bstrict\b|schema",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"unsupported|not support|unavailable|invalid|unknown|unrecognized|unexpected|not permitted|not allowed"
    r"|not available|not implemented|must be|only the default|deprecated|enabled only|extra (?:inputs|fields)",
    re.IGNORECASE,
)
_REFUSAL_STATUS = frozenset({400, 404, 422, 500, 501})
"""What servers answer to a parameter that they do not know; they do not agree on one status."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a server is asked: what constrains the answer, what its length limit is called, if it takes temperature 0."""

    constraint: Constraint
    limit: Limit = "max_tokens"
    temperature: bool = True

    @property
    def described(self) -> str:
        """For people: "strict json_schema, max_completion_tokens, no temperature"."""
        return f"{self.constraint}, {self.limit}, {'temperature 0' if self.temperature else 'no temperature'}"


def after_refusal(dialect: Dialect, status: int, message: str) -> Dialect | None:
    """The dialect to try next where a server refused this one; None where that is not why it refused.

    Source: errors of OpenAI, Azure, Anthropic, DeepSeek, Groq, LM Studio, vLLM and Ollama.
    """
    if status not in _REFUSAL_STATUS or not _REFUSED.search(message):
        return None
    if dialect.temperature and _TEMPERATURE.search(message):
        return replace(dialect, temperature=False)
    if _SCHEMA.search(message):
        weaker: dict[Constraint, Constraint] = {"strict json_schema": "json_schema", "json_schema": "tool"}
        return replace(dialect, constraint=weaker[dialect.constraint]) if dialect.constraint in weaker else None
    if named := _LIMIT.search(message):
        other: Limit = "max_completion_tokens" if dialect.limit == "max_tokens" else "max_tokens"
        return replace(dialect, limit=other) if named[0].lower() == dialect.limit else None
    return None


def dialect_of(request: Mapping[str, Any]) -> Dialect:
    """The dialect that a recorded request was put in."""
    asked = request.get("response_format") or {}
    constraint: Constraint = "strict json_schema" if asked.get("json_schema", {}).get("strict") else "json_schema"
    return Dialect(
        "tool" if request.get("tools") else constraint,
        "max_completion_tokens" if "max_completion_tokens" in request else "max_tokens",
        "temperature" in request,
    )


def phrase(asked: Json, dialect: Dialect) -> Json:
    """A chat completion request in a dialect; ``asked`` has ``json_schema``, ``max_tokens`` and ``temperature``."""
    request = dict(asked)
    if not dialect.temperature:
        del request["temperature"]
        request["max_tokens"] += THINKING_TOKENS
    if dialect.limit != "max_tokens":
        request[dialect.limit] = request.pop("max_tokens")
    name, schema = schema_of(asked)
    if dialect.constraint == "strict json_schema":
        strict = {"name": name, "schema": _strict(schema), "strict": True}
        request["response_format"] = {"type": "json_schema", "json_schema": strict}
    elif dialect.constraint == "tool":
        del request["response_format"]
        function = {"name": name, "description": "Hands in the records.", "parameters": schema}
        request["tools"] = [{"type": "function", "function": function}]
        request["tool_choice"] = {"type": "function", "function": {"name": name}}
    return request


_strict_schemas: dict[int, tuple[Json, Json]] = {}


def _strict(schema: Json) -> Json:
    """The schema as OpenAI wants it, made once for each: there are as many as kinds of question, and each lives on."""
    known = _strict_schemas.get(id(schema))
    if known is None or known[0] is not schema:
        known = _strict_schemas[id(schema)] = schema, strict_schema(schema, without=_NOT_STRICT)
    return known[1]


def schema_of(asked: Json) -> tuple[str, Json]:
    """Name and JSON Schema of the answer that a request asks for."""
    told = asked["response_format"]["json_schema"]
    return told["name"], told["schema"]


def strict_schema(schema: Json, *, without: frozenset[str], all_required: bool = True) -> Json:
    """The schema closed to other properties, free of some keywords, and with every property required if asked for."""
    strict = partial(strict_schema, without=without, all_required=all_required)
    kept = {name: value for name, value in schema.items() if name not in without}
    for name in kept.keys() & {"properties", "$defs"}:
        kept[name] = {key: strict(part) for key, part in kept[name].items()}
    if "items" in kept:
        kept["items"] = strict(kept["items"])
    if "anyOf" in kept:
        kept["anyOf"] = [strict(each) for each in kept["anyOf"]]
    if "properties" in kept:
        kept["additionalProperties"] = False
        if all_required:
            needed = kept.get("required", ())
            kept["properties"] = {
                name: part if name in needed else _or_null(part, schema["properties"][name])
                for name, part in kept["properties"].items()
            }
            kept["required"] = list(kept["properties"])
    return kept


def _or_null(strict: Json, shape: Json) -> Json:
    """The shape of a property that must be given now: or null, where it was to be left out and is no list."""
    if "default" in shape or shape.get("type") == "array" or _NULL in shape.get("anyOf", ()):
        return strict
    return {"anyOf": [strict, _NULL]}


_NULL = {"type": "null"}


def merged(arguments: list[str]) -> str:
    """One answer from the arguments of the calls a model made: their lists together, or the first if one has none."""
    lists: dict[str, list[object]] = {}
    for each in arguments:
        try:
            held = parsed(each)
        except ValueError:
            return arguments[0]
        here = (
            {name: value for name, value in held.items() if isinstance(value, list)} if isinstance(held, dict) else {}
        )
        if not here:
            return arguments[0]
        for name, records in here.items():
            lists.setdefault(name, []).extend(records)
    return json.dumps(lists, ensure_ascii=False)


_FENCE = "```"


def unfenced(text: str) -> str:
    """The text inside a Markdown code block where that is all there is."""
    opening, line_end, rest = text.strip().partition("\n")
    inside, fence, after = rest.rpartition(f"\n{_FENCE}") if _FENCE in rest else ("", "", "")
    is_block = opening.strip().lower() in (_FENCE, f"{_FENCE}json") and line_end and fence and not after
    return inside if is_block else text
