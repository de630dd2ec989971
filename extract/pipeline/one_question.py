"""Whether a service answers one question for several kinds; where it does not, it is asked kind by kind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from extract.ask.window import parts
from extract.base.errors import CassetteMiss, NotTogetherError, TooLongError
from extract.base.types import Answer, Window
from extract.cassette.recording import Recording


@dataclass(slots=True)
class OneQuestion:
    """What a run has seen of answers to questions for several kinds.

    The first is waited for.  A service that answers it in quite another form has a form of its own (a gateway, a
    fixed script) and is not asked so again: each question would be paid for twice.
    """

    answered: bool = False
    refused: bool = False
    _tried: bool = False
    _trial: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, ask: Callable[[Window], Awaitable[Answer]], window: Window) -> Answer:
        """The answer about a window.

        Raises:
            NotTogetherError: it is to be asked about kind by kind.
        """
        if not window.also:
            return await ask(window)
        async with self._trial:
            if not self._tried:
                return await self._asked(ask, window)
        return await self._asked(ask, window)

    async def _asked(self, ask: Callable[[Window], Awaitable[Answer]], window: Window) -> Answer:
        if self.refused:
            raise NotTogetherError("not asked for several kinds together", Answer(attempts=0))
        try:
            answer = await ask(window)
        except NotTogetherError as error:
            self.refused = self.refused or not (self.answered or error.is_recorded_apart)
            raise
        finally:
            self._tried = True
        self.answered = self.answered or answer.error is None
        return answer

    def notices(self) -> tuple[str, ...]:
        """Lines for the user at the end."""
        if not self.refused:
            return ()
        return (
            "The service did not answer one question for all kinds in the form it was asked for, and was asked kind by "
            "kind instead, which costs the article each time (--questions each asks so at once)",
        )


def recorded_apart(recorded: Recording | None, window: Window, miss: CassetteMiss) -> NotTogetherError | None:
    """A reason to replay a window kind by kind: that is how answers about its article are recorded."""
    if recorded is None or not window.also or not recorded.asked_apart(window.article.id):
        return None
    return NotTogetherError(str(miss), Answer(attempts=0), is_recorded_apart=True)


def smaller(window: Window, error: NotTogetherError | TooLongError) -> tuple[Window, ...]:
    """The windows to ask about instead: one for each kind, or halves."""
    if isinstance(error, NotTogetherError):
        return tuple(window.of(kind) for kind in window.kinds)
    return parts(window)
