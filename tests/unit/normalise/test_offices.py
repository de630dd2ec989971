"""A user relies on: an office or a body without a name is who the article says holds it, or nobody."""

from __future__ import annotations

import dataclasses

import pytest
from helpers.normalise_told import article, sentences

from extract.base.types import Dateline
from extract.knowledge.world.known import Knowledge
from extract.normalise.actors import ActorContext, read_actor
from extract.normalise.people import find_people
from schemas import Span

TALKS = """TEHRAN, 3 March - Iranian Foreign Minister Mohammad Javad Zarif received Iraqi Foreign Minister Fuad Hussein.
The visiting foreign minister thanked his host for the water."""

PACT = """NAIROBI, 3 March - Kenya's interior minister, Peter Kamau, and his Ugandan counterpart, Ruth Okello, met.
The Ugandan minister thanked him. The Kenyan minister spoke next."""

FORCES = """The Rapid Support Forces shelled a market in Omdurman on Monday.
The force denied it. The Sudanese armed forces said nothing of it.
Later the ministry of the interior spoke of nine dead."""

TWO = """Hezbollah and Hamas fired rockets on Monday.
The group said that it had hit a base."""


def read(text: str, words: str, knowledge: Knowledge, *, dateline: str | None = None) -> tuple[str, str | None]:
    told = article(text)
    if dateline:
        told = dataclasses.replace(told, dateline=Dateline(place=dateline, agency=None, span=Span(start=0, end=6)))
    people = find_people(told, sentences(text), knowledge)
    actor = read_actor(words, ActorContext(knowledge, people, "speaker", text.index(words)))
    return actor.name, actor.id


def test_who_is_visiting_is_not_of_the_country_that_is_visited(knowledge: Knowledge) -> None:
    name, _ = read(TALKS, "The visiting foreign minister", knowledge, dateline="TEHRAN")
    assert name == "Fuad Hussein"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (FORCES, "The force", "Rapid Support Forces"),
        (TWO, "The group", "group"),
        (PACT, "The Ugandan minister", "Ruth Okello"),
        (PACT, "The Kenyan minister", "Peter Kamau"),
    ],
)
def test_a_body_is_the_one_that_was_named_before_or_none(
    text: str, words: str, name: str, knowledge: Knowledge
) -> None:
    assert read(text, words, knowledge)[0] == name
