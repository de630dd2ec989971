from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from benchmark.overhead.articles import WORDS, article, write_articles
from benchmark.overhead.model import answer
from benchmark.overhead.server import HEAVY_TAIL, delays

from extract.base.types import Article
from schemas import KINDS


def asked(kind: str, text: str) -> dict[str, Any]:
    body = {
        "model": "test",
        "messages": [{"role": "system", "content": "List them."}, {"role": "user", "content": text}],
        "response_format": {"type": "json_schema", "json_schema": {"name": f"{kind.capitalize()}s"}},
    }
    completion = json.loads(answer(json.dumps(body).encode()))
    told: dict[str, Any] = json.loads(completion["choices"][0]["message"]["content"])
    return told


def test_an_article_is_the_same_whatever_others_there_are_and_of_the_length_of_news(tmp_path: Path) -> None:
    write_articles(tmp_path / "few", 2, seed=3)
    write_articles(tmp_path / "more", 4, seed=3)
    few, more = (sorted(folder.rglob("*.txt")) for folder in (tmp_path / "few", tmp_path / "more"))
    assert [path.read_text() for path in few] == [path.read_text() for path in more[:2]]
    assert WORDS <= len(few[0].read_text().split()) < WORDS + 100
    assert article(0, seed=4) != article(0, seed=3) != article(1, seed=3)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_model_says_is_a_draft_that_cites_the_sentences_it_was_shown(kind: str) -> None:
    lines = "".join(article(at, seed=1) for at in range(5)).replace(". ", ".\n").splitlines()
    numbered = {number: line for number, line in enumerate(lines, start=1) if line}
    told = asked(kind, "\n".join(f"[{number}] {line}" for number, line in numbered.items()))["records"]
    assert told
    for draft in told:
        KINDS[kind].draft.model_validate(draft)
        assert draft["sentences"][0] in numbered


def test_a_reader_that_asks_for_no_shape_of_ours_gets_extractions_of_its_last_text() -> None:
    said = "Governor Ana Reis said that water rights between Tera and Bonn would be settled within two weeks."
    told = asked("none", f"Examples\n\nQ: Nothing.\nA: none\n\nQ: {said}\nA: ")
    assert [one["statement_attributes"]["who"] for one in told["extractions"]] == ["Governor Ana Reis"]


def test_a_fixed_delay_stays_and_a_heavy_tail_is_mostly_short_and_the_same_for_everybody() -> None:
    assert list(islice(delays("0.5"), 3)) == [0.5, 0.5, 0.5]
    tail = list(islice(delays(HEAVY_TAIL), 2000))
    assert tail == list(islice(delays(HEAVY_TAIL), 2000))
    assert max(tail) > 10
    assert sorted(tail)[1000] < 1 < fmean(tail) + 0.5


def test_the_articles_can_be_read(tmp_path: Path) -> None:
    from extract.load import load  # noqa: PLC0415

    write_articles(tmp_path, 3, seed=1)
    found: tuple[Article, ...] = load([tmp_path]).articles
    assert [one.language for one in found] == ["en", "en", "en"]
    assert all(one.published and one.title for one in found)
