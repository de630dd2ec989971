"""Logs each question put to the model: its ids, how long it took, what came of it; never a word of it above debug."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable

from extract.base import log
from extract.base.errors import NotTogetherError, TooLongError
from extract.base.types import Answer, Window
from extract.pipeline.follow_up import IN_A_BATCH

_KIND_OF_FAILURE = re.compile(r"^[\w ]+")


async def logged(ask: Callable[[Window], Awaitable[Answer]], window: Window) -> Answer:
    """The answer, with the call in the log."""
    first, last = window.numbers
    started = time.monotonic()
    with log.call(window.article.id, f"{window.article.id}/{'+'.join(window.kinds)}/{first}-{last}"):
        try:
            answer = await ask(window)
        except (TooLongError, NotTogetherError):
            log.info("call to be put in parts")
            raise
        seconds = round(time.monotonic() - started, 3)
        numbers = {
            "records": len(answer.grounded),
            "rejected": len(answer.rejected),
            "attempts": answer.attempts,
            "prompt_tokens": answer.usage.prompt_tokens,
            "completion_tokens": answer.usage.completion_tokens,
            "seconds": seconds,
        }
        if answer.error is None:
            log.info("call answered", **numbers)
        elif answer.error == IN_A_BATCH:
            log.info("call waits")
        else:
            log.warning("call failed", failure=_kind_of_failure(answer.error), **numbers)
            log.debug("call failed because", error=answer.error)
        for refused in answer.rejected:
            log.debug("record refused", reason=refused.reason)
    return answer


def _kind_of_failure(error: str) -> str:
    """How the message begins, before it can quote anything."""
    found = _KIND_OF_FAILURE.match(error)
    return found[0].strip() if found else "failed"
