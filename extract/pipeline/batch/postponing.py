"""Transports that let a question wait: for the next batch, or for the answer to one that it is in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2

from extract.ask.batch import Ledger, Standing
from extract.ask.batch.ledger import Asker
from extract.ask.limits import Gate, Question
from extract.ask.service.protocol import RECORDED, answer_in, is_success
from extract.ask.service.usage import usage_in
from extract.base.errors import NotAskedError
from extract.cassette.recording import current_asker
from extract.pipeline.batch.job import Job
from extract.pipeline.follow_up import IN_A_BATCH, is_follow_up

MOST_TRIES = 3
"""Batches that a question may be lost in; then it has failed."""

PAID_IN_BATCH = "batched-"
"""What the id of an answer begins with that was recorded, but paid for by the run that plays it."""

_JSON = {"content-type": "application/json"}


class PostponingTransport(httpx2.AsyncBaseTransport):
    """A transport that puts what is not recorded into a batch instead of asking it.

    ``played`` counts recorded answers that batches of this run paid for.
    """

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, gate: Gate, job: Job, *, is_recorded: Callable[[httpx2.Request], bool]
    ) -> None:
        """Wrap a transport that plays what is recorded, and asks at once where it is let."""
        self.played = 0
        self._inner = inner
        self._gate = gate
        self._job = job
        self._is_recorded = is_recorded

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, if it is recorded, was refused in a batch, or may be asked for at once.

        Raises:
            NotAskedError: the question waits, was lost too often, or is beyond a limit.
        """
        asker = _asker(request, self._job.folder)
        standing = self._job.ledger.standing(asker.key)
        if standing.entry is not None:
            self._job.met.add(standing.entry.name)
        if self._is_recorded(request):
            response = await self._inner.handle_async_request(request)
            return self._told(response, standing)
        if standing.state == "waiting":
            self._wait_with(asker, standing)
        if standing.state == "refused":
            return httpx2.Response(standing.status, headers=_JSON, json=standing.body)
        if standing.state == "lost" and standing.tries >= MOST_TRIES:
            raise NotAskedError(f"no answer in {standing.tries} batches, in the last because: {standing.why}")
        if self._job.finish and self._was_asked(request, standing):
            return await self._at_once(request)
        await self._put_in_batch(request, asker)
        raise NotAskedError(IN_A_BATCH)

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()

    def _wait_with(self, asker: Asker, standing: Standing) -> None:
        assert standing.entry is not None
        self._job.unanswered += 1
        if not self._job.drafts.also_for(asker, standing.entry):
            self._job.ledger.also_for(asker, standing.entry)
        raise NotAskedError(IN_A_BATCH)

    async def _put_in_batch(self, request: httpx2.Request, asker: Asker) -> None:
        size = replace(Question.of(request.content), in_batch=True)
        await self._gate.reserve(size)
        # Spent as far as this run can know; what it really takes is known when it is fetched.
        await self._gate.settle(size, size.most)
        self._job.drafts.add(asker, request.content.decode(), size)
        self._job.unanswered += 1

    def _was_asked(self, request: httpx2.Request, standing: Standing) -> bool:
        """True of what a batch has left open: an answer that failed, one that never came, the parts of a long one."""
        messages = json.loads(request.content).get("messages") or ()
        again = any(message.get("role") == "assistant" for message in messages)
        return again or standing.state == "lost" or is_follow_up()

    async def _at_once(self, request: httpx2.Request) -> httpx2.Response:
        response = await self._inner.handle_async_request(request)
        answer = answer_in(await response.aread()) if is_success(response.status_code) else None
        self._job.asked_at_once += 1
        self._job.at_once += usage_in((answer or {}).get("usage"))
        return response

    def _told(self, response: httpx2.Response, standing: Standing) -> httpx2.Response:
        """A recorded response; one that the batches of this run paid for counts as asked, not as replayed."""
        if standing.state != "answered":
            return response
        if not is_success(response.status_code):
            return response
        body: dict[str, Any] = json.loads(response.content)
        self.played += 1
        body["id"] = PAID_IN_BATCH + str(body.get("id", "")).removeprefix(RECORDED)
        return httpx2.Response(response.status_code, headers=_JSON, json=body)


class WaitingTransport(httpx2.AsyncBaseTransport):
    """A transport that does not ask once more, at once and at full price, what is in a batch already."""

    def __init__(
        self, inner: httpx2.AsyncBaseTransport, ledger: Ledger, *, is_recorded: Callable[[httpx2.Request], bool]
    ) -> None:
        """Wrap a transport."""
        self._inner = inner
        self._ledger = ledger
        self._is_recorded = is_recorded

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response.

        Raises:
            NotAskedError: the answer is still to be fetched.
        """
        if not self._is_recorded(request):
            standing = self._ledger.standing(_asker(request, None).key)
            if standing.state == "waiting":
                raise NotAskedError(f"not asked again: {self._where(standing)}")
        return await self._inner.handle_async_request(request)

    def _where(self, standing: Standing) -> str:
        if standing.entry is None or standing.entry.is_sent:
            return "it is in a batch; --batch fetches the answer"
        return (
            "it is in a batch that was not seen to reach the service: --batch sends it, or finds it there; to ask at "
            f"once, and pay twice if it did arrive, remove {self._ledger.folder}"
        )

    async def aclose(self) -> None:
        """Close the wrapped transport."""
        await self._inner.aclose()


def _asker(request: httpx2.Request, folder: Path | None) -> Asker:
    asker = current_asker()
    asked = asker.request(request.method, str(request.url), request.content)
    within = asker.recording.folder.relative_to(folder).as_posix() if folder else ""
    return Asker(asked.key, asker.article_id, asker.place.label, asker.place.order, "" if within == "." else within)
