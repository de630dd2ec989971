"""A user relies on: one call reads what can be read, lists what failed, and needs no server the second time."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import LocalServer, Received, Reply, StartServer
from helpers.model_server import completion, error, messages, records

from extract import run
from extract.base.errors import CassetteMiss, ConfigError, InputError
from extract.base.settings import MODEL_VARIABLE
from extract.pipeline import Progress, RunResult, run_paths
from schemas import EventSet, StrikeRecord

TERA = "Rebels shelled the port of Tera on Monday.\nAt least 12 people died, the governor said.\n"
JUBA = "It rained in Juba.\r\nRebels shelled the market of Juba – nobody knows why.\r\n"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model, key or recordings but what a test names."""
    for variable in (MODEL_VARIABLE, "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "tera.txt").write_bytes(TERA.encode())
    (folder / "juba.txt").write_bytes(JUBA.encode())
    return folder


def kind_of(request: Received) -> str:
    """Which kind of record a request asks for."""
    return messages(request)[1].splitlines()[-1].split()[0].removesuffix("s").lower()


def read(request: Received) -> Reply:
    """A model that finds every shelling, and nothing else."""
    if kind_of(request) != "strike":
        return records()
    lines = re.findall(r"^\[(\d+)\] Rebels shelled the (\w+) of (\w+)", messages(request)[1], re.MULTILINE)
    return records(
        *(
            {"sentences": [int(number)], "attacker": "Rebels", "target": f"the {target}", "place": place}
            for number, target, place in lines
        )
    )


def ask(paths: Sequence[Path], server: LocalServer, **settings: Any) -> RunResult:
    settings = {"record_mode": "off", "questions": "each", **settings}
    return run_paths(paths, model="openai/test", base_url=f"{server.url}/v1", **settings)


def replay(paths: Sequence[Path], cassettes: Path, **settings: Any) -> RunResult:
    return run_paths(paths, model="openai/test", cassettes=cassettes, record_mode="none", **settings)


def places(events: EventSet) -> list[str]:
    return sorted(
        record.place.raw for record in events.records if isinstance(record, StrikeRecord) and record.place is not None
    )


def test_articles_become_records_and_events_that_quote_them(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    result = ask([articles], server)
    assert [article.id for article in result.events.articles] == ["juba", "tera"]
    assert places(result.events) == ["Juba", "Tera"]
    assert result.texts == {"tera": TERA, "juba": JUBA}
    for record in result.events.records:
        text = result.texts[record.article_id]
        assert [text[each.start : each.end] for each in record.evidence] == [each.quote for each in record.evidence]
    members = [record for event in result.events.events for record in event.records]
    assert sorted(members) == sorted(record.id for record in result.events.records)
    assert (result.events.failed, result.events.rejected) == ((), ())


def test_a_large_model_may_be_asked_once_for_each_kind_and_article(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    report = ask([articles], server).report
    assert sorted(map(kind_of, server.received)) == ["meeting"] * 2 + ["statement"] * 2 + ["strike"] * 2
    assert (report.model, report.record_mode, report.calls, report.replayed, report.reasks) == (
        "openai/test",
        "off",
        6,
        0,
        0,
    )
    assert (report.prompt_tokens, report.completion_tokens) == (42, 18)
    assert set(report.prompts) == {"every-kind", "strike", "statement", "meeting"}


def test_the_size_of_a_window_can_be_set(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    result = ask([articles], server, window=1)
    assert places(result.events) == ["Juba", "Tera"]
    assert not any("sentences 1 to 2" in messages(request)[1] for request in server.received)


def test_a_window_of_some_sentences_is_routed_and_shown_in_context_whatever_the_model(
    http_server: StartServer, articles: Path
) -> None:
    server = http_server(read)
    (articles / "juba.txt").write_text(
        "It rained.\nNobody came.\nRebels shelled the market of Juba.\n", encoding="utf-8"
    )
    ask([articles / "juba.txt"], server, window=1)
    asked = [messages(request)[1] for request in server.received]
    [strikes] = [question for question in asked if "Strikes in sentence 3?" in question]
    assert strikes.startswith("[1] It rained.\n[2] Nobody came.\n[3] Rebels")
    assert not any("Strikes in sentence 1?" in question for question in asked)


def test_progress_is_told_after_each_answer(http_server: StartServer, articles: Path) -> None:
    told: list[Progress] = []
    ask([articles], http_server(read), progress=told.append)
    assert [(progress.done, progress.total) for progress in told] == [(done, 6) for done in range(1, 7)]
    assert {progress.label for progress in told} >= {"strikes in tera", "meetings in juba"}


def test_the_order_of_paths_and_answers_changes_nothing(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    paths = sorted(articles.iterdir())
    plain = ask(paths, server, concurrency=1).events.model_dump_json()
    assert ask(paths[::-1], server, concurrency=6).events.model_dump_json() == plain


def test_the_public_door_gives_the_same_event_set(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)
    assert run([articles], model="openai/test", base_url=f"{server.url}/v1", record_mode="off") == (
        ask([articles], server).events
    )


def test_it_works_where_an_event_loop_already_runs(http_server: StartServer, articles: Path) -> None:
    server = http_server(read)

    async def notebook() -> RunResult:
        return ask([articles], server)

    assert places(asyncio.run(notebook()).events) == ["Juba", "Tera"]


# --- what fails


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (error(400, "the moon is full"), "the moon is full"),
        (completion("No."), "JSON"),
        (completion("{", finish_reason="length"), "cut off"),
    ],
    ids=["refused by the server", "no JSON", "cut off"],
)
def test_windows_without_a_usable_answer_are_listed_and_the_rest_is_done(
    http_server: StartServer, articles: Path, fault: Reply, said: str
) -> None:
    server = http_server(lambda request: fault if kind_of(request) == "statement" else read(request))
    events = ask([articles], server).events
    assert places(events) == ["Juba", "Tera"]
    assert {(failure.article_id, failure.kind) for failure in events.failed} == {
        ("juba", "statement"),
        ("tera", "statement"),
    }
    first = {failure.article_id: failure.window for failure in reversed(events.failed)}
    assert [window and window[0] for window in first.values()] == [1, 1]
    assert all(said in failure.error for failure in events.failed)


def test_a_draft_that_never_passes_is_rejected_and_no_failure(http_server: StartServer, articles: Path) -> None:
    draft = {"sentences": [1], "place": "Atlantis"}
    server = http_server(lambda request: records(draft) if kind_of(request) == "strike" else records())
    result = ask([articles / "tera.txt"], server)
    [rejected] = result.events.rejected
    assert (rejected.article_id, rejected.kind, rejected.draft) == ("tera", "strike", draft)
    assert "Atlantis" in rejected.reason
    assert (result.events.records, result.events.failed) == ((), ())
    assert (result.report.calls, result.report.reasks) == (4, 1)


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_is_done(http_server: StartServer, articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (articles / "notes.xyz").write_bytes(b"PK")
    result = ask([articles], http_server(read))
    assert places(result.events) == ["Juba", "Tera"]
    assert [(failure.article_id, failure.kind, failure.window) for failure in result.events.failed] == [
        ("empty", None, None),
        ("picture", None, None),
    ]
    assert [Path(path).name for path in result.report.skipped] == ["notes.xyz (not of a format that is read)"]


def test_where_nothing_can_be_read_nobody_is_asked(http_server: StartServer, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    server = http_server(read)
    result = ask([tmp_path / "empty.txt"], server)
    assert ([failure.article_id for failure in result.events.failed], server.received) == (["empty"], [])


def test_a_refused_key_ends_the_run(http_server: StartServer, articles: Path) -> None:
    with pytest.raises(ConfigError, match="refuses the key"):
        ask([articles], http_server(lambda _: error(401, "who are you")))


# --- recordings


def test_what_was_recorded_is_replayed_without_a_server(
    http_server: StartServer, articles: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    cassettes = tmp_path / "tapes"
    first = ask([articles], http_server(read), record_mode="new_episodes", cassettes=cassettes)
    assert sorted(path.name for path in (cassettes / "test").glob("*.yaml")) == ["juba.yaml", "tera.yaml"]

    request.getfixturevalue("no_sockets")
    second = replay([articles], cassettes, concurrency=1)
    assert second.events.model_dump_json() == first.events.model_dump_json()
    assert (second.report.calls, second.report.replayed, second.report.record_mode) == (6, 6, "none")


def test_reasks_are_replayed_too(http_server: StartServer, articles: Path, tmp_path: Path) -> None:
    def learning(request: Received) -> Reply:
        if kind_of(request) == "strike" and len(messages(request)) == 2:
            return records({"sentences": [1], "place": "Atlantis"})
        return read(request)

    server = http_server(learning)
    first = ask([articles], server, record_mode="new_episodes", cassettes=tmp_path / "tapes")
    asked = len(server.received)
    second = replay([articles], tmp_path / "tapes")
    assert places(second.events) == ["Juba", "Tera"]
    assert second.events == first.events
    assert (second.report.replayed, second.report.reasks, len(server.received)) == (8, 2, asked)


@pytest.mark.parametrize(
    "change", [lambda text: text.replace(b"12", b"13"), lambda text: b"A title\n\n" + text], ids=["a figure", "a line"]
)
def test_an_article_that_changed_is_not_answered_from_its_old_recording(
    http_server: StartServer, articles: Path, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    ask([articles], http_server(read), record_mode="new_episodes", cassettes=tmp_path / "tapes")
    (articles / "tera.txt").write_bytes(change(TERA.encode()))
    with pytest.raises(CassetteMiss, match=r"tera"):
        replay([articles], tmp_path / "tapes")


def test_an_article_that_is_new_is_the_only_one_asked_about(
    http_server: StartServer, articles: Path, tmp_path: Path
) -> None:
    server = http_server(read)
    ask([articles / "tera.txt"], server, record_mode="new_episodes", cassettes=tmp_path / "tapes")
    result = ask([articles], server, record_mode="new_episodes", cassettes=tmp_path / "tapes")
    assert places(result.events) == ["Juba", "Tera"]
    assert (len(server.received), result.report.replayed) == (6, 3)


def test_nothing_is_stored_where_recording_is_off(http_server: StartServer, articles: Path, tmp_path: Path) -> None:
    ask([articles], http_server(read), cassettes=tmp_path / "tapes")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_recordings_beside_the_input_are_found(http_server: StartServer, articles: Path, tmp_path: Path) -> None:
    ask([articles], http_server(read), record_mode="new_episodes", cassettes=tmp_path / "cassettes")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(elsewhere)
        assert places(run_paths([articles], model="openai/test", record_mode="none").events) == ["Juba", "Tera"]


# --- what cannot start


def test_without_a_model_and_without_recordings_the_ways_to_a_model_are_named(articles: Path) -> None:
    with pytest.raises(ConfigError, match="--model"):
        run_paths([articles])
    with pytest.raises(ConfigError, match="--model"):
        run_paths([articles], record_mode="off")


def test_a_hosted_model_without_a_key_names_the_variable(articles: Path) -> None:
    with pytest.raises(ConfigError, match="OPENAI_API_KEY"):
        run_paths([articles], model="openai/test", record_mode="off")


def test_a_setting_that_is_not_known_is_refused_with_those_that_are(articles: Path) -> None:
    with pytest.raises(ConfigError, match="new_episodes"):
        run_paths([articles], model="openai/test", record_mode="sometimes")
    with pytest.raises(ConfigError, match="ollama/"):
        run_paths([articles], model="tape/test")


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        run_paths([tmp_path / "missing.txt"], model="openai/test", record_mode="off")


def test_the_model_of_the_environment_is_asked(
    http_server: StartServer, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(MODEL_VARIABLE, "openai/from-env")
    server = http_server(read)
    run_paths([articles], base_url=f"{server.url}/v1", record_mode="off")
    assert {json.loads(request.body)["model"] for request in server.received} == {"from-env"}
