"""A circuit breaker: a service that is gone is not asked ten thousand times."""

from __future__ import annotations

from dataclasses import dataclass

from extract.base.errors import ConfigError, ContentRefusedError, ExtractError, TooLongError
from extract.base.types import Answer

MOST_LOST = 20
"""Calls in a row without an answer, each tried several times over minutes, after which no more are sent."""


@dataclass(slots=True)
class CircuitBreaker:
    """Whether it still makes sense to ask; ``given_up`` says why it does not.

    What is recorded is played all the same, and what could not be asked is listed as failed: the
    same command goes on from there.
    """

    given_up: str | None = None
    _answered: bool = False
    _lost: int = 0

    def answered(self) -> None:
        """Notes that the service has answered a call."""
        self._answered, self._lost = True, 0

    def failed(self, error: ExtractError) -> None:
        """Notes that a call got no answer.

        Raises:
            ConfigError: the error, if it is one and nothing was ever answered: the run is not set up well.
        """
        if isinstance(error, TooLongError | ContentRefusedError):
            return
        if isinstance(error, ConfigError):
            if not self._answered:
                raise error
            self.given_up = str(error)
        self._lost += 1
        if self._lost >= MOST_LOST and not self.given_up:
            self.given_up = f"{self._lost} calls in a row failed, the last one because: {error}"

    def notices(self) -> tuple[str, ...]:
        """Lines for the user at the end."""
        gone_on = "The same command goes on from there, as far as answers are recorded."
        return (f"Stopped asking before the end: {self.given_up}. {gone_on}",) if self.given_up else ()

    def not_asked(self) -> Answer:
        """The answer of a window that is not sent any more."""
        return Answer(error=f"not asked: {self.given_up}", attempts=0)
