"""Evaluation: how an event set compares with gold, as numbers and as the cases behind them."""

from __future__ import annotations

from pydantic import Field

from schemas.base import Frozen

DECIMALS = 4
"""Places every share is rounded to, so that the order of adding up cannot show."""


class Score(Frozen):
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, precision: float, recall: float) -> Score:
        """A score from its two parts."""
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        return cls(precision=round(precision, DECIMALS), recall=round(recall, DECIMALS), f1=round(f1, DECIMALS))


class EventScore(Score):
    """How many of the events looked for were found, and how many of those found were looked for."""

    gold: int = Field(description="Events that must be found")
    events: int = Field(description="Events given; those that tell an optional gold event are left out")
    right: int = Field(description="Pairs of one and the other")

    @classmethod
    def counted(cls, *, gold: int, events: int, right: int) -> EventScore:
        """A score from its three counts."""
        score = Score.of(share(right, events), share(right, gold))
        return cls(**score.model_dump(), gold=gold, events=events, right=right)


class CoreferenceScores(Frozen):
    """How well the mentions that were found are put together."""

    mentions: int
    muc: Score | None = Field(description="Null where neither side puts two mentions together")
    b_cubed: Score
    ceaf_e: Score
    conll_f1: float = Field(description="Mean F1 of those above")


class FieldScore(Frozen):
    """How often a field is right where gold says what is right; a partial match earns half."""

    asked: int
    exact: int
    partial: int = Field(description="Beside the exact ones")
    exact_share: float
    credit_share: float = Field(description="(exact + partial / 2) / asked")

    @classmethod
    def counted(cls, *, asked: int, exact: int, partial: int) -> FieldScore:
        """A score from its three counts."""
        return cls(
            asked=asked,
            exact=exact,
            partial=partial,
            exact_share=round(share(exact, asked), DECIMALS),
            credit_share=round(share(exact + partial / 2, asked), DECIMALS),
        )


class EvidenceScore(Frozen):
    """How much of the evidence is exactly what stands in its article; of unchecked spans the text is not at hand."""

    spans: int
    verbatim: int
    unchecked: int


class Missed(Frozen):
    """A required gold event that no event was found for, with its first anchor."""

    gold: str
    kind: str
    article: str | None
    anchor: str | None


class Spurious(Frozen):
    """An event that counts as found and is in no pair."""

    event: str
    kind: str
    title: str


class WrongField(Frozen):
    """A field of a matched event or mention that earned no or half credit."""

    field: str
    gold: str
    id: str = Field(description="Of the event, or of the record that finds the mention")
    credit: float
    wanted: str
    found: str


class WrongMerge(Frozen):
    """Two gold events that must stay apart, in one event."""

    gold: tuple[str, str]
    event: str


class NotVerbatim(Frozen):
    """Evidence that is not what stands in its article."""

    record: str
    article: str
    start: int
    end: int


class Indefensible(Frozen):
    """A fact that is refused by the event set itself, whatever the gold says."""

    event: str
    title: str
    reason: str


class Evaluation(Frozen):
    """How an event set compares with gold."""

    events: dict[str, EventScore] = Field(description="By kind, then for all")
    macro_f1: float = Field(description="Mean F1 of the kinds that gold or the event set has")
    clustering: CoreferenceScores
    fields: dict[str, FieldScore] = Field(description="Only those that gold says something of")
    evidence: EvidenceScore
    must_not_merge: int = Field(description="Pairs of gold events that must stay apart")
    wrongly_merged: tuple[WrongMerge, ...]
    indefensible: tuple[Indefensible, ...]
    missed: tuple[Missed, ...]
    spurious: tuple[Spurious, ...]
    wrong_fields: tuple[WrongField, ...]
    not_verbatim: tuple[NotVerbatim, ...]
    notices: tuple[str, ...] = Field(description="What keeps these numbers from telling the whole")


def share(part: float, whole: float) -> float:
    """The part of the whole; 0 of nothing."""
    return part / whole if whole else 0.0
