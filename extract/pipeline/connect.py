"""Puts together what a question goes through on its way to the service: limits, retries, pace, proxy."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import cast

import httpx2

from extract.ask.batch import Ledger
from extract.ask.batch.ledger import FOLDER
from extract.ask.client import ModelClient
from extract.ask.limits import Budget, Gate, MeteredTransport, Pace, PacedTransport, Plan
from extract.ask.profile import Profile
from extract.ask.service.connection import Connection
from extract.ask.service.local_engine import serve
from extract.ask.service.redaction import ReadableTransport, redactor
from extract.ask.service.transport import RetryingTransport, TimedTransport
from extract.base.settings import NOT_RECORDED
from extract.cassette.playback import RecordedTransport, Recording, RecordMode, recording
from extract.pipeline.batch import PostponingTransport, WaitingTransport
from extract.pipeline.circuit_breaker import CircuitBreaker
from extract.pipeline.one_question import OneQuestion
from extract.pipeline.setup import Setup


@dataclass(frozen=True, slots=True)
class OpenClient:
    """A client, what it is asked and what it speaks through; ``may_cut`` if the server cuts prompts in silence."""

    client: ModelClient
    recorded: Recording | None
    retrying: RetryingTransport
    gate: Gate
    profile: Profile
    may_cut: bool
    batch: PostponingTransport | None = None

    @property
    def replayed(self) -> int:
        """Recorded answers that were played, but for those that batches of this run paid for."""
        played = self.recorded.replayed if self.recorded else 0
        return played - (self.batch.played if self.batch else 0)

    def notices(self) -> list[str]:
        """Notices for the user on how the service was asked."""
        negotiation = self.client.negotiation
        lines = list(self.recorded.notices) if self.recorded else []
        if negotiation.refused:
            lines.append(
                "The server refused how this program asks first (--log-level debug tells its words); "
                f"it was asked with: {negotiation.dialect.described}"
            )
        if negotiation.prose > 1 and 4 * negotiation.prose >= negotiation.answers:
            lines.append(
                f"{negotiation.prose} of {negotiation.answers} answers were not even JSON: the server seems to ignore "
                "the schema it is sent. Another server or model may hold its answers to it (docs/providers.md)"
            )
        if negotiation.cut and self.may_cut:
            lines.append(
                f"{negotiation.cut} of {negotiation.answers} prompts were longer than the server's context, and it cut "
                "them: start it with a larger one (OLLAMA_CONTEXT_LENGTH=8192) and record again (--record-mode all)"
            )
        if isinstance(self.gate, Budget) and self.gate.refused:
            lines.append(f'{self.gate.refused:,} questions were not put: "failed" lists them; the same command goes on')
        return lines


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits on all questions to a service, over one line or several on one event loop, and its circuit breaker.

    ``together`` tells whether it answers questions for several kinds.
    """

    gate: Gate
    pace: Pace
    service: CircuitBreaker
    together: OneQuestion

    @classmethod
    def of(cls, setup: Setup) -> Terms:
        """The terms of a set-up, with nothing asked yet."""
        gate: Gate = Plan() if setup.dry_run else _budget(setup)
        return cls(gate, Pace(setup.limits), CircuitBreaker(), OneQuestion())

    def notices(self) -> tuple[str, ...]:
        """Notices for the user on how the service answered."""
        return (*self.service.notices(), *self.together.notices())

    def in_another_loop(self) -> Terms:
        """The same terms, with all that was asked so far, for what is asked on another event loop."""
        return Terms(self.gate.in_another_loop(), self.pace.in_another_loop(), self.service, OneQuestion())


def connect(setup: Setup, terms: Terms, stack: ExitStack) -> OpenClient:
    """A line to the model; what has to be closed is put on the stack.

    Raises:
        ConfigError: the model cannot be asked as the run is set up.
    """
    base_url = _server(setup, stack)
    redact = redactor(setup.key)
    recorded = None
    if setup.mode != NOT_RECORDED:
        mode = cast("RecordMode", setup.mode)
        folder, name = setup.folder, setup.choice.folder
        recorded = stack.enter_context(recording(folder, name, mode=mode, redact=redact))
    is_recorded: Callable[[httpx2.Request], bool] = recorded.holds if recorded else lambda _: False
    exchange: httpx2.AsyncBaseTransport = TimedTransport(setup.timeout_s, Connection())
    if recorded:
        exchange = RecordedTransport(exchange, recorded)
    retrying = RetryingTransport(PacedTransport(exchange, terms.pace, is_recorded=is_recorded))
    metered = MeteredTransport(retrying, terms.gate, terms.pace, is_recorded=is_recorded)
    waiting = _waiting(metered, setup, terms, recorded)
    transport = ReadableTransport(waiting, redact)
    client = ModelClient(
        setup.choice.name, base_url=base_url, api_key=setup.key or "none", transport=transport, manner=setup.manner
    )
    batch = waiting if isinstance(waiting, PostponingTransport) else None
    cuts_prompts = setup.choice.provider.cuts_prompts
    return OpenClient(client, recorded, retrying, terms.gate, setup.profile, cuts_prompts, batch)


def _budget(setup: Setup) -> Budget:
    job = setup.batch
    if job is None:
        return Budget(setup.limits, setup.prices.cost)
    return Budget(setup.limits, setup.prices.cost, calls=job.calls, spent=job.taken)


def _waiting(
    inner: httpx2.AsyncBaseTransport, setup: Setup, terms: Terms, recorded: Recording | None
) -> httpx2.AsyncBaseTransport:
    """The transport, through which nothing goes that is in a batch, or is to go into one."""
    if recorded is None:
        return inner
    if setup.batch is not None:
        return PostponingTransport(inner, terms.gate, setup.batch, is_recorded=recorded.holds)
    # What is not of articles is recorded in a folder below the model's own, which has the batches of all.
    below = recorded.folder.name != setup.choice.folder
    ledger = Ledger((recorded.folder.parent if below else recorded.folder) / FOLDER)
    return WaitingTransport(inner, ledger, is_recorded=recorded.holds) if len(ledger) else inner


def _server(setup: Setup, stack: ExitStack) -> str | None:
    """Where the model is asked; starts the embedded engine where it is needed."""
    if setup.mode == "none" or setup.dry_run:
        # Nothing is sent, but the SDK wants an address.
        return "http://replay.invalid/v1"
    if setup.choice.file is not None and setup.base_url is None:
        return stack.enter_context(serve(setup.choice.file))
    return setup.base_url
