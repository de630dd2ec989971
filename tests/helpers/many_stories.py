"""Many articles that tell of few things, from a seed: enough for what only numbers bring out."""

from __future__ import annotations

import random
from typing import Any

from helpers.stories import ALBU_KAMAL, DEIR_EZ_ZOR, ERBIL, SYRIA, Newsroom, killed
from helpers.tellings import DATES, GROUPS, PEOPLE, SENTENCES, SOURCES

DAYS = [None, "2021-06-28", *(f"2021-02-{day}" for day in range(20, 29))]
PLACES = [None, ALBU_KAMAL, DEIR_EZ_ZOR, SYRIA, ERBIL]
SCENES = [
    f"The {side} {what} by the {where} was hit."
    for side in ("northern", "southern")
    for what in ("depot", "bridge", "convoy", "camp")
    for where in ("river", "border", "airport")
]
ANSWERS = "The raid came in response to rockets on Erbil airport."


def many_stories(seed: int, articles: int) -> Newsroom:
    """A newsroom of so many articles with four records each on average, of all kinds."""
    chance = random.Random(seed)
    room = Newsroom()
    names = [f"a{number:04}" for number in range(articles)]
    for name in names:
        room.article(name, published=chance.choice(DAYS), outlet=chance.choice([None, "Reuters", "SANA", "AP"]))
    for _ in range(4 * articles):
        _tell(room, chance.choice(names), chance)
    return room


def _tell(room: Newsroom, article: str, chance: random.Random) -> None:
    sentence = chance.choice([*SENTENCES, *SCENES, ANSWERS])
    told: dict[str, Any] = {
        "assertion": chance.choice(["asserted", "reported", "reported", "historical", "planned", "denied"]),
        "according_to": chance.choice(SOURCES),
        "date": chance.choice(DATES),
        "place": chance.choice(PLACES),
    }
    kind = chance.choice(["strike", "strike", "statement", "statement", "meeting"])
    if kind == "strike":
        told |= {side: tuple(chance.sample(GROUPS, chance.randrange(3))) for side in ("attacker", "target")}
        told |= {"method": chance.choice(["air_strike", "rocket", "other"])}
        told |= {"casualties": tuple(killed(chance.randrange(9)) for _ in range(chance.randrange(2)))}
        if sentence == ANSWERS:
            told["spans"] = {"in_response_to": "rockets on Erbil airport"}
        elif chance.random() < 0.1:
            told |= {"occurrence": "series", "date": None}
    elif kind == "statement":
        told |= {"speaker": chance.choice(PEOPLE), "act": chance.choice(["condemn", "warn"])}
        told["spans"] = {"content": sentence}
    else:
        told["participants"] = tuple(chance.sample(PEOPLE, chance.randrange(4)))
    room.tell(kind, article, sentence, **told)
