"""Says in a line or two what a run asked, took and cost, or what it would."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.pipeline import RunPlan, RunReport


def tally(report: RunReport) -> str:
    """Calls, tokens and cost of a run on one line."""
    asked = report.calls - report.replayed
    parts = [f"{asked:,} asked, {report.replayed:,} replayed"]
    if report.reasks:
        parts.append(f"{report.reasks:,} of them asked again")
    if report.retries:
        parts.append(f"{report.retries:,} sent again after a fault")
    prompts = f"{report.prompt_tokens:,} prompt tokens"
    if report.cached_tokens:
        prompts += f" ({report.cached_tokens / report.prompt_tokens:.0%} cached)"
    return f"Calls: {', '.join(parts)}; {prompts}, {report.completion_tokens:,} answer tokens; {_cost(report)}"


def _cost(report: RunReport) -> str:
    spent, replayed = report.costs.spent, report.costs.replayed
    if spent is None or replayed is None:
        return f"cost unknown: the price is {report.costs.prices}"
    before = f", and ${replayed:.4f} earlier for what was replayed" if replayed else ""
    return f"${spent:.4f} spent{before}" if spent or replayed else "no cost"


def plan_lines(plan: RunPlan, model: str) -> Iterator[str]:
    """Lines on how much a run would ask, and its cost."""
    questions = "question that is" if plan.calls == 1 else "questions that are"
    yield f"{model} would be asked {plan.calls:,} {questions} not recorded yet."
    prompts, answers = f"{plan.prompt_tokens:,}", f"{plan.most_answer_tokens:,}"
    yield f"About {prompts} prompt tokens ({plan.tokens_by}), and at most {answers} in answers."
    if plan.least_cost is None or plan.most_cost is None:
        yield f"The cost is unknown: the price is {plan.prices}."
    elif plan.most_cost == 0:
        yield f"No cost ({plan.prices})."
    else:
        least, most = _dollars(plan.least_cost), _dollars(plan.most_cost)
        yield f"Between {least} and {most} ({plan.prices})."
        if plan.least_in_batch is not None and plan.most_in_batch is not None:
            least, most = _dollars(plan.least_in_batch), _dollars(plan.most_in_batch)
            yield f"With --batch, answered within a day: between {least} and {most}."
        yield "Answers asked for again come on top; prompts that the service has in its cache cost less."


def unforeseen_lines(plan: RunPlan | None) -> Iterator[str]:
    """A line on what may have to be asked about pairs that are unsure once everything is read."""
    if plan is None:
        return
    cost = "" if plan.most_cost is None or plan.most_cost == 0 else f", at most {_dollars(plan.most_cost)}"
    yield (
        f"Pairs that turn out unsure come on top: up to {plan.calls:,} more questions (--settle-limit), "
        f"about {plan.prompt_tokens:,} prompt tokens{cost}."
    )


def _dollars(cost: Decimal) -> str:
    return f"${cost:,.2f}" if cost >= 1 else f"${cost:.4f}"
