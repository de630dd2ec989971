from __future__ import annotations

from typing import Any

import pytest
from helpers.gold_cases import Case, claim

from schemas import Conflict, SourceCounts, Toll

FOUR, SIX = Toll(unit="killed", low=4, high=4), Toll(unit="killed", low=6, high=6)
TOLD = ("a", "Jets struck."), ("b", "Warplanes struck."), ("c", "Strikes were seen.")


def conflict(kind: Any) -> Conflict:
    return Conflict(field="casualties", kind=kind, status="open", values=(FOUR, SIX))


@pytest.mark.parametrize(
    ("found", "kind", "earned"),
    [
        ({"conflicts": [conflict("disagreement")]}, "disagreement", 1.0),
        ({"conflicts": [conflict("update")]}, None, 1.0),
        ({"conflicts": [conflict("update")]}, "disagreement", 0.5),
        ({"claims": [claim("casualties", FOUR), claim("casualties", SIX)]}, None, 0.5),
        ({"claims": [claim("casualties", FOUR)]}, None, 0.0),
    ],
)
def test_a_conflict_is_exact_when_named_and_partial_when_both_versions_stand(
    found: dict[str, Any], kind: str | None, earned: float
) -> None:
    case = Case()
    case.wants("raid", TOLD[0], conflict="casualties")
    case.finds("event", TOLD[0], **found)
    score = case.evaluate(conflicts=[{"event": "raid", "field": "casualties", "kind": kind}]).fields["conflicts"]
    assert (score.asked, score.credit_share) == (1, earned)


@pytest.mark.parametrize(("origins", "earned"), [((2, 2), 1.0), ((1, 1), 1.0), ((2, 3), 0.5), ((3, 3), 0.0)])
def test_articles_of_one_origin_count_as_one(origins: tuple[int, int], earned: float) -> None:
    case = Case()
    case.wants("raid", *TOLD)
    case.finds("event", *TOLD, sources=SourceCounts(outlets=3, origins_min=origins[0], origins_max=origins[1]))
    assert case.evaluate(one_origin=[["raid", [0, "b"]]]).fields["one origin"].credit_share == earned


def test_an_event_with_one_article_of_a_group_says_nothing_of_origins() -> None:
    case = Case()
    case.wants("raid", *TOLD)
    case.finds("event", TOLD[0], TOLD[2])
    assert "one origin" not in case.evaluate(one_origin=[["raid", ["a", "b"]]]).fields


@pytest.mark.parametrize(("links", "earned"), [([{"type": "in_response_to", "event": "first"}], 1.0), ([], 0.0)])
def test_an_answer_links_to_what_it_answers(links: list[Any], earned: float) -> None:
    case = Case()
    case.wants("rockets", ("a", "Rockets fell."))
    case.wants("raid", ("a", "Jets struck in answer."), in_response_to="rockets")
    case.finds("first", ("a", "Rockets fell."))
    case.finds("second", ("a", "Jets struck in answer."), links=links)
    assert case.evaluate().fields["in_response_to"].credit_share == earned
