from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from extract.evaluate import Gold
from extract.evaluate.gold import GoldConflict, GoldEvent, GoldMention, GoldToll
from extract.evaluate.judging import fields

SEEDS_GOLD = Path(__file__).parents[3] / "benchmarks" / "data" / "seeds-gold.json"


def gold(**changes: Any) -> Gold:
    given: dict[str, Any] = {
        "articles": {"a": 100},
        "events": [{"id": "raid", "kind": "strike"}],
        "mentions": [{"event": "raid", "article": "a", "start": 10, "end": 14, "anchor": "raid"}],
        **changes,
    }
    return Gold.model_validate(given)


def mention(**changes: Any) -> dict[str, Any]:
    return {"event": "raid", "article": "a", "start": 10, "end": 14, "anchor": "raid", **changes}


def test_the_gold_of_the_seeds_loads_and_is_of_the_seeds() -> None:
    seeds = Gold.model_validate_json(SEEDS_GOLD.read_bytes())
    texts = {path.stem: path.read_bytes().decode() for path in (Path(__file__).parents[3] / "seeds").glob("*.txt")}
    assert {article: len(text) for article, text in texts.items()} == seeds.articles
    assert [m for m in seeds.mentions if texts[m.article][m.start : m.end] != m.anchor] == []
    assert sum(not event.optional for event in seeds.events) == 57


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"events": [{"id": "raid", "kind": "raid"}]}, "there is no kind 'raid'; there are strike, statement, meeting"),
        ({"events": [{"id": "raid", "kind": "strike", "atacker": ["X"]}]}, "atacker"),
        ({"events": [{"id": "raid", "kind": "strike", "speaker": ["X"]}]}, "'raid' is a strike, which has no speaker"),
        ({"events": [{"id": "raid", "kind": "strike"}] * 2}, "the event id 'raid' is used 2 times"),
        ({"events": [{"id": "raid", "kind": "strike", "casualties": [{"unit": "killed"}]}]}, "a value or"),
        ({"events": [{"id": "raid", "kind": "strike", "earliest": "2021-02-02", "latest": "2021-02-01"}]}, "before"),
        (
            {"events": [{"id": "raid", "kind": "strike", "in_response_to": "war"}]},
            "in_response_to names the event 'war'",
        ),
        ({"events": []}, "at least 1 item"),
        ({"mentions": [mention(event="war")]}, "mentions names the event 'war'"),
        ({"mentions": [mention(article="b")]}, "is in 'b', which is not in articles"),
        ({"mentions": [mention(start=98, end=102)]}, "past the end of 'a'"),
        ({"mentions": [mention(end=15)]}, "an anchor of 4 characters cannot fill 10:15"),
        ({"mentions": [mention(act="deny")]}, "'raid' is a strike, which has no act"),
        ({"mentions": [mention(), mention()]}, "'raid' is mentioned 2 times at 10 of 'a'"),
        ({"must_not_merge": [["raid", "war"]]}, "must_not_merge names the event 'war'"),
        ({"conflicts": [{"event": "war", "field": "date"}]}, "conflicts names the event 'war'"),
        ({"one_origin": [["war", [0]]]}, "one_origin names the event 'war'"),
        ({"one_origin": [["raid", [0, 1]]]}, "there is no article 1"),
        ({"one_origin": [["raid", ["a", "b"]]]}, "there is no article 'b'"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError) as raised:
        gold(**changes)
    assert fault in str(raised.value)


def test_one_accepted_word_needs_no_list() -> None:
    (event,) = gold(events=[{"id": "raid", "kind": "strike", "place": "Tartus", "method": "raid"}]).events
    assert (event.place, event.method) == (("Tartus",), ("raid",))


def test_an_article_is_known_by_its_id_or_its_position() -> None:
    two = gold(articles={"a": 100, "b": 50})
    assert [two.article_id(ref) for ref in (1, "a")] == ["b", "a"]


DOCUMENT = (Path(__file__).parents[3] / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_documented_example_is_gold() -> None:
    example = Gold.model_validate_json(DOCUMENT.split("```json")[1].split("```")[0])
    assert example.mentions[1].according_to == (("Reuters",), ("a port official", "an official"))


@pytest.mark.parametrize("model", [Gold, GoldEvent, GoldMention, GoldToll, GoldConflict])
def test_every_field_is_documented(model: type[BaseModel]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in DOCUMENT and f'"{name}"' not in DOCUMENT] == []


def test_every_measured_field_is_documented() -> None:
    assert [field for field in fields() if f"`{field}`" not in DOCUMENT] == []
