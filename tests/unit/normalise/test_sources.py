"""Whom an article has it from: what kind of source, and whether its name is withheld."""

from __future__ import annotations

import pytest

from extract.knowledge.world.known import Knowledge
from extract.normalise.actors import ActorContext
from extract.normalise.people import People
from extract.normalise.sources import read_chain, read_source

CASES = [
    ("Reuters", "wire", False),
    ("AP", "wire", False),
    ("Syria’s official news agency SANA", "state_media", False),
    ("the semi-official Nour News", "state_media", False),
    ("state television", "state_media", False),
    ("The New York Times", "outlet", False),
    ("local media", "outlet", False),
    ("Radio Venceremos", "armed_group", False),
    ("the Syrian Observatory for Human Rights", "monitor", False),
    ("an Iraqi militia official close to Iran", "armed_group", True),
    ("Kataib Hezbollah", "armed_group", False),
    ("rebel commanders", "armed_group", True),
    ("a senior official who asked not to be named", "official", True),
    ("U.S. officials", "official", True),
    ("a Pentagon spokesman", "official", False),
    ("an Iraqi foreign ministry statement", "official", False),
    ("Iran's top security official Ali Shamkhani", "official", False),
    ("the army", "official", False),
    ("witnesses", "witness", True),
    ("hospital sources", "medical", True),
    ("a UN report", "document", False),
    ("a source familiar with the matter", "unknown", True),
    ("zwei Personen", "unknown", False),
]


@pytest.mark.parametrize(("words", "kind", "anonymous"), CASES)
def test_the_kind_of_a_source(words: str, kind: str, anonymous: bool, knowledge: Knowledge, nobody: People) -> None:
    source = read_source(words, ActorContext(knowledge, nobody))
    assert (source.kind, source.anonymous) == (kind, anonymous)


def test_a_chain_keeps_its_order(knowledge: Knowledge, nobody: People) -> None:
    chain = read_chain(["Reuters", "an Iraqi militia official"], ActorContext(knowledge, nobody))
    assert [source.name for source in chain] == ["Reuters", "an Iraqi militia official"]
