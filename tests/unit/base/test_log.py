"""An operator relies on: every call is a line with its ids, JSON where that is asked for, and no text of an article."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error, messages, records

from extract import pipeline
from extract.base import log
from extract.cli import main as cli

TEXT = "Rebels shelled the port of Zanzibar on Monday.\n"
KEY = "sk-never-to-be-seen"
ONE_BY_ONE = ("--no-record", "--questions", "each")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "port.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def answer(request: Received) -> Reply:
    """One kind is answered, one refused with an error that quotes question and key, one is no JSON."""
    question = messages(request)[1]
    if "\nStrikes in" in question:
        return records(
            {"sentences": [1], "target": "the port", "place": "Zanzibar"}, {"sentences": [1], "place": "Zanzibar City"}
        )
    if "\nMeetings in" in question:
        return error(400, f"bad request: {question} {request.headers}")
    return completion("Zanzibar!")


def told(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str], *options: str, status: int = 1
) -> str:
    server = http_server(answer)
    arguments = [str(folder), "--model", "openai/test", "--base-url", f"{server.url}/v1", *ONE_BY_ONE, *options]
    assert cli.main(arguments) == status
    return capsys.readouterr().err


def events(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def named(lines: str, event: str) -> Sequence[dict[str, Any]]:
    return [each for each in events(lines) if each["event"] == event]


def test_json_is_all_there_is_and_says_what_became_of_each_call(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(http_server, folder, capsys, "--log-json")
    [start], [end] = named(lines, "run started"), named(lines, "run finished")
    assert (start["model"], start["articles"], start["calls"]) == ("openai/test", 1, 3)
    assert (end["failed"], end["events"]) == (3, 1)
    [answered] = named(lines, "call answered")
    assert (answered["article"], answered["call"], answered["level"]) == ("port", "port/strike/1-1", "info")
    assert answered["records"] == 1
    assert {each["call"] for each in named(lines, "call failed")} == {"port/statement/1-1", "port/meeting/1-1"}
    assert [each["article"] for each in named(lines, "article not read")] == ["empty"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", each["time"]) for each in events(lines))


@pytest.mark.parametrize("level", ["info", "warning"])
def test_no_text_of_an_article_is_in_it_above_debug(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    lines = told(http_server, folder, capsys, "--log-json", "--log-level", level)
    assert lines
    assert "Zanzibar" not in lines
    assert KEY not in lines


def test_debug_says_why(http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(http_server, folder, capsys, "--log-json", "--log-level", "debug")
    assert any("Zanzibar City" in each["reason"] for each in named(lines, "record refused"))
    assert named(lines, "call failed because")


def test_as_text_the_summary_stays_and_an_event_is_a_line(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(http_server, folder, capsys, "--log-level", "info").splitlines()
    assert any(re.fullmatch(r"[\d:]{8} info    call answered article=port call=port/strike/1-1 .*", s) for s in lines)
    assert any("1 article" in line for line in lines)


def test_unless_it_is_asked_for_nothing_is_told(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "call answered" not in told(http_server, folder, capsys)
    assert told(http_server, folder, capsys, "--quiet") == ""
    assert "call answered" not in told(http_server, folder, capsys)


def test_what_ends_a_run_is_an_event_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([str(folder), "--model", "nobody/x", "--log-json"]) == 2
    [end] = events(capsys.readouterr().err)
    assert (end["level"], end["event"]) == ("error", "error")
    assert "nobody/x" in end["message"]


def test_an_interruption_is_an_event_too(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run_paths", interrupt)
    assert cli.main([str(folder), "--log-json"]) == 130
    assert [each["event"] for each in events(capsys.readouterr().err)] == ["interrupted"]


def test_a_question_that_is_too_long_is_told(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def narrow(request: Received) -> Reply:
        if "sentences" in messages(request)[1].splitlines()[-1]:
            return error(400, "This model's maximum context length is 10 tokens.")
        return records()

    (folder / "port.txt").write_text(TEXT * 2, encoding="utf-8")
    server = http_server(narrow)
    options = ("--base-url", f"{server.url}/v1", *ONE_BY_ONE, "--log-json")
    cli.main([str(folder), "--model", "openai/test", *options])
    lines = capsys.readouterr().err
    assert {each["call"] for each in named(lines, "call to be put in parts")} >= {"port/strike/1-2"}
    assert {each["call"] for each in named(lines, "call answered")} >= {"port/strike/1-1", "port/strike/2-2"}


def test_a_request_that_is_sent_again_is_told_with_its_call(
    http_server: StartServer, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def busy(request: Received) -> Reply:
        return Reply(status=503, headers={"retry-after": "0"}) if request.number == 1 else answer(request)

    server = http_server(busy)
    options = ("--base-url", f"{server.url}/v1", *ONE_BY_ONE, "--log-json", "--concurrency", "1")
    cli.main([str(folder), "--model", "openai/test", *options])
    [again] = named(capsys.readouterr().err, "request sent again")
    assert (again["after"], again["attempt"], again["call"]) == ("status 503", 2, "port/strike/1-1")


def test_no_value_can_command_a_terminal_or_begin_a_line() -> None:
    for as_json in (True, False):
        stream = io.StringIO()
        with log.shown_on(stream, level="info", as_json=as_json):
            log.info("hello", article="a\x1b[2J\n12:00:00 error  \u202eforged")
        assert not set("\x1b\u202e") & set(stream.getvalue())
        assert stream.getvalue().count("\n") == 1


def test_a_program_that_has_handlers_of_its_own_gets_the_fields(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="extract"), log.call("port", "port/strike/1-1"):
        log.info("call answered", records=2)
    [record] = caplog.records
    assert record.fields == {"article": "port", "call": "port/strike/1-1", "records": 2}  # type: ignore[attr-defined]
