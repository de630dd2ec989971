"""One person's way through the open pairs: forward, back, and every answer on disk before the next question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from extract.judgements import append_line, open_pairs, read_judgements, refs_to, remove_last_line, unheard
from extract.results.read import Results
from schemas import AnyRecord, Different, RecordRef, Same, Unsure

ReviewAnswer = Literal["same", "different"]


@dataclass(slots=True)
class Session:
    """The pairs of one event set that are open, those passed over, and the answers that can still be taken back.

    ``now`` tells the time.
    """

    results: Results
    file: Path
    now: Callable[[], dt.datetime]
    _passed: list[tuple[Unsure, Same | Different | None]] = field(default_factory=list)
    _withdrawn: list[Same | Different] = field(default_factory=list)
    _records: dict[str, AnyRecord] = field(default_factory=dict)
    _refs: dict[str, RecordRef] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Records are named as they were read, before any judgement."""
        self._records = {record.id: record for record in unheard(self.results.events)[0]}
        self._refs = refs_to(self._records.values(), self.results.events.articles)

    @property
    def answered(self) -> int:
        """Answers given and not taken back."""
        return sum(answer is not None for _, answer in self._passed)

    def left(self) -> list[Unsure]:
        """The pairs still to be shown: neither settled by what stands in the file nor passed over."""
        written = read_judgements(self.file) if self.file.exists() else ()
        lines = [line for line in written if line.judgement not in self._withdrawn]
        passed = {pair.records for pair, _ in self._passed}
        records = list(self._records.values())
        return [pair for pair in open_pairs(self.results.events, records, lines) if pair.records not in passed]

    def record(self, name: str) -> AnyRecord:
        """A record of the event set as it was read."""
        return self._records[name]

    def answer(self, pair: Unsure, verdict: ReviewAnswer, *, who: str, why: str) -> None:
        """Write down what was said of a pair.

        Raises:
            ConfigError: the file cannot be written to.
        """
        model = Same if verdict == "same" else Different
        refs = tuple(self._refs[name] for name in pair.records)
        said = model(judgement=verdict, records=refs, who=who, when=self.now(), why=why)  # type: ignore[arg-type]  # its own
        append_line(self.file, said)
        self._passed.append((pair, said))

    def skip(self, pair: Unsure) -> None:
        """Pass a pair over until the next session."""
        self._passed.append((pair, None))

    def back(self) -> bool:
        """Take the last pair up again, and its answer out of the file; False where there is none before.

        An answer behind which somebody else wrote stays in it until answering again overrules it.
        """
        if not self._passed:
            return False
        _, answer = self._passed.pop()
        if answer is not None and not remove_last_line(self.file, answer):
            self._withdrawn.append(answer)
        return True
