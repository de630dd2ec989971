"""Batches as Anthropic has them: the questions in one request, the answers in one file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx2

from extract.ask.batch import BatchState, Entry, Outcome
from extract.ask.client.messages import anthropic_sdk
from extract.ask.client.patience import patiently

Json = dict[str, Any]

GRACE_S = 2.0
"""Before a batch that is not in the list is sent anew: a request of a moment ago may still be on its way into it."""

PAGE = 1000
MOST_PAGES = 10

# What each kind of error has as its status where a question is asked at once.
# Source: https://platform.claude.com/docs/en/api/errors
_STATUS = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
_UNKNOWN_STATUS = 500
_OK = 200


class MessageBatches:
    """The message batches of one Anthropic workspace."""

    def __init__(self, *, base_url: str | None, api_key: str, http: httpx2.AsyncClient) -> None:
        """Make one; calls that can be made twice are tried again here.

        Raises:
            ConfigError: the SDK is not installed.
        """
        anthropic = anthropic_sdk()
        self.sdk_error: type[Exception] = anthropic.AnthropicError
        self._not_found: type[Exception] = anthropic.NotFoundError
        self._status_error: type[Exception] = anthropic.APIStatusError
        self._sdk = anthropic.AsyncAnthropic(base_url=base_url, api_key=api_key, http_client=http, max_retries=0)

    def line(self, key: str, body: str) -> bytes:
        """One of the requests."""
        return f'{{"custom_id": "{key}", "params": {body}}}'.encode()

    async def send(
        self, entry: Entry, lines: Callable[[], Sequence[bytes]], known: Collection[str], saved: Callable[[], None]
    ) -> None:
        """Send the questions, unless a batch is there that may hold them already; see `BatchService`."""
        if entry.tried:
            entry.candidates = await self._newer(entry, known)
            if entry.candidates:
                saved()
                return
        else:
            entry.before = await self._newest()
            entry.tried = True
            saved()
        content = b'{"requests": [' + b",\n".join(lines()) + b"]}"
        from anthropic.types.messages import MessageBatch  # noqa: PLC0415 - an extra

        # Not batches.create: that looks through every request for what to convert.
        headers = {"content-type": "application/json"}
        batch: Any = await self._sdk.post(
            "/v1/messages/batches", content=content, cast_to=MessageBatch, options={"headers": headers}
        )
        entry.batch = str(batch.id)
        saved()

    async def look(self, entry: Entry, ours: Callable[[str], bool]) -> BatchState:
        """How far it is; of candidates, the first that turns out to hold our questions is taken for it."""
        if entry.batch is None:
            return await self._find(entry, ours)
        return await self._state(entry.batch)

    async def results(self, state: BatchState) -> bytes:
        """The lines of the file of results."""
        try:
            read: Any = await patiently(partial(self._get, state.sources[0])) if state.sources else None
        except self._not_found:
            return b""
        return bytes(read.content) if read is not None else b""

    def outcome(self, line: Json) -> Outcome | None:
        """What a line of the results says."""
        key, result = line.get("custom_id"), line.get("result")
        if not isinstance(key, str) or not isinstance(result, dict):
            return None
        kind, error = result.get("type"), result.get("error")
        if kind == "succeeded" and isinstance(result.get("message"), dict):
            return Outcome(key, _OK, result["message"])
        if kind == "errored" and isinstance(error, dict):
            told = error.get("error")
            of_kind = str((told if isinstance(told, dict) else error).get("type"))
            return Outcome(key, _STATUS.get(of_kind, _UNKNOWN_STATUS), error)
        return Outcome(key, lost=str(kind or "no result in it"))

    async def offered(self) -> str | None:
        """Why the server seems not to take batches: it has no list of them."""
        try:
            page: Any = await self._sdk.messages.batches.list(limit=1)
        except self._status_error as error:
            status = getattr(error, "status_code", "an error")
            return f"it answers {status} where its list of batches should be"
        if not isinstance(getattr(page, "data", None), list):
            return "what it sends for its list of batches is none"
        return None

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()

    async def _state(self, batch_id: str) -> BatchState:
        try:
            batch: Any = await patiently(partial(self._sdk.messages.batches.retrieve, batch_id))
        except self._not_found:
            return BatchState("unknown", "not known")
        total = _total(batch)
        done = total - batch.request_counts.processing if total else 0
        if batch.processing_status != "ended":
            return BatchState("under way", str(batch.processing_status), done, total)
        return BatchState("ended", "ended", done, total, (self._results_at(batch),), total or None)

    async def _find(self, entry: Entry, ours: Callable[[str], bool]) -> BatchState:
        """The state of the candidate whose results are ours; "unknown" with none left if all are of others."""
        for candidate in list(entry.candidates):
            state = await self._state(candidate)
            if state.phase == "under way":
                return state
            if any(ours(key) for key in _keys(await self.results(state))):
                entry.batch, entry.candidates = candidate, []
                return state
            entry.candidates.remove(candidate)
            entry.strangers.append(candidate)
        return BatchState("unknown", "never arrived")

    async def _newest(self) -> str | None:
        """The newest batch of the workspace; None where there is none, or the server keeps no list."""
        try:
            page: Any = await patiently(partial(self._sdk.messages.batches.list, limit=1))
        except self._not_found:
            return None
        newest = getattr(page, "data", None)
        return str(newest[0].id) if newest else None

    async def _newer(self, entry: Entry, known: Collection[str]) -> list[str]:
        """Batches that came after the attempt to send this one began, and have as many questions."""
        found = await self._listed(entry, known)
        if not found:
            await asyncio.sleep(GRACE_S)
            found = await self._listed(entry, known)
        return found

    async def _listed(self, entry: Entry, known: Collection[str]) -> list[str]:
        found: list[str] = []
        page: Any = await patiently(partial(self._sdk.messages.batches.list, limit=PAGE))
        for _ in range(MOST_PAGES):
            for batch in page.data:
                if batch.id == entry.before:
                    return found
                if _total(batch) == entry.questions and batch.id not in {*known, *entry.strangers}:
                    found.append(str(batch.id))
            if not page.has_next_page():
                break
            page = await patiently(page.get_next_page)
        return found

    def _results_at(self, batch: Any) -> str:
        """Where the results are; never another host than that of the key, whatever the answer says."""
        here, told = urlsplit(str(self._sdk.base_url)), urlsplit(batch.results_url or "")
        if (told.scheme, told.netloc) == (here.scheme, here.netloc):
            return str(batch.results_url)
        return f"/v1/messages/batches/{batch.id}/results"

    async def _get(self, where: str) -> Any:
        return await self._sdk.get(
            where, cast_to=httpx2.Response, options={"headers": {"accept": "application/binary"}}
        )


def _total(batch: Any) -> int:
    counts = getattr(batch, "request_counts", None)
    if counts is None:
        return 0
    return int(counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired)


def _keys(lines: bytes) -> Iterator[str]:
    for line in lines.splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue
        if isinstance(told, dict) and isinstance(told.get("custom_id"), str):
            yield told["custom_id"]
