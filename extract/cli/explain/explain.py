"""Explains an event, or what became of two records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extract.base.errors import InputError
from extract.cli.explain.lines import claim_lines, decision_lines, overruled_lines, record_line
from extract.cli.explain.ties import path_between, ties_of
from extract.kinds.rules import rules_of
from extract.pipeline import Decided
from extract.reconcile import Decision
from extract.reconcile.fuse.is_event import NOT_HAPPENED, is_always_one
from extract.results.read import Results
from schemas import AnyEvent, AnyRecord

NEAREST = 3
"""Decisions against an event that are shown, the likeliest first."""

_OTHER_VERSION = "Another version of this program wrote these results; by the rules of this one:"


class Explainer:
    """Explains the parts of one event set; every line is ready for a terminal."""

    def __init__(self, results: Results, decided: Decided) -> None:
        """``decided`` is of the same results."""
        self._decided = decided
        self._decisions = decided.reconciled.decisions
        self._articles = {article.id: article for article in results.events.articles}
        self._records = {record.id: record for record in results.events.records}
        self._written = {event.id: event for event in results.events.events}
        self._events = {event.id: event for event in decided.reconciled.events}
        self._event_of = {record: event.id for event in self._events.values() for record in event.records}

    def event(self, name: str) -> Iterator[str]:
        """Why an event is one, why the likeliest others are not of it, and why its values rank as they do.

        Raises:
            InputError: this version of the program makes no such event.
        """
        event = self._events.get(name)
        if event is None:
            raise InputError(f"{name} stands in the results, but another version wrote them: run again to explain it")
        yield from self._warned()
        yield f"{event.id}  {event.title}"
        yield ""
        yield f"Records: {len(event.records)} in {len(event.articles)} article{'' if len(event.articles) == 1 else 's'}"
        yield from (f"  {self._record_line(record)}" for record in event.records)
        yield from self._section("Why they are one", ties_of(self._decisions, event.records))
        yield from self._section("Likeliest others, and why they are not of it", self._against(event))
        yield ""
        yield "Values"
        # As they stand in the file: with what people corrected.
        yield from (f"  {line}" for line in claim_lines(self._written.get(name, event)))
        yield from self._overruled(event.records)

    def pair(self, first: str, second: str) -> Iterator[str]:
        """Why two records are of one event, or not.

        Raises:
            InputError: they are one record, or of two kinds.
        """
        a, b = self._records[first], self._records[second]
        if first == second:
            raise InputError(f"{first} is one record; give two")
        if a.kind != b.kind:
            raise InputError(f"{first} is a {a.kind} and {second} a {b.kind}: records of two kinds are never one event")
        yield from self._warned()
        yield from (self._record_line(name) for name in (first, second))
        yield ""
        event, other = self._event_of.get(first), self._event_of.get(second)
        if event is not None and event == other:
            yield f"Together in {event}  {self._events[event].title}"
            path = path_between(ties_of(self._decisions, self._events[event].records), first, second)
            yield from self._section("What ties them", path)
        else:
            path = []
            yield f"Apart: {self._place(first)}; {self._place(second)}"
        compared = [*self._said(first, second), self._compared(a, b)]
        yield from self._section("The two compared", [one for one in compared if one not in path])

    def record(self, name: str) -> Iterator[str]:
        """Why a record is in its event, or in none."""
        if name in self._event_of:
            yield from self.event(self._event_of[name])
            return
        record = self._records[name]
        yield self._record_line(name)
        yield from self._overruled([name])
        yield ""
        yield f"In no event: {_why_in_none(record)}."
        yield from self._section("Likeliest others", self._nearest(lambda one: name in (one.left, one.right)))

    def _warned(self) -> Iterator[str]:
        if not self._decided.as_written:
            yield _OTHER_VERSION

    def _section(self, heading: str, decisions: list[Decision]) -> Iterator[str]:
        if decisions:
            yield ""
            yield heading
            for decision in decisions:
                yield from (f"  {line}" for line in decision_lines(decision, self._decided))

    def _overruled(self, names: Sequence[str]) -> Iterator[str]:
        lines = [line for name in names for line in overruled_lines(self._records[name])]
        if lines:
            yield ""
            yield "Readings of the model that the words speak against"
            yield from (f"  {line}" for line in lines)

    def _record_line(self, name: str) -> str:
        record = self._records[name]
        return record_line(record, self._articles[record.article_id])

    def _place(self, name: str) -> str:
        event = self._event_of.get(name)
        return f"{name} is in {event}" if event else f"{name} is in no event"

    def _against(self, event: AnyEvent) -> list[Decision]:
        mine = set(event.records)
        return self._nearest(lambda one: len({one.left, one.right} & mine) == 1)

    def _nearest(self, wanted: Callable[[Decision], bool]) -> list[Decision]:
        found = [one for one in self._decisions if wanted(one) and not one.joined]
        return sorted(found, key=lambda one: (-one.judgement.score, one.left, one.right))[:NEAREST]

    def _said(self, first: str, second: str) -> list[Decision]:
        return [
            one
            for one in self._decisions
            if one.scope in ("said", "settled") and {one.left, one.right} == {first, second}
        ]

    def _compared(self, a: AnyRecord, b: AnyRecord) -> Decision:
        """As the run compared all that the articles tell of the two; where it did not, compared now."""
        now = self._decided.compare(a, b)
        then = (one for one in self._decisions if (one.left, one.right, one.scope) == (now.left, now.right, now.scope))
        return next(then, now)


def _why_in_none(record: AnyRecord) -> str:
    """The first of the conditions of an event that a record alone does not meet."""
    is_said = rules_of(record.kind).reconciling.is_event is is_always_one
    if record.assertion in NOT_HAPPENED and not is_said:
        return f"it is told as {record.assertion}, not as something that happened"
    if not is_said and record.date is None and (record.place is None or record.place.precision == "none"):
        return "it says neither when nor where"
    return "it says too little of itself: it may mean any of several that its article tells"
