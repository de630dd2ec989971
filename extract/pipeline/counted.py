"""The calls and tokens that a run counts, and the report made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.ask.prompt import load_prompt, versions_of
from extract.base.types import Answer, Usage
from extract.knowledge.user_tables.tables import table_reports
from extract.pipeline.plan import RunPlan, plan_of
from extract.pipeline.reading import Readings
from extract.pipeline.report import RunReport
from extract.pipeline.setup import Setup
from schemas import KINDS


@dataclass(slots=True)
class RunCounts:
    """Calls, those of them that asked again, and tokens: ``spent`` in this run, ``before`` for what was replayed."""

    calls: int = 0
    reasks: int = 0
    spent: Usage = Usage()  # noqa: RUF009 - it cannot change
    before: Usage = Usage()  # noqa: RUF009

    def add(self, answers: Iterable[Answer]) -> RunCounts:
        """Count answers, and give back itself."""
        for answer in answers:
            self.calls += answer.attempts
            self.reasks += max(0, answer.attempts - 1)
            self.spent = sum(answer.usages, self.spent)
            self.before = sum(answer.replayed, self.before)
        return self


def report_of(
    setup: Setup | None, readings: Readings, counted: RunCounts, *, skipped: tuple[str, ...], seconds: float
) -> RunReport:
    """The report of a run, without what it cost."""
    usage = counted.spent + counted.before
    return RunReport(
        model=f"{setup.choice.provider_name}/{setup.choice.name}" if setup else None,
        record_mode=setup.mode if setup else None,
        prompts=_prompts(setup, readings) if setup else {},
        profile=setup.profile if setup else None,
        asked_with=readings.dialect,
        calls=counted.calls,
        replayed=readings.replayed,
        reasks=counted.reasks,
        retries=readings.retries,
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=usage.cached_tokens,
        completion_tokens=usage.completion_tokens,
        seconds=round(seconds, 3),
        skipped=skipped,
        notices=readings.notices,
        tables=table_reports(setup.tables) if setup else (),
        planned=_plan(setup, readings) if setup and setup.dry_run else None,
    )


def _plan(setup: Setup, readings: Readings) -> RunPlan:
    return plan_of(readings.planned, setup.prices, batches=not setup.choice.provider.local)


def _prompts(setup: Setup, readings: Readings) -> dict[str, str]:
    """The version of each kind's prompt, and of those in other languages that were used: "strike.es"."""
    scale = setup.profile.name
    asked = {(kind, window.article.language) for window in readings.asked for kind in window.kinds}
    own = {(kind, code): load_prompt(kind, scale, code) for kind, code in asked if code}
    other = {
        f"{kind}.{code}": prompt.version for (kind, code), prompt in own.items() if prompt.language == code != "en"
    }
    return versions_of(KINDS, scale) | dict(sorted(other.items()))
