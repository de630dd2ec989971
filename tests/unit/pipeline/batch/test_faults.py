"""A user relies on: whatever is wrong with batches is said in one line, and no question is sent twice because of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from helpers.batch_runs import ARTICLES, QUESTIONS, options, question_in, reader, run, told, until_done
from helpers.batch_server import BatchProvider
from helpers.local_server import Received, Reply, StartServer
from helpers.model_server import completion, error, records

from extract.ask.batch import ledger
from extract.base.settings import Batching
from extract.cli.main import main
from extract.load import corpus
from extract.pipeline import run as pipeline_run
from extract.pipeline.batch import job

FULL = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached for test"}


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


# --- the service


@pytest.mark.parametrize(
    ("api", "fault"), [("openai", Reply(resets=True)), ("anthropic", Reply(status=503))], ids=["reset", "503"]
)
def test_a_request_whose_fate_is_unknown_is_looked_for_before_it_is_sent_again(
    api: str, fault: Reply, http_server: StartServer
) -> None:
    seen: Counter[str] = Counter()

    def fail(request: Received) -> Reply | None:
        seen[request.path] += request.method == "POST"
        return fault if request.method == "POST" and seen[request.path] == 1 else None

    provider = BatchProvider(api, reader(api), ready_after=0, fail_after=fail)
    assert until_done(api, http_server(provider)) == (0, 2)
    assert (told(provider), len(provider.batches), len(provider.files)) == (
        [1] * QUESTIONS,
        1,
        3 if api == "openai" else 0,
    )


def test_batches_of_others_are_not_taken_for_ones_own(http_server: StartServer) -> None:
    """Anthropic keeps no name with a batch: only its results show whose it is."""

    provider = BatchProvider("anthropic", reader("anthropic"), ready_after=0)
    server = http_server(provider)
    question = {"messages": [{"role": "user", "content": "Is it raining?"}]}
    provider.fail = lambda request: _asked_by_another(provider, request, question)
    assert until_done("anthropic", server)[0] == 0
    ours = {key: times for key, times in provider.answered.items() if not key.startswith("other")}
    assert list(ours.values()) == [1] * QUESTIONS


def _asked_by_another(provider: BatchProvider, request: Received, question: dict[str, object]) -> Reply | None:
    """The first attempt never arrives; meanwhile somebody else sends as many questions."""
    if request.method == "POST" and not provider.batches:
        provider._make({f"other{number}": question for number in range(QUESTIONS)}, {})
        return Reply(status=503)
    return None


def test_a_service_that_takes_no_batches_is_told_and_nothing_is_left_behind(
    api: str, http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(request: Received) -> Reply | None:
        return Reply(b'{"error": {"message": "no such route"}}', 404) if "chat" not in request.path else None

    server = http_server(BatchProvider(api, reader(api), fail=fail))
    assert main(options(api, server, "--batch")) == 2
    assert re.search(r"cannot .*batch.*no such route", said(capsys))
    if api == "openai":
        assert main(options(api, server)) == 0


def test_parts_of_a_question_that_was_too_long_are_asked_at_once_where_that_is_wanted(http_server: StartServer) -> None:
    for number in range(ARTICLES):
        Path(f"in/a{number}.txt").write_text(f"Rebels shelled the port of Tera{number}.\nIt rained in Juba{number}.\n")

    def read(request: Received) -> Reply:
        if "[1]" in question_in(request) and "[2]" in question_in(request):
            return error(400, "This model's maximum context length is 8 tokens")
        return reader("openai")(request)

    provider = BatchProvider("openai", read, ready_after=0)
    assert until_done("openai", http_server(provider), "--kinds", "strike", "--finish") == (0, 2)
    assert (len(provider.batches), provider.at_once) == (1, 3 * ARTICLES)


def test_a_batch_that_there_is_no_room_for_waits_and_one_too_large_is_sent_in_halves(
    http_server: StartServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(job, "MOST_QUESTIONS", QUESTIONS // 2 + 1)
    provider = BatchProvider("openai", reader("openai"), ready_after=0, errors=[FULL], room=3)
    assert until_done("openai", http_server(provider), most=20)[0] == 0
    assert "is held back until the service has room: Enqueued token limit" in said(capsys)
    assert (told(provider), provider.at_once) == ([1] * QUESTIONS, 0)
    assert len(json.loads(Path("out/events.json").read_bytes())["records"]) == ARTICLES


def test_a_batch_refused_as_a_whole_is_told_and_drawn_up_again(
    http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = [{"code": "model_not_found", "message": "test is not a model for batches"}]
    provider = BatchProvider("openai", reader("openai"), ready_after=0, status="failed", errors=errors)
    server = http_server(provider)
    assert main(options("openai", server, "--batch")) == 3
    assert main(options("openai", server, "--batch")) == 2
    assert "refused the batch batch_1 as a whole: test is not a model for batches" in said(capsys)
    provider.status = "completed"
    assert until_done("openai", server) == (0, 2)


def test_a_batch_that_the_service_does_not_know_is_never_given_up_by_itself(
    http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    api = "anthropic"
    provider = BatchProvider(api, reader(api), ready_after=0)
    server = http_server(provider)
    assert main(options(api, server, "--batch")) == 3
    sent, provider.batches = provider.batches, []
    for _ in range(2):
        assert main(options(api, server, "--batch")) == 2
        assert "the service does not know the batch batch_1, sent with 9 questions" in said(capsys)
    provider.batches = sent
    assert main(options(api, server, "--batch")) == 0
    assert told(provider) == [1] * QUESTIONS


def test_a_key_that_is_refused_is_told_and_after_it_is_mended_the_run_goes_on(
    http_server: StartServer, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = True

    def read(request: Received) -> Reply:
        return Reply(b'{"error": {"message": "who are you"}}', 401) if refused else reader("openai")(request)

    server = http_server(BatchProvider("openai", read, ready_after=0))
    assert until_done("openai", server) == (2, 2)
    assert "refuses the key" in said(capsys)
    refused = False
    assert until_done("openai", server) == (0, 2)


# --- other runs


def test_two_runs_on_one_folder_do_not_both_send(http_server: StartServer, capsys: pytest.CaptureFixture[str]) -> None:
    provider = BatchProvider("openai", reader("openai"))
    server = http_server(provider)
    with ledger.alone_in(Path("tapes/test/.batches")):
        assert main(options("openai", server, "--batch")) == 2
    assert "another run is at work on the batches" in said(capsys)
    assert provider.batches == []
    assert main(options("openai", server, "--batch")) == 3
    assert main(["doctor", *options("openai", server)[1:]]) == 0
    assert f"{QUESTIONS} questions are in batches: --batch fetches the answers" in capsys.readouterr().out


def test_without_it_nothing_is_asked_that_is_in_a_batch(http_server: StartServer) -> None:
    provider = BatchProvider("openai", reader("openai"), ready_after=0)
    server = http_server(provider)
    assert main(options("openai", server, "--batch")) == 3
    Path("in/new.txt").write_text("Rebels shelled the port of Juba on Monday.\n")
    assert main(options("openai", server)) == 1
    failed = json.loads(Path("out/events.json").read_bytes())["failed"]
    assert {one["article_id"] for one in failed} == {f"a{number}" for number in range(ARTICLES)}
    assert {one["error"] for one in failed} == {"not asked again: it is in a batch; --batch fetches the answer"}
    assert provider.at_once == 3
    assert main(options("openai", server, "--batch")) == 0
    assert told(provider) == [1] * QUESTIONS


def test_what_two_articles_ask_in_the_same_words_is_sent_once(http_server: StartServer) -> None:
    for number in range(ARTICLES):
        text = f"Rebels shelled the port of Tera.\nGovernor {number} of Tera met the minister of Juba {number}.\n"
        Path(f"in/a{number}.txt").write_text(text)
    provider = BatchProvider("openai", reader("openai"), ready_after=0)
    server = http_server(provider)
    assert until_done("openai", server, "--profile", "small", "--kinds", "strike") == (0, 2)
    assert told(provider) == [1]
    assert len(json.loads(Path("out/events.json").read_bytes())["records"]) == ARTICLES


# --- other ways to run


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--model", "ollama/x", "--batch"), "is for hosted models"),
        (("--model", "openai/x", "--batch", "--no-record"), "needs recordings"),
        (("--model", "openai/x", "--batch", "--record-mode", "all"), "needs recordings"),
        (("--model", "openai/x", "--batch", "--engine", "ray"), "is for --engine local"),
    ],
)
def test_what_it_cannot_be_used_with_is_told(
    arguments: tuple[str, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["in", *arguments]) == 2
    assert why in said(capsys)


@pytest.mark.parametrize("alone", ["--wait", "--finish"])
def test_its_options_want_it(alone: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["in", alone])
    assert ended.value.code == 2
    assert f"{alone} is for --batch" in said(capsys)


def test_a_large_run_goes_in_batches_too(http_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pipeline_run, corpus):
        monkeypatch.setattr(module, "LARGE", ARTICLES - 1)
    provider = BatchProvider("openai", reader("openai", wrong_at_first="Tera1"), ready_after=0)
    server = http_server(provider)
    assert main(options("openai", server, "--batch")) == 3
    assert not Path("out/events").exists()
    assert main(options("openai", server, "--batch", "--wait")) == 0
    assert (set(told(provider)), provider.at_once) == ({1}, 0)
    assert len(Path("out/records/part-00000.jsonl").read_text().splitlines()) == ARTICLES


def test_unsure_pairs_are_asked_about_in_batches_too(http_server: StartServer) -> None:
    for number in range(ARTICLES):
        Path(f"in/a{number}.txt").unlink()
    Path("in/early.txt").write_text("Rebels shelled the port of Tera on 22 February 2021, killing two people.\n")
    Path("in/late.txt").write_text("A bomb killed two people in Tera on 24 February 2021.\n")

    def read(request: Received) -> Reply:
        body = request.body.decode()
        if "Passage A" in body:
            return completion(json.dumps({"reason": "Both tell the shelling of Tera.", "answer": "same"}))
        if "Strikes in" not in body:
            return records()
        killed = [{"number": "two", "unit": "killed"}]
        if "shelled the port" in body:
            told = {"attacker": "Rebels", "target": "the port of Tera", "date": "22 February 2021"}
            return records({"sentences": [1], "method": "shelling", "place": "Tera", **told})
        told_of = {"place": "Tera", "date": "24 February 2021", "casualties": killed}
        return records({"sentences": [1], "method": "bombing", **told_of})

    provider = BatchProvider("openai", read, ready_after=0)
    server = http_server(provider)
    for sent in (1, 2):
        assert run("openai", server, batch=Batching(), settle=10).report.waiting
        assert len(provider.batches) == sent
    (unasked,) = run("openai", server, settle=10).events.settled
    assert (unasked.answer, provider.at_once) == (None, 0)
    done = run("openai", server, batch=Batching(wait=True), settle=10)
    assert [(one.answer, one.outcome) for one in done.events.settled] == [("same", "joined")]
    assert ([len(batch.asked) for batch in provider.batches], provider.at_once) == ([6, 1], 0)


def test_a_question_of_a_broken_ledger_is_not_asked(http_server: StartServer) -> None:
    provider = BatchProvider("openai", reader("openai"))
    server = http_server(provider)
    assert main(options("openai", server, "--batch")) == 3
    (entry,) = Path("tapes/test/.batches").glob("*.json")
    entry.write_text("{")
    assert main(options("openai", server, "--batch")) == 2
    assert main(options("openai", server)) == 2
    assert (len(provider.batches), provider.at_once) == (1, 0)
    assert main(["doctor", *options("openai", server)[1:]]) == 1
