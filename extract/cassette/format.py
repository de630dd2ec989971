"""The text of a recording: what of a request and its answer is kept, and how it stands in YAML.

A file lists interactions as vcrpy does, with bodies parsed instead of escaped.  An interaction
that has just arrived is one line; a finished file is written in blocks, with what requests have
in common stored once behind a YAML anchor.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple
from urllib.parse import urlsplit

import yaml

from extract.ask.service.protocol import RECORDED, Json, answer_in, is_success, refusal_in
from extract.base.errors import CassetteError
from extract.cassette.blocks import block, escaped
from extract.cassette.expansion import written_out

HEADER = "version: 1\ninteractions:\n"
OK = 200
# An entry added as a line, or what a crash can leave of one: its first bytes, or the zeros of a file that had grown.
_LINE_START = re.compile(rb"\n(?=- \{|(?:- ?)?(?:\0|\Z)|- ?\n)")
LARGEST_EXCHANGE = 200_000_000
"""Characters of one exchange with all that YAML aliases stand for."""

_JSON_HEADERS = {"content-type": ["application/json"]}
_KEPT = frozenset({"id", "object", "created", "model", "choices", "usage"}) | frozenset(
    {"type", "role", "content", "stop_reason", "stop_sequence"}
)
_PATH = re.compile(r"[/~.\\]|[A-Za-z]:[/\\]|.*\.gguf$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """A request to a model by what identifies it: never the host, the port or a header.

    ``endpoint`` is the path without the server's own prefix ("chat/completions", "messages"),
    ``key`` a hash of method, endpoint and body that does not depend on the order of JSON keys.
    """

    method: str
    endpoint: str
    body: Json
    key: str


class Reply(NamedTuple):
    """A reply: an answer (status 200), or why this very request is refused."""

    body: Json
    status: int = OK


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, what came back, and for whom it was asked: ``order`` and ``label`` say where in the article."""

    request: ModelRequest
    reply: Reply
    label: str
    order: int

    @property
    def rank(self) -> tuple[int, str, int, str]:
        """Place in the file; a request asked again is longer than the one before it."""
        return self.order, self.label, len(self.request.body.get("messages", ())), self.request.key


class Recorded(NamedTuple):
    """A file's exchanges, how many of them were added to it as lines, and how many a crash cut short."""

    exchanges: list[Exchange]
    appended: int = 0
    torn: int = 0


def read_request(method: str, url: str, content: bytes) -> ModelRequest:
    """The request as it is recorded and looked up.

    Raises:
        CassetteError: the body is not a JSON object.
    """
    return _model_request(method, _endpoint(url), _parsed(content, f"the request to {_endpoint(url)}"))


def read_reply(status: int, content: bytes, request: ModelRequest) -> Reply | None:
    """The part of a response that a replay needs; None if it settles nothing (a fault of service or set-up).

    What differs from one recording or machine to the next is left out or made a function of the request.
    """
    if not is_success(status):
        refusal = refusal_in(status, content)
        error = refusal and {"message": refusal.message, "type": "invalid_request_error", "code": refusal.code}
        return Reply({"type": "error", "error": error}, status) if error else None
    body = answer_in(content)
    if body is None:
        return None
    kept = _without_path({name: value for name, value in body.items() if name in _KEPT})
    fixed = {"id": f"{RECORDED}{request.key[:16]}", "created": 0}
    return Reply({"id": fixed["id"]} | {name: fixed.get(name, value) for name, value in kept.items()})


def dump(exchanges: Iterable[Exchange]) -> str:
    """A finished file: blocks, in article order, each long part that repeats written once."""
    return block(_item(exchange) for exchange in sorted(exchanges, key=lambda each: each.rank))


def dump_line(exchange: Exchange) -> str:
    """One list item on one line, to be appended to a file: JSON that is YAML too, because writing that is quicker."""
    return f"- {escaped(json.dumps(_item(exchange), ensure_ascii=False))}\n"


def parse(content: bytes) -> Recorded:
    """The exchanges of a file, in its order; an entry added twice counts as often.

    Raises:
        ValueError: this is no recording.
    """
    header, written = HEADER.encode(), content.rstrip(b"\0")
    if header.startswith(written):
        return Recorded([], torn=int(written not in (b"", header) or written != content))
    first_line = _LINE_START.search(content)
    end = first_line.end() if first_line else len(content)
    blocks, lines = content[:end], [line for line in content[end:].split(b"\n") if line]
    exchanges = [] if blocks == header else _parsed_blocks(blocks)
    added = [exchange for line in lines if (exchange := _parsed_line(line))]
    return Recorded(exchanges + added, appended=len(added), torn=len(lines) - len(added))


_NO_EXCHANGE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def _parsed_blocks(blocks: bytes) -> list[Exchange]:
    try:
        document = yaml.load(blocks.decode("utf-8"), Loader=_Loader)
        if document["version"] != 1:
            raise ValueError(f"its version is {document['version']!r}, not 1")
        return [_exchange(_bounded(item)) for item in document["interactions"] or ()]
    except (yaml.YAMLError, *_NO_EXCHANGE) as error:
        raise ValueError(" ".join(str(error).split())) from error


def _parsed_line(line: bytes) -> Exchange | None:
    try:
        return _exchange(json.loads(line.removeprefix(b"- ")))
    except _NO_EXCHANGE:
        return None


def _model_request(method: str, endpoint: str, body: Json) -> ModelRequest:
    body = _without_path(body)
    canonical = json.dumps([method, endpoint, body], sort_keys=True)
    return ModelRequest(method, endpoint, body, hashlib.sha256(canonical.encode()).hexdigest())


def _endpoint(url: str) -> str:
    segments = urlsplit(url).path.strip("/").split("/")
    return "chat/completions" if segments[-2:] == ["chat", "completions"] else segments[-1]


def _parsed(content: bytes, what: str) -> Json:
    try:
        body = json.loads(content)
    except ValueError as error:
        raise CassetteError(f"{what} is not JSON: {error}") from error
    if not isinstance(body, dict):
        raise CassetteError(f"{what} is not a JSON object")
    return body


def _without_path(body: Json) -> Json:
    model = body.get("model")
    if not isinstance(model, str) or not _PATH.match(model):
        return body
    return {**body, "model": PurePosixPath(PureWindowsPath(model).as_posix()).name}


def _item(exchange: Exchange) -> Json:
    request = exchange.request
    return {
        "request": {
            "method": request.method,
            "uri": f"http://model/v1/{request.endpoint}",
            "headers": _JSON_HEADERS,
            "body": request.body,
        },
        "response": {
            "status": {"code": exchange.reply.status, "message": HTTPStatus(exchange.reply.status).phrase},
            "headers": _JSON_HEADERS,
            "body": _storable(exchange.reply.body),
        },
        "recorded": {"label": exchange.label, "order": exchange.order},
    }


def _storable(answer: Json) -> Json:
    """YAML holds no lone surrogate, which JSON may: such an answer stays escaped JSON."""
    try:
        json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return {"string": json.dumps(answer)}
    return answer


def _bounded(item: Json) -> Json:
    if written_out(item, {}) > LARGEST_EXCHANGE:
        raise ValueError("its aliases stand for more than any article and answer can hold")
    return item


def _exchange(item: Json) -> Exchange:
    request, response, recorded = item["request"], item["response"], item["recorded"]
    answer = response["body"]
    if answer.keys() == {"string"}:
        answer = json.loads(answer["string"])
    if not isinstance(request["body"].get("messages", []), list):
        raise ValueError("the messages of a request are no list")
    asked = _model_request(str(request["method"]), _endpoint(request["uri"]), request["body"])
    reply = Reply(answer, HTTPStatus(int(response["status"]["code"])).value)
    return Exchange(asked, reply, str(recorded["label"]), int(recorded["order"]))


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
