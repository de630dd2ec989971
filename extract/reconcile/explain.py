"""Why two tellings were joined or kept apart: decisions kept for a person to read."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from extract.base.types import HumanDecisions
from extract.reconcile.match.comparison import PairScore, Verdict
from extract.reconcile.match.human_decisions import pairs_said
from schemas import Settled, Unsure

Scope = Literal["within", "across", "said", "settled"]
"""One article, two articles, a person's word on two records, or a model's."""


class Decision(NamedTuple):
    """The decision on two tellings, each named by the smallest id of its records.

    ``veto`` is the cannot-link that holds whatever the score, ``note`` what stopped or settled a
    union besides; ``joined`` whether they were joined; ``settled`` that one of them belongs elsewhere.
    """

    left: str
    right: str
    scope: Scope
    judgement: PairScore
    veto: str | None = None
    note: str | None = None
    joined: bool = False
    settled: bool = False

    @property
    def is_open(self) -> bool:
        """True if a person should judge: neither joined nor ruled out."""
        certain = self.joined or self.settled or self.veto is not None
        return not certain and self.judgement.verdict is not Verdict.NO_MATCH

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of each rule, the weightiest first, after the veto and note."""
        ordered = sorted(self.judgement.rules, key=lambda rule: (-abs(rule.weight * rule.score), rule.rule))
        said = tuple(f"{rule.rule} {rule.weight * rule.score:+.2f}: {rule.detail}" for rule in ordered)
        return tuple(text for text in (self.veto, self.note) if text) + said


def said_of(judged: HumanDecisions) -> tuple[Decision, ...]:
    """A person's word on pairs of records, as decisions."""
    return tuple(
        Decision(
            *pair,
            "said",
            PairScore(0.0, 1.0 if one else -1.0, Verdict.MATCH if one else Verdict.NO_MATCH, ()),
            veto=None if one else said,
            note=said if one else None,
            joined=one,
        )
        for pair, said, one in pairs_said(judged)
    )


def settled_text(one: Settled) -> str:
    """A model's word on a pair, whose it is, its reason, and why it was not followed."""
    said = {
        "same": "says that they are the same",
        "different": "says that they are two",
        "cannot_tell": "cannot tell",
        None: "gave no usable answer",
    }[one.answer]
    return f"the model {one.model} {said}" + "".join(
        f"{mark}{text}"
        for mark, text in ((": ", one.reason), ("; not followed: " if one.answer else ": ", one.note))
        if text
    )


def settled_of(settled: Iterable[Settled]) -> tuple[Decision, ...]:
    """A model's word on pairs that the rules left unsure, as decisions."""
    verdicts = {"joined": Verdict.MATCH, "kept_apart": Verdict.NO_MATCH}
    return tuple(
        Decision(
            *one.records,
            "settled",
            PairScore(0.0, one.score, verdicts.get(one.outcome, Verdict.UNSURE), ()),
            note=settled_text(one),
            joined=one.outcome == "joined",
            settled=one.outcome == "kept_apart",
        )
        for one in settled
    )


def unsure_of(
    decisions: Iterable[Decision],
    event_of: Mapping[str, str],
    judged: HumanDecisions,
    settled: Sequence[Settled] = (),
) -> tuple[Unsure, ...]:
    """The pairs that a person should judge, the likeliest first: one for each two events that are not one.

    ``event_of`` is the event of each record; two events that a person kept apart, or a model, are not asked about
    again.  What a model said of others of them comes first among the reasons.
    """
    ordered: list[Decision] = []
    parted = (*judged.apart, *(one.records for one in settled if one.outcome == "kept_apart"))
    asked = {frozenset({event_of[left], event_of[right]}) for left, right in parted}
    said: dict[frozenset[str], list[str]] = defaultdict(list)
    for one in settled:
        said[frozenset(event_of[name] for name in one.records)].append(settled_text(one))
    for decision in sorted(decisions, key=lambda one: (-one.judgement.score, one.left, one.right, one.scope)):
        events = frozenset({event_of[decision.left], event_of[decision.right]})
        if decision.is_open and len(events) > 1 and events not in asked:
            asked.add(events)
            ordered.append(decision)
    return tuple(
        Unsure(
            records=(decision.left, decision.right),
            score=decision.judgement.score,
            reasons=(*said[frozenset({event_of[decision.left], event_of[decision.right]})], *decision.reasons),
        )
        for decision in ordered
    )


def worth_keeping(decisions: Iterable[Decision], *, bound: int) -> tuple[Decision, ...]:
    """Decisions in order of their pair: all joined or open, of the rest each telling's ``bound`` likeliest."""
    kept: set[Decision] = set()
    apart: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.joined or decision.is_open or decision.scope == "settled":
            kept.add(decision)
        else:
            apart[decision.left].append(decision)
            apart[decision.right].append(decision)
    for near in apart.values():
        kept.update(heapq.nsmallest(bound, near, key=lambda one: (-one.judgement.score, one.left, one.right)))
    return tuple(sorted(kept, key=lambda one: (one.left, one.right, one.scope)))
