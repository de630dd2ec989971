"""Outputs of runs, made by hand, for the tests of the report."""

from __future__ import annotations

import datetime as dt
from typing import Any

from helpers.stories import ALBU_KAMAL, DEIR_EZ_ZOR, ERBIL, KH, PMF, SYRIA, US, Newsroom, chain, day, person

from extract.base.types import Joined
from extract.results.write import Output
from schemas import (
    Actor,
    Claim,
    Conflict,
    Count,
    DateValue,
    EventSet,
    Failed,
    PlaceValue,
    Rejected,
    SourceCounts,
    Span,
    StrikeEvent,
    Toll,
)
from schemas.values import CountUnit

REPORT = {
    "version": "0.1.0",
    "model": "ollama/any",
    "prompts": {"strike": "strike.v1", "statement": "statement.v1"},
    "skipped": ("photo.jpg",),
    "notices": (),
}

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>"
    '<a href="javascript:window.hacked = 3">open</a></script><!-- </textarea> " \' & {{ 7 * 7 }} {% raw %} '
    "\u202e\U0001f600"
)

WASHINGTON = PlaceValue(
    raw="Washington", name="Washington", country="US", latitude=38.9, longitude=-77.04, precision="exact"
)
BAGHDAD = PlaceValue(
    raw="Baghdad", name="Baghdad", country="IQ", admin1="Baghdad", latitude=33.34, longitude=44.39, precision="exact"
)


def count(number: int, unit: CountUnit, raw: str) -> Count:
    return Count(raw=raw, low=number, high=number, unit=unit)


def story_output() -> Output:
    """Two strikes, statements and a meeting over four outlets; the toll of the first is disputed."""
    room = Newsroom()
    for name, outlet, published in (
        ("gazette", "The Gazette", "2021-02-27"),
        ("herald", "Herald", "2021-02-28"),
        ("monitor", "Monitor", "2021-02-27"),
        ("courier", None, None),
    ):
        room.article(name, published=published, outlet=outlet)
    _strikes(room)
    _words_and_talks(room)
    result = room.reconcile()
    events = EventSet(
        articles=tuple(room.articles),
        records=tuple(room.records),
        events=result.events,
        unsure=result.unsure,
        rejected=(
            Rejected(article_id="herald", kind="strike", reason="'ten' is not there", draft={"target": "<b>x</b>"}),
        ),
        failed=(Failed(article_id="monitor", kind="meeting", window=(1, 2), error="no JSON <i>at all</i>"),),
    )
    joined = [Joined(one.left, one.right, one.reasons, one.judgement.score) for one in result.decisions if one.joined]
    return Output(events, room.texts, REPORT, joined)


def _strikes(room: Newsroom) -> None:
    thursday = day("2021-02-25", "on Thursday")
    early = day("2021-02-26", "early on Friday local time", timezone="Asia/Damascus", anchor="dateline")
    official, medic = chain("Reuters", "an Iraqi militia official", anonymous=True), chain("Ahmed Salem, a medic")
    told = [
        ("gazette", "US jets hit Kataib Hezbollah near Albu Kamal on Thursday.", thursday, ALBU_KAMAL, (), ()),
        (
            "gazette",
            "One fighter was killed and four were wounded, an Iraqi militia official told Reuters.",
            None,
            SYRIA,
            (("One fighter", "killed", 1), ("four were wounded", "injured", 4)),
            (official,),
        ),
        (
            "herald",
            "American planes struck Kataib Hezbollah in Deir ez-Zor early on Friday, killing one and wounding four, "
            "a militia official told Reuters.",
            early,
            DEIR_EZ_ZOR,
            (("killing one", "killed", 1), ("wounding four", "injured", 4)),
            (official,),
        ),
        (
            "monitor",
            "The US raid on Kataib Hezbollah in Albu Kamal killed 22, said Ahmed Salem, a medic.",
            thursday,
            ALBU_KAMAL,
            (("killed 22", "killed", 22),),
            (medic,),
        ),
        (
            "courier",
            "Thirty were killed or injured in the US strike on Albu Kamal, medics said.",
            None,
            ALBU_KAMAL,
            (("Thirty were killed or injured", "killed_or_injured", 30),),
            (chain("medics"),),
        ),
    ]
    for article, sentence, date, place, tolls, told_by in told:
        where = len(room.texts[article])
        casualties = tuple(
            count(number, unit, raw).model_copy(  # type: ignore[arg-type]
                update={"span": Span(start=where + sentence.index(raw), end=where + sentence.index(raw) + len(raw))}
            )
            for raw, unit, number in tolls
        )
        room.strike(
            article,
            sentence,
            attacker=(US,),
            target=(KH,),
            date=date,
            place=place,
            method="air_strike",
            casualties=casualties,
            according_to=told_by,
        )
    room.strike(
        "herald",
        "Rockets hit a base in Erbil on 15 February, killing one contractor.",
        target=(Actor(raw="a base", name="a base"),),
        date=day("2021-02-15", "on 15 February", anchor="text"),
        place=ERBIL,
        method="rocket",
        casualties=(count(1, "killed", "killing one"),),
    )
    room.strike(
        "gazette",
        "In 2014 the city of Mosul fell to an attack.",
        target=(Actor(raw="the city of Mosul", name="Mosul"),),
        date=DateValue(
            raw="In 2014", earliest=dt.date(2014, 1, 1), latest=dt.date(2014, 12, 31), precision="year", anchor="text"
        ),
    )


def _words_and_talks(room: Newsroom) -> None:
    minister = person("Lina Aziz", country="IQ")
    room.statement(
        "gazette",
        "“We condemn the raid as a breach of our border,” minister Lina Aziz said.",
        "We condemn the raid as a breach of our border",
        minister,
        act="condemn",
        quote_type="direct",
        date=day("2021-02-26", "on Friday"),
        place=BAGHDAD,
    )
    room.statement(
        "monitor",
        "“We condemn the raid as a breach of our border,” Aziz told reporters.",
        "We condemn the raid as a breach of our border",
        minister,
        act="condemn",
        quote_type="direct",
    )
    room.statement(
        "herald",
        "The spokesman denied that civilians had been hit.",
        "civilians had been hit",
        person("a spokesman", country="US"),
        act="deny",
        place=WASHINGTON,
        assertion="denied",
    )
    room.meeting(
        "monitor",
        "Aziz received the envoy of the PMU in Baghdad on Saturday.",
        minister,
        PMF,
        date=day("2021-02-27", "on Saturday"),
        place=BAGHDAD,
    )


def hostile_output() -> Output:
    """An article that tries to run code wherever its words appear."""
    room = Newsroom()
    room.article("hostile", outlet=HOSTILE)
    room.strike(
        "hostile",
        HOSTILE,
        attacker=(person(HOSTILE),),
        target=(person(HOSTILE),),
        date=day("2021-02-26", HOSTILE),
        place=PlaceValue(raw=HOSTILE, name=HOSTILE, latitude=34.45, longitude=40.92, country="SY", precision="near"),
        according_to=(chain(HOSTILE),),
    )
    room.statement("hostile", f"He said {HOSTILE}.", HOSTILE, person(HOSTILE))
    result = room.reconcile()
    article = room.articles[0].model_copy(update={"title": HOSTILE, "path": HOSTILE})
    events = EventSet(
        articles=(article,),
        records=tuple(room.records),
        events=result.events,
        rejected=(Rejected(article_id="hostile", kind="strike", reason=HOSTILE, draft={HOSTILE: HOSTILE}),),
        failed=(Failed(article_id="hostile", error=HOSTILE),),
    )
    return Output(events, room.texts, {**REPORT, "notices": (HOSTILE,)}, [])


def large_output(number: int) -> Output:
    """As many strikes as asked for, each told twice over 50 articles, every tenth with differing tolls."""
    room = Newsroom()
    for article in range(50):
        room.article(f"article-{article}", outlet=f"Outlet {article % 12}")
    events = [_large_event(room, n) for n in range(number)]
    return Output(
        EventSet(articles=tuple(room.articles), records=tuple(room.records), events=tuple(events)),
        room.texts,
        REPORT,
    )


def _large_event(room: Newsroom, n: int) -> StrikeEvent:
    date = day((dt.date(2021, 1, 1) + dt.timedelta(days=n % 300)).isoformat())
    place = PlaceValue(raw="x", name=f"Town {n % 90}", country="SY", latitude=33 + n % 9 / 3, longitude=37 + n % 10 / 2)
    group, figures = person(f"Group {n % 200}"), ((3, 3), (3, 9))[n % 10 == 0]
    records: list[Any] = [
        room.strike(
            f"article-{(n + 7 * side) % 50}",
            f"Report {n}: jets struck town {n % 90}, where a crowd had come, and killed {figure} people there.",
            attacker=(group,),
            date=date,
            place=place,
        )
        for side, figure in enumerate(figures)
    ]
    ids, counts = tuple(record.id for record in records), SourceCounts(outlets=2, origins_min=1, origins_max=2)
    tolls = [Toll(unit="killed", low=figure, high=figure, best=figure) for figure in dict.fromkeys(figures)]
    claims = [
        Claim(field="attacker", value=group, records=ids, sources=counts, rank="preferred", rule="attacker.only_value"),
        Claim(field="date", value=date, records=ids, sources=counts, rank="preferred", rule="date.only_value"),
        *(
            Claim(field="casualties", value=toll, records=(one,), sources=counts, rule="casualties.latest")
            for toll, one in zip(tolls, ids, strict=False)
        ),
    ]
    disagreement = (
        Conflict(field="casualties", kind="disagreement", status="open", values=tuple(tolls))
        if len(tolls) > 1
        else None
    )
    return StrikeEvent(
        id=f"strike-event-{n:05}",
        title=f"Air strike on group {n % 200} in town {n % 90}",
        date=date,
        place=place,
        records=ids,
        articles=tuple(sorted({record.article_id for record in records})),
        sources=counts,
        attacker=(group,),
        claims=tuple(claims),
        conflicts=(disagreement,) if disagreement else (),
    )
