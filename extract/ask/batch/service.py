"""A provider's batches behind one face: how they are sent, found again after a crash, looked at and read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Protocol

from extract.ask.batch.entry import Entry

Json = dict[str, Any]

MOST_QUESTIONS = 5_000
"""Of one batch: a tenth of what OpenAI takes and a twentieth of what Anthropic does, so that answers come in early."""

MOST_BYTES = 32_000_000
"""Of one batch as it is sent; OpenAI takes 200 MB, Anthropic 256. It is in memory while it is sent.

Source: https://platform.openai.com/docs/guides/batch; https://platform.claude.com/docs/en/build-with-claude/batch-processing
"""


@dataclass(frozen=True, slots=True)
class BatchState:
    """How far a batch is; ``status`` in the service's own words, ``done`` of ``total`` questions.

    ``sources`` are where its results are read, ``expected`` how many lines they have in all, None where the service
    does not say.  ``why`` is there if the service refused it as a whole.
    """

    phase: Literal["under way", "ended", "refused", "queue full", "unknown"]
    status: str
    done: int = 0
    total: int = 0
    sources: tuple[str, ...] = ()
    expected: int | None = None
    why: str = ""


class Outcome(NamedTuple):
    """What came of one question: status and body as if it had been asked at once, or ``lost``, why it was not asked."""

    key: str
    status: int = 0
    body: Json | None = None
    lost: str = ""


class BatchService(Protocol):
    """The batches of one account."""

    sdk_error: type[Exception]

    def line(self, key: str, body: str) -> bytes:
        """A question as it stands in a batch, without the end of a line."""

    async def send(
        self, entry: Entry, lines: Callable[[], Sequence[bytes]], known: Collection[str], saved: Callable[[], None]
    ) -> None:
        """Send a batch, unless the service has it already; ``saved`` puts the entry on disk at each step.

        Args:
            entry: gets the service's ids, or candidates for them.
            lines: reads the questions.
            known: ids of other batches.
            saved: called before a step that cannot be taken twice, and after it.
        """

    async def look(self, entry: Entry, ours: Callable[[str], bool]) -> BatchState:
        """How far a batch that was sent is; of candidates, all but the true one are dropped when that is seen.

        Args:
            entry: one that was sent.
            ours: whether the key of a question is this entry's.
        """

    async def results(self, state: BatchState) -> bytes:
        """The lines of all results of a batch that ended."""

    def outcome(self, line: Json) -> Outcome | None:
        """What a line of results says; None if it says nothing of a question."""

    async def offered(self) -> str | None:
        """None if the service takes batches; else why it seems not to."""

    async def close(self) -> None:
        """Close the connections."""
