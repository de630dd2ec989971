"""A model that finds every shelling it is shown, behind a service that fails in every way services fail."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from helpers.local_server import Received, Reply
from helpers.model_server import JSON, completion, error, messages, no_choices, records, tool_call

from extract.ask.prompt import load_prompt

_SHELLING = re.compile(r"^\[(\d+)\] Rebels shelled the (\w+) of (\w+)", re.MULTILINE)


def read(request: Received) -> Reply:
    """The shellings in the sentences asked about, and no record of another kind."""
    *shown, question = messages(request)[1].splitlines()
    if not question.startswith("Strikes"):
        return records()
    first, last = (re.findall(r"\d+", question) * 2)[:2]
    return records(
        *(
            {"sentences": [int(number)], "attacker": "Rebels", "target": f"the {target}", "place": place}
            for number, target, place in _SHELLING.findall("\n".join(shown))
            if int(first) <= int(number) <= int(last)
        )
    )


@dataclass(frozen=True)
class Fault:
    """What the service does instead of answering, and what is made of it.

    ``sent`` is how often one question of one sentence is put if the fault lasts; ``ends`` what becomes
    of it then, ``said`` a part of what the user is told.  After one fault that passes, all is read.
    """

    reply: Reply
    sent: int
    said: str
    ends: str = "failed"
    passes: bool = True


def _at_once(reply: Reply) -> Reply:
    return replace(reply, headers={**reply.headers, "retry-after": "0"})


_TOO_LONG = Reply(
    json.dumps({"error": {"message": "This model's maximum context length is 8 tokens", "type": "e"}}).encode(), 400
)
_QUOTA = Reply(json.dumps({"error": {"message": "No credit", "code": "insufficient_quota"}}).encode(), 429)
_EXAMPLE = load_prompt("strike").examples[0].answer[0].model_dump(mode="json", exclude_unset=True)
_IN_ARABIC = {"sentences": [1], "attacker": "المتمردون", "place": "تيرا"}
_TWO_CALLS = tool_call("Strikes", {"records": []})

_DEEP = json.loads("[" * 900 + "]" * 900)


def _choice(**choice: object) -> Reply:
    return Reply(json.dumps({"choices": [choice]}).encode(), headers=JSON)


def _packed(body: bytes) -> Reply:
    return Reply(gzip.compress(body), headers={**JSON, "content-encoding": "gzip"})


FAULTS: dict[str, Fault] = {
    "time-out": Fault(Reply(hangs=True), 2, "no whole answer within"),
    "answer that drips": Fault(Reply(b"{" * 10_000, drips=True), 2, "no whole answer within"),
    "connection reset": Fault(Reply(resets=True), 6, "the server sent no answer ("),
    "reset in mid-answer": Fault(Reply(b'{"id', headers=JSON, promised_bytes=900), 6, "the server sent no answer ("),
    "429": Fault(error(429, "slow down"), 12, "slow down"),
    "429 with Retry-After": Fault(_at_once(error(429, "slow down")), 12, "slow down"),
    "500": Fault(error(500, "out of memory"), 6, "out of memory"),
    "502": Fault(error(502, "bad gateway"), 6, "bad gateway"),
    "503": Fault(_at_once(error(503, "restarting")), 6, "restarting"),
    "529": Fault(error(529, "overloaded"), 12, "overloaded"),
    "empty choices": Fault(no_choices(), 6, "the server sent no answer"),
    "gateway's page": Fault(Reply(b"<html>Sign in</html>"), 6, "the server sent no answer"),
    "message that is null": Fault(_choice(message=None, finish_reason="stop"), 6, "the server sent no answer"),
    "error in a choice": Fault(_choice(error={"message": "busy"}), 6, "the server sent no answer"),
    "answer nested without end": Fault(_choice(message={"content": [[]] * 9, "deep": _DEEP}), 6, "sent no answer"),
    "answer packed without end": Fault(_packed(b" " * 64_000_000), 6, "the server sent no answer"),
    "answer without end": Fault(Reply(b" " * 4_000_000, headers=JSON, endless=True), 6, "the server sent no answer ("),
    "error sent as a success": Fault(Reply(b'{"error": {"message": "busy"}}'), 6, "the server sent no answer"),
    "401": Fault(error(401, "who are you"), 1, "refuses the key", "run ends", passes=False),
    "404": Fault(error(404, "no such model"), 1, "does not know the model", "run ends", passes=False),
    "account without credit": Fault(_QUOTA, 1, "no credit left", "run ends", passes=False),
    "context too long": Fault(_TOO_LONG, 1, "too long for the model", passes=False),
    "answer cut off": Fault(completion('{"records": [{', finish_reason="length"), 1, "cut off", passes=False),
    "content refused": Fault(error(400, "flagged by moderation"), 1, "refuses this content", passes=False),
    "answer withheld": Fault(completion(None, finish_reason="content_filter"), 2, "withheld"),
    "refusal by the model": Fault(completion(None, refusal="I will not."), 2, "I will not."),
    "invalid JSON": Fault(completion('{"records": [}'), 2, "not valid JSON"),
    "withheld without a message": Fault(
        _choice(message=None, finish_reason="content_filter"), 2, "the service withheld the answer"
    ),
    "records nested without end": Fault(completion(json.dumps({"records": [{"place": _DEEP}]})), 2, "not valid JSON"),
    "JSON of another shape": Fault(completion('{"strikes": []}'), 2, "must be an object"),
    "tool calls instead of an answer": Fault(_TWO_CALLS, 2, "not valid JSON"),
    "words of another language": Fault(records(_IN_ARABIC), 2, "المتمردون", "rejected"),
    "words of the prompt's example": Fault(records({**_EXAMPLE, "sentences": [1]}), 2, "does not stand", "rejected"),
}


@dataclass
class FaultyService:
    """Answers as `read` does, but for a share of its replies, which are faults; the same for any order of requests.

    ``answered`` counts by hash of the request how often a model's own answer was sent.
    """

    share: float
    seed: int
    faults: Sequence[str]

    def __post_init__(self) -> None:
        """Nothing asked so far."""
        self.answered: Counter[bytes] = Counter()
        self._asked: Counter[bytes] = Counter()
        self._lock = threading.Lock()

    def __call__(self, request: Received) -> Reply:
        """The next reply to this question."""
        question = hashlib.sha256(request.body).digest()
        with self._lock:
            self._asked[question] += 1
            chance = random.Random(b"%d %d " % (self.seed, self._asked[question]) + question)
            if chance.random() < self.share:
                fault = FAULTS[chance.choice(list(self.faults))]
                self.answered[question] += fault.sent <= 2 and not fault.reply.hangs and not fault.reply.drips
                return fault.reply
            self.answered[question] += 1
        return read(request)
