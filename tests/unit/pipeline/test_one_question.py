"""A user relies on: a strong model is asked once about an article and finds what it finds kind by kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import completion, messages, records

from extract.base.errors import CassetteMiss
from extract.base.settings import MODEL_VARIABLE
from extract.pipeline import RunResult, run_paths

TEXT = "Rebels shelled the port of {} on Monday.\nNobody slept.\n“We condemn it,” Ana Reis said.\n"
LISTS = {"strikes": "strike", "statements": "statement", "meetings": "meeting"}


@pytest.fixture(autouse=True)
def articles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of three articles; no model, key or recordings but what a test names."""
    monkeypatch.delenv(MODEL_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for town in ("Tera", "Juba", "Arica"):
        Path("in", f"{town.lower()}.txt").write_text(TEXT.format(town), encoding="utf-8")
    return Path("in")


def asked_for(request: Received) -> list[str]:
    """The kinds that a request asks for, by the lists of its schema."""
    body = json.loads(request.body)
    lists = body["response_format"]["json_schema"]["schema"]["properties"]
    if "records" in lists:
        return [messages(request)[1].splitlines()[-1].split()[0].removesuffix("s").lower()]
    return [LISTS[name] for name in lists]


def told(request: Received) -> dict[str, list[dict[str, Any]]]:
    """What a careful reader finds in the sentences that are asked about, by kind."""
    question = messages(request)[1]
    first, *_, last = (int(number) for number in re.findall(r"\d+", question.splitlines()[-1]) * 2)
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in LISTS.values()}
    for number, words in re.findall(r"^\[(\d+)\] (.*)$", question, re.MULTILINE):
        if not first <= int(number) <= last:
            continue
        if place := re.search(r"port of (\w+)", words):
            found["strike"].append({"sentences": [int(number)], "attacker": "Rebels", "place": place[1]})
        if "Ana Reis" in words:
            draft = {"speaker": "Ana Reis", "cue": "said", "content": "We condemn it", "act": "condemn"}
            found["statement"].append({"sentences": [int(number)], **draft})
    return found


def read(request: Received) -> Reply:
    """A model that answers in the form it is asked for."""
    found, kinds = told(request), asked_for(request)
    if len(kinds) == 1:
        return records(*found[kinds[0]])
    return completion(json.dumps({f"{kind}s": found[kind] for kind in kinds}, ensure_ascii=False))


def of_its_own_form(request: Received) -> Reply:
    """A service that answers one kind at a time, whatever it is asked for."""
    kinds = asked_for(request)
    return records(*told(request)[kinds[0]]) if len(kinds) == 1 else records(*told(request)["strike"])


def ask(server: LocalServer, **settings: Any) -> RunResult:
    return run_paths(
        ["in"], model="openai/test", base_url=f"{server.url}/v1", **{"cassettes": Path("tapes"), **settings}
    )


def replay(**settings: Any) -> RunResult:
    return run_paths(["in"], model="openai/test", cassettes=Path("tapes"), record_mode="none", **settings)


def kinds_of(result: RunResult) -> set[str]:
    return {record.kind for record in result.events.records}


def test_one_question_finds_what_three_find(http_server: StartServer) -> None:
    server = http_server(read)
    together, apart = ask(server), ask(server, questions="each", cassettes=Path("others"))
    assert together.events.model_dump_json() == apart.events.model_dump_json()
    assert (len(together.events.records), kinds_of(together)) == (6, {"strike", "statement"})
    assert (together.report.calls, apart.report.calls) == (3, 9)
    assert together.report.profile
    assert together.report.profile.questions == "one"
    assert "Strikes, statements and meetings in sentences 1 to 3?" in messages(server.received[0])[1]


def test_it_asks_for_no_null_and_describes_each_field_once(http_server: StartServer) -> None:
    server = http_server(read)
    ask(server)
    body = json.loads(server.received[0].body)
    schema = json.dumps(body["response_format"])
    assert "null" not in schema
    assert "description" not in schema
    assert messages(server.received[0])[0].count("Copy words exactly") == 1


@pytest.mark.parametrize("kinds", [None, ["statement"], ["strike", "meeting"]], ids=["all", "one of them", "two"])
def test_it_is_replayed_whatever_kinds_are_wanted(
    http_server: StartServer, request: pytest.FixtureRequest, kinds: list[str] | None
) -> None:
    first = ask(http_server(read))
    request.getfixturevalue("no_sockets")
    again = replay(kinds=kinds)
    wanted = [record for record in first.events.records if kinds is None or record.kind in kinds]
    assert list(again.events.records) == wanted
    assert (again.report.calls, again.report.replayed) == (3, 3)


def test_what_was_recorded_kind_by_kind_is_replayed_so(http_server: StartServer) -> None:
    first = ask(http_server(read), questions="each")
    again = replay()
    assert (again.events, again.report.replayed) == (first.events, 9)


def test_a_miss_names_the_question(http_server: StartServer) -> None:
    ask(http_server(read))
    Path("in", "tera.txt").write_text(TEXT.format("Dohuk"), encoding="utf-8")
    with pytest.raises(CassetteMiss, match=r"strike\.large\.v\d+\+statement\.large\.v\d+\+meeting\.large"):
        replay()


def test_a_complaint_names_the_record_by_kind_and_number_and_quotes_the_value(http_server: StartServer) -> None:
    def careless(request: Received) -> Reply:
        if len(messages(request)) > 2:
            return read(request)
        found = told(request)
        wrong = {"sentences": [2], "place": "Atlantis"}
        return completion(json.dumps({"strikes": [*found["strike"], wrong], "statements": [], "meetings": []}))

    server = http_server(careless)
    result = ask(server, concurrency=1)
    assert "- strike 2: place: “Atlantis” does not stand in sentence 2" in messages(server.received[1])[-1]
    assert (len(result.events.records), result.report.reasks) == (6, 3)
    assert {refused.kind for refused in result.events.rejected} <= {"strike"}


def test_a_service_that_answers_in_a_form_of_its_own_is_asked_kind_by_kind(http_server: StartServer) -> None:
    server = http_server(of_its_own_form)
    result = ask(server)
    assert (len(result.events.records), kinds_of(result)) == (6, {"strike", "statement"})
    assert [len(asked_for(request)) for request in server.received].count(3) == 1, "the others wait for the first"
    assert any("--questions each" in notice for notice in result.report.notices)
    assert result.report.calls == len(server.received) == 10
    again = replay()
    assert again.events == result.events


def test_a_long_article_is_asked_about_in_parts(http_server: StartServer) -> None:
    def short_of_breath(request: Received) -> Reply:
        if "sentences 1 to 3?" in messages(request)[1]:
            return completion('{"strikes": [', finish_reason="length")
        return read(request)

    server = http_server(short_of_breath)
    result = ask(server)
    assert (len(result.events.records), result.events.failed) == (6, ())
    assert {len(asked_for(request)) for request in server.received} == {3}


def test_what_is_whole_of_an_answer_that_was_cut_off_is_kept(http_server: StartServer) -> None:
    def cut(request: Received) -> Reply:
        whole = json.loads(read(request).body)["choices"][0]["message"]["content"]
        return completion(whole.partition('"cue"')[0], finish_reason="length")

    for town in ("tera", "juba", "arica"):
        Path("in", f"{town}.txt").write_text(
            f"Rebels hit the port of {town.title()}; “We condemn it,” Ana Reis said.\n"
        )
    result = ask(http_server(cut))
    assert (kinds_of(result), len(result.events.records)) == ({"strike"}, 3)
    assert {failure.kind for failure in result.events.failed} == {"strike", "statement", "meeting"}


@pytest.mark.usefixtures("priced")
def test_a_call_is_paid_for_by_the_events_of_all_kinds(http_server: StartServer) -> None:
    costs = ask(http_server(read)).report.costs
    assert costs.spent == pytest.approx(0.30)
    assert sum(costs.events.values()) == pytest.approx(0.30)
    assert {each["calls"] for each in costs.articles.values()} == {1}


@pytest.fixture
def priced() -> Iterator[None]:
    """A list of prices on which servers on loopback have one: a cent a token."""
    from genai_prices import data_snapshot, types  # noqa: PLC0415

    price = types.ModelPrice(input_mtok=Decimal(10_000), output_mtok=Decimal(10_000))
    model = types.ModelInfo(id="test", match=types.ClauseEquals("test"), prices=price)
    provider = types.Provider(id="loopback", name="Loopback", api_pattern=r"http://127\.0\.0\.1", models=[model])
    data_snapshot.set_custom_snapshot(data_snapshot.DataSnapshot([provider], from_auto_update=False))
    yield
    data_snapshot.set_custom_snapshot(None)


def test_a_dry_run_counts_one_question_an_article(http_server: StartServer) -> None:
    server = http_server(read)
    plan = ask(server, dry_run=True).report.planned
    assert plan
    assert (plan.calls, len(server.received)) == (3, 0)
