"""WikiEvents: an attack is a strike, a broadcast a statement, a meeting a meeting; other events are not ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .tally import Tally
from .task import Document, Measure, Pairs, Task, best_pairs
from .told import Told

_KINDS = ("strike", "statement", "meeting")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that tells an event, wherever it stands in its sentence (the file counts tokens, not characters)."""

    kind: str
    word: str
    places: tuple[tuple[int, int], ...]


def _kind(event_type: str) -> str | None:
    if event_type.startswith("Conflict.Attack."):
        return "strike"
    if event_type.startswith("Contact."):
        return {"Broadcast": "statement", "Meet": "meeting"}.get(event_type.rpartition(".")[2])
    return None


def _document(line: Mapping[str, Any]) -> Document[Trigger]:
    starts, here = [], 0
    for sentence in line["sentences"]:
        starts.append(line["text"].index(sentence, here))
        here = starts[-1] + len(sentence)
    gold = []
    for event in line["events"]:
        if kind := _kind(event["type"]):
            word, number = event["trigger"]["text"], event["trigger"]["sent_idx"]
            gold.append(Trigger(kind, word, _places(word, line["sentences"][number], starts[number])))
    return Document(line["doc_id"], line["text"], tuple(gold))


def _places(word: str, sentence: str, start: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + found.start(), start + found.end()) for found in re.finditer(re.escape(word), sentence))


def _claims(told: Sequence[Told]) -> list[Told]:
    return [one for one in told if one.kind in _KINDS]


def _found(document: Document[Trigger], told: Sequence[Told]) -> Pairs:
    return best_pairs(document.gold, told, _tells)


def _tells(gold: Trigger, one: Told) -> float:
    inside = any(start <= s and e <= end for s, e in gold.places for start, end in one.evidence)
    return float(gold.kind == one.kind and inside)


def _of(kind: str) -> Measure[Trigger]:
    def tally(told: Sequence[Told], document: Document[Trigger]) -> Tally:
        gold = [trigger for trigger in document.gold if trigger.kind == kind]
        claims = [one for one in told if one.kind == kind]
        return Tally(len(best_pairs(gold, claims, _tells)), len(claims), len(gold))

    return tally


def _describe(document: Document[Trigger], gold: Trigger) -> str:
    start, end = gold.places[0]
    return f"{gold.kind}, “{gold.word}”: {document.text[max(0, start - 60) : end + 60]}"


NEWS_EVENTS = Task(
    name="news-events",
    kinds=_KINDS,
    limit=20,
    headline="events found, F1",
    document=_document,
    claims=_claims,
    pairs=_found,
    describe=_describe,
    further={f"{kind}s, F1": _of(kind) for kind in _KINDS},
)
