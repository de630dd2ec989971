"""A user relies on: a run says beforehand and afterwards what it costs, stops where told to, and goes on from there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from genai_prices import data_snapshot, types
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import completion, messages, records

from extract.base.errors import ConfigError
from extract.base.settings import MODEL_VARIABLE, Limits
from extract.pipeline import RunResult, run_paths

DOLLARS_A_TOKEN = Decimal("0.01")
ARTICLES = 4


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in (MODEL_VARIABLE, "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def listed() -> Iterator[None]:
    """A list of prices on which servers on loopback have one: a cent a token."""
    price = types.ModelPrice(input_mtok=DOLLARS_A_TOKEN * 10**6, output_mtok=DOLLARS_A_TOKEN * 10**6)
    model = types.ModelInfo(id="test", match=types.ClauseEquals("test"), prices=price)
    provider = types.Provider(id="loopback", name="Loopback", api_pattern=r"http://127\.0\.0\.1", models=[model])
    data_snapshot.set_custom_snapshot(data_snapshot.DataSnapshot([provider], from_auto_update=False))
    yield
    data_snapshot.set_custom_snapshot(None)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"a{number}.txt").write_text(f"Rebels shelled the port of Tera{number} on Monday.\n")
    return folder


def read(request: Received) -> Reply:
    """A model that finds every shelling, for ten tokens an answer."""
    question = messages(request)[1]
    place = re.search(r"port of (\w+)", question)
    if "Strikes" not in question or place is None:
        return records()
    return records({"sentences": [1], "attacker": "Rebels", "place": place[1]})


def ask(articles: Path, server: LocalServer, **settings: Any) -> RunResult:
    settings = {"cassettes": Path("tapes"), "questions": "each", **settings}
    return run_paths([articles], model="openai/test", base_url=f"{server.url}/v1", **settings)


# --- stopping


@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_run_stops_at_the_calls_allowed_and_goes_on_from_there(
    http_server: StartServer, articles: Path, concurrency: int
) -> None:
    server = http_server(read)
    first = ask(articles, server, limits=Limits(max_calls=5), concurrency=concurrency)
    assert len(server.received) == 5
    assert {failure.error for failure in first.events.failed} == {
        "not asked: the limit of 5 calls (--max-calls) was reached"
    }
    assert len(first.events.failed) == 3 * ARTICLES - 5
    assert (first.report.calls, first.report.replayed) == (5, 0)
    assert any('7 questions were not put: "failed" lists them' in notice for notice in first.report.notices)

    second = ask(articles, server, concurrency=concurrency)
    assert len(server.received) == 3 * ARTICLES
    assert (second.report.replayed, second.events.failed) == (5, ())
    whole = ask(articles, server, record_mode="off")
    assert second.events.model_dump_json() == whole.events.model_dump_json()


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("concurrency", [1, 8])
def test_a_run_never_costs_more_than_allowed(http_server: StartServer, articles: Path, concurrency: int) -> None:
    def expensive(request: Received) -> Reply:
        answer = json.loads(read(request).body)
        answer["usage"] |= {"prompt_tokens": 1500, "completion_tokens": 0}
        return Reply(json.dumps(answer).encode(), headers={"content-type": "application/json"})

    server = http_server(expensive)
    result = ask(articles, server, limits=Limits(max_cost=Decimal("90")), concurrency=concurrency)
    asked = len(server.received)
    assert 0 < asked <= 6
    assert result.report.costs.spent == asked * 15
    assert len(result.events.failed) == 3 * ARTICLES - asked
    assert all("(--max-cost)" in failure.error for failure in result.events.failed)


def test_what_is_recorded_costs_and_counts_nothing(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    ask(articles, server)
    again = ask(articles, server, limits=Limits(max_calls=1))
    assert (again.events.failed, again.report.replayed) == ((), 3 * ARTICLES)


def test_an_answer_that_may_not_be_asked_again_keeps_what_is_good(http_server: StartServer, articles: Path) -> None:
    def half_good(request: Received) -> Reply:
        if "Strikes" not in messages(request)[1]:
            return records()
        return records({"sentences": [1], "place": "port"}, {"sentences": [1], "place": "Atlantis"})

    one = articles / "a0.txt"
    result = run_paths(
        [one],
        model="openai/test",
        base_url=f"{http_server(half_good).url}/v1",
        record_mode="off",
        kinds={"strike"},
        limits=Limits(max_calls=1),
    )
    [record] = result.events.records
    assert record.evidence[0].quote == "Rebels shelled the port of Tera0 on Monday."
    assert ["Atlantis" in rejected.reason for rejected in result.events.rejected] == [True]
    assert result.report.calls == 1


def test_a_cost_that_cannot_be_known_cannot_be_limited(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    with pytest.raises(ConfigError, match="--max-calls"):
        ask(articles, server, limits=Limits(max_cost=Decimal(1)))
    assert server.received == []


# --- what it cost


@pytest.mark.usefixtures("listed")
def test_costs_are_told_by_run_article_and_event(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    result = ask(articles, server)
    costs = result.report.costs
    assert (costs.spent, costs.replayed, costs.currency) == (pytest.approx(0.10 * 12), 0, "USD")
    assert "Loopback" in costs.prices
    assert {name: each["cost"] for name, each in costs.articles.items()} == {
        f"a{number}": pytest.approx(0.30) for number in range(ARTICLES)
    }
    counted = [(each["calls"], each["prompt_tokens"], each["completion_tokens"]) for each in costs.articles.values()]
    assert counted == [(3, 21, 9)] * ARTICLES
    assert costs.events.keys() == {event.id for event in result.events.events}
    assert sum(costs.events.values()) == pytest.approx(0.10 * ARTICLES)

    again = ask(articles, server)
    assert (again.report.costs.spent, again.report.costs.replayed) == (0, pytest.approx(1.20))
    assert again.report.costs.events == costs.events
    assert again.report.costs.articles == costs.articles


@pytest.mark.usefixtures("listed")
def test_answers_that_came_to_nothing_are_paid_for_and_counted(http_server: StartServer, articles: Path) -> None:
    server = http_server(lambda _: completion("no"))
    result = ask(articles, server, record_mode="off")
    assert len(server.received) == 24
    assert result.report.costs.spent == pytest.approx(2.40)
    assert (result.report.prompt_tokens, result.report.completion_tokens) == (168, 72)
    assert any("24 of 24 answers were not even JSON" in notice for notice in result.report.notices)


def test_a_price_that_is_not_known_is_said_to_be(http_server: StartServer, articles: Path) -> None:
    costs = ask(articles, http_server(read), record_mode="off").report.costs
    assert (costs.spent, costs.events) == (None, {})
    assert costs.prices.startswith("not known to genai-prices")
    assert costs.articles["a0"]["cost"] is None
    assert costs.spent_tokens["prompt_tokens"] == 84


def test_a_local_model_costs_nothing(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    result = run_paths([articles], model="ollama/test", base_url=f"{server.url}/v1", record_mode="off")
    assert result.report.costs.spent == 0


# --- what it would cost


@pytest.mark.usefixtures("listed")
def test_a_dry_run_asks_nothing_and_counts_what_is_not_recorded(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    ask(articles, server, limits=Limits(max_calls=5))
    before = sorted(path.read_bytes() for path in Path("tapes").rglob("*.yaml"))
    plan = ask(articles, server, dry_run=True).report.planned
    assert plan is not None
    assert len(server.received) == 5
    assert plan.calls == 7
    assert sorted(path.read_bytes() for path in Path("tapes").rglob("*.yaml")) == before

    ask(articles, server)
    sent = [request.body for request in server.received[5:]]
    assert plan.prompt_tokens == sum(-(-len(body) // 4) for body in sent)
    assert plan.most_answer_tokens == sum(json.loads(body)["max_tokens"] for body in sent)
    assert plan.least_cost == plan.prompt_tokens * DOLLARS_A_TOKEN
    assert plan.most_cost == (plan.prompt_tokens + plan.most_answer_tokens) * DOLLARS_A_TOKEN


def test_a_dry_run_needs_neither_key_nor_model_file(articles: Path) -> None:
    hosted = run_paths([articles], model="openai/gpt-4o-mini", dry_run=True).report.planned
    local = run_paths([articles], model="gguf/nowhere/at-all.gguf", dry_run=True).report.planned
    assert hosted is not None
    assert local is not None
    assert hosted.calls == ARTICLES
    assert hosted.least_cost is not None
    assert hosted.least_cost > 0
    assert (local.most_cost, local.calls > 0) == (0, True)
    assert not Path("cassettes").exists()


# --- the way of asking


def test_a_replay_asks_as_the_recording_was_asked(http_server: StartServer, articles: Path) -> None:
    refusal = {"error": {"message": "This response_format type is unavailable now", "type": "invalid_request_error"}}

    def without_schemas(request: Received) -> Reply:
        body = json.loads(request.body)
        if "response_format" in body:
            return Reply(json.dumps(refusal).encode(), status=400, headers={"content-type": "application/json"})
        answer = json.loads(read(request).body)["choices"][0]["message"]["content"]
        function = {"name": body["tools"][0]["function"]["name"], "arguments": answer}
        call = {"id": "c", "type": "function", "function": function}
        return completion(None, finish_reason="tool_calls", tool_calls=[call])

    server = http_server(without_schemas)
    first = ask(articles, server, concurrency=1)
    assert first.report.asked_with == "tool, max_tokens, temperature 0"
    assert len(server.received) == 3 * ARTICLES + 2
    assert any("it was asked with: tool" in notice for notice in first.report.notices)

    second = run_paths([articles], model="openai/test", cassettes=Path("tapes"), record_mode="none")
    assert second.events == first.events
    assert second.report.replayed == 3 * ARTICLES
    (articles / "new.txt").write_text("Rebels shelled the port of Juba on Monday.\n", encoding="utf-8")
    ask(articles, server)
    assert len(server.received) == 3 * ARTICLES + 2 + 3
