"""One set read by all readers and scored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.base.errors import ExtractError

from ..answer_store import AnswerStore, serve
from .cost import Cost, cost
from .readers import OURS, NotRead, Output, Reader
from .tally import Difference, Tally, difference, total
from .task import Document, Task
from .told import Told, told_of

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of one reader on a set: tallies by measure and then by text, the headline's first."""

    told: Mapping[str, Sequence[Told]]
    tallies: Mapping[str, Sequence[Tally]]
    cost: Cost

    @property
    def headline(self) -> Sequence[Tally]:
        """Tallies of the measure that readers are compared by."""
        return next(iter(self.tallies.values()))


@dataclass
class Comparison:
    """A set, what each reader made of it, and why the others did not read it."""

    task: Task[Any]
    documents: Sequence[Document[Any]]
    readings: dict[str, Reading] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)

    def better_rival(self) -> str | None:
        """The rival with the higher score; None where none has read the set."""
        scores = {name: total(reading.headline).f1 for name, reading in self.readings.items() if name != OURS}
        return max(scores, key=scores.__getitem__) if scores else None

    def lead(self) -> Difference | None:
        """How much better ours is than the better rival; None unless both have read the set."""
        rival = self.better_rival()
        if rival is None or OURS not in self.readings:
            return None
        return difference(self.readings[OURS].headline, self.readings[rival].headline)


def compare(
    task: Task[Any],
    documents: Sequence[Document[Any]],
    readers: Sequence[Reader],
    *,
    store: Callable[[], AnswerStore],
    say: Callable[[str], None],
) -> Comparison:
    """Have each reader read the texts and score what it tells.

    Args:
        task: what is asked of them.
        documents: the texts and what is right about them.
        readers: in the order in which they are asked.
        store: makes a new one for each time that a reader reads.
        say: takes a line on how far it is.
    """
    comparison = Comparison(task, documents)
    with tempfile.TemporaryDirectory() as scratch:
        for document in documents:
            (Path(scratch) / f"{document.id}.txt").write_bytes(document.text.encode())
        for reader in readers:
            say(f"{task.name}: {len(documents)} texts, {reader.name} ...")
            try:
                output, spent = _read(reader, Path(scratch), store)
            except NotRead as error:
                comparison.skipped[reader.name] = str(error)
                continue
            say(f"  {output.says}")
            comparison.readings[reader.name] = score(task, documents, output.events, spent=spent)
    return comparison


def score(task: Task[Any], documents: Sequence[Document[Any]], events: Mapping[str, Any], *, spent: Cost) -> Reading:
    """The right answers of an events.json in each text."""
    told = told_of(events, {document.id: document.text for document in documents})
    measures = {task.headline: task.tally, **task.further, "evidence word for word": _verbatim}
    tallies = {
        name: [measure(told[document.id], document) for document in documents] for name, measure in measures.items()
    }
    return Reading(told, tallies, spent)


def _verbatim(told: Sequence[Told], _: Document[Any]) -> Tally:
    return Tally(sum(one.verbatim for one in told), len(told), len(told))


def _read(reader: Reader, folder: Path, make_store: Callable[[], AnswerStore]) -> tuple[Output, Cost]:
    for _ in range(_ATTEMPTS):
        store = make_store()
        with serve(store) as base_url:
            try:
                output = reader.read(folder, base_url)
            except (NotRead, ExtractError) as error:
                raise NotRead(_nobody(store) or str(error)) from error
            store.settle()
        if unanswered := _nobody(store):
            raise NotRead(unanswered)
        # Who gave up on a slow machine finds the answer kept: how fast it is must not decide what was read.
        if not store.abandoned:
            return output, cost(store.exchanges)
    raise NotRead(f"it hung up on {store.abandoned} answers {_ATTEMPTS} times over")


def _nobody(store: AnswerStore) -> str | None:
    if not store.unanswered:
        return None
    return (
        f"{len(store.unanswered)} requests have no kept answer, and {store.upstream} gives none: {store.unanswered[0]}"
    )
