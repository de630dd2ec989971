"""Obeys judgements: records corrected or dropped, pairs decided, and of each line what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.base.types import HumanDecisions
from extract.judgements.file import JudgementLine
from extract.judgements.find import Finder, FoundRecord, spans_of
from extract.judgements.settle import Saying, Settled, settle
from extract.judgements.values import ReadWords, corrected, emptied, restored, value_of
from schemas import KINDS, AnyRecord, ArticleInfo, Correct, Different, EventSet, HeardJudgement, Reject, Rejected, Same
from schemas.judgement import Outcome


@dataclass(frozen=True, slots=True)
class Heard:
    """Records as people leave them, those they rejected, what they decided of pairs, and what came of each line."""

    records: tuple[AnyRecord, ...]
    rejected: tuple[Rejected, ...]
    judged: HumanDecisions
    judgements: tuple[HeardJudgement, ...]


def hear(
    lines: Sequence[JudgementLine], articles: Sequence[ArticleInfo], records: Sequence[AnyRecord], read_words: ReadWords
) -> Heard:
    """The records as judgements leave them.

    Of two lines that contradict each other the later holds.  A rejected record is gone, whatever other
    lines say of it.

    Args:
        lines: In the order of their file.
        articles: All that were read.
        records: As read, before any judgement.
        read_words: What words that a person wrote come to.
    """
    finder = Finder(articles, records)
    hearing = _Hearing({record.id: record for record in records}, read_words)
    cases = [_Case(line, tuple(finder.find(ref) for ref in line.judgement.refs)) for line in lines]
    for case in reversed(cases):
        hearing.reject(case)
    for case in reversed(cases):
        hearing.change_field(case)
    judged = hearing.settle(cases)
    heard = tuple(case.heard() for case in cases)
    rejected = tuple(
        Rejected(
            article_id=one.original["article_id"],
            kind=one.original["kind"],
            reason=f"rejected by {one.judgement.signature}",
            draft=one.original,
        )
        for one in heard
        if _drops_record(one)
    )
    return Heard(tuple(hearing.records.values()), rejected, judged, heard)


def unheard(events: EventSet) -> tuple[tuple[AnyRecord, ...], tuple[Rejected, ...]]:
    """The records of an event set, and what the reader rejected, as they were before any judgement."""
    records = {record.id: record for record in events.records}
    dropped = []
    for one in events.judgements:
        if one.outcome != "obeyed" or isinstance(one.judgement, Same | Different):
            continue
        if _drops_record(one):
            record = KINDS[one.judgement.record.kind].record.model_validate(one.original)
            records[record.id] = record
            dropped.append(one.original)
        elif one.judgement.field is not None:
            (name,) = one.records
            records[name] = restored(records[name], one.judgement.field, one.original)
    ordered = sorted(records.values(), key=lambda record: (record.article_id, spans_of(record), record.kind, record.id))
    return tuple(ordered), tuple(one for one in events.rejected if one.draft not in dropped)


def judged_of(judgements: Iterable[HeardJudgement]) -> HumanDecisions:
    """The pairs of records that the obeyed judgements of an event set join or part."""
    return settle(
        Saying(one.line, isinstance(one.judgement, Same), one.records, one.judgement.signature)
        for one in judgements
        if one.outcome == "obeyed" and isinstance(one.judgement, Same | Different) and len(one.records) > 1
    ).judged


def _drops_record(one: HeardJudgement) -> bool:
    return one.outcome == "obeyed" and isinstance(one.judgement, Reject) and one.judgement.field is None


@dataclass(slots=True)
class _Case:
    """One line while it is heard."""

    line: JudgementLine
    found: tuple[FoundRecord, ...]
    outcome: Outcome = "obeyed"
    notes: list[str] = field(default_factory=list)
    original: Any = None

    def __post_init__(self) -> None:
        self.notes += [found.note for found in self.found if found.note]
        needed = 2 if isinstance(self.line.judgement, Same | Different) else 1
        if sum(found.record is not None for found in self.found) < needed:
            self.outcome = "not_found"

    @property
    def records(self) -> tuple[str, ...]:
        """The records it was found to name, each once."""
        return tuple(dict.fromkeys(found.record for found in self.found if found.record))

    def close(self, outcome: Outcome, note: str) -> None:
        """It is not obeyed, and why."""
        self.outcome = outcome
        self.notes.append(note)

    def heard(self) -> HeardJudgement:
        """The judgement with its outcome."""
        return HeardJudgement(
            line=self.line.number,
            judgement=self.line.judgement,
            outcome=self.outcome,
            records=self.records,
            note="; ".join(self.notes) or None,
            original=self.original,
        )


@dataclass(slots=True)
class _Hearing:
    records: dict[str, AnyRecord]
    read_words: ReadWords
    rejected_by: dict[str, int] = field(default_factory=dict)
    settled_by: dict[tuple[str, str], int] = field(default_factory=dict)

    def reject(self, case: _Case) -> None:
        """Drop the record that a line rejects."""
        judgement = case.line.judgement
        if not isinstance(judgement, Reject) or judgement.field is not None or case.outcome != "obeyed":
            return
        (name,) = case.records
        if name in self.rejected_by:
            case.close("overruled", f"line {self.rejected_by[name]} rejects it already")
            return
        self.rejected_by[name] = case.line.number
        case.original = self.records.pop(name).model_dump(mode="json")

    def change_field(self, case: _Case) -> None:
        """Correct or empty the field that a line speaks of, unless a later one did."""
        judgement = case.line.judgement
        if not isinstance(judgement, Correct | Reject) or judgement.field is None or case.outcome != "obeyed":
            return
        (name,) = case.records
        slot = name, judgement.field
        if name in self.rejected_by:
            case.close("overruled", f"line {self.rejected_by[name]} rejects the whole record")
        elif slot in self.settled_by:
            case.close("overruled", f"line {self.settled_by[slot]} settles {judgement.field} of the same record later")
        else:
            self._change(case, judgement, name)

    def _change(self, case: _Case, judgement: Correct | Reject, name: str) -> None:
        record, changed = self.records[name], judgement.field or ""
        try:
            after = (
                corrected(record, changed, judgement.value, self.read_words)
                if isinstance(judgement, Correct)
                else emptied(record, changed)
            )
        except ValueError as error:
            case.close("unusable", str(error))
            return
        case.original = value_of(record, changed)
        self.records[name] = after
        self.settled_by[name, changed] = case.line.number

    def settle(self, cases: Sequence[_Case]) -> HumanDecisions:
        """Decide the pairs, and close the lines that later ones overrule."""
        sayings = [saying for case in cases if (saying := self._saying(case))]
        settled = settle(sayings)
        by_line: Mapping[int, _Case] = {case.line.number: case for case in cases}
        for number in settled.overruled:
            by_line[number].close("overruled", _contradiction(number, settled))
        return settled.judged

    def _saying(self, case: _Case) -> Saying | None:
        judgement = case.line.judgement
        if not isinstance(judgement, Same | Different) or case.outcome != "obeyed":
            return None
        gone = [name for name in case.records if name in self.rejected_by]
        case.notes += [f"line {self.rejected_by[name]} rejects {name}" for name in gone]
        left = tuple(name for name in case.records if name not in gone)
        several = len(case.records) > 1
        if several and len(left) < 2:  # noqa: PLR2004 (a pair)
            case.outcome = "overruled"
            return None
        if not several:
            note = f"{left[0]} is now all of them" if left else "no record is left"
            case.close("obeyed" if isinstance(judgement, Same) else "unusable", note)
            return None
        return Saying(case.line.number, isinstance(judgement, Same), left, judgement.signature)


def _contradiction(number: int, settled: Settled) -> str:
    others = settled.overruled[number]
    named = ", ".join(map(str, others))
    return f"contradicts line{'s' if len(others) > 1 else ''} {named}, which hold{'' if len(others) > 1 else 's'}"
