"""A user relies on: whoever condemns an attack or vows revenge is no source for it."""

from __future__ import annotations

import pytest
from helpers.normalise_told import article, grounded, sentences

from extract.knowledge.world.known import Knowledge
from extract.normalise.records import normalise


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Zarif condemned the raid on the depot in Kut.", 0),
        ("The governor called for an inquiry into the raid on the depot in Kut.", 0),
        ("The governor ordered the raid on the depot in Kut.", 0),
        ("The governor said that troops carried out the raid on the depot in Kut.", 1),
        ("According to the governor, the raid on the depot in Kut was over by noon.", 1),
        ("The raid on the depot in Kut killed nine, the governor said, and condemned it.", 1),
    ],
)
def test_who_only_reacts_is_no_source(text: str, sources: int, knowledge: Knowledge) -> None:
    speaker = "Zarif" if "Zarif" in text else "the governor"
    paths = {"target": "the depot", "place": "Kut"}
    draft = grounded(
        text, "strike", 1, paths, target="the depot", place="Kut", assertion="reported", according_to=[speaker]
    )
    [record] = normalise(article(text), sentences(text), [draft], knowledge=knowledge)
    assert len(record.according_to) == sources
    assert record.assertion == ("reported" if sources else "asserted")
