"""Batches as OpenAI has them, and servers that speak like it: a file of questions, and a batch made of the file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

import httpx2
import openai

from extract.ask.batch import BatchState, Entry, Outcome
from extract.ask.client.patience import patiently

Json = dict[str, Any]

GRACE_S = 2.0
"""Before a batch that is not in the list is sent anew: a request of a moment ago may still be on its way into it."""

PAGE = 100
MOST_PAGES = 50
_QUEUE_FULL = frozenset({"token_limit_exceeded", "rate_limit_exceeded", "batch_limit_exceeded"})
_ENDED = frozenset({"completed", "expired", "cancelled"})
_NOT_FOUND = 404
_NAMED = "rashomon"


class FileBatches:
    """The files and batches of one account."""

    sdk_error: type[Exception] = openai.OpenAIError

    def __init__(self, *, base_url: str | None, api_key: str, http: httpx2.AsyncClient) -> None:
        """Make one; calls that can be made twice are tried again here."""
        self._sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, http_client=http, max_retries=0)

    def line(self, key: str, body: str) -> bytes:
        """A line of the file."""
        head = f'{{"custom_id": "{key}", "method": "POST", "url": "/v1/chat/completions", "body": '
        return f"{head}{body}}}".encode()

    async def send(
        self, entry: Entry, lines: Callable[[], Sequence[bytes]], known: Collection[str], saved: Callable[[], None]
    ) -> None:
        """Upload the file and make a batch of it, as far as that has not been done; see `BatchService`."""
        made = None
        if entry.file is not None:
            made = await self._made_of(entry, known)
        else:
            entry.file = await self._uploaded(entry) if entry.tried else None
            if entry.file is None:
                entry.tried = True
                saved()
                content = b"\n".join([*lines(), b""])
                upload = await self._sdk.files.create(file=(f"{entry.name}.jsonl", content), purpose="batch")
                entry.file = upload.id
            saved()
        if made is None:
            batch = await self._sdk.batches.create(
                input_file_id=entry.file,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_NAMED: entry.name},
            )
            made = batch.id
        entry.batch = made
        saved()

    async def look(self, entry: Entry, ours: Callable[[str], bool]) -> BatchState:  # noqa: ARG002 - it has a name to be found by
        """How far it is; see `BatchService`."""
        assert entry.batch is not None
        try:
            batch = await patiently(partial(self._sdk.batches.retrieve, entry.batch))
        except openai.NotFoundError:
            return BatchState("unknown", "not known")
        counts, status = batch.request_counts, str(batch.status)
        done = counts.completed + counts.failed if counts else 0
        total = counts.total if counts else entry.questions
        if status == "failed":
            errors = (batch.errors.data if batch.errors else None) or []
            full = any(error.code in _QUEUE_FULL for error in errors)
            why = "; ".join(str(error.message or error.code) for error in errors) or "no reason given"
            return BatchState("queue full" if full else "refused", status, why=why)
        sources = tuple(file for file in (batch.output_file_id, batch.error_file_id) if file)
        if status not in _ENDED or (status == "completed" and done and not sources):
            return BatchState("under way", status, done, total)
        return BatchState("ended", status, done, total, sources, done if counts else None)

    async def results(self, state: BatchState) -> bytes:
        """The lines of the file of answers, then of that of errors."""
        read = []
        for file in state.sources:
            try:
                content = await patiently(partial(self._sdk.files.content, file))
            except openai.NotFoundError:
                continue
            read.append(content.content)
        return b"\n".join(read)

    def outcome(self, line: Json) -> Outcome | None:
        """What a line of either file says."""
        key, response, error = line.get("custom_id"), line.get("response"), line.get("error")
        if not isinstance(key, str):
            return None
        if isinstance(response, dict) and isinstance(response.get("status_code"), int):
            body = response.get("body")
            return Outcome(key, response["status_code"], body if isinstance(body, dict) else {})
        told = error if isinstance(error, dict) else {}
        return Outcome(key, lost=str(told.get("message") or told.get("code") or "no answer in it"))

    async def offered(self) -> str | None:
        """Why the server seems not to take batches: it has no list of them."""
        try:
            page: Any = await self._sdk.batches.list(limit=1)
        except openai.APIStatusError as error:
            return f"it answers {error.status_code} where its list of batches should be"
        if not isinstance(getattr(page, "data", None), list):
            return "what it sends for its list of batches is none"
        return None

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()

    async def _uploaded(self, entry: Entry) -> str | None:
        """The file that an earlier attempt uploaded, if it arrived whole."""
        page: Any = await patiently(partial(self._sdk.files.list, purpose="batch", limit=PAGE, order="desc"))
        for _ in range(MOST_PAGES):
            for file in page.data:
                if file.filename == f"{entry.name}.jsonl" and file.bytes == entry.size:
                    return str(file.id)
            if not page.has_next_page():
                break
            page = await patiently(page.get_next_page)
        return None

    async def _made_of(self, entry: Entry, known: Collection[str]) -> str | None:
        """The batch that an earlier attempt made of the file; looked for twice if it is not in the list at once."""
        found = await self._listed(entry, known)
        if found is None:
            await asyncio.sleep(GRACE_S)
            found = await self._listed(entry, known)
        return found

    async def _listed(self, entry: Entry, known: Collection[str]) -> str | None:
        page: Any = await patiently(partial(self._sdk.batches.list, limit=PAGE))
        for _ in range(MOST_PAGES):
            for batch in page.data:
                named = (batch.metadata or {}).get(_NAMED) == entry.name
                if (named or batch.input_file_id == entry.file) and batch.id not in {*known, *entry.strangers}:
                    return str(batch.id)
            if not page.has_next_page():
                break
            page = await patiently(page.get_next_page)
        return None
