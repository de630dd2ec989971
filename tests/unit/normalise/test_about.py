"""A user relies on: of several towns of a name, the one is meant that the whole article is about."""

from __future__ import annotations

import pytest
from helpers.normalise_told import article, sentences

from extract.knowledge.world.known import Knowledge
from extract.normalise.about import ArticleNames
from extract.normalise.people import find_people
from extract.normalise.place_hits import PlaceContext
from extract.normalise.places import read_place


@pytest.mark.parametrize(
    ("text", "town", "country", "division"),
    [
        ("Clashes in Tripoli.\nThe army sent troops from Sidon and Zahle.", "Tripoli", "LB", "Ash Shimal"),
        ("Clashes in Tripoli.\nForces from Misrata and Zintan took part.", "Tripoli", "LY", "Tarabulus"),
        (
            "Clashes in Tripoli.\nThe Lebanese army came. A Libyan was hurt, Lebanon said.",
            "Tripoli",
            "LB",
            "Ash Shimal",
        ),
        ("A judge was shot in Cuenca.\nThe minister spoke in Quito.", "Cuenca", "EC", "Azuay"),
        ("Shells hit Valencia.\nMaracay and the Caracas metro were closed.", "Valencia", "VE", "Carabobo"),
        ("Two were shot in Albany.\nGeorgia state police came.", "Albany", "US", "Georgia"),
        ("Two were shot in Cambridge.\nMassachusetts police came.", "Cambridge", "US", "Massachusetts"),
        ("A blast in Paris.\nThe house in northeast Texas burnt down.", "Paris", "US", "Texas"),
        ("Two were shot in Columbus.\nThe governor of Ohio spoke.", "Columbus", "US", "Ohio"),
    ],
)
def test_what_an_article_is_about_decides_between_towns_of_a_name(
    text: str, town: str, country: str, division: str, knowledge: Knowledge
) -> None:
    people = find_people(article(text), sentences(text), knowledge)
    context = PlaceContext(knowledge, people.countries, about=ArticleNames(people, knowledge))
    place = read_place(town, context).value
    assert (place.country, place.admin1, place.precision) == (country, division, "exact")
