"""The batches of one run: sent, looked at, fetched, and what a question meets that is in one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from extract.ask.batch import BatchService, BatchState, Drafts, Entry, Ledger
from extract.ask.batch.service import MOST_BYTES, MOST_QUESTIONS
from extract.ask.client import batch_error, batch_service, may_pass
from extract.ask.client.patience import ATTEMPTS, pause
from extract.ask.service.redaction import redactor
from extract.base import log
from extract.base.errors import ConfigError
from extract.base.settings import Batching
from extract.base.types import Progress, Usage
from extract.pipeline.batch.filed import Files, file_results, read_results, reasons
from extract.pipeline.report import Waiting
from extract.pipeline.setup import Setup

MOST_DAMAGED = 3
"""So often a file of results is read that is not whole, before the questions that it lacks are asked again."""

FIRST_POLL_S, LONGEST_POLL_S = 1.0, 60.0
"""Between two looks at batches that are waited for; each time twice as long."""


class Job:
    """What one run does with batches; nobody else uses the ledger meanwhile.

    ``unanswered`` counts questions that the last pass met and has to wait for, ``finish`` says that what a batch did
    not settle is asked at once.  ``at_once`` are the tokens of those, ``asked_at_once`` how many there were.
    """

    def __init__(self, ledger: Ledger, setup: Setup, batching: Batching) -> None:
        """Take up the batches of a ledger."""
        self.ledger = ledger
        self.finish = batching.finish
        self.folder = setup.folder
        self.unanswered = 0
        self.asked_at_once = 0
        self.at_once = Usage()
        self.met: set[str] = set()
        self.notices: list[str] = []
        self._setup = setup
        self._redact = redactor(setup.key)
        self._states: dict[str, BatchState] = {}
        self._drafts: Drafts | None = None

    @property
    def drafts(self) -> Drafts:
        """Where questions go that are to be sent."""
        assert self._drafts is not None
        return self._drafts

    @property
    def calls(self) -> int:
        """Questions put so far, in all runs that this one goes on from."""
        return sum(entry.questions for entry in self.ledger.entries) + self.asked_at_once

    @property
    def taken(self) -> Usage:
        """The tokens that all of them took, or may take as long as they are out."""
        return sum((entry.usage for entry in self.ledger.entries), self.at_once)

    @contextmanager
    def drawing_up(self) -> Iterator[None]:
        """In the block questions are gathered; after it they are on disk, ready to be sent. Nothing is if it breaks."""
        line = self._service().line
        halves = [entry.questions // 2 for entry in self.ledger.entries if entry.too_large]
        most = min([MOST_QUESTIONS, *halves])
        api = self._setup.manner.api
        self._drafts = Drafts(self.ledger, line, api=api, most_questions=most, most_bytes=MOST_BYTES)
        self.unanswered = 0
        try:
            yield
        except BaseException:
            self._drafts.drop()
            raise
        self._drafts.close()

    async def go_on(self) -> None:
        """Send what an earlier run drew up and did not send, and fetch what has been answered.

        Raises:
            ConfigError: the service refuses a batch, or does not know one.
            ProviderError: it cannot be reached.
            CassetteError: an answer cannot be recorded.
        """
        async with self._opened() as service:
            await self._send_all(service)
            await self._fetch_all(service)

    async def send(self) -> None:
        """Send what was drawn up; errors as of `go_on`."""
        async with self._opened() as service:
            await self._send_all(service)

    async def wait(self, progress: Callable[[Progress], None]) -> None:
        """Come back when no batch is under way any more, its answers fetched; errors as of `go_on`."""
        every_s = FIRST_POLL_S
        async with self._opened() as service:
            await self._fetch_all(service)
            while out := [entry for entry in self.ledger.entries if not entry.fetched]:
                done = sum(self._states[entry.name].done for entry in out if entry.name in self._states)
                total = sum(entry.questions for entry in out)
                progress(Progress(min(done, total), total, f"{len(out)} batches"))
                await pause(every_s)
                every_s = min(2 * every_s, LONGEST_POLL_S)
                await self._send_all(service)
                await self._fetch_all(service)

    def waiting(self) -> Waiting:
        """What the run waits for."""
        out = (entry for entry in self.ledger.entries if not entry.fetched)
        return Waiting(self.unanswered, tuple(self._line(entry) for entry in out))

    def close(self) -> None:
        """Forget the batches that the run was answered from: what they held is in the cassettes or in its result."""
        self.ledger.forget([entry for entry in self.ledger.entries if entry.fetched and entry.name in self.met])

    def forgive(self) -> None:
        """Have what the service refused asked again next time: the user may mend what it refused it for."""
        for entry in self.ledger.entries:
            if entry.refused:
                entry.refused = {}
                self.ledger.save(entry)

    def _service(self) -> BatchService:
        setup = self._setup
        return batch_service(
            setup.manner.api,
            base_url=setup.base_url,
            api_key=setup.key or "none",
            redact=self._redact,
            timeout_s=setup.timeout_s,
        )

    @asynccontextmanager
    async def _opened(self) -> AsyncIterator[BatchService]:
        service = self._service()
        try:
            yield service
        except service.sdk_error as error:
            raise batch_error(error, "use the batches of the service") from error
        finally:
            await service.close()

    async def _send_all(self, service: BatchService) -> None:
        for entry in list(self.ledger.entries):
            if not entry.fetched and not entry.is_sent and not (entry.held and self._is_out(but=entry)):
                await self._send(service, entry)

    async def _send(self, service: BatchService, entry: Entry) -> None:
        known = [other.batch for other in self.ledger.entries if other.batch and other is not entry]
        what = f"send a batch of {entry.questions:,} questions"
        for attempt in range(1, ATTEMPTS + 1):
            try:
                await service.send(entry, lambda: self._lines(service, entry), known, lambda: self.ledger.save(entry))
                break
            except service.sdk_error as error:
                if not may_pass(error):
                    self.ledger.forget([each for each in self.ledger.entries if not each.fetched and not each.is_sent])
                    raise batch_error(error, f"{what} (does the service take batches? doctor tells)") from error
                if attempt == ATTEMPTS:
                    raise batch_error(error, what) from error
                await pause(min(2.0**attempt / 4, 30))
        log.info("batch sent", batch=entry.known_as, questions=entry.questions)

    def _lines(self, service: BatchService, entry: Entry) -> list[bytes]:
        return [service.line(key, body) for key, body in self.ledger.questions(entry)]

    async def _fetch_all(self, service: BatchService) -> None:
        wrong: list[str] = []
        for entry in list(self.ledger.entries):
            if entry.is_sent and not entry.fetched:
                state = await service.look(entry, lambda key, entry=entry: self.ledger.is_in(entry, key))  # type: ignore[misc]
                self._states[entry.name] = state
                wrong += await self._take(service, entry, state)
        if wrong:
            raise ConfigError("; ".join(wrong))

    async def _take(self, service: BatchService, entry: Entry, state: BatchState) -> list[str]:
        """Do what the state of a batch asks for; what the user has to be told as an error."""
        if state.phase == "ended":
            await self._fetch(service, entry, state)
        elif state.phase == "queue full":
            self._hold(entry, state)
        elif state.phase == "refused":
            self.ledger.forget([entry])
            return [f"the service refused the batch {entry.known_as} as a whole: {state.why}"]
        elif state.phase == "unknown" and entry.batch is None:
            self.ledger.save(entry)
            await self._send(service, entry)
        elif state.phase == "unknown":
            where = self.ledger.folder / entry.name
            return [
                f"the service does not know the batch {entry.batch}, sent with {entry.questions:,} questions: use the "
                f"key and the address it was sent with; to give it up and have them asked again, delete {where}.*"
            ]
        else:
            self.ledger.save(entry)
        return []

    async def _fetch(self, service: BatchService, entry: Entry, state: BatchState) -> None:
        lines = await service.results(state)
        results = read_results(lines, service, lambda key: self.ledger.is_in(entry, key))
        answered = len(results.outcomes)
        due = entry.questions if state.expected is None else min(entry.questions, state.expected)
        short = answered < entry.questions and (answered < due or results.broken > 0)
        entry.damaged += short
        complete = not short or entry.damaged >= MOST_DAMAGED
        files = Files(self.folder, self._setup.manner.api, self._redact)
        file_results(results, entry, self.ledger, files, complete=complete)
        if not complete:
            self.ledger.save(entry)
            self.notices.append(f"Batch {entry.known_as}: its results came in pieces; the rest is fetched next time")
            return
        self._settle(entry, entry.lost)
        if strange := results.unknown:
            self.notices.append(f"Batch {entry.known_as}: {strange:,} results of no question in it were left out")
        if entry.lost or entry.refused:
            told = "; ".join(reasons(entry))
            self.notices.append(f"Batch {entry.known_as} ({state.status}): without an answer came back {told}")
        counts = {"answered": entry.answered, "refused": len(entry.refused), "lost": len(entry.lost)}
        log.info("batch fetched", batch=entry.known_as, status=state.status, **counts)

    def _settle(self, entry: Entry, lost: dict[str, str]) -> None:
        entry.lost = lost
        entry.fetched = True
        self.ledger.save(entry)

    def _hold(self, entry: Entry, state: BatchState) -> None:
        """Keep a batch back until the service has room; one that is too large for an empty queue is no use."""
        if entry.batch:
            entry.strangers.append(entry.batch)
        entry.batch = None
        if entry.held and not self._is_out(but=entry):
            if entry.questions == 1:
                self.ledger.forget([entry])
                raise ConfigError(f"the service has no room for a batch of a single question: {state.why}")
            entry.too_large = True
            self._settle(entry, dict.fromkeys((key for key, _ in self.ledger.questions(entry)), state.why))
            self.notices.append(f"A batch of {entry.questions:,} questions is too large for the service: {state.why}")
            return
        entry.held = True
        self.ledger.save(entry)
        self.notices.append(f"Batch {entry.known_as} is held back until the service has room: {state.why}")

    def _is_out(self, *, but: Entry) -> bool:
        """True if the service has another batch that is not fetched."""
        return any(other.is_sent and not other.fetched for other in self.ledger.entries if other is not but)

    def _line(self, entry: Entry) -> str:
        state = self._states.get(entry.name)
        if entry.held and not entry.is_sent:
            return f"{entry.known_as}: held back until the service has room, {entry.questions:,} questions"
        if state is None or state.phase != "under way":
            return f"{entry.known_as}: sent, {entry.questions:,} questions"
        return f"{entry.known_as}: {state.status}, {state.done:,} of {entry.questions:,} done"


def refuse_unless_possible(setup: Setup) -> None:
    """Return if questions to the model can be sent as batches.

    Raises:
        ConfigError: they cannot, or not as the run is set up.
    """
    if setup.choice.provider.local:
        raise ConfigError(f"--batch is for hosted models: {setup.choice.provider_name}/… runs on a machine of yours")
    if setup.mode != "new_episodes":
        raise ConfigError(
            f"--batch needs recordings to put the answers in: not with record mode {setup.mode!r}, only new_episodes"
        )
