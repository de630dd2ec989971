"""A user relies on: no minute has more requests or tokens than allowed; a refusal for haste slows all, for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import pairwise

import httpx2
import pytest
from helpers.local_server import Received, Reply, StartServer

from extract.ask.limits import Pace, PacedTransport, Question
from extract.ask.limits.pace import LONGEST_HOLD_S, LONGEST_SPACING_S
from extract.base.settings import Limits
from extract.base.types import Usage


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def paced(**limits: int) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(Limits(**limits), clock=clock, sleep=clock.sleep), clock


def size(tokens: int) -> Question:
    return Question(tokens, tokens, 0)


def sent(pace: Pace, questions: Sequence[Question]) -> list[float]:
    """When each question is sent, in seconds from the start."""

    async def main() -> list[float]:
        return [at - 1000 for at in await asyncio.gather(*(pace.wait(question) for question in questions))]

    return asyncio.run(main())


def test_without_limits_nothing_waits() -> None:
    pace, _ = paced()
    assert sent(pace, [size(10**6)] * 100) == [0] * 100


def test_no_minute_has_more_requests_than_allowed() -> None:
    pace, _ = paced(requests_per_minute=3)
    assert sent(pace, [size(1)] * 8) == [0, 0, 0, 60, 60, 60, 120, 120]


def test_no_minute_has_more_tokens_than_allowed() -> None:
    pace, _ = paced(tokens_per_minute=1000)
    assert sent(pace, [size(400)] * 5) == [0, 0, 60, 60, 120]


def test_a_question_larger_than_a_minutes_tokens_is_still_asked() -> None:
    pace, _ = paced(tokens_per_minute=100)
    assert sent(pace, [size(500), size(500), size(50)]) == [0, 60, 120]


def test_tokens_count_as_they_were_and_not_as_they_were_estimated() -> None:
    pace, _ = paced(tokens_per_minute=1000)
    assert sent(pace, [size(400)]) == [0]
    pace.correct(size(400), Usage(prompt_tokens=500, completion_tokens=300))
    assert sent(pace, [size(200), size(1)]) == [0, 60]


def test_one_refusal_holds_every_call_for_as_long_as_the_service_asks() -> None:
    pace, clock = paced()
    pace.slow_down(clock(), 7.5)
    first, *others = sent(pace, [size(1)] * 4)
    assert first == 7.5
    assert all(later - before == pytest.approx(pace.spacing_s) for before, later in pairwise([first, *others]))


def test_a_service_cannot_hold_a_run_for_hours() -> None:
    pace, clock = paced()
    pace.slow_down(clock(), 86400)
    assert sent(pace, [size(1)]) == [LONGEST_HOLD_S]


def test_refusals_of_requests_under_way_together_slow_down_once() -> None:
    pace, clock = paced()
    asked_at = clock()
    clock.now += 1
    for _ in range(20):
        pace.slow_down(asked_at, None)
    assert pace.spacing_s == 0.1
    pace.slow_down(clock(), None)
    assert pace.spacing_s == 0.2


def test_the_spacing_is_bounded_and_answers_take_it_away() -> None:
    pace, clock = paced()
    for _ in range(30):
        pace.slow_down(clock(), None)
    assert pace.spacing_s == LONGEST_SPACING_S
    for _ in range(40):
        pace.recover()
    assert pace.spacing_s == 0


def post(url: str, pace: Pace, *, recorded: bool = False, times: int = 1) -> list[int]:
    async def main() -> list[int]:
        transport = PacedTransport(httpx2.AsyncHTTPTransport(), pace, is_recorded=lambda _: recorded)
        async with httpx2.AsyncClient(transport=transport) as client:
            return [(await client.post(url, content=b"{}")).status_code for _ in range(times)]

    return asyncio.run(main())


@pytest.mark.parametrize(
    ("reply", "waits"),
    [
        (Reply(status=429, headers={"retry-after": "30"}), 30),
        (Reply(status=429), 0.1),
        (Reply(status=529, headers={"retry-after": "2"}), 2),
        (Reply(status=503, headers={"retry-after": "4"}), 4),
        (Reply(status=503), 0),
        (Reply(status=400, headers={"retry-after": "4"}), 0),
        (Reply(), 0),
    ],
)
def test_a_service_that_is_too_busy_is_asked_later_by_everybody(
    http_server: StartServer, reply: Reply, waits: float
) -> None:
    pace, clock = paced()
    assert post(http_server(lambda _: reply).url, pace) == [reply.status]
    assert sent(pace, [size(1)]) == [pytest.approx(waits)]
    assert clock() == pytest.approx(1000 + waits)


def test_what_is_recorded_does_not_wait(http_server: StartServer) -> None:
    pace, clock = paced(requests_per_minute=1)
    post(http_server(lambda _: Reply()).url, pace, recorded=True, times=5)
    assert clock() == 1000


def test_after_a_storm_the_pace_recovers(http_server: StartServer) -> None:
    stormy: Callable[[Received], Reply] = lambda request: Reply(status=429 if request.number <= 5 else 200)  # noqa: E731
    pace, _ = paced()
    assert post(http_server(stormy).url, pace, times=40) == [429] * 5 + [200] * 35
    assert pace.spacing_s == 0
