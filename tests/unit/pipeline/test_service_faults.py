"""A user relies on: whatever a service does, each article is read or listed with its reason, at a bounded price."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.fault_server import FAULTS, Fault, FaultyService, read
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import JSON, completion, error, messages, records
from tenacity import wait_none

from extract.ask.limits import pace
from extract.ask.service import transport
from extract.base.errors import ConfigError
from extract.base.types import Article
from extract.pipeline import RunResult, run_paths
from extract.pipeline import articles as stages
from extract.pipeline.circuit_breaker import MOST_LOST
from schemas import StrikeRecord

DOCS = (Path(__file__).parents[3] / "docs" / "faults.md").read_text(encoding="utf-8")
PASSING = [name for name, fault in FAULTS.items() if fault.passes]


@pytest.fixture(autouse=True)
def no_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Attempts follow each other at once, and a pace that is slowed down is hardly slower."""
    monkeypatch.setattr(transport, "_BACK_OFF", wait_none())
    monkeypatch.setattr(pace, "LONGEST_SPACING_S", 0.01)
    monkeypatch.chdir(tmp_path)


def articles(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"a{number:03}.txt").write_text(text)
    return folder


def shelling(*towns: str) -> str:
    return "".join(f"Rebels shelled the port of {town}.\n" for town in towns)


def ask(paths: Path, server: LocalServer, **settings: Any) -> RunResult:
    told: dict[str, Any] = {"record_mode": "off", "kinds": {"strike"}, "timeout": 5, **settings}
    return run_paths([paths], model="openai/test", base_url=f"{server.url}/v1", **told)


def places(result: RunResult) -> list[str]:
    found = [record.place.raw for record in result.events.records if isinstance(record, StrikeRecord) and record.place]
    return sorted(found)


def of_strikes(server: LocalServer) -> list[Received]:
    return [request for request in server.received if "Strikes in" in messages(request)[1]]


def timeout_of(fault: Fault) -> float:
    return 0.3 if fault.reply.hangs or fault.reply.drips else 5


# --- one fault at a time


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_lasts_is_met_so_often_and_told(http_server: StartServer, tmp_path: Path, name: str) -> None:
    fault = FAULTS[name]
    server = http_server(lambda _: fault.reply)
    paths = articles(tmp_path / "in", shelling("Tera"))
    if fault.ends == "run ends":
        with pytest.raises(ConfigError, match=fault.said):
            ask(paths, server)
    else:
        events = ask(paths, server, timeout=timeout_of(fault)).events
        assert events.records == ()
        told = [each.error for each in events.failed] if fault.ends == "failed" else [r.reason for r in events.rejected]
        assert len(told) == 1
        assert fault.said in told[0]
        assert len(told[0].splitlines()) == 1
        assert bool(events.failed) == (fault.ends == "failed")
    assert len(server.received) == fault.sent


@pytest.mark.parametrize("name", PASSING)
def test_after_a_fault_that_passes_all_is_read(http_server: StartServer, tmp_path: Path, name: str) -> None:
    fault = FAULTS[name]
    server = http_server(lambda request: fault.reply if request.number == 1 else read(request))
    result = ask(articles(tmp_path / "in", shelling("Tera", "Juba")), server, timeout=timeout_of(fault))
    assert (places(result), result.events.failed) == (["Juba", "Tera"], ())
    assert len(server.received) == 2


def test_the_table_in_the_documentation_is_true() -> None:
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| (yes|no) \| ([^|]+) \|$", DOCS, re.MULTILINE)
    told = {name: (int(sent), passes == "yes", ends) for name, sent, passes, ends in rows}
    assert told == {name: (fault.sent, fault.passes, fault.ends) for name, fault in FAULTS.items()}


def test_nine_good_records_are_kept_beside_a_bad_one(http_server: StartServer, tmp_path: Path) -> None:
    towns = [f"Tera{letter}" for letter in "abcdefghi"]
    bad = {"sentences": [1], "place": "Atlantis"}

    def answer(request: Received) -> Reply:
        good = json.loads(json.loads(read(request).body)["choices"][0]["message"]["content"])["records"]
        return records(*good[:4], bad, *good[4:])

    result = ask(articles(tmp_path / "in", shelling(*towns)), http_server(answer))
    assert places(result) == towns
    assert [rejected.draft for rejected in result.events.rejected] == [bad]
    assert result.events.failed == ()


@pytest.mark.parametrize("usage", [[1], "many", {"prompt_tokens": "9", "completion_tokens": None}])
def test_a_good_answer_counts_whatever_is_said_of_its_tokens(
    http_server: StartServer, tmp_path: Path, usage: object
) -> None:
    def answer(request: Received) -> Reply:
        return Reply(json.dumps(json.loads(read(request).body) | {"usage": usage}).encode(), headers=JSON)

    paths, server = articles(tmp_path / "in", shelling("Tera")), http_server(answer)
    first = ask(paths, server, record_mode="new_episodes")
    assert (places(first), first.events.failed, len(server.received)) == (["Tera"], (), 1)
    again = run_paths([paths], model="openai/test", record_mode="none", kinds={"strike"})
    assert again.events == first.events


# --- what does not fit


def too_long(most: int, reply: Reply) -> Callable[[Received], Reply]:
    """A model that can be asked about so many sentences."""

    def answer(request: Received) -> Reply:
        question = messages(request)[1].splitlines()[-1]
        first, last = (re.findall(r"\d+", question) * 2)[:2]
        return reply if int(last) - int(first) >= most else read(request)

    return answer


@pytest.mark.parametrize("name", ["context too long", "answer cut off"])
def test_what_does_not_fit_is_asked_in_parts_and_replayed_in_parts(
    http_server: StartServer, tmp_path: Path, name: str
) -> None:
    server = http_server(too_long(2, FAULTS[name].reply))
    towns = [f"Tera{letter}" for letter in "abcdefg"]
    paths = articles(tmp_path / "in", shelling(*towns))
    first = ask(paths, server, record_mode="new_episodes")
    assert (places(first), first.events.failed) == (towns, ())
    assert (first.report.calls, first.report.reasks) == (len(server.received), 3)

    again = run_paths([paths], model="openai/test", record_mode="none", kinds={"strike"})
    assert again.events.model_dump_json() == first.events.model_dump_json()
    assert (again.report.replayed, again.report.calls) == (first.report.calls, first.report.calls)


def test_one_sentence_that_does_not_fit_is_listed_alone_and_replayed_so(
    http_server: StartServer, tmp_path: Path
) -> None:
    reply = FAULTS["context too long"].reply
    server = http_server(lambda request: reply if "Terac" in messages(request)[1] else read(request))
    towns = ["Teraa", "Terab", "Terac", "Terad"]
    paths = articles(tmp_path / "in", shelling(*towns))
    result = ask(paths, server, record_mode="new_episodes")
    assert places(result) == ["Teraa", "Terab", "Terad"]
    assert [failure.window for failure in result.events.failed] == [(3, 3)]
    again = run_paths([paths], model="openai/test", record_mode="none", kinds={"strike"})
    assert again.events.model_dump_json() == result.events.model_dump_json()


def test_content_that_is_refused_is_replayed_as_refused(http_server: StartServer, tmp_path: Path) -> None:
    server = http_server(lambda _: FAULTS["content refused"].reply)
    paths = articles(tmp_path / "in", shelling("Tera"))
    result = ask(paths, server, record_mode="new_episodes")
    again = run_paths([paths], model="openai/test", record_mode="none", kinds={"strike"})
    assert again.events.model_dump_json() == result.events.model_dump_json()
    assert "flagged by moderation" in again.events.failed[0].error


def test_whole_records_of_an_answer_cut_off_are_kept_and_the_sentence_is_listed(
    http_server: StartServer, tmp_path: Path
) -> None:
    whole = json.dumps({"sentences": [1], "attacker": "Rebels", "place": "Tera"})
    server = http_server(lambda _: completion(f'{{"records": [{whole}, {{"sent', finish_reason="length"))
    result = ask(articles(tmp_path / "in", shelling("Tera")), server)
    assert places(result) == ["Tera"]
    assert "1 whole records before that are kept" in result.events.failed[0].error


# --- a service that goes away


@pytest.mark.parametrize("name", ["401", "404", "500", "account without credit"])
def test_a_service_that_goes_away_is_given_up_and_the_rest_is_listed(
    http_server: StartServer, tmp_path: Path, name: str
) -> None:
    towns = [f"Tera{number}" for number in range(MOST_LOST + 20)]
    paths = articles(tmp_path / "in", *map(shelling, towns))
    fault = FAULTS[name]
    server = http_server(lambda request: read(request) if request.number <= 5 else fault.reply)

    result = ask(paths, server, record_mode="new_episodes", concurrency=1)

    tried = 1 if fault.ends == "run ends" else MOST_LOST
    assert len(server.received) == 5 + tried * fault.sent
    assert places(result) == sorted(towns[:5])
    assert [failure.article_id for failure in result.events.failed] == [f"a{n:03}" for n in range(5, len(towns))]
    assert all(fault.said in failure.error for failure in result.events.failed)
    assert sum("not asked: " in failure.error for failure in result.events.failed) == len(towns) - 5 - tried
    assert any("Stopped asking" in notice for notice in result.report.notices)

    whole = ask(paths, http_server(read), record_mode="new_episodes")
    assert (places(whole), whole.events.failed, whole.report.replayed) == (sorted(towns), (), 5)


def test_what_is_recorded_is_read_though_the_service_is_given_up(http_server: StartServer, tmp_path: Path) -> None:
    towns = [f"Tera{number}" for number in range(MOST_LOST + 10)]
    paths = articles(tmp_path / "in", *map(shelling, towns))
    ask(paths / f"a{len(towns) - 1:03}.txt", http_server(read), record_mode="new_episodes")

    server = http_server(lambda request: read(request) if request.number == 1 else error(400, "no"))
    result = ask(paths, server, record_mode="new_episodes", concurrency=1)

    assert places(result) == sorted([towns[0], towns[-1]])
    assert len(result.events.failed) == len(towns) - 2


# --- bugs of ours


@pytest.mark.parametrize("stage", ["segment", "windows", "normalise"])
def test_a_bug_costs_the_article_it_is_met_in(
    http_server: StartServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    real = getattr(stages, stage)

    def broken(first: Any, *args: Any, **kwargs: Any) -> Any:
        article = first if isinstance(first, Article) else first.article
        if article.id == "a001":
            raise KeyError("a bug")
        return real(first, *args, **kwargs)

    monkeypatch.setattr(stages, stage, broken)
    result = ask(articles(tmp_path / "in", *map(shelling, ["Tera", "Juba", "Wau"])), http_server(read))
    assert set(places(result)) >= {"Tera", "Wau"}
    assert {failure.article_id for failure in result.events.failed} == {"a001"}
    assert all("internal error, please report it: KeyError: 'a bug'" in each.error for each in result.events.failed)
    assert [article.id for article in result.events.articles] == ["a000", "a001", "a002"]


# --- all at once


def test_hundreds_of_articles_under_mixed_faults_are_read_or_listed_once(
    http_server: StartServer, tmp_path: Path
) -> None:
    towns = [f"Tera{number}" for number in range(150)]
    paths = articles(tmp_path / "in", *map(shelling, towns))
    slow = {"time-out", "answer that drips", "401", "404", "account without credit"}
    service = FaultyService(0.2, seed=7, faults=[name for name in FAULTS if name not in slow])
    server = http_server(service)

    first = ask(paths, server, record_mode="new_episodes", concurrency=16)

    told = {record.article_id for record in first.events.records} | {each.article_id for each in first.events.failed}
    told |= {each.article_id for each in first.events.rejected}
    assert told == {f"a{number:03}" for number in range(len(towns))}
    assert len(places(first)) == len(set(places(first)))
    assert len(first.events.failed) < 0.1 * len(towns)
    assert first.report.retries > 0
    assert max(service.answered.values()) == 1
