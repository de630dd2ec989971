"""The records that the checks kept of all answers to one question, and what they refused."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.ask.service.storable import nested_too_deep, storable
from extract.base.errors import InvariantError, Ungrounded
from extract.base.types import Grounded, Refused, Usage

Check = Callable[[str, Mapping[str, Any]], Grounded]
"""Grounds one draft of a kind, or raises `extract.base.errors.Ungrounded`."""

Drafted = tuple[str, Mapping[str, Any]]
"""A draft as the model gave it, behind its kind."""


_LIST = re.compile(r'[\s,\]]*"(\w+)"\s*:\s*\[')
_NEXT = re.compile(r"[\s,]*")


@dataclass(slots=True)
class Attempt:
    """One answer: how many drafts it had, the records that stand, and the drafts that do not."""

    drafts: int
    grounded: list[Grounded] = field(default_factory=list)
    rejected: list[Refused] = field(default_factory=list)

    def records(self) -> tuple[Grounded, ...]:
        """The records of this attempt, each once."""
        return tuple(record for at, record in enumerate(self.grounded) if record not in self.grounded[:at])


@dataclass(slots=True)
class Marking:
    """All answers to one question, and the tokens of each: ``usages`` if it was asked for, ``replayed`` if recorded.

    They count also for answers that were not of the shape asked for.  With ``numbered`` a complaint says of which
    record it is: "strike 3".
    """

    check: Check
    numbered: bool = False
    usages: list[Usage] = field(default_factory=list)
    replayed: list[Usage] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)

    def mark(self, drafts: Sequence[Drafted]) -> list[str]:
        """Check each draft of one answer; what has to be mended, empty if nothing has.

        A fault in a field that the record can do without is not worth another question.

        Raises:
            InvariantError: a check failed in a way that no draft may make it fail.
        """
        attempt = Attempt(len(drafts))
        self.attempts.append(attempt)
        faults: list[str] = []
        numbers: Counter[str] = Counter()
        for kind, draft in drafts:
            numbers[kind] += 1
            try:
                attempt.grounded.append(self.check(kind, draft))
            except Ungrounded as refusal:
                if refusal.remainder is None and refusal.beyond_help:
                    attempt.rejected.append(Refused(kind, draft, str(refusal)))
                elif refusal.remainder is None:
                    faults.append(f"{kind} {numbers[kind]}: {refusal}" if self.numbered else str(refusal))
                    attempt.rejected.append(Refused(kind, draft, str(refusal)))
                else:
                    attempt.grounded.append(refusal.remainder)
                    attempt.rejected.append(Refused(kind, draft, f"kept without: {refusal}"))
            except Exception as error:
                raise InvariantError(f"a check broke on {dict(draft)!r}: {error!r}") from error
        return faults

    def records(self) -> tuple[Grounded, ...]:
        """The records of the best answer."""
        best = self._best()
        return best.records() if best else ()

    def rejected(self) -> Iterator[Refused]:
        """The drafts that did not pass: those of the best answer, and those of others that it gave up."""
        best = self._best()
        for attempt in self.attempts:
            if attempt is best:
                yield from attempt.rejected
            elif best and best.drafts < attempt.drafts:
                yield from (one._replace(reason=f"left out when asked again: {one.reason}") for one in attempt.rejected)

    def _best(self) -> Attempt | None:
        """The attempt with the most records, the later of equals; None if no answer had the right shape."""
        return max(enumerate(self.attempts), key=lambda a: (len(a[1].records()), a[0]))[1] if self.attempts else None


def whole_drafts(text: str, lists: Mapping[str, str]) -> list[Drafted]:
    """The drafts that stand complete in an answer that was cut off; ``lists`` are its lists, and the kind of each."""
    if nested_too_deep(text):
        return []
    text = storable(text.encode("utf-8", "replace")).decode()
    drafts: list[Drafted] = []
    position = len(text) - len(text.lstrip()) + 1 if text.lstrip().startswith("{") else len(text)
    while (begins := _LIST.match(text, position)) and begins[1] in lists:
        position = _past_comma(text, begins.end())
        while text.startswith("{", position):
            try:
                draft, position = json.JSONDecoder().raw_decode(text, position)
            except ValueError:
                return drafts
            drafts.append((lists[begins[1]], draft))
            position = _past_comma(text, position)
    return drafts


def _past_comma(text: str, position: int) -> int:
    match = _NEXT.match(text, position)
    return match.end() if match else position
