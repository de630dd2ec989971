"""The account that a run gives of itself while it works and when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.ask.profile import Profile
from extract.base.types import Joined
from extract.knowledge.user_tables.tables import TableReport
from extract.pipeline.changes import Changes
from extract.pipeline.costs import Costs
from extract.pipeline.plan import RunPlan
from extract.pipeline.preview import Preview
from schemas import EventSet


class Waiting(NamedTuple):
    """Questions of a run that are with the service, and a line on each batch that is out."""

    questions: int
    batches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunReport:
    """The facts of a run that vary between runs of the same input.

    ``calls`` counts questions put to the model, re-asks included; ``replayed`` those answered from
    a cassette; ``retries`` what was sent again after a fault of the network or the server; ``model``
    is None where nothing had to be read; ``profile`` is what it was asked for.  ``changes`` tells what
    ``added_to`` became.
    ``asked_with`` is what held answers to the schema, and how.  ``cached_tokens`` are the part of
    the prompts that the service had read before.  For the costs see `extract.pipeline.costs`;
    ``planned`` is there after a dry run alone, ``unforeseen`` too: what may have to be asked about pairs that are
    unsure once everything is read.  ``tables`` tells what was read of each of the user's tables.  ``waiting``
    is there where answers of batches are still to come: then there is no result.
    """

    model: str | None
    record_mode: str | None
    prompts: Mapping[str, str]
    asked_with: str
    calls: int
    replayed: int
    reasks: int
    retries: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    seconds: float
    skipped: tuple[str, ...]
    notices: tuple[str, ...]
    profile: Profile | None = None
    added_to: str | None = None
    changes: Changes | None = None
    planned: RunPlan | None = None
    tables: tuple[TableReport, ...] = ()
    unforeseen: RunPlan | None = None
    waiting: Waiting | None = None
    costs: Costs = field(default_factory=Costs)


@dataclass(frozen=True, slots=True)
class LargeResult:
    """How much a result in shards holds."""

    articles: int
    records: int
    rejected: int
    failed: int
    events: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """An event set, how it came about, and the texts its offsets refer to (article id to text).

    ``joined`` says why records were merged.  A ``large`` result is on disk already, and the event set empty.
    ``preview`` is there after a dry run alone.
    """

    events: EventSet
    report: RunReport
    texts: Mapping[str, str]
    joined: tuple[Joined, ...] = ()
    large: LargeResult | None = None
    preview: Preview | None = None
