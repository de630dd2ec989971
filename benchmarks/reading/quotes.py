"""PolNeAR: an attribution is a statement; its source is the speaker, its cue the cue, its content the content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .tally import Tally
from .task import Document, Pairs, Task, best_pairs
from .told import Told
from .wordings import is_pronoun, same_name


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is quoted (empty where the text leaves it open) and the places of the letters and digits that are quoted."""

    source: str
    content: frozenset[int]


def letters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Places of letters and digits within the spans: quotation marks, commas and space say nothing about a content."""
    return frozenset(place for start, end in spans for place in range(start, end) if text[place].isalnum())


def _document(line: Mapping[str, Any]) -> Document[Attribution]:
    text = line["text"]
    gold = (
        Attribution(
            " ".join(text[start:end] for start, end in attribution["source"]), letters(text, attribution["content"])
        )
        for attribution in line["attributions"]
    )
    return Document(line["doc_id"].replace("/", "_"), text, tuple(one for one in gold if one.content))


def _statements(told: Sequence[Told]) -> list[Told]:
    return [one for one in told if one.kind == "statement"]


def _overlapping(document: Document[Attribution], told: Sequence[Told]) -> Pairs:
    contents = {id(one): letters(document.text, one.content) for one in told}

    def likeness(gold: Attribution, one: Told) -> float:
        content = contents[id(one)]
        return 2 * len(gold.content & content) / (len(gold.content) + len(content))

    return best_pairs(document.gold, told, likeness)


def _strict(told: Sequence[Told], document: Document[Attribution]) -> Tally:
    claims = _statements(told)
    contents = [letters(document.text, one.content) for one in claims]
    right = sum(contents[other] == document.gold[one].content for one, other in _overlapping(document, claims))
    return Tally(right, len(claims), len(document.gold))


def _speakers(told: Sequence[Told], document: Document[Attribution]) -> Tally:
    claims = _statements(told)
    pairs = ((document.gold[one].source, claims[other].speakers) for one, other in _overlapping(document, claims))
    # Who "he" is PolNeAR does not say: a name given for it can be neither right nor wrong.
    asked = [(source, names) for source, names in pairs if source and not is_pronoun(source)]
    right = sum(any(same_name(name, source) for name in names) for source, names in asked)
    return Tally(right, len(asked), len(asked))


def _describe(document: Document[Attribution], gold: Attribution) -> str:
    content = document.text[min(gold.content) : max(gold.content) + 1]
    return f"{gold.source or '(nobody named)'}: {content}"


QUOTES = Task(
    name="quotes",
    kinds=("statement",),
    limit=12,
    headline="statements whose content overlaps, F1",
    document=_document,
    claims=_statements,
    pairs=_overlapping,
    describe=_describe,
    further={"the same, exact content": _strict, "speaker right": _speakers},
)
