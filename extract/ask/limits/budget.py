"""The budget of a run in calls and cost: each call asks for its share before it is made."""

from __future__ import annotations

import asyncio
from copy import copy
from decimal import Decimal
from typing import Protocol, Self

from extract.ask.limits.question import Question
from extract.ask.service.pricing import Price
from extract.base.errors import NotAskedError
from extract.base.settings import Limits
from extract.base.types import Usage

NOTHING = Usage()


class Gate(Protocol):
    """Decides whether a question is put."""

    async def reserve(self, question: Question) -> None:
        """Let a question pass, after a wait if need be.

        Raises:
            NotAskedError: it is not to be put.
        """

    async def settle(self, question: Question, usage: Usage) -> None:
        """Take note of what a question that passed has taken."""

    def in_another_loop(self) -> Self:
        """The same gate for questions that are put on another event loop afterwards."""


class Budget:
    """Lets questions pass as long as calls and cost stay within limits, whatever they turn out to take.

    A question that could exceed the cost together with those in flight waits for them.  The first
    that cannot be put ends the asking: what is left out does not depend on what would still fit.
    Answers asked again count as calls; what is sent again after a fault of the network does not.
    """

    def __init__(self, limits: Limits, cost: Price | None, *, calls: int = 0, spent: Usage = NOTHING) -> None:
        """Begin with what was asked and taken before; ``cost`` may be None where no cost is limited."""
        self.refused = 0
        self._limits = limits
        self._cost = cost
        self._calls = calls
        self._spent = self._price(spent)
        self._reserved: list[Decimal] = []
        self._changed = asyncio.Condition()
        self._end: str | None = None

    def in_another_loop(self) -> Self:
        """The same budget, as far as it is spent, for questions that are put on another event loop."""
        other = copy(self)
        other.refused, other._changed = 0, asyncio.Condition()
        return other

    async def reserve(self, question: Question) -> None:
        """Let a question pass, or raise `NotAskedError`."""
        most = self._price(question.most)
        async with self._changed:
            while self._end is None and self._reserved and not self._affords(most):
                await self._changed.wait()
            self._end = self._end or self._limit_reached(most)
            if self._end is not None:
                self.refused += 1
                self._changed.notify_all()
                raise NotAskedError(self._end)
            self._calls += 1
            self._reserved.append(most)

    async def settle(self, question: Question, usage: Usage) -> None:
        """Exchange what was reserved for what it cost."""
        async with self._changed:
            self._reserved.remove(self._price(question.most))
            self._spent += self._price(usage)
            self._changed.notify_all()

    def _price(self, usage: Usage) -> Decimal:
        return self._cost(usage) if self._cost and self._limits.max_cost is not None else Decimal(0)

    def _affords(self, most: Decimal) -> bool:
        limit = self._limits.max_cost
        return limit is None or self._spent + sum(self._reserved) + most <= limit

    def _limit_reached(self, most: Decimal) -> str | None:
        calls, cost = self._limits.max_calls, self._limits.max_cost
        if calls is not None and self._calls >= calls:
            return f"not asked: the limit of {calls:,} calls (--max-calls) was reached"
        if cost is not None and not self._affords(most):
            return (
                f"not asked: ${self._spent:.4f} of the ${cost} allowed (--max-cost) are spent, "
                f"and the next question may cost up to ${most:.4f}"
            )
        return None


class Plan:
    """Lets nothing pass, and counts what would have been asked."""

    def __init__(self) -> None:
        """Begin with nothing planned."""
        self.questions: list[Question] = []

    def in_another_loop(self) -> Self:
        """A plan of its own for what is asked afterwards."""
        return type(self)()

    async def reserve(self, question: Question) -> None:
        """Count a question and raise `NotAskedError`."""
        self.questions.append(question)
        raise NotAskedError("not asked: this run only plans")

    async def settle(self, question: Question, usage: Usage) -> None:
        """Nothing: no question passed."""
