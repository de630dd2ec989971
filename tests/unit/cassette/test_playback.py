"""A user relies on: what was recorded plays back without a network, each request its own answer, and no secret."""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx2
import openai
import pytest
import yaml
from helpers.local_server import LocalServer, Received, Reply, StartServer
from vcr.serialize import deserialize  # type: ignore[import-untyped]
from vcr.serializers import yamlserializer  # type: ignore[import-untyped]

from extract.ask.service.transport import RetryingTransport
from extract.base.errors import CassetteMiss, InvariantError
from extract.cassette.playback import Recording, RecordMode, find_miss, recording

NOWHERE = "http://model.invalid/api/v1"
PROMPT = "You read the news, and say who said what to whom.\n" * 5


def completion(request: Received, *, marker: str = "") -> Reply:
    """What an OpenAI-compatible server sends, with everything that must not be kept."""
    question = json.loads(request.body)["messages"][-1]["content"]
    body = {
        "id": f"chatcmpl-{random.random()}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": "/home/someone/models/small.gguf",
        "system_fingerprint": "b9999-machine",
        "timings": {"prompt_ms": 12.5},
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": f"answer to {question}{marker}"},
            }
        ],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }
    headers = {
        "content-type": "application/json",
        "set-cookie": "session=SECRET-COOKIE",
        "openai-organization": "SECRET-ORG",
    }
    return Reply(json.dumps(body).encode(), headers=headers)


async def ask(
    recorded: Recording, url: str, *, asked: Sequence[tuple[str, int]], prompt: str = "v1", **settings: Any
) -> list[str | BaseException]:
    """Asks about (article, sentence) pairs all at once; an answer's text, or the error, for each."""

    async def ask_one(sdk: openai.AsyncOpenAI, article: str, sentence: int) -> str:
        label = f"statement, sentences {sentence}-{sentence}, prompt {prompt}"
        with recorded.article(article, label=label, order=sentence):
            answer = await sdk.chat.completions.create(
                model="small",
                messages=[
                    {"role": "system", "content": PROMPT + prompt},
                    {"role": "user", "content": f"{article}: sentence {sentence}?"},
                ],
                temperature=settings.get("temperature", 0),
            )
        return answer.choices[0].message.content or ""

    async with httpx2.AsyncClient(transport=RetryingTransport(attempts=settings.get("attempts", 1))) as client:
        sdk = openai.AsyncOpenAI(base_url=url, api_key="sk-SECRET-KEY", http_client=client, max_retries=0)
        return await asyncio.gather(*(ask_one(sdk, *each) for each in asked), return_exceptions=True)


def run(
    folder: Path, mode: RecordMode, url: str = NOWHERE, *, asked: Sequence[tuple[str, int]], **settings: Any
) -> tuple[list[str | BaseException], Recording]:
    with recording(folder, "small", mode=mode) as recorded:
        return asyncio.run(ask(recorded, url, asked=asked, **settings)), recorded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cassettes" / "small"


@pytest.fixture
def server(http_server: StartServer) -> LocalServer:
    return http_server(completion)


THREE = [("a", 1), ("a", 2), ("b", 1)]
ANSWERS = [f"answer to {article}: sentence {sentence}?" for article, sentence in THREE]


def test_what_was_recorded_plays_back_without_a_socket(
    folder: Path, server: LocalServer, request: pytest.FixtureRequest
) -> None:
    recorded, first = run(folder, "new_episodes", f"{server.url}/v1", asked=THREE)
    request.getfixturevalue("no_sockets")
    replayed, second = run(folder, "none", asked=THREE)

    assert recorded == replayed == ANSWERS
    assert (first.recorded, first.replayed, second.recorded, second.replayed) == (3, 0, 0, 3)
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["a.yaml", "b.yaml"]


def test_identical_requests_play_the_same_answer(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=[("a", 1)])

    answers, recorded = run(folder, "none", asked=[("a", 1)] * 3)

    assert answers == ANSWERS[:1] * 3
    assert recorded.replayed == 3


def test_each_of_many_concurrent_requests_gets_its_own_answer(folder: Path, http_server: StartServer) -> None:
    def answer_in_any_order(request: Received) -> Reply:
        time.sleep(random.random() / 20)
        return completion(request)

    asked = [(f"article{n % 5}", n) for n in range(32)]
    expected = [f"answer to {article}: sentence {sentence}?" for article, sentence in asked]
    server = http_server(answer_in_any_order)

    assert run(folder, "new_episodes", server.url, asked=asked)[0] == expected
    assert run(folder, "none", asked=asked[::-1])[0] == expected[::-1]


def test_files_do_not_depend_on_the_order_of_answers(tmp_path: Path, server: LocalServer) -> None:
    for name, asked in (("one", THREE), ("two", THREE[::-1])):
        run(tmp_path / name, "new_episodes", server.url, asked=asked)

    for file in ("a.yaml", "b.yaml"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_no_secret_and_nothing_of_the_machine_is_stored(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)

    stored = "".join(path.read_text() for path in folder.iterdir())
    for secret in ("SECRET", "someone", "127.0.0.1", "machine", "timings", "set-cookie", "user-agent", "x-stainless"):
        assert secret not in stored.lower() + stored


def test_headers_of_other_services_are_not_stored_either(folder: Path, http_server: StartServer) -> None:
    body = {"id": "msg_1", "type": "message", "role": "assistant", "content": [{"type": "text", "text": "yes"}]}
    server = http_server(lambda _: Reply(json.dumps(body).encode(), headers={"request-id": "SECRET-ID"}))

    async def send(recorded: Recording) -> None:
        with recorded.article("a", label="statement"):
            async with httpx2.AsyncClient() as client:
                await client.post(
                    f"{server.url}/v1/messages?beta=true", json={"model": "m"}, headers={"x-api-key": "SECRET-KEY"}
                )

    with recording(folder, "small", mode="new_episodes") as recorded:
        asyncio.run(send(recorded))

    stored = (folder / "a.yaml").read_text()
    assert "SECRET" not in stored
    assert "text: 'yes'" in stored


def test_a_file_is_plain_yaml_with_bodies_to_read_and_repeated_parts_once(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)
    text = (folder / "a.yaml").read_text(encoding="utf-8")

    first, second = yaml.safe_load(text)["interactions"]
    requests, responses = deserialize(text, yamlserializer)

    assert first["request"]["body"]["messages"][1]["content"] == "a: sentence 1?"
    assert first["response"]["body"]["choices"][0]["message"]["content"] == ANSWERS[0]
    assert first["response"]["body"]["model"] == "small.gguf"
    assert second["recorded"] == {"label": "statement, sentences 2-2, prompt v1", "order": 2}
    assert text.count("You read the news") == 5
    assert (requests[0].method, requests[0].path) == ("POST", "/v1/chat/completions")
    assert responses[1]["status"]["code"] == 200


def test_an_answer_is_on_disk_as_soon_as_it_is_here(folder: Path, server: LocalServer) -> None:
    with recording(folder, "small", mode="new_episodes") as recorded:
        asyncio.run(ask(recorded, server.url, asked=[("a", 1)]))
        assert ANSWERS[0] in (folder / "a.yaml").read_text()


def test_a_compressed_answer_is_stored_readable(folder: Path, http_server: StartServer) -> None:
    def compressed(request: Received) -> Reply:
        plain = completion(request)
        return Reply(gzip.compress(plain.body), headers={**plain.headers, "content-encoding": "gzip"})

    recorded, _ = run(folder, "new_episodes", http_server(compressed).url, asked=THREE)

    assert recorded == run(folder, "none", asked=THREE)[0] == ANSWERS
    assert ANSWERS[0] in (folder / "a.yaml").read_text()


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b'{"error": {"message": "busy"}}', status=503),
        Reply(b'{"error": {"message": "no such key"}}', status=401),
        Reply(b'{"error": {"message": "upstream failed"}}'),
        Reply(b"<html>Welcome to the hotel's network</html>", headers={"content-type": "text/html"}),
        Reply(b"garbage", headers={"content-encoding": "gzip"}),
    ],
    ids=["overloaded", "refused", "error as success", "no JSON", "not decodable"],
)
def test_what_is_no_answer_is_not_recorded(folder: Path, http_server: StartServer, reply: Reply) -> None:
    _, recorded = run(folder, "new_episodes", http_server(lambda _: reply).url, asked=[("a", 1)])

    assert recorded.recorded == 0
    assert not (folder / "a.yaml").exists()


def test_a_retried_request_leaves_only_its_answer(folder: Path, http_server: StartServer) -> None:
    def busy_at_first(request: Received) -> Reply:
        return completion(request) if request.number > 1 else Reply(status=429, headers={"retry-after": "0"})

    recorded, _ = run(folder, "new_episodes", http_server(busy_at_first).url, asked=[("a", 1)], attempts=2)

    assert recorded == ANSWERS[:1]
    assert len(yaml.safe_load((folder / "a.yaml").read_text())["interactions"]) == 1


def test_new_episodes_sends_only_what_is_missing(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)
    answers, recorded = run(folder, "new_episodes", server.url, asked=[*THREE, ("b", 2)])

    assert answers == [*ANSWERS, "answer to b: sentence 2?"]
    assert (len(server.received), recorded.replayed, recorded.recorded) == (4, 3, 1)
    assert run(folder, "none", asked=[*THREE, ("b", 2)])[0] == answers


def test_once_records_new_articles_and_leaves_recorded_ones_alone(folder: Path, server: LocalServer) -> None:
    run(folder, "once", server.url, asked=[("a", 1)])
    before = (folder / "a.yaml").read_bytes()

    answers, _ = run(folder, "once", server.url, asked=THREE)

    assert answers[0] == ANSWERS[0]
    assert isinstance(find_miss(answers[1]), CassetteMiss)  # type: ignore[arg-type]
    assert answers[2] == ANSWERS[2]
    assert (folder / "a.yaml").read_bytes() == before


def test_all_asks_again_and_replaces(folder: Path, http_server: StartServer, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)
    newer = http_server(lambda request: completion(request, marker=" (newer)"))

    run(folder, "all", newer.url, asked=THREE)

    assert run(folder, "none", asked=THREE)[0] == [f"{answer} (newer)" for answer in ANSWERS]


def test_a_complete_run_drops_what_nobody_asks_for_any_more_and_says_so(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)
    before = (folder / "b.yaml").read_bytes()

    _, recorded = run(folder, "new_episodes", server.url, asked=[("a", 1), ("a", 2)], prompt="v2")

    labels = [each["recorded"]["label"] for each in yaml.safe_load((folder / "a.yaml").read_text())["interactions"]]
    assert labels == ["statement, sentences 1-1, prompt v2", "statement, sentences 2-2, prompt v2"]
    assert len(recorded.notices) == 1
    assert "a.yaml: 2 recorded answers" in recorded.notices[0]
    assert (folder / "b.yaml").read_bytes() == before


def test_a_run_that_broke_off_drops_nothing(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)

    def interrupted_run() -> None:
        with recording(folder, "small", mode="new_episodes") as recorded:
            asyncio.run(ask(recorded, server.url, asked=[("a", 1), ("a", 3)]))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted_run()

    assert run(folder, "none", asked=[*THREE, ("a", 3)])[0] == [*ANSWERS, "answer to a: sentence 3?"]


def test_a_run_that_missed_an_answer_drops_nothing(folder: Path, http_server: StartServer, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)

    run(folder, "new_episodes", http_server(lambda _: Reply(status=500)).url, asked=[("a", 1), ("a", 3)])

    assert run(folder, "none", asked=THREE)[0] == ANSWERS


def test_a_run_in_which_a_call_failed_before_it_was_sent_drops_nothing(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)

    with recording(folder, "small", mode="new_episodes") as recorded:
        asyncio.run(ask(recorded, server.url, asked=[("a", 1)]))
        with pytest.raises(TimeoutError), recorded.article("a", label="statement", order=2):
            raise TimeoutError

    assert run(folder, "none", asked=THREE)[0] == ANSWERS


def test_replay_writes_nothing(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}

    run(folder, "none", asked=[("a", 2), ("c", 1)], prompt="v1")

    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_a_crash_while_recording_costs_one_answer_and_is_reported(folder: Path, server: LocalServer) -> None:
    with recording(folder, "small", mode="new_episodes") as recorded:
        asyncio.run(ask(recorded, server.url, asked=[("a", 1)]))
        asyncio.run(ask(recorded, server.url, asked=[("a", 2)]))
        at_crash = (folder / "a.yaml").read_bytes()
    (folder / "a.yaml").write_bytes(at_crash[:-40])

    answers, replayed = run(folder, "none", asked=THREE[:2])
    assert answers[0] == ANSWERS[0]
    assert isinstance(find_miss(answers[1]), CassetteMiss)  # type: ignore[arg-type]
    assert len(replayed.notices) == 1
    assert "a.yaml: an answer was cut short" in replayed.notices[0]

    assert run(folder, "new_episodes", server.url, asked=THREE[:2])[0] == ANSWERS[:2]
    assert run(folder, "none", asked=THREE[:2])[1].notices == []


def test_a_miss_names_article_request_file_and_what_to_do(folder: Path) -> None:
    answers, _ = run(folder, "none", asked=[("a", 1)])

    assert isinstance(answers[0], openai.APIConnectionError)
    missed = find_miss(answers[0])
    assert isinstance(missed, CassetteMiss)
    for part in ("article a", "statement, sentences 1-1, prompt v1", str(folder / "a.yaml"), "python -m extract"):
        assert part in str(missed)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"prompt": "v2"}, "the prompt (messages[0])"),
        ({"temperature": 0.7}, "temperature (0, now 0.7)"),
        ({"asked": [("a", 2)]}, "the article's text or what is asked about it (messages[1])"),
    ],
)
def test_a_stale_recording_is_told_apart_by_what_changed(
    folder: Path, server: LocalServer, changed: dict[str, Any], named: str
) -> None:
    run(folder, "new_episodes", server.url, asked=[("a", 1)])

    answers, _ = run(folder, "none", **{"asked": [("a", 1)], **changed})

    assert named in str(find_miss(answers[0]))  # type: ignore[arg-type]


async def send(url: str) -> int:
    async with httpx2.AsyncClient() as client:
        return (await client.post(f"{url}/v1/chat/completions", json={"messages": [{"content": "?"}]})).status_code


def test_requests_of_others_in_the_same_process_go_their_way(folder: Path, server: LocalServer) -> None:
    with recording(folder, "small", mode="none"):
        assert asyncio.run(send(server.url)) == 200
    with recording(folder, "small", mode="new_episodes"):
        assert asyncio.run(send(server.url)) == 200
    assert len(server.received) == 2
    assert list(folder.glob("*.yaml")) == []


def test_recordings_that_overlap_in_time_keep_their_answers_apart(tmp_path: Path, server: LocalServer) -> None:
    async def one(name: str, start: float) -> None:
        await asyncio.sleep(start)
        with recording(tmp_path / name, "small", mode="new_episodes") as recorded:
            await ask(recorded, server.url, asked=[(name, 1), (name, 2)])

    async def both() -> None:
        await asyncio.gather(one("first", 0), one("second", 0.01))

    asyncio.run(both())
    for name in ("first", "second"):
        assert [path.name for path in (tmp_path / name).glob("*.yaml")] == [f"{name}.yaml"]
        answers, _ = run(tmp_path / name, "none", asked=[(name, 1), (name, 2)])
        assert answers == [f"answer to {name}: sentence {n}?" for n in (1, 2)]
    assert asyncio.run(send(server.url)) == 200


def test_an_article_id_cannot_leave_the_folder(folder: Path) -> None:
    with recording(folder, "small", mode="new_episodes") as recorded, pytest.raises(InvariantError):  # noqa: SIM117
        with recorded.article("../elsewhere", label="statement"):
            pass


def test_after_the_block_nothing_is_recorded(folder: Path, server: LocalServer) -> None:
    run(folder, "new_episodes", server.url, asked=THREE)

    assert asyncio.run(send(server.url)) == 200
    assert sorted(path.name for path in folder.glob("*.yaml")) == ["a.yaml", "b.yaml"]
