"""Decides again what an event set holds, to say why: nothing is read, and its records and texts are all it takes."""

from __future__ import annotations

from dataclasses import dataclass

from extract.judgements import judged_of
from extract.pipeline.reconcile_settings import load_reconcile_settings
from extract.reconcile import Compare, Reconciled, ReconcileSettings, comparer, reconcile
from extract.results.read import Results


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions on the records of an event set, and a comparison of any two of them.

    ``as_written`` is False where the events come out otherwise than they stand in the file: another
    version of this program wrote it.
    """

    reconciled: Reconciled
    compare: Compare
    settings: ReconcileSettings
    as_written: bool


def decide_again(results: Results) -> Decided:
    """The decisions behind an event set, by the rules of this version, the judgements and the answers of a model."""
    events, settings = results.events, load_reconcile_settings()
    judged = judged_of(events.judgements)
    reconciled = reconcile(
        events.articles, events.records, results.texts, settings=settings, judged=judged, settled=events.settled
    )
    written = {event.id: event.records for event in events.events}
    return Decided(
        reconciled,
        comparer(events.articles, events.records, results.texts, settings=settings, judged=judged),
        settings,
        written == {event.id: event.records for event in reconciled.events},
    )
