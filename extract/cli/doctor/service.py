"""Whether the model can be asked, and whether its answers are held to the schema they are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Any, NoReturn

import httpx2

from extract.ask.service.connection import Connection
from extract.base.errors import ConfigError, ProviderError, TooLongError, Ungrounded
from extract.base.printable import without_password
from extract.cli.doctor.finding import Finding
from extract.pipeline.connect import Terms, connect
from extract.pipeline.setup import Setup

REACHED_WITHIN_S = 10.0
"""To open a connection and list models; a server in reach takes less than a second."""

ANSWERED_WITHIN_S = 180.0
"""A small model on a slow machine reads and answers one short question in a fraction of this."""

_POEM = [
    {"role": "system", "content": "You are a poet. You answer in plain verse, never in JSON."},
    {"role": "user", "content": "Write two lines about the sea."},
]
_ENOUGH_TOKENS = 300
"""For an answer of some ten words, with a short thought before it."""


def check_service(setup: Setup) -> Iterator[Finding]:
    """Findings on one short question put to the model, which a model that is not held to a schema answers in verse."""
    if setup.base_url is not None and (unreached := asyncio.run(_unreached(setup.base_url))):
        yield unreached
        return
    try:
        yield asyncio.run(_ask(setup))
    except TimeoutError:
        text = f"no answer to one short question within {ANSWERED_WITHIN_S:.0f} seconds"
        yield Finding("problem", text, "try a smaller model, or look at the server's own log")
    except (ConfigError, ProviderError) as error:
        yield Finding("problem", str(error))


async def _unreached(base_url: str) -> Finding | None:
    """The problem, if no server answers there at all; any answer will do."""
    try:
        async with httpx2.AsyncClient(transport=Connection(), timeout=REACHED_WITHIN_S) as client:
            await client.get(f"{base_url.rstrip('/')}/models")
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
        remedy = "start the server (for Ollama: ollama serve), or correct --base-url and the proxy settings"
        what = str(error) or type(error).__name__
        return Finding("problem", f"no server answers at {without_password(base_url)}: {what}", remedy)
    return None


async def _ask(setup: Setup) -> Finding:
    with ExitStack() as stack:
        line = connect(setup, Terms.of(setup), stack)
        try:
            async with asyncio.timeout(ANSWERED_WITHIN_S):
                answer = await line.client.ask(
                    _POEM,
                    kinds=("meeting",),
                    check=_refuse,
                    most_records=1,
                    max_tokens=_ENOUGH_TOKENS,
                    reasks=0,
                )
        except TooLongError:
            return Finding("note", "the model answers, but too long to see whether it is held to the schema")
        finally:
            await line.client.close()
        manner = line.client.negotiation.dialect.described
    if answer.error is None:
        return Finding("ok", f"the model answers, and is held to the schema ({manner})")
    remedy = "answers will often have to be asked again, or fail: use a server or model that keeps to a JSON schema"
    return Finding("problem", f"the model answers, but not in the shape it is asked for: {answer.error}", remedy)


def _refuse(_kind: str, _draft: Mapping[str, Any]) -> NoReturn:
    raise Ungrounded(["a poem holds no record"])
