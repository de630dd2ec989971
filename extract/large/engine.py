"""Reconciles the shards of a result, pass by pass."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from extract.large.blocking import pair_all
from extract.large.clusters import cluster_all
from extract.large.counts import count_all
from extract.large.files import keep_settings
from extract.large.judged import judge_all
from extract.large.linked import link_all
from extract.large.remembered import forget_all
from extract.large.result import write_result
from extract.large.screened import ONE_BY_ONE, installed
from extract.large.tellings import tell_all
from extract.large.work import Work
from extract.reconcile import ReconcileSettings


@dataclass(frozen=True, slots=True)
class ShardsReconciled:
    """How many events and unsure pairs were written, how many pairs were compared, and what the user should know."""

    events: int
    unsure: int
    compared: int
    notices: tuple[str, ...]


def reconcile_shards(result: Path, *, settings: ReconcileSettings, work: Work = map) -> ShardsReconciled:
    """Write ``events``, ``unsure`` and ``events.csv`` of the articles and records in the shards of a folder.

    They are those of `extract.reconcile.reconcile` over all of them, in the same order.  What it needs of memory does
    not grow with articles and records but for a few bytes of each; on disk it takes about as much as the shards.

    Args:
        result: Folder with ``articles`` and ``records``, both in order of article; files in between are made there.
        settings: Weights, thresholds and vocabulary.
        work: Applies a function to pieces of work in order; workers on other machines must see the folder.

    Raises:
        InputError: A shard cannot be read, or a record is of no article.
        ConfigError: The result cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=result, prefix=".reconciling-") as made:
        folder = Path(made).resolve()
        keep_settings(folder, settings)
        try:
            count_all(result, folder, work)
            tell_all(folder, work)
            compared = pair_all(folder, work)
            judge_all(folder, work)
            notices = [*cluster_all(folder, work), *(() if installed() else (ONE_BY_ONE,))]
            link_all(folder, work)
            events, unsure = write_result(result, folder, work)
        finally:
            forget_all()
    return ShardsReconciled(events, unsure, compared, tuple(notices))
