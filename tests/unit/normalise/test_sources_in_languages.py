"""A user relies on: what kind of source words are is told in each language that has its words."""

from __future__ import annotations

import pytest

from extract.knowledge.world.tables import load_knowledge
from extract.normalise.actors import ActorContext
from extract.normalise.people import People
from extract.normalise.sources import read_source


@pytest.mark.parametrize(
    ("language", "words", "kind", "anonymous"),
    [
        ("fr", "des témoins", "witness", True),
        ("fr", "une source médicale", "medical", True),
        ("fr", "le porte-parole de l’armée", "official", False),
        ("fr", "l’AFP", "wire", False),
        ("es", "vecinos del lugar", "witness", True),
        ("es", "la Fiscalía", "official", False),
        ("es", "fuentes médicas", "medical", True),
        ("ru", "очевидцы", "witness", True),
        ("ru", "Минобороны", "official", False),
        ("ru", "ТАСС", "state_media", False),
        ("uk", "мешканці міста", "witness", True),
        ("uk", "Генштаб", "official", False),
        ("uk", "Укрінформ", "wire", False),
        ("ar", "شهود عيان", "witness", True),
        ("ar", "المتحدث باسم الوزارة", "official", False),
        ("ar", "رويترز", "wire", False),
        ("ar", "مصدر طبي", "medical", True),
        ("xx", "Reuters", "wire", False),
    ],
)
def test_kinds_of_sources(language: str, words: str, kind: str, anonymous: bool) -> None:
    source = read_source(words, ActorContext(load_knowledge(language), People((), (), {})))
    assert (source.kind, source.anonymous) == (kind, anonymous)
