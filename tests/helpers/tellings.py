"""Whatever articles may tell, for the property tests: records of all kinds in three articles."""

from __future__ import annotations

from typing import Any

from helpers.stories import (
    ALBU_KAMAL,
    DEIR_EZ_ZOR,
    ERBIL,
    HEZBOLLAH,
    ISRAEL,
    KH,
    PMF,
    SYRIA,
    US,
    Newsroom,
    chain,
    day,
    killed,
    person,
)
from hypothesis import strategies as st

from schemas import DateValue

DATES = [
    None,
    day("2021-02-25", "on Thursday"),
    day("2021-02-26", "early on Friday local time", timezone="Asia/Damascus"),
    day("2021-02-27", "on Saturday"),
    day("2021-06-27"),
    DateValue(raw="on Sunday", weekday="Sunday"),
    DateValue(raw="in February"),
]
GROUPS = [US, ISRAEL, KH, PMF, HEZBOLLAH, person("militia sites"), person("Qassem Soleimani")]
PEOPLE = [person(name) for name in ("Javad Zarif", "Zarif", "Fuad Hussein", "Ali Shamkhani", "Western officials")]
SENTENCES = [
    "The strikes hit the depot on the border.",
    "Another attack followed in response to the rockets.",
    "A series of attacks over the past year went on.",
    "“We condemn the raid on the headquarters,” he said.",
    "They met to discuss the border and the talks.",
    "He warned that terrorism would return to the region.",
]
SOURCES = [(), (chain("Reuters"),), (chain("Reuters", "an official", anonymous=True),), (chain("SOHR"), chain("SANA"))]

common = {
    "article": st.sampled_from(["a", "b", "c"]),
    "sentence": st.sampled_from(SENTENCES),
    "assertion": st.sampled_from(["asserted", "reported", "historical", "planned", "denied"]),
    "according_to": st.sampled_from(SOURCES),
    "date": st.sampled_from(DATES),
    "place": st.sampled_from([None, ALBU_KAMAL, DEIR_EZ_ZOR, SYRIA, ERBIL]),
}
strikes = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("strike"),
        "attacker": st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple),
        "target": st.lists(st.sampled_from(GROUPS), max_size=2, unique=True).map(tuple),
        "method": st.sampled_from(["air_strike", "rocket", "other"]),
        "casualties": st.lists(st.integers(0, 30).map(killed), max_size=2).map(tuple),
    }
)
statements = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("statement"),
        "speaker": st.none() | st.sampled_from(PEOPLE),
        "act": st.sampled_from(["condemn", "warn", "comment"]),
    }
)
meetings = st.fixed_dictionaries(
    {
        **common,
        "kind": st.just("meeting"),
        "participants": st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True).map(tuple),
    }
)
told = st.lists(strikes | statements | meetings, min_size=1, max_size=12)


def newsroom(tellings: list[dict[str, Any]]) -> Newsroom:
    room = Newsroom()
    room.article("a", published="2021-02-27")
    room.article("b", published="2021-06-28")
    room.article("c", published=None, outlet=None)
    for fields in tellings:
        values = dict(fields)
        kind, article, sentence = values.pop("kind"), values.pop("article"), values.pop("sentence")
        if kind == "statement":
            values["spans"] = {"content": sentence}
        room.tell(kind, article, sentence, **values)
    return room
