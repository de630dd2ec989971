"""The decisions that hold records together, as few as it takes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence

from extract.reconcile import Decision, Verdict


def ties_of(decisions: Iterable[Decision], records: Collection[str]) -> list[Decision]:
    """The strongest decisions that hold the records together, none of which follows from the others.

    What a person said comes before any rule, then scores fall.
    """
    home = {record: frozenset({record}) for record in records}
    ties = []
    for decision in sorted(decisions, key=_by_strength):
        if not _holds(decision) or not {decision.left, decision.right} <= home.keys():
            continue
        if home[decision.left] != home[decision.right]:
            ties.append(decision)
            union = home[decision.left] | home[decision.right]
            home.update(dict.fromkeys(union, union))
    return ties


def path_between(ties: Sequence[Decision], start: str, end: str) -> list[Decision]:
    """The ties that lead from one record to another, in order; none where nothing does."""
    beside: dict[str, list[Decision]] = defaultdict(list)
    for tie in ties:
        beside[tie.left].append(tie)
        beside[tie.right].append(tie)
    reached: dict[str, list[Decision]] = {start: []}
    waiting = deque([start])
    while waiting and end not in reached:
        here = waiting.popleft()
        for tie in beside[here]:
            there = tie.right if tie.left == here else tie.left
            if there not in reached:
                reached[there] = [*reached[here], tie]
                waiting.append(there)
    return reached.get(end, [])


def _holds(decision: Decision) -> bool:
    return decision.joined and decision.judgement.verdict is Verdict.MATCH


def _by_strength(decision: Decision) -> tuple[bool, float, str, str, str]:
    return decision.scope != "said", -decision.judgement.score, decision.left, decision.right, decision.scope
