"""A user relies on: what is preferred could be true, whatever a model said in one record."""

from __future__ import annotations

import pytest

from extract.evaluate.indefensible import indefensible
from extract.knowledge.language.clause import is_nothing_said
from schemas import EventSet


@pytest.mark.parametrize(
    ("content", "cue", "nothing"),
    [
        ("a response to the attack", "called", True),
        ("the readiness of his country", "said", True),
        ("the attack was a response", "said", False),
        ("to respond in kind", "said", False),
        ("the attack", "condemned", False),
        ("an inquiry into the raid", "demanded", False),
        ("We will not forget", "said", False),
        ("the dam has burst", "told reporters", False),
        ("the talks", None, False),
    ],
)
def test_a_thing_is_not_what_is_said(content: str, cue: str | None, *, nothing: bool) -> None:
    assert is_nothing_said(content, cue) is nothing


def test_an_event_set_that_refuses_itself_is_counted() -> None:
    party = {"raw": "the militia", "name": "Militia"}
    common = {"records": ["r"], "articles": ["a"], "sources": {"outlets": 1, "origins_min": 1, "origins_max": 1}}
    date = {"raw": "then", "precision": "day"}
    strike = {
        "id": "strike-1",
        "kind": "strike",
        "title": "Attack on the militia",
        "attacker": [party],
        "target": [party],
        "date": date | {"earliest": "2024-05-01", "latest": "2024-05-01"},
        "links": [{"type": "in_response_to", "event": "strike-2"}],
        **common,
    }
    later = strike | {
        "id": "strike-2",
        "attacker": [],
        "date": date | {"earliest": "2024-05-03", "latest": "2024-05-03"},
        "links": [],
    }
    events = EventSet.model_validate({"articles": [], "records": [], "events": [strike, later]})
    assert [one.reason for one in indefensible(events)] == [
        "Militia is attacker and target",
        "it answers what began later: Attack on the militia",
    ]
