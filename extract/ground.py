"""Finds every word a draft claims to have copied, and refuses the draft where one is not there.

A search is exact first, then blind to white space, letter case and the shape of quote marks, dashes
and apostrophes; it never tolerates another letter or digit: "nine" is not "four".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from extract.assertion import borne_out
from extract.errors import Ungrounded
from extract.types import Grounded, Sentence, Window
from schemas import KINDS, Draft, Evidence, Span
from schemas.draft import Copied

_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u02bc`\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00ad\u200b\ufeff")
)
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[…\]|\[\.\.\.\])\s*")
_PLACEHOLDERS = frozenset(
    {"", "none", "null", "n/a", "unknown", "not specified", "not mentioned", "unspecified", "not given", "not stated"}
)
_FAULTS = {
    "missing": "must be given",
    "literal_error": "is none of the values allowed",
    "extra_forbidden": "is no field of this record",
    "string_too_short": "must not be empty",
    "too_short": "has too few items",
    "nothing_told": "says neither who, whom, when, where nor how many; leave it out",
}
_EDGES = " \t\r\n\"'“”‘’„«».,;:!?…"


def ground(window: Window, draft: Mapping[str, Any]) -> Grounded:
    """The draft with its evidence and the span of every copied field.

    Raises:
        Ungrounded: it does not have the form of its kind, cites a sentence that was not shown or
            not asked about, or holds words that do not stand where it says.

    An assertion ("planned", "denied" ...) that no word of the evidence bears out falls back to "asserted".
    """
    record = _parsed(KINDS[window.kind].draft, draft)
    cited = _cited(window, record)
    evidence = _evidence(window, cited)
    if not borne_out(record.assertion, " ".join(e.quote for e in evidence), window.article.language):
        record = record.model_copy(update={"assertion": "asserted"})
    spans: dict[str, Span] = {}
    missing: dict[str, str] = {}
    for path, words, marker in copied_fields(record):
        span = _locate(window, cited, words, anywhere=marker.anywhere)
        if span is None:
            missing[path] = _not_found(path, words, cited, anywhere=marker.anywhere)
        else:
            spans[path] = span
    if missing:
        raise Ungrounded(list(missing.values()), _remainder(window, record, list(missing)))
    return Grounded(window.kind, window.article.id, record, evidence, spans)


def copied_fields(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, str, Copied]]:
    """Path, words and marker of each filled field that must be copied, in the order of the schema."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        marker = next((m for m in info.metadata if isinstance(m, Copied)), None)
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for position, item in items:
            path = f"{prefix}{name}" if position is None else f"{prefix}{name}.{position}"
            if isinstance(item, BaseModel):
                yield from copied_fields(item, f"{path}.")
            elif marker is not None and isinstance(item, str):
                yield path, item, marker


def find(text: str, words: str, within: Span) -> Span | None:
    """Where words stand in ``text[within]``: exactly, else folded; None if they do not."""
    exact = text.find(words, within.start, within.end)
    if exact >= 0 and _whole_words(text, exact, exact + len(words)):
        return Span(start=exact, end=exact + len(words))
    folded, offsets = fold(text[within.start : within.end])
    needle, _ = fold(words)
    start = folded.find(needle) if needle else -1
    while start >= 0:
        end = start + len(needle)
        if _whole_words(folded, start, end):
            return Span(start=within.start + offsets[start], end=within.start + offsets[end - 1] + 1)
        start = folded.find(needle, start + 1)
    return None


def fold(text: str) -> tuple[str, list[int]]:
    """The text with white space, case, quote marks and dashes made alike, and the offset each character came from.

    White space stays, as one space, only between two letters or digits: models write "U. S." for "U.S.".
    """
    folded: list[str] = []
    offsets: list[int] = []
    gap = False
    for offset, character in enumerate(text):
        plain = "" if character.isspace() else character.translate(_FOLDED)
        gap = gap or character.isspace()
        if not plain:
            continue
        if gap and folded and folded[-1].isalnum() and plain.isalnum():
            folded.append(" ")
            offsets.append(offset - 1)
        gap = False
        folded.append(plain.lower() if len(plain.lower()) == 1 else plain)
        offsets.append(offset)
    return "".join(folded), offsets


def _parsed(model: type[Draft], draft: Mapping[str, Any]) -> Draft:
    try:
        return model.model_validate({name: None if _placeholder(value) else value for name, value in draft.items()})
    except ValidationError as error:
        raise Ungrounded([_fault(fault["loc"], fault["type"]) for fault in error.errors()]) from None


def _fault(location: tuple[int | str, ...], fault_type: str) -> str:
    # pydantic's types of fault are stable; its texts are not, and the text of a re-ask is part of a recording's key.
    return f"{'.'.join(map(str, location)) or 'record'}: {_FAULTS.get(fault_type, fault_type.replace('_', ' '))}"


def _placeholder(value: object) -> bool:
    """True for what models write where they should leave a field out."""
    return isinstance(value, str) and value.strip(_EDGES).lower() in _PLACEHOLDERS


def _remainder(window: Window, record: Draft, faulty: Sequence[str]) -> Grounded | None:
    """The record without its faulty fields, or None where one of them is essential."""
    fields = record.model_dump(exclude_unset=True)
    for name in {path.split(".")[0] for path in faulty}:
        positions = {int(path.split(".")[1]) for path in faulty if path.startswith(f"{name}.")}
        if positions:
            fields[name] = [item for position, item in enumerate(fields[name]) if position not in positions]
        else:
            fields[name] = None
    try:
        return ground(window, fields)
    except Ungrounded:
        return None


def _cited(window: Window, record: Draft) -> list[Sentence]:
    shown = {s.number: s for s in (*window.context, *window.targets)}
    asked = {s.number for s in window.targets}
    unknown = sorted(set(record.sentences) - set(shown))
    if unknown:
        raise Ungrounded([f"sentences: there is no sentence {unknown[0]} in the text shown"])
    if not asked & set(record.sentences):
        raise Ungrounded([f"sentences: cite a sentence that was asked about ({min(asked)} to {max(asked)})"])
    return [shown[number] for number in sorted(set(record.sentences))]


def _locate(window: Window, cited: Sequence[Sentence], words: str, *, anywhere: bool) -> Span | None:
    text = window.article.text
    for span in _places_to_look(window, cited, anywhere=anywhere):
        for variant in dict.fromkeys((words, words.strip(_EDGES))):
            if variant and (found := find(text, variant, span) or _first_and_last(text, variant, span)):
                return found
    return None


def _places_to_look(window: Window, cited: Sequence[Sentence], *, anywhere: bool) -> Iterator[Span]:
    """The cited sentences, each alone and then all as one stretch; then, for some fields, what stands before."""
    yield from (s.content for s in cited)
    yield Span(start=cited[0].content.start, end=cited[-1].content.end)
    if anywhere:
        yield from (s.content for s in reversed((*window.context, *window.targets)))
        yield Span(start=0, end=len(window.article.text))


def _first_and_last(text: str, words: str, within: Span) -> Span | None:
    """A long passage given by its first and last words: "We condemn this … will be punished"."""
    parts = [part.strip(_EDGES) for part in _ELLIPSIS.split(words)]
    if len(parts) == 1 or not all(parts):
        return None
    first = find(text, parts[0], within)
    last = first and find(text, parts[-1], Span(start=first.end, end=within.end))
    return Span(start=first.start, end=last.end) if first and last else None


def _whole_words(text: str, start: int, end: int) -> bool:
    """False where a match begins or ends inside a word or a number: "4" does not stand in "14"."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after


def _evidence(window: Window, cited: Sequence[Sentence]) -> tuple[Evidence, ...]:
    text = window.article.text
    return tuple(
        Evidence(start=s.content.start, end=s.content.end, quote=text[s.content.start : s.content.end]) for s in cited
    )


def _not_found(path: str, words: str, cited: Sequence[Sentence], *, anywhere: bool) -> str:
    where = "the text" if anywhere else f"sentence {', '.join(str(s.number) for s in cited)}"
    return f"{path}: “{words}” does not stand in {where}; copy the words exactly or leave the field out"
