"""From what was read to an event set: people are heard, then the rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from extract.base.types import Joined
from extract.judgements import JudgementLine, hear, with_originals
from extract.knowledge.user_tables.tables import NO_TABLES, Tables
from extract.knowledge.world.tables import load_knowledge
from extract.normalise import read_single
from extract.pipeline.gathered import Gathered
from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile import reconcile
from schemas import EventSet, Settled, Unsure


class Made(NamedTuple):
    """An event set, why its records were joined, and the unsure pairs that a model may be asked about."""

    events: EventSet
    joined: tuple[Joined, ...]
    settleable: tuple[Unsure, ...]


def event_set(
    gathered: Gathered,
    lines: Sequence[JudgementLine],
    tables: Tables = NO_TABLES,
    settled: Sequence[Settled] = (),
) -> Made:
    """The event set of all that was read, judged and settled by a model."""
    known = load_knowledge(tables=tables)
    heard = hear(lines, gathered.articles, gathered.records, partial(read_single, knowledge=known))
    settings = load_reconcile_settings()
    reconciled = reconcile(
        gathered.articles, heard.records, gathered.texts, settings=settings, judged=heard.judged, settled=settled
    )
    events = EventSet(
        articles=gathered.articles,
        records=heard.records,
        events=with_originals(reconciled.events, heard.judgements, heard.records),
        unsure=reconciled.unsure,
        rejected=(*gathered.rejected, *heard.rejected),
        failed=gathered.failed,
        judgements=heard.judgements,
        settled=reconciled.settled,
    )
    joined = (one for one in reconciled.decisions if one.joined)
    reasons = tuple(Joined(one.left, one.right, one.reasons, one.judgement.score) for one in joined)
    return Made(events, reasons, reconciled.settleable)
