"""Decisions and records in lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from extract.base.printable import printable
from extract.pipeline import Decided
from extract.reconcile import Decision, Verdict
from extract.results.report.wording import (
    by_model,
    by_table,
    label,
    origins_text,
    overruled_text,
    rule_text,
    value_text,
)
from schemas import AnyEvent, AnyRecord, ArticleInfo

LONGEST_QUOTE = 160
"""Two lines of a terminal."""


def record_line(record: AnyRecord, article: ArticleInfo) -> str:
    """A record's id, who published it when, and the beginning of what it says."""
    source = ", ".join(part for part in (article.outlet or article.id, article.published) if part)
    quote = printable(" … ".join(evidence.quote for evidence in record.evidence))
    shown = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    return f"{record.id}  {printable(source)}: “{shown}”"


def overruled_lines(record: AnyRecord) -> Iterator[str]:
    """Each reading of the model that the record's words speak against."""
    yield from (printable(overruled_text(one)) for one in record.overruled)


def decision_lines(decision: Decision, decided: Decided) -> Iterator[str]:
    """The decision on two mentions: the pair, the outcome and score, then every rule with what it added."""
    yield f"{decision.left} and {decision.right}: {_outcome(decision)}"
    if decision.scope == "said":
        yield f"    a person said so: {printable(decision.veto or decision.note or '')}"
        return
    if decision.scope == "settled":
        yield f"    {printable(decision.note or '')} (--settle)"
        return
    thresholds = decided.settings.thresholds
    limits = f"a match from {thresholds.match:+.2f}, unsure from {thresholds.unsure:+.2f}"
    yield f"    score {decision.judgement.score:+.2f} ({limits})"
    if decision.veto:
        yield f"    can never be one: {printable(decision.veto)}"
    if decision.note:
        yield f"    {printable(decision.note)}"
    for rule in sorted(decision.judgement.rules, key=lambda one: (-abs(one.weight * one.score), one.rule)):
        added = f"{rule.weight * rule.score:+.2f}"
        product = f"{rule.weight:.3g} times {rule.score:.3g}"
        yield f"    {added:>6}  {label(rule.rule)}: {printable(rule.detail)}  ({product})"
    start = decision.judgement.odds - sum(rule.weight * rule.score for rule in decision.judgement.rules)
    yield f"    {start:+6.2f}  before anything is compared"


def claim_lines(event: AnyEvent) -> Iterator[str]:
    """Each value of an event with its rank, the rule behind it, and how many have it."""
    for claim in event.claims:
        why = f"{claim.rank}: {rule_text(claim.rule)}; {origins_text(claim.sources)}{by_table(claim.value)}"
        yield printable(f"{label(claim.field)}: {value_text(claim.value)}{by_model(claim.value)} ({why})")


def _outcome(decision: Decision) -> str:
    if decision.joined:
        return "one event"
    if decision.veto or decision.settled:
        return "kept apart"
    return {
        Verdict.MATCH: "alike, but kept apart",
        Verdict.UNSURE: "unsure, so kept apart",
        Verdict.NO_MATCH: "kept apart",
    }[decision.judgement.verdict]
