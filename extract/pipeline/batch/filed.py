"""Puts the results of a batch into the cassettes, as answers to questions that were asked at once are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from extract.ask.batch import BatchService, Entry, Ledger, Outcome
from extract.ask.batch.ledger import Asker
from extract.ask.service.models import ENDPOINTS, Api
from extract.ask.service.protocol import is_out_of_credit, is_success
from extract.ask.service.redaction import Redact
from extract.ask.service.storable import parsed
from extract.ask.service.transport import PASSING_STATUS
from extract.ask.service.usage import BATCH, TIER, usage_in
from extract.base.types import Usage
from extract.cassette.article_file import ArticleFile, add_all
from extract.cassette.format import Exchange, ModelRequest, Reply, read_reply, read_request

Json = dict[str, Any]

FILED_TOGETHER = 500
"""Answers that are put on disk in one go."""

_LONGEST_REASON = 200


@dataclass(slots=True)
class Results:
    """Outcomes by the key of the question; the line numbers of what is no result, and of questions that are not ours.

    ``whole`` is False where a line is cut short or no JSON.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    broken: int = 0
    unknown: int = 0
    twice: int = 0


def read_results(lines: bytes, service: BatchService, ours: Callable[[str], bool]) -> Results:
    """The outcomes in a file of results: of a question that is there twice the first answer, else the first error."""
    results = Results()
    for line in lines.split(b"\n"):
        if not line.strip():
            continue
        try:
            told = parsed(line)
        except ValueError:
            results.broken += 1
            continue
        outcome = service.outcome(told) if isinstance(told, dict) else None
        if outcome is None:
            results.broken += 1
        elif not ours(outcome.key):
            results.unknown += 1
        else:
            known = results.outcomes.get(outcome.key)
            results.twice += known is not None
            if known is None or (is_success(outcome.status) and not is_success(known.status)):
                results.outcomes[outcome.key] = outcome
    return results


@dataclass(frozen=True, slots=True)
class Files:
    """Where answers are filed: the folder of recordings, the protocol of the questions, and what keeps out the key."""

    folder: Path
    api: Api
    redact: Redact


def file_results(results: Results, entry: Entry, ledger: Ledger, files: Files, *, complete: bool) -> None:
    """Keep every answer in the cassettes of the articles that asked for it, and in the entry what is left.

    All is on disk when this returns, the entry aside.  Nothing is added twice: after a crash the same results are
    filed again.

    Args:
        results: of the batch.
        entry: what came of the questions is noted in it.
        ledger: knows the questions and who asked them.
        files: where answers go.
        complete: whether a question without a result has none for good.

    Raises:
        CassetteError: a recording cannot be read or written.
    """
    replies: dict[str, tuple[ModelRequest, Reply]] = {}
    taken, entry.refused, entry.lost = Usage(), {}, {}
    for key, body in ledger.questions(entry):
        outcome = results.outcomes.get(key)
        if outcome is None:
            if complete:
                entry.lost[key] = "its results did not hold this question"
            continue
        request = read_request("POST", f"http://model/v1/{ENDPOINTS[files.api]}", body.encode())
        reply = _reply(outcome, request, files.redact)
        if reply is not None:
            replies[key] = request, reply
            taken += usage_in(reply.body.get("usage"))
        elif _is_final(outcome):
            entry.refused[key] = [outcome.status, json.loads(files.redact(json.dumps(outcome.body).encode()))]
        else:
            entry.lost[key] = files.redact(_why_lost(outcome).encode()).decode()
    new = _new(replies, list(ledger.askers(entry)), files.folder)
    for _, of_folder in groupby(new, key=lambda one: one[0].path.parent):
        while together := list(islice(of_folder, FILED_TOGETHER)):
            for error in add_all(together):
                if error:
                    raise error
    entry.answered = len(replies)
    entry.taken = [taken.prompt_tokens, taken.cached_tokens, taken.cache_write_tokens, taken.completion_tokens]


def reasons(entry: Entry) -> list[str]:
    """Why questions of a batch have no answer, and how many for each reason."""
    why = Counter(entry.lost.values())
    why.update(f"status {status}: {_message(body)}" for status, body in entry.refused.values())
    return [f"{number:,} {reason}" for reason, number in sorted(why.items(), key=lambda each: (-each[1], each[0]))]


def _new(
    replies: dict[str, tuple[ModelRequest, Reply]], askers: list[Asker], folder: Path
) -> Iterator[tuple[ArticleFile, Exchange]]:
    """What is to be recorded and is not yet, folder by folder, article by article."""
    wanted: dict[tuple[str, str], dict[str, Asker]] = {}
    for asker in askers:
        if asker.key in replies:
            wanted.setdefault((asker.within, asker.article), {}).setdefault(asker.key, asker)
    for (within, article), asked in sorted(wanted.items()):
        file = ArticleFile.read(folder / within / f"{article}.yaml")
        for one in asked.values():
            if one.key not in file.replies:
                yield file, Exchange(*replies[one.key], one.label, one.order)


def _reply(outcome: Outcome, request: ModelRequest, redact: Redact) -> Reply | None:
    """What is recorded of an outcome: an answer, or that this very question is refused; None of any other."""
    if outcome.body is None:
        return None
    reply = read_reply(outcome.status, redact(json.dumps(outcome.body).encode()), request)
    if reply is None or not is_success(reply.status):
        return reply
    # Anthropic says so itself; of others it has to be kept, for it is a matter of the price.
    usage = {**(reply.body.get("usage") or {}), TIER: BATCH}
    return Reply({**reply.body, "usage": usage}, reply.status)


def _is_final(outcome: Outcome) -> bool:
    """True of a refusal that the next batch would meet again."""
    if outcome.body is None or is_success(outcome.status):
        return False
    content = json.dumps(outcome.body).encode()
    return outcome.status not in PASSING_STATUS or is_out_of_credit(outcome.status, content)


def _why_lost(outcome: Outcome) -> str:
    if outcome.lost:
        return outcome.lost
    if is_success(outcome.status):
        return "no answer in it"
    return f"status {outcome.status}: {_message(outcome.body)}"


def _message(body: object) -> str:
    error = body.get("error", body) if isinstance(body, dict) else body
    message = error.get("message") if isinstance(error, dict) else error
    return " ".join(str(message or "no reason given").split())[:_LONGEST_REASON]
