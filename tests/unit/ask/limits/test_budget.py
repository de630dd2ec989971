"""A user relies on: a run never asks more, and never pays more, than it was allowed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from decimal import Decimal

import pytest

from extract.ask.limits import Budget, Plan, Question
from extract.base.errors import NotAskedError
from extract.base.settings import Limits
from extract.base.types import Usage

SMALL = Question(prompt_tokens=10, most_prompt_tokens=20, most_answer_tokens=80)


def a_cent_a_token(usage: Usage) -> Decimal:
    return Decimal(usage.prompt_tokens + usage.completion_tokens) / 100


async def ask(budget: Budget, usage: Usage, question: Question = SMALL) -> str | None:
    """Puts a question that takes a moment; why it was not put, or None."""
    try:
        await budget.reserve(question)
    except NotAskedError as error:
        return str(error)
    await asyncio.sleep(0)
    await budget.settle(question, usage)
    return None


def together(budget: Budget, usages: Sequence[Usage]) -> list[str | None]:
    async def main() -> list[str | None]:
        return await asyncio.gather(*(ask(budget, usage) for usage in usages))

    return asyncio.run(main())


def test_without_limits_everything_is_asked() -> None:
    assert together(Budget(Limits(), None), [Usage(10)] * 50) == [None] * 50


def test_no_more_calls_are_made_than_allowed() -> None:
    budget = Budget(Limits(max_calls=7), None)
    outcomes = together(budget, [Usage(10)] * 20)
    assert outcomes[:7] == [None] * 7
    assert set(outcomes[7:]) == {"not asked: the limit of 7 calls (--max-calls) was reached"}
    assert budget.refused == 13


@pytest.mark.parametrize(("allowed", "asked"), [("0.99", 0), ("1.00", 1), ("1.30", 4), ("2.05", 11)])
def test_no_more_is_spent_than_allowed_whatever_the_answers_cost(allowed: str, asked: int) -> None:
    # Each may cost a dollar and takes ten cents: the next is only put while a whole dollar is left.
    outcomes = together(Budget(Limits(max_cost=Decimal(allowed)), a_cent_a_token), [Usage(10)] * 20)
    assert outcomes.count(None) == asked
    assert all("(--max-cost)" in why for why in outcomes if why)


def test_questions_wait_for_those_in_flight_to_cost_less_than_feared() -> None:
    outcomes = together(Budget(Limits(max_cost=Decimal("1.50")), a_cent_a_token), [Usage(5)] * 8)
    assert outcomes == [None] * 8


def test_after_the_first_refusal_nothing_more_is_asked() -> None:
    async def main() -> list[str | None]:
        budget = Budget(Limits(max_cost=Decimal("1.00")), a_cent_a_token)
        large, tiny = Question(10, 200, 0), Question(1, 1, 0)
        return [await ask(budget, Usage(1), question) for question in (tiny, large, tiny)]

    first, second, third = asyncio.run(main())
    assert first is None
    assert second == third is not None


def test_a_failed_call_frees_what_was_set_aside_for_it() -> None:
    outcomes = together(Budget(Limits(max_cost=Decimal("1.00")), a_cent_a_token), [Usage()] * 5)
    assert outcomes == [None] * 5


def test_a_plan_counts_and_lets_nothing_pass() -> None:
    async def main() -> Plan:
        plan = Plan()
        for _ in range(3):
            with pytest.raises(NotAskedError):
                await plan.reserve(SMALL)
        return plan

    assert asyncio.run(main()).questions == [SMALL] * 3


def test_the_size_of_a_question_is_that_of_its_request() -> None:
    body = b'{"max_completion_tokens": 900, "messages": []}'
    assert Question.of(body) == Question(-(-len(body) // 4), -(-len(body) // 3), 900)
    assert Question.of(b'{"messages": []}').most_answer_tokens == 0
