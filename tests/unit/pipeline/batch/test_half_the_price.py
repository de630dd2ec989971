"""A user relies on: a batch costs half, comes to the same result, loses nothing, and asks again what it must."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from genai_prices import data_snapshot, types
from helpers import model_server
from helpers.batch_runs import ARTICLES, KEY, QUESTIONS, error, files, options, reader, run, told, until_done
from helpers.batch_server import BatchProvider, lost
from helpers.local_server import Received, Reply, StartServer

from extract.base.settings import Batching, Limits
from extract.cli.main import main

CENT = Decimal("0.01")


@pytest.fixture
def listed() -> Iterator[None]:
    """A list of prices on which servers on loopback have one: a cent a token."""
    price = types.ModelPrice(input_mtok=CENT * 10**6, output_mtok=CENT * 10**6)
    model = types.ModelInfo(id="test", match=types.ClauseEquals("test"), prices=price)
    provider = types.Provider(id="loopback", name="Loopback", api_pattern=r"http://127\.0\.0\.1", models=[model])
    data_snapshot.set_custom_snapshot(data_snapshot.DataSnapshot([provider], from_auto_update=False))
    yield
    data_snapshot.set_custom_snapshot(None)


# --- the same result for half the price


def test_it_comes_to_what_asking_at_once_does_and_is_replayed_like_it(
    api: str, http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    provider = BatchProvider(api, reader(api), ready_after=1)
    server = http_server(provider)
    assert main(options(api, server, "--batch")) == 3
    assert not Path("out/events.json").exists()
    assert re.search(rf"Waiting for answers to {QUESTIONS} questions.*\n- batch_1: sent", capsys.readouterr().err)
    assert main(options(api, server, "--batch")) == 3
    assert "batch_1: in_progress, 0 of 9 done" in capsys.readouterr().err
    assert main(options(api, server, "--batch")) == 0
    assert f"Calls: {QUESTIONS} asked, 0 replayed" in capsys.readouterr().err
    assert (told(provider), provider.at_once, len(provider.batches)) == ([1] * QUESTIONS, 0, 1)

    assert main(options(api, server, "--record-mode", "none", out="again")) == 0
    assert main(options(api, server, tapes="live", out="live-out")) == 0
    results = [Path(out, "events.json").read_bytes() for out in ("out", "again", "live-out")]
    assert results[0] == results[1] == results[2]
    assert files("tapes").keys() - {"test/.batches/.lock"} == files("live").keys()
    recorded = {name: body.replace(b"        service_tier: batch\n", b"") for name, body in files("tapes").items()}
    assert {name: body for name, body in recorded.items() if name.endswith("a0.yaml")} == {
        name: body.replace(b"        service_tier: standard\n", b"")
        for name, body in files("live").items()
        if name.endswith("a0.yaml")
    }


def test_no_file_of_it_holds_the_key(http_server: StartServer) -> None:
    api = "openai"

    def spoil(key: str, line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "told": KEY} if key > "8" else lost(key, api, f"expired {KEY}")

    server = http_server(BatchProvider(api, reader(api), ready_after=0, spoil=spoil))
    main(options(api, server, "--batch"))
    main(options(api, server, "--batch"))
    assert [name for name, body in files(".").items() if KEY.encode() in body] == []


@pytest.mark.usefixtures("listed")
def test_it_costs_half_and_a_replay_says_so_too(http_server: StartServer) -> None:
    server = http_server(BatchProvider("openai", reader("openai"), ready_after=0))
    done = run("openai", server, batch=Batching(wait=True))
    assert done.report.costs.spent == pytest.approx(float(10 * QUESTIONS * CENT / 2))
    assert done.report.costs.replayed == 0
    replayed = run("openai", server)
    assert (replayed.report.costs.spent, replayed.report.costs.replayed) == (0, done.report.costs.spent)
    assert done.report.costs.articles == replayed.report.costs.articles


@pytest.mark.usefixtures("listed")
def test_a_dry_run_tells_both_prices(http_server: StartServer, capsys: pytest.CaptureFixture[str]) -> None:
    server = http_server(BatchProvider("openai", reader("openai")))
    assert main(options("openai", server, "--dry-run")) == 0
    plan = capsys.readouterr().out
    at_once = re.search(r"^Between \$([\d,.]+) and \$([\d,.]+) ", plan, re.MULTILINE)
    batched = re.search(r"With --batch, .*: between \$([\d,.]+) and \$([\d,.]+)\.$", plan, re.MULTILINE)
    assert at_once
    assert batched
    for full, half in zip(at_once.groups(), batched.groups(), strict=True):
        assert float(half.replace(",", "")) == pytest.approx(float(full.replace(",", "")) / 2, abs=0.01)
    assert server.received == []


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("limits", [Limits(max_calls=5), Limits(max_cost=Decimal(80))], ids=["calls", "cost"])
def test_limits_hold_over_all_runs_until_the_result(http_server: StartServer, limits: Limits) -> None:
    provider = BatchProvider("openai", reader("openai"), ready_after=0)
    server = http_server(provider)
    first = run("openai", server, batch=Batching(), limits=limits)
    assert first.report.waiting is not None
    sent = sum(len(batch.asked) for batch in provider.batches)
    assert 0 < sent < QUESTIONS
    done = run("openai", server, batch=Batching(wait=True), limits=limits)
    if limits.max_calls:
        assert sent == limits.max_calls == len(provider.answered)
        assert len(done.events.failed) == QUESTIONS - sent
    else:
        # What answers may take is set aside until they are here; they take far less.
        assert not done.events.failed
        assert done.report.costs.spent is not None
        assert done.report.costs.spent < float(limits.max_cost or 0)
    assert set(told(provider)) == {1}


# --- what comes back otherwise


def test_an_answer_that_fails_the_checks_is_asked_again_in_the_next_batch(api: str, http_server: StartServer) -> None:
    provider = BatchProvider(api, reader(api, wrong_at_first="Tera1"), ready_after=0)
    assert until_done(api, http_server(provider)) == (0, 3)
    assert [len(batch.asked) for batch in provider.batches] == [QUESTIONS, 1]
    assert (set(told(provider)), provider.at_once) == ({1}, 0)
    assert {one["place"]["name"] for one in json.loads(Path("out/events.json").read_bytes())["records"]} == {
        f"Tera{number}" for number in range(ARTICLES)
    }


def test_it_is_asked_again_at_once_where_that_is_wanted(http_server: StartServer) -> None:
    api = "anthropic"
    provider = BatchProvider(api, reader(api, wrong_at_first="Tera1"), ready_after=0)
    assert until_done(api, http_server(provider), "--finish") == (0, 2)
    assert (len(provider.batches), provider.at_once) == (1, 1)


@pytest.mark.parametrize(("why", "finish"), [("expired", False), ("nothing", True), ("overloaded", False)])
def test_what_never_came_is_listed_and_asked_again(
    api: str, why: str, finish: bool, http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: set[str] = set()

    def spoil(key: str, line: dict[str, Any]) -> dict[str, Any] | None:
        if key > "8" or key in seen:
            return line
        seen.add(key)
        if why == "nothing":
            return None
        if why != "overloaded":
            return lost(key, api, why)
        body = json.loads(error(api, 529, "overloaded").body)
        if api == "openai":
            return {"custom_id": key, "response": {"status_code": 529, "body": body}, "error": None}
        return {"custom_id": key, "result": {"type": "errored", "error": body}}

    provider = BatchProvider(api, reader(api), ready_after=0, spoil=spoil)
    server = http_server(provider)
    assert until_done(api, server, *(["--finish"] if finish else []))[0] == 0
    assert re.search(rf"Batch batch_1 .*without an answer came back {len(seen)} ", capsys.readouterr().err)
    assert provider.at_once == (len(seen) if finish else 0)
    assert len(json.loads(Path("out/events.json").read_bytes())["records"]) == ARTICLES


def test_a_question_that_is_lost_time_and_again_has_failed_and_the_next_run_starts_anew(
    http_server: StartServer,
) -> None:
    api = "anthropic"
    lose = True
    first: list[str] = []

    def spoil(key: str, line: dict[str, Any]) -> dict[str, Any]:
        first.append(key)
        return lost(key, api, "expired") if lose and key == min(first) else line

    provider = BatchProvider(api, reader(api), ready_after=0, spoil=spoil)
    server = http_server(provider)
    assert until_done(api, server)[0] == 1
    (failed,) = json.loads(Path("out/events.json").read_bytes())["failed"]
    assert re.fullmatch(r"no answer in 3 batches, in the last because: .*expired", failed["error"])
    lose = False
    assert until_done(api, server)[0] == 0


def test_results_twice_strange_ones_and_pieces_of_them_do_no_harm(api: str, http_server: StartServer) -> None:
    reads = 0

    def cut(content: bytes) -> bytes:
        nonlocal reads
        reads += 1
        strange = content.splitlines()[0].replace(b'"custom_id": "', b'"custom_id": "0000')
        whole = b"\n".join([strange, content, content, b'{"custom_id": 7}', b"", b""])
        return content[: len(content) // 2] if reads == 1 else whole

    provider = BatchProvider(api, reader(api), ready_after=0, cut=cut)
    assert until_done(api, http_server(provider)) == (0, 3)
    assert (told(provider), reads) == ([1] * QUESTIONS, 2)
    assert len(json.loads(Path("out/events.json").read_bytes())["records"]) == ARTICLES


def test_a_way_of_asking_that_is_refused_is_exchanged_for_the_next(http_server: StartServer) -> None:
    def read(request: Received) -> Reply:
        if "temperature" in json.loads(request.body):
            return model_server.error(400, "Unsupported value: 'temperature' is not supported with this model.")
        return reader("openai")(request)

    provider = BatchProvider("openai", read, ready_after=0)
    assert until_done("openai", http_server(provider)) == (0, 3)
    assert (len(provider.batches), set(told(provider)), provider.at_once) == (2, {0, 1}, 0)


@pytest.mark.parametrize(("finish", "batches", "at_once"), [(False, [ARTICLES, QUESTIONS], 0), (True, [ARTICLES], 9)])
def test_one_question_for_all_kinds_that_is_answered_otherwise_is_put_for_each(
    http_server: StartServer, finish: bool, batches: list[int], at_once: int
) -> None:
    provider = BatchProvider("openai", reader("openai"), ready_after=0)
    more = ["--questions", "one", *(["--finish"] if finish else [])]
    assert until_done("openai", http_server(provider), *more)[0] == 0
    assert ([len(batch.asked) for batch in provider.batches], provider.at_once) == (batches, at_once)
    assert len(json.loads(Path("out/events.json").read_bytes())["records"]) == ARTICLES
