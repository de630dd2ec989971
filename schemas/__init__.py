"""The schemas of facts: drafts a model fills, records with evidence, canonical events.

Needs pydantic alone.  `Strike`, `Statement` and `Meeting` work as ``response_model`` of any
structured-output call; `EventSet.model_validate_json` reads what ``python -m extract`` writes.
"""

from schemas.draft import Assertion, Copied, Draft, Fine, Reading, Short, Translation
from schemas.event import Claim, Conflict, Event, Link, SourceCounts, Toll
from schemas.event_set import ArticleInfo, EventSet, Failed, PublishedFrom, Rejected, Settled, Unsure
from schemas.evidence import Evidence, Source, SourceChain, Span
from schemas.judgement import AnyJudgement, Correct, Different, HeardJudgement, RecordRef, Reject, Same
from schemas.kind import Kind, ValueField, by_model_alone, values_in
from schemas.kinds import KINDS, AnyEvent, AnyRecord, KindError
from schemas.meeting import Meeting, MeetingEvent, MeetingRecord
from schemas.record import Overruled, Record
from schemas.statement import Statement, StatementEvent, StatementRecord
from schemas.strike import Casualty, Strike, StrikeEvent, StrikeRecord
from schemas.values import Actor, Count, DateValue, PlaceValue, Words

__all__ = [
    "KINDS",
    "Actor",
    "AnyEvent",
    "AnyJudgement",
    "AnyRecord",
    "ArticleInfo",
    "Assertion",
    "Casualty",
    "Claim",
    "Conflict",
    "Copied",
    "Correct",
    "Count",
    "DateValue",
    "Different",
    "Draft",
    "Event",
    "EventSet",
    "Evidence",
    "Failed",
    "Fine",
    "HeardJudgement",
    "Kind",
    "KindError",
    "Link",
    "Meeting",
    "MeetingEvent",
    "MeetingRecord",
    "Overruled",
    "PlaceValue",
    "PublishedFrom",
    "Reading",
    "Record",
    "RecordRef",
    "Reject",
    "Rejected",
    "Same",
    "Settled",
    "Short",
    "Source",
    "SourceChain",
    "SourceCounts",
    "Span",
    "Statement",
    "StatementEvent",
    "StatementRecord",
    "Strike",
    "StrikeEvent",
    "StrikeRecord",
    "Toll",
    "Translation",
    "Unsure",
    "ValueField",
    "Words",
    "by_model_alone",
    "values_in",
]
