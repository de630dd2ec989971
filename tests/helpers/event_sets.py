"""Small event sets, built by hand, for the tests of what is done with one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schemas import (
    Actor,
    ArticleInfo,
    Claim,
    Conflict,
    DateValue,
    EventSet,
    Evidence,
    Failed,
    MeetingEvent,
    PlaceValue,
    Rejected,
    SourceCounts,
    StatementEvent,
    StatementRecord,
    StrikeEvent,
    StrikeRecord,
    Toll,
    Unsure,
    Words,
)

TEXT = "“We deny it,” he said.\r\nThe harbour of Tartus was hit on 27 February; at least four died.\n"
ONE_SOURCE = SourceCounts(outlets=1, origins_min=1, origins_max=1)


def day(year: int, month: int, number: int) -> DateValue:
    date = dt.date(year, month, number)
    return DateValue(raw="on the day", earliest=date, latest=date, precision="day", anchor="text")


def statement_record(*, quote: str = TEXT[:13], **fields: Any) -> StatementRecord:
    return StatementRecord(
        id="statement-1",
        article_id="harbour",
        evidence=(Evidence(start=0, end=len(quote), quote=quote),),
        speaker=Actor(raw="he", name="A. Person"),
        content=Words(raw=quote),
        **fields,
    )


def strike_record() -> StrikeRecord:
    quote = TEXT[24:65]
    return StrikeRecord(
        id="strike-1", article_id="harbour", evidence=(Evidence(start=24, end=24 + len(quote), quote=quote),)
    )


def toll_claim(toll: Toll, *, rank: Any = "normal") -> Claim:
    return Claim(
        field="casualties", value=toll, records=("strike-1",), sources=ONE_SOURCE, rank=rank, rule="casualties.test"
    )


def strike_event(**fields: Any) -> StrikeEvent:
    given: dict[str, Any] = {
        "id": "strike-event-1",
        "title": "Air strike on the harbour of Tartus",
        "date": day(2021, 2, 27),
        "records": ("strike-1",),
        "articles": ("harbour",),
        "sources": ONE_SOURCE,
        **fields,
    }
    return StrikeEvent(**given)


def statement_event(**fields: Any) -> StatementEvent:
    given: dict[str, Any] = {
        "id": "statement-event-1",
        "title": "A. Person denies the strike",
        "records": ("statement-1",),
        "articles": ("harbour",),
        "sources": ONE_SOURCE,
        "speaker": Actor(raw="he", name="A. Person"),
        **fields,
    }
    return StatementEvent(**given)


def meeting_event(**fields: Any) -> MeetingEvent:
    given: dict[str, Any] = {
        "id": "meeting-event-1",
        "title": "A. Person meets B. Person",
        "records": ("meeting-1",),
        "articles": ("harbour",),
        "sources": ONE_SOURCE,
        "participants": (Actor(raw="A", name="A. Person"), Actor(raw="B", name="B. Person")),
        **fields,
    }
    return MeetingEvent(**given)


def full_event_set() -> EventSet:
    """An event set with something in every list, non-ASCII text and both kinds of line end."""
    four, six = Toll(unit="killed", low=4, best=4), Toll(unit="killed", low=6, high=6, best=6)
    return EventSet(
        articles=(ArticleInfo(id="harbour", path="in/harbour.txt", sha256="0" * 64, title="Tartus’ harbour hit"),),
        records=(statement_record(), strike_record()),
        events=(
            strike_event(
                place=PlaceValue(raw="Tartus", name="Tartus", country="SY", latitude=34.889, longitude=35.8866),
                attacker=(Actor(raw="jets", name="Unknown"),),
                target=(Actor(raw="harbour", name="Harbour"), Actor(raw="ships", name="Ships")),
                claims=(toll_claim(four, rank="preferred"), toll_claim(six)),
                conflicts=(Conflict(field="casualties", kind="disagreement", status="open", values=(four, six)),),
                sources=SourceCounts(outlets=2, origins_min=1, origins_max=2),
            ),
            statement_event(),
        ),
        unsure=(Unsure(records=("strike-1", "strike-2"), score=0.5, reasons=("the places are near",)),),
        rejected=(Rejected(article_id="harbour", kind="strike", reason="'ten' is not there", draft={"target": "ß"}),),
        failed=(Failed(article_id="harbour", kind="strike", window=(1, 2), error="no JSON"),),
    )
