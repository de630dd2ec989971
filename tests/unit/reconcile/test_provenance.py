from typing import Any

import pytest
from helpers.stories import US, Newsroom, chain, killed, person

from schemas import SourceChain, SourceCounts

PASSAGE = "The strikes killed one fighter and wounded four others near the border crossing, the official said."


def counts(room: Newsroom) -> tuple[int, int, int]:
    found: SourceCounts = room.provenance().count([record.id for record in room.records])
    return found.outlets, found.origins_min, found.origins_max


def tell(*chains: SourceChain | None, sentences: tuple[str, ...] = (), **values: Any) -> Newsroom:
    """One strike in as many articles as there are chains, each in words of its own."""
    room = Newsroom()
    for number, sources in enumerate(chains):
        sentence = (
            sentences[number] if sentences else " ".join(f"{word}{number}" for word in ["jets", "hit", "a", "depot"])
        )
        room.strike("abcdef"[number], sentence, according_to=(sources,) if sources else (), **values)
    return room


def test_outlets_that_name_no_source_are_each_their_own_origin() -> None:
    assert counts(tell(None, None, None)) == (3, 3, 3)


@pytest.mark.parametrize("name", ["Reuters", "SOHR"])
def test_one_name_is_one_origin_whoever_prints_it(name: str) -> None:
    assert counts(tell(chain(name), chain(name), chain("Press TV", name))) == (3, 1, 1)


def test_a_name_counts_as_one_in_all_the_forms_the_records_know() -> None:
    washington = US.model_copy(update={"raw": "Washington"})
    assert counts(tell(chain("Washington"), chain("United States"), attacker=(washington, US))) == (2, 1, 1)
    assert counts(tell(chain("Ahmed al-Asadi"), chain("Asadi"))) == (2, 1, 1)


def test_two_witheld_names_described_alike_may_be_one() -> None:
    one = chain("Reuters", "an Iraqi militia official", anonymous=True)
    other = chain("AP", "an Iraqi militia official close to Iran", anonymous=True)
    assert counts(tell(one, other)) == (2, 1, 2)
    assert counts(tell(one, chain("AP", "a hospital doctor", anonymous=True))) == (2, 2, 2)


def test_a_near_copy_is_one_origin() -> None:
    copied = "On Friday: " + PASSAGE
    assert counts(tell(None, None, sentences=(PASSAGE, copied))) == (2, 1, 1)


def test_one_outlet_twice_is_one() -> None:
    room = Newsroom()
    room.article("a", outlet="Press TV")
    room.article("b", outlet="Press TV")
    room.strike("a", "Jets hit a depot.")
    room.strike("b", "A warehouse was struck.")
    assert counts(room) == (1, 1, 1)


def test_one_remark_has_one_origin_its_speaker() -> None:
    room = Newsroom()
    for article in "abc":
        room.statement(article, "“We will not allow it,” he said.", "We will not allow it", person("Ali Shamkhani"))
    assert counts(room) == (3, 1, 1)
    assert room.only("statement").sources == SourceCounts(outlets=3, origins_min=1, origins_max=1)


def test_an_article_that_only_speaks_of_what_a_source_told_it_is_no_origin() -> None:
    room = Newsroom()
    room.strike("a", "Jets killed six, police said.", according_to=(chain("police"),), casualties=(killed(6),))
    room.strike("a", "The envoy condemned the bombing of the depot.")
    assert room.provenance().total() == SourceCounts(outlets=1, origins_min=1, origins_max=1)


def test_an_empty_chain_names_no_source() -> None:
    assert counts(tell((), None)) == (2, 2, 2)
    room = Newsroom()
    room.strike("a", "Jets hit a depot.", according_to=((),))
    assert counts(room) == (1, 1, 1)
