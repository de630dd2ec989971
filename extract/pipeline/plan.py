"""The questions and cost of a run, counted without asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.ask.limits import Question
from extract.ask.limits.question import BYTES_A_TOKEN
from extract.ask.service.pricing import Prices
from extract.base.types import Usage

ESTIMATE = f"UTF-8 bytes of a request, its schema included, divided by {BYTES_A_TOKEN}"


@dataclass(frozen=True, slots=True)
class RunPlan:
    """Questions that are not recorded yet; costs in US dollars, None where the price is not known.

    ``least_cost`` is that of the prompts alone, ``most_cost`` with answers as long as they may be.
    Neither counts answers asked for again, nor prompts that the service may have cached.  Those in batches are None
    too where the model is one that no batch is sent to.
    """

    calls: int
    prompt_tokens: int
    most_answer_tokens: int
    tokens_by: str
    prices: str
    least_cost: Decimal | None
    most_cost: Decimal | None
    least_in_batch: Decimal | None = None
    most_in_batch: Decimal | None = None


def plan_of(questions: Sequence[Question], prices: Prices, *, batches: bool = False) -> RunPlan:
    """The plan to put some questions; with ``batches`` also what they cost if they are sent as such."""
    prompts = sum(question.prompt_tokens for question in questions)
    answers = sum(question.most_answer_tokens for question in questions)
    cost = prices.cost
    least, most = Usage(prompt_tokens=prompts), Usage(prompt_tokens=prompts, completion_tokens=answers)
    return RunPlan(
        calls=len(questions),
        prompt_tokens=prompts,
        most_answer_tokens=answers,
        tokens_by=ESTIMATE,
        prices=prices.source,
        least_cost=cost(least) if cost else None,
        most_cost=cost(most) if cost else None,
        least_in_batch=cost(least.batched()) if cost and batches else None,
        most_in_batch=cost(most.batched()) if cost and batches else None,
    )
