"""A user relies on: a passing fault costs time, not data; a lasting one is reported as it is."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable, Sequence
from email.utils import formatdate

import httpx2
import pytest
from helpers.local_server import Received, Reply, StartServer

from extract.ask.service.transport import LONGEST_WAIT_S, MOST_TIME_OUTS, RetryingTransport, TimedTransport
from extract.base.errors import CassetteMiss

ANSWER = b'{"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}'


def post(
    url: str, *, attempts: int = 6, timeout_s: float = 5
) -> tuple[httpx2.Response | Exception, list[float], RetryingTransport]:
    """The outcome of one request, the waits before further attempts, and the transport."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    async def run() -> tuple[httpx2.Response | Exception, RetryingTransport]:
        transport = RetryingTransport(TimedTransport(timeout_s), attempts=attempts, sleep=sleep)
        async with httpx2.AsyncClient(transport=transport) as client:
            try:
                return await client.post(url, json={"question": 1}), transport
            except httpx2.HTTPError as error:
                return error, transport

    outcome, transport = asyncio.run(run())
    return outcome, waits, transport


def replies(*each: Reply) -> Callable[[Received], Reply]:
    return lambda request: each[min(request.number, len(each)) - 1]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_a_passing_fault_is_tried_again_with_the_same_body(http_server: StartServer, status: int) -> None:
    server = http_server(replies(Reply(status=status), Reply(status=status), Reply(ANSWER)))

    outcome, waits, transport = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert outcome.content == ANSWER
    assert [json.loads(each.body) for each in server.received] == [{"question": 1}] * 3
    assert (transport.retries, len(waits)) == (2, 2)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 501])
def test_a_refusal_is_returned_at_once(http_server: StartServer, status: int) -> None:
    outcome, waits, _ = post(http_server(replies(Reply(b"no", status=status))).url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.status_code, outcome.content, waits) == (status, b"no", [])


def test_the_last_response_is_returned_when_attempts_are_used_up(http_server: StartServer) -> None:
    server = http_server(lambda request: Reply(f"attempt {request.number}".encode(), status=503))

    outcome, _, transport = post(server.url, attempts=3)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.status_code, outcome.text, len(server.received)) == (503, "attempt 3", 3)
    assert transport.retries == 2


def test_an_account_without_credit_is_not_asked_again(http_server: StartServer) -> None:
    body = json.dumps({"error": {"code": "insufficient_quota", "message": "You exceeded your quota"}}).encode()
    server = http_server(replies(Reply(body, status=429)))

    outcome, waits, _ = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.status_code, outcome.json()["error"]["code"], waits) == (429, "insufficient_quota", [])


@pytest.mark.parametrize(
    ("retry_after", "expected_s"),
    [("7", 7.0), ("0.25", 0.25), ("0", 0.0), ("-3", 0.0), ("86400", LONGEST_WAIT_S)],
)
def test_the_wait_the_server_asks_for_is_kept(http_server: StartServer, retry_after: str, expected_s: float) -> None:
    server = http_server(replies(Reply(status=429, headers={"Retry-After": retry_after}), Reply(ANSWER)))

    _, waits, _ = post(server.url)

    assert waits == [expected_s]


def test_the_wait_may_be_given_as_a_date(http_server: StartServer) -> None:
    soon, past = (formatdate(time.time() + seconds, usegmt=True) for seconds in (60, -60))
    server = http_server(
        replies(*(Reply(status=503, headers={"Retry-After": each}) for each in (soon, past)), Reply(ANSWER))
    )

    _, waits, _ = post(server.url)

    assert waits == [pytest.approx(59, abs=3), 0.0]


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}, {"Retry-After": "nan"}, {"Retry-After": ""}])
def test_without_a_wait_from_the_server_waits_grow(http_server: StartServer, header: dict[str, str]) -> None:
    _, waits, _ = post(http_server(replies(Reply(status=503, headers=header))).url)

    assert len(waits) == 5
    assert all(2**place <= wait <= 2**place + 1 for place, wait in enumerate(waits))


def test_an_answer_that_breaks_off_is_fetched_again(http_server: StartServer) -> None:
    server = http_server(replies(Reply(b"half an ans", promised_bytes=500), Reply(ANSWER)))

    outcome, waits, _ = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.content, len(waits)) == (ANSWER, 1)


def test_a_slow_answer_is_fetched_again(http_server: StartServer) -> None:
    def answer(request: Received) -> Reply:
        time.sleep(0.5 if request.number == 1 else 0)
        return Reply(ANSWER)

    outcome, waits, _ = post(http_server(answer).url, timeout_s=0.2)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.content, len(waits)) == (ANSWER, 1)


def test_a_call_that_runs_out_of_time_twice_is_given_up(http_server: StartServer) -> None:
    server = http_server(lambda _: Reply(ANSWER, hangs=True))

    outcome, waits, _ = post(server.url, timeout_s=0.1)

    assert isinstance(outcome, httpx2.ReadTimeout)
    assert "0.1 seconds" in str(outcome)
    assert (len(waits), len(server.received)) == (MOST_TIME_OUTS - 1, MOST_TIME_OUTS)


def test_an_answer_that_drips_is_bounded_as_a_whole(http_server: StartServer) -> None:
    server = http_server(lambda _: Reply(ANSWER * 1000, drips=True))

    outcome, _, _ = post(server.url, timeout_s=0.2)

    assert isinstance(outcome, httpx2.ReadTimeout)


@pytest.mark.parametrize("status", [429, 529])
def test_a_server_that_is_busy_is_given_more_time(http_server: StartServer, status: int) -> None:
    server = http_server(lambda request: Reply(ANSWER, status=status if request.number < 12 else 200))

    outcome, waits, _ = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.status_code, len(waits)) == (200, 11)
    assert sum(waits) > 180


@pytest.mark.parametrize("status", [400, 413, 429, 500])
def test_a_question_that_does_not_fit_is_not_sent_again(http_server: StartServer, status: int) -> None:
    body = json.dumps({"error": {"message": "Request too large", "code": "context_length_exceeded"}}).encode()
    server = http_server(replies(Reply(body, status=status)))

    outcome, waits, _ = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.status_code, outcome.content, waits) == (status, body, [])


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b'{"choices": []}', b'{"error": "busy"}', b"", b'{"id"'])
def test_a_success_with_no_answer_in_it_is_a_fault_of_the_server(http_server: StartServer, body: bytes) -> None:
    mended, waits, _ = post(http_server(replies(Reply(body), Reply(ANSWER))).url)
    lasting, _, _ = post(http_server(replies(Reply(body))).url)

    assert isinstance(mended, httpx2.Response)
    assert isinstance(lasting, httpx2.Response)
    assert (mended.content, len(waits)) == (ANSWER, 1)
    assert lasting.status_code == 502
    assert "the server sent no answer but " in lasting.json()["error"]["message"]


def test_a_connection_that_is_reset_is_tried_again(http_server: StartServer) -> None:
    server = http_server(replies(Reply(resets=True), Reply(ANSWER)))

    outcome, waits, _ = post(server.url)

    assert isinstance(outcome, httpx2.Response)
    assert (outcome.content, len(waits)) == (ANSWER, 1)


def test_a_server_that_is_not_there_is_tried_as_often_as_told_and_then_reported() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"

    outcome, waits, transport = post(url, attempts=3)

    assert isinstance(outcome, httpx2.ConnectError)
    assert (len(waits), transport.retries) == (2, 2)


def test_concurrent_requests_have_their_own_attempts(http_server: StartServer) -> None:
    failures: dict[bytes, int] = {}

    def answer(request: Received) -> Reply:
        failures[request.body] = failures.get(request.body, 0) + 1
        body = json.dumps({"choices": [{"message": {"content": request.body.decode()}}]}).encode()
        return Reply(body, status=503 if failures[request.body] <= int(request.body) % 3 else 200)

    server = http_server(answer)

    async def no_sleep(_: float) -> None:
        await asyncio.sleep(0)

    async def run() -> tuple[Sequence[httpx2.Response], int]:
        transport = RetryingTransport(attempts=3, sleep=no_sleep)
        async with httpx2.AsyncClient(transport=transport) as client:
            responses = await asyncio.gather(*(client.post(server.url, content=str(n)) for n in range(12)))
        return responses, transport.retries

    responses, retries = asyncio.run(run())

    assert [json.loads(each.content)["choices"][0]["message"]["content"] for each in responses] == [
        str(n) for n in range(12)
    ]
    assert retries == sum(n % 3 for n in range(12))


def test_a_missing_recording_is_not_tried_again() -> None:
    class Replay(httpx2.AsyncBaseTransport):
        calls = 0

        async def handle_async_request(self, _: httpx2.Request) -> httpx2.Response:
            self.calls += 1
            raise CassetteMiss("not recorded")

    replay = Replay()

    async def run() -> None:
        async with httpx2.AsyncClient(transport=RetryingTransport(replay)) as client:
            await client.post("http://127.0.0.1/", json={})

    with pytest.raises(CassetteMiss):
        asyncio.run(run())
    assert replay.calls == 1
