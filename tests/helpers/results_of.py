"""The results of a run over articles that a test tells, without a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from helpers.judged_stories import articles_of, lines
from helpers.stories import Newsroom

from extract.pipeline.event_set import event_set
from extract.pipeline.gathered import Gathered
from extract.results.write import Output, write_folder
from schemas import AnyJudgement, EventSet, Unsure


def write_results(
    room: Newsroom, folder: Path, *judgements: AnyJudgement, unsure: Sequence[Unsure] | None = None
) -> EventSet:
    """Write what a run that read these records would, and give back its event set; ``unsure`` replaces its own."""
    gathered = Gathered(articles=tuple(articles_of(room)), records=tuple(room.records), texts=room.texts)
    events, joined, _ = event_set(gathered, lines(*judgements))
    if unsure is not None:
        events = events.model_copy(update={"unsure": tuple(unsure)})
    write_folder(Output(events, room.texts, {}, joined), folder)
    return events
