"""A user relies on: groups of published lists are known, and none takes the name of another."""

from __future__ import annotations

from collections import defaultdict

from extract.knowledge.language.tokens import tokens
from extract.knowledge.world.known import PhraseTable
from extract.knowledge.world.tables import load_knowledge
from extract.normalise.mentions import find_mentions


def test_a_group_of_the_published_list_is_met_where_its_country_is_named() -> None:
    words, knowledge = tokens("the EPRDF said on Monday"), load_knowledge()
    assert [mention.actor.country for mention in find_mentions(words, knowledge, {"ET"})] == ["ET"]
    assert find_mentions(words, knowledge, {"US"}) == []


def test_no_name_of_the_published_list_is_that_of_another_actor() -> None:
    groups, owners = load_knowledge().actors.groups, defaultdict(set)
    assert isinstance(groups, PhraseTable)
    for alias, actor in groups.phrases():
        owners[alias.keys].add(actor.id)
    assert [keys for keys, ids in owners.items() if len(ids) > 1 and any(one.startswith("ucdp-") for one in ids)] == []
